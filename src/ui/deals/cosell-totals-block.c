#include "ui/deals/cosell-totals-block.h"

#include "ui/deals/cosell-totals-text.h"
#include "ui/words/cosell-format.h"

static GtkWidget *
add_label (GtkWidget *block, const char *style_class, double xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), (float) xalign);
  gtk_widget_add_css_class (label, style_class);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (block), label);
  return label;
}

GtkWidget *
cosell_totals_block_new (double xalign)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (block, GTK_ALIGN_CENTER);
  add_label (block, "totals-sum", xalign);
  add_label (block, "totals-weighted", xalign);
  return block;
}

void
cosell_totals_block_fill (GtkWidget *block, const char *first, const char *second)
{
  GtkWidget *below = gtk_widget_get_last_child (block);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (block)), first);
  gtk_label_set_label (GTK_LABEL (below), second != NULL ? second : "");
  gtk_widget_set_visible (below, second != NULL);
}

GtkWidget *
cosell_totals_block_new_sum (const CosellTotal *sum)
{
  GtkWidget *block = cosell_totals_block_new (0);
  g_autofree char *value = cosell_format_money (sum->value, sum->currency);
  g_autofree char *weighted = cosell_totals_text_weighted (sum->weighted);

  cosell_totals_block_fill (block, value, weighted);
  return block;
}
