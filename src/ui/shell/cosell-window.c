#include "app/cosell-session-commands.h"
#include "ui/shell/cosell-window.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "model/cosell-draft.h"
#include "ui/assistant/cosell-assistant.h"
#include "ui/deals/cosell-deals-totals.h"
#include "ui/deals/cosell-list-focus.h"
#include "ui/preferences/cosell-preferences.h"
#include "ui/shell/cosell-application.h"
#include "ui/shell/cosell-picture.h"
#include "ui/shell/cosell-sync-status.h"
#include "ui/shell/cosell-window-export.h"
#include "ui/shell/cosell-window-find.h"
#include "ui/shell/cosell-window-lists.h"
#include "ui/shell/cosell-window-pages.h"
#include "ui/shell/cosell-window-private.h"
#include "ui/shell/cosell-window-sign-in.h"
#include "ui/shell/cosell-window-sync.h"
#include "ui/shell/cosell-window-tabs.h"
#include "ui/shell/cosell-window-undo.h"
#include "ui/shell/cosell-window-views.h"
#include "ui/widgets/cosell-message.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/widgets/cosell-transient.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-format.h"

G_DEFINE_FINAL_TYPE (CosellWindow, cosell_window, ADW_TYPE_APPLICATION_WINDOW)

void
cosell_window_toast_cb (GtkWidget *source, AdwToast *toast, CosellWindow *self)
{
  cosell_window_replace_toast (self, toast);
}

/* --- assistant --- */

static void
assistant_submitted_cb (CosellAssistant *assistant, gint64 deal, CosellWindow *self)
{
  CosellSessionState state;

  g_object_get (self->session, "state", &state, NULL);
  cosell_window_show_tab (self, COSELL_TAB_OUTBOUND);
  cosell_window_open_deal (self, deal);
  adw_toast_overlay_add_toast (self->toasts,
                               cosell_toast_new (
                                   state == COSELL_SESSION_OFFLINE
                                       ? _ ("Deal created. It will be sent when you are online.")
                                       : _ ("Deal created")));
}

static void
draft_restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (cosell_session_id_finish (COSELL_SESSION (source), result, &error) != 0)
    return;
  text = g_strdup_printf (_ ("The draft was not brought back: %s"), error->message);
  adw_toast_overlay_add_toast (self->toasts, cosell_toast_new (text));
}

static void
restore_draft_cb (AdwToast *toast, CosellWindow *self)
{
  const char *json = g_object_get_data (G_OBJECT (toast), "draft");
  g_autoptr (CosellDraft) draft = cosell_draft_new_from_json (json, NULL);

  if (draft != NULL && self->session != NULL)
    cosell_session_save_draft_async (self->session, 0, draft, NULL, draft_restored_cb,
                                     g_object_ref (self));
}

static void
assistant_deleted_cb (CosellAssistant *assistant, const char *json, CosellWindow *self)
{
  AdwToast *toast = cosell_toast_new (_ ("Draft deleted"));

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "draft", g_strdup (json), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (restore_draft_cb), self, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
assistant_open_deal_cb (CosellAssistant *assistant, gint64 id, CosellWindow *self)
{
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (self->session, id);

  if (deal == NULL)
    return;
  cosell_window_show_tab (self, cosell_window_tab_of (cosell_deal_get_data (deal)));
  cosell_window_open_deal (self, id);
  /* A window that belongs to another one would stay in front of it. */
  gtk_window_set_transient_for (GTK_WINDOW (assistant), NULL);
  gtk_window_present (GTK_WINDOW (self));
}

void
cosell_window_open_assistant (CosellWindow *self, gint64 draft)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  CosellAssistant *assistant;

  for (GList *l = gtk_application_get_windows (application); draft != 0 && l != NULL; l = l->next)
    if (COSELL_IS_ASSISTANT (l->data) && cosell_assistant_get_draft_id (l->data) == draft)
      {
        gtk_window_present (l->data);
        return;
      }

  assistant = cosell_assistant_new (self->session, GTK_WINDOW (self), draft);
  gtk_window_set_application (GTK_WINDOW (assistant), application);
  g_signal_connect_object (assistant, "submitted", G_CALLBACK (assistant_submitted_cb), self, 0);
  g_signal_connect_object (assistant, "deleted", G_CALLBACK (assistant_deleted_cb), self, 0);
  g_signal_connect_object (assistant, "open-deal", G_CALLBACK (assistant_open_deal_cb), self, 0);
  gtk_window_present (GTK_WINDOW (assistant));
}

/* --- what the session says --- */

static void
update_tabs (CosellWindow *self)
{
  GtkWidget *const bars[] = { GTK_WIDGET (self->switcher_title), self->switcher_bar };

  cosell_window_leads_update (self);
  cosell_window_tabs_update (self->tabs, bars, G_N_ELEMENTS (bars), self->session);
}

static void
update_count (CosellWindow *self)
{
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;
  guint waiting;

  g_object_get (self->session, "waiting-count", &waiting, NULL);
  number = g_strdup_printf ("%u", waiting);
  gtk_label_set_label (self->outbox_label, number);
  gtk_widget_set_visible (GTK_WIDGET (self->outbox_label), waiting > 0);
  if (waiting > 0)
    words =
        g_strdup_printf (ngettext ("%u change waiting", "%u changes waiting", waiting), waiting);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->outbox_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words != NULL ? words : "",
                                  -1);
  cosell_totals_bar_set_leads (self->totals, cosell_window_current_view (self) ==
                                                 COSELL_DEALS_VIEW (self->views[COSELL_TAB_LEADS]));
  cosell_totals_bar_set_count (self->totals,
                               cosell_deals_view_get_n_deals (cosell_window_current_view (self)));
}

static void
update_notice (CosellWindow *self, CosellSessionState state)
{
  g_autofree char *text = cosell_sync_status_dup_notice (self->session);

  if (state == COSELL_SESSION_SYNCING) /* keep what it says until the round is over */
    return;
  if (text != NULL)
    gtk_label_set_label (self->notice_label, text);
  cosell_window_sign_in_offer (self->notice_button, self->session);
  gtk_revealer_set_reveal_child (self->notice_revealer, text != NULL);
}

/* Nobody got in yet and there is nothing to see: an account that was refused at once keeps nobody
 * from the other way. */
static gboolean
is_new (CosellWindow *self, CosellSessionState state)
{
  CosellSignInState sign_in =
      cosell_account_get_sign_in (cosell_session_get_account (self->session));
  guint inbound, outbound, leads;
  gint64 last;

  if (state == COSELL_SESSION_NO_ACCOUNT)
    return TRUE;
  g_object_get (self->session, "last-sync", &last, "inbound-count", &inbound, "outbound-count",
                &outbound, "leads-count", &leads, NULL);
  return state == COSELL_SESSION_SIGN_IN && last == COSELL_NO_TIME &&
         inbound + outbound + leads == 0 && sign_in != COSELL_SIGN_IN_TOKEN &&
         sign_in != COSELL_SIGN_IN_PRACTICE;
}

static void
update_welcome (CosellWindow *self)
{
  g_autofree char *last_error = NULL;
  const char *reason = self->sign_in_problem;

  g_object_get (self->session, "last-error", &last_error, NULL);
  if (reason == NULL)
    reason = last_error;
  gtk_widget_set_visible (GTK_WIDGET (self->welcome_problem), reason != NULL);
  if (reason != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("You are not signed in. %s"), reason);

      gtk_label_set_label (self->welcome_problem, text);
    }
}

static void
update_page (CosellWindow *self, CosellSessionState state)
{
  gint64 last;
  const char *page;

  g_object_get (self->session, "last-sync", &last, NULL);
  if (self->starting &&
      (is_new (self, state) || (state == COSELL_SESSION_SYNCING && last == COSELL_NO_TIME)))
    page = "starting";
  else if (is_new (self, state))
    page = "welcome";
  else
    page = cosell_window_page_shown (self->stack);
  update_welcome (self);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_spinner_set_spinning (self->starting_spinner, g_str_equal (page, "starting"));
  cosell_window_update_practice (self);
}

static void
session_state_cb (CosellWindow *self)
{
  CosellSessionState state;
  g_autofree char *text = NULL;
  g_autofree char *tip = NULL;

  g_object_get (self->session, "state", &state, NULL);
  text = cosell_sync_status_describe (self->session);
  cosell_totals_bar_set_note (self->totals, text);
  /* Translators: tooltip of the sync button: what it does, and how things stand */
  tip = g_strdup_printf (_ ("Sync (F5)\n%s"), text);
  cosell_widget_set_tooltip (self->sync_button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sync_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);

  gtk_spinner_set_spinning (self->sync_spinner, state == COSELL_SESSION_SYNCING);
  gtk_stack_set_visible_child_name (self->sync_stack,
                                    state == COSELL_SESSION_SYNCING ? "busy" : "idle");
  update_notice (self, state);
  update_page (self, state);
}

static void
session_counts_cb (CosellWindow *self)
{
  CosellSessionState state;

  g_object_get (self->session, "state", &state, NULL);
  update_page (self, state);
  update_tabs (self);
  update_count (self);
}

/* --- list --- */

static void
view_deals_changed_cb (CosellDealsView *view, GParamSpec *pspec, CosellWindow *self)
{
  if (view == cosell_window_current_view (self))
    update_count (self);
}

static void
tab_changed_cb (CosellWindow *self)
{
  CosellDeal *deal = cosell_window_get_deal (self);

  for (guint i = 0; i < N_TABS; i++)
    cosell_deals_view_set_active (COSELL_DEALS_VIEW (self->views[i]),
                                  GTK_WIDGET (cosell_window_current_view (self)) == self->views[i]);
  if (cosell_window_deal_is_shown (self) && deal != NULL)
    cosell_deals_view_select (cosell_window_current_view (self), cosell_deal_get_id (deal));
  cosell_deals_totals_set_view (self->totals, cosell_window_current_view (self));
  update_count (self);
}

static void
search_changed_cb (CosellSearchBar *bar, GParamSpec *pspec, CosellWindow *self)
{
  for (guint i = 0; i < N_TABS; i++)
    cosell_deals_view_set_search (COSELL_DEALS_VIEW (self->views[i]),
                                  cosell_search_bar_get_query (bar));
}

/* What stands in the field counts, though it was typed a moment ago. */
static void
search_go_cb (CosellSearchBar *bar, gboolean open, CosellWindow *self)
{
  cosell_deals_view_go_first (cosell_window_current_view (self), open);
}

static void
search_stopped_cb (CosellSearchBar *bar, CosellWindow *self)
{
  cosell_deals_view_grab_focus_list (cosell_window_current_view (self));
}

/* --- actions --- */

/* What hides deals: the search and its filters. */
static void
clear_filters_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cosell_search_bar_set_query (COSELL_WINDOW (widget)->search_bar, "");
}

static void
new_deal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cosell_window_open_assistant (COSELL_WINDOW (widget), 0);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (cosell_search_bar_get_field (COSELL_WINDOW (widget)->search_bar));
}

static void
show_tab_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int tab;

  if (cosell_enum_from_nick (COSELL_TYPE_TAB, g_variant_get_string (parameter, NULL), &tab) &&
      tab < N_TABS)
    cosell_window_show_tab (COSELL_WINDOW (widget), (CosellTab) tab);
}

static void
close_deal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cosell_window_close_deal (COSELL_WINDOW (widget));
}

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  CosellSyncSummary summary;
  AdwToast *toast;

  /* errors stand in the notice; only what needs a person is said twice */
  if (!cosell_session_sync_finish (COSELL_SESSION (source), result, &summary, &error) ||
      summary.parked == summary.held)
    return;
  toast = cosell_toast_new (_ ("Some changes could not be sent"));
  adw_toast_set_button_label (toast, _ ("_Show"));
  adw_toast_set_action_name (toast, "win.show-outbox");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
sync_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (widget));
  CosellSessionState state;

  g_object_get (self->session, "state", &state, NULL);
  if (state == COSELL_SESSION_NO_ACCOUNT || state == COSELL_SESSION_SYNCING)
    return;
  if (COSELL_IS_APPLICATION (application) &&
      cosell_application_revive_practice (COSELL_APPLICATION (application)))
    return;
  cosell_session_sync_async (self->session, TRUE, TRUE, TRUE, NULL, synced_cb, g_object_ref (self));
}

static void
favorite_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cosell_session_finish (COSELL_SESSION (source), result, &error))
    adw_toast_overlay_add_toast (self->toasts, cosell_toast_new (error->message));
}

static void
toggle_favorite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);
  CosellDeal *deal = cosell_list_focus_get_deal (GTK_ROOT (self));
  GtkWidget *page = cosell_window_get_deal_page (self);

  /* the row that has the focus, else the deal that is on the screen */
  if (deal == NULL && gtk_widget_get_mapped (page))
    deal = cosell_deal_page_get_deal (COSELL_DEAL_PAGE (page));
  if (deal != NULL)
    cosell_session_set_favorite_async (self->session, cosell_deal_get_id (deal),
                                       !cosell_deal_get_data (deal)->favorite, NULL,
                                       favorite_set_cb, g_object_ref (self));
}

static void
show_outbox_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);

  cosell_window_show_outbox (self, self->stack, self->session);
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);

  const char *page = g_str_equal (name, "win.rates") ? COSELL_PREFERENCES_RATES
                     : g_str_equal (name, "win.crm") ? COSELL_PREFERENCES_CRM
                                                     : NULL;

  if (self->settings != NULL)
    cosell_preferences_show (GTK_WINDOW (widget), self->settings, self->session, page);
}

static void
advice_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);

  cosell_window_show_advice (self, self->stack, self->session);
}

static void
start_practice (CosellWindow *self)
{
  cosell_window_show_starting (self);
  cosell_application_start_practice (
      COSELL_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

static void
account_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (cosell_account_finish (COSELL_ACCOUNT (source), result, &error))
    start_practice (self);
  else if (self->session != NULL)
    cosell_window_show_problem (self, _ ("Practice mode could not start"), error->message);
}

/* An account that let nobody in makes room. */
static void
practise_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);
  CosellAccount *account = cosell_session_get_account (self->session);

  cosell_window_set_sign_in_problem (self, NULL);
  if (cosell_account_get_url (account) == NULL)
    start_practice (self);
  else
    cosell_account_remove_async (account, NULL, account_removed_cb, g_object_ref (self));
}

/* --- life --- */

static gboolean
list_is_settled (CosellWindow *self)
{
  gint64 last;
  CosellSessionState state;

  g_object_get (self->session, "last-sync", &last, "state", &state, NULL);
  return last != COSELL_NO_TIME && state == COSELL_SESSION_IDLE &&
         cosell_deals_view_is_settled (cosell_window_current_view (self));
}

static void
make_views (CosellWindow *self)
{
  static const char *const icons[N_TABS] = { "cosell-inbound-symbolic", "cosell-outbound-symbolic",
                                             "cosell-heart-symbolic", "cosell-leads-symbolic" };
  const char *titles[N_TABS] = { _ ("Inbound"), _ ("Outbound"), _ ("Favorites"), _ ("Leads") };

  for (guint i = 0; i < N_TABS; i++)
    {
      self->views[i] = cosell_deals_view_new (self->session, (CosellTab) i);
      adw_view_stack_add_titled (self->tabs, self->views[i],
                                 cosell_enum_nick (COSELL_TYPE_TAB, (int) i), titles[i]);
      adw_view_stack_page_set_icon_name (adw_view_stack_get_page (self->tabs, self->views[i]),
                                         icons[i]);
      g_signal_connect_object (self->views[i], "toast", G_CALLBACK (cosell_window_toast_cb), self,
                               0);
      g_signal_connect_object (self->views[i], "notify::n-deals",
                               G_CALLBACK (view_deals_changed_cb), self, 0);
    }
  cosell_window_leads_update (self);
}

static void
watch_session (CosellWindow *self)
{
  static const char *const states[] = { "notify::state",   "notify::last-sync",
                                        "notify::pulled",  "notify::last-error",
                                        "notify::awaited", "notify::crm-error" };
  static const char *const counts[] = {
    "notify::inbound-count", "notify::outbound-count",     "notify::favorites-count",
    "notify::leads-count",   "notify::unanswered-inbound", "notify::unanswered-favorites",
    "notify::waiting-count", "notify::unanswered-leads"
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_signal_connect_object (self->session, states[i], G_CALLBACK (session_state_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (cosell_session_get_account (self->session), "notify::url",
                           G_CALLBACK (session_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cosell_session_get_scheduler (self->session), "notify::pause",
                           G_CALLBACK (session_state_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_signal_connect_object (self->session, counts[i], G_CALLBACK (session_counts_cb), self,
                             G_CONNECT_SWAPPED);
  cosell_window_sign_in_watch (self, self->session);
  session_state_cb (self);
  session_counts_cb (self);
  cosell_window_undo_follow (GTK_WIDGET (self), self->session);
  cosell_conflict_count_set_session (self->conflict_count, self->session);
}

static void
bind_settings (CosellWindow *self)
{
  cosell_window_bind_sync (GTK_WINDOW (self), self->session, self->settings);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.preferences", self->settings != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.rates", self->settings != NULL);
  if (self->settings == NULL) /* the schema is not installed: the window begins as it is drawn */
    return;
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "last-tab", self->tabs, "visible-child-name",
                   G_SETTINGS_BIND_DEFAULT);
}

static void
cosell_window_dispose (GObject *object)
{
  CosellWindow *self = COSELL_WINDOW (object);

  g_clear_handle_id (&self->deal_page_source, g_source_remove);
  cosell_window_drop_trail (self);
  cosell_window_drop_facets (self);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_object (&self->last_toast);
  g_clear_pointer (&self->sign_in_problem, g_free);
  G_OBJECT_CLASS (cosell_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (COSELL_TYPE_CONFLICT_COUNT);
  g_type_ensure (COSELL_TYPE_SEARCH_BAR);
  g_type_ensure (COSELL_TYPE_TOTALS_BAR);
  g_type_ensure (COSELL_TYPE_VIEWS_BAR);
  gtk_widget_class_set_template_from_resource (klass, COSELL_APP_PATH "/shell/cosell-window.ui");
  gtk_widget_class_bind_template_child (klass, CosellWindow, toasts);
  gtk_widget_class_bind_template_child (klass, CosellWindow, stack);
  gtk_widget_class_bind_template_child (klass, CosellWindow, welcome);
  gtk_widget_class_bind_template_child (klass, CosellWindow, welcome_problem);
  gtk_widget_class_bind_template_child (klass, CosellWindow, starting_page);
  gtk_widget_class_bind_template_child (klass, CosellWindow, starting_spinner);
  gtk_widget_class_bind_template_child (klass, CosellWindow, views_flap);
  gtk_widget_class_bind_template_child (klass, CosellWindow, views_bar);
  gtk_widget_class_bind_template_child (klass, CosellWindow, header);
  gtk_widget_class_bind_template_child (klass, CosellWindow, new_deal_button);
  gtk_widget_class_bind_template_child (klass, CosellWindow, switcher_title);
  gtk_widget_class_bind_template_child (klass, CosellWindow, switcher_bar);
  gtk_widget_class_bind_template_child (klass, CosellWindow, sync_stack);
  gtk_widget_class_bind_template_child (klass, CosellWindow, sync_button);
  gtk_widget_class_bind_template_child (klass, CosellWindow, sync_spinner);
  gtk_widget_class_bind_template_child (klass, CosellWindow, outbox_button);
  gtk_widget_class_bind_template_child (klass, CosellWindow, outbox_label);
  gtk_widget_class_bind_template_child (klass, CosellWindow, notice_revealer);
  gtk_widget_class_bind_template_child (klass, CosellWindow, notice_label);
  gtk_widget_class_bind_template_child (klass, CosellWindow, notice_button);
  gtk_widget_class_bind_template_child (klass, CosellWindow, leaflet);
  gtk_widget_class_bind_template_child (klass, CosellWindow, list_pane);
  gtk_widget_class_bind_template_child (klass, CosellWindow, separator);
  gtk_widget_class_bind_template_child (klass, CosellWindow, deal_pane);
  gtk_widget_class_bind_template_child (klass, CosellWindow, pages);
  gtk_widget_class_bind_template_child (klass, CosellWindow, draft_page);
  gtk_widget_class_bind_template_child (klass, CosellWindow, draft_header);
  gtk_widget_class_bind_template_child (klass, CosellWindow, draft_card);
  gtk_widget_class_bind_template_child (klass, CosellWindow, draft_button);
  gtk_widget_class_bind_template_child (klass, CosellWindow, search_bar);
  gtk_widget_class_bind_template_child (klass, CosellWindow, filter_button);
  gtk_widget_class_bind_template_child (klass, CosellWindow, filter_label);
  gtk_widget_class_bind_template_child (klass, CosellWindow, tabs);
  gtk_widget_class_bind_template_child (klass, CosellWindow, totals);
  gtk_widget_class_bind_template_child (klass, CosellWindow, conflict_count);
  gtk_widget_class_bind_template_child (klass, CosellWindow, practice_mark);
  gtk_widget_class_bind_template_child (klass, CosellWindow, practice_strip);
  gtk_widget_class_bind_template_callback (klass, cosell_window_toast_cb);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, search_go_cb);
  gtk_widget_class_bind_template_callback (klass, search_stopped_cb);
}

static void
cosell_window_class_init (CosellWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  cosell_transient_watch ();
  G_OBJECT_CLASS (klass)->dispose = cosell_window_dispose;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "win.new-deal", NULL, new_deal_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.clear-filters", NULL, clear_filters_action);
  gtk_widget_class_install_action (widget_class, "win.show-tab", "s", show_tab_action);
  gtk_widget_class_install_action (widget_class, "win.close-deal", NULL, close_deal_action);
  gtk_widget_class_install_action (widget_class, "win.sync", NULL, sync_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-favorite", NULL,
                                   toggle_favorite_action);
  gtk_widget_class_install_action (widget_class, "win.show-outbox", NULL, show_outbox_action);
  cosell_window_leads_install (widget_class);
  cosell_window_panes_install (widget_class);
  cosell_window_trail_install (widget_class);
  cosell_window_palette_install (widget_class);
  cosell_window_export_install (widget_class);
  cosell_window_many_install (widget_class);
  cosell_window_undo_install (widget_class);
  cosell_window_columns_install (widget_class);
  cosell_window_views_install (widget_class);
  cosell_window_facets_install (widget_class);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.rates", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.crm", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.advice", NULL, advice_action);
  gtk_widget_class_install_action (widget_class, "win.practise", NULL, practise_action);
  cosell_window_sign_in_install (widget_class);
}

static void
cosell_window_init (CosellWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_widget_let_title_shrink (GTK_WIDGET (self->switcher_title));
  adw_status_page_set_icon_name (self->welcome, COSELL_APP_ID);
}

CosellWindow *
cosell_window_new (GtkApplication *application, CosellSession *session, GSettings *settings)
{
  CosellWindow *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_WINDOW, "application", application, NULL);
  self->session = g_object_ref (session);
  g_set_object (&self->settings, settings);
  make_views (self);
  cosell_window_make_panes (self);
  bind_settings (self);
  g_signal_connect_object (self->tabs, "notify::visible-child", G_CALLBACK (tab_changed_cb), self,
                           G_CONNECT_SWAPPED);
  watch_session (self);
  cosell_deals_totals_follow (self->totals, self->session, GTK_WIDGET (self), self->settings);
  cosell_window_find_follow (self->search_bar, self->tabs, self->session);
  cosell_window_views_follow (self->views_flap, self->views_bar, self->search_bar, self->session,
                              self->settings);
  cosell_window_lists_follow (self->tabs, self->views, N_TABS, self->views_bar, self->session,
                              self->settings);
  cosell_window_make_facets (self);
  tab_changed_cb (self);
  cosell_window_many_follow (self);
  cosell_window_make_trail (self);
  cosell_picture_arm (self, session, list_is_settled);
  return self;
}

void
cosell_window_show_problem (CosellWindow *self, const char *title, const char *message)
{
  g_return_if_fail (COSELL_IS_WINDOW (self));

  self->starting = FALSE;
  session_state_cb (self);
  cosell_message_tell (GTK_WIDGET (self), title, message);
}

void
cosell_window_set_sign_in_problem (CosellWindow *self, const char *words)
{
  g_return_if_fail (COSELL_IS_WINDOW (self));

  cosell_set_str (&self->sign_in_problem, words);
  if (self->session != NULL)
    update_welcome (self);
}

void
cosell_window_show_starting (CosellWindow *self)
{
  g_return_if_fail (COSELL_IS_WINDOW (self));

  self->starting = TRUE;
  session_state_cb (self);
}

void
cosell_window_add_toast (CosellWindow *self, AdwToast *toast)
{
  g_return_if_fail (COSELL_IS_WINDOW (self));

  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
cosell_window_replace_toast (CosellWindow *self, AdwToast *toast)
{
  g_return_if_fail (COSELL_IS_WINDOW (self));

  if (self->last_toast != NULL)
    adw_toast_dismiss (self->last_toast);
  g_set_object (&self->last_toast, toast);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

CosellSession *
cosell_window_get_session (CosellWindow *self)
{
  g_return_val_if_fail (COSELL_IS_WINDOW (self), NULL);

  return self->session;
}

GtkWidget *
cosell_window_get_deal_page (CosellWindow *self)
{
  GtkWidget *over;

  g_return_val_if_fail (COSELL_IS_WINDOW (self), NULL);

  over = cosell_window_page_get_deal (self->stack);
  if (over == NULL && self->session != NULL)
    cosell_window_need_deal_page (self);
  return over != NULL ? over : GTK_WIDGET (self->deal_page);
}

void
cosell_window_show_tab (CosellWindow *self, CosellTab tab)
{
  gboolean in_list;

  g_return_if_fail (COSELL_IS_WINDOW (self));
  g_return_if_fail ((guint) tab < N_TABS);

  /* from the rows to the rows: GTK would leave the focus to whatever stands below them */
  in_list = cosell_list_focus_is_in (GTK_WIDGET (cosell_window_current_view (self)));
  adw_view_stack_set_visible_child (self->tabs, self->views[tab]);
  if (in_list)
    cosell_deals_view_grab_focus_list (cosell_window_current_view (self));
}
