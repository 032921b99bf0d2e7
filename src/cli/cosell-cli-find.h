/* cosell-cli-find.h: what commands that look for deals share */
#pragma once

#include "app/cosell-session-find.h"
#include "app/cosell-session-views.h"
#include "cli/cosell-cli-private.h"

G_BEGIN_DECLS

/* As cosell_cli_fail; of a query (nullable) that is broken at where (in bytes) the error names what is, and
 * with --json {"error", "at", "length"} is printed. */
CosellExit cosell_cli_fail_query (CosellCli *self, const char *query, const GError *error,
                                  const CosellQueryRange *where);
/* What name means: a name of a view, or an id of views. Returns: (transfer full) NULL with error */
CosellView *cosell_cli_find_view (CosellCli *self, const char *name, GError **error);
/* list --totals */
CosellExit cosell_cli_run_totals (CosellCli *self, const CosellFind *find);

G_END_DECLS
