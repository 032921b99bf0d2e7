#include "ui/find/cosell-palette-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-format.h"

/* what was typed is marked with yellow_4, weaker where it is dark */
#define MARK_RED 0xf5f5
#define MARK_GREEN 0xc2c2
#define MARK_BLUE 0x1111
#define MARK_ALPHA 0x8000
#define MARK_ALPHA_DARK 0x6b85
/* characters of a name that have room before its customer has */
#define NAME_CHARS 28

struct _CosellPaletteRow
{
  GtkListBoxRow parent_instance;

  char *group;             /* (owned) */
  gint64 deal;             /* 0: an item */
  CosellPaletteItem *item; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CosellPaletteRow, cosell_palette_row, GTK_TYPE_LIST_BOX_ROW)

static void
mark (GtkLabel *label, const CosellPaletteNeedle *needle)
{
  g_autoptr (GArray) spans = cosell_palette_needle_find (needle, gtk_label_get_label (label));
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  for (guint i = 0; i < spans->len; i++)
    {
      CosellPaletteSpan span = g_array_index (spans, CosellPaletteSpan, i);
      PangoAttribute *attributes[] = {
        pango_attr_background_new (MARK_RED, MARK_GREEN, MARK_BLUE),
        pango_attr_background_alpha_new (dark ? MARK_ALPHA_DARK : MARK_ALPHA),
      };

      for (guint k = 0; k < G_N_ELEMENTS (attributes); k++)
        {
          attributes[k]->start_index = span.from;
          attributes[k]->end_index = span.to;
          pango_attr_list_insert (list, attributes[k]);
        }
    }
  gtk_label_set_attributes (label, list);
}

static GtkWidget *
make_label (const char *text, const char *style_class, const CosellPaletteNeedle *needle)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0F, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  if (needle != NULL)
    mark (GTK_LABEL (label), needle);
  return label;
}

/* Icon, words, and what stands at the end. */
static GtkWidget *
make_line (CosellPaletteRow *self, const char *icon, GtkWidget *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (line), image);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), line);
  return line;
}

static CosellPaletteRow *
make_row (const char *group)
{
  CosellPaletteRow *self = g_object_new (COSELL_TYPE_PALETTE_ROW, NULL);

  self->group = g_strdup (group);
  return self;
}

static void
name_row (CosellPaletteRow *self, const char *const *parts)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", parts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
}

/* The name takes what it needs, the customer what is left. */
static GtkWidget *
make_deal_words (const char *name,
                 const char *customer,
                 const CosellPaletteNeedle *needle,
                 CosellPaletteRoom room)
{
  gboolean wide = room == COSELL_PALETTE_WIDE;
  GtkWidget *words =
      gtk_box_new (wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL, wide ? 12 : 0);
  GtkWidget *first = make_label (name, NULL, needle);
  GtkWidget *second = make_label (customer, "palette-dim", needle);

  if (wide)
    gtk_label_set_width_chars (GTK_LABEL (first), MIN ((int) g_utf8_strlen (name, -1), NAME_CHARS));
  gtk_box_append (GTK_BOX (words), first);
  gtk_widget_set_visible (second, *customer != '\0');
  gtk_box_append (GTK_BOX (words), second);
  return words;
}

GtkWidget *
cosell_palette_row_new_deal (const char *group,
                             const CosellDealData *deal,
                             const CosellPaletteNeedle *needle,
                             CosellPaletteRoom room)
{
  CosellPaletteRow *self = make_row (group);
  gboolean has_name = deal->name != NULL && *deal->name != '\0';
  gint64 now = cosell_format_now ();
  g_autofree char *name = cosell_text_brief (has_name ? deal->name : _ ("Unnamed deal"));
  g_autofree char *customer = cosell_text_brief (deal->customer);
  g_autofree char *status = cosell_format_status (deal, now);
  g_autofree char *value = cosell_format_money (deal->value, deal->currency);
  GtkWidget *words = make_deal_words (name, customer, needle, room);
  GtkWidget *pill = cosell_widget_pill (status, cosell_format_status_class (deal, now));
  GtkWidget *line, *amount;

  self->deal = deal->id;
  line = make_line (self,
                    deal->direction == COSELL_DIRECTION_INBOUND ? "cosell-inbound-symbolic"
                                                                : "cosell-outbound-symbolic",
                    words);
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (room == COSELL_PALETTE_TIGHT ? words : line), pill);
  amount = make_label (value, "numeric", NULL);
  g_object_set (amount, "xalign", 1.0F, "width-chars", 13, "visible", room == COSELL_PALETTE_WIDE,
                NULL);
  gtk_box_append (GTK_BOX (line), amount);
  name_row (self, (const char *const[]){ name, customer, status, value, NULL });
  return GTK_WIDGET (self);
}

GtkWidget *
cosell_palette_row_new_item (const char *group,
                             CosellPaletteItem *item,
                             const CosellPaletteNeedle *needle,
                             CosellPaletteRoom room)
{
  CosellPaletteRow *self = make_row (group);
  const char *keys = cosell_palette_item_get_keys (item);
  gboolean is_filter = cosell_palette_item_get_kind (item) == COSELL_PALETTE_FILTER;
  const char *query = is_filter ? cosell_palette_item_get_what (item) : "";
  const char *detail = cosell_palette_item_get_detail (item);
  g_autofree char *label = cosell_text_brief (cosell_palette_item_get_label (item));
  g_autofree char *brief = cosell_text_brief (query);
  g_autofree char *combination = NULL;
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line;

  self->item = g_object_ref (item);
  gtk_box_append (GTK_BOX (words), make_label (label, NULL, needle));
  if (detail != NULL)
    {
      gtk_box_append (GTK_BOX (words), make_label (detail, "palette-dim", NULL));
      if (room == COSELL_PALETTE_WIDE)
        g_object_set (words, "orientation", GTK_ORIENTATION_HORIZONTAL, "spacing", 12, NULL);
    }
  line = make_line (self, cosell_palette_item_get_icon (item), words);
  if (is_filter)
    {
      GtkWidget *written = make_label (brief, "palette-dim", NULL);

      gtk_widget_add_css_class (written, "caption");
      gtk_box_append (GTK_BOX (room == COSELL_PALETTE_WIDE ? line : words), written);
    }
  if (keys != NULL)
    {
      guint keyval;
      GdkModifierType state;

      if (gtk_accelerator_parse (keys, &keyval, &state))
        combination = gtk_accelerator_get_label (keyval, state);
    }
  if (combination != NULL)
    {
      GtkWidget *cap = make_label (combination, "keycap", NULL);

      gtk_label_set_ellipsize (GTK_LABEL (cap), PANGO_ELLIPSIZE_NONE);
      gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (line), cap);
    }
  name_row (self, (const char *const[]){ label, detail != NULL ? detail : "", brief,
                                         combination != NULL ? combination : "", NULL });
  return GTK_WIDGET (self);
}

static void
cosell_palette_row_finalize (GObject *object)
{
  CosellPaletteRow *self = COSELL_PALETTE_ROW (object);

  g_free (self->group);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (cosell_palette_row_parent_class)->finalize (object);
}

static void
cosell_palette_row_class_init (CosellPaletteRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_palette_row_finalize;
}

/* The field keeps the focus. */
static void
cosell_palette_row_init (CosellPaletteRow *self)
{
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
}

const char *
cosell_palette_row_get_group (CosellPaletteRow *self)
{
  g_return_val_if_fail (COSELL_IS_PALETTE_ROW (self), NULL);

  return self->group;
}

gint64
cosell_palette_row_get_deal (CosellPaletteRow *self)
{
  g_return_val_if_fail (COSELL_IS_PALETTE_ROW (self), 0);

  return self->deal;
}

CosellPaletteItem *
cosell_palette_row_get_item (CosellPaletteRow *self)
{
  g_return_val_if_fail (COSELL_IS_PALETTE_ROW (self), NULL);

  return self->item;
}
