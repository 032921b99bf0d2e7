/* test-dynamics.c: Dynamics 365 as a CRM, against the practice server */
#include <string.h>

#include "base/cosell-time.h"
#include "crm/crm-fixture.h"

/* --- reading --- */

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link =
      cosell_crm_dup_link (fixture->crm, "0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10");

  g_assert_true (cosell_crm_takes_ids (fixture->crm));
  g_assert_true (g_str_has_prefix (link, "http://127.0.0.1:"));
  g_assert_true (
      g_str_has_suffix (link, "etn=opportunity&id=0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10"));
  g_assert_null (cosell_crm_dup_link (fixture->crm, "../accounts"));
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmPage) page = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
  gint64 last = COSELL_NO_TIME;

  g_assert_no_error (error);
  g_assert_cmpuint (page->opportunities->len, ==, PRACTICE_OPPORTUNITIES);
  g_assert_null (page->next);
  g_assert_false (page->cut);
  for (guint i = 0; i < page->opportunities->len; i++)
    {
      const CosellOpportunity *o = g_ptr_array_index (page->opportunities, i);

      g_assert_cmpint (o->modified, >=, last);
      g_assert_cmpuint (strlen (o->currency), ==, 3);
      g_assert_cmpuint (strlen (o->close_date), ==, strlen ("2027-01-15"));
      g_assert_nonnull (o->account_name);
      g_assert_true (g_str_has_prefix (o->mark, "W/\""));
      last = o->modified;
    }
  /* one request, also when nothing is new */
  g_assert_cmpuint (fixture_count (fixture, "GET", NULL), ==, 1);
}

static void
test_since (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 now;
  g_autoptr (CosellCrmPage) page = NULL;
  const CosellOpportunity *changed;

  cosell_time_parse (TEST_NOW, &now);
  /* seconds have no parts over there */
  page = crm_list (fixture, now + 999999, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->opportunities->len, ==, 0);
  g_clear_pointer (&page, cosell_crm_page_free);
  fixture_control (fixture, "crm", "{'kind':'dynamics','create':{'name':'Theirs'}}");
  page = crm_list (fixture, now + 999999, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->opportunities->len, ==, 1);
  changed = g_ptr_array_index (page->opportunities, 0);
  g_assert_cmpstr (changed->name, ==, "Theirs");
  g_assert_null (changed->amount);
  g_assert_null (changed->stage);
  g_assert_cmpint (changed->modified, ==, now);
}

static void
test_ids (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmPage) all = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
  const CosellOpportunity *first = g_ptr_array_index (all->opportunities, 0);
  const CosellOpportunity *last = g_ptr_array_index (all->opportunities, 39);
  const char *const ids[] = { last->id, first->id, "0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10", NULL };
  const char *const bad[] = { "1) or (statecode eq 0", NULL };
  g_autoptr (CosellCrmPage) some = crm_list (fixture, COSELL_NO_TIME, ids, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (some->opportunities->len, ==, 2);
  g_assert_cmpstr (((CosellOpportunity *) g_ptr_array_index (some->opportunities, 0))->id, ==,
                   first->id);
  g_clear_pointer (&some, cosell_crm_page_free);
  /* both conditions hold */
  some = crm_list (fixture, last->modified, ids, NULL, &error);
  g_assert_cmpuint (some->opportunities->len, ==, 1);
  g_assert_null (crm_list (fixture, COSELL_NO_TIME, bad, NULL, &error));
  g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
}

/* Who stands beside an opportunity comes along with how to reach them. */
static void
test_people (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = fixture_draft (fixture, "People");
  g_autoptr (CosellOpportunity) made = NULL;
  Answer *answer = client_get (fixture->client, PATH "contacts?$top=1&$select=contactid");
  const char *id = answer_text (fixture->client, answer, "/value/0/contactid");

  draft->contact = cosell_crm_party_new (id, NULL);
  made = crm_create (fixture, draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (made->contact->id, ==, id);
  g_assert_cmpstr (made->contact->phone, ==, "+46 40 100 00");
  g_assert_nonnull (strchr (made->contact->email, '@'));
  g_assert_nonnull (strstr (made->contact->name, made->contact->last_name));
  g_assert_cmpstr (made->owner->name, ==, "Kim Berg");
  g_assert_cmpstr (made->owner->first_name, ==, "Kim");
  g_assert_cmpstr (made->owner->email, ==, "kim.berg@fabrikam.example");
  g_assert_nonnull (made->owner->phone);
}

/* A page has 200 opportunities. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (Client) other = client_new (NULL, 0, 1);
  g_autoptr (CosellDynamics) dynamics = NULL;
  g_autofree char *next = NULL;
  guint pages = 0;
  Fixture large = { other };

  cosell_sandbox_add_opportunities (other->sandbox, 450);
  dynamics = cosell_dynamics_new (cosell_sandbox_get_url (other->sandbox), &error);
  cosell_dynamics_set_token (dynamics, TEST_TOKEN);
  large.crm = COSELL_CRM (dynamics);
  do
    {
      g_autoptr (CosellCrmPage) page = crm_list (&large, COSELL_NO_TIME, NULL, next, &error);

      g_assert_no_error (error);
      pages++;
      for (guint i = 0; i < page->opportunities->len; i++)
        {
          const CosellOpportunity *o = g_ptr_array_index (page->opportunities, i);

          g_assert_true (g_hash_table_add (seen, (char *) g_intern_string (o->id)));
          g_assert_nonnull (o->currency);
        }
      g_free (next);
      next = g_steal_pointer (&page->next);
    }
  while (next != NULL);
  g_assert_cmpuint (pages, ==, 3);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 450);
}

static void
test_who (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmUser) user = crm_who (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (user->name, ==, "Kim Berg");
  g_assert_cmpstr (user->email, ==, "kim.berg@fabrikam.example");
}

static void
test_describe (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmDescription) description = NULL;
  const CosellCrmChoice *choice;
  const CosellCrmColumn *column;

  fixture_control (fixture, "crm", "{'kind':'dynamics','organization':{'mandatory':'new_region'}}");
  description = crm_describe (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (description->stages->len, ==, 4);
  choice = g_ptr_array_index (description->stages, 2);
  g_assert_cmpstr (choice->id, ==, "2");
  g_assert_cmpstr (choice->label, ==, "Propose");
  choice = g_ptr_array_index (description->reasons, 4);
  g_assert_cmpstr (choice->label, ==, "Out-Sold");
  g_assert_cmpint (choice->state, ==, COSELL_OPPORTUNITY_LOST);
  g_assert_cmpuint (cosell_crm_description_get_currency (description, "JPY")->decimals, ==, 0);
  g_assert_null (cosell_crm_description_get_currency (description, "XXX"));
  column = cosell_crm_description_get_column (description, "name");
  g_assert_cmpuint (column->length, ==, 300);
  g_assert_true (column->mandatory);
  column = cosell_crm_description_get_column (description, "estimatedvalue");
  g_assert_cmpint (column->decimals, ==, 2);
  g_assert_cmpstr (column->most, ==, "1000000000000");
  column = cosell_crm_description_get_column (description, "new_region");
  g_assert_true (column->mandatory);
  g_assert_cmpstr (column->label, ==, "Sales Region");
  column = cosell_crm_description_get_column (description, "modifiedon");
  g_assert_false (column->creatable || column->updatable || column->mandatory);
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  static const char account[] = "{'name':'O\\u0027Hara & Co.','address1_postalcode':'211 34'}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autofree char *contact = NULL;
  const CosellCrmParty *party;

  client_post (fixture->client, PATH "accounts", json_text (account));
  client_post (fixture->client, PATH "accounts", json_text ("{'name':'O\\u0027HARA & Co.'}"));
  accounts = crm_find_account (fixture, "o'hara & co.", NULL, &error);
  g_assert_no_error (error);
  /* several, or one where the postal code tells them apart */
  g_assert_cmpuint (accounts->len, ==, 2);
  g_clear_pointer (&accounts, g_ptr_array_unref);
  accounts = crm_find_account (fixture, "O'Hara & Co.", "211 34", &error);
  g_assert_cmpuint (accounts->len, ==, 1);
  party = g_ptr_array_index (accounts, 0);
  g_assert_cmpstr (party->postal_code, ==, "211 34");
  contact = json_printf ("{'firstname':'Sara','lastname':'Ek','emailaddress1':'s@ek.example',"
                         "'parentcustomerid_account@odata.bind':'/accounts(%s)'}",
                         party->id);
  client_post (fixture->client, PATH "contacts", contact);
  contacts = crm_find_contact (fixture, "S@EK.example", party->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (contacts->len, ==, 1);
  g_assert_cmpstr (((CosellCrmParty *) g_ptr_array_index (contacts, 0))->name, ==, "Sara Ek");
  g_clear_pointer (&contacts, g_ptr_array_unref);
  contacts = crm_find_contact (fixture, "nobody@ek.example", NULL, &error);
  g_assert_cmpuint (contacts->len, ==, 0);
}

/* --- writing --- */

static void
test_parties (Fixture *fixture, gconstpointer data)
{
  CosellCrmParty company = { .id = (char *) "bbbbbbbb-52f1-4c31-9d6e-6a1d2c9b7e10",
                             .name = (char *) "Räksmörgås AB",
                             .street = (char *) "Storgatan 1",
                             .postal_code = (char *) "211 34",
                             .city = (char *) "Malmö",
                             .country = (char *) "SE" };
  CosellCrmParty person = { .name = (char *) "Sara Ek",
                            .first_name = (char *) "Sara",
                            .last_name = (char *) "Ek",
                            .email = (char *) "sara@ek.example",
                            .phone = (char *) "+46 40 100" };
  CosellCrmParty single = { .name = (char *) "Madonna", .account_id = company.id };
  CosellCrmParty wrong = { .name = (char *) "x", .account_id = (char *) "x)/.." };
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmParty) account = crm_create_party (fixture, &company, &error);
  g_autoptr (CosellCrmParty) contact = NULL;
  g_autoptr (CosellCrmParty) other = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (account->id, ==, company.id);
  g_assert_cmpstr (account->street, ==, "Storgatan 1");
  g_assert_cmpstr (account->country, ==, "SE");
  person.account_id = account->id;
  contact = crm_create_party (fixture, &person, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contact->name, ==, "Sara Ek");
  g_assert_cmpstr (contact->phone, ==, "+46 40 100");
  g_assert_cmpstr (contact->account_id, ==, account->id);
  other = crm_create_party (fixture, &single, &error);
  g_assert_cmpstr (other->last_name, ==, "Madonna");
  found = crm_find_contact (fixture, "sara@ek.example", account->id, &error);
  g_assert_cmpuint (found->len, ==, 1);
  /* nothing is made twice */
  g_assert_null (crm_create_party (fixture, &company, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (crm_create_party (fixture, &wrong, &error));
  g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
  g_clear_error (&error);
  wrong.id = (char *) "none";
  wrong.account_id = NULL;
  g_assert_null (crm_create_party (fixture, &wrong, &error));
  g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
}

/* Not a digit is lost, neither on the wire nor on the way back. */
static void
test_amounts (Fixture *fixture, gconstpointer data)
{
  static const char *const amounts[] = { "0.1", "25000.10", "99999999999999.99", "-3", "0" };

  fixture_control (fixture, "crm", "{'kind':'dynamics','organization':{'maxAmount':'1e15'}}");
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellOpportunity) draft = fixture_draft (fixture, "Amount");
      g_autoptr (CosellOpportunity) made = NULL;
      g_autoptr (CosellOpportunity) read = NULL;
      g_autofree char *body = NULL;
      g_autofree char *wire = g_strdup_printf ("\"estimatedvalue\":%s,", amounts[i]);

      g_free (draft->amount);
      draft->amount = g_strdup (amounts[i]);
      made = crm_create (fixture, draft, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (made->amount, ==, amounts[i]);
      read = crm_get (fixture, made->id, &error);
      g_assert_cmpstr (read->amount, ==, amounts[i]);
      g_assert_cmpstr (read->currency, ==, "SEK");
      fixture_count (fixture, "POST", &body);
      g_assert_nonnull (strstr (body, wire));
    }
  /* an account and the opportunity each time, but the currencies once */
  g_assert_cmpuint (fixture_count (fixture, "GET", NULL), ==, 2 * G_N_ELEMENTS (amounts) + 1);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  static const char id[] = "aaaaaaaa-52f1-4c31-9d6e-6a1d2c9b7e10";
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = fixture_draft (fixture, "Räksmörgås \"1\"");
  g_autoptr (CosellOpportunity) made = NULL;

  g_assert_true (cosell_crm_set_columns (fixture->crm, "new_referralid", "new_solutions", &error));
  draft->id = g_strdup (id);
  draft->key = g_strdup ("r-1");
  draft->solutions = g_strdup ("SOL-1");
  fixture_control (fixture, "crm", "{'kind':'dynamics','organization':{'mandatory':'new_region'}}");
  g_assert_null (crm_create (fixture, draft, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
  g_assert_nonnull (strstr (error->message, "new_region"));
  g_clear_error (&error);
  /* what the organization asks for comes out of the defaults; what the deal has counts more */
  made = crm_create (fixture, draft, json_text ("{'new_region':'North','name':'Default'}"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (made->id, ==, id);
  g_assert_cmpstr (made->name, ==, draft->name);
  g_assert_cmpstr (made->notes, ==, draft->notes);
  g_assert_cmpstr (made->close_date, ==, "2027-01-15");
  g_assert_cmpstr (made->stage, ==, "1");
  g_assert_cmpstr (made->stage_name, ==, "Develop");
  g_assert_cmpstr (made->currency, ==, "SEK");
  g_assert_cmpstr (made->account_id, ==, draft->account_id);
  g_assert_cmpstr (made->key, ==, "r-1");
  g_assert_cmpstr (made->solutions, ==, "SOL-1");
  g_assert_cmpint (made->state, ==, COSELL_OPPORTUNITY_OPEN);
  /* nothing is made twice */
  g_assert_null (crm_create (fixture, draft, "{\"new_region\":\"North\"}", &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT);
}

/* What cannot be written as it is, is not written at all. */
static void
test_not_written (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *amount;
    const char *currency;
    const char *date;
    const char *stage;
    const char *account;
    int code;
  } cases[] = {
    { "1", "XXX", NULL, NULL, NULL, COSELL_CRM_ERROR_CURRENCY },
    { "1.", "SEK", NULL, NULL, NULL, COSELL_CRM_ERROR_VALUE },
    { "1,0", "SEK", NULL, NULL, NULL, COSELL_CRM_ERROR_VALUE },
    { "1", "SEK", "2027-02-30", NULL, NULL, COSELL_CRM_ERROR_VALUE },
    { "1", "SEK", NULL, "Develop", NULL, COSELL_CRM_ERROR_VALUE },
    { "1", "SEK", NULL, NULL, "x)/..", COSELL_CRM_ERROR_VALUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellOpportunity) draft = cosell_opportunity_new ();

      draft->amount = g_strdup (cases[i].amount);
      draft->currency = g_strdup (cases[i].currency);
      draft->close_date = g_strdup (cases[i].date);
      draft->stage = g_strdup (cases[i].stage);
      draft->account_id = g_strdup (cases[i].account);
      g_assert_null (crm_create (fixture, draft, NULL, &error));
      g_assert_error (error, COSELL_CRM_ERROR, cases[i].code);
    }
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (CosellOpportunity) draft = fixture_draft (fixture, "x");

    g_assert_null (crm_create (fixture, draft, "[]", &error));
    g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
    g_clear_error (&error);
    g_assert_null (crm_get (fixture, "none", &error));
    g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
    g_clear_error (&error);
    g_assert_false (cosell_crm_set_columns (fixture->crm, "name,x", NULL, &error));
    g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
  }
  g_assert_cmpuint (fixture_count (fixture, "POST", NULL), ==, 0);
  g_assert_cmpuint (fixture_count (fixture, "PATCH", NULL), ==, 0);
}

/* Only what changed goes out, and only onto the version that it was made on. */
static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = fixture_draft (fixture, "Old");
  g_autoptr (CosellOpportunity) made = crm_create (fixture, draft, NULL, &error);
  g_autoptr (CosellOpportunity) changed = NULL;
  g_autoptr (CosellOpportunity) again = NULL;
  g_autofree char *body = NULL;
  g_autofree char *gone = NULL;

  g_assert_no_error (error);
  g_free (made->close_date);
  made->close_date = g_strdup ("2027-03-01");
  g_free (made->notes);
  made->notes = NULL;
  changed =
      crm_update (fixture, made, COSELL_OPPORTUNITY_CLOSE_DATE | COSELL_OPPORTUNITY_NOTES, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (changed->close_date, ==, "2027-03-01");
  g_assert_null (changed->notes);
  g_assert_cmpstr (changed->name, ==, "Old");
  g_assert_cmpstr (changed->mark, !=, made->mark);
  g_assert_cmpuint (fixture_count (fixture, "PATCH", &body), ==, 1);
  g_assert_cmpstr (body, ==, "{\"description\":null,\"estimatedclosedate\":\"2027-03-01\"}");

  /* the old mark is stale */
  g_assert_null (crm_update (fixture, made, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT);
  g_assert_false (cosell_http_error_is_unknown_outcome (error));
  g_clear_error (&error);

  /* an amount goes with its currency */
  g_free (changed->amount);
  changed->amount = g_strdup ("7.50");
  g_free (changed->currency);
  changed->currency = g_strdup ("NOK");
  again = crm_update (fixture, changed, COSELL_OPPORTUNITY_AMOUNT, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->amount, ==, "7.50");
  g_assert_cmpstr (again->currency, ==, "NOK");

  /* what was deleted does not come back */
  gone = g_strdup_printf ("{'kind':'dynamics','id':'%s','delete':true}", made->id);
  fixture_control (fixture, "crm", gone);
  g_assert_null (crm_update (fixture, again, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
  g_clear_error (&error);
  g_clear_pointer (&again->mark, g_free);
  g_assert_null (crm_update (fixture, again, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
  g_clear_error (&error);
  g_assert_null (crm_get (fixture, again->id, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
}

/* A value that does not stick is told by what comes back. */
static void
test_sticky (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = fixture_draft (fixture, "Old");
  g_autoptr (CosellOpportunity) made = crm_create (fixture, draft, NULL, &error);
  g_autoptr (CosellOpportunity) kept = NULL;
  g_autofree char *sticky =
      g_strdup_printf ("{'kind':'dynamics','id':'%s','sticky':['estimatedvalue']}", made->id);

  fixture_control (fixture, "crm", sticky);
  g_free (made->amount);
  made->amount = g_strdup ("1");
  kept = crm_update (fixture, made, COSELL_OPPORTUNITY_AMOUNT, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->amount, ==, "25000.10");
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  const CosellCrmEnding won = { TRUE, NULL, "24000.50", "2026-11-20", "Signed" };
  const CosellCrmEnding lost = { FALSE, "5", NULL, NULL, NULL };
  const CosellCrmEnding bad = { FALSE, "budget", NULL, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = fixture_draft (fixture, "x");
  g_autoptr (CosellOpportunity) first = crm_create (fixture, draft, NULL, &error);
  g_autoptr (CosellOpportunity) second = crm_create (fixture, draft, NULL, &error);
  g_autoptr (CosellOpportunity) read = NULL;
  g_autofree char *body = NULL;

  g_assert_true (crm_close (fixture, first->id, &won, &error));
  g_assert_no_error (error);
  fixture_count (fixture, "POST", &body);
  g_assert_nonnull (strstr (body, "\"actualrevenue\":24000.50"));
  read = crm_get (fixture, first->id, &error);
  g_assert_cmpint (read->state, ==, COSELL_OPPORTUNITY_WON);
  g_assert_true (crm_close (fixture, second->id, &lost, &error));
  g_clear_pointer (&read, cosell_opportunity_free);
  read = crm_get (fixture, second->id, &error);
  g_assert_cmpint (read->state, ==, COSELL_OPPORTUNITY_LOST);
  g_assert_cmpstr (read->reason, ==, "Out-Sold");
  g_assert_false (crm_close (fixture, second->id, &won, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
  g_clear_error (&error);
  /* closed ones are read-only */
  g_assert_null (crm_update (fixture, read, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
  g_clear_error (&error);
  g_assert_false (crm_close (fixture, first->id, &bad, &error));
  g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
}

/* A day is the same one everywhere. */
static void
test_days (Fixture *fixture, gconstpointer data)
{
  static const char *const zones[] = { "<-11>11", "<+14>-14", "UTC" };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellOpportunity) draft = fixture_draft (fixture, "Day");
      g_autoptr (CosellOpportunity) made = NULL;
      g_autofree char *body = NULL;

      g_setenv ("TZ", zones[i], TRUE);
      made = crm_create (fixture, draft, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (made->close_date, ==, "2027-01-15");
      fixture_count (fixture, "POST", &body);
      g_assert_nonnull (strstr (body, "\"2027-01-15\""));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("link", test_link);
  ADD ("list", test_list);
  ADD ("since", test_since);
  ADD ("ids", test_ids);
  ADD ("people", test_people);
  ADD ("pages", test_pages);
  ADD ("who", test_who);
  ADD ("describe", test_describe);
  ADD ("find", test_find);
  ADD ("parties", test_parties);
  ADD ("amounts", test_amounts);
  ADD ("create", test_create);
  ADD ("not-written", test_not_written);
  ADD ("update", test_update);
  ADD ("sticky", test_sticky);
  ADD ("close", test_close);
  ADD ("days", test_days);
  return g_test_run ();
}
