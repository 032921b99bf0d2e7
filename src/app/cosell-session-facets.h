/* cosell-session-facets.h: what can be chosen to narrow a list down, and how many deals each choice
 * would leave (rule I19)
 *
 * Main context only; a closed session answers as cosell-session.h says.
 */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-enums.h"
#include "model/cosell-query.h"

G_BEGIN_DECLS

/* What is chosen from: the values of a CosellQueryKey, or one of these. */
#define COSELL_FACET_STATE (-1) /* "open", "closed" */
#define COSELL_FACET_MARKS (-2) /* the other keywords */

/* The values that a list has, for a key of words, names, codes or countries, with "none" where some have
 * none; stages by their names; for dates, times and values a few that are usual. Not for tab:, remind:
 * and untouched:. */
typedef struct
{
  int facet;
  CosellTab tab;
  const char *query;      /* as it is being typed: what is not finished is left out */
  const char *holding;    /* (nullable) of a key of names: only those that hold this */
  guint limit;            /* of a key of names, countries or codes; 0: all */
} CosellFacetQuestion;

typedef struct
{
  char *term;   /* (owned) what is put into the query: "status:won", "mine" */
  gint64 count; /* deals that it leaves, whatever else is chosen of its key */
  gboolean chosen;
} CosellFacetChoice;

/* What can be chosen: words, stages and what is usual in their own order, the others by how many deals
 * have them; what is chosen is always there. */
typedef struct
{
  GPtrArray *choices; /* of CosellFacetChoice */
  guint n_more;       /* values that limit left out */
} CosellFacet;

void cosell_facet_free (CosellFacet *self); /* self: (nullable) */

/* question: copied */
void cosell_session_facet_async (CosellSession *self, const CosellFacetQuestion *question,
                                 GCancellable *c, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) NULL with error */
CosellFacet *cosell_session_facet_finish (CosellSession *self, GAsyncResult *result,
                                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellFacet, cosell_facet_free)

G_END_DECLS
