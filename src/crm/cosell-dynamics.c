/* cosell-dynamics.c: CosellCrm for Dynamics 365 Sales */
#include "crm/cosell-dynamics-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"

static void
cosell_dynamics_crm_init (CosellCrmInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellDynamics,
                               cosell_dynamics,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_CRM, cosell_dynamics_crm_init))

/* The record in the model-driven app; which app opens is up to the organization. */
static char *
dup_link (CosellCrm *crm, const char *id)
{
  CosellDynamics *self = COSELL_DYNAMICS (crm);

  if (!g_uuid_string_is_valid (id))
    return NULL;
  return g_strdup_printf ("%s/main.aspx?pagetype=entityrecord&etn=opportunity&id=%s",
                          cosell_http_client_get_origin (self->client), id);
}

/* Logical names are lower case, with the prefix of who made the column. */
static gboolean
is_column (const char *name)
{
  return name == NULL ||
         (*name != '\0' && strspn (name, G_CSET_a_2_z G_CSET_DIGITS "_") == strlen (name));
}

static gboolean
set_columns (CosellCrm *crm, const char *key, const char *solutions, GError **error)
{
  CosellDynamics *self = COSELL_DYNAMICS (crm);

  if (!is_column (key) || !is_column (solutions))
    {
      g_set_error_literal (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE,
                           _ ("This is no name of a column: lower-case letters, digits and _ are "
                              "expected, as in “new_referralid”."));
      return FALSE;
    }
  cosell_set_str (&self->columns.key, key);
  cosell_set_str (&self->columns.solutions, solutions);
  return TRUE;
}

static void
cosell_dynamics_crm_init (CosellCrmInterface *iface)
{
  iface->takes_ids = TRUE;
  iface->dup_link = dup_link;
  iface->set_columns = set_columns;
  iface->list_async = cosell_dynamics_list_async;
  iface->get_async = cosell_dynamics_get_async;
  iface->create_async = cosell_dynamics_create_async;
  iface->update_async = cosell_dynamics_update_async;
  iface->close_async = cosell_dynamics_close_async;
  iface->find_account_async = cosell_dynamics_find_account_async;
  iface->find_contact_async = cosell_dynamics_find_contact_async;
  iface->create_party_async = cosell_dynamics_create_party_async;
  iface->describe_async = cosell_dynamics_describe_async;
  iface->who_async = cosell_dynamics_who_async;
}

static void
cosell_dynamics_finalize (GObject *object)
{
  CosellDynamics *self = COSELL_DYNAMICS (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->currencies, g_ptr_array_unref);
  g_free (self->columns.key);
  g_free (self->columns.solutions);
  G_OBJECT_CLASS (cosell_dynamics_parent_class)->finalize (object);
}

static void
cosell_dynamics_class_init (CosellDynamicsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_dynamics_finalize;
}

static void
cosell_dynamics_init (CosellDynamics *self)
{
}

CosellDynamics *
cosell_dynamics_new (const char *origin, GError **error)
{
  g_autoptr (CosellHttpClient) client = cosell_http_client_new (origin, error);
  CosellDynamics *self;

  if (client == NULL)
    return NULL;
  self = g_object_new (COSELL_TYPE_DYNAMICS, NULL);
  self->client = g_steal_pointer (&client);
  return self;
}

void
cosell_dynamics_set_token (CosellDynamics *self, const char *token)
{
  g_return_if_fail (COSELL_IS_DYNAMICS (self));

  cosell_http_client_set_token (self->client, token);
}

void
cosell_dynamics_set_auth (CosellDynamics *self, CosellAuth *auth)
{
  g_return_if_fail (COSELL_IS_DYNAMICS (self));

  cosell_http_client_set_auth (self->client, auth);
}

void
cosell_dynamics_set_clock (CosellDynamics *self, CosellServiceClock *clock)
{
  g_return_if_fail (COSELL_IS_DYNAMICS (self));

  cosell_http_client_set_clock (self->client, clock);
}

void
cosell_dynamics_set_timeout (CosellDynamics *self, guint seconds)
{
  g_return_if_fail (COSELL_IS_DYNAMICS (self));

  cosell_http_client_set_timeout (self->client, seconds);
}

char *
cosell_dynamics_dup_scope (CosellDynamics *self)
{
  g_return_val_if_fail (COSELL_IS_DYNAMICS (self), NULL);

  return g_strconcat (cosell_http_client_get_origin (self->client), "/user_impersonation", NULL);
}
