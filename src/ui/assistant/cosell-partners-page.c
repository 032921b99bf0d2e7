#include "ui/assistant/cosell-partners-page.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/widgets/cosell-partner-form.h"
#include "ui/widgets/cosell-tip.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-format.h"

/* Keys of a row's data, by which its buttons are found. */
#define EDIT_BUTTON "edit-button"
#define REMOVE_BUTTON "remove-button"

/*  A list of the invitations, and one of them opened in its form. The form's invitation stands in
 *  the draft from the beginning; one that nobody chose a partner for leaves with the form. */
struct _CosellPartnersPage
{
  CosellAssistantPage parent_instance;

  GListStore *partners;    /* (unowned) the draft's */
  GPtrArray *issues;       /* (owned) (nullable): as of the last update */
  CosellPartnerForm *form; /* (unowned) (nullable): child of form_bin */

  GtkStack *stack;
  GtkWidget *list_box;
  GtkWidget *form_box;
  GtkWidget *invited_box;
  GtkListBox *list;
  GtkButton *invite_button;
  GtkButton *back_button;
  GtkButton *done_button;
  GtkLabel *form_title;
  CosellTip *result;
  AdwBin *form_bin;
};

G_DEFINE_FINAL_TYPE (CosellPartnersPage, cosell_partners_page, COSELL_TYPE_ASSISTANT_PAGE)

static char *
dup_text (gpointer object, const char *property)
{
  char *text = NULL;

  g_object_get (object, property, &text, NULL);
  return text != NULL ? g_strstrip (text) : g_strdup ("");
}

static int
find_position (CosellPartnersPage *self, CosellDraftPartner *partner)
{
  guint position;

  return g_list_store_find (self->partners, partner, &position) ? (int) position : -1;
}

/* --- the form --- */

/* Nothing but what it was prefilled with. */
static gboolean
is_untouched (CosellDraftPartner *partner)
{
  g_autofree char *id = dup_text (partner, "id");
  g_autofree char *name = dup_text (partner, "name");
  g_autofree char *value = dup_text (partner, "value");
  g_autofree char *notes = dup_text (partner, "notes");

  return *id == '\0' && *name == '\0' && *value == '\0' && *notes == '\0' &&
         g_list_model_get_n_items (G_LIST_MODEL (cosell_draft_partner_get_solutions (partner))) ==
             0;
}

static void
update_form (CosellPartnersPage *self)
{
  CosellDraftPartner *partner;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  if (self->form == NULL || self->issues == NULL)
    return;
  partner = cosell_partner_form_get_partner (self->form);
  id = dup_text (partner, "id");
  name = dup_text (partner, "name");
  cosell_partner_form_update (self->form, self->issues, find_position (self, partner));
  cosell_long_text_show (self->form_title, *id != '\0' || *name != '\0'
                                               ? cosell_draft_partner_get_display_name (partner)
                                               : _ ("New Invitation"));
}

static void
open_form (CosellPartnersPage *self, CosellDraftPartner *partner)
{
  GtkWidget *form =
      cosell_partner_form_new (cosell_assistant_page_get_session (COSELL_ASSISTANT_PAGE (self)),
                               partner);

  self->form = COSELL_PARTNER_FORM (form);
  adw_bin_set_child (self->form_bin, form);
  update_form (self);
  gtk_widget_set_visible (self->form_box, TRUE);
  gtk_stack_set_visible_child (self->stack, self->form_box);
  cosell_partner_form_focus_field (self->form, NULL);
}

static void
close_form (CosellPartnersPage *self)
{
  CosellDraftPartner *partner;
  int position;

  if (self->form == NULL)
    return;
  partner = cosell_partner_form_get_partner (self->form);
  position = find_position (self, partner);
  self->form = NULL;
  if (position >= 0 && is_untouched (partner))
    g_list_store_remove (self->partners, (guint) position);
  gtk_stack_set_visible_child (self->stack, self->list_box);
  adw_bin_set_child (self->form_bin, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->invite_button));
}

static void
back_clicked_cb (CosellPartnersPage *self)
{
  close_form (self);
}

/* What is missing is said once; a person may leave it for later all the same, by the way back. */
static void
done_clicked_cb (CosellPartnersPage *self)
{
  g_autofree char *missing = NULL;

  if (self->form == NULL)
    return;
  if (!is_untouched (cosell_partner_form_get_partner (self->form)))
    missing = cosell_partner_form_reveal (self->form);
  if (missing == NULL)
    close_form (self);
}

static void
invite_clicked_cb (CosellPartnersPage *self)
{
  CosellDraft *draft = cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self));
  g_autoptr (CosellDraftPartner) partner = cosell_draft_new_partner (draft);

  g_list_store_append (self->partners, partner);
  open_form (self, partner);
}

/* --- the list --- */

static void
undo_cb (AdwToast *toast, CosellPartnersPage *self)
{
  CosellDraftPartner *partner = g_object_get_data (G_OBJECT (toast), "partner");

  if (cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self)) != NULL &&
      find_position (self, partner) < 0)
    g_list_store_append (self->partners, partner);
}

static void
edit_clicked_cb (GtkButton *button, CosellPartnersPage *self)
{
  open_form (self, g_object_get_data (G_OBJECT (button), "partner"));
}

static void
row_activated_cb (AdwActionRow *row, CosellPartnersPage *self)
{
  open_form (self, g_object_get_data (G_OBJECT (row), "partner"));
}

static void
remove_clicked_cb (GtkButton *button, CosellPartnersPage *self)
{
  g_autoptr (CosellDraftPartner) partner =
      g_object_ref (g_object_get_data (G_OBJECT (button), "partner"));
  g_autofree char *text = cosell_text_format (_ ("%s is not invited any more"),
                                              cosell_draft_partner_get_display_name (partner));
  AdwToast *toast = cosell_toast_new (text);
  int position = find_position (self, partner);

  if (position >= 0)
    g_list_store_remove (self->partners, (guint) position);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "partner", g_steal_pointer (&partner), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
  cosell_assistant_page_add_toast (COSELL_ASSISTANT_PAGE (self), toast);
}

static const CosellIssue *
find_error (CosellPartnersPage *self, int index)
{
  for (guint i = 0; self->issues != NULL && i < self->issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (self->issues, i);

      if (issue->page == COSELL_DRAFT_STEP_PARTNERS && issue->partner == index &&
          issue->severity == COSELL_SEVERITY_ERROR)
        return issue;
    }
  return NULL;
}

static char *
describe (CosellDraftPartner *partner)
{
  g_autofree char *value = dup_text (partner, "value");
  g_autofree char *currency = dup_text (partner, "currency");
  g_autofree char *date = dup_text (partner, "close-date");
  g_autofree char *money = cosell_format_money (value, currency);
  g_autofree char *day = cosell_format_date (date);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (cosell_draft_partner_get_solutions (partner)));
  g_autofree char *solutions = g_strdup_printf (ngettext ("%u solution", "%u solutions", n), n);

  /* Translators: value, close date and number of solutions of an invitation */
  return g_strdup_printf (_ ("%s · closes %s · %s"), money, day, solutions);
}

static GtkWidget *
row_button (const char *icon, CosellDraftPartner *partner)
{
  GtkWidget *button = cosell_widget_button (icon, "", NULL, NULL);

  g_object_set_data_full (G_OBJECT (button), "partner", g_object_ref (partner), g_object_unref);
  return button;
}

/* The partner may be chosen after its row was made. */
static void
name_button (GtkWidget *row, const char *button, const char *label)
{
  GtkWidget *widget = g_object_get_data (G_OBJECT (row), button);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_tooltip_text (widget, label);
}

static void
update_row (CosellPartnersPage *self, GtkWidget *row)
{
  CosellDraftPartner *partner = g_object_get_data (G_OBJECT (row), "partner");
  const char *name = cosell_draft_partner_get_display_name (partner);
  g_autofree char *edit_label = cosell_text_format (_ ("Edit %s"), name);
  g_autofree char *remove_label = cosell_text_format (_ ("Remove %s"), name);
  const CosellIssue *error = find_error (self, find_position (self, partner));
  g_autofree char *text = describe (partner);
  g_autofree char *subtitle =
      error != NULL ? g_strdup_printf ("%s\n%s", text, error->message) : g_strdup (text);

  cosell_long_text_show_title (ADW_PREFERENCES_ROW (row), name);
  name_button (row, EDIT_BUTTON, edit_label);
  name_button (row, REMOVE_BUTTON, remove_label);
  cosell_long_text_show_value (ADW_ACTION_ROW (row), subtitle);
  if (error != NULL)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  CosellPartnersPage *self = user_data;
  CosellDraftPartner *partner = item;
  GtkWidget *row = cosell_widget_row (cosell_draft_partner_get_display_name (partner), NULL);
  GtkWidget *edit = row_button ("document-edit-symbolic", partner);
  GtkWidget *remove = row_button ("user-trash-symbolic", partner);

  g_object_set (row, "title-lines", 0, "subtitle-lines", 0, NULL);
  g_object_set_data_full (G_OBJECT (row), "partner", g_object_ref (partner), g_object_unref);
  g_object_set_data (G_OBJECT (row), EDIT_BUTTON, edit);
  g_object_set_data (G_OBJECT (row), REMOVE_BUTTON, remove);
  g_signal_connect (edit, "clicked", G_CALLBACK (edit_clicked_cb), self);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), edit);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  /* not by adw_action_row_set_activatable_widget(): that joins its title to the button's name */
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (row_activated_cb), self);
  update_row (self, row);
  return row;
}

/* A1, A3: what partners make of the deal. */
static const char *
describe_result (CosellDealType type, guint n)
{
  if (n == 0)
    return _ ("Partners are not necessary. You can also invite them later, until the deal is "
              "closed.");
  if (type == COSELL_DEAL_TYPE_CO_SELL)
    return _ ("This makes it a Partner to partner deal with Microsoft: each invited partner gets "
              "an invitation of its own and answers for itself.");
  return _ ("This makes it a Partner to partner deal without Microsoft: each invited partner gets "
            "an invitation of its own; nothing of it goes to Microsoft.");
}

static void
update_list (CosellPartnersPage *self)
{
  CosellDraft *draft = cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->partners));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    update_row (self, row);
  gtk_widget_set_visible (self->invited_box, n > 0);
  cosell_tip_set_text (self->result, describe_result (cosell_draft_get_deal_type (draft), n));
  cosell_button_set_mnemonic (self->invite_button,
                              n > 0 ? _ ("_Invite Another Partner") : _ ("_Invite Partner"));
}

/* --- page --- */

static void
cosell_partners_page_bind (CosellAssistantPage *page)
{
  CosellPartnersPage *self = COSELL_PARTNERS_PAGE (page);

  self->partners = cosell_draft_get_partners (cosell_assistant_page_get_draft (page));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->partners), make_row, self, NULL);
}

static void
cosell_partners_page_update (CosellAssistantPage *page, GPtrArray *issues)
{
  CosellPartnersPage *self = COSELL_PARTNERS_PAGE (page);

  g_clear_pointer (&self->issues, g_ptr_array_unref);
  self->issues = g_ptr_array_ref (issues);
  update_list (self);
  update_form (self);
}

/* "partners.value" alone does not say of which: the first that has the error is meant. */
static gboolean
cosell_partners_page_focus_field (CosellAssistantPage *page, const char *field)
{
  CosellPartnersPage *self = COSELL_PARTNERS_PAGE (page);

  for (guint i = 0; self->issues != NULL && i < self->issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (self->issues, i);
      g_autoptr (CosellDraftPartner) partner = NULL;
      g_autofree char *missing = NULL;

      if (issue->page != COSELL_DRAFT_STEP_PARTNERS || issue->partner < 0 ||
          g_strcmp0 (issue->field, field) != 0)
        continue;
      partner = g_list_model_get_item (G_LIST_MODEL (self->partners), (guint) issue->partner);
      if (partner == NULL)
        continue;
      if (self->form == NULL || cosell_partner_form_get_partner (self->form) != partner)
        open_form (self, partner);
      missing = cosell_partner_form_reveal (self->form);
      return cosell_partner_form_focus_field (self->form, field);
    }
  return gtk_widget_grab_focus (GTK_WIDGET (self->invite_button));
}

static void
cosell_partners_page_reveal (CosellAssistantPage *page)
{
  CosellPartnersPage *self = COSELL_PARTNERS_PAGE (page);
  g_autofree char *missing = NULL;

  if (self->form != NULL)
    missing = cosell_partner_form_reveal (self->form);
}

static void
cosell_partners_page_dispose (GObject *object)
{
  CosellPartnersPage *self = COSELL_PARTNERS_PAGE (object);

  self->form = NULL;
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_PARTNERS_PAGE);
  G_OBJECT_CLASS (cosell_partners_page_parent_class)->dispose (object);
}

static void
cosell_partners_page_class_init (CosellPartnersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CosellAssistantPageClass *page_class = COSELL_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_partners_page_dispose;
  page_class->bind = cosell_partners_page_bind;
  page_class->update = cosell_partners_page_update;
  page_class->focus_field = cosell_partners_page_focus_field;
  page_class->reveal = cosell_partners_page_reveal;

  g_type_ensure (COSELL_TYPE_TIP);
  gtk_widget_class_set_template_from_resource (widget_class, COSELL_APP_PATH
                                               "/assistant/cosell-partners-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellPartnersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnersPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnersPage, form_box);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnersPage, invited_box);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnersPage, list);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnersPage, invite_button);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnersPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnersPage, done_button);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnersPage, form_title);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnersPage, result);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnersPage, form_bin);
  gtk_widget_class_bind_template_callback (widget_class, invite_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_clicked_cb);
}

static void
cosell_partners_page_init (CosellPartnersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_button_set_mnemonic (self->back_button, _ ("_All Partners"));
  cosell_button_set_mnemonic (self->done_button, _ ("_Done"));
}
