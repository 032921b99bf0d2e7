/* crm set, link, create, unlink, answer, hold, retry, match, draft, sync, log */
#include "app/cosell-session-crm-links.h"
#include "cli/cosell-cli-json.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-json-edit.h"
#include "cli/cosell-cli-format.h"

static const char *
crm_of (CosellCli *self)
{
  return cosell_cli_value (self, "crm");
}

/* --- set --- */

static void
say_settings (const CosellCrmSettings *settings)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();
  g_autofree char *text = NULL;
  g_autofree char *pretty = NULL;
  g_autoptr (CosellJson) document = NULL;

  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_json_add_crm_settings (json, settings);
  cosell_cli_builder_end_object (json);
  text = cosell_cli_builder_end (json);
  document = cosell_json_parse (text, -1, NULL);
  pretty = cosell_json_pretty (cosell_json_root (document));
  cosell_cli_put (pretty, strlen (pretty));
  cosell_cli_put ("\n", 1);
}

static CosellExit
show_settings (CosellCli *self, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmSettings) settings = NULL;
  CosellCliBuilder *json;

  cosell_session_crm_settings_async (self->session, name, NULL, cosell_cli_result_cb, &result);
  settings = cosell_session_crm_settings_finish (self->session, cosell_cli_await (&result), &error);
  if (settings == NULL)
    return cosell_cli_fail (error);
  if (!self->json)
    {
      say_settings (settings);
      return COSELL_EXIT_DONE;
    }
  json = cosell_cli_begin_object ();
  cosell_cli_builder_text (json, "name", name);
  cosell_cli_json_add_crm_settings (json, settings);
  cosell_cli_print_object (json);
  return COSELL_EXIT_DONE;
}

static CosellExit
run_set (CosellCli *self)
{
  const char *name = cosell_cli_argument (self, 1);
  g_autoptr (GPtrArray) settings = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 2; cosell_cli_argument (self, i) != NULL; i++)
    g_ptr_array_add (settings, (gpointer) cosell_cli_argument (self, i));
  if (settings->len == 0)
    return show_settings (self, name);
  g_ptr_array_add (settings, NULL);
  cosell_session_set_crm_async (self->session, name, (const char *const *) settings->pdata, NULL,
                                cosell_cli_result_cb, &result);
  if (!cosell_session_finish (self->session, cosell_cli_await (&result), &error))
    return cosell_cli_fail (error);
  return show_settings (self, name);
}

/* --- one deal --- */

static CosellExit
run_link (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 id = cosell_cli_find_id (self, cosell_cli_argument (self, 1), &status);

  if (id == 0)
    return status;
  cosell_session_link_crm_async (self->session, id, crm_of (self), cosell_cli_argument (self, 2),
                                 NULL, cosell_cli_result_cb, &result);
  if (cosell_cli_finish (self, "id", id, &result, &status))
    cosell_cli_say (_ ("The deal is linked. What differs is listed by “cosellctl conflicts”."));
  return status;
}

static CosellExit
run_create (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 id = cosell_cli_find_id (self, cosell_cli_argument (self, 1), &status);

  if (id == 0)
    return status;
  cosell_session_create_crm_async (self->session, id, crm_of (self), NULL, cosell_cli_result_cb,
                                   &result);
  if (cosell_cli_finish (self, "id", id, &result, &status))
    cosell_cli_say (_ ("An opportunity is made with the next “cosellctl crm sync”."));
  return status;
}

static CosellExit
run_unlink (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 id = cosell_cli_find_id (self, cosell_cli_argument (self, 1), &status);

  if (id == 0)
    return status;
  cosell_session_unlink_crm_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  if (cosell_cli_finish (self, "id", id, &result, &status))
    cosell_cli_say (_ ("The deal is not linked any more. Nothing was deleted over there."));
  return status;
}

static CosellExit
run_answer (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 id = cosell_cli_find_id (self, cosell_cli_argument (self, 1), &status);

  if (id == 0)
    return status;
  cosell_session_answer_crm_async (self->session, id, cosell_cli_argument (self, 2), NULL,
                                   cosell_cli_result_cb, &result);
  if (cosell_cli_finish (self, "id", id, &result, &status))
    cosell_cli_say (_ ("The question is answered. “cosellctl crm sync” goes on with it."));
  return status;
}

static CosellExit
hold (CosellCli *self, gboolean held)
{
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 id = cosell_cli_find_id (self, cosell_cli_argument (self, 1), &status);

  if (id == 0)
    return status;
  cosell_session_hold_crm_async (self->session, id, held, NULL, cosell_cli_result_cb, &result);
  if (cosell_cli_finish (self, "id", id, &result, &status))
    cosell_cli_say ("%s", held ? _ ("The deal’s changes are held back from the CRM.")
                               : _ ("The deal’s changes go to the CRM with the next “cosellctl crm "
                                    "sync”."));
  return status;
}

static CosellExit
run_hold (CosellCli *self)
{
  return hold (self, TRUE);
}

static CosellExit
run_retry (CosellCli *self)
{
  return hold (self, FALSE);
}

static void
add_log_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellCrmLogEntry *entry = item;

  cosell_cli_table_take (table, cosell_cli_instant (entry->at));
  cosell_cli_table_add (table, entry->crm);
  cosell_cli_table_add (table, entry->to_crm ? "→" : "←");
  cosell_cli_table_add (table, entry->field < COSELL_CRM_N_FIELDS
                                   ? cosell_crm_field_label (entry->field)
                                   : _ ("Deal"));
  cosell_cli_table_add (table, entry->old);
  cosell_cli_table_add (table, entry->value);
  cosell_cli_table_add (table, entry->result);
}

static const CosellCliList log_list = {
  { N_ ("When"), N_ ("CRM"), " ", N_ ("What"), N_ ("Before"), N_ ("After"), N_ ("Result") },
  add_log_cells,
  cosell_cli_crm_log_to_json,
};

static CosellExit
run_log (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 id = cosell_cli_find_id (self, cosell_cli_argument (self, 1), &status);

  if (id == 0)
    return status;
  cosell_session_crm_log_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  return cosell_cli_print_list (self, &log_list, &result, _ ("Nothing was done with a CRM yet."));
}

/* --- matching, and a draft --- */

static void
add_match_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellCrmMatch *match = item;

  cosell_cli_table_add_number (table, match->deal);
  cosell_cli_table_add (table, match->opportunity);
  cosell_cli_table_add (table, match->name);
  cosell_cli_table_add_number (table, match->score);
  cosell_cli_table_add (table, match->exact ? _ ("yes") : _ ("no"));
  cosell_cli_table_add (table, match->why);
}

static const CosellCliList match_list = {
  { N_ (">Deal"), N_ ("Opportunity"), N_ ("Name"), N_ (">Score"), N_ ("Exact"), N_ ("Why") },
  add_match_cells,
  cosell_cli_crm_matches_to_json,
};

static CosellExit
run_match (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matches = NULL;

  cosell_session_match_crm_async (self->session, crm_of (self), cosell_cli_has (self, "apply"),
                                  NULL, cosell_cli_result_cb, &result);
  matches = cosell_session_match_crm_finish (self->session, cosell_cli_await (&result), &error);
  if (matches == NULL)
    return cosell_cli_fail (error);
  if (self->json)
    {
      g_autofree char *json = cosell_cli_crm_matches_to_json (matches);

      cosell_cli_print_json (json);
    }
  else
    cosell_cli_print_table (&match_list, matches, _ ("No opportunity fits a deal."));
  return COSELL_EXIT_DONE;
}

static CosellExit
run_draft (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  cosell_session_draft_crm_async (self->session, crm_of (self), cosell_cli_argument (self, 1), NULL,
                                  cosell_cli_result_cb, &result);
  id = cosell_session_draft_crm_finish (self->session, cosell_cli_await (&result), &error);
  if (id == 0)
    return cosell_cli_fail (error);
  if (cosell_cli_report (self, "id", id))
    cosell_cli_say (_ ("Draft %" G_GINT64_FORMAT " was made of the opportunity."), id);
  return COSELL_EXIT_DONE;
}

/* --- sync --- */

/* "3 values sent, 1 value taken over, …" */
static void
say_run (const CosellCrmRun *run)
{
  g_autofree char *to =
      g_strdup_printf (ngettext ("%u value sent", "%u values sent", run->to_crm), run->to_crm);
  g_autofree char *from =
      g_strdup_printf (ngettext ("%u value taken over", "%u values taken over", run->from_crm),
                       run->from_crm);
  g_autofree char *made =
      g_strdup_printf (ngettext ("%u opportunity made", "%u opportunities made", run->created),
                       run->created);
  g_autofree char *conflicts =
      g_strdup_printf (ngettext ("%u conflict", "%u conflicts", run->conflicts), run->conflicts);
  g_autofree char *questions =
      g_strdup_printf (ngettext ("%u question", "%u questions", run->questions), run->questions);
  g_autofree char *notices =
      g_strdup_printf (ngettext ("%u notice", "%u notices", run->notices), run->notices);

  if (run->preview)
    /* Translators: "1 value sent", "0 values taken over", "2 opportunities made", "1 conflict", …
     */
    cosell_cli_say (_ ("Preview, nothing was done. It would be: %s, %s, %s, %s, %s, %s. "
                       "“--apply” does it."),
                    to, from, made, conflicts, questions, notices);
  else
    /* Translators: likewise */
    cosell_cli_say (_ ("Synchronized: %s, %s, %s, %s, %s, %s."), to, from, made, conflicts,
                    questions, notices);
}

static void
print_run (CosellCli *self, const CosellCrmRun *run)
{
  CosellCliBuilder *json;

  if (!self->json)
    {
      say_run (run);
      return;
    }
  json = cosell_cli_begin_object ();
  cosell_cli_builder_int (json, "toCrm", run->to_crm);
  cosell_cli_builder_int (json, "fromCrm", run->from_crm);
  cosell_cli_builder_int (json, "created", run->created);
  cosell_cli_builder_int (json, "conflicts", run->conflicts);
  cosell_cli_builder_int (json, "questions", run->questions);
  cosell_cli_builder_int (json, "notices", run->notices);
  cosell_cli_builder_bool (json, "preview", run->preview);
  cosell_cli_print_object (json);
}

/* Of the CRM (nullable: any) that the command is about. */
static gboolean
has_parked (CosellCli *self, const char *crm)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lane = NULL;

  cosell_session_crm_lane_async (self->session, NULL, cosell_cli_result_cb, &result);
  lane = cosell_session_crm_lane_finish (self->session, cosell_cli_await (&result), NULL);
  for (guint i = 0; lane != NULL && i < lane->len; i++)
    {
      const CosellCrmLink *link = g_ptr_array_index (lane, i);

      if (link->state == COSELL_CRM_PARKED && (crm == NULL || g_str_equal (crm, link->crm)))
        return TRUE;
    }
  return FALSE;
}

static CosellExit
run_sync (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CosellCrmRun run = { 0 };

  cosell_session_sync_crm_async (self->session, crm_of (self), cosell_cli_has (self, "apply"), NULL,
                                 cosell_cli_result_cb, &result);
  if (!cosell_session_sync_crm_finish (self->session, cosell_cli_await (&result), &run, &error))
    {
      if (self->json)
        print_run (self, &run);
      return cosell_cli_fail (error);
    }
  print_run (self, &run);
  if (run.conflicts == 0 && run.questions == 0 && !has_parked (self, crm_of (self)))
    return COSELL_EXIT_DONE;
  cosell_cli_complain (_ ("Something is left that needs you. See “cosellctl conflicts” and "
                          "“cosellctl outbox”."));
  return COSELL_EXIT_REMAINS;
}

/* --- the verbs --- */

CosellExit
cosell_cli_run_crm_links (CosellCli *self, const char *verb, gboolean *known)
{
  static const struct
  {
    const char *verb;
    CosellExit (*run) (CosellCli *self);
    guint least, most; /* words behind it */
  } verbs[] = {
    { "set", run_set, 1, G_MAXUINT - 1 }, { "link", run_link, 2, 2 },
    { "create", run_create, 1, 1 },       { "unlink", run_unlink, 1, 1 },
    { "answer", run_answer, 2, 2 },       { "hold", run_hold, 1, 1 },
    { "retry", run_retry, 1, 1 },         { "log", run_log, 1, 1 },
    { "match", run_match, 0, 0 },         { "draft", run_draft, 1, 1 },
    { "sync", run_sync, 0, 0 },
  };

  *known = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      guint n = self->arguments->len - 1;

      if (!g_str_equal (verb, verbs[i].verb))
        continue;
      *known = TRUE;
      if (n >= verbs[i].least && n <= verbs[i].most)
        return verbs[i].run (self);
      cosell_cli_complain (_ ("“crm %s” takes other words. See “cosellctl crm --help”."), verb);
      return COSELL_EXIT_USE;
    }
  return COSELL_EXIT_USE;
}
