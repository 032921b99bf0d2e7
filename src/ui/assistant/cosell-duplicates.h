/* cosell-duplicates.h: says which open deals there are with the customer already (C17)
 *
 * Hidden while there is none. Follows the customer as it is typed, and the deals. Its rows activate
 * "assistant.open-deal" (x: local id).
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

typedef struct _CosellCustomer CosellCustomer; /* model/cosell-people.h */

#define COSELL_TYPE_DUPLICATES (cosell_duplicates_get_type ())
G_DECLARE_FINAL_TYPE (CosellDuplicates, cosell_duplicates, COSELL, DUPLICATES, AdwBin)

/* Once. Keeps a reference to both, and searches a moment later. */
void
cosell_duplicates_bind (CosellDuplicates *self, CosellSession *session, CosellCustomer *customer);
guint
cosell_duplicates_get_n_found (CosellDuplicates *self); /* by the last search that has ended */

G_END_DECLS
