#include "ui/deal/cosell-deal-watch.h"

typedef struct
{
  CosellDealWatchFunc func;
  gpointer self; /* (unowned) */
  gboolean differs;
} Watch;

static void
notified_cb (Watch *watch)
{
  watch->differs = TRUE;
}

static void
changed_cb (Watch *watch)
{
  if (!watch->differs)
    return;
  watch->differs = FALSE;
  watch->func (watch->self);
}

GSignalGroup *
cosell_deal_watch_new (const char *const *properties, CosellDealWatchFunc func, gpointer self)
{
  GSignalGroup *group = g_signal_group_new (COSELL_TYPE_DEAL);
  Watch *watch = g_new0 (Watch, 1);

  watch->func = func;
  watch->self = self;
  g_object_set_data_full (G_OBJECT (group), "watch", watch, g_free);
  for (guint i = 0; properties[i] != NULL; i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", properties[i], NULL);

      g_signal_group_connect_swapped (group, signal, G_CALLBACK (notified_cb), watch);
    }
  g_signal_group_connect_swapped (group, "changed", G_CALLBACK (changed_cb), watch);
  return group;
}
