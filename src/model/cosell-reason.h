/* cosell-reason.h: reasons and stages as people give them (contract 5, rules D6, D9); pure, any thread */
#pragma once

#include "model/cosell-enums.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_REASONS_CLOSING, /* Decline and Lost (D3, D9) */
  COSELL_REASONS_ERROR,   /* Close as error (D9) */
} CosellReasons;

/* The text of a reason as the service gets it; number counts from 1. NULL beyond the end. */
const char *cosell_reason_text (CosellReasons list, guint number);
/* The same for people, translated. */
const char *cosell_reason_label (CosellReasons list, guint number);
/* Contract 5: "… (explain in notes)". FALSE for 0 and beyond the end. */
gboolean cosell_reason_asks_for_notes (CosellReasons list, guint number);
/* A number of the list or its exact text → the text (transfer none). Errors:
 * COSELL_RULE_ERROR_SYNTAX, and then the list is in the message. */
const char *cosell_reason_find (CosellReasons list, const char *given, GError **error);

/* D9: such a reason (of either list) is given with notes. Errors: COSELL_RULE_ERROR_REFUSED */
gboolean cosell_reason_require_notes (const char *reason, const char *notes, GError **error);
/* D6: 20, 40, 60, 80 or the lower-case name of a stage ("proposed", "collect-data") → the number.
 * Returns: 0 with COSELL_RULE_ERROR_SYNTAX for what is no stage, and with _REFUSED for a stage that
 * deals of another type have */
int cosell_stage_parse (const char *given, CosellDealType type, GError **error);

G_END_DECLS
