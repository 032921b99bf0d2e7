/* Bringing others into a deal, on its page (rules A7–A9, A11, C2, C10, C13, C14, C21, D15, D17):
 * buttons, what is refused and why, dialogs, cards. */
#include "deal-fixture.h"

#include "model/cosell-draft.h"
#include "model/cosell-people.h"
#include "support/await.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-together-section.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-completion-row.h"
#include "ui/widgets/cosell-note-editor.h"

typedef DealFixture Fixture;

static gint64
submit_private (Fixture *f)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  gint64 id = app_save_draft (f->app->session, 0, draft);

  g_assert_true (app_submit (f->app->session, id, NULL));
  return id;
}

/* filter: the deal to show; NULL: a private one of our own that the server has. Then offline. */
static void
set_up (Fixture *f, gconstpointer filter)
{
  gint64 id = 0;

  deal_fixture_open (f, app_fixture_new_synced (100));
  if (filter == NULL)
    {
      id = submit_private (f);
      g_assert_true (app_sync (f->app->session, NULL, NULL));
    }
  app_fixture_disconnect (f->app);
  cosell_session_set_undo_window (f->app->session, 10);
  deal_fixture_show (f, id != 0 ? id : app_find (f->app->session, filter));
}

/* Answers the message dialog that comes. */
static void
respond (const char *response)
{
  GtkWidget *dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
}

static char *
read_message (void)
{
  GtkWidget *dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  char *body = g_strdup (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)));

  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  return body;
}

static GtkWidget *
open_dialog (Fixture *f, const char *action)
{
  deal_fixture_act (f, action);
  return ui_wait_window (COSELL_TYPE_DEAL_DIALOG);
}

static void
choose (GtkWidget *dialog, const char *title)
{
  cosell_check_row_set_active (COSELL_CHECK_ROW (ui_get (dialog, COSELL_TYPE_CHECK_ROW, title)),
                               TRUE);
}

typedef struct
{
  Fixture *f;
  CosellDealType type;
} WantedType;

static gboolean
has_type (gpointer data)
{
  const WantedType *wanted = data;

  return cosell_deal_get_data (wanted->f->deal)->type == (int) wanted->type;
}

static void
wait_type (Fixture *f, CosellDealType type)
{
  WantedType wanted = { f, type };

  await_condition (has_type, &wanted);
  ui_settle ();
}

static gboolean
is_refused (Fixture *f, const char *label)
{
  GtkWidget *section = ui_get (f->page, COSELL_TYPE_TOGETHER_SECTION, NULL);

  return gtk_widget_has_css_class (ui_get (section, GTK_TYPE_BUTTON, label), "refused");
}

/* A7: asks before, says that it stays, and can be undone until it was sent. */
static void
test_share (Fixture *f, gconstpointer data)
{
  g_autofree char *body = NULL;

  g_assert_false (is_refused (f, "Share with Microsoft Sellers"));
  deal_fixture_act (f, "deal.share");
  body = read_message ();
  g_assert_nonnull (strstr (body, "cannot be taken back"));
  g_assert_cmpint (cosell_deal_get_data (f->deal)->type, ==, COSELL_DEAL_TYPE_PRIVATE);
  deal_fixture_act (f, "deal.share");
  respond ("share");
  wait_type (f, COSELL_DEAL_TYPE_PARTNER_LED);
  g_assert_true (is_refused (f, "Share with Microsoft Sellers"));
  g_assert_false (is_refused (f, "Invite Microsoft"));
  g_assert_cmpstr (adw_toast_get_title (f->toast), ==, "Shared with Microsoft sellers");
  g_signal_emit_by_name (f->toast, "button-clicked");
  wait_type (f, COSELL_DEAL_TYPE_PRIVATE);
}

static void
edit_there (Fixture *f, gint64 id, const char *members)
{
  g_autoptr (CosellJson) shown = app_show (f->app->session, id);
  g_autofree char *remote = app_text (cosell_json_root (shown), "remoteId");
  g_autofree char *body =
      g_strdup_printf ("{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\",%s}", remote, members);

  app_control_post (f->app, "act", body);
}

/* A private deal of ours with a contact whom nobody asked. */
static void
set_up_unasked (Fixture *f, gconstpointer data)
{
  gint64 id;

  deal_fixture_open (f, app_fixture_new_synced (5));
  id = submit_private (f);
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  edit_there (f, id, "\"/consent/consentToToShareInfoWithOthers\":false");
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  app_fixture_disconnect (f->app);
  cosell_session_set_undo_window (f->app->session, 10);
  deal_fixture_show (f, id);
}

/* C21: nothing is ticked beforehand, and nothing is shared until one of the two is. */
static void
share_with (Fixture *f, const char *title)
{
  GtkWidget *dialog;
  AdwMessageDialog *message;

  deal_fixture_act (f, "deal.share");
  dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  message = ADW_MESSAGE_DIALOG (dialog);
  g_assert_false (adw_message_dialog_get_response_enabled (message, "share"));
  g_assert_false (cosell_check_row_get_active (
      COSELL_CHECK_ROW (ui_get (dialog, COSELL_TYPE_CHECK_ROW, "The customer agrees"))));
  choose (dialog, title);
  g_assert_true (adw_message_dialog_get_response_enabled (message, "share"));
  respond ("share");
  wait_type (f, COSELL_DEAL_TYPE_PARTNER_LED);
}

static guint
count_contacts (Fixture *f)
{
  CosellCustomer *customer = cosell_deal_get_customer_profile (f->deal);

  return g_list_model_get_n_items (G_LIST_MODEL (cosell_customer_get_contacts (customer)));
}

static void
test_share_agreed (Fixture *f, gconstpointer data)
{
  share_with (f, "The customer agrees");
  g_assert_cmpuint (count_contacts (f), ==, 1);
}

static gboolean
has_no_contact (gpointer data)
{
  return count_contacts (data) == 0;
}

static void
test_share_without (Fixture *f, gconstpointer data)
{
  share_with (f, "Remove the contact");
  await_condition (has_no_contact, f);
}

/* C21: the box of a partner's invitation stands only where the deal lacks the consent. */
static void
test_partner_consent (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (f, "deal.invite-partner");

  g_assert_false (cosell_check_row_get_active (
      COSELL_CHECK_ROW (ui_get (dialog, COSELL_TYPE_CHECK_ROW, "The customer agrees"))));
  g_assert_nonnull (cosell_deal_get_own_text (f->deal));
  gtk_window_close (GTK_WINDOW (dialog));
}

/* A8, C10, C21: help and consent have to be given; the card waits, and says so. */
static void
test_microsoft (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (f, "deal.invite-microsoft");

  /* A5, A7, D17: said before */
  g_assert_true (ui_shows (
      dialog, "The deal becomes a co-sell deal, and Microsoft sellers may view it. Neither can be "
              "taken back once it is sent; the customer contact, the kind of help and the notes to "
              "Microsoft are fixed then. A seller has 14 days to answer; asking does not guarantee "
              "help."));
  deal_fixture_save_form (dialog);
  g_assert_true (ui_shows (dialog, "Choose the kind of help that you need from Microsoft."));
  choose (dialog, "Proof of concept / Demo");
  deal_fixture_save_form (dialog);
  g_assert_true (ui_find (dialog, GTK_TYPE_LABEL,
                          "Confirm that the customer agrees to their contact data being given to "
                          "Microsoft. Without it, Microsoft cannot be invited.") != NULL);
  choose (dialog, "The customer agrees");
  g_object_set (ui_get (dialog, COSELL_TYPE_NOTE_EDITOR, NULL), "text", "Need a demo.", NULL);
  deal_fixture_save_form (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  wait_type (f, COSELL_DEAL_TYPE_CO_SELL);
  g_assert_true (ui_shows (f->page, "Waits to be sent"));
  g_assert_true (is_refused (f, "Invite Microsoft"));
  g_assert_true (is_refused (f, "Share with Microsoft Sellers"));
  g_assert_false (is_refused (f, "Invite Partner"));
  g_signal_emit_by_name (f->toast, "button-clicked");
  wait_type (f, COSELL_DEAL_TYPE_PRIVATE);
  g_assert_false (is_refused (f, "Invite Microsoft"));
}

static gboolean
has_partner (gpointer data)
{
  return g_list_model_get_n_items (cosell_deal_get_partners (((Fixture *) data)->deal)) == 1;
}

/* C13: the same form as in the assistant's; what is missing is named. */
static void
test_partner (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (f, "deal.invite-partner");

  deal_fixture_save_form (dialog);
  g_assert_true (ui_shows (dialog, "Complete or correct: Partner, Estimated value, Solutions."));
  ui_type (dialog, "Partner", "7d1c8f2a-0b1c-4d2e-8f3a-5b6c7d8e9f01");
  ui_type (dialog, "Estimated value", "200000");
  ui_type (dialog, "Add a solution", "SOL-2");
  g_signal_emit_by_name (ui_get (dialog, COSELL_TYPE_COMPLETION_ROW, "Add a solution"),
                         "entry-activated");
  deal_fixture_save_form (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  await_condition (has_partner, f);
  ui_settle ();
  g_assert_true (ui_shows (f->page, "Waits to be sent"));
  g_assert_cmpint (cosell_deal_get_data (f->deal)->type, ==, COSELL_DEAL_TYPE_PRIVATE);

  /* the same once more is refused as it is typed */
  dialog = open_dialog (f, "deal.invite-partner");
  ui_type (dialog, "Partner", "7D1C8F2A-0B1C-4D2E-8F3A-5B6C7D8E9F01");
  ui_settle ();
  g_assert_true (
      ui_shows (dialog, "7D1C8F2A-0B1C-4D2E-8F3A-5B6C7D8E9F01 was invited to this deal already."));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static const char *const actions[] = { "deal.share", "deal.invite-microsoft",
                                       "deal.invite-partner" };

/* A9: before the answer and after the end nothing of it could help; asked all the same, it says
 * why. */
static void
test_over (Fixture *f, gconstpointer data)
{
  GtkWidget *section = ui_get (f->page, COSELL_TYPE_TOGETHER_SECTION, NULL);

  g_assert_null (ui_find (section, GTK_TYPE_BUTTON, "Invite Microsoft"));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *reason = NULL;

      deal_fixture_act (f, actions[i]);
      reason = read_message ();
      g_assert_true (g_str_has_suffix (reason, "."));
    }
}

/* D15: who sent a deal was not asked, so nothing of it is an answer. */
static void
test_sender (Fixture *f, gconstpointer data)
{
  GtkWidget *section = ui_get (f->page, COSELL_TYPE_TOGETHER_SECTION, NULL);

  if (cosell_deal_get_microsoft (f->deal) == NULL)
    {
      g_test_skip ("the sample has none whose sender is seen");
      return;
    }
  g_assert_true (ui_shows (section, "Sender"));
  g_assert_false (ui_shows (section, "Accepted"));
}

/* A11: on an open deal every button stays, and says why it does nothing. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  static const char *const labels[] = { "Share with Microsoft Sellers", "Invite Microsoft",
                                        "Invite Partner" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *reason = NULL;

      g_assert_true (is_refused (f, labels[i]));
      deal_fixture_act (f, actions[i]);
      reason = read_message ();
      g_assert_true (g_str_has_suffix (reason, "."));
      g_assert_true (ui_shows (f->page, reason));
    }
}

static gboolean
is_declined (gpointer data)
{
  return cosell_deal_get_data (((Fixture *) data)->deal)->microsoft_status ==
         COSELL_DEAL_STATUS_DECLINED;
}

/* D15: declined: why, that the deal stays co-sell, and the way out. */
static void
test_declined (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellJson) shown = NULL;
  g_autofree char *id = NULL;
  g_autofree char *body = NULL;
  g_autoptr (CosellDraft) draft = app_complete_draft (TRUE);
  gint64 deal = app_save_draft (f->app->session, 0, draft);

  app_fixture_reconnect (f->app);
  g_assert_true (app_submit (f->app->session, deal, NULL));
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  deal_fixture_show (f, deal);
  shown = app_show (f->app->session, deal);
  id = app_text (cosell_json_root (shown), "remoteId");
  body = g_strdup_printf (
      "{\"as\":\"microsoft\",\"do\":\"decline\",\"id\":\"%s\",\"reason\":\"No seller there\"}", id);
  app_control_post (f->app, "act", body);
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  await_condition (is_declined, f);
  ui_settle ();
  g_assert_true (ui_shows (f->page, "No seller there"));
  g_assert_true (ui_shows (f->page, "Microsoft declined. The deal stays co-sell and cannot be "
                                    "registered. Recreate it to ask again."));
  g_assert_nonnull (
      ui_find (ui_get (f->page, COSELL_TYPE_TOGETHER_SECTION, NULL), GTK_TYPE_BUTTON, "Recreate"));
  /* D17 */
  g_assert_true (ui_shows (f->page, "Kind of help and notes to Microsoft, and that its sellers may "
                                    "view the deal."));
}

#define ADD(path, filter, func) g_test_add (path, Fixture, filter, set_up, func, deal_fixture_close)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  /* No window manager tells who has the keyboard; a blinking cursor complains about that. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  ADD ("/deal-together/A7-share", NULL, test_share);
  g_test_add ("/deal-together/C21-share-agreed", Fixture, NULL, set_up_unasked, test_share_agreed,
              deal_fixture_close);
  g_test_add ("/deal-together/C21-share-without", Fixture, NULL, set_up_unasked, test_share_without,
              deal_fixture_close);
  g_test_add ("/deal-together/C21-partner-box", Fixture, NULL, set_up_unasked, test_partner_consent,
              deal_fixture_close);
  ADD ("/deal-together/A8-A5-C10-C21-microsoft", NULL, test_microsoft);
  ADD ("/deal-together/C13-partner", NULL, test_partner);
  ADD ("/deal-together/A9-received", "status=received", test_over);
  ADD ("/deal-together/A7-A9-won", "status=won", test_over);
  ADD ("/deal-together/A11-assessment", "type=solution-assessment", test_refused);
  ADD ("/deal-together/D15-sender-expired", "status=expired", test_sender);
  ADD ("/deal-together/D15-sender-declined", "status=declined", test_sender);
  ADD ("/deal-together/D15-D17-declined", NULL, test_declined);
  return g_test_run ();
}
