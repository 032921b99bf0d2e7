#include "ui/deal/cosell-deal-page.h"

struct _CosellDealPage
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (CosellDealPage, cosell_deal_page, GTK_TYPE_WIDGET)

static void
cosell_deal_page_class_init (CosellDealPageClass *klass)
{
  g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, ADW_TYPE_TOAST);
}

static void
cosell_deal_page_init (CosellDealPage *self)
{
}

GtkWidget *
cosell_deal_page_new (CosellSession *session)
{
  return g_object_new (COSELL_TYPE_DEAL_PAGE, NULL);
}

void
cosell_deal_page_set_deal (CosellDealPage *self, CosellDeal *deal)
{
}

CosellDeal *
cosell_deal_page_get_deal (CosellDealPage *self)
{
  return NULL;
}

void
cosell_deal_page_set_folded (CosellDealPage *self, gboolean folded)
{
}
