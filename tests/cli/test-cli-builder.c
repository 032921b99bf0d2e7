/* What cosellctl prints is what its own writer printed, byte for byte. */
#include "base/cosell-json-edit.h"
#include "base/cosell-time.h"
#include "cli/cosell-cli-json.h"
#include "support/json-text.h"

static void
test_document (void)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();
  g_autofree char *text = NULL;

  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_text (json, "text", "a/\"\\");
  cosell_cli_builder_text (json, "none", NULL);
  cosell_cli_builder_int (json, "int", G_MININT64);
  cosell_cli_builder_bool (json, "yes", TRUE);
  cosell_cli_builder_bool (json, "no", FALSE);
  cosell_cli_builder_instant (json, "at", G_GINT64_CONSTANT (1700000000123456));
  cosell_cli_builder_instant (json, "never", COSELL_NO_TIME);
  cosell_cli_builder_begin_array (json, "list");
  cosell_cli_builder_null (json, NULL);
  cosell_cli_builder_text (json, NULL, "");
  cosell_cli_builder_begin_array (json, NULL);
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_end_object (json);
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_foreign (json, "foreign", "{ \"a\" : [1.00,1e400,\"\\ud800\\/\"] }", -1);
  cosell_cli_builder_foreign (json, "cut", "17,18", 2);
  cosell_cli_builder_foreign (json, "absent", NULL, -1);
  cosell_cli_builder_end_object (json);
  text = cosell_cli_builder_end (json);
  g_assert_cmpstr (text, ==,
                   "{\"text\":\"a/\\\"\\\\\",\"none\":null,\"int\":-9223372036854775808,"
                   "\"yes\":true,\"no\":false,\"at\":\"2023-11-14T22:13:20.123456Z\","
                   "\"never\":null,\"list\":[null,\"\",[],{}],"
                   "\"foreign\":{ \"a\" : [1.00,1e400,\"\\ud800\\/\"] },\"cut\":17,"
                   "\"absent\":null}");
}

/* The elements of a list are written one by one; nobody can see it. */
static void
test_list (void)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();
  g_autofree char *text = NULL;
  g_autofree char *empty = NULL;

  cosell_cli_builder_begin_array (json, NULL);
  for (int i = 0; i < 2; i++)
    {
      cosell_cli_builder_begin_object (json, NULL);
      cosell_cli_builder_begin_array (json, "list");
      cosell_cli_builder_foreign (json, NULL, i == 0 ? "1.0" : "2.0", -1);
      cosell_cli_builder_foreign (json, NULL, "[]", -1);
      cosell_cli_builder_end_array (json);
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_begin_array (json, NULL);
  cosell_cli_builder_int (json, NULL, 3);
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_text (json, NULL, "x");
  cosell_cli_builder_foreign (json, NULL, "null", -1);
  cosell_cli_builder_end_array (json);
  text = cosell_cli_builder_end (json);
  g_assert_cmpstr (text, ==, "[{\"list\":[1.0,[]]},{\"list\":[2.0,[]]},[3],\"x\",null]");

  json = cosell_cli_builder_new ();
  cosell_cli_builder_begin_array (json, NULL);
  cosell_cli_builder_end_array (json);
  empty = cosell_cli_builder_end (json);
  g_assert_cmpstr (empty, ==, "[]");
}

/* Paths are names of members, and come from elsewhere. */
static void
check_name (const char *name, const char *quoted)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();
  g_autofree char *expected = g_strdup_printf ("{%s:[1.0]}", quoted);
  g_autofree char *built = NULL;

  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_foreign (json, name, "[1.0]", -1);
  cosell_cli_builder_end_object (json);
  built = cosell_cli_builder_end (json);
  g_assert_cmpstr (built, ==, expected);
}

static void
check_text (const char *text)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();
  g_autofree char *quoted = cosell_json_quote (text);
  g_autofree char *built = NULL;

  cosell_cli_builder_text (json, NULL, text);
  built = cosell_cli_builder_end (json);
  g_assert_cmpstr (built, ==, quoted);
  if (text != NULL)
    check_name (text, quoted);
}

/* Every escape is as cosell_json_quote() writes it. */
static void
test_escapes (void)
{
  char text[] = "a?b";

  for (int c = 1; c < 0x80; c++)
    {
      text[1] = (char) c;
      check_text (text);
    }
  check_text ("\xC2\x80\xC2\xAD\xE2\x80\xA8\xEF\xBB\xBF\xEF\xBF\xBF\xF0\x9F\x98\x80");
  check_text ("broken \xFF\xC3 end");
  check_text ("");
  check_text (NULL);
}

/* The members of list --json, in the order of the row's field table. */
static void
test_row (void)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_deal_data_free);
  CosellDealData *data = cosell_deal_data_new ();
  CosellDealData *empty = cosell_deal_data_new ();
  g_autofree char *text = NULL;
  const char *expected = json_text (
      "[{'id':7,'remoteId':null,'engagementId':'e-1','name':'Contoso \\'ERP\\'',"
      "'customer':'Contoso AB','country':'SE','direction':'outbound','type':'co-sell','p2p':true,"
      "'status':'accepted','stage':60,'stageText':null,'value':'1200000.50','currency':'SEK',"
      "'closeDate':'2027-01-15','createdAt':'1970-01-01T00:00:01Z','updatedAt':null,"
      "'expiresAt':null,'favorite':false,'sync':'waiting','invisibleSince':null,'crmId':null,"
      "'campaignId':null,'location':null,'sender':null,'registrationStatus':null,"
      "'microsoftStatus':'won','acceptedAt':null,'closedAt':null,"
      "'team':['ola@fabrikam.example','eva@fabrikam.example'],'solutions':['SOL-1','SOL-2'],"
      "'partners':['01e2'],'partnerRole':null,'partnerProgram':null,'source':null,'action':null,'"
      "quality':null,'held':false},"
      "{'id':0,'remoteId':null,'engagementId':null,'name':null,'customer':null,'country':null,"
      "'direction':'inbound','type':'private','p2p':false,'status':'draft','stage':null,"
      "'stageText':null,'value':null,'currency':null,'closeDate':null,'createdAt':null,"
      "'updatedAt':null,'expiresAt':null,'favorite':true,'sync':'synced','invisibleSince':null,"
      "'crmId':null,'campaignId':null,'location':null,'sender':null,'registrationStatus':null,"
      "'microsoftStatus':null,'acceptedAt':null,'closedAt':null,'team':[],'solutions':[],"
      "'partners':[],'partnerRole':null,'partnerProgram':null,'source':null,'action':null,'quality'"
      ":null,'held':true}]");

  data->id = 7;
  data->engagement_id = g_strdup ("e-1");
  data->name = g_strdup ("Contoso \"ERP\"");
  data->customer = g_strdup ("Contoso AB");
  data->country = g_strdup ("SE");
  data->direction = COSELL_DIRECTION_OUTBOUND;
  data->type = COSELL_DEAL_TYPE_CO_SELL;
  data->p2p = TRUE;
  data->status = COSELL_DEAL_STATUS_ACCEPTED;
  data->stage = 60;
  data->value = g_strdup ("1200000.50");
  data->currency = g_strdup ("SEK");
  data->close_date = g_strdup ("2027-01-15");
  data->created_at = G_TIME_SPAN_SECOND;
  data->sync = COSELL_SYNC_STATE_WAITING;
  data->microsoft_status = COSELL_DEAL_STATUS_WON;
  data->team = g_strdup ("ola@fabrikam.example\neva@fabrikam.example");
  data->solutions = g_strdup ("SOL-1\tSuite\nSOL-2\tRollout");
  data->partners = g_strdup ("01e2\tTailwind");
  data->search_text = g_strdup ("not shown");
  g_ptr_array_add (rows, data);
  g_ptr_array_add (rows, empty);
  empty->favorite = TRUE;
  empty->held = TRUE;
  text = cosell_cli_rows_to_json (rows);
  g_assert_cmpstr (text, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-builder/document", test_document);
  g_test_add_func ("/cli-builder/list", test_list);
  g_test_add_func ("/cli-builder/escapes", test_escapes);
  g_test_add_func ("/cli-builder/row", test_row);
  return g_test_run ();
}
