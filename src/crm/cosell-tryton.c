/* cosell-tryton.c: CosellCrm for Tryton */
#include "crm/cosell-tryton-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-secret.h"
#include "base/cosell-str.h"
#include "base/cosell-text.h"

static void
cosell_tryton_crm_init (CosellCrmInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellTryton,
                               cosell_tryton,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_CRM, cosell_tryton_crm_init))

/* The record in the web client, which the server has at its own address where it has one. */
static char *
dup_link (CosellCrm *crm, const char *id)
{
  CosellTryton *self = COSELL_TRYTON (crm);

  if (!cosell_tryton_is_id (id) || self->database == NULL)
    return NULL;
  return g_strdup_printf ("%s/#%s/model/sale.opportunity/%s",
                          cosell_http_client_get_origin (self->client), self->database, id);
}

/* Fields are named as attributes of Python are. */
static gboolean
is_column (const char *name)
{
  return name == NULL ||
         (*name != '\0' && strspn (name, G_CSET_a_2_z G_CSET_DIGITS "_") == strlen (name));
}

static gboolean
set_columns (CosellCrm *crm, const char *key, const char *solutions, GError **error)
{
  CosellTryton *self = COSELL_TRYTON (crm);

  if (!is_column (key) || !is_column (solutions))
    {
      g_set_error_literal (
          error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE,
          _ ("This is no name of a field of Tryton: lower-case letters, digits and "
             "_ are expected, as in “referral_id”."));
      return FALSE;
    }
  cosell_set_str (&self->columns.key, key);
  cosell_set_str (&self->columns.solutions, solutions);
  return TRUE;
}

static void
cosell_tryton_crm_init (CosellCrmInterface *iface)
{
  iface->takes_ids = FALSE;
  iface->dup_link = dup_link;
  iface->set_columns = set_columns;
  iface->list_async = cosell_tryton_list_async;
  iface->get_async = cosell_tryton_get_async;
  iface->create_async = cosell_tryton_create_async;
  iface->update_async = cosell_tryton_update_async;
  iface->close_async = cosell_tryton_close_async;
  iface->find_account_async = cosell_tryton_find_account_async;
  iface->find_contact_async = cosell_tryton_find_contact_async;
  iface->create_party_async = cosell_tryton_create_party_async;
  iface->describe_async = cosell_tryton_describe_async;
  iface->who_async = cosell_tryton_who_async;
}

static void
currency_free (CosellCrmCurrency *currency)
{
  g_free (currency->id);
  g_free (currency->code);
  g_free (currency);
}

/* Somebody else signs in from now on. */
static void
forget (CosellTryton *self)
{
  g_clear_pointer (&self->session, cosell_tryton_session_free);
  g_clear_pointer (&self->currency, currency_free);
}

static void
cosell_tryton_finalize (GObject *object)
{
  CosellTryton *self = COSELL_TRYTON (object);

  forget (self);
  g_clear_object (&self->client);
  g_clear_object (&self->store);
  g_clear_pointer (&self->key, cosell_token_key_free);
  g_free (self->database);
  g_free (self->user);
  g_free (self->columns.key);
  g_free (self->columns.solutions);
  cosell_secret_free (self->password);
  G_OBJECT_CLASS (cosell_tryton_parent_class)->finalize (object);
}

static void
cosell_tryton_class_init (CosellTrytonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_tryton_finalize;
}

static void
cosell_tryton_init (CosellTryton *self)
{
  g_queue_init (&self->waiting);
}

CosellTryton *
cosell_tryton_new (const char *origin, GError **error)
{
  g_autoptr (CosellHttpClient) client = cosell_http_client_new (origin, error);
  CosellTryton *self;

  if (client == NULL)
    return NULL;
  self = g_object_new (COSELL_TYPE_TRYTON, NULL);
  self->client = g_steal_pointer (&client);
  return self;
}

/* What stands in an address as it is. */
static gboolean
is_database (const char *name)
{
  return name != NULL && *name != '\0' && *name != '.' &&
         strspn (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-.") == strlen (name);
}

gboolean
cosell_tryton_set_user (CosellTryton *self, const char *database, const char *user, GError **error)
{
  g_return_val_if_fail (COSELL_IS_TRYTON (self), FALSE);

  if (!is_database (database) || cosell_text_is_blank (user))
    {
      g_set_error_literal (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE,
                           _ ("Tryton needs the name of a database, of letters, digits, “_”, “-” "
                              "and “.”, and a user name."));
      return FALSE;
    }
  forget (self);
  cosell_set_str (&self->database, database);
  cosell_set_str (&self->user, user);
  return TRUE;
}

void
cosell_tryton_set_password (CosellTryton *self, const char *password)
{
  g_return_if_fail (COSELL_IS_TRYTON (self));

  forget (self);
  cosell_secret_free (self->password);
  self->password = g_strdup (password);
}

void
cosell_tryton_set_store (CosellTryton *self, CosellTokenStore *store, const CosellTokenKey *key)
{
  g_return_if_fail (COSELL_IS_TRYTON (self));
  g_return_if_fail (COSELL_IS_TOKEN_STORE (store) && key != NULL);

  forget (self);
  g_set_object (&self->store, store);
  g_clear_pointer (&self->key, cosell_token_key_free);
  self->key = cosell_token_key_new (key->origin, key->profile, key->tenant, key->client_id);
}

CosellOauthTokens *
cosell_tryton_new_tokens (const char *password)
{
  CosellOauthTokens *tokens = g_new0 (CosellOauthTokens, 1);

  tokens->access = g_strdup (password);
  return tokens;
}

void
cosell_tryton_set_clock (CosellTryton *self, CosellServiceClock *clock)
{
  g_return_if_fail (COSELL_IS_TRYTON (self));

  cosell_http_client_set_clock (self->client, clock);
}

void
cosell_tryton_set_timeout (CosellTryton *self, guint seconds)
{
  g_return_if_fail (COSELL_IS_TRYTON (self));

  cosell_http_client_set_timeout (self->client, seconds);
}
