/* perf-texts: how long texts of any length keep the window from the main loop where they can be
 * typed into: as a form opens with one, with a letter, and with a paste (P12). "plain" is what GTK
 * does by itself. Prints figures and asserts none.
 *
 * usage: perf-texts [--plain] */
#include <adwaita.h>
#include <time.h>

#include "ui/widgets/cosell-long-entry.h"

static gboolean option_plain = FALSE;

static const GOptionEntry options[] = {
  { "plain", 0, 0, G_OPTION_ARG_NONE, &option_plain, "Widgets of GTK as they are", NULL },
  { NULL },
};

static double
processor_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The longest turn of the main loop in the next half second, or what was spent before it. */
static void
report (const char *field, const char *what, guint length, double began)
{
  double before = processor_ms (), longest = before - began;
  gboolean stop = FALSE;

  g_timeout_add (500, stop_cb, &stop);
  while (!stop)
    {
      double after;

      g_main_context_iteration (NULL, TRUE);
      after = processor_ms ();
      longest = MAX (longest, after - before);
      before = after;
    }
  g_print ("texts.%s%s.%s.%u %.0f ms 16\n", option_plain ? "plain-" : "", field, what, length,
           longest);
}

static void
set_text (GtkWidget *widget, const char *text)
{
  if (!option_plain)
    cosell_long_entry_set_text (widget, text);
  else if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (widget), text);
}

static void
insert (GtkWidget *widget, const char *text)
{
  int position = 0;

  if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)),
                                                  text, -1,
                                                  gtk_text_view_get_editable (
                                                      GTK_TEXT_VIEW (widget)));
  else if (gtk_editable_get_editable (GTK_EDITABLE (widget)))
    gtk_editable_insert_text (gtk_editable_get_delegate (GTK_EDITABLE (widget)), text, -1,
                              &position);
}

/* Much that can be edited: as long as a text view takes, in lines. */
static void
measure_lines (GtkWidget *widget, guint length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double began;

  while (text->len + 80 < length)
    g_string_append (text, "A line as people write it, with words of all kinds.\n");
  began = processor_ms ();
  set_text (widget, text->str);
  report ("lines", "open", length, began);
  began = processor_ms ();
  insert (widget, "y");
  report ("lines", "letter", length, began);
}

static void
measure (GtkWidget *widget, const char *field, guint length)
{
  g_autofree char *text = g_strnfill (length, 'x');
  double began = processor_ms ();

  set_text (widget, text);
  report (field, "open", length, began);
  began = processor_ms ();
  insert (widget, "y");
  report (field, "letter", length, began);
  set_text (widget, "");
  report (field, "empty", length, processor_ms ());
  began = processor_ms ();
  insert (widget, text);
  report (field, "paste", length, began);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *window, *box, *list, *row, *scroller, *view;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  adw_init ();
  window = gtk_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  list = gtk_list_box_new ();
  row = adw_entry_row_new ();
  scroller = gtk_scrolled_window_new ();
  view = gtk_text_view_new ();
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  g_object_set (scroller, "min-content-height", 240, "child", view, NULL);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 480);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  report ("window", "open", 0, processor_ms ());
  for (guint length = 20000; length <= 2000000; length *= 10)
    {
      measure (row, "entry", length);
      if (!option_plain || length <= 20000) /* it grows faster than the text */
        measure (view, "view", length);
    }
  measure_lines (view, 20000);
  measure_lines (view, 200000);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
