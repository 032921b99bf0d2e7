/* store-test.h: a real database in a temporary folder, and every worker function as a plain call
 *
 * The st_* calls run one job each and wait for it. Those without a GError argument fail the test
 * when the job fails.
 */
#pragma once

#include "base/cosell-manual-clock.h"
#include "model/cosell-change.h"
#include "store/cosell-store-account.h"
#include "store/cosell-store-clock.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-permissions.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-drafts.h"
#include "store/cosell-store-outbox.h"
#include "store/cosell-store.h"
#include "support/json-text.h"

G_BEGIN_DECLS

#define ST_START "2026-11-22T08:00:00Z"
#define ST_SECOND G_USEC_PER_SEC
#define ST_VERSION 16
#define ST_ORG "11111111-0000-4000-8000-00000000000a"     /* our own */
#define ST_PARTNER "22222222-0000-4000-8000-00000000000b" /* somebody else's */
#define ST_ENGAGEMENT "eeeeeeee-0000-4000-8000-000000000001"
#define ST_REMOTE "aaaaaaaa-0000-4000-8000-000000000001"
#define ST_REMOTE_MICROSOFT "bbbbbbbb-0000-4000-8000-000000000001"

typedef struct
{
  char *folder;
  char *path;
  CosellClock *clock;
  CosellStore *store;
} StoreTest;

void store_test_set_up (StoreTest *self, gconstpointer data);
void store_test_tear_down (StoreTest *self, gconstpointer data);
/* Fails when deals or entries of the outbox are not as many as is counted beside them, which every test asks
 * at its end. Returns: whether the file could be read */
gboolean st_assert_counted (const char *path);
#define STORE_TEST_ADD(path, func)                                                                 \
  g_test_add (path, StoreTest, NULL, store_test_set_up, func, store_test_tear_down)

/* An own referral: outbound, accepted. members: further ones, with ' and a comma in front, or "" */
char *st_referral (const char *id, const char *engagement, const char *organization, int minute,
                   const char *members);
/* Puts what st_referral makes, with eTag "\"etag-MINUTE\"". Returns: the deal's id, 0 if no row */
gint64 st_put_deal (CosellStore *store, const char *id, const char *engagement,
                    const char *organization, int minute, const char *members);

/* Letters that packing makes little smaller; the same for the same length. (transfer full) */
char *st_noise (guint length);
/* The same with a name, a value, notes and an empty team: "Base", 100, "n0". */
gint64 st_put_base (CosellStore *store);

void st_put (CosellStore *store, const char *text, const char *etag);
/* The same; whether it was taken. */
gboolean st_try_put (CosellStore *store, const char *text);
/* SQL in a job of its own. */
void st_execute (CosellStore *store, const char *sql);
GArray *st_query (CosellStore *store, const CosellDealQuery *query, GError **error);
/* Names of the deals, joined by "|" */
char *st_names (CosellStore *store, CosellTab tab, const char *search, const char *sort,
                const char *const *filters);
gint64 st_find (CosellStore *store, const char *id, GError **error);
CosellDealData *st_deal (CosellStore *store, gint64 id);
GPtrArray *st_documents (CosellStore *store, gint64 deal);
/* The own document's current text */
char *st_current (CosellStore *store, gint64 deal);
gint64 st_own (CosellStore *store, gint64 deal);
/* JSON text at a pointer of the own document; "" when absent */
char *st_value (CosellStore *store, gint64 deal, const char *path);
/* The same, compared; and how the deal's row says that it stands with the service */
#define st_assert_value(test, deal, path, expected)                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *value_ = st_value ((test)->store, deal, path);                                \
    g_assert_cmpstr (value_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END
#define st_assert_sync(test, deal, expected)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (CosellDealData) row_ = st_deal ((test)->store, deal);                               \
    g_assert_cmpint (row_->sync, ==, expected);                                                    \
  }                                                                                                \
  G_STMT_END
/* One change of the own half, KEY=VALUE as `set` takes it */
void st_set (CosellStore *store, gint64 deal, const char *key, const char *value);
gboolean st_edit (CosellStore *store, gint64 referral, GPtrArray *changes, GError **error);
/* "who path old→new" a line, newest first */
char *st_history (CosellStore *store, gint64 deal);
GPtrArray *st_outbox (CosellStore *store);
GPtrArray *st_sent (CosellStore *store);
/* The only entry; fails when there is another number of them */
CosellOutboxEntry *st_only_entry (CosellStore *store);
/* The only entry's changes, as JSON with ' for " */
#define st_assert_changes(test, expected)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (CosellOutboxEntry) entry_ = st_only_entry ((test)->store);                          \
    g_autofree char *changes_ = cosell_changes_to_json (entry_->changes);                          \
    g_assert_true (cosell_json_text_equal (changes_, json_text (expected)));                       \
  }                                                                                                \
  G_STMT_END
/* Sequence number of the nth entry of a deal: 0 the oldest, -1 the newest. One that is out counts. */
gint64 st_seq (CosellStore *store, gint64 deal, int nth);
gint64 st_next (CosellStore *store, gint64 after, gboolean explicit_sync);
void st_counts (CosellStore *store, CosellOutboxCounts *counts);
void st_tabs (CosellStore *store, gint64 counts[COSELL_N_TABS]);
void st_mark_sent (CosellStore *store, gint64 seq);
gboolean st_complete (CosellStore *store, gint64 seq, const char *answer, const char *etag,
                      GError **error);
void st_postpone (CosellStore *store, gint64 seq, gint64 not_before, const char *reason);
void st_park (CosellStore *store, gint64 seq, const char *reason);
typedef gboolean (*StActFunc) (CosellStore *store, gint64 seq, GError **error);
gboolean st_act (CosellStore *store, StActFunc func, gint64 seq, GError **error);
/* The same, which must not fail. */
void st_must (CosellStore *store, StActFunc func, gint64 seq);
/* st_complete of a change of ST_REMOTE with what st_referral makes. */
void st_answer (CosellStore *store, gint64 seq, int minute, const char *members);
gint64 st_save_draft (CosellStore *store, gint64 id, const char *json, const char *name,
                      GError **error);
gboolean st_submit (CosellStore *store, gint64 id, const char *own, const char *microsoft,
                    GError **error);
char *st_get_draft (CosellStore *store, gint64 id, GError **error);
char *st_delete_draft (CosellStore *store, gint64 id, GError **error);
GArray *st_drafts (CosellStore *store);
char *st_meta (CosellStore *store, const char *key);
void st_set_meta (CosellStore *store, const char *key, const char *value);
gboolean st_set_account (CosellStore *store, const char *url, GError **error);
void st_update_own (CosellStore *store);
/* Texts joined by "\n" */
char *st_known_customers (CosellStore *store, const char *search, guint limit);
char *st_recent_members (CosellStore *store, guint limit);
char *st_known_campaigns (CosellStore *store, guint limit);
char *st_known_attributes (CosellStore *store, const char *type, guint limit);
/* C17: local ids joined by " " */
char *st_duplicates (CosellStore *store, const char *name, const char *country, const char *duns,
                     gint64 except);
char *st_known_solutions (CosellStore *store, guint limit);

G_END_DECLS
