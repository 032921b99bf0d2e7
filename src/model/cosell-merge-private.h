/* cosell-merge-private.h: three-way merge of single values; pure, any thread
 *
 * base is what a change was made on, mine what it makes, theirs what the service has now; JSON
 * texts, NULL = absent.
 */
#pragma once

#include "model/cosell-change-private.h"

G_BEGIN_DECLS

/* The table of policies; every path has one. */
CosellMergePolicy cosell_merge_policy (const char *path);

/* What to do about a piece that both sides changed. */
typedef enum
{
  COSELL_PREFER_NONE, /* give up */
  COSELL_PREFER_MINE,
  COSELL_PREFER_THEIRS,
} CosellPrefer;

/* Two arrays by the identity of their elements: theirs in their order, then what I added. An element
 * is merged member by member. Returns: (transfer full) NULL when both changed the same member, or
 * one removed what the other changed, and nothing is preferred. */
char *cosell_merge_sets (CosellChangeKind kind, const char *base, const char *mine,
                         const char *theirs, CosellPrefer prefer);
/* Two texts by paragraphs (blank lines apart). What both add at the same place stays, mine on top.
 * Returns: (transfer full) NULL when both changed the same paragraph and nothing is preferred */
char *cosell_merge_notes (const char *base, const char *mine, const char *theirs,
                          CosellPrefer prefer);
/* The merged value of any path. Returns: (transfer full) (nullable): NULL with *merged FALSE: they
 * overlap, and nothing is preferred */
char *cosell_merge_value (const char *path, const char *base, const char *mine, const char *theirs,
                          CosellPrefer prefer, gboolean *merged);

G_END_DECLS
