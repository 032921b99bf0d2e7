/* script-server.h: a server on loopback that answers as the test says and remembers what it got */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _ScriptServer ScriptServer;

typedef struct
{
  char *method;
  char *path;
  char *query; /* (nullable), as sent */
  char *body;
  SoupMessageHeaders *headers;
} ScriptRequest;

ScriptServer *
script_server_new (void);
/* The same with TLS: certificate and key are those of the file in PEM. */
ScriptServer *
script_server_new_tls (const char *path);
void
script_server_free (ScriptServer *self);
const char *
script_server_get_origin (ScriptServer *self);
/* Answers come in the order in which they were given; headers: "Name: value\n…" or NULL. Without
 * one left the server says 500. */
void
script_server_reply (ScriptServer *self, guint status, const char *headers, const char *body);
/* Bytes as they are, then the connection is closed; "" closes it without an answer. */
void
script_server_reply_raw (ScriptServer *self, const char *bytes);
/* Never answers. */
void
script_server_stall (ScriptServer *self);
guint
script_server_get_n_requests (ScriptServer *self);
const ScriptRequest *
script_server_get_request (ScriptServer *self, guint index);
const char *
script_request_get_header (const ScriptRequest *request, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptServer, script_server_free)

G_END_DECLS
