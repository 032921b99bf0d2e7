#include "ui/assistant/cosell-team-page.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-catalog.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-email.h"
#include "model/cosell-people.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-contact-form.h"
#include "ui/widgets/cosell-field-caption.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/widgets/cosell-widget-helpers.h"

#define MAX_RECENT 20 /* C8 */

/*  The form edits one contact of the team, or a new one that joins the team with its first letter;
 *  the list shows all the others. */
struct _CosellTeamPage
{
  CosellAssistantPage parent_instance;

  GListStore *team;     /* (unowned) the draft's */
  gboolean editing;     /* the form has somebody who was in the list */
  char *recent_members; /* (owned) (nullable): addresses that the list of recent people shows */

  GtkWidget *members_box;
  GtkListBox *members;
  GtkLabel *form_title;
  CosellContactForm *form;
  GtkButton *add_button;
  CosellFieldCaption *caption;
  GtkBox *columns;
  GtkWidget *recent_box;
  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (CosellTeamPage, cosell_team_page, COSELL_TYPE_ASSISTANT_PAGE)

/* --- members --- */

static char *
describe_contact (CosellContact *contact)
{
  g_autofree char *phone = NULL;
  g_autofree char *email = NULL;

  g_object_get (contact, "phone", &phone, "email", &email, NULL);
  return cosell_widget_join (phone, email);
}

/* Says whom a button with an icon is for. */
static void
name_button (GtkWidget *row, const char *key, const char *label)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (row), key);

  gtk_widget_set_tooltip_text (button, label);
  cosell_button_set_name (button, label);
}

/* The name grows while it is typed. */
static void
update_buttons (GtkWidget *row, const char *name)
{
  /* Translators: %s is a person */
  g_autofree char *edit = cosell_text_format (_ ("Edit %s"), name);
  g_autofree char *remove = cosell_text_format (_ ("Remove %s"), name);

  name_button (row, "edit", edit);
  name_button (row, "remove", remove);
}

static void
update_member (GtkWidget *row)
{
  CosellContact *contact = g_object_get_data (G_OBJECT (row), "contact");
  g_autofree char *subtitle = describe_contact (contact);
  gboolean complete = cosell_contact_is_complete (contact);

  cosell_long_text_show_title (ADW_PREFERENCES_ROW (row),
                               cosell_contact_get_display_name (contact));
  update_buttons (row, cosell_contact_get_display_name (contact));
  if (complete)
    gtk_widget_remove_css_class (row, "error");
  else
    {
      g_autofree char *text =
          g_strdup_printf ("%s\n%s", subtitle, _ ("Something is missing: press Edit."));

      cosell_long_text_show_value (ADW_ACTION_ROW (row), text);
      gtk_widget_add_css_class (row, "error");
      return;
    }
  cosell_long_text_show_value (ADW_ACTION_ROW (row), subtitle);
}

static void
edit_clicked_cb (GtkButton *button, CosellTeamPage *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);
  CosellContact *contact = g_object_get_data (G_OBJECT (row), "contact");

  cosell_contact_form_edit (self->form, self->team, contact);
  cosell_contact_form_reveal (self->form, !cosell_contact_is_complete (contact));
  self->editing = TRUE;
  cosell_contact_form_focus (self->form);
  g_signal_emit_by_name (self->form, "edited");
}

/* The next row that is shown in a direction. Returns: (nullable) */
static GtkWidget *
find_shown (GtkWidget *row, GtkWidget *(*step) (GtkWidget *widget))
{
  do
    row = step (row);
  while (row != NULL && !gtk_widget_get_visible (row));
  return row;
}

/* The next one can be removed with the same key. */
static void
remove_clicked_cb (GtkButton *button, CosellTeamPage *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);
  GtkWidget *next = find_shown (row, gtk_widget_get_next_sibling);
  guint position;

  if (next == NULL)
    next = find_shown (row, gtk_widget_get_prev_sibling);
  if (next != NULL)
    gtk_widget_grab_focus (g_object_get_data (G_OBJECT (next), "remove"));
  else
    cosell_contact_form_focus (self->form);
  if (g_list_store_find (self->team, g_object_get_data (G_OBJECT (row), "contact"), &position))
    g_list_store_remove (self->team, position);
}

static GtkWidget *
person_row (CosellContact *contact)
{
  GtkWidget *row = cosell_widget_row (cosell_contact_get_display_name (contact), NULL);

  g_object_set (row, "title-lines", 0, "subtitle-lines", 0, NULL);
  g_object_set_data_full (G_OBJECT (row), "contact", g_object_ref (contact), g_object_unref);
  return row;
}

static GtkWidget *
make_member (gpointer item, gpointer user_data)
{
  CosellTeamPage *self = user_data;
  GtkWidget *row = person_row (item);
  GtkWidget *edit = cosell_widget_button ("document-edit-symbolic", "", NULL, NULL);
  GtkWidget *remove = cosell_widget_button ("user-trash-symbolic", "", NULL, NULL);

  g_signal_connect (edit, "clicked", G_CALLBACK (edit_clicked_cb), self);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  g_object_set_data (G_OBJECT (row), "edit", edit);
  g_object_set_data (G_OBJECT (row), "remove", remove);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), edit);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  g_signal_connect_object (item, "notify", G_CALLBACK (update_member), row, G_CONNECT_SWAPPED);
  update_member (row);
  gtk_widget_set_visible (row, item != cosell_contact_form_get_contact (self->form));
  return row;
}

static void
update_members (CosellTeamPage *self)
{
  CosellContact *edited = cosell_contact_form_get_contact (self->form);
  gboolean any = FALSE;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->members)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      gboolean shown = g_object_get_data (G_OBJECT (row), "contact") != edited;

      gtk_widget_set_visible (row, shown);
      any = any || shown;
    }
  gtk_widget_set_visible (self->members_box, any);
}

/* --- form --- */

static gboolean
is_in_team (CosellTeamPage *self, const char *email, CosellContact *except)
{
  g_autofree char *wanted = cosell_email_fold (email);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->team)); i++)
    {
      g_autoptr (CosellContact) member = g_list_model_get_item (G_LIST_MODEL (self->team), i);
      g_autofree char *folded = cosell_email_fold (cosell_contact_get_email (member));

      if (member != except && g_str_equal (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
form_is_done (CosellTeamPage *self)
{
  CosellContact *contact = cosell_contact_form_get_contact (self->form);
  const char *email = cosell_contact_get_email (contact);

  return cosell_contact_is_complete (contact) && cosell_email_is_meant (email) &&
         !is_in_team (self, email, contact);
}

static void
start_new (CosellTeamPage *self)
{
  cosell_contact_form_edit (self->form, self->team, NULL);
  self->editing = FALSE;
  g_signal_emit_by_name (self->form, "edited");
}

/* Enter in the form, and the button. */
static void
add_member_cb (CosellTeamPage *self)
{
  if (form_is_done (self))
    start_new (self);
  else
    {
      cosell_contact_form_reveal (self->form, TRUE);
      cosell_field_caption_touch (self->caption);
    }
  cosell_contact_form_focus (self->form);
}

static void
form_edited_cb (CosellTeamPage *self)
{
  gtk_label_set_label (self->form_title,
                       self->editing ? _ ("Edit Team Member") : _ ("Add a Team Member"));
  cosell_button_set_mnemonic (self->add_button, self->editing ? _ ("_Done") : _ ("_Add"));
  update_members (self);
}

/* --- recent people --- */

static CosellContact *
copy_contact (CosellContact *contact)
{
  CosellContact *copy = cosell_contact_new ();
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *phone = NULL;
  g_autofree char *email = NULL;

  g_object_get (contact, "first-name", &first, "last-name", &last, "phone", &phone, "email", &email,
                NULL);
  g_object_set (copy, "first-name", first, "last-name", last, "phone", phone, "email", email, NULL);
  return copy;
}

/* Who is complete joins the team at once; what somebody else lacks is asked for in the form. The
 * team keeps who is being typed last (find_unfinished). */
static void
add_recent (CosellTeamPage *self, CosellContact *recent)
{
  g_autoptr (CosellContact) member = copy_contact (recent);
  guint position;

  if (!cosell_contact_is_complete (member))
    {
      g_list_store_append (self->team, member);
      cosell_contact_form_edit (self->form, self->team, member);
      cosell_contact_form_reveal (self->form, TRUE);
      cosell_contact_form_focus (self->form);
      form_edited_cb (self);
      return;
    }
  if (!self->editing &&
      g_list_store_find (self->team, cosell_contact_form_get_contact (self->form), &position))
    g_list_store_insert (self->team, position, member);
  else
    g_list_store_append (self->team, member);
  update_members (self);
}

/* The next one can be added with the same key. */
static void
take_recent (CosellTeamPage *self, GtkWidget *row)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  g_autoptr (CosellContact) recent = g_object_ref (g_object_get_data (G_OBJECT (row), "contact"));
  GtkListBoxRow *next;

  add_recent (self, recent);
  if (!cosell_contact_is_complete (recent))
    return;
  next = gtk_list_box_get_row_at_index (self->recent, index);
  if (next == NULL)
    next = gtk_list_box_get_row_at_index (self->recent, index - 1);
  if (next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
  else
    cosell_contact_form_focus (self->form);
}

static void
recent_clicked_cb (GtkButton *button, CosellTeamPage *self)
{
  take_recent (self, gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW));
}

static void
recent_activated_cb (GtkListBox *list, GtkListBoxRow *row, CosellTeamPage *self)
{
  take_recent (self, GTK_WIDGET (row));
}

/* C8: who is signed in is offered first, by the address that colleagues know, or with what the
 * account says. */
static gboolean
is_user (CosellCatalog *catalog, CosellContact *contact)
{
  CosellContact *user = cosell_catalog_get_user (catalog);
  g_autofree char *mail = user != NULL ? cosell_email_fold (cosell_contact_get_email (user)) : NULL;
  g_autofree char *other = cosell_email_fold (cosell_contact_get_email (contact));

  return mail != NULL && *mail != '\0' && g_str_equal (mail, other);
}

static GtkWidget *
make_recent (CosellTeamPage *self, CosellContact *contact)
{
  CosellSession *session = cosell_assistant_page_get_session (COSELL_ASSISTANT_PAGE (self));
  GtkWidget *row = person_row (contact);
  /* Translators: %s is a person who joins the team of the deal */
  g_autofree char *label =
      cosell_text_format (_ ("Add %s to the Team"), cosell_contact_get_display_name (contact));
  GtkWidget *button = cosell_widget_button ("list-add-symbolic", label, NULL, NULL);
  g_autofree char *details = describe_contact (contact);
  g_autofree char *subtitle =
      is_user (cosell_session_get_catalog (session), contact)
          /* Translators: who is signed in; %s are phone number and address */
          ? g_strdup_printf (_ ("You · %s"), details)
          : g_steal_pointer (&details);

  cosell_long_text_show_value (ADW_ACTION_ROW (row), subtitle);
  g_signal_connect (button, "clicked", G_CALLBACK (recent_clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

/* What colleagues know of the signed-in user is complete more often than what the account says. */
static void
put_user_first (CosellTeamPage *self, CosellCatalog *catalog, GPtrArray *found)
{
  CosellContact *user = cosell_catalog_get_user (catalog);
  GListModel *known = cosell_catalog_get_members (catalog);

  if (user == NULL || *cosell_contact_get_email (user) == '\0' ||
      is_in_team (self, cosell_contact_get_email (user), NULL))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (known); i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (known, i);

      if (is_user (catalog, contact))
        {
          g_ptr_array_add (found, g_steal_pointer (&contact));
          return;
        }
    }
  g_ptr_array_add (found, g_object_ref (user));
}

static GPtrArray *
find_recent (CosellTeamPage *self, char **signature)
{
  CosellSession *session = cosell_assistant_page_get_session (COSELL_ASSISTANT_PAGE (self));
  CosellCatalog *catalog = cosell_session_get_catalog (session);
  GListModel *known = cosell_catalog_get_members (catalog);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) emails = g_string_new (NULL);

  put_user_first (self, catalog, found);
  for (guint i = 0; i < g_list_model_get_n_items (known) && found->len < MAX_RECENT; i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (known, i);

      if (!is_in_team (self, cosell_contact_get_email (contact), NULL) &&
          !is_user (catalog, contact))
        g_ptr_array_add (found, g_steal_pointer (&contact));
    }
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (emails, "%s\n",
                            cosell_contact_get_email (g_ptr_array_index (found, i)));
  *signature = g_string_free (g_steal_pointer (&emails), FALSE);
  return found;
}

static void
update_recent (CosellTeamPage *self)
{
  g_autofree char *signature = NULL;
  g_autoptr (GPtrArray) found = find_recent (self, &signature);
  GtkWidget *row;

  if (g_strcmp0 (signature, self->recent_members) == 0)
    return;
  cosell_take_str (&self->recent_members, g_steal_pointer (&signature));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->recent))) != NULL)
    gtk_list_box_remove (self->recent, row);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->recent, make_recent (self, g_ptr_array_index (found, i)));
  gtk_widget_set_visible (self->recent_box, found->len > 0);
}

static void
members_known_cb (CosellTeamPage *self)
{
  if (cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self)) != NULL)
    update_recent (self);
}

/* --- page --- */

/* Who was half typed when the draft was left is gone on with. */
static CosellContact *
find_unfinished (GListStore *team)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (team));
  g_autoptr (CosellContact) last =
      n > 0 ? g_list_model_get_item (G_LIST_MODEL (team), n - 1) : NULL;

  return last != NULL && !cosell_contact_is_complete (last) ? g_steal_pointer (&last) : NULL;
}

static void
cosell_team_page_bind (CosellAssistantPage *page)
{
  CosellTeamPage *self = COSELL_TEAM_PAGE (page);
  CosellCatalog *catalog = cosell_session_get_catalog (cosell_assistant_page_get_session (page));
  g_autoptr (CosellContact) unfinished = NULL;

  self->team = cosell_draft_get_team (cosell_assistant_page_get_draft (page));
  unfinished = find_unfinished (self->team);
  cosell_contact_form_edit (self->form, self->team, unfinished);
  gtk_list_box_bind_model (self->members, G_LIST_MODEL (self->team), make_member, self, NULL);
  g_signal_connect_object (cosell_catalog_get_members (catalog), "items-changed",
                           G_CALLBACK (members_known_cb), self, G_CONNECT_SWAPPED);
  form_edited_cb (self);
}

static void
cosell_team_page_update (CosellAssistantPage *page, GPtrArray *issues)
{
  CosellTeamPage *self = COSELL_TEAM_PAGE (page);

  update_members (self);
  update_recent (self);
}

static void
cosell_team_page_set_narrow (CosellAssistantPage *page, gboolean narrow)
{
  /* below each other, the form would be as high as the list of recent contacts */
  g_object_set (COSELL_TEAM_PAGE (page)->columns, "orientation",
                narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, "homogeneous",
                !narrow, NULL);
}

static gboolean
cosell_team_page_focus_field (CosellAssistantPage *page, const char *field)
{
  cosell_contact_form_focus (COSELL_TEAM_PAGE (page)->form);
  return TRUE;
}

static void
cosell_team_page_reveal (CosellAssistantPage *page)
{
  CosellTeamPage *self = COSELL_TEAM_PAGE (page);

  if (!cosell_contact_is_empty (cosell_contact_form_get_contact (self->form)) ||
      g_list_model_get_n_items (G_LIST_MODEL (self->team)) == 0)
    cosell_contact_form_reveal (self->form, TRUE);
}

static void
cosell_team_page_dispose (GObject *object)
{
  CosellTeamPage *self = COSELL_TEAM_PAGE (object);

  if (self->members != NULL)
    gtk_list_box_bind_model (self->members, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_TEAM_PAGE);
  G_OBJECT_CLASS (cosell_team_page_parent_class)->dispose (object);
}

static void
cosell_team_page_finalize (GObject *object)
{
  g_free (COSELL_TEAM_PAGE (object)->recent_members);
  G_OBJECT_CLASS (cosell_team_page_parent_class)->finalize (object);
}

static void
cosell_team_page_class_init (CosellTeamPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CosellAssistantPageClass *page_class = COSELL_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_team_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_team_page_finalize;
  page_class->bind = cosell_team_page_bind;
  page_class->update = cosell_team_page_update;
  page_class->set_narrow = cosell_team_page_set_narrow;
  page_class->focus_field = cosell_team_page_focus_field;
  page_class->reveal = cosell_team_page_reveal;

  g_type_ensure (COSELL_TYPE_CONTACT_FORM);
  g_type_ensure (COSELL_TYPE_FIELD_CAPTION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/assistant/cosell-team-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellTeamPage, members_box);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamPage, members);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamPage, form_title);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamPage, form);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamPage, caption);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamPage, columns);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamPage, recent_box);
  gtk_widget_class_bind_template_child (widget_class, CosellTeamPage, recent);
  gtk_widget_class_bind_template_callback (widget_class, add_member_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, recent_activated_cb);
}

static void
cosell_team_page_init (CosellTeamPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
