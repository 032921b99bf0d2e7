#include "ui/forms/cosell-member-form.h"

#include <glib/gi18n-lib.h>

#include "cosell-config.h"
#include "model/cosell-email.h"
#include "model/cosell-people.h"
#include "ui/widgets/cosell-widget-helpers.h"

#define MAX_RECENT 20 /* C8 */

struct _CosellMemberForm
{
  CosellDealForm parent_instance;

  char *email;        /* (owned) (nullable) of the member that is changed */
  GListModel *recent; /* (owned) (nullable) of CosellContact */

  CosellContactForm *person;
  GtkWidget *recent_group;
  GtkListBox *recent_list;
};

G_DEFINE_FINAL_TYPE (CosellMemberForm, cosell_member_form, COSELL_TYPE_DEAL_FORM)

static gboolean
cosell_member_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellMemberForm *self = COSELL_MEMBER_FORM (form);
  g_autoptr (CosellContact) member = NULL;

  if (!cosell_contact_form_check (self->person, error))
    return FALSE;
  member = cosell_contact_form_dup_typed (self->person);
  if (self->email != NULL)
    cosell_edit_set_member (edit, self->email, member);
  else
    cosell_edit_add_member (edit, member);
  return TRUE;
}

/* One name for each member, and one for who is new. */
static char *
cosell_member_form_dup_name (CosellDealForm *form)
{
  const char *email = COSELL_MEMBER_FORM (form)->email;

  return email != NULL ? g_strconcat ("member:", email, NULL) : g_strdup ("member");
}

/* --- recent contacts --- */

static CosellContact *
dup_member (CosellDeal *deal, const char *email)
{
  GListModel *team = cosell_deal_get_team (deal);
  g_autofree char *key = cosell_email_fold (email);

  for (guint i = 0; i < g_list_model_get_n_items (team); i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (team, i);
      g_autofree char *other = cosell_email_fold (cosell_contact_get_email (contact));

      if (g_str_equal (key, other))
        return g_steal_pointer (&contact);
    }
  return NULL;
}

static void
add_recent (CosellMemberForm *self, CosellContact *contact)
{
  g_autofree char *reach = cosell_widget_describe_contact (contact);
  GtkWidget *row = cosell_widget_row (cosell_contact_get_display_name (contact), reach);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "contact", g_object_ref (contact), g_object_unref);
  gtk_list_box_append (self->recent_list, row);
}

/* Those of other deals, less who is in the team already. */
static void
update_recent (CosellMemberForm *self)
{
  guint shown = 0;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->recent_list))) != NULL)
    gtk_list_box_remove (self->recent_list, row);
  for (guint i = 0; i < g_list_model_get_n_items (self->recent) && shown < MAX_RECENT; i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (self->recent, i);
      g_autoptr (CosellContact) member =
          dup_member (self->parent_instance.deal, cosell_contact_get_email (contact));

      if (member != NULL || !cosell_contact_is_complete (contact))
        continue;
      add_recent (self, contact);
      shown++;
    }
  gtk_widget_set_visible (self->recent_group, shown > 0);
}

static void
recent_activated_cb (GtkListBox *list, GtkListBoxRow *row, CosellMemberForm *self)
{
  cosell_contact_form_set_contact (self->person, g_object_get_data (G_OBJECT (row), "contact"));
  gtk_widget_grab_focus (cosell_contact_form_get_row (self->person, 0));
}

/* --- life --- */

static void
cosell_member_form_dispose (GObject *object)
{
  CosellMemberForm *self = COSELL_MEMBER_FORM (object);

  g_clear_object (&self->recent);
  g_clear_pointer (&self->email, g_free);
  G_OBJECT_CLASS (cosell_member_form_parent_class)->dispose (object);
}

static void
cosell_member_form_class_init (CosellMemberFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_member_form_dispose;
  COSELL_DEAL_FORM_CLASS (klass)->collect = cosell_member_form_collect;
  COSELL_DEAL_FORM_CLASS (klass)->dup_name = cosell_member_form_dup_name;
  g_type_ensure (COSELL_TYPE_CONTACT_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/forms/cosell-member-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellMemberForm, person);
  gtk_widget_class_bind_template_child (widget_class, CosellMemberForm, recent_group);
  gtk_widget_class_bind_template_child (widget_class, CosellMemberForm, recent_list);
  gtk_widget_class_bind_template_callback (widget_class, recent_activated_cb);
}

static void
cosell_member_form_init (CosellMemberForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cosell_member_form_new (CosellDeal *deal, const char *email, CosellCatalog *catalog)
{
  CosellMemberForm *self;
  g_autoptr (CosellContact) member = NULL;
  g_autoptr (GListStore) list = g_list_store_new (COSELL_TYPE_CONTACT);

  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);

  self = g_object_new (COSELL_TYPE_MEMBER_FORM, NULL);
  self->parent_instance.deal = g_object_ref (deal);
  self->email = g_strdup (email);
  if (email != NULL)
    cosell_deal_form_set_words (COSELL_DEAL_FORM (self), _ ("Edit Team Member"), _ ("Save"),
                                _ ("Team member changed"));
  else
    cosell_deal_form_set_words (COSELL_DEAL_FORM (self), _ ("Add Team Member"), _ ("Add"),
                                _ ("Added to the team"));
  member = email != NULL ? dup_member (deal, email) : NULL;
  cosell_contact_form_edit (self->person, list, NULL);
  if (member != NULL)
    cosell_contact_form_set_contact (self->person, member);
  cosell_deal_form_add_contact (COSELL_DEAL_FORM (self), NULL, self->person);
  gtk_widget_set_visible (self->recent_group, FALSE);
  if (email == NULL)
    {
      self->recent = g_object_ref (cosell_catalog_get_members (catalog));
      g_signal_connect_object (self->recent, "items-changed", G_CALLBACK (update_recent), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (cosell_deal_get_team (deal), "items-changed",
                               G_CALLBACK (update_recent), self, G_CONNECT_SWAPPED);
      update_recent (self);
    }
  return GTK_WIDGET (self);
}
