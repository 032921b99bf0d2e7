/* Contacts, solutions, customers, invitations: both JSON shapes, properties, C1, C8, C9, D15, B5.
 */
#include "base/cosell-time.h"
#include "model/cosell-people.h"
#include "model/model-test.h"

typedef void (*WriteFunc) (gpointer object, CosellJsonWriter *writer);

static void
assert_written (gpointer object, WriteFunc write, const char *expected)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *text = NULL;
  const char *quoted = json_text (expected);

  write (object, writer);
  text = cosell_json_writer_end (writer);
  if (!cosell_json_text_equal (text, quoted))
    g_error ("wrote %s, expected %s", text, quoted);
}

static void
assert_string (gpointer object, const char *property, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (object, property, &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *count = user_data;

  (*count)++;
}

/* --- contacts --- */

/* Entities of the service are decoded once; what a person typed has none. */
static void
test_contact_entities (void)
{
  static const char text[] = "{'firstName':'R&amp;amp;D','lastName':'O&#39;Hara','phoneNumber':"
                             "'1&#38;2','email':'a&amp;b@x.example','title':'&lt;b&gt;'}";
  g_autofree char *profile = g_strconcat ("{'address':{},'team':[", text, "]}", NULL);
  g_autofree char *draft = g_strconcat ("{'contacts':[", text, "]}", NULL);
  g_autoptr (CosellJson) json = model_test_parse (text);
  g_autoptr (CosellJson) customer_json = model_test_parse (profile);
  g_autoptr (CosellJson) draft_json = model_test_parse (draft);
  g_autoptr (CosellContact) wire = cosell_contact_new_from_wire (cosell_json_root (json));
  g_autoptr (CosellContact) typed = cosell_contact_new_from_json (cosell_json_root (json));
  g_autoptr (CosellCustomer) customer =
      cosell_customer_new_from_json (cosell_json_root (customer_json));
  g_autoptr (CosellCustomer) drafted =
      cosell_customer_new_from_json (cosell_json_root (draft_json));
  g_autoptr (CosellContact) received =
      g_list_model_get_item (G_LIST_MODEL (cosell_customer_get_contacts (customer)), 0);
  g_autoptr (CosellContact) written =
      g_list_model_get_item (G_LIST_MODEL (cosell_customer_get_contacts (drafted)), 0);

  g_assert_cmpstr (cosell_contact_get_display_name (wire), ==, "R&amp;D O'Hara");
  g_assert_cmpstr (cosell_contact_get_email (wire), ==, "a&b@x.example");
  assert_string (wire, "phone", "1&2");
  assert_string (wire, "title", "<b>");
  g_assert_cmpstr (cosell_contact_get_display_name (typed), ==, "R&amp;amp;D O&#39;Hara");
  g_assert_cmpstr (cosell_contact_get_display_name (received), ==, "R&amp;D O'Hara");
  g_assert_cmpstr (cosell_contact_get_display_name (written), ==, "R&amp;amp;D O&#39;Hara");
}

/* The draft file's shape of a solution was decoded when it was made. */
static void
test_solution_entities (void)
{
  g_autoptr (CosellJson) json = model_test_parse ("{'id':'S&amp;1','name':'R&amp;amp;D'}");
  g_autoptr (CosellSolution) wire = cosell_solution_new_from_json (cosell_json_root (json));
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *text = NULL;
  g_autoptr (CosellJson) draft = NULL;
  g_autoptr (CosellSolution) again = NULL;

  cosell_solution_write_draft (wire, writer);
  text = cosell_json_writer_end (writer);
  draft = cosell_json_parse (text, -1, NULL);
  again = cosell_solution_new_from_json (cosell_json_root (draft));
  g_assert_cmpstr (cosell_solution_get_id (wire), ==, "S&1");
  g_assert_cmpstr (cosell_solution_get_display_name (wire), ==, "R&amp;D");
  g_assert_cmpstr (cosell_solution_get_display_name (again), ==, "R&amp;D");
}

static void
test_contact_shapes (void)
{
  static const char *const same[] = {
    "{'firstName':'Sara','lastName':'Ek','phone':'+46 40 100','email':'sara.ek@contoso.example'}",
    "{'firstName':'Sara','lastName':'Ek','phoneNumber':'+46 40 100',"
    "'email':'sara.ek@contoso.example','title':null,'contactPreference':{'locale':null}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (CosellJson) json = model_test_parse (same[i]);
      g_autoptr (CosellContact) contact = cosell_contact_new_from_json (cosell_json_root (json));

      assert_string (contact, "phone", "+46 40 100");
      assert_string (contact, "title", "");
      g_assert_cmpstr (cosell_contact_get_display_name (contact), ==, "Sara Ek");
      g_assert_cmpstr (cosell_contact_get_email (contact), ==, "sara.ek@contoso.example");
      g_assert_true (cosell_contact_is_complete (contact));
      assert_written (contact, (WriteFunc) cosell_contact_write_draft, same[0]);
      assert_written (contact, (WriteFunc) cosell_contact_write_wire,
                      "{'firstName':'Sara','lastName':'Ek','phoneNumber':'+46 40 100',"
                      "'email':'sara.ek@contoso.example'}");
    }
}

static void
test_contact_typed (void)
{
  g_autoptr (CosellContact) contact = cosell_contact_new ();
  guint names = 0, completes = 0, emails = 0;

  g_assert_true (cosell_contact_is_empty (contact));
  g_signal_connect (contact, "notify::display-name", G_CALLBACK (count_cb), &names);
  g_signal_connect (contact, "notify::complete", G_CALLBACK (count_cb), &completes);
  g_signal_connect (contact, "notify::email", G_CALLBACK (count_cb), &emails);

  g_object_set (contact, "email", " ola@fabrikam.example ", NULL);
  g_assert_cmpstr (cosell_contact_get_display_name (contact), ==, "ola@fabrikam.example");
  g_assert_false (cosell_contact_is_empty (contact));
  g_object_set (contact, "email", " ola@fabrikam.example ", NULL);
  g_assert_cmpuint (emails, ==, 1);
  g_object_set (contact, "first-name", "Ola ", "last-name", " Lind", NULL);
  g_assert_cmpstr (cosell_contact_get_display_name (contact), ==, "Ola   Lind");
  g_object_set (contact, "first-name", "Ola", "last-name", "Lind", NULL);
  g_assert_cmpuint (completes, ==, 0);
  g_object_set (contact, "phone", "  ", NULL);
  g_assert_false (cosell_contact_is_complete (contact));
  g_object_set (contact, "phone", "1", NULL);
  g_assert_true (cosell_contact_is_complete (contact));
  g_assert_cmpuint (completes, ==, 1);
  g_assert_cmpuint (names, >=, 2);
  g_object_set (contact, "phone", NULL, NULL);
  assert_string (contact, "phone", "");

  /* drafts keep what was typed, the service gets it trimmed and without blanks */
  assert_written (contact, (WriteFunc) cosell_contact_write_draft,
                  "{'firstName':'Ola','lastName':'Lind','phone':'',"
                  "'email':' ola@fabrikam.example '}");
  assert_written (contact, (WriteFunc) cosell_contact_write_wire,
                  "{'firstName':'Ola','lastName':'Lind','email':'ola@fabrikam.example'}");
}

static void
test_contact_odd (void)
{
  static const char *const odd[] = {
    "{}", "[]", "7", "null", "'x'", "{'firstName':{},'lastName':[],'phone':null,'email':true}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (CosellJson) json = model_test_parse (odd[i]);
      g_autoptr (CosellContact) contact = cosell_contact_new_from_json (cosell_json_root (json));

      g_assert_true (cosell_contact_is_empty (contact));
      g_assert_cmpstr (cosell_contact_get_display_name (contact), ==, "");
    }
}

/* --- solutions --- */

typedef struct
{
  const char *name;
  const char *json;
  CosellSolutionKind kind;
} KindCase;

static const KindCase kinds[] = {
  { "draft-own", "{'id':'SOL-1','name':'A','kind':'own'}", COSELL_SOLUTION_KIND_OWN },
  { "draft-microsoft", "{'id':'SOL-1','name':'A','kind':'microsoft'}",
    COSELL_SOLUTION_KIND_MICROSOFT },
  { "draft-third-party", "{'id':'SOL-1','name':'A','kind':'third-party'}",
    COSELL_SOLUTION_KIND_THIRD_PARTY },
  { "draft-assessment", "{'id':'SOL-1','name':'A','kind':'assessment'}",
    COSELL_SOLUTION_KIND_ASSESSMENT },
  { "wire-plain", "{'id':'SOL-15974-MQF','name':'A','type':'Name'}", COSELL_SOLUTION_KIND_OWN },
  { "wire-null-name", "{'id':'SOL-2173-UYM','name':null,'type':'None','solutionType':null}",
    COSELL_SOLUTION_KIND_OWN },
  { "wire-3p", "{'id':'SOL-1','name':'A','solutionType':'3P'}", COSELL_SOLUTION_KIND_THIRD_PARTY },
  { "wire-category", "{'id':'CloudMigration','name':'A','type':'Category'}",
    COSELL_SOLUTION_KIND_MICROSOFT },
  { "wire-guid", "{'id':'11111111-2222-4333-8444-555555555555','name':'A'}",
    COSELL_SOLUTION_KIND_MICROSOFT },
  { "wire-publisher", "{'id':'P-1','name':'A','publisherName':'Microsoft'}",
    COSELL_SOLUTION_KIND_MICROSOFT },
  { "wire-assessment", "{'id':'SOL-1','name':'A','solutionType':'Assessment'}",
    COSELL_SOLUTION_KIND_ASSESSMENT },
  { "unknown-kind", "{'id':'SOL-1','name':'A','kind':'borrowed'}", COSELL_SOLUTION_KIND_OWN },
  { "B5-empty", "{}", COSELL_SOLUTION_KIND_OWN },
  { "B5-odd", "{'id':{},'name':[],'type':7,'kind':[],'solutionType':{},'publisherName':true}",
    COSELL_SOLUTION_KIND_OWN },
  { "B5-no-object", "7", COSELL_SOLUTION_KIND_OWN },
};

static void
test_solution_kind (gconstpointer item)
{
  const KindCase *c = item;
  g_autoptr (CosellJson) json = model_test_parse (c->json);
  g_autoptr (CosellSolution) solution = cosell_solution_new_from_json (cosell_json_root (json));

  g_assert_cmpint (cosell_solution_get_kind (solution), ==, c->kind);
  g_assert_nonnull (cosell_solution_get_display_name (solution));
}

static void
test_solution_in_referral (void)
{
  g_autoptr (CosellJson) json =
      model_test_parse ("{'target':[7,{'type':'BusinessProfileLocation','id':'b-2'},"
                        "{'type':'SolutionProfile','id':'AAAAAAAA-2222-4333-8444-555555555555'}]}");
  g_autoptr (CosellJson) own = model_test_parse (
      "{'id':'aaaaaaaa-2222-4333-8444-555555555555','name':'A','solutionType':'3P'}");
  g_autoptr (CosellJson) other = model_test_parse ("{'id':'b-2','solutionType':'3P'}");
  g_autoptr (CosellSolution) first =
      cosell_solution_new_in_referral (cosell_json_root (own), cosell_json_root (json));
  g_autoptr (CosellSolution) second =
      cosell_solution_new_in_referral (cosell_json_root (other), cosell_json_root (json));

  g_assert_cmpint (cosell_solution_get_kind (first), ==, COSELL_SOLUTION_KIND_OWN);
  g_assert_cmpint (cosell_solution_get_kind (second), ==, COSELL_SOLUTION_KIND_THIRD_PARTY);
}

/* Written for the service and read back, every kind is the same again. */
static void
test_solution_round_trip (void)
{
  for (int kind = COSELL_SOLUTION_KIND_OWN; kind <= COSELL_SOLUTION_KIND_ASSESSMENT; kind++)
    {
      g_autoptr (CosellSolution) solution = cosell_solution_new ("SOL-1", "Suite", kind);
      CosellJsonWriter *writer = cosell_json_writer_new ();
      g_autoptr (CosellSolution) again = NULL;
      g_autoptr (CosellJson) json = NULL;
      g_autofree char *text = NULL;

      cosell_solution_write_wire (solution, writer);
      text = cosell_json_writer_end (writer);
      json = cosell_json_parse (text, -1, NULL);
      again = cosell_solution_new_from_json (cosell_json_root (json));
      g_assert_cmpint (cosell_solution_get_kind (again), ==, kind);
      g_assert_cmpstr (cosell_solution_get_id (again), ==, "SOL-1");
    }
}

static void
test_solution_shapes (void)
{
  g_autoptr (CosellJson) json = model_test_parse (
      "{'id':'SOL-15974-MQF','name':'Fabrikam Suite','kind':'own','publisher':'Fabrikam',"
      "'eligible':true,'coSellReady':false}");
  g_autoptr (CosellSolution) solution = cosell_solution_new_from_json (cosell_json_root (json));
  g_autoptr (CosellSolution) bare = cosell_solution_new ("SOL-1", NULL, COSELL_SOLUTION_KIND_OWN);
  gboolean ready;

  g_assert_true (cosell_solution_is_eligible (solution));
  g_object_get (solution, "co-sell-ready", &ready, NULL);
  g_assert_false (ready);
  assert_written (solution, (WriteFunc) cosell_solution_write_draft,
                  "{'id':'SOL-15974-MQF','name':'Fabrikam Suite','kind':'own',"
                  "'publisher':'Fabrikam','eligible':true,'coSellReady':false}");
  assert_written (solution, (WriteFunc) cosell_solution_write_wire,
                  "{'id':'SOL-15974-MQF','name':'Fabrikam Suite','type':'Name',"
                  "'publisherName':'Fabrikam'}");

  g_object_get (bare, "co-sell-ready", &ready, NULL);
  g_assert_true (ready);
  g_assert_cmpstr (cosell_solution_get_display_name (bare), ==, "SOL-1");
  assert_written (bare, (WriteFunc) cosell_solution_write_draft,
                  "{'id':'SOL-1','name':'','kind':'own'}");
  assert_written (bare, (WriteFunc) cosell_solution_write_wire, "{'id':'SOL-1','type':'None'}");
}

static void
test_solution_notify (void)
{
  g_autoptr (CosellSolution) solution =
      cosell_solution_new ("SOL-1", "Suite", COSELL_SOLUTION_KIND_OWN);
  guint count = 0, names = 0;

  g_signal_connect (solution, "notify", G_CALLBACK (count_cb), &count);
  g_signal_connect (solution, "notify::display-name", G_CALLBACK (count_cb), &names);
  g_object_set (solution, "id", "SOL-1", "name", "Suite", "kind", COSELL_SOLUTION_KIND_OWN,
                "eligible", FALSE, "co-sell-ready", TRUE, NULL);
  g_assert_cmpuint (count, ==, 0);
  g_object_set (solution, "name", "Better suite", NULL);
  g_assert_cmpuint (names, ==, 1);
  g_object_set (solution, "eligible", TRUE, "kind", COSELL_SOLUTION_KIND_MICROSOFT, NULL);
  g_assert_cmpuint (count, ==, 4);
}

/* --- customers --- */

static void
test_customer_draft (void)
{
  static const char draft[] =
      "{'name':'Contoso AB','addressLine1':'Storgatan 1','city':'Malmö','postalCode':'211 34',"
      "'country':'SE','duns':'354111111','contacts':[{'firstName':'Sara','lastName':'Ek',"
      "'phone':'+46 40 100','email':'sara.ek@contoso.example'}],'consent':true}";
  g_autoptr (CosellJson) json = model_test_parse (draft);
  g_autoptr (CosellCustomer) customer = cosell_customer_new_from_json (cosell_json_root (json));

  assert_string (customer, "address", "Storgatan 1, 211 34 Malmö, Sweden");
  assert_string (customer, "duns", "354111111");
  assert_string (customer, "size", "");
  assert_written (customer, (WriteFunc) cosell_customer_write_draft, draft);
  assert_written (
      customer, (WriteFunc) cosell_customer_write_profile,
      "{'name':'Contoso AB','address':{'addressLine1':'Storgatan 1','city':'Malmö',"
      "'postalCode':'211 34','country':'SE'},'team':[{'firstName':'Sara','lastName':'Ek',"
      "'phoneNumber':'+46 40 100','email':'sara.ek@contoso.example'}],"
      "'ids':[{'profileType':'Duns','id':'354111111'}]}");
}

static void
test_customer_profile (void)
{
  g_autoptr (CosellJson) json = model_test_parse (
      "{'name':'Fabrikam &amp; Sons','size':'10to50employees','isMatchingComplete':false,"
      "'address':{'addressLine1':'1 Example Avenue','addressLine2':null,'city':'Cleveland',"
      "'state':null,'postalCode':'44114','country':'US','region':'OH'},"
      "'team':[{'firstName':'Sue','phoneNumber':'555','email':'sue@fabrikam.example'},7,null],"
      "'ids':[{'profileType':'Duns','id':''},{'profileType':'External','id':'6-ABC'},'x',"
      "{'profileType':'External','id':'7-LATER'}]}");
  g_autoptr (CosellCustomer) customer = cosell_customer_new_from_json (cosell_json_root (json));

  g_assert_cmpstr (cosell_customer_get_name (customer), ==, "Fabrikam & Sons");
  g_assert_cmpstr (cosell_customer_get_country (customer), ==, "US");
  assert_string (customer, "state", "OH");
  assert_string (customer, "external-id", "6-ABC");
  assert_string (customer, "duns", "");
  assert_string (customer, "size", "10to50employees");
  assert_string (customer, "address", "1 Example Avenue, Cleveland, OH 44114, United States");
  g_assert_cmpuint (g_list_model_get_n_items (
                        G_LIST_MODEL (cosell_customer_get_contacts (customer))),
                    ==, 1);
}

static void
test_customer_typed (void)
{
  g_autoptr (CosellCustomer) customer = cosell_customer_new ();
  g_autoptr (CosellContact) empty = cosell_contact_new ();
  guint addresses = 0, consents = 0;

  g_signal_connect (customer, "notify::address", G_CALLBACK (count_cb), &addresses);
  g_signal_connect (customer, "notify::consent", G_CALLBACK (count_cb), &consents);
  assert_string (customer, "address", "");
  g_object_set (customer, "name", " Contoso ", NULL);
  g_assert_cmpuint (addresses, ==, 0);
  g_object_set (customer, "country", " se", NULL);
  assert_string (customer, "address", "Sweden");
  g_object_set (customer, "country", "Swe", NULL);
  assert_string (customer, "address", "Swe");
  g_object_set (customer, "country", "se", "city", "Lund ", NULL);
  assert_string (customer, "address", "Lund, Sweden");
  g_object_set (customer, "consent", TRUE, NULL);
  g_object_set (customer, "consent", TRUE, NULL);
  g_assert_cmpuint (consents, ==, 1);
  g_list_store_append (cosell_customer_get_contacts (customer), empty);

  assert_written (customer, (WriteFunc) cosell_customer_write_draft,
                  "{'name':' Contoso ','city':'Lund ','country':'se','contacts':[{'firstName':'',"
                  "'lastName':'','phone':'','email':''}],'consent':true}");
  assert_written (customer, (WriteFunc) cosell_customer_write_profile,
                  "{'name':'Contoso','address':{'city':'Lund','country':'SE'},'team':[],'ids':[]}");
}

static void
test_customer_odd (void)
{
  static const char *const odd[] = {
    "{}",
    "[]",
    "'x'",
    "{'name':{},'address':[],'team':{},'ids':'x','contacts':7,'consent':{},'country':[],'size':{}}",
    "{'name':[],'address':{'city':{},'country':7.5e1},'team':['x',[]],'ids':[[],{'id':{}}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (CosellJson) json = model_test_parse (odd[i]);
      g_autoptr (CosellCustomer) customer = cosell_customer_new_from_json (cosell_json_root (json));

      g_assert_cmpstr (cosell_customer_get_name (customer), ==, "");
      g_assert_cmpuint (g_list_model_get_n_items (
                            G_LIST_MODEL (cosell_customer_get_contacts (customer))),
                        ==, 0);
    }
}

/* --- invitations --- */

static void
assert_invitation (const char *referral,
                   const char *organization,
                   const char *name,
                   CosellDealStatus status,
                   CosellHelp help,
                   const char *expires_at)
{
  g_autoptr (CosellJson) json = model_test_parse (referral);
  g_autoptr (CosellInvitation) invitation =
      cosell_invitation_new_from_referral (cosell_json_root (json), (CosellJsonValue){ NULL, 0 });
  CosellDealStatus found_status;
  CosellHelp found_help;
  gint64 instant;
  g_autofree char *expires = NULL;

  assert_string (invitation, "organization-id", organization);
  assert_string (invitation, "organization-name", name);
  g_object_get (invitation, "status", &found_status, "help", &found_help, "expires-at", &instant,
                NULL);
  g_assert_cmpint (found_status, ==, status);
  g_assert_cmpint (found_help, ==, help);
  expires = cosell_time_format (instant);
  g_assert_cmpstr (expires, ==, expires_at);
}

static void
test_invitation_kinds (void)
{
  assert_invitation ("{'organizationId':'msft','organizationName':'MSFT','status':'New',"
                     "'substatus':'Pending','createdDateTime':'2026-11-02T10:00:00Z',"
                     "'inviteContext':{'assistanceRequestCode':'ProofOfConceptOrDemo'}}",
                     "msft", "Microsoft", COSELL_DEAL_STATUS_RECEIVED, COSELL_HELP_PROOF,
                     "2026-11-16T10:00:00Z");
  assert_invitation ("{'organizationId':'org-own','target':[{'type':'BusinessProfileLocation',"
                     "'id':'msft'}],'status':'Active','substatus':'Accepted',"
                     "'expirationDateTime':'2026-11-16T10:00:00Z',"
                     "'inviteContext':{'assistanceRequestCode':'Unknown'}}",
                     "msft", "Microsoft", COSELL_DEAL_STATUS_ACCEPTED, COSELL_HELP_NONE, NULL);
  assert_invitation ("{'target':[{'type':'BusinessProfileLocation','id':'msft'}],"
                     "'inviteContext':{'assistanceRequestCode':'quotesorlicensing'}}",
                     "msft", "Microsoft", COSELL_DEAL_STATUS_RECEIVED, COSELL_HELP_QUOTES, NULL);
  assert_invitation ("{'organizationId':'org-tailwind','organizationName':'Tailwind &amp; Co',"
                     "'status':'Closed','substatus':'Declined',"
                     "'inviteContext':{'assistanceRequestCode':'SomethingNew'}}",
                     "org-tailwind", "Tailwind & Co", COSELL_DEAL_STATUS_DECLINED,
                     COSELL_HELP_GENERAL, NULL);
  assert_invitation ("{'organizationId':'org-own','organizationName':'Fabrikam',"
                     "'target':[{'type':'BusinessProfileLocation','id':'loc-tailwind'}],"
                     "'inviteContext':{'invitedBy':{'organizationId':'org-own'}}}",
                     "loc-tailwind", NULL, COSELL_DEAL_STATUS_RECEIVED, COSELL_HELP_NONE, NULL);
  assert_invitation ("{'organizationId':{},'inviteContext':7,'team':7,'details':[],'status':{}}",
                     NULL, NULL, COSELL_DEAL_STATUS_RECEIVED, COSELL_HELP_NONE, NULL);
}

static void
test_invitation_json (void)
{
  g_autoptr (CosellJson) json = model_test_parse (
      "{'id':'r-2','organizationId':'org-tailwind','organizationName':'Tailwind',"
      "'status':'Closed','substatus':'Declined','statusReason':'Not a customer',"
      "'updatedDateTime':'2026-11-03T10:00:00Z','details':{'dealValue':200000,'currency':'SEK',"
      "'closingDateTime':'2027-01-10T00:00:00Z','requirements':{'solutions':[7,{'id':'SOL-2',"
      "'name':'Tailwind Rollout','solutionType':'3P'}]}},"
      "'team':[{'firstName':'Eva','lastName':'Nord','phoneNumber':'1','email':'e@tailwind.example'}"
      ","
      "'x'],'inviteContext':{'notes':'Rollout in "
      "Norway.','assistanceRequestCode':'GeneralOrOther'}}");
  g_autoptr (CosellInvitation) invitation =
      cosell_invitation_new_from_referral (cosell_json_root (json), (CosellJsonValue){ NULL, 0 });

  assert_written (
      invitation, (WriteFunc) cosell_invitation_write_json,
      "{'id':'org-tailwind','name':'Tailwind','remoteId':'r-2','status':'declined',"
      "'help':'GeneralOrOther','closeDate':'2027-01-10','value':'200000.00','currency':'SEK',"
      "'notes':'Rollout in Norway.','reason':'Not a customer','expiresAt':null,"
      "'updatedAt':'2026-11-03T10:00:00Z','team':[{'firstName':'Eva','lastName':'Nord',"
      "'phone':'1','email':'e@tailwind.example'}],'solutions':[{'id':'SOL-2',"
      "'name':'Tailwind Rollout','kind':'third-party'}]}");
}

/* Our own people who were sent along with the invitation are no Microsoft sellers. */
static void
test_invitation_team (void)
{
  g_autoptr (CosellJson) own =
      model_test_parse ("{'team':[{'email':'Ola.Lind@fabrikam.example'}]}");
  g_autoptr (CosellJson) json =
      model_test_parse ("{'organizationId':'msft','team':[{'email':'ola.lind@fabrikam.example'},"
                        "{'email':'seller@microsoft.example'}]}");
  g_autoptr (CosellInvitation) invitation =
      cosell_invitation_new_from_referral (cosell_json_root (json), cosell_json_root (own));
  g_autoptr (GListModel) team = NULL;
  g_autoptr (CosellContact) seller = NULL;

  g_object_get (invitation, "team", &team, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (team), ==, 1);
  seller = g_list_model_get_item (team, 0);
  g_assert_cmpstr (cosell_contact_get_email (seller), ==, "seller@microsoft.example");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/people/contact/entities", test_contact_entities);
  g_test_add_func ("/people/solution/entities", test_solution_entities);
  g_test_add_func ("/C8/contact/shapes", test_contact_shapes);
  g_test_add_func ("/C8/contact/typed", test_contact_typed);
  g_test_add_func ("/B5/contact", test_contact_odd);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/C9/solution/kind/%s", kinds[i].name);

      g_test_add_data_func (path, &kinds[i], test_solution_kind);
    }
  g_test_add_func ("/C9/solution/in-referral", test_solution_in_referral);
  g_test_add_func ("/C9/solution/round-trip", test_solution_round_trip);
  g_test_add_func ("/C9/solution/shapes", test_solution_shapes);
  g_test_add_func ("/C9/solution/notify", test_solution_notify);
  g_test_add_func ("/C1/customer/draft", test_customer_draft);
  g_test_add_func ("/C1/customer/profile", test_customer_profile);
  g_test_add_func ("/C1/customer/typed", test_customer_typed);
  g_test_add_func ("/B5/customer", test_customer_odd);
  g_test_add_func ("/D15/invitation/kinds", test_invitation_kinds);
  g_test_add_func ("/D15/invitation/json", test_invitation_json);
  g_test_add_func ("/D15/invitation/team", test_invitation_team);
  return g_test_run ();
}
