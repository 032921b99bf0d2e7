/* cosell-notification-text.c: what a desktop notification says (G2) */
#include "ui/words/cosell-notification-text.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-lead.h"
#include "ui/words/cosell-format.h"

static char *
answer_until (const CosellDealData *deal)
{
  const char *customer = deal->customer != NULL ? deal->customer : _ ("Unknown customer");
  g_autofree char *until = NULL;

  if (deal->expires_at == COSELL_NO_TIME)
    return cosell_text_format (_ ("%s. Accept or decline it."), customer);
  until = cosell_format_instant (deal->expires_at);
  /* Translators: the customer; day and time */
  return cosell_text_format (_ ("%s. Accept or decline it before %s."), customer, until);
}

/* "From Tailwind: NOK 200,000, closes 10 Jan 2027" */
static char *
describe_share (const CosellDealData *deal, const CosellRequest *request)
{
  g_autofree char *sender = cosell_format_sender (deal);
  g_autofree char *value = NULL;
  g_autofree char *date = NULL;
  g_autofree char *share = NULL;

  if (request->value != NULL)
    value = cosell_format_money (request->value, request->currency);
  if (request->close_date != NULL)
    date = cosell_format_date (request->close_date);
  if (value != NULL && date != NULL)
    /* Translators: your share of a deal, and when it closes: "NOK 200,000, closes 10 Jan 2027" */
    share = g_strdup_printf (_ ("%s, closes %s"), value, date);
  else if (date != NULL)
    share = g_strdup_printf (_ ("closes %s"), date);
  else
    share = g_steal_pointer (&value);
  if (sender == NULL || share == NULL)
    return sender != NULL ? g_steal_pointer (&sender) : g_steal_pointer (&share);
  return g_strdup_printf ("%s: %s", sender, share);
}

static void
add_line (GString *text, const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (text, "\n%s", line);
}

/* D14: the decision rests on what is asked. */
static char *
arrived_body (const CosellNotification *notification)
{
  const CosellRequest *request = notification->request;
  g_autofree char *until = answer_until (notification->deal);
  g_autoptr (GString) text = g_string_new (until);
  g_autofree char *share = NULL;
  g_autofree char *help = NULL;
  g_autofree char *notes = NULL;

  if (request == NULL)
    return g_strdup (until);
  share = describe_share (notification->deal, request);
  if (request->help != COSELL_HELP_NONE)
    help = g_strdup_printf (_ ("Help asked for: %s"), cosell_help_label (request->help));
  if (request->notes != NULL)
    notes = cosell_text_quote (request->notes);
  add_line (text, share);
  add_line (text, help);
  add_line (text, notes);
  return g_strdup (text->str);
}

/* L2, L7: what was asked for and where, and how long the customer may be called before. */
static char *
lead_body (const CosellNotification *notification)
{
  const CosellDealData *deal = notification->deal;
  const CosellRequest *request = notification->request;
  gint64 contact_until = cosell_lead_contact_until (deal);
  g_autofree char *until = answer_until (deal);
  g_autofree char *contact = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *notes = NULL;
  g_autoptr (GString) text = g_string_new (until);

  if (deal->source != NULL && deal->action != NULL)
    /* Translators: what a customer chose, and where: "Contact me, AppSource" */
    asked = cosell_text_format (_ ("%s, %s"), deal->action, deal->source);
  else if (deal->source != NULL || deal->action != NULL)
    asked = cosell_text_quote (deal->action != NULL ? deal->action : deal->source);
  if (contact_until != COSELL_NO_TIME)
    {
      g_autofree char *instant = cosell_format_instant (contact_until);

      contact = g_strdup_printf (_ ("You may contact the customer directly until %s."), instant);
    }
  if (request != NULL && request->notes != NULL)
    notes = cosell_text_quote (request->notes);
  add_line (text, asked);
  add_line (text, contact);
  add_line (text, notes);
  return g_strdup (text->str);
}

static char *
answer_title (const CosellNotification *notification)
{
  const char *who = notification->who != NULL ? notification->who : _ ("The other side");

  switch (notification->answer)
    {
    case COSELL_DEAL_STATUS_ACCEPTED:
    case COSELL_DEAL_STATUS_WON:
      return cosell_text_format (_ ("%s accepted"), who);
    case COSELL_DEAL_STATUS_DECLINED:
      return cosell_text_format (_ ("%s declined"), who);
    case COSELL_DEAL_STATUS_EXPIRED:
      return cosell_text_format (_ ("%s did not answer in time"), who);
    case COSELL_DEAL_STATUS_LOST:
    case COSELL_DEAL_STATUS_ERROR:
      return cosell_text_format (_ ("%s closed its part"), who);
    case COSELL_DEAL_STATUS_DRAFT:
    case COSELL_DEAL_STATUS_RECEIVED:
      break;
    }
  return cosell_text_format (_ ("%s answered"), who);
}

static char *
with_reason (const char *name, const char *reason)
{
  return reason != NULL && *reason != '\0' ? cosell_text_format ("%s\n%s", name, reason)
                                           : cosell_text_quote (name);
}

void
cosell_notification_text (const CosellNotification *notification,
                          gint64 now,
                          char **title,
                          char **body)
{
  const CosellDealData *deal = notification->deal;
  const char *name = deal->name != NULL ? deal->name : _ ("Deal without a name");
  g_autofree char *left = NULL;

  switch (notification->kind)
    {
    case COSELL_NOTIFICATION_ARRIVED:
      *title = cosell_text_format (_ ("New deal: %s"), name);
      *body = arrived_body (notification);
      break;
    case COSELL_NOTIFICATION_LEAD:
      *title = cosell_text_format (_ ("New lead: %s"), deal->name != NULL       ? deal->name
                                                       : deal->customer != NULL ? deal->customer
                                                                                : name);
      *body = lead_body (notification);
      break;
    case COSELL_NOTIFICATION_EXPIRING:
      left = cosell_format_time_left (deal->expires_at, now);
      *title = g_strdup_printf (_ ("Expires in %s"), left);
      *body =
          cosell_text_format (_ ("%s\nAccept or decline it, or Partner Center closes it."), name);
      break;
    case COSELL_NOTIFICATION_ANSWERED:
      *title = answer_title (notification);
      *body = with_reason (name, notification->reason);
      break;
    case COSELL_NOTIFICATION_REGISTRATION:
      *title = g_strdup (_ ("Deal registration needs you"));
      *body = with_reason (name, notification->reason);
      break;
    case COSELL_NOTIFICATION_NOT_SENT:
      *title = g_strdup (notification->not_kept ? _ ("A change was not kept")
                                                : _ ("A change could not be sent"));
      *body = with_reason (name, notification->reason);
      break;
    }
}

char *
cosell_notification_text_for_many (CosellNotificationKind kind, guint n)
{
  switch (kind)
    {
    case COSELL_NOTIFICATION_ARRIVED:
      return g_strdup_printf (ngettext ("%u new inbound deal", "%u new inbound deals", n), n);
    case COSELL_NOTIFICATION_LEAD:
      return g_strdup_printf (ngettext ("%u new lead to answer", "%u new leads to answer", n), n);
    case COSELL_NOTIFICATION_EXPIRING:
      return g_strdup_printf (ngettext ("%u deal is about to expire",
                                        "%u deals are about to expire", n),
                              n);
    case COSELL_NOTIFICATION_ANSWERED:
      return g_strdup_printf (ngettext ("%u answer to your deals", "%u answers to your deals", n),
                              n);
    case COSELL_NOTIFICATION_REGISTRATION:
      return g_strdup_printf (ngettext ("%u deal registration needs you",
                                        "%u deal registrations need you", n),
                              n);
    case COSELL_NOTIFICATION_NOT_SENT:
      return g_strdup_printf (ngettext ("%u change could not be sent",
                                        "%u changes could not be sent", n),
                              n);
    }
  g_assert_not_reached ();
}
