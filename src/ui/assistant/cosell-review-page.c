#include "ui/assistant/cosell-review-page.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-catalog.h"
#include "base/cosell-field.h"
#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-member.h"
#include "model/cosell-readers.h"
#include "model/cosell-referral.h"
#include "ui/assistant/cosell-assistant-steps.h"
#include "ui/assistant/cosell-duplicates.h"
#include "ui/assistant/cosell-review-rows.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-completions.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/words/cosell-format.h"

#define LABEL_WIDTH 190

struct _CosellReviewPage
{
  CosellAssistantPage parent_instance;

  char *own_body;       /* (owned) (nullable): what the lists show */
  char *microsoft_body; /* (owned) (nullable) */
  char *partner_bodies; /* (owned) (nullable): all of them, one below the other */

  GPtrArray *shown_issues; /* (owned) (nullable) of CosellIssue */

  GtkLabel *headline_customer;
  GtkLabel *headline_name;
  GtkLabel *headline_value;
  GtkLabel *headline_date;
  GtkLabel *headline_type;
  GtkWidget *issues_box;
  GtkListBox *issues;
  GtkWidget *offline_tip;
  GtkLabel *offline_label;
  GtkLabel *own_description;
  GtkListBox *own_list;
  GtkLabel *microsoft_description;
  GtkListBox *microsoft_list;
  GtkBox *partners;
  GtkWidget *ready_link;
  CosellDuplicates *duplicates;
};

G_DEFINE_FINAL_TYPE (CosellReviewPage, cosell_review_page, COSELL_TYPE_ASSISTANT_PAGE)

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

/* --- what is sent --- */

static GtkWidget *
make_label (const char *text, gboolean dim)
{
  GtkWidget *label = gtk_label_new (NULL);

  cosell_long_text_show (GTK_LABEL (label), text);
  g_object_set (label, "xalign", 0.0F, "yalign", 0.0F, "wrap", TRUE, NULL);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/* Notes are read here, as far as a label goes; of any other value only its beginning: there are
 * dozens of them, and all are laid out at once. */
static GtkWidget *
make_value (const CosellReviewRow *data, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gboolean notes = g_str_has_suffix (data->path, "/notes");
  gboolean is_cut = notes && text[cosell_text_piece_at (text)] != '\0';
  g_autofree char *excerpt = notes ? NULL : cosell_text_excerpt (text, &is_cut);
  GtkWidget *button;

  cosell_long_text_use_column (box);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), make_label (notes ? text : excerpt, FALSE));
  if (!is_cut)
    return box;
  button = cosell_long_text_new_button (data->label, text);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static GtkWidget *
make_row (const CosellReviewRow *data, const char *text, gboolean narrow)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box =
      gtk_box_new (narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, narrow ? 0 : 12);
  GtkWidget *value = make_value (data, text);
  GtkWidget *label = make_label (data->label, TRUE);
  g_autofree char *brief = cosell_text_brief (text);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", data->label, brief);

  gtk_widget_set_size_request (label, narrow ? -1 : LABEL_WIDTH, -1);
  if (narrow)
    gtk_widget_add_css_class (label, "caption");
  else
    g_object_set (label, "max-width-chars", 20, NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), value);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set (row, "activatable", FALSE, "focusable", FALSE, NULL);
  gtk_widget_add_css_class (row, "review-row");
  if (data->starts_section)
    gtk_widget_add_css_class (row, "starts-section");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

/* D17: what freezes is said once, over all that does. */
static const char *
freeze_title (CosellFreeze freeze, CosellReviewKind kind)
{
  switch (freeze)
    {
    case COSELL_FREEZE_NEVER:
      return kind == COSELL_REVIEW_PARTNER ? _ ("Sent with the invitation")
                                           : _ ("Sent with the deal");
    case COSELL_FREEZE_CREATED:
      return _ ("Fixed after creation");
    case COSELL_FREEZE_SHARED:
      return _ ("Fixed once Microsoft has it");
    }
  g_return_val_if_reached ("");
}

/* C4: people know a location by its name. */
static char *
value_of (CosellReviewPage *self, const CosellReviewRow *data)
{
  CosellSession *session = cosell_assistant_page_get_session (COSELL_ASSISTANT_PAGE (self));
  g_autofree char *name = NULL;

  if (!g_str_equal (data->path, COSELL_PATH_LOCATION))
    return g_strdup (data->value);
  name = cosell_location_source.display (data->value, cosell_session_get_catalog (session));
  return g_str_equal (name, data->value) ? g_strdup (name)
                                         : g_strdup_printf ("%s · %s", name, data->value);
}

/* The names of what is inside, each once. */
static char *
list_labels (GPtrArray *rows, CosellFreeze freeze)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *last = "";

  for (guint i = 0; i < rows->len; i++)
    {
      const CosellReviewRow *row = g_ptr_array_index (rows, i);

      if (row->freeze != freeze || g_str_equal (row->label, last))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", row->label);
      last = row->label;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_group (CosellReviewPage *self, GPtrArray *rows, CosellFreeze freeze, CosellReviewKind kind)
{
  gboolean narrow = cosell_assistant_page_is_narrow (COSELL_ASSISTANT_PAGE (self));
  g_autofree char *labels = list_labels (rows, freeze);
  GtkWidget *group = adw_expander_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (
      freeze == COSELL_FREEZE_NEVER ? "document-edit-symbolic" : "changes-prevent-symbolic");

  g_object_set (group, "use-markup", FALSE, "subtitle", labels, NULL);
  cosell_long_text_use_column_in_row (group);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (group), freeze_title (freeze, kind));
  gtk_widget_add_css_class (icon, "dim-label");
  g_object_set (icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (group), icon);
  for (guint i = 0; i < rows->len; i++)
    {
      const CosellReviewRow *data = g_ptr_array_index (rows, i);
      g_autofree char *value = value_of (self, data);

      if (data->freeze == freeze)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (group), make_row (data, value, narrow));
    }
  return group;
}

static void
fill_body (CosellReviewPage *self, GtkListBox *list, const char *body, CosellReviewKind kind)
{
  g_autoptr (GPtrArray) rows = body != NULL ? cosell_review_rows (body, kind) : NULL;

  clear_list (list);
  for (int freeze = COSELL_FREEZE_NEVER; freeze <= COSELL_FREEZE_SHARED; freeze++)
    for (guint i = 0; rows != NULL && i < rows->len; i++)
      {
        const CosellReviewRow *row = g_ptr_array_index (rows, i);

        if ((int) row->freeze != freeze)
          continue;
        gtk_list_box_append (list, make_group (self, rows, row->freeze, kind));
        break;
      }
  gtk_widget_set_visible (GTK_WIDGET (list), rows != NULL && rows->len > 0);
}

/* --- the headline --- */

static char *
dup_text (gpointer object, const char *property)
{
  char *text = NULL;

  g_object_get (object, property, &text, NULL);
  return text != NULL ? g_strstrip (text) : g_strdup ("");
}

static void
show_fact (GtkLabel *label, const char *text)
{
  g_autofree char *brief = cosell_text_brief (text);

  gtk_label_set_label (label, brief);
  gtk_widget_set_visible (GTK_WIDGET (label), *brief != '\0');
}

/* What somebody would ask first: for whom, how much, when, and of which type. */
static void
show_headline (CosellReviewPage *self, CosellDraft *draft)
{
  g_autofree char *value = dup_text (draft, "value");
  g_autofree char *currency = dup_text (draft, "currency");
  g_autofree char *date = dup_text (draft, "close-date");
  g_autofree char *name = dup_text (draft, "name");
  g_autofree char *customer = dup_text (cosell_draft_get_customer (draft), "name");
  g_autofree char *money =
      cosell_money_is_valid (value, NULL, NULL) ? cosell_format_money (value, currency) : NULL;
  g_autofree char *day = cosell_date_parse (date, NULL) ? cosell_format_date (date) : NULL;
  /* Translators: %s is a date */
  g_autofree char *closes = day != NULL ? g_strdup_printf (_ ("Closes %s"), day) : NULL;

  show_fact (self->headline_customer, customer);
  show_fact (self->headline_name, name);
  show_fact (self->headline_value, money);
  show_fact (self->headline_date, closes);
  show_fact (self->headline_type, cosell_deal_type_label (cosell_draft_get_deal_type (draft)));
}

static const char *
describe_microsoft (CosellDealType type)
{
  switch (type)
    {
    case COSELL_DEAL_TYPE_CO_SELL:
      return _ ("A request for help goes to Microsoft with all of this. Sellers have 14 days to "
                "answer.");
    case COSELL_DEAL_TYPE_PARTNER_LED:
      return _ ("Nothing is sent to them, but they may view your record above, all of it.");
    case COSELL_DEAL_TYPE_PRIVATE:
    case COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT:
    case COSELL_DEAL_TYPE_LEAD:
      return _ ("Nothing is sent to them, and they may not view the deal.");
    }
  g_return_val_if_reached ("");
}

/* C23: of all the record, the notes have readers of their own. */
static void
describe_own (CosellReviewPage *self, CosellDraft *draft)
{
  g_autofree char *readers = cosell_readers_describe (cosell_readers_of_draft (draft));
  g_autofree char *notes = g_strdup_printf (_ ("Notes: %s"), readers);
  g_autofree char *text =
      g_strdup_printf ("%s\n%s", _ ("Your colleagues with access to this location see it."), notes);

  gtk_label_set_label (self->own_description, text);
}

/* C13, C17: an invitation, under the partner's name. */
static void
add_partner (CosellReviewPage *self, CosellDraftPartner *partner, const char *body)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (COSELL_APP_PATH "/assistant/cosell-review-partner.ui");
  GtkListBox *list = GTK_LIST_BOX (gtk_builder_get_object (builder, "list"));
  g_autofree char *name = cosell_text_brief (cosell_draft_partner_get_display_name (partner));

  cosell_long_text_show (GTK_LABEL (gtk_builder_get_object (builder, "heading")), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  fill_body (self, list, body, COSELL_REVIEW_PARTNER);
  gtk_box_append (self->partners, GTK_WIDGET (gtk_builder_get_object (builder, "partner")));
}

static void
fill_partners (CosellReviewPage *self, CosellDraft *draft, gboolean always)
{
  GListModel *partners = G_LIST_MODEL (cosell_draft_get_partners (draft));
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) all = g_string_new (NULL);
  GtkWidget *child;

  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (CosellDraftPartner) partner = g_list_model_get_item (partners, i);
      char *body = cosell_draft_partner_body (draft, partner, COSELL_REVIEW_ENGAGEMENT);

      g_ptr_array_add (bodies, body);
      g_string_append_printf (all, "%s\n%s\n", cosell_draft_partner_get_display_name (partner),
                              body);
    }
  if (!always && g_strcmp0 (all->str, self->partner_bodies) == 0)
    return;
  cosell_set_str (&self->partner_bodies, all->str);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->partners))) != NULL)
    gtk_box_remove (self->partners, child);
  for (guint i = 0; i < bodies->len; i++)
    {
      g_autoptr (CosellDraftPartner) partner = g_list_model_get_item (partners, i);

      add_partner (self, partner, g_ptr_array_index (bodies, i));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->partners), bodies->len > 0);
}

static CosellReviewKind
kind_of (CosellDealType type)
{
  switch (type)
    {
    case COSELL_DEAL_TYPE_CO_SELL:
    case COSELL_DEAL_TYPE_PARTNER_LED:
      return COSELL_REVIEW_SHARED;
    case COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT:
      return COSELL_REVIEW_ASSESSMENT;
    case COSELL_DEAL_TYPE_PRIVATE:
    case COSELL_DEAL_TYPE_LEAD:
      return COSELL_REVIEW_PRIVATE;
    }
  g_return_val_if_reached (COSELL_REVIEW_PRIVATE);
}

static void
fill_bodies (CosellReviewPage *self, gboolean always)
{
  CosellDraft *draft = cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self));
  CosellDealType type = cosell_draft_get_deal_type (draft);
  CosellReviewKind kind = kind_of (type);
  g_autofree char *own = cosell_draft_own_body (draft, COSELL_REVIEW_ENGAGEMENT);
  g_autofree char *microsoft = cosell_draft_microsoft_body (draft, COSELL_REVIEW_ENGAGEMENT);

  show_headline (self, draft);
  describe_own (self, draft);
  gtk_label_set_label (self->microsoft_description, describe_microsoft (type));
  fill_partners (self, draft, always);
  if (!always && g_strcmp0 (own, self->own_body) == 0 &&
      g_strcmp0 (microsoft, self->microsoft_body) == 0)
    return;
  fill_body (self, self->own_list, own, kind);
  fill_body (self, self->microsoft_list, microsoft, kind);
  g_free (self->own_body);
  g_free (self->microsoft_body);
  self->own_body = g_steal_pointer (&own);
  self->microsoft_body = g_steal_pointer (&microsoft);
}

/* --- what is missing --- */

static GtkWidget *
make_issue (const CosellIssue *issue, gboolean narrow)
{
  gboolean error = issue->severity == COSELL_SEVERITY_ERROR;
  const CosellAssistantStepInfo *info = cosell_assistant_step_get_info (issue->page);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon =
      gtk_image_new_from_icon_name (error ? "dialog-error-symbolic" : "dialog-warning-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  error ? _ ("Missing") : _ ("Advice"), -1);
  gtk_widget_add_css_class (icon, error ? "error" : "warning");
  g_object_set (row, "use-markup", FALSE, "title-lines", 0, NULL);
  cosell_long_text_use_column_in_row (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), issue->message);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (issue->page != COSELL_DRAFT_STEP_REVIEW)
    {
      GtkWidget *button = narrow ? gtk_button_new_from_icon_name ("go-next-symbolic")
                                 : gtk_button_new_with_label (_ (info->title));
      g_autofree char *label = g_strdup_printf (_ ("Go to %s"), _ (info->title));

      cosell_button_set_name (button, label);
      if (narrow)
        gtk_widget_set_tooltip_text (button, label);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "assistant.go-to-field");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)",
                                        cosell_enum_nick (COSELL_TYPE_DRAFT_STEP,
                                                          (int) issue->page),
                                        issue->field);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  return row;
}

static void
fill_issues (CosellReviewPage *self, GPtrArray *issues)
{
  gboolean narrow = cosell_assistant_page_is_narrow (COSELL_ASSISTANT_PAGE (self));

  clear_list (self->issues);
  for (int severity = COSELL_SEVERITY_ERROR; severity <= COSELL_SEVERITY_WARNING; severity++)
    for (guint i = 0; i < issues->len; i++)
      {
        const CosellIssue *issue = g_ptr_array_index (issues, i);

        if ((int) issue->severity == severity)
          gtk_list_box_append (self->issues, make_issue (issue, narrow));
      }
  gtk_widget_set_visible (self->issues_box, issues->len > 0);
}

/* --- when it is sent --- */

static void
update_offline (CosellReviewPage *self)
{
  CosellSession *session = cosell_assistant_page_get_session (COSELL_ASSISTANT_PAGE (self));
  CosellSessionState state;
  const char *text = NULL;

  if (session == NULL)
    return;
  g_object_get (session, "state", &state, NULL);
  switch (state)
    {
    case COSELL_SESSION_OFFLINE:
      text = _ ("You are offline. The deal is created here now and will be sent when you are "
                "online.");
      break;
    case COSELL_SESSION_NO_ACCOUNT:
    case COSELL_SESSION_SIGN_IN:
      text = _ ("You are not signed in. The deal is created here now and will be sent after you "
                "signed in.");
      break;
    case COSELL_SESSION_IDLE:
    case COSELL_SESSION_SYNCING:
    case COSELL_SESSION_FAILED:
      break;
    }
  gtk_label_set_label (self->offline_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->offline_tip, text != NULL);
}

/* --- page --- */

static void
cosell_review_page_bind (CosellAssistantPage *page)
{
  CosellDraft *draft = cosell_assistant_page_get_draft (page);

  cosell_duplicates_bind (COSELL_REVIEW_PAGE (page)->duplicates,
                          cosell_assistant_page_get_session (page),
                          cosell_draft_get_customer (draft));
  g_signal_connect_object (cosell_assistant_page_get_session (page), "notify::state",
                           G_CALLBACK (update_offline), page, G_CONNECT_SWAPPED);
}

static void
cosell_review_page_update (CosellAssistantPage *page, GPtrArray *issues)
{
  CosellReviewPage *self = COSELL_REVIEW_PAGE (page);

  g_clear_pointer (&self->shown_issues, g_ptr_array_unref);
  self->shown_issues = g_ptr_array_ref (issues);
  fill_issues (self, issues);
  fill_bodies (self, FALSE);
  update_offline (self);
  gtk_widget_set_visible (self->ready_link,
                          cosell_catalog_lacks_ready_solution (cosell_session_get_catalog (
                              cosell_assistant_page_get_session (page))));
}

static void
cosell_review_page_set_narrow (CosellAssistantPage *page, gboolean narrow)
{
  CosellReviewPage *self = COSELL_REVIEW_PAGE (page);

  if (cosell_assistant_page_get_draft (page) != NULL)
    {
      fill_bodies (self, TRUE);
      if (self->shown_issues != NULL)
        fill_issues (self, self->shown_issues);
    }
}

static void
cosell_review_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_REVIEW_PAGE);
  G_OBJECT_CLASS (cosell_review_page_parent_class)->dispose (object);
}

static void
cosell_review_page_finalize (GObject *object)
{
  CosellReviewPage *self = COSELL_REVIEW_PAGE (object);

  g_free (self->own_body);
  g_free (self->microsoft_body);
  g_free (self->partner_bodies);
  g_clear_pointer (&self->shown_issues, g_ptr_array_unref);
  G_OBJECT_CLASS (cosell_review_page_parent_class)->finalize (object);
}

static void
cosell_review_page_class_init (CosellReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CosellAssistantPageClass *page_class = COSELL_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_review_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_review_page_finalize;
  page_class->bind = cosell_review_page_bind;
  page_class->update = cosell_review_page_update;
  page_class->set_narrow = cosell_review_page_set_narrow;

  g_type_ensure (COSELL_TYPE_DUPLICATES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/assistant/cosell-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, headline_customer);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, headline_name);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, headline_value);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, headline_date);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, headline_type);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, issues_box);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, issues);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, offline_tip);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, offline_label);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, own_description);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, own_list);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, microsoft_description);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, microsoft_list);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, partners);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, ready_link);
  gtk_widget_class_bind_template_child (widget_class, CosellReviewPage, duplicates);
}

static void
cosell_review_page_init (CosellReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
