/* cosell-connection-check.h: what lies between this profile and the service, looked at step by step
 *
 * Each step is looked at once the one before it is fine; what comes after a bad one is left out.
 * Nothing is changed by it. Main context only. Signal "changed": a step has news.
 */
#pragma once

#include "app/cosell-session.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_CHECK_WAITING,
  COSELL_CHECK_RUNNING,
  COSELL_CHECK_GOOD,
  COSELL_CHECK_BAD,
  COSELL_CHECK_LEFT_OUT,
} CosellCheckState;

#define COSELL_TYPE_CONNECTION_CHECK (cosell_connection_check_get_type ())
G_DECLARE_FINAL_TYPE (CosellConnectionCheck, cosell_connection_check, COSELL, CONNECTION_CHECK,
                      GObject)

/* Nothing is looked at before the start. Keeps the session. Returns: (transfer full) */
CosellConnectionCheck *cosell_connection_check_new (CosellSession *session);
/* From the first step on; what is under way is given up. */
void cosell_connection_check_start (CosellConnectionCheck *self);
/* Ends it; nothing is told any more. */
void cosell_connection_check_cancel (CosellConnectionCheck *self);
guint cosell_connection_check_get_n_steps (CosellConnectionCheck *self); /* always the same */
/* What it looks at, in the language of the program. step: from 0. (transfer none) */
const char *cosell_connection_check_get_title (CosellConnectionCheck *self, guint step);
/* WAITING of all before the start; LEFT_OUT of those behind a bad one. */
CosellCheckState cosell_connection_check_get_state (CosellConnectionCheck *self, guint step);
/* What was found and what to do about it; (nullable) until then. Valid until the step changes. */
const char *cosell_connection_check_get_message (CosellConnectionCheck *self, guint step);
/* For whoever helps: every step, versions, times, and the ids that support asks for; no token. In
 * English, whatever the language is. (transfer full) */
char *cosell_connection_check_dup_details (CosellConnectionCheck *self);

G_END_DECLS
