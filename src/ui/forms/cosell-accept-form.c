#include "app/cosell-session-commands.h"
#include "ui/forms/cosell-accept-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cosell-config.h"
#include "ui/forms/cosell-details-form.h"
#include "ui/forms/cosell-member-form.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-tip.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellAcceptForm
{
  CosellDealForm parent_instance;

  CosellCatalog *catalog;  /* (owned) (nullable) */
  CosellDealForm *details; /* CosellDetailsForm */
  GPtrArray *members;      /* (owned) of CosellMemberForm (unowned) */

  CosellTip *tip;
  GtkWidget *team_group;
  GtkWidget *team; /* holds the members */
  GtkButton *add_button;
};

G_DEFINE_FINAL_TYPE (CosellAcceptForm, cosell_accept_form, COSELL_TYPE_DEAL_FORM)

/* --- form --- */

static gboolean
cosell_accept_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellAcceptForm *self = COSELL_ACCEPT_FORM (form);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *wrong = NULL;
  GError *all = NULL;

  if (!cosell_deal_form_collect (self->details, edit, &all) && root != NULL)
    wrong = gtk_root_get_focus (root);
  for (guint i = 0; i < self->members->len; i++)
    {
      CosellDealForm *member = g_ptr_array_index (self->members, i);
      GError *one = NULL;

      if (cosell_deal_form_is_changed (member) && !cosell_deal_form_collect (member, edit, &one))
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

/* The deal's own fields by their names, those of the members after a number: "1/firstName". */
static void
cosell_accept_form_write (CosellDealForm *form, CosellUnsavedForm *kept)
{
  CosellAcceptForm *self = COSELL_ACCEPT_FORM (form);

  COSELL_DEAL_FORM_GET_CLASS (self->details)->write (self->details, kept);
  for (guint i = 0; i < self->members->len; i++)
    {
      CosellDealForm *member = g_ptr_array_index (self->members, i);
      g_autoptr (CosellUnsavedForm) part =
          cosell_deal_form_read (member, self->parent_instance.deal);

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

  cosell_deal_form_fill (self->details, kept);
  while (self->members->len < count_members (kept))
    add_member (self);
  for (guint i = 0; i < self->members->len; i++)
    {
      g_autoptr (CosellUnsavedForm) part = take_part (kept, i);

      cosell_deal_form_fill (g_ptr_array_index (self->members, i), part);
    }
}

/* --- team --- */

static void
add_member (CosellAcceptForm *self)
{
  GtkWidget *member = cosell_member_form_new (self->parent_instance.deal, NULL, self->catalog);

  cosell_deal_form_watch (COSELL_DEAL_FORM (self), member, "typed");
  g_ptr_array_add (self->members, member);
  gtk_box_append (GTK_BOX (self->team), member);
}

static void
add_member_cb (CosellAcceptForm *self)
{
  GtkWidget *member;

  add_member (self);
  member = gtk_widget_get_last_child (self->team);
  gtk_widget_child_focus (member, GTK_DIR_TAB_FORWARD);
  cosell_widget_scroll_to (member);
}

/* --- life --- */

static void
cosell_accept_form_dispose (GObject *object)
{
  CosellAcceptForm *self = COSELL_ACCEPT_FORM (object);

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
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CosellDealFormClass *form_class = COSELL_DEAL_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_accept_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_accept_form_finalize;
  form_class->name = "accept";
  form_class->collect = cosell_accept_form_collect;
  form_class->run = cosell_accept_form_run;
  form_class->write = cosell_accept_form_write;
  form_class->fill = cosell_accept_form_fill;

  g_type_ensure (COSELL_TYPE_TIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/forms/cosell-accept-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellAcceptForm, tip);
  gtk_widget_class_bind_template_child (widget_class, CosellAcceptForm, team_group);
  gtk_widget_class_bind_template_child (widget_class, CosellAcceptForm, team);
  gtk_widget_class_bind_template_child (widget_class, CosellAcceptForm, add_button);
  gtk_widget_class_bind_template_callback (widget_class, add_member_cb);
}

static void
cosell_accept_form_init (CosellAcceptForm *self)
{
  self->members = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_button_let_wrap (self->add_button);
  cosell_deal_form_set_words (COSELL_DEAL_FORM (self), _ ("Accept Deal"), _ ("Accept"),
                              _ ("Deal accepted"));
}

/* L3 */
static void
show_lead (CosellAcceptForm *self)
{
  cosell_deal_form_set_words (COSELL_DEAL_FORM (self), _ ("Accept Lead"), _ ("Accept"),
                              _ ("Lead accepted"));
  cosell_tip_set_text (self->tip, _ ("Accepting means that you plan to engage with the customer "
                                     "and to work on what they need. You can undo this until it "
                                     "was sent."));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->team_group),
                                         _ ("Who of your company will work on this lead. They can "
                                            "be added later too."));
}

GtkWidget *
cosell_accept_form_new (CosellDeal *deal, CosellCatalog *catalog)
{
  CosellAcceptForm *self;
  GtkWidget *details;

  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);

  self = g_object_new (COSELL_TYPE_ACCEPT_FORM, NULL);
  self->parent_instance.deal = g_object_ref (deal);
  self->catalog = g_object_ref (catalog);
  if (cosell_deal_get_data (deal)->type == COSELL_DEAL_TYPE_LEAD)
    show_lead (self);
  details = cosell_details_form_new (deal, catalog);
  cosell_details_form_set_required (COSELL_DETAILS_FORM (details));
  cosell_details_form_set_notes_hint (COSELL_DETAILS_FORM (details),
                                      _ ("There are no notes yet. Once you have been in touch with "
                                         "the customer, say what they are looking for."));
  self->details = COSELL_DEAL_FORM (details);
  cosell_deal_form_watch (COSELL_DEAL_FORM (self), details, "typed");
  gtk_box_insert_child_after (GTK_BOX (self), details,
                              gtk_widget_get_prev_sibling (self->team_group));
  return GTK_WIDGET (self);
}
