/* cosell-crm-settings.c: how a person wants a CRM to be kept in step */
#include "model/cosell-crm-settings.h"

#include <string.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-time.h"

static const char *const rules[] = { "none", "inbound", "mine" };

static GHashTable *
stages_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

CosellCrmSettings *
cosell_crm_settings_new (void)
{
  CosellCrmSettings *self = g_new0 (CosellCrmSettings, 1);

  self->stages = stages_new ();
  self->directions[COSELL_CRM_FIELD_VALUE] = COSELL_CRM_BOTH;
  self->directions[COSELL_CRM_FIELD_CLOSE_DATE] = COSELL_CRM_BOTH;
  self->directions[COSELL_CRM_FIELD_NOTES] = COSELL_CRM_BOTH;
  self->directions[COSELL_CRM_FIELD_STAGE] = COSELL_CRM_BOTH;
  self->directions[COSELL_CRM_FIELD_CONTACT] = COSELL_CRM_BOTH;
  self->directions[COSELL_CRM_FIELD_TEAM] = COSELL_CRM_FROM;
  return self;
}

CosellCrmSettings *
cosell_crm_settings_copy (const CosellCrmSettings *self)
{
  CosellCrmSettings *copy = cosell_crm_settings_new ();
  GHashTableIter iter;
  gpointer theirs, ours;

  g_return_val_if_fail (self != NULL, copy);

  g_hash_table_iter_init (&iter, self->stages);
  while (g_hash_table_iter_next (&iter, &theirs, &ours))
    g_hash_table_insert (copy->stages, g_strdup (theirs), g_strdup (ours));
  memcpy (copy->directions, self->directions, sizeof copy->directions);
  copy->rule = self->rule;
  copy->allow_crm_id = self->allow_crm_id;
  copy->defaults = g_strdup (self->defaults);
  copy->solutions_column = g_strdup (self->solutions_column);
  copy->key_column = g_strdup (self->key_column);
  copy->alone = self->alone;
  return copy;
}

void
cosell_crm_settings_free (CosellCrmSettings *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->stages);
  g_free (self->defaults);
  g_free (self->solutions_column);
  g_free (self->key_column);
  g_free (self);
}

const char *
cosell_crm_settings_rule_nick (CosellCrmRule rule)
{
  g_return_val_if_fail (rule < G_N_ELEMENTS (rules), NULL);

  return rules[rule];
}

/* --- the map of stages (K7) --- */

/* What their names have in them, the telling ones first. */
static const struct
{
  const char *part;
  const char *stage;
} parts[] = {
  { "value proposition", "40" },
  { "needs", "40" },
  { "develop", "40" },
  { "opportunity", "40" },
  { "propos", "60" },
  { "quot", "60" },
  { "negotiat", "80" },
  { "review", "80" },
  { "contract", "80" },
  { "commit", "80" },
  { "clos", "80" },
  { "qualif", "20" },
  { "prospect", "20" },
  { "discover", "20" },
  { "lead", "20" },
};

static const char *
guess_stage (const char *label)
{
  g_autofree char *folded = g_utf8_casefold (label != NULL ? label : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (folded, parts[i].part) != NULL)
      return parts[i].stage;
  return NULL;
}

/* Theirs that are open, in their order. Returns: (transfer container) of CosellCrmChoice */
static GPtrArray *
list_open (const CosellCrmDescription *description)
{
  GPtrArray *open = g_ptr_array_new ();

  for (guint i = 0; i < description->stages->len; i++)
    {
      CosellCrmChoice *choice = g_ptr_array_index (description->stages, i);

      if (choice->state == COSELL_OPPORTUNITY_OPEN && choice->id != NULL)
        g_ptr_array_add (open, choice);
    }
  return open;
}

GHashTable *
cosell_crm_settings_propose_stages (const CosellCrmDescription *description)
{
  static const char *const ours[] = { "20", "40", "60", "80" };
  g_autoptr (GPtrArray) open = NULL;
  GHashTable *stages = stages_new ();
  const char *stage = ours[0];
  guint n_known = 0;

  g_return_val_if_fail (description != NULL, stages);

  open = list_open (description);
  for (guint i = 0; i < open->len; i++)
    if (guess_stage (((const CosellCrmChoice *) g_ptr_array_index (open, i))->label) != NULL)
      n_known++;
  for (guint i = 0; i < open->len; i++)
    {
      const CosellCrmChoice *choice = g_ptr_array_index (open, i);
      const char *guess = guess_stage (choice->label);

      /* names that say little are counted off; one among others is where the one before it is */
      if (2 * n_known < open->len)
        stage = ours[i * G_N_ELEMENTS (ours) / open->len];
      else if (guess != NULL)
        stage = guess;
      g_hash_table_insert (stages, g_strdup (choice->id), g_strdup (stage));
    }
  return stages;
}

const char *
cosell_crm_settings_stage_from (const CosellCrmSettings *self, const char *theirs)
{
  g_return_val_if_fail (self != NULL, NULL);

  return theirs != NULL ? g_hash_table_lookup (self->stages, theirs) : NULL;
}

/* Without an order of theirs: by their ids, so that it is the same each time. */
static const char *
lowest_id (const CosellCrmSettings *self, const char *ours)
{
  const char *lowest = NULL;
  GHashTableIter iter;
  gpointer theirs, stage;

  g_hash_table_iter_init (&iter, self->stages);
  while (g_hash_table_iter_next (&iter, &theirs, &stage))
    if (g_str_equal (stage, ours) && (lowest == NULL || strcmp (theirs, lowest) < 0))
      lowest = theirs;
  return lowest;
}

const char *
cosell_crm_settings_stage_to (const CosellCrmSettings *self,
                              const char *ours,
                              const CosellCrmDescription *description)
{
  g_autoptr (GPtrArray) open = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (ours == NULL)
    return NULL;
  if (description == NULL || description->stages->len == 0)
    return lowest_id (self, ours);
  open = list_open (description);
  for (guint i = 0; i < open->len; i++)
    {
      const CosellCrmChoice *choice = g_ptr_array_index (open, i);

      if (g_strcmp0 (cosell_crm_settings_stage_from (self, choice->id), ours) == 0)
        return choice->id;
    }
  return NULL;
}

/* --- K1 --- */

static gboolean
has_line (const char *lines, const char *wanted)
{
  g_auto (GStrv) each = lines != NULL ? g_strsplit (lines, "\n", -1) : NULL;

  return each != NULL && g_strv_contains ((const char *const *) each, wanted);
}

gboolean
cosell_crm_settings_include (const CosellCrmSettings *self,
                             const CosellDealData *row,
                             const char *own_email)
{
  g_return_val_if_fail (self != NULL && row != NULL, FALSE);

  if (row->status != COSELL_DEAL_STATUS_ACCEPTED || row->type == COSELL_DEAL_TYPE_LEAD ||
      row->id <= 0 || row->invisible_since != COSELL_NO_TIME)
    return FALSE;
  switch (self->rule)
    {
    case COSELL_CRM_RULE_INBOUND:
      return row->direction == COSELL_DIRECTION_INBOUND;
    case COSELL_CRM_RULE_MINE:
      return own_email != NULL && *own_email != '\0' && has_line (row->team, own_email);
    case COSELL_CRM_RULE_NONE:
      break;
    }
  return FALSE;
}
