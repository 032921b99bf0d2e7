/* test-tryton.c: Tryton as a CRM */
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "crm/tryton-fixture.h"

static CosellOpportunity *
new_change (const char *mark)
{
  CosellOpportunity *change = cosell_opportunity_new ();

  change->id = g_strdup ("7");
  change->mark = g_strdup (mark);
  change->name = g_strdup ("New");
  return change;
}

/* --- writing --- */

/* What goes over the wire, byte for byte. */
static void
test_create (TrytonTest *test, gconstpointer data)
{
  static const char *const amounts[] = { "0.1", "25000.10", "99999999999999.99" };

  answer_sign_in (test);
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellOpportunity) draft = cosell_opportunity_new ();
      g_autoptr (CosellOpportunity) made = NULL;
      guint before = script_server_get_n_requests (test->server);
      g_autofree char *amount = g_strdup_printf ("'%s'", amounts[i]);
      g_autofree char *params = g_strdup_printf (
          "[[{'state':'opportunity','description':'\u00c5 \\\"x\\\"','reference':'k',"
          "'amount':{'__class__':'Decimal','decimal':'%s'},"
          "'end_date':{'__class__':'date','year':2027,'month':1,'day':15},'party':3,"
          "'contact':5,'employee':1,'conversion_probability':0.3}]," CONTEXT "]",
          amounts[i]);

      draft->name = g_strdup ("\u00c5 \"x\"");
      draft->amount = g_strdup (amounts[i]);
      draft->currency = g_strdup ("sek");
      draft->close_date = g_strdup ("2027-01-15");
      draft->key = g_strdup ("k");
      draft->account_id = g_strdup ("3");
      draft->contact = cosell_crm_party_new ("5", NULL);
      draft->owner = cosell_crm_party_new ("1", NULL);
      draft->stage = g_strdup ("opportunity");
      /* the currency of the company is asked for once */
      if (i == 0)
        answer (test, "[{'id':1,'currency.':{'id':1,'code':'SEK','digits':2}}]");
      answer (test, "[7]");
      answer_row (test, "/amount/decimal", amount, NULL);
      made =
          crm_create (&test->base, draft, "{\"conversion_probability\":0.3,\"party\":9}", &error);
      g_assert_no_error (error);
      g_assert_cmpstr (made->amount, ==, amounts[i]);
      if (i == 0)
        before += SIGN_INS + 1;
      assert_asked (test, before, "model.sale.opportunity.create", NULL);
      {
        g_autofree char *sent = dup_params (test, before, NULL);

        g_assert_true (cosell_json_text_equal (sent, json_text (params)));
        g_assert_nonnull (strstr (sent, amounts[i]));
      }
    }
}

/* Nothing is written that cannot be kept, or has no meaning there. */
static void
test_refused_here (TrytonTest *test, gconstpointer data)
{
  static const struct
  {
    const char *amount;
    const char *date;
    const char *stage;
    const char *account;
    GQuark (*domain) (void);
    int code;
    gboolean asks;
  } cases[] = {
    { "1,5", NULL, NULL, NULL, cosell_crm_error_quark, COSELL_CRM_ERROR_VALUE },
    { NULL, "soon", NULL, NULL, cosell_crm_error_quark, COSELL_CRM_ERROR_VALUE },
    { NULL, NULL, "lost", NULL, cosell_crm_error_quark, COSELL_CRM_ERROR_VALUE },
    { NULL, NULL, "won", NULL, cosell_http_error_quark, COSELL_HTTP_ERROR_REJECTED },
    { NULL, NULL, NULL, "3]]", cosell_crm_error_quark, COSELL_CRM_ERROR_VALUE },
    { "1.5", NULL, NULL, NULL, cosell_crm_error_quark, COSELL_CRM_ERROR_CURRENCY, TRUE },
  };
  const CosellCrmEnding won = { TRUE };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CosellOpportunity) draft = cosell_opportunity_new ();
      g_autoptr (GError) why = NULL;

      draft->amount = g_strdup (cases[i].amount);
      draft->currency = g_strdup ("EUR");
      draft->close_date = g_strdup (cases[i].date);
      draft->stage = g_strdup (cases[i].stage);
      draft->account_id = g_strdup (cases[i].account);
      if (cases[i].asks)
        {
          answer_sign_in (test);
          answer (test, "[{'id':1,'currency.':{'id':1,'code':'SEK','digits':2}}]");
        }
      g_assert_null (crm_create (&test->base, draft, NULL, &why));
      g_assert_true (g_error_matches (why, cases[i].domain (), cases[i].code));
      g_assert_false (cosell_http_error_is_unknown_outcome (why));
    }
  g_assert_false (crm_close (&test->base, "7", &won, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
  g_assert_nonnull (strstr (error->message, "Confirm the sale"));
  g_clear_error (&error);
  g_assert_null (crm_get (&test->base, "7]]", &error));
  g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
  g_assert_cmpuint (script_server_get_n_requests (test->server), ==, SIGN_INS + 1);
}

/* A mark of whole seconds is compared here first; one of PostgreSQL has more, and is enough. */
static void
test_marks (TrytonTest *test, gconstpointer data)
{
  static const char same[] = "1795161901 2026-11-20T08:05:01.000020Z";
  g_autoptr (CosellOpportunity) coarse = new_change (same);
  g_autoptr (CosellOpportunity) stale = new_change ("1795161901 2026-11-20T08:05:01.000019Z");
  g_autoptr (CosellOpportunity) fine = new_change ("1795161901.000020 2026-11-20T08:05:01.000020Z");
  g_autoptr (CosellOpportunity) kept = NULL;
  g_autoptr (GError) error = NULL;

  answer_sign_in (test);
  answer_row (test, NULL);
  answer (test, "null");
  answer_row (test, NULL);
  kept = crm_update (&test->base, coarse, COSELL_OPPORTUNITY_NAME, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->mark, ==, same);
  assert_asked (test, SIGN_INS + 1, "model.sale.opportunity.write",
                "[[7],{'description':'New'},{'language':'en','company':1,'company_filter':'one',"
                "'employee':1,'_timestamp':{'sale.opportunity,7':'1795161901'}}]");
  answer_row (test, NULL);
  g_assert_null (crm_update (&test->base, stale, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpuint (script_server_get_n_requests (test->server), ==, SIGN_INS + 4);
  cosell_opportunity_free (kept);
  answer (test, "null");
  answer_row (test, NULL);
  kept = crm_update (&test->base, fine, COSELL_OPPORTUNITY_NAME, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script_server_get_n_requests (test->server), ==, SIGN_INS + 6);
  /* what is gone meanwhile is refused with the words of what may not be changed */
  refuse (test, "['UserError',['You are not allowed to write to records','',null]]");
  answer (test, "[]");
  g_assert_null (crm_update (&test->base, fine, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
  g_clear_error (&error);
  refuse (test, "['UserError',['You are not allowed to write to records','',null]]");
  answer_row (test, NULL);
  g_assert_null (crm_update (&test->base, fine, COSELL_OPPORTUNITY_NAME, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
  g_assert_false (cosell_http_error_is_unknown_outcome (error));
}

/* What fails after a part was carried out may have been carried out. */
static void
test_half_done (TrytonTest *test, gconstpointer data)
{
  g_autoptr (CosellOpportunity) change = new_change (NULL);
  g_autoptr (CosellOpportunity) draft = cosell_opportunity_new ();
  g_autoptr (CosellOpportunity) made = NULL;
  g_autoptr (GError) error = NULL;

  change->stage = g_strdup ("converted");
  answer_sign_in (test);
  answer (test, "null");
  refuse (test, "['UserError',['A party is missing.','',null]]");
  answer_row (test, NULL);
  g_assert_null (
      crm_update (&test->base, change, COSELL_OPPORTUNITY_NAME | COSELL_OPPORTUNITY_STAGE, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
  g_assert_true (cosell_http_error_is_unknown_outcome (error));
  g_clear_error (&error);
  draft->name = g_strdup ("Once");
  answer (test, "[7]");
  script_server_reply_raw (test->server, "");
  g_assert_null (crm_create (&test->base, draft, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
  g_assert_true (cosell_http_error_is_unknown_outcome (error));
  g_clear_error (&error);
  /* one whose stage was not reached stands there all the same */
  draft->stage = g_strdup ("converted");
  answer (test, "[7]");
  refuse (test, "['UserError',['A payment term is missing.','',null]]");
  answer_row (test, "/state", "'opportunity'", NULL);
  made = crm_create (&test->base, draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (made->stage, ==, "opportunity");
}

/* A database without contacts of opportunities is neither asked for them nor given one. */
static void
test_without_contact (TrytonTest *test, gconstpointer data)
{
  g_autoptr (CosellOpportunity) change = new_change (NULL);
  g_autoptr (CosellOpportunity) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *params = NULL;

  change->contact = cosell_crm_party_new ("5", NULL);
  answer (test, LOGIN);
  answer (test, PREFERENCES);
  answer (test, "{" STATES "}");
  answer (test, "null");
  answer_row (test, NULL);
  kept = crm_update (&test->base, change, COSELL_OPPORTUNITY_NAME | COSELL_OPPORTUNITY_CONTACT,
                     &error);
  g_assert_no_error (error);
  assert_asked (test, SIGN_INS, "model.sale.opportunity.write",
                "[[7],{'description':'New'}," CONTEXT "]");
  params = dup_params (test, SIGN_INS + 1, NULL);
  g_assert_null (strstr (params, "contact"));
}

/* Fields that a module of their own has added. */
static void
test_columns (TrytonTest *test, gconstpointer data)
{
  static const char *const bad[] = { "", "a.b", "A", "x\"" };
  g_autoptr (CosellOpportunity) change = new_change (NULL);
  g_autoptr (CosellOpportunity) kept = NULL;
  g_autoptr (CosellCrmDescription) description = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *params = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (cosell_crm_set_columns (test->base.crm, bad[i], NULL, &error));
      g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
      g_clear_error (&error);
    }
  g_assert_true (cosell_crm_set_columns (test->base.crm, "referral_id", "solutions", &error));
  change->key = g_strdup ("k");
  change->solutions = g_strdup ("SOL-1");
  answer_sign_in (test);
  answer (test, "null");
  answer_row (test, "/referral_id", "'k'", "/solutions", "'SOL-1'", NULL);
  kept = crm_update (&test->base, change, COSELL_OPPORTUNITY_KEY | COSELL_OPPORTUNITY_SOLUTIONS,
                     &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->key, ==, "k");
  g_assert_cmpstr (kept->solutions, ==, "SOL-1");
  assert_asked (test, SIGN_INS, "model.sale.opportunity.write",
                "[[7],{'referral_id':'k','solutions':'SOL-1'}," CONTEXT "]");
  params = dup_params (test, SIGN_INS + 1, NULL);
  g_assert_nonnull (strstr (params, json_text ("'referral_id','solutions']")));
  answer (test, "[{'id':1,'currency.':{'id':1,'code':'SEK','digits':2}}]");
  answer (test, "{'reference':{'type':'char'},'referral_id':{'type':'char'},"
                "'solutions':{'type':'text'}}");
  description = crm_describe (&test->base, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_KEY)->name, ==,
                   "referral_id");
  g_assert_cmpstr (
      cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_SOLUTIONS)->name, ==,
      "solutions");
}

static void
test_close (TrytonTest *test, gconstpointer data)
{
  const CosellCrmEnding lost = { .words = "Too dear" };
  const CosellCrmEnding cancel = { .reason = "cancelled", .words = "not kept" };
  g_autoptr (GError) error = NULL;

  answer_sign_in (test);
  answer (test, "null");
  answer (test, "null");
  answer (test, "[{'id':7,'state':'lost'}]");
  g_assert_true (crm_close (&test->base, "7", &lost, &error));
  g_assert_no_error (error);
  assert_asked (test, SIGN_INS, "model.sale.opportunity.write",
                "[[7],{'lost_reason':'Too dear'}," CONTEXT "]");
  assert_asked (test, SIGN_INS + 1, "model.sale.opportunity.lost", "[[7]," CONTEXT "]");
  /* a button that does not fit does nothing, and says nothing */
  answer (test, "null");
  answer (test, "[{'id':7,'state':'won'}]");
  g_assert_false (crm_close (&test->base, "7", &cancel, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED);
  g_assert_false (cosell_http_error_is_unknown_outcome (error));
  assert_asked (test, SIGN_INS + 3, "model.sale.opportunity.cancel", "[[7]," CONTEXT "]");
}

/* --- reading --- */

static void
test_read (TrytonTest *test, gconstpointer data)
{
  g_autoptr (CosellOpportunity) lost = NULL;
  g_autoptr (CosellOpportunity) odd = NULL;
  g_autoptr (CosellOpportunity) won = NULL;
  g_autoptr (GError) error = NULL;

  answer_sign_in (test);
  answer_row (test, "/contact", "5", "/contact.",
              "{'id':5,'name':'Sara Ek','type':'email','value':'s@ek.example','party':3,"
              "'party.':{'id':3,'name':'Contoso AB'}}",
              "/write_date",
              "{'__class__':'datetime','year':2026,'month':11,'day':21,'hour':0,'minute':0,"
              "'second':0,'microsecond':5}",
              "/write_uid", "2", "/state", "'lost'", "/lost_reason", "'Too dear'", "/reference",
              "'k'", NULL);
  lost = crm_get (&test->base, "7", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lost->name, ==, "ERP move");
  g_assert_cmpstr (lost->notes, ==, "Wants a pilot");
  g_assert_cmpstr (lost->amount, ==, "25000.10");
  g_assert_cmpstr (lost->currency, ==, "SEK");
  g_assert_cmpstr (lost->currency_name, ==, "Swedish krona");
  g_assert_cmpstr (lost->close_date, ==, "2027-01-15");
  g_assert_cmpstr (lost->key, ==, "k");
  g_assert_cmpstr (lost->account_id, ==, "3");
  g_assert_cmpstr (lost->account_name, ==, "Contoso AB");
  g_assert_cmpstr (lost->contact->email, ==, "s@ek.example");
  g_assert_cmpstr (lost->contact->account_id, ==, "3");
  g_assert_cmpstr (lost->owner->name, ==, "Kim Berg");
  g_assert_cmpstr (lost->owner->email, ==, "kim.berg@fabrikam.example");
  g_assert_cmpstr (lost->owner->first_name, ==, "Kim");
  g_assert_cmpstr (lost->owner->last_name, ==, "Berg");
  g_assert_null (lost->owner->phone);
  g_assert_cmpstr (lost->stage, ==, "lost");
  g_assert_cmpstr (lost->stage_name, ==, "Lost");
  g_assert_cmpstr (lost->reason, ==, "Too dear");
  g_assert_cmpint (lost->state, ==, COSELL_OPPORTUNITY_LOST);
  g_assert_cmpstr (lost->mark, ==, "1795161901 2026-11-21T00:00:00.000005Z");
  g_assert_cmpstr (lost->modified_by, ==, "2");
  g_assert_cmpint (lost->modified % G_TIME_SPAN_SECOND, ==, 5);
  /* what is none is not there, and costs nothing else */
  answer_row (test, "/amount", "{'__class__':'Decimal','decimal':'NaN'}", "/end_date",
              "{'__class__':'date','year':2027,'month':13,'day':1}", "/create_date", "null",
              "/party", "'3'", "/state", "'theirs'", "/description", "''", NULL);
  odd = crm_get (&test->base, "7", &error);
  g_assert_no_error (error);
  g_assert_null (odd->amount);
  g_assert_null (odd->close_date);
  g_assert_null (odd->account_id);
  g_assert_null (odd->name);
  g_assert_cmpint (odd->created, ==, COSELL_NO_TIME);
  g_assert_cmpstr (odd->stage, ==, "theirs");
  g_assert_cmpstr (odd->stage_name, ==, "theirs");
  answer_row (test, "/state", "'won'", NULL);
  won = crm_get (&test->base, "7", &error);
  g_assert_cmpint (won->state, ==, COSELL_OPPORTUNITY_WON);
  g_assert_cmpstr (won->reason, ==, "Won");
  g_assert_true (won->amount_is_computed);
  /* another one, or none */
  answer_row (test, "/id", "8", NULL);
  g_assert_null (crm_get (&test->base, "7", &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  g_clear_error (&error);
  answer (test, "[]");
  g_assert_null (crm_get (&test->base, "7", &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
}

static const CosellOpportunity *
nth (const CosellCrmPage *page, guint n)
{
  return g_ptr_array_index (page->opportunities, n);
}

/* Asked for by ids, 500 at a time, until it is whole; then in the order of the changes. */
static void
test_list (TrytonTest *test, gconstpointer data)
{
  g_autoptr (GString) rows = g_string_new ("[");
  g_autoptr (CosellCrmPage) page = NULL;
  g_autoptr (GError) error = NULL;
  const char *const ids[] = { "7", "600", NULL };
  const char *const bad[] = { "1]]", NULL };
  gint64 since;

  for (guint i = 1; i <= 500; i++)
    g_string_append_printf (rows,
                            "%s{'id':%u,'state':'lead','create_date':{'__class__':'datetime',"
                            "'year':2026,'month':11,'day':20,'hour':8,'minute':0,'second':0,"
                            "'microsecond':%u}}",
                            i > 1 ? "," : "", i, 1000 - i);
  g_string_append_c (rows, ']');
  answer_sign_in (test);
  answer (test, rows->str);
  answer (test, "[{'id':600,'state':'lead','create_date':{'__class__':'datetime','year':2020,"
                "'month':1,'day':1,'hour':0,'minute':0,'second':0,'microsecond':0}},{'id':'x'},7]");
  page = crm_list (&test->base, COSELL_NO_TIME, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->opportunities->len, ==, 501);
  g_assert_cmpuint (page->skipped, ==, 2);
  g_assert_null (page->next);
  g_assert_false (page->cut);
  g_assert_cmpstr (nth (page, 0)->id, ==, "600");
  g_assert_cmpstr (nth (page, 1)->id, ==, "500");
  g_assert_cmpstr (nth (page, 500)->id, ==, "1");
  {
    g_autofree char *first = dup_params (test, SIGN_INS, NULL);
    g_autofree char *second = dup_params (test, SIGN_INS + 1, NULL);

    g_assert_true (g_str_has_prefix (first, json_text ("[[['id','>',0]],0,500,[['id','ASC']],")));
    g_assert_true (g_str_has_prefix (second, json_text ("[[['id','>',500]],0,500,")));
  }
  g_clear_pointer (&page, cosell_crm_page_free);
  cosell_time_parse ("2026-11-20T08:05:01.000020Z", &since);
  answer (test, "[]");
  page = crm_list (&test->base, since, ids, NULL, &error);
  g_assert_no_error (error);
  {
    const char *instant = "{'__class__':'datetime','year':2026,'month':11,'day':20,'hour':8,"
                          "'minute':5,'second':1,'microsecond':20}";
    g_autofree char *domain =
        g_strdup_printf ("[[['id','>',0],['OR',['write_date','>=',%s],[['write_date','=',null],"
                         "['create_date','>=',%s]]],['id','in',[7,600]]],0,",
                         instant, instant);
    g_autofree char *third = dup_params (test, SIGN_INS + 2, NULL);

    g_assert_true (g_str_has_prefix (third, json_text (domain)));
  }
  g_clear_pointer (&page, cosell_crm_page_free);
  g_assert_null (crm_list (&test->base, COSELL_NO_TIME, bad, NULL, &error));
  g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
}

static void
test_describe (TrytonTest *test, gconstpointer data)
{
  g_autoptr (CosellCrmDescription) description = NULL;
  g_autoptr (GError) error = NULL;
  const CosellCrmColumn *column;

  answer_sign_in (test);
  answer (test, "[{'id':1,'currency.':{'id':4,'code':'JPY','digits':0}}]");
  answer (test, "{" STATES "," CONTACT ","
                "'amount':{'readonly':false,'required':false,'type':'numeric','string':'Amount',"
                "'digits':'[16, {}]'},"
                "'description':{'readonly':false,'required':false,'type':'char','size':80,"
                "'string':'Description'},"
                "'number':{'readonly':true,'required':true,'type':'char','string':'Number'},"
                "'start_date':{'readonly':false,'required':true,'type':'date','string':'Start'},"
                "'region':{'readonly':false,'required':true,'type':'char','string':'Region'}}");
  answer (test, "{'start_date':{'__class__':'date','year':2026,'month':11,'day':30}}");
  description = crm_describe (&test->base, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script_server_get_n_requests (test->server), ==, SIGN_INS + 3);
  assert_asked (test, SIGN_INS + 2, "model.sale.opportunity.default_get",
                "[['start_date','region'],false," CONTEXT "]");
  g_assert_cmpuint (description->stages->len, ==, 3);
  g_assert_cmpuint (description->reasons->len, ==, 3);
  g_assert_cmpstr (((CosellCrmChoice *) g_ptr_array_index (description->stages, 1))->label, ==,
                   "Opportunity");
  g_assert_cmpint (((CosellCrmChoice *) g_ptr_array_index (description->reasons, 0))->state, ==,
                   COSELL_OPPORTUNITY_WON);
  g_assert_cmpuint (description->currencies->len, ==, 1);
  g_assert_cmpuint (cosell_crm_description_get_currency (description, "JPY")->decimals, ==, 0);
  column = cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_NAME);
  g_assert_cmpstr (column->name, ==, "description");
  g_assert_cmpuint (column->length, ==, 80);
  column = cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_AMOUNT);
  g_assert_cmpint (column->decimals, ==, 0);
  column = cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_STAGE);
  g_assert_true (column->updatable);
  g_assert_false (cosell_crm_description_get_column (description, "number")->mandatory);
  g_assert_false (cosell_crm_description_get_column (description, "number")->creatable);
  /* what Tryton fills in by itself nobody has to */
  g_assert_false (cosell_crm_description_get_column (description, "start_date")->mandatory);
  g_assert_true (cosell_crm_description_get_column (description, "region")->mandatory);
}

/* Names are compared whole, whatever is in them. */
static void
test_parties (TrytonTest *test, gconstpointer data)
{
  const CosellCrmParty draft = { .name = "Contoso", .postal_code = "211 34", .country = "SE" };
  const CosellCrmParty person = { .name = "Ola", .email = "o@c.example", .account_id = "3" };
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (CosellCrmParty) account = NULL;
  g_autoptr (CosellCrmParty) contact = NULL;
  g_autoptr (GError) error = NULL;
  const CosellCrmParty *found;

  answer_sign_in (test);
  answer (test, "[{'id':3,'name':'100% A_B'},{'id':4,'name':'100% a_b'}]");
  answer (test, "[{'id':1,'party':3,'street':'Old','postal_code':'1','city':null,'country.':null},"
                "{'id':2,'party':3,'street':'New','postal_code':'211 34','city':'M',"
                "'country.':{'id':1,'code':'SE'}}]");
  accounts = crm_find_account (&test->base, "100% A_B\\", "211 34", &error);
  g_assert_no_error (error);
  assert_asked (test, SIGN_INS, "model.party.party.search_read",
                "[[['name','ilike','100\\\\% A\\\\_B\\\\\\\\'],['addresses.postal_code','=',"
                "'211 34']],0,20,null,['name']," CONTEXT "]");
  g_assert_cmpuint (accounts->len, ==, 2);
  found = g_ptr_array_index (accounts, 0);
  g_assert_cmpstr (found->street, ==, "New");
  g_assert_cmpstr (found->country, ==, "SE");
  /* a country that the database lacks is left out */
  answer (test, "[]");
  answer (test, "[9]");
  answer (test, "[{'id':9,'name':'Contoso'}]");
  answer (test, "[{'id':3,'party':9,'street':null,'postal_code':'211 34','city':null,"
                "'country.':null}]");
  account = crm_create_party (&test->base, &draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (account->id, ==, "9");
  g_assert_cmpstr (account->postal_code, ==, "211 34");
  assert_asked (test, SIGN_INS + 3, "model.party.party.create",
                "[[{'name':'Contoso','addresses':[['create',[{'postal_code':'211 34'}]]]}]," CONTEXT
                "]");
  answer (test, "[11]");
  answer (test, "[{'id':11,'name':null,'value':'o@c.example','party':3,"
                "'party.':{'id':3,'name':'Contoso'}}]");
  contact = crm_create_party (&test->base, &person, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contact->email, ==, "o@c.example");
  g_assert_cmpstr (contact->name, ==, "Contoso");
  assert_asked (test, SIGN_INS + 6, "model.party.contact_mechanism.create",
                "[[{'name':'Ola','party':3,'type':'email','value':'o@c.example'}]," CONTEXT "]");
}

/* --- addresses --- */

static void
test_addresses (TrytonTest *test, gconstpointer data)
{
  static const char *const bad[] = { "http://erp.example", "ftp://erp.example",
                                     "https://erp.example/crm", "https://me@erp.example" };
  static const char *const databases[] = { "", ".", "../x", "a/b", "a?b", "å", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *link = cosell_crm_dup_link (test->base.crm, "7");

  g_assert_true (g_str_has_suffix (link, "/#crm/model/sale.opportunity/7"));
  g_assert_null (cosell_crm_dup_link (test->base.crm, "../7"));
  g_assert_false (cosell_crm_takes_ids (test->base.crm));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (cosell_tryton_new (bad[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (databases); i++)
    {
      g_assert_false (cosell_tryton_set_user (test->tryton, databases[i], "kim", &error));
      g_assert_error (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE);
      g_clear_error (&error);
    }
  g_assert_false (cosell_tryton_set_user (test->tryton, "crm", " ", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD_TRYTON ("create", test_create);
  ADD_TRYTON ("refused-here", test_refused_here);
  ADD_TRYTON ("marks", test_marks);
  ADD_TRYTON ("half-done", test_half_done);
  ADD_TRYTON ("without-contact", test_without_contact);
  ADD_TRYTON ("columns", test_columns);
  ADD_TRYTON ("close", test_close);
  ADD_TRYTON ("read", test_read);
  ADD_TRYTON ("list", test_list);
  ADD_TRYTON ("describe", test_describe);
  ADD_TRYTON ("parties", test_parties);
  ADD_TRYTON ("addresses", test_addresses);
  return g_test_run ();
}
