/* cosell-session-crm-private.h: one CRM of the session; for the session's own files */
#pragma once

#include "app/cosell-session-crm.h"
#include "model/cosell-crm-settings.h"

G_BEGIN_DECLS

typedef struct
{
  CosellCrmAccount *account;
  CosellCrmSettings *settings;
  gboolean is_only; /* no other one is set up */
} CosellCrmFound;

/* found: (nullable) */
void cosell_crm_found_free (CosellCrmFound *found);
/* The one with this name, or (NULL) the only one. finish: cosell_session_read_finish, which gives a CosellCrmFound. */
void cosell_session_find_crm (CosellSession *self, const char *name, GCancellable *c,
                              GAsyncReadyCallback callback, gpointer user_data);
/* Ends task (transfer full) with error (transfer full), or, when its session was closed meanwhile, with
 * G_IO_ERROR_CLOSED. */
void cosell_session_end_crm (GTask *task, GError *error);

G_END_DECLS
