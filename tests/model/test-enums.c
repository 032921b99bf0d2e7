/* The words of cosellctl(1), and labels: C20. */
#include "base/cosell-field.h"
#include "model/cosell-enums.h"

static void
assert_nicks (GType type, const char *const *nicks)
{
  guint i;

  for (i = 0; nicks[i] != NULL; i++)
    {
      int value = -1;

      g_assert_cmpstr (cosell_enum_nick (type, (int) i), ==, nicks[i]);
      g_assert_true (cosell_enum_from_nick (type, nicks[i], &value));
      g_assert_cmpint (value, ==, (int) i);
    }
  {
    g_autoptr (GEnumClass) class = g_type_class_ref (type);

    g_assert_cmpuint (class->n_values, ==, i);
  }
}

static void
test_nicks (void)
{
  assert_nicks (COSELL_TYPE_TAB,
                (const char *[]){ "inbound", "outbound", "favorites", "leads", "all", NULL });
  assert_nicks (COSELL_TYPE_DIRECTION, (const char *[]){ "inbound", "outbound", NULL });
  assert_nicks (COSELL_TYPE_DEAL_TYPE, (const char *[]){ "private", "partner-led", "co-sell",
                                                         "solution-assessment", "lead", NULL });
  assert_nicks (COSELL_TYPE_DEAL_STATUS,
                (const char *[]){ "draft", "received", "accepted", "won", "lost", "declined",
                                  "expired", "error", NULL });
  assert_nicks (COSELL_TYPE_SYNC_STATE, (const char *[]){ "synced", "draft", "scheduled", "waiting",
                                                          "sending", "parked", "conflict", NULL });
  assert_nicks (COSELL_TYPE_SOLUTION_KIND,
                (const char *[]){ "own", "microsoft", "third-party", "assessment", NULL });
  assert_nicks (COSELL_TYPE_HELP,
                (const char *[]){ "none", "WorkloadSpecificValueProposition",
                                  "CustomerTechnicalArchitecture", "ProofOfConceptOrDemo",
                                  "QuotesOrLicensing", "PostSalesCustomerSuccess", "GeneralOrOther",
                                  NULL });
  assert_nicks (COSELL_TYPE_ROLE, (const char *[]){ "own", "microsoft", "partner", NULL });
  assert_nicks (COSELL_TYPE_OUTBOX_OP, (const char *[]){ "create", "invite", "update", NULL });
  assert_nicks (COSELL_TYPE_OUTBOX_STATE,
                (const char *[]){ "pending", "sent", "parked", "scheduled", "not-kept", "local",
                                  NULL });
  g_assert_cmpstr (g_type_name (COSELL_TYPE_DEAL_STATUS), ==, "CosellDealStatus");
}

/* Every value has a label of its own. */
#define ASSERT_LABELS(type, label)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GEnumClass) class = g_type_class_ref (type);                                        \
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);                      \
                                                                                                   \
    for (guint i = 0; i < class->n_values; i++)                                                    \
      {                                                                                            \
        const char *text = label (class->values[i].value);                                         \
                                                                                                   \
        g_assert_cmpstr (text, !=, "");                                                            \
        g_assert_true (g_hash_table_add (seen, (gpointer) text));                                  \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

static void
test_labels (void)
{
  ASSERT_LABELS (COSELL_TYPE_DEAL_TYPE, cosell_deal_type_label);
  ASSERT_LABELS (COSELL_TYPE_DEAL_STATUS, cosell_deal_status_label);
  ASSERT_LABELS (COSELL_TYPE_SYNC_STATE, cosell_sync_state_label);
  ASSERT_LABELS (COSELL_TYPE_SOLUTION_KIND, cosell_solution_kind_label);
  ASSERT_LABELS (COSELL_TYPE_HELP, cosell_help_label);
}

static void
test_help_wording (void)
{
  g_assert_cmpstr (cosell_help_label (COSELL_HELP_NONE), ==,
                   "No help required at this point of time");
  g_assert_cmpstr (cosell_help_label (COSELL_HELP_WORKLOAD), ==,
                   "Workload - specific value proposition");
  g_assert_cmpstr (cosell_help_label (COSELL_HELP_TECHNICAL), ==,
                   "Customer technical architecture");
  g_assert_cmpstr (cosell_help_label (COSELL_HELP_PROOF), ==, "Proof of concept / Demo");
  g_assert_cmpstr (cosell_help_label (COSELL_HELP_QUOTES), ==, "Quotes / Licensing");
  g_assert_cmpstr (cosell_help_label (COSELL_HELP_POST_SALES), ==, "Post - sales customer success");
  g_assert_cmpstr (cosell_help_label (COSELL_HELP_GENERAL), ==, "General or other");
}

static void
test_closed (void)
{
  for (int status = COSELL_DEAL_STATUS_DRAFT; status <= COSELL_DEAL_STATUS_ERROR; status++)
    g_assert_cmpint (cosell_deal_status_is_closed (status), ==, status >= COSELL_DEAL_STATUS_WON);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/enums/nicks", test_nicks);
  g_test_add_func ("/enums/labels", test_labels);
  g_test_add_func ("/C20/help-wording", test_help_wording);
  g_test_add_func ("/D10/closed-statuses", test_closed);
  return g_test_run ();
}
