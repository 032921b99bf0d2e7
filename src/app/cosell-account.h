/* cosell-account.h: the account of a profile: where it goes, who signed in, and with what
 *
 * It belongs to its session (cosell_session_get_account) and is used while that is held; its
 * asynchronous functions hold it themselves. Once the session is closed they end with
 * G_IO_ERROR_CLOSED, as all others of the session do. Main context only.
 *
 * Property (read-only, notifying): url (string, nullable). Signal "sign-in-changed".
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define COSELL_TYPE_ACCOUNT (cosell_account_get_type ())
G_DECLARE_FINAL_TYPE (CosellAccount, cosell_account, COSELL, ACCOUNT, GObject)

/* Returns: (transfer none) (nullable) the origin of the service; NULL: there is no account yet */
const char *cosell_account_get_url (CosellAccount *self);
/* Whether the account is the practice server of this profile. */
gboolean cosell_account_is_practice (CosellAccount *self);
/* Whether the account's service is on this computer. */
gboolean cosell_account_is_local (CosellAccount *self);

/* Checks and stores the origin. finish: cosell_account_finish */
void cosell_account_set_url_async (CosellAccount *self, const char *url, GCancellable *c,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* The practice server that the window runs for this profile. It has another port each time, and is
 * the same account all the same: deals and outbox stay. A profile that holds another account is
 * refused (COSELL_RULE_ERROR_REFUSED). finish: cosell_account_finish */
void cosell_account_set_practice_async (CosellAccount *self, const char *url, GCancellable *c,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* Forgets the account with all its deals, and the sign-in. finish: cosell_account_finish */
void cosell_account_remove_async (CosellAccount *self, GCancellable *c,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* For every function without a finish function of its own. */
gboolean cosell_account_finish (CosellAccount *self, GAsyncResult *result, GError **error);

typedef enum
{
  COSELL_SIGN_IN_OUT,
  COSELL_SIGN_IN_IN,          /* kept in the keyring */
  COSELL_SIGN_IN_FOR_SESSION, /* there is no keyring: until this process ends */
  COSELL_SIGN_IN_TOKEN,       /* COSELL_TOKEN, which is never stored */
  COSELL_SIGN_IN_PRACTICE,    /* the practice server of this profile: no sign-in is needed */
} CosellSignInState;
/* Changes with the signal "sign-in-changed". */
CosellSignInState cosell_account_get_sign_in (CosellAccount *self);
/* What the practice server of this window asks whoever consents to a sign-in; NULL: none runs, or it
 * asks for nothing. Changes with "sign-in-changed". */
void cosell_account_set_practice_pin (CosellAccount *self, const char *pin);
/* Returns: (transfer none) (nullable) what was set */
const char *cosell_account_get_practice_pin (CosellAccount *self);
/* Returns: (transfer none) the tenant that signs in; "" for what is usual */
const char *cosell_account_get_tenant (CosellAccount *self);
/* Returns: (transfer none) the app registration that it signs in by; "" for what is usual */
const char *cosell_account_get_client_id (CosellAccount *self);
/* Stores both; NULL or "" for what is usual. Errors: COSELL_OAUTH_ERROR_SETUP. finish:
 * cosell_account_finish */
void cosell_account_set_setup_async (CosellAccount *self, const char *tenant,
                                     const char *client_id, GCancellable *c,
                                     GAsyncReadyCallback callback, gpointer user_data);

/* What the person has to do: open url, and enter user_code there unless it is NULL. */
typedef void (*CosellAccountPromptFunc) (CosellAccount *self, const char *url,
                                         const char *user_code, gpointer user_data);
/* With a browser of this computer, or with a code on another device. Ends when the person is
 * through. Errors: COSELL_OAUTH_ERROR, COSELL_HTTP_ERROR, G_IO_ERROR_CANCELLED */
void cosell_account_sign_in_async (CosellAccount *self, gboolean device,
                                   CosellAccountPromptFunc prompt, gpointer prompt_data,
                                   GCancellable *c, GAsyncReadyCallback callback,
                                   gpointer user_data);
/* not_kept: (out) (nullable) (transfer full): why the sign-in lasts until the process ends only */
gboolean cosell_account_sign_in_finish (CosellAccount *self, GAsyncResult *result,
                                        char **not_kept, GError **error);
/* Forgets the sign-in; deals and changes stay. finish: cosell_account_finish */
void cosell_account_sign_out_async (CosellAccount *self, GCancellable *c,
                                    GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
