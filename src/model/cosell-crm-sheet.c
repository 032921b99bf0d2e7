/* cosell-crm-sheet.c: one side of a deal: its value of each field that a CRM has, too */
#include "model/cosell-crm-sheet.h"

#include <string.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-text.h"
#include "model/cosell-email.h"
#include "model/cosell-member.h"
#include "model/cosell-referral-reader.h"

CosellCrmSheet *
cosell_crm_sheet_new (void)
{
  return g_new0 (CosellCrmSheet, 1);
}

CosellCrmSheet *
cosell_crm_sheet_copy (const CosellCrmSheet *self)
{
  CosellCrmSheet *copy = cosell_crm_sheet_new ();

  g_return_val_if_fail (self != NULL, copy);

  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    copy->values[i] = g_strdup (self->values[i]);
  return copy;
}

void
cosell_crm_sheet_free (CosellCrmSheet *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    g_free (self->values[i]);
  g_free (self);
}

/* --- our side --- */

/* A text in which there is something to see. (transfer full) (nullable) */
static char *
dup_seen (const char *text)
{
  return !cosell_text_is_blank (text) ? g_strdup (text) : NULL;
}

/* K4. (transfer full) (nullable) */
static char *
join_value (const char *amount, const char *currency)
{
  g_autofree char *code = currency != NULL ? g_ascii_strup (currency, -1) : NULL;

  if (amount == NULL || *amount == '\0')
    return NULL;
  return code != NULL && *code != '\0' ? g_strconcat (amount, " ", code, NULL) : g_strdup (amount);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (nullable). Returns: (transfer full) (nullable) */
static char *
sort_lines (const char *lines)
{
  g_auto (GStrv) parts = lines != NULL && *lines != '\0' ? g_strsplit (lines, "\n", -1) : NULL;

  if (parts == NULL)
    return NULL;
  qsort (parts, g_strv_length (parts), sizeof (char *), compare_lines);
  return g_strjoinv ("\n", parts);
}

/* "id\tname" a line → names. (transfer full) (nullable) */
static char *
names_of (const char *lines)
{
  g_auto (GStrv) parts = lines != NULL && *lines != '\0' ? g_strsplit (lines, "\n", -1) : NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      const char *name = strchr (parts[i], '\t');

      g_string_append_printf (names, "%s%s", names->len > 0 ? "\n" : "",
                              name != NULL ? name + 1 : parts[i]);
    }
  return names->len > 0 ? g_strdup (names->str) : NULL;
}

/* K11: addresses of the customer's contacts, in their order. (transfer full) (nullable) */
static char *
read_contacts (CosellJsonValue own)
{
  CosellJsonValue people = cosell_json_pointer (own, COSELL_PATH_CONTACTS);
  g_autoptr (GString) lines = g_string_new (NULL);
  CosellJsonValue person;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, people);
  while (cosell_json_iter_next (&iter, NULL, &person))
    {
      g_autofree char *email = cosell_referral_read_display (person, "email");
      g_autofree char *address = cosell_email_fold (email);

      g_strdelimit (address, "\n", ' ');
      if (*address != '\0')
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", address);
    }
  return lines->len > 0 ? g_strdup (lines->str) : NULL;
}

/* K7: stages before the first and after the last have no place over there. */
static char *
dup_stage (const CosellDealData *row)
{
  if (row->stage != 20 && row->stage != 40 && row->stage != 60 && row->stage != 80)
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT, row->stage);
}

/* K8 */
static const char *
status_of_deal (int status)
{
  if (status == COSELL_DEAL_STATUS_WON)
    return "won";
  return cosell_deal_status_is_closed ((CosellDealStatus) status) ? "lost" : "open";
}

CosellCrmSheet *
cosell_crm_sheet_of_deal (const CosellDealData *row, const char *text, GError **error)
{
  g_autoptr (CosellJson) doc = text != NULL ? cosell_json_parse (text, -1, error) : NULL;
  CosellJsonValue own = cosell_json_root (doc);
  CosellCrmSheet *self;

  g_return_val_if_fail (row != NULL, NULL);

  if (text != NULL && doc == NULL)
    return NULL;
  self = cosell_crm_sheet_new ();
  self->values[COSELL_CRM_FIELD_NAME] = dup_seen (row->name);
  self->values[COSELL_CRM_FIELD_VALUE] = join_value (row->value, row->currency);
  self->values[COSELL_CRM_FIELD_CLOSE_DATE] = g_strdup (row->close_date);
  self->values[COSELL_CRM_FIELD_NOTES] =
      cosell_referral_read_display_value (cosell_json_pointer (own, COSELL_PATH_NOTES));
  self->values[COSELL_CRM_FIELD_STAGE] = dup_stage (row);
  self->values[COSELL_CRM_FIELD_CONTACT] = read_contacts (own);
  self->values[COSELL_CRM_FIELD_TEAM] = sort_lines (row->team);
  self->values[COSELL_CRM_FIELD_SOLUTIONS] = names_of (row->solutions);
  self->values[COSELL_CRM_FIELD_STATUS] = g_strdup (status_of_deal (row->status));
  return self;
}

/* --- their side --- */

/* Folded address, else what there is to know the person by. (transfer full) (nullable) */
static char *
dup_person (const CosellCrmParty *party)
{
  g_autofree char *address = party != NULL ? cosell_email_fold (party->email) : NULL;

  if (party == NULL)
    return NULL;
  if (*address != '\0')
    return g_steal_pointer (&address);
  return g_strdup (!cosell_text_is_blank (party->name) ? party->name : party->id);
}

CosellCrmSheet *
cosell_crm_sheet_of_opportunity (const CosellOpportunity *opportunity)
{
  static const char *const states[] = { "open", "won", "lost" };
  CosellCrmSheet *self = cosell_crm_sheet_new ();

  g_return_val_if_fail (opportunity != NULL, self);

  self->values[COSELL_CRM_FIELD_NAME] = dup_seen (opportunity->name);
  self->values[COSELL_CRM_FIELD_VALUE] = join_value (opportunity->amount, opportunity->currency);
  self->values[COSELL_CRM_FIELD_CLOSE_DATE] = g_strdup (opportunity->close_date);
  self->values[COSELL_CRM_FIELD_NOTES] = dup_seen (opportunity->notes);
  self->values[COSELL_CRM_FIELD_STAGE] = g_strdup (opportunity->stage);
  self->values[COSELL_CRM_FIELD_CONTACT] = dup_person (opportunity->contact);
  self->values[COSELL_CRM_FIELD_TEAM] = dup_person (opportunity->owner);
  self->values[COSELL_CRM_FIELD_SOLUTIONS] = dup_seen (opportunity->solutions);
  self->values[COSELL_CRM_FIELD_STATUS] = g_strdup (states[opportunity->state]);
  return self;
}

/* --- JSON --- */

char *
cosell_crm_sheet_to_json (const CosellCrmSheet *self)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  for (guint i = 0; self != NULL && i < COSELL_CRM_N_FIELDS; i++)
    if (self->values[i] != NULL)
      cosell_json_writer_member (writer, cosell_crm_field_nick ((CosellCrmField) i),
                                 self->values[i]);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

CosellCrmSheet *
cosell_crm_sheet_from_json (const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  CosellCrmSheet *self = cosell_crm_sheet_new ();

  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    self->values[i] = cosell_json_dup_string (
        cosell_json_member (cosell_json_root (doc), cosell_crm_field_nick ((CosellCrmField) i)));
  return self;
}
