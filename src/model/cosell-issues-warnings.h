/* cosell-issues-warnings.h: what may be done all the same, but is said (rules C5, C6, C7, C11,
 * C12); pure */
#pragma once

#include "base/cosell-json.h"
#include "model/cosell-deal-data.h"
#include "model/cosell-issue.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_WARNING_ZERO_VALUE,     /* C5 */
  COSELL_WARNING_PAST_DATE,      /* C6 */
  COSELL_WARNING_NO_NOTES,       /* C7 */
  COSELL_WARNING_NO_HELP_NOTES,  /* C11 */
  COSELL_WARNING_PRIVATE_FOREVER /* C12; says the name of the solution */
} CosellWarning;

/* Adds the warning, wherever it was found. name: (nullable) of the solution, for C12. */
void cosell_issues_warn (GPtrArray *issues, CosellWarning warning, const char *name);

/* What the changes of a deal (made from its document before to after) are warned of: the paths that
 * they touch, or, accepting, all that Accept asks for (D2). deal: the row before. eligible: see
 * cosell_eligibility_check. Nothing is added when a text cannot be read. */
void cosell_issues_warn_of_changes (GPtrArray *issues, const char *before, const char *after,
                                    const CosellDealData *deal, GHashTable *eligible,
                                    const GDate *today, gboolean accepting);

G_END_DECLS
