/* What the store keeps of a CRM, and the comparison of any two sides: link, settings, description,
 * their side and ours, each a line. What was read comes back as it was; what was settled stays
 * settled; what was written is quiet; what was decided is asked no more. */
#include <string.h>

#include "fuzz/fuzz.h"
#include "model/cosell-crm-description.h"
#include "model/cosell-crm-take.h"
#include "model/cosell-crm-write.h"

#define DESCRIPTION                                                                                \
  "{\"stages\":[{\"id\":\"0\",\"label\":\"Qualify\",\"state\":\"open\"},{\"id\":\"1\",\"label\":"  \
  "\"Close\",\"state\":\"open\"}],\"reasons\":[],\"currencies\":[{\"id\":\"s\",\"code\":\"SEK\","  \
  "\"decimals\":2}],\"columns\":[{\"name\":\"name\",\"field\":\"name\",\"updatable\":true,"        \
  "\"length\":10},{\"name\":\"amount\",\"field\":\"amount\",\"updatable\":true,\"decimals\":2,"    \
  "\"most\":\"1000.00\"},{\"name\":\"notes\",\"field\":\"notes\",\"updatable\":true,\"length\":3}" \
  "]}"
#define SETTINGS                                                                                   \
  "{\"stages\":{\"0\":\"20\",\"1\":\"80\"},\"fields\":{\"name\":\"both\",\"solutions\":\"to-crm\"" \
  "},\"rule\":\"mine\",\"defaults\":{\"a\":1},\"solutionsColumn\":\"sol\"}"

const char *const fuzz_seeds[] = {
  "{\"baseCrm\":{\"value\":\"1 SEK\",\"notes\":\"a\"},\"baseDeal\":{\"value\":\"1.00 SEK\","
  "\"notes\":\"a\"},\"agreed\":[\"value\",\"notes\"],\"notices\":[{\"field\":\"value\",\"words\":"
  "\"x\",\"about\":\"1 SEK\"}],\"asks\":\"same\",\"other\":\"o\",\"sentAt\":5}\n" SETTINGS
  "\n" DESCRIPTION "\n{\"value\":\"2 SEK\",\"notes\":\"b\",\"stage\":\"0\",\"status\":\"open\"}\n"
  "{\"value\":\"1.00 SEK\",\"notes\":\"longer\",\"stage\":\"80\",\"status\":\"open\"}",
  "{\"agreed\":[\"stage\"],\"ours\":[\"stage\"],\"theirs\":[\"contact\"],\"computed\":true}\n\n\n"
  "{\"name\":\"A\",\"contact\":\"a@b.example\",\"team\":\"o@f.example\",\"closeDate\":\"x\"}\n"
  "{\"name\":\"B\",\"contact\":\"c@d.example\",\"team\":\"m@f.example\",\"status\":\"won\"}",
  "{}\n" SETTINGS "\n" DESCRIPTION "\n{}\n{\"value\":\"1000.005 SEK\",\"name\":\"12345678901\"}",
  NULL,
};

static void
assert_settings (const CosellCrmSettings *settings)
{
  g_autofree char *json = cosell_crm_settings_to_json (settings);
  g_autoptr (CosellCrmSettings) again = cosell_crm_settings_from_json (json);
  g_autofree char *copy = cosell_crm_settings_to_json (again);

  g_assert_cmpstr (copy, ==, json);
}

static void
assert_description (const CosellCrmDescription *description)
{
  g_autofree char *json = cosell_crm_description_to_json (description);
  g_autoptr (CosellCrmDescription) again = cosell_crm_description_from_json (json);
  g_autofree char *copy = NULL;

  g_assert_nonnull (again);
  copy = cosell_crm_description_to_json (again);
  g_assert_cmpstr (copy, ==, json);
  g_hash_table_unref (cosell_crm_settings_propose_stages (description));
}

static void
assert_link (const CosellCrmLink *link)
{
  g_autofree char *json = cosell_crm_link_to_json (link);
  g_autoptr (CosellCrmLink) again = cosell_crm_link_new (7, "c", "o");
  g_autofree char *copy = NULL;

  cosell_crm_link_read_json (again, json);
  copy = cosell_crm_link_to_json (again);
  g_assert_cmpstr (copy, ==, json);
}

static CosellCrmOutcomes *
settle (CosellCrmLink *link, const CosellCrmSheet *deal, const CosellCrmContext *context)
{
  CosellCrmOutcomes *outcomes = cosell_crm_merge (link, link->seen, deal, context);

  cosell_crm_link_settle (link, outcomes, link->seen, deal);
  return outcomes;
}

static void
take_all (const CosellCrmOutcomes *outcomes,
          const CosellOpportunity *opportunity,
          const CosellCrmContext *context)
{
  for (guint i = 0; i < COSELL_CRM_FIELD_SOLUTIONS; i++)
    {
      g_autofree char *key = NULL;
      g_autofree char *value = NULL;
      g_autofree char *words = NULL;
      gboolean taken =
          cosell_crm_take ((CosellCrmField) i, opportunity, context, &key, &value, &words);

      g_assert_true (taken == (value != NULL) && taken == (key != NULL) &&
                     taken == (words == NULL));
    }
  /* the status is asked about, solutions stay */
  g_assert_cmpuint (cosell_crm_outcomes_get (outcomes, COSELL_CRM_FROM_CRM) >>
                        COSELL_CRM_FIELD_SOLUTIONS,
                    ==, 0);
}

/* The CRM keeps what is written. */
static void
write_all (CosellCrmLink *link, const CosellCrmSheet *deal, const CosellCrmContext *context)
{
  CosellCrmFieldSet wanted = link->to_crm;
  CosellCrmFieldSet fields = wanted;
  CosellOpportunityFields columns;
  g_autoptr (CosellOpportunity) wrote =
      cosell_crm_write (link, deal, "k", context, &fields, &columns);
  g_autoptr (CosellCrmOutcomes) outcomes = NULL;

  g_assert_cmpuint (fields, ==, wanted);
  cosell_crm_link_stuck (link, wrote, fields, wrote, deal, context, 0, NULL);
  outcomes = settle (link, deal, context);
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    g_assert_true ((fields & 1u << i) == 0 || outcomes->fields[i].verdict == COSELL_CRM_SAME ||
                   outcomes->fields[i].verdict == COSELL_CRM_STAYS);
  take_all (outcomes, wrote, context);
}

static void
decide_all (CosellCrmLink *link,
            gboolean ours,
            const CosellCrmSheet *deal,
            const CosellCrmContext *context)
{
  CosellCrmFieldSet conflicts = link->conflicts;
  g_autoptr (CosellCrmOutcomes) outcomes = NULL;

  for (guint i = 0; i < COSELL_CRM_FIELD_STATUS; i++)
    if ((conflicts & 1u << i) != 0)
      g_assert_true (cosell_crm_link_decide (link, (CosellCrmField) i, ours, deal));
  cosell_crm_link_leave (link, deal);
  outcomes = settle (link, deal, context);
  g_assert_cmpuint (link->conflicts, ==, 0);
}

static void
compare (CosellCrmLink *link, const CosellCrmSheet *deal, const CosellCrmContext *context)
{
  g_autoptr (CosellCrmOutcomes) first = settle (link, deal, context);
  g_autofree char *after = cosell_crm_link_to_json (link);
  g_autoptr (CosellCrmOutcomes) second = settle (link, deal, context);
  g_autofree char *again = cosell_crm_link_to_json (link);
  gboolean ours = g_str_hash (after) % 2 == 0;

  g_assert_cmpstr (again, ==, after);
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    g_assert_cmpint (first->fields[i].verdict, ==, second->fields[i].verdict);
  decide_all (link, ours, deal, context);
  write_all (link, deal, context);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) lines = fuzz_lines (data, size, 5);
  g_autoptr (CosellCrmLink) link = cosell_crm_link_new (7, "c", "o");
  g_autoptr (CosellCrmSettings) settings = cosell_crm_settings_from_json (lines[1]);
  g_autoptr (CosellCrmDescription) description = cosell_crm_description_from_json (lines[2]);
  g_autoptr (CosellCrmSheet) deal = cosell_crm_sheet_from_json (lines[4]);
  g_autoptr (CosellDealData) row = cosell_deal_data_new ();
  CosellCrmContext context = { settings, description, row, 0 };

  row->status = COSELL_DEAL_STATUS_ACCEPTED;
  cosell_crm_link_read_json (link, lines[0]);
  cosell_crm_sheet_free (link->seen);
  link->seen = cosell_crm_sheet_from_json (lines[3]);
  assert_link (link);
  assert_settings (settings);
  if (description != NULL)
    assert_description (description);
  compare (link, deal, &context);
  return 0;
}
