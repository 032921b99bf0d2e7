/* test-request.c: what whoever sent a deal asks of us (rule D14) */
#include "base/cosell-json-edit.h"
#include "model/cosell-request.h"
#include "model-test.h"

#define DETAILS                                                                                    \
  "'details':{'dealValue':200000,'currency':'nok','closingDateTime':'2027-01-10T00:00:00Z'}"

/* (transfer full) */
static char *
describe (const CosellRequest *request)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  if (request == NULL)
    cosell_json_writer_null (writer);
  else
    {
      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "from", request->from);
      cosell_json_writer_member (writer, "notes", request->notes);
      cosell_json_writer_member (writer, "help",
                                 cosell_enum_nick (COSELL_TYPE_HELP, (int) request->help));
      cosell_json_writer_member (writer, "value", request->value);
      cosell_json_writer_member (writer, "currency", request->currency);
      cosell_json_writer_member (writer, "closeDate", request->close_date);
      cosell_json_writer_end_object (writer);
    }
  return cosell_json_writer_end (writer);
}

static void
test_request (void)
{
  static const struct
  {
    int direction;
    const char *sender, *own, *expected;
  } table[] = {
    { COSELL_DIRECTION_INBOUND, "Tailwind",
      "{'inviteContext':{'notes':'Rollout &amp; training','assistanceRequestCode':"
      "'proofofconceptordemo'}," DETAILS "}",
      "{'from':'Tailwind','notes':'Rollout & training','help':'ProofOfConceptOrDemo',"
      "'value':'200000.00','currency':'NOK','closeDate':'2027-01-10'}" },
    { COSELL_DIRECTION_INBOUND, "Microsoft",
      "{'inviteContext':{'notes':null,'assistanceRequestCode':'Unknown'}}",
      "{'from':'Microsoft','notes':null,'help':'none','value':null,'currency':null,"
      "'closeDate':null}" },
    { COSELL_DIRECTION_INBOUND, NULL,
      "{'inviteContext':{'notes':' ','assistanceRequestCode':'SomethingNew'}}",
      "{'from':null,'notes':null,'help':'GeneralOrOther','value':null,'currency':null,"
      "'closeDate':null}" },
    { COSELL_DIRECTION_INBOUND, "T", "{'inviteContext':7,'details':[]}",
      "{'from':'T','notes':null,'help':'none','value':null,'currency':null,'closeDate':null}" },
    { COSELL_DIRECTION_OUTBOUND, NULL, "{'inviteContext':{'notes':'Mine'}}", "null" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CosellJson) own = model_test_parse (table[i].own);
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
      g_autoptr (CosellRequest) request = NULL;
      const char *expected = json_text (table[i].expected);
      g_autofree char *found = NULL;

      deal->direction = table[i].direction;
      deal->sender = g_strdup (table[i].sender);
      request = cosell_request_new (cosell_json_root (own), deal);
      found = describe (request);
      g_assert_cmpstr (found, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/D14/request", test_request);
  return g_test_run ();
}
