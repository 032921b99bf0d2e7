/* P1: what is typed into the forms of a deal page is on disk soon, is given back when the form is
 * opened again, and goes only when it was saved or discarded. */
#include "deal-fixture.h"

#include <string.h>

#include "app/cosell-session-commands.h"
#include "app/cosell-session-unsaved.h"
#include "support/await.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-unsaved-list.h"
#include "ui/forms/cosell-accept-form.h"
#include "ui/forms/cosell-end-form.h"
#include "ui/forms/cosell-invite-microsoft-form.h"
#include "ui/forms/cosell-invite-partner-form.h"
#include "ui/forms/cosell-registration-form.h"
#include "ui/forms/cosell-solution-form.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-note-editor.h"

typedef DealFixture Fixture;

/* --- acting --- */

static const char *
typed (GtkWidget *dialog, const char *title)
{
  return gtk_editable_get_text (GTK_EDITABLE (ui_get (dialog, ADW_TYPE_ENTRY_ROW, title)));
}

static void
write_note (GtkWidget *dialog, const char *text)
{
  g_object_set (ui_get (dialog, COSELL_TYPE_NOTE_EDITOR, NULL), "text", text, NULL);
}

static char *
note_of (GtkWidget *dialog)
{
  char *text;

  g_object_get (ui_get (dialog, COSELL_TYPE_NOTE_EDITOR, NULL), "text", &text, NULL);
  return text;
}

/* As a kill leaves it: the dialog goes without asking, and writes nothing more. */
static void
vanish (GtkWidget *dialog)
{
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **forms = user_data;
  g_autoptr (GError) error = NULL;

  *forms = cosell_session_unsaved_get_finish (COSELL_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_there (gpointer forms)
{
  return *(GPtrArray **) forms != NULL;
}

static GPtrArray *
list_kept (Fixture *f)
{
  GPtrArray *forms = NULL;

  cosell_session_unsaved_get_async (f->app->session, 0, NULL, listed_cb, &forms);
  await_condition (is_there, &forms);
  return forms;
}

typedef struct
{
  Fixture *f;
  guint n;
  const char *text; /* (nullable) of the newest */
} Wanted;

static gboolean
is_kept (gpointer data)
{
  Wanted *wanted = data;
  g_autoptr (GPtrArray) forms = list_kept (wanted->f);
  g_autofree char *text = NULL;

  if (forms->len != wanted->n)
    return FALSE;
  if (wanted->text == NULL || wanted->n == 0)
    return TRUE;
  text = cosell_unsaved_form_describe (g_ptr_array_index (forms, 0));
  return g_str_equal (text, wanted->text);
}

static void
wait_kept (Fixture *f, guint n, const char *text)
{
  Wanted wanted = { f, n, text };

  await_condition (is_kept, &wanted);
}

static GtkWidget *
get_card (Fixture *f)
{
  return ui_find (f->page, COSELL_TYPE_UNSAVED_LIST, NULL);
}

static void
click (GtkWidget *root, const char *label)
{
  g_signal_emit_by_name (ui_get (root, GTK_TYPE_BUTTON, label), "clicked");
}

/* --- tests --- */

/* On disk while the form is open; there again the next time, with the words and on the page; gone
 * once it was saved. */
static void
test_details (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.edit");

  g_assert_null (get_card (f));
  ui_type (dialog, "Deal name", "Zażółć 1");
  ui_type (dialog, "Estimated value", "12x");
  wait_kept (f, 1, "Deal name: Zażółć 1\nEstimated value: 12x");
  vanish (dialog);
  ui_wait_shows (f->page, "Not Saved Yet: Edit Deal");
  ui_wait_shows (f->page, "Deal name: Zażółć 1\nEstimated value: 12x");

  click (f->page, "Continue");
  dialog = ui_wait_window (COSELL_TYPE_DEAL_DIALOG);
  await_condition (deal_fixture_form_is_ready, dialog);
  g_assert_cmpstr (typed (dialog, "Deal name"), ==, "Zażółć 1");
  g_assert_cmpstr (typed (dialog, "Estimated value"), ==, "12x");
  g_assert_nonnull (ui_find (dialog, GTK_TYPE_BUTTON, "Discard"));
  ui_type (dialog, "Estimated value", "12");
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  wait_kept (f, 0, NULL);
  ui_settle ();
  g_assert_null (get_card (f));
  g_assert_cmpstr (cosell_deal_get_data (f->deal)->name, ==, "Zażółć 1");
}

/* What was typed less than 300 ms before the window closed is written when it closes. */
static void
test_closing (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.add-note");

  write_note (dialog, "The last word");
  vanish (dialog);
  wait_kept (f, 1, "Note: The last word");
}

/* Every form gives back what it was given. */
static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autofree char *note = NULL;
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.add-member");

  ui_type (dialog, "First name", "Zoe");
  ui_type (dialog, "E-mail", "zoe@");
  vanish (dialog);
  dialog = deal_fixture_open_form (f, "deal.lose");
  cosell_check_row_set_active (COSELL_CHECK_ROW (
                                   ui_get (dialog, COSELL_TYPE_CHECK_ROW, "Not a customer")),
                               TRUE);
  write_note (dialog, "Too\nlate");
  vanish (dialog);
  wait_kept (f, 2, NULL);

  dialog = deal_fixture_open_form (f, "deal.add-member");
  g_assert_cmpstr (typed (dialog, "First name"), ==, "Zoe");
  g_assert_cmpstr (typed (dialog, "E-mail"), ==, "zoe@");
  vanish (dialog);
  dialog = deal_fixture_open_form (f, "deal.lose");
  note = note_of (dialog);
  g_assert_cmpstr (note, ==, "Too\nlate");
  g_assert_true (cosell_check_row_get_active (
      COSELL_CHECK_ROW (ui_get (dialog, COSELL_TYPE_CHECK_ROW, "Not a customer"))));
  vanish (dialog);
  wait_kept (f, 2, NULL);
}

typedef enum
{
  ACCEPT,
  CLOSE,
  MICROSOFT,
  PARTNER,
  SOLUTIONS,
  REGISTRATION,
  N_FORMS
} Kind;

/* What is typed or chosen, by the names of the fields. */
static const struct
{
  const char *name;
  const char *value;
} entries[N_FORMS][5] = {
  [ACCEPT] = { { "name", "Mine" }, { "1/firstName", "Zoe" }, { "2/email", "ros@" } },
  [CLOSE] = { { "reason", "3" }, { "notes", "Too late" } },
  [MICROSOFT] = { { "help", "ProofOfConceptOrDemo" },
                  { "notes", "A demo tenant" },
                  { "consent", "true" } },
  [PARTNER] = { { "partner",
                  "{\"id\":\"01e2abcd-52b0-4af3-a3ae-1fd1530b3563\",\"name\":\"Tailwind\","
                  "\"value\":\"20x\",\"notes\":\"Rollout\"}" } },
  [SOLUTIONS] = { { "solutions", "SOL-20418-KTR\nSOL-20931-BWD" } },
  [REGISTRATION] = { { "contract.value", "12x" },
                     { "contractType", "renewal" },
                     { "confirmed", "true" } },
};

static GtkWidget *
open_form (Fixture *f, Kind kind, GtkWidget **form)
{
  CosellCatalog *catalog = cosell_session_get_catalog (f->app->session);
  CosellDealDialog *dialog;

  switch (kind)
    {
    case ACCEPT:
      *form = cosell_accept_form_new (f->deal, catalog);
      break;
    case CLOSE:
      *form = cosell_end_form_new (f->deal, COSELL_ACTION_DECLINE);
      break;
    case MICROSOFT:
      *form = cosell_invite_microsoft_form_new (f->app->session, f->deal);
      break;
    case PARTNER:
      *form = cosell_invite_partner_form_new (f->app->session, f->deal);
      break;
    case SOLUTIONS:
      *form = cosell_solution_form_new (f->deal, catalog);
      break;
    case REGISTRATION:
      *form = cosell_registration_form_new (f->deal, f->app->session);
      break;
    case N_FORMS:
    default:
      g_assert_not_reached ();
    }
  dialog = cosell_deal_dialog_new (COSELL_DEAL_PAGE (f->page), f->app->session, f->deal, *form);
  gtk_window_present (GTK_WINDOW (dialog));
  await_condition (deal_fixture_form_is_ready, dialog);
  return GTK_WIDGET (dialog);
}

/* What differs from what the form began with. */
static char *
read_changes (Fixture *f, GtkWidget *form)
{
  g_autoptr (CosellUnsavedForm) now = cosell_deal_form_read (COSELL_DEAL_FORM (form), f->deal);

  return cosell_unsaved_form_to_json (now);
}

static void
test_every_form (Fixture *f, gconstpointer data)
{
  for (Kind kind = ACCEPT; kind < N_FORMS; kind++)
    {
      GtkWidget *form = NULL;
      GtkWidget *dialog = open_form (f, kind, &form);
      g_autofree char *name = cosell_deal_form_dup_name (COSELL_DEAL_FORM (form));
      g_autofree char *fresh = read_changes (f, form);
      g_autofree char *before = NULL, *after = NULL, *again = NULL;
      g_autoptr (CosellUnsavedForm) typing = cosell_unsaved_form_new (name, NULL, NULL);

      g_assert_nonnull (strstr (fresh, "\"fields\":[]"));
      g_assert_false (cosell_deal_form_is_changed (COSELL_DEAL_FORM (form)));
      for (guint i = 0; i < G_N_ELEMENTS (entries[kind]) && entries[kind][i].name != NULL; i++)
        cosell_unsaved_form_add (typing, entries[kind][i].name, NULL, NULL, entries[kind][i].value,
                                 NULL);
      cosell_deal_form_fill (COSELL_DEAL_FORM (form), typing);
      g_signal_emit_by_name (form, "typed"); /* as what a person does */
      before = read_changes (f, form);
      g_test_message ("%s: %s", name, before);
      for (guint i = 0; i < typing->fields->len; i++)
        g_assert_nonnull (strstr (before, entries[kind][i].name));
      g_assert_true (cosell_deal_form_is_changed (COSELL_DEAL_FORM (form)));
      vanish (dialog);
      wait_kept (f, 1, NULL);

      dialog = open_form (f, kind, &form);
      after = read_changes (f, form);
      g_assert_cmpstr (after, ==, before);
      gtk_widget_activate_action (dialog, "dialog.start-over", NULL);
      again = read_changes (f, form);
      g_assert_cmpstr (again, ==, fresh);
      wait_kept (f, 0, NULL);
      vanish (dialog);
    }
}

/* Discard in the form begins with the deal as it is; on the page it asks first. */
static void
test_discard (Fixture *f, gconstpointer data)
{
  g_autofree char *name = g_strdup (cosell_deal_get_data (f->deal)->name);
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.edit");
  GtkWidget *question;

  ui_type (dialog, "Deal name", "Typed");
  vanish (dialog);
  wait_kept (f, 1, NULL);
  dialog = deal_fixture_open_form (f, "deal.edit");
  gtk_widget_activate_action (dialog, "dialog.start-over", NULL);
  g_assert_cmpstr (typed (dialog, "Deal name"), ==, name);
  wait_kept (f, 0, NULL);
  ui_type (dialog, "Deal name", "Typed again");
  vanish (dialog);
  ui_wait_shows (f->page, "Deal name: Typed again");
  click (f->page, "Discard");
  question = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "discard");
  wait_kept (f, 0, NULL);
}

/* Cancel asks, and what is given up there is not kept. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.add-note");
  GtkWidget *question;

  write_note (dialog, "Not wanted");
  wait_kept (f, 1, NULL);
  gtk_widget_activate_action (dialog, "dialog.cancel", NULL);
  question = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "discard");
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  wait_kept (f, 0, NULL);
}

/* White space alone is nothing: it is not kept, and Cancel does not ask. */
static void
test_blank (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.edit");
  g_autofree char *name = g_strconcat (typed (dialog, "Deal name"), " ", NULL);

  ui_type (dialog, "Deal name", name);
  vanish (dialog);
  wait_kept (f, 0, NULL);
  dialog = deal_fixture_open_form (f, "deal.edit");
  ui_type (dialog, "Deal name", name);
  gtk_widget_activate_action (dialog, "dialog.cancel", NULL);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  wait_kept (f, 0, NULL);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  cosell_session_finish (COSELL_SESSION (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* The deal was changed elsewhere: that is said; what was typed stands in its field. */
static void
test_other_base (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.edit");
  CosellEdit *edit = cosell_edit_new (cosell_deal_get_id (f->deal));
  gboolean done = FALSE;

  ui_type (dialog, "Deal name", "Mine");
  vanish (dialog);
  cosell_edit_set (edit, "name", "Theirs");
  cosell_session_edit_async (f->app->session, edit, NULL, done_cb, &done);
  await_condition (is_true, &done);
  ui_settle ();
  dialog = deal_fixture_open_form (f, "deal.edit");
  g_assert_cmpstr (typed (dialog, "Deal name"), ==, "Mine");
  {
    GtkWidget *bar = gtk_widget_get_parent (ui_get (dialog, GTK_TYPE_BUTTON, "Discard"));
    const char *text = gtk_label_get_label (GTK_LABEL (gtk_widget_get_first_child (bar)));

    g_test_message ("%s", text);
    g_assert_nonnull (strstr (text, "The deal was changed meanwhile"));
  }
  vanish (dialog);
}

static gboolean
cannot_continue (gpointer data)
{
  GtkWidget *card = get_card (data);

  return card != NULL && ui_find (card, GTK_TYPE_BUTTON, "Continue") == NULL;
}

/* The deal was closed: the text is there to read and copy, with the reason. */
static void
test_closed (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.edit");
  gboolean done = FALSE;

  ui_type (dialog, "Deal name", "Too late");
  vanish (dialog);
  cosell_session_end_async (f->app->session, cosell_deal_get_id (f->deal), COSELL_ACTION_LOSE, "1",
                            NULL, NULL, done_cb, &done);
  await_condition (is_true, &done);
  await_condition (cannot_continue, f);
  g_assert_true (ui_shows (f->page, "Deal name: Too late"));
  click (f->page, "Copy Text");
  g_assert_nonnull (ui_find (get_card (f), GTK_TYPE_BUTTON, "Copied"));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/deal-kept/" name, Fixture, "status=accepted", deal_fixture_set_up, func,           \
              deal_fixture_close)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("P1-details", test_details);
  ADD ("P1-closing", test_closing);
  ADD ("P1-round-trip", test_round_trip);
  ADD ("P1-every-form", test_every_form);
  ADD ("P1-discard", test_discard);
  ADD ("P1-cancel", test_cancel);
  ADD ("P1-blank", test_blank);
  ADD ("P1-other-base", test_other_base);
  ADD ("P1-closed", test_closed);
  return g_test_run ();
}
