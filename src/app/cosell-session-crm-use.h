/* cosell-session-crm-use.h: one CRM at work, one after the other of a session; for the session's
 * own files
 *
 * Whoever speaks to a CRM for its deals waits for a turn, and has its engine until that is freed.
 * Main context only.
 */
#pragma once

#include "app/cosell-session.h"
#include "crm/cosell-crm.h"
#include "sync/cosell-crm-sync.h"

G_BEGIN_DECLS

typedef struct
{
  CosellSession *session;    /* (owned) */
  char *name;                /* (owned) of the CRM */
  CosellCrm *crm;            /* (owned) */
  CosellCrmSync *sync;       /* (owned) its engine */
  GCancellable *cancellable; /* (owned) ends what is under way: the caller's, or the session is closed */
  GCancellable *callers;     /* (owned) (nullable) */
  gulong handler, closing_handler;
} CosellCrmUse;

/* crm: its name (nullable): the only one. cosell_session_crm_use_finish */
void cosell_session_crm_use (CosellSession *self, const char *crm, GCancellable *c,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* Errors: COSELL_RULE_ERROR_UNKNOWN, _REFUSED: which CRM; those of cosell_session_open_crm.
 * Returns: (transfer full): the turn is over when it is freed */
CosellCrmUse *cosell_session_crm_use_finish (CosellSession *self, GAsyncResult *result,
                                             GError **error);
/* What asking for one opportunity ended with: one that is not there is an ID that is not known.
 * error: (transfer full). Returns: (transfer full) */
GError *cosell_crm_use_explain (const CosellCrmUse *self, const char *opportunity, GError *error);
void cosell_crm_use_free (gpointer self); /* (nullable): a CosellCrmUse; a GDestroyNotify */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmUse, cosell_crm_use_free)

G_END_DECLS
