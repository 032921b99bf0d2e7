/* One change of several deals, from what is asked to what was done (J3 to J6). */
#include "app-fixture.h"
#include "ui-test.h"

#include "model/cosell-deal.h"
#include "model/cosell-people.h"
#include "support/await.h"
#include "ui/many/cosell-many-dialog.h"
#include "ui/many/cosell-many-form.h"
#include "ui/many/cosell-many-verb.h"
#include "ui/widgets/cosell-choice-group.h"
#include "ui/widgets/cosell-completion-row.h"
#include "ui/widgets/cosell-note-editor.h"

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  GtkWidget *dialog; /* (unowned) (nullable) */
  GArray *deals;     /* (owned) of gint64 */
  char *told;        /* (owned) (nullable) the toast */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new_synced (60);
  app_fixture_disconnect (f->app);
  f->deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  f->window = adw_window_new ();
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_settle ();
  g_array_unref (f->deals);
  g_free (f->told);
  app_fixture_free (f->app);
}

static void
toast_cb (CosellManyDialog *dialog, AdwToast *toast, Fixture *f)
{
  f->told = g_strdup (adw_toast_get_title (toast));
}

/* The first n deals that a filter finds. */
static void
take (Fixture *f, CosellTab tab, const char *filter, guint n)
{
  g_autoptr (CosellJson) list = app_list (f->app->session, tab, filter, "id");

  for (guint i = 0; i < n; i++)
    {
      CosellJsonValue deal = cosell_json_element (cosell_json_root (list), i);
      gint64 id = cosell_json_get_int (cosell_json_member (deal, "id"), 0);

      g_assert_cmpint (id, >, 0);
      g_array_append_val (f->deals, id);
    }
}

static gint64
nth (Fixture *f, guint i)
{
  return g_array_index (f->deals, gint64, i);
}

static void
open_dialog (Fixture *f, const char *verb)
{
  CosellManyDialog *dialog =
      cosell_many_dialog_present (GTK_WINDOW (f->window), f->app->session, verb, f->deals);

  g_assert_nonnull (dialog);
  g_signal_connect (dialog, "toast", G_CALLBACK (toast_cb), f);
  f->dialog = GTK_WIDGET (dialog);
}

static gboolean
has_preview (gpointer data)
{
  Fixture *f = data;
  GtkStack *stack = GTK_STACK (ui_get (f->dialog, GTK_TYPE_STACK, NULL));

  return g_str_equal (gtk_stack_get_visible_child_name (stack), "preview");
}

/* Goes on from what was typed, and waits for the heading of the preview. */
static void
preview (Fixture *f, const char *heading)
{
  ui_choose (f->dialog, "_Preview");
  await_condition (has_preview, f);
  ui_wait_shows (f->dialog, heading);
}

static void
apply (Fixture *f, const char *label, const char *told)
{
  ui_choose (f->dialog, label);
  ui_wait_no_window (COSELL_TYPE_MANY_DIALOG);
  g_assert_cmpstr (f->told, ==, told);
}

static char *
member_of (Fixture *f, gint64 id, const char *member)
{
  g_autoptr (CosellJson) deal = app_show (f->app->session, id);

  return app_text (cosell_json_root (deal), member);
}

static void
assert_member (Fixture *f, gint64 id, const char *member, const char *expected)
{
  g_autofree char *text = member_of (f, id, member);

  g_assert_cmpstr (text, ==, expected);
}

static guint
count_outbox (Fixture *f)
{
  g_autoptr (CosellJson) outbox = app_outbox (f->app->session);

  return (guint) cosell_json_length (cosell_json_root (outbox));
}

/* --- what a verb is --- */

static void
test_verbs (void)
{
  static const struct
  {
    const char *text;
    const char *value;
    const char *title;
  } cases[] = {
    { "stage=60", "60", "Mark as Proposed 60 %" },
    { "closeDate=+1month", "+1month", "Close Date" },
    { "closeDate", NULL, "Close Date" },
    { "favorite=true", "true", "Add to Favorites" },
    { "favorite=false", "false", "Remove from Favorites" },
    { "crmId=", "", "CRM ID" },
  };
  CosellManyVerb verb;
  char *none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *title = NULL;

      g_assert_true (cosell_many_verb_parse (cases[i].text, &verb, &value));
      title = cosell_many_verb_describe (verb, value);
      g_assert_cmpstr (value, ==, cases[i].value);
      g_assert_cmpstr (title, ==, cases[i].title);
    }
  g_assert_false (cosell_many_verb_parse ("close", &verb, &none));
  g_assert_false (cosell_many_verb_parse ("=1", &verb, &none));
  g_assert_null (none);
}

/* --- dates and amounts --- */

/* J1: each from its own date. */
static void
test_move_date (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 2);
  g_assert_true (app_set (f->app->session, nth (f, 0), "closeDate", "2027-01-31", &error));
  g_assert_true (app_set (f->app->session, nth (f, 1), "closeDate", "2027-03-10", &error));
  open_dialog (f, "closeDate=+1month");
  ui_wait_shows (f->dialog, "2 will change");
  g_assert_nonnull (ui_find_part (f->dialog, "28 Feb 2027"));
  apply (f, "_Change 2 Deals", "2 deals changed");
  assert_member (f, nth (f, 0), "closeDate", "2027-02-28");
  assert_member (f, nth (f, 1), "closeDate", "2027-04-10");
  g_assert_true (app_undo (f->app->session, &error));
  assert_member (f, nth (f, 0), "closeDate", "2027-01-31");
  assert_member (f, nth (f, 1), "closeDate", "2027-03-10");
}

static gboolean
tells_error (gpointer data)
{
  Fixture *f = data;

  return gtk_revealer_get_reveal_child (GTK_REVEALER (ui_get (f->dialog, GTK_TYPE_REVEALER, NULL)));
}

/* What cannot be read is said where it was typed. */
static void
test_date_typed (Fixture *f, gconstpointer data)
{
  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 2);
  open_dialog (f, "closeDate");
  ui_choose (f->dialog, "_Preview");
  g_assert_true (ui_shows (f->dialog, "Fill this in first."));
  ui_type (f->dialog, "Estimated close date (YYYY-MM-DD)", "next spring");
  ui_choose (f->dialog, "_Preview");
  await_condition (tells_error, f);
  g_assert_true (ui_shows (f->dialog, "Estimated close date (YYYY-MM-DD)"));
  ui_type (f->dialog, "Estimated close date (YYYY-MM-DD)", "2028-05-31");
  preview (f, "2 will change");
  apply (f, "_Change 2 Deals", "2 deals changed");
  assert_member (f, nth (f, 1), "closeDate", "2028-05-31");
}

/* J2, J3: a part of each own value, or one amount with its currency. */
static void
test_value (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *currency;

  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 2);
  g_assert_true (app_set (f->app->session, nth (f, 0), "value", "1000 EUR", &error));
  open_dialog (f, "value");
  currency = ui_get (f->dialog, COSELL_TYPE_COMPLETION_ROW, "Currency");
  ui_type (f->dialog, "Estimated value, or change in %", "10 %");
  g_assert_false (gtk_widget_get_sensitive (currency));
  ui_choose (f->dialog, "_Preview");
  g_assert_nonnull (ui_find_part (f->dialog, "with its sign"));
  ui_type (f->dialog, "Estimated value, or change in %", "−10 %");
  preview (f, "2 will change");
  g_assert_nonnull (ui_find_part (f->dialog, "EUR 900"));
  ui_choose (f->dialog, "_Back");
  ui_type (f->dialog, "Estimated value, or change in %", "25,000");
  g_assert_true (gtk_widget_get_sensitive (currency));
  ui_choose (f->dialog, "_Preview");
  g_assert_true (ui_shows (f->dialog, "Choose the currency of the value."));
  cosell_completion_row_set_value (COSELL_COMPLETION_ROW (currency), "SEK");
  preview (f, "2 will change");
  g_assert_nonnull (ui_find_part (f->dialog, "EUR 1,000 → SEK 25,000"));
  apply (f, "_Change 2 Deals", "2 deals changed");
  assert_member (f, nth (f, 0), "value", "25000.00");
  assert_member (f, nth (f, 0), "currency", "SEK");
}

/* --- people --- */

static void
test_team (Fixture *f, gconstpointer data)
{
  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 2);
  open_dialog (f, "addMember");
  ui_choose (f->dialog, "_Preview");
  g_assert_true (tells_error (f)); /* a name is missing */
  ui_type (f->dialog, "First name", "Ola");
  ui_type (f->dialog, "Last name", "Quist");
  ui_type (f->dialog, "Phone", "+46 40 123456");
  ui_type (f->dialog, "E-mail", "ola.quist@contoso.example");
  preview (f, "2 will change");
  g_assert_nonnull (ui_find_part (f->dialog, "Added: Ola Quist"));
  apply (f, "_Change 2 Deals", "2 deals changed");
  g_clear_pointer (&f->told, g_free);
  open_dialog (f, "removeMember");
  ui_type (f->dialog, "Mail address", "nobody@contoso.example");
  preview (f, "2 stay as they are");
  g_assert_false (
      gtk_widget_get_sensitive (ui_get (f->dialog, GTK_TYPE_BUTTON, "_Change 0 Deals")));
  ui_choose (f->dialog, "_Back");
  ui_type (f->dialog, "Mail address", "OLA.QUIST@contoso.example");
  preview (f, "2 will change");
  apply (f, "_Change 2 Deals", "2 deals changed");
}

/* J5: one help and one note; who lacks contact or consent stays as it is, and hears why. */
static void
test_invite (Fixture *f, gconstpointer data)
{
  take (f, COSELL_TAB_OUTBOUND, "type=private", 2);
  take (f, COSELL_TAB_OUTBOUND, "status=won", 1);
  open_dialog (f, "invite");
  ui_choose (f->dialog, "_Preview");
  g_assert_true (ui_shows (f->dialog, "Choose the kind of help first."));
  cosell_choice_group_set_value (COSELL_CHOICE_GROUP (
                                     ui_get (f->dialog, COSELL_TYPE_CHOICE_GROUP, NULL)),
                                 cosell_enum_nick (COSELL_TYPE_HELP, COSELL_HELP_NONE + 1));
  preview (f, "2 will change");
  g_assert_true (ui_shows (f->dialog, "1 stays as it is"));
  g_assert_true (ui_shows (f->dialog, "Microsoft is invited"));
  apply (f, "_Invite to 2 Deals", "2 deals changed");
  assert_member (f, nth (f, 0), "type", "co-sell");
  assert_member (f, nth (f, 1), "type", "co-sell");
}

/* --- ends --- */

static void
choose_reason (Fixture *f, const char *number)
{
  cosell_choice_group_set_value (COSELL_CHOICE_GROUP (
                                     ui_get (f->dialog, COSELL_TYPE_CHOICE_GROUP, NULL)),
                                 number);
}

/* D9: one reason for all. */
static void
test_lose (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 2);
  take (f, COSELL_TAB_OUTBOUND, "status=won", 1);
  open_dialog (f, "lose");
  ui_choose (f->dialog, "_Preview");
  g_assert_true (ui_shows (f->dialog, "Choose a reason first."));
  choose_reason (f, "1");
  preview (f, "2 will change");
  g_assert_true (ui_shows (f->dialog, "1 stays as it is"));
  g_assert_nonnull (ui_find_part (f->dialog, "Accepted → Lost"));
  apply (f, "_Close 2 Deals as Lost", "2 deals changed");
  assert_member (f, nth (f, 0), "status", "lost");
  g_assert_true (app_undo (f->app->session, &error));
  assert_member (f, nth (f, 0), "status", "accepted");
  assert_member (f, nth (f, 1), "status", "accepted");
}

/* D3: of deals that were sent to us; the others say why not. */
static void
test_decline (Fixture *f, gconstpointer data)
{
  take (f, COSELL_TAB_INBOUND, "status=received", 2);
  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 1);
  open_dialog (f, "decline");
  choose_reason (f, "2");
  g_object_set (ui_get (f->dialog, COSELL_TYPE_NOTE_EDITOR, NULL), "text", "No capacity.", NULL);
  preview (f, "2 will change");
  g_assert_true (ui_shows (f->dialog, "1 stays as it is"));
  apply (f, "_Decline 2 Deals", "2 deals changed");
  assert_member (f, nth (f, 0), "status", "declined");
  assert_member (f, nth (f, 1), "status", "declined");
}

/* What was written is not lost by one key. */
static void
test_discard (Fixture *f, gconstpointer data)
{
  GtkWidget *question;

  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 2);
  open_dialog (f, "lose");
  g_object_set (ui_get (f->dialog, COSELL_TYPE_NOTE_EDITOR, NULL), "text", "No budget.", NULL);
  g_assert_true (ui_key (f->dialog, "Escape"));
  question = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "keep");
  gtk_window_destroy (GTK_WINDOW (question));
  ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (gtk_widget_get_visible (f->dialog));
  g_assert_true (ui_key (f->dialog, "Escape"));
  question = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "discard");
  gtk_window_destroy (GTK_WINDOW (question));
  ui_wait_no_window (COSELL_TYPE_MANY_DIALOG);
}

/* --- others --- */

static void
test_campaign (Fixture *f, gconstpointer data)
{
  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 2);
  open_dialog (f, "campaignId");
  ui_type (f->dialog, "Marketing campaign ID", "FY27-AI");
  preview (f, "2 will change");
  apply (f, "_Change 2 Deals", "2 deals changed");
  assert_member (f, nth (f, 0), "campaignId", "FY27-AI");
  assert_member (f, nth (f, 1), "campaignId", "FY27-AI");
}

/* J7: what is held goes out when a person sends it. */
static void
test_hold (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 2);
  open_dialog (f, "campaignId");
  ui_type (f->dialog, "Marketing campaign ID", "FY27-AI");
  preview (f, "2 will change");
  gtk_switch_set_active (GTK_SWITCH (ui_get (f->dialog, GTK_TYPE_SWITCH, NULL)), TRUE);
  apply (f, "_Change 2 Deals", "2 deals changed");
  assert_member (f, nth (f, 0), "campaignId", "FY27-AI");
  g_assert_cmpuint (count_outbox (f), ==, 2);
  assert_member (f, nth (f, 0), "sync", "parked");
  g_assert_true (app_undo (f->app->session, &error));
  g_assert_cmpuint (count_outbox (f), ==, 0);
}

/* J4 */
static void
test_crm_id (Fixture *f, gconstpointer data)
{
  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 1);
  open_dialog (f, "crmId");
  ui_type (f->dialog, "CRM ID", "CRM-MANY");
  preview (f, "1 will change");
  apply (f, "_Change 1 Deal", "1 deal changed");
  assert_member (f, nth (f, 0), "crmId", "CRM-MANY");
}

static void
test_favorite (Fixture *f, gconstpointer data)
{
  take (f, COSELL_TAB_OUTBOUND, "favorite=false", 2);
  take (f, COSELL_TAB_FAVORITES, NULL, 1);
  open_dialog (f, "favorite=true");
  ui_wait_shows (f->dialog, "1 stays as it is");
  g_assert_true (ui_shows (f->dialog, "It is like that already."));
  apply (f, "_Change 2 Deals", "2 deals changed");
}

/* A draft is changed like others; it waits for nothing. */
static void
test_draft (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  gint64 id = app_save_draft (f->app->session, 0, draft);

  g_array_append_val (f->deals, id);
  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 1);
  open_dialog (f, "campaignId");
  ui_type (f->dialog, "Marketing campaign ID", "FY27-AI");
  preview (f, "2 will change");
  apply (f, "_Change 2 Deals", "2 deals changed");
  assert_member (f, id, "campaignId", "FY27-AI");
  g_assert_cmpuint (count_outbox (f), ==, 1);
}

/* Nothing is done by looking, and what was typed is there when one goes back. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  GtkWidget *row;

  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 2);
  open_dialog (f, "campaignId");
  ui_type (f->dialog, "Marketing campaign ID", "FY27-AI");
  preview (f, "2 will change");
  g_assert_true (ui_key (f->dialog, "Escape"));
  row = ui_get (f->dialog, ADW_TYPE_ENTRY_ROW, "Marketing campaign ID");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "FY27-AI");
  g_assert_true (ui_key (f->dialog, "Escape"));
  ui_wait_no_window (COSELL_TYPE_MANY_DIALOG);
  g_assert_null (f->told);
  g_assert_cmpuint (count_outbox (f), ==, 0);
}

/* Closed before the preview came. */
static void
test_closed_early (Fixture *f, gconstpointer data)
{
  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 2);
  open_dialog (f, "favorite=true");
  gtk_window_destroy (GTK_WINDOW (f->dialog));
  ui_settle ();
  g_assert_cmpuint (count_outbox (f), ==, 0);
}

/* Each form and the preview in a narrow window with large text. */
static void
test_fits (Fixture *f, gconstpointer data)
{
  static const char *const verbs[] = { "stage=60",  "closeDate",    "value",  "campaignId",
                                       "addMember", "removeMember", "invite", "decline",
                                       "lose",      "crmId" };

  take (f, COSELL_TAB_OUTBOUND, "status=accepted", 1);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_test_message ("%s", verbs[i]);
      open_dialog (f, verbs[i]);
      if (i == 0)
        await_condition (has_preview, f);
      ui_assert_fits_large (f->dialog);
      ui_assert_mnemonics (f->dialog);
      gtk_window_destroy (GTK_WINDOW (f->dialog));
    }
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
#define ADD(name, func) g_test_add ("/many-dialog/" name, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/many-dialog/verbs", test_verbs);
  ADD ("J1-move-date", test_move_date);
  ADD ("date-typed", test_date_typed);
  ADD ("J2-J3-value", test_value);
  ADD ("team", test_team);
  ADD ("J5-invite", test_invite);
  ADD ("D9-lose", test_lose);
  ADD ("D3-decline", test_decline);
  ADD ("discard", test_discard);
  ADD ("campaign", test_campaign);
  ADD ("J7-hold", test_hold);
  ADD ("J4-crm-id", test_crm_id);
  ADD ("favorite", test_favorite);
  ADD ("draft", test_draft);
  ADD ("cancel", test_cancel);
  ADD ("closed-early", test_closed_early);
  ADD ("fits", test_fits);
#undef ADD
  return g_test_run ();
}
