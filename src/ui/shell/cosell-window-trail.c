/* cosell-window-trail.c: Alt+Left and Alt+Right, and the buttons of a mouse that mean the same,
 * lead through what was seen. */
#include "ui/shell/cosell-window-pages.h"
#include "ui/shell/cosell-window-private.h"

/* buttons of a mouse, as X11 and Wayland number them */
#define BUTTON_BACK 8
#define BUTTON_FORWARD 9

static gboolean
turn_is_over_cb (gpointer user_data)
{
  COSELL_WINDOW (user_data)->trail_source = 0;
  return G_SOURCE_REMOVE;
}

static void
update_forward (CosellWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.forward",
                                 cosell_trail_count (self->trail, 1) > 0);
}

/* Tab, query and deal that change in one turn of the main loop are one place. */
void
cosell_window_note_place (CosellWindow *self, gboolean passing)
{
  g_auto (CosellPlace) place = { 0 };

  if (self->session == NULL || self->trail == NULL || self->trail_going ||
      !cosell_window_has_deals (self->stack))
    return;
  cosell_window_get_place (self, &place);
  if (self->trail_source != 0 && g_str_equal (place.page, "main"))
    cosell_trail_settle (self->trail, &place);
  else if (cosell_trail_push (self->trail, &place, passing, g_get_monotonic_time ()) &&
           g_str_equal (place.page, "main"))
    self->trail_source = g_idle_add_full (G_PRIORITY_HIGH, turn_is_over_cb, self, NULL);
  update_forward (self);
}

static void
changed_cb (CosellWindow *self)
{
  cosell_window_note_place (self, FALSE);
}

static void
query_cb (CosellWindow *self)
{
  cosell_window_note_place (self, TRUE);
}

/* --- going --- */

static gboolean
is_gone (gint64 deal, gpointer user_data)
{
  CosellWindow *self = user_data;
  g_autoptr (CosellDeal) object = cosell_session_dup_deal (self->session, deal);

  return object == NULL;
}

static gboolean
go (CosellWindow *self, int step)
{
  const CosellPlace *found;
  g_auto (CosellPlace) place = { 0 };
  g_auto (CosellPlace) now = { 0 };

  if (self->session == NULL)
    return FALSE;
  found = cosell_window_has_deals (self->stack) ? cosell_trail_go (self->trail, step, is_gone, self)
                                                : NULL;
  if (found == NULL)
    return FALSE;
  place = *found;
  place.query = g_strdup (found->query);
  self->trail_going = TRUE;
  cosell_window_set_place (self, &place);
  self->trail_going = FALSE;
  cosell_window_get_place (self, &now);
  cosell_trail_settle (self->trail, &now);
  update_forward (self);
  return TRUE;
}

/* The page of advice has places of its own, and where nothing was seen before what is open is
 * closed. */
static void
back (CosellWindow *self)
{
  if (cosell_window_page_go_back (self->stack))
    return;
  if (!go (self, -1))
    cosell_window_close_deal (self);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  back (COSELL_WINDOW (widget));
}

static void
forward_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go (COSELL_WINDOW (widget), 1);
}

static void
button_cb (GtkGestureClick *gesture, int n_press, double x, double y, CosellWindow *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button != BUTTON_BACK && button != BUTTON_FORWARD)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (button == BUTTON_BACK)
    back (self);
  else
    go (self, 1);
}

void
cosell_window_trail_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.back", NULL, back_action);
  gtk_widget_class_install_action (klass, "win.forward", NULL, forward_action);
}

void
cosell_window_make_trail (CosellWindow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->trail = cosell_trail_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (button_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tabs, "notify::visible-child", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_bar, "notify::query", G_CALLBACK (query_cb), self,
                           G_CONNECT_SWAPPED);
  cosell_window_note_place (self, FALSE);
}

void
cosell_window_drop_trail (CosellWindow *self)
{
  g_clear_handle_id (&self->trail_source, g_source_remove);
  g_clear_pointer (&self->trail, cosell_trail_free);
}
