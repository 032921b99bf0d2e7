/* cosell-export.h: what deals show, as plain columns that another program reads (rule I18); pure
 *
 * A column is a member of list --json, or one that is worked out of a row: what a view can show, and
 * cosellctl export can write.
 */
#pragma once

#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

/* Columns that are worked out of a row. */
#define COSELL_COLUMN_WEIGHTED "weighted"          /* DECIMAL: the value as far as it is likely (I15) */
#define COSELL_COLUMN_LAST_CHANGE "lastChange"     /* INSTANT: of the service's version, or here */
#define COSELL_COLUMN_NEXT_DEADLINE "nextDeadline" /* DATE (UTC): to answer by, or the close date */

/* Whether there is such a column. */
gboolean cosell_export_has (const char *key);
/* What the text of a column is; of one that there is. */
CosellFieldKind cosell_export_get_kind (const char *key);
/* The text of a column that there is, as in JSON without quotes, items of a list one a line. Returns:
 * (transfer full) (nullable): NULL for null */
char *cosell_export_dup_text (const CosellDealData *deal, const char *key);
/* What a person sees as columns, each of which may show two things at once, as plain ones: the id goes
 * first, a currency behind its amount. shown: (nullable) keys; NULL: those of a list at first. Returns:
 * (transfer full) (array zero-terminated=1) */
char **cosell_export_dup_columns (const char *const *shown);
/* RFC 4180 with keys as header; what a spreadsheet would run as a formula is text there. deals: of
 * CosellDealData; columns: that there are. Returns: (transfer full) */
char *cosell_export_to_csv (GPtrArray *deals, const char *const *columns);
/* Whether a spreadsheet would run a cell that begins like text as a formula. */
gboolean cosell_export_is_formula (const char *text);

G_END_DECLS
