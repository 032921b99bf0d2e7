#include "ui/shell/cosell-window-listed.h"

#include "app/cosell-deal-list.h"
#include "ui/shell/cosell-window-private.h"

typedef struct
{
  CosellWindow *window; /* (weak) (nullable) */
  char *action;         /* (owned) */
  GVariant *parameter;  /* (owned) (nullable) */
} Waiting;

static void
waiting_free (gpointer data, GClosure *closure)
{
  Waiting *waiting = data;

  g_clear_weak_pointer (&waiting->window);
  g_clear_pointer (&waiting->parameter, g_variant_unref);
  g_free (waiting->action);
  g_free (waiting);
}

static void
loading_cb (CosellDealList *list, GParamSpec *pspec, Waiting *waiting)
{
  CosellWindow *window = waiting->window;
  g_autofree char *action = NULL;
  g_autoptr (GVariant) parameter = NULL;

  if (!cosell_deal_list_is_answered (list))
    return;
  action = g_steal_pointer (&waiting->action);
  parameter = g_steal_pointer (&waiting->parameter);
  g_signal_handlers_disconnect_by_data (list, waiting); /* frees it */
  if (window != NULL && window->session != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (window), action, parameter);
}

gboolean
cosell_window_is_listed (CosellWindow *self, const char *action, GVariant *parameter)
{
  CosellDealList *list;
  Waiting *waiting;

  g_return_val_if_fail (COSELL_IS_WINDOW (self) && action != NULL, TRUE);

  list = cosell_deals_view_get_deals (cosell_window_current_view (self));
  if (list == NULL)
    return TRUE;
  g_signal_handlers_disconnect_matched (list, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, loading_cb, NULL);
  if (cosell_deal_list_is_answered (list))
    return TRUE;
  waiting = g_new0 (Waiting, 1);
  g_set_weak_pointer (&waiting->window, self);
  waiting->action = g_strdup (action);
  waiting->parameter = parameter != NULL ? g_variant_ref_sink (parameter) : NULL;
  g_signal_connect_data (list, "notify::loading", G_CALLBACK (loading_cb), waiting, waiting_free,
                         (GConnectFlags) 0);
  return FALSE;
}
