/* Local changes: what `set` makes of a value, how changes add up, and the patch made of them. */

#include "model/cosell-change.h"
#include "support/json-text.h"

/* A referral as the service writes it; members that no test touches stand for those unknown. */
#define REFERRAL                                                                                   \
  json_text ("{'id':'7','eTag':'\\\"e1\\\"','name':'Contoso move','externalReferenceId':'',"       \
             "'campaignId':null,'favorite':false,'unknown':[1.50,{'a':null}],"                     \
             "'customerProfile':{'name':'Contoso','team':[{'firstName':'Sara',"                    \
             "'lastName':'Ek','phoneNumber':'040','email':'sara@contoso.example',"                 \
             "'title':'CFO'}]},"                                                                   \
             "'consent':{'consentToContact':true,'consentToToShareInfoWithOthers':true,"           \
             "'consentToShareReferralWithMicrosoftSellers':false},"                                \
             "'details':{'notes':'Old','dealValue':12000,'currency':'SEK',"                        \
             "'closingDateTime':'2027-01-15T10:30:00.5Z','requirements':{'solutions':"             \
             "[{'id':'SOL-1','name':'One','type':'Name'}]}},"                                      \
             "'team':[{'firstName':'Ola','lastName':'Lind','phoneNumber':'041',"                   \
             "'email':'Ola.Lind@fabrikam.example','title':null}]}")

#define BARE json_text ("{'id':'8','details':null}")

#define KIM                                                                                        \
  "{'firstName':'Kim','lastName':'Berg','phone':'042',"                                            \
  "'email':'kim.berg@fabrikam.example'}"

static const struct
{
  const char *key;
  const char *value;
  const char *path;    /* NULL: no change */
  const char *current; /* JSON */
  int code;            /* -1: accepted */
} set_cases[] = {
  { "name", "Contoso ERP move", "/name", "\"Contoso ERP move\"", -1 },
  { "name", "Räksmörgås \"AB\"", "/name", "\"Räksmörgås \\\"AB\\\"\"", -1 },
  { "name", "Contoso move", NULL, NULL, -1 },
  { "name", " Contoso move ", NULL, NULL, -1 },
  { "name", "", NULL, NULL, COSELL_RULE_ERROR_REFUSED },
  { "name", "  ", NULL, NULL, COSELL_RULE_ERROR_REFUSED },
  { "value", "10000.50", "/details/dealValue", "10000.50", -1 },
  { "value", "12000", NULL, NULL, -1 },
  { "value", "12000.00", NULL, NULL, -1 },
  { "value", "0", "/details/dealValue", "0", -1 },
  { "value", "+007.10", "/details/dealValue", "7.10", -1 },
  { "value", "\u0661\u0662\u00a0\u0660\u0660\u0660.\uff15", "/details/dealValue", "12000.5", -1 },
  { "value", "+", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "value", "00", "/details/dealValue", "0", -1 },
  { "value", "-0", "/details/dealValue", "0", -1 },
  { "value", "123456789012345.0123456789", "/details/dealValue", "123456789012345.0123456789", -1 },
  { "value", "", NULL, NULL, COSELL_RULE_ERROR_REFUSED },
  { "value", "-1", NULL, NULL, COSELL_RULE_ERROR_REFUSED },
  { "value", "-0.01", NULL, NULL, COSELL_RULE_ERROR_REFUSED },
  { "value", "13 000", "/details/dealValue", "13000", -1 },
  { "value", "\u202a12\302\240000.5\u200b", "/details/dealValue", "12000.5", -1 },
  { "value", "12 000 SEK", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "value", "€12", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  /* C3 */
  { "name", "\u202aOne\r\nTwo\tThree\u202c", "/name", "\"One Two Three\"", -1 },
  { "name", "\u200b\ufeff", NULL, NULL, COSELL_RULE_ERROR_REFUSED },
  { "crmId", "\u200bCRM\t-8\ufeff", "/externalReferenceId", "\"CRM-8\"", -1 },
  { "notes", "\n One\n\tTwo\u200b\n", "/details/notes", "\"One\\n\\tTwo\"", -1 },
  { "value", "12,5", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "value", "1e3", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "value", "much", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "currency", "EUR", "/details/currency", "\"EUR\"", -1 },
  { "currency", "eur", "/details/currency", "\"EUR\"", -1 },
  { "currency", "SEK", NULL, NULL, -1 },
  { "currency", "", NULL, NULL, COSELL_RULE_ERROR_REFUSED },
  { "currency", "kronor", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "currency", "QQQ", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "closeDate", "2027-02-28", "/details/closingDateTime", "\"2027-02-28T00:00:00Z\"", -1 },
  { "closeDate", "2028-02-29", "/details/closingDateTime", "\"2028-02-29T00:00:00Z\"", -1 },
  { "closeDate", "2027-01-15", NULL, NULL, -1 },
  { "closeDate", "", NULL, NULL, COSELL_RULE_ERROR_REFUSED },
  { "closeDate", "2027-02-29", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  /* C6: years of other calendars, and what stands for "none" */
  { "closeDate", "2570-01-15", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "closeDate", "1405-10-25", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "closeDate", "0001-01-01", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "closeDate", "2199-12-31", "/details/closingDateTime", "\"2199-12-31T00:00:00Z\"", -1 },
  { "closeDate", "15/01/2027", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "closeDate", "2027-01-15T00:00:00Z", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "crmId", "CRM-7", "/externalReferenceId", "\"CRM-7\"", -1 },
  { "crmId", "", NULL, NULL, -1 },
  { "campaignId", "spring", "/campaignId", "\"spring\"", -1 },
  { "campaignId", "", NULL, NULL, -1 },
  { "notes", "New\nline ", "/details/notes", "\"New\\nline\"", -1 },
  { "notes", "", "/details/notes", "\"\"", -1 },
  { "notes", "Old", NULL, NULL, -1 },
  { "notes", "\xff", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "favorite", "true", "/favorite", "true", -1 },
  { "favorite", "on", "/favorite", "true", -1 },
  { "favorite", "off", NULL, NULL, -1 },
  { "favorite", "yes please", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
  { "location", "1234567", NULL, NULL, COSELL_RULE_ERROR_UNKNOWN },
  { "Name", "x", NULL, NULL, COSELL_RULE_ERROR_UNKNOWN },
  { "", "x", NULL, NULL, COSELL_RULE_ERROR_UNKNOWN },
};

static void
test_set (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (set_cases); i++)
    {
      g_autofree char *shown = g_strescape (set_cases[i].value, NULL);
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GError) error = NULL;
      gboolean accepted =
          cosell_changes_set (changes, REFERRAL, set_cases[i].key, set_cases[i].value, &error);

      g_test_message ("%s=%s", set_cases[i].key, shown);
      if (set_cases[i].code >= 0)
        {
          g_assert_false (accepted);
          g_assert_error (error, COSELL_RULE_ERROR, set_cases[i].code);
          g_assert_cmpuint (changes->len, ==, 0);
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (accepted);
      g_assert_cmpuint (changes->len, ==, set_cases[i].path != NULL ? 1 : 0);
      if (set_cases[i].path != NULL)
        {
          CosellChange *change = g_ptr_array_index (changes, 0);

          g_assert_cmpstr (change->path, ==, set_cases[i].path);
          g_assert_cmpstr (change->current, ==, set_cases[i].current);
        }
    }
}

static void
set (GPtrArray *changes, const char *text, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  cosell_changes_set (changes, text, key, value, &error);
  g_assert_no_error (error);
}

static char *
apply (GPtrArray *changes, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *result = cosell_changes_apply (changes, text, &error);

  g_assert_no_error (error);
  return result;
}

static void
assert_patch (GPtrArray *changes, const char *expected)
{
  g_autofree char *patch = cosell_changes_to_patch (changes, NULL);

  g_assert_cmpstr (patch, ==, expected);
}

static void
test_set_back_is_no_change (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  set (changes, REFERRAL, "value", "5");
  set (changes, REFERRAL, "value", "6");
  set (changes, REFERRAL, "closeDate", "2027-03-01");
  set (changes, REFERRAL, "notes", "x");
  g_assert_cmpuint (changes->len, ==, 3);
  set (changes, REFERRAL, "value", "12000.0");
  set (changes, REFERRAL, "closeDate", "2027-01-15");
  set (changes, REFERRAL, "notes", "Old");
  g_assert_cmpuint (changes->len, ==, 0);
  assert_patch (changes, "[]");

  set (changes, BARE, "favorite", "on");
  set (changes, BARE, "favorite", "off");
  set (changes, BARE, "crmId", "1");
  set (changes, BARE, "crmId", "");
  g_assert_cmpuint (changes->len, ==, 0);
}

/* What a person sees as "R&D" may stand there as "R&amp;D". */
static void
test_entities (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  set (changes, json_text ("{'name':'R&amp;D &#229;'}"), "name", "R&D å");
  g_assert_cmpuint (changes->len, ==, 0);
  set (changes, json_text ("{'name':'R&amp;D'}"), "name", "R&D 2");
  set (changes, json_text ("{'name':'R&amp;D'}"), "name", "R&D");
  g_assert_cmpuint (changes->len, ==, 0);
}

#define ENCODED                                                                                    \
  json_text ("{'team':[{'firstName':'Tom &amp; Co','lastName':'O&#39;Hara','phoneNumber':'1',"     \
             "'email':'a&amp;b@x.example','x':'&lt;'},{'email':'c@x.example'}]}")

/* A form shows what was received decoded: saved as it was it is no change, and what was not touched
 * goes out as it came. */
static void
test_entities_of_people (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *result = NULL;

  g_assert_true (cosell_changes_set_member (
      changes, ENCODED, "a&b@x.example",
      "{\"firstName\":\"Tom & Co\",\"lastName\":\"O'Hara\",\"phone\":\"1\","
      "\"email\":\"a&b@x.example\"}",
      &error));
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 0);
  g_assert_true (cosell_changes_set_member (changes, ENCODED, "a&b@x.example",
                                            json_text ("{'firstName':'Tom & Co','phone':'2'}"),
                                            &error));
  result = apply (changes, ENCODED);
  g_assert_nonnull (strstr (result, "\"firstName\":\"Tom &amp; Co\""));
  g_assert_nonnull (strstr (result, "\"phoneNumber\":\"2\""));
  g_assert_nonnull (strstr (result, "\"x\":\"&lt;\""));
  g_ptr_array_set_size (changes, 0);
  g_assert_true (cosell_changes_remove_member (changes, ENCODED, "A&B@x.example", &error));
  g_assert_cmpuint (changes->len, ==, 1);
}

/* The same person or list, decoded: nothing to send, and no conflict. */
static void
test_entities_of_lists (void)
{
  g_assert_true (cosell_change_same ("/team", json_text ("[{'email':'a','lastName':'R&amp;D'}]"),
                                     json_text ("[{'email':'a','lastName':'R\\u0026D'}]")));
  g_assert_true (cosell_change_same ("/externalReferenceId", "\"\\u0026amp;1\"", "\"&1\""));
  g_assert_false (cosell_change_same ("/name", "\"R&amp;amp;D\"", "\"R&D\""));
}

static void
test_apply_keeps_the_rest (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autofree char *result = NULL;

  set (changes, REFERRAL, "value", "10000.50");
  set (changes, REFERRAL, "notes", "New");
  result = apply (changes, REFERRAL);
  g_assert_nonnull (strstr (result, "\"unknown\":[1.50,{\"a\":null}]"));
  g_assert_nonnull (strstr (result, "\"dealValue\":10000.50"));
  g_assert_nonnull (strstr (result, "\"notes\":\"New\""));
  g_assert_null (strstr (result, "Old"));
}

static void
test_patch_is_minimal (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  /* in whatever order they were made, the operations have one order */
  set (changes, REFERRAL, "favorite", "true");
  set (changes, REFERRAL, "notes", "New");
  set (changes, REFERRAL, "campaignId", "spring");
  set (changes, REFERRAL, "value", "10000.50");
  assert_patch (changes,
                json_text ("[{'op':'replace','path':'/details/dealValue','value':'10000.50'},"
                           "{'op':'add','path':'/campaignId','value':'spring'},"
                           "{'op':'replace','path':'/details/notes','value':'New'},"
                           "{'op':'replace','path':'/favorite','value':true}]"));
}

static void
test_patch_makes_missing_parents (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GPtrArray) later = cosell_changes_new ();
  g_autofree char *json = NULL;
  g_autofree char *now = NULL;
  const char *expected =
      json_text ("[{'op':'add','path':'/details','value':{'dealValue':7,'notes':'n'}},"
                 "{'op':'add','path':'/name','value':'N'}]");

  set (changes, BARE, "name", "N");
  set (changes, BARE, "notes", "n");
  set (changes, BARE, "value", "7");
  assert_patch (changes, expected);

  json = cosell_changes_to_json (changes);
  back = cosell_changes_from_json (json, NULL);
  assert_patch (back, expected);

  /* a later edit in the same entry finds the parent in the local text, but the service has none */
  now = apply (changes, BARE);
  set (later, now, "currency", "EUR");
  cosell_changes_merge (changes, later);
  set (changes, now, "notes", "");
  set (changes, now, "value", "8");
  g_clear_pointer (&later, g_ptr_array_unref);
  later = cosell_changes_new ();
  g_ptr_array_add (later, cosell_change_new ("/details/dealValue", "8", NULL));
  cosell_changes_merge (changes, later);
  assert_patch (changes, json_text ("[{'op':'add','path':'/details','value':{'currency':'EUR'}},"
                                    "{'op':'add','path':'/name','value':'N'}]"));
}

static void
test_merge (void)
{
  g_autoptr (GPtrArray) older = cosell_changes_new ();
  g_autoptr (GPtrArray) newer = cosell_changes_new ();
  g_autofree char *now = NULL;
  g_autofree char *json = NULL;

  set (older, REFERRAL, "value", "5");
  set (older, REFERRAL, "name", "A");
  now = apply (older, REFERRAL);
  set (newer, now, "value", "6");
  set (newer, now, "name", "Contoso move");
  set (newer, now, "crmId", "C");
  cosell_changes_merge (older, newer);
  json = cosell_changes_to_json (older);
  g_assert_cmpstr (json, ==,
                   json_text ("{'/details/dealValue':[12000,6],'/externalReferenceId':['','C']}"));
}

static void
test_json_round_trip (void)
{
  const char *text = json_text ("{'/campaignId':[null,'s'],'/team':[[{'a':1.0}],[]],"
                                "'/details/notes':['a',null,'/details']}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = cosell_changes_from_json (text, &error);
  g_autofree char *json = NULL;
  CosellChange *first;

  g_assert_no_error (error);
  first = g_ptr_array_index (changes, 0);
  g_assert_null (first->original);
  json = cosell_changes_to_json (changes);
  g_assert_cmpstr (json, ==, text);

  g_assert_null (cosell_changes_from_json ("[]", &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_null (cosell_changes_from_json ("{", &error));
  g_assert_nonnull (error);
}

/* A stored path that is no pointer to a member: it was read beyond its end, and sent it would stand
 * for the whole referral. */
static void
test_json_no_pointer (void)
{
  static const char *const texts[] = { "{'':[1,2]}", "{'/name':[1,2],'':[null,'x']}",
                                       "{'name':[1,2]}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cosell_changes_from_json (json_text (texts[i]), &error));
      g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
    }
}

static const struct
{
  const char *member;
  int code; /* -1: accepted */
} member_cases[] = {
  { KIM, -1 },
  { "{'firstName':'K','lastName':'B','phone':'1','email':'k@x.example',"
    "'title':'CTO'}",
    -1 },
  { "{'firstName':'K','lastName':'B','email':'k@x.example'}", COSELL_RULE_ERROR_REFUSED },
  { "{'firstName':' ','lastName':'B','phone':'1','email':'k@x.example'}",
    COSELL_RULE_ERROR_REFUSED },
  { "{'firstName':'K','lastName':null,'phone':'1','email':'k@x.example'}",
    COSELL_RULE_ERROR_REFUSED },
  { "{'firstName':'K','lastName':'B','phone':'1','email':'k.x.example'}",
    COSELL_RULE_ERROR_REFUSED },
  { "{'firstName':'K','lastName':'B','phone':'1',"
    "'email':'ola.lind@FABRIKAM.example'}",
    COSELL_RULE_ERROR_REFUSED },
  { "{'firstName':'K','lastName':'B','phone':1,'email':'k@x.example'}", COSELL_RULE_ERROR_SYNTAX },
  { "[]", COSELL_RULE_ERROR_SYNTAX },
  { "Kim Berg", COSELL_RULE_ERROR_SYNTAX },
};

static void
test_c8_members (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (member_cases); i++)
    {
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GError) error = NULL;
      gboolean accepted =
          cosell_changes_add_member (changes, REFERRAL, json_text (member_cases[i].member), &error);

      g_test_message ("%s", member_cases[i].member);
      if (member_cases[i].code >= 0)
        g_assert_error (error, COSELL_RULE_ERROR, member_cases[i].code);
      else
        g_assert_no_error (error);
      g_assert_cmpint (accepted, ==, member_cases[i].code < 0);
      g_assert_cmpuint (changes->len, ==, accepted ? 1 : 0);
    }
}

static void
test_team_patch (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (cosell_changes_add_member (changes, REFERRAL, json_text (KIM), &error));
  assert_patch (changes, json_text ("[{'op':'add','path':'/team/-','value':{'firstName':'Kim',"
                                    "'lastName':'Berg','phoneNumber':'042',"
                                    "'email':'kim.berg@fabrikam.example'}}]"));
  g_assert_true (
      cosell_changes_remove_member (changes, REFERRAL, "OLA.lind@fabrikam.example", &error));
  assert_patch (changes, json_text ("[{'op':'replace','path':'/team','value':[{"
                                    "'firstName':'Kim','lastName':'Berg','phoneNumber':'042',"
                                    "'email':'kim.berg@fabrikam.example'}]}]"));
  g_assert_false (cosell_changes_remove_member (changes, REFERRAL, "nobody@x.example", &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN);
}

/* C8: a member changes in its place, and what the form does not know of it stays. */
static void
test_c8_set_member (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (cosell_changes_set_member (changes, REFERRAL, "ola.lind@FABRIKAM.example",
                                            json_text ("{'phone':'049'}"), &error));
  assert_patch (changes, json_text ("[{'op':'replace','path':'/team','value':[{"
                                    "'firstName':'Ola','lastName':'Lind','phoneNumber':'049',"
                                    "'email':'Ola.Lind@fabrikam.example','title':null}]}]"));
  g_assert_true (cosell_changes_add_member (changes, REFERRAL, json_text (KIM), &error));
  g_assert_false (cosell_changes_set_member (changes, REFERRAL, "kim.berg@fabrikam.example",
                                             json_text ("{'email':'ola.lind@fabrikam.example'}"),
                                             &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (cosell_changes_set_member (changes, REFERRAL, "kim.berg@fabrikam.example",
                                             json_text ("{'lastName':' '}"), &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (
      cosell_changes_set_member (changes, REFERRAL, "nobody@x.example", json_text (KIM), &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN);
}

/* Done and taken back leaves the document as it was, also what was absent; what somebody changed
 * since stays. */
static void
test_take_back (void)
{
  g_autoptr (GPtrArray) done = cosell_changes_new ();
  g_autoptr (GPtrArray) back = cosell_changes_new ();
  g_autoptr (GPtrArray) refused = cosell_changes_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  g_autofree char *other = NULL;

  g_assert_true (cosell_changes_set (done, REFERRAL, "value", "500", &error));
  g_assert_true (cosell_changes_set (done, REFERRAL, "closeDate", "2027-03-01", &error));
  g_assert_true (cosell_changes_set (done, REFERRAL, "campaignId", "C-1", &error));
  g_assert_true (cosell_changes_add_member (done, REFERRAL, json_text (KIM), &error));
  after = cosell_changes_apply (done, REFERRAL, &error);
  g_assert_no_error (error);

  g_assert_true (cosell_changes_take_back (back, after, done, &error));
  g_assert_cmpuint (back->len, ==, 4);
  cosell_changes_merge (done, back);
  g_assert_cmpuint (done->len, ==, 0);

  g_assert_true (cosell_changes_set (done, REFERRAL, "value", "500", &error));
  g_assert_true (cosell_changes_set (done, REFERRAL, "notes", "New", &error));
  g_clear_pointer (&after, g_free);
  after = cosell_changes_apply (done, REFERRAL, &error);
  other = cosell_json_set (after, "/details/dealValue", "600", &error);
  g_assert_no_error (error);
  g_assert_false (cosell_changes_take_back (refused, other, done, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_assert_cmpuint (refused->len, ==, 0);
}

static void
test_team_made_when_missing (void)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) error = NULL;

  cosell_changes_add_member (changes, BARE, json_text (KIM), &error);
  g_assert_no_error (error);
  assert_patch (changes, json_text ("[{'op':'add','path':'/team','value':[{'firstName':'Kim',"
                                    "'lastName':'Berg','phoneNumber':'042',"
                                    "'email':'kim.berg@fabrikam.example'}]}]"));
}

static const struct
{
  const char *value;
  const char *current; /* NULL: no change */
  int code;
} contact_cases[] = {
  /* the same address: what the service has besides stays */
  { "{'firstName':'Sara','lastName':'Ek','phone':'050',"
    "'email':'SARA@contoso.example'}",
    "[{'firstName':'Sara','lastName':'Ek','phoneNumber':'050',"
    "'email':'SARA@contoso.example','title':'CFO'}]",
    -1 },
  { "[{'phone':'050','email':'sara@contoso.example'}]",
    "[{'firstName':'Sara','lastName':'Ek','phoneNumber':'050',"
    "'email':'sara@contoso.example','title':'CFO'}]",
    -1 },
  { "{'phone':'040','email':'sara@contoso.example'}", NULL, -1 },
  /* another person takes the place of the first */
  { KIM,
    "[{'firstName':'Kim','lastName':'Berg','phoneNumber':'042',"
    "'email':'kim.berg@fabrikam.example'}]",
    -1 },
  { "[]", "[]", -1 },
  { "{'email':'new@contoso.example'}", NULL, COSELL_RULE_ERROR_REFUSED },
  { "Sara Ek", NULL, COSELL_RULE_ERROR_SYNTAX },
  { "7", NULL, COSELL_RULE_ERROR_SYNTAX },
};

static void
test_c2_contact (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (contact_cases); i++)
    {
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", contact_cases[i].value);
      cosell_changes_set (changes, REFERRAL, "contact", json_text (contact_cases[i].value), &error);
      if (contact_cases[i].code >= 0)
        {
          g_assert_error (error, COSELL_RULE_ERROR, contact_cases[i].code);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (changes->len, ==, json_text (contact_cases[i].current) != NULL ? 1 : 0);
      if (contact_cases[i].current != NULL)
        {
          CosellChange *change = g_ptr_array_index (changes, 0);

          g_assert_cmpstr (change->path, ==, "/customerProfile/team");
          g_assert_cmpstr (change->current, ==, json_text (contact_cases[i].current));
        }
    }
}

static const struct
{
  const char *text;
  const char *value;
  int code;
} contact_rule_cases[] = {
  { "{'eTag':'1','consent':{'consentToShareReferralWithMicrosoftSellers':true}}", KIM,
    COSELL_RULE_ERROR_REFUSED },
  /* not sent yet: nobody has seen it */
  { "{'consent':{'consentToShareReferralWithMicrosoftSellers':true}}", KIM, -1 },
  { "{'eTag':'1','consent':{'consentToContact':false}}", KIM, COSELL_RULE_ERROR_REFUSED },
  { "{'eTag':'1','consent':{'consentToToShareInfoWithOthers':false}}", KIM,
    COSELL_RULE_ERROR_REFUSED },
  { "{'eTag':'1','consent':{'consentToContact':false}}", "[]", -1 },
  { "{'eTag':'1'}", KIM, -1 },
};

static void
test_d17_c21_contact (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (contact_rule_cases); i++)
    {
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GError) error = NULL;

      cosell_changes_set (changes, json_text (contact_rule_cases[i].text), "contact",
                          json_text (contact_rule_cases[i].value), &error);
      if (contact_rule_cases[i].code >= 0)
        g_assert_error (error, COSELL_RULE_ERROR, contact_rule_cases[i].code);
      else
        g_assert_no_error (error);
    }
}

static void
test_label (void)
{
  g_assert_cmpstr (cosell_change_label ("/details/dealValue"), ==, "Estimated value");
  g_assert_cmpstr (cosell_change_label ("/something/else"), ==, "/something/else");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/change/entities/people", test_entities_of_people);
  g_test_add_func ("/change/entities/lists", test_entities_of_lists);
  g_test_add_func ("/change/set", test_set);
  g_test_add_func ("/change/set-back-is-no-change", test_set_back_is_no_change);
  g_test_add_func ("/change/entities", test_entities);
  g_test_add_func ("/change/apply-keeps-the-rest", test_apply_keeps_the_rest);
  g_test_add_func ("/change/patch-is-minimal", test_patch_is_minimal);
  g_test_add_func ("/change/patch-makes-missing-parents", test_patch_makes_missing_parents);
  g_test_add_func ("/change/merge", test_merge);
  g_test_add_func ("/change/json-round-trip", test_json_round_trip);
  g_test_add_func ("/change/json-no-pointer", test_json_no_pointer);
  g_test_add_func ("/change/c8-members", test_c8_members);
  g_test_add_func ("/change/team-patch", test_team_patch);
  g_test_add_func ("/change/team-made-when-missing", test_team_made_when_missing);
  g_test_add_func ("/change/C8/set-member", test_c8_set_member);
  g_test_add_func ("/change/take-back", test_take_back);
  g_test_add_func ("/change/c2-contact", test_c2_contact);
  g_test_add_func ("/change/d17-c21-contact", test_d17_c21_contact);
  g_test_add_func ("/change/label", test_label);
  return g_test_run ();
}
