#include "ui/deals/cosell-totals-popover.h"

#include <glib/gi18n-lib.h>

#include "ui/deals/cosell-totals-block.h"
#include "ui/deals/cosell-totals-text.h"
#include "ui/widgets/cosell-button.h"
#include "ui/words/cosell-format.h"

#define MAX_HEIGHT 300
#define WORDS_WIDTH 28
#define ACTION "win.main-currency"

/* --- rows --- */

static void
add_row (GtkWidget *box, GtkWidget *block, gint64 count)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  g_autofree char *text = cosell_totals_text_count (count);
  GtkWidget *deals = gtk_label_new (text);

  gtk_widget_set_hexpand (block, TRUE);
  gtk_widget_set_valign (deals, GTK_ALIGN_START);
  gtk_widget_add_css_class (deals, "totals-weighted");
  gtk_widget_add_css_class (deals, "numeric");
  gtk_box_append (GTK_BOX (row), block);
  gtk_box_append (GTK_BOX (row), deals);
  gtk_box_append (GTK_BOX (box), row);
}

/* text: taken (nullable) */
static void
add_words (GtkWidget *box, char *text)
{
  GtkWidget *label;

  if (text == NULL)
    return;
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WORDS_WIDTH);
  gtk_widget_add_css_class (label, "totals-weighted");
  gtk_box_append (GTK_BOX (box), label);
  g_free (text);
}

static void
add_converted (GtkWidget *box, const CosellTotals *totals)
{
  GtkWidget *block = cosell_totals_block_new (0);
  g_autofree char *sum = cosell_totals_text_converted (totals);
  g_autofree char *full = cosell_totals_text_full (totals, cosell_format_now ());
  GtkWidget *below;

  cosell_totals_block_fill (block, sum, full);
  below = gtk_widget_get_last_child (block);
  gtk_label_set_wrap (GTK_LABEL (below), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (below), WORDS_WIDTH);
  gtk_box_append (GTK_BOX (box), block);
}

/* --- the choice --- */

static void
chosen_cb (GtkDropDown *choice, GParamSpec *pspec, gpointer unused)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (choice);
  const char *code = gtk_drop_down_get_selected (choice) == 0 || item == NULL
                         ? ""
                         : gtk_string_object_get_string (item);

  gtk_widget_activate_action (GTK_WIDGET (choice), ACTION, "s", code);
}

/* Returns: (transfer none) the choice */
static GtkWidget *
add_choice (GtkWidget *box, const CosellTotals *totals)
{
  const char *chosen = totals->in.currency;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("All in _One Currency"));
  GtkWidget *choice;
  guint selected = 0;

  /* Translators: in place of a currency: sums of different currencies are not added up */
  gtk_string_list_append (names, _ ("None"));
  for (guint i = 0; i < totals->currencies->len; i++)
    {
      const char *code = g_ptr_array_index (totals->currencies, i);

      gtk_string_list_append (names, code);
      if (g_strcmp0 (code, chosen) == 0)
        selected = i + 1;
    }
  if (chosen != NULL && selected == 0)
    {
      gtk_string_list_append (names, chosen);
      selected = g_list_model_get_n_items (G_LIST_MODEL (names)) - 1;
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), choice);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (chosen_cb), NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), choice);
  return choice;
}

static void
rates_clicked_cb (GtkWidget *button, gpointer unused)
{
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (button));

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action (window, "win.rates", NULL);
}

static void
add_rates (GtkWidget *box)
{
  GtkWidget *button = gtk_button_new ();

  cosell_button_set_mnemonic (GTK_BUTTON (button), _ ("Exchange _Rates…"));
  g_signal_connect (button, "clicked", G_CALLBACK (rates_clicked_cb), NULL);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_sums (const CosellTotals *totals, gint64 count)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GArray) order = cosell_totals_text_order (totals);

  for (guint i = 0; i < order->len; i++)
    {
      const CosellTotal *sum = g_ptr_array_index (totals->sums, g_array_index (order, guint, i));

      add_row (box, cosell_totals_block_new_sum (sum), sum->count);
    }
  if (order->len == 0)
    add_words (box, g_strdup (_ ("No deal that is shown has a value.")));
  add_words (box, cosell_totals_text_left_out (totals, count));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  return scroller;
}

/* Whether a person is about to choose. */
static gboolean
has_focus (GtkPopover *popover)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (popover));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_DROP_DOWN) != NULL &&
         gtk_widget_is_ancestor (focus, GTK_WIDGET (popover));
}

void
cosell_totals_popover_fill (GtkPopover *popover, const CosellTotals *totals, gint64 count)
{
  GtkWidget *box, *choice;
  gboolean choosing;

  g_return_if_fail (GTK_IS_POPOVER (popover) && totals != NULL);

  choosing = has_focus (popover);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (box), make_sums (totals, count));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  choice = add_choice (box, totals);
  if (totals->in.currency != NULL)
    add_converted (box, totals);
  add_rates (box);
  gtk_widget_add_css_class (box, "totals-content");
  gtk_popover_set_child (popover, box);
  if (choosing)
    gtk_widget_grab_focus (choice);
}
