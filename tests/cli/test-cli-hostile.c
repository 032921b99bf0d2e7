/* cosellctl against a service that sends what no service should: P14 and P16 */
#include "cli-fixture.h"
#include "support/json-text.h"

#include <libsoup/soup.h>
#include <string.h>
#include <sys/resource.h>

#define OWN "11111111-0000-4000-8000-00000000000a"
#define MIB (1024 * 1024)

/* ---- the service: pages as they are given, and referrals that can be patched ---- */

typedef struct
{
  CliFixture *cli;
  SoupServer *server;
  GPtrArray *pages;      /* of GBytes: the list; "$skip=N" asks for number N */
  GHashTable *referrals; /* id → JSON: what a GET and a PATCH answer */
  GString *patches;      /* "id body" a line */
} Hostile;

static void
answer_list (Hostile *self, SoupServerMessage *message, const char *query)
{
  const char *skip = query != NULL ? strstr (query, "$skip=") : NULL;
  guint index = skip != NULL ? (guint) g_ascii_strtoull (skip + strlen ("$skip="), NULL, 10) : 0;

  if (index >= self->pages->len)
    soup_server_message_set_status (message, 400, NULL);
  else
    {
      gsize length;
      const char *body = g_bytes_get_data (g_ptr_array_index (self->pages, index), &length);

      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, body,
                                        length);
    }
}

static void
answer_one (Hostile *self, SoupServerMessage *message, const char *id)
{
  const char *text = g_hash_table_lookup (self->referrals, id);
  g_autoptr (GBytes) sent =
      soup_message_body_flatten (soup_server_message_get_request_body (message));

  if (strcmp (soup_server_message_get_method (message), "PATCH") == 0)
    g_string_append_printf (self->patches, "%s %.*s\n", id, (int) g_bytes_get_size (sent),
                            (const char *) g_bytes_get_data (sent, NULL));
  soup_server_message_set_status (message, text != NULL ? 200 : 404, NULL);
  if (text != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text,
                                      strlen (text));
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *parameters,
            gpointer user_data)
{
  static const char list[] = "/v1.0/engagements/referrals";

  if (g_str_equal (path, list))
    answer_list (user_data, message, g_uri_get_query (soup_server_message_get_uri (message)));
  else if (g_str_has_prefix (path, list))
    answer_one (user_data, message, path + strlen (list) + 1);
  else
    soup_server_message_set_status (message, 404, NULL);
}

static Hostile *
hostile_new (void)
{
  Hostile *self = g_new0 (Hostile, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  GSList *uris = NULL;

  self->cli = cli_fixture_new (0);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->referrals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->patches = g_string_new (NULL);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_assert_cmpint (cli_run (self->cli, "account", "add", "--url", url, NULL), ==, 0);
  return self;
}

static void
hostile_free (Hostile *self)
{
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_ptr_array_unref (self->pages);
  g_hash_table_unref (self->referrals);
  g_string_free (self->patches, TRUE);
  cli_fixture_free (self->cli);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Hostile, hostile_free)

static void
add_page (Hostile *self, const char *body)
{
  g_ptr_array_add (self->pages, g_bytes_new (body, strlen (body)));
}

/* An accepted deal of our own; members: further ones with ' for " and a comma in front. */
static char *
referral (const char *id, const char *members)
{
  return json_printf (
      "{'id':'%s','organizationId':'" OWN "','name':'Deal %s','status':'Active',"
      "'substatus':'Accepted','direction':'Outgoing','type':'Independent','eTag':'\\\"%s\\\"',"
      "'updatedDateTime':'2026-11-20T08:00:00Z'%s}",
      id, id, id, members);
}

static void
add_referrals_page (Hostile *self, const char *const *ids, const char *members, const char *rest)
{
  g_autoptr (GString) body = g_string_new ("{\"value\":[");

  for (guint i = 0; ids[i] != NULL; i++)
    {
      char *text = referral (ids[i], members);

      g_string_append_printf (body, "%s%s", i > 0 ? "," : "", text);
      g_hash_table_replace (self->referrals, g_strdup (ids[i]), text);
    }
  g_string_append_printf (body, "]%s}", rest);
  add_page (self, body->str);
}

static guint
count_deals (Hostile *self)
{
  g_autoptr (CosellJson) list = cli_json (self->cli, "list", NULL);

  return cosell_json_length (cosell_json_root (list));
}

/* ---- P14 ---- */

static void
test_unusable_link (void)
{
  static const char *const first[] = { "a", "b", NULL };
  static const char *const second[] = { "c", "d", NULL };
  static const char *const links[] = {
    "\"https://api.example/v1.0/engagements/referrals\"",
    "\"\"",
    "17",
    "{}",
    "\"https://elsewhere.example/next\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autoptr (Hostile) h = hostile_new ();
      g_autofree char *rest = g_strdup_printf (",\"@odata.nextLink\":%s", links[i]);

      add_referrals_page (h, first, "", rest);
      for (guint n = 0; n < 2; n++)
        {
          g_assert_cmpint (cli_run (h->cli, "sync", NULL), ==, 3);
          g_assert_nonnull (strstr (h->cli->err, "broke off its list"));
          g_assert_cmpuint (count_deals (h), ==, 2);
        }
      g_ptr_array_set_size (h->pages, 0);
      add_referrals_page (h, first, "", ",\"@odata.nextLink\":\"https://api.example/?$skip=1\"");
      add_referrals_page (h, second, "", ",\"@odata.nextLink\":null");
      g_assert_cmpint (cli_run (h->cli, "sync", NULL), ==, 0);
      g_assert_cmpuint (count_deals (h), ==, 4);
    }
}

#define TEXT "X&#39;s R&amp;amp;D"
#define PERSON                                                                                     \
  "{'firstName':'" TEXT "','lastName':'" TEXT "','phoneNumber':'" TEXT "','title':'" TEXT          \
  "','email':'" TEXT "@x.example'}"

/* Decoded once wherever people read, kept as it was received in "referral". */
static void
assert_decoded (const char *text)
{
  g_assert_null (strstr (text, "&#39;"));
  g_assert_null (strstr (text, "&amp;amp;"));
  g_assert_null (strstr (text, "R&D"));
}

static void
test_entities (void)
{
  static const char *const ids[] = { "a", NULL };
  g_autoptr (Hostile) h = hostile_new ();
  g_autoptr (CosellJson) shown = NULL;
  g_autoptr (CosellJson) found = NULL;
  CosellJsonValue name, value;
  CosellJsonIter iter;

  add_referrals_page (h, ids,
                      ",'externalReferenceId':'" TEXT "','campaignId':'" TEXT
                      "','statusReason':'" TEXT "','team':[" PERSON
                      "],'customerProfile':{'name':'" TEXT "','address':{'addressLine1':'" TEXT
                      "','city':'" TEXT "'},'team':[" PERSON "]},'details':{'notes':'" TEXT
                      "','requirements':{'solutions':[{'id':'" TEXT "','name':'" TEXT
                      "'}]}},'inviteContext':{'notes':'" TEXT "'}",
                      "");
  g_assert_cmpint (cli_run (h->cli, "sync", NULL), ==, 0);
  shown = cli_json (h->cli, "show", "a", NULL);
  cosell_json_iter_init (&iter, cosell_json_root (shown));
  while (cosell_json_iter_next (&iter, &name, &value))
    {
      g_autofree char *text = cosell_json_dup_raw (value);

      if (cosell_json_string_equal (name, "referral"))
        g_assert_nonnull (strstr (text, TEXT));
      else
        assert_decoded (text);
    }
  cli_assert_text (cosell_json_root (shown), "/notes", "X's R&amp;D");
  cli_assert_text (cosell_json_root (shown), "/customerProfile/team/0/lastName", "X's R&amp;D");
  g_assert_cmpint (cli_run (h->cli, "show", "a", NULL), ==, 0);
  assert_decoded (h->cli->out);
  g_assert_cmpint (cli_run (h->cli, "set", "a", "crmId=X's R&amp;D", "notes=X's R&amp;D", NULL), ==,
                   0);
  found = cli_json (h->cli, "outbox", NULL);
  g_assert_cmpstr (h->cli->out, ==, "[]\n");
}

static void
test_default_values (void)
{
  static const char *const ids[] = { "a", "b", "c", NULL };
  g_autoptr (Hostile) h = hostile_new ();
  g_autoptr (CosellJson) list = NULL;
  g_autoptr (CosellJson) shown = NULL;
  CosellJsonValue row;

  add_referrals_page (h, ids,
                      ",'engagementId':'00000000-0000-0000-0000-000000000000',"
                      "'createdDateTime':'0001-01-01T00:00:00Z',"
                      "'expirationDateTime':'0001-01-01T00:00:00Z',"
                      "'details':{'closingDateTime':'9999-12-31T23:59:59.9999999Z'}",
                      "");
  g_assert_cmpint (cli_run (h->cli, "sync", NULL), ==, 0);
  list = cli_json (h->cli, "list", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (list)), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const none[] = { "engagementId", "createdAt", "expiresAt", "closeDate" };

      row = cosell_json_element (cosell_json_root (list), i);
      for (guint n = 0; n < G_N_ELEMENTS (none); n++)
        g_assert_cmpint (cosell_json_kind (cosell_json_member (row, none[n])), ==,
                         COSELL_JSON_NULL);
    }
  shown = cli_json (h->cli, "show", "a", NULL);
  cli_assert_text (cosell_json_root (shown), "/referral/expirationDateTime",
                   "0001-01-01T00:00:00Z");
  g_assert_cmpint (cli_run (h->cli, "show", "a", NULL), ==, 0);
  g_assert_null (strstr (h->cli->out, "9999"));
  g_assert_null (strstr (h->cli->out, "01/01/01"));
}

/* Two referrals of our own in one engagement: "a", the older one, makes the row; "b" is hidden. */
static Hostile *
two_halves (const char *members)
{
  static const char *const ids[] = { "b1b2", "a1a2", NULL };
  Hostile *h = hostile_new ();
  g_autofree char *all = g_strconcat (",'engagementId':'e1'", members, NULL);

  add_referrals_page (h, ids, all, "");
  g_assert_cmpint (cli_run (h->cli, "sync", NULL), ==, 0);
  g_assert_cmpuint (count_deals (h), ==, 1);
  return h;
}

/* The local id of the only deal. */
static char *
only_deal (Hostile *h)
{
  g_autoptr (CosellJson) list = cli_json (h->cli, "list", NULL);

  return cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (list), "/0/id"));
}

static void
assert_half (CosellJson *answer, const char *deal)
{
  cli_assert_text (cosell_json_root (answer), "/id", deal);
  cli_assert_text (cosell_json_root (answer), "/half", "a1a2");
}

/* P14: an ID that names the hidden half never means the other one. */
static void
test_hidden_half (void)
{
  g_autoptr (Hostile) h = two_halves ("");
  g_autofree char *deal = only_deal (h);
  g_autoptr (CosellJson) shown = cli_json (h->cli, "show", "a1a2", NULL);
  g_autoptr (CosellJson) row = cli_json (h->cli, "show", "b1b2", NULL);
  g_autoptr (CosellJson) set = cli_json (h->cli, "set", "A1A2", "name=Hidden", NULL);
  g_autoptr (CosellJson) heart = cli_json (h->cli, "favorite", "a1a2", "on", NULL);
  g_autoptr (CosellJson) stage = cli_json (h->cli, "stage", "a1a2", "60", NULL);
  g_autoptr (CosellJson) check = cli_json (h->cli, "check", "a1a2", NULL);
  g_autoptr (CosellJson) outbox = NULL;
  g_autoptr (CosellJson) after = NULL;

  assert_half (shown, deal);
  cli_assert_text (cosell_json_root (shown), "/name", "Deal a1a2");
  cli_assert_text (cosell_json_root (shown), "/remoteId", "a1a2");
  cli_assert_text (cosell_json_root (shown), "/referral/id", "a1a2");
  cli_assert_text (cosell_json_root (row), "/name", "Deal b1b2");
  cli_assert_text (cosell_json_root (row), "/half", NULL);
  cli_assert_text (cosell_json_root (row), "/halves/0", "a1a2");
  assert_half (set, deal);
  assert_half (heart, deal);
  assert_half (stage, deal);
  cli_assert_text (cosell_json_root (check), "/0/half", "a1a2");
  after = cli_json (h->cli, "show", "a1a2", NULL);
  cli_assert_text (cosell_json_root (after), "/name", "Hidden");
  cli_assert_text (cosell_json_root (after), "/stage", "60");
  cli_assert_text (cosell_json_root (after), "/sync", "waiting");
  outbox = cli_json (h->cli, "outbox", NULL);
  cli_assert_text (cosell_json_root (outbox), "/0/half", "a1a2");
  /* this server keeps nothing of what it is sent, and that is told (P13) */
  g_assert_cmpint (cli_run (h->cli, "sync", "--push", NULL), ==, 5);
  g_assert_nonnull (strstr (h->patches->str, "a1a2 ["));
  g_assert_nonnull (strstr (h->patches->str, "Hidden"));
  g_assert_null (strstr (h->patches->str, "b1b2"));
  g_assert_cmpint (cli_run (h->cli, "show", "b1b2", NULL), ==, 0);
  g_assert_nonnull (strstr (h->cli->out, "a1a2"));
}

/* An end is one of the half, and so is what takes it back. */
static void
test_hidden_half_ends (void)
{
  g_autoptr (Hostile) h = two_halves (",'createdDateTime':'2026-11-01T08:00:00Z'");
  g_autofree char *deal = only_deal (h);
  g_autoptr (CosellJson) won = cli_json (h->cli, "win", "a1a2", "--anyway", NULL);
  g_autoptr (CosellJson) hidden = cli_json (h->cli, "show", "a1a2", NULL);
  g_autoptr (CosellJson) row = cli_json (h->cli, "show", deal, NULL);
  g_autoptr (CosellJson) undone = NULL;

  assert_half (won, deal);
  cli_assert_text (cosell_json_root (hidden), "/status", "won");
  cli_assert_text (cosell_json_root (row), "/status", "accepted");
  g_assert_cmpint (cli_run (h->cli, "set", "a1a2", "name=Late", NULL), ==, 2);
  g_assert_cmpint (cli_run (h->cli, "set", "b1b2", "name=Open", NULL), ==, 0);
  g_assert_cmpint (cli_run (h->cli, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (h->cli, "undo", NULL), ==, 0);
  undone = cli_json (h->cli, "show", "a1a2", NULL);
  cli_assert_text (cosell_json_root (undone), "/status", "accepted");
}

static void
test_hidden_half_received (void)
{
  g_autoptr (Hostile) h = two_halves (",'status':'New','substatus':'Pending',"
                                      "'direction':'Incoming','details':{'currency':'SEK'}");
  g_autofree char *deal = only_deal (h);
  g_autoptr (CosellJson) accepted =
      cli_json (h->cli, "accept", "a1a2", "name=Mine", "value=10", "closeDate=2027-01-15", NULL);
  g_autoptr (CosellJson) declined = cli_json (h->cli, "decline", "b1b2", "--reason", "8", NULL);

  assert_half (accepted, deal);
  cli_assert_text (cosell_json_root (declined), "/half", NULL);
  /* this server keeps nothing of what it is sent, and that is told (P13) */
  g_assert_cmpint (cli_run (h->cli, "sync", "--push", NULL), ==, 5);
  g_assert_nonnull (strstr (h->patches->str, "a1a2 ["));
  g_assert_nonnull (strstr (h->patches->str, "b1b2 ["));
  g_assert_true (strstr (h->patches->str, "Accepted") < strstr (h->patches->str, "Declined"));
}

/* What cannot act on it says so, and nothing happens. */
static void
test_hidden_half_refused (void)
{
  static const char *const commands[][4] = {
    { "recreate", "a1a2" },
    { "resolve", "a1a2", "/name", "mine" },
    { "submit", "a1a2" },
    { "delete", "a1a2" },
  };
  g_autoptr (Hostile) h = two_halves ("");
  g_autofree char *file = cli_write (h->cli, "none.json", "{\"microsoft\":true}");
  g_autoptr (CosellJson) outbox = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *const argv[] = { commands[i][0], commands[i][1], commands[i][2], commands[i][3],
                                   NULL };

      g_assert_cmpint (cli_runv (h->cli, argv, NULL), ==, 2);
      g_assert_nonnull (strstr (h->cli->err, "second referral"));
    }
  g_assert_cmpint (cli_run (h->cli, "invite", "a1a2", "--file", file, NULL), ==, 2);
  g_assert_cmpint (cli_run (h->cli, "register", "a1a2", "--file", file, NULL), ==, 2);
  outbox = cli_json (h->cli, "outbox", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 0);
}

/* Nor does that of somebody else's half mean ours. */
static void
test_half_of_others (void)
{
  g_autoptr (Hostile) h = hostile_new ();
  g_autofree char *own = referral ("own1", ",'engagementId':'e1'");
  g_autofree char *theirs = referral ("ms1", ",'engagementId':'e1'");
  g_auto (GStrv) parts = g_strsplit (theirs, OWN, 2);
  g_autofree char *body =
      g_strconcat ("{\"value\":[", own, ",", parts[0], "msft", parts[1], "]}", NULL);
  g_autoptr (CosellJson) shown = NULL;

  add_page (h, body);
  g_assert_cmpint (cli_run (h->cli, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (h->cli, "set", "ms1", "name=New", NULL), ==, 2);
  shown = cli_json (h->cli, "show", "ms1", NULL);
  cli_assert_text (cosell_json_root (shown), "/name", "Deal own1");
}

/* ---- P16 ---- */

/* The sanitizers make it many times slower, and memory is not measured there. */
#ifdef __SANITIZE_ADDRESS__
#define LARGE (12 * MIB)
#define N_BAD 100000
#else
#define LARGE (60 * MIB)
#define N_BAD 1000000
#endif

static gsize
peak (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_CHILDREN, &usage), ==, 0);
  return (gsize) usage.ru_maxrss * 1024;
}

/* A page with one referral whose member "blob" is filled up with text to so many bytes. */
static void
add_large_page (Hostile *self, const char *id, const char *fill, gsize size, const char *rest)
{
  g_autoptr (GString) body = g_string_sized_new (size + 4096);
  g_autofree char *head = referral (id, ",'blob':[1");

  head[strlen (head) - 1] = '\0';
  g_string_append_printf (body, "{\"value\":[%s", head);
  while (body->len < size)
    g_string_append (body, fill);
  g_string_append_printf (body, "]}%s]}", rest);
  g_ptr_array_add (self->pages, g_string_free_to_bytes (g_steal_pointer (&body)));
}

static const struct
{
  const char *fill;
  gsize size;
  gboolean too_large;
} pages[] = {
  { ",\"some text of a usual length\"", 7 * MIB, FALSE },
  { ",1", 7 * MIB, TRUE }, /* by the number of its values */
  { ",\"some text of a usual length\"", LARGE, TRUE },
  { ",1", LARGE, TRUE },
};

/* The smallest first: what is measured is the highest of all processes so far. */
static void
test_memory (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (Hostile) h = hostile_new ();

      add_large_page (h, "a", pages[i].fill, pages[i].size, "");
      g_assert_cmpint (cli_run (h->cli, "sync", NULL), ==, 0);
      g_test_message ("%" G_GSIZE_FORMAT " MiB: peak %" G_GSIZE_FORMAT " MiB", pages[i].size / MIB,
                      peak () / MIB);
#ifndef __SANITIZE_ADDRESS__
      g_assert_cmpuint (peak (), <=, 4 * pages[i].size + 64 * MIB);
#endif
    }
}

static void
test_too_large (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (Hostile) h = hostile_new ();
      g_autoptr (CosellJson) shown = NULL;
      g_autoptr (CosellJson) again = NULL;

      add_large_page (h, "a", pages[i].fill, pages[i].size, "");
      g_assert_cmpint (cli_run (h->cli, "sync", NULL), ==, 0);
      g_assert_cmpint (strstr (h->cli->err, "too large") != NULL, ==, pages[i].too_large);
      shown = cli_json (h->cli, "show", "a", NULL);
      cli_assert_text (cosell_json_root (shown), "/name",
                       pages[i].too_large ? "Too large to be shown: Deal a" : "Deal a");
      /* said once */
      again = cli_json (h->cli, "sync", NULL);
      cli_assert_text (cosell_json_root (again), "/pulled", "0");
      g_assert_cmpstr (h->cli->err, ==, "");
      g_assert_cmpint (cli_run (h->cli, "set", "a", "name=New", NULL), ==,
                       pages[i].too_large ? 2 : 0);
    }
}

/* Millions of elements that are none: one line. */
static void
test_bad_elements (void)
{
  g_autoptr (Hostile) h = hostile_new ();
  g_autoptr (GString) body = g_string_new ("{\"value\":[{}");
  g_autofree char *good = referral ("a", "");
  g_autofree char *words = NULL;

  for (guint i = 0; i < N_BAD; i++)
    g_string_append (body, ",{},1,{\"id\":\"00000000-0000-0000-0000-000000000000\"}");
  g_string_append_printf (body, ",%s]}", good);
  g_ptr_array_add (h->pages, g_string_free_to_bytes (g_steal_pointer (&body)));
  g_assert_cmpint (cli_run (h->cli, "sync", NULL), ==, 0);
  words = g_strdup_printf ("%u entries", 3 * N_BAD + 1);
  g_assert_nonnull (strstr (h->cli->err, words));
  g_assert_cmpuint (strlen (h->cli->err), <, 400);
  g_assert_cmpuint (count_deals (h), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/hostile/P16-memory", test_memory);
  g_test_add_func ("/cli/hostile/entities", test_entities);
  g_test_add_func ("/cli/hostile/P14-unusable-link", test_unusable_link);
  g_test_add_func ("/cli/hostile/P14-hidden-half", test_hidden_half);
  g_test_add_func ("/cli/hostile/P14-hidden-half-ends", test_hidden_half_ends);
  g_test_add_func ("/cli/hostile/P14-hidden-half-received", test_hidden_half_received);
  g_test_add_func ("/cli/hostile/P14-hidden-half-refused", test_hidden_half_refused);
  g_test_add_func ("/cli/hostile/P14-half-of-others", test_half_of_others);
  g_test_add_func ("/cli/hostile/P14-default-values", test_default_values);
  g_test_add_func ("/cli/hostile/P16-too-large", test_too_large);
  g_test_add_func ("/cli/hostile/P16-bad-elements", test_bad_elements);
  return g_test_run ();
}
