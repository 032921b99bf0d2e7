/* cosell-http-stranger.c: somebody in between answered in place of the one who was asked */
#include "http/cosell-http-stranger.h"

#include <glib/gi18n-lib.h>

CosellHttpStranger
cosell_http_stranger (guint status, gboolean web_page)
{
  switch (status)
    {
    case 203:
      return web_page ? COSELL_HTTP_STRANGER_PORTAL : COSELL_HTTP_STRANGER_CHANGED;
    case 206:
      return web_page ? COSELL_HTTP_STRANGER_PORTAL : COSELL_HTTP_STRANGER_PART;
    case 403:
    case 404:
    case 410:
    case 451:
      return web_page ? COSELL_HTTP_STRANGER_FILTER : COSELL_HTTP_STRANGER_NONE;
    case 407:
      return COSELL_HTTP_STRANGER_PROXY;
    case 502:
    case 504:
      return COSELL_HTTP_STRANGER_GATEWAY;
    case 511:
      return COSELL_HTTP_STRANGER_PORTAL;
    default:
      return web_page && status >= 200 && status < 300 ? COSELL_HTTP_STRANGER_PORTAL
                                                       : COSELL_HTTP_STRANGER_NONE;
    }
}

CosellHttpError
cosell_http_stranger_error (CosellHttpStranger self, CosellHttpError code)
{
  if (self == COSELL_HTTP_STRANGER_NONE)
    return code;
  return self == COSELL_HTTP_STRANGER_GATEWAY ? COSELL_HTTP_ERROR_SERVER
                                              : COSELL_HTTP_ERROR_PROTOCOL;
}

static const struct
{
  const char *service; /* marked for translation */
  const char *identity;
} words[] = {
  [COSELL_HTTP_STRANGER_NONE] = { NULL, NULL },
  [COSELL_HTTP_STRANGER_PORTAL] = {
    N_ ("A sign-in page of the network answered instead of the service. Open a web browser, sign "
        "in to the network, then try again."),
    N_ ("A sign-in page of the network answered instead of the identity provider. Open a web "
        "browser, sign in to the network, then try again."),
  },
  [COSELL_HTTP_STRANGER_PROXY] = {
    N_ ("The proxy of this network wants a user name and a password. Enter them in the network "
        "settings of this computer or in the environment variable https_proxy, then try again."),
    N_ ("The proxy of this network wants a user name and a password. Enter them in the network "
        "settings of this computer or in the environment variable https_proxy, then try again."),
  },
  [COSELL_HTTP_STRANGER_GATEWAY] = {
    N_ ("A gateway on the way to the service got no answer from it. Your network is all right. Try "
        "again later."),
    N_ ("A gateway on the way to the identity provider got no answer from it. Your network is all "
        "right. Try again later."),
  },
  [COSELL_HTTP_STRANGER_FILTER] = {
    N_ ("A web page answered instead of the service and refused. A filter of your network may be "
        "in between; ask who runs it."),
    N_ ("A web page answered instead of the identity provider and refused. A filter of your "
        "network may be in between; ask who runs it."),
  },
  [COSELL_HTTP_STRANGER_CHANGED] = {
    N_ ("A proxy on the way changed the answer of the service, so it is not used. Try again from "
        "another network."),
    N_ ("A proxy on the way changed the answer of the identity provider, so it is not used. Try "
        "again from another network."),
  },
  [COSELL_HTTP_STRANGER_PART] = {
    N_ ("Only a part of the service's answer came, so it is not used. Try again later."),
    N_ ("Only a part of the identity provider's answer came, so it is not used. Try again later."),
  },
};

const char *
cosell_http_stranger_message (CosellHttpStranger self, gboolean identity)
{
  const char *text = identity ? words[self].identity : words[self].service;

  return text != NULL ? _ (text) : NULL;
}
