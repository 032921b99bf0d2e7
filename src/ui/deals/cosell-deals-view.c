#include "ui/deals/cosell-deals-view.h"

struct _CosellDealsView
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (CosellDealsView, cosell_deals_view, GTK_TYPE_WIDGET)

static void
cosell_deals_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
}

static void
cosell_deals_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
}

static void
cosell_deals_view_class_init (CosellDealsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cosell_deals_view_get_property;
  object_class->set_property = cosell_deals_view_set_property;
  g_object_class_install_property (object_class, 1,
                                   g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE));
  g_object_class_install_property (object_class, 2,
                                   g_param_spec_uint ("n-deals", NULL, NULL, 0, G_MAXUINT, 0,
                                                      G_PARAM_READABLE));
  g_signal_new ("deal-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT64);
  g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, ADW_TYPE_TOAST);
}

static void
cosell_deals_view_init (CosellDealsView *self)
{
}

GtkWidget *
cosell_deals_view_new (CosellSession *session, CosellTab tab)
{
  return g_object_new (COSELL_TYPE_DEALS_VIEW, NULL);
}

void
cosell_deals_view_select (CosellDealsView *self, gint64 deal)
{
}

void
cosell_deals_view_set_search (CosellDealsView *self, const char *search)
{
}

void
cosell_deals_view_set_active (CosellDealsView *self, gboolean active)
{
}

void
cosell_deals_view_grab_focus_list (CosellDealsView *self)
{
}

guint
cosell_deals_view_get_n_deals (CosellDealsView *self)
{
  return 0;
}

gboolean
cosell_deals_view_is_settled (CosellDealsView *self)
{
  return TRUE;
}
