/* test-crm-links.c: deals and their opportunities in a CRM, as the session has them (chapter K) */
#include <string.h>

#include "app-fixture.h"

#include "app/cosell-session-crm-edit.h"
#include "app/cosell-session-private.h"
#include "model/cosell-rule-error.h"
#include "support/json-text.h"

/* --- what comes from a CRM is an edit by the rules --- */

typedef struct
{
  gint64 deal, now;
  const char *key, *value;
} Edit;

static gboolean
edit_job (CosellStore *store, gpointer data, GError **error)
{
  const Edit *edit = data;

  return cosell_session_crm_edit (store, edit->deal, edit->key, edit->value, edit->now, error);
}

static gboolean
edit (AppFixture *f, gint64 deal, const char *key, const char *value, GError **error)
{
  Edit data = { deal, cosell_session_now (f->session), key, value };

  return cosell_session_run (f->session, COSELL_STORE_WRITE, edit_job, &data, error);
}

static void
edit_well (AppFixture *f, gint64 deal, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  edit (f, deal, key, value, &error);
  g_assert_no_error (error);
}

static void
test_edits (void)
{
  static const char member[] = "{'firstName':'Nova','lastName':'Holm','phone':'+46 40 1',"
                               "'email':'nova.holm@fabrikam.example'}";
  g_autoptr (AppFixture) f = app_fixture_new_synced (60);
  gint64 deal = app_find (f->session, "status=accepted");
  const char *person = json_text (member);
  g_autoptr (CosellJson) shown = NULL;
  g_autoptr (CosellJson) after = NULL;
  g_autofree char *team = NULL;

  edit_well (f, deal, "value", "25000.10 SEK");
  edit_well (f, deal, "closeDate", "2027-05-31");
  edit_well (f, deal, "notes", "As the CRM has them.");
  edit_well (f, deal, "stage", "80");
  edit_well (f, deal, "member", person);
  shown = app_show (f->session, deal);
  app_assert_text (cosell_json_root (shown), "value", "25000.10");
  app_assert_text (cosell_json_root (shown), "currency", "SEK");
  app_assert_text (cosell_json_root (shown), "closeDate", "2027-05-31");
  app_assert_text (cosell_json_root (shown), "notes", "As the CRM has them.");
  app_assert_text (cosell_json_root (shown), "stage", "80");
  team = cosell_json_dup_raw (cosell_json_member (cosell_json_root (shown), "team"));
  g_assert_nonnull (strstr (team, "nova.holm@fabrikam.example"));
  edit_well (f, deal, "notes", NULL);
  after = app_show (f->session, deal);
  app_assert_text (cosell_json_root (after), "notes", "");
  app_sync_well (f);
}

/* K9: what the window is told is what the link says. */
static void
test_refused (void)
{
  static const struct
  {
    const char *filter, *key, *value;
  } cases[] = {
    { "status=won", "value", "1" },
    { "status=received", "closeDate", "2027-05-31" },
    { "status=declined", "stage", "40" },
    { "status=accepted", "value", "12,5" },
    { "status=accepted", "closeDate", "yesterday" },
  };
  g_autoptr (AppFixture) f = app_fixture_new_synced (60);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 deal = app_find (f->session, cases[i].filter);
      g_autoptr (CosellJson) before = app_show (f->session, deal);
      g_autoptr (CosellJson) after = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) same = NULL;

      g_assert_false (edit (f, deal, cases[i].key, cases[i].value, &error));
      g_assert_true (error->domain == COSELL_RULE_ERROR);
      if (!g_str_equal (cases[i].key, "stage"))
        {
          g_assert_false (app_set (f->session, deal, cases[i].key, cases[i].value, &same));
          g_assert_cmpstr (error->message, ==, same->message);
        }
      after = app_show (f->session, deal);
      g_assert_cmpstr (cosell_json_get_text (before, NULL), ==, cosell_json_get_text (after, NULL));
    }
}

/* P11: an edit of a person's own before it is not taken along. */
static void
test_undone (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (60);
  gint64 deal = app_find (f->session, "status=accepted");
  g_autoptr (CosellJson) shown = NULL;
  g_autoptr (GError) error = NULL;

  app_set (f->session, deal, "name", "Typed here", &error);
  g_assert_no_error (error);
  edit_well (f, deal, "closeDate", "2027-05-31");
  g_assert_true (app_undo (f->session, &error));
  shown = app_show (f->session, deal);
  app_assert_text (cosell_json_root (shown), "name", "Typed here");
  g_assert_false (
      cosell_json_string_equal (cosell_json_member (cosell_json_root (shown), "closeDate"),
                                "2027-05-31"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/app/crm-links/K3-edits", test_edits);
  g_test_add_func ("/app/crm-links/K9-refused", test_refused);
  g_test_add_func ("/app/crm-links/P11-undone", test_undone);
  return g_test_run ();
}
