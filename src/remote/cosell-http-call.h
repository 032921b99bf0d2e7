/* cosell-http-call.h: one request from start to checked answer; private to this folder
 *
 * Main context only. The body is read up to COSELL_JSON_MAX_BYTES and decoded on a thread of the
 * GTask pool, so that a large page does not hold up the main loop.
 */
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

/* Sends message and returns through task (transfer full). query: of a list call (nullable).
 * seconds: limit of the whole request. clock: learns the service's time (nullable). */
void
cosell_http_call_start (GTask *task,
                        SoupSession *session,
                        SoupMessage *message,
                        CosellHttpCallKind kind,
                        const char *query,
                        guint seconds,
                        CosellServiceClock *clock);

G_END_DECLS
