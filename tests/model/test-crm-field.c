/* Chapter K: fields, sides, links, settings and descriptions of CRMs as values */
#include "model/cosell-crm-field.h"

#include <string.h>

#include "base/cosell-json.h"
#include "base/cosell-time.h"
#include "model/cosell-crm-description.h"
#include "model/cosell-crm-link.h"
#include "model/cosell-rule-error.h"
#include "model/crm-test.h"
#include "support/json-text.h"

#define F(name) COSELL_CRM_FIELD_##name

static void
set (char **place, const char *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

static void
test_words (void)
{
  CosellCrmDirection direction;

  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    {
      g_assert_cmpint (cosell_crm_field_parse (cosell_crm_field_nick ((CosellCrmField) i)), ==, i);
      g_assert_nonnull (cosell_crm_field_label ((CosellCrmField) i));
    }
  g_assert_cmpint (cosell_crm_field_parse ("price"), ==, COSELL_CRM_N_FIELDS);
  g_assert_cmpint (cosell_crm_field_parse (NULL), ==, COSELL_CRM_N_FIELDS);
  for (guint i = 0; i <= COSELL_CRM_BOTH; i++)
    {
      g_assert_true (cosell_crm_direction_parse (cosell_crm_direction_nick ((CosellCrmDirection) i),
                                                 &direction));
      g_assert_cmpint (direction, ==, i);
    }
  g_assert_false (cosell_crm_direction_parse ("sideways", &direction));
}

/* --- the two sides --- */

static const char own[] =
    "{'details':{'notes':' A &amp; B\\r\\nnext ','closingDateTime':'2027-01-15T00:00:00Z'},"
    "'customerProfile':{'team':[{'email':'Eva.Berg@Contoso.example'},{'firstName':'X'},"
    "{'email':'jo@contoso.example'}]}}";

static void
test_deal_side (void)
{
  g_autoptr (CosellDealData) row = crm_test_row ();
  g_autoptr (CosellCrmSheet) sheet = NULL;
  g_autoptr (CosellCrmSheet) draft = NULL;
  g_autoptr (GError) error = NULL;

  set (&row->name, "Contoso ERP");
  set (&row->value, "99999999999999.99");
  set (&row->currency, "SEK");
  set (&row->close_date, "2027-01-15");
  set (&row->team, "ola@f.example\nada@f.example");
  set (&row->solutions, "SOL-2\tRollout\nSOL-1\tSuite");
  row->stage = 60;
  sheet = cosell_crm_sheet_of_deal (row, json_text (own), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sheet->values[F (NAME)], ==, "Contoso ERP");
  g_assert_cmpstr (sheet->values[F (VALUE)], ==, "99999999999999.99 SEK");
  g_assert_cmpstr (sheet->values[F (CLOSE_DATE)], ==, "2027-01-15");
  g_assert_cmpstr (sheet->values[F (NOTES)], ==, "A & B\r\nnext");
  g_assert_cmpstr (sheet->values[F (STAGE)], ==, "60");
  g_assert_cmpstr (sheet->values[F (CONTACT)], ==, "eva.berg@contoso.example\njo@contoso.example");
  g_assert_cmpstr (sheet->values[F (TEAM)], ==, "ada@f.example\nola@f.example");
  g_assert_cmpstr (sheet->values[F (SOLUTIONS)], ==, "Rollout\nSuite");
  g_assert_cmpstr (sheet->values[F (STATUS)], ==, "open");
  row->stage = 10;
  row->status = COSELL_DEAL_STATUS_EXPIRED;
  draft = cosell_crm_sheet_of_deal (row, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (draft->values[F (STAGE)]);
  g_assert_null (draft->values[F (NOTES)]);
  g_assert_cmpstr (draft->values[F (STATUS)], ==, "lost");
  g_assert_null (cosell_crm_sheet_of_deal (row, "{", &error));
  g_assert_error (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_SYNTAX);
}

/* A date is a date on both sides, wherever the two are, and wherever this program runs. */
static void
test_dates (gconstpointer zone)
{
  g_autoptr (CosellDealData) row = crm_test_row ();
  g_autoptr (CosellOpportunity) opportunity = cosell_opportunity_new ();
  g_autoptr (CosellCrmSheet) ours = NULL;
  g_autoptr (CosellCrmSheet) theirs = NULL;

  g_setenv ("TZ", zone, TRUE);
  set (&row->close_date, "2027-01-15");
  opportunity->close_date = g_strdup ("2027-01-15");
  ours = cosell_crm_sheet_of_deal (row, NULL, NULL);
  theirs = cosell_crm_sheet_of_opportunity (opportunity);
  g_unsetenv ("TZ");
  g_assert_cmpstr (ours->values[F (CLOSE_DATE)], ==, "2027-01-15");
  g_assert_cmpstr (theirs->values[F (CLOSE_DATE)], ==, "2027-01-15");
}

static void
test_opportunity_side (void)
{
  g_autoptr (CosellOpportunity) opportunity = cosell_opportunity_new ();
  g_autoptr (CosellCrmSheet) sheet = NULL;
  g_autoptr (CosellCrmSheet) again = NULL;
  g_autofree char *json = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *currency = NULL;

  opportunity->name = g_strdup (" ");
  opportunity->amount = g_strdup ("0.10");
  opportunity->currency = g_strdup ("sek");
  opportunity->stage = g_strdup ("2");
  opportunity->state = COSELL_OPPORTUNITY_WON;
  opportunity->contact = cosell_crm_party_new ("c", "Eva Berg");
  opportunity->owner = cosell_crm_party_new ("o", "Ola Lind");
  opportunity->owner->email = g_strdup ("Ola@F.example");
  sheet = cosell_crm_sheet_of_opportunity (opportunity);
  g_assert_null (sheet->values[F (NAME)]);
  g_assert_cmpstr (sheet->values[F (VALUE)], ==, "0.10 SEK");
  g_assert_cmpstr (sheet->values[F (STAGE)], ==, "2");
  g_assert_cmpstr (sheet->values[F (CONTACT)], ==, "Eva Berg");
  g_assert_cmpstr (sheet->values[F (TEAM)], ==, "ola@f.example");
  g_assert_cmpstr (sheet->values[F (STATUS)], ==, "won");
  json = cosell_crm_sheet_to_json (sheet);
  again = cosell_crm_sheet_from_json (json);
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    g_assert_cmpstr (again->values[i], ==, sheet->values[i]);
  g_assert_true (cosell_crm_value_split ("0.10 SEK", &amount, &currency));
  g_assert_cmpstr (amount, ==, "0.10");
  g_assert_cmpstr (currency, ==, "SEK");
  g_free (amount);
  g_free (currency);
  g_assert_false (cosell_crm_value_split ("0.10", &amount, &currency));
  g_assert_false (cosell_crm_value_split ("a SEK", &amount, &currency));
  g_assert_false (cosell_crm_value_split (NULL, &amount, &currency));
}

/* --- the link --- */

static void
test_link (void)
{
  g_autoptr (CosellCrmLink) link = cosell_crm_link_new (7, "Sales", NULL);
  g_autoptr (CosellCrmLink) again = cosell_crm_link_new (7, "Sales", "o");
  g_autoptr (CosellOpportunity) opportunity = cosell_opportunity_new ();
  CosellCrmParty *party = cosell_crm_party_new ("acc", "Contoso");
  g_autofree char *json = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *empty = NULL;
  CosellCrmLinkState state;

  g_assert_cmpint (link->state, ==, COSELL_CRM_WAITING);
  g_assert_cmpint (again->state, ==, COSELL_CRM_LINKED);
  opportunity->id = g_strdup ("opp");
  opportunity->mark = g_strdup ("W/\"7\"");
  opportunity->amount_is_computed = TRUE;
  cosell_crm_link_see (link, opportunity);
  g_assert_cmpstr (link->opportunity, ==, "opp");
  link->url = g_strdup ("https://crm.example/1");
  cosell_crm_link_agree (link, F (VALUE), "0.1 SEK", "0.10 SEK");
  cosell_crm_link_agree (link, F (NOTES), NULL, "\"a\"\n");
  link->ours = 1u << F (NAME);
  link->theirs = 1u << F (CONTACT) | 1u << F (TEAM);
  link->from_crm = 1u << F (STAGE);
  cosell_crm_link_set_notice (link, F (VALUE), "stays", "1 SEK");
  cosell_crm_link_set_notice (link, COSELL_CRM_N_FIELDS, "names nothing", NULL);
  link->asks = COSELL_CRM_ASKS_ACCOUNT;
  link->make_account = TRUE;
  link->sent_at = 5;
  party->phone = g_strdup ("1");
  link->parties = g_ptr_array_new_with_free_func (cosell_crm_party_free);
  g_ptr_array_add (link->parties, party);
  json = cosell_crm_link_to_json (link);
  cosell_crm_link_read_json (again, json);
  copy = cosell_crm_link_to_json (again);
  g_assert_cmpstr (copy, ==, json);
  g_assert_cmpstr (again->base_deal->values[F (NOTES)], ==, "\"a\"\n");
  g_assert_cmpstr (again->base_crm->values[F (VALUE)], ==, "0.1 SEK");
  g_assert_cmpuint (again->agreed, ==, 1u << F (VALUE) | 1u << F (NOTES));
  g_assert_cmpstr (((CosellCrmParty *) again->parties->pdata[0])->phone, ==, "1");
  g_assert_cmpuint (again->from_crm, ==, 1u << F (STAGE));
  g_assert_cmpuint (again->notices->len, ==, 2);
  cosell_crm_link_set_notice (again, F (VALUE), NULL, NULL);
  g_assert_null (cosell_crm_link_get_notice (again, F (VALUE)));
  cosell_crm_link_agree (again, F (NAME), "A", "A");
  g_assert_cmpuint (again->ours, ==, 0);
  /* damaged: asked about again */
  cosell_crm_link_read_json (again, "{\"baseCrm\":7,\"agreed\":[\"price\",1],\"notices\":{}");
  empty = cosell_crm_link_to_json (again);
  g_assert_cmpstr (empty, ==, "{\"baseCrm\":{},\"baseDeal\":{}}");
  for (guint i = 0; i <= COSELL_CRM_GONE; i++)
    {
      g_assert_true (
          cosell_crm_link_state_parse (cosell_crm_link_state_nick ((CosellCrmLinkState) i),
                                       &state));
      g_assert_cmpint (state, ==, i);
    }
  g_assert_false (cosell_crm_link_state_parse (NULL, &state));
}

static void
test_log (void)
{
  CosellCrmLogEntry *entry =
      cosell_crm_log_entry_new (5, "Sales", TRUE, F (NAME), NULL, "A", "written");

  g_assert_cmpint (entry->at, ==, 5);
  g_assert_null (entry->old);
  g_assert_cmpstr (entry->value, ==, "A");
  cosell_crm_log_entry_free (entry);
  cosell_crm_log_entry_free (NULL);
}

/* --- settings --- */

static const struct
{
  const char *name;
  const char *key;
  const char *value;
  int error; /* −1: none */
} settings_cases[] = {
  { "stages-by-id", "stages", "{'0':40,'1':'20'}", -1 },
  { "stages-by-label", "stages", "{'QUALIFY':80}", -1 },
  { "stages-none", "stages", "{'0':null}", -1 },
  { "stages-unknown", "stages", "{'0':40,'Nowhere':20}", COSELL_RULE_ERROR_UNKNOWN },
  { "stages-number", "stages", "{'0':30}", COSELL_RULE_ERROR_SYNTAX },
  { "stages-list", "stages", "[]", COSELL_RULE_ERROR_SYNTAX },
  { "fields", "fields", "{'value':'to-crm','name':'both'}", -1 },
  { "fields-unknown", "fields", "{'value':'off','price':'both'}", COSELL_RULE_ERROR_UNKNOWN },
  { "fields-word", "fields", "{'value':'sideways'}", COSELL_RULE_ERROR_SYNTAX },
  { "fields-impossible", "fields", "{'status':'both'}", COSELL_RULE_ERROR_REFUSED },
  { "team-to", "fields", "{'team':'to-crm'}", COSELL_RULE_ERROR_REFUSED },
  { "rule", "rule", "mine", -1 },
  { "rule-word", "rule", "all", COSELL_RULE_ERROR_SYNTAX },
  { "crm-id", "allowCrmId", "true", -1 },
  { "crm-id-word", "allowCrmId", "perhaps", COSELL_RULE_ERROR_SYNTAX },
  { "alone", "alone", "on", -1 },
  { "defaults", "defaults", "{'new_region':'north'}", -1 },
  { "defaults-text", "defaults", "north", COSELL_RULE_ERROR_SYNTAX },
  { "column", "solutionsColumn", "new_key", -1 },
  { "column-unknown", "solutionsColumn", "new_price", COSELL_RULE_ERROR_UNKNOWN },
  { "column-of-the-notes", "solutionsColumn", "description", COSELL_RULE_ERROR_REFUSED },
  { "no-column", "solutionsColumn", "", -1 },
  { "key-column", "keyColumn", " new_key ", -1 },
  { "key", "colour", "blue", COSELL_RULE_ERROR_UNKNOWN },
};

/* What is refused changes nothing; what is not comes back from the store. */
static void
test_setting (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CosellCrmDescription) description = crm_test_describe ();
  g_autoptr (CosellCrmSettings) settings = crm_test_settings ();
  g_autoptr (CosellCrmSettings) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = cosell_crm_settings_to_json (settings);
  g_autofree char *after = NULL;
  g_autofree char *copy = NULL;
  gboolean done =
      cosell_crm_settings_set (settings, settings_cases[i].key, json_text (settings_cases[i].value),
                               description, &error);

  g_assert_cmpint (done, ==, settings_cases[i].error < 0);
  after = cosell_crm_settings_to_json (settings);
  if (done)
    g_assert_cmpstr (after, !=, before);
  else
    {
      g_assert_error (error, COSELL_RULE_ERROR, settings_cases[i].error);
      g_assert_cmpstr (after, ==, before);
    }
  again = cosell_crm_settings_from_json (after);
  copy = cosell_crm_settings_to_json (again);
  g_assert_cmpstr (copy, ==, after);
}

static void
test_usual (void)
{
  g_autoptr (CosellCrmSettings) usual = cosell_crm_settings_new ();
  g_autoptr (CosellCrmSettings) damaged = cosell_crm_settings_from_json (
      json_text ("{'rule':7,'fields':{'value':'sideways'},'alone':'x','allowCrmId':true}"));
  g_autoptr (CosellCrmSettings) copy = cosell_crm_settings_copy (damaged);
  g_autofree char *text = cosell_crm_settings_to_json (damaged);
  g_autofree char *copied = cosell_crm_settings_to_json (copy);

  g_assert_cmpint (usual->directions[F (NAME)], ==, COSELL_CRM_OFF);
  g_assert_cmpint (usual->directions[F (VALUE)], ==, COSELL_CRM_BOTH);
  g_assert_cmpint (usual->directions[F (TEAM)], ==, COSELL_CRM_FROM);
  g_assert_cmpint (usual->directions[F (SOLUTIONS)], ==, COSELL_CRM_OFF);
  g_assert_cmpint (damaged->directions[F (VALUE)], ==, COSELL_CRM_BOTH);
  g_assert_cmpint (damaged->rule, ==, COSELL_CRM_RULE_NONE);
  g_assert_false (damaged->alone);
  g_assert_true (damaged->allow_crm_id);
  g_assert_cmpstr (copied, ==, text);
}

/* --- the map of stages --- */

static const struct
{
  const char *name;
  const char *labels;
  const char *stages; /* in the order of the labels */
} proposals[] = {
  { "dynamics", "Qualify|Develop|Propose|Close", "20|40|60|80" },
  { "salesforce",
    "Prospecting|Qualification|Needs Analysis|Value Proposition|Id. Decision Makers|"
    "Perception Analysis|Proposal/Price Quote|Negotiation/Review",
    "20|20|40|40|40|40|60|80" },
  { "german", "Qualifizieren|Entwickeln|Vorschlagen|Abschließen", "20|40|60|80" },
  { "other-words", "A|B|C|D|E|F|G|H", "20|20|40|40|60|60|80|80" },
  { "two", "First|Second", "20|60" },
  { "one", "All", "20" },
  { "begins-with-a-word-of-its-own", "Sighted|Qualified|Developed", "20|20|40" },
};

static void
test_proposal (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (GStrv) labels = g_strsplit (proposals[i].labels, "|", -1);
  g_auto (GStrv) stages = g_strsplit (proposals[i].stages, "|", -1);
  g_autoptr (CosellCrmDescription) description = cosell_crm_description_new ();
  g_autoptr (GHashTable) map = NULL;

  for (guint j = 0; labels[j] != NULL; j++)
    cosell_crm_description_add_choice (description->stages, g_strdup_printf ("id-%u", j),
                                       g_strdup (labels[j]), COSELL_OPPORTUNITY_OPEN);
  cosell_crm_description_add_choice (description->stages, g_strdup ("won"), g_strdup ("Closed Won"),
                                     COSELL_OPPORTUNITY_WON);
  map = cosell_crm_settings_propose_stages (description);
  g_assert_cmpuint (g_hash_table_size (map), ==, g_strv_length (labels));
  for (guint j = 0; stages[j] != NULL; j++)
    {
      g_autofree char *id = g_strdup_printf ("id-%u", j);

      g_assert_cmpstr (g_hash_table_lookup (map, id), ==, stages[j]);
    }
}

static void
test_stage_map (void)
{
  g_autoptr (CosellCrmDescription) description = crm_test_describe ();
  g_autoptr (CosellCrmSettings) settings = crm_test_settings ();

  g_assert_cmpstr (cosell_crm_settings_stage_from (settings, "5"), ==, "60");
  g_assert_null (cosell_crm_settings_stage_from (settings, "9"));
  g_assert_null (cosell_crm_settings_stage_from (settings, NULL));
  g_assert_cmpstr (cosell_crm_settings_stage_to (settings, "60", description), ==, "2");
  g_assert_cmpstr (cosell_crm_settings_stage_to (settings, "60", NULL), ==, "2");
  g_assert_null (cosell_crm_settings_stage_to (settings, "10", description));
  g_assert_null (cosell_crm_settings_stage_to (settings, NULL, description));
}

/* --- K1 --- */

static const struct
{
  const char *name;
  CosellCrmRule rule;
  int status;
  int type;
  int direction;
  gint64 id;
  gboolean gone;
  const char *own;
  gboolean included;
} include_cases[] = {
  { "none", COSELL_CRM_RULE_NONE, COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_CO_SELL,
    COSELL_DIRECTION_INBOUND, 7, FALSE, "ola@f.example", FALSE },
  { "inbound", COSELL_CRM_RULE_INBOUND, COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_CO_SELL,
    COSELL_DIRECTION_INBOUND, 7, FALSE, NULL, TRUE },
  { "outbound", COSELL_CRM_RULE_INBOUND, COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_CO_SELL,
    COSELL_DIRECTION_OUTBOUND, 7, FALSE, NULL, FALSE },
  { "mine", COSELL_CRM_RULE_MINE, COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_PRIVATE,
    COSELL_DIRECTION_OUTBOUND, 7, FALSE, "ola@f.example", TRUE },
  { "not-mine", COSELL_CRM_RULE_MINE, COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_PRIVATE,
    COSELL_DIRECTION_OUTBOUND, 7, FALSE, "la@f.example", FALSE },
  { "nobody", COSELL_CRM_RULE_MINE, COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_PRIVATE,
    COSELL_DIRECTION_OUTBOUND, 7, FALSE, NULL, FALSE },
  { "lead", COSELL_CRM_RULE_INBOUND, COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_LEAD,
    COSELL_DIRECTION_INBOUND, 7, FALSE, NULL, FALSE },
  { "received", COSELL_CRM_RULE_INBOUND, COSELL_DEAL_STATUS_RECEIVED, COSELL_DEAL_TYPE_CO_SELL,
    COSELL_DIRECTION_INBOUND, 7, FALSE, NULL, FALSE },
  { "closed", COSELL_CRM_RULE_INBOUND, COSELL_DEAL_STATUS_WON, COSELL_DEAL_TYPE_CO_SELL,
    COSELL_DIRECTION_INBOUND, 7, FALSE, NULL, FALSE },
  { "hidden-half", COSELL_CRM_RULE_INBOUND, COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_CO_SELL,
    COSELL_DIRECTION_INBOUND, -7, FALSE, NULL, FALSE },
  { "gone", COSELL_CRM_RULE_INBOUND, COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_CO_SELL,
    COSELL_DIRECTION_INBOUND, 7, TRUE, NULL, FALSE },
};

static void
test_include (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CosellCrmSettings) settings = cosell_crm_settings_new ();
  g_autoptr (CosellDealData) row = crm_test_row ();

  settings->rule = include_cases[i].rule;
  row->status = include_cases[i].status;
  row->type = include_cases[i].type;
  row->direction = include_cases[i].direction;
  row->id = include_cases[i].id;
  row->invisible_since = include_cases[i].gone ? 5 : COSELL_NO_TIME;
  set (&row->team, "ada@f.example\nola@f.example");
  g_assert_cmpint (cosell_crm_settings_include (settings, row, include_cases[i].own), ==,
                   include_cases[i].included);
}

/* --- the description --- */

static void
test_description (void)
{
  g_autoptr (CosellCrmDescription) description = crm_test_describe ();
  g_autofree char *json = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (CosellCrmDescription) again = NULL;

  cosell_crm_description_add_choice (description->reasons, g_strdup ("5"), NULL,
                                     COSELL_OPPORTUNITY_LOST);
  json = cosell_crm_description_to_json (description);
  again = cosell_crm_description_from_json (json);
  g_assert_nonnull (again);
  copy = cosell_crm_description_to_json (again);
  g_assert_cmpstr (copy, ==, json);
  g_assert_cmpuint (cosell_crm_description_get_field (again, COSELL_OPPORTUNITY_NOTES)->length, ==,
                    20);
  g_assert_cmpstr (cosell_crm_description_get_field (again, COSELL_OPPORTUNITY_AMOUNT)->most, ==,
                   "99999999999999.99");
  g_assert_null (cosell_crm_description_from_json (NULL));
  g_assert_null (cosell_crm_description_from_json ("{"));
  g_assert_null (cosell_crm_description_from_json ("{\"stages\":[]}"));
  g_assert_null (cosell_crm_description_from_json (json_text (
      "{'stages':[{'id':'0','state':'sold'}],'reasons':[],'currencies':[],'columns':[]}")));
}

#define ADD_TABLE(prefix, table, function)                                                         \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)                                                 \
    {                                                                                              \
      g_autofree char *path = g_strconcat (prefix, table[i].name, NULL);                           \
                                                                                                   \
      g_test_add_data_func (path, GUINT_TO_POINTER (i), function);                                 \
    }

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crm-field/K3-words", test_words);
  g_test_add_func ("/crm-field/K4-K7-K11-deal-side", test_deal_side);
  g_test_add_func ("/crm-field/K4-K8-opportunity-side", test_opportunity_side);
  g_test_add_data_func ("/crm-field/K5-utc-minus-11", "UTC+11", test_dates);
  g_test_add_data_func ("/crm-field/K5-utc-plus-14", "UTC-14", test_dates);
  g_test_add_func ("/crm-field/K1-K2-link", test_link);
  g_test_add_func ("/crm-field/log", test_log);
  g_test_add_func ("/crm-field/K3-usual", test_usual);
  g_test_add_func ("/crm-field/K7-map", test_stage_map);
  g_test_add_func ("/crm-field/description", test_description);
  ADD_TABLE ("/crm-field/K3-K7-K13-set/", settings_cases, test_setting);
  ADD_TABLE ("/crm-field/K7-proposal/", proposals, test_proposal);
  ADD_TABLE ("/crm-field/K1-rule/", include_cases, test_include);
  return g_test_run ();
}
