/* cosell-http-call.h: one request from start to checked answer; for who speaks to a service
 *
 * Main context only. The body is read up to what its reader takes; a large one is decoded on a
 * thread of the GTask pool, so that it does not hold up the main loop. Whatever libsoup, the thread
 * pool or the other side do, the task returns when the limit is over (cosell-http-limit.h).
 */
#pragma once

#include <libsoup/soup.h>

#include "base/cosell-service-clock.h"
#include "http/cosell-http-answer.h"
#include "http/cosell-http-error.h"

G_BEGIN_DECLS

/* Sends message and returns through task (transfer full). query: of a list call (nullable).
 * seconds: of silence. clock: learns the service's time (nullable). */
void
cosell_http_call_start (GTask *task,
                        SoupSession *session,
                        SoupMessage *message,
                        const CosellHttpReader *reader,
                        const char *query,
                        guint seconds,
                        CosellServiceClock *clock);

G_END_DECLS
