#include "ui/words/cosell-lead-text.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "ui/words/cosell-format.h"

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

char *
cosell_lead_text_contact (gint64 until)
{
  gint64 now = cosell_format_now ();
  g_autofree char *when = NULL;
  g_autofree char *left = NULL;

  if (until == COSELL_NO_TIME || until <= now)
    return NULL;
  when = cosell_format_instant (until);
  left = cosell_format_time_left (until, now);
  /* Translators: day and time, then a time span: "Until Wed 25 Nov, 14:02 (2 days left)" */
  return g_strdup_printf (_ ("Until %s (%s left)"), when, left);
}

const char *
cosell_lead_text_spam (int spam)
{
  if (spam < 0)
    return NULL;
  return spam > 0 ? _ ("The service takes it for spam") : _ ("No");
}

char *
cosell_lead_text_validity (const CosellLead *lead, gboolean phone)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (lead != NULL, NULL);

  for (guint i = 0; i < lead->contacts->len; i++)
    {
      const CosellLeadContact *contact = g_ptr_array_index (lead->contacts, i);
      const char *address = phone ? contact->phone : contact->email;
      const char *validity = phone ? contact->phone_validity : contact->email_validity;
      g_autofree char *line = NULL;

      if (validity == NULL)
        continue;
      /* Translators: an address or a phone number, and whether it is valid */
      line = is_blank (address) ? g_strdup (validity)
                                : cosell_text_format (_ ("%s: %s"), address, validity);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
cosell_lead_text_brief (const CosellDealData *deal)
{
  g_return_val_if_fail (deal != NULL, NULL);

  if (!is_blank (deal->action))
    return cosell_text_brief (deal->action);
  return is_blank (deal->source) ? cosell_format_type (deal) : cosell_text_brief (deal->source);
}

static void
append (GString *text, const char *part)
{
  if (!is_blank (part))
    {
      g_autofree char *quoted = cosell_text_quote (part);

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", quoted);
    }
}

char *
cosell_lead_text_describe_row (const CosellDealData *deal, gint64 now)
{
  g_autofree char *type = NULL, *status = NULL, *country = NULL, *value = NULL;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (deal != NULL, NULL);

  type = cosell_format_type (deal);
  status = cosell_format_status (deal, now);
  country = cosell_intl_country_name (deal->country);
  value = is_blank (deal->value) ? NULL : cosell_format_money (deal->value, deal->currency);
  append (text, is_blank (deal->name) ? _ ("Unnamed lead") : deal->name);
  append (text, deal->customer);
  append (text, type);
  append (text, status);
  append (text, deal->source);
  append (text, deal->action);
  append (text, deal->quality);
  append (text, country);
  append (text, value);
  if (deal->sync != COSELL_SYNC_STATE_SYNCED)
    append (text, cosell_sync_state_label (cosell_deal_data_get_sync (deal)));
  return g_string_free (text, FALSE);
}
