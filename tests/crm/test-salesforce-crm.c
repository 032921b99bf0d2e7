/* test-salesforce-crm.c: Salesforce as a CRM, against the practice server */
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "crm/crm-fixture.h"

#define REST "/services/data/v60.0/"
#define NOBODY "006000000000000AAA"

/* --- reading --- */

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = cosell_crm_dup_link (fixture->crm, NOBODY);

  g_assert_false (cosell_crm_takes_ids (fixture->crm));
  g_assert_true (g_str_has_prefix (link, "http://127.0.0.1:"));
  g_assert_true (g_str_has_suffix (link, "/lightning/r/Opportunity/" NOBODY "/view"));
  g_assert_null (cosell_crm_dup_link (fixture->crm, "../../x"));
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmPage) page = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
  gint64 last = COSELL_NO_TIME;
  guint contacts = 0, won = 0, lost = 0, computed = 0;

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
      g_assert_nonnull (o->mark);
      g_assert_cmpstr (o->owner->email, ==, "kim.berg@fabrikam.example");
      g_assert_cmpstr (o->owner->first_name, ==, "Kim");
      g_assert_nonnull (o->owner->phone);
      g_assert_true (o->contact == NULL || strchr (o->contact->email, '@') != NULL);
      contacts += o->contact != NULL;
      won += o->state == COSELL_OPPORTUNITY_WON;
      lost += o->state == COSELL_OPPORTUNITY_LOST;
      computed += o->amount_is_computed;
      last = o->modified;
    }
  g_assert_cmpuint (contacts, >, 20);
  g_assert_cmpuint (won, ==, 4);
  g_assert_cmpuint (lost, ==, 4);
  g_assert_cmpuint (computed, ==, 2);
  /* version and currency are asked for once */
  g_assert_cmpuint (fixture_count (fixture, "GET", NULL), ==, 3);
  g_clear_pointer (&page, cosell_crm_page_free);
  page = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
  g_assert_cmpuint (fixture_count (fixture, "GET", NULL), ==, 4);
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
  /* what others made is there, unlike what they made an hour ago */
  for (guint i = 0; i < page->opportunities->len; i++)
    g_assert_cmpint (((CosellOpportunity *) g_ptr_array_index (page->opportunities, i))->modified,
                     ==, now);
  g_assert_cmpuint (page->opportunities->len, ==, 0);
  g_clear_pointer (&page, cosell_crm_page_free);
  fixture_control (fixture, "crm", "{'kind':'salesforce','create':{'Name':'Theirs'}}");
  page = crm_list (fixture, now + 999999, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->opportunities->len, ==, 1);
  changed = g_ptr_array_index (page->opportunities, 0);
  g_assert_cmpstr (changed->name, ==, "Theirs");
  g_assert_null (changed->amount);
  g_assert_null (changed->contact);
  g_assert_cmpstr (changed->stage, ==, "Prospecting");
  g_assert_cmpint (changed->modified, ==, now);
}

static void
test_ids (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmPage) all = crm_list (fixture, COSELL_NO_TIME, NULL, NULL, &error);
  const CosellOpportunity *first = g_ptr_array_index (all->opportunities, 0);
  const CosellOpportunity *last = g_ptr_array_index (all->opportunities, 39);
  const char *const ids[] = { last->id, first->id, NOBODY, NULL };
  const char *const bad[] = { "x') OR (Id != '", NULL };
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

/* A page has 200 opportunities; another object of the same process may go on with it. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (Client) other = client_new (NULL, 0, 1);
  g_autofree char *next = NULL;
  guint pages = 0;

  cosell_sandbox_add_opportunities (other->sandbox, 450);
  do
    {
      g_autoptr (CosellSalesforce) salesforce =
          cosell_salesforce_new (cosell_sandbox_get_url (other->sandbox), &error);
      Fixture large = { .client = other, .crm = COSELL_CRM (salesforce) };
      g_autoptr (CosellCrmPage) page = NULL;

      cosell_salesforce_set_token (salesforce, TEST_TOKEN);
      page = crm_list (&large, COSELL_NO_TIME, NULL, next, &error);
      g_assert_no_error (error);
      pages++;
      for (guint i = 0; i < page->opportunities->len; i++)
        {
          const CosellOpportunity *o = g_ptr_array_index (page->opportunities, i);

          g_assert_true (g_hash_table_add (seen, (char *) g_intern_string (o->id)));
          g_assert_nonnull (o->currency);
        }
      cosell_take_str (&next, g_steal_pointer (&page->next));
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

  g_assert_true (
      cosell_crm_set_columns (fixture->crm, "Cosell_Referral__c", "Solutions__c", &error));
  description = crm_describe (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (description->stages->len, ==, 10);
  choice = g_ptr_array_index (description->stages, 6);
  g_assert_cmpstr (choice->id, ==, "Proposal/Price Quote");
  g_assert_cmpint (choice->state, ==, COSELL_OPPORTUNITY_OPEN);
  g_assert_cmpuint (description->reasons->len, ==, 2);
  choice = g_ptr_array_index (description->reasons, 0);
  g_assert_cmpstr (choice->label, ==, "Closed Won");
  g_assert_cmpint (choice->state, ==, COSELL_OPPORTUNITY_WON);
  g_assert_cmpuint (cosell_crm_description_get_currency (description, "JPY")->decimals, ==, 0);
  g_assert_null (cosell_crm_description_get_currency (description, "XXX"));
  column = cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_NAME);
  g_assert_cmpstr (column->name, ==, "Name");
  g_assert_cmpuint (column->length, ==, 120);
  g_assert_true (column->mandatory);
  column = cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_AMOUNT);
  g_assert_cmpint (column->decimals, ==, 2);
  g_assert_cmpstr (column->most, ==, "9999999999999999.99");
  g_assert_false (column->mandatory);
  column = cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_KEY);
  g_assert_cmpstr (column->name, ==, "Cosell_Referral__c");
  g_assert_nonnull (cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_CONTACT));
  column = cosell_crm_description_get_column (description, "IsWon");
  g_assert_false (column->creatable || column->updatable || column->mandatory);
}

/* One currency: the field is not there, and the amount is in that of the organization. */
static void
test_single_currency (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmDescription) description = NULL;
  g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Single");
  g_autoptr (CosellOpportunity) made = NULL;
  g_autofree char *body = NULL;

  fixture_control (fixture, "crm", "{'kind':'salesforce','organization':{'multiCurrency':false}}");
  description = crm_describe (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (description->currencies->len, ==, 1);
  g_assert_nonnull (cosell_crm_description_get_currency (description, "EUR"));
  g_assert_null (crm_create (fixture, draft, NULL, &error));
  g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_CURRENCY);
  g_clear_error (&error);
  cosell_set_str (&draft->currency, "EUR");
  made = crm_create (fixture, draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (made->currency, ==, "EUR");
  fixture_count (fixture, "POST", &body);
  g_assert_null (strstr (body, "CurrencyIsoCode"));
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  CosellCrmParty company = { .name = (char *) "O'Neill \\ Söhne",
                             .postal_code = (char *) "211 34" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmParty) made = crm_create_party (fixture, &company, &error);
  g_autoptr (GPtrArray) found = NULL;

  g_assert_no_error (error);
  found = crm_find_account (fixture, "o'neill \\ söhne", "211 34", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((CosellCrmParty *) g_ptr_array_index (found, 0))->id, ==, made->id);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = crm_find_account (fixture, "O'Neill \\ Söhne", "999", &error);
  g_assert_cmpuint (found->len, ==, 0);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = crm_find_contact (fixture, "nobody@ek.example' OR Email != '", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
}

/* --- writing --- */

static void
test_parties (Fixture *fixture, gconstpointer data)
{
  CosellCrmParty company = { .name = (char *) "Räksmörgås AB",
                             .street = (char *) "Storgatan 1",
                             .postal_code = (char *) "211 34",
                             .city = (char *) "Malmö",
                             .country = (char *) "SE" };
  CosellCrmParty person = { .name = (char *) "Sara Ek",
                            .first_name = (char *) "Sara",
                            .last_name = (char *) "Ek",
                            .email = (char *) "sara@ek.example",
                            .phone = (char *) "+46 40 100" };
  CosellCrmParty single = { .name = (char *) "Madonna" };
  CosellCrmParty wrong = { .name = (char *) "x", .account_id = (char *) "x/.." };
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmParty) account = crm_create_party (fixture, &company, &error);
  g_autoptr (CosellCrmParty) contact = NULL;
  g_autoptr (CosellCrmParty) other = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (account->street, ==, "Storgatan 1");
  g_assert_cmpstr (account->country, ==, "SE");
  person.account_id = account->id;
  single.account_id = account->id;
  contact = crm_create_party (fixture, &person, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contact->name, ==, "Sara Ek");
  g_assert_cmpstr (contact->phone, ==, "+46 40 100");
  g_assert_cmpstr (contact->account_id, ==, account->id);
  other = crm_create_party (fixture, &single, &error);
  g_assert_cmpstr (other->last_name, ==, "Madonna");
  found = crm_find_contact (fixture, "SARA@ek.example", account->id, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_null (crm_create_party (fixture, &wrong, &error));
  g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
  g_clear_error (&error);
  /* rules of the organization are not overridden, and it says why */
  fixture_control (fixture, "crm",
                   "{'kind':'salesforce','organization':{'refuseDuplicates':true}}");
  g_assert_null (crm_create_party (fixture, &company, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
  g_assert_nonnull (strstr (error->message, "DUPLICATES_DETECTED"));
}

/* Not a digit is lost, neither on the wire nor on the way back. */
static void
test_amounts (Fixture *fixture, gconstpointer data)
{
  static const char *const amounts[] = { "0.1", "25000.10", "99999999999999.99", "-3", "0" };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Amount");
      g_autoptr (CosellOpportunity) made = NULL;
      g_autofree char *body = NULL;
      g_autofree char *wire = g_strdup_printf ("\"Amount\":%s,", amounts[i]);

      cosell_set_str (&draft->amount, amounts[i]);
      made = crm_create (fixture, draft, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (made->amount, ==, amounts[i]);
      g_assert_cmpstr (made->currency, ==, "SEK");
      fixture_count (fixture, "POST", &body);
      g_assert_nonnull (strstr (body, wire));
    }
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Räksmörgås \"1\"");
  g_autoptr (CosellOpportunity) made = NULL;
  g_autoptr (GPtrArray) contacts = NULL;

  fixture_control (fixture, "crm",
                   "{'kind':'salesforce','organization':{'mandatory':'Region__c'}}");
  g_assert_null (crm_create (fixture, draft, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
  g_assert_false (cosell_http_error_is_unknown_outcome (error));
  g_assert_nonnull (strstr (error->message, "Region__c"));
  g_clear_error (&error);
  /* what the organization asks for comes out of the defaults; what the deal has counts more */
  {
    CosellCrmParty person = { .name = (char *) "Sara Ek",
                              .email = (char *) "sara@ek.example",
                              .account_id = draft->account_id };

    draft->contact = crm_create_party (fixture, &person, &error);
    g_assert_no_error (error);
  }
  made = crm_create (fixture, draft, json_text ("{'Region__c':'North','Name':'Default'}"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (made->name, ==, draft->name);
  g_assert_cmpstr (made->notes, ==, draft->notes);
  g_assert_cmpstr (made->close_date, ==, "2027-01-15");
  g_assert_cmpstr (made->stage, ==, "Qualification");
  g_assert_cmpstr (made->currency, ==, "SEK");
  g_assert_cmpstr (made->account_id, ==, draft->account_id);
  g_assert_cmpstr (made->contact->id, ==, draft->contact->id);
  g_assert_cmpstr (made->contact->email, ==, "sara@ek.example");
  g_assert_cmpint (made->state, ==, COSELL_OPPORTUNITY_OPEN);
}

/* With a field for the referral's key it is made once, and what was changed since stays. */
static void
test_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Once");
  g_autoptr (CosellOpportunity) first = NULL;
  g_autoptr (CosellOpportunity) second = NULL;
  g_autofree char *change = NULL;

  g_assert_true (
      cosell_crm_set_columns (fixture->crm, "Cosell_Referral__c", "Solutions__c", &error));
  draft->key = g_strdup ("r-1'x");
  draft->solutions = g_strdup ("SOL-1");
  first = crm_create (fixture, draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->key, ==, "r-1'x");
  g_assert_cmpstr (first->solutions, ==, "SOL-1");
  change = g_strdup_printf ("{'kind':'salesforce','id':'%s','set':{'Name':'Theirs'}}", first->id);
  fixture_control (fixture, "crm", change);
  second = crm_create (fixture, draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second->id, ==, first->id);
  g_assert_cmpstr (second->name, ==, "Theirs");
  g_assert_cmpuint (fixture_count (fixture, "PATCH", NULL), ==, 1);
  /* only an external id can be made by */
  g_assert_true (cosell_crm_set_columns (fixture->crm, "Region__c", NULL, &error));
  g_assert_null (crm_create (fixture, draft, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
  g_assert_nonnull (strstr (error->message, "Region__c"));
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
    const char *account;
    int code;
  } cases[] = {
    { "1", "XXX", NULL, NULL, COSELL_CRM_ERROR_CURRENCY },
    { "1.", "SEK", NULL, NULL, COSELL_CRM_ERROR_VALUE },
    { "1,0", "SEK", NULL, NULL, COSELL_CRM_ERROR_VALUE },
    { "1", "SEK", "2027-02-30", NULL, COSELL_CRM_ERROR_VALUE },
    { "1", "SEK", NULL, "x/..", COSELL_CRM_ERROR_VALUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellOpportunity) draft = cosell_opportunity_new ();

      draft->amount = g_strdup (cases[i].amount);
      draft->currency = g_strdup (cases[i].currency);
      draft->close_date = g_strdup (cases[i].date);
      draft->account_id = g_strdup (cases[i].account);
      g_assert_null (crm_create (fixture, draft, NULL, &error));
      g_assert_error (error, COSELL_CRM_ERROR, cases[i].code);
    }
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "x");

    g_assert_null (crm_create (fixture, draft, "[]", &error));
    g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
    g_clear_error (&error);
    draft->contact = cosell_crm_party_new ("x/..", NULL);
    g_assert_null (crm_create (fixture, draft, NULL, &error));
    g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
    g_clear_error (&error);
    g_assert_null (crm_get (fixture, "none", &error));
    g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
    g_clear_error (&error);
    g_assert_false (cosell_crm_set_columns (fixture->crm, "Name,x", NULL, &error));
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
  g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Old");
  g_autoptr (CosellOpportunity) made = crm_create (fixture, draft, NULL, &error);
  g_autoptr (CosellOpportunity) changed = NULL;
  g_autoptr (CosellOpportunity) again = NULL;
  g_autofree char *body = NULL;
  g_autofree char *gone = NULL;

  g_assert_no_error (error);
  cosell_set_str (&made->close_date, "2027-03-01");
  g_clear_pointer (&made->notes, g_free);
  cosell_manual_clock_advance (fixture->client->clock, G_TIME_SPAN_MINUTE);
  changed =
      crm_update (fixture, made, COSELL_OPPORTUNITY_CLOSE_DATE | COSELL_OPPORTUNITY_NOTES, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (changed->close_date, ==, "2027-03-01");
  g_assert_null (changed->notes);
  g_assert_cmpstr (changed->name, ==, "Old");
  g_assert_cmpstr (changed->mark, !=, made->mark);
  g_assert_cmpuint (fixture_count (fixture, "PATCH", &body), ==, 1);
  g_assert_cmpstr (body, ==, "{\"Description\":null,\"CloseDate\":\"2027-03-01\"}");

  /* the old mark is stale, and nothing is sent */
  g_assert_null (crm_update (fixture, made, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT);
  g_assert_false (cosell_http_error_is_unknown_outcome (error));
  g_assert_cmpuint (fixture_count (fixture, "PATCH", NULL), ==, 1);
  g_clear_error (&error);

  /* an amount goes with its currency, when that is another one */
  cosell_set_str (&changed->amount, "7.50");
  again = crm_update (fixture, changed, COSELL_OPPORTUNITY_AMOUNT, &error);
  g_assert_no_error (error);
  fixture_count (fixture, "PATCH", &body);
  g_assert_cmpstr (body, ==, "{\"Amount\":7.50}");
  cosell_set_str (&again->currency, "NOK");
  g_clear_pointer (&changed, cosell_opportunity_free);
  changed = crm_update (fixture, again, COSELL_OPPORTUNITY_AMOUNT, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (changed->amount, ==, "7.50");
  g_assert_cmpstr (changed->currency, ==, "NOK");

  /* what was deleted does not come back */
  gone = g_strdup_printf ("{'kind':'salesforce','id':'%s','delete':true}", made->id);
  fixture_control (fixture, "crm", gone);
  g_assert_null (crm_update (fixture, changed, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
  g_clear_error (&error);
  g_assert_null (crm_get (fixture, changed->id, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
}

/* A contact is set, changed and taken away; the others keep their roles. */
static void
test_contact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Contact");
  g_autoptr (CosellOpportunity) made = crm_create (fixture, draft, NULL, &error);
  CosellCrmParty people[] = {
    { .name = (char *) "Ek", .email = (char *) "a@b.example", .account_id = draft->account_id },
    { .name = (char *) "Dahl", .email = (char *) "c@d.example", .account_id = draft->account_id },
  };
  g_autoptr (CosellCrmParty) first = crm_create_party (fixture, &people[0], &error);
  g_autoptr (CosellCrmParty) second = crm_create_party (fixture, &people[1], &error);
  const CosellCrmParty *const wanted[] = { first, second, first, NULL };
  guint posts = fixture_count (fixture, "POST", NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      CosellOpportunity *now;

      cosell_crm_party_free (made->contact);
      made->contact = cosell_crm_party_copy (wanted[i]);
      now = crm_update (fixture, made, COSELL_OPPORTUNITY_CONTACT, &error);
      g_assert_no_error (error);
      if (wanted[i] != NULL)
        g_assert_cmpstr (now->contact->email, ==, wanted[i]->email);
      else
        g_assert_null (now->contact);
      cosell_opportunity_free (made);
      made = now;
    }
  /* each has one role, which was given back to the first */
  g_assert_cmpuint (fixture_count (fixture, "POST", NULL), ==, posts + 2);
}

/* A value that does not stick is told by what comes back. */
static void
test_sticky (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Old");
  g_autoptr (CosellOpportunity) made = crm_create (fixture, draft, NULL, &error);
  g_autoptr (CosellOpportunity) kept = NULL;
  g_autofree char *products =
      g_strdup_printf ("{'kind':'salesforce','id':'%s','set':{'HasOpportunityLineItem':true}}",
                       made->id);

  fixture_control (fixture, "crm", products);
  cosell_set_str (&made->amount, "1");
  kept = crm_update (fixture, made, COSELL_OPPORTUNITY_AMOUNT, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->amount, ==, "25000.10");
  g_assert_true (kept->amount_is_computed);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  const CosellCrmEnding won = { TRUE, NULL, "24000.50", "2026-11-20", "Signed" };
  const CosellCrmEnding lost = { FALSE, "Closed Lost", NULL, NULL, NULL };
  const CosellCrmEnding bad = { FALSE, "Closed Won", NULL, NULL, NULL };
  const CosellCrmEnding worse = { FALSE, NULL, "a lot", NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "x");
  g_autoptr (CosellOpportunity) first = crm_create (fixture, draft, NULL, &error);
  g_autoptr (CosellOpportunity) second = crm_create (fixture, draft, NULL, &error);
  g_autoptr (CosellOpportunity) read = NULL;

  g_assert_true (crm_close (fixture, first->id, &won, &error));
  g_assert_no_error (error);
  read = crm_get (fixture, first->id, &error);
  g_assert_cmpint (read->state, ==, COSELL_OPPORTUNITY_WON);
  g_assert_cmpstr (read->amount, ==, "24000.50");
  g_assert_cmpstr (read->close_date, ==, "2026-11-20");
  g_assert_true (crm_close (fixture, second->id, &lost, &error));
  g_clear_pointer (&read, cosell_opportunity_free);
  read = crm_get (fixture, second->id, &error);
  g_assert_cmpint (read->state, ==, COSELL_OPPORTUNITY_LOST);
  g_assert_cmpstr (read->reason, ==, "Closed Lost");
  g_assert_false (crm_close (fixture, first->id, &bad, &error));
  g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (crm_close (fixture, first->id, &worse, &error));
  g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (crm_close (fixture, NOBODY, &won, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
}

/* A day is the same one everywhere. */
static void
test_days (Fixture *fixture, gconstpointer data)
{
  static const char *const zones[] = { "<-11>11", "<+14>-14", "UTC" };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellOpportunity) draft = salesforce_draft (fixture, "Day");
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
  ADD_SALESFORCE ("link", test_link);
  ADD_SALESFORCE ("list", test_list);
  ADD_SALESFORCE ("since", test_since);
  ADD_SALESFORCE ("ids", test_ids);
  ADD_SALESFORCE ("pages", test_pages);
  ADD_SALESFORCE ("who", test_who);
  ADD_SALESFORCE ("describe", test_describe);
  ADD_SALESFORCE ("single-currency", test_single_currency);
  ADD_SALESFORCE ("find", test_find);
  ADD_SALESFORCE ("parties", test_parties);
  ADD_SALESFORCE ("amounts", test_amounts);
  ADD_SALESFORCE ("create", test_create);
  ADD_SALESFORCE ("key", test_key);
  ADD_SALESFORCE ("not-written", test_not_written);
  ADD_SALESFORCE ("update", test_update);
  ADD_SALESFORCE ("contact", test_contact);
  ADD_SALESFORCE ("sticky", test_sticky);
  ADD_SALESFORCE ("close", test_close);
  ADD_SALESFORCE ("days", test_days);
  return g_test_run ();
}
