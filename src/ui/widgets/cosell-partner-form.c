#include "ui/widgets/cosell-partner-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cosell-catalog.h"
#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "model/cosell-invite.h"
#include "model/cosell-people.h"
#include "model/cosell-readers.h"
#include "model/cosell-referral.h"
#include "ui/widgets/cosell-completions.h"
#include "ui/widgets/cosell-contact-form.h"
#include "ui/widgets/cosell-date-row.h"
#include "ui/widgets/cosell-field-caption.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-note-editor.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-format.h"

#define N_CAPTIONS 6

struct _CosellPartnerForm
{
  AdwBin parent_instance;

  CosellSession *session;      /* (owned) */
  CosellDraftPartner *partner; /* (owned) */
  GStrv invited;               /* (owned) (nullable) */
  GPtrArray *solution_rows;    /* of GtkWidget, children of solutions */

  CosellCompletionRow *partner_row;
  CosellFieldCaption *partner_caption;
  GtkWidget *value;
  CosellFieldCaption *value_caption;
  CosellCompletionRow *currency;
  CosellFieldCaption *currency_caption;
  GtkWidget *close_date;
  CosellFieldCaption *date_caption;
  AdwComboRow *help;
  GtkListBox *solutions;
  CosellCompletionRow *solution_row;
  CosellFieldCaption *solutions_caption;
  GtkLabel *team_note;
  GtkListBox *team;
  CosellContactForm *member_form;
  GtkButton *team_button;
  CosellFieldCaption *team_caption;
  CosellNoteEditor *notes;
};

G_DEFINE_FINAL_TYPE (CosellPartnerForm, cosell_partner_form, ADW_TYPE_BIN)

static void
get_captions (CosellPartnerForm *self, CosellFieldCaption *captions[N_CAPTIONS])
{
  captions[0] = self->partner_caption;
  captions[1] = self->value_caption;
  captions[2] = self->currency_caption;
  captions[3] = self->date_caption;
  captions[4] = self->solutions_caption;
  captions[5] = self->team_caption;
}

static char *
dup_text (gpointer object, const char *property)
{
  char *text = NULL;

  g_object_get (object, property, &text, NULL);
  return text != NULL ? g_strstrip (text) : g_strdup ("");
}

static CosellCatalog *
get_catalog (CosellPartnerForm *self)
{
  return cosell_session_get_catalog (self->session);
}

/* --- partner --- */

/* (transfer full) (nullable) */
static CosellPickItem *
find_partner (CosellPartnerForm *self, const char *text, gboolean by_name)
{
  GListModel *partners = cosell_catalog_get_partners (get_catalog (self));
  g_autofree char *folded = cosell_intl_fold (text);

  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (CosellPickItem) partner = g_list_model_get_item (partners, i);
      g_autofree char *name = cosell_intl_fold (cosell_pick_item_get_name (partner));

      if (g_ascii_strcasecmp (cosell_pick_item_get_id (partner), text) == 0 ||
          (by_name && g_str_equal (name, folded)))
        return g_steal_pointer (&partner);
    }
  return NULL;
}

/* C13: in a sentence. Returns: (transfer full) (nullable) */
static char *
refuse (CosellPartnerForm *self, const char *id, const char *name)
{
  const char *refusal = cosell_catalog_get_partner_refusal (get_catalog (self), id);

  return refusal != NULL
             ? g_strdup (refusal)
             : cosell_invite_refuse_again ((const char *const *) self->invited, id, name);
}

/* Why a row cannot be chosen, or else where its partner is. */
static CosellCompletion *
suggest_partner (CosellPartnerForm *self, CosellPickItem *partner)
{
  const char *id = cosell_pick_item_get_id (partner);
  const char *name = cosell_pick_item_get_name (partner);
  const char *country = cosell_pick_item_get_note (partner);
  g_autofree char *place = country != NULL && cosell_intl_is_country (country)
                               ? cosell_intl_country_name (country)
                               : NULL;
  g_autofree char *again =
      cosell_invite_refuse_again ((const char *const *) self->invited, id, name);
  const char *refusal = again != NULL ? _ ("Already invited")
                                      : cosell_catalog_get_partner_refusal (get_catalog (self), id);
  CosellCompletion *suggestion =
      cosell_completion_new (id, name, refusal != NULL ? refusal : place, NULL);

  suggestion->refused = refusal != NULL;
  return suggestion;
}

static GPtrArray *
query_partners (const char *text, gpointer data)
{
  CosellPartnerForm *self = data;
  GListModel *partners = cosell_catalog_get_partners (get_catalog (self));
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_completion_free);

  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (CosellPickItem) partner = g_list_model_get_item (partners, i);

      if (*text == '\0' || cosell_completions_match (cosell_pick_item_get_name (partner), text))
        g_ptr_array_add (found, suggest_partner (self, partner));
    }
  return found;
}

static char *
resolve_partner (const char *text, gpointer data)
{
  CosellPartnerForm *self = data;
  g_autofree char *typed = g_strstrip (g_strdup (text));
  g_autofree char *id = dup_text (self->partner, "id");
  g_autofree char *name = dup_text (self->partner, "name");
  g_autoptr (CosellPickItem) found = *typed != '\0' ? find_partner (self, typed, TRUE) : NULL;

  if (found != NULL)
    return g_strdup (cosell_pick_item_get_id (found));
  return g_strdup (*id != '\0' && g_str_equal (typed, name) ? id : text);
}

static char *
display_partner (const char *value, gpointer data)
{
  CosellPartnerForm *self = data;
  g_autofree char *id = dup_text (self->partner, "id");
  g_autofree char *name = dup_text (self->partner, "name");
  g_autoptr (CosellPickItem) found = find_partner (self, value, FALSE);

  if (found != NULL)
    return g_strdup (cosell_pick_item_get_name (found));
  return g_strdup (*name != '\0' && g_str_equal (value, id) ? name : value);
}

static const CosellCompletionSource partner_source = {
  .query = query_partners,
  .resolve = resolve_partner,
  .display = display_partner,
  .mark_first = TRUE,
};

/* What stands in the row is one of the list, an ID, or a name that means nobody yet (C13). */
static void
partner_chosen_cb (CosellPartnerForm *self)
{
  const char *value = cosell_completion_row_get_value (self->partner_row);
  gboolean unlisted =
      g_list_model_get_n_items (cosell_catalog_get_partners (get_catalog (self))) == 0;
  g_autofree char *id = dup_text (self->partner, "id");
  g_autoptr (CosellPickItem) found = find_partner (self, value, FALSE);
  g_autofree char *typed = g_strstrip (g_strdup (value));
  g_autofree char *refusal =
      refuse (self, typed, found != NULL ? cosell_pick_item_get_name (found) : typed);

  cosell_field_caption_set_override (self->partner_caption, refusal);
  if (refusal != NULL)
    cosell_field_caption_touch (self->partner_caption);
  if (*value != '\0' && g_str_equal (value, id))
    return;
  if (refusal != NULL)
    g_object_set (self->partner, "id", "", "name",
                  found != NULL ? cosell_pick_item_get_name (found) : typed, NULL);
  else if (found != NULL)
    g_object_set (self->partner, "id", cosell_pick_item_get_id (found), "name",
                  cosell_pick_item_get_name (found), NULL);
  else if (unlisted || g_uuid_string_is_valid (value))
    g_object_set (self->partner, "id", value, "name", "", NULL);
  else
    g_object_set (self->partner, "id", "", "name", value, NULL);
}

/* --- value and date --- */

static void
show_hints (CosellPartnerForm *self)
{
  g_autofree char *value = dup_text (self->partner, "value");
  g_autofree char *currency = dup_text (self->partner, "currency");
  g_autofree char *typed = dup_text (self->partner, "close-date");
  g_autofree char *date = cosell_date_tidy (typed);
  g_autofree char *id = dup_text (self->partner, "id");
  g_autofree char *money =
      cosell_money_is_valid (value, NULL, NULL) ? cosell_format_money (value, currency) : NULL;
  g_autofree char *name =
      cosell_intl_is_currency (currency) ? cosell_intl_currency_name (currency) : NULL;
  g_autofree char *day = cosell_date_parse (date, NULL) ? cosell_format_date (date) : NULL;
  gboolean listed = g_list_model_get_n_items (cosell_catalog_get_partners (get_catalog (self))) > 0;
  g_autofree char *who = NULL;

  if (*id != '\0')
    /* Translators: the number of a partner, whose name stands above */
    who = cosell_text_format (_ ("Partner ID %s"), id);
  else if (listed)
    who = g_strdup (_ ("Search by name. Only partners who co-sell in Partner Center are listed."));
  else
    who = g_strdup (_ ("Enter the partner’s ID, as Partner Center shows it."));
  cosell_field_caption_set_hint (self->partner_caption, who);
  cosell_field_caption_set_hint (self->value_caption, money != NULL
                                                          ? money
                                                          : _ ("The part of the deal that is this "
                                                               "partner’s, not the whole."));
  cosell_field_caption_set_hint (self->currency_caption, name);
  cosell_field_caption_set_hint (self->date_caption, day);
  cosell_completion_row_set_has_choices (self->partner_row, listed);
}

/* --- help --- */

static void
help_chosen_cb (CosellPartnerForm *self)
{
  g_object_set (self->partner, "help", (CosellHelp) adw_combo_row_get_selected (self->help), NULL);
}

static void
fill_help (CosellPartnerForm *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  CosellHelp help = COSELL_HELP_NONE;

  g_object_get (self->partner, "help", &help, NULL);
  for (int i = COSELL_HELP_NONE; i <= COSELL_HELP_GENERAL; i++)
    gtk_string_list_append (labels, cosell_help_label ((CosellHelp) i));
  adw_combo_row_set_model (self->help, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->help, (guint) help);
  g_signal_connect_object (self->help, "notify::selected", G_CALLBACK (help_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/* --- rows that can be taken away --- */

static GtkWidget *
make_row (GListStore *list,
          gpointer item,
          const char *title,
          const char *subtitle,
          GCallback remove)
{
  /* Translators: a person or a solution */
  g_autofree char *label = cosell_text_format (_ ("Remove %s"), title);
  GtkWidget *row = cosell_widget_row (title, subtitle);
  GtkWidget *button = cosell_widget_button ("list-remove-symbolic", label, NULL, NULL);

  g_object_set_data_full (G_OBJECT (button), "item", g_object_ref (item), g_object_unref);
  g_signal_connect (button, "clicked", remove, list);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
remove_clicked_cb (GtkButton *button, GListStore *list)
{
  gpointer item = g_object_get_data (G_OBJECT (button), "item");
  guint position;

  if (g_list_store_find (list, item, &position))
    g_list_store_remove (list, position);
}

/* --- solutions --- */

static gboolean
has_solution (CosellPartnerForm *self, const char *id)
{
  GListModel *chosen = G_LIST_MODEL (cosell_draft_partner_get_solutions (self->partner));

  for (guint i = 0; i < g_list_model_get_n_items (chosen); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (chosen, i);

      if (g_ascii_strcasecmp (cosell_solution_get_id (solution), id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* C9: co-sell-ready ones only; those of the chosen partner come first. */
static GPtrArray *
query_solutions (const char *text, gpointer data)
{
  CosellPartnerForm *self = data;
  GListModel *solutions = cosell_catalog_get_solutions (get_catalog (self));
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_completion_free);
  g_autofree char *partner = dup_text (self->partner, "name");
  g_autofree char *folded = cosell_intl_fold (partner);
  guint n_first = 0;

  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);
      const char *id = cosell_solution_get_id (solution);
      const char *name = cosell_solution_get_display_name (solution);
      g_autofree char *publisher = dup_text (solution, "publisher");
      g_autofree char *maker = cosell_intl_fold (publisher);
      gboolean ready, theirs = *folded != '\0' && g_str_equal (maker, folded);

      g_object_get (solution, "co-sell-ready", &ready, NULL);
      if (cosell_solution_get_kind (solution) != COSELL_SOLUTION_KIND_THIRD_PARTY || !ready ||
          has_solution (self, id) || (*text != '\0' && !cosell_completions_match (name, text)))
        continue;
      g_ptr_array_insert (found, theirs ? (int) n_first++ : -1,
                          cosell_completion_new (id, name, *publisher != '\0' ? publisher : id,
                                                 solution));
    }
  return found;
}

static const CosellCompletionSource solution_source = {
  .query = query_solutions,
  .mark_first = TRUE,
};

static void
take_solution (CosellPartnerForm *self, CosellSolution *solution)
{
  if (!has_solution (self, cosell_solution_get_id (solution)))
    g_list_store_append (cosell_draft_partner_get_solutions (self->partner), solution);
  cosell_long_entry_set_text (GTK_WIDGET (self->solution_row), "");
  cosell_completion_row_close (self->solution_row);
}

static void
solution_picked_cb (CosellPartnerForm *self, CosellCompletion *suggestion)
{
  take_solution (self, COSELL_SOLUTION (suggestion->item));
}

/* An ID that no list has is taken as it was typed. */
static void
solution_entered_cb (CosellPartnerForm *self)
{
  g_autofree char *id = dup_text (self->solution_row, "text");
  g_autoptr (CosellSolution) solution =
      cosell_solution_new (id, NULL, COSELL_SOLUTION_KIND_THIRD_PARTY);

  if (*id != '\0')
    take_solution (self, solution);
}

static void
solutions_changed_cb (CosellPartnerForm *self)
{
  GListStore *solutions = cosell_draft_partner_get_solutions (self->partner);

  for (guint i = 0; i < self->solution_rows->len; i++)
    gtk_list_box_remove (self->solutions, g_ptr_array_index (self->solution_rows, i));
  g_ptr_array_set_size (self->solution_rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (solutions)); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (G_LIST_MODEL (solutions), i);
      g_autofree char *publisher = dup_text (solution, "publisher");
      GtkWidget *row = make_row (solutions, solution, cosell_solution_get_display_name (solution),
                                 *publisher != '\0' ? publisher : cosell_solution_get_id (solution),
                                 G_CALLBACK (remove_clicked_cb));

      gtk_list_box_insert (self->solutions, row, (int) i);
      g_ptr_array_add (self->solution_rows, row);
    }
}

/* --- team --- */

static void
team_changed_cb (CosellPartnerForm *self)
{
  GListStore *team = cosell_draft_partner_get_team (self->partner);
  CosellContact *typed = gtk_widget_get_visible (GTK_WIDGET (self->member_form))
                             ? cosell_contact_form_get_contact (self->member_form)
                             : NULL;
  GtkWidget *child;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (team));
  guint shown = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->team))) != NULL)
    gtk_list_box_remove (self->team, child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (G_LIST_MODEL (team), i);

      if (contact == typed)
        continue;
      gtk_list_box_append (self->team,
                           make_row (team, contact, cosell_contact_get_display_name (contact),
                                     cosell_contact_get_email (contact),
                                     G_CALLBACK (remove_clicked_cb)));
      shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->team), shown > 0);
  gtk_label_set_label (self->team_note,
                       n > 0 ? _ ("These people of your company are named to the partner.")
                             : _ ("Without anybody here, the team of the deal is named to the "
                                  "partner."));
}

/* The one who was typed joins the others, and the form is ready for the next. */
static void
add_member_cb (CosellPartnerForm *self)
{
  GtkWidget *form = GTK_WIDGET (self->member_form);
  CosellContact *typed = cosell_contact_form_get_contact (self->member_form);

  if (gtk_widget_get_visible (form) && !cosell_contact_is_complete (typed))
    {
      cosell_contact_form_reveal (self->member_form, TRUE);
      cosell_contact_form_focus (self->member_form);
      return;
    }
  cosell_contact_form_edit (self->member_form, cosell_draft_partner_get_team (self->partner), NULL);
  gtk_widget_set_visible (form, TRUE);
  team_changed_cb (self);
  cosell_contact_form_focus (self->member_form);
}

static void
member_edited_cb (CosellPartnerForm *self)
{
  CosellContact *typed = cosell_contact_form_get_contact (self->member_form);

  if (typed != NULL && cosell_contact_is_complete (typed))
    cosell_contact_form_reveal (self->member_form, FALSE);
}

/* --- object --- */

static void
cosell_partner_form_dispose (GObject *object)
{
  CosellPartnerForm *self = COSELL_PARTNER_FORM (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_PARTNER_FORM);
  g_clear_pointer (&self->solution_rows, g_ptr_array_unref);
  g_clear_object (&self->partner);
  g_clear_object (&self->session);
  g_clear_pointer (&self->invited, g_strfreev);
  G_OBJECT_CLASS (cosell_partner_form_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, partner_row);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, partner_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, value);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, value_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, currency);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, currency_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, close_date);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, date_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, help);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, solutions);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, solution_row);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, solutions_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, team_note);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, team);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, member_form);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, team_button);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, team_caption);
  gtk_widget_class_bind_template_child (widget_class, CosellPartnerForm, notes);
}

static void
cosell_partner_form_class_init (CosellPartnerFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_partner_form_dispose;

  g_type_ensure (COSELL_TYPE_CONTACT_FORM);
  g_type_ensure (COSELL_TYPE_DATE_ROW);
  g_type_ensure (COSELL_TYPE_FIELD_CAPTION);
  g_type_ensure (COSELL_TYPE_NOTE_EDITOR);
  g_type_ensure (COSELL_TYPE_COMPLETION_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/widgets/cosell-partner-form.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, add_member_cb);
  gtk_widget_class_bind_template_callback (widget_class, member_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, solution_entered_cb);
}

static void
cosell_partner_form_init (CosellPartnerForm *self)
{
  self->solution_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind (CosellPartnerForm *self)
{
  const GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  CosellDraftPartner *partner = self->partner;
  g_autofree char *id = dup_text (partner, "id");
  g_autofree char *name = dup_text (partner, "name");

  cosell_completion_row_set_source (self->partner_row, &partner_source, self);
  cosell_completion_row_set_value (self->partner_row, *id != '\0' ? id : name);
  g_signal_connect_object (self->partner_row, "notify::value", G_CALLBACK (partner_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  cosell_completions_offer (self->currency, COSELL_MEMBER_CURRENCY, get_catalog (self));
  g_object_bind_property (partner, "currency", self->currency, "value", flags);
  cosell_long_entry_bind_converted (partner, "value", GTK_WIDGET (self->value),
                                    cosell_format_amount, cosell_format_read_amount);
  cosell_long_entry_bind (partner, "close-date", GTK_WIDGET (self->close_date));
  g_object_bind_property (partner, "notes", self->notes, "text", flags);
  g_object_set (self->notes, "description", cosell_readers_describe_invitation (), NULL);
  fill_help (self);
  cosell_completion_row_set_source (self->solution_row, &solution_source, self);
  g_signal_connect_object (self->solution_row, "picked", G_CALLBACK (solution_picked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (partner, "notify::solutions", G_CALLBACK (solutions_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (partner, "notify::team", G_CALLBACK (team_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (partner, "notify", G_CALLBACK (show_hints), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cosell_catalog_get_partners (get_catalog (self)), "items-changed",
                           G_CALLBACK (show_hints), self, G_CONNECT_SWAPPED);
  solutions_changed_cb (self);
  team_changed_cb (self);
  show_hints (self);
}

GtkWidget *
cosell_partner_form_new (CosellSession *session, CosellDraftPartner *partner)
{
  CosellFieldCaption *captions[N_CAPTIONS];
  CosellPartnerForm *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);
  g_return_val_if_fail (COSELL_IS_DRAFT_PARTNER (partner), NULL);

  self = g_object_new (COSELL_TYPE_PARTNER_FORM, NULL);
  self->session = g_object_ref (session);
  self->partner = g_object_ref (partner);
  bind (self);
  get_captions (self, captions);
  for (guint i = 0; i < N_CAPTIONS; i++)
    cosell_field_caption_watch (captions[i]);
  return GTK_WIDGET (self);
}

void
cosell_partner_form_set_invited (CosellPartnerForm *self, const char *const *ids)
{
  g_return_if_fail (COSELL_IS_PARTNER_FORM (self));

  g_strfreev (self->invited);
  self->invited = g_strdupv ((char **) ids);
  partner_chosen_cb (self);
}

CosellDraftPartner *
cosell_partner_form_get_partner (CosellPartnerForm *self)
{
  g_return_val_if_fail (COSELL_IS_PARTNER_FORM (self), NULL);

  return self->partner;
}

void
cosell_partner_form_update (CosellPartnerForm *self, GPtrArray *issues, int index)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  CosellFieldCaption *captions[N_CAPTIONS];

  g_return_if_fail (COSELL_IS_PARTNER_FORM (self));

  for (guint i = 0; i < issues->len; i++)
    {
      CosellIssue *issue = g_ptr_array_index (issues, i);

      if (issue->partner == index)
        g_ptr_array_add (own, issue);
    }
  get_captions (self, captions);
  for (guint i = 0; i < N_CAPTIONS; i++)
    cosell_field_caption_update (captions[i], own);
}

char *
cosell_partner_form_reveal (CosellPartnerForm *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  CosellFieldCaption *captions[N_CAPTIONS];
  CosellFieldCaption *first = NULL;

  g_return_val_if_fail (COSELL_IS_PARTNER_FORM (self), NULL);

  get_captions (self, captions);
  for (guint i = 0; i < N_CAPTIONS; i++)
    {
      cosell_field_caption_touch (captions[i]);
      if (!cosell_field_caption_is_wrong (captions[i]))
        continue;
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              cosell_field_caption_get_label (captions[i]));
      if (first == NULL)
        first = captions[i];
    }
  if (first == NULL)
    return NULL;
  cosell_field_caption_focus (first);
  return g_strdup (names->str);
}

gboolean
cosell_partner_form_focus_field (CosellPartnerForm *self, const char *field)
{
  CosellFieldCaption *captions[N_CAPTIONS];

  g_return_val_if_fail (COSELL_IS_PARTNER_FORM (self), FALSE);

  get_captions (self, captions);
  for (guint i = 0; i < N_CAPTIONS; i++)
    if (g_strcmp0 (cosell_field_caption_get_field (captions[i]), field) == 0)
      return cosell_field_caption_focus (captions[i]);
  return gtk_widget_grab_focus (GTK_WIDGET (self->partner_row));
}
