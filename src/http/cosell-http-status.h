/* cosell-http-status.h: from an HTTP answer to one of our errors; pure, any thread */
#pragma once

#include "http/cosell-http-error.h"

G_BEGIN_DECLS

/* The one switch from status to error (contract 11). Returns: TRUE when status is a success (200,
 * 201, 202, 204); else FALSE with *code, and *unknown = whether a change may have been carried out
 * all the same. */
gboolean
cosell_http_status_check (guint status, CosellHttpError *code, gboolean *unknown);

/* Retry-After as seconds from now: a number of seconds or an HTTP date. date: the answer's own Date
 * header (nullable), which makes a wrong local clock harmless; now: µs UTC, used without it.
 * Returns: seconds, at least 1 when the header says anything readable, at most a day; else 0 */
gint64
cosell_http_retry_after (const char *header, const char *date, gint64 now);

/* What an error body says, for a person: error.message, then the messages of nested innerError
 * (or innererror) that say something more. One line, at most 1,024 characters.
 * Returns: (transfer full) (nullable): NULL when body is no such document */
char *
cosell_http_dup_body_message (const char *body, gssize length);

/* A body that is a web page: a sign-in page of the network, say. content_type may be NULL. */
gboolean
cosell_http_is_web_page (const char *content_type, const char *body, gsize length);

/* What happened, when nothing else is known of it. Returns: translated */
const char *
cosell_http_error_sentence (CosellHttpError code);

/* The whole message: a sentence that says what happened, what the service said, and the numbers that
 * support asks for. words and request_id may be NULL. Returns: (transfer full) */
char *
cosell_http_message (const char *sentence, guint status, const char *words, const char *request_id);

/* For how long, or until when by the local wall clock, who was asked wants to be left alone.
 * who: its name (nullable): when it was named before; seconds: from now on; now: µs UTC.
 * Returns: (transfer full) */
char *
cosell_http_wait_message (const char *who, gint64 seconds, gint64 now);

/* A date of HTTP in one of its three forms; nothing else, however much it looks like one. text may
 * be NULL. Returns: TRUE and *seconds since the epoch */
gboolean
cosell_http_date_parse (const char *text, gint64 *seconds);

/* Such a date. seconds: since the epoch. Returns: (transfer full) (nullable): NULL when it is none */
char *
cosell_http_date_format (gint64 seconds);

/* A header as words can hold it, whatever bytes came: visible ASCII and spaces, at most that many
 * characters; "?" for what is not. value may be NULL. Returns: (transfer full) (nullable) */
char *
cosell_http_tidy_header (const char *value, gsize most);

G_END_DECLS
