#include "ui/deal/cosell-lead-notice.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-lead.h"
#include "ui/words/cosell-format.h"

/* L9 */
static void
say_gone (const CosellDealData *deal, char **title, char **text)
{
  g_autofree char *when = cosell_format_instant (deal->invisible_since);

  cosell_set_str (title, _ ("No Longer Visible"));
  /* Translators: %s is day and time */
  cosell_take_str (
      text, g_strdup_printf (_ ("Since %s Microsoft does not show this lead to your account. Leads "
                                "of the marketplaces are kept there for six months. What is kept "
                                "here can be read, but not changed."),
                             when));
}

/* L2: nobody waits for an answer. */
static void
say_for_information (const CosellDealData *deal, char **title, char **text)
{
  cosell_set_str (title, _ ("For Information"));
  /* Translators: %s is what the customer did, as the service calls it: "Get it now" */
  cosell_take_str (
      text, cosell_text_format (_ ("The customer chose “%s” and does not wait for an answer. "
                                   "You can accept or decline the lead all the same."),
                                deal->action));
}

/* L6 */
static void
say_deadline (const CosellDealData *deal, const char *reason, char **text)
{
  g_autofree char *when = cosell_format_instant (deal->expires_at);

  if (deal->expires_at <= cosell_format_now ())
    /* Translators: %s is day and time */
    cosell_take_str (text, g_strdup_printf (_ ("It ended on %s. The service closes the lead as "
                                               "expired and hides the customer’s contact data."),
                                            when));
  else
    /* Translators: day and time, then why the lead cannot be edited */
    cosell_take_str (text, g_strdup_printf (_ ("After %s it expires, and the service hides the "
                                               "customer’s contact data. %s"),
                                            when, reason != NULL ? reason : ""));
}

gboolean
cosell_lead_notice_say (const CosellDealData *deal, const char *reason, char **title, char **text)
{
  g_return_val_if_fail (deal != NULL && title != NULL && text != NULL, FALSE);

  if (deal->invisible_since != COSELL_NO_TIME)
    {
      say_gone (deal, title, text);
      return TRUE;
    }
  if (deal->status != COSELL_DEAL_STATUS_RECEIVED)
    {
      if (cosell_deal_status_is_closed ((CosellDealStatus) deal->status))
        cosell_set_str (text, reason); /* nobody is told of it */
      return FALSE;
    }
  if (cosell_lead_informs (deal))
    {
      say_for_information (deal, title, text);
      return TRUE;
    }
  if (deal->expires_at != COSELL_NO_TIME)
    say_deadline (deal, reason, text);
  return FALSE;
}
