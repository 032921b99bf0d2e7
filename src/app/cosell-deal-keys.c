#include "app/cosell-deal-keys.h"

#include "app/cosell-session-private.h"

struct _CosellDealKeys
{
  GObject parent_instance;

  CosellSession *session; /* (owned) */
  GArray *ids;            /* (owned) of gint64 */
};

static void
cosell_deal_keys_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellDealKeys,
                               cosell_deal_keys,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cosell_deal_keys_list_init))

static GType
get_item_type (GListModel *model)
{
  return COSELL_TYPE_DEAL;
}

static guint
get_n_items (GListModel *model)
{
  return COSELL_DEAL_KEYS (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CosellDealKeys *self = COSELL_DEAL_KEYS (model);
  g_autoptr (GPtrArray) deals = NULL;

  if (position >= self->ids->len)
    return NULL;
  deals =
      cosell_session_read_deals (self->session, &g_array_index (self->ids, gint64, position), 1);
  return g_object_ref (g_ptr_array_index (deals, 0));
}

static void
cosell_deal_keys_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cosell_deal_keys_finalize (GObject *object)
{
  CosellDealKeys *self = COSELL_DEAL_KEYS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->ids, g_array_unref);
  G_OBJECT_CLASS (cosell_deal_keys_parent_class)->finalize (object);
}

static void
cosell_deal_keys_class_init (CosellDealKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_deal_keys_finalize;
}

static void
cosell_deal_keys_init (CosellDealKeys *self)
{
}

CosellDealKeys *
cosell_deal_keys_new (CosellSession *session, GArray *ids)
{
  CosellDealKeys *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session) && ids != NULL, NULL);

  self = g_object_new (COSELL_TYPE_DEAL_KEYS, NULL);
  self->session = g_object_ref (session);
  self->ids = g_array_ref (ids);
  return self;
}
