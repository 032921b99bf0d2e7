#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "ui/deal/cosell-win-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-rule-error.h"
#include "ui/deal/cosell-deal-command.h"
#include "ui/deal/cosell-win-notice.h"
#include "ui/forms/cosell-end-form.h"
#include "ui/forms/cosell-registration-view.h"
#include "ui/widgets/cosell-message.h"
#include "ui/words/cosell-format.h"

#define ANYWAY "anyway"
#define WHEN_SAFE "when-safe"

typedef struct
{
  CosellDealPage *page;   /* (owned) */
  CosellSession *session; /* (owned) */
  CosellDeal *deal;       /* (owned) */
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->page);
  g_object_unref (self->session);
  g_object_unref (self->deal);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
question_destroy_notify (gpointer data, GClosure *closure)
{
  question_free (data);
}

static char *
describe_scheduled (CosellDeal *deal)
{
  gint64 safe_at = cosell_eligibility_safe_at (cosell_deal_get_data (deal));
  g_autofree char *when = NULL;

  if (safe_at == COSELL_NO_TIME)
    return g_strdup (_ ("Deal will be marked as won 72 hours after it was created"));
  when = cosell_format_instant (safe_at);
  /* Translators: %s is day and time */
  return g_strdup_printf (_ ("Deal will be marked as won on %s"), when);
}

static void
mark (CosellDealPage *page, CosellSession *session, CosellDeal *deal, CosellWinMode mode)
{
  g_autofree char *message = mode == COSELL_WIN_WHEN_SAFE
                                 ? describe_scheduled (deal)
                                 : g_strdup (cosell_end_form_get_message (deal, COSELL_ACTION_WIN));

  cosell_session_win_async (session, cosell_deal_get_id (deal), mode, NULL, cosell_deal_command_cb,
                            cosell_deal_command_new (page, session, deal, message, NULL, NULL));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *self)
{
  if (g_str_equal (response, WHEN_SAFE))
    mark (self->page, self->session, self->deal, COSELL_WIN_WHEN_SAFE);
  else if (g_str_equal (response, ANYWAY))
    mark (self->page, self->session, self->deal, COSELL_WIN_ANYWAY);
}

/* E3: what to know before it is marked now. */
static char *
describe_wait (CosellDeal *deal)
{
  gint64 safe_at = cosell_eligibility_safe_at (cosell_deal_get_data (deal));
  g_autofree char *when = NULL;

  if (safe_at == COSELL_NO_TIME)
    return g_strdup (_ ("This deal can be registered, but not if it is won within 72 hours after "
                        "it was created: its registration may be refused. The service has not "
                        "created it yet, so the 72 hours begin when it does."));
  when = cosell_format_instant (safe_at);
  /* Translators: %s is day and time */
  return g_strdup_printf (_ ("This deal can be registered, but not if it is won within 72 hours "
                             "after it was created: its registration may be refused. The 72 hours "
                             "are over on %s."),
                          when);
}

/* E1: that it is never registered is said before it freezes. Returns: (transfer full) (nullable) */
static char *
describe_never (Question *self)
{
  g_auto (CosellRegistrationView) view = { NULL };

  if (cosell_deal_get_data (self->deal)->type == COSELL_DEAL_TYPE_LEAD) /* nobody expects it */
    return NULL;
  if (!cosell_registration_view_init (&view, self->deal,
                                      cosell_session_get_catalog (self->session)) ||
      view.eligibility.never == NULL)
    return NULL;
  /* Translators: %s are sentences that say why not */
  return g_strdup_printf (_ ("This deal cannot be registered after it is won. %s"),
                          view.eligibility.never);
}

static void
ask (Question *taken, gboolean guarded)
{
  Question *self = taken;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->page));
  g_autofree char *wait = guarded ? describe_wait (self->deal) : describe_never (self);
  const char *freeze = cosell_end_form_describe_freeze (self->deal, COSELL_ACTION_WIN);
  g_autofree char *body =
      wait != NULL ? g_strdup_printf ("%s\n\n%s", wait, freeze) : g_strdup (freeze);
  GtkWidget *widget = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              _ ("Mark as Won?"), NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  g_autofree char *then = cosell_win_notice_label (cosell_deal_get_data (self->deal));

  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_response (dialog, "cancel", _ ("Cancel"));
  if (guarded)
    {
      adw_message_dialog_add_response (dialog, ANYWAY, _ ("Mark as Won Now Anyway"));
      adw_message_dialog_add_response (dialog, WHEN_SAFE, then);
      adw_message_dialog_set_response_appearance (dialog, ANYWAY, ADW_RESPONSE_DESTRUCTIVE);
      adw_message_dialog_set_response_appearance (dialog, WHEN_SAFE, ADW_RESPONSE_SUGGESTED);
    }
  else
    {
      adw_message_dialog_add_response (dialog, ANYWAY, _ ("Won"));
      adw_message_dialog_set_response_appearance (dialog, ANYWAY, ADW_RESPONSE_SUGGESTED);
    }
  adw_message_dialog_set_default_response (dialog, guarded ? WHEN_SAFE : ANYWAY);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), self,
                         question_destroy_notify, 0);
  cosell_message_present (ADW_MESSAGE_DIALOG (dialog));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) verdicts =
      cosell_session_array_finish (COSELL_SESSION (source), result, &error);
  const CosellVerdict *win =
      verdicts != NULL ? g_ptr_array_index (verdicts, COSELL_ACTION_WIN) : NULL;
  gboolean guarded =
      win != NULL && !win->allowed && win->rules != NULL && strstr (win->rules, "E3") != NULL;

  if (win != NULL && !win->allowed && !guarded)
    g_set_error_literal (&error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, win->reason);
  if (error != NULL)
    cosell_deal_page_show_error (self->page, error);
  else if (gtk_widget_get_root (GTK_WIDGET (self->page)) != NULL)
    ask (g_steal_pointer (&self), guarded);
}

void
cosell_win_dialog_present (CosellDealPage *page, CosellSession *session, CosellDeal *deal)
{
  Question *question;

  g_return_if_fail (COSELL_IS_DEAL_PAGE (page));
  g_return_if_fail (COSELL_IS_DEAL (deal));

  question = g_new0 (Question, 1);
  question->page = g_object_ref (page);
  question->session = g_object_ref (session);
  question->deal = g_object_ref (deal);
  cosell_session_check_async (session, cosell_deal_get_id (deal), NULL, checked_cb, question);
}

void
cosell_win_dialog_schedule (CosellDealPage *page, CosellSession *session, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_DEAL_PAGE (page));
  g_return_if_fail (COSELL_IS_DEAL (deal));

  mark (page, session, deal, COSELL_WIN_WHEN_SAFE);
}
