#include "app/cosell-deal-id-list.h"

#include "app/cosell-session-private.h"

struct _CosellDealIdList
{
  GObject parent_instance;

  CosellSession *session; /* (owned) */
  GArray *ids;            /* (owned) of gint64 */
};

static void
cosell_deal_id_list_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellDealIdList,
                               cosell_deal_id_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cosell_deal_id_list_list_init))

static GType
get_item_type (GListModel *model)
{
  return COSELL_TYPE_DEAL;
}

static guint
get_n_items (GListModel *model)
{
  return COSELL_DEAL_ID_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CosellDealIdList *self = COSELL_DEAL_ID_LIST (model);
  g_autoptr (GPtrArray) deals = NULL;

  if (position >= self->ids->len)
    return NULL;
  deals =
      cosell_session_read_deals (self->session, &g_array_index (self->ids, gint64, position), 1);
  return g_object_ref (g_ptr_array_index (deals, 0));
}

static void
cosell_deal_id_list_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cosell_deal_id_list_finalize (GObject *object)
{
  CosellDealIdList *self = COSELL_DEAL_ID_LIST (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->ids, g_array_unref);
  G_OBJECT_CLASS (cosell_deal_id_list_parent_class)->finalize (object);
}

static void
cosell_deal_id_list_class_init (CosellDealIdListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_deal_id_list_finalize;
}

static void
cosell_deal_id_list_init (CosellDealIdList *self)
{
}

CosellDealIdList *
cosell_deal_id_list_new (CosellSession *session, GArray *ids)
{
  CosellDealIdList *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session) && ids != NULL, NULL);

  self = g_object_new (COSELL_TYPE_DEAL_ID_LIST, NULL);
  self->session = g_object_ref (session);
  self->ids = g_array_ref (ids);
  return self;
}
