/* cosell-session-crm.h: the session's CRMs: which there are, and looking at one
 *
 * Main context only; a closed session answers as cosell-session.h says. Unknown names end with
 * COSELL_RULE_ERROR_UNKNOWN.
 */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-crm-account.h"
#include "model/cosell-crm-values.h"

G_BEGIN_DECLS

/* Of CosellCrmAccount: cosell_session_array_finish. */
void cosell_session_crms_async (CosellSession *self, GCancellable *c, GAsyncReadyCallback callback,
                                gpointer user_data);
/* Adds one, or changes client ID, database and user of the one with its name; no request is made. crm:
 * copied. Errors: the address is no origin (G_IO_ERROR_INVALID_ARGUMENT), or not that of the one with its
 * name (COSELL_RULE_ERROR_REFUSED), or something is missing (cosell_crm_account_check).
 * cosell_session_finish */
void cosell_session_add_crm_async (CosellSession *self, const CosellCrmAccount *crm,
                                   GCancellable *c, GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Forgets it with its sign-in; nothing is deleted over there. cosell_session_finish */
void cosell_session_remove_crm_async (CosellSession *self, const char *name, GCancellable *c,
                                      GAsyncReadyCallback callback, gpointer user_data);

/* What the person has to do: open url, and enter user_code there unless it is NULL. */
typedef void (*CosellCrmPromptFunc) (const char *url, const char *user_code, gpointer user_data);
/* With a browser of this computer, or with a code on another device. Ends when the person is through,
 * and the sign-in is in the keyring. Errors: COSELL_OAUTH_ERROR, COSELL_HTTP_ERROR.
 * cosell_session_finish */
void cosell_session_sign_in_crm_async (CosellSession *self, const char *name, gboolean device,
                                       CosellCrmPromptFunc prompt, gpointer prompt_data,
                                       GCancellable *c, GAsyncReadyCallback callback,
                                       gpointer user_data);

/* Keeps the password of one that people sign in to without a browser, in the keyring and nowhere else; no
 * request is made. Errors: COSELL_OAUTH_ERROR_KEYRING, COSELL_RULE_ERROR_REFUSED when it takes none.
 * cosell_session_finish */
void cosell_session_set_crm_password_async (CosellSession *self, const char *name,
                                            const char *password, GCancellable *c,
                                            GAsyncReadyCallback callback, gpointer user_data);

/* How the organization is set up, and who is signed in. Errors: COSELL_HTTP_ERROR */
void cosell_session_describe_crm_async (CosellSession *self, const char *name, GCancellable *c,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* *user: (out) (transfer full). Returns: (transfer full) */
CosellCrmDescription *cosell_session_describe_crm_finish (CosellSession *self, GAsyncResult *result,
                                                          CosellCrmUser **user, GError **error);
/* Looks at each step between here and the CRM, and writes nothing there. */
void cosell_session_test_crm_async (CosellSession *self, const char *name, GCancellable *c,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* why: (out) (nullable) (transfer full): what the last step failed with, NULL when all went well.
 * Returns: (transfer full) of CosellCrmCheck, up to the first that failed */
GPtrArray *cosell_session_test_crm_finish (CosellSession *self, GAsyncResult *result, GError **why,
                                           GError **error);

G_END_DECLS
