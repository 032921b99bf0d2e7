#include "sandbox/cosell-sandbox.h"

#include <string.h>

#include "base/cosell-str.h"
#include "sandbox/cosell-sandbox-dataverse-samples.h"
#include "sandbox/cosell-sandbox-salesforce-samples.h"
#include "sandbox/cosell-sandbox-exchange.h"
#include "sandbox/cosell-sandbox-gate.h"
#include "sandbox/cosell-sandbox-samples.h"
#include "sandbox/cosell-sandbox-saver.h"
#include "sandbox/cosell-sandbox-service.h"

/* Changes are written this long after the first of them. */
#define SAVE_AFTER_MS 300

struct _CosellSandbox
{
  GObject parent_instance;

  SandboxService *service; /* (owned) */
  SandboxSaver *saver;     /* (owned) (nullable): memory only */
  SoupServer *server;      /* (owned) (nullable) */
  GHashTable *exchanges;   /* (owned): answers that wait */
  char *url;               /* (owned) (nullable) */
  guint save_source;
};

G_DEFINE_FINAL_TYPE (CosellSandbox, cosell_sandbox, G_TYPE_OBJECT)

static gboolean
save_due_cb (gpointer user_data)
{
  CosellSandbox *self = user_data;

  if (!sandbox_saver_start (self->saver, self->service->core))
    return G_SOURCE_CONTINUE;
  self->save_source = 0;
  return G_SOURCE_REMOVE;
}

static void
core_changed_cb (gpointer user_data)
{
  CosellSandbox *self = user_data;
  GSource *source;

  if (self->saver == NULL || self->save_source != 0)
    return;
  source = g_timeout_source_new (SAVE_AFTER_MS);
  g_source_set_callback (source, save_due_cb, self, NULL);
  g_source_set_static_name (source, "[cosell] sandbox save");
  self->save_source = g_source_attach (source, g_main_context_get_thread_default ());
  g_source_unref (source);
}

static void
clear_save_source (CosellSandbox *self)
{
  GSource *source;

  if (self->save_source == 0)
    return;
  source =
      g_main_context_find_source_by_id (g_main_context_get_thread_default (), self->save_source);
  if (source != NULL)
    g_source_destroy (source);
  self->save_source = 0;
}

static void
headers_read_cb (SoupServer *server,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 gpointer user_data)
{
  CosellSandbox *self = user_data;

  sandbox_gate_open (self->service, message, path);
}

static void
request_read_cb (SoupServer *server,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 gpointer user_data)
{
  CosellSandbox *self = user_data;

  sandbox_exchange_start (self->service, message, path, query, self->exchanges);
}

static void
cosell_sandbox_dispose (GObject *object)
{
  CosellSandbox *self = COSELL_SANDBOX (object);
  g_autoptr (GError) error = NULL;

  cosell_sandbox_disconnect (self);
  g_hash_table_remove_all (self->exchanges);
  if (self->saver != NULL && (self->save_source != 0 || sandbox_saver_has_failed (self->saver)) &&
      !sandbox_saver_save (self->saver, self->service->core, &error))
    g_printerr ("cosell-sandbox: %s\n", error->message);
  clear_save_source (self);
  G_OBJECT_CLASS (cosell_sandbox_parent_class)->dispose (object);
}

static void
cosell_sandbox_finalize (GObject *object)
{
  CosellSandbox *self = COSELL_SANDBOX (object);

  g_clear_pointer (&self->saver, sandbox_saver_free);
  g_clear_pointer (&self->service, sandbox_service_free);
  g_hash_table_unref (self->exchanges);
  g_free (self->url);
  G_OBJECT_CLASS (cosell_sandbox_parent_class)->finalize (object);
}

static void
cosell_sandbox_class_init (CosellSandboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cosell_sandbox_dispose;
  object_class->finalize = cosell_sandbox_finalize;
}

static void
cosell_sandbox_init (CosellSandbox *self)
{
  self->exchanges = g_hash_table_new_full (NULL, NULL, sandbox_exchange_free, NULL);
}

CosellSandbox *
cosell_sandbox_new (const char *data_dir,
                    const char *token,
                    guint deals,
                    guint seed,
                    CosellClock *clock,
                    GError **error)
{
  g_autoptr (CosellSandbox) self = g_object_new (COSELL_TYPE_SANDBOX, NULL);
  gboolean found = FALSE;

  g_return_val_if_fail (COSELL_IS_CLOCK (clock), NULL);

  self->service = sandbox_service_new (sandbox_core_new (clock, seed), token);
  if (data_dir != NULL)
    {
      self->saver = sandbox_saver_new (data_dir);
      if (!sandbox_saver_load (self->saver, self->service->core, &found, error))
        return NULL;
    }
  self->service->core->changed = core_changed_cb;
  self->service->core->changed_data = self;
  if (!found)
    {
      sandbox_samples_make (self->service->core, deals);
      core_changed_cb (self);
    }
  return g_steal_pointer (&self);
}

void
cosell_sandbox_add_opportunities (CosellSandbox *self, guint opportunities)
{
  SandboxDataverse *dataverse;
  SandboxSalesforce *salesforce;

  g_return_if_fail (COSELL_IS_SANDBOX (self));

  dataverse = self->service->core->dataverse;
  salesforce = self->service->core->salesforce;
  if (sandbox_dataverse_base_currency (dataverse) == NULL)
    sandbox_dataverse_samples_make (dataverse, opportunities);
  if (salesforce->records[SANDBOX_OBJECT_CURRENCY]->len == 0)
    sandbox_salesforce_samples_make (salesforce, opportunities);
}

void
cosell_sandbox_narrow_to_crm (CosellSandbox *self, const char *kind)
{
  g_return_if_fail (COSELL_IS_SANDBOX (self));

  self->service->only_crm = g_intern_string (kind);
}

void
cosell_sandbox_set_pin (CosellSandbox *self, const char *pin)
{
  g_return_if_fail (COSELL_IS_SANDBOX (self));

  sandbox_pin_set (&self->service->pin, pin);
}

gboolean
cosell_sandbox_listen (CosellSandbox *self, guint port, GError **error)
{
  g_autoptr (SoupServer) server = NULL;
  GSList *uris;

  g_return_val_if_fail (COSELL_IS_SANDBOX (self), FALSE);
  g_return_val_if_fail (self->server == NULL, FALSE);

  server = soup_server_new ("server-header", "cosell-sandbox", NULL);
  soup_server_add_early_handler (server, NULL, headers_read_cb, self, NULL);
  soup_server_add_handler (server, NULL, request_read_cb, self, NULL);
  if (!soup_server_listen_local (server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;
  uris = soup_server_get_uris (server);
  self->service->port = (guint) g_uri_get_port (uris->data);
  cosell_take_str (&self->url, g_strdup_printf ("http://127.0.0.1:%u", self->service->port));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  self->server = g_steal_pointer (&server);
  return TRUE;
}

const char *
cosell_sandbox_get_url (CosellSandbox *self)
{
  g_return_val_if_fail (COSELL_IS_SANDBOX (self), NULL);

  return self->url;
}

void
cosell_sandbox_disconnect (CosellSandbox *self)
{
  g_return_if_fail (COSELL_IS_SANDBOX (self));

  if (self->server == NULL)
    return;
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

gboolean
cosell_sandbox_save (CosellSandbox *self, GError **error)
{
  g_return_val_if_fail (COSELL_IS_SANDBOX (self), FALSE);

  if (self->saver == NULL)
    return TRUE;
  clear_save_source (self);
  return sandbox_saver_save (self->saver, self->service->core, error);
}
