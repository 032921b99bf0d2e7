/* cosell-view.h: a query that is kept under a name, with columns and an order (rule I17); pure
 *
 * Some views stand in the program: their names are translated, their ids are words that stay, and
 * nobody changes them. The others are a person's.
 */
#pragma once

#include "model/cosell-query.h"

G_BEGIN_DECLS

#define COSELL_VIEW_MAX_NAME 200       /* characters */
#define COSELL_VIEW_COUNT_UNKNOWN (-1) /* not counted, or its query cannot be read */

typedef struct
{
  gint64 id;            /* of one that a person keeps; 0: it is not kept, or not yet */
  const char *standing; /* (nullable) the id of one that stands in the program; static */
  char *name;           /* (owned) one line, never blank */
  char *query;          /* (owned) of the language; "" finds all */
  char **columns;       /* (owned) (nullable) as cosell_export_has has them; NULL: those of a list */
  char *sort;           /* (owned) (nullable) "KEY" or "-KEY"; NULL: the order of the list */
  gint64 position;      /* among those that a person keeps, from 0 on; -1: behind the others */
  gint64 count;         /* of deals that it finds, or COSELL_VIEW_COUNT_UNKNOWN */
} CosellView;

/* What a person entered, in the form in which it is kept, still without id and position. columns, sort:
 * (nullable), as are where (out), what of the query is broken, else of length 0. Errors:
 * COSELL_RULE_ERROR_SYNTAX for a name or a query, _UNKNOWN for a member that deals do not have.
 * Returns: (transfer full) NULL with error */
CosellView *cosell_view_new (const char *name, const char *query, const char *const *columns,
                             const char *sort, CosellQueryRange *where, GError **error);
/* Whether columns and sort (both nullable) can be those of a view. Errors: COSELL_RULE_ERROR_UNKNOWN */
gboolean cosell_view_check_list (const char *const *columns, const char *sort, GError **error);
CosellView *cosell_view_copy (const CosellView *self); /* (transfer full) */
void cosell_view_free (CosellView *self); /* self: (nullable) */
/* What views names it by: "overdue", "3". Returns: (transfer full) */
char *cosell_view_dup_id (const CosellView *self);
/* name as it is kept. Errors: COSELL_RULE_ERROR_SYNTAX. Returns: (transfer full) NULL with error */
char *cosell_view_tidy_name (const char *name, GError **error);
/* Those of the program, in their order. Returns: (transfer full) of CosellView */
GPtrArray *cosell_views_standing (void);
/* name, or "name (2)" and so on, so that none of views (of CosellView) but the one with the id except,
 * and none of the program, goes by it. Returns: (transfer full) */
char *cosell_views_free_name (GPtrArray *views, const char *name, gint64 except);
/* What a person calls a view: the id of one of the program, a name, or the number of one that is kept, in
 * this order. views: of CosellView. Returns: (transfer none) NULL with COSELL_RULE_ERROR_UNKNOWN */
CosellView *cosell_views_find (GPtrArray *views, const char *text, GError **error);

/* The same for queries that find the same, in whatever order their terms stand. Returns: (transfer full)
 * (nullable): NULL for one that is not finished */
char *cosell_view_dup_meaning (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellView, cosell_view_free)

G_END_DECLS
