/* cosell-sandbox-dataverse-filter.h: $filter of the practice Dataverse
 *
 * eq ne gt ge lt le, and or not, parentheses, contains, startswith, endswith, and
 * Microsoft.Dynamics.CRM.In. Texts in single quotes ('' for one of them) are compared in any case, as
 * Dataverse does. Paths to other tables are refused.
 */
#pragma once

#include "sandbox/cosell-sandbox-dataverse.h"

G_BEGIN_DECLS

typedef struct _SandboxCondition SandboxCondition;

/* Errors: SANDBOX_DATAVERSE_ERROR. Returns: (transfer full) (nullable) */
SandboxCondition *
sandbox_condition_parse (const SandboxTable *table, const char *text, GError **error);
/* condition: (nullable) */
void
sandbox_condition_free (SandboxCondition *condition);
/* Whether it is true of a row. */
gboolean
sandbox_condition_holds (const SandboxCondition *condition, CosellJsonValue row);
/* <0, 0, >0 as a column is sorted: null comes first. */
int
sandbox_condition_compare (const SandboxColumn *column, CosellJsonValue a, CosellJsonValue b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxCondition, sandbox_condition_free)

G_END_DECLS
