/* peer-tryton.c: CosellCrm against a Tryton that is really there (tests/peers/tryton) */
#include "crm/cosell-tryton.h"

#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "crm/crm-fixture.h"

static Fixture fixture;
static CosellTryton *tryton;

static CosellTryton *
new_tryton (const char *database, const char *password)
{
  g_autoptr (GError) error = NULL;
  CosellTryton *self = cosell_tryton_new (g_getenv ("COSELL_PEER_URL"), &error);

  g_assert_no_error (error);
  cosell_tryton_set_user (self, database, g_getenv ("COSELL_PEER_USER"), &error);
  g_assert_no_error (error);
  cosell_tryton_set_password (self, password);
  return self;
}

/* Everything that an opportunity can have. */
static CosellOpportunity *
new_draft (const char *name)
{
  CosellOpportunity *draft = cosell_opportunity_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = crm_find_account (&fixture, "CONTOSO ab", "211 34", &error);
  const CosellCrmParty *account;

  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 1);
  account = g_ptr_array_index (accounts, 0);
  g_assert_cmpstr (account->street, ==, "Storgatan 1");
  draft->name = g_strdup (name);
  draft->account_id = g_strdup (account->id);
  draft->amount = g_strdup ("25000.10");
  draft->currency = g_strdup ("SEK");
  draft->close_date = g_strdup ("2027-01-15");
  draft->notes = g_strdup ("Wants a pilot in March.\n“Göteborg”");
  draft->key = g_strdup ("0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10");
  return draft;
}

static CosellOpportunity *
make (const char *name, const char *stage)
{
  g_autoptr (CosellOpportunity) draft = new_draft (name);
  g_autoptr (GError) error = NULL;
  CosellOpportunity *made;

  draft->stage = g_strdup (stage);
  made = crm_create (&fixture, draft, NULL, &error);
  g_assert_no_error (error);
  return made;
}

static void
test_who (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmUser) user = crm_who (&fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (user->name, ==, "Kim Berg");
  g_assert_cmpstr (user->email, ==, "kim.berg@fabrikam.example");
}

static void
test_refused_sign_in (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellTryton) wrong = new_tryton (g_getenv ("COSELL_PEER_DATABASE"), "no");
  g_autoptr (CosellTryton) nowhere = new_tryton ("nowhere", g_getenv ("COSELL_PEER_PASSWORD"));
  Fixture other = { .crm = COSELL_CRM (wrong) };

  g_assert_null (crm_who (&other, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
  g_clear_error (&error);
  other.crm = COSELL_CRM (nowhere);
  g_assert_null (crm_who (&other, &error));
  g_assert_nonnull (strstr (error->message, "nowhere"));
}

static void
test_describe (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmDescription) description = crm_describe (&fixture, &error);
  const CosellCrmColumn *column;

  g_assert_no_error (error);
  g_assert_cmpuint (description->stages->len, ==, 3);
  g_assert_cmpuint (description->reasons->len, ==, 3);
  g_assert_cmpuint (description->currencies->len, ==, 1);
  g_assert_cmpuint (cosell_crm_description_get_currency (description, "SEK")->decimals, ==, 2);
  column = cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_AMOUNT);
  g_assert_cmpint (column->decimals, ==, 2);
  g_assert_nonnull (cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_KEY));
  g_assert_nonnull (cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_CONTACT));
  /* all that must be there Tryton fills in by itself */
  for (guint i = 0; i < description->columns->len; i++)
    {
      column = g_ptr_array_index (description->columns, i);
      g_assert_false (column->mandatory);
    }
}

static void
test_create (void)
{
  g_autoptr (CosellOpportunity) made = make ("ERP move", NULL);

  g_assert_cmpstr (made->name, ==, "ERP move");
  g_assert_cmpstr (made->amount, ==, "25000.10");
  g_assert_cmpstr (made->currency, ==, "SEK");
  g_assert_cmpstr (made->close_date, ==, "2027-01-15");
  g_assert_cmpstr (made->notes, ==, "Wants a pilot in March.\n“Göteborg”");
  g_assert_cmpstr (made->key, ==, "0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10");
  g_assert_cmpstr (made->account_name, ==, "Contoso AB");
  g_assert_cmpstr (made->owner->name, ==, "Kim Berg");
  g_assert_cmpstr (made->owner->email, ==, "kim.berg@fabrikam.example");
  g_assert_cmpstr (made->stage, ==, "lead");
  g_assert_cmpstr (made->stage_name, ==, "Lead");
  g_assert_cmpint (made->state, ==, COSELL_OPPORTUNITY_OPEN);
  g_assert_cmpint (made->modified, ==, made->created);
}

/* There and back, digit for digit; a day is a day. */
static void
test_values (void)
{
  static const char *const amounts[] = { "0.1", "25000.10", "99999999999999.99", "0", "0.00" };
  static const char *const dates[] = { "2024-02-29", "2027-12-31", "2028-01-01" };
  g_autoptr (CosellOpportunity) last = make ("Values", NULL);
  g_autofree char *name = g_strnfill (300, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (GError) error = NULL;
      CosellOpportunity *kept;

      cosell_set_str (&last->amount, amounts[i]);
      cosell_set_str (&last->close_date, dates[i % G_N_ELEMENTS (dates)]);
      cosell_set_str (&last->name, name);
      kept = crm_update (&fixture, last,
                         COSELL_OPPORTUNITY_AMOUNT | COSELL_OPPORTUNITY_CLOSE_DATE |
                             COSELL_OPPORTUNITY_NAME,
                         &error);
      g_assert_no_error (error);
      g_assert_cmpstr (kept->amount, ==, amounts[i]);
      g_assert_cmpstr (kept->close_date, ==, last->close_date);
      g_assert_cmpstr (kept->name, ==, name);
      cosell_opportunity_free (last);
      last = kept;
    }
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (CosellOpportunity) kept = NULL;

    cosell_set_str (&last->amount, NULL);
    cosell_set_str (&last->close_date, NULL);
    cosell_set_str (&last->notes, NULL);
    kept = crm_update (&fixture, last,
                       COSELL_OPPORTUNITY_AMOUNT | COSELL_OPPORTUNITY_CLOSE_DATE |
                           COSELL_OPPORTUNITY_NOTES,
                       &error);
    g_assert_no_error (error);
    g_assert_null (kept->amount);
    g_assert_null (kept->close_date);
    g_assert_null (kept->notes);
  }
}

static void
test_refused_values (void)
{
  g_autoptr (CosellOpportunity) made = make ("Refused", NULL);
  g_autoptr (CosellOpportunity) same = NULL;
  g_autoptr (GError) error = NULL;

  cosell_set_str (&made->amount, "1.234");
  g_assert_null (crm_update (&fixture, made, COSELL_OPPORTUNITY_AMOUNT, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
  g_assert_false (cosell_http_error_is_unknown_outcome (error));
  g_assert_nonnull (strstr (error->message, "digits"));
  g_clear_error (&error);
  cosell_set_str (&made->currency, "EUR");
  cosell_set_str (&made->amount, "1");
  g_assert_null (crm_update (&fixture, made, COSELL_OPPORTUNITY_AMOUNT, &error));
  g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_CURRENCY);
  g_clear_error (&error);
  same = crm_get (&fixture, made->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (same->mark, ==, made->mark);
}

/* Nothing is written over, however soon after: SQLite compares whole seconds, this client more. */
static void
test_stale (void)
{
  g_autoptr (CosellOpportunity) first = make ("First", NULL);
  g_autoptr (CosellOpportunity) second = NULL;
  g_autoptr (CosellOpportunity) kept = NULL;
  g_autoptr (GError) error = NULL;

  cosell_set_str (&first->name, "Second");
  second = crm_update (&fixture, first, COSELL_OPPORTUNITY_NAME, &error);
  g_assert_no_error (error);
  cosell_set_str (&first->name, "Third");
  g_assert_null (crm_update (&fixture, first, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT);
  g_clear_error (&error);
  kept = crm_get (&fixture, first->id, &error);
  g_assert_cmpstr (kept->name, ==, "Second");
  /* Tryton itself refuses one of another second */
  cosell_set_str (&kept->mark, "17.5 x");
  g_assert_null (crm_update (&fixture, kept, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT);
}

static void
test_gone (void)
{
  g_autoptr (CosellOpportunity) made = make ("Gone", NULL);
  g_autoptr (GError) error = NULL;
  const CosellCrmEnding lost = { .words = "x" };

  cosell_set_str (&made->id, "99999");
  g_assert_null (crm_get (&fixture, made->id, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
  g_clear_error (&error);
  g_assert_null (crm_update (&fixture, made, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
  g_clear_error (&error);
  cosell_set_str (&made->mark, NULL);
  g_assert_null (crm_update (&fixture, made, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
  g_clear_error (&error);
  g_assert_false (crm_close (&fixture, made->id, &lost, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
}

static void
test_stages (void)
{
  g_autoptr (CosellOpportunity) made = make ("Stages", "opportunity");
  g_autoptr (CosellOpportunity) back = NULL;
  g_autoptr (CosellOpportunity) converted = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (made->stage, ==, "opportunity");
  cosell_set_str (&made->stage, "lead");
  cosell_set_str (&made->name, "Both");
  back = crm_update (&fixture, made, COSELL_OPPORTUNITY_STAGE | COSELL_OPPORTUNITY_NAME, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->stage, ==, "lead");
  g_assert_cmpstr (back->name, ==, "Both");
  cosell_set_str (&back->stage, "converted");
  converted = crm_update (&fixture, back, COSELL_OPPORTUNITY_STAGE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (converted->stage, ==, "converted");
  g_assert_true (converted->amount_is_computed);
  cosell_set_str (&back->stage, "won");
  g_assert_null (crm_update (&fixture, back, COSELL_OPPORTUNITY_STAGE, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
  g_assert_nonnull (strstr (error->message, "Confirm the sale"));
}

static void
test_close (void)
{
  static const struct
  {
    const char *reason;
    const char *words;
    const char *state;
    const char *kept;
  } cases[] = {
    { NULL, "Too dear", "lost", "Too dear" },
    { "lost", NULL, "lost", "Lost" },
    { "cancelled", NULL, "cancelled", "Cancelled" },
  };
  const CosellCrmEnding won = { TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CosellOpportunity) made = make ("Close", "opportunity");
      g_autoptr (CosellOpportunity) end = NULL;
      g_autoptr (GError) error = NULL;
      const CosellCrmEnding ending = { .reason = cases[i].reason, .words = cases[i].words };

      g_assert_false (crm_close (&fixture, made->id, &won, &error));
      g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
      g_clear_error (&error);
      g_assert_true (crm_close (&fixture, made->id, &ending, &error));
      g_assert_no_error (error);
      end = crm_get (&fixture, made->id, &error);
      g_assert_cmpstr (end->stage, ==, cases[i].state);
      g_assert_cmpstr (end->reason, ==, cases[i].kept);
      g_assert_cmpint (end->state, ==, COSELL_OPPORTUNITY_LOST);
      /* a lost one cannot be cancelled, and the button says nothing */
      if (g_strcmp0 (cases[i].state, "lost") == 0)
        {
          const CosellCrmEnding cancel = { .reason = "cancelled" };

          g_assert_false (crm_close (&fixture, made->id, &cancel, &error));
          g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
        }
    }
}

/* Its sale was confirmed, and the amount is what was sold. */
static void
test_won (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) won = crm_get (&fixture, g_getenv ("COSELL_PEER_WON"), &error);

  g_assert_no_error (error);
  g_assert_cmpint (won->state, ==, COSELL_OPPORTUNITY_WON);
  g_assert_cmpstr (won->stage, ==, "won");
  g_assert_cmpstr (won->reason, ==, "Won");
  g_assert_cmpstr (won->amount, ==, "0.00");
  g_assert_true (won->amount_is_computed);
}

static void
test_parties (void)
{
  g_autofree char *number = g_uuid_string_random ();
  g_autofree char *name = g_strconcat ("100% A_B\\ “C” ", number, NULL);
  g_autofree char *large = g_ascii_strup (name, -1);
  const CosellCrmParty draft = {
    .name = name, .street = "Gatan 2", .postal_code = "11122", .city = "Malmö", .country = "SE"
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmParty) account = crm_create_party (&fixture, &draft, &error);
  g_autoptr (CosellCrmParty) contact = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (CosellOpportunity) made = make ("Contact", NULL);
  g_autoptr (CosellOpportunity) kept = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (account->name, ==, draft.name);
  g_assert_cmpstr (account->postal_code, ==, "11122");
  g_assert_cmpstr (account->country, ==, "SE");
  found = crm_find_account (&fixture, large, NULL, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = crm_find_account (&fixture, "100%", NULL, &error);
  g_assert_cmpuint (found->len, ==, 0);
  g_clear_pointer (&found, g_ptr_array_unref);
  {
    const CosellCrmParty person = { .name = "Ola Lind",

                                    .email = "ola.lind@c.example",
                                    .account_id = account->id };

    contact = crm_create_party (&fixture, &person, &error);
    g_assert_no_error (error);
  }
  g_assert_cmpstr (contact->name, ==, "Ola Lind");
  found = crm_find_contact (&fixture, "OLA.lind@c.example", account->id, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = crm_find_contact (&fixture, "ola.lind@c.example", made->account_id, &error);
  g_assert_cmpuint (found->len, ==, 0);
  g_clear_pointer (&made->contact, cosell_crm_party_free);
  made->contact = cosell_crm_party_copy (contact);
  kept = crm_update (&fixture, made, COSELL_OPPORTUNITY_CONTACT, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->contact->email, ==, "ola.lind@c.example");
  g_assert_cmpstr (kept->contact->name, ==, "Ola Lind");
}

/* Also one that was never changed after it was made; oldest change first. */
static void
test_list (void)
{
  g_autoptr (CosellOpportunity) first = make ("List 1", NULL);
  g_autoptr (CosellOpportunity) second = make ("List 2", NULL);
  g_autoptr (CosellOpportunity) changed = NULL;
  g_autoptr (CosellCrmPage) page = NULL;
  g_autoptr (GError) error = NULL;
  const char *const ids[] = { second->id, first->id, "99999", NULL };

  cosell_set_str (&first->name, "List 1, changed");
  changed = crm_update (&fixture, first, COSELL_OPPORTUNITY_NAME, &error);
  g_assert_no_error (error);
  page = crm_list (&fixture, second->modified, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->opportunities->len, ==, 2);
  g_assert_cmpstr (((CosellOpportunity *) g_ptr_array_index (page->opportunities, 0))->id, ==,
                   second->id);
  g_assert_cmpstr (((CosellOpportunity *) g_ptr_array_index (page->opportunities, 1))->name, ==,
                   "List 1, changed");
  g_clear_pointer (&page, cosell_crm_page_free);
  page = crm_list (&fixture, changed->modified + 1, NULL, NULL, &error);
  g_assert_cmpuint (page->opportunities->len, ==, 0);
  g_clear_pointer (&page, cosell_crm_page_free);
  page = crm_list (&fixture, COSELL_NO_TIME, ids, NULL, &error);
  g_assert_cmpuint (page->opportunities->len, ==, 2);
  g_clear_pointer (&page, cosell_crm_page_free);
  page = crm_list (&fixture, COSELL_NO_TIME, NULL, NULL, &error);
  g_assert_cmpuint (page->opportunities->len, >, 2);
  g_assert_false (page->cut);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("COSELL_PEER_URL") == NULL)
    g_error ("COSELL_PEER_URL and the other four are set by tests/peers/tryton/run.py");
  tryton = new_tryton (g_getenv ("COSELL_PEER_DATABASE"), g_getenv ("COSELL_PEER_PASSWORD"));
  fixture.crm = COSELL_CRM (tryton);
  g_test_add_func ("/peers/tryton/who", test_who);
  g_test_add_func ("/peers/tryton/refused-sign-in", test_refused_sign_in);
  g_test_add_func ("/peers/tryton/describe", test_describe);
  g_test_add_func ("/peers/tryton/create", test_create);
  g_test_add_func ("/peers/tryton/values", test_values);
  g_test_add_func ("/peers/tryton/refused-values", test_refused_values);
  g_test_add_func ("/peers/tryton/stale", test_stale);
  g_test_add_func ("/peers/tryton/gone", test_gone);
  g_test_add_func ("/peers/tryton/stages", test_stages);
  g_test_add_func ("/peers/tryton/close", test_close);
  g_test_add_func ("/peers/tryton/won", test_won);
  g_test_add_func ("/peers/tryton/parties", test_parties);
  g_test_add_func ("/peers/tryton/list", test_list);
  {
    int status = g_test_run ();

    g_assert_finalize_object (tryton);
    return status;
  }
}
