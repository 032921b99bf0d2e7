/* Escape closes each dialog of a deal, whatever has the focus in it: nothing was typed that would
 * have to be asked about. */
#include "deal-fixture.h"

#include "model/cosell-draft.h"
#include "support/await.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/forms/cosell-deal-form.h"

typedef DealFixture Fixture;

static gint64
submit_private (Fixture *f)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  gint64 id = app_save_draft (f->app->session, 0, draft);

  g_assert_true (app_submit (f->app->session, id, NULL));
  return id;
}

/* filter: the deal to show; NULL: a private one of our own that the server has. */
static void
set_up (Fixture *f, gconstpointer filter)
{
  gint64 id = 0;

  deal_fixture_open (f, app_fixture_new_synced (30));
  if (filter == NULL)
    {
      id = submit_private (f);
      g_assert_true (app_sync (f->app->session, NULL, NULL));
    }
  app_fixture_disconnect (f->app);
  deal_fixture_show (f, id != 0 ? id : app_find (f->app->session, filter));
}

/* What takes letters. */
static void
collect (GtkWidget *widget, GPtrArray *fields)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget))
    return;
  if (GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget))
    g_ptr_array_add (fields, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, fields);
}

/* nth: of the fields, -1 where the dialog begins. Returns: how many there are */
static guint
open_and_leave (Fixture *f, const char *action, int nth)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  GtkWidget *dialog;

  dialog = deal_fixture_open_form (f, action);
  collect (dialog, fields);
  g_test_message ("%s: field %d of %u", action, nth, fields->len);
  if (nth >= 0)
    gtk_widget_grab_focus (g_ptr_array_index (fields, nth));
  g_assert_true (ui_key (dialog, "Escape"));
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  return fields->len;
}

static void
leave_all (Fixture *f, const char *const *actions)
{
  for (guint i = 0; actions[i] != NULL; i++)
    {
      guint n = open_and_leave (f, actions[i], -1);

      for (guint field = 0; field < n; field++)
        open_and_leave (f, actions[i], (int) field);
    }
}

static void
test_own (Fixture *f, gconstpointer data)
{
  leave_all (f, (const char *const[]){ "deal.edit", "deal.add-note", "deal.add-member",
                                       "deal.add-solution", "deal.lose", "deal.error", NULL });
}

static void
test_invitations (Fixture *f, gconstpointer data)
{
  leave_all (f, (const char *const[]){ "deal.invite-microsoft", "deal.invite-partner", NULL });
}

static void
test_received (Fixture *f, gconstpointer data)
{
  leave_all (f, (const char *const[]){ "deal.accept", "deal.decline", NULL });
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add ("/escape/own-deal", Fixture, "status=accepted", set_up, test_own, deal_fixture_close);
  g_test_add ("/escape/invitations", Fixture, NULL, set_up, test_invitations, deal_fixture_close);
  g_test_add ("/escape/received-deal", Fixture, "status=received", set_up, test_received,
              deal_fixture_close);
  return g_test_run ();
}
