/* POST role: what the practice server lets a role do (rules F, A6). */
#include <string.h>

#include "sandbox/sandbox-client.h"
#include "support/json-text.h"

#define ROLE "/sandbox/control/role"
#define NOTES "[{'op':'replace','path':'/details/notes','value':'x'}]"

static void
set_role (Client *client, const char *body)
{
  g_assert_cmpuint (client_post (client, ROLE, body)->status, ==, 200);
}

static void
test_location (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = client_create (client, FALSE);
  g_autofree char *body = make_body (json_text ("'mpnId':'1234568',"), OWN_TARGET, FALSE);

  set_role (client, json_text ("{'role':'ReferralsAdmin','locations':['1234568']}"));
  g_assert_cmpuint (client_patch (client, id, json_text (NOTES))->status, ==, 403);
  g_assert_cmpuint (client_read (client, id)->status, ==, 200);
  g_assert_cmpuint (client_post (client, REFERRALS, body)->status, ==, 201);
  set_role (client, json_text ("{'locations':['1234567']}"));
  g_assert_cmpuint (client_patch (client, id, json_text (NOTES))->status, ==, 204);
  g_assert_cmpuint (client_post (client, REFERRALS, body)->status, ==, 403);
}

static void
test_team (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = client_create (client, FALSE);
  Answer *me;
  g_autofree char *join = NULL;

  set_role (client, json_text ("{'role':'ReferralsUser'}"));
  me = client_get (client, "/sandbox/v1/me");
  g_assert_cmpstr (answer_text (client, me, "/role"), ==, "ReferralsUser");
  g_assert_cmpstr (answer_text (client, me, "/scope"), ==, "company");
  g_assert_cmpuint (client_patch (client, id, json_text (NOTES))->status, ==, 403);
  set_role (client, "{}");
  join = json_printf ("[{'op':'add','path':'/team/-','value':{'firstName':'A',"
                      "'lastName':'B','phoneNumber':'1','email':'%s'}}]",
                      answer_text (client, me, "/user/email"));
  g_assert_cmpuint (client_patch (client, id, join)->status, ==, 204);
  set_role (client, json_text ("{'role':'ReferralsUser'}"));
  g_assert_cmpuint (client_patch (client, id, json_text (NOTES))->status, ==, 204);
}

static void
test_invitation (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *id = client_create (client, TRUE);
  g_autofree char *join =
      json_printf ("'engagementId':'%s',",
                   answer_text (client, client_read (client, id), "/engagementId"));
  g_autofree char *body = make_body (join, MICROSOFT_TARGET, TRUE);

  set_role (client, json_text ("{'role':'ReferralsUser'}"));
  g_assert_cmpuint (client_post (client, REFERRALS, body)->status, ==, 403);
  set_role (client, "{}");
  g_assert_cmpuint (client_post (client, REFERRALS, body)->status, ==, 201);
}

static void
test_assessments (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *ordinary = make_body ("", OWN_TARGET, FALSE);
  g_auto (GStrv) halves = g_strsplit (ordinary, json_text ("'type':'Name'}"), 2);
  g_autofree char *body = g_strjoinv (json_text ("'solutionType':'Assessment'}"), halves);
  g_auto (GStrv) shouted_halves = g_strsplit (body, "\"solutionType\"", 2);
  g_autofree char *shouted = g_strjoinv ("\"SOLUTIONTYPE\"", shouted_halves);
  CosellJsonValue list;
  Answer *answer;

  g_assert_cmpuint (client_post (client, REFERRALS, body)->status, ==, 201);
  set_role (client, json_text ("{'assessments':false}"));
  list = cosell_json_member (answer_root (client_get (client, "/sandbox/v1/me")), "capabilities");
  g_assert_cmpuint (cosell_json_length (list), ==, 0);
  answer = client_post (client, REFERRALS, body);
  g_assert_cmpuint (answer->status, ==, 400);
  g_assert_nonnull (strstr (answer->body, "not vetted for solution assessments"));
  g_assert_cmpuint (client_post (client, REFERRALS, shouted)->status, ==, 400);
  g_assert_cmpuint (client_post (client, REFERRALS, ordinary)->status, ==, 201);
  set_role (client, "{}");
  g_assert_cmpuint (client_post (client, REFERRALS, body)->status, ==, 201);
}

static void
test_nonsense (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);

  g_assert_cmpuint (client_post (client, ROLE, json_text ("{'role':'King'}"))->status, ==, 400);
  g_assert_cmpuint (client_post (client, ROLE, json_text ("{'locations':'1234567'}"))->status, ==,
                    400);
  g_assert_cmpuint (client_post (client, ROLE, "[]")->status, ==, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/role/location/F1", test_location);
  g_test_add_func ("/sandbox/role/team/F1", test_team);
  g_test_add_func ("/sandbox/role/invitation/F1", test_invitation);
  g_test_add_func ("/sandbox/role/assessments/A6", test_assessments);
  g_test_add_func ("/sandbox/role/nonsense", test_nonsense);
  return g_test_run ();
}
