/* I19: what can be chosen, and that each choice leaves as many deals as it says */
#include "app-fixture.h"
#include "app/cosell-session-facets.h"
#include "app/cosell-session-find.h"
#include "model/cosell-query-choice.h"
#include "support/await.h"

#define DEALS 250

static const int all_facets[] = {
  COSELL_FACET_STATE,         COSELL_FACET_MARKS,        COSELL_QUERY_KEY_TYPE,
  COSELL_QUERY_KEY_STATUS,    COSELL_QUERY_KEY_STAGE,    COSELL_QUERY_KEY_COUNTRY,
  COSELL_QUERY_KEY_CUSTOMER,  COSELL_QUERY_KEY_SOLUTION, COSELL_QUERY_KEY_PARTNER,
  COSELL_QUERY_KEY_CAMPAIGN,  COSELL_QUERY_KEY_LOCATION, COSELL_QUERY_KEY_REGISTRATION,
  COSELL_QUERY_KEY_MICROSOFT, COSELL_QUERY_KEY_SYNC,     COSELL_QUERY_KEY_TEAM,
  COSELL_QUERY_KEY_CURRENCY,  COSELL_QUERY_KEY_VALUE,    COSELL_QUERY_KEY_CLOSES,
  COSELL_QUERY_KEY_CREATED,   COSELL_QUERY_KEY_CHANGED,  COSELL_QUERY_KEY_SENDER,
  COSELL_QUERY_KEY_CRM,       COSELL_QUERY_KEY_EXPIRES,
};

static CosellFacet *
ask (CosellSession *session, const CosellFacetQuestion *question)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CosellFacet *facet;

  cosell_session_facet_async (session, question, NULL, await_cb, &pending);
  result = await_result (&pending);
  facet = cosell_session_facet_finish (session, result, &error);
  g_assert_no_error (error);
  return facet;
}

/* What a list of the tab shows for a query. */
static guint
count_found (CosellSession *session, CosellTab tab, const char *query)
{
  CosellFind find = { .tab = tab, .query = query, .typed = TRUE };

  return app_count (session, &find);
}

static guint
check_facet (CosellSession *session, const CosellFacetQuestion *question)
{
  g_autoptr (CosellFacet) facet = ask (session, question);
  guint n_chosen = 0;

  for (guint i = 0; i < facet->choices->len; i++)
    {
      const CosellFacetChoice *choice = g_ptr_array_index (facet->choices, i);
      g_autofree char *rest = g_strdup (question->query);
      g_autofree char *alone = NULL;

      alone = cosell_query_set_choice (rest, choice->term, TRUE, TRUE);
      g_test_message ("%s: %" G_GINT64_FORMAT, alone, choice->count);
      g_assert_cmpint (choice->count, ==, count_found (session, question->tab, alone));
      n_chosen += choice->chosen;
    }
  return n_chosen;
}

/* Alone, and beside filters of each kind: also of the key that is chosen from. */
static void
test_counts (void)
{
  static const char *const queries[] = {
    "",
    "open azure",
    "status:won,accepted -p2p country:SE,DE value:>1000",
    "type:co-sell customer:a team:none closes:this-quarter,overdue value:abc",
  };
  AppFixture *app = app_fixture_new_synced (DEALS);
  guint n_chosen = 0;

  for (guint q = 0; q < G_N_ELEMENTS (queries); q++)
    for (guint i = 0; i < G_N_ELEMENTS (all_facets); i++)
      {
        const CosellFacetQuestion question = { all_facets[i], (CosellTab) (q % 2), queries[q],
                                               .limit = 6 };

        n_chosen += check_facet (app->session, &question);
      }
  /* open; won, accepted, SE, DE, > 1000; co-sell, a, none, this-quarter, overdue */
  g_assert_cmpuint (n_chosen, ==, 11);
  app_fixture_free (app);
}

static const CosellFacetChoice *
find (CosellFacet *facet, const char *term)
{
  for (guint i = 0; i < facet->choices->len; i++)
    {
      const CosellFacetChoice *choice = g_ptr_array_index (facet->choices, i);

      if (g_str_equal (choice->term, term))
        return choice;
    }
  return NULL;
}

/* A name that is a part of another one finds both. */
static void
test_parts (void)
{
  AppFixture *app = app_fixture_new_synced (30);
  const CosellFacetQuestion question = { COSELL_QUERY_KEY_CUSTOMER, COSELL_TAB_ALL, "" };
  g_autoptr (CosellFacet) facet = NULL;

  app_execute (app, "UPDATE deal SET customer = 'Nordwind' WHERE id IN (1, 2)");
  app_execute (app, "UPDATE deal SET customer = 'NORDWIND Häfen' WHERE id IN (3, 4, 5)");
  facet = ask (app->session, &question);
  g_assert_cmpint (find (facet, "customer:Nordwind")->count, ==, 5);
  g_assert_cmpint (find (facet, "customer:\"NORDWIND Häfen\"")->count, ==, 3);
  app_fixture_free (app);
}

static void
test_names (void)
{
  AppFixture *app = app_fixture_new_synced (DEALS);
  CosellFacetQuestion question = { COSELL_QUERY_KEY_CUSTOMER, COSELL_TAB_ALL, "", .limit = 3 };
  g_autoptr (CosellFacet) few = ask (app->session, &question);
  g_autoptr (CosellFacet) all = NULL;
  g_autoptr (CosellFacet) held = NULL;
  g_autoptr (CosellFacet) chosen = NULL;
  const CosellFacetChoice *last;
  g_autofree char *query = NULL;

  g_assert_cmpuint (few->choices->len, ==, 3);
  g_assert_cmpuint (few->n_more, >, 0);
  question.limit = 0;
  all = ask (app->session, &question);
  g_assert_cmpuint (all->n_more, ==, 0);
  g_assert_cmpuint (all->choices->len, ==, 3 + few->n_more);

  question.limit = 5;
  question.holding = "PROSE";
  held = ask (app->session, &question);
  g_assert_cmpuint (held->choices->len, >, 0);
  for (guint i = 0; i < held->choices->len; i++)
    g_assert_nonnull (
        strstr (((CosellFacetChoice *) g_ptr_array_index (held->choices, i))->term, "Prose"));

  /* what is chosen is there, behind those that are more frequent */
  last = g_ptr_array_index (all->choices, all->choices->len - 1);
  query = g_strdup (last->term);
  question = (CosellFacetQuestion){ COSELL_QUERY_KEY_CUSTOMER, COSELL_TAB_ALL, query, .limit = 3 };
  chosen = ask (app->session, &question);
  g_assert_cmpuint (chosen->choices->len, ==, 4);
  g_assert_true (find (chosen, last->term)->chosen);
  app_fixture_free (app);
}

/* L11: leads are no choice of other tabs. */
static void
test_leads (void)
{
  AppFixture *app = app_fixture_new_synced (DEALS);
  CosellFacetQuestion question = { COSELL_QUERY_KEY_TYPE, COSELL_TAB_INBOUND, "" };
  g_autoptr (CosellFacet) inbound = ask (app->session, &question);
  g_autoptr (CosellFacet) leads = NULL;

  for (guint i = 0; i < inbound->choices->len; i++)
    {
      const CosellFacetChoice *choice = g_ptr_array_index (inbound->choices, i);

      g_assert_true (!g_str_equal (choice->term, "type:lead") || choice->count == 0);
    }
  question.tab = COSELL_TAB_LEADS;
  leads = ask (app->session, &question);
  g_assert_cmpint (find (leads, "type:lead")->count, >, 0);
  g_assert_cmpint (find (leads, "type:lead")->count, ==,
                   count_found (app->session, COSELL_TAB_ALL, "type:lead"));
  app_fixture_free (app);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facets/I19-counts", test_counts);
  g_test_add_func ("/facets/I19-parts", test_parts);
  g_test_add_func ("/facets/I19-names", test_names);
  g_test_add_func ("/facets/L11-leads", test_leads);
  return g_test_run ();
}
