/* test-sync-match.c: what became of a change whose answer got lost */
#include "model/cosell-change.h"
#include "support/json-text.h"
#include "sync/cosell-sync-match.h"

#define OWN_BODY                                                                                   \
  "{'engagementId':'e','name':'Contoso ERP','target':"                                             \
  "[{'type':'SolutionProfile','id':'SOL-1'}]}"
#define MICROSOFT_BODY                                                                             \
  "{'engagementId':'e','target':[{'type':'BusinessProfileLocation','id':'msft'}]}"
#define PARTNER_BODY "{'engagementId':'e','target':[{'type':'BusinessProfileLocation','id':'p-1'}]}"

static const char own[] = "{'id':'1','organizationId':'we','name':'Contoso ERP',"
                          "'target':[{'type':'SolutionProfile','id':'SOL-1'}],"
                          "'inviteContext':{'invitedBy':{'organizationId':'we'}}}";
static const char microsoft[] = "{'id':'2','organizationId':'msft'}";
static const char to_microsoft[] = "{'id':'2','organizationId':'we','target':"
                                   "[{'type':'BusinessProfileLocation','id':'msft'}],"
                                   "'inviteContext':{'invitedBy':{'organizationId':'we'}}}";
static const char partner[] = "{'id':'3','organizationId':'p-1'}";
static const char to_partner[] = "{'id':'3','organizationId':'we','target':"
                                 "[{'type':'BusinessProfileLocation','id':'p-1'}],"
                                 "'inviteContext':{'invitedBy':{'organizationId':'we'}}}";

/* the half as its owner, in the service's spelling */
static const char of_partner[] = "{'id':'3','organizationId':'P-1','target':"
                                 "[{'type':'BusinessProfileLocation','id':'P-1'}],"
                                 "'inviteContext':{'invitedBy':{'organizationId':'we'}}}";
static const char other_partner[] = "{'id':'4','organizationId':'we','target':"
                                    "[{'type':'BusinessProfileLocation','id':'p-2'}]}";

static void
test_created (void)
{
  const struct
  {
    const char *body;
    CosellOutboxOp op;
    const char *referral;
    gboolean found;
  } rows[] = {
    { OWN_BODY, COSELL_OUTBOX_OP_CREATE, own, TRUE },
    { OWN_BODY, COSELL_OUTBOX_OP_CREATE, microsoft, FALSE },
    { OWN_BODY, COSELL_OUTBOX_OP_CREATE, to_microsoft, FALSE },
    { OWN_BODY, COSELL_OUTBOX_OP_CREATE, to_partner, FALSE },
    { OWN_BODY, COSELL_OUTBOX_OP_CREATE, of_partner, FALSE },
    { OWN_BODY, COSELL_OUTBOX_OP_CREATE, "{'name':'no id'}", FALSE },
    { OWN_BODY, COSELL_OUTBOX_OP_CREATE, "garbage", FALSE },
    { "garbage", COSELL_OUTBOX_OP_CREATE, own, FALSE },
    { MICROSOFT_BODY, COSELL_OUTBOX_OP_INVITE, own, FALSE },
    { MICROSOFT_BODY, COSELL_OUTBOX_OP_INVITE, microsoft, TRUE },
    { MICROSOFT_BODY, COSELL_OUTBOX_OP_INVITE, to_microsoft, TRUE },
    { MICROSOFT_BODY, COSELL_OUTBOX_OP_INVITE, to_partner, FALSE },
    { PARTNER_BODY, COSELL_OUTBOX_OP_INVITE, own, FALSE },
    { PARTNER_BODY, COSELL_OUTBOX_OP_INVITE, microsoft, FALSE },
    { PARTNER_BODY, COSELL_OUTBOX_OP_INVITE, partner, TRUE },
    { PARTNER_BODY, COSELL_OUTBOX_OP_INVITE, to_partner, TRUE },
    { PARTNER_BODY, COSELL_OUTBOX_OP_INVITE, of_partner, TRUE },
    { PARTNER_BODY, COSELL_OUTBOX_OP_INVITE, other_partner, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (cosell_sync_match_is_created (json_text (rows[i].body), rows[i].op,
                                                     json_text (rows[i].referral)),
                       ==, rows[i].found);
    }
}

static void
test_changed (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  g_ptr_array_add (changes, cosell_change_new ("/name", "\"old\"", "\"new\""));
  g_ptr_array_add (changes, cosell_change_new ("/details/dealValue", "1", "10000.50"));
  g_assert_false (
      cosell_sync_match_is_changed (changes,
                                    json_text ("{'name':'old','details':{'dealValue':1}}")));
  g_assert_false (
      cosell_sync_match_is_changed (changes,
                                    json_text ("{'name':'new','details':{'dealValue':1}}")));
  g_assert_false (
      cosell_sync_match_is_changed (changes,
                                    json_text ("{'name':'odd','details':{'dealValue':10000.5}}")));
  g_assert_true (
      cosell_sync_match_is_changed (changes,
                                    json_text ("{'name':'new','details':{'dealValue':10000.5}}")));
  g_assert_cmpuint (changes->len, ==, 2); /* only asked */
}

static void
test_id (void)
{
  g_autofree char *id = cosell_sync_match_dup_id (json_text ("{'id':'a-1'}"));

  g_assert_cmpstr (id, ==, "a-1");
  g_assert_null (cosell_sync_match_dup_id ("{}"));
  g_assert_null (cosell_sync_match_dup_id (json_text ("{'id':[7]}")));
  g_assert_null (
      cosell_sync_match_dup_id (json_text ("{'id':'00000000-0000-0000-0000-000000000000'}")));
  g_assert_null (cosell_sync_match_dup_id ("nonsense"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sync/lookup/created", test_created);
  g_test_add_func ("/sync/lookup/changed", test_changed);
  g_test_add_func ("/sync/lookup/id", test_id);
  return g_test_run ();
}
