/* cosell-session-crm-private.h: one CRM, ready to be spoken to; for the session's own files */
#pragma once

#include "app/cosell-session-crm.h"
#include "crm/cosell-crm.h"
#include "http/cosell-auth.h"

G_BEGIN_DECLS

typedef struct
{
  CosellCrmAccount *account;
  gboolean is_only; /* no other one is set up */
} CosellCrmFound;

/* found: (nullable) */
void cosell_crm_found_free (CosellCrmFound *found);
/* The one with this name. finish: cosell_session_read_finish, which gives a CosellCrmFound. */
void cosell_session_find_crm (CosellSession *self, const char *name, GCancellable *c,
                              GAsyncReadyCallback callback, gpointer user_data);
/* Speaks to it with the sign-in that there is. Errors: COSELL_HTTP_ERROR_SIGN_IN when there is none.
 * Returns: (transfer full) */
CosellCrm *cosell_session_open_crm (CosellSession *self, const CosellCrmFound *found, GError **error);
/* What signs in to it. Errors: COSELL_OAUTH_ERROR_SETUP. Returns: (transfer full) */
CosellAuth *cosell_session_new_crm_auth (CosellSession *self, const CosellCrmAccount *crm,
                                         GError **error);
/* Ends task (transfer full) with error (transfer full), or, when its session was closed meanwhile, with
 * G_IO_ERROR_CLOSED. */
void cosell_session_end_crm (GTask *task, GError *error);
/* Where its sign-in is kept. Returns: (transfer none) */
CosellTokenStore *cosell_session_get_crm_tokens (CosellSession *self);

G_END_DECLS
