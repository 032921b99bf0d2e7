#include "crm/tryton-fixture.h"

#include "base/cosell-str.h"

/* An answer of a method, with ' for ". */
void
answer (TrytonTest *test, const char *result)
{
  g_autofree char *body = g_strdup_printf ("{'id':1,'result':%s}", result);

  script_server_reply (test->server, 200, NULL, json_text (body));
}

void
refuse (TrytonTest *test, const char *error)
{
  g_autofree char *body = g_strdup_printf ("{'id':1,'error':%s}", error);

  script_server_reply (test->server, 200, NULL, json_text (body));
}

void
answer_sign_in (TrytonTest *test)
{
  answer (test, LOGIN);
  answer (test, PREFERENCES);
  answer (test, "{" STATES "," CONTACT "}");
}

/* A row as search_read gives it, with other values at these pointers: pointer, value, …, NULL.
 * (transfer full) */
static char *
dup_row (va_list edits)
{
  g_autofree char *text = g_strdup (json_text (
      "{'id':7,'number':'7','description':'ERP move','comment':'Wants a pilot','reference':null,"
      "'amount':{'__class__':'Decimal','decimal':'25000.10'},'state':'lead','lost_reason':null,"
      "'end_date':{'__class__':'date','year':2027,'month':1,'day':15},"
      "'party':3,'party.':{'id':3,'rec_name':'Contoso AB'},"
      "'employee':1,'employee.':{'id':1,'rec_name':'Kim Berg',"
      "'party.':{'id':2,'email':'kim.berg@fabrikam.example','phone':''}},'contact':null,'contact.':"
      "null,"
      "'currency.':{'id':1,'code':'SEK','name':'Swedish krona'},"
      "'create_date':{'__class__':'datetime','year':2026,'month':11,'day':20,'hour':8,'minute':5,"
      "'second':1,'microsecond':20},'create_uid':1,'write_date':null,'write_uid':null,"
      "'_timestamp':'1795161901'}"));
  const char *pointer;

  while ((pointer = va_arg (edits, const char *)) != NULL)
    {
      g_autoptr (GError) error = NULL;

      cosell_take_str (&text, cosell_json_set (text, pointer,
                                               json_text (va_arg (edits, const char *)), &error));
      g_assert_no_error (error);
    }
  return g_steal_pointer (&text);
}

void
answer_row (TrytonTest *test, ...)
{
  g_autofree char *one = NULL;
  g_autofree char *rows = NULL;
  va_list edits;

  va_start (edits, test);
  one = dup_row (edits);
  va_end (edits);
  rows = g_strdup_printf ("[%s]", one);
  answer (test, rows);
}

/* Parameters of a request, as they were sent. (transfer full) */
char *
dup_params (TrytonTest *test, guint request, const char **method)
{
  const ScriptRequest *asked = script_server_get_request (test->server, request);
  g_autoptr (CosellJson) json = cosell_json_parse (asked->body, -1, NULL);
  g_autofree char *name =
      cosell_json_dup_string (cosell_json_member (cosell_json_root (json), "method"));

  if (method != NULL)
    *method = g_intern_string (name);
  return cosell_json_dup_raw (cosell_json_member (cosell_json_root (json), "params"));
}

void
assert_asked (TrytonTest *test, guint request, const char *method, const char *params)
{
  const char *name;
  g_autofree char *sent = dup_params (test, request, &name);

  g_assert_cmpstr (name, ==, method);
  if (params != NULL)
    g_assert_cmpstr (sent, ==, json_text (params));
}

void
tryton_set_up (TrytonTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test->server = script_server_new ();
  test->tryton = cosell_tryton_new (script_server_get_origin (test->server), &error);
  g_assert_no_error (error);
  g_assert_true (cosell_tryton_set_user (test->tryton, "crm", "kim", &error));
  cosell_tryton_set_password (test->tryton, "pass\"word");
  test->base.crm = COSELL_CRM (test->tryton);
}

void
tryton_tear_down (TrytonTest *test, gconstpointer data)
{
  g_assert_finalize_object (test->tryton);
  script_server_free (test->server);
}
