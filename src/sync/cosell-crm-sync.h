/* cosell-crm-sync.h: keeps linked deals and the opportunities of one CRM in step
 *
 * It knows CosellCrm and the rules K of the model, and no system. One run: describe (once a day), take in what changed there,
 * work out each field, make the edits here, write what changed here, make what is to be made, read back. A CRM never holds
 * back Partner Center, nor the other way round. Main context only; store work is done by jobs.
 */
#pragma once

#include "crm/cosell-crm.h"
#include "store/cosell-store-crm-links.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_CRM_SYNC_APPLY = 1 << 0, /* a person agreed to write; without it, and before it was given once, a run is a preview and
                                   * changes nothing on either side */
  COSELL_CRM_SYNC_FULL = 1 << 1,  /* compare all linked deals, not only what changed */
  COSELL_CRM_SYNC_DESCRIBE = 1 << 2, /* ask how it is set up, even if that was asked today */
} CosellCrmSyncFlags;

typedef struct
{
  guint to_crm;    /* fields written there; in a preview: that would be */
  guint from_crm;  /* fields edited here */
  guint created;   /* opportunities made */
  guint conflicts; /* fields that a person has to decide, in all */
  guint questions; /* deals that wait for a person's word */
  guint notices;   /* in all */
  gboolean preview; /* nothing was written */
} CosellCrmSyncResult;

/* Makes the edit of a field in a store job, as a person would make it in the window, by the same rules. key, value: as
 * cosell_crm_take gives them. Errors: COSELL_RULE_ERROR: what refuses it, told on the deal (K9); others end the run. Worker. */
typedef gboolean (*CosellCrmEditFunc) (CosellStore *store, gint64 deal, const char *key,
                                       const char *value, gint64 now, GError **error);

#define COSELL_TYPE_CRM_SYNC (cosell_crm_sync_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmSync, cosell_crm_sync, COSELL, CRM_SYNC, GObject)

/* name: of the CRM in the store. Returns: (transfer full) */
CosellCrmSync *cosell_crm_sync_new (CosellStore *store, CosellCrm *crm, const char *name,
                                    CosellCrmEditFunc edit);
/* A file that other processes respect, so that one run at a time is made for a profile (nullable: none). */
void cosell_crm_sync_set_lock_path (CosellCrmSync *self, const char *path);
/* One run; another call waits for the one under way. Errors: COSELL_HTTP_ERROR of what ended it; what was done before stays done. */
void cosell_crm_sync_run_async (CosellCrmSync *self, CosellCrmSyncFlags flags,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
/* *result is filled also when an error is returned. */
gboolean cosell_crm_sync_run_finish (CosellCrmSync *self, GAsyncResult *async_result,
                                     CosellCrmSyncResult *result, GError **error);
/* K2: links a deal to an opportunity that is there; writes nothing but here. Errors: COSELL_HTTP_ERROR_GONE, COSELL_CRM_ERROR_VALUE:
 * there is none; COSELL_RULE_ERROR_REFUSED (K1). cosell_crm_sync_link_finish */
void cosell_crm_sync_link_async (CosellCrmSync *self, gint64 deal, const char *opportunity,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean cosell_crm_sync_link_finish (CosellCrmSync *self, GAsyncResult *result, GError **error);
/* K8: a person said to close it over there; then it is read and settled. ending: copied. cosell_crm_sync_link_finish */
void cosell_crm_sync_close_async (CosellCrmSync *self, gint64 deal, const CosellCrmEnding *ending,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Opportunities that changed in the last year, for matching (K19). Returns by finish: (transfer full) of CosellOpportunity */
void cosell_crm_sync_survey_async (CosellCrmSync *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *cosell_crm_sync_survey_finish (CosellCrmSync *self, GAsyncResult *result, GError **error);

G_END_DECLS
