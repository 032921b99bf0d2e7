/* The deal page where there is little room: a narrow window, large letters, long names, a toast. */
#include "deal-fixture.h"

#include "support/await.h"
#include "ui/deal/cosell-deal-action-bar.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-deal-head.h"
#include "ui/deal/cosell-details-section.h"
#include "ui/widgets/cosell-widget-helpers.h"

#define ACCEPTED "status=accepted"

typedef DealFixture Fixture;

static void
test_dialogs_narrow_and_large (Fixture *f, gconstpointer filter)
{
  static const char *const actions[] = { "deal.edit",           "deal.add-note",
                                         "deal.add-member",     "deal.add-solution",
                                         "deal.lose",           "deal.error",
                                         "deal.invite-partner", "deal.invite-microsoft" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *dialog;

      g_test_message ("%s", actions[i]);
      dialog = deal_fixture_open_form (f, actions[i]);
      ui_assert_fits_large (gtk_widget_get_first_child (dialog));
      gtk_window_destroy (GTK_WINDOW (dialog));
      ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
    }
}

static void
test_accept_narrow_and_large (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.accept");

  g_signal_emit_by_name (ui_get (dialog, GTK_TYPE_BUTTON, "Add a Team Member"), "clicked");
  ui_assert_fits_large (gtk_widget_get_first_child (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
}

static GtkWidget *
title_below (GtkWidget *dialog)
{
  GtkWidget *header = ui_get (dialog, ADW_TYPE_HEADER_BAR, NULL);
  GtkWidget *below = gtk_widget_get_next_sibling (header);

  return GTK_IS_LABEL (below) && gtk_widget_get_mapped (below) ? below : NULL;
}

static gboolean
title_is_below (gpointer dialog)
{
  return title_below (dialog) != NULL;
}

/* A title that has no room beside the buttons stands below them, in full; else beside them. */
static void
test_dialog_title (Fixture *f, gconstpointer filter)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *dialog, *below;
  int dpi;

  dialog = deal_fixture_open_form (f, "deal.add-note");
  ui_settle ();
  g_assert_null (title_below (dialog));
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * PANGO_SCALE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 360, 700);
  await_condition (title_is_below, dialog);
  below = title_below (dialog);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (below)), ==,
                   gtk_window_get_title (GTK_WINDOW (dialog)));
  g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (below)), ==, PANGO_ELLIPSIZE_NONE);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
}

/* Words beside a pill keep their room: it needs that of its longest word. */
static void
test_pill (void)
{
  GtkWidget *pill = g_object_ref_sink (cosell_widget_pill ("Waits to be sent", "neutral"));
  GtkWidget *word = g_object_ref_sink (cosell_widget_pill ("Waits", "neutral"));
  int minimum, word_width;

  gtk_widget_measure (pill, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (word, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &word_width, NULL, NULL);
  g_assert_cmpint (minimum, <=, word_width);
  g_object_unref (pill);
  g_object_unref (word);
}

static gboolean
is_one_line (gpointer label)
{
  return pango_layout_get_line_count (gtk_label_get_layout (label)) == 1;
}

/* A pill is one line where there is room for it, however high its row is. */
static void
test_pill_beside_words (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *pill = cosell_widget_pill ("Answer in 13 days", "warning");
  GtkWidget *list = gtk_list_box_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Microsoft");
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), "Customer technical architecture");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), pill);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_set_default_size (GTK_WINDOW (window), 500, -1);
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  g_assert_true (is_one_line (pill));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_narrow_and_large (Fixture *f, gconstpointer filter)
{
  cosell_deal_page_set_folded (COSELL_DEAL_PAGE (f->page), TRUE);
  ui_assert_fits_large (f->page);
}

static graphene_rect_t
get_bounds (Fixture *f, GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, f->page, &bounds));
  return bounds;
}

/* The name takes the line, and what is done to the deal stands below it. */
static gboolean
name_is_above (gpointer data)
{
  Fixture *f = data;
  GtkWidget *head = ui_get (f->page, COSELL_TYPE_DEAL_HEAD, NULL);
  graphene_rect_t name =
      get_bounds (f, ui_get (head, GTK_TYPE_LABEL, cosell_deal_get_data (f->deal)->name));
  graphene_rect_t edit = get_bounds (f, ui_get (f->page, GTK_TYPE_BUTTON, "Edit"));

  return name.size.width > 250 && edit.origin.y >= name.origin.y + name.size.height;
}

static gboolean
won_is_lower (gpointer data)
{
  Fixture *f = data;
  GtkWidget *won = ui_get (f->page, GTK_TYPE_BUTTON, "Won");
  GtkWidget *actions = ui_get (f->page, COSELL_TYPE_DEAL_ACTION_BAR, NULL);

  return get_bounds (f, won).origin.y > get_bounds (f, actions).origin.y + 10;
}

/* Letters twice as large leave a long name no room beside the buttons of a narrow page; Won and
 * Lost stay beside each other, and a button breaks no line while it need not. */
static void
test_narrow_head (Fixture *f, gconstpointer filter)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *add = ui_get (f->page, GTK_TYPE_LABEL, "Add Note…");
  GtkWidget *won = ui_get (f->page, GTK_TYPE_BUTTON, "Won");
  GtkWidget *lost = ui_get (f->page, GTK_TYPE_BUTTON, "Lost");
  int dpi;

  app_set (f->app->session, cosell_deal_get_id (f->deal), "name",
           "A name of many words that takes more than one line", NULL);
  ui_wait_shows (f->page, "A name of many words that takes more than one line");
  await_condition (is_one_line, add);
  cosell_deal_page_set_folded (COSELL_DEAL_PAGE (f->page), TRUE);
  gtk_widget_set_margin_end (f->page, gtk_widget_get_width (f->page) - 360);
  await_condition (won_is_lower, f);
  g_assert_cmpfloat (get_bounds (f, won).origin.y, ==, get_bounds (f, lost).origin.y);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * PANGO_SCALE, NULL);
  await_condition (name_is_above, f);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  ui_settle ();
}

/* A very long name takes three lines of the head, and stands in Details in full. */
static void
test_long_name (Fixture *f, gconstpointer filter)
{
  g_autofree char *word = g_strnfill (30, 'n');
  g_autofree char *name = g_strjoin (" ", word, word, word, word, word, word, NULL);
  GtkWidget *details = ui_get (f->page, COSELL_TYPE_DETAILS_SECTION, NULL);
  GtkWidget *label;

  g_assert_null (ui_find (details, ADW_TYPE_ACTION_ROW, "Deal name"));
  app_set (f->app->session, cosell_deal_get_id (f->deal), "name", name, NULL);
  ui_wait_shows (details, name);
  label = ui_get (f->page, GTK_TYPE_LABEL, name);
  g_assert_cmpint (gtk_label_get_lines (GTK_LABEL (label)), ==, 3);
  g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (label)), ==, PANGO_ELLIPSIZE_END);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (label), ==, name);
}

/* A toast covers the last 84 pixels: not the buttons of the row of actions. */
static void
test_toast_room (Fixture *f, gconstpointer filter)
{
  GtkWidget *actions = ui_get (f->page, COSELL_TYPE_DEAL_ACTION_BAR, NULL);
  GtkWidget *scroller = ui_get (f->page, GTK_TYPE_SCROLLED_WINDOW, NULL);
  g_autoptr (AdwToast) toast = g_object_ref_sink (adw_toast_new ("Done"));
  graphene_rect_t bounds;

  ui_wait_shows (f->page, "History");
  g_assert_true (gtk_widget_compute_bounds (actions, scroller, &bounds));
  gtk_window_set_default_size (GTK_WINDOW (f->window), gtk_widget_get_width (f->window),
                               (int) (bounds.origin.y + bounds.size.height) + 8);
  while (gtk_widget_get_height (scroller) > bounds.origin.y + bounds.size.height + 50)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (f->page, "toast", toast);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_true (gtk_widget_compute_bounds (actions, scroller, &bounds));
    }
  while (bounds.origin.y + bounds.size.height > gtk_widget_get_height (scroller) - 83);
}

static void
add (const char *path, const char *filter, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, filter, deal_fixture_set_up, func, deal_fixture_close);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  add ("/ui/deal-page-narrow/toast-room", ACCEPTED, test_toast_room);
  add ("/ui/deal-page-narrow/long-name", ACCEPTED, test_long_name);
  add ("/ui/deal-page-narrow/large/dialogs", "type=private", test_dialogs_narrow_and_large);
  add ("/ui/deal-page-narrow/large/accept", "status=received", test_accept_narrow_and_large);
  add ("/ui/deal-page-narrow/large/dialog-title", "type=private", test_dialog_title);
  g_test_add_func ("/ui/deal-page-narrow/pill", test_pill);
  g_test_add_func ("/ui/deal-page-narrow/pill-beside-words", test_pill_beside_words);
  add ("/ui/deal-page-narrow/large/accepted", ACCEPTED, test_narrow_and_large);
  add ("/ui/deal-page-narrow/large/head", ACCEPTED, test_narrow_head);
  add ("/ui/deal-page-narrow/large/received", "status=received", test_narrow_and_large);
  add ("/ui/deal-page-narrow/large/won", "status=won", test_narrow_and_large);
  add ("/ui/deal-page-narrow/large/expired", "status=expired", test_narrow_and_large);
  return g_test_run ();
}
