#include "app/cosell-session-commands.h"
#include "ui/deal/cosell-deal-page.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-lifecycle.h"
#include "ui/deal/cosell-conflict-actions.h"
#include "ui/deal/cosell-crm-actions.h"
#include "ui/deal/cosell-crm-section.h"
#include "ui/deal/cosell-customer-section.h"
#include "ui/deal/cosell-deal-action-bar.h"
#include "ui/deal/cosell-deal-command.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-deal-head.h"
#include "ui/deal/cosell-deal-notices.h"
#include "ui/deal/cosell-deal-page-lifecycle.h"
#include "ui/deal/cosell-deal-page-sharing.h"
#include "ui/deal/cosell-deal-stepper.h"
#include "ui/deal/cosell-details-section.h"
#include "ui/deal/cosell-filling.h"
#include "ui/deal/cosell-history-section.h"
#include "ui/deal/cosell-lead-section.h"
#include "ui/deal/cosell-lifecycle-bar.h"
#include "ui/deal/cosell-notes-section.h"
#include "ui/deal/cosell-registration-actions.h"
#include "ui/deal/cosell-registration-card.h"
#include "ui/deal/cosell-registration-section.h"
#include "ui/deal/cosell-request-section.h"
#include "ui/deal/cosell-solutions-section.h"
#include "ui/deal/cosell-team-section.h"
#include "ui/deal/cosell-together-section.h"
#include "ui/deal/cosell-unsaved-list.h"
#include "ui/deal/cosell-win-notice.h"
#include "ui/forms/cosell-details-form.h"
#include "ui/forms/cosell-member-form.h"
#include "ui/forms/cosell-note-form.h"
#include "ui/forms/cosell-solution-form.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/widgets/cosell-widget-helpers.h"

/* pixels that a toast takes at the end of the window, its margin included */
#define TOAST_ROOM 84

struct _CosellDealPage
{
  GtkWidget parent_instance;

  CosellSession *session;    /* (owned) (nullable) */
  CosellDeal *deal;          /* (owned) (nullable) */
  GSignalGroup *signals;     /* (owned) of the deal */
  GCancellable *cancellable; /* (owned) (nullable) of the reading of the documents */

  GtkWidget *header;
  AdwWindowTitle *title;
  CosellDealStepper *stepper;
  GtkScrolledWindow *scroller;
  CosellDealHead *head;
  CosellLifecycleBar *bar;
  CosellDealActionBar *actions;
  CosellDealNotices *notices;
  CosellUnsavedList *kept;
  CosellRegistrationCard *registration;
  CosellWinNotice *win_notice;
  CosellRegistrationSection *registrations;
  GtkWidget *sections;
  CosellRequestSection *request;
  CosellLeadSection *lead;
  CosellCustomerSection *customer;
  CosellDetailsSection *details;
  CosellCrmSection *crm;
  CosellNotesSection *notes;
  CosellTeamSection *team;
  CosellSolutionsSection *solutions;
  CosellTogetherSection *together;
  GtkLabel *mail_label;
  CosellHistorySection *history;
  CosellFilling *filling; /* (owned) of the sections below the first */
  guint position, n;      /* of the deal in its list; n 0: it stands in none */
  gboolean begun;         /* the sections show the deal, or are about to */
  gboolean hidden_waits;  /* what fill_hidden fills is that of another deal */
};

G_DEFINE_FINAL_TYPE (CosellDealPage, cosell_deal_page, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  TOAST,
  DRAFT_MADE,
  STEP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

typedef enum
{
  PROP_DEAL = 1,
  N_PROPS
} CosellDealPageProperty;

static GParamSpec *properties[N_PROPS];

/* --- showing --- */

static void
add_toast (CosellDealPage *self, const char *text)
{
  g_autoptr (AdwToast) toast = g_object_ref_sink (cosell_toast_new (text));

  g_signal_emit (self, signals[TOAST], 0, toast);
}

static void
update_actions (CosellDealPage *self)
{
  static const char *const edits[] = { "deal.edit", "deal.add-member", "deal.edit-member",
                                       "deal.remove-member", "deal.add-note" };
  static const char *const solution_edits[] = { "deal.add-solution", "deal.remove-solution" };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = FALSE, solutions_open = FALSE;

  if (self->deal != NULL && cosell_deal_is_loaded (self->deal))
    {
      g_autofree char *reason = cosell_widget_edit_reason (self->deal);

      open = reason == NULL;
      /* A6 */
      solutions_open =
          open && cosell_deal_get_data (self->deal)->type != COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT;
    }
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    gtk_widget_action_set_enabled (widget, edits[i], open);
  for (guint i = 0; i < G_N_ELEMENTS (solution_edits); i++)
    gtk_widget_action_set_enabled (widget, solution_edits[i], solutions_open);
}

/* E4, E5, E8: bar, card and list of one view. */
static void
update_registration (CosellDealPage *self, const CosellDealData *data)
{
  g_auto (CosellRegistrationView) view = { NULL };
  CosellCatalog *catalog = cosell_session_get_catalog (self->session);
  gboolean lead = data->type == COSELL_DEAL_TYPE_LEAD; /* L5 */
  gboolean known = !lead && cosell_registration_view_init (&view, self->deal, catalog);
  g_autofree char *words = NULL;
  CosellMilestone milestone;

  cosell_lifecycle_bar_set_data (self->bar, data,
                                 cosell_registration_view_milestone (&view, self->deal, &milestone)
                                     ? &milestone
                                     : NULL);
  cosell_registration_card_show (self->registration, data, known ? &view : NULL);
  words = known ? cosell_registration_view_describe (&view, data) : NULL;
  cosell_details_section_set_registration (self->details, words);
  cosell_registration_section_show (self->registrations, known ? &view : NULL);
}

/* L5: has no other parties, and its solutions are what was asked about. */
static gboolean
is_lead (CosellDealPage *self)
{
  return self->deal != NULL && cosell_deal_get_data (self->deal)->type == COSELL_DEAL_TYPE_LEAD;
}

/* Once its documents are there: before, there is nothing to be shown. The first frame has one
 * section, the invitation, the lead or the customer. */
static void
show_sections (CosellDealPage *self)
{
  gboolean loaded = cosell_deal_is_loaded (self->deal);

  if (loaded && !self->begun)
    {
      self->begun = TRUE;
      cosell_request_section_set_deal (self->request, self->deal);
      cosell_lead_section_set_deal (self->lead, self->deal);
      cosell_filling_begin (self->filling,
                            is_lead (self) || gtk_widget_get_visible (GTK_WIDGET (self->request))
                                ? 0
                                : 1);
    }
  gtk_widget_set_visible (self->sections, loaded);
}

static void
update (CosellDealPage *self)
{
  const CosellDealData *data;
  g_autofree char *title = NULL;
  g_autofree char *mail = NULL;

  update_actions (self);
  if (self->deal == NULL)
    return;
  data = cosell_deal_get_data (self->deal);
  title = cosell_text_brief (cosell_deal_head_get_title (data));
  adw_window_title_set_title (self->title, title);
  update_registration (self, data);
  mail = cosell_lifecycle_describe_mail (data);
  gtk_label_set_label (self->mail_label, mail);
  show_sections (self);
}

static void
show_position (CosellDealPage *self)
{
  cosell_deal_stepper_set_position (self->stepper, self->position, self->n);
  gtk_widget_set_visible (GTK_WIDGET (self->stepper), self->n > 0);
  cosell_deal_head_set_position (self->head, self->position, self->n);
}

/* What is seen once the pointer rests on it or opens it. */
static void
fill_hidden (gpointer page)
{
  CosellDealPage *self = page;

  self->hidden_waits = FALSE;
  cosell_deal_action_bar_fill_menu (self->actions);
  show_position (self);
}

static void
deal_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellDealPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (cosell_session_finish (COSELL_SESSION (source), result, &error) || self->deal == NULL ||
      cosell_widget_is_stale (result))
    return;
  cosell_deal_notices_set_problem (self->notices, error->message);
  fill_hidden (self);
}

static void
load_deal (CosellDealPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->deal == NULL || cosell_deal_is_loaded (self->deal))
    return;
  self->cancellable = g_cancellable_new ();
  cosell_session_load_deal_async (self->session, self->deal, self->cancellable, deal_loaded_cb,
                                  g_object_ref (self));
}

static void
fill_customer (gpointer page)
{
  CosellDealPage *self = page;

  cosell_customer_section_set_deal (self->customer, self->deal);
}

static void
fill_together (gpointer page)
{
  CosellDealPage *self = page;

  cosell_together_section_set_deal (self->together, self->deal);
  gtk_widget_set_visible (GTK_WIDGET (self->together), !is_lead (self));
}

static void
fill_notes (gpointer page)
{
  CosellDealPage *self = page;

  cosell_notes_section_set_deal (self->notes, self->deal);
}

static void
fill_team (gpointer page)
{
  CosellDealPage *self = page;

  cosell_team_section_set_deal (self->team, self->deal);
}

static void
fill_solutions (gpointer page)
{
  CosellDealPage *self = page;

  cosell_solutions_section_set_deal (self->solutions, self->deal);
  gtk_widget_set_visible (GTK_WIDGET (self->solutions), !is_lead (self));
}

static void
fill_details (gpointer page)
{
  CosellDealPage *self = page;

  cosell_details_section_set_deal (self->details, self->session, self->deal);
}

static void
fill_crm (gpointer page)
{
  CosellDealPage *self = page;

  cosell_crm_section_set_deal (self->crm, self->session, self->deal);
}

static void
fill_history (gpointer page)
{
  CosellDealPage *self = page;

  cosell_history_section_set_deal (self->history, self->session, self->deal);
}

static void
make_filling (CosellDealPage *self)
{
  self->filling = cosell_filling_new (self->scroller, self->sections, self);
  cosell_filling_add (self->filling, GTK_WIDGET (self->customer), fill_customer);
  cosell_filling_add (self->filling, NULL, fill_hidden);
  cosell_filling_add (self->filling, GTK_WIDGET (self->crm), fill_crm);
  cosell_filling_add (self->filling, GTK_WIDGET (self->together), fill_together);
  cosell_filling_add (self->filling, GTK_WIDGET (self->notes), fill_notes);
  cosell_filling_add (self->filling, GTK_WIDGET (self->team), fill_team);
  cosell_filling_add (self->filling, GTK_WIDGET (self->solutions), fill_solutions);
  cosell_filling_add (self->filling, GTK_WIDGET (self->details), fill_details);
  cosell_filling_add (self->filling, GTK_WIDGET (self->mail_label), NULL);
  cosell_filling_add (self->filling, GTK_WIDGET (self->history), fill_history);
}

/* Nothing of the deal before is followed any more. */
static void
clear_sections (CosellDealPage *self)
{
  cosell_request_section_set_deal (self->request, NULL);
  cosell_lead_section_set_deal (self->lead, NULL);
  fill_customer (self);
  fill_together (self);
  fill_notes (self);
  fill_team (self);
  fill_solutions (self);
  fill_details (self);
  fill_crm (self);
  fill_history (self);
}

static void
show_deal (CosellDealPage *self)
{
  self->begun = FALSE;
  self->hidden_waits = self->deal != NULL;
  cosell_filling_stop (self->filling);
  cosell_deal_head_set_deal (self->head, self->session, self->deal);
  cosell_deal_action_bar_set_deal (self->actions, self->deal);
  cosell_deal_notices_set_deal (self->notices, self->session, self->deal);
  cosell_deal_page_show_unsaved (self);
  cosell_win_notice_set_deal (self->win_notice, self->session, self->deal);
  if (self->deal == NULL)
    clear_sections (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* --- actions --- */

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[STEP], 0, -1);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[STEP], 0, 1);
}

static void
favorite_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellDealPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cosell_session_finish (COSELL_SESSION (source), result, &error))
    cosell_deal_page_show_error (self, error);
}

static void
favorite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *self = COSELL_DEAL_PAGE (widget);

  if (self->deal != NULL)
    cosell_session_set_favorite_async (self->session, cosell_deal_get_id (self->deal),
                                       !cosell_deal_get_data (self->deal)->favorite, NULL,
                                       favorite_set_cb, g_object_ref (self));
}

static void
present_form (CosellDealPage *self, GtkWidget *form)
{
  CosellDealDialog *dialog = cosell_deal_dialog_new (self, self->session, self->deal, form);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *self = COSELL_DEAL_PAGE (widget);

  present_form (self,
                cosell_details_form_new (self->deal, cosell_session_get_catalog (self->session)));
}

static void
add_note_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *self = COSELL_DEAL_PAGE (widget);

  present_form (self, cosell_note_form_new (self->deal, self->session));
}

static void
add_member_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *self = COSELL_DEAL_PAGE (widget);

  present_form (self, cosell_member_form_new (self->deal, NULL,
                                              cosell_session_get_catalog (self->session)));
}

static void
edit_member_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *self = COSELL_DEAL_PAGE (widget);

  present_form (self, cosell_member_form_new (self->deal, g_variant_get_string (parameter, NULL),
                                              cosell_session_get_catalog (self->session)));
}

static void
remove_member_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *self = COSELL_DEAL_PAGE (widget);
  CosellEdit *edit = cosell_edit_new (cosell_deal_get_id (self->deal));

  cosell_edit_remove_member (edit, g_variant_get_string (parameter, NULL));
  cosell_deal_command_run (self, self->session, self->deal, edit, _ ("Removed from the team"), NULL,
                           NULL);
}

static void
add_solution_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *self = COSELL_DEAL_PAGE (widget);

  present_form (self,
                cosell_solution_form_new (self->deal, cosell_session_get_catalog (self->session)));
}

static void
remove_solution_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *self = COSELL_DEAL_PAGE (widget);
  CosellEdit *edit = cosell_edit_new (cosell_deal_get_id (self->deal));

  cosell_edit_remove_solution (edit, g_variant_get_string (parameter, NULL));
  cosell_deal_command_run (self, self->session, self->deal, edit, _ ("Solution removed"), NULL,
                           NULL);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
  add_toast (COSELL_DEAL_PAGE (widget), _ ("Copied"));
}

/* Only what a contact row makes of a phone number or an address. */
static void
open_uri_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *uri = g_variant_get_string (parameter, NULL);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (g_str_has_prefix (uri, "tel:") || g_str_has_prefix (uri, "mailto:"))
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

/* --- life --- */

static void
cosell_deal_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CosellDealPageProperty) id)
    {
    case PROP_DEAL:
      cosell_deal_page_set_deal (COSELL_DEAL_PAGE (object), g_value_get_object (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cosell_deal_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CosellDealPageProperty) id)
    {
    case PROP_DEAL:
      g_value_set_object (value, COSELL_DEAL_PAGE (object)->deal);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cosell_deal_page_dispose (GObject *object)
{
  CosellDealPage *self = COSELL_DEAL_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->signals);
  g_clear_object (&self->deal);
  g_clear_object (&self->session);
  g_clear_pointer (&self->filling, cosell_filling_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_DEAL_PAGE);
  G_OBJECT_CLASS (cosell_deal_page_parent_class)->dispose (object);
}

static gboolean
cosell_deal_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  cosell_filling_focus_moves (COSELL_DEAL_PAGE (widget)->filling, widget, direction);
  return GTK_WIDGET_CLASS (cosell_deal_page_parent_class)->focus (widget, direction);
}

static void
ensure_types (void)
{
  g_type_ensure (COSELL_TYPE_DEAL_HEAD);
  g_type_ensure (COSELL_TYPE_DEAL_STEPPER);
  g_type_ensure (COSELL_TYPE_LIFECYCLE_BAR);
  g_type_ensure (COSELL_TYPE_DEAL_ACTION_BAR);
  g_type_ensure (COSELL_TYPE_DEAL_NOTICES);
  g_type_ensure (COSELL_TYPE_UNSAVED_LIST);
  g_type_ensure (COSELL_TYPE_REGISTRATION_CARD);
  g_type_ensure (COSELL_TYPE_WIN_NOTICE);
  g_type_ensure (COSELL_TYPE_REGISTRATION_SECTION);
  g_type_ensure (COSELL_TYPE_REQUEST_SECTION);
  g_type_ensure (COSELL_TYPE_LEAD_SECTION);
  g_type_ensure (COSELL_TYPE_CUSTOMER_SECTION);
  g_type_ensure (COSELL_TYPE_CRM_SECTION);
  g_type_ensure (COSELL_TYPE_DETAILS_SECTION);
  g_type_ensure (COSELL_TYPE_NOTES_SECTION);
  g_type_ensure (COSELL_TYPE_TEAM_SECTION);
  g_type_ensure (COSELL_TYPE_SOLUTIONS_SECTION);
  g_type_ensure (COSELL_TYPE_TOGETHER_SECTION);
  g_type_ensure (COSELL_TYPE_HISTORY_SECTION);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, COSELL_APP_PATH "/deal/cosell-deal-page.ui");
  gtk_widget_class_bind_template_child (klass, CosellDealPage, header);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, title);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, stepper);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, scroller);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, head);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, bar);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, actions);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, notices);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, kept);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, registration);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, win_notice);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, registrations);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, sections);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, request);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, lead);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, customer);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, crm);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, details);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, notes);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, team);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, solutions);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, together);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, mail_label);
  gtk_widget_class_bind_template_child (klass, CosellDealPage, history);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "deal.close", NULL, close_action);
  gtk_widget_class_install_action (klass, "deal.previous", NULL, previous_action);
  gtk_widget_class_install_action (klass, "deal.next", NULL, next_action);
  gtk_widget_class_install_action (klass, "deal.favorite", NULL, favorite_action);
  gtk_widget_class_install_action (klass, "deal.edit", NULL, edit_action);
  gtk_widget_class_install_action (klass, "deal.add-note", NULL, add_note_action);
  gtk_widget_class_install_action (klass, "deal.add-member", NULL, add_member_action);
  gtk_widget_class_install_action (klass, "deal.edit-member", "s", edit_member_action);
  gtk_widget_class_install_action (klass, "deal.remove-member", "s", remove_member_action);
  gtk_widget_class_install_action (klass, "deal.add-solution", NULL, add_solution_action);
  gtk_widget_class_install_action (klass, "deal.remove-solution", "s", remove_solution_action);
  gtk_widget_class_install_action (klass, "deal.copy", "s", copy_action);
  gtk_widget_class_install_action (klass, "deal.open-uri", "s", open_uri_action);
}

static void
cosell_deal_page_class_init (CosellDealPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = cosell_deal_page_set_property;
  object_class->get_property = cosell_deal_page_get_property;
  object_class->dispose = cosell_deal_page_dispose;
  widget_class->focus = cosell_deal_page_focus;

  properties[PROP_DEAL] =
      g_param_spec_object ("deal", NULL, NULL, COSELL_TYPE_DEAL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);
  signals[DRAFT_MADE] = g_signal_new ("draft-made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  ensure_types ();
  bind_template (widget_class);
  install_actions (widget_class);
  cosell_deal_page_lifecycle_install_actions (widget_class);
  cosell_deal_page_sharing_install_actions (widget_class);
  cosell_registration_install_actions (widget_class);
  cosell_conflict_install_actions (widget_class);
  cosell_crm_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "dealpage");
}

/* A toast stands at the end of the window and tells of what was just done: the buttons that did it
 * are moved out from under it. */
static void
make_room_cb (CosellDealPage *self)
{
  GtkWidget *scroller = GTK_WIDGET (self->scroller);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double height = gtk_widget_get_height (scroller);
  double end;
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->actions), scroller, &bounds))
    return;
  end = bounds.origin.y + bounds.size.height;
  if (bounds.origin.y < height && end > height - TOAST_ROOM)
    gtk_adjustment_set_value (adjustment,
                              gtk_adjustment_get_value (adjustment) + end - (height - TOAST_ROOM));
}

static void
cosell_deal_page_init (CosellDealPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_filling (self);
  self->signals = g_signal_group_new (COSELL_TYPE_DEAL);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
  update_actions (self);
  g_signal_connect (self, "toast", G_CALLBACK (make_room_cb), NULL);
}

GtkWidget *
cosell_deal_page_new (CosellSession *session)
{
  CosellDealPage *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_DEAL_PAGE, NULL);
  self->session = g_object_ref (session);
  /* what is eligible is known a moment later */
  g_signal_connect_object (cosell_catalog_get_solutions (cosell_session_get_catalog (session)),
                           "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
cosell_deal_page_set_deal (CosellDealPage *self, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_DEAL_PAGE (self));
  g_return_if_fail (deal == NULL || COSELL_IS_DEAL (deal));

  if (!g_set_object (&self->deal, deal))
    {
      load_deal (self);
      return;
    }
  g_signal_group_set_target (self->signals, deal);
  show_deal (self);
  update (self);
  load_deal (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEAL]);
}

CosellSession *
cosell_deal_page_get_session (CosellDealPage *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL_PAGE (self), NULL);

  return self->session;
}

CosellDeal *
cosell_deal_page_get_deal (CosellDealPage *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL_PAGE (self), NULL);

  return self->deal;
}

gboolean
cosell_deal_page_is_whole (CosellDealPage *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL_PAGE (self), FALSE);

  return self->begun && !cosell_filling_is_pending (self->filling);
}

void
cosell_deal_page_set_folded (CosellDealPage *self, gboolean folded)
{
  g_return_if_fail (COSELL_IS_DEAL_PAGE (self));

  gtk_widget_set_visible (self->header, folded);
  cosell_deal_head_set_closable (self->head, !folded);
}

void
cosell_deal_page_set_position (CosellDealPage *self, guint position, guint n)
{
  gboolean appears;

  g_return_if_fail (COSELL_IS_DEAL_PAGE (self));

  appears = (self->n > 0) != (n > 0);
  self->position = position;
  self->n = n;
  if (appears || !self->hidden_waits)
    show_position (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "deal.previous", position > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "deal.next", position < n);
}

void
cosell_deal_page_show_unsaved (CosellDealPage *self)
{
  g_return_if_fail (COSELL_IS_DEAL_PAGE (self));

  if (self->deal != NULL)
    cosell_unsaved_list_show (self->kept, self->session, self->deal);
}

void
cosell_deal_page_show_error (CosellDealPage *self, const GError *error)
{
  g_return_if_fail (COSELL_IS_DEAL_PAGE (self));
  g_return_if_fail (error != NULL);

  add_toast (self, error->message);
}
