/* cosell-http-stranger.h: somebody in between answered in place of the one who was asked; pure, any
 * thread; private to this folder */
#pragma once

#include <glib.h>

#include "http/cosell-http-error.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_HTTP_STRANGER_NONE,
  COSELL_HTTP_STRANGER_PORTAL,  /* the network wants a person to sign in to it */
  COSELL_HTTP_STRANGER_PROXY,   /* the proxy wants a user name and a password */
  COSELL_HTTP_STRANGER_GATEWAY, /* a gateway waited for the service in vain */
  COSELL_HTTP_STRANGER_FILTER,  /* a web page refuses, as filters of a company do */
  COSELL_HTTP_STRANGER_CHANGED, /* a proxy changed the answer (203) */
  COSELL_HTTP_STRANGER_PART,    /* a part that nobody asked for (206) */
} CosellHttpStranger;

/* Who answered, as the status tells, and whether the body is a web page. */
CosellHttpStranger
cosell_http_stranger (guint status, gboolean web_page);
/* The error that it is: what a stranger says is never believed of a deal. code: what the status
 * alone would mean. */
CosellHttpError
cosell_http_stranger_error (CosellHttpStranger self, CosellHttpError code);
/* What happened and what to do. identity: the identity provider was asked, not the service.
 * Returns: (nullable): NULL for NONE */
const char *
cosell_http_stranger_message (CosellHttpStranger self, gboolean identity);

G_END_DECLS
