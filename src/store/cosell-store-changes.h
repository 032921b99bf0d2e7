/* cosell-store-changes.h: a change set that grows; private to the store */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean everything;
  gboolean outbox;
  gboolean account;
  gboolean views;
  GHashTable *deals; /* set of gint64 */
} CosellStoreChanges;

/* Makes an empty set in memory of the caller, to be cleared with cosell_store_changes_clear. */
void cosell_store_changes_init (CosellStoreChanges *self);
/* Frees what the set holds. It can be initialized again. self: (nullable) */
void cosell_store_changes_clear (CosellStoreChanges *self);
/* Forgets what was gathered. */
void cosell_store_changes_reset (CosellStoreChanges *self);
/* Whether nothing was gathered. */
gboolean cosell_store_changes_is_empty (const CosellStoreChanges *self);
/* Adds a local id; one that is there already counts once. */
void cosell_store_changes_add_deal (CosellStoreChanges *self, gint64 deal);
/* Adds from to to, and empties it. */
void cosell_store_changes_move (CosellStoreChanges *to, CosellStoreChanges *from);
/* As a change set, whose array is the caller's; ids ascending. Empties self. */
void cosell_store_changes_take (CosellStoreChanges *self, CosellChangeSet *set);

G_END_DECLS
