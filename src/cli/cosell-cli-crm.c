/* crm */
#include "app/cosell-session-crm.h"
#include "app/cosell-session-reports.h"
#include "cli/cosell-cli-json.h"
#include "cli/cosell-cli-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "base/cosell-secret.h"

#define MAX_PASSWORD 1024

/* --- add, list, remove, login --- */

static CosellExit
complain_of_use (const char *words)
{
  cosell_cli_complain ("%s", words);
  return COSELL_EXIT_USE;
}

static CosellExit
finish (CosellCli *self, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  return cosell_session_finish (self->session, cosell_cli_await (result), &error)
             ? COSELL_EXIT_DONE
             : cosell_cli_fail (error);
}

/* What was done, in words or as {"name": NAME}. */
static CosellExit
report (CosellCli *self, CosellExit status, const char *name, const char *words)
{
  CosellCliBuilder *json;

  if (status != COSELL_EXIT_DONE)
    return status;
  if (!self->json)
    {
      cosell_cli_say ("%s", words);
      return status;
    }
  json = cosell_cli_begin_object ();
  cosell_cli_builder_text (json, "name", name);
  cosell_cli_print_object (json);
  return status;
}

/* The first line of a file that is open for it: an argument would stand in the list of processes.
 * Returns: (transfer full) (nullable): NULL when there is none, which was said */
static char *
read_password (CosellCli *self)
{
  char buffer[MAX_PASSWORD + 1] = "";
  guint64 number;
  gsize length = 0;
  gssize n = 0;
  char *password = NULL;

  if (!g_ascii_string_to_unsigned (cosell_cli_value (self, "password-fd"), 10, 0, 1024, &number,
                                   NULL))
    {
      cosell_cli_complain (_ ("“--password-fd” wants the number of an open file."));
      return NULL;
    }
  while (length < MAX_PASSWORD && memchr (buffer, '\n', length) == NULL)
    {
      n = read ((int) number, buffer + length, MAX_PASSWORD - length);
      if (n == 0 || (n < 0 && errno != EINTR))
        break;
      length += (gsize) MAX (n, 0);
    }
  buffer[strcspn (buffer, "\n")] = '\0';
  if (n >= 0 && *buffer != '\0' && g_utf8_validate (buffer, -1, NULL))
    password = g_strdup (buffer);
  else
    cosell_cli_complain (_ ("No password could be read there."));
  memset (buffer, 0, sizeof buffer);
  return password;
}

/* password: (transfer full) */
static CosellExit
keep_password (CosellCli *self, const char *name, char *password)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_set_crm_password_async (self->session, name, password, NULL, cosell_cli_result_cb,
                                         &result);
  cosell_secret_free (password);
  return finish (self, &result);
}

static CosellExit
run_add (CosellCli *self, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  char *password = NULL;
  CosellExit status;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmAccount) crm = NULL;

  if (!cosell_cli_has (self, "kind") || !cosell_cli_has (self, "url"))
    return complain_of_use (_ ("“crm add” needs “--kind” and “--url”."));
  crm =
      cosell_crm_account_new (name, cosell_cli_value (self, "kind"), cosell_cli_value (self, "url"),
                              cosell_cli_value (self, "client-id"), &error);
  if (crm == NULL)
    return cosell_cli_fail (error);
  cosell_crm_account_set_user (crm, cosell_cli_value (self, "database"),
                               cosell_cli_value (self, "user"));
  if (cosell_cli_has (self, "password-fd") && (password = read_password (self)) == NULL)
    return COSELL_EXIT_USE;
  cosell_session_add_crm_async (self->session, crm, NULL, cosell_cli_result_cb, &result);
  status = finish (self, &result);
  if (status == COSELL_EXIT_DONE && password != NULL)
    status = keep_password (self, crm->name, g_steal_pointer (&password));
  cosell_secret_free (password);
  return report (self, status, crm->name, _ ("The CRM was added."));
}

static void
add_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellCrmAccount *crm = item;

  cosell_cli_table_add (table, crm->name);
  cosell_cli_table_add (table, crm->kind);
  cosell_cli_table_add (table, crm->url);
  cosell_cli_table_add (table, crm->signed_in != NULL ? _ ("yes") : _ ("no"));
}

static void
add_members (CosellCliBuilder *json, gconstpointer item)
{
  const CosellCrmAccount *crm = item;

  cosell_cli_builder_text (json, "name", crm->name);
  cosell_cli_builder_text (json, "kind", crm->kind);
  cosell_cli_builder_text (json, "url", crm->url);
  cosell_cli_builder_text (json, "clientId", crm->client_id);
  cosell_cli_builder_text (json, "database", crm->database);
  cosell_cli_builder_text (json, "user", crm->user);
  cosell_cli_builder_bool (json, "signedIn", crm->signed_in != NULL);
}

static char *
crms_to_json (GPtrArray *crms)
{
  return cosell_cli_builder_list (crms, add_members);
}

static const CosellCliList crms_list = {
  { N_ ("Name"), N_ ("Kind"), N_ ("Address"), N_ ("Signed in") },
  add_cells,
  crms_to_json,
};

static CosellExit
run_list (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_crms_async (self->session, NULL, cosell_cli_result_cb, &result);
  return cosell_cli_print_list (self, &crms_list, &result, _ ("There is no CRM."));
}

/* lane: of CosellCrmPart. Returns: how many of them are of the CRM */
static guint
count_of (GPtrArray *lane, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < lane->len; i++)
    n += g_str_equal (((CosellCrmPart *) g_ptr_array_index (lane, i))->link->crm, name);
  return n;
}

static void
print_removed (const char *name, GPtrArray *lane)
{
  CosellCliBuilder *json = cosell_cli_begin_object ();

  cosell_cli_builder_text (json, "name", name);
  cosell_cli_builder_begin_array (json, "waited");
  for (guint i = 0; i < lane->len; i++)
    {
      const CosellCrmPart *part = g_ptr_array_index (lane, i);

      if (!g_str_equal (part->link->crm, name))
        continue;
      cosell_cli_builder_begin_object (json, NULL);
      cosell_cli_json_add_crm_row (json, part);
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_end_array (json);
  cosell_cli_print_object (json);
}

/* What waited for it is told: it goes nowhere. */
static CosellExit
run_remove (CosellCli *self, const char *name)
{
  CosellExit status = COSELL_EXIT_DONE;
  g_autoptr (GPtrArray) lane = cosell_cli_read_lane (self, &status);
  g_autoptr (GAsyncResult) result = NULL;
  guint n;

  if (lane == NULL)
    return status;
  cosell_session_remove_crm_async (self->session, name, NULL, cosell_cli_result_cb, &result);
  status = finish (self, &result);
  if (status != COSELL_EXIT_DONE)
    return status;
  if (self->json)
    {
      print_removed (name, lane);
      return status;
    }
  cosell_cli_say (_ ("The CRM was removed from this profile. Nothing was deleted over there."));
  n = count_of (lane, name);
  if (n > 0)
    cosell_cli_complain (ngettext ("What waited for it of %u deal is not sent any more.",
                                   "What waited for it of %u deals is not sent any more.", n),
                         n);
  return status;
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    g_printerr ("%s\n", _ ("No browser could be started here: open the address yourself."));
}

static void
prompt_cb (const char *url, const char *user_code, gpointer user_data)
{
  g_autofree char *clean_url = cosell_cli_clean (url);
  g_autofree char *clean_code = cosell_cli_clean (user_code);

  if (user_code != NULL)
    {
      g_printerr (_ ("Open this address on any device:\n  %s\nand enter the code:\n  %s\n"),
                  clean_url, clean_code);
      return;
    }
  g_printerr (_ ("Sign in in the browser. If none opens, go to this address on this computer:\n  "
                 "%s\n"),
              clean_url);
  g_app_info_launch_default_for_uri_async (url, NULL, NULL, launched_cb, NULL);
}

static CosellExit
run_login (CosellCli *self, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  char *password;

  if (cosell_cli_has (self, "password-fd"))
    {
      password = read_password (self);
      return password != NULL ? report (self, keep_password (self, name, password), name,
                                        _ ("The password is in the keyring."))
                              : COSELL_EXIT_USE;
    }
  cosell_session_sign_in_crm_async (self->session, name, cosell_cli_has (self, "device-code"),
                                    prompt_cb, NULL, NULL, cosell_cli_result_cb, &result);
  return report (self, finish (self, &result), name, _ ("You are signed in to the CRM."));
}

/* --- describe --- */

static void
add_choice (CosellCliBuilder *json, const CosellCrmChoice *choice)
{
  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_text (json, "id", choice->id);
  cosell_cli_builder_text (json, "label", choice->label);
  cosell_cli_builder_end_object (json);
}

static void
add_column (CosellCliBuilder *json, const CosellCrmColumn *column)
{
  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_text (json, "name", column->name);
  cosell_cli_builder_text (json, "label", column->label);
  cosell_cli_builder_text (json, "type", column->type);
  cosell_cli_builder_bool (json, "mandatory", column->mandatory);
  cosell_cli_builder_bool (json, "creatable", column->creatable);
  cosell_cli_builder_bool (json, "updatable", column->updatable);
  cosell_cli_builder_end_object (json);
}

static void
print_description (const CosellCrmDescription *description, const CosellCrmUser *user)
{
  CosellCliBuilder *json = cosell_cli_begin_object ();

  cosell_cli_builder_begin_array (json, "stages");
  for (guint i = 0; i < description->stages->len; i++)
    add_choice (json, g_ptr_array_index (description->stages, i));
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_begin_array (json, "columns");
  for (guint i = 0; i < description->columns->len; i++)
    add_column (json, g_ptr_array_index (description->columns, i));
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_begin_array (json, "currencies");
  for (guint i = 0; i < description->currencies->len; i++)
    cosell_cli_builder_text (
        json, NULL, ((CosellCrmCurrency *) g_ptr_array_index (description->currencies, i))->code);
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_begin_object (json, "user");
  cosell_cli_builder_text (json, "id", user->id);
  cosell_cli_builder_text (json, "name", user->name);
  cosell_cli_builder_text (json, "email", user->email);
  cosell_cli_builder_end_object (json);
  cosell_cli_print_object (json);
}

/* Labels of choices, or codes of currencies, with commas between them. */
static char *
join (GPtrArray *items, gboolean choices)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      gconstpointer item = g_ptr_array_index (items, i);
      const char *word = choices ? ((const CosellCrmChoice *) item)->label
                                 : ((const CosellCrmCurrency *) item)->code;

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", word != NULL ? word : "?");
    }
  return g_string_free (text, FALSE);
}

static void
say_description (const CosellCrmDescription *description, const CosellCrmUser *user)
{
  g_autofree char *stages = join (description->stages, TRUE);
  g_autofree char *currencies = join (description->currencies, FALSE);
  g_autoptr (GString) mandatory = g_string_new (NULL);

  for (guint i = 0; i < description->columns->len; i++)
    {
      const CosellCrmColumn *column = g_ptr_array_index (description->columns, i);

      if (column->mandatory)
        g_string_append_printf (mandatory, "%s%s", mandatory->len > 0 ? ", " : "", column->name);
    }
  cosell_cli_say_field (_ ("Signed in as"), user->name != NULL ? user->name : user->id);
  cosell_cli_say_field (_ ("Stages"), stages);
  cosell_cli_say_field (_ ("Currencies"), currencies);
  cosell_cli_say_field (_ ("Mandatory"), mandatory->str);
}

static CosellExit
run_describe (CosellCli *self, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmUser) user = NULL;
  g_autoptr (CosellCrmDescription) description = NULL;

  cosell_session_describe_crm_async (self->session, name, NULL, cosell_cli_result_cb, &result);
  description =
      cosell_session_describe_crm_finish (self->session, cosell_cli_await (&result), &user, &error);
  if (description == NULL)
    return cosell_cli_fail (error);
  if (self->json)
    print_description (description, user);
  else
    say_description (description, user);
  return COSELL_EXIT_DONE;
}

/* --- test --- */

static void
add_check_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellCrmCheck *check = item;

  cosell_cli_table_add (table, check->step);
  cosell_cli_table_add (table, check->ok ? _ ("yes") : _ ("no"));
  cosell_cli_table_add (table, check->words);
}

static void
add_check (CosellCliBuilder *json, gconstpointer item)
{
  const CosellCrmCheck *check = item;

  cosell_cli_builder_text (json, "step", check->step);
  cosell_cli_builder_bool (json, "ok", check->ok);
  cosell_cli_builder_text (json, "words", check->words);
}

static char *
checks_to_json (GPtrArray *checks)
{
  return cosell_cli_builder_list (checks, add_check);
}

static const CosellCliList checks_list = {
  { N_ ("Step"), N_ ("OK"), N_ ("What") },
  add_check_cells,
  checks_to_json,
};

static CosellExit
run_test (CosellCli *self, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) why = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  gboolean good = TRUE;

  cosell_session_test_crm_async (self->session, name, NULL, cosell_cli_result_cb, &result);
  checks = cosell_session_test_crm_finish (self->session, cosell_cli_await (&result), &why, &error);
  if (checks == NULL)
    return cosell_cli_fail (error);
  for (guint i = 0; i < checks->len; i++)
    good = good && ((CosellCrmCheck *) g_ptr_array_index (checks, i))->ok;
  if (self->json)
    {
      g_autofree char *text = checks_to_json (checks);

      cosell_cli_print_json (text);
    }
  else
    cosell_cli_print_table (&checks_list, checks, "");
  if (why != NULL)
    return cosell_cli_exit_of (why);
  return good ? COSELL_EXIT_DONE : COSELL_EXIT_REFUSED;
}

/* --- the command --- */

static CosellExit
run_crm (CosellCli *self)
{
  static const struct
  {
    const char *verb;
    CosellExit (*run) (CosellCli *self, const char *name);
  } verbs[] = {
    { "add", run_add },           { "remove", run_remove }, { "login", run_login },
    { "describe", run_describe }, { "test", run_test },
  };
  const char *verb = cosell_cli_argument (self, 0);
  const char *name = cosell_cli_argument (self, 1);
  CosellExit status;
  gboolean known;

  if (g_str_equal (verb, "list") && name == NULL)
    return run_list (self);
  status = cosell_cli_run_crm_links (self, verb, &known);
  if (known)
    return status;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verb, verbs[i].verb) && cosell_cli_argument (self, 2) == NULL)
      return name != NULL ? verbs[i].run (self, name)
                          : complain_of_use (_ ("Which CRM? Its name is missing."));
  cosell_cli_complain (_ ("“crm” takes add, list, remove, login, set, describe, test, match, link, "
                          "create, unlink, answer, hold, retry, draft, sync or log, not “%s”."),
                       verb);
  return COSELL_EXIT_USE;
}

static const CosellCliOption crm_options[] = {
  { "kind", N_ ("KIND"), N_ ("What it is: dynamics, salesforce or tryton") },
  { "url", N_ ("URL"),
    N_ ("Its address, as in https://ORG.crm4.dynamics.com or https://ORG.my.salesforce.com") },
  { "client-id", "ID", N_ ("Client ID of the app registration, if it is another one") },
  { "database", N_ ("NAME"), N_ ("Database of Tryton") },
  { "user", N_ ("USER"), N_ ("Who signs in to Tryton") },
  { "password-fd", "N", N_ ("Read the password of Tryton from this open file") },
  { "device-code", NULL, N_ ("Sign in with a code on another device") },
  { "crm", N_ ("NAME"), N_ ("Which CRM is meant, if there are several") },
  { "apply", NULL, N_ ("Link what fits beyond doubt; write to the CRM for the first time") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_crm = {
  "crm",
  "add NAME --kind KIND --url URL [--client-id ID] [--database DB --user U [--password-fd N]] | "
  "list | remove NAME | login NAME [--device-code | --password-fd N] | describe NAME | test NAME | "
  "set NAME [KEY=VALUE…] | match [--crm NAME] "
  "[--apply] | link ID CRMID [--crm NAME] | create ID [--crm NAME] | unlink ID | answer ID ANSWER "
  "| "
  "hold ID | retry ID | draft CRMID [--crm NAME] | sync [--crm NAME] [--apply] | log ID",
  N_ ("Keep deals and the opportunities of a CRM in step"),
  N_ ("Adding a CRM makes no request; adding it again changes its client ID, or "
      "database and user. “test” looks at "
      "each step between here and the CRM and writes nothing there. The sign-in is kept in the "
      "keyring; COSELL_CRM_TOKEN is used in its place (of Tryton: as the password) when exactly "
      "one CRM is set up. Linking "
      "writes "
      "nothing, and the first sync with a CRM is a preview until it is given --apply."),
  crm_options,
  1,
  G_MAXUINT,
  run_crm,
};
