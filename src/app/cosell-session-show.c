/* All of one deal. */
#include "app/cosell-command.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "app/cosell-session-reports.h"
#include "store/cosell-store-crm-links.h"

void
cosell_deal_report_free (CosellDealReport *self)
{
  if (self == NULL)
    return;
  cosell_deal_data_free (self->row);
  g_free (self->half);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_free (self->draft);
  g_free (self->registration);
  g_clear_pointer (&self->eligible, g_hash_table_unref);
  cosell_crm_link_free (self->crm);
  g_free (self);
}

static gboolean
read_registration (CosellDealReport *self, CosellStore *store, GError **error)
{
  g_autoptr (GError) failure = NULL;

  self->registration = cosell_store_get_registration (store, self->row->id, &failure);
  if (failure == NULL)
    return cosell_session_register_read_eligible (store, &self->eligible, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* K1: it is the deal's, not a half's. */
static gboolean
read_crm (CosellDealReport *self, CosellStore *store, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (self->half == NULL)
    self->crm = cosell_store_get_crm_link (store, self->row->id, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gpointer
read_report (CosellStore *store, gconstpointer id, GError **error)
{
  g_autoptr (CosellDealReport) report = g_new0 (CosellDealReport, 1);
  g_auto (CosellTarget) target = { 0 };

  if (!cosell_store_find_target (store, id, &target, error))
    return NULL;
  report->row = cosell_command_load (store, target.deal, &target, &report->documents, error);
  if (report->row == NULL)
    return NULL;
  report->half = g_strdup (cosell_command_half (&target));
  if (!read_crm (report, store, error))
    return NULL;
  if (report->documents->len > 0)
    return read_registration (report, store, error) ? g_steal_pointer (&report) : NULL;
  report->draft = cosell_store_get_draft (store, target.deal, error);
  return report->draft != NULL ? g_steal_pointer (&report) : NULL;
}

void
cosell_session_show_async (CosellSession *self,
                           const char *id,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && id != NULL);

  cosell_session_read (self, read_report, g_strdup (id), g_free,
                       (GDestroyNotify) cosell_deal_report_free, c, callback, user_data);
}

CosellDealReport *
cosell_session_show_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  return cosell_session_read_finish (self, result, error);
}
