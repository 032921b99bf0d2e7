/* service-fixture.h: a store, an engine and the practice server, through HTTP, with what tests of
 * its answers need */
#pragma once

#include <libsoup/soup.h>

#include "model/cosell-draft.h"
#include "remote/cosell-http-remote.h"
#include "sandbox/cosell-sandbox.h"
#include "sync/sync-fixture.h"

G_BEGIN_DECLS

typedef struct
{
  SyncFixture base;
  CosellSandbox *sandbox;
  CosellHttpRemote *http;
  SoupSession *session;
} ServiceFixture;

/* A job of the worker. */
typedef struct
{
  const char *id, *path, *value;
  gint64 seq;
  CosellSyncState sync;
  gboolean (*act) (CosellStore *store, gint64 seq, GError **error);
} Job;

/* What is sent of a new deal. */
typedef enum
{
  OWN,
  MICROSOFT,
  PARTNER_HALF,
} Half;

/* A server of n_deals samples, of which nothing was pulled yet. */
void service_open (ServiceFixture *fixture, guint n_deals);
/* Forty deals, pulled. */
void service_set_up (ServiceFixture *fixture, gconstpointer data);
void service_tear_down (ServiceFixture *fixture, gconstpointer data);
/* A new engine with a remote at another address. */
void service_use_origin (ServiceFixture *fixture, const char *origin);
/* /sandbox/control/; body: with ' for "; NULL: GET */
CosellJson *service_control (ServiceFixture *fixture, const char *name, const char *body);
/* The same, without its answer. */
void service_order (ServiceFixture *fixture, const char *name, const char *body);
/* members: of a fault for the next request of the method to a referral, with ' for " */
void service_order_fault (ServiceFixture *fixture, const char *method, const char *members, ...)
    G_GNUC_PRINTF (3, 4);
/* Requests for referrals so far; method NULL: any */
guint service_count_requests (ServiceFixture *fixture, const char *method);
char *service_get_server_value (ServiceFixture *fixture, const char *id, const char *pointer);
/* How many referrals the server has. */
guint service_count_server (ServiceFixture *fixture);
/* P7: what is here is what the server has, byte for byte. Returns: how many referrals those are */
guint service_assert_same (ServiceFixture *fixture);
/* Number n of our own deals with this substatus. Returns: (transfer full) its id */
char *service_find_deal (ServiceFixture *fixture, const char *substatus, guint n);
/* Returns: (transfer full) the id of an open deal of ours without the heart */
char *service_find_unloved (ServiceFixture *fixture);
/* The referral that was created last. Returns: (transfer full) its id */
char *service_find_newest (ServiceFixture *fixture);
void service_run (ServiceFixture *fixture, CosellStoreFunc func, Job *job);
void service_edit (ServiceFixture *fixture, const char *id, const char *path, const char *value);
void service_act (ServiceFixture *fixture,
             gint64 seq,
             gboolean (*func) (CosellStore *, gint64, GError **));
void service_assert_sync (ServiceFixture *fixture, const char *id, CosellSyncState state);
void service_assert_outbox_empty (ServiceFixture *fixture);
void service_edit_as_partner (ServiceFixture *fixture,
                         const char *id,
                         const char *path,
                         const char *value);
/* A deal to share with Microsoft and one partner. (transfer full) */
CosellDraft *service_new_draft (void);
void service_submit (ServiceFixture *fixture, Half half);

G_END_DECLS
