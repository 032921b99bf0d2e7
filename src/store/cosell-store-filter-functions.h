/* cosell-store-filter-functions.h: what SQL asks the model for when deals are filtered; private to the
 * store
 *
 *   cosell_contains (text, needle)   whether the text contains it, byte for byte
 *   cosell_holds (text, folded)      whether the folded text contains it
 *   cosell_has_line (lines, id)      whether a line is it, or begins with it and a tab
 *   cosell_compare (a, b)            below, equal to or above 0, as exact decimals
 *   cosell_registration (status)     the CosellQueryRegistration, NULL for none
 *   cosell_weight (status, type, stage)   percent, see cosell_deal_weight
 *   cosell_ask (asked, which, …)     of a CosellStoreAsked that was bound as a pointer
 * All but the last are NULL when the first argument is.
 */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What answers to cosell_ask as long as a statement runs. */
typedef struct _CosellStoreAsked CosellStoreAsked;
struct _CosellStoreAsked
{
  void (*answer) (CosellStoreAsked *self, int which, sqlite3_value **values,
                  sqlite3_context *context);
};
#define COSELL_STORE_ASKED_POINTER "cosell-store-asked"

/* Returns: SQLITE_OK or why not */
int cosell_store_filter_add_functions (sqlite3 *db);

G_END_DECLS
