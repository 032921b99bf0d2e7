#include "ui/many/cosell-many-preview.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "model/cosell-deal.h"
#include "ui/many/cosell-many-text.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-format.h"

/* --- the rows, as a list that makes its items when they are asked for --- */

/* A heading, or a deal. */
#define COSELL_TYPE_MANY_ITEM (cosell_many_item_get_type ())
G_DECLARE_FINAL_TYPE (CosellManyItem, cosell_many_item, COSELL, MANY_ITEM, GObject)

struct _CosellManyItem
{
  GObject parent_instance;

  const CosellManyOutcome *outcome; /* (unowned) (nullable): NULL for a heading */
  gboolean changes;
  guint n;              /* heading: of the deals below it */
  gboolean first, last; /* of those below a heading */
};

G_DEFINE_FINAL_TYPE (CosellManyItem, cosell_many_item, G_TYPE_OBJECT)

static void
cosell_many_item_class_init (CosellManyItemClass *klass)
{
}

static void
cosell_many_item_init (CosellManyItem *self)
{
}

#define COSELL_TYPE_MANY_ITEMS (cosell_many_items_get_type ())
G_DECLARE_FINAL_TYPE (CosellManyItems, cosell_many_items, COSELL, MANY_ITEMS, GObject)

struct _CosellManyItems
{
  GObject parent_instance;

  GPtrArray *outcomes;  /* (owned) of CosellManyOutcome */
  GPtrArray *groups[2]; /* (owned) of CosellManyOutcome (unowned): those that stay, that change */
};

static guint
count_group (CosellManyItems *self, gboolean changes)
{
  guint n = self->groups[changes]->len;

  return n > 0 ? n + 1 : 0;
}

static GType
get_item_type (GListModel *model)
{
  return COSELL_TYPE_MANY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  CosellManyItems *self = COSELL_MANY_ITEMS (model);

  return count_group (self, TRUE) + count_group (self, FALSE);
}

static gpointer
get_item (GListModel *model, guint position)
{
  CosellManyItems *self = COSELL_MANY_ITEMS (model);
  gboolean changes = position < count_group (self, TRUE);
  CosellManyItem *item;

  if (!changes)
    position -= count_group (self, TRUE);
  if (position >= count_group (self, changes))
    return NULL;
  item = g_object_new (COSELL_TYPE_MANY_ITEM, NULL);
  item->changes = changes;
  item->n = self->groups[changes]->len;
  item->first = position == 1;
  item->last = position == item->n;
  if (position > 0)
    item->outcome = g_ptr_array_index (self->groups[changes], position - 1);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellManyItems,
                               cosell_many_items,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
cosell_many_items_finalize (GObject *object)
{
  CosellManyItems *self = COSELL_MANY_ITEMS (object);

  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    g_ptr_array_unref (self->groups[i]);
  G_OBJECT_CLASS (cosell_many_items_parent_class)->finalize (object);
}

static void
cosell_many_items_class_init (CosellManyItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_many_items_finalize;
}

static void
cosell_many_items_init (CosellManyItems *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    self->groups[i] = g_ptr_array_new ();
}

static CosellManyItems *
make_items (CosellManyVerb verb, GPtrArray *outcomes)
{
  CosellManyItems *self = g_object_new (COSELL_TYPE_MANY_ITEMS, NULL);

  self->outcomes = g_ptr_array_ref (outcomes);
  for (guint i = 0; i < outcomes->len; i++)
    {
      CosellManyOutcome *outcome = g_ptr_array_index (outcomes, i);

      g_ptr_array_add (self->groups[cosell_many_text_changes (verb, outcome) ? 1 : 0], outcome);
    }
  return self;
}

/* --- the widget --- */

struct _CosellManyPreview
{
  GtkWidget parent_instance;

  CosellSession *session; /* (owned) */
  CosellManyVerb verb;
  CosellManyItems *items; /* (owned) (nullable) */
  GtkWidget *scroller;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (CosellManyPreview, cosell_many_preview, GTK_TYPE_WIDGET)

/* Of a row. */
typedef struct
{
  GtkWidget *heading;
  GtkWidget *card;
  GtkWidget *icon;
  GtkWidget *name;
  GtkWidget *customer;
  GtkWidget *text;
  GtkWidget *remarks;
} Row;

static GtkWidget *
add_label (GtkWidget *box, gboolean wrap, const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  g_object_set (label, "xalign", 0.0F, NULL);
  if (wrap)
    g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  else
    g_object_set (label, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (label, style_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  /* where both have no room beside each other, the customer stands below */
  gtk_widget_set_layout_manager (names, cosell_wrap_layout_new (6, 0));
  row->heading = add_label (box, TRUE, "heading");
  row->card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (row->card, "many-card");
  gtk_box_append (GTK_BOX (box), row->card);
  row->icon = gtk_image_new ();
  gtk_box_append (GTK_BOX (row->card), row->icon);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (row->card), lines);
  gtk_box_append (GTK_BOX (lines), names);
  row->name = add_label (names, FALSE, "heading");
  row->customer = add_label (names, FALSE, "dim-label");
  row->text = add_label (lines, TRUE, "numeric");
  row->remarks = add_label (lines, TRUE, "dim-label");
  gtk_widget_add_css_class (row->remarks, "caption");
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, box);
}

static void
set_class (GtkWidget *widget, const char *style_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, style_class);
  else
    gtk_widget_remove_css_class (widget, style_class);
}

/* The focus is on the list's own item, which has no name before GTK 4.12. */
static void
name_row (GtkWidget *box, const char *name)
{
  GtkWidget *item = gtk_widget_get_parent (box);

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind_heading (GtkWidget *box, Row *row, const CosellManyItem *item)
{
  g_autofree char *text =
      item->changes
          ? g_strdup_printf (ngettext ("%u will change", "%u will change", item->n), item->n)
          : g_strdup_printf (ngettext ("%u stays as it is", "%u stay as they are", item->n),
                             item->n);

  gtk_label_set_label (GTK_LABEL (row->heading), text);
  name_row (box, text);
}

static void
bind_deal (CosellManyPreview *self, GtkWidget *box, Row *row, const CosellManyItem *item)
{
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (self->session, item->outcome->id);
  const CosellDealData *data = deal != NULL ? cosell_deal_get_data (deal) : NULL;
  const char *known = data != NULL && data->name != NULL ? data->name : _ ("Deal without a name");
  g_autofree char *name = cosell_text_brief (known);
  g_autofree char *customer =
      cosell_text_brief (data != NULL && data->customer != NULL ? data->customer : "");
  g_autofree char *text = cosell_many_text_describe (self->verb, item->outcome, data);
  g_autofree char *remarks = cosell_many_text_remarks (item->outcome);
  /* Translators: what a screen reader says for a row: deal, customer, what happens to it, remarks
   */
  g_autofree char *heard = cosell_text_format (_ ("%s, %s: %s %s"), name, customer, text,
                                               remarks != NULL ? remarks : "");

  gtk_label_set_label (GTK_LABEL (row->name), name);
  gtk_label_set_label (GTK_LABEL (row->customer), customer);
  gtk_label_set_label (GTK_LABEL (row->text), text);
  gtk_label_set_label (GTK_LABEL (row->remarks), remarks != NULL ? remarks : "");
  gtk_widget_set_visible (row->remarks, remarks != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), item->changes
                                                           ? "object-select-symbolic"
                                                           : "action-unavailable-symbolic");
  set_class (row->icon, "success", item->changes);
  set_class (row->icon, "dim-label", !item->changes);
  set_class (row->card, "first", item->first);
  set_class (row->card, "last", item->last);
  name_row (box, heard);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, CosellManyPreview *self)
{
  CosellManyItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  Row *row = g_object_get_data (G_OBJECT (box), "row");

  gtk_widget_set_visible (row->heading, item->outcome == NULL);
  gtk_widget_set_visible (row->card, item->outcome != NULL);
  if (item->outcome == NULL)
    bind_heading (box, row, item);
  else
    bind_deal (self, box, row, item);
}

/* --- life --- */

static void
cosell_many_preview_dispose (GObject *object)
{
  CosellManyPreview *self = COSELL_MANY_PREVIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_many_preview_parent_class)->dispose (object);
}

static void
cosell_many_preview_class_init (CosellManyPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_many_preview_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
cosell_many_preview_init (CosellManyPreview *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "many-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What will happen to each deal"), -1);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
cosell_many_preview_new (CosellSession *session, CosellManyVerb verb)
{
  CosellManyPreview *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_MANY_PREVIEW, NULL);
  self->session = g_object_ref (session);
  self->verb = verb;
  return GTK_WIDGET (self);
}

void
cosell_many_preview_show (CosellManyPreview *self, GPtrArray *outcomes)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (COSELL_IS_MANY_PREVIEW (self) && outcomes != NULL);

  g_clear_object (&self->items);
  self->items = make_items (self->verb, outcomes);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

GArray *
cosell_many_preview_list_changing (CosellManyPreview *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (COSELL_IS_MANY_PREVIEW (self), list);

  for (guint i = 0; self->items != NULL && i < self->items->groups[TRUE]->len; i++)
    {
      const CosellManyOutcome *outcome = g_ptr_array_index (self->items->groups[TRUE], i);

      g_array_append_val (list, outcome->id);
    }
  return list;
}
