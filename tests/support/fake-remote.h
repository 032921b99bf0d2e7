/* fake-remote.h: a CosellRemote in memory
 *
 * It keeps referrals like the service: creates get an id and an eTag, patches need the right eTag,
 * what is created must be what the practice server takes, the list comes newest first in pages.
 * What a test wants to go wrong is put into faults.
 */
#pragma once

#include "remote/cosell-remote.h"
#include "sandbox/cosell-sandbox-core.h"

G_BEGIN_DECLS

/* The organization whose account it is. */
#define FAKE_OWN SANDBOX_OWN_ID

#define FAKE_TYPE_REMOTE (fake_remote_get_type ())
G_DECLARE_FINAL_TYPE (FakeRemote, fake_remote, FAKE, REMOTE, GObject)

FakeRemote *fake_remote_new (void);
/* Adds a referral, or replaces the one of the same id; members updatedDateTime and eTag are set,
 * unless the text has an updatedDateTime. NULL id makes one. Returns: (transfer none) the id */
const char *fake_remote_put (FakeRemote *self, const char *text);
/* The service does not show it any more. */
void fake_remote_remove (FakeRemote *self, const char *id);
/* (transfer none) (nullable) */
const char *fake_remote_peek (FakeRemote *self, const char *id);
guint fake_remote_get_n_referrals (FakeRemote *self);
typedef void (*FakeFunc) (const char *id, const char *text, gpointer data);
void fake_remote_foreach (FakeRemote *self, FakeFunc func, gpointer data);
void fake_remote_set_page_size (FakeRemote *self, guint size);

typedef enum
{
  FAKE_BEFORE, /* the request is not carried out */
  FAKE_AFTER,  /* it is carried out, and the error is the answer */
} FakeMoment;

/* The next request whose "METHOD what" (as in the log) begins with prefix gets error (transfer
 * full). Faults are used once, in the order given. */
void fake_remote_fail (FakeRemote *self, const char *prefix, FakeMoment moment, GError *error);
/* A patch is answered without a body from now on. */
void fake_remote_set_no_content (FakeRemote *self, gboolean no_content);
/* Called before a request is looked at, with its log line. */
typedef void (*FakeHook) (FakeRemote *self, const char *line, gpointer data);
void fake_remote_set_hook (FakeRemote *self, FakeHook hook, gpointer data);
/* The list's order is kept as added, whatever was asked for. */
void fake_remote_set_unordered (FakeRemote *self, gboolean unordered);
/* A create does not keep the engagementId that it came with, unless the service has that already. */
void fake_remote_set_own_engagements (FakeRemote *self, gboolean own);
/* The service's clock, which otherwise stands two days before the one of the tests. */
void fake_remote_set_now (FakeRemote *self, gint64 now);
/* Every page says that the first one follows. */
void fake_remote_set_circle (FakeRemote *self, gboolean circle);
/* The last page says that it follows itself. */
void fake_remote_set_stuck (FakeRemote *self, gboolean stuck);
/* What follows a page cannot be asked for. */
void fake_remote_set_cut (FakeRemote *self, gboolean cut);
/* The list of everything is answered with nothing, as if there were no deals. */
void fake_remote_set_blank (FakeRemote *self, gboolean blank);
/* Answer of extra requests for path (default: GONE). */
void fake_remote_set_extra (FakeRemote *self, const char *path, const char *text);

/* Log: "LIST", "LIST engagement=…", "LIST next", "ALL", "ALL next", "GET id", "POST", "PATCH id", "EXTRA me". */
guint fake_remote_count (FakeRemote *self, const char *prefix);
char *fake_remote_dup_log (FakeRemote *self); /* one line each */
void fake_remote_clear_log (FakeRemote *self);
/* Of the last patch or create. (transfer none) (nullable) */
const char *fake_remote_get_last_body (FakeRemote *self);
const char *fake_remote_get_last_etag (FakeRemote *self);
const char *fake_remote_get_last_request_id (FakeRemote *self);

G_END_DECLS
