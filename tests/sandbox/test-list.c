/* The list: order, pages, selection, counts */
#include <string.h>

#include "base/cosell-str.h"
#include "sandbox/sandbox-client.h"

static CosellJsonValue
elements (Answer *answer)
{
  g_assert_cmpuint (answer->status, ==, 200);
  return cosell_json_pointer (answer_root (answer), "/value");
}

/* Path of the next page, made from the link as a careful client does: only its query counts. */
static char *
next_path (Answer *answer)
{
  g_autofree char *link =
      cosell_json_dup_string (cosell_json_member (answer_root (answer), "@odata.nextLink"));

  if (link == NULL)
    return NULL;
  g_assert_true (
      g_str_has_prefix (link, "http://api.partner.microsoft.com/v1.0/referrals?$skiptoken="));
  return g_strconcat (REFERRALS, strchr (link, '?'), NULL);
}

/* Follows the pages from path on. Returns: ids in the order in which they came */
static GPtrArray *
read_pages (Client *client, const char *path, guint *pages)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *next = g_strdup (path);

  for (*pages = 0; next != NULL; (*pages)++)
    {
      Answer *answer = client_get (client, next);
      CosellJsonValue list = elements (answer);

      for (guint i = 0; i < cosell_json_length (list); i++)
        g_ptr_array_add (ids, cosell_json_dup_string (
                                  cosell_json_pointer (cosell_json_element (list, i), "/id")));
      cosell_take_str (&next, next_path (answer));
    }
  return ids;
}

static void
assert_all_once (GPtrArray *ids)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ids->len; i++)
    g_assert_true (g_hash_table_add (seen, ids->pdata[i]));
}

static guint
count_state (Client *client)
{
  return cosell_json_length (elements (client_get (client, "/sandbox/control/state")));
}

static void
test_pages (void)
{
  g_autoptr (Client) client = client_new (NULL, 160, 1);
  guint total = count_state (client);
  guint pages;
  g_autoptr (GPtrArray) ids = read_pages (client, REFERRALS, &pages);
  g_autoptr (GPtrArray) small = read_pages (client, REFERRALS "?$top=17", &pages);
  g_autoptr (GPtrArray) rest = read_pages (client, REFERRALS "?$skip=150&$top=50", &pages);

  g_assert_cmpuint (total, >, 200);
  g_assert_cmpuint (ids->len, ==, total);
  assert_all_once (ids);
  g_assert_cmpuint (small->len, ==, total);
  assert_all_once (small);
  g_assert_cmpuint (rest->len, ==, total - 150);
  for (guint i = 0; i < total; i++)
    g_assert_cmpstr (ids->pdata[i], ==, small->pdata[i]);
  for (guint i = 150; i < total; i++)
    g_assert_cmpstr (ids->pdata[i], ==, rest->pdata[i - 150]);
}

static void
test_page_sizes (void)
{
  g_autoptr (Client) client = client_new (NULL, 260, 1);

  g_assert_cmpuint (cosell_json_length (elements (client_get (client, REFERRALS))), ==, 100);
  g_assert_cmpuint (cosell_json_length (elements (client_get (client, REFERRALS "?$top=200"))), ==,
                    200);
  g_assert_cmpuint (cosell_json_length (elements (client_get (client, REFERRALS "?$top=9999"))), ==,
                    200);
  g_assert_cmpuint (cosell_json_length (elements (client_get (client, REFERRALS "?$skip=99999"))),
                    ==, 0);
}

/* Every referral comes exactly once although some change, are created and are answered meanwhile.
 */
static void
test_changes_between_pages (void)
{
  g_autoptr (Client) client = client_new (NULL, 120, 7);
  const char *mine = client_create (client, FALSE);
  guint total = count_state (client);
  g_autofree char *next = g_strdup (REFERRALS "?$orderby=updatedDateTime%20asc&$top=20");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  const char *seen_name = NULL;

  for (guint page = 0; next != NULL; page++)
    {
      Answer *answer = client_get (client, next);
      CosellJsonValue list = elements (answer);
      g_autofree char *edit =
          g_strdup_printf ("[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"Name %u\"}]", page);

      for (guint i = 0; i < cosell_json_length (list); i++)
        {
          CosellJsonValue each = cosell_json_element (list, i);

          g_ptr_array_add (ids, cosell_json_dup_string (cosell_json_member (each, "id")));
          if (g_str_equal (ids->pdata[ids->len - 1], mine))
            seen_name = answer_text (client, answer, "/value/0/id");
        }
      cosell_take_str (&next, next_path (answer));
      g_assert_cmpuint (client_patch (client, mine, edit)->status, ==, 204);
      client_create (client, FALSE);
    }
  assert_all_once (ids);
  g_assert_cmpuint (ids->len, ==, total);
  g_assert_nonnull (seen_name);
}

/* A token outlives the server that gave it out. */
static void
test_token_after_restart (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-list-XXXXXX", NULL);
  g_autofree char *next = NULL;
  g_autofree char *last = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  guint total, pages;

  {
    g_autoptr (Client) client = client_new (dir, 60, 1);
    Answer *answer = client_get (client, REFERRALS "?$top=40");

    total = count_state (client);
    last = cosell_json_dup_string (
        cosell_json_pointer (cosell_json_element (elements (answer), 39), "/id"));
    next = next_path (answer);
  }
  {
    g_autoptr (Client) client = client_new (dir, 60, 1);

    rest = read_pages (client, next, &pages);
    g_assert_cmpuint (rest->len, ==, total - 40);
    for (guint i = 0; i < rest->len; i++)
      g_assert_cmpstr (rest->pdata[i], !=, last);
  }
}

static void
test_order (void)
{
  g_autoptr (Client) client = client_new (NULL, 50, 1);
  static const struct
  {
    const char *order;
    const char *member;
    int sign;
  } table[] = {
    { "createdDateTime", "createdDateTime", 1 },
    { "createdDateTime desc", "createdDateTime", -1 },
    { "updatedDateTime asc", "updatedDateTime", 1 },
    { "updatedDateTime desc", "updatedDateTime", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      CosellJsonValue list = elements (client_list (client, "$orderby", table[i].order));
      g_autofree char *before = NULL;

      for (guint j = 0; j < cosell_json_length (list); j++)
        {
          char *at = cosell_json_dup_string (
              cosell_json_member (cosell_json_element (list, j), table[i].member));

          /* to the second: fractions have different lengths */
          at[19] = '\0';
          if (before != NULL)
            g_assert_cmpint (strcmp (at, before) * table[i].sign, >=, 0);
          cosell_take_str (&before, at);
        }
    }
}

static void
test_select (void)
{
  g_autoptr (Client) client = client_new (NULL, 5, 1);
  CosellJsonValue first =
      cosell_json_element (elements (client_list (client, "$select", "id, status,details")), 0);

  g_assert_cmpuint (cosell_json_length (first), ==, 3);
  g_assert_true (cosell_json_is_present (cosell_json_pointer (first, "/details/currency")));
}

static void
test_count (void)
{
  g_autoptr (Client) client = client_new (NULL, 20, 1);
  g_autofree char *total = g_strdup_printf ("%u", count_state (client));
  Answer *answer = client_get (client, REFERRALS "?$top=5&$count=true");

  g_assert_cmpstr (answer_text (client, answer, "/@odata.count"), ==, total);
  answer = client_get (client, REFERRALS "?$top=5");
  g_assert_cmpstr (answer_text (client, answer, "/@odata.count"), ==, "5");
  answer = client_get (client, REFERRALS "?$top=5&$count=false");
  g_assert_false (
      cosell_json_is_present (cosell_json_member (answer_root (answer), "@odata.count")));
}

static void
test_filter (void)
{
  g_autoptr (Client) client = client_new (NULL, 60, 1);
  const char *id = client_create (client, FALSE);
  const char *engagement = answer_text (client, client_read (client, id), "/engagementId");
  g_autofree char *filter = g_strdup_printf ("engagementId eq '%s'", engagement);
  Answer *answer = client_list (client, "$filter", filter);
  CosellJsonValue list;

  g_assert_cmpuint (cosell_json_length (elements (answer)), ==, 1);
  g_assert_cmpstr (answer_text (client, answer, "/value/0/id"), ==, id);
  list = elements (
      client_list (client, "$filter", "(direction eq 'Incoming' and substatus eq 'Pending')"));
  g_assert_cmpuint (cosell_json_length (list), >, 0);
  for (guint i = 0; i < cosell_json_length (list); i++)
    g_assert_true (
        cosell_json_string_equal (cosell_json_pointer (cosell_json_element (list, i), "/substatus"),
                                  "Pending"));
  list = elements (client_list (client, "$filter",
                                "team/any(t:t/email eq 'ola.lind@fabrikam.example') and "
                                "customerProfile/address/country eq 'SE'"));
  g_assert_cmpuint (cosell_json_length (list), >, 0);
}

/* The filter goes on through all pages. */
static void
test_filter_pages (void)
{
  g_autoptr (Client) client = client_new (NULL, 100, 1);
  guint pages;
  g_autoptr (GPtrArray) ids =
      read_pages (client, REFERRALS "?$top=10&$filter=status%20eq%20%27Closed%27&$select=id",
                  &pages);

  assert_all_once (ids);
  g_assert_cmpuint (ids->len, >, 20);
  g_assert_cmpuint (pages, ==, (ids->len + 9) / 10);
}

static void
test_refused (void)
{
  g_autoptr (Client) client = client_new (NULL, 5, 1);
  static const char *const queries[] = { "$top=0",
                                         "$top=-1",
                                         "$top=x",
                                         "$skip=-1",
                                         "$orderby=name",
                                         "$orderby=createdDateTime%20up",
                                         "$orderby=createdDateTime,updatedDateTime",
                                         "$filter=",
                                         "$filter=contains(name,%27x%27)",
                                         "$select=details/notes",
                                         "$apply=x",
                                         "$skiptoken=nonsense",
                                         "$skiptoken=" };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *path = g_strconcat (REFERRALS "?", queries[i], NULL);
      Answer *answer = client_get (client, path);

      g_test_message ("%s", queries[i]);
      g_assert_cmpuint (answer->status, ==, 400);
      g_assert_cmpstr (answer_text (client, answer, "/error/code"), ==, "invalidRequest");
    }
  g_assert_cmpuint (client_get (client, REFERRALS "?other=1&$expand=team")->status, ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/list/pages", test_pages);
  g_test_add_func ("/sandbox/list/page-sizes", test_page_sizes);
  g_test_add_func ("/sandbox/list/changes-between-pages", test_changes_between_pages);
  g_test_add_func ("/sandbox/list/token-after-restart", test_token_after_restart);
  g_test_add_func ("/sandbox/list/order", test_order);
  g_test_add_func ("/sandbox/list/select", test_select);
  g_test_add_func ("/sandbox/list/count", test_count);
  g_test_add_func ("/sandbox/list/filter", test_filter);
  g_test_add_func ("/sandbox/list/filter-pages", test_filter_pages);
  g_test_add_func ("/sandbox/list/refused", test_refused);
  return g_test_run ();
}
