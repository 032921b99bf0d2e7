/* cosell-http-answer.h: an answer of the service, as it came, and what it says; for who
 * speaks to one. Headers are read on the main context; decoding works on any thread. */
#pragma once

#include <libsoup/soup.h>

#include "base/cosell-service-clock.h"
#include "http/cosell-http-error.h"

G_BEGIN_DECLS

typedef struct _CosellHttpAnswer CosellHttpAnswer;

/* How the answers of one kind of request are read: what a service says is known by who asks it. Static;
 * its functions work on any thread. */
typedef struct
{
  const char *service; /* its name, for sentences */
  gsize max_bytes;     /* a longer body is refused (P16) */
  /* Reads the body of a success. Returns: (transfer full); NULL with error */
  gpointer (*read) (CosellHttpAnswer *answer, GError **error);
  GDestroyNotify free_value;
  /* (nullable) what the service wants of a sign-in besides that it is one: words, translated, NULL for
   * anything else. challenge: WWW-Authenticate (nullable) */
  const char *(*refuse) (guint status, const char *body, gsize length, const char *challenge);
  /* (nullable) a sentence in place of cosell_http_error_sentence, or NULL */
  const char *(*describe) (CosellHttpError code);
  /* (nullable) what an error body of the service says, which may mean something else than its status:
   * *code and *unknown are that of the status. Returns: (transfer full) (nullable) its words, one line;
   * NULL: the body is none of the service */
  char *(*explain) (const char *body, gsize length, guint status, CosellHttpError *code,
                    gboolean *unknown);
  /* It refuses with web pages itself, so that one tells nothing of who stands in between. */
  gboolean refuses_with_pages;
} CosellHttpReader;

/* Holds no object, so that the thread that lets go of it last ends nobody's life. */
struct _CosellHttpAnswer
{
  const CosellHttpReader *reader;
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
};

/* An answer of which nothing has come. query: (nullable): copied. Returns: (transfer full) */
CosellHttpAnswer *
cosell_http_answer_new (const CosellHttpReader *reader, const char *query, gboolean is_change);
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
/* Returns: (transfer full): what the reader makes of it; NULL with COSELL_HTTP_ERROR */
gpointer
cosell_http_answer_decode (CosellHttpAnswer *self, GError **error);
/* The body, and a 0 behind it. Returns: (transfer none) */
const char *
cosell_http_answer_get_text (const CosellHttpAnswer *self);
/* What was read from the body does not need it any more. */
void
cosell_http_answer_drop_body (CosellHttpAnswer *self);
/* PROTOCOL: an answer that cannot be read, or is the page of a stranger. why: in words. (transfer full)
 */
GError *
cosell_http_answer_new_content_error (const CosellHttpAnswer *self, const char *why);
/* Whether the body is a web page, which is of no service. */
gboolean
cosell_http_answer_is_web_page (const CosellHttpAnswer *self);
/* An error of this request: with its Retry-After; unknown counts for changes only. */
GError *
cosell_http_answer_error (const CosellHttpAnswer *self,
                          CosellHttpError code,
                          gboolean unknown,
                          const char *message);

G_END_DECLS
