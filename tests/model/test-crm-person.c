/* Chapter K: what a person says about a deal's opportunity, and the conflicts that are shown to
 * them */
#include "model/cosell-crm-conflict.h"
#include "model/cosell-crm-person.h"
#include "model/cosell-rule-error.h"

#include "base/cosell-time.h"
#include "model/crm-test.h"
#include "support/json-text.h"

/* K1 */
static void
test_who (void)
{
  static const struct
  {
    CosellDealType type;
    CosellDealStatus status;
    gint64 gone;
    gboolean create, link;
  } cases[] = {
    { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, COSELL_NO_TIME, TRUE, TRUE },
    { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_RECEIVED, COSELL_NO_TIME, FALSE, TRUE },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_DRAFT, COSELL_NO_TIME, FALSE, TRUE },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_WON, COSELL_NO_TIME, FALSE, TRUE },
    { COSELL_DEAL_TYPE_LEAD, COSELL_DEAL_STATUS_ACCEPTED, COSELL_NO_TIME, FALSE, FALSE },
    { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, G_TIME_SPAN_DAY, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CosellDealData) row = crm_test_row ();

      row->type = cases[i].type;
      row->status = cases[i].status;
      row->invisible_since = cases[i].gone;
      g_assert_cmpint (cosell_crm_person_may_create (row, NULL), ==, cases[i].create);
      g_assert_cmpint (cosell_crm_person_may_link (row, NULL), ==, cases[i].link);
    }
}

static CosellCrmLink *
asking (CosellCrmAsks asks)
{
  CosellCrmLink *link = cosell_crm_link_new (1, "Sales", NULL);

  link->state = COSELL_CRM_QUESTION;
  link->asks = asks;
  link->sent_at = G_TIME_SPAN_DAY;
  link->other = g_strdup ("other");
  if (asks == COSELL_CRM_ASKS_ACCOUNT)
    {
      link->parties = g_ptr_array_new_with_free_func (cosell_crm_party_free);
      g_ptr_array_add (link->parties, cosell_crm_party_new ("a1", "Contoso"));
      g_ptr_array_add (link->parties, cosell_crm_party_new ("a2", "Contoso"));
    }
  return link;
}

static void
test_answers (void)
{
  static const struct
  {
    CosellCrmAsks asks;
    const char *answer;
    gboolean taken, alone, makes;
    const char *account;
  } cases[] = {
    { COSELL_CRM_ASKS_ACCOUNT, "a2", TRUE, FALSE, FALSE, "a2" },
    { COSELL_CRM_ASKS_ACCOUNT, "new", TRUE, FALSE, TRUE, NULL },
    { COSELL_CRM_ASKS_ACCOUNT, "a3", FALSE, FALSE, FALSE, NULL },
    { COSELL_CRM_ASKS_SAME, "new", TRUE, FALSE, FALSE, NULL },
    { COSELL_CRM_ASKS_SAME, "a1", FALSE, FALSE, FALSE, NULL },
    { COSELL_CRM_ASKS_MANDATORY, "new", TRUE, FALSE, FALSE, NULL },
    { COSELL_CRM_ASKS_OTHER_CONNECTOR, "new", TRUE, TRUE, FALSE, NULL },
    { COSELL_CRM_ASKS_DUPLICATE, "new", TRUE, FALSE, FALSE, NULL },
    { COSELL_CRM_ASKS_NOTHING, "new", FALSE, FALSE, FALSE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CosellCrmLink) link = asking (cases[i].asks);
      g_autofree char *words = cosell_crm_person_describe_question (link);
      g_autoptr (GError) error = NULL;
      gboolean alone = FALSE;

      g_assert_cmpint (words != NULL, ==, cases[i].asks != COSELL_CRM_ASKS_NOTHING);
      g_assert_cmpint (cosell_crm_person_answer (link, cases[i].answer, &alone, &error), ==,
                       cases[i].taken);
      g_assert_cmpint (error == NULL, ==, cases[i].taken);
      g_assert_cmpint (alone, ==, cases[i].alone);
      g_assert_cmpint (link->make_account, ==, cases[i].makes);
      g_assert_cmpstr (link->account, ==, cases[i].account);
      g_assert_cmpint (link->state, ==, cases[i].taken ? COSELL_CRM_WAITING : COSELL_CRM_QUESTION);
      if (!cases[i].taken)
        continue;
      g_assert_cmpint (link->asks, ==, COSELL_CRM_ASKS_NOTHING);
      /* what the deal's CRM ID names is not asked about again, and another one is made */
      g_assert_cmpint (link->other != NULL, ==, cases[i].asks == COSELL_CRM_ASKS_SAME);
      g_assert_cmpint (link->sent_at == COSELL_NO_TIME, ==, cases[i].asks == COSELL_CRM_ASKS_SAME);
    }
}

/* Letting go tries what is parked again. */
static void
test_hold (void)
{
  g_autoptr (CosellCrmLink) link = cosell_crm_link_new (1, "Sales", "o1");

  link->state = COSELL_CRM_PARKED;
  link->reason = g_strdup ("refused");
  link->attempts = 3;
  cosell_crm_person_hold (link, TRUE);
  g_assert_true (link->held);
  g_assert_cmpint (link->state, ==, COSELL_CRM_PARKED);
  cosell_crm_person_hold (link, FALSE);
  g_assert_false (link->held);
  g_assert_cmpint (link->state, ==, COSELL_CRM_LINKED);
  g_assert_null (link->reason);
  g_assert_cmpint (link->attempts, ==, 0);
}

/* --- conflicts --- */

static void
set (CosellCrmSheet *sheet, CosellCrmField field, const char *value)
{
  g_free (sheet->values[field]);
  sheet->values[field] = g_strdup (value);
}

static void
assert_conflict (GPtrArray *conflicts,
                 guint index,
                 const char *field,
                 const char *mine,
                 const char *theirs,
                 const char *crm)
{
  const CosellConflict *conflict;

  g_assert_cmpuint (index, <, conflicts->len);
  conflict = g_ptr_array_index (conflicts, index);
  g_assert_cmpstr (cosell_conflict_field (conflict->path), ==, field);
  g_assert_cmpstr (conflict->mine, ==, mine);
  g_assert_cmpstr (conflict->theirs, ==, theirs);
  g_assert_cmpstr (conflict->crm, ==, crm);
  g_assert_cmpint (conflict->between, ==,
                   COSELL_CONFLICT_LOCAL | COSELL_CONFLICT_CRM |
                       (theirs != NULL ? COSELL_CONFLICT_PARTNER_CENTER : 0));
}

/* An amount keeps its digits; a stage of theirs is ours where it has a place. */
static void
test_conflicts (void)
{
  const char *text = json_text ("{'name':'Mine','salesStage':'40',"
                                "'details':{'dealValue':25000.10,'currency':'SEK'}}");
  g_autoptr (CosellCrmLink) link = cosell_crm_link_new (7, "Sales", "o1");
  g_autoptr (CosellCrmSheet) deal = cosell_crm_sheet_new ();
  g_autoptr (CosellCrmSettings) settings = cosell_crm_settings_new ();
  g_autoptr (GPtrArray) conflicts = cosell_conflict_list_new ();

  g_hash_table_insert (settings->stages, g_strdup ("2"), g_strdup ("60"));
  link->seen = cosell_crm_sheet_new ();
  set (deal, COSELL_CRM_FIELD_NAME, "Mine");
  set (deal, COSELL_CRM_FIELD_VALUE, "25000.10 SEK");
  set (deal, COSELL_CRM_FIELD_STAGE, "40");
  set (deal, COSELL_CRM_FIELD_STATUS, "open");
  set (link->seen, COSELL_CRM_FIELD_NAME, "The CRM\"s");
  set (link->seen, COSELL_CRM_FIELD_VALUE, "99999999999999.99 EUR");
  set (link->seen, COSELL_CRM_FIELD_STAGE, "2");
  set (link->seen, COSELL_CRM_FIELD_STATUS, "won");
  link->conflicts = 1u << COSELL_CRM_FIELD_NAME | 1u << COSELL_CRM_FIELD_VALUE |
                    1u << COSELL_CRM_FIELD_STAGE | 1u << COSELL_CRM_FIELD_STATUS;
  g_ptr_array_add (conflicts, cosell_conflict_new ("/name", "\"Was\"", "\"Mine\"", "\"Theirs\""));
  cosell_crm_conflict_add (conflicts, link, deal, text, settings);
  g_assert_cmpuint (conflicts->len, ==, 5);
  assert_conflict (conflicts, 0, "name", "\"Mine\"", "\"Theirs\"", "\"The CRM\\\"s\"");
  assert_conflict (conflicts, 1, "value", "25000.10", NULL, "99999999999999.99");
  assert_conflict (conflicts, 2, "stage", "\"40\"", NULL, "\"60\"");
  assert_conflict (conflicts, 3, "status", "\"open\"", NULL, "\"won\"");
  assert_conflict (conflicts, 4, "currency", "\"SEK\"", NULL, "\"EUR\"");
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    g_assert_cmpint (cosell_crm_conflict_field (cosell_crm_conflict_path ((CosellCrmField) i)), ==,
                     i);
  g_assert_cmpint (cosell_crm_conflict_field ("/campaignId"), ==, COSELL_CRM_N_FIELDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crm-person/K1-who", test_who);
  g_test_add_func ("/crm-person/K15-K17-answers", test_answers);
  g_test_add_func ("/crm-person/hold", test_hold);
  g_test_add_func ("/crm-person/K3-conflicts", test_conflicts);
  return g_test_run ();
}
