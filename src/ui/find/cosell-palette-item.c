#include "ui/find/cosell-palette-item.h"

#include <glib/gi18n-lib.h>

#include "ui/find/cosell-view-row.h"

struct _CosellPaletteItem
{
  GObject parent_instance;

  CosellPaletteKind kind;
  char *id; /* (owned) (nullable) */
  char *label;
  const char *icon; /* (static) */
  char *what;       /* (owned) */
  char *keys;       /* (owned) (nullable) */
  char *detail;     /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CosellPaletteItem, cosell_palette_item, G_TYPE_OBJECT)

static const struct
{
  const char *label, *query;
} filters[] = {
  { N_ ("Show Open Deals"), "open" },
  { N_ ("Show Closed Deals"), "closed" },
  { N_ ("Show Overdue Deals"), "overdue" },
  { N_ ("Show Expiring Deals"), "expiring" },
  { N_ ("Show My Deals"), "mine" },
  { N_ ("Show Favorites"), "favorite" },
  { N_ ("Show Drafts"), "draft" },
  { N_ ("Show Received Deals"), "status:received" },
  { N_ ("Show Accepted Deals"), "status:accepted" },
  { N_ ("Show Won Deals"), "status:won" },
  { N_ ("Show Lost Deals"), "status:lost" },
  { N_ ("Show Deals That Close This Month"), "closes:this-month" },
  { N_ ("Show Deals That Close This Quarter"), "closes:this-quarter" },
  { N_ ("Show Deals Without a Close Date"), "closes:none" },
  { N_ ("Show Deals Without a Value"), "value:none" },
  { N_ ("Show Deals Created This Week"), "created:this-week" },
  { N_ ("Show Deals Untouched for Two Weeks"), "untouched:14d" },
  { N_ ("Show Deals to Be Registered"), "eligible status:won registration:none" },
  { N_ ("Show Deals Eligible for an Incentive"), "eligible" },
  { N_ ("Show P2P Deals"), "p2p" },
  { N_ ("Show Deals Waiting to Be Sent"), "unsynced" },
  { N_ ("Show Deals Held Back"), "held" },
  { N_ ("Show Deals That Need Attention"), "parked" },
  { N_ ("Show Deals in Conflict"), "conflict" },
};

static void
cosell_palette_item_finalize (GObject *object)
{
  CosellPaletteItem *self = COSELL_PALETTE_ITEM (object);

  g_free (self->id);
  g_free (self->label);
  g_free (self->what);
  g_free (self->keys);
  g_free (self->detail);
  G_OBJECT_CLASS (cosell_palette_item_parent_class)->finalize (object);
}

static void
cosell_palette_item_class_init (CosellPaletteItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_palette_item_finalize;
}

static void
cosell_palette_item_init (CosellPaletteItem *self)
{
}

CosellPaletteItem *
cosell_palette_item_new (CosellPaletteKind kind,
                         const char *id,
                         const char *label,
                         const char *icon,
                         const char *what,
                         const char *keys)
{
  CosellPaletteItem *self = g_object_new (COSELL_TYPE_PALETTE_ITEM, NULL);

  self->kind = kind;
  self->id = g_strdup (id);
  self->label = g_strdup (label);
  self->icon = icon;
  self->what = g_strdup (what);
  self->keys = g_strdup (keys);
  return self;
}

CosellPaletteKind
cosell_palette_item_get_kind (CosellPaletteItem *self)
{
  g_return_val_if_fail (COSELL_IS_PALETTE_ITEM (self), COSELL_PALETTE_VIEW);

  return self->kind;
}

const char *
cosell_palette_item_get_id (CosellPaletteItem *self)
{
  g_return_val_if_fail (COSELL_IS_PALETTE_ITEM (self), NULL);

  return self->id;
}

const char *
cosell_palette_item_get_label (CosellPaletteItem *self)
{
  g_return_val_if_fail (COSELL_IS_PALETTE_ITEM (self), NULL);

  return self->label;
}

const char *
cosell_palette_item_get_icon (CosellPaletteItem *self)
{
  g_return_val_if_fail (COSELL_IS_PALETTE_ITEM (self), NULL);

  return self->icon;
}

const char *
cosell_palette_item_get_what (CosellPaletteItem *self)
{
  g_return_val_if_fail (COSELL_IS_PALETTE_ITEM (self), NULL);

  return self->what;
}

const char *
cosell_palette_item_get_keys (CosellPaletteItem *self)
{
  g_return_val_if_fail (COSELL_IS_PALETTE_ITEM (self), NULL);

  return self->keys;
}

const char *
cosell_palette_item_get_detail (CosellPaletteItem *self)
{
  g_return_val_if_fail (COSELL_IS_PALETTE_ITEM (self), NULL);

  return self->detail;
}

CosellPaletteItem *
cosell_palette_item_new_view (const CosellView *view)
{
  CosellPaletteItem *self;
  g_autofree char *id = NULL;

  g_return_val_if_fail (view != NULL, NULL);

  id = cosell_view_dup_id (view);
  self = cosell_palette_item_new (COSELL_PALETTE_VIEW, id, view->name, cosell_view_row_icon (view),
                                  view->query, NULL);
  if (view->count >= 0)
    self->detail = g_strdup_printf (ngettext ("%ld deal", "%ld deals", (gulong) view->count),
                                    (glong) view->count);
  return self;
}

GListModel *
cosell_palette_item_list_filters (void)
{
  GListStore *items = g_list_store_new (COSELL_TYPE_PALETTE_ITEM);

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (CosellPaletteItem) item =
          cosell_palette_item_new (COSELL_PALETTE_FILTER, NULL, _ (filters[i].label),
                                   "cosell-filter-symbolic", filters[i].query, NULL);

      g_list_store_append (items, item);
    }
  return G_LIST_MODEL (items);
}
