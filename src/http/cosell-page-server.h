/* cosell-page-server.h: shows small pages to a browser of this computer; private to this folder
 *
 * Listens on 127.0.0.1 on a port of the system's choice, or on a given one, for a moment, and for everybody who finds
 * the port: a request is 8 KiB at most, a connection carries one and ends after some seconds, and
 * there are only a few at once. Bodies are not read. Main context only.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CosellPageServer CosellPageServer;

typedef struct
{
  const char *method;
  const char *path;  /* without the query */
  const char *query; /* (nullable) as it came */
  const char *host;  /* (nullable) as it came */
} CosellPageRequest;

/* Returns: (transfer full) the page, with its status */
typedef char *(*CosellPageAnswer) (const CosellPageRequest *request,
                                   guint *status,
                                   gpointer user_data);
/* A page with status 200 was sent, or nobody wants it any more. May free the server. */
typedef void (*CosellAssistantStepShown) (gpointer user_data);

/* port: 0: any; else this one, on ::1 as well where there is one: G_IO_ERROR_ADDRESS_IN_USE when somebody
 * has either. answer makes each page; shown: see there. Errors: of GIO. Returns: (transfer full) */
CosellPageServer *
cosell_page_server_new (guint port,
                        CosellPageAnswer answer,
                        CosellAssistantStepShown shown,
                        gpointer user_data,
                        GError **error);
/* The port that it listens on. */
guint
cosell_page_server_get_port (CosellPageServer *self);
/* Ends every connection; nothing is called any more. self: (nullable) */
void
cosell_page_server_free (CosellPageServer *self);

G_END_DECLS
