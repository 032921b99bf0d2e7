/* Chapter K: which opportunity a deal is, whether one may be made, and a draft of one */
#include "model/cosell-crm-match.h"

#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-draft.h"
#include "model/cosell-people.h"
#include "model/crm-test.h"

#define GUID "6F9619FF-8B86-D011-B42D-00C04FC964FF"
#define SECOND G_TIME_SPAN_SECOND

static void
set (char **place, const char *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

static CosellDealData *
deal (gint64 id, const char *customer, const char *name, const char *value, const char *close_date)
{
  CosellDealData *row = crm_test_row ();

  row->id = id;
  set (&row->customer, customer);
  set (&row->name, name);
  set (&row->value, value);
  set (&row->currency, "SEK");
  set (&row->close_date, close_date);
  return row;
}

static CosellOpportunity *
opportunity (const char *id,
             const char *account,
             const char *name,
             const char *amount,
             const char *close_date)
{
  CosellOpportunity *self = cosell_opportunity_new ();

  self->id = g_strdup (id);
  self->account_name = g_strdup (account);
  self->name = g_strdup (name);
  self->amount = g_strdup (amount);
  self->currency = g_strdup ("SEK");
  self->close_date = g_strdup (close_date);
  return self;
}

typedef struct
{
  GPtrArray *rows;
  GPtrArray *opportunities;
  GPtrArray *matches;
} Lists;

static void
lists_init (Lists *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_deal_data_free);
  self->opportunities = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_opportunity_free);
  self->matches = NULL;
}

static void
lists_clear (Lists *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->opportunities);
  g_clear_pointer (&self->matches, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lists, lists_clear)

static void
match (Lists *self, GHashTable *linked)
{
  g_clear_pointer (&self->matches, g_ptr_array_unref);
  self->matches = cosell_crm_match (self->rows, self->opportunities, linked);
}

static void
assert_match (const Lists *self,
              guint i,
              gint64 wanted,
              const char *id,
              guint score,
              gboolean exact)
{
  const CosellCrmMatch *found;

  g_assert_cmpuint (i, <, self->matches->len);
  found = g_ptr_array_index (self->matches, i);
  g_assert_cmpint (found->deal, ==, wanted);
  g_assert_cmpstr (found->opportunity, ==, id);
  g_assert_cmpuint (found->score, ==, score);
  g_assert_cmpint (found->exact, ==, exact);
}

/* --- K19: one pair --- */

static const struct
{
  const char *name;
  const char *account;
  const char *title;
  const char *amount;
  const char *close_date;
  guint score; /* 0: none */
  const char *why;
} pairs[] = {
  { "all-four", "CONTOSO AB", "Contoso erp", "25000.1", "2027-01-15", 100,
    "customer, name, value, close date" },
  { "customer-and-date", "Contoso AB", "Other", "1", "2027-01-15", 55, "customer, close date" },
  { "customer-and-value", "Contoso AB", "Other", "25000.10", "2027-01-16", 60, "customer, value" },
  { "customer-alone", "Contoso AB", "Other", "1", "2027-01-16", 0, NULL },
  { "without-customer", NULL, "Contoso ERP", "25000.10", "2027-01-15", 60,
    "name, value, close date" },
  { "name-and-value", NULL, "Contoso ERP", "25000.10", NULL, 0, NULL },
  { "nothing-is-nothing", NULL, NULL, NULL, NULL, 0, NULL },
};

static void
test_pair (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (Lists) lists;

  lists_init (&lists);
  g_ptr_array_add (lists.rows, deal (7, "Contoso AB", "Contoso ERP", "25000.10", "2027-01-15"));
  g_ptr_array_add (lists.opportunities, opportunity ("o", pairs[i].account, pairs[i].title,
                                                     pairs[i].amount, pairs[i].close_date));
  match (&lists, NULL);
  g_assert_cmpuint (lists.matches->len, ==, pairs[i].score > 0 ? 1 : 0);
  if (pairs[i].score == 0)
    return;
  assert_match (&lists, 0, 7, "o", pairs[i].score, pairs[i].score == 100);
  g_assert_cmpstr (((CosellCrmMatch *) lists.matches->pdata[0])->why, ==, pairs[i].why);
}

static const struct
{
  const char *name;
  const char *crm_id;
  const char *id;
  gboolean same;
} ids[] = {
  { "guid", GUID, "6f9619ff-8b86-d011-b42d-00c04fc964ff", TRUE },
  { "guid-in-braces", "{" GUID "}", "6f9619ff-8b86-d011-b42d-00c04fc964ff", TRUE },
  { "check-letters", "0065g00000AbCdE", "0065g00000AbCdEFGH", TRUE },
  { "letter-case-counts", "0065g00000ABCDE", "0065g00000AbCdE", FALSE },
  { "number", "17", "17", TRUE },
  { "another", "17", "171", FALSE },
};

static void
test_id (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (Lists) lists;
  CosellDealData *row = deal (7, "A", "B", "1", "2027-01-15");

  lists_init (&lists);
  set (&row->crm_id, ids[i].crm_id);
  row->status = COSELL_DEAL_STATUS_WON;
  g_ptr_array_add (lists.rows, row);
  g_ptr_array_add (lists.opportunities, opportunity (ids[i].id, "C", "D", "2", "2027-01-16"));
  match (&lists, NULL);
  g_assert_cmpuint (lists.matches->len, ==, ids[i].same ? 1 : 0);
  if (ids[i].same)
    assert_match (&lists, 0, 7, ids[i].id, 100, TRUE);
}

static void
test_key (void)
{
  g_auto (Lists) lists;
  CosellDealData *row = deal (7, "A", "B", "1", "2027-01-15");
  CosellOpportunity *other = opportunity ("o", "C", "D", "2", "2027-01-16");

  lists_init (&lists);
  set (&row->remote_id, GUID);
  other->key = g_ascii_strdown (GUID, -1);
  g_ptr_array_add (lists.rows, row);
  g_ptr_array_add (lists.opportunities, other);
  match (&lists, NULL);
  assert_match (&lists, 0, 7, "o", 100, TRUE);
}

/* Two that fit alike are for a person, whoever of the two sides is twice there. */
static void
test_only_one (void)
{
  g_auto (Lists) lists;
  g_autoptr (GHashTable) linked = g_hash_table_new (g_str_hash, g_str_equal);

  lists_init (&lists);
  g_ptr_array_add (lists.rows, deal (7, "A", "B", "1", "2027-01-15"));
  g_ptr_array_add (lists.rows, deal (8, "C", "D", "1", "2027-01-15"));
  g_ptr_array_add (lists.rows, deal (9, "C", "D", "1", "2027-01-15"));
  g_ptr_array_add (lists.opportunities, opportunity ("p", "A", "B", "1", "2027-01-15"));
  g_ptr_array_add (lists.opportunities, opportunity ("o", "A", "B", "1", "2027-01-15"));
  g_ptr_array_add (lists.opportunities, opportunity ("q", "C", "D", "1", "2027-01-15"));
  g_ptr_array_add (lists.opportunities, opportunity ("r", "A", "B", "2", "2027-01-15"));
  match (&lists, NULL);
  g_assert_cmpuint (lists.matches->len, ==, 5);
  assert_match (&lists, 0, 7, "o", 100, FALSE);
  assert_match (&lists, 1, 7, "p", 100, FALSE);
  assert_match (&lists, 2, 8, "q", 100, FALSE);
  assert_match (&lists, 3, 9, "q", 100, FALSE);
  assert_match (&lists, 4, 7, "r", 80, FALSE);
  g_hash_table_add (linked, (gpointer) "p");
  match (&lists, linked);
  assert_match (&lists, 0, 7, "o", 100, TRUE);
}

/* Who is never matched. */
static void
test_left_out (void)
{
  g_auto (Lists) lists;

  lists_init (&lists);
  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (lists.rows, deal (i + 1, "A", "B", "1", "2027-01-15"));
  ((CosellDealData *) lists.rows->pdata[0])->type = COSELL_DEAL_TYPE_LEAD;
  ((CosellDealData *) lists.rows->pdata[1])->status = COSELL_DEAL_STATUS_DRAFT;
  ((CosellDealData *) lists.rows->pdata[2])->id = -3;
  ((CosellDealData *) lists.rows->pdata[3])->invisible_since = 5;
  ((CosellDealData *) lists.rows->pdata[4])->status = COSELL_DEAL_STATUS_LOST;
  g_ptr_array_add (lists.opportunities, opportunity ("o", "A", "B", "1", "2027-01-15"));
  match (&lists, NULL);
  g_assert_cmpuint (lists.matches->len, ==, 0);
}

/* --- K18 --- */

static void
test_created (void)
{
  g_auto (Lists) lists;
  g_autoptr (CosellOpportunity) sent = opportunity (NULL, "A", "B", "1.00", "2027-01-15");
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GPtrArray) by_key = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) maybe = NULL;
  g_autoptr (GPtrArray) soon = NULL;
  g_autoptr (GPtrArray) late = NULL;
  g_autoptr (GPtrArray) nobody = NULL;
  CosellOpportunity *made = opportunity ("o", "A", "B", "1", "2027-01-15");
  CosellOpportunity *older = opportunity ("p", "A", "B", "1", "2027-01-15");
  CosellOpportunity *other = opportunity ("q", "A", "B", "2", "2027-01-15");

  lists_init (&lists);
  set (&sent->account_id, "acc");
  set (&made->account_id, "acc");
  set (&older->account_id, "acc");
  set (&other->account_id, "acc");
  made->created = 100 * SECOND; /* whole seconds */
  older->created = 90 * SECOND;
  g_ptr_array_add (lists.opportunities, made);
  g_ptr_array_add (lists.opportunities, older);
  g_ptr_array_add (lists.opportunities, other);
  one = cosell_crm_match_created (lists.opportunities, sent, 100 * SECOND + 5);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_true (one->pdata[0] == made);
  two = cosell_crm_match_created (lists.opportunities, sent, 80 * SECOND);
  g_assert_cmpuint (two->len, ==, 2);
  set (&sent->key, GUID);
  set (&other->key, "6f9619ff-8b86-d011-b42d-00c04fc964ff");
  by_key = cosell_crm_match_created (lists.opportunities, sent, 100 * SECOND);
  g_assert_cmpuint (by_key->len, ==, 1);
  g_assert_true (by_key->pdata[0] == other);
  set (&other->key, NULL);
  set (&made->key, "another");
  none = cosell_crm_match_created (lists.opportunities, sent, 100 * SECOND);
  g_assert_cmpuint (none->len, ==, 0);
  set (&sent->key, NULL);
  set (&made->name, "Renamed since");
  set (&other->account_id, "another");
  gone = cosell_crm_match_created (lists.opportunities, sent, 100 * SECOND);
  g_assert_cmpuint (gone->len, ==, 0);
  maybe = cosell_crm_match_maybe_created (lists.opportunities, sent, 100 * SECOND);
  g_assert_cmpuint (maybe->len, ==, 1);
  g_assert_true (maybe->pdata[0] == made);
  set (&made->close_date, "2027-02-01");
  set (&made->amount, "3");
  soon = cosell_crm_match_maybe_created (lists.opportunities, sent, 100 * SECOND);
  g_assert_cmpuint (soon->len, ==, 1);
  made->created = 4000 * SECOND;
  late = cosell_crm_match_maybe_created (lists.opportunities, sent, 100 * SECOND);
  g_assert_cmpuint (late->len, ==, 0);
  set (&made->name, "B");
  set (&made->account_id, "another");
  nobody = cosell_crm_match_maybe_created (lists.opportunities, sent, 100 * SECOND);
  g_assert_cmpuint (nobody->len, ==, 0);
}

/* --- the gate --- */

static void
assert_missing (const CosellCrmDescription *description,
                const CosellCrmSettings *settings,
                CosellOpportunityFields fields,
                const char *wanted)
{
  g_autofree char *missing = cosell_crm_match_missing (description, settings, fields);

  g_assert_cmpstr (missing, ==, wanted);
}

static void
test_missing (void)
{
  static const char *const mandatory[] = { "name", "ownerid", "new_region", "new_solutions" };
  g_autoptr (CosellCrmDescription) description = crm_test_describe ();
  g_autoptr (CosellCrmSettings) settings = crm_test_settings ();

  cosell_crm_description_add_column (description, g_strdup ("new_region"))->creatable = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (mandatory); i++)
    cosell_crm_description_get_column (description, mandatory[i])->mandatory = TRUE;
  assert_missing (description, settings, COSELL_OPPORTUNITY_NAME, "new_solutions\nnew_region");
  assert_missing (description, settings,
                  (CosellOpportunityFields) (COSELL_OPPORTUNITY_NAME |
                                             COSELL_OPPORTUNITY_SOLUTIONS),
                  "new_region");
  settings->defaults = g_strdup ("{\"new_Region@odata.bind\":\"/regions(1)\"}");
  assert_missing (description, settings, COSELL_OPPORTUNITY_SOLUTIONS, "name");
  assert_missing (description, settings,
                  (CosellOpportunityFields) (COSELL_OPPORTUNITY_NAME |
                                             COSELL_OPPORTUNITY_SOLUTIONS),
                  NULL);
}

static void
test_signs (void)
{
  g_autoptr (GPtrArray) via = g_ptr_array_new ();
  g_autofree char *few = cosell_crm_match_signs (2, 2, NULL);
  g_autofree char *rare = cosell_crm_match_signs (3, 16, via);
  g_autofree char *many = cosell_crm_match_signs (3, 15, via);
  g_autofree char *blank = NULL;
  g_autofree char *other = NULL;

  g_assert_null (few);
  g_assert_null (rare);
  g_assert_nonnull (strstr (many, "3 deals of 15"));
  g_ptr_array_add (via, (gpointer) " ");
  blank = cosell_crm_match_signs (0, 0, via);
  g_assert_null (blank);
  g_ptr_array_add (via, (gpointer) "D365 Connector");
  other = cosell_crm_match_signs (0, 0, via);
  g_assert_nonnull (strstr (other, "D365 Connector"));
}

/* --- a draft --- */

static void
test_draft (void)
{
  g_autoptr (CosellOpportunity) from =
      opportunity ("o-1", "Contoso", "ERP", "25000.10", "2027-01-15");
  g_autoptr (CosellCrmParty) account = cosell_crm_party_new ("acc", "Contoso AB");
  g_autoptr (CosellCrmSettings) settings = crm_test_settings ();
  g_autoptr (CosellDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *written = NULL;

  account->country = g_strdup ("Sweden");
  account->city = g_strdup ("Malmö");
  from->notes = g_strdup ("Wants a pilot.");
  from->contact = cosell_crm_party_new ("c", "Eva Berg");
  from->contact->email = g_strdup ("eva@contoso.example");
  json = cosell_crm_match_draft (from, account, settings);
  draft = cosell_draft_new_from_json (json, &error);
  g_assert_no_error (error);
  written = cosell_draft_to_json (draft);
  g_assert_nonnull (strstr (written, "25000.10"));
  g_assert_nonnull (strstr (written, "2027-01-15"));
  g_assert_nonnull (strstr (written, "Wants a pilot."));
  g_assert_nonnull (strstr (written, "eva@contoso.example"));
  g_assert_nonnull (strstr (written, "\"country\":\"SE\""));
  g_assert_cmpstr (cosell_customer_get_name (cosell_draft_get_customer (draft)), ==, "Contoso AB");
  g_assert_null (strstr (written, "o-1"));
  /* what is not known here stays open; the id only where it may be written */
  settings->allow_crm_id = TRUE;
  set (&from->currency, "XQZ");
  g_free (json);
  json = cosell_crm_match_draft (from, NULL, settings);
  g_assert_nonnull (strstr (json, "\"crmId\":\"o-1\""));
  g_assert_nonnull (strstr (json, "\"currency\":null"));
  g_assert_nonnull (strstr (json, "\"name\":\"Contoso\""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/crm-match/K19/%s", pairs[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_pair);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *path = g_strdup_printf ("/crm-match/K15-K19-id/%s", ids[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_id);
    }
  g_test_add_func ("/crm-match/K19-key", test_key);
  g_test_add_func ("/crm-match/K19-only-one", test_only_one);
  g_test_add_func ("/crm-match/K1-K19-left-out", test_left_out);
  g_test_add_func ("/crm-match/K18-created", test_created);
  g_test_add_func ("/crm-match/K16-missing", test_missing);
  g_test_add_func ("/crm-match/K17-signs", test_signs);
  g_test_add_func ("/crm-match/K10-draft", test_draft);
  return g_test_run ();
}
