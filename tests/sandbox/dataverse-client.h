/* dataverse-client.h: requests to the CRM of a practice server in the same process */
#pragma once

#include "sandbox/sandbox-client.h"
#include "support/json-text.h"

G_BEGIN_DECLS

#define API "/api/data/v9.2/"
#define OPPORTUNITIES API "opportunities"
#define PRACTICE_OPPORTUNITIES 40

/* A server with sample opportunities and no deals. */
static inline Client *
dataverse_new (const char *dir)
{
  Client *client = client_new (dir, 0, 1);

  cosell_sandbox_add_opportunities (client->sandbox, PRACTICE_OPPORTUNITIES);
  return client;
}

/* The id of the first row of a set that a filter holds for. Returns: freed with the client */
static inline const char *
dataverse_first (Client *client, const char *set, const char *key, const char *filter)
{
  g_autofree char *escaped = g_uri_escape_string (filter, NULL, FALSE);
  g_autofree char *path =
      g_strdup_printf (API "%s?$select=%s&$top=1&$filter=%s", set, key, escaped);
  g_autofree char *pointer = g_strconcat ("/value/0/", key, NULL);

  return answer_text (client, client_get (client, path), pointer);
}

/* body with ' for ", and %s for what follows it. Asks for the row back. */
static inline Answer *
dataverse_create (Client *client, const char *body)
{
  const char *account = dataverse_first (client, "accounts", "accountid", "statecode eq 0");
  g_autofree char *full = json_printf (
      "{'parentaccountid@odata.bind':'/accounts(%s)'%s%s}", account, *body != '\0' ? "," : "", body);

  return client_send (client, "POST", OPPORTUNITIES, full, "Prefer", "return=representation", NULL);
}

/* The path of an opportunity. Returns: (transfer full) */
static inline char *
dataverse_path (const char *id)
{
  return g_strdup_printf (OPPORTUNITIES "(%s)", id);
}

static inline void
assert_refused (Client *client, Answer *answer, guint status, const char *code)
{
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (answer_text (client, answer, "/error/code"), ==, code);
  g_assert_cmpstr (answer_text (client, answer, "/error/message"), !=, "");
  g_assert_cmpstr (answer_header (answer, "OData-Version"), ==, "4.0");
}

G_END_DECLS
