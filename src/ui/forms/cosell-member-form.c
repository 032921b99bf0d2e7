#include "ui/forms/cosell-member-form.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-email.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-widget-helpers.h"

#define MAX_RECENT 20 /* C8 */
#define N_FIELDS 4

struct _CosellMemberForm
{
  GtkBox parent_instance;

  CosellDeal *deal;        /* (owned) (nullable) */
  char *email;             /* (owned) (nullable) of the member that is changed */
  GListModel *recent;      /* (owned) (nullable) of CosellContact */
  char *initial[N_FIELDS]; /* (owned) */

  GtkWidget *first_name_row;
  GtkWidget *last_name_row;
  GtkWidget *phone_row;
  GtkWidget *email_row;
  GtkWidget *recent_group;
  GtkListBox *recent_list;
};

static void
cosell_member_form_form_init (CosellDealFormInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellMemberForm,
                               cosell_member_form,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_DEAL_FORM,
                                                      cosell_member_form_form_init))

/* Members of the draft file's shape, properties of CosellContact, and what to say when it is
 * missing. */
static const struct
{
  const char *json;
  const char *property;
  const char *missing;
} fields[N_FIELDS] = {
  { "firstName", "first-name", N_ ("The first name is missing.") },
  { "lastName", "last-name", N_ ("The last name is missing.") },
  { "phone", "phone", N_ ("The phone number is missing.") },
  { "email", "email", N_ ("The e-mail address is missing.") },
};

static GtkWidget *
field_row (CosellMemberForm *self, guint i)
{
  GtkWidget *const rows[N_FIELDS] = { self->first_name_row, self->last_name_row, self->phone_row,
                                      self->email_row };

  return rows[i];
}

static char *
typed_text (CosellMemberForm *self, guint i)
{
  return g_strstrip (cosell_long_entry_dup_text (field_row (self, i)));
}

static void
fill (CosellMemberForm *self, CosellContact *contact)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text = NULL;

      g_object_get (contact, fields[i].property, &text, NULL);
      cosell_long_entry_set_text (field_row (self, i), text);
      cosell_deal_form_mark (field_row (self, i), NULL);
    }
}

/* --- form --- */

static const char *
cosell_member_form_get_title (CosellDealForm *form)
{
  return COSELL_MEMBER_FORM (form)->email != NULL ? _ ("Edit Team Member") : _ ("Add Team Member");
}

static const char *
cosell_member_form_get_apply_label (CosellDealForm *form)
{
  return COSELL_MEMBER_FORM (form)->email != NULL ? _ ("Save") : _ ("Add");
}

static const char *
cosell_member_form_get_message (CosellDealForm *form)
{
  return COSELL_MEMBER_FORM (form)->email != NULL ? _ ("Team member changed")
                                                  : _ ("Added to the team");
}

static gboolean
cosell_member_form_is_changed (CosellDealForm *form)
{
  CosellMemberForm *self = COSELL_MEMBER_FORM (form);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *typed = typed_text (self, i);

      if (g_strcmp0 (typed, self->initial[i] != NULL ? self->initial[i] : "") != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_fields (CosellMemberForm *self, GError **error)
{
  GtkWidget *wrong = NULL;
  GError *all = NULL;

  for (guint i = 0; i < N_FIELDS; i++)
    cosell_deal_form_mark (field_row (self, i), NULL);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *typed = typed_text (self, i);
      g_autofree char *message = NULL;
      GError *one = NULL;

      if (*typed == '\0')
        message = g_strdup (_ (fields[i].missing));
      else if (field_row (self, i) == self->email_row && !cosell_email_is_meant (typed))
        message = cosell_text_format (_ ("“%s” is not an e-mail address. Correct it."), typed);
      if (message == NULL)
        continue;
      if (wrong == NULL)
        wrong = field_row (self, i);
      cosell_deal_form_refuse (field_row (self, i), message, &one);
      cosell_deal_form_gather (&all, one);
    }
  if (all == NULL)
    return TRUE;
  gtk_widget_grab_focus (wrong);
  g_propagate_error (error, all);
  return FALSE;
}

static CosellContact *
make_member (CosellMemberForm *self)
{
  CosellContact *member = cosell_contact_new ();

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *typed = typed_text (self, i);

      g_object_set (member, fields[i].property, typed, NULL);
    }
  return member;
}

static gboolean
cosell_member_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellMemberForm *self = COSELL_MEMBER_FORM (form);
  g_autoptr (CosellContact) member = NULL;

  if (!check_fields (self, error))
    return FALSE;
  member = make_member (self);
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

static void
cosell_member_form_write (CosellDealForm *form, CosellUnsavedForm *kept)
{
  CosellMemberForm *self = COSELL_MEMBER_FORM (form);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text = cosell_long_entry_dup_text (field_row (self, i));

      cosell_unsaved_form_add (kept, fields[i].json,
                               adw_preferences_row_get_title (
                                   ADW_PREFERENCES_ROW (field_row (self, i))),
                               self->initial[i], text, NULL);
    }
}

static void
cosell_member_form_fill (CosellDealForm *form, const CosellUnsavedForm *kept)
{
  const char *text;

  for (guint i = 0; i < N_FIELDS; i++)
    if (cosell_unsaved_form_get (kept, fields[i].json, &text))
      cosell_long_entry_set_text (field_row (COSELL_MEMBER_FORM (form), i), text);
}

static void
cosell_member_form_form_init (CosellDealFormInterface *iface)
{
  iface->get_title = cosell_member_form_get_title;
  iface->get_apply_label = cosell_member_form_get_apply_label;
  iface->get_message = cosell_member_form_get_message;
  iface->is_changed = cosell_member_form_is_changed;
  iface->collect = cosell_member_form_collect;
  iface->dup_name = cosell_member_form_dup_name;
  iface->write = cosell_member_form_write;
  iface->fill = cosell_member_form_fill;
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
          dup_member (self->deal, cosell_contact_get_email (contact));

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
  fill (self, g_object_get_data (G_OBJECT (row), "contact"));
  gtk_widget_grab_focus (self->first_name_row);
}

/* --- life --- */

static void
cosell_member_form_dispose (GObject *object)
{
  CosellMemberForm *self = COSELL_MEMBER_FORM (object);

  g_clear_object (&self->deal);
  g_clear_object (&self->recent);
  g_clear_pointer (&self->email, g_free);
  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_pointer (&self->initial[i], g_free);
  G_OBJECT_CLASS (cosell_member_form_parent_class)->dispose (object);
}

static void
cosell_member_form_class_init (CosellMemberFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_member_form_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/forms/cosell-member-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellMemberForm, first_name_row);
  gtk_widget_class_bind_template_child (widget_class, CosellMemberForm, last_name_row);
  gtk_widget_class_bind_template_child (widget_class, CosellMemberForm, phone_row);
  gtk_widget_class_bind_template_child (widget_class, CosellMemberForm, email_row);
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

  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);

  self = g_object_new (COSELL_TYPE_MEMBER_FORM, NULL);
  self->deal = g_object_ref (deal);
  self->email = g_strdup (email);
  member = email != NULL ? dup_member (deal, email) : NULL;
  if (member != NULL)
    fill (self, member);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      self->initial[i] = typed_text (self, i);
      cosell_deal_form_watch (COSELL_DEAL_FORM (self), field_row (self, i), "changed");
    }
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
