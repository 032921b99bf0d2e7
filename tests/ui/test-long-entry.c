/* What is typed into, given texts of any length: nothing is cut, and no widget holds too much. */
#include "base/cosell-text-show.h"
#include "deal-fixture.h"
#include "model/cosell-draft.h"
#include "ui/forms/cosell-details-form.h"
#include "ui/widgets/cosell-completion-row.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-note-editor.h"

#include <string.h>

#include "support/await.h"

#define LENGTH 200000

typedef struct
{
  GtkWidget *window;
  GtkWidget *box;
} Fixture;

static char *
make_text (guint length)
{
  return g_strnfill (length, 'x');
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->window = gtk_window_new ();
  f->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_window_set_child (GTK_WINDOW (f->window), f->box);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_settle ();
}

static GtkWidget *
add_entry (Fixture *f)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Name");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_box_append (GTK_BOX (f->box), list);
  return row;
}

static GtkWidget *
add_view (Fixture *f)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_box_append (GTK_BOX (f->box), scroller);
  return view;
}

static GtkWidget *
add_field (Fixture *f, gconstpointer is_view)
{
  return GPOINTER_TO_INT (is_view) ? add_view (f) : add_entry (f);
}

static char *
dup_shown (GtkWidget *widget)
{
  char *text = NULL;

  if (GTK_IS_TEXT_VIEW (widget))
    g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);
  else
    text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));
  return text;
}

/* Nothing that is laid out with every letter holds more than a frame can take. */
static void
assert_all_bounded (GtkWidget *widget)
{
  if (GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget))
    {
      g_autofree char *shown = dup_shown (widget);

      g_assert_true (cosell_text_is_editable (shown));
      g_assert_cmpint (g_utf8_strlen (shown, -1), <=,
                       GTK_IS_TEXT (widget) ? COSELL_ENTRY_MOST : COSELL_TEXT_EDITABLE);
      if (GTK_IS_TEXT_VIEW (widget) &&
          cosell_text_has_endless_word (shown, COSELL_TEXT_LONGEST_WORD))
        g_assert_cmpint (gtk_text_view_get_wrap_mode (GTK_TEXT_VIEW (widget)), ==, GTK_WRAP_CHAR);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_all_bounded (child);
}

static void
insert (GtkWidget *widget, const char *text)
{
  int position = 0;

  if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));

      gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
    }
  else
    gtk_editable_insert_text (gtk_editable_get_delegate (GTK_EDITABLE (widget)), text, -1,
                              &position);
}

static GtkWidget *
find_button (GtkWidget *root, const char *icon)
{
  if (GTK_IS_BUTTON (root) && gtk_widget_get_visible (root) &&
      g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (root)), icon) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, icon);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_whole (Fixture *f, gconstpointer is_view)
{
  g_autofree char *text = make_text (LENGTH);
  GtkWidget *field = add_field (f, is_view);
  g_autofree char *whole = NULL, *empty = NULL, *shown = NULL, *typed = NULL;

  cosell_long_entry_set_text (field, text);
  whole = cosell_long_entry_dup_text (field);
  g_assert_cmpstr (whole, ==, text);
  g_assert_true (cosell_long_entry_is_locked (field));
  g_assert_nonnull (ui_find_part (f->window, "200"));
  assert_all_bounded (f->window);
  if (GTK_IS_EDITABLE (field))
    g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (field)));
  else
    g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (field)));

  g_signal_emit_by_name (find_button (f->window, "edit-cut-symbolic"), "clicked");
  empty = cosell_long_entry_dup_text (field);
  g_assert_cmpstr (empty, ==, "");
  g_assert_false (cosell_long_entry_is_locked (field));
  g_assert_null (find_button (f->window, "edit-cut-symbolic"));
  gtk_widget_activate_action (field, "text.undo", NULL);
  shown = dup_shown (field);
  g_assert_cmpstr (shown, ==, "");
  insert (field, "new");
  typed = cosell_long_entry_dup_text (field);
  g_assert_cmpstr (typed, ==, "new");
}

/* Up to the limit everything is as ever. */
static void
test_limit (Fixture *f, gconstpointer is_view)
{
  g_autofree char *text = make_text (COSELL_ENTRY_MOST);
  GtkWidget *field = add_field (f, is_view);
  g_autofree char *shown = NULL, *typed = NULL;

  cosell_long_entry_set_text (field, text);
  g_assert_false (cosell_long_entry_is_locked (field));
  shown = dup_shown (field);
  g_assert_cmpstr (shown, ==, text);
  insert (field, "y"); /* a letter is never refused */
  typed = cosell_long_entry_dup_text (field);
  g_assert_cmpuint (strlen (typed), ==, COSELL_ENTRY_MOST + 1);
}

static void
test_paste (Fixture *f, gconstpointer is_view)
{
  g_autofree char *text = make_text (2 * 1000 * 1000);
  GtkWidget *field = add_field (f, is_view);
  g_autofree char *after = NULL, *fine = NULL;
  g_autofree char *much = make_text (COSELL_ENTRY_MOST - 5);

  cosell_long_entry_guard (field);
  insert (field, "typed");
  insert (field, text);
  after = cosell_long_entry_dup_text (field);
  g_assert_cmpstr (after, ==, "typed");
  g_assert_nonnull (ui_find_part (f->window, "Nothing was pasted"));
  insert (field, much);
  fine = cosell_long_entry_dup_text (field);
  g_assert_cmpuint (strlen (fine), ==, COSELL_ENTRY_MOST);
  g_assert_null (ui_find_part (f->window, "Nothing was pasted"));
  assert_all_bounded (f->window);
}

static gboolean
is_told (gpointer window)
{
  return ui_find_part (window, "Nothing was pasted") != NULL;
}

static gboolean
is_not_told (gpointer window)
{
  return !is_told (window);
}

/* What was selected to be pasted over stays when the paste is refused, which is told. */
static void
test_over (Fixture *f, gconstpointer is_view)
{
  g_autofree char *text = make_text (LENGTH);
  GtkWidget *field = add_field (f, is_view);
  GtkWidget *part = GTK_IS_EDITABLE (field)
                        ? GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (field)))
                        : field;
  g_autofree char *after = NULL, *deleted = NULL;

  cosell_long_entry_guard (field);
  insert (field, "typed");
  gtk_widget_grab_focus (part);
  g_assert_true (gtk_widget_activate_action (part, "selection.select-all", NULL));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (part), text);
  g_assert_true (gtk_widget_activate_action (part, "clipboard.paste", NULL));
  await_condition (is_told, f->window);
  ui_settle ();
  after = cosell_long_entry_dup_text (field);
  g_assert_cmpstr (after, ==, "typed");
  g_assert_true (is_told (f->window));
  /* what a person deletes before that stays deleted */
  g_assert_true (gtk_widget_activate_action (part, "selection.select-all", NULL));
  g_assert_true (gtk_widget_activate_action (part, "selection.delete", NULL));
  await_condition (is_not_told, f->window);
  ui_settle ();
  g_assert_true (gtk_widget_activate_action (part, "clipboard.paste", NULL));
  await_condition (is_told, f->window);
  deleted = cosell_long_entry_dup_text (field);
  g_assert_cmpstr (deleted, ==, "");
}

/* Rows of one list share the place below it: what is told stands in the order in which it came. */
static void
test_notices (Fixture *f, gconstpointer data)
{
  g_autofree char *text = make_text (LENGTH);
  GtkWidget *first = add_entry (f);
  GtkWidget *second = adw_entry_row_new ();
  GtkWidget *notice;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (second), "Address");
  gtk_list_box_append (GTK_LIST_BOX (gtk_widget_get_parent (first)), second);
  cosell_long_entry_set_text (first, text);
  cosell_long_entry_set_text (second, text);
  notice = gtk_widget_get_next_sibling (gtk_widget_get_parent (first));
  g_assert_nonnull (ui_find_part (notice, "Name: "));
  notice = gtk_widget_get_next_sibling (notice);
  g_assert_nonnull (ui_find_part (notice, "Address: "));
}

/* Many short lines cost nothing. */
static void
test_lines (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *view = add_view (f);

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "A line as people write it, see https://cosell.example/a/b/c.\n");
  cosell_long_entry_set_text (view, text->str);
  g_assert_false (cosell_long_entry_is_locked (view));
  g_assert_cmpint (gtk_text_view_get_wrap_mode (GTK_TEXT_VIEW (view)), ==, GTK_WRAP_WORD_CHAR);
}

static void
test_binding (Fixture *f, gconstpointer data)
{
  g_autofree char *text = make_text (LENGTH);
  g_autoptr (CosellDraft) draft = cosell_draft_new ();
  GtkWidget *row = add_entry (f);
  g_autofree char *kept = NULL, *cut = NULL, *typed = NULL;

  g_object_set (draft, "name", text, NULL);
  cosell_long_entry_bind (draft, "name", row);
  assert_all_bounded (f->window);
  g_object_get (draft, "name", &kept, NULL);
  g_assert_cmpstr (kept, ==, text);
  g_signal_emit_by_name (find_button (f->window, "edit-cut-symbolic"), "clicked");
  g_object_get (draft, "name", &cut, NULL);
  g_assert_cmpstr (cut, ==, "");
  insert (row, "n");
  g_object_get (draft, "name", &typed, NULL);
  g_assert_cmpstr (typed, ==, "n");
  g_object_set (draft, "name", text, NULL);
  g_assert_true (cosell_long_entry_is_locked (row));
}

static void
test_note_editor (Fixture *f, gconstpointer data)
{
  g_autofree char *text = make_text (LENGTH);
  GtkWidget *editor = g_object_new (COSELL_TYPE_NOTE_EDITOR, "record", TRUE, NULL);
  g_autofree char *whole = NULL;

  gtk_box_append (GTK_BOX (f->box), editor);
  g_object_set (editor, "text", text, NULL);
  assert_all_bounded (f->window);
  g_object_get (editor, "text", &whole, NULL);
  g_assert_cmpstr (whole, ==, text);
  /* it would have no place to be typed */
  g_assert_false (gtk_widget_get_sensitive (ui_get (editor, GTK_TYPE_BUTTON, "Add Note")));
}

static void
test_suggest_row (Fixture *f, gconstpointer data)
{
  g_autofree char *text = make_text (LENGTH);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = g_object_new (COSELL_TYPE_COMPLETION_ROW, NULL);

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_box_append (GTK_BOX (f->box), list);
  cosell_completion_row_set_value (COSELL_COMPLETION_ROW (row), text);
  assert_all_bounded (f->window);
  g_assert_cmpstr (cosell_completion_row_get_value (COSELL_COMPLETION_ROW (row)), ==, text);
  gtk_widget_grab_focus (row);
  gtk_widget_grab_focus (f->window);
  g_assert_cmpstr (cosell_completion_row_get_value (COSELL_COMPLETION_ROW (row)), ==, text);
  g_signal_emit_by_name (find_button (f->window, "edit-cut-symbolic"), "clicked");
  g_assert_cmpstr (cosell_completion_row_get_value (COSELL_COMPLETION_ROW (row)), ==, "");
}

/* Opening and saving the form of a deal changes none of its texts. */
static void
test_details_form (DealFixture *f, gconstpointer data)
{
  g_autoptr (CosellDealData) deal_data = cosell_deal_data_new ();
  g_autofree char *text = make_text (LENGTH);
  g_autofree char *own =
      g_strdup_printf ("{\"id\":\"r-1\",\"name\":\"%s\",\"externalReferenceId\":\"%s\","
                       "\"campaignId\":\"%s\",\"details\":{\"notes\":\"%s\"}}",
                       text, text, text, text);
  g_autoptr (CosellDeal) deal = NULL;
  const char *others[] = { NULL };
  GtkWidget *form;

  deal_data->id = app_find (f->app->session, "status=accepted");
  deal_data->status = COSELL_DEAL_STATUS_ACCEPTED;
  deal_data->name = g_strdup (text);
  deal_data->crm_id = g_strdup (text);
  deal_data->campaign_id = g_strdup (text);
  deal = cosell_deal_new (deal_data);
  cosell_deal_set_documents (deal, own, others, "org-own");
  form = g_object_ref_sink (
      cosell_details_form_new (deal, cosell_session_get_catalog (f->app->session)));
  assert_all_bounded (form);
  g_assert_false (cosell_deal_form_is_changed (COSELL_DEAL_FORM (form)));
  g_object_unref (form);
}

static void
open_app (DealFixture *f, gconstpointer data)
{
  deal_fixture_open (f, app_fixture_new_synced (30));
}

static void
add_test (const char *path, gboolean is_view, void (*test) (Fixture *f, gconstpointer data))
{
  g_test_add (path, Fixture, GINT_TO_POINTER (is_view), set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  add_test ("/long-entry/whole/entry", FALSE, test_whole);
  add_test ("/long-entry/whole/view", TRUE, test_whole);
  add_test ("/long-entry/limit/entry", FALSE, test_limit);
  add_test ("/long-entry/limit/view", TRUE, test_limit);
  add_test ("/long-entry/paste/entry", FALSE, test_paste);
  add_test ("/long-entry/paste/view", TRUE, test_paste);
  add_test ("/long-entry/over/entry", FALSE, test_over);
  add_test ("/long-entry/over/view", TRUE, test_over);
  add_test ("/long-entry/notices", FALSE, test_notices);
  add_test ("/long-entry/lines", TRUE, test_lines);
  add_test ("/long-entry/binding", FALSE, test_binding);
  add_test ("/long-entry/note-editor", TRUE, test_note_editor);
  add_test ("/long-entry/suggest-row", FALSE, test_suggest_row);
  g_test_add ("/long-entry/details-form", DealFixture, NULL, open_app, test_details_form,
              deal_fixture_close);
  return g_test_run ();
}
