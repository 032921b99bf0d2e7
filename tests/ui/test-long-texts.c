/* Texts of any length: no label holds more than one layout of a frame can take. */
#include "base/cosell-text-show.h"
#include "deal-fixture.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/words/cosell-history-text.h"
#include "ui/words/cosell-notification-text.h"

#include <string.h>
#include <time.h>

#include "base/cosell-json-edit.h"
#include "support/await.h"

/* "…" and places where a line may break come on top. */
#define MOST (COSELL_TEXT_PIECE + 100)

static const struct
{
  const char *name;
  const char *unit;
  guint times;
} texts[] = {
  { "short", "x", 1 },
  { "word", "x", 200000 },
  { "lines", "x\n", 100000 },
  { "sentences", "Wants a pilot. ", 20000 },
  { "marks", "e\u0301\u0301\u0301", 50000 },
  { "turned", "\u202eabc", 50000 },
  { "wide", "東京", 50000 },
};

static char *
repeat (const char *unit, guint times)
{
  GString *text = g_string_sized_new (strlen (unit) * times);

  for (guint i = 0; i < times; i++)
    g_string_append (text, unit);
  return g_string_free (text, FALSE);
}

static guint
count_lines (const char *text)
{
  guint n = 1;

  for (const char *p = strchr (text, '\n'); p != NULL; p = strchr (p + 1, '\n'))
    n++;
  return n;
}

static char *
describe_place (GtkWidget *widget)
{
  GString *place = g_string_new (NULL);

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    g_string_append_printf (place, " in %s", G_OBJECT_TYPE_NAME (widget));
  return g_string_free (place, FALSE);
}

static void
assert_bounded (GtkWidget *widget, const char *text, guint most)
{
  g_autofree char *place = describe_place (widget);

  if (text != NULL && g_utf8_strlen (text, -1) > most)
    g_error ("%ld characters%s: %.80s", g_utf8_strlen (text, -1), place, text);
  if (text != NULL && count_lines (text) > COSELL_TEXT_PIECE_LINES)
    g_error ("%u lines%s", count_lines (text), place);
}

/* Labels; and those in rows, which are laid out a dozen times, hold less and no endless word. */
static void
assert_all_bounded (GtkWidget *widget, gboolean in_row)
{
  in_row = in_row || ADW_IS_ACTION_ROW (widget) || ADW_IS_EXPANDER_ROW (widget);
  if (GTK_IS_LABEL (widget))
    {
      GtkLabel *label = GTK_LABEL (widget);
      const char *text = gtk_label_get_text (label);

      assert_bounded (widget, text, in_row ? 2 * COSELL_TEXT_EXCERPT : MOST);
      if (cosell_text_has_endless_word (text, in_row ? 50 : COSELL_TEXT_LONGEST_WORD) &&
          gtk_label_get_wrap (label) &&
          (in_row || gtk_label_get_wrap_mode (label) != PANGO_WRAP_CHAR))
        {
          g_autofree char *place = describe_place (widget);

          g_error ("an endless word%s: %.80s", place, text);
        }
    }
  assert_bounded (widget, gtk_widget_get_tooltip_text (widget), 1000);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_all_bounded (child, in_row);
}

static void
add_person (CosellJsonWriter *writer, const char *text)
{
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "firstName", text);
  cosell_json_writer_member (writer, "lastName", text);
  cosell_json_writer_member (writer, "phoneNumber", text);
  cosell_json_writer_member (writer, "email", text);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_array (writer);
}

static char *
make_referral (const char *owner, const char *text)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "id", "r-1");
  cosell_json_writer_member (writer, "organizationId", owner);
  cosell_json_writer_member (writer, "organizationName", text);
  cosell_json_writer_member (writer, "name", text);
  cosell_json_writer_member (writer, "statusReason", text);
  cosell_json_writer_name (writer, "team");
  add_person (writer, text);
  cosell_json_writer_name (writer, "customerProfile");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "name", text);
  cosell_json_writer_name (writer, "address");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "addressLine1", text);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_name (writer, "team");
  add_person (writer, text);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_name (writer, "inviteContext");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "notes", text);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_name (writer, "details");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "notes", text);
  cosell_json_writer_name (writer, "requirements");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "solutions");
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "id", text);
  cosell_json_writer_member (writer, "name", text);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

static CosellDealData *
make_data (gint64 id, const char *text, CosellDirection direction, CosellDealStatus status)
{
  CosellDealData *data = cosell_deal_data_new ();

  data->id = id;
  data->direction = direction;
  data->status = status;
  data->p2p = TRUE;
  data->name = g_strdup (text);
  data->customer = g_strdup (text);
  data->sender = g_strdup (text);
  data->crm_id = g_strdup (text);
  data->campaign_id = g_strdup (text);
  data->location = g_strdup (text);
  data->status_reason = g_strdup (text);
  data->stage_text = g_strdup (text);
  return data;
}

static CosellDeal *
make_deal (DealFixture *f, const char *text, CosellDirection direction, CosellDealStatus status)
{
  g_autoptr (CosellDealData) data =
      make_data (app_find (f->app->session, "status=accepted"), text, direction, status);
  CosellDeal *deal = cosell_deal_new (data);
  g_autofree char *own = make_referral ("org-own", text);
  g_autofree char *other = make_referral ("org-other", text);
  const char *others[] = { other, NULL };

  cosell_deal_set_documents (deal, own, others, "org-own");
  return deal;
}

static double
processor_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* The most that one turn of the main loop takes of the processor: told, not asserted. */
static double
run_until_idle (void)
{
  double longest = 0, before = processor_ms ();

  while (g_main_context_iteration (NULL, FALSE))
    {
      double after = processor_ms ();

      longest = MAX (longest, after - before);
      before = after;
    }
  return longest;
}

static void
test_page (DealFixture *f, gconstpointer data)
{
  static const CosellDealStatus states[] = { COSELL_DEAL_STATUS_RECEIVED,
                                             COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_STATUS_LOST };
  guint index = GPOINTER_TO_UINT (data);
  g_autofree char *text = repeat (texts[index].unit, texts[index].times);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (states); i++)
    {
      CosellDirection direction = i % 2 == 0 ? COSELL_DIRECTION_INBOUND : COSELL_DIRECTION_OUTBOUND;
      g_autoptr (CosellDeal) deal = make_deal (f, text, direction, states[i / 2]);
      double start = processor_ms ();

      cosell_deal_page_set_deal (COSELL_DEAL_PAGE (f->page), deal);
      start = processor_ms () - start;
      g_test_message ("%s: set in %.0f ms, longest turn %.0f ms", texts[index].name, start,
                      run_until_idle ());
      deal_fixture_wait_whole (f->page);
      assert_all_bounded (f->window, FALSE);
      cosell_deal_page_set_deal (COSELL_DEAL_PAGE (f->page), NULL);
    }
}

static void
set_up (DealFixture *f, gconstpointer data)
{
  deal_fixture_open (f, app_fixture_new_synced (30));
}

static char *
shown_text (GtkWidget *long_text)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (long_text); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      g_string_append (text, gtk_label_get_label (GTK_LABEL (child)));
  return g_strdup (text->str);
}

static gboolean
has_no_waiting_button (gpointer data)
{
  GtkWidget *button = gtk_widget_get_last_child (data);

  return !GTK_IS_BUTTON (button) || gtk_widget_get_sensitive (button);
}

/* "Show All" shows all, in pieces. */
static void
test_show_all (void)
{
  g_autofree char *text = repeat ("word ", 30000);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = cosell_long_text_new (text);
  g_autofree char *shown = NULL;
  GtkWidget *button;
  guint presses = 0;

  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_nonnull (ui_find (widget, GTK_TYPE_BUTTON, "Show More"));
  while (GTK_IS_BUTTON (button = gtk_widget_get_last_child (widget)))
    {
      g_signal_emit_by_name (button, "clicked");
      await_condition (has_no_waiting_button, widget);
      presses++;
    }
  g_assert_cmpuint (presses, ==, 2);
  shown = shown_text (widget);
  g_assert_cmpstr (shown, ==, text);
  assert_all_bounded (widget, FALSE);
  cosell_long_text_set_text (COSELL_LONG_TEXT (widget), "short");
  g_assert_null (ui_find (widget, GTK_TYPE_BUTTON, NULL));
  g_assert_true (ui_shows (widget, "short"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static int
natural_width (GtkWidget *widget, int height)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, height, NULL, &width, NULL, NULL);
  return width;
}

static void
collect_texts (GskRenderNode *node, GArray *bounds)
{
  graphene_rect_t rect;

  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    {
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        collect_texts (gsk_container_node_get_child (node, i), bounds);
      return;
    }
  gsk_render_node_get_bounds (node, &rect);
  if (gsk_render_node_get_node_type (node) == GSK_TEXT_NODE)
    g_array_append_val (bounds, rect);
}

/* In a narrow window a deal has two lines: an amount that takes more than half of its line leaves
 * the name the rest. */
static void
test_narrow_value (void)
{
  g_autoptr (CosellDealData) data = cosell_deal_data_new ();
  g_autoptr (CosellDeal) deal = NULL;
  g_autoptr (GArray) drawn = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *row = cosell_deal_row_new (NULL);
  GskRenderNode *node;
  float end = 0;
  guint n = 0;

  data->id = 1;
  data->name = g_strdup ("A name of some more words than fit");
  data->value = g_strdup ("12345678901234567");
  data->currency = g_strdup ("SEK");
  deal = cosell_deal_new (data);
  cosell_deal_row_set_deal (COSELL_DEAL_ROW (row), deal);
  gtk_widget_set_halign (row, GTK_ALIGN_START);
  gtk_widget_set_size_request (row, 240, -1);
  gtk_window_set_child (GTK_WINDOW (window), row);
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  GTK_WIDGET_GET_CLASS (row)->snapshot (row, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  collect_texts (node, drawn);
  /* an ellipsis is a text of its own */
  for (guint i = 0; i < drawn->len; i++)
    {
      const graphene_rect_t *text = &g_array_index (drawn, graphene_rect_t, i);

      if (text->origin.y + text->size.height > (float) gtk_widget_get_height (row) / 2)
        continue;
      g_assert_cmpfloat (text->origin.x, >=, end);
      end = text->origin.x + text->size.width - 1; /* bounds are rounded up */
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
  gsk_render_node_unref (node);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A row tries no widths: the column of its texts wants the same one at any height. */
static void
test_row_layout (void)
{
  g_autofree char *text = repeat ("some words ", 500);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *column;
  int title, subtitle, both;

  gtk_window_set_child (GTK_WINDOW (window), row);
  cosell_long_text_show_title (ADW_PREFERENCES_ROW (row), text);
  cosell_long_text_show_value (ADW_ACTION_ROW (row), text);
  column = gtk_widget_get_parent (ui_find_part (row, "some words"));
  g_assert_true (GTK_IS_BOX (column));
  g_assert_cmpint (natural_width (column, 400), ==, natural_width (column, -1));
  gtk_widget_measure (gtk_widget_get_first_child (column), GTK_ORIENTATION_VERTICAL, 300, &title,
                      NULL, NULL, NULL);
  gtk_widget_measure (gtk_widget_get_last_child (column), GTK_ORIENTATION_VERTICAL, 300, &subtitle,
                      NULL, NULL, NULL);
  gtk_widget_measure (column, GTK_ORIENTATION_VERTICAL, 300, &both, NULL, NULL, NULL);
  g_assert_cmpint (both, >=, title + subtitle + 3);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A row shows the beginning, and opens the whole. */
static void
test_row (void)
{
  g_autofree char *text = repeat ("x", 5000);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *whole, *label;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Reason");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  cosell_long_text_show_value (ADW_ACTION_ROW (row), "short");
  g_assert_null (ui_find (row, GTK_TYPE_BUTTON, "Show All"));
  cosell_long_text_show_value (ADW_ACTION_ROW (row), text);
  assert_all_bounded (row, FALSE);
  gtk_test_accessible_assert_property (ui_get (row, GTK_TYPE_BUTTON, "Show All"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Show All: Reason");
  g_signal_emit_by_name (ui_get (row, GTK_TYPE_BUTTON, "Show All"), "clicked");
  whole = ui_wait_window (ADW_TYPE_WINDOW);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (whole)), ==, "Reason");
  label = ui_get (ui_get (whole, COSELL_TYPE_LONG_TEXT, NULL), GTK_TYPE_LABEL, NULL);
  ui_settle ();
  g_assert_true (ui_get_focus (whole) == label);
  g_assert_false (gtk_label_get_selection_bounds (GTK_LABEL (label), NULL, NULL));
  g_assert_true (ui_key (whole, "Escape"));
  ui_wait_no_window (ADW_TYPE_WINDOW);
  cosell_long_text_show_value (ADW_ACTION_ROW (row), NULL);
  g_assert_null (ui_find (row, GTK_TYPE_BUTTON, "Show All"));
  gtk_window_destroy (GTK_WINDOW (window));
}

#define TURNED "\u202egpj\u2067"
#define QUOTED "\u2068\u202egpj\u2067\u2069\u2069"

/* Whatever turns text ends before the next word of the program. */
static void
assert_quoted (const char *sentence)
{
  const char *p = sentence;

  g_assert_nonnull (strstr (sentence, QUOTED));
  while ((p = strstr (p, TURNED)) != NULL)
    {
      g_assert_true (p - sentence >= 3 && strncmp (p - 3, "\u2068", 3) == 0);
      g_assert_true (g_str_has_prefix (p + strlen (TURNED), "\u2069\u2069"));
      p++;
    }
}

static void
test_sentences (void)
{
  g_autoptr (CosellDealData) data =
      make_data (1, TURNED, COSELL_DIRECTION_INBOUND, COSELL_DEAL_STATUS_RECEIVED);
  g_autofree char *spoken = cosell_deal_row_describe (data, 0);
  g_autofree char *change = cosell_history_text_change ("/name", "\"" TURNED "\"", "\"b\"");
  CosellNotification notification = { COSELL_NOTIFICATION_ARRIVED };

  assert_quoted (spoken);
  assert_quoted (change);
  for (guint kind = 0; kind < COSELL_N_NOTIFICATION_KINDS; kind++)
    {
      g_autofree char *title = NULL, *body = NULL, *both = NULL;

      notification.kind = (CosellNotificationKind) kind;
      notification.deal = data;
      notification.who = (char *) TURNED;
      notification.reason = (char *) TURNED;
      cosell_notification_text (&notification, 0, &title, &body);
      both = g_strconcat (title, "\n", body, NULL);
      assert_quoted (both);
    }
}

/* Sentences on the page: whoever is called, edited, removed, invited. */
static void
assert_all_quoted (GtkWidget *widget)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;
  const char *tip = gtk_widget_get_tooltip_text (widget);

  /* alone in its paragraph it turns nothing */
  if (text != NULL && strstr (text, TURNED) != NULL && !g_str_has_prefix (text, TURNED))
    assert_quoted (text);
  if (tip != NULL && strstr (tip, TURNED) != NULL && !g_str_has_prefix (tip, TURNED))
    assert_quoted (tip);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_all_quoted (child);
}

static void
test_page_sentences (DealFixture *f, gconstpointer data)
{
  g_autoptr (CosellDeal) deal =
      make_deal (f, TURNED, COSELL_DIRECTION_INBOUND, COSELL_DEAL_STATUS_LOST);

  cosell_deal_page_set_deal (COSELL_DEAL_PAGE (f->page), deal);
  deal_fixture_wait_whole (f->page);
  assert_all_quoted (f->window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strconcat ("/long-texts/page/", texts[i].name, NULL);

      g_test_add (path, DealFixture, GUINT_TO_POINTER (i), set_up, test_page, deal_fixture_close);
    }
  g_test_add_func ("/long-texts/show-all", test_show_all);
  g_test_add_func ("/long-texts/row", test_row);
  g_test_add_func ("/long-texts/narrow-value", test_narrow_value);
  g_test_add_func ("/long-texts/row-layout", test_row_layout);
  g_test_add_func ("/long-texts/sentences", test_sentences);
  g_test_add ("/long-texts/page-sentences", DealFixture, NULL, set_up, test_page_sentences,
              deal_fixture_close);
  return g_test_run ();
}
