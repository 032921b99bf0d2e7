/* cosell-remote.h: the service, as the sync engine sees it
 *
 * Two implementations: HTTP (cosell-http-remote.h) and an in-memory fake in tests. Main context
 * only; bodies are checked (UTF-8, grammar, depth, size) before they are handed on.
 */
#pragma once

#include <gio/gio.h>

#include "base/cosell-json.h"
#include "http/cosell-http-error.h"

G_BEGIN_DECLS

#define COSELL_TYPE_REMOTE (cosell_remote_get_type ())
G_DECLARE_INTERFACE (CosellRemote, cosell_remote, COSELL, REMOTE, GObject)

/* An element of a page, byte for byte. */
typedef struct
{
  CosellJson *document; /* (nullable) */
  char *text;           /* (nullable): of one that would take much memory read */
} CosellRemoteElement;

/* One page of the list. */
typedef struct
{
  GPtrArray *referrals; /* of CosellRemoteElement */
  GArray *updated;      /* of gint64: updatedDateTime of each, COSELL_NO_TIME when unreadable */
  guint skipped;        /* elements that were broken, no objects, or without an id */
  char *next;           /* (nullable) token for the next page: a query string, never a URL */
  gboolean cut;         /* something follows that cannot be asked for; next is NULL then */
  gsize bytes;          /* of what it was read from */
  gsize read;           /* bytes that the documents of its elements take */
} CosellRemotePage;
/* Frees all members. self: (nullable). Any thread. */
void cosell_remote_page_free (CosellRemotePage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellRemotePage, cosell_remote_page_free)
/* PROTOCOL: a page is cut, so the list is not complete. (transfer full) */
GError *cosell_remote_cut_error (void);
/* Without elements. (transfer full) */
CosellRemotePage *cosell_remote_page_new (void);
/* Takes json as the last element. */
void cosell_remote_page_take (CosellRemotePage *self, CosellJson *json);
/* Element number index as text. (transfer none) */
const char *cosell_remote_page_get_text (const CosellRemotePage *self, guint index);
/* The same, read. (transfer full) */
CosellJson *cosell_remote_page_dup_document (const CosellRemotePage *self, guint index);

/* One referral as the service answered. */
typedef struct
{
  char *text; /* (nullable): 204 */
  char *etag; /* (nullable): ETag header */
} CosellRemoteAnswer;
/* Frees all members. self: (nullable). Any thread. */
void cosell_remote_answer_free (CosellRemoteAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellRemoteAnswer, cosell_remote_answer_free)

struct _CosellRemoteInterface
{
  GTypeInterface parent;

  void (*list_async) (CosellRemote *self, const char *next, const char *engagement_id,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  CosellRemotePage *(*list_finish) (CosellRemote *self, GAsyncResult *result, GError **error);
  /* get, create and patch share one finish */
  void (*get_async) (CosellRemote *self, const char *id, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data);
  void (*create_async) (CosellRemote *self, const char *body, const char *request_id,
                        GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data);
  void (*patch_async) (CosellRemote *self, const char *id, const char *patch, const char *etag,
                       const char *request_id, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data);
  CosellRemoteAnswer *(*answer_finish) (CosellRemote *self, GAsyncResult *result, GError **error);
  void (*extra_async) (CosellRemote *self, const char *path, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data);
  /* (nullable): it cannot; shares its finish with list */
  void (*list_all_async) (CosellRemote *self, const char *next, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
};

/* The list, newest change first ($orderby=updatedDateTime desc, the proven way to a delta, S5).
 * next: token of the page before, NULL for the first. engagement_id: only that engagement. */
void cosell_remote_list_async (CosellRemote *self, const char *next, const char *engagement_id,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
/* The end of list and list_all. Errors: COSELL_HTTP_ERROR, G_IO_ERROR_CANCELLED. Returns:
 * (transfer full) */
CosellRemotePage *cosell_remote_list_finish (CosellRemote *self, GAsyncResult *result,
                                             GError **error);
/* Everything, in the order of creation, which no change of a deal moves ($orderby=createdDateTime
 * asc); else as cosell_remote_list_async. GONE when the service cannot. */
void cosell_remote_list_all_async (CosellRemote *self, const char *next, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* One referral by its ID of the service. */
void cosell_remote_get_async (CosellRemote *self, const char *id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
/* request_id goes into the request-id header, the same for each try of one change;
 * client-request-id is new for each call. */
void cosell_remote_create_async (CosellRemote *self, const char *body, const char *request_id,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* etag: sent as If-Match exactly as given; NULL = none. */
void cosell_remote_patch_async (CosellRemote *self, const char *id, const char *patch,
                                const char *etag, const char *request_id,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
/* The end of get, create, patch and extra. Errors: as of cosell_remote_list_finish. Returns:
 * (transfer full) */
CosellRemoteAnswer *cosell_remote_answer_finish (CosellRemote *self, GAsyncResult *result,
                                                 GError **error);
/* What the service has no public endpoint for: "me", "customers", "partners", "solutions" of
 * /sandbox/v1/. Anything but loopback answers GONE without a request ("unknown", no error). */
void cosell_remote_extra_async (CosellRemote *self, const char *path, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
