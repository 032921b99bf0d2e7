/* sandbox-client.h: plain requests to a practice server in the same process */
#pragma once

#include "base/cosell-json-edit.h"
#include "base/cosell-manual-clock.h"
#include "sandbox/cosell-sandbox.h"

G_BEGIN_DECLS

#define REFERRALS "/v1.0/engagements/referrals"
#define TEST_TOKEN "practice-token"
#define TEST_NOW "2026-11-22T08:00:00Z"

typedef struct
{
  guint status; /* 0: the connection broke; see error */
  char *body;
  gsize length;
  CosellJson *json;    /* NULL when the body is none */
  GHashTable *headers; /* names in lower case */
  GError *error;
} Answer;

typedef struct
{
  CosellManualClock *clock;
  CosellSandbox *sandbox;
  GPtrArray *answers; /* (owned): every one that was given out, until the end of the test */
} Client;

/* A server with a clock that stands at TEST_NOW. dir may be NULL. */
Client *
client_new (const char *dir, guint deals, guint seed);
/* token NULL: any will do */
Client *
client_new_with_token (const char *dir, const char *token, guint deals, guint seed);
/* Of a server that is there and stays; the client has no clock. */
Client *
client_new_with (CosellSandbox *sandbox);
void
client_free (Client *client);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Client, client_free)

/* Sends a request; more arguments are header names and values, ended with NULL. A NULL value takes
 * a header away (Authorization is there by itself, Content-Type with a body). Returns: (transfer
 * none), valid as long as the client */
Answer *
client_send (Client *client, const char *method, const char *path, const char *body, ...)
    G_GNUC_NULL_TERMINATED;
Answer *
client_get (Client *client, const char *path);
/* $filter and the like, percent-encoded. */
Answer *
client_list (Client *client, const char *option, const char *value);
Answer *
client_post (Client *client, const char *path, const char *body);
Answer *
client_patch (Client *client, const char *id, const char *operations);

/* Bytes as they are, over a connection of their own: the request should say that it is the last one
 * ("Connection: close"). more: how often the last part_length bytes are sent again behind it.
 * sent: (out) (nullable): how many bytes the server took. Returns: (transfer full): all that came
 * back until the connection ended */
char *
client_send_raw (Client *client,
                 const char *bytes,
                 gsize length,
                 gsize part_length,
                 guint more,
                 gsize *sent);
guint
client_get_port (Client *client);

CosellJsonValue
answer_root (Answer *answer);
/* Text of a scalar at a pointer; fails the test when there is none. Freed with the client. */
const char *
answer_text (Client *client, Answer *answer, const char *pointer);
const char *
answer_header (Answer *answer, const char *name);
/* One referral as it stands now. */
Answer *
client_read (Client *client, const char *id);

/* A referral to create: extra members ("\"name\":\"x\",") come first. */
char *
make_body (const char *extra, const char *target, gboolean shared);
#define OWN_TARGET "[{\"type\":\"SolutionProfile\",\"id\":\"SOL-15974-MQF\"}]"
#define MICROSOFT_TARGET "[{\"type\":\"BusinessProfileLocation\",\"id\":\"msft\"}]"
#define PARTNER_TARGET                                                                             \
  "[{\"type\":\"BusinessProfileLocation\",\"id\":\"01e2abcd-52b0-4af3-a3ae-1fd1530b3563\"}]"
/* Creates an own deal, accepted. Returns: its id, freed with the client */
const char *
client_create (Client *client, gboolean shared);
/* Has somebody send one, New/Pending. Returns: its id */
const char *
client_receive (Client *client, const char *from);

G_END_DECLS
