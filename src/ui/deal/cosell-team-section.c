#include "ui/deal/cosell-team-section.h"

#include <glib/gi18n-lib.h>

#include "cosell-config.h"
#include "ui/deal/cosell-deal-parts.h"

struct _CosellTeamSection
{
  AdwPreferencesGroup parent_instance;

  CosellDeal *deal;       /* (owned) (nullable) */
  GSignalGroup *signals;  /* (owned) of the deal */
  GSignalGroup *members;  /* (owned) of its team */
  GSignalGroup *partners; /* (owned) of its partners */

  GtkListBox *list;
  GtkWidget *add_button;
  GtkWidget *own_title;
  GtkBox *others;
};

G_DEFINE_FINAL_TYPE (CosellTeamSection, cosell_team_section, ADW_TYPE_PREFERENCES_GROUP)

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
  g_autofree char *reach = cosell_parts_describe_contact (contact);
  GtkWidget *row = cosell_parts_row (*name != '\0' ? name : _ ("Unnamed person"), reach);
  RowParts *parts = g_new0 (RowParts, 1);

  parts->contact = contact;
  parts->edit_label = g_strdup_printf (_ ("Edit %s"), name);
  parts->remove_label = g_strdup_printf (_ ("Remove %s From the Team"), name);
  parts->edit =
      cosell_parts_button ("document-edit-symbolic", parts->edit_label, "deal.edit-member", email);
  parts->remove =
      cosell_parts_button ("user-trash-symbolic", parts->remove_label, "deal.remove-member", email);
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
  return cosell_parts_refusal (self->deal, edit);
}

static void
forbid (GtkWidget *button, const char *tooltip, const char *action, const char *reason)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), reason == NULL ? action : NULL);
  gtk_widget_set_sensitive (button, reason == NULL);
  cosell_parts_set_reason (button, tooltip, reason);
}

static void
update_row (CosellTeamSection *self, RowParts *parts)
{
  g_autofree char *nameless = nameless_reason (parts->contact);
  g_autofree char *editing = cosell_parts_edit_reason (self->deal);
  g_autofree char *removing = nameless == NULL ? removal_reason (self, parts->contact) : NULL;

  forbid (parts->edit, parts->edit_label, "deal.edit-member", editing != NULL ? editing : nameless);
  forbid (parts->remove, parts->remove_label, "deal.remove-member",
          nameless != NULL ? nameless : removing);
}

/* C22: the people of another company, as it says; nobody here can change them. */
static GtkWidget *
make_company (CosellInvitation *partner)
{
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GListModel) team = NULL;
  GtkWidget *box, *title, *list;
  guint n;

  g_object_get (partner, "organization-name", &name, "organization-id", &id, "team", &team, NULL);
  n = team != NULL ? g_list_model_get_n_items (team) : 0;
  if (n == 0)
    return NULL;
  if (name == NULL || *name == '\0')
    {
      g_free (name);
      name = g_strdup (id != NULL && *id != '\0' ? id : _ ("Another company"));
    }
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  title = gtk_label_new (name);
  list = gtk_list_box_new ();
  g_object_set (title, "xalign", 0.0F, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_set_margin_top (title, 12);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (team, i);

      gtk_list_box_append (GTK_LIST_BOX (list), cosell_parts_contact_row (contact));
    }
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), list);
  return box;
}

static void
update_others (CosellTeamSection *self)
{
  GListModel *partners = cosell_deal_get_partners (self->deal);
  gboolean any = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->others))) != NULL)
    gtk_box_remove (self->others, child);
  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (CosellInvitation) partner = g_list_model_get_item (partners, i);
      GtkWidget *company = make_company (partner);

      if (company == NULL)
        continue;
      gtk_box_append (self->others, company);
      any = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->others), any);
  gtk_widget_set_visible (self->own_title, any);
}

static void
partners_changed_cb (CosellTeamSection *self)
{
  if (self->deal != NULL)
    update_others (self);
}

static void
update (CosellTeamSection *self)
{
  g_autofree char *reason = NULL;

  if (self->deal == NULL)
    return;
  reason = cosell_parts_edit_reason (self->deal);
  cosell_parts_set_reason (self->add_button, NULL, reason);
  update_others (self);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      RowParts *parts = g_object_get_data (G_OBJECT (row), "parts");

      if (parts != NULL)
        update_row (self, parts);
    }
}

static void
cosell_team_section_dispose (GObject *object)
{
  CosellTeamSection *self = COSELL_TEAM_SECTION (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->members);
  g_clear_object (&self->partners);
  g_clear_object (&self->deal);
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
  gtk_widget_class_bind_template_child (widget_class, CosellTeamSection, add_button);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamSection, own_title);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamSection, others);
}

static void
cosell_team_section_init (CosellTeamSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_placeholder (self->list, cosell_parts_placeholder (
                                                _ ("The deal has no team of your company.")));
  self->signals = g_signal_group_new (COSELL_TYPE_DEAL);
  g_signal_group_connect_swapped (self->signals, "notify::status", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::loaded", G_CALLBACK (update), self);
  gtk_label_set_label (GTK_LABEL (self->own_title), _ ("Your company"));
  self->partners = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->partners, "items-changed", G_CALLBACK (partners_changed_cb),
                                  self);
  self->members = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_object (self->members, "items-changed", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
cosell_team_section_set_deal (CosellTeamSection *self, CosellDeal *deal)
{
  GListModel *team = deal != NULL ? cosell_deal_get_team (deal) : NULL;

  g_return_if_fail (COSELL_IS_TEAM_SECTION (self));

  if (!g_set_object (&self->deal, deal))
    return;
  g_signal_group_set_target (self->signals, deal);
  gtk_list_box_bind_model (self->list, team, make_row, NULL, NULL);
  g_signal_group_set_target (self->members, team);
  g_signal_group_set_target (self->partners, deal != NULL ? cosell_deal_get_partners (deal) : NULL);
  update (self);
}
