/* cosell-crm-match-gate.c: whether an opportunity may be made, and what a deal is made of */
#include "model/cosell-crm-match.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-json-edit.h"
#include "base/cosell-text-show.h"
#include "base/cosell-text.h"

/* K17 */
#define LEAST_FOREIGN 3
#define LEAST_PERCENT 20

/* --- K16 --- */

/* Whether a default names the column; of one that names another row only the part before "@"
 * counts. */
static gboolean
has_default (CosellJsonValue defaults, const char *column)
{
  gsize length = strlen (column);
  CosellJsonValue name;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, defaults);
  while (cosell_json_iter_next (&iter, &name, NULL))
    {
      g_autofree char *text = cosell_json_dup_string (name);

      if (strcspn (text, "@") == length && g_ascii_strncasecmp (text, column, length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_filled (const CosellCrmColumn *column,
           const CosellCrmSettings *settings,
           CosellOpportunityFields fields)
{
  if (column->field == COSELL_OPPORTUNITY_OWNER)
    return TRUE;
  if ((fields & COSELL_OPPORTUNITY_SOLUTIONS) != 0 &&
      g_strcmp0 (column->name, settings->solutions_column) == 0)
    return TRUE;
  if ((fields & COSELL_OPPORTUNITY_KEY) != 0 && g_strcmp0 (column->name, settings->key_column) == 0)
    return TRUE;
  return (column->field & fields) != 0;
}

char *
cosell_crm_match_missing (const CosellCrmDescription *description,
                          const CosellCrmSettings *settings,
                          CosellOpportunityFields fields)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  g_autoptr (CosellJson) defaults = NULL;

  g_return_val_if_fail (description != NULL && settings != NULL, NULL);

  if (settings->defaults != NULL)
    defaults = cosell_json_parse (settings->defaults, -1, NULL);
  for (guint i = 0; i < description->columns->len; i++)
    {
      const CosellCrmColumn *column = g_ptr_array_index (description->columns, i);

      if (column->mandatory && column->creatable && !is_filled (column, settings, fields) &&
          !has_default (cosell_json_root (defaults), column->name))
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? "\n" : "", column->name);
    }
  return missing->len > 0 ? g_strdup (missing->str) : NULL;
}

/* --- K17 --- */

gboolean
cosell_crm_match_is_id (const char *id)
{
  gsize length = id != NULL ? strlen (id) : 0;

  if (length == 15 || length == 18)
    return g_str_has_prefix (id, "006") &&
           strspn (id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS) == length;
  return length > 0 && g_uuid_string_is_valid (id);
}

char *
cosell_crm_match_signs (guint n_foreign_ids, guint n_deals, GPtrArray *via)
{
  for (guint i = 0; via != NULL && i < via->len; i++)
    {
      const char *name = g_ptr_array_index (via, i);

      if (!cosell_text_is_blank (name))
        return cosell_text_format (
            _ ("A deal was made or changed by “%s”: another connector may write to this CRM."),
            name);
    }
  if (n_foreign_ids >= LEAST_FOREIGN &&
      (guint64) n_foreign_ids * 100 >= (guint64) n_deals * LEAST_PERCENT)
    return g_strdup_printf (ngettext ("%u deal of %u has a CRM ID that is not from here: another "
                                      "connector may write to this CRM.",
                                      "%u deals of %u have a CRM ID that is not from here: "
                                      "another connector may write to this CRM.",
                                      n_foreign_ids),
                            n_foreign_ids, n_deals);
  return NULL;
}

/* --- a draft of it (K10) --- */

/* The account, or what the opportunity says of it. */
static void
write_customer (CosellJsonWriter *writer,
                const CosellOpportunity *opportunity,
                const CosellCrmParty *account)
{
  const char *country = account != NULL && account->country != NULL
                            ? cosell_intl_find_country (account->country)
                            : NULL;
  const CosellCrmParty *contact = opportunity->contact;

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "name",
                             account != NULL && account->name != NULL ? account->name
                                                                      : opportunity->account_name);
  cosell_json_writer_member (writer, "addressLine1", account != NULL ? account->street : NULL);
  cosell_json_writer_member (writer, "city", account != NULL ? account->city : NULL);
  cosell_json_writer_member (writer, "postalCode", account != NULL ? account->postal_code : NULL);
  cosell_json_writer_member (writer, "country", country);
  cosell_json_writer_name (writer, "contacts");
  cosell_json_writer_begin_array (writer);
  if (contact != NULL)
    {
      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "firstName", contact->first_name);
      cosell_json_writer_member (writer, "lastName",
                                 contact->last_name != NULL ? contact->last_name : contact->name);
      cosell_json_writer_member (writer, "phone", contact->phone);
      cosell_json_writer_member (writer, "email", contact->email);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
  cosell_json_writer_name (writer, "consent");
  cosell_json_writer_bool (writer, FALSE);
  cosell_json_writer_end_object (writer);
}

/* One whom nobody could reach is none yet (C8). */
static void
write_team (CosellJsonWriter *writer, const CosellCrmParty *owner)
{
  cosell_json_writer_begin_array (writer);
  if (owner != NULL && owner->email != NULL)
    {
      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "firstName", owner->first_name);
      cosell_json_writer_member (writer, "lastName",
                                 owner->last_name != NULL ? owner->last_name : owner->name);
      cosell_json_writer_member (writer, "phone", owner->phone);
      cosell_json_writer_member (writer, "email", owner->email);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
}

char *
cosell_crm_match_draft (const CosellOpportunity *opportunity,
                        const CosellCrmParty *account,
                        const CosellCrmSettings *settings)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *currency = NULL;

  g_return_val_if_fail (opportunity != NULL && settings != NULL, NULL);

  if (opportunity->currency != NULL)
    currency = g_ascii_strup (opportunity->currency, -1);
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "customer");
  write_customer (writer, opportunity, account);
  cosell_json_writer_member (writer, "name", opportunity->name);
  cosell_json_writer_member (writer, "value", opportunity->amount);
  cosell_json_writer_member (writer, "currency",
                             currency != NULL && cosell_intl_is_currency (currency) ? currency
                                                                                    : NULL);
  cosell_json_writer_member (writer, "closeDate", opportunity->close_date);
  cosell_json_writer_member (writer, "crmId", settings->allow_crm_id ? opportunity->id : NULL);
  cosell_json_writer_member (writer, "notes", opportunity->notes);
  cosell_json_writer_name (writer, "team");
  write_team (writer, opportunity->owner);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}
