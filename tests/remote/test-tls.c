/* test-tls.c: a server that shows a certificate nobody should trust gets nothing, least of all the
 * token */
#include <string.h>

#include "remote/cosell-http-remote.h"
#include "http/cosell-oauth-http.h"
#include "support/await.h"
#include "support/script-server.h"

typedef struct
{
  const char *certificate; /* certificates/NAME.pem; self-signed, made for this test */
  const char *words;
} Row;

static const Row rows[] = {
  { "unknown", "nobody whom this computer trusts has signed" },
  { "expired", "has expired, or the clock of this computer is wrong" },
  { "future", "not valid yet, or the clock of this computer is wrong" },
  { "other", "belongs to somebody else" },
};

static ScriptServer *
start (const Row *row)
{
  g_autofree char *name = g_strconcat (row->certificate, ".pem", NULL);
  g_autofree char *path =
      g_build_filename (g_getenv ("COSELL_TEST_DATA"), "remote", "certificates", name, NULL);

  return script_server_new_tls (path);
}

static void
check (const Row *row, ScriptServer *server, const GError *error)
{
  g_test_message ("%s", error != NULL ? error->message : "no error");
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_TLS);
  g_assert_nonnull (strstr (error->message, row->words));
  g_assert_nonnull (strstr (error->message, "Nothing was sent"));
  g_assert_cmpuint (script_server_get_n_requests (server), ==, 0);
}

static void
test_service (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (ScriptServer) server = start (row);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellHttpRemote) http =
      cosell_http_remote_new (script_server_get_origin (server), &error);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) created = NULL;

  g_assert_no_error (error);
  cosell_http_remote_set_token (http, "secret");
  cosell_remote_list_async (COSELL_REMOTE (http), NULL, NULL, NULL, await_cb, &place);
  listed = await_result (&place);
  g_assert_null (cosell_remote_list_finish (COSELL_REMOTE (http), listed, &error));
  check (row, server, error);
  g_clear_error (&error);

  cosell_remote_create_async (COSELL_REMOTE (http), "{}", "r-1", NULL, await_cb, &place);
  created = await_result (&place);
  g_assert_null (cosell_remote_answer_finish (COSELL_REMOTE (http), created, &error));
  check (row, server, error);
  g_assert_false (cosell_http_error_is_unknown_outcome (error)); /* nothing to be looked up */
}

/* The refresh token does not go there either. */
static void
test_identity_provider (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (ScriptServer) server = start (row);
  g_autofree char *url = g_strconcat (script_server_get_origin (server), "/token", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;

  cosell_oauth_post_async (url, "grant_type=refresh_token&refresh_token=secret", NULL, await_cb,
                           &place);
  result = await_result (&place);
  g_assert_null (cosell_oauth_post_finish (result, &error));
  check (row, server, error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *service = g_strdup_printf ("/remote/tls/service/%s", rows[i].certificate);
      g_autofree char *identity =
          g_strdup_printf ("/remote/tls/identity-provider/%s", rows[i].certificate);

      g_test_add_data_func (service, &rows[i], test_service);
      g_test_add_data_func (identity, &rows[i], test_identity_provider);
    }
  return g_test_run ();
}
