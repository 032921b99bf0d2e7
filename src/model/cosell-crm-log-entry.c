/* cosell-crm-log-entry.c: one line of what was done between a deal and its CRM */
#include "model/cosell-crm-log-entry.h"

CosellCrmLogEntry *
cosell_crm_log_entry_new (gint64 at,
                          const char *crm,
                          gboolean to_crm,
                          CosellCrmField field,
                          const char *old,
                          const char *value,
                          const char *result)
{
  CosellCrmLogEntry *self = g_new0 (CosellCrmLogEntry, 1);

  self->at = at;
  self->crm = g_strdup (crm);
  self->to_crm = to_crm;
  self->field = field;
  self->old = g_strdup (old);
  self->value = g_strdup (value);
  self->result = g_strdup (result);
  return self;
}

void
cosell_crm_log_entry_free (gpointer entry)
{
  CosellCrmLogEntry *self = entry;

  if (self == NULL)
    return;
  g_free (self->crm);
  g_free (self->old);
  g_free (self->value);
  g_free (self->result);
  g_free (self);
}
