#include "ui/deal/cosell-team-section.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-email.h"
#include "model/cosell-parties.h"
#include "model/cosell-people.h"
#include "ui/deal/cosell-deal-watch.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellTeamSection
{
  AdwPreferencesGroup parent_instance;

  CosellDeal *deal;       /* (owned) (nullable) */
  GSignalGroup *signals;  /* (owned) of the deal */
  GSignalGroup *members;  /* (owned) of its team */
  GSignalGroup *partners; /* (owned) of its partners */

  GtkFilter *own_filter;  /* (owned) */
  GtkFilter *rest_filter; /* (owned) */

  GtkListBox *list;
  GtkListBox *rest;
  GtkWidget *rest_title;
  GtkWidget *add_button;
  GtkWidget *own_title;
  GtkBox *others;
};

G_DEFINE_FINAL_TYPE (CosellTeamSection, cosell_team_section, ADW_TYPE_PREFERENCES_GROUP)

static const char *const watched[] = { "status", "invisible-since", "team", "loaded", NULL };

/* A row and what its buttons are for. */
typedef struct
{
  CosellContact *contact; /* (unowned): kept by the row's model */
  GtkWidget *edit;        /* (unowned) */
  GtkWidget *remove;      /* (unowned) */
  char *edit_label;       /* (owned) */
  char *remove_label;     /* (owned) */
} RowParts;

static void
row_parts_free (gpointer data)
{
  RowParts *parts = data;

  g_free (parts->edit_label);
  g_free (parts->remove_label);
  g_free (parts);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  CosellContact *contact = item;
  const char *name = cosell_contact_get_display_name (contact);
  const char *email = cosell_contact_get_email (contact);
  g_autofree char *reach = cosell_widget_describe_contact (contact);
  GtkWidget *row = cosell_widget_row (*name != '\0' ? name : _ ("Unnamed person"), reach);
  RowParts *parts = g_new0 (RowParts, 1);

  parts->contact = contact;
  parts->edit_label = cosell_text_format (_ ("Edit %s"), name);
  parts->remove_label = cosell_text_format (_ ("Remove %s from the Team"), name);
  parts->edit =
      cosell_widget_button ("document-edit-symbolic", parts->edit_label, "deal.edit-member", email);
  parts->remove = cosell_widget_button ("user-trash-symbolic", parts->remove_label,
                                        "deal.remove-member", email);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), parts->edit);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), parts->remove);
  g_object_set_data_full (G_OBJECT (row), "parts", parts, row_parts_free);
  return row;
}

/* A member that the service sent without an address cannot be named in an edit. */
static char *
nameless_reason (CosellContact *contact)
{
  if (*cosell_contact_get_email (contact) != '\0')
    return NULL;
  return g_strdup (_ ("The service sent this person without an e-mail address. Change it in "
                      "Partner Center."));
}

static char *
removal_reason (CosellTeamSection *self, CosellContact *contact)
{
  CosellEdit *edit = cosell_edit_new (cosell_deal_get_id (self->deal));

  cosell_edit_remove_member (edit, cosell_contact_get_email (contact));
  return cosell_widget_refusal (self->deal, edit);
}

static void
forbid (GtkWidget *button, const char *tooltip, const char *action, const char *reason)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), reason == NULL ? action : NULL);
  gtk_widget_set_sensitive (button, reason == NULL);
  cosell_widget_set_reason (button, tooltip, reason);
}

static void
update_row (CosellTeamSection *self, RowParts *parts)
{
  g_autofree char *nameless = nameless_reason (parts->contact);
  g_autofree char *editing = cosell_widget_edit_reason (self->deal);
  g_autofree char *removing = nameless == NULL ? removal_reason (self, parts->contact) : NULL;

  forbid (parts->edit, parts->edit_label, "deal.edit-member", editing != NULL ? editing : nameless);
  forbid (parts->remove, parts->remove_label, "deal.remove-member",
          nameless != NULL ? nameless : removing);
  gtk_widget_set_visible (parts->edit, cosell_widget_is_open (self->deal));
  gtk_widget_set_visible (parts->remove, cosell_widget_is_open (self->deal));
}

/* C22: who may be changed here stands in the first list, or, of a deal that partners share, in the
 * second one as long as nobody can tell whose they are. */
static gboolean
is_in_list (CosellTeamSection *self, CosellContact *contact, gboolean rest)
{
  const CosellParties *parties = self->deal != NULL ? cosell_deal_get_parties (self->deal) : NULL;
  gboolean shared = parties != NULL && cosell_parties_is_shared (parties);

  if (!shared)
    return !rest;
  return cosell_parties_side (parties, cosell_contact_get_email (contact), NULL) ==
         (rest ? COSELL_SIDE_UNKNOWN : COSELL_SIDE_OURS);
}

static gboolean
match_own (gpointer item, gpointer user_data)
{
  return is_in_list (user_data, item, FALSE);
}

static gboolean
match_rest (gpointer item, gpointer user_data)
{
  return is_in_list (user_data, item, TRUE);
}

/* People under one name whom nobody here can change. */
static void
add_group (CosellTeamSection *self, const char *name, GPtrArray *people)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (COSELL_APP_PATH "/deal/cosell-team-group.ui");
  GtkListBox *list = GTK_LIST_BOX (gtk_builder_get_object (builder, "list"));
  g_autofree char *brief = cosell_text_brief (name);

  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "title")), brief);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; i < people->len; i++)
    gtk_list_box_append (list, cosell_widget_contact_row (g_ptr_array_index (people, i)));
  gtk_box_append (self->others, GTK_WIDGET (gtk_builder_get_object (builder, "group")));
}

/* Companies in the order in which they are met, and whom of theirs. */
typedef struct
{
  GPtrArray *names;  /* of char * */
  GPtrArray *people; /* of GPtrArray of CosellContact */
  GHashTable *seen;  /* folded addresses */
} Companies;

static void
companies_clear (Companies *companies)
{
  g_ptr_array_unref (companies->names);
  g_ptr_array_unref (companies->people);
  g_hash_table_unref (companies->seen);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Companies, companies_clear)

static void
put (Companies *companies, const char *name, CosellContact *contact)
{
  g_autofree char *address = cosell_email_fold (cosell_contact_get_email (contact));
  guint index = 0;

  if (*address != '\0' && !g_hash_table_add (companies->seen, g_steal_pointer (&address)))
    return;
  if (!g_ptr_array_find_with_equal_func (companies->names, name, g_str_equal, &index))
    {
      index = companies->names->len;
      g_ptr_array_add (companies->names, g_strdup (name));
      g_ptr_array_add (companies->people, g_ptr_array_new_with_free_func (g_object_unref));
    }
  g_ptr_array_add (g_ptr_array_index (companies->people, index), g_object_ref (contact));
}

/* The inviter's people who stand in our half. */
static void
put_own_half (CosellTeamSection *self, const CosellParties *parties, Companies *companies)
{
  GListModel *team = cosell_deal_get_team (self->deal);

  for (guint i = 0; i < g_list_model_get_n_items (team); i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (team, i);
      const char *email = cosell_contact_get_email (contact);
      const char *company = NULL;

      if (cosell_parties_side (parties, email, &company) == COSELL_SIDE_THEIRS)
        put (companies, company != NULL && *company != '\0' ? company : _ ("Another company"),
             contact);
      else
        g_hash_table_add (companies->seen, cosell_email_fold (email));
    }
}

/* A partner's half names its own people, and those of ours whom the invitation named (C14). */
static void
put_partner (CosellInvitation *partner, const CosellParties *parties, Companies *companies)
{
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  g_autofree char *named = NULL;
  g_autoptr (GListModel) team = NULL;

  g_object_get (partner, "organization-name", &name, "organization-id", &id, "team", &team, NULL);
  if (name == NULL || *name == '\0')
    cosell_set_str (&name, id != NULL && *id != '\0' ? id : _ ("Another company"));
  /* Translators: people of the own company who work with this partner */
  named = cosell_text_format (_ ("Your company, for %s"), name);
  for (guint i = 0; team != NULL && i < g_list_model_get_n_items (team); i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (team, i);
      CosellSide side = cosell_parties_side (parties, cosell_contact_get_email (contact), NULL);

      put (companies, side == COSELL_SIDE_OURS ? named : name, contact);
    }
}

static void
update_others (CosellTeamSection *self)
{
  g_auto (Companies)
      companies = { g_ptr_array_new_with_free_func (g_free),
                    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref),
                    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  const CosellParties *parties = cosell_deal_get_parties (self->deal);
  GListModel *partners = cosell_deal_get_partners (self->deal);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->others))) != NULL)
    gtk_box_remove (self->others, child);
  if (parties != NULL && cosell_parties_is_shared (parties))
    {
      put_own_half (self, parties, &companies);
      for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
        {
          g_autoptr (CosellInvitation) partner = g_list_model_get_item (partners, i);

          put_partner (partner, parties, &companies);
        }
    }
  for (guint i = 0; i < companies.names->len; i++)
    add_group (self, g_ptr_array_index (companies.names, i),
               g_ptr_array_index (companies.people, i));
  gtk_widget_set_visible (GTK_WIDGET (self->others), companies.names->len > 0);
  gtk_widget_set_visible (self->own_title, companies.names->len > 0);
}

static void
update_lists (CosellTeamSection *self)
{
  gboolean any;

  gtk_filter_changed (self->own_filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_filter_changed (self->rest_filter, GTK_FILTER_CHANGE_DIFFERENT);
  any = gtk_list_box_get_row_at_index (self->rest, 0) != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->rest), any);
  gtk_widget_set_visible (self->rest_title, any);
}

static void
partners_changed_cb (CosellTeamSection *self)
{
  if (self->deal == NULL || !cosell_deal_is_loaded (self->deal))
    return;
  update_lists (self);
  update_others (self);
}

static void
update_rows (CosellTeamSection *self, GtkListBox *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      RowParts *parts = g_object_get_data (G_OBJECT (row), "parts");

      if (parts != NULL)
        update_row (self, parts);
    }
}

static void
update (CosellTeamSection *self)
{
  g_autofree char *reason = NULL;

  if (self->deal == NULL || !cosell_deal_is_loaded (self->deal))
    return;
  reason = cosell_widget_edit_reason (self->deal);
  cosell_widget_set_reason (self->add_button, NULL, reason);
  gtk_widget_set_visible (self->add_button, cosell_widget_is_open (self->deal));
  update_lists (self);
  update_others (self);
  update_rows (self, self->list);
  update_rows (self, self->rest);
}

static void
cosell_team_section_dispose (GObject *object)
{
  CosellTeamSection *self = COSELL_TEAM_SECTION (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->members);
  g_clear_object (&self->partners);
  g_clear_object (&self->deal);
  g_clear_object (&self->own_filter);
  g_clear_object (&self->rest_filter);
  G_OBJECT_CLASS (cosell_team_section_parent_class)->dispose (object);
}

static void
cosell_team_section_class_init (CosellTeamSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_team_section_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deal/cosell-team-section.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellTeamSection, list);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamSection, rest);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamSection, rest_title);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamSection, add_button);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamSection, own_title);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamSection, others);
}

static void
cosell_team_section_init (CosellTeamSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->own_filter = GTK_FILTER (gtk_custom_filter_new (match_own, self, NULL));
  self->rest_filter = GTK_FILTER (gtk_custom_filter_new (match_rest, self, NULL));
  gtk_list_box_set_placeholder (self->list, cosell_widget_placeholder (
                                                _ ("Nobody of your company is on the team.")));
  self->signals = cosell_deal_watch_new (watched, (CosellDealWatchFunc) update, self);
  gtk_label_set_label (GTK_LABEL (self->own_title), _ ("Your company"));
  self->partners = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->partners, "items-changed", G_CALLBACK (partners_changed_cb),
                                  self);
  self->members = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_object (self->members, "items-changed", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
bind_list (GtkListBox *list, GListModel *team, GtkFilter *filter)
{
  g_autoptr (GtkFilterListModel) model = NULL;

  if (team != NULL)
    model = gtk_filter_list_model_new (g_object_ref (team), g_object_ref (filter));
  gtk_list_box_bind_model (list, (GListModel *) model, make_row, NULL, NULL);
}

void
cosell_team_section_set_deal (CosellTeamSection *self, CosellDeal *deal)
{
  GListModel *team = deal != NULL ? cosell_deal_get_team (deal) : NULL;

  g_return_if_fail (COSELL_IS_TEAM_SECTION (self));

  if (!g_set_object (&self->deal, deal))
    return;
  g_signal_group_set_target (self->signals, deal);
  bind_list (self->list, team, self->own_filter);
  bind_list (self->rest, team, self->rest_filter);
  g_signal_group_set_target (self->members, team);
  g_signal_group_set_target (self->partners, deal != NULL ? cosell_deal_get_partners (deal) : NULL);
  update (self);
}
