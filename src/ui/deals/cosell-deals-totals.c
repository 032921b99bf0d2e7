#include "ui/deals/cosell-deals-totals.h"

#include "app/cosell-session-find.h"

/* Whoever types on is not kept waiting for sums. */
#define PAUSE_MS 150
/* While deals come in, sums are old before they are known, and the database has other work. */
#define SYNC_PAUSE_MS 2000

#define DATA "cosell-deals-totals"
#define MAIN_CURRENCY "main-currency"

typedef struct
{
  CosellTotalsBar *bar;      /* (unowned): lives as long */
  CosellSession *session;    /* (owned) */
  CosellDealList *list;      /* (owned) (nullable) */
  gulong loading_handler;    /* of list */
  gulong state_handler;      /* of session */
  guint source;              /* they are asked for in a moment */
  GCancellable *cancellable; /* (owned) (nullable): they are being added up */
} Totals;

typedef struct
{
  CosellTotalsBar *bar;      /* (owned) */
  GCancellable *cancellable; /* (owned) */
} Ask;

static void
drop (Totals *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
forget_list (Totals *self)
{
  drop (self);
  if (self->list != NULL)
    g_clear_signal_handler (&self->loading_handler, self->list);
  g_clear_object (&self->list);
}

static void
totals_free (gpointer data)
{
  Totals *self = data;

  forget_list (self);
  g_clear_signal_handler (&self->state_handler, self->session);
  g_object_unref (self->session);
  g_free (self);
}

static void
added_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Ask *ask = user_data;
  g_autoptr (CosellTotalsBar) bar = ask->bar;
  g_autoptr (GCancellable) cancellable = ask->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellTotals) totals =
      cosell_session_totals_finish (COSELL_SESSION (source), result, NULL, &error);
  Totals *self = g_object_get_data (G_OBJECT (bar), DATA);

  if (g_cancellable_is_cancelled (cancellable) || self == NULL)
    return;
  g_clear_object (&self->cancellable);
  if (totals == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_warning ("Deals could not be added up: %s", error->message);
  cosell_totals_bar_take (bar, g_steal_pointer (&totals));
}

static gboolean
pause_over_cb (gpointer user_data)
{
  Totals *self = user_data;
  Ask *ask = g_new0 (Ask, 1);
  CosellFind find;

  self->source = 0;
  self->cancellable = g_cancellable_new ();
  ask->bar = g_object_ref (self->bar);
  ask->cancellable = g_object_ref (self->cancellable);
  cosell_deal_list_get_find (self->list, &find);
  find.gives_way = TRUE;
  cosell_session_totals_async (self->session, &find, self->cancellable, added_up_cb, ask);
  return G_SOURCE_REMOVE;
}

static void
ask_soon (Totals *self)
{
  CosellSessionState state;

  g_object_get (self->session, "state", &state, NULL);
  self->source = g_timeout_add_full (G_PRIORITY_LOW,
                                     state == COSELL_SESSION_SYNCING ? SYNC_PAUSE_MS : PAUSE_MS,
                                     pause_over_cb, self, NULL);
}

/* Nobody waits for the long pause once the sync is over. */
static void
state_cb (Totals *self)
{
  if (self->source == 0)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  ask_soon (self);
}

/* What stood there stays until the new sums are known. */
static void
follow (Totals *self)
{
  drop (self);
  if (!cosell_deal_list_is_loading (self->list))
    ask_soon (self);
}

static void
gone_cb (GtkWidget *bar, gpointer unused)
{
  g_object_set_data (G_OBJECT (bar), DATA, NULL);
}

void
cosell_deals_totals_follow (CosellTotalsBar *bar,
                            CosellSession *session,
                            GtkWidget *window,
                            GSettings *settings)
{
  Totals *self;

  g_return_if_fail (COSELL_IS_TOTALS_BAR (bar) && COSELL_IS_SESSION (session));

  self = g_new0 (Totals, 1);
  self->bar = bar;
  self->session = g_object_ref (session);
  self->state_handler =
      g_signal_connect_swapped (session, "notify::state", G_CALLBACK (state_cb), self);
  g_object_set_data_full (G_OBJECT (bar), DATA, self, totals_free);
  g_signal_connect (bar, "destroy", G_CALLBACK (gone_cb), NULL);
  if (settings != NULL)
    {
      g_autoptr (GAction) action = g_settings_create_action (settings, MAIN_CURRENCY);

      g_action_map_add_action (G_ACTION_MAP (window), action);
    }
}

void
cosell_deals_totals_set_view (CosellTotalsBar *bar, CosellDealsView *view)
{
  Totals *self;
  CosellDealList *list;

  g_return_if_fail (COSELL_IS_TOTALS_BAR (bar) && COSELL_IS_DEALS_VIEW (view));

  self = g_object_get_data (G_OBJECT (bar), DATA);
  list = cosell_deals_view_get_deals (view);
  if (self == NULL || list == NULL || list == self->list)
    return;
  forget_list (self);
  self->list = g_object_ref (list);
  self->loading_handler =
      g_signal_connect_swapped (list, "notify::loading", G_CALLBACK (follow), self);
  follow (self);
}
