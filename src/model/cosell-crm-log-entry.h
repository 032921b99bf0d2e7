/* cosell-crm-log-entry.h: one line of what was done between a deal and its CRM; pure, any thread */
#pragma once

#include "model/cosell-crm-field.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 at; /* µs UTC */
  char *crm; /* name of the CRM */
  gboolean to_crm;
  CosellCrmField field; /* COSELL_CRM_N_FIELDS: of the whole */
  char *old;            /* (nullable) */
  char *value;          /* (nullable) */
  char *result;         /* "written", "created", "linked", "did not stick", … in words,
                         * translated */
} CosellCrmLogEntry;

/* All copied. Returns: (transfer full) */
CosellCrmLogEntry *cosell_crm_log_entry_new (gint64 at, const char *crm, gboolean to_crm,
                                             CosellCrmField field, const char *old,
                                             const char *value, const char *result);
void cosell_crm_log_entry_free (gpointer entry); /* (nullable); a GDestroyNotify */

G_END_DECLS
