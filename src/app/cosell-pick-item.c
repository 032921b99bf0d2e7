#include "app/cosell-pick-item.h"

#include "base/cosell-text.h"

struct _CosellPickItem
{
  GObject parent_instance;

  char *id;   /* (owned) */
  char *name; /* (owned) (nullable) */
  char *note; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CosellPickItem, cosell_pick_item, G_TYPE_OBJECT)

static void
cosell_pick_item_finalize (GObject *object)
{
  CosellPickItem *self = COSELL_PICK_ITEM (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->note);
  G_OBJECT_CLASS (cosell_pick_item_parent_class)->finalize (object);
}

static void
cosell_pick_item_class_init (CosellPickItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_pick_item_finalize;
}

static void
cosell_pick_item_init (CosellPickItem *self)
{
}

CosellPickItem *
cosell_pick_item_new (const char *id, const char *name, const char *note)
{
  CosellPickItem *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (COSELL_TYPE_PICK_ITEM, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->note = g_strdup (note);
  return self;
}

const char *
cosell_pick_item_get_id (CosellPickItem *self)
{
  g_return_val_if_fail (COSELL_IS_PICK_ITEM (self), NULL);

  return self->id;
}

const char *
cosell_pick_item_get_name (CosellPickItem *self)
{
  g_return_val_if_fail (COSELL_IS_PICK_ITEM (self), NULL);

  return cosell_text_is_blank (self->name) ? self->id : self->name;
}

const char *
cosell_pick_item_get_note (CosellPickItem *self)
{
  g_return_val_if_fail (COSELL_IS_PICK_ITEM (self), NULL);

  return self->note;
}

CosellPickItem *
cosell_pick_item_find (GListModel *items, const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; items != NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (CosellPickItem) item = g_list_model_get_item (items, i);

      if (g_str_equal (item->id, id))
        return g_steal_pointer (&item);
    }
  return NULL;
}
