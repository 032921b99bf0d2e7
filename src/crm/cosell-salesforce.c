/* cosell-salesforce.c: CosellCrm for Salesforce */
#include "crm/cosell-salesforce-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"

static void
cosell_salesforce_crm_init (CosellCrmInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellSalesforce,
                               cosell_salesforce,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_CRM, cosell_salesforce_crm_init))

static char *
dup_link (CosellCrm *crm, const char *id)
{
  CosellSalesforce *self = COSELL_SALESFORCE (crm);

  if (!cosell_salesforce_is_id (id))
    return NULL;
  return g_strdup_printf ("%s/lightning/r/Opportunity/%s/view",
                          cosell_http_client_get_origin (self->client), id);
}

/* API names: those of an organization end with "__c". */
static gboolean
is_field (const char *name)
{
  return name == NULL ||
         (g_ascii_isalpha (*name) &&
          strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_") == strlen (name));
}

static gboolean
set_columns (CosellCrm *crm, const char *key, const char *solutions, GError **error)
{
  CosellSalesforce *self = COSELL_SALESFORCE (crm);

  if (!is_field (key) || !is_field (solutions))
    {
      g_set_error_literal (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE,
                           _ ("This is no name of a field: letters, digits and _ are expected, as "
                              "in “Cosell_Referral__c”."));
      return FALSE;
    }
  cosell_set_str (&self->shape.key, key);
  cosell_set_str (&self->shape.solutions, solutions);
  return TRUE;
}

static void
cosell_salesforce_crm_init (CosellCrmInterface *iface)
{
  iface->takes_ids = FALSE;
  iface->dup_link = dup_link;
  iface->set_columns = set_columns;
  iface->list_async = cosell_salesforce_list_async;
  iface->get_async = cosell_salesforce_get_async;
  iface->create_async = cosell_salesforce_create_async;
  iface->update_async = cosell_salesforce_update_async;
  iface->close_async = cosell_salesforce_close_async;
  iface->find_account_async = cosell_salesforce_find_account_async;
  iface->find_contact_async = cosell_salesforce_find_contact_async;
  iface->create_party_async = cosell_salesforce_create_party_async;
  iface->describe_async = cosell_salesforce_describe_async;
  iface->who_async = cosell_salesforce_who_async;
}

static void
cosell_salesforce_finalize (GObject *object)
{
  CosellSalesforce *self = COSELL_SALESFORCE (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->currencies, g_ptr_array_unref);
  g_free (self->version);
  g_free (self->shape.key);
  g_free (self->shape.solutions);
  g_free (self->shape.currency);
  G_OBJECT_CLASS (cosell_salesforce_parent_class)->finalize (object);
}

static void
cosell_salesforce_class_init (CosellSalesforceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_salesforce_finalize;
}

static void
cosell_salesforce_init (CosellSalesforce *self)
{
}

CosellSalesforce *
cosell_salesforce_new (const char *origin, GError **error)
{
  g_autoptr (CosellHttpClient) client = cosell_http_client_new (origin, error);
  CosellSalesforce *self;

  if (client == NULL)
    return NULL;
  self = g_object_new (COSELL_TYPE_SALESFORCE, NULL);
  self->client = g_steal_pointer (&client);
  return self;
}

void
cosell_salesforce_set_token (CosellSalesforce *self, const char *token)
{
  g_return_if_fail (COSELL_IS_SALESFORCE (self));

  cosell_http_client_set_token (self->client, token);
}

void
cosell_salesforce_set_auth (CosellSalesforce *self, CosellAuth *auth)
{
  g_return_if_fail (COSELL_IS_SALESFORCE (self));

  cosell_http_client_set_auth (self->client, auth);
}

void
cosell_salesforce_set_clock (CosellSalesforce *self, CosellServiceClock *clock)
{
  g_return_if_fail (COSELL_IS_SALESFORCE (self));

  cosell_http_client_set_clock (self->client, clock);
}

void
cosell_salesforce_set_timeout (CosellSalesforce *self, guint seconds)
{
  g_return_if_fail (COSELL_IS_SALESFORCE (self));

  cosell_http_client_set_timeout (self->client, seconds);
}
