/* service-fixture.h: a store, an engine and the practice server, through HTTP, with what tests of
 * its answers need */
#pragma once

#include <libsoup/soup.h>

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

void
service_set_up (ServiceFixture *fixture, gconstpointer data);
void
service_tear_down (ServiceFixture *fixture, gconstpointer data);
/* /sandbox/control/; body NULL: GET */
CosellJson *
service_control (ServiceFixture *fixture, const char *name, const char *body);
/* members: of a fault for the next request of the method to a referral */
G_GNUC_PRINTF (3, 4)
void
service_order_fault (ServiceFixture *fixture, const char *method, const char *members, ...);
guint
service_count_requests (ServiceFixture *fixture, const char *method);
char *
service_get_server_value (ServiceFixture *fixture, const char *id, const char *pointer);
/* Number n of our own deals with this substatus. Returns: (transfer full) its id */
char *
service_find_deal (ServiceFixture *fixture, const char *substatus, guint n);
/* Returns: (transfer full) the id of an open deal of ours without the heart */
char *
service_find_unloved (ServiceFixture *fixture);
/* The referral that was created last. Returns: (transfer full) its id */
char *
service_find_newest (ServiceFixture *fixture);
void
service_run (ServiceFixture *fixture, CosellStoreFunc func, Job *job);
void
service_edit (ServiceFixture *fixture, const char *id, const char *path, const char *value);
void
service_act (ServiceFixture *fixture,
             gint64 seq,
             gboolean (*func) (CosellStore *, gint64, GError **));
void
service_assert_sync (ServiceFixture *fixture, const char *id, CosellSyncState state);
void
service_assert_outbox_empty (ServiceFixture *fixture);
void
service_edit_as_partner (ServiceFixture *fixture,
                         const char *id,
                         const char *path,
                         const char *value);
void
service_submit (ServiceFixture *fixture, Half half);

G_END_DECLS
