/* cosell-crm-conflict.c: what differs between a deal and its opportunity, as conflicts (K2, K3) */
#include "model/cosell-crm-conflict.h"

#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "model/cosell-change.h"
#include "model/cosell-member.h"

static const char *const paths[COSELL_CRM_N_FIELDS] = {
  [COSELL_CRM_FIELD_NAME] = COSELL_PATH_NAME,
  [COSELL_CRM_FIELD_VALUE] = COSELL_PATH_VALUE,
  [COSELL_CRM_FIELD_CLOSE_DATE] = COSELL_PATH_CLOSE_DATE,
  [COSELL_CRM_FIELD_NOTES] = COSELL_PATH_NOTES,
  [COSELL_CRM_FIELD_STAGE] = COSELL_PATH_STAGE,
  [COSELL_CRM_FIELD_CONTACT] = COSELL_PATH_CONTACTS,
  [COSELL_CRM_FIELD_TEAM] = COSELL_PATH_TEAM,
  [COSELL_CRM_FIELD_SOLUTIONS] = COSELL_PATH_SOLUTIONS,
  [COSELL_CRM_FIELD_STATUS] = "/status",
};

const char *
cosell_crm_conflict_path (CosellCrmField field)
{
  g_return_val_if_fail (field < COSELL_CRM_N_FIELDS, NULL);

  return paths[field];
}

CosellCrmField
cosell_crm_conflict_field (const char *path)
{
  g_return_val_if_fail (path != NULL, COSELL_CRM_N_FIELDS);

  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if (cosell_conflict_is_one (paths[i], path))
      return (CosellCrmField) i;
  return COSELL_CRM_N_FIELDS;
}

/* (nullable). Returns: (transfer full) (nullable) */
static char *
quote (const char *text)
{
  return text != NULL ? cosell_json_quote (text) : NULL;
}

/* A field's value of one side as JSON: an amount is a number, digit for digit. text: (nullable).
 * Returns: (transfer full) (nullable) */
static char *
to_json (CosellCrmField field, const char *path, const char *text)
{
  g_autofree char *amount = NULL;
  g_autofree char *currency = NULL;

  if (field != COSELL_CRM_FIELD_VALUE || text == NULL)
    return quote (text);
  if (!cosell_crm_value_split (text, &amount, &currency))
    return g_str_equal (path, COSELL_PATH_VALUE) ? quote (text) : NULL;
  return g_str_equal (path, COSELL_PATH_VALUE) ? g_steal_pointer (&amount) : quote (currency);
}

/* Ours as it stands in the referral, where it does. Returns: (transfer full) (nullable) */
static char *
dup_mine (CosellCrmField field, const char *path, const char *value, CosellJsonValue own)
{
  CosellJsonValue found = cosell_json_pointer (own, path);

  if (field != COSELL_CRM_FIELD_STATUS && cosell_json_is_present (found))
    return cosell_json_dup_raw (found);
  return to_json (field, path, value);
}

static CosellConflict *
find (GPtrArray *conflicts, const char *path)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      if (conflict->half == NULL && g_str_equal (conflict->path, path))
        return conflict;
    }
  return NULL;
}

typedef struct
{
  GPtrArray *conflicts;
  const CosellCrmLink *link;
  const CosellCrmSheet *deal;
  CosellJsonValue own;
  const CosellCrmSettings *settings;
} Adding;

static void
add (const Adding *self, CosellCrmField field, const char *path)
{
  const CosellCrmLink *link = self->link;
  const char *theirs = link->seen != NULL ? link->seen->values[field] : NULL;
  const char *ours = field == COSELL_CRM_FIELD_STAGE && theirs != NULL
                         ? cosell_crm_settings_stage_from (self->settings, theirs)
                         : NULL;
  CosellConflict *conflict = find (self->conflicts, path);

  if (conflict == NULL)
    {
      gboolean agreed = (link->agreed & 1u << field) != 0;
      g_autofree char *base = agreed ? to_json (field, path, link->base_deal->values[field]) : NULL;
      g_autofree char *mine = dup_mine (field, path, self->deal->values[field], self->own);

      conflict = cosell_conflict_new (path, base, mine, NULL);
      conflict->deal = link->deal;
      conflict->between = COSELL_CONFLICT_LOCAL;
      g_ptr_array_add (self->conflicts, conflict);
    }
  conflict->between |= COSELL_CONFLICT_CRM;
  cosell_take_str (&conflict->crm, to_json (field, path, ours != NULL ? ours : theirs));
}

/* Two paths are one value; the second is told only where it differs. */
static gboolean
has_other_currency (const Adding *self)
{
  g_autofree char *mine = to_json (COSELL_CRM_FIELD_VALUE, COSELL_PATH_CURRENCY,
                                   self->deal->values[COSELL_CRM_FIELD_VALUE]);
  g_autofree char *theirs =
      to_json (COSELL_CRM_FIELD_VALUE, COSELL_PATH_CURRENCY,
               self->link->seen != NULL ? self->link->seen->values[COSELL_CRM_FIELD_VALUE] : NULL);

  return g_strcmp0 (mine, theirs) != 0;
}

void
cosell_crm_conflict_add (GPtrArray *conflicts,
                         const CosellCrmLink *link,
                         const CosellCrmSheet *deal,
                         const char *text,
                         const CosellCrmSettings *settings)
{
  g_autoptr (CosellJson) json = text != NULL ? cosell_json_parse (text, -1, NULL) : NULL;
  const Adding adding = { conflicts, link, deal, cosell_json_root (json), settings };

  g_return_if_fail (conflicts != NULL && link != NULL && deal != NULL && settings != NULL);

  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if ((link->conflicts & 1u << i) != 0)
      add (&adding, (CosellCrmField) i, paths[i]);
  if ((link->conflicts & 1u << COSELL_CRM_FIELD_VALUE) != 0 && has_other_currency (&adding))
    add (&adding, COSELL_CRM_FIELD_VALUE, COSELL_PATH_CURRENCY);
}
