/* The assistant over a real session and the practice server, offline: what tests do to it. */
#include "app/cosell-catalog-private.h"
#include "app/cosell-session-commands.h"
#include "assistant-fixture.h"

#include "base/cosell-field.h"
#include "support/await.h"
#include "ui/assistant/cosell-customer-page.h"
#include "ui/assistant/cosell-details-page.h"
#include "ui/assistant/cosell-help-page.h"
#include "ui/assistant/cosell-partners-page.h"
#include "ui/assistant/cosell-review-page.h"
#include "ui/assistant/cosell-solutions-page.h"
#include "ui/assistant/cosell-team-page.h"

#define DEALS 40

static GType (*const page_types[COSELL_N_DRAFT_STEPS]) (void) = {
  cosell_customer_page_get_type,  cosell_details_page_get_type, cosell_team_page_get_type,
  cosell_solutions_page_get_type, cosell_help_page_get_type,    cosell_partners_page_get_type,
  cosell_review_page_get_type,
};

/* --- helpers --- */

static void
submitted_cb (CosellAssistant *assistant, gint64 id, Fixture *f)
{
  f->submitted = id;
}

static gboolean
pages_are_there (gpointer data)
{
  return ui_find (((Fixture *) data)->window, COSELL_TYPE_ASSISTANT_PAGE, NULL) != NULL;
}

void
open_window (Fixture *f, gint64 draft)
{
  f->window = GTK_WIDGET (cosell_assistant_new (f->app->session, NULL, draft));
  g_signal_connect (f->window, "submitted", G_CALLBACK (submitted_cb), f);
  g_object_add_weak_pointer (G_OBJECT (f->window), (gpointer *) &f->window);
  gtk_window_present (GTK_WINDOW (f->window));
  await_condition (pages_are_there, f);
  ui_settle ();
}

gboolean
window_is_gone (gpointer data)
{
  return ((Fixture *) data)->window == NULL;
}

void
close_window (Fixture *f)
{
  gtk_window_close (GTK_WINDOW (f->window));
  await_condition (window_is_gone, f);
}

static gboolean
catalog_is_there (gpointer data)
{
  CosellCatalog *catalog = cosell_session_get_catalog (((Fixture *) data)->app->session);

  return g_list_model_get_n_items (cosell_catalog_get_solutions (catalog)) > 0 &&
         g_list_model_get_n_items (cosell_catalog_get_customers (catalog)) > 0 &&
         g_list_model_get_n_items (cosell_catalog_get_members (catalog)) > 2;
}

void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new_synced (DEALS);
  app_fixture_disconnect (f->app);
  await_condition (catalog_is_there, f);
  open_window (f, 0);
}

void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (f->window));
      await_condition (window_is_gone, f);
    }
  ui_settle ();
  app_fixture_free (f->app);
}

GtkWidget *
page (Fixture *f, CosellDraftStep which)
{
  return ui_get (f->window, page_types[which](), NULL);
}

static gboolean
has_left (gpointer data)
{
  guint n = 0;

  for (int i = 0; i < COSELL_N_DRAFT_STEPS; i++)
    n += ui_find (((Fixture *) data)->window, page_types[i](), NULL) != NULL;
  return n == 1;
}

/* Waits until the page before has faded out; a page that is not shown is not there for anybody. */
gboolean
is_on (Fixture *f, CosellDraftStep which)
{
  await_condition (has_left, f);
  return ui_find (f->window, page_types[which](), NULL) != NULL;
}

void
act (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (f->window, action, NULL));
  if (f->window != NULL)
    ui_settle ();
}

void
go_to (Fixture *f, CosellDraftStep which)
{
  gtk_widget_activate_action (f->window, "assistant.go-to", "s",
                              cosell_enum_nick (COSELL_TYPE_DRAFT_STEP, (int) which));
  ui_settle ();
}

GtkEditable *
entry (Fixture *f, CosellDraftStep which, const char *title)
{
  return GTK_EDITABLE (ui_get (page (f, which), ADW_TYPE_ENTRY_ROW, title));
}

void
type (Fixture *f, CosellDraftStep which, const char *title, const char *text)
{
  gtk_editable_set_text (entry (f, which, title), text);
}

void
click (Fixture *f, CosellDraftStep which, const char *label)
{
  g_signal_emit_by_name (ui_get (page (f, which), GTK_TYPE_BUTTON, label), "clicked");
}

void
choose (Fixture *f, CosellDraftStep which, const char *title)
{
  cosell_check_row_set_active (COSELL_CHECK_ROW (
                                   ui_get (page (f, which), COSELL_TYPE_CHECK_ROW, title)),
                               TRUE);
}

void
answer (GtkWidget *dialog, const char *label)
{
  g_signal_emit_by_name (ui_get (dialog, GTK_TYPE_BUTTON, label), "clicked");
}

static gboolean
caption_walk (GtkWidget *widget, const char *field, CosellFieldCaption **found)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && *found == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!COSELL_IS_FIELD_CAPTION (child))
      caption_walk (child, field, found);
    else if (g_strcmp0 (cosell_field_caption_get_field (COSELL_FIELD_CAPTION (child)), field) == 0)
      *found = COSELL_FIELD_CAPTION (child);
  return *found != NULL;
}

const char *
problem (Fixture *f, CosellDraftStep which, const char *field)
{
  CosellFieldCaption *caption = NULL;

  g_assert_true (caption_walk (page (f, which), field, &caption));
  return gtk_widget_get_visible (GTK_WIDGET (caption)) ? cosell_field_caption_get_problem (caption)
                                                       : NULL;
}

gboolean
has_problem (gpointer data)
{
  Wanted *wanted = data;

  return problem (wanted->f, wanted->page, wanted->field) != NULL;
}

gboolean
is_saved (gpointer data)
{
  Fixture *f = data;

  return cosell_assistant_get_draft_id (COSELL_ASSISTANT (f->window)) != 0 &&
         ui_shows (f->window, "Saved as draft just now");
}

CosellDraft *
load (Fixture *f, gint64 id)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CosellDraft *draft;

  cosell_session_load_draft_async (f->app->session, id, NULL, await_cb, &pending);
  result = await_result (&pending);
  draft = cosell_session_load_draft_finish (f->app->session, result, &error);
  g_assert_no_error (error);
  return draft;
}

guint
count_drafts (Fixture *f)
{
  g_autoptr (CosellJson) list =
      app_list (f->app->session, COSELL_TAB_OUTBOUND, "status=draft", NULL);

  return cosell_json_length (cosell_json_root (list));
}

void
assert_text (gpointer object, const char *property, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (object, property, &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

/* Customer by hand, with a contact. */
void
fill_customer (Fixture *f)
{
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Country", "Sweden");
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Customer name", "Räksmörgås AB");
  click (f, COSELL_DRAFT_STEP_CUSTOMER, "Enter the Address by _Hand");
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Address line 1", "Storgatan 1");
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "City", "Malmö");
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "D-U-N-S number", "35-411-1111");
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "First name", "Sara");
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Last name", "Ek");
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Phone", "+46 40 100");
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "E-mail", "sara.ek@raksmorgas.example");
  choose (f, COSELL_DRAFT_STEP_CUSTOMER,
          "The customer agrees to their contact data being given to Microsoft");
}

void
fill_details (Fixture *f)
{
  type (f, COSELL_DRAFT_STEP_DETAILS, "Deal name", "Räksmörgås ERP move");
  type (f, COSELL_DRAFT_STEP_DETAILS, "Location", "1234567");
  type (f, COSELL_DRAFT_STEP_DETAILS, "Estimated value", "1200000");
  type (f, COSELL_DRAFT_STEP_DETAILS, "Estimated close date", "2099-01-15");
}

void
fill_team (Fixture *f)
{
  type (f, COSELL_DRAFT_STEP_TEAM, "First name", "Ola");
  type (f, COSELL_DRAFT_STEP_TEAM, "Last name", "Lind");
  type (f, COSELL_DRAFT_STEP_TEAM, "Phone", "+46 40 200");
  type (f, COSELL_DRAFT_STEP_TEAM, "E-mail", "ola.lind@wingtip.example");
}
