/* P13, B2: what the service kept of what was sent, as tables */
#include <string.h>

#include "model/cosell-answer.h"
#include "model/cosell-change.h"
#include "model/cosell-oversized.h"
#include "model/model-test.h"

/* --- single values --- */

typedef struct
{
  const char *path;
  const char *sent, *kept; /* JSON with ' for "; NULL: absent */
  gboolean same;
} Row;

static const Row rows[] = {
  /* null, absent and "" are one */
  { "/details/notes", "''", NULL, TRUE },
  { "/details/notes", "null", "''", TRUE },
  { "/details/notes", "' '", NULL, TRUE },
  { "/favorite", "false", NULL, TRUE },
  { "/favorite", "true", "false", FALSE },
  { "/favorite", "true", "'True'", TRUE },
  { "/favorite", "true", NULL, FALSE },
  { "/team", "[]", NULL, TRUE },
  /* numbers by value */
  { "/details/dealValue", "1200000.50", "1200000.5", TRUE },
  { "/details/dealValue", "1200000", "'1200000'", TRUE },
  { "/details/dealValue", "1200000", "1.2e6", TRUE },
  { "/details/dealValue", "1200000", "1200001", FALSE },
  { "/details/dealValue", "1200000", "null", FALSE },
  { "/details/dealValue", "0", NULL, FALSE },
  { "/externalReferenceId", "'007'", "7", FALSE },
  { "/externalReferenceId", "'7'", "7", TRUE },
  { "/externalReferenceId", "'007'", "'7'", FALSE },
  { "/salesStage", "'60'", "60", TRUE },
  { "/salesStage", "'60'", "'Propose'", TRUE },
  { "/salesStage", "'60'", "'40'", FALSE },
  /* instants by time */
  { "/details/closingDateTime", "'2027-01-15T00:00:00Z'", "'2027-01-15T00:00:00.0000000Z'", TRUE },
  { "/details/closingDateTime", "'2027-01-15T00:00:00Z'", "'2027-01-15T01:00:00+01:00'", TRUE },
  { "/details/closingDateTime", "'2027-01-15T00:00:00Z'", "'2027-01-16T00:00:00Z'", FALSE },
  { "/registrations/2/contract/signDateTime", "'2027-01-15T00:00:00Z'",
    "'2027-01-15T00:00:00.000Z'", TRUE },
  /* GUIDs, currencies and the service's own words in any letter case */
  { "/externalReferenceId", "'01E2ABCD-52B0-4AF3-A3AE-1FD1530B3563'",
    "'01e2abcd-52b0-4af3-a3ae-1fd1530b3563'", TRUE },
  { "/externalReferenceId", "'CRM-a'", "'CRM-A'", FALSE },
  { "/details/currency", "'SEK'", "'sek'", TRUE },
  { "/details/currency", "'SEK'", "'EUR'", FALSE },
  { "/status", "'Closed'", "'closed'", TRUE },
  { "/status", "'Closed'", "'Active'", FALSE },
  { "/substatus", "'Won'", "'Accepted'", FALSE },
  { "/statusReason", "'Price'", NULL, FALSE },
  /* texts: entities, line ends, space around */
  { "/name", "'Fish & Chips'", "'Fish &amp; Chips'", TRUE },
  { "/name", "'Fish &amp; Chips'", "'Fish &amp;amp; Chips'", TRUE },
  { "/name", "'O\xe2\x80\x99Neil'", "'O&#8217;Neil'", TRUE },
  { "/name", "'Fish'", "'fish'", FALSE },
  { "/name", "'Fish  soup'", "'Fish soup'", FALSE },
  { "/details/notes", "'a\\r\\nb\\n'", "'a\\nb'", TRUE },
  { "/details/notes", "'a\\nb'", "'  a\\r\\nb\\u00a0'", TRUE },
  { "/details/notes", "'a\\nb'", "'a b'", FALSE },
  { "/details/notes", "'Wants a pilot'", "'Wants a'", FALSE },
  /* sets without order; what the service adds by itself does not count */
  { "/team", "[{'firstName':'A','email':'a@x.example'},{'email':'b@x.example'}]",
    "[{'email':'B@x.example','id':7},{'firstName':'A','email':'a@x.example'},"
    "{'email':'c@x.example'}]",
    TRUE },
  { "/team", "[{'email':'a@x.example'},{'email':'b@x.example'}]", "[{'email':'a@x.example'}]",
    FALSE },
  { "/team", "[{'email':'a@x.example','phoneNumber':'1'}]", "[{'email':'a@x.example'}]", FALSE },
  { "/details/requirements/solutions", "[{'id':'SOL-1','name':'Mine','type':'Name'}]",
    "[{'id':'sol-1','name':'Theirs','type':'None','price':null}]", TRUE },
  { "/details/requirements/solutions", "[{'id':'SOL-1','solutionType':'3P'}]",
    "[{'id':'SOL-1','solutionType':null}]", FALSE },
  { "/details/requirements/solutions", "[{'id':'SOL-1'}]", "[]", FALSE },
  { "/customerProfile/ids", "[{'profileType':'Duns','id':'1'},{'profileType':'External','id':'2'}]",
    "[{'id':'2','profileType':'external'},{'id':'1','profileType':'duns'}]", TRUE },
  { "/customerProfile/ids", "[{'profileType':'Duns','id':'1'}]",
    "[{'profileType':'Duns','id':'2'}]", FALSE },
  { "/customerProfile/address", "{'city':'Malm\xc3\xb6','state':'Sk\xc3\xa5ne','country':'SE'}",
    "{'country':'se','city':'Malm&#246;','region':'Sk\xc3\xa5ne'}", TRUE },
  { "/customerProfile/address", "{'city':'Malm\xc3\xb6'}", "{'city':'Lund'}", FALSE },
};

static CosellJsonValue
value_of (CosellJson **doc, const char *json)
{
  *doc = json != NULL ? model_test_parse (json) : NULL;
  return (CosellJsonValue){ *doc, 0 };
}

static void
test_same (void)
{
  const CosellJsonValue nothing = { NULL, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellJson) sent = NULL;
      g_autoptr (CosellJson) kept = NULL;
      CosellJsonValue mine = value_of (&sent, rows[i].sent);
      CosellJsonValue theirs = value_of (&kept, rows[i].kept);

      if (cosell_answer_same (rows[i].path, nothing, mine, theirs) != rows[i].same)
        g_error ("%s: sent %s, kept %s", rows[i].path, rows[i].sent, rows[i].kept);
    }
}

/* --- patches --- */

static GPtrArray *
changes_of (const char *json)
{
  const char *text = json_text (json);
  g_autoptr (GError) error = NULL;
  GPtrArray *changes = cosell_changes_from_json (text, &error);

  g_assert_no_error (error);
  return changes;
}

static GPtrArray *
unkept_of (const char *changes, const char *answer)
{
  g_autoptr (GPtrArray) list = changes_of (changes);
  const char *text = json_text (answer);

  return cosell_answer_unkept (list, text);
}

static void
assert_change (GPtrArray *unkept, guint i, const char *path, const char *kept, const char *sent)
{
  const CosellChange *change;
  const char *original = json_text (kept);
  const char *current = json_text (sent);

  g_assert_cmpuint (unkept->len, >, i);
  change = g_ptr_array_index (unkept, i);
  g_assert_cmpstr (change->path, ==, path);
  g_assert_cmpstr (change->original, ==, original);
  g_assert_cmpstr (change->current, ==, current);
}

static void
test_patch (void)
{
  g_autoptr (GPtrArray) unkept =
      unkept_of ("{'/name':['Old','New'],'/details/notes':[null,'Mine'],'/campaignId':['a','b'],"
                 "'/consent/consentToShareReferralWithMicrosoftSellers':[false,true]}",
                 "{'name':'New','details':null,'campaignId':'a',"
                 "'consent':{'ConsentToShareReferralWithMicrosoftSellers':true}}");
  g_autofree char *words = cosell_answer_describe (unkept);
  g_autofree char *patch = cosell_changes_to_patch (unkept, NULL);

  g_assert_cmpuint (unkept->len, ==, 2);
  assert_change (unkept, 0, "/details/notes", NULL, "'Mine'");
  assert_change (unkept, 1, "/campaignId", "'a'", "'b'");
  g_assert_cmpstr (words, ==, "Partner Center did not keep: Notes, Marketing campaign ID");
  /* what is sent once more makes the object that is missing, and nothing else */
  g_assert_cmpstr (patch, ==,
                   "[{\"op\":\"add\",\"path\":\"/details\",\"value\":{\"notes\":\"Mine\"}},"
                   "{\"op\":\"replace\",\"path\":\"/campaignId\",\"value\":\"b\"}]");
}

/* A member who was to go, and is still there. */
static void
test_removal (void)
{
  g_autoptr (GPtrArray) unkept =
      unkept_of ("{'/team':[[{'email':'a@x.example'},{'email':'b@x.example'}],"
                 "[{'email':'a@x.example'}]]}",
                 "{'team':[{'email':'a@x.example'},{'email':'b@x.example'}]}");
  g_autoptr (GPtrArray) kept =
      unkept_of ("{'/team':[[{'email':'a@x.example'},{'email':'b@x.example'}],"
                 "[{'email':'a@x.example'}]]}",
                 "{'team':[{'email':'a@x.example'},{'email':'c@x.example'}]}");

  g_assert_cmpuint (unkept->len, ==, 1);
  g_assert_cmpuint (kept->len, ==, 0);
}

#define SENT                                                                                       \
  "{'type':'AzureIPCoSell','solutionDetails':[{'id':'S-1','currency':'EUR','value':5}],"           \
  "'contract':{'value':9.50,'currency':'EUR','term':'Finite'}}"
#define KEPT(term)                                                                                 \
  "{'id':'r2','status':'Registered','solutionDetails':[{'id':'S-1','value':5.0}],"                 \
  "'contract':{'value':9.5,'currency':'eur'" term "}}"

/* The service fills a registration in, and leaves out what it only takes. */
static void
test_registration (void)
{
  static const char changes[] = "{'/registrations':[[{'id':'r1'}],[{'id':'r1'}," SENT "]]}";
  g_autoptr (GPtrArray) kept =
      unkept_of (changes, "{'registrations':[{'id':'r1'}," KEPT (",'term':'finite'") "]}");
  g_autoptr (GPtrArray) dropped =
      unkept_of (changes, "{'registrations':[{'id':'r1'}," KEPT ("") "]}");
  g_autoptr (GPtrArray) lost = unkept_of (changes, "{'registrations':[{'id':'r1'}]}");

  g_assert_cmpuint (dropped->len, ==, 1);
  assert_change (dropped, 0, "/registrations/1/contract/term", NULL, "'Finite'");
  g_assert_cmpuint (lost->len, ==, 1);
  assert_change (lost, 0, "/registrations", "[{'id':'r1'}]", "[{'id':'r1'}," SENT "]");
  g_assert_cmpuint (kept->len, ==, 0);
}

/* --- bodies --- */

static const char body[] =
    "{'name':'ERP','type':'Shared','engagementId':'01e2abcd-52b0-4af3-a3ae-1fd1530b3563',"
    "'organizationName':'Tailwind','favorite':true,'mpnId':'1234567','target':[],"
    "'customerProfile':{'name':'Contoso','address':{'city':'Lund'},'team':[],"
    "'ids':[{'profileType':'Duns','id':'123456789'}]},"
    "'consent':{'consentToContact':true,'consentToShareReferralWithMicrosoftSellers':false},"
    "'details':{'notes':'Mine','dealValue':10},'inviteContext':{'assistanceRequestCode':'Unknown'}"
    "}";

/* What the service derives by itself is not missed. */
static void
test_body_derived (void)
{
  const char *sent = json_text (body);
  const char *answer = json_text (
      "{'id':'x','name':'ERP','type':'Independent','engagementId':'another','mpnId':'1234567',"
      "'organizationName':'Fabrikam','favorite':false,'status':'Active',"
      "'customerProfile':{'name':'Contoso','address':{'city':'Lund','country':null},"
      "'ids':[{'profileType':'Duns','id':'123456789'}]},"
      "'consent':{'consentToContact':true},'details':{'notes':'Mine','dealValue':10.00}}");
  g_autoptr (GPtrArray) unkept = cosell_answer_unkept_body (sent, answer);

  g_assert_cmpuint (unkept->len, ==, 0);
}

/* Every member of the body, one after the other: dropped, and altered. */
static void
test_body_members (void)
{
  static const struct
  {
    const char *path, *other;
  } members[] = {
    { "/name", "\"Other\"" },
    { "/mpnId", "\"7654321\"" },
    { "/customerProfile/name", "\"Other\"" },
    { "/customerProfile/address", "{\"city\":\"Malm\xc3\xb6\"}" },
    { "/customerProfile/ids", "[{\"profileType\":\"Duns\",\"id\":\"9\"}]" },
    { "/consent/consentToContact", "false" },
    { "/details/notes", "\"Min\"" },
    { "/details/dealValue", "1" },
  };
  const char *sent = json_text (body);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    for (guint k = 0; k < 2; k++)
      {
        g_autofree char *answer =
            k == 0 ? cosell_json_remove (sent, members[i].path, NULL)
                   : cosell_json_set (sent, members[i].path, members[i].other, NULL);
        g_autoptr (GPtrArray) unkept = cosell_answer_unkept_body (sent, answer);

        g_assert_cmpuint (unkept->len, ==, 1);
        g_assert_cmpstr (((CosellChange *) unkept->pdata[0])->path, ==, members[i].path);
        g_assert_cmpstr (cosell_change_label (members[i].path), !=, members[i].path);
      }
}

/* A3: what was to stay closed and is open. */
static void
test_body_opened (void)
{
  static const char share[] = "/consent/consentToShareReferralWithMicrosoftSellers";
  const char *sent = json_text (body);
  g_autofree char *answer = cosell_json_set (sent, share, "true", NULL);
  g_autoptr (GPtrArray) unkept = cosell_answer_unkept_body (sent, answer);

  g_assert_cmpuint (unkept->len, ==, 1);
  assert_change (unkept, 0, share, "true", "false");
}

/* --- afterwards --- */

static void
test_rebase (void)
{
  g_autoptr (GPtrArray) unkept = changes_of (
      "{'/name':['Old','New'],'/campaignId':['a','b'],'/externalReferenceId':['1','2'],"
      "'/team':[[{'email':'a@x.example'}],[{'email':'a@x.example'},{'email':'b@x.example'}]]}");
  const char *theirs = json_text ("{'name':'New','campaignId':'c','externalReferenceId':'1',"
                                  "'team':[{'email':'a@x.example'},{'email':'c@x.example'}]}");

  cosell_answer_rebase (unkept, theirs);
  g_assert_cmpuint (unkept->len, ==, 3);
  assert_change (unkept, 0, "/campaignId", "'c'", "'b'");
  assert_change (unkept, 1, "/externalReferenceId", "'1'", "'2'");
  assert_change (unkept, 2, "/team", "[{'email':'a@x.example'},{'email':'c@x.example'}]",
                 "[{'email':'a@x.example'},{'email':'c@x.example'},{'email':'b@x.example'}]");
}

static void
test_status (void)
{
  g_autoptr (GPtrArray) unkept = changes_of ("{'/substatus':['Lost','Won']}");
  g_autoptr (GPtrArray) none = changes_of ("{'/name':['a','b']}");
  const char *text = json_text ("{'status':'Closed','substatus':'Lost'}");

  cosell_answer_complete_status (unkept, text);
  cosell_answer_complete_status (none, text);
  g_assert_cmpuint (unkept->len, ==, 2);
  assert_change (unkept, 1, "/status", "'Closed'", "'Closed'");
  g_assert_cmpuint (none->len, ==, 1);
}

static void
test_contradiction (void)
{
  static const struct
  {
    const char *answer, *own;
    gboolean contradicts;
  } answers[] = {
    { "{'name':'ERP','customerProfile':{'name':'Contoso'},'organizationId':'o1'}", "O1", FALSE },
    { "{'name':'ERP','customerProfile':{'name':'Contoso'},'organizationId':'o2'}", "o1", TRUE },
    { "{'name':'ERP','customerProfile':{'name':'Contoso'},'organizationId':'o2'}", NULL, FALSE },
    { "{'name':'Other','customerProfile':{'name':'Contoso'}}", "o1", FALSE },
    { "{'name':'ERP','customerProfile':{'name':'Other'}}", "o1", FALSE },
    { "{'name':'Other','customerProfile':{'name':'Other'}}", "o1", TRUE },
    { "{'name':null,'customerProfile':{'name':null}}", "o1", FALSE },
    { "{}", "o1", FALSE },
  };
  const char *sent = json_text (body);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const char *answer = json_text (answers[i].answer);

      g_assert_cmpint (cosell_answer_contradicts (sent, answer, answers[i].own), ==,
                       answers[i].contradicts);
    }
}

/* B2 */
static void
test_heart (void)
{
  g_autoptr (GPtrArray) changes = changes_of ("{'/name':['a','b'],'/favorite':[false,true]}");
  g_autoptr (GPtrArray) heart = NULL;
  g_autoptr (GPtrArray) nothing = NULL;

  g_assert_false (cosell_changes_are_heart (changes));
  heart = cosell_changes_take_heart (changes);
  g_assert_true (cosell_changes_are_heart (heart));
  g_assert_cmpuint (changes->len, ==, 1);
  nothing = cosell_changes_take_heart (changes);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_false (cosell_changes_are_heart (nothing));
}

/* P16: an answer that is too large to be read whole says nothing of what was kept. */
static void
test_too_large (void)
{
  g_autofree char *notes = g_strnfill (9 * 1024 * 1024, 'x');
  g_autofree char *whole =
      g_strdup_printf ("{\"id\":\"a\",\"name\":\"Other\",\"details\":{\"notes\":\"%s\"}}", notes);
  g_autofree char *stand_in = cosell_oversized_stand_in (whole, strlen (whole));
  g_autoptr (GPtrArray) list = changes_of ("{'/name':['A','B'],'/details/notes':[null,'Call']}");
  g_autoptr (GPtrArray) unkept = cosell_answer_unkept (list, stand_in);
  g_autoptr (GPtrArray) of_body =
      cosell_answer_unkept_body ("{\"name\":\"B\",\"details\":{\"notes\":\"Call\"}}", stand_in);

  g_assert_true (cosell_oversized_is_stand_in (stand_in));
  g_assert_cmpuint (unkept->len, ==, 0);
  g_assert_cmpuint (of_body->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer/P13-P16-too-large", test_too_large);
  g_test_add_func ("/answer/P13/same", test_same);
  g_test_add_func ("/answer/P13/patch", test_patch);
  g_test_add_func ("/answer/P13/removal", test_removal);
  g_test_add_func ("/answer/P13/registration", test_registration);
  g_test_add_func ("/answer/P13/body-derived", test_body_derived);
  g_test_add_func ("/answer/P13/body-members", test_body_members);
  g_test_add_func ("/answer/P13/body-opened", test_body_opened);
  g_test_add_func ("/answer/P13/rebase", test_rebase);
  g_test_add_func ("/answer/P13/D11-status", test_status);
  g_test_add_func ("/answer/contradiction", test_contradiction);
  g_test_add_func ("/answer/B2-heart", test_heart);
  return g_test_run ();
}
