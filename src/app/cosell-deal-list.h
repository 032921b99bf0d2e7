/* cosell-deal-list.h: a lazy GListModel of CosellDeal
 *
 * An array of keys from one query on the worker (tab, search, sort, open/closed are its
 * parameters); get_item asks the session for the row, and on a miss reads the 64 rows around it
 * through the read-only connection. On a change the query runs again; the model emits only the
 * ranges that differ, so that selection and scroll stay. What differs much is emitted in steps,
 * front to back, at most 64 rows a frame; "loading" lasts until the last. What is asked for anew shows
 * its first 200 rows as soon as they are known, in the place of those that were first.
 *
 * Properties: tab (CosellTab), search (string), sort (string: a list --json member, "-" descends;
 * default "-createdAt"), loading (boolean, read-only),
 * n-deals (uint, read-only: how many there are, though not all may be emitted yet; as before while that
 * is not known). Main context only.
 */
#pragma once

#include "app/cosell-session-find.h"
#include "app/cosell-session.h"
#include "model/cosell-enums.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_LIST (cosell_deal_list_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealList, cosell_deal_list, COSELL, DEAL_LIST, GObject)

/* Returns: (transfer full) the list of a tab, which is being read. It holds the session. */
CosellDealList *cosell_deal_list_new (CosellSession *session, CosellTab tab);
/* Position of a deal, -1 when it is not in the list. */
gint64 cosell_deal_list_find (CosellDealList *self, gint64 deal);
/* Local id at a position without making an object; 0 beyond the end. */
gint64 cosell_deal_list_get_key (CosellDealList *self, guint position);
/* Local ids (gint64) of all of them in order, though not all may be emitted yet; of what stood there before, as long
 * as the list is not answered. Returns: (transfer full) */
GArray *cosell_deal_list_dup_keys (CosellDealList *self);
/* The properties of these names. */
void cosell_deal_list_set_sort (CosellDealList *self, const char *sort);
/* A query of the language as it is typed: what is not finished is left out. (nullable): all */
void cosell_deal_list_set_search (CosellDealList *self, const char *search);
/* What is listed, to be asked for otherwise. find: (out): borrows from self, until something else is
 * listed. */
void cosell_deal_list_get_find (CosellDealList *self, CosellFind *find);
/* The properties of these names. */
gboolean cosell_deal_list_is_loading (CosellDealList *self);
/* Whether the keys are those of what is asked for: else they come, and "loading" lasts until then. */
gboolean cosell_deal_list_is_answered (CosellDealList *self);
/* How many there are, though not all may be emitted yet. */
guint cosell_deal_list_get_n_deals (CosellDealList *self);
/* A list that nobody looks at does not follow; it catches up when it is active again (the default). */
void cosell_deal_list_set_active (CosellDealList *self, gboolean active);

G_END_DECLS
