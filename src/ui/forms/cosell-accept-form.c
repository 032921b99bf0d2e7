#include "app/cosell-session-commands.h"
#include "ui/forms/cosell-accept-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/forms/cosell-details-form.h"
#include "ui/forms/cosell-member-form.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellAcceptForm
{
  GtkBox parent_instance;

  CosellDeal *deal;       /* (owned) (nullable) */
  CosellCatalog *catalog; /* (owned) (nullable) */
  GtkWidget *details;     /* CosellDetailsForm */
  GtkWidget *team;        /* holds the members */
  GPtrArray *members;     /* (owned) of CosellMemberForm (unowned) */
};

static void
cosell_accept_form_form_init (CosellDealFormInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellAcceptForm,
                               cosell_accept_form,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_DEAL_FORM,
                                                      cosell_accept_form_form_init))

/* --- form --- */

static const char *
cosell_accept_form_get_title (CosellDealForm *form)
{
  return _ ("Accept Deal");
}

static const char *
cosell_accept_form_get_apply_label (CosellDealForm *form)
{
  return _ ("Accept");
}

static const char *
cosell_accept_form_get_message (CosellDealForm *form)
{
  return _ ("Deal accepted");
}

static gboolean
is_changed (gpointer form)
{
  return COSELL_DEAL_FORM_GET_IFACE (form)->is_changed (form);
}

static gboolean
cosell_accept_form_is_changed (CosellDealForm *form)
{
  CosellAcceptForm *self = COSELL_ACCEPT_FORM (form);

  for (guint i = 0; i < self->members->len; i++)
    if (is_changed (g_ptr_array_index (self->members, i)))
      return TRUE;
  return is_changed (self->details);
}

static gboolean
cosell_accept_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellAcceptForm *self = COSELL_ACCEPT_FORM (form);
  CosellDealForm *details = COSELL_DEAL_FORM (self->details);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *wrong = NULL;
  GError *all = NULL;

  if (!COSELL_DEAL_FORM_GET_IFACE (details)->collect (details, edit, &all) && root != NULL)
    wrong = gtk_root_get_focus (root);
  for (guint i = 0; i < self->members->len; i++)
    {
      CosellDealForm *member = g_ptr_array_index (self->members, i);
      GError *one = NULL;

      if (is_changed (member) && !COSELL_DEAL_FORM_GET_IFACE (member)->collect (member, edit, &one))
        cosell_deal_form_gather (&all, one);
    }
  if (wrong != NULL) /* the first of all */
    gtk_widget_grab_focus (wrong);
  if (all == NULL)
    return TRUE;
  g_propagate_error (error, all);
  return FALSE;
}

static void
cosell_accept_form_run (CosellDealForm *form,
                        CosellSession *session,
                        CosellEdit *edit,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  cosell_session_accept_async (session, edit, NULL, callback, user_data);
}

static char *
cosell_accept_form_dup_name (CosellDealForm *form)
{
  return g_strdup ("accept");
}

/* The deal's own fields by their names, those of the members after a number: "1/firstName". */
static void
cosell_accept_form_write (CosellDealForm *form, CosellUnsavedForm *kept)
{
  CosellAcceptForm *self = COSELL_ACCEPT_FORM (form);

  COSELL_DEAL_FORM_GET_IFACE (self->details)->write (COSELL_DEAL_FORM (self->details), kept);
  for (guint i = 0; i < self->members->len; i++)
    {
      CosellDealForm *member = g_ptr_array_index (self->members, i);
      g_autoptr (CosellUnsavedForm) part = cosell_deal_form_read (member, self->deal);

      for (guint k = 0; k < part->fields->len; k++)
        {
          const CosellFormField *field = g_ptr_array_index (part->fields, k);
          g_autofree char *name = g_strdup_printf ("%u/%s", i + 1, field->name);

          cosell_unsaved_form_add (kept, name, field->label, field->base, field->value,
                                   field->words);
        }
    }
}

/* (transfer full) The fields of member i. */
static CosellUnsavedForm *
take_part (const CosellUnsavedForm *kept, guint i)
{
  g_autofree char *prefix = g_strdup_printf ("%u/", i + 1);
  CosellUnsavedForm *part = cosell_unsaved_form_new ("member", NULL, NULL);

  for (guint k = 0; k < kept->fields->len; k++)
    {
      const CosellFormField *field = g_ptr_array_index (kept->fields, k);

      if (g_str_has_prefix (field->name, prefix))
        cosell_unsaved_form_add (part, field->name + strlen (prefix), field->label, field->base,
                                 field->value, field->words);
    }
  return part;
}

/* How many members there must be for all that was kept. */
static guint
count_members (const CosellUnsavedForm *kept)
{
  guint64 n = 0;

  for (guint i = 0; i < kept->fields->len; i++)
    {
      const CosellFormField *field = g_ptr_array_index (kept->fields, i);

      n = MAX (n, g_ascii_strtoull (field->name, NULL, 10));
    }
  return (guint) MIN (n, 100);
}

static void
add_member (CosellAcceptForm *self);

static void
cosell_accept_form_fill (CosellDealForm *form, const CosellUnsavedForm *kept)
{
  CosellAcceptForm *self = COSELL_ACCEPT_FORM (form);

  cosell_deal_form_fill (COSELL_DEAL_FORM (self->details), kept);
  while (self->members->len < count_members (kept))
    add_member (self);
  for (guint i = 0; i < self->members->len; i++)
    {
      g_autoptr (CosellUnsavedForm) part = take_part (kept, i);

      cosell_deal_form_fill (g_ptr_array_index (self->members, i), part);
    }
}

static void
cosell_accept_form_form_init (CosellDealFormInterface *iface)
{
  iface->get_title = cosell_accept_form_get_title;
  iface->get_apply_label = cosell_accept_form_get_apply_label;
  iface->get_message = cosell_accept_form_get_message;
  iface->is_changed = cosell_accept_form_is_changed;
  iface->collect = cosell_accept_form_collect;
  iface->dup_name = cosell_accept_form_dup_name;
  iface->write = cosell_accept_form_write;
  iface->fill = cosell_accept_form_fill;
  iface->run = cosell_accept_form_run;
}

/* --- team --- */

static void
add_member (CosellAcceptForm *self)
{
  GtkWidget *member = cosell_member_form_new (self->deal, NULL, self->catalog);

  cosell_deal_form_watch (COSELL_DEAL_FORM (self), member, "typed");
  g_ptr_array_add (self->members, member);
  gtk_box_append (GTK_BOX (self->team), member);
}

static void
add_member_cb (CosellAcceptForm *self)
{
  add_member (self);
  gtk_widget_child_focus (gtk_widget_get_last_child (self->team), GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
make_team (CosellAcceptForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Add a Team Member"));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Add Your Team"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Who of your company will work on this deal. They can be added later too."));
  self->team = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->team);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 12);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (add_member_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), button);
  return group;
}

/* --- life --- */

static void
cosell_accept_form_dispose (GObject *object)
{
  CosellAcceptForm *self = COSELL_ACCEPT_FORM (object);

  g_clear_object (&self->deal);
  g_clear_object (&self->catalog);
  g_ptr_array_set_size (self->members, 0);
  G_OBJECT_CLASS (cosell_accept_form_parent_class)->dispose (object);
}

static void
cosell_accept_form_finalize (GObject *object)
{
  g_ptr_array_unref (COSELL_ACCEPT_FORM (object)->members);
  G_OBJECT_CLASS (cosell_accept_form_parent_class)->finalize (object);
}

static void
cosell_accept_form_class_init (CosellAcceptFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_accept_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_accept_form_finalize;
}

static void
cosell_accept_form_init (CosellAcceptForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 24);
  self->members = g_ptr_array_new ();
}

GtkWidget *
cosell_accept_form_new (CosellDeal *deal, CosellCatalog *catalog)
{
  CosellAcceptForm *self;

  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);

  self = g_object_new (COSELL_TYPE_ACCEPT_FORM, NULL);
  self->deal = g_object_ref (deal);
  self->catalog = g_object_ref (catalog);
  gtk_box_append (GTK_BOX (self),
                  cosell_widget_tip ("dialog-information-symbolic",
                                     _ ("Accepting means that you plan to engage with the customer "
                                        "and to work on what they need. The sender is told. You "
                                        "can undo this until it was sent."),
                                     FALSE));
  self->details = cosell_details_form_new (deal, catalog);
  cosell_details_form_set_required (COSELL_DETAILS_FORM (self->details));
  cosell_details_form_set_notes_hint (COSELL_DETAILS_FORM (self->details),
                                      _ ("There are no notes yet. Once you have been in touch with "
                                         "the customer, say what they are looking for."));
  cosell_deal_form_watch (COSELL_DEAL_FORM (self), self->details, "typed");
  gtk_box_append (GTK_BOX (self), self->details);
  gtk_box_append (GTK_BOX (self), make_team (self));
  return GTK_WIDGET (self);
}
