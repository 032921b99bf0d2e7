/* A private deal, made with the pointer and made with the keyboard: how often one has to press, and
 * how often to type. Whoever makes it more has to change a number here. */
#include "assistant-fixture.h"

#include "app/cosell-catalog-private.h"
#include "model/cosell-people.h"
#include "support/await.h"

#define MAX_CLICKS 11
#define MAX_TEXTS 5

typedef struct
{
  guint clicks, texts;
} Count;

static void
clicked (Count *count, const char *what)
{
  g_test_message ("click %u: %s", ++count->clicks, what);
}

/* --- as a person does it --- */

/* A field that has the focus already needs no click. */
static void
write_text (Fixture *f, Count *count, CosellDraftStep which, const char *title, const char *text)
{
  GtkEditable *row = entry (f, which, title);
  GtkWidget *focus = ui_get_focus (f->window);

  if (!gtk_widget_is_ancestor (focus, GTK_WIDGET (row)))
    {
      clicked (count, title);
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  gtk_editable_set_text (row, text);
  ui_settle ();
  g_test_message ("text %u: %s", ++count->texts, title);
}

/* Enter in the field that has the focus. */
static void
enter (Fixture *f)
{
  g_signal_emit_by_name (ui_get_focus (f->window), "activate");
  ui_settle ();
}

static void
press (Fixture *f, Count *count, const char *label)
{
  GtkWidget *button = ui_get (f->window, GTK_TYPE_BUTTON, label);

  g_assert_true (gtk_widget_is_sensitive (button));
  clicked (count, label);
  g_signal_emit_by_name (button, "clicked");
  ui_settle ();
}

static void
pick (Fixture *f, Count *count, CosellDraftStep which, const char *title, const char *suggestion)
{
  GtkWidget *label = ui_get (GTK_WIDGET (entry (f, which, title)), GTK_TYPE_LABEL, suggestion);

  clicked (count, suggestion);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  ui_settle ();
}

static CosellCustomer *
known_customer (Fixture *f)
{
  return g_list_model_get_item (cosell_catalog_get_customers (
                                    cosell_session_get_catalog (f->app->session)),
                                0);
}

static CosellContact *
known_member (Fixture *f)
{
  return g_list_model_get_item (cosell_catalog_get_members (
                                    cosell_session_get_catalog (f->app->session)),
                                1);
}

static gboolean
is_submitted (gpointer data)
{
  return ((Fixture *) data)->submitted != 0;
}

static void
assert_created (Fixture *f)
{
  g_autoptr (CosellJson) show = NULL;

  await_condition (is_submitted, f);
  await_condition (window_is_gone, f);
  show = app_show (f->app->session, f->submitted);
  app_assert_text (cosell_json_root (show), "name", "Zeppelin pilot");
  app_assert_text (cosell_json_root (show), "type", "private");
  app_assert_text (cosell_json_root (show), "value", "250000.00");
  app_assert_text (cosell_json_root (show), "closeDate", "2099-01-15");
}

/* --- tests --- */

static void
test_clicks (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellCustomer) customer = known_customer (f);
  g_autoptr (CosellContact) member = known_member (f);
  const char *name = cosell_customer_get_name (customer);
  Count count = { 0, 0 };

  clicked (&count, "New Deal"); /* in the main window */
  write_text (f, &count, COSELL_DRAFT_STEP_CUSTOMER, "Country",
              cosell_customer_get_country (customer));
  enter (f);
  write_text (f, &count, COSELL_DRAFT_STEP_CUSTOMER, "Customer name", name);
  pick (f, &count, COSELL_DRAFT_STEP_CUSTOMER, "Customer name", name);
  press (f, &count, "_Next");
  write_text (f, &count, COSELL_DRAFT_STEP_DETAILS, "Deal name", "Zeppelin pilot");
  write_text (f, &count, COSELL_DRAFT_STEP_DETAILS, "Estimated value", "250000");
  write_text (f, &count, COSELL_DRAFT_STEP_DETAILS, "Estimated close date", "2099-01-15");
  press (f, &count, "_Next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_TEAM));
  clicked (&count, cosell_contact_get_display_name (member));
  {
    GtkWidget *row = ui_get (page (f, COSELL_DRAFT_STEP_TEAM), ADW_TYPE_ACTION_ROW,
                             cosell_contact_get_display_name (member));

    g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  }
  press (f, &count, "_Next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_SOLUTIONS));
  clicked (&count, "Fabrikam Suite");
  choose (f, COSELL_DRAFT_STEP_SOLUTIONS, "Fabrikam Suite");
  clicked (&count, "Review, in the list of pages");
  go_to (f, COSELL_DRAFT_STEP_REVIEW);
  press (f, &count, "C_reate Private Deal");
  assert_created (f);
  g_assert_cmpuint (count.clicks, <=, MAX_CLICKS);
  g_assert_cmpuint (count.texts, <=, MAX_TEXTS);
}

/* Enter goes on to what is missing, and then to the next page. */
static void
test_enter (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellCustomer) customer = known_customer (f);
  Count count = { 0, 0 };

  write_text (f, &count, COSELL_DRAFT_STEP_CUSTOMER, "Country",
              cosell_customer_get_country (customer));
  enter (f);
  write_text (f, &count, COSELL_DRAFT_STEP_CUSTOMER, "Customer name",
              cosell_customer_get_name (customer));
  enter (f); /* nothing is picked yet */
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_CUSTOMER));
  g_assert_true (
      gtk_widget_is_ancestor (ui_get_focus (f->window),
                              GTK_WIDGET (entry (f, COSELL_DRAFT_STEP_CUSTOMER, "Customer name"))));
  pick (f, &count, COSELL_DRAFT_STEP_CUSTOMER, "Customer name",
        cosell_customer_get_name (customer));
  act (f, "assistant.next");
  write_text (f, &count, COSELL_DRAFT_STEP_DETAILS, "Deal name", "Zeppelin pilot");
  enter (f);
  write_text (f, &count, COSELL_DRAFT_STEP_DETAILS, "Estimated value", "250000");
  enter (f);
  write_text (f, &count, COSELL_DRAFT_STEP_DETAILS, "Estimated close date", "2099-01-15");
  enter (f);
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_TEAM));
  g_assert_cmpuint (count.clicks, ==, 1); /* the suggestion, which Down and Enter take as well */
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add ("/assistant-clicks/private-deal", Fixture, NULL, set_up, test_clicks, tear_down);
  g_test_add ("/assistant-clicks/enter-goes-on", Fixture, NULL, set_up, test_enter, tear_down);
  return g_test_run ();
}
