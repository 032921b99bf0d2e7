#include "ui/preferences/cosell-crms-page.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm.h"
#include "app/cosell-session-reports.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "ui/preferences/cosell-crm-form.h"
#include "ui/preferences/cosell-crm-setup.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/widgets/cosell-wrap-layout.h"

struct _CosellCrmsPage
{
  AdwPreferencesPage parent_instance;

  CosellSession *session; /* (owned) (nullable) */
  gboolean reading;
  gboolean again; /* something changed while they were read */

  GtkWidget *buttons;
  GtkButton *add;
  AdwPreferencesGroup *crms;
  GPtrArray *rows;      /* (owned) of GtkWidget (unowned), in crms */
  GPtrArray *practices; /* (owned) of GtkWidget (unowned): buttons, in buttons */
  GPtrArray *shown;     /* (owned) (nullable) of CosellCrmAccount */
};

G_DEFINE_FINAL_TYPE (CosellCrmsPage, cosell_crms_page, ADW_TYPE_PREFERENCES_PAGE)

static void
read_crms (CosellCrmsPage *self);

/* --- subpages --- */

/* However it was left: CRMs are no deals, so that nothing else tells of them. */
static void
subpage_left_cb (CosellCrmsPage *self)
{
  if (self->session != NULL)
    read_crms (self);
}

/* One subpage after the other in one place: the preferences keep one at a time. */
static void
open_subpage (CosellCrmsPage *self, GtkWidget *child)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *stack;

  if (!ADW_IS_PREFERENCES_WINDOW (root))
    {
      g_object_unref (g_object_ref_sink (child));
      return;
    }
  stack = gtk_stack_new ();
  gtk_stack_add_child (GTK_STACK (stack), child);
  g_signal_connect_object (stack, "unmap", G_CALLBACK (subpage_left_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (root), stack);
}

static void
left_cb (CosellCrmsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_close_subpage (ADW_PREFERENCES_WINDOW (root));
}

static GtkWidget *
new_setup (CosellCrmsPage *self, const char *name)
{
  GtkWidget *setup = cosell_crm_setup_new (self->session, name);

  g_signal_connect_object (setup, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  return setup;
}

/* What was added is signed in to and set up next, in the same place. */
static void
added_cb (GtkWidget *form, const char *name, CosellCrmsPage *self)
{
  GtkWidget *stack = gtk_widget_get_parent (form);
  GtkWidget *setup;

  if (self->session == NULL || !GTK_IS_STACK (stack))
    return;
  setup = new_setup (self, name);
  gtk_stack_add_child (GTK_STACK (stack), setup);
  gtk_stack_set_visible_child (GTK_STACK (stack), setup);
  gtk_widget_child_focus (setup, GTK_DIR_TAB_FORWARD);
}

static void
open_form (CosellCrmsPage *self, const CosellCrmKind *practice)
{
  GtkWidget *form = cosell_crm_form_new (self->session, practice);

  g_signal_connect_object (form, "added", G_CALLBACK (added_cb), self, 0);
  g_signal_connect_object (form, "cancelled", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  open_subpage (self, form);
}

static void
add_clicked_cb (CosellCrmsPage *self)
{
  open_form (self, NULL);
}

static void
practice_clicked_cb (GtkWidget *button, CosellCrmsPage *self)
{
  open_form (self, g_object_get_data (G_OBJECT (button), "cosell-kind"));
}

/* widget: the button of a CRM, or its row */
static void
set_up_cb (GtkWidget *widget, CosellCrmsPage *self)
{
  open_subpage (self, new_setup (self, g_object_get_data (G_OBJECT (widget), "cosell-crm")));
}

/* --- the list --- */

static gboolean
is_practice (CosellCrmsPage *self, const CosellCrmAccount *crm)
{
  CosellAccount *account = cosell_session_get_account (self->session);

  return cosell_account_is_practice (account) &&
         g_strcmp0 (cosell_account_get_url (account), crm->url) == 0;
}

static char *
describe (CosellCrmsPage *self, const CosellCrmAccount *crm)
{
  const CosellCrmKind *kind = cosell_crm_kinds_find (crm->kind);
  const char *name = kind != NULL ? kind->name : crm->kind;

  if (is_practice (self, crm))
    return cosell_widget_join (name, _ ("sample opportunities on this computer"));
  if (crm->signed_in == NULL)
    return cosell_widget_join (name, _ ("not signed in"));
  return cosell_widget_join (name, crm->url);
}

static void
add_row (CosellCrmsPage *self, const CosellCrmAccount *crm)
{
  g_autofree char *words = describe (self, crm);
  GtkWidget *row = cosell_widget_row (crm->name, words);
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");
  /* Translators: a button; %s is the name of a CRM */
  g_autofree char *name = cosell_text_format (_ ("Set Up %s"), crm->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Set Up"));
  cosell_button_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "cosell-crm", g_strdup (crm->name), g_free);
  g_object_set_data_full (G_OBJECT (row), "cosell-crm", g_strdup (crm->name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (set_up_cb), self, 0);
  g_signal_connect_object (row, "activated", G_CALLBACK (set_up_cb), self, 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->crms, row);
  g_ptr_array_add (self->rows, row);
}

static gboolean
has_practice (CosellCrmsPage *self, const CosellCrmKind *kind)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      const CosellCrmAccount *crm = g_ptr_array_index (self->shown, i);

      if (is_practice (self, crm) && g_str_equal (crm->kind, kind->kind))
        return TRUE;
    }
  return FALSE;
}

/* In practice, each kind that the practice server plays and that is not there yet. */
static void
offer_practice (CosellCrmsPage *self)
{
  CosellAccount *account = cosell_session_get_account (self->session);
  const CosellCrmKind *kind;

  for (guint i = 0; i < self->practices->len; i++)
    gtk_box_remove (GTK_BOX (self->buttons), g_ptr_array_index (self->practices, i));
  g_ptr_array_set_size (self->practices, 0);
  for (guint i = 0; (kind = cosell_crm_kinds_get (i)) != NULL; i++)
    {
      GtkWidget *button;

      if (!cosell_account_is_practice (account) || kind->practice == NULL ||
          has_practice (self, kind))
        continue;
      button = gtk_button_new_with_label (_ (kind->practice));
      cosell_button_let_wrap (GTK_BUTTON (button));
      g_object_set_data (G_OBJECT (button), "cosell-kind", (gpointer) kind);
      g_signal_connect_object (button, "clicked", G_CALLBACK (practice_clicked_cb), self, 0);
      gtk_box_append (GTK_BOX (self->buttons), button);
      g_ptr_array_add (self->practices, button);
    }
}

static gboolean
is_same (const CosellCrmAccount *a, const CosellCrmAccount *b)
{
  return g_str_equal (a->name, b->name) && g_str_equal (a->url, b->url) &&
         g_strcmp0 (a->signed_in, b->signed_in) == 0;
}

static gboolean
are_shown (CosellCrmsPage *self, GPtrArray *crms)
{
  if (self->shown == NULL || self->shown->len != crms->len)
    return FALSE;
  for (guint i = 0; i < crms->len; i++)
    if (!is_same (g_ptr_array_index (self->shown, i), g_ptr_array_index (crms, i)))
      return FALSE;
  return TRUE;
}

static void
show_crms (CosellCrmsPage *self, GPtrArray *crms)
{
  if (are_shown (self, crms))
    return;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_ref (crms);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->crms, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < crms->len; i++)
    add_row (self, g_ptr_array_index (crms, i));
  if (crms->len == 0)
    {
      GtkWidget *row = cosell_widget_placeholder (_ ("There is no CRM yet."));

      adw_preferences_group_add (self->crms, row);
      g_ptr_array_add (self->rows, row);
    }
  offer_practice (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmsPage) self = user_data;
  g_autoptr (GPtrArray) crms = cosell_session_array_finish (COSELL_SESSION (source), result, NULL);

  self->reading = FALSE;
  if (self->session == NULL)
    return;
  if (self->again)
    read_crms (self);
  else if (crms != NULL)
    show_crms (self, crms);
}

static void
read_crms (CosellCrmsPage *self)
{
  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  cosell_session_crms_async (self->session, NULL, read_cb, g_object_ref (self));
}

/* --- life --- */

static void
cosell_crms_page_dispose (GObject *object)
{
  CosellCrmsPage *self = COSELL_CRMS_PAGE (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_CRMS_PAGE);
  G_OBJECT_CLASS (cosell_crms_page_parent_class)->dispose (object);
}

static void
cosell_crms_page_finalize (GObject *object)
{
  CosellCrmsPage *self = COSELL_CRMS_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->practices);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (cosell_crms_page_parent_class)->finalize (object);
}

static void
cosell_crms_page_class_init (CosellCrmsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_crms_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_crms_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/preferences/cosell-crms-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellCrmsPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmsPage, add);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmsPage, crms);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
cosell_crms_page_init (CosellCrmsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->practices = g_ptr_array_new ();
  cosell_button_set_mnemonic (self->add, _ ("_Add a CRM…"));
  gtk_widget_set_layout_manager (self->buttons, cosell_wrap_layout_new (6, 6));
}

GtkWidget *
cosell_crms_page_new (CosellSession *session)
{
  CosellCrmsPage *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_CRMS_PAGE, NULL);
  self->session = g_object_ref (session);
  read_crms (self);
  return GTK_WIDGET (self);
}
