/* cosell-http-error.h: what can become of a request to a service; any thread */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define COSELL_HTTP_ERROR (cosell_http_error_quark ())
GQuark cosell_http_error_quark (void);

typedef enum
{
  COSELL_HTTP_ERROR_OFFLINE,   /* no name, refused, reset, time-out: the outcome may be unknown */
  COSELL_HTTP_ERROR_TLS,       /* the certificate, or a proof, is not good: stop and tell */
  COSELL_HTTP_ERROR_SIGN_IN,   /* 401 */
  COSELL_HTTP_ERROR_FORBIDDEN, /* 403 */
  COSELL_HTTP_ERROR_GONE,      /* 404, 410 */
  COSELL_HTTP_ERROR_CONFLICT,  /* 409, 412 */
  COSELL_HTTP_ERROR_REJECTED,  /* 400, 405, 406, 411, 413, 415, 416, 422: the service's words */
  COSELL_HTTP_ERROR_BUSY,      /* 408, 423, 429, 503, 509; see retry-after */
  COSELL_HTTP_ERROR_SERVER,    /* other 5xx: the outcome may be unknown */
  COSELL_HTTP_ERROR_PROTOCOL,  /* an answer that is no answer: HTML, cut, garbled, 3xx elsewhere */
} CosellHttpError;

/* Seconds to wait that came with the error, 0 when none. */
gint64 cosell_http_error_get_retry_after (const GError *error);
/* The HTTP status that the error is made of, 0 when it is of no answer. */
guint cosell_http_error_get_status (const GError *error);
/* Notes the HTTP status that an error of this domain was made of. */
void cosell_http_error_set_status (GError *error, guint status);
/* Whether the request may have been carried out although it failed (sent, but no clear answer). */
gboolean cosell_http_error_is_unknown_outcome (const GError *error);
/* Whether such a request may not even be there yet: no answer came, or the answer of a gateway that
 * waited for one in vain. */
gboolean cosell_http_error_may_be_under_way (const GError *error);
/* For raising errors of this domain with their extra members. */
GError *cosell_http_error_new (CosellHttpError code, gint64 retry_after, gboolean unknown,
                               const char *message);
/* A gateway waited in vain; counts only when the outcome is unknown. */
void cosell_http_error_set_under_way (GError *error);

G_END_DECLS
