#include "app/cosell-session-reports.h"
#include "ui/advice/cosell-advice-page.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "ui/advice/cosell-advice-deals.h"
#include "ui/advice/cosell-advice-groups.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/widgets/cosell-widget-helpers.h"

/* A pull changes deals page after page; the figures follow when it is quiet. */
#define SETTLE_MS 700

/*  GtkBox → AdwHeaderBar
 *         → GtkStack → "figures": AdwPreferencesPage of cosell-advice-groups
 *                    → "deals":   CosellAdviceDeals
 *                    → "deal":    CosellDealPage, which has a header bar of its own
 *                    → "problem": AdwStatusPage */
struct _CosellAdvicePage
{
  GtkWidget parent_instance;

  CosellSession *session;    /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): a reading under way */
  guint settle_source;
  GPtrArray *lists; /* (owned) of CosellAdviceList: the deals behind the rows */
  char *shown;      /* (owned) (nullable): the figures on the screen, as JSON */

  GtkWidget *box;
  GtkWidget *header;
  GtkWidget *back;
  AdwWindowTitle *title;
  GtkStack *stack;
  GtkWidget *figures;
  GtkWidget *deals;
  CosellDealPage *deal_page; /* (unowned) (nullable) in stack */
  AdwStatusPage *problem;
};

G_DEFINE_FINAL_TYPE (CosellAdvicePage, cosell_advice_page, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  DEAL_OPENED,
  TOAST,
  DRAFT_MADE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- where one is --- */

static gboolean
is_at_deal (CosellAdvicePage *self)
{
  return self->deal_page != NULL &&
         gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->deal_page);
}

/* On the deals behind a figure, or on one of them. */
static gboolean
stands_in_deals (CosellAdvicePage *self)
{
  return is_at_deal (self) || gtk_stack_get_visible_child (self->stack) == self->deals;
}

static void
show_child (CosellAdvicePage *self, GtkWidget *child)
{
  gtk_stack_set_visible_child (self->stack, child);
  gtk_widget_set_visible (self->header, !is_at_deal (self));
}

/* --- reading --- */

static void
show_figures (CosellAdvicePage *self, const CosellAdvice *advice)
{
  g_autoptr (GPtrArray) groups = NULL;
  g_autofree char *json = cosell_advice_to_json (advice);
  GtkWidget *old = self->figures;

  /* the same again would only lose the place */
  if (g_strcmp0 (self->shown, json) == 0)
    return;
  cosell_take_str (&self->shown, g_steal_pointer (&json));
  g_ptr_array_set_size (self->lists, 0);
  groups = cosell_advice_groups_new (advice, self->lists);
  self->figures = adw_preferences_page_new ();
  for (guint i = 0; i < groups->len; i++)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->figures), g_ptr_array_index (groups, i));
  gtk_stack_add_child (self->stack, self->figures);
  if (!stands_in_deals (self))
    gtk_stack_set_visible_child (self->stack, self->figures);
  if (old != NULL)
    gtk_stack_remove (self->stack, old);
}

static void
advice_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAdvicePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellAdvice) advice =
      cosell_session_advice_finish (COSELL_SESSION (source), result, &error);
  g_autofree char *escaped = NULL;

  if (cosell_widget_is_stale (result))
    return;
  if (advice != NULL)
    {
      show_figures (self, advice);
      return;
    }
  escaped = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->problem, escaped);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->problem));
}

static void
refresh (CosellAdvicePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cosell_session_advice_async (self->session, self->cancellable, advice_read_cb,
                               g_object_ref (self));
}

static gboolean
settled_cb (gpointer user_data)
{
  CosellAdvicePage *self = user_data;

  self->settle_source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
  return G_SOURCE_REMOVE;
}

static void
session_changed_cb (CosellAdvicePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->settle_source == 0)
    self->settle_source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

/* --- walking --- */

static void
show_root (CosellAdvicePage *self)
{
  adw_window_title_set_title (self->title, _ ("Advice"));
  if (self->figures != NULL)
    show_child (self, self->figures);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellAdvicePage *self = COSELL_ADVICE_PAGE (widget);
  g_autofree char *brief = NULL;
  const char *title;
  guint index;

  g_variant_get (parameter, "(&su)", &title, &index);
  if (index >= self->lists->len)
    return;
  cosell_advice_deals_show (COSELL_ADVICE_DEALS (self->deals), title,
                            g_ptr_array_index (self->lists, index));
  brief = cosell_text_brief (title);
  adw_window_title_set_title (self->title, brief);
  show_child (self, self->deals);
  cosell_advice_deals_focus (COSELL_ADVICE_DEALS (self->deals), 0);
}

static void
show_deals (CosellAdvicePage *self)
{
  CosellDeal *deal = cosell_deal_page_get_deal (self->deal_page);
  gint64 id = deal != NULL ? cosell_deal_get_id (deal) : 0;

  show_child (self, self->deals);
  cosell_deal_page_set_deal (self->deal_page, NULL);
  cosell_advice_deals_focus (COSELL_ADVICE_DEALS (self->deals), id);
}

void
cosell_advice_page_go_back (CosellAdvicePage *self)
{
  g_return_if_fail (COSELL_IS_ADVICE_PAGE (self));

  if (is_at_deal (self))
    show_deals (self);
  else if (stands_in_deals (self))
    show_root (self);
  else
    g_signal_emit (self, signals[CLOSED], 0);
}

gboolean
cosell_advice_page_is_at_start (CosellAdvicePage *self)
{
  g_return_val_if_fail (COSELL_IS_ADVICE_PAGE (self), TRUE);

  return !is_at_deal (self) && !stands_in_deals (self);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cosell_advice_page_go_back (COSELL_ADVICE_PAGE (widget));
}

static void
deal_closed_cb (CosellDealPage *page, CosellAdvicePage *self)
{
  cosell_advice_page_go_back (self);
}

static void
deal_toast_cb (CosellDealPage *page, AdwToast *toast, CosellAdvicePage *self)
{
  g_signal_emit (self, signals[TOAST], 0, toast);
}

static void
deal_draft_made_cb (CosellDealPage *page, gint64 draft, CosellAdvicePage *self)
{
  g_signal_emit (self, signals[DRAFT_MADE], 0, draft);
}

static void
make_deal_page (CosellAdvicePage *self)
{
  if (self->deal_page != NULL)
    return;
  self->deal_page = COSELL_DEAL_PAGE (cosell_deal_page_new (self->session));
  cosell_deal_page_set_folded (self->deal_page, TRUE); /* it stands alone */
  g_signal_connect_object (self->deal_page, "closed", G_CALLBACK (deal_closed_cb), self, 0);
  g_signal_connect_object (self->deal_page, "toast", G_CALLBACK (deal_toast_cb), self, 0);
  g_signal_connect_object (self->deal_page, "draft-made", G_CALLBACK (deal_draft_made_cb), self, 0);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->deal_page));
}

static void
open_deal (CosellAdvicePage *self, gint64 id)
{
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (self->session, id);

  if (deal == NULL)
    return;
  make_deal_page (self);
  cosell_deal_page_set_deal (self->deal_page, deal);
  show_child (self, GTK_WIDGET (self->deal_page));
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->deal_page)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->deal_page), GTK_DIR_TAB_FORWARD);
  g_signal_emit (self, signals[DEAL_OPENED], 0, id);
}

static void
deal_opened_cb (CosellAdviceDeals *deals, gint64 id, CosellAdvicePage *self)
{
  open_deal (self, id);
}

/* From deal to deal, as in the lists of the window. */
static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer unused)
{
  CosellAdvicePage *self = COSELL_ADVICE_PAGE (widget);
  CosellDeal *deal;
  gint64 id;

  if (!is_at_deal (self))
    return FALSE;
  deal = cosell_deal_page_get_deal (self->deal_page);
  id = cosell_advice_deals_step (COSELL_ADVICE_DEALS (self->deals),
                                 deal != NULL ? cosell_deal_get_id (deal) : 0,
                                 g_variant_get_int32 (args));
  if (id != 0)
    open_deal (self, id);
  return TRUE;
}

/* --- life --- */

static void
cosell_advice_page_map (GtkWidget *widget)
{
  CosellAdvicePage *self = COSELL_ADVICE_PAGE (widget);

  show_root (self);
  refresh (self);
  GTK_WIDGET_CLASS (cosell_advice_page_parent_class)->map (widget);
  gtk_widget_grab_focus (self->back);
}

static void
cosell_advice_page_dispose (GObject *object)
{
  CosellAdvicePage *self = COSELL_ADVICE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_ADVICE_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_advice_page_parent_class)->dispose (object);
}

static void
cosell_advice_page_class_init (CosellAdvicePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_advice_page_dispose;
  widget_class->map = cosell_advice_page_map;
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[DEAL_OPENED] = g_signal_new ("deal-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);
  signals[DRAFT_MADE] = g_signal_new ("draft-made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_install_action (widget_class, "advice.show", "(su)", show_action);
  gtk_widget_class_install_action (widget_class, "advice.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "advice.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "advice.back", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, step_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, step_cb, "i", -1);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/advice/cosell-advice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellAdvicePage, box);
  gtk_widget_class_bind_template_child (widget_class, CosellAdvicePage, header);
  gtk_widget_class_bind_template_child (widget_class, CosellAdvicePage, back);
  gtk_widget_class_bind_template_child (widget_class, CosellAdvicePage, title);
  gtk_widget_class_bind_template_child (widget_class, CosellAdvicePage, stack);
  gtk_widget_class_bind_template_child (widget_class, CosellAdvicePage, problem);
}

static void
cosell_advice_page_init (CosellAdvicePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_advice_list_free);
}

GtkWidget *
cosell_advice_page_new (CosellSession *session)
{
  CosellAdvicePage *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_ADVICE_PAGE, NULL);
  self->session = g_object_ref (session);
  self->deals = cosell_advice_deals_new (session);
  g_signal_connect_object (self->deals, "deal-opened", G_CALLBACK (deal_opened_cb), self, 0);
  gtk_stack_add_child (self->stack, self->deals);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

GtkWidget *
cosell_advice_page_get_deal_page (CosellAdvicePage *self)
{
  g_return_val_if_fail (COSELL_IS_ADVICE_PAGE (self), NULL);

  return (GtkWidget *) self->deal_page;
}
