#include "ui/words/cosell-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-lead.h"
#include "model/cosell-lifecycle.h"
#include "model/cosell-referral.h"

#define HOUR (60 * G_TIME_SPAN_MINUTE)

static CosellClock *format_clock; /* (owned) (nullable): the system's */

void
cosell_format_set_clock (CosellClock *clock)
{
  g_set_object (&format_clock, clock);
}

gint64
cosell_format_now (void)
{
  return format_clock != NULL ? cosell_clock_now (format_clock) : g_get_real_time ();
}

static gboolean
has_fraction (const char *value)
{
  const char *point = strchr (value, '.');

  return point != NULL && strspn (point + 1, "0") != strlen (point + 1);
}

char *
cosell_format_money (const char *value, const char *currency)
{
  g_autofree char *amount = NULL;
  g_autofree char *whole = NULL;

  if (value == NULL || *value == '\0')
    return g_strdup ("–");

  if (has_fraction (value))
    amount = cosell_intl_format_decimal (value, cosell_intl_currency_digits (currency));
  else
    {
      whole = g_strndup (value, strcspn (value, "."));
      amount = cosell_intl_format_decimal (whole, 0);
    }

  if (currency == NULL || *currency == '\0')
    return g_steal_pointer (&amount);
  /* Translators: an amount of money: ISO currency code, number */
  return g_strdup_printf (C_ ("money", "%1$s %2$s"), currency, amount);
}

char *
cosell_format_amount (const char *value)
{
  g_autofree char *half = cosell_intl_format_decimal ("0.5", 1);
  g_autofree char *zero = cosell_intl_format_decimal ("0", 0);
  g_autofree char *sign = NULL;
  g_auto (GStrv) parts = NULL;

  if (!cosell_money_is_valid (value, NULL, NULL) || !g_str_has_prefix (half, zero))
    return g_strdup (value);
  sign = g_utf8_substring (half, g_utf8_strlen (zero, -1), g_utf8_strlen (half, -1) - 1);
  parts = g_strsplit (value, ".", 2);
  return g_strjoinv (sign, parts);
}

char *
cosell_format_read_amount (const char *text)
{
  char *plain = cosell_intl_parse_decimal (text);

  return plain != NULL ? plain : g_strdup (text);
}

/* A year is plain without being said as long as no day could be meant of two years. */
#define PLAIN_DAYS 270

char *
cosell_format_date (const char *date)
{
  GDate parsed;
  char text[64];

  if (date == NULL)
    return g_strdup ("–");
  if (!cosell_date_parse (date, &parsed))
    return g_strdup (date);
  /* Translators: a calendar date as strftime writes it, "15 Jan 2027" */
  g_date_strftime (text, sizeof text, _ ("%-d %b %Y"), &parsed);
  return g_strdup (text);
}

static GDateTime *
local_time (gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (0);
  g_autoptr (GDateTime) shifted = g_date_time_add (utc, instant);

  return shifted != NULL ? g_date_time_to_local (shifted) : NULL;
}

static void
get_date (GDateTime *time, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) g_date_time_get_day_of_month (time),
                  (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
}

static int
days_between (GDateTime *from, GDateTime *to)
{
  GDate a, b;

  get_date (from, &a);
  get_date (to, &b);
  return g_date_days_between (&a, &b);
}

/* Where the user is. */
static gboolean
get_today (gint64 now, GDate *today)
{
  g_autoptr (GDateTime) time = local_time (now);

  if (time == NULL)
    return FALSE;
  get_date (time, today);
  return TRUE;
}

char *
cosell_format_date_brief (const char *date, gint64 now)
{
  GDate parsed, today;
  char text[64];

  if (date == NULL || !cosell_date_parse (date, &parsed) || !get_today (now, &today) ||
      ABS (g_date_days_between (&today, &parsed)) > PLAIN_DAYS)
    return cosell_format_date (date);
  /* Translators: a calendar date without its year as strftime writes it, "15 Jan" */
  g_date_strftime (text, sizeof text, _ ("%-d %b"), &parsed);
  return g_strdup (text);
}

static char *
format_day (gint64 instant, gint64 now, gboolean brief)
{
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) today = NULL;
  int days;

  if (instant == COSELL_NO_TIME)
    return g_strdup ("–");
  then = local_time (instant);
  today = local_time (now);
  if (then == NULL || today == NULL)
    return g_strdup ("–");

  days = days_between (then, today);
  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Yesterday"));
  return g_date_time_format (then,
                             brief && ABS (days) <= PLAIN_DAYS ? _ ("%-d %b") : _ ("%-d %b %Y"));
}

char *
cosell_format_day (gint64 instant, gint64 now)
{
  return format_day (instant, now, FALSE);
}

char *
cosell_format_day_brief (gint64 instant, gint64 now)
{
  return format_day (instant, now, TRUE);
}

char *
cosell_format_time (gint64 instant, gint64 now)
{
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) today = NULL;

  if (instant == COSELL_NO_TIME)
    return g_strdup (_ ("never"));
  then = local_time (instant);
  today = local_time (now);
  if (then == NULL || today == NULL)
    return g_strdup (_ ("never"));

  if (days_between (then, today) == 0)
    return g_date_time_format (then, "%H:%M");
  /* Translators: day and time as strftime writes them, "3 Nov, 14:02" */
  return g_date_time_format (then, _ ("%-d %b, %H:%M"));
}

char *
cosell_format_instant (gint64 instant)
{
  g_autoptr (GDateTime) then = instant != COSELL_NO_TIME ? local_time (instant) : NULL;

  if (then == NULL)
    return g_strdup (_ ("never"));
  /* Translators: weekday, day and time as strftime writes them, "Wed 25 Nov, 14:02" */
  return g_date_time_format (then, _ ("%a %-d %b, %H:%M"));
}

char *
cosell_format_time_left (gint64 until, gint64 now)
{
  gint64 left = until != COSELL_NO_TIME ? until - now : 0;
  gulong n;

  if (left <= 0)
    return g_strdup (_ ("now"));

  if (left >= 2 * G_TIME_SPAN_DAY)
    {
      n = (gulong) (left / G_TIME_SPAN_DAY);
      return g_strdup_printf (ngettext ("%lu day", "%lu days", n), n);
    }
  if (left >= 2 * HOUR)
    {
      n = (gulong) (left / HOUR);
      return g_strdup_printf (ngettext ("%lu hour", "%lu hours", n), n);
    }
  n = (gulong) MAX (1, left / G_TIME_SPAN_MINUTE);
  return g_strdup_printf (ngettext ("%lu minute", "%lu minutes", n), n);
}

char *
cosell_format_time_left_exact (gint64 until, gint64 now)
{
  gint64 left = until != COSELL_NO_TIME ? until - now : 0;
  gulong days = (gulong) (left / G_TIME_SPAN_DAY);
  gulong hours = (gulong) (left % G_TIME_SPAN_DAY / HOUR);
  gulong minutes = (gulong) (left % HOUR / G_TIME_SPAN_MINUTE);
  g_autofree char *of_days = NULL;
  g_autofree char *of_hours = NULL;
  g_autofree char *of_minutes = NULL;

  if (left < HOUR)
    return cosell_format_time_left (until, now);
  of_days = g_strdup_printf (ngettext ("%lu day", "%lu days", days), days);
  of_hours = g_strdup_printf (ngettext ("%lu hour", "%lu hours", hours), hours);
  of_minutes = g_strdup_printf (ngettext ("%lu minute", "%lu minutes", minutes), minutes);
  if (days > 0)
    /* Translators: two time spans: "2 days 1 hour" */
    return hours > 0 ? g_strdup_printf (_ ("%s %s"), of_days, of_hours)
                     : g_steal_pointer (&of_days);
  return minutes > 0 ? g_strdup_printf (_ ("%s %s"), of_hours, of_minutes)
                     : g_steal_pointer (&of_hours);
}

char *
cosell_format_type (const CosellDealData *deal)
{
  const char *label = cosell_deal_type_label ((CosellDealType) deal->type);

  return deal->p2p ? g_strdup_printf ("%s · %s", label, _ ("P2P")) : g_strdup (label);
}

char *
cosell_format_sender (const CosellDealData *deal)
{
  if (deal->direction != COSELL_DIRECTION_INBOUND || deal->sender == NULL || *deal->sender == '\0')
    return NULL;
  /* Translators: who sent an inbound deal: "From Microsoft" */
  return cosell_text_format (_ ("From %s"), deal->sender);
}

/* D4: the last day is in red. */
static const char *
deadline_class (const CosellDealData *deal, gint64 now)
{
  switch (cosell_lifecycle_deadline (deal, now))
    {
    case COSELL_DEADLINE_NONE:
      return "accent";
    case COSELL_DEADLINE_WEEK:
    case COSELL_DEADLINE_DAYS:
    case COSELL_DEADLINE_PASSED:
      return "warning";
    case COSELL_DEADLINE_DAY:
    case COSELL_DEADLINE_HOURS:
      return "error";
    }
  return "accent";
}

static char *
format_status (const CosellDealData *deal, gint64 now, gboolean brief)
{
  const char *stage;

  if (deal->invisible_since != COSELL_NO_TIME)
    /* Translators: a deal that the service does not show any more */
    return g_strdup (_ ("No longer visible"));
  if (deal->status == COSELL_DEAL_STATUS_RECEIVED && deal->expires_at != COSELL_NO_TIME &&
      deal->expires_at > now)
    {
      g_autofree char *left = cosell_format_time_left (deal->expires_at, now);
      /* Translators: "Expires in 2 days" */
      return g_strdup_printf (_ ("Expires in %s"), left);
    }
  if (deal->status != COSELL_DEAL_STATUS_ACCEPTED)
    return g_strdup (cosell_deal_status_label ((CosellDealStatus) deal->status));
  if (deal->scheduled_at != COSELL_NO_TIME)
    {
      g_autofree char *when = cosell_format_time (deal->scheduled_at, now);
      /* Translators: an open deal that will be marked as won at that time: "Scheduled: won 5 Nov,
       * 14:05" */
      return g_strdup_printf (_ ("Scheduled: won %s"), when);
    }
  stage = cosell_deal_data_stage_label (deal);
  if (deal->stage == 100 || (deal->stage == 0 && stage != NULL))
    return cosell_text_brief (stage);
  if (stage == NULL)
    return g_strdup (cosell_deal_status_label (COSELL_DEAL_STATUS_ACCEPTED));
  if (brief)
    return g_strdup (stage);
  /* Translators: sales stage and its percentage, "Proposed 60 %" */
  return g_strdup_printf (_ ("%s %d %%"), stage, (int) deal->stage);
}

char *
cosell_format_status (const CosellDealData *deal, gint64 now)
{
  return format_status (deal, now, FALSE);
}

char *
cosell_format_status_brief (const CosellDealData *deal, gint64 now)
{
  return format_status (deal, now, TRUE);
}

int
cosell_format_days_overdue (const CosellDealData *deal, gint64 now)
{
  GDate today;

  if (deal->status != COSELL_DEAL_STATUS_ACCEPTED || !get_today (now, &today))
    return 0;
  return cosell_lifecycle_days_overdue (deal, &today);
}

char *
cosell_format_overdue (int days)
{
  return g_strdup_printf (ngettext ("%d day overdue", "%d days overdue", (gulong) days), days);
}

const char *
cosell_format_status_class (const CosellDealData *deal, gint64 now)
{
  if (deal->invisible_since != COSELL_NO_TIME)
    return deal->type == COSELL_DEAL_TYPE_LEAD ? "neutral" : "warning"; /* L9 */
  switch ((CosellDealStatus) deal->status)
    {
    case COSELL_DEAL_STATUS_RECEIVED:
      /* L2: that for information waits for nobody */
      return cosell_lead_informs (deal) ? "neutral" : deadline_class (deal, now);
    case COSELL_DEAL_STATUS_ACCEPTED:
      return "accent";
    case COSELL_DEAL_STATUS_WON:
      return "success";
    case COSELL_DEAL_STATUS_ERROR:
      return "error";
    case COSELL_DEAL_STATUS_DRAFT:
    case COSELL_DEAL_STATUS_LOST:
    case COSELL_DEAL_STATUS_DECLINED:
    case COSELL_DEAL_STATUS_EXPIRED:
      return "neutral";
    }
  return "neutral";
}
