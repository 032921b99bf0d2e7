/* cosell-session-crm-open.c: one CRM, ready to be spoken to, whatever its kind */
#include "app/cosell-session-crm-open.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-secret-store.h"
#include "app/cosell-session-private.h"
#include "base/cosell-secret.h"
#include "crm/cosell-dynamics.h"
#include "crm/cosell-salesforce.h"
#include "crm/cosell-tryton.h"

/* In place of a sign-in, when exactly one CRM is set up. */
#define TOKEN "COSELL_CRM_TOKEN"

/* --- kinds --- */

/* How a kind of CRM is spoken to. */
typedef struct
{
  const char *kind;
  /* Returns: (transfer full): one at this origin; errors: it is none */
  CosellCrm *(*new) (const char *origin, GError **error);
  void (*set_token) (CosellCrm *crm, const char *token);
  void (*set_auth) (CosellCrm *crm, CosellAuth *auth); /* (nullable) */
  /* Where people sign in. Returns: (transfer full) (nullable): the account lacks something for it
   */
  CosellOauthConfig *(*new_config) (CosellSession *session,
                                    const CosellCrmAccount *account,
                                    CosellCrm *crm);
  /* What is said then. Returns: (transfer full) */
  char *(*dup_lack) (const char *name);
  /* (nullable) tells it more than its origin. Errors: of that */
  gboolean (*set_account) (CosellCrm *crm, const CosellCrmAccount *account, GError **error);
  /* (nullable) where its password is, in place of set_auth: people do not sign in with a browser */
  void (*set_store) (CosellCrm *crm, CosellTokenStore *store, const CosellTokenKey *key);
} Kind;

static CosellCrm *
new_dynamics (const char *origin, GError **error)
{
  CosellDynamics *dynamics = cosell_dynamics_new (origin, error);

  return dynamics != NULL ? COSELL_CRM (dynamics) : NULL;
}

static void
set_dynamics_token (CosellCrm *crm, const char *token)
{
  cosell_dynamics_set_token (COSELL_DYNAMICS (crm), token);
}

static void
set_dynamics_auth (CosellCrm *crm, CosellAuth *auth)
{
  cosell_dynamics_set_auth (COSELL_DYNAMICS (crm), auth);
}

/* The sign-in of Partner Center serves, unless the CRM has a client ID of its own. */
static CosellOauthConfig *
new_dynamics_config (CosellSession *session, const CosellCrmAccount *account, CosellCrm *crm)
{
  const char *client =
      account->client_id != NULL ? account->client_id : session->account->client_id;
  g_autofree char *scope = cosell_dynamics_dup_scope (COSELL_DYNAMICS (crm));
  CosellOauthConfig *config =
      cosell_oauth_config_new (account->url, session->account->tenant, client, NULL);

  if (config != NULL)
    cosell_oauth_config_set_scope (config, scope);
  return config;
}

static char *
dup_dynamics_lack (const char *name)
{
  return g_strdup_printf (_ ("Signing in to %s needs the client ID of your organization's app "
                             "registration: add the CRM again with it."),
                          name);
}

static CosellCrm *
new_salesforce (const char *origin, GError **error)
{
  CosellSalesforce *salesforce = cosell_salesforce_new (origin, error);

  return salesforce != NULL ? COSELL_CRM (salesforce) : NULL;
}

static void
set_salesforce_token (CosellCrm *crm, const char *token)
{
  cosell_salesforce_set_token (COSELL_SALESFORCE (crm), token);
}

static void
set_salesforce_auth (CosellCrm *crm, CosellAuth *auth)
{
  cosell_salesforce_set_auth (COSELL_SALESFORCE (crm), auth);
}

/* An organization is its own identity provider, and knows the app by its consumer key and these
 * callbacks. */
static CosellOauthConfig *
new_salesforce_config (CosellSession *session, const CosellCrmAccount *account, CosellCrm *crm)
{
  static const guint ports[] = { 17171, 17172, 17173, 0 };

  return cosell_oauth_config_new_own (account->url, "/services/oauth2/", account->client_id,
                                      "api refresh_token", ports, NULL);
}

static char *
dup_salesforce_lack (const char *name)
{
  return g_strdup_printf (_ ("Signing in to %s needs the consumer key of an external client app of "
                             "your organization: add the CRM again with it as its client ID."),
                          name);
}

static CosellCrm *
new_tryton (const char *origin, GError **error)
{
  CosellTryton *tryton = cosell_tryton_new (origin, error);

  return tryton != NULL ? COSELL_CRM (tryton) : NULL;
}

static gboolean
set_tryton_account (CosellCrm *crm, const CosellCrmAccount *account, GError **error)
{
  return cosell_tryton_set_user (COSELL_TRYTON (crm), account->database, account->user, error);
}

static void
set_tryton_password (CosellCrm *crm, const char *password)
{
  cosell_tryton_set_password (COSELL_TRYTON (crm), password);
}

static void
set_tryton_store (CosellCrm *crm, CosellTokenStore *store, const CosellTokenKey *key)
{
  cosell_tryton_set_store (COSELL_TRYTON (crm), store, key);
}

static CosellOauthConfig *
new_tryton_config (CosellSession *session, const CosellCrmAccount *account, CosellCrm *crm)
{
  return NULL;
}

static char *
dup_tryton_lack (const char *name)
{
  return g_strdup_printf (_ ("%s wants a password, and no browser: give it the password."), name);
}

static const Kind kinds[] = {
  {
      COSELL_CRM_DYNAMICS,
      new_dynamics,
      set_dynamics_token,
      set_dynamics_auth,
      new_dynamics_config,
      dup_dynamics_lack,
  },
  {
      COSELL_CRM_SALESFORCE,
      new_salesforce,
      set_salesforce_token,
      set_salesforce_auth,
      new_salesforce_config,
      dup_salesforce_lack,
  },
  {
      COSELL_CRM_TRYTON,
      new_tryton,
      set_tryton_password,
      NULL,
      new_tryton_config,
      dup_tryton_lack,
      set_tryton_account,
      set_tryton_store,
  },
};

/* An account has no other kind (cosell_crm_account_new). Returns: (nullable) */
static const Kind *
find_kind (const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, name) == 0)
      return &kinds[i];
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _ ("This Cosell knows no CRM of the kind “%s”."), name);
  return NULL;
}

/* --- signing in --- */

CosellTokenStore *
cosell_session_get_crm_tokens (CosellSession *self)
{
  if (self->account->tokens == NULL)
    self->account->tokens = COSELL_TOKEN_STORE (cosell_secret_store_new ());
  return self->account->tokens;
}

/* Whose sign-in it is in the keyring: a practice server is Partner Center and a CRM at one address,
 * and two CRMs may be one as well. */
static char *
key_of (const CosellCrmAccount *crm)
{
  return g_strdup_printf ("%s (%s)", crm->url, crm->name);
}

static const char *
text_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

CosellTokenKey *
cosell_session_new_crm_key (CosellSession *self, const CosellCrmAccount *crm)
{
  g_autofree char *name = key_of (crm);

  return cosell_token_key_new (name, self->profile, text_or_empty (crm->database),
                               text_or_empty (crm->user));
}

static CosellAuth *
new_auth (CosellSession *self,
          const Kind *kind,
          const CosellCrmAccount *account,
          CosellCrm *crm,
          GError **error)
{
  g_autoptr (CosellOauthConfig) config = kind->new_config (self, account, crm);
  g_autofree char *key = key_of (account);

  if (config == NULL)
    {
      g_autofree char *lack = kind->dup_lack (account->name);

      g_set_error_literal (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP, lack);
      return NULL;
    }
  return cosell_auth_new (cosell_session_get_crm_tokens (self), config, key, self->profile,
                          self->clock);
}

CosellAuth *
cosell_session_new_crm_auth (CosellSession *self, const CosellCrmAccount *account, GError **error)
{
  const Kind *kind = find_kind (account->kind, error);
  g_autoptr (CosellCrm) crm = kind != NULL ? kind->new (account->url, error) : NULL;

  return crm != NULL ? new_auth (self, kind, account, crm, error) : NULL;
}

/* The one of the environment, or that of the practice server that the window runs for this profile,
 * to which the CRM belongs then. Returns: (transfer full) (nullable) */
static char *
find_token (CosellSession *self, const CosellCrmFound *found)
{
  const char *given = g_getenv (TOKEN);

  if (found->is_only && given != NULL && *given != '\0')
    return g_strdup (given);
  if (cosell_account_is_practice (self->account) &&
      g_strcmp0 (cosell_account_get_url (self->account), found->account->url) == 0)
    return cosell_account_find_token (self->account);
  return NULL;
}

CosellCrm *
cosell_session_open_crm (CosellSession *self, const CosellCrmFound *found, GError **error)
{
  const CosellCrmAccount *account = found->account;
  const Kind *kind = find_kind (account->kind, error);
  g_autoptr (CosellCrm) crm = kind != NULL ? kind->new (account->url, error) : NULL;
  g_autoptr (CosellAuth) auth = NULL;
  char *token;

  if (crm == NULL || (kind->set_account != NULL && !kind->set_account (crm, account, error)) ||
      !cosell_crm_set_columns (crm, found->settings->key_column, found->settings->solutions_column,
                               error))
    return NULL;
  token = find_token (self, found);
  kind->set_token (crm, token);
  if (token == NULL && account->signed_in != NULL && kind->set_store != NULL)
    {
      g_autoptr (CosellTokenKey) key = cosell_session_new_crm_key (self, account);

      kind->set_store (crm, cosell_session_get_crm_tokens (self), key);
      return g_steal_pointer (&crm);
    }
  if (token == NULL && account->signed_in != NULL)
    auth = new_auth (self, kind, account, crm, error);
  else if (token == NULL)
    g_set_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN,
                 _ ("You are not signed in to %s."), account->name);
  if (token == NULL && auth == NULL)
    return NULL;
  cosell_secret_free (token);
  if (auth != NULL)
    kind->set_auth (crm, auth);
  return g_steal_pointer (&crm);
}

/* --- kept open between two runs --- */

typedef struct
{
  CosellCrm *crm;  /* (owned) */
  char *signature; /* of all that it was opened with */
} Opened;

static void
opened_free (gpointer data)
{
  Opened *self = data;

  g_object_unref (self->crm);
  g_free (self->signature);
  g_free (self);
}

GHashTable *
cosell_session_new_opened_crms (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, opened_free);
}

static char *
sign (CosellSession *self, const CosellCrmFound *found)
{
  const CosellCrmAccount *account = found->account;
  char *token = find_token (self, found);
  g_autofree char *sum =
      token != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1) : NULL;
  const char *const parts[] = {
    account->kind,
    account->url,
    account->client_id,
    account->database,
    account->user,
    account->signed_in,
    self->account->tenant,
    self->account->client_id,
    found->settings->key_column,
    found->settings->solutions_column,
    sum,
  };
  GString *signature = g_string_new (NULL);

  cosell_secret_free (token);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (signature, "%s\n", text_or_empty (parts[i]));
  return g_string_free (signature, FALSE);
}

CosellCrm *
cosell_session_reopen_crm (CosellSession *self, const CosellCrmFound *found, GError **error)
{
  const char *name = found->account->name;
  Opened *opened = g_hash_table_lookup (self->crm.opened, name);
  g_autofree char *signature = sign (self, found);
  CosellCrm *crm;

  if (opened != NULL && g_str_equal (opened->signature, signature))
    return g_object_ref (opened->crm);
  crm = cosell_session_open_crm (self, found, error);
  if (crm == NULL)
    return NULL;
  opened = g_new (Opened, 1);
  opened->crm = g_object_ref (crm);
  opened->signature = g_steal_pointer (&signature);
  g_hash_table_replace (self->crm.opened, g_strdup (name), opened);
  return crm;
}

void
cosell_session_drop_crm (CosellSession *self, const char *name)
{
  g_hash_table_remove (self->crm.opened, name);
}
