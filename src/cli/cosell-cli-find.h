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
/* Those of the program and those that are kept. Returns: (transfer full) of CosellView; NULL with error */
GPtrArray *cosell_cli_read_views (CosellCli *self, CosellViewsMode mode, GError **error);
/* What name means: a name of a view, or an id of views. Returns: (transfer full) NULL with error */
CosellView *cosell_cli_find_view (CosellCli *self, const char *name, GError **error);
/* The deals that a command line asks for: --tab, --search, --view, --in, --filter, --sort, --limit. */
typedef struct
{
  CosellFind asked; /* its texts are those of the command line, and of view */
  CosellView *view; /* (owned) (nullable) of --view; its query is what is searched for in it, too */
  const char **filters; /* (owned) */
} CosellCliFind;

/* Fills self, which is zero. Returns: DONE, or what the command ends with after a complaint */
CosellExit cosell_cli_find_init (CosellCliFind *self, CosellCli *cli);
void cosell_cli_find_clear (CosellCliFind *self);
/* Returns: (transfer full) of CosellDealData; NULL after a complaint, with *status what it ends with */
GPtrArray *cosell_cli_run_find (CosellCli *self, const CosellFind *find, CosellExit *status);
/* list --totals */
CosellExit cosell_cli_run_totals (CosellCli *self, const CosellFind *find);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellCliFind, cosell_cli_find_clear)

G_END_DECLS
