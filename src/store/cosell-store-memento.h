/* cosell-store-memento.h: what is kept of a deal for the service, as a value; private to the store,
 * worker only but for the pure parts */
#pragma once

#include "store/cosell-store-private.h"
#include "store/cosell-store-undo.h"

G_BEGIN_DECLS

struct _CosellStoreMemento
{
  CosellJson *deal;        /* null: no such deal */
  CosellJson *bodies;      /* array, by id */
  CosellJson *entries;     /* array, by seq */
  CosellJson *unconfirmed; /* array, by seq: what is known of creates whose answer got lost */
  CosellJson *link;        /* null: neither an opportunity nor a word that it is to have none */
};

/* JSON as table undo keeps it. Returns: (transfer full) */
char *cosell_store_memento_to_json (const CosellStoreMemento *self);
/* The reverse. Returns: (transfer full) NULL with error when it is damaged */
CosellStoreMemento *cosell_store_memento_from_json (const char *json, GError **error);
/* The entries that are not the same in both. Returns: (transfer full) of gint64 */
GArray *cosell_store_memento_diff_entries (const CosellStoreMemento *a,
                                           const CosellStoreMemento *b);
/* Whether both are the same, down to each column. */
gboolean cosell_store_memento_equal (const CosellStoreMemento *a, const CosellStoreMemento *b);

/* The number that a row has in its member key ("id" or "seq"); 0: none. */
gint64 cosell_store_memento_row_key (CosellJsonValue row, const char *key);
/* The row of an array of rows whose number is id; nothing when there is none. */
CosellJsonValue cosell_store_memento_find_row (const CosellJson *rows, const char *key, gint64 id);
/* Numbers of the rows that are not the same in both, ascending. Returns: (transfer full) of gint64 */
GArray *cosell_store_memento_diff_rows (const CosellJson *a, const CosellJson *b, const char *key);

/* ---- cosell-store-crm-memento.c ---- */

/* What a person said of the deal's opportunity. Returns: (transfer full) NULL with error */
CosellJson *cosell_store_capture_crm_link (CosellStore *self, gint64 deal, GError **error);
/* Whether what differs between from and to is now as from left it, and can be as in to. */
gboolean cosell_store_crm_link_fits (CosellStore *self, gint64 deal, const CosellJson *now,
                                     const CosellJson *from, const CosellJson *to, gboolean *fits,
                                     GError **error);
/* Changes what differs. The deal's row is as it is to be already. */
gboolean cosell_store_restore_crm_link (CosellStore *self, gint64 deal, const CosellJson *now,
                                        const CosellJson *from, const CosellJson *to,
                                        GError **error);

/* ---- cosell-store-restore.c ---- */

/* Changes the deal from from to to: only what differs between them, down to single columns; what
 * else became of the rows meanwhile stays. gone: (out): something that it changes is not there, or
 * not as from left it; nothing was done then. Errors: COSELL_RULE_ERROR_REFUSED when an entry that it
 * touches is on its way. */
gboolean cosell_store_restore_deal (CosellStore *self, gint64 deal, const CosellStoreMemento *from,
                                    const CosellStoreMemento *to, gboolean *gone, GError **error);

G_END_DECLS
