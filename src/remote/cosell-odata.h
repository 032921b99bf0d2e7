/* cosell-odata.h: queries and pages of the service's list; pure, any thread */
#pragma once

#include "remote/cosell-remote.h"

G_BEGIN_DECLS

#define COSELL_ODATA_PAGE_SIZE 100

/* Query of the first page, newest change first; only parameters that the service is known to take.
 * engagement_id: only that engagement (nullable). Returns: (transfer full), percent-encoded */
char *
cosell_odata_first_query (const char *engagement_id);
/* Query of the first page of everything, in the order of creation. (transfer none) */
const char *
cosell_odata_all_query (void);
/* Query of an @odata.nextLink. Scheme, host and path of the link are not looked at: links come with
 * plain http and a path that lacks a segment, and a token must not follow them. current: the query
 * of the page that held the link. One that leads back to its own page is no end, or what lies behind
 * it is never seen: it is answered in the same spelling, so that whoever asks notices the circle.
 * Returns: (transfer full) (nullable): NULL when there is no link, or none that can be followed */
char *
cosell_odata_next_query (const char *link, const char *current);
/* Reads a list envelope. query: the one that asked for it. An element that is broken, or has no id, is
 * skipped and counted, unless all are broken or an end cannot be told; of one that is too large comes
 * what stands for it (cosell-oversized.h). It takes about as much memory as the referrals have bytes.
 * Returns: (transfer full) NULL with COSELL_HTTP_ERROR_PROTOCOL */
CosellRemotePage *
cosell_odata_read_page (const char *body, gsize length, const char *query, GError **error);

G_END_DECLS
