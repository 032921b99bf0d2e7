/* From documents to the row: A1, A10, B3, B4, B5, D4, D8, D11, and the members of list --json. */
#include "base/cosell-time.h"
#include "model/cosell-referral.h"
#include "model/cosell-search-text.h"
#include "model/model-test.h"

#define OWN "'organizationId':'org-own'"
#define MSFT "'organizationId':'msft'"
#define TAILWIND "'organizationId':'org-tailwind'"
#define BY(org) "'inviteContext':{'invitedBy':{'organizationId':'" org "'}}"
#define BY_NAME(org, name)                                                                         \
  "'inviteContext':{'invitedBy':{'organizationId':'" org "','organizationName':'" name "'}}"
#define TO(id) "'target':[{'type':'BusinessProfileLocation','id':'" id "'}]"
#define SHARED "'type':'Shared'"
#define INDEPENDENT "'type':'Independent'"
#define VISIBLE "'consent':{'consentToShareReferralWithMicrosoftSellers':true}"
#define HIDDEN "'consent':{'consentToShareReferralWithMicrosoftSellers':false}"
#define OUTGOING "'direction':'Outgoing'"
#define INCOMING "'direction':'Incoming'"
#define QUALIFIED(how) "'qualification':'" how "'"
#define NEW "'status':'New','substatus':'Pending'"
#define ACTIVE "'status':'Active','substatus':'Accepted'"
#define WON "'status':'Closed','substatus':'Won'"
#define LOST "'status':'Closed','substatus':'Lost'"
#define CREATED "'createdDateTime':'2026-11-02T10:00:00Z'"
#define SOLUTIONS(list) "'details':{'requirements':{'solutions':[" list "]}}"
#define ASSESSMENT SOLUTIONS ("{'id':'SOL-9','name':'Data check','solutionType':'Assessment'}")

typedef struct
{
  const char *name;
  const char *engagement; /* array of referrals */
  const char *expected;   /* field=text, separated by ";"; "null" for nothing */
} DeriveCase;

static const DeriveCase cases[] = {
  /* own deals */
  { "A10/own-private", "[{" OWN "," OUTGOING "," INDEPENDENT "," HIDDEN "," BY ("org-own") "}]",
    "type=private;direction=outbound;p2p=false;sender=null;microsoftStatus=draft" },
  { "A10/own-private-without-consent", "[{" OWN "," OUTGOING "," INDEPENDENT "}]",
    "type=private;direction=outbound" },
  { "A10/own-partner-led", "[{" OWN "," OUTGOING "," INDEPENDENT "," VISIBLE "}]",
    "type=partner-led;direction=outbound" },
  { "A10/own-partner-led-pascal-case",
    "[{" OWN "," OUTGOING ",'Consent':{'ConsentToShareReferralWithMicrosoftSellers':'True'}}]",
    "type=partner-led" },
  { "A10/own-shared", "[{" OWN "," OUTGOING "," SHARED "," VISIBLE "}]", "type=co-sell" },
  { "A10/own-with-microsoft-half",
    "[{" OWN "," OUTGOING "," INDEPENDENT "," VISIBLE "},{" MSFT "," NEW "}]",
    "type=co-sell;microsoftStatus=received;p2p=false" },
  { "A10/own-with-request-to-microsoft",
    "[{" OWN "," OUTGOING "," INDEPENDENT "},{" OWN "," TO ("msft") "," ACTIVE
                                                                    "," BY ("org-own") "}]",
    "type=co-sell;microsoftStatus=accepted;p2p=false" },
  { "A10/microsoft-closed", "[{" OWN "," OUTGOING "," SHARED "},{" MSFT "," WON "}]",
    "microsoftStatus=won" },
  { "A10/newest-request-to-microsoft-counts",
    "[{" OWN "," SHARED "},{" MSFT ",'status':'Closed','substatus':'Expired',"
    "'createdDateTime':'2026-11-01T00:00:00Z'},{" MSFT "," ACTIVE ","
    "'createdDateTime':'2026-11-20T00:00:00Z'}]",
    "microsoftStatus=accepted" },
  { "A1/p2p-without-microsoft",
    "[{" OWN "," OUTGOING "," INDEPENDENT "," HIDDEN "},{" TAILWIND "}]",
    "type=private;p2p=true;direction=outbound;microsoftStatus=draft" },
  { "A1/p2p-with-microsoft", "[{" OWN "," OUTGOING "," SHARED "},{" TAILWIND "},{" MSFT "}]",
    "type=co-sell;p2p=true;direction=outbound" },
  { "A1/p2p-sent-to-a-location",
    "[{" OWN "," OUTGOING "," SHARED "},{" OWN "," TO ("loc-tailwind") "," BY ("org-own") "}]",
    "p2p=true" },
  { "A1/assessment", "[{" OWN "," OUTGOING "," INDEPENDENT "," ASSESSMENT "}]",
    "type=solution-assessment;stage=10" },
  { "A1/assessment-by-kind",
    "[{" OWN "," OUTGOING "," SOLUTIONS ("{'id':'SOL-9','kind':'assessment'}") "}]",
    "type=solution-assessment" },

  /* inbound ones */
  { "A10/from-microsoft",
    "[{" OWN "," INCOMING "," SHARED "," QUALIFIED ("SalesQualified") "," BY ("msft") "," NEW "}]",
    "type=co-sell;direction=inbound;p2p=false;status=received;sender=Microsoft" },
  { "A10/from-microsoft-independent",
    "[{" OWN "," INCOMING "," INDEPENDENT
    "," QUALIFIED ("None") "," BY_NAME ("msft", "Microsoft Nordics") "," HIDDEN "}]",
    "type=co-sell;direction=inbound;p2p=false;sender=Microsoft Nordics" },
  { "A10/from-partner-private",
    "[{" OWN "," INCOMING "," INDEPENDENT "," HIDDEN
    "," BY_NAME ("org-tailwind", "Tailwind &amp; Co") "," NEW "}]",
    "type=private;direction=inbound;p2p=true;sender=Tailwind & Co" },
  { "A10/from-partner-partner-led",
    "[{" OWN "," INCOMING "," INDEPENDENT "," VISIBLE "," BY ("org-tailwind") "}]",
    "type=partner-led;direction=inbound;p2p=true;sender=org-tailwind" },
  { "A10/from-partner-co-sell",
    "[{" OWN "," INCOMING "," SHARED "," VISIBLE "," BY ("org-tailwind") "}]",
    "type=co-sell;direction=inbound;p2p=true" },
  { "A10/from-partner-named-by-its-half",
    "[{" OWN "," INCOMING "," INDEPENDENT "," BY (
        "org-tailwind") "},"
                        "{'organizationId':'ORG-Tailwind','organizationName':'Tailwind &amp; Co'}]",
    "direction=inbound;p2p=true;sender=Tailwind & Co" },
  { "A10/from-partner-microsoft-invited",
    "[{" OWN "," INCOMING "," INDEPENDENT "," BY ("org-tailwind") "},{" MSFT "}]",
    "type=co-sell;direction=inbound;p2p=true" },
  { "A10/from-unknown-shared", "[{" OWN "," INCOMING "," SHARED "," NEW "}]",
    "type=co-sell;direction=inbound;p2p=false;sender=null" },

  /* default values of .NET say nothing (B5, D4) */
  { "D4/first-date-of-dotnet-is-none",
    "[{" OWN "," INCOMING "," SHARED
    "," BY ("msft") "," NEW "," CREATED ",'expirationDateTime':'0001-01-01T00:00:00Z'}]",
    "status=received;expiresAt=2026-11-16T10:00:00Z" },
  { "D4/last-date-of-dotnet-is-none",
    "[{" OWN "," INCOMING "," SHARED
    "," BY ("msft") "," NEW "," CREATED ",'expirationDateTime':'9999-12-31T23:59:59.9999999z'}]",
    "expiresAt=2026-11-16T10:00:00Z" },
  { "D4/no-date-at-all",
    "[{" OWN "," NEW ",'createdDateTime':'0001-01-01T00:00:00',"
    "'expirationDateTime':'0001-01-01T00:00:00+02:00'}]",
    "expiresAt=null;createdAt=null" },
  { "B5/impossible-dates-are-none",
    "[{" OWN "," WON ",'createdDateTime':'1989-12-31T23:59:59Z',"
    "'updatedDateTime':'9999-12-31T00:00:00Z','acceptedDateTime':'0001-01-01',"
    "'closedDateTime':'2200-01-01T00:00:00Z',"
    "'details':{'closingDateTime':'0001-01-01T00:00:00.0000000Z'}}]",
    "createdAt=null;updatedAt=null;acceptedAt=null;closedAt=null;closeDate=null" },
  { "B5/nil-guids-are-none",
    "[{'id':'{00000000-0000-0000-0000-000000000000}',"
    "'engagementId':'00000000-0000-0000-0000-000000000000',"
    "'organizationId':'00000000000000000000000000000000'," ACTIVE
    "," BY ("00000000-0000-0000-0000-000000000000") "}]",
    "remoteId=null;engagementId=null;direction=outbound;sender=null" },

  /* B3 */
  { "B3/invited-by-us-but-incoming",
    "[{" OWN "," INCOMING "," INDEPENDENT "," VISIBLE "," BY ("ORG-OWN") "," ACTIVE "}]",
    "direction=outbound;type=partner-led;p2p=false;sender=null" },
  { "B3/invited-by-microsoft-no-direction", "[{" OWN "," SHARED "," BY ("msft") "}]",
    "direction=inbound" },
  { "B3/outgoing-without-inviter", "[{" OWN "," OUTGOING "}]", "direction=outbound" },
  { "B3/incoming-without-inviter", "[{" OWN "," INCOMING "," SHARED "}]", "direction=inbound" },
  { "B3/nothing-said-unanswered", "[{" OWN "," NEW "}]", "direction=inbound;status=received" },
  { "B3/nothing-said-accepted", "[{" OWN "," ACTIVE "}]", "direction=outbound;status=accepted" },

  /* B4 */
  { "B4/marketplace-lead",
    "[{" OWN "," INCOMING "," INDEPENDENT "," QUALIFIED ("Direct") "," NEW "}]",
    "type=lead;direction=inbound;status=received;p2p=false" },
  { "B4/marketplace-lead-from-microsoft",
    "[{" OWN "," INCOMING "," INDEPENDENT "," QUALIFIED ("Direct") "," BY ("msft") "}]",
    "type=lead;sender=Microsoft" },
  { "B4/marketplace-lead-null-inviter",
    "[{" OWN "," INCOMING "," INDEPENDENT
    "," QUALIFIED ("Direct") ","
                             "'inviteContext':{'invitedBy':null}}]",
    "type=lead" },
  { "B4/qualified-lead",
    "[{" OWN "," INCOMING "," INDEPENDENT "," QUALIFIED ("SalesQualified") "," BY ("msft") "}]",
    "type=lead" },
  { "B4/marketing-qualified-lead",
    "[{" OWN "," INCOMING "," INDEPENDENT "," QUALIFIED ("MarketingQualified") "," BY ("msft") "}]",
    "type=lead" },
  { "B4/no-lead-own-direct",
    "[{" OWN "," INCOMING "," INDEPENDENT "," QUALIFIED ("Direct") "," BY ("org-own") "}]",
    "type=private;direction=outbound" },
  { "B4/no-lead-outgoing-direct",
    "[{" OWN "," OUTGOING "," INDEPENDENT "," QUALIFIED ("Direct") "}]", "type=private" },
  { "B4/no-lead-direct-from-partner",
    "[{" OWN "," INCOMING "," INDEPENDENT "," QUALIFIED ("Direct") "," BY ("org-tailwind") "}]",
    "type=private;p2p=true" },
  { "B4/no-lead-shared",
    "[{" OWN "," INCOMING "," SHARED "," QUALIFIED ("SalesQualified") "," BY ("msft") "}]",
    "type=co-sell" },

  /* C15: what was not sent yet */
  { "C15/unsent-own-half",
    "[{'engagementId':'e-1','name':'New deal'," INDEPENDENT "," QUALIFIED (
        "SalesQualified") "," HIDDEN ",'target':[{'type':'SolutionProfile','id':'SOL-1'}]}]",
    "type=private;direction=outbound;status=accepted;stage=10;remoteId=null;engagementId=e-1;"
    "createdAt=null" },
  { "C15/unsent-with-help",
    "[{'engagementId':'e-1'," SHARED "," VISIBLE "},{'engagementId':'e-1'," TO ("msft") "}]",
    "type=co-sell;direction=outbound;status=accepted;microsoftStatus=received" },

  /* D4 */
  { "D4/expiration-as-given",
    "[{" OWN "," NEW "," CREATED ",'expirationDateTime':'2026-11-10T00:00:00.1Z'}]",
    "expiresAt=2026-11-10T00:00:00.1Z" },
  { "D4/fourteen-days", "[{" OWN "," NEW "," CREATED ",'expirationDateTime':null}]",
    "expiresAt=2026-11-16T10:00:00Z" },
  { "D4/fourteen-days-unreadable", "[{" OWN "," NEW "," CREATED ",'expirationDateTime':'soon'}]",
    "expiresAt=2026-11-16T10:00:00Z" },
  { "D4/no-dates", "[{" OWN "," NEW "}]", "expiresAt=null" },
  { "D4/accepted-has-no-deadline",
    "[{" OWN "," ACTIVE "," CREATED ",'expirationDateTime':'2027-03-10T00:00:00Z'}]",
    "expiresAt=null" },
  { "D4/closed-has-no-deadline",
    "[{" OWN "," LOST "," CREATED ",'expirationDateTime':'2027-03-10T00:00:00Z'}]",
    "expiresAt=null" },

  /* D8, D11 */
  { "D8/none-yet", "[{" OWN "," ACTIVE ",'salesStage':null}]", "stage=10;stageText=null" },
  { "D8/percentage-text", "[{" OWN "," ACTIVE ",'salesStage':'60'}]", "stage=60;stageText=60" },
  { "D8/percentage-number", "[{" OWN "," ACTIVE ",'salesStage':45}]", "stage=40;stageText=45" },
  { "D8/name", "[{" OWN "," ACTIVE ",'salesStage':'Propose'}]", "stage=60;stageText=Propose" },
  { "D8/hundred-still-open", "[{" OWN "," ACTIVE ",'salesStage':'100'}]",
    "stage=100;status=accepted" },
  { "D8/close-still-open", "[{" OWN "," ACTIVE ",'salesStage':'Close'}]",
    "stage=100;status=accepted" },
  { "D8/unknown-as-received", "[{" OWN "," ACTIVE ",'salesStage':'Discovery'}]",
    "stage=null;stageText=Discovery" },
  { "D8/between-as-received", "[{" OWN "," ACTIVE ",'salesStage':'90'}]",
    "stage=null;stageText=90" },
  { "D6/received-has-none", "[{" OWN ",'status':'New','substatus':'Pending','salesStage':'40'}]",
    "stage=null;status=received" },
  { "D6/expired-has-none", "[{" OWN ",'status':'Closed','substatus':'Expired'}]",
    "stage=null;status=expired" },
  { "D8/assessment-stage", "[{" OWN "," ACTIVE ",'salesStage':'Collect data'," ASSESSMENT "}]",
    "stage=40" },
  { "D8/won-is-hundred", "[{" OWN "," WON ",'salesStage':'40'}]", "stage=100;status=won" },
  { "D8/lost-keeps-its-stage", "[{" OWN "," LOST ",'salesStage':'40'}]", "stage=40;status=lost" },
  { "D11/closed-unknown", "[{" OWN ",'status':'Closed','substatus':'Gone'}]", "status=error" },
  { "H1/accepted-at", "[{'id':'r-1'," OWN ",'acceptedDateTime':'2026-11-02T10:00:00Z'}]",
    "acceptedAt=2026-11-02T10:00:00Z" },
  { "H2/solutions",
    "[{'id':'r-1'," OWN ",'details':{'requirements':{'solutions':[{'id':'S-1','name':'A &amp; B'},"
    "{'id':'S-2'},{'name':'Nameless\\tid'},{},7]}}}]",
    "solutions=S-1\tA & B\nS-2\tS-2\nNameless id\tNameless id" },
  { "I14/team",
    "[{'id':'r-1'," OWN
    ",'team':[{'email':' Ola.Lind@Fabrikam.example '},{'email':'eva@x.example'},"
    "{'firstName':'No'},{'email':'OLA.lind@fabrikam.example'}]}]",
    "team=ola.lind@fabrikam.example\neva@x.example" },
  { "I14/partners",
    "[{'id':'r-1'," OWN "," OUTGOING "},{'organizationId':'org-b','organizationName':'B & Co'},"
    "{'organizationId':'ORG-B'},{" MSFT "," NEW "}]",
    "partners=org-b\tB & Co" },
  { "I14/partner-that-waits",
    "[{'id':'r-1'," OWN "," OUTGOING "},{'organizationName':'Tailwind'," TO ("org-c") "}]",
    "partners=org-c\tTailwind" },
  { "I14/lead-members",
    "[{'id':'r-1'," OWN ",'referralSource':'AppSource','callToAction':'Contact &amp; more',"
    "'quality':'High'}]",
    "source=AppSource;action=Contact & more;quality=High;team=null;partners=null" },
  { "I18/partner",
    "[{'id':'r-1'," OWN ",'referralProgram':'Co-sell &amp; grow','details':{'requirements':{"
    "'additionalRequirements':{'attributes':[{'type':'SolutionArea','id':'A'},"
    "{'type':'partnerRole','id':'Systems Integrator'}]}}}}]",
    "partnerRole=Systems Integrator;partnerProgram=Co-sell & grow" },
  { "I18/no-partner", "[{'id':'r-1'," OWN ",'referralProgram':null}]",
    "partnerRole=null;partnerProgram=null" },
  { "H2/no-solutions", "[{'id':'r-1'," OWN "}]", "solutions=null" },
  { "D11/reason", "[{" OWN "," LOST ",'statusReason':'Customer didn&#39;t respond'}]",
    "status=lost;statusReason=Customer didn't respond" },

  /* what the columns show */
  { "list/texts",
    "[{'id':'r-1','engagementId':'e-1'," OWN ",'name':' Räksmörgås &amp; co ','mpnId':1234567,"
    "'externalReferenceId':'CRM-7','campaignId':'','favorite':true,"
    "'registrationStatus':'ReviewPending','closedDateTime':'2026-12-01T00:00:00Z',"
    "'customerProfile':{'name':'Contoso &lt;Nord&gt; &#x26; S&#246;n','address':{'country':' se "
    "'}},"
    "'createdDateTime':'2026-11-02T10:00:00.8754901Z','updatedDateTime':'2026-11-03T10:00:00Z'}]",
    "remoteId=r-1;engagementId=e-1;name=Räksmörgås & co;customer=Contoso <Nord> & Sön;country=SE;"
    "location=1234567;crmId=CRM-7;campaignId=null;favorite=true;registrationStatus=ReviewPending;"
    "closedAt=2026-12-01T00:00:00Z;createdAt=2026-11-02T10:00:00.87549Z;"
    "updatedAt=2026-11-03T10:00:00Z" },
  { "list/entities-once",
    "[{" OWN ",'name':'a &amp;amp; b &copy; &#0; &#10; &#xD800; & &; &#; &#x; &amp'}]",
    "name=a &amp; b &copy; &#0; &#10; &#xD800; & &; &#; &#x; &amp" },
  { "list/entities-in-ids", "[{" OWN ",'externalReferenceId':'R&amp;D','campaignId':'a&#38;b'}]",
    "crmId=R&D;campaignId=a&b" },
  { "list/registration-none", "[{" OWN ",'registrationStatus':'None'}]",
    "registrationStatus=null" },
  { "list/country-three-letters", "[{" OWN ",'customerProfile':{'address':{'country':'Swe'}}}]",
    "country=Swe" },
  { "list/money",
    "[{" OWN ",'details':{'dealValue':10000.5,'currency':'sek',"
    "'closingDateTime':'2022-06-29T23:00:00Z'}}]",
    "value=10000.50;currency=SEK;closeDate=2022-06-29" },
  { "list/money-as-text", "[{" OWN ",'details':{'dealValue':' 10000 ','currency':'JPY'}}]",
    "value=10000;currency=JPY;closeDate=null" },
  { "list/money-exact",
    "[{" OWN ",'details':{'dealValue':12345678901234567890.123,'currency':'USD'}}]",
    "value=12345678901234567890.123" },
  { "list/close-date-in-utc",
    "[{" OWN ",'details':{'closingDateTime':'2027-01-15T00:30:00+02:00'}}]",
    "closeDate=2027-01-14" },
  { "list/close-date-bare", "[{" OWN ",'details':{'closingDateTime':'2027-01-15'}}]",
    "closeDate=2027-01-15" },

  /* B5: every member of a wrong type */
  { "B5/empty", "[{}]",
    "remoteId=null;engagementId=null;name=null;customer=null;country=null;direction=outbound;"
    "type=private;p2p=false;status=accepted;stage=10;value=null;currency=null;closeDate=null;"
    "createdAt=null;updatedAt=null;expiresAt=null;favorite=false" },
  { "B5/all-null",
    "[{'id':null,'engagementId':null,'name':null,'status':null,'substatus':null,'type':null,"
    "'direction':null,'customerProfile':null,'details':null,'consent':null,'team':null,"
    "'inviteContext':null,'target':null,'favorite':null,'salesStage':null,'mpnId':null}]",
    "name=null;value=null;type=private;status=accepted" },
  { "B5/all-objects",
    "[{'id':{},'engagementId':{},'organizationId':{},'name':{},'status':{},'substatus':{},"
    "'type':{},'direction':{},'qualification':{},'customerProfile':{'name':{},'address':[],"
    "'team':{},'ids':{}},'details':{'notes':{},'dealValue':{},'currency':{},'closingDateTime':{},"
    "'requirements':{'solutions':{}}},'consent':{'consentToShareReferralWithMicrosoftSellers':{}},"
    "'team':{},'inviteContext':{'invitedBy':{'organizationId':{}}},'target':{},'favorite':{},"
    "'salesStage':{},'mpnId':{},'createdDateTime':{},'registrationStatus':{}}]",
    "name=null;customer=null;value=null;currency=null;type=private;status=accepted;favorite=false;"
    "location=null;stage=10" },
  { "B5/all-arrays",
    "[{'id':[1],'name':['x'],'status':['New'],'type':['Shared'],'customerProfile':[{'name':'x'}],"
    "'details':[{'dealValue':1}],'consent':[true],'team':[[],7,'x',null,{'email':7}],"
    "'inviteContext':['msft'],'target':[[],7,'x',null],'favorite':[true],'salesStage':[60]}]",
    "remoteId=null;name=null;customer=null;value=null;type=private;status=accepted;favorite=false;"
    "stage=10" },
  { "B5/all-numbers",
    "[{'id':1,'engagementId':2,'organizationId':3,'name':4,'status':5,'substatus':6,'type':7,"
    "'direction':8,'customerProfile':9,'details':10,'consent':11,'team':12,'inviteContext':13,"
    "'target':14,'favorite':15,'salesStage':16,'mpnId':17,'campaignId':18,'eTag':19}]",
    "remoteId=1;engagementId=2;name=4;status=accepted;type=private;favorite=false;stage=10;"
    "location=17;campaignId=18" },
  { "B5/all-texts",
    "[{'customerProfile':'x','details':'x','consent':'x','team':'x','inviteContext':'x',"
    "'target':'x','favorite':'true','createdDateTime':'x','registrations':'x'}]",
    "customer=null;value=null;createdAt=null;favorite=true" },
  { "B5/all-true",
    "[{'id':true,'name':true,'status':true,'type':true,'customerProfile':true,'details':true,"
    "'consent':true,'team':true,'inviteContext':true,'target':true,'favorite':true,"
    "'salesStage':true}]",
    "remoteId=null;name=null;favorite=true;type=private;stage=10" },
  { "B5/odd-solutions", "[{" OWN "," SOLUTIONS ("7,null,[],'x',{'id':7,'solutionType':[]}") "}]",
    "type=private" },
  { "B5/half-is-no-object", "[{" OWN "," SHARED "},7,'x',null]", "type=co-sell;p2p=false" },
  { "B5/unreadable-money", "[{" OWN ",'details':{'dealValue':'a lot','currency':'SEK'}}]",
    "value=null;currency=SEK" },
  { "B5/senseless-exponent", "[{" OWN ",'details':{'dealValue':1e999999999,'currency':'SEK'}}]",
    "value=null" },
};

static CosellDealData *
derive (CosellJson *engagement, const char *own_org)
{
  CosellEngagementReferral halves[4] = { 0 };
  guint n_halves = cosell_json_length (cosell_json_root (engagement));
  CosellDealData *data = cosell_deal_data_new ();
  int own;

  g_assert_cmpuint (n_halves, <=, G_N_ELEMENTS (halves));
  for (guint i = 0; i < n_halves; i++)
    halves[i].referral = cosell_json_element (cosell_json_root (engagement), i);
  own = cosell_engagement_assign_roles (halves, n_halves, own_org);
  g_assert_cmpint (own, >=, 0);
  cosell_engagement_derive (halves, n_halves, (guint) own, data);
  return data;
}

static void
assert_fields (const CosellDealData *data, const char *expected)
{
  g_auto (GStrv) pairs = g_strsplit (expected, ";", -1);

  /* An expected text may hold ";": a piece without "=" belongs to the one before. */
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_autoptr (GString) pair = g_string_new (pairs[i]);
      char *equals = strchr (pair->str, '=');
      const CosellField *field;
      g_autofree char *text = NULL;

      g_assert_nonnull (equals);
      while (pairs[i + 1] != NULL && strchr (pairs[i + 1], '=') == NULL)
        g_string_append_printf (pair, ";%s", pairs[++i]);
      equals = strchr (pair->str, '=');
      *equals = '\0';
      field = cosell_field_find (cosell_deal_fields, pair->str);
      g_assert_nonnull (field);
      text = cosell_field_dup_text (field, data);
      if (g_strcmp0 (text != NULL ? text : "null", equals + 1) != 0)
        g_error ("%s is “%s”, expected “%s”", pair->str, text, equals + 1);
    }
}

static void
test_derive (gconstpointer item)
{
  const DeriveCase *c = item;
  g_autoptr (CosellJson) json = model_test_parse (c->engagement);
  g_autoptr (CosellDealData) data = derive (json, "org-own");

  assert_fields (data, c->expected);
}

/* A row that is derived again holds nothing of what it was; id, sync and, for a document that was
 * not sent yet, the local instants stay. */
static void
test_derive_again (void)
{
  g_autoptr (CosellJson) json =
      model_test_parse ("[{'id':'r-1'," OWN ",'name':'A','favorite':true," LOST "," CREATED "}]");
  g_autoptr (CosellJson) bare = model_test_parse ("[{" HIDDEN "}]");
  g_autoptr (CosellDealData) data = derive (json, "org-own");
  CosellEngagementReferral half = { COSELL_ROLE_OWN,
                                    cosell_json_element (cosell_json_root (bare), 0) };

  data->id = 7;
  data->sync = COSELL_SYNC_STATE_WAITING;
  cosell_engagement_derive (&half, 1, 0, data);
  g_assert_cmpint (data->id, ==, 7);
  g_assert_cmpint (data->sync, ==, COSELL_SYNC_STATE_WAITING);
  assert_fields (data, "remoteId=null;name=null;favorite=false;status=accepted;"
                       "createdAt=2026-11-02T10:00:00Z");
}

static void
test_search_text (void)
{
  static const char *const words[] = {
    "Räksmörgås",     "contoso",    "pilot in march", "sara ek",   "sara.ek@contoso.example",
    "ola lind",       "+46 40 200", "crm-7",          "autumn",    "e-1",
    "r-own",          "r-msft",     "seller.one",     "354111111", "sol-15974-mqf",
    "fabrikam suite", "malmö",
  };
  g_autoptr (CosellJson) json = model_test_parse (
      "[{'id':'r-own','engagementId':'e-1'," OWN
      ",'name':'RÄKSMÖRGÅS','externalReferenceId':'CRM-7',"
      "'campaignId':'Autumn','customerProfile':{'name':'Contoso AB','address':{'city':'Malmö'},"
      "'ids':[{'profileType':'Duns','id':'354111111'}],'team':[{'firstName':'Sara','lastName':'Ek',"
      "'email':'sara.ek@contoso.example'}]},'details':{'notes':'Wants a pilot in March.',"
      "'requirements':{'solutions':[{'id':'SOL-15974-MQF','name':'Fabrikam Suite'}]}},"
      "'team':[{'firstName':'Ola','lastName':'Lind','phoneNumber':'+46 40 200'}]},"
      "{'id':'r-msft'," MSFT ",'team':[{'email':'seller.one@microsoft.example'}]}]");
  g_autoptr (CosellDealData) data = derive (json, "org-own");
  g_autofree char *text = cosell_search_text_fold (data->search_text);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *folded = cosell_search_fold (words[i]);

      if (strstr (text, folded) == NULL)
        g_error ("“%s” is not in “%s”", folded, text);
    }
  g_assert_null (strstr (text, "tailwind"));
}

typedef struct
{
  const char *name; /* in tests/support/referrals */
  const char *expected;
} Body;

static const Body bodies[] = {
  { "list.json", "type=lead;direction=inbound;status=received;name=null;value=8000.00;"
                 "closeDate=2020-12-01;expiresAt=2020-10-26T09:30:00Z;country=SE" },
  { "alone.json", "type=lead;direction=inbound;status=received;name=null;value=8000.00;"
                  "closeDate=2020-12-01;expiresAt=2020-10-26T09:30:00Z;country=SE" },
  { "independent.json", "type=partner-led;direction=outbound;status=accepted;stage=100;"
                        "value=150.00;currency=INR;expiresAt=null;crmId=null" },
  { "shared.json", "type=co-sell;direction=outbound;status=accepted;stage=10;value=750000.00;"
                   "closeDate=2022-06-30;expiresAt=null" },
};

/* Whole bodies as the service writes them give a row: nulls, absent members, the direction oddity
 * of contract 7. */
static void
test_payload (gconstpointer data)
{
  const Body *body = data;
  g_autofree char *path =
      g_build_filename (g_getenv ("COSELL_TEST_DATA"), "support", "referrals", body->name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (CosellDealData) row = cosell_deal_data_new ();
  g_autoptr (GError) error = NULL;
  CosellEngagementReferral half = { 0 };

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  json = cosell_json_parse (text, -1, NULL);
  g_assert_nonnull (json);
  half.referral = cosell_json_root (json);
  if (cosell_json_is_present (cosell_json_member (half.referral, "value")))
    half.referral = cosell_json_pointer (half.referral, "/value/0");
  g_assert_cmpint (cosell_engagement_assign_roles (&half, 1, NULL), ==, 0);
  cosell_engagement_derive (&half, 1, 0, row);
  assert_fields (row, body->expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_derive);
    }
  g_test_add_func ("/list/derive-again", test_derive_again);
  g_test_add_func ("/list/search-text", test_search_text);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *path = g_strdup_printf ("/payloads/%s", bodies[i].name);

      g_test_add_data_func (path, &bodies[i], test_payload);
    }
  return g_test_run ();
}
