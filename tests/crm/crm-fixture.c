#include "crm/crm-fixture.h"

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "support/await.h"

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->client = client_new (NULL, 0, 1);
  cosell_sandbox_add_opportunities (fixture->client->sandbox, PRACTICE_OPPORTUNITIES);
  fixture->dynamics =
      cosell_dynamics_new (cosell_sandbox_get_url (fixture->client->sandbox), &error);
  g_assert_no_error (error);
  cosell_dynamics_set_token (fixture->dynamics, TEST_TOKEN);
  fixture->crm = COSELL_CRM (fixture->dynamics);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->dynamics);
  client_free (fixture->client);
}

void
salesforce_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->client = client_new (NULL, 0, 1);
  cosell_sandbox_add_opportunities (fixture->client->sandbox, PRACTICE_OPPORTUNITIES);
  fixture->salesforce =
      cosell_salesforce_new (cosell_sandbox_get_url (fixture->client->sandbox), &error);
  g_assert_no_error (error);
  cosell_salesforce_set_token (fixture->salesforce, TEST_TOKEN);
  fixture->crm = COSELL_CRM (fixture->salesforce);
}

void
salesforce_tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->salesforce);
  client_free (fixture->client);
}

CosellCrmPage *
crm_list (Fixture *fixture, gint64 since, const char *const *ids, const char *next, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_crm_list_async (fixture->crm, since, ids, next, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_crm_list_finish (fixture->crm, result, error);
}

CosellOpportunity *
crm_get (Fixture *fixture, const char *id, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_crm_get_async (fixture->crm, id, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_crm_opportunity_finish (fixture->crm, result, error);
}

CosellOpportunity *
crm_create (Fixture *fixture,
            const CosellOpportunity *opportunity,
            const char *defaults,
            GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_crm_create_async (fixture->crm, opportunity, defaults, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_crm_opportunity_finish (fixture->crm, result, error);
}

CosellOpportunity *
crm_update (Fixture *fixture,
            const CosellOpportunity *opportunity,
            CosellOpportunityFields fields,
            GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_crm_update_async (fixture->crm, opportunity, fields, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_crm_opportunity_finish (fixture->crm, result, error);
}

gboolean
crm_close (Fixture *fixture, const char *id, const CosellCrmEnding *ending, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_crm_close_async (fixture->crm, id, ending, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_crm_close_finish (fixture->crm, result, error);
}

GPtrArray *
crm_find_account (Fixture *fixture, const char *name, const char *postal_code, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_crm_find_account_async (fixture->crm, name, postal_code, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_crm_find_finish (fixture->crm, result, error);
}

GPtrArray *
crm_find_contact (Fixture *fixture, const char *email, const char *account_id, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_crm_find_contact_async (fixture->crm, email, account_id, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_crm_find_finish (fixture->crm, result, error);
}

CosellCrmParty *
crm_create_party (Fixture *fixture, const CosellCrmParty *party, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_crm_create_party_async (fixture->crm, party, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_crm_create_party_finish (fixture->crm, result, error);
}

CosellCrmDescription *
crm_describe (Fixture *fixture, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_crm_describe_async (fixture->crm, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_crm_describe_finish (fixture->crm, result, error);
}

CosellCrmUser *
crm_who (Fixture *fixture, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_crm_who_async (fixture->crm, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_crm_who_finish (fixture->crm, result, error);
}

Answer *
fixture_control (Fixture *fixture, const char *name, const char *body)
{
  g_autofree char *path = g_strconcat ("/sandbox/control/", name, NULL);
  Answer *answer = client_post (fixture->client, path, json_text (body));

  g_assert_cmpuint (answer->status, ==, 200);
  return answer;
}

CosellOpportunity *
fixture_draft (Fixture *fixture, const char *name)
{
  Answer *answer = client_get (fixture->client, PATH "accounts?$top=1&$select=accountid");
  CosellOpportunity *draft = cosell_opportunity_new ();

  draft->name = g_strdup (name);
  draft->account_id = g_strdup (answer_text (fixture->client, answer, "/value/0/accountid"));
  draft->amount = g_strdup ("25000.10");
  draft->currency = g_strdup ("SEK");
  draft->close_date = g_strdup ("2027-01-15");
  draft->notes = g_strdup ("Wants a pilot in March.");
  draft->stage = g_strdup ("1");
  return draft;
}

CosellOpportunity *
salesforce_draft (Fixture *fixture, const char *name)
{
  Answer *answer = client_get (fixture->client, "/services/data/v60.0/query?q=SELECT%20Id%20FROM%20"
                                                "Account%20LIMIT%201");
  CosellOpportunity *draft = cosell_opportunity_new ();

  draft->name = g_strdup (name);
  draft->account_id = g_strdup (answer_text (fixture->client, answer, "/records/0/Id"));
  draft->amount = g_strdup ("25000.10");
  draft->currency = g_strdup ("SEK");
  draft->close_date = g_strdup ("2027-01-15");
  draft->notes = g_strdup ("Wants a pilot in March.");
  draft->stage = g_strdup ("Qualification");
  return draft;
}

guint
fixture_count (Fixture *fixture, const char *method, char **body)
{
  Answer *answer = client_get (fixture->client, "/sandbox/control/log");
  CosellJsonValue entries = cosell_json_member (answer_root (answer), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (entries); i++)
    {
      CosellJsonValue entry = cosell_json_element (entries, i);

      if (!cosell_json_string_equal (cosell_json_member (entry, "method"), method))
        continue;
      n++;
      if (body != NULL)
        cosell_take_str (body, cosell_json_dup_raw (cosell_json_member (entry, "body")));
    }
  return n;
}
