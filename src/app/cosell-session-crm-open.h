/* cosell-session-crm-open.h: one CRM, ready to be spoken to, whatever its kind; for the session's own
 * files
 *
 * Which implementation serves a kind, and how people sign in to it, stands in the table of the .c
 * file and nowhere else. Main context only.
 */
#pragma once

#include "app/cosell-session-crm-private.h"
#include "crm/cosell-crm.h"
#include "http/cosell-auth.h"

G_BEGIN_DECLS

/* Speaks to it with the sign-in that there is. Errors: COSELL_HTTP_ERROR_SIGN_IN when there is none.
 * Returns: (transfer full) */
CosellCrm *cosell_session_open_crm (CosellSession *self, const CosellCrmFound *found, GError **error);
/* The same, as it was opened before, unless something that it speaks with has changed: what it learned of the organization
 * and its sign-in stay, so that a run with nothing new is one request. Errors: likewise. Returns: (transfer full) */
CosellCrm *cosell_session_reopen_crm (CosellSession *self, const CosellCrmFound *found, GError **error);
/* Forgets what was opened: a run with it failed, or it is removed. Nothing when there is none. */
void cosell_session_drop_crm (CosellSession *self, const char *name);
/* Names → what was opened, for the session. Returns: (transfer full) empty */
GHashTable *cosell_session_new_opened_crms (void);
/* What signs in to it. Errors: COSELL_OAUTH_ERROR_SETUP. Returns: (transfer full) */
CosellAuth *cosell_session_new_crm_auth (CosellSession *self, const CosellCrmAccount *crm,
                                         GError **error);
/* Where its sign-in is kept. Returns: (transfer none) */
CosellTokenStore *cosell_session_get_crm_tokens (CosellSession *self);
/* Whose sign-in it is there: every one of this CRM in this profile, and the password where it has one.
 * Returns: (transfer full) */
CosellTokenKey *cosell_session_new_crm_key (CosellSession *self, const CosellCrmAccount *crm);

G_END_DECLS
