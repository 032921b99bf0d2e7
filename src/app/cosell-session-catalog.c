/* Fills the session's catalogue from what is stored, so that picking works offline. */
#include <string.h>

#include "app/cosell-catalog-private.h"
#include "app/cosell-session-private.h"
#include "model/cosell-member.h"

/* As many as can become objects without a pause that anybody sees; the store knows them all. */
#define KNOWN_CUSTOMERS 1000
#define KNOWN_SOLUTIONS 500
#define KNOWN_MEMBERS 200
#define KNOWN_CAMPAIGNS 200
#define KNOWN_ATTRIBUTES 50
/* A pull commits page after page; the catalogue follows at the end of it. */
#define SETTLE_MS 500

typedef struct
{
  char *me, *solutions, *partners, *last_location;
  CosellCustomerTexts *customers;
  GPtrArray *known_solutions, *known_members;
  GPtrArray *used[COSELL_N_MEMBERS]; /* (nullable) */
} Knowledge;

static void
knowledge_clear (Knowledge *self)
{
  g_free (self->me);
  cosell_customer_texts_free (self->customers);
  g_free (self->solutions);
  g_free (self->partners);
  g_free (self->last_location);
  g_clear_pointer (&self->known_solutions, g_ptr_array_unref);
  g_clear_pointer (&self->known_members, g_ptr_array_unref);
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    g_clear_pointer (&self->used[i], g_ptr_array_unref);
  memset (self, 0, sizeof *self);
}

static void
knowledge_free (Knowledge *self)
{
  knowledge_clear (self);
  g_free (self);
}

/* C24, C25: of members that complete from what earlier deals have: what is typed, not chosen. */
static gboolean
read_used (CosellStore *store, Knowledge *self, GError **error)
{
  self->used[COSELL_MEMBER_CAMPAIGN_ID] =
      cosell_store_suggested_campaigns (store, KNOWN_CAMPAIGNS, error);
  if (self->used[COSELL_MEMBER_CAMPAIGN_ID] == NULL)
    return FALSE;
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    {
      const CosellMember *member = cosell_member_get ((CosellMemberId) i);

      if (member->type == NULL || member->choices != NULL)
        continue;
      self->used[i] =
          cosell_store_suggested_attributes (store, member->type, KNOWN_ATTRIBUTES, error);
      if (self->used[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

/* CosellCustomerTextsFunc */
static gboolean
goes_on (gpointer store)
{
  return !cosell_store_is_awaited (store);
}

static gboolean
read_customers (CosellStore *store, Knowledge *self, GError **error)
{
  g_autofree char *body = NULL;
  g_autoptr (GPtrArray) known =
      cosell_store_suggested_customers (store, NULL, KNOWN_CUSTOMERS, error);

  if (known == NULL)
    return FALSE;
  cosell_store_get_meta (store, "catalog-customers", &body, NULL);
  self->customers = cosell_customer_texts_new (body, known, goes_on, store);
  if (self->customers == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The job gives way.");
  return self->customers != NULL;
}

static gboolean
read_job (CosellStore *store, gpointer data, GError **error)
{
  Knowledge *self = data;

  knowledge_clear (self); /* of a job that gave way */
  /* What was never asked for is NULL, and so is what cannot be read: the rest is worth showing. */
  cosell_store_get_meta (store, COSELL_META_ME, &self->me, NULL);
  cosell_store_get_meta (store, "catalog-solutions", &self->solutions, NULL);
  cosell_store_get_meta (store, "catalog-partners", &self->partners, NULL);
  if (!read_customers (store, self, error))
    return FALSE;
  self->known_solutions = cosell_store_suggested_solutions (store, KNOWN_SOLUTIONS, error);
  if (self->known_solutions == NULL)
    return FALSE;
  self->known_members = cosell_store_suggested_members (store, KNOWN_MEMBERS, error);
  if (self->known_members == NULL)
    return FALSE;
  self->last_location = cosell_store_last_location (store, NULL);
  return read_used (store, self, error);
}

static void
take_knowledge (CosellSession *self, gpointer data)
{
  Knowledge *knowledge = data;

  cosell_catalog_set_last_location (self->catalog, knowledge->last_location);
  cosell_catalog_set_me (self->catalog, knowledge->me);
  cosell_catalog_take_customers (self->catalog, g_steal_pointer (&knowledge->customers));
  cosell_catalog_set_solutions (self->catalog, knowledge->solutions, knowledge->known_solutions);
  cosell_catalog_set_partners (self->catalog, knowledge->partners);
  cosell_catalog_set_members (self->catalog, knowledge->known_members);
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    if (knowledge->used[i] != NULL)
      cosell_catalog_set_used (self->catalog, cosell_member_get (i), knowledge->used[i]);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CosellSession *self = COSELL_SESSION (source);
  g_autoptr (GError) error = NULL;

  self->catalog_read.loading = FALSE;
  if (!cosell_session_run_finish (self, result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_warning ("The catalogue could not be read: %s", error->message);
  if (self->catalog_read.again)
    cosell_session_refresh_catalog (self);
}

static gboolean
settled_cb (gpointer user_data)
{
  CosellSession *self = user_data;

  self->catalog_read.source = 0;
  self->catalog_read.loading = TRUE;
  cosell_session_run_then_async (self, COSELL_STORE_LATER, read_job, take_knowledge,
                                 g_new0 (Knowledge, 1), (GDestroyNotify) knowledge_free,
                                 self->closing, read_cb, NULL);
  return G_SOURCE_REMOVE;
}

void
cosell_session_refresh_catalog (CosellSession *self)
{
  self->catalog_read.again = self->catalog_read.loading;
  if (self->catalog_read.loading || self->catalog_read.source != 0 ||
      cosell_session_is_closed (self))
    return;
  self->catalog_read.source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

CosellCatalog *
cosell_session_get_catalog (CosellSession *self)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), NULL);

  if (!self->catalog_read.wanted)
    {
      /* the first time at once: somebody is about to look at it */
      self->catalog_read.wanted = TRUE;
      settled_cb (self);
    }
  return self->catalog;
}

char *
cosell_session_dup_signer (CosellSession *self)
{
  const char *name;

  g_return_val_if_fail (COSELL_IS_SESSION (self), NULL);

  name = cosell_catalog_get_user_name (cosell_session_get_catalog (self));
  if (name == NULL)
    name = g_get_real_name ();
  if (name == NULL || *name == '\0' || g_str_equal (name, "Unknown"))
    name = g_get_user_name ();
  return g_strdup (name);
}
