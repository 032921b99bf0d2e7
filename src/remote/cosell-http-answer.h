/* cosell-http-answer.h: an answer of the service, as it came, and what it says; private to this
 * folder. Headers are read on the main context; decoding works on any thread. */
#pragma once

#include <libsoup/soup.h>

#include "base/cosell-service-clock.h"
#include "remote/cosell-remote.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_HTTP_CALL_LIST,   /* returns CosellRemotePage */
  COSELL_HTTP_CALL_ANSWER, /* returns CosellRemoteAnswer whose text is an object */
  COSELL_HTTP_CALL_EXTRA,  /* the same; the text may be an array as well */
} CosellHttpCallKind;

/* Holds no object, so that the thread that lets go of it last ends nobody's life. */
typedef struct
{
  CosellHttpCallKind kind;
  char *query;        /* (owned) (nullable) */
  gboolean is_change; /* POST or PATCH: an answer that got lost matters */
  GByteArray *body;   /* (owned) */
  guint status;
  char *etag;         /* (owned) (nullable) */
  char *request_id;   /* (owned) (nullable) */
  char *content_type; /* (owned) (nullable) */
  char *location;     /* (owned) (nullable) */
  char *challenge;    /* (owned) (nullable) */
  gint64 retry_after; /* seconds */
  gint64 now;         /* µs UTC: when the head came */
  gint claimed;       /* atomic */
} CosellHttpAnswer;

/* An answer of which nothing has come. query: (nullable): copied. Returns: (transfer full) */
CosellHttpAnswer *
cosell_http_answer_new (CosellHttpCallKind kind, const char *query, gboolean is_change);
/* Returns: (transfer full) self. Any thread. */
CosellHttpAnswer *
cosell_http_answer_ref (CosellHttpAnswer *self);
/* Any thread; the last one frees it. */
void
cosell_http_answer_unref (CosellHttpAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellHttpAnswer, cosell_http_answer_unref)

/* Takes what is needed of the head, whatever it holds: no value leaves here that is not one short
 * line of visible ASCII. clock learns the service's time (nullable); asked: elapsed, when the
 * request went out. */
void
cosell_http_answer_read_head (CosellHttpAnswer *self,
                              SoupMessage *message,
                              CosellServiceClock *clock,
                              gint64 asked);
/* Who decodes: TRUE for the first who asks. */
gboolean
cosell_http_answer_claim (CosellHttpAnswer *self);
/* Returns: (transfer full) (nullable): page or answer, as kind says; else COSELL_REMOTE_ERROR */
gpointer
cosell_http_answer_decode (CosellHttpAnswer *self, GError **error);
/* An error of this request: with its Retry-After; unknown counts for changes only. */
GError *
cosell_http_answer_error (const CosellHttpAnswer *self,
                          CosellRemoteError code,
                          gboolean unknown,
                          const char *message);

G_END_DECLS
