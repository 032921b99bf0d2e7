/* cosell-alarm-text.c: what a desktop notification says (G2) */
#include "ui/shell/cosell-alarm-text.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "ui/shell/cosell-format.h"

static char *
arrived_body (const CosellDealData *deal)
{
  g_autofree char *until = NULL;

  if (deal->expires_at == COSELL_NO_TIME)
    return g_strdup_printf (_ ("%s. Accept or decline it."), deal->customer);
  until = cosell_format_instant (deal->expires_at);
  /* Translators: the customer; day and time */
  return g_strdup_printf (_ ("%s. Accept or decline it before %s."), deal->customer, until);
}

static char *
answer_title (const CosellAlarm *alarm)
{
  const char *who = alarm->who != NULL ? alarm->who : _ ("The other side");

  switch (alarm->answer)
    {
    case COSELL_DEAL_STATUS_ACCEPTED:
    case COSELL_DEAL_STATUS_WON:
      return g_strdup_printf (_ ("%s accepted"), who);
    case COSELL_DEAL_STATUS_DECLINED:
      return g_strdup_printf (_ ("%s declined"), who);
    case COSELL_DEAL_STATUS_EXPIRED:
      return g_strdup_printf (_ ("%s did not answer in time"), who);
    case COSELL_DEAL_STATUS_LOST:
    case COSELL_DEAL_STATUS_ERROR:
      return g_strdup_printf (_ ("%s closed its part"), who);
    case COSELL_DEAL_STATUS_DRAFT:
    case COSELL_DEAL_STATUS_RECEIVED:
      break;
    }
  return g_strdup_printf (_ ("%s answered"), who);
}

static char *
with_reason (const char *name, const char *reason)
{
  return reason != NULL && *reason != '\0' ? g_strdup_printf ("%s\n%s", name, reason)
                                           : g_strdup (name);
}

void
cosell_alarm_text (const CosellAlarm *alarm, gint64 now, char **title, char **body)
{
  const CosellDealData *deal = alarm->deal;
  const char *name = deal->name != NULL ? deal->name : _ ("Deal without a name");
  g_autofree char *left = NULL;

  switch (alarm->kind)
    {
    case COSELL_ALARM_ARRIVED:
      *title = g_strdup_printf (_ ("New deal: %s"), name);
      *body = arrived_body (deal);
      break;
    case COSELL_ALARM_EXPIRING:
      left = cosell_format_time_left (deal->expires_at, now);
      *title = g_strdup_printf (_ ("Expires in %s"), left);
      *body = g_strdup_printf (_ ("%s\nAccept or decline it, or Partner Center closes it."), name);
      break;
    case COSELL_ALARM_ANSWERED:
      *title = answer_title (alarm);
      *body = with_reason (name, alarm->reason);
      break;
    case COSELL_ALARM_REGISTRATION:
      *title = g_strdup (_ ("Deal registration needs you"));
      *body = with_reason (name, alarm->reason);
      break;
    case COSELL_ALARM_NOT_SENT:
      *title = g_strdup (_ ("A change could not be sent"));
      *body = with_reason (name, alarm->reason);
      break;
    }
}

char *
cosell_alarm_text_for_many (CosellAlarmKind kind, guint n)
{
  switch (kind)
    {
    case COSELL_ALARM_ARRIVED:
      return g_strdup_printf (ngettext ("%u new inbound deal", "%u new inbound deals", n), n);
    case COSELL_ALARM_EXPIRING:
      return g_strdup_printf (ngettext ("%u deal is about to expire",
                                        "%u deals are about to expire", n),
                              n);
    case COSELL_ALARM_ANSWERED:
      return g_strdup_printf (ngettext ("%u answer to your deals", "%u answers to your deals", n),
                              n);
    case COSELL_ALARM_REGISTRATION:
      return g_strdup_printf (ngettext ("%u deal registration needs you",
                                        "%u deal registrations need you", n),
                              n);
    case COSELL_ALARM_NOT_SENT:
      return g_strdup_printf (ngettext ("%u change could not be sent",
                                        "%u changes could not be sent", n),
                              n);
    }
  g_assert_not_reached ();
}
