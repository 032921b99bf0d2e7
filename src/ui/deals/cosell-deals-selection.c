#include "ui/deals/cosell-deals-selection.h"

#include "model/cosell-deal.h"

struct _CosellDealsSelection
{
  GObject parent_instance;

  CosellDealList *deals; /* (owned) (nullable) */
  gint64 shown;          /* deal that is meant to be shown, 0 = none */
  guint position;        /* of it, from 1; 0 = not in the list */
  gboolean quiet;
  gboolean selecting;
  gboolean all; /* as soon as it is known which they are */
  GtkBitset
      *several; /* (owned) local ids: numbers of rows of a table, far below what it can hold */
  guint dropped;
};

typedef enum
{
  PROP_SELECTING = 1,
  PROP_N_SELECTED,
  PROP_N_DROPPED,
  PROP_POSITION,
  N_PROPS
} CosellDealsSelectionProperty;
static GParamSpec *properties[N_PROPS];

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static guint
count_items (CosellDealsSelection *self)
{
  return self->deals != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->deals)) : 0;
}

/* 0 beyond the end. */
static gint64
key_at (CosellDealsSelection *self, guint position)
{
  return self->deals != NULL ? cosell_deal_list_get_key (self->deals, position) : 0;
}

static void
notify (CosellDealsSelection *self, CosellDealsSelectionProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
tell_rows (CosellDealsSelection *self, guint position, guint n)
{
  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n);
}

static void
set_dropped (CosellDealsSelection *self, guint dropped)
{
  if (self->dropped == dropped)
    return;
  self->dropped = dropped;
  notify (self, PROP_N_DROPPED);
}

/* --- several --- */

/* A person selected others among these rows. */
static void
told_selected (CosellDealsSelection *self, guint position, guint n)
{
  set_dropped (self, 0);
  tell_rows (self, position, n);
  notify (self, PROP_N_SELECTED);
}

static void
begin_empty (CosellDealsSelection *self)
{
  if (self->selecting)
    return;
  self->selecting = TRUE;
  if (self->position > 0) /* the one that is shown */
    tell_rows (self, self->position - 1, 1);
  notify (self, PROP_SELECTING);
}

static void
add_key (CosellDealsSelection *self, gint64 key)
{
  if (key > 0)
    gtk_bitset_add (self->several, (guint) key);
}

static void
add_keys (CosellDealsSelection *self, guint position, guint n)
{
  for (guint i = position; i < position + n; i++)
    add_key (self, key_at (self, i));
}

static void
remove_keys (CosellDealsSelection *self, guint position, guint n)
{
  for (guint i = position; i < position + n; i++)
    gtk_bitset_remove (self->several, (guint) key_at (self, i));
}

/* What the list has no more is no longer meant: nobody sees what would happen to it. */
static void
drop_absent (CosellDealsSelection *self)
{
  g_autoptr (GtkBitset) before = NULL;
  g_autoptr (GArray) keys = NULL;
  guint dropped;

  if (self->all && cosell_deal_list_is_answered (self->deals))
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (self));
  if (gtk_bitset_is_empty (self->several) || cosell_deal_list_is_loading (self->deals))
    return;
  before = g_steal_pointer (&self->several);
  self->several = gtk_bitset_new_empty ();
  keys = cosell_deal_list_dup_keys (self->deals);
  for (guint i = 0; i < keys->len; i++)
    if (gtk_bitset_contains (before, (guint) g_array_index (keys, gint64, i)))
      add_key (self, g_array_index (keys, gint64, i));
  dropped = (guint) (gtk_bitset_get_size (before) - gtk_bitset_get_size (self->several));
  if (dropped == 0)
    return;
  set_dropped (self, self->dropped + dropped);
  notify (self, PROP_N_SELECTED);
}

/* --- the deal that is shown --- */

static void
find_shown (CosellDealsSelection *self)
{
  gint64 position = -1;

  if (self->shown != 0 && self->deals != NULL)
    position = cosell_deal_list_find (self->deals, self->shown);
  if (self->position == (guint) (position + 1))
    return;
  self->position = (guint) (position + 1);
  notify (self, PROP_POSITION);
}

static void
tell_shown (CosellDealsSelection *self)
{
  if (self->position > 0 && !self->selecting)
    tell_rows (self, self->position - 1, 1);
}

/* --- model --- */

static GType
get_item_type (GListModel *model)
{
  return COSELL_TYPE_DEAL;
}

static guint
get_n_items (GListModel *model)
{
  return count_items (COSELL_DEALS_SELECTION (model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  CosellDealsSelection *self = COSELL_DEALS_SELECTION (model);

  return self->deals != NULL ? g_list_model_get_item (G_LIST_MODEL (self->deals), position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  CosellDealsSelection *self = COSELL_DEALS_SELECTION (model);
  gint64 key = key_at (self, position);

  if (key == 0)
    return FALSE;
  return self->selecting ? cosell_deals_selection_contains (self, key) : key == self->shown;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  CosellDealsSelection *self = COSELL_DEALS_SELECTION (model);
  gint64 key = key_at (self, position);

  if (key == 0)
    return FALSE;
  if (self->quiet || (self->selecting && unselect_rest)) /* coming by is not choosing */
    return TRUE;
  if (unselect_rest)
    {
      if (key == self->shown)
        return TRUE;
      cosell_deals_selection_set_shown (self, key);
      g_signal_emit (self, signals[CHOSEN], 0, key);
      return TRUE;
    }
  if (!self->selecting && self->position > 0)
    add_keys (self, self->position - 1, 1);
  begin_empty (self);
  add_keys (self, position, 1);
  told_selected (self, position, 1);
  return TRUE;
}

/* Of the one that is shown several are begun. */
static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  CosellDealsSelection *self = COSELL_DEALS_SELECTION (model);

  if (self->quiet)
    return TRUE;
  if (self->selecting)
    remove_keys (self, position, 1);
  else
    {
      begin_empty (self);
      add_keys (self, position, 1);
    }
  told_selected (self, position, 1);
  return TRUE;
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  CosellDealsSelection *self = COSELL_DEALS_SELECTION (model);

  if (self->quiet)
    return TRUE;
  begin_empty (self);
  if (unselect_rest)
    gtk_bitset_remove_all (self->several);
  add_keys (self, position, n_items);
  told_selected (self, unselect_rest ? 0 : position, unselect_rest ? count_items (self) : n_items);
  return TRUE;
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  CosellDealsSelection *self = COSELL_DEALS_SELECTION (model);

  if (self->quiet)
    return TRUE;
  begin_empty (self);
  remove_keys (self, position, n_items);
  told_selected (self, position, n_items);
  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  CosellDealsSelection *self = COSELL_DEALS_SELECTION (model);
  g_autoptr (GArray) keys = NULL;

  if (self->quiet || count_items (self) == 0)
    return FALSE;
  begin_empty (self);
  self->all = !cosell_deal_list_is_answered (self->deals);
  if (self->all)
    return TRUE;
  keys = cosell_deal_list_dup_keys (self->deals);
  for (guint i = 0; i < keys->len; i++)
    add_key (self, g_array_index (keys, gint64, i));
  told_selected (self, 0, count_items (self));
  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  CosellDealsSelection *self = COSELL_DEALS_SELECTION (model);

  return self->selecting && unselect_range (model, 0, count_items (self));
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellDealsSelection,
                               cosell_deals_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

/* --- the list --- */

static void
items_changed_cb (CosellDealsSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  find_shown (self);
}

/* --- life --- */

static void
cosell_deals_selection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellDealsSelection *self = COSELL_DEALS_SELECTION (object);

  switch ((CosellDealsSelectionProperty) id)
    {
    case PROP_SELECTING:
      g_value_set_boolean (value, self->selecting);
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, cosell_deals_selection_get_n_selected (self));
      break;
    case PROP_N_DROPPED:
      g_value_set_uint (value, self->dropped);
      break;
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cosell_deals_selection_dispose (GObject *object)
{
  g_clear_object (&COSELL_DEALS_SELECTION (object)->deals);
  G_OBJECT_CLASS (cosell_deals_selection_parent_class)->dispose (object);
}

static void
cosell_deals_selection_finalize (GObject *object)
{
  gtk_bitset_unref (COSELL_DEALS_SELECTION (object)->several);
  G_OBJECT_CLASS (cosell_deals_selection_parent_class)->finalize (object);
}

static void
cosell_deals_selection_class_init (CosellDealsSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const struct
  {
    CosellDealsSelectionProperty id;
    const char *name;
  } numbers[] = { { PROP_N_SELECTED, "n-selected" },
                  { PROP_N_DROPPED, "n-dropped" },
                  { PROP_POSITION, "position" } };

  object_class->get_property = cosell_deals_selection_get_property;
  object_class->dispose = cosell_deals_selection_dispose;
  object_class->finalize = cosell_deals_selection_finalize;

  properties[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    properties[numbers[i].id] = g_param_spec_uint (numbers[i].name, NULL, NULL, 0, G_MAXUINT, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
cosell_deals_selection_init (CosellDealsSelection *self)
{
  self->several = gtk_bitset_new_empty ();
}

/* --- public --- */

CosellDealsSelection *
cosell_deals_selection_new (void)
{
  return g_object_new (COSELL_TYPE_DEALS_SELECTION, NULL);
}

void
cosell_deals_selection_set_deals (CosellDealsSelection *self, CosellDealList *deals)
{
  g_return_if_fail (COSELL_IS_DEALS_SELECTION (self));
  g_return_if_fail (COSELL_IS_DEAL_LIST (deals) && self->deals == NULL);

  self->deals = g_object_ref (deals);
  g_signal_connect_object (deals, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (deals, "notify::loading", G_CALLBACK (drop_absent), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, count_items (self));
}

CosellDealList *
cosell_deals_selection_get_deals (CosellDealsSelection *self)
{
  g_return_val_if_fail (COSELL_IS_DEALS_SELECTION (self), NULL);

  return self->deals;
}

gint64
cosell_deals_selection_get_shown (CosellDealsSelection *self)
{
  g_return_val_if_fail (COSELL_IS_DEALS_SELECTION (self), 0);

  return self->shown;
}

void
cosell_deals_selection_set_shown (CosellDealsSelection *self, gint64 deal)
{
  g_return_if_fail (COSELL_IS_DEALS_SELECTION (self));

  if (self->shown == deal)
    return;
  self->shown = deal;
  tell_shown (self); /* the one before */
  find_shown (self);
  tell_shown (self);
}

void
cosell_deals_selection_set_quiet (CosellDealsSelection *self, gboolean quiet)
{
  g_return_if_fail (COSELL_IS_DEALS_SELECTION (self));

  self->quiet = quiet;
}

void
cosell_deals_selection_begin (CosellDealsSelection *self)
{
  g_return_if_fail (COSELL_IS_DEALS_SELECTION (self));

  begin_empty (self);
}

void
cosell_deals_selection_end (CosellDealsSelection *self)
{
  g_return_if_fail (COSELL_IS_DEALS_SELECTION (self));

  if (!self->selecting)
    return;
  self->selecting = self->all = FALSE;
  gtk_bitset_remove_all (self->several);
  told_selected (self, 0, count_items (self));
  notify (self, PROP_SELECTING);
}

gboolean
cosell_deals_selection_is_selecting (CosellDealsSelection *self)
{
  g_return_val_if_fail (COSELL_IS_DEALS_SELECTION (self), FALSE);

  return self->selecting;
}

void
cosell_deals_selection_toggle (CosellDealsSelection *self, gint64 deal)
{
  gint64 position;

  g_return_if_fail (COSELL_IS_DEALS_SELECTION (self));

  position = self->deals != NULL ? cosell_deal_list_find (self->deals, deal) : -1;
  if (position < 0)
    return;
  begin_empty (self);
  if (cosell_deals_selection_contains (self, deal))
    remove_keys (self, (guint) position, 1);
  else
    add_keys (self, (guint) position, 1);
  told_selected (self, (guint) position, 1);
}

gboolean
cosell_deals_selection_contains (CosellDealsSelection *self, gint64 deal)
{
  g_return_val_if_fail (COSELL_IS_DEALS_SELECTION (self), FALSE);

  return deal > 0 && gtk_bitset_contains (self->several, (guint) deal);
}

guint
cosell_deals_selection_get_n_selected (CosellDealsSelection *self)
{
  g_return_val_if_fail (COSELL_IS_DEALS_SELECTION (self), 0);

  return (guint) gtk_bitset_get_size (self->several);
}

guint
cosell_deals_selection_get_n_dropped (CosellDealsSelection *self)
{
  g_return_val_if_fail (COSELL_IS_DEALS_SELECTION (self), 0);

  return self->dropped;
}

guint
cosell_deals_selection_get_position (CosellDealsSelection *self)
{
  g_return_val_if_fail (COSELL_IS_DEALS_SELECTION (self), 0);

  return self->position;
}

GArray *
cosell_deals_selection_list (CosellDealsSelection *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) keys = NULL;

  g_return_val_if_fail (COSELL_IS_DEALS_SELECTION (self), list);

  if (gtk_bitset_is_empty (self->several))
    return list;
  keys = cosell_deal_list_dup_keys (self->deals);
  for (guint i = 0; i < keys->len; i++)
    if (cosell_deals_selection_contains (self, g_array_index (keys, gint64, i)))
      g_array_append_val (list, g_array_index (keys, gint64, i));
  return list;
}
