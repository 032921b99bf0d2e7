#include "ui/find/cosell-palette.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-find.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-deal.h"
#include "model/cosell-query.h"
#include "ui/find/cosell-palette-match.h"
#include "ui/find/cosell-palette-row.h"
#include "ui/widgets/cosell-widget-helpers.h"

#define WIDTH 660
#define HEIGHT 560
#define NARROW 500
#define TIGHT 330
/* of text of the usual size, as GtkSettings counts */
#define USUAL_DPI (96.0 * 1024)
/* What is found is looked through for the best. */
#define MOST_FOUND 50
/* of each group, once something is typed */
#define MOST_DEALS 3
#define MOST_DEALS_ALONE 8
#define MOST_VIEWS 4
#define MOST_ACTIONS 8
#define MOST_CUSTOMERS 2
#define PAGE_ROWS 6
/* Deals that take longer come below what is there already. */
#define PATIENCE_MS 200

struct _CosellPalette
{
  AdwWindow parent_instance;

  CosellSession *session; /* (owned) */
  GListModel *views;      /* (owned) */
  GListModel *actions;    /* (owned) */
  GListModel *filters;    /* (owned) */
  GArray *seen;           /* (owned) of gint64 */
  CosellPaletteRoom room;

  CosellPaletteNeedle *needle; /* (owned): words that were typed, without filters */
  gboolean wants_list;         /* filters were typed, and no words: no deal is meant alone */
  GCancellable *cancellable;   /* (owned) (nullable): deals are being looked for */
  guint patience;              /* source: until what is there is shown without them */
  GPtrArray *deals;            /* (owned) (nullable) of CosellDealData: the best first */
  gboolean take_first;         /* Enter came before they did */
  gboolean wants_window;       /* with Ctrl */

  GtkEntry *field;
  GtkScrolledWindow *scroller;
  GtkListBox *list;
  GtkWidget *nothing;
  GtkWidget *hints;
};

G_DEFINE_FINAL_TYPE (CosellPalette, cosell_palette, ADW_TYPE_WINDOW)

enum
{
  DEAL_CHOSEN,
  ITEM_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
typed_text (CosellPalette *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->field));
}

static gboolean
is_blank (CosellPalette *self)
{
  g_autofree char *text = g_strdup (typed_text (self));

  return *g_strstrip (text) == '\0';
}

/* --- the best first --- */

typedef struct
{
  gpointer thing; /* (unowned) */
  guint rank;
  guint at;
} Hit;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *one = a;
  const Hit *other = b;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  return (one->at > other->at) - (one->at < other->at);
}

static void
add_hit (GArray *hits, gpointer thing, guint rank)
{
  Hit hit = { thing, rank, hits->len };

  g_array_append_val (hits, hit);
}

/* Items of a model that fit. */
static void
find_items (CosellPalette *self, GListModel *items, GArray *hits)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (CosellPaletteItem) item = g_list_model_get_item (items, i);
      CosellPaletteRank rank =
          cosell_palette_needle_rank (self->needle, cosell_palette_item_get_label (item));

      if (rank != COSELL_PALETTE_NO_MATCH)
        add_hit (hits, item, rank);
    }
}

/* What stands in the name counts before what stands in the customer's, and that before all else
 * that is searched. */
static guint
rank_deal (CosellPalette *self, const CosellDealData *deal)
{
  CosellPaletteRank name =
      cosell_palette_needle_rank (self->needle, deal->name != NULL ? deal->name : "");
  CosellPaletteRank customer =
      cosell_palette_needle_rank (self->needle, deal->customer != NULL ? deal->customer : "");

  return MIN (2 * (guint) name, 2 * (guint) customer + 1);
}

static void
sort_deals (CosellPalette *self, GPtrArray *found)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));

  for (guint i = 0; i < found->len; i++)
    add_hit (hits, g_ptr_array_index (found, i), rank_deal (self, g_ptr_array_index (found, i)));
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    found->pdata[i] = g_array_index (hits, Hit, i).thing;
}

/* --- rows --- */

static void
mark_row (CosellPalette *self, GtkListBoxRow *row)
{
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, row);
  if (row == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->field),
                                     GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->field),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  if (gtk_list_box_row_get_index (row) == 0) /* with the heading */
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  else if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (self->scroller),
                               bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer unused)
{
  const char *group = cosell_palette_row_get_group (COSELL_PALETTE_ROW (row));
  GtkWidget *heading;

  if (before != NULL &&
      g_str_equal (cosell_palette_row_get_group (COSELL_PALETTE_ROW (before)), group))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  heading = gtk_label_new (group);
  g_object_set (heading, "xalign", 0.0F, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (heading, "palette-heading");
  gtk_list_box_row_set_header (row, heading);
}

static void
append_items (CosellPalette *self, const char *group, GArray *hits, guint most)
{
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < MIN (hits->len, most); i++)
    gtk_list_box_append (self->list,
                         cosell_palette_row_new_item (group, g_array_index (hits, Hit, i).thing,
                                                      self->needle, self->room));
}

static void
append_deal (CosellPalette *self, const char *group, const CosellDealData *deal)
{
  gtk_list_box_append (self->list,
                       cosell_palette_row_new_deal (group, deal, self->needle, self->room));
}

static void
append_more (CosellPalette *self, guint n_shown)
{
  guint n = self->deals->len - n_shown;
  g_autofree char *label = self->deals->len < MOST_FOUND
                               ? g_strdup_printf (ngettext ("%u more deal", "%u more deals", n), n)
                               : g_strdup (_ ("All deals found"));
  g_autoptr (CosellPaletteItem) item =
      cosell_palette_item_new (COSELL_PALETTE_VIEW, NULL, label, NULL, typed_text (self), NULL);
  GtkWidget *row = cosell_palette_row_new_item (_ ("Deals"), item, NULL, self->room);

  gtk_widget_add_css_class (row, "palette-more");
  gtk_list_box_append (self->list, row);
}

/* What was typed is a query: its list is the first thing to go to. */
static void
append_list (CosellPalette *self)
{
  g_autoptr (CosellPaletteItem) item = NULL;

  if (self->deals == NULL || self->deals->len == 0)
    return;
  item = cosell_palette_item_new (COSELL_PALETTE_VIEW, NULL, _ ("Show All Deals Found"),
                                  "cosell-filter-symbolic", typed_text (self), NULL);
  gtk_list_box_append (self->list,
                       cosell_palette_row_new_item (_ ("Deals"), item, NULL, self->room));
}

static void
append_deals (CosellPalette *self, gboolean alone)
{
  guint most = alone ? MOST_DEALS_ALONE : MOST_DEALS;

  for (guint i = 0; self->deals != NULL && i < MIN (self->deals->len, most); i++)
    append_deal (self, _ ("Deals"), g_ptr_array_index (self->deals, i));
  if (self->deals != NULL && self->deals->len > most)
    append_more (self, most);
}

static void
append_seen (CosellPalette *self)
{
  for (guint i = 0; i < self->seen->len; i++)
    {
      g_autoptr (CosellDeal) deal =
          cosell_session_dup_deal (self->session, g_array_index (self->seen, gint64, i));

      if (deal != NULL)
        append_deal (self, _ ("Seen Lately"), cosell_deal_get_data (deal));
    }
}

/* Whose name fits, among the deals that were found: their filter can be had. Returns: (transfer
 * full) of CosellPaletteItem */
static GPtrArray *
list_customers (CosellPalette *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; self->deals != NULL && i < self->deals->len; i++)
    {
      const CosellDealData *deal = g_ptr_array_index (self->deals, i);
      g_autofree char *shown = NULL;
      g_autofree char *label = NULL;
      g_autofree char *value = NULL;
      g_autofree char *query = NULL;

      if (items->len == MOST_CUSTOMERS || deal->customer == NULL ||
          cosell_palette_needle_rank (self->needle, deal->customer) >= COSELL_PALETTE_CONTAINS ||
          !g_hash_table_add (seen, deal->customer))
        continue;
      shown = cosell_text_quote (deal->customer);
      /* Translators: %s is a customer: leads to all deals with them */
      label = g_strdup_printf (_ ("Show Deals of %s"), shown);
      value = cosell_query_quote (deal->customer);
      query = g_strconcat ("customer:", value, NULL);
      g_ptr_array_add (items, cosell_palette_item_new (COSELL_PALETTE_FILTER, NULL, label,
                                                       "cosell-filter-symbolic", query, NULL));
    }
  return items;
}

static void
fill (CosellPalette *self)
{
  gboolean blank = is_blank (self);
  g_autoptr (GArray) views = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autoptr (GArray) actions = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autoptr (GPtrArray) customers = blank ? g_ptr_array_new () : list_customers (self);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  find_items (self, self->views, views);
  find_items (self, self->actions, actions);
  for (guint i = 0; i < customers->len; i++)
    add_hit (actions, g_ptr_array_index (customers, i), COSELL_PALETTE_CONTAINS);
  find_items (self, self->filters, actions);
  if (self->wants_list)
    {
      append_items (self, _ ("Views"), views, MOST_VIEWS);
      append_list (self);
    }
  if (blank)
    append_seen (self);
  else
    append_deals (self, views->len + actions->len == 0);
  if (!self->wants_list)
    append_items (self, _ ("Views"), views, blank ? G_MAXUINT : MOST_VIEWS);
  append_items (self, _ ("Actions"), actions, blank ? G_MAXUINT : MOST_ACTIONS);
  gtk_widget_set_visible (self->nothing, gtk_list_box_get_row_at_index (self->list, 0) == NULL &&
                                             self->cancellable == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), !gtk_widget_get_visible (self->nothing));
  mark_row (self, gtk_list_box_get_row_at_index (self->list, 0));
}

/* --- what is chosen --- */

static void
take_row (CosellPalette *self, GtkListBoxRow *row)
{
  g_autoptr (CosellPalette) hold = g_object_ref (self);
  g_autoptr (CosellPaletteItem) item = NULL;
  gint64 deal = cosell_palette_row_get_deal (COSELL_PALETTE_ROW (row));

  g_set_object (&item, cosell_palette_row_get_item (COSELL_PALETTE_ROW (row)));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (deal != 0)
    g_signal_emit (self, signals[DEAL_CHOSEN], 0, deal);
  else
    g_signal_emit (self, signals[ITEM_CHOSEN], 0, item);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
activated_cb (CosellPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  self->take_first = self->cancellable != NULL;
  if (!self->take_first && row != NULL)
    take_row (self, row);
}

static gboolean
window_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  CosellPalette *self = user_data;

  self->wants_window = TRUE;
  activated_cb (self);
  return TRUE;
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, CosellPalette *self)
{
  take_row (self, row);
}

/* --- looking --- */

static void
stop_looking (CosellPalette *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellPalette) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
      cosell_session_find_finish (COSELL_SESSION (source), result, NULL, &error);

  if (self->session == NULL || cosell_widget_is_stale (result))
    return;
  stop_looking (self);
  if (found == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_warning ("Deals could not be looked for: %s", error->message);
  if (found != NULL)
    sort_deals (self, found);
  self->deals = g_steal_pointer (&found);
  fill (self);
  if (self->take_first)
    activated_cb (self);
}

static gboolean
impatient_cb (gpointer user_data)
{
  CosellPalette *self = user_data;

  self->patience = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* The words of a query, which are what can be seen in a label. */
static void
read_needle (CosellPalette *self)
{
  const char *typed = typed_text (self);
  g_autoptr (CosellQuery) query = cosell_query_parse_typed (typed, -1, NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean texts = FALSE;

  cosell_palette_needle_free (self->needle);

  for (guint i = 0; i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = g_ptr_array_index (query->terms, i);

      if (term->kind != COSELL_QUERY_TERM_WORD && term->kind != COSELL_QUERY_TERM_PHRASE)
        continue;
      texts = TRUE;
      if (!term->negated)
        g_string_append_printf (words, " %s", term->text);
    }
  self->needle = cosell_palette_needle_new (words->len > 0 ? words->str : typed);
  self->wants_list = query->terms->len > 0 && !texts;
}

static void
typed_cb (CosellPalette *self)
{
  CosellFind find = {
    .tab = COSELL_TAB_ALL, .typed = TRUE, .sort = "-updatedAt", .limit = MOST_FOUND
  };

  stop_looking (self);
  self->take_first = self->wants_window = FALSE;
  g_clear_pointer (&self->deals, g_ptr_array_unref);
  read_needle (self);
  if (is_blank (self))
    {
      fill (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  self->patience = g_timeout_add (PATIENCE_MS, impatient_cb, self);
  find.query = typed_text (self);
  cosell_session_find_async (self->session, &find, self->cancellable, found_cb,
                             g_object_ref (self));
}

/* --- keys --- */

static GtkListBoxRow *
row_at (CosellPalette *self, int index)
{
  return index < 0 ? NULL : gtk_list_box_get_row_at_index (self->list, index);
}

static int
marked_index (CosellPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

/* Stops at the ends. */
static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  CosellPalette *self = user_data;
  int step = g_variant_get_int32 (args);
  int index = MAX (0, marked_index (self) + step);

  while (index > 0 && row_at (self, index) == NULL)
    index--;
  mark_row (self, row_at (self, index));
  return TRUE;
}

static gboolean
begins_group (CosellPalette *self, int index)
{
  GtkListBoxRow *before = row_at (self, index - 1);

  return before == NULL ||
         !g_str_equal (cosell_palette_row_get_group (COSELL_PALETTE_ROW (before)),
                       cosell_palette_row_get_group (COSELL_PALETTE_ROW (row_at (self, index))));
}

/* Round: behind the last group comes the first. */
static gboolean
move_group_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  CosellPalette *self = user_data;
  int step = g_variant_get_int32 (args);
  int n = 0, index;

  while (row_at (self, n) != NULL)
    n++;
  if (n == 0)
    return TRUE;
  index = MAX (0, marked_index (self));
  do
    index = (index + step + n) % n;
  while (!begins_group (self, index));
  mark_row (self, row_at (self, index));
  return TRUE;
}

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
  return TRUE;
}

static void
add_key (GtkShortcutController *controller,
         const char *trigger,
         GtkShortcutFunc callback,
         int argument,
         CosellPalette *self)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                            gtk_callback_action_new (callback, self, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (argument));
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

static void
add_keys (CosellPalette *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutController *keys = GTK_SHORTCUT_CONTROLLER (controller);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  add_key (keys, "Down|KP_Down", move_cb, 1, self);
  add_key (keys, "Up|KP_Up", move_cb, -1, self);
  add_key (keys, "Page_Down|KP_Page_Down", move_cb, PAGE_ROWS, self);
  add_key (keys, "Page_Up|KP_Page_Up", move_cb, -PAGE_ROWS, self);
  add_key (keys, "Tab|KP_Tab", move_group_cb, 1, self);
  add_key (keys, "<Shift>Tab|<Shift>ISO_Left_Tab|<Shift>KP_Tab", move_group_cb, -1, self);
  add_key (keys, "<Control>Return|<Control>KP_Enter", window_cb, 0, self);
  add_key (keys, "Escape|<Control>k", close_cb, 0, self);
  gtk_widget_add_controller (GTK_WIDGET (self->field), controller);
}

/* --- object --- */

static void
close_clicked_cb (CosellPalette *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
cosell_palette_dispose (GObject *object)
{
  CosellPalette *self = COSELL_PALETTE (object);

  stop_looking (self);
  g_clear_object (&self->session);
  g_clear_object (&self->views);
  g_clear_object (&self->actions);
  g_clear_object (&self->filters);
  g_clear_pointer (&self->seen, g_array_unref);
  g_clear_pointer (&self->deals, g_ptr_array_unref);
  g_clear_pointer (&self->needle, cosell_palette_needle_free);
  G_OBJECT_CLASS (cosell_palette_parent_class)->dispose (object);
}

static void
cosell_palette_class_init (CosellPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_palette_dispose;
  signals[DEAL_CHOSEN] = g_signal_new ("deal-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ITEM_CHOSEN] =
      g_signal_new ("item-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, COSELL_TYPE_PALETTE_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/find/cosell-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellPalette, field);
  gtk_widget_class_bind_template_child (widget_class, CosellPalette, scroller);
  gtk_widget_class_bind_template_child (widget_class, CosellPalette, list);
  gtk_widget_class_bind_template_child (widget_class, CosellPalette, nothing);
  gtk_widget_class_bind_template_child (widget_class, CosellPalette, hints);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
}

static void
cosell_palette_init (CosellPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_entry_set_max_length (self->field, COSELL_TEXT_BRIEF);
  add_keys (self);
}

/* As large as its parent at most; where there is little room it fills it. */
static void
fit (CosellPalette *self, GtkWidget *parent)
{
  int width = gtk_widget_get_width (parent);
  int height = gtk_widget_get_height (parent);
  double scale;
  int dpi;

  g_object_get (gtk_widget_get_settings (parent), "gtk-xft-dpi", &dpi, NULL);
  scale = dpi > 0 ? dpi / USUAL_DPI : 1;
  width = width > 0 ? MIN (WIDTH, width) : WIDTH;
  if (width < TIGHT * scale)
    self->room = COSELL_PALETTE_TIGHT;
  else if (width < NARROW * scale)
    self->room = COSELL_PALETTE_NARROW;
  if (height <= 0 || (height > HEIGHT && self->room == COSELL_PALETTE_WIDE))
    height = HEIGHT;
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  gtk_widget_set_visible (self->hints, self->room == COSELL_PALETTE_WIDE);
}

CosellPalette *
cosell_palette_new (GtkWindow *parent,
                    CosellSession *session,
                    GListModel *views,
                    GListModel *actions,
                    GArray *seen)
{
  CosellPalette *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_PALETTE, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->views = g_object_ref (views);
  self->actions = g_object_ref (actions);
  self->filters = cosell_palette_item_list_filters ();
  self->seen = g_array_ref (seen);
  fit (self, GTK_WIDGET (parent));
  typed_cb (self);
  return self;
}

gboolean
cosell_palette_wants_window (CosellPalette *self)
{
  g_return_val_if_fail (COSELL_IS_PALETTE (self), FALSE);

  return self->wants_window;
}
