/* cosell-window-panes.c: list and deal beside each other, or one of them in a narrow window. The
 * deal follows what is selected in the list as long as both fit; Enter goes to the deal, Escape
 * back to its row, and Alt+Down and Alt+Up go through the deals from either side. */
#include <glib/gi18n-lib.h>

#include "app/cosell-session-reports.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "ui/deals/cosell-list-focus.h"
#include "ui/shell/cosell-application.h"
#include "ui/shell/cosell-window-pages.h"
#include "ui/shell/cosell-window-private.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-pane.h"

#define DEAL_PANE_WIDTH 560
#define LIST_PANE_WIDTH 380
#define SEPARATOR_WIDTH 1
/* The page of a deal is made so long after the first rows came: they are painted by then. */
#define DEAL_PAGE_MS 100

CosellDealsView *
cosell_window_current_view (CosellWindow *self)
{
  return COSELL_DEALS_VIEW (adw_view_stack_get_visible_child (self->tabs));
}

gboolean
cosell_window_deal_is_shown (CosellWindow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->deal_pane));
}

/* Whether a deal stands beside the list, or would. The leaflet knows it a frame after a deal came.
 */
static gboolean
both_fit (CosellWindow *self)
{
  if (cosell_window_deal_is_shown (self) && adw_leaflet_get_folded (self->leaflet))
    return FALSE;
  return gtk_widget_get_width (GTK_WIDGET (self->leaflet)) >=
         LIST_PANE_WIDTH + SEPARATOR_WIDTH + DEAL_PANE_WIDTH;
}

/* The deal is all that is seen of list and deal. */
static gboolean
deal_is_alone (CosellWindow *self)
{
  return adw_leaflet_get_folded (self->leaflet) && cosell_window_deal_is_shown (self) &&
         adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->deal_pane);
}

/* Deals that are samples are marked on every page: in the list's own bar, else below the page. */
void
cosell_window_update_practice (CosellWindow *self)
{
  static const char *const without_deals[] = { "welcome", "starting", NULL };
  const char *page = gtk_stack_get_visible_child_name (self->stack);
  gboolean listed = g_strcmp0 (page, "main") == 0 && !deal_is_alone (self);
  gboolean practice = self->session != NULL &&
                      cosell_account_is_practice (cosell_session_get_account (self->session)) &&
                      page != NULL && !g_strv_contains (without_deals, page);

  gtk_widget_set_visible (self->practice_mark, practice);
  gtk_widget_set_visible (self->practice_strip, practice && !listed);
}

static void
update_panes (CosellWindow *self)
{
  gboolean shown = cosell_window_deal_is_shown (self);
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean alone = deal_is_alone (self);

  gtk_widget_set_visible (GTK_WIDGET (self->header), !alone);
  gtk_widget_set_visible (self->separator, shown);
  if (self->deal_page != NULL)
    cosell_deal_page_set_folded (self->deal_page, folded);
  gtk_widget_set_visible (self->draft_header, folded);
  cosell_window_update_practice (self);
}

static gboolean
panes_changed_cb (gpointer user_data)
{
  CosellWindow *self = user_data;

  if (self->session != NULL) /* the window was not closed meanwhile */
    update_panes (self);
  return G_SOURCE_REMOVE;
}

/* The leaflet folds while it is given its size: what is shown or hidden then is not laid out anew,
 * and would leave its place empty. */
static void
leaflet_changed_cb (CosellWindow *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, panes_changed_cb, g_object_ref (self), g_object_unref);
}

/* The deal in the pane, on its page or on the card of a draft; 0 when there is none. */
static gint64
shown_deal (CosellWindow *self)
{
  CosellDeal *deal = cosell_window_get_deal (self);

  return deal != NULL ? cosell_deal_get_id (deal) : self->draft;
}

CosellDeal *
cosell_window_get_deal (CosellWindow *self)
{
  return self->deal_page != NULL ? cosell_deal_page_get_deal (self->deal_page) : NULL;
}

static void
forget_deal (CosellWindow *self)
{
  if (self->deal_page != NULL)
    cosell_deal_page_set_deal (self->deal_page, NULL);
}

static void
empty_pane (CosellWindow *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->list_pane));
  gtk_widget_set_visible (GTK_WIDGET (self->deal_pane), FALSE);
  forget_deal (self);
  self->draft = 0;
  update_panes (self);
  cosell_window_note_place (self, FALSE);
}

void
cosell_window_close_deal (CosellWindow *self)
{
  gint64 deal = shown_deal (self);

  if (cosell_window_close_page (self->stack) || !cosell_window_deal_is_shown (self))
    return;
  empty_pane (self);
  cosell_deals_view_focus_deal (cosell_window_current_view (self), deal);
}

static void
deal_page_closed_cb (CosellDealPage *page, CosellWindow *self)
{
  cosell_window_close_deal (self);
}

static void
deal_draft_made_cb (CosellDealPage *page, gint64 draft, CosellWindow *self)
{
  cosell_window_open_assistant (self, draft);
}

/* --- opening --- */

static void
describe_draft (CosellWindow *self, CosellDeal *deal)
{
  const char *name = cosell_deal_get_data (deal)->name;
  g_autofree char *quoted =
      cosell_text_quote (name != NULL && *name != '\0' ? name : _ ("Unnamed deal"));
  g_autofree char *escaped = g_markup_escape_text (quoted, -1);
  g_autofree char *text =
      /* Translators: %s is the name of a deal */
      g_strdup_printf (_ ("“%s” is not in Partner Center yet. Nobody else sees it."), escaped);

  if (g_strcmp0 (adw_status_page_get_description (self->draft_card), text) != 0)
    adw_status_page_set_description (self->draft_card, text);
}

/* A draft is written in the assistant; who walks by it is told what it is. */
static void
show_draft (CosellWindow *self, CosellDeal *deal)
{
  self->draft = cosell_deal_get_id (deal);
  describe_draft (self, deal);
  forget_deal (self);
  gtk_stack_set_visible_child (self->pages, self->draft_page);
}

/* Nothing is written for a deal that has no answer to be read: people walk through many. */
static void
mark_seen (CosellWindow *self, CosellDeal *deal)
{
  if (cosell_deal_get_data (deal)->unread)
    cosell_session_mark_seen_async (self->session, cosell_deal_get_id (deal), NULL, NULL, NULL);
}

static void
show_deal (CosellWindow *self, CosellDeal *deal)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  self->draft = 0;
  cosell_window_need_deal_page (self);
  cosell_deal_page_set_deal (self->deal_page, deal);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->deal_page));
  mark_seen (self, deal);
  if (COSELL_IS_APPLICATION (application))
    cosell_application_deal_seen (COSELL_APPLICATION (application), cosell_deal_get_id (deal));
}

/* What is shown may be renamed, sent, taken back or deleted meanwhile, here or by cosellctl: a
 * draft has the card, a deal its page, and of what is gone nothing is left. */
static void
follow_deal (CosellWindow *self)
{
  gboolean had_focus = cosell_list_focus_is_in (GTK_WIDGET (self->deal_pane));
  gboolean is_draft;
  g_autoptr (CosellDeal) deal = NULL;

  if (self->session == NULL || shown_deal (self) == 0)
    return;
  deal = cosell_session_dup_deal (self->session, shown_deal (self));
  if (deal == NULL)
    {
      empty_pane (self);
      if (had_focus)
        cosell_deals_view_grab_focus_list (cosell_window_current_view (self));
      return;
    }
  is_draft = cosell_deal_get_data (deal)->status == COSELL_DEAL_STATUS_DRAFT;
  if (is_draft && self->draft != 0)
    describe_draft (self, deal);
  else if (is_draft)
    show_draft (self, deal);
  else if (self->draft != 0)
    show_deal (self, deal);
  else
    mark_seen (self, deal); /* an answer came while it is on the screen */
}

/* goes: the narrow window turns to the page. enters: so does the focus. passing: by a key that goes
 * from deal to deal. */
static void
show (CosellWindow *self, CosellDeal *deal, gboolean goes, gboolean enters, gboolean passing)
{
  gboolean stays = cosell_list_focus_is_in (GTK_WIDGET (self->deal_pane));
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (cosell_deal_get_data (deal)->status == COSELL_DEAL_STATUS_DRAFT)
    show_draft (self, deal);
  else
    show_deal (self, deal);
  gtk_widget_set_visible (GTK_WIDGET (self->deal_pane), TRUE);
  if (goes && (enters || !both_fit (self)))
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->deal_pane));
  cosell_deals_view_select (cosell_window_current_view (self), cosell_deal_get_id (deal));
  update_panes (self);
  cosell_window_note_place (self, passing);
  if (enters || stays)
    {
      /* what had the focus may have gone with the deal before */
      if (!cosell_list_focus_is_in (GTK_WIDGET (self->deal_pane)))
        gtk_widget_child_focus (GTK_WIDGET (self->deal_pane), GTK_DIR_TAB_FORWARD);
    }
  else if (both_fit (self) && focus != NULL && gtk_root_get_focus (GTK_ROOT (self)) != focus)
    gtk_widget_grab_focus (focus);
}

void
cosell_window_open_deal (CosellWindow *self, gint64 id)
{
  g_autoptr (CosellDeal) deal = NULL;

  g_return_if_fail (COSELL_IS_WINDOW (self));

  deal = cosell_session_dup_deal (self->session, id);
  if (deal == NULL)
    return;
  if (cosell_deal_get_data (deal)->status == COSELL_DEAL_STATUS_DRAFT)
    cosell_window_open_assistant (self, id);
  else
    {
      /* what is shown over the deals makes room */
      if (!g_str_equal (cosell_window_page_shown (self->stack), "main"))
        gtk_stack_set_visible_child_name (self->stack, "main");
      show (self, deal, TRUE, TRUE, FALSE);
    }
}

static void
deal_opened_cb (CosellDealsView *view, gint64 id, guint way, CosellWindow *self)
{
  g_autoptr (CosellDeal) deal = NULL;
  gboolean draft;

  if (view != cosell_window_current_view (self))
    return;
  deal = cosell_session_dup_deal (self->session, id);
  if (deal == NULL)
    return;
  draft = cosell_deal_get_data (deal)->status == COSELL_DEAL_STATUS_DRAFT;
  switch ((CosellOpenWay) way)
    {
    case COSELL_OPEN_WALK:
      if (both_fit (self))
        show (self, deal, FALSE, FALSE, TRUE);
      break;
    case COSELL_OPEN_STEP:
      show (self, deal, TRUE, FALSE, TRUE);
      break;
    case COSELL_OPEN_CLICK:
      if (draft)
        cosell_window_open_assistant (self, id);
      else
        show (self, deal, TRUE, FALSE, FALSE);
      break;
    case COSELL_OPEN_ENTER:
      cosell_window_open_deal (self, id);
      break;
    }
}

static void
draft_clicked_cb (GtkButton *button, CosellWindow *self)
{
  cosell_window_open_deal (self, self->draft);
}

/* --- places --- */

void
cosell_window_get_place (CosellWindow *self, CosellPlace *place)
{
  int tab = 0;

  cosell_enum_from_nick (COSELL_TYPE_TAB, adw_view_stack_get_visible_child_name (self->tabs), &tab);
  place->page = cosell_window_page_shown (self->stack);
  place->tab = tab;
  cosell_set_str (&place->query, cosell_search_bar_get_query (self->search_bar));
  place->deal = 0;
  if (cosell_window_deal_is_shown (self) &&
      (!adw_leaflet_get_folded (self->leaflet) || deal_is_alone (self)))
    place->deal = shown_deal (self);
}

static void
show_page (CosellWindow *self, const char *page)
{
  if (g_str_equal (page, cosell_window_page_shown (self->stack)))
    return;
  gtk_stack_set_visible_child_name (self->stack, page);
}

void
cosell_window_set_place (CosellWindow *self, const CosellPlace *place)
{
  g_autoptr (CosellDeal) deal = NULL;

  show_page (self, place->page);
  if (!g_str_equal (place->page, "main"))
    return;
  cosell_window_show_tab (self, (CosellTab) place->tab);
  if (g_strcmp0 (place->query, cosell_search_bar_get_query (self->search_bar)) != 0)
    cosell_search_bar_set_query (self->search_bar, place->query);
  if (place->deal != 0)
    deal = cosell_session_dup_deal (self->session, place->deal);
  if (deal != NULL)
    show (self, deal, TRUE, TRUE, FALSE);
  else
    cosell_window_close_deal (self);
}

/* --- from deal to deal --- */

static void
update_position (CosellWindow *self)
{
  CosellDealsView *view = cosell_window_current_view (self);

  if (self->deal_page != NULL)
    cosell_deal_page_set_position (self->deal_page, cosell_deals_view_get_position (view),
                                   cosell_deals_view_get_n_deals (view));
}

static void
deal_step_cb (CosellDealPage *page, int step, CosellWindow *self)
{
  cosell_deals_view_step (cosell_window_current_view (self), step);
}

/* --- keys --- */

static gboolean
deals_are_shown (CosellWindow *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "main");
}

static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer unused)
{
  CosellWindow *self = COSELL_WINDOW (widget);

  if (!deals_are_shown (self))
    return FALSE;
  cosell_deals_view_step (cosell_window_current_view (self), g_variant_get_int32 (args));
  return TRUE;
}

/* From the deal to its row; from there, or where only one of both is shown, the deal is closed. */
static gboolean
leave_cb (GtkWidget *widget, GVariant *args, gpointer unused)
{
  CosellWindow *self = COSELL_WINDOW (widget);
  CosellDealsView *view = cosell_window_current_view (self);

  if (!deals_are_shown (self) || !cosell_window_deal_is_shown (self))
    return FALSE;
  if (!both_fit (self) || cosell_list_focus_is_in (GTK_WIDGET (self->list_pane)))
    cosell_window_close_deal (self);
  else
    cosell_deals_view_focus_deal (view, shown_deal (self));
  return TRUE;
}

void
cosell_window_panes_install (GtkWidgetClass *klass)
{
  gtk_widget_class_add_binding (klass, GDK_KEY_Down, GDK_ALT_MASK, step_cb, "i", 1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Up, GDK_ALT_MASK, step_cb, "i", -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, leave_cb, NULL);
}

/* --- making --- */

void
cosell_window_need_deal_page (CosellWindow *self)
{
  g_clear_handle_id (&self->deal_page_source, g_source_remove);
  if (self->deal_page != NULL)
    return;
  self->deal_page = COSELL_DEAL_PAGE (cosell_deal_page_new (self->session));
  g_signal_connect_object (self->deal_page, "closed", G_CALLBACK (deal_page_closed_cb), self, 0);
  g_signal_connect_object (self->deal_page, "toast", G_CALLBACK (cosell_window_toast_cb), self, 0);
  g_signal_connect_object (self->deal_page, "draft-made", G_CALLBACK (deal_draft_made_cb), self, 0);
  g_signal_connect_object (self->deal_page, "step", G_CALLBACK (deal_step_cb), self, 0);
  gtk_stack_add_child (self->pages, GTK_WIDGET (self->deal_page));
  cosell_deal_page_set_folded (self->deal_page, adw_leaflet_get_folded (self->leaflet));
  update_position (self);
}

static gboolean
time_for_deal_page_cb (gpointer user_data)
{
  CosellWindow *self = user_data;

  self->deal_page_source = 0;
  cosell_window_need_deal_page (self);
  return G_SOURCE_REMOVE;
}

/* The list is on the screen: the next one that is opened finds its page ready. */
static void
list_filled_cb (CosellWindow *self)
{
  if (self->deal_page == NULL && self->deal_page_source == 0 && self->session != NULL)
    self->deal_page_source =
        g_timeout_add_full (G_PRIORITY_LOW, DEAL_PAGE_MS, time_for_deal_page_cb, self, NULL);
}

void
cosell_window_make_panes (CosellWindow *self)
{
  cosell_button_set_mnemonic (self->draft_button, _ ("_Go On with It"));
  g_signal_connect_object (self->draft_button, "clicked", G_CALLBACK (draft_clicked_cb), self, 0);
  cosell_pane_set_natural_width (self->deal_pane, DEAL_PANE_WIDTH);
  cosell_pane_set_scrolls (self->deal_pane);
  cosell_pane_set_natural_width (self->list_pane, LIST_PANE_WIDTH);
  for (guint i = 0; i < N_TABS; i++)
    {
      g_signal_connect_object (self->views[i], "deal-opened", G_CALLBACK (deal_opened_cb), self, 0);
      g_signal_connect_object (self->views[i], "notify::position", G_CALLBACK (update_position),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->views[i], "notify::n-deals", G_CALLBACK (update_position),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->views[i], "notify::n-deals", G_CALLBACK (list_filled_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self->tabs, "notify::visible-child", G_CALLBACK (update_position), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (follow_deal), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (leaflet_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::visible-child", G_CALLBACK (leaflet_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stack, "notify::visible-child",
                           G_CALLBACK (cosell_window_update_practice), self, G_CONNECT_SWAPPED);
  update_panes (self);
}
