/* sync-fixture.h: a store in a temporary folder, a fake service, and an engine between them */
#pragma once

#include "base/cosell-manual-clock.h"
#include "store/cosell-store-account.h"
#include "store/cosell-store-clock.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-permissions.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-drafts.h"
#include "store/cosell-store-outbox.h"
#include "support/fake-remote.h"
#include "sync/cosell-sync.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *lock_path;
  CosellClock *clock; /* manual */
  CosellStore *store;
  FakeRemote *remote;
  CosellSync *sync;
} SyncFixture;

/* Folder, clock and store only. */
void sync_fixture_open (SyncFixture *fixture);
void sync_fixture_close (SyncFixture *fixture);
/* With a FakeRemote, for which ids may be names (fake_id), and an engine. */
void sync_fixture_set_up (SyncFixture *fixture, gconstpointer data);
void sync_fixture_tear_down (SyncFixture *fixture, gconstpointer data);
#define SYNC_TEST(path, func)                                                                      \
  g_test_add (path, SyncFixture, NULL, sync_fixture_set_up, func, sync_fixture_tear_down)

#define SYNC_BOTH (COSELL_SYNC_PULL | COSELL_SYNC_PUSH)
#define SYNC_ASKED (SYNC_BOTH | COSELL_SYNC_EXPLICIT)

/* One round to its end. */
gboolean sync_round (SyncFixture *fixture, CosellSyncFlags flags, CosellSyncResult *result,
                     GError **error);
/* The same; must succeed. */
CosellSyncResult sync_round_ok (SyncFixture *fixture, CosellSyncFlags flags);
/* The same; must end with this code of COSELL_HTTP_ERROR. */
CosellSyncResult sync_round_error (SyncFixture *fixture, CosellSyncFlags flags,
                                   CosellHttpError code);

/* A referral of the own organization on the service. (transfer none): its id */
const char *sync_put (SyncFixture *fixture, const char *id, const char *name);
/* An error as the remote raises it. */
GError *sync_error (CosellHttpError code);
GError *sync_error_unknown (CosellHttpError code);

/* The store from the main thread. */
guint sync_count_deals (SyncFixture *fixture);
char *sync_get_meta (SyncFixture *fixture, const char *key);
void sync_set_meta (SyncFixture *fixture, const char *key, const char *value);
/* P7: every referral of the service is here as it is there. */
void sync_assert_same (SyncFixture *fixture);
/* KEY=VALUE of `set` on the deal of a remote id. */
void sync_edit (SyncFixture *fixture, const char *remote_id, const char *key, const char *value);
/* A draft that is submitted; with_microsoft: two halves. */
void sync_submit (SyncFixture *fixture, const char *name, gboolean with_microsoft);
/* The same with an engagement of the test's. */
void sync_submit_in (SyncFixture *fixture, const char *engagement, const char *name,
                     gboolean with_microsoft);
/* A body of such a deal, complete; shared: Microsoft sellers may view it. (transfer full) */
char *sync_make_body (const char *engagement, const char *name, gboolean shared,
                      gboolean to_microsoft);
/* The same with bodies made elsewhere; invitations: NULL-terminated. */
void sync_submit_bodies (SyncFixture *fixture, const char *name, const char *own,
                         const char *const *invitations);
/* (transfer full) of CosellOutboxEntry */
GPtrArray *sync_get_outbox (SyncFixture *fixture);
/* As if the program had ended while the first entry was out. */
void sync_mark_first_sent (SyncFixture *fixture);
/* A member of the own document as it stands, as JSON text. */
char *sync_get_value (SyncFixture *fixture, const char *remote_id, const char *pointer);
/* The document of a remote id as the service sent it last; NULL when it is not here. */
char *sync_get_base (SyncFixture *fixture, const char *remote_id);
/* Whether the deal is marked: the service shows it no more. */
gboolean sync_is_invisible (SyncFixture *fixture, const char *remote_id);
/* As sync_get_value, of what the service has. */
char *sync_get_remote_value (SyncFixture *fixture, const char *remote_id, const char *pointer);

G_END_DECLS
