/* fake-remote.h: a CosellRemote over the practice server's service, in this process
 *
 * The rules are the service's: what may be created and changed, eTags, pages. What a test wants to go
 * wrong is put into faults.
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
/* The service wants GUIDs; tests call referrals and engagements by names, in all that is asked here and
 * in the log. Those with numbers are in their order. Returns: (transfer none) the GUID of a name, or a
 * GUID as it is */
const char *fake_id (const char *name);
/* Adds a referral, or replaces the one of the same id, whatever the rules are; members updatedDateTime
 * and eTag are set, unless the text has an updatedDateTime. A text without an id gets one. Returns:
 * (transfer none) the id */
const char *fake_remote_put (FakeRemote *self, const char *text);
/* The service does not show it any more. */
void fake_remote_remove (FakeRemote *self, const char *id);
/* (transfer none) (nullable) */
const char *fake_remote_peek (FakeRemote *self, const char *id);
/* The id of the one that came last. (transfer none) */
const char *fake_remote_get_newest (FakeRemote *self);
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
typedef enum
{
  FAKE_NO_CONTENT,      /* a patch is answered without a body */
  FAKE_OWN_ENGAGEMENTS, /* a create does not keep an engagementId that the service does not have yet */
  FAKE_UNORDERED,       /* the list comes oldest first, whatever was asked for */
  FAKE_BY_PLACE,        /* a page is what stands in its place now: what comes or goes in between shifts it */
  FAKE_CIRCLE,          /* the last page says that the first one follows */
  FAKE_STUCK,           /* the last page says that it follows itself */
  FAKE_CUT,             /* what follows a page cannot be asked for */
  FAKE_BLANK,           /* the list of everything is answered with nothing, as if there were no deals */
  FAKE_N_ODDITIES,
} FakeOddity;

/* What the service does from now on that it should not. */
void fake_remote_set (FakeRemote *self, FakeOddity what, gboolean on);
/* Called before a request is looked at, with its log line. */
typedef void (*FakeHook) (FakeRemote *self, const char *line, gpointer data);
void fake_remote_set_hook (FakeRemote *self, FakeHook hook, gpointer data);
/* The service's clock, which otherwise stands two days before the one of the tests. */
void fake_remote_set_now (FakeRemote *self, gint64 now);
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
