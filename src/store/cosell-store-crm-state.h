/* cosell-store-crm-state.h: what is known of a CRM beside its address; worker only */
#pragma once

#include "model/cosell-crm-settings.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

typedef struct _CosellCrmState
{
  CosellCrmSettings *settings;       /* (owned) never NULL */
  CosellCrmDescription *description; /* (owned) (nullable): not asked yet, or damaged */
  gint64 described_at;               /* µs UTC, COSELL_NO_TIME: never */
  char *user_id;                     /* (nullable) who is signed in over there */
  char *user_email;                  /* (nullable) */
  gint64 mark;        /* up to this change all were taken in: their time, µs UTC; COSELL_NO_TIME: none */
  gint64 compared_at; /* µs UTC, when all linked deals were compared last; COSELL_NO_TIME: never */
  gboolean previewed; /* K20: a person saw the preview and agreed: the CRM may be written to */
} CosellCrmState;

/* self: (nullable). Any thread. */
void cosell_crm_state_free (CosellCrmState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmState, cosell_crm_state_free)

/* Each of these is an error, COSELL_RULE_ERROR_UNKNOWN, when there is no CRM of that name. */

/* Returns: (transfer full) NULL with error */
CosellCrmState *cosell_store_load_crm_state (CosellStore *self, const char *crm, GError **error);
/* Writes the settings; all links of the CRM are worked out again. */
gboolean cosell_store_put_crm_settings (CosellStore *self, const char *crm,
                                        const CosellCrmSettings *settings, GError **error);
/* Writes what describes it, asked for at (µs UTC); where that is news, all links of the CRM are
 * worked out again. user: (nullable): stays as it was */
gboolean cosell_store_put_crm_description (CosellStore *self, const char *crm,
                                           const CosellCrmDescription *description,
                                           const CosellCrmUser *user, gint64 at, GError **error);
/* How far its changes were taken in. compared_at: COSELL_NO_TIME: stays as it was */
gboolean cosell_store_put_crm_mark (CosellStore *self, const char *crm, gint64 mark,
                                    gint64 compared_at, GError **error);
/* K20 */
gboolean cosell_store_set_crm_previewed (CosellStore *self, const char *crm, gboolean previewed,
                                         GError **error);

G_END_DECLS
