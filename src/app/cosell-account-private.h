/* cosell-account-private.h: what the session makes of its account; nothing here is for other folders
 *
 * The account knows its session by what it calls of cosell-session-door.h, and by a few functions of
 * cosell-session-private.h: a round of another account ends, an error of another sign-in is a thing
 * of the past, the state is another one.
 */
#pragma once

#include "app/cosell-account.h"
#include "app/cosell-session-door.h"
#include "remote/cosell-http-remote.h"

G_BEGIN_DECLS

struct _CosellAccount
{
  GObject parent_instance;

  CosellSession *session; /* which owns the account */
  char *profile;          /* (owned) */
  CosellClock *clock;     /* (owned) */

  char *url; /* (owned) (nullable) */
  gboolean loopback;
  gboolean practice;            /* a window started its server for this profile */
  CosellRemote *given_remote;   /* (owned) (nullable): in place of HTTP */
  CosellHttpRemote *remote;     /* (owned) (nullable): none without an account */
  GError *remote_error;         /* (owned) (nullable): why remote is not there all the same */

  char *given_token;            /* (owned) (nullable): from the caller or COSELL_TOKEN */
  char *practice_pin;           /* (owned) (nullable): which this window started */
  CosellTokenStore *tokens;     /* (owned) (nullable): the keyring, once it is needed */
  CosellAuth *auth;             /* (owned) (nullable): none without an account that is set up */
  GError *setup_error;          /* (owned) (nullable): why auth is not there */
  char *tenant, *client_id;     /* (owned) (nullable) */
  char *signed_in;              /* (owned) (nullable): mark of the last sign-in in this profile */
};

/* session: owns the account and closes it. token: (nullable) in place of a sign-in. remote:
 * (nullable) in place of HTTP, whatever the account is. Returns: (transfer full) */
CosellAccount *cosell_account_new (CosellSession *session, const char *profile,
                                   CosellClock *clock, const char *token, CosellRemote *remote);
/* Lets go what speaks with the service and with the keyring; what is known stays. */
void cosell_account_close (CosellAccount *self);

/* What the profile's store says of its account. */
typedef struct
{
  char *url, *tenant, *client_id, *signed_in; /* (owned) (nullable) */
  gboolean practice;
} CosellAccountFacts;
/* Fills facts, which are zero. Worker only. */
gboolean cosell_account_facts_read (CosellAccountFacts *facts, CosellStore *store,
                                    GError **error);
/* Frees what they hold, not them. facts: (nullable) */
void cosell_account_facts_clear (CosellAccountFacts *facts);
/* The account becomes what the store says. */
void cosell_account_take (CosellAccount *self, const CosellAccountFacts *facts);
/* url: (nullable) normalized; practice: it is the practice server that a window started for this
 * profile. */
void cosell_account_use (CosellAccount *self, const char *url, gboolean practice);
/* What the store says of the sign-in now; each nullable. */
void cosell_account_take_sign_in (CosellAccount *self, const char *tenant, const char *client_id,
                                  const char *signed_in);

/* Returns: (transfer none) (nullable) what a sync speaks with */
CosellRemote *cosell_account_get_remote (CosellAccount *self);
/* Gives the remote what it signs its calls with. prompt: whether the keyring may ask the person.
 * Returns: FALSE with error when nobody is signed in */
gboolean cosell_account_prepare (CosellAccount *self, gboolean prompt, GError **error);
/* COSELL_TOKEN or the caller's; for the practice server of this profile the one that a window keeps
 * for it, and no other. Returns: (transfer full) (nullable) */
char *cosell_account_find_token (CosellAccount *self);
/* Whether there is a token, or somebody signed in as far as is known. */
gboolean cosell_account_has_token (CosellAccount *self);
/* Returns: (transfer full) why nobody is signed in */
GError *cosell_account_sign_in_error (CosellAccount *self);
/* F2: what the service refused is forgotten, since who uses the session may be somebody else. */
void cosell_account_forget_refusals (CosellAccount *self);

/* cosell-account-sign-in.c */
/* Makes what asks the keyring and the identity provider, or says why not. */
void cosell_account_make_auth (CosellAccount *self);
/* Lets it go, and with it what it has under way. */
void cosell_account_drop_auth (CosellAccount *self);
/* Whether a token can be asked for: the keyring is asked only where somebody signed in. */
gboolean cosell_account_may_ask_auth (CosellAccount *self);
/* Whether there is one then, as far as is known. */
gboolean cosell_account_is_signed_in (CosellAccount *self);
/* Forgets all sign-ins of an origin; ends the task (taken). */
void cosell_account_wipe (CosellAccount *self, const char *origin, GTask *task);
/* For tests: another token in the place of the one that the session was opened with. token: takes the
 * place of a sign-in and is never stored; NULL or "": none */
void cosell_account_set_token (CosellAccount *self, const char *token);
/* For tests, before anything else. */
void cosell_account_set_token_store (CosellAccount *self, CosellTokenStore *store);

/* A task that ends as it went, also when it was cancelled a moment too late. */
GTask *cosell_account_task_new (CosellAccount *self, gpointer tag, GCancellable *c,
                                GAsyncReadyCallback callback, gpointer user_data);
/* Runs func in a transaction that writes, and then, unless the session was closed meanwhile, then;
 * ends the task (taken) */
void cosell_account_run (CosellAccount *self, CosellStoreFunc func, CosellSessionThenFunc then,
                         gpointer data, GDestroyNotify free_data, GCancellable *c, GTask *task);

G_END_DECLS
