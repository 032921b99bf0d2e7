/* What a person is told of by a desktop notification (G2). */
#include "model/cosell-notification.h"
#include "model/model-test.h"

#define NONE (-1)
#define WAITS "{'id':'a','status':'New','substatus':'Pending','updatedDateTime':'1'}"
#define ACCEPTED "{'id':'a','status':'Active','substatus':'Accepted','updatedDateTime':'2'}"
#define DECLINED "{'id':'a','status':'Closed','substatus':'Declined','updatedDateTime':'2'}"
#define WON "{'id':'a','status':'Closed','substatus':'Won','updatedDateTime':'2'}"
#define REVIEW "{'id':'a','status':'Closed','substatus':'Won','registrationStatus':'ReviewPending'}"
#define ACTION                                                                                     \
  "{'id':'a','status':'Closed','substatus':'Won','registrationStatus':'ActionRequired',"           \
  "'updatedDateTime':'3'}"

static const struct
{
  const char *name;
  CosellRole role;
  const char *before;
  const char *after;
  int kind;
  const char *mark;
} cases[] = {
  { "G2/arrived", COSELL_ROLE_OWN, NULL, WAITS, COSELL_NOTIFICATION_ARRIVED, "a 1" },
  { "G2/arrived-answered", COSELL_ROLE_OWN, NULL, ACCEPTED, NONE, NULL },
  { "G2/arrived-before", COSELL_ROLE_OWN, WAITS, WAITS, NONE, NULL },
  { "G2/own-answer", COSELL_ROLE_OWN, WAITS, DECLINED, NONE, NULL },
  { "G2/microsoft-asked", COSELL_ROLE_MICROSOFT, NULL, WAITS, NONE, NULL },
  { "G2/microsoft-accepted", COSELL_ROLE_MICROSOFT, WAITS, ACCEPTED, COSELL_NOTIFICATION_ANSWERED,
    "a 2" },
  { "G2/microsoft-declined", COSELL_ROLE_MICROSOFT, WAITS, DECLINED, COSELL_NOTIFICATION_ANSWERED,
    "a 2" },
  { "G2/microsoft-later", COSELL_ROLE_MICROSOFT, ACCEPTED, WON, NONE, NULL },
  { "G2/partner-accepted", COSELL_ROLE_PARTNER, WAITS, ACCEPTED, COSELL_NOTIFICATION_ANSWERED,
    "a 2" },
  { "G2/sender-of-a-deal", COSELL_ROLE_PARTNER, NULL, ACCEPTED, NONE, NULL },
  { "G2/registration", COSELL_ROLE_OWN, REVIEW, ACTION, COSELL_NOTIFICATION_REGISTRATION, "a 3" },
  { "G2/registration-still", COSELL_ROLE_OWN, ACTION, ACTION, NONE, NULL },
  { "G2/registration-done", COSELL_ROLE_OWN, ACTION, REVIEW, NONE, NULL },
};

static void
test_found (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CosellJson) before =
      cases[i].before != NULL ? model_test_parse (cases[i].before) : NULL;
  g_autoptr (CosellJson) after = model_test_parse (cases[i].after);
  g_autofree char *mark = NULL;
  CosellNotificationKind kind = COSELL_NOTIFICATION_NOT_SENT;
  gboolean found = cosell_notification_find (cases[i].role, cosell_json_root (before),
                                             cosell_json_root (after), &kind, &mark);

  g_assert_cmpint (found ? (int) kind : NONE, ==, cases[i].kind);
  g_assert_cmpstr (mark, ==, cases[i].mark);
}

static void
test_explained (void)
{
  g_autoptr (CosellNotification) answered =
      cosell_notification_new (COSELL_NOTIFICATION_ANSWERED, NULL);
  g_autoptr (CosellNotification) over =
      cosell_notification_new (COSELL_NOTIFICATION_ANSWERED, NULL);
  g_autoptr (CosellNotification) action =
      cosell_notification_new (COSELL_NOTIFICATION_REGISTRATION, NULL);
  g_autoptr (CosellJson) declined =
      model_test_parse ("{'id':'a','organizationName':'Tailwind','status':'Closed',"
                        "'substatus':'Declined','statusReason':'Not interested'}");
  g_autoptr (CosellJson) waits = model_test_parse (WAITS);
  g_autoptr (CosellJson) required =
      model_test_parse ("{'registrations':[{'id':'r','status':'ActionRequired',"
                        "'statusReason':'Signed date is missing'}]}");

  g_assert_true (cosell_notification_explain (answered, cosell_json_root (declined)));
  g_assert_cmpstr (answered->who, ==, "Tailwind");
  g_assert_cmpint (answered->answer, ==, COSELL_DEAL_STATUS_DECLINED);
  g_assert_cmpstr (answered->reason, ==, "Not interested");
  /* asked again meanwhile */
  g_assert_false (cosell_notification_explain (over, cosell_json_root (waits)));
  g_assert_true (cosell_notification_explain (action, cosell_json_root (required)));
  g_assert_cmpstr (action->reason, ==, "Signed date is missing");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/notification/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_found);
    }
  g_test_add_func ("/notification/G2-explained", test_explained);
  return g_test_run ();
}
