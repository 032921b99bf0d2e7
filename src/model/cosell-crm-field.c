/* cosell-crm-field.c: what a deal and an opportunity have in common, field by field */
#include "model/cosell-crm-field.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *nick;
  const char *label; /* msgid */
  CosellCrmDirection possible;
} fields[COSELL_CRM_N_FIELDS] = {
  [COSELL_CRM_FIELD_NAME] = { "name", N_ ("Deal name"), COSELL_CRM_BOTH },
  [COSELL_CRM_FIELD_VALUE] = { "value", N_ ("Estimated value"), COSELL_CRM_BOTH },
  [COSELL_CRM_FIELD_CLOSE_DATE] = { "closeDate", N_ ("Estimated close date"), COSELL_CRM_BOTH },
  [COSELL_CRM_FIELD_NOTES] = { "notes", N_ ("Notes"), COSELL_CRM_BOTH },
  [COSELL_CRM_FIELD_STAGE] = { "stage", N_ ("Stage"), COSELL_CRM_BOTH },
  [COSELL_CRM_FIELD_CONTACT] = { "contact", N_ ("Customer contact"), COSELL_CRM_BOTH },
  [COSELL_CRM_FIELD_TEAM] = { "team", N_ ("Team"), COSELL_CRM_FROM },
  [COSELL_CRM_FIELD_SOLUTIONS] = { "solutions", N_ ("Solutions"), COSELL_CRM_TO },
  [COSELL_CRM_FIELD_STATUS] = { "status", N_ ("Status"), COSELL_CRM_OFF },
};

/* By their bits. */
static const char *const directions[] = { "off", "from-crm", "to-crm", "both" };

const char *
cosell_crm_field_nick (CosellCrmField field)
{
  g_return_val_if_fail (field < COSELL_CRM_N_FIELDS, NULL);

  return fields[field].nick;
}

const char *
cosell_crm_field_label (CosellCrmField field)
{
  g_return_val_if_fail (field < COSELL_CRM_N_FIELDS, NULL);

  return _ (fields[field].label);
}

CosellCrmField
cosell_crm_field_parse (const char *nick)
{
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if (g_strcmp0 (fields[i].nick, nick) == 0)
      return (CosellCrmField) i;
  return COSELL_CRM_N_FIELDS;
}

const char *
cosell_crm_direction_nick (CosellCrmDirection direction)
{
  g_return_val_if_fail (direction <= COSELL_CRM_BOTH, NULL);

  return directions[direction];
}

gboolean
cosell_crm_direction_parse (const char *nick, CosellCrmDirection *direction)
{
  g_return_val_if_fail (direction != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    if (g_strcmp0 (directions[i], nick) == 0)
      {
        *direction = (CosellCrmDirection) i;
        return TRUE;
      }
  return FALSE;
}

CosellCrmDirection
cosell_crm_field_possible (CosellCrmField field)
{
  g_return_val_if_fail (field < COSELL_CRM_N_FIELDS, COSELL_CRM_OFF);

  return fields[field].possible;
}
