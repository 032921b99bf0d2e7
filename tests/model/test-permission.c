/* What the account may do where (rules F1, F2, A6). */
#include "model/cosell-permission.h"

#include "model-test.h"
#include "model/cosell-change.h"

static const struct
{
  CosellAction action;
  CosellPermission accepted;
  CosellPermission draft;
} actions[] = {
  { COSELL_ACTION_EDIT, COSELL_PERMISSION_EDIT, COSELL_PERMISSION_NONE },
  { COSELL_ACTION_STAGE, COSELL_PERMISSION_EDIT, COSELL_PERMISSION_EDIT },
  { COSELL_ACTION_SUBMIT, COSELL_PERMISSION_CREATE, COSELL_PERMISSION_CREATE },
  { COSELL_ACTION_ACCEPT, COSELL_PERMISSION_STATUS, COSELL_PERMISSION_STATUS },
  { COSELL_ACTION_DECLINE, COSELL_PERMISSION_STATUS, COSELL_PERMISSION_STATUS },
  { COSELL_ACTION_WIN, COSELL_PERMISSION_STATUS, COSELL_PERMISSION_STATUS },
  { COSELL_ACTION_LOSE, COSELL_PERMISSION_STATUS, COSELL_PERMISSION_STATUS },
  { COSELL_ACTION_ERROR, COSELL_PERMISSION_STATUS, COSELL_PERMISSION_STATUS },
  { COSELL_ACTION_REGISTER, COSELL_PERMISSION_REGISTER, COSELL_PERMISSION_REGISTER },
  { COSELL_ACTION_SHARE, COSELL_PERMISSION_INVITE, COSELL_PERMISSION_INVITE },
  { COSELL_ACTION_INVITE, COSELL_PERMISSION_INVITE, COSELL_PERMISSION_INVITE },
  { COSELL_ACTION_INVITE_MICROSOFT, COSELL_PERMISSION_INVITE, COSELL_PERMISSION_INVITE },
  { COSELL_ACTION_INVITE_PARTNERS, COSELL_PERMISSION_INVITE, COSELL_PERMISSION_INVITE },
  { COSELL_ACTION_FAVORITE, COSELL_PERMISSION_NONE, COSELL_PERMISSION_NONE },
  { COSELL_ACTION_DELETE, COSELL_PERMISSION_NONE, COSELL_PERMISSION_NONE },
  { COSELL_ACTION_CONVERT, COSELL_PERMISSION_NONE, COSELL_PERMISSION_NONE },
};

static void
test_actions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      CosellAction action = actions[i].action;

      g_assert_cmpint (cosell_permission_of_action (action, COSELL_DEAL_STATUS_ACCEPTED), ==,
                       actions[i].accepted);
      g_assert_cmpint (cosell_permission_of_action (action, COSELL_DEAL_STATUS_DRAFT), ==,
                       actions[i].draft);
    }
}

static const struct
{
  CosellOutboxOp op;
  const char *paths; /* separated by blanks */
  CosellPermission needed;
} entries[] = {
  { COSELL_OUTBOX_OP_CREATE, "", COSELL_PERMISSION_CREATE },
  { COSELL_OUTBOX_OP_INVITE, "", COSELL_PERMISSION_INVITE },
  { COSELL_OUTBOX_OP_UPDATE, "/name /details/notes", COSELL_PERMISSION_EDIT },
  { COSELL_OUTBOX_OP_UPDATE, "/favorite /name", COSELL_PERMISSION_EDIT },
  { COSELL_OUTBOX_OP_UPDATE, "/favorite", COSELL_PERMISSION_NONE },
  { COSELL_OUTBOX_OP_UPDATE, "/name /status /substatus", COSELL_PERMISSION_STATUS },
  { COSELL_OUTBOX_OP_UPDATE, "/registrations/-", COSELL_PERMISSION_REGISTER },
  { COSELL_OUTBOX_OP_UPDATE, "/registrations/0/contract/value", COSELL_PERMISSION_REGISTER },
  { COSELL_OUTBOX_OP_UPDATE, "/consent/consentToShareReferralWithMicrosoftSellers",
    COSELL_PERMISSION_INVITE },
};

static void
test_entries (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_auto (GStrv) paths = g_strsplit (entries[i].paths, " ", -1);

      for (guint j = 0; paths[j] != NULL; j++)
        g_ptr_array_add (changes, cosell_change_new (paths[j], "1", "2"));
      g_assert_cmpint (cosell_permission_of_entry (entries[i].op, changes), ==, entries[i].needed);
    }
  g_assert_cmpint (cosell_permission_of_entry (COSELL_OUTBOX_OP_UPDATE, NULL), ==,
                   COSELL_PERMISSION_NONE);
}

static void
test_refusal (void)
{
  for (guint bit = 1; bit < COSELL_PERMISSION_ALL; bit <<= 1)
    {
      g_autofree char *reason = cosell_permission_refusal ((CosellPermission) bit, "1234567");
      g_autofree char *nowhere = cosell_permission_refusal ((CosellPermission) bit, NULL);

      g_assert_nonnull (strstr (reason, "Referrals admin"));
      g_assert_nonnull (strstr (reason, "1234567"));
      g_assert_true (g_str_has_suffix (reason, "sign in again."));
      g_assert_nonnull (strstr (nowhere, "Referrals admin"));
    }
}

/* The rules of the deal come first, then the account; what only happens here stays open. */
static void
test_rules (void)
{
  static const struct
  {
    CosellDealStatus status;
    CosellAction action;
    const char *rules; /* NULL: allowed */
  } cases[] = {
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_ACTION_EDIT, "F2" },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_ACTION_STAGE, "F2" },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_ACTION_WIN, NULL },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_ACTION_FAVORITE, NULL },
    { COSELL_DEAL_STATUS_WON, COSELL_ACTION_EDIT, "D10, B6" },
    { COSELL_DEAL_STATUS_DRAFT, COSELL_ACTION_EDIT, NULL },
    { COSELL_DEAL_STATUS_DRAFT, COSELL_ACTION_SUBMIT, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
      g_auto (CosellVerdict) verdict = { FALSE };

      deal->status = (int) cases[i].status;
      deal->location = g_strdup ("1234567");
      deal->stage = 10;
      deal->denied = COSELL_PERMISSION_EDIT;
      cosell_rules_check (deal, cases[i].action, 0, &verdict);
      g_assert_cmpint (verdict.allowed, ==, cases[i].rules == NULL);
      if (cases[i].rules != NULL)
        g_assert_cmpstr (verdict.rules, ==, cases[i].rules);
    }
}

static void
test_one_stage (void)
{
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
  g_auto (CosellVerdict) verdict = { FALSE };

  deal->status = COSELL_DEAL_STATUS_ACCEPTED;
  deal->denied = COSELL_PERMISSION_EDIT;
  cosell_rules_check_stage (deal, 40, &verdict);
  g_assert_false (verdict.allowed);
  g_assert_cmpstr (verdict.rules, ==, "F2");
}

static CosellPermissionRole *
account (const char *me)
{
  return cosell_permission_role_new_from_me (json_text (me));
}

/* Only a role that says where it ends is bound to places. */
static void
test_reach (void)
{
  g_autoptr (CosellPermissionRole) unknown = cosell_permission_role_new_from_me (NULL);
  g_autoptr (CosellPermissionRole) company =
      account ("{'role':'ReferralsAdmin','scope':'company','locations':[{'id':'1'}]}");
  g_autoptr (CosellPermissionRole) bound =
      account ("{'role':'ReferralsAdmin','scope':'locations','locations':[{'id':'1'},2,{},null]}");
  g_autoptr (CosellPermissionRole) odd = account ("{'role':7,'scope':{},'locations':'1'}");

  g_assert_true (cosell_permission_role_is_admin (company, "2"));
  g_assert_null (unknown->locations);
  g_assert_null (odd->locations);
  g_assert_true (cosell_permission_role_is_admin (bound, "1"));
  g_assert_true (cosell_permission_role_is_admin (bound, "2"));
  g_assert_true (cosell_permission_role_is_admin (bound, NULL));
  g_assert_false (cosell_permission_role_is_admin (bound, "3"));
  g_assert_false (cosell_permission_role_equal (company, bound));
  g_assert_false (cosell_permission_role_equal (unknown, company));
  g_assert_true (cosell_permission_role_equal (bound, bound));
}

static void
test_vetted (void)
{
  g_autoptr (CosellPermissionRole) unknown = account ("{'role':'ReferralsAdmin'}");
  g_autoptr (CosellPermissionRole) vetted = account ("{'capabilities':['other','assessments']}");
  g_autoptr (CosellPermissionRole) not_vetted = account ("{'capabilities':[]}");
  g_autoptr (GError) error = NULL;

  g_assert_true (unknown->vetted);
  g_assert_true (vetted->vetted);
  g_assert_false (not_vetted->vetted);
  g_assert_true (cosell_permission_role_require_type (not_vetted, COSELL_DEAL_TYPE_CO_SELL, NULL));
  g_assert_true (
      cosell_permission_role_require_type (vetted, COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, NULL));
  g_assert_false (cosell_permission_role_require_type (not_vetted,
                                                       COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT,
                                                       &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
}

/* What is learned of a location says nothing about own deals, nor of anybody unknown. */
static void
test_denied (void)
{
  static const struct
  {
    guint known, here, there;
    int on_team;
    guint expected;
  } table[] = {
    { 0, 0, 0, -1, 0 },  { 0, 2, 2, 0, 2 },   { 0, 2, 2, 1, 2 }, { 0, 0, 2, 0, 2 },
    { 0, 0, 2, 1, 0 },   { 0, 0, 2, -1, 0 },  { 4, 0, 2, 1, 4 }, { 4, 1, 2, 0, 7 },
    { 31, 0, 0, 1, 31 }, { 31, 0, 0, 0, 31 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpuint (cosell_permission_denied (table[i].known, table[i].here, table[i].there,
                                                table[i].on_team),
                      ==, table[i].expected);
}

static void
test_admin (void)
{
  static const struct
  {
    const char *me, *location;
    gboolean admin;
  } table[] = {
    { "{}", "1", FALSE },
    { "{'role':'ReferralsUser','scope':'company'}", "1", FALSE },
    { "{'role':'ReferralsAdmin','scope':'company'}", "1", TRUE },
    { "{'role':'MpnPartnerAdmin'}", NULL, TRUE },
    { "{'role':'ReferralsAdmin','scope':'locations','locations':['1']}", "1", TRUE },
    { "{'role':'ReferralsAdmin','scope':'locations','locations':['1']}", "2", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CosellPermissionRole) role = account (table[i].me);

      g_test_message ("row %u", i);
      g_assert_cmpint (cosell_permission_role_is_admin (role, table[i].location), ==,
                       table[i].admin);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/permission/F2/actions", test_actions);
  g_test_add_func ("/permission/F2/entries", test_entries);
  g_test_add_func ("/permission/F2/refusal", test_refusal);
  g_test_add_func ("/permission/F2/denied", test_denied);
  g_test_add_func ("/permission/F2/admin", test_admin);
  g_test_add_func ("/permission/F2/rules", test_rules);
  g_test_add_func ("/permission/F2/one-stage", test_one_stage);
  g_test_add_func ("/permission/F1/reach", test_reach);
  g_test_add_func ("/permission/A6/vetted", test_vetted);
  return g_test_run ();
}
