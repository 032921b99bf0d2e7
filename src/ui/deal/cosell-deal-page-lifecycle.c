#include "app/cosell-session-commands.h"
#include "ui/deal/cosell-deal-page-lifecycle.h"

#include <glib/gi18n-lib.h>

#include "ui/deal/cosell-deal-command.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-win-dialog.h"
#include "ui/forms/cosell-accept-form.h"
#include "ui/forms/cosell-end-form.h"
#include "ui/widgets/cosell-message.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/words/cosell-format.h"

CosellDeal *
cosell_deal_page_lifecycle_require (CosellDealPage *page, CosellAction action)
{
  CosellDeal *deal = cosell_deal_page_get_deal (page);
  g_auto (CosellVerdict) verdict = { FALSE };

  if (deal == NULL || !cosell_deal_is_loaded (deal))
    return NULL;
  cosell_rules_check (cosell_deal_get_data (deal), action, cosell_format_now (), &verdict);
  if (verdict.allowed)
    return deal;
  cosell_message_tell (GTK_WIDGET (page), _ ("Not Possible Now"), verdict.reason);
  return NULL;
}

static void
present_form (CosellDealPage *page, CosellDeal *deal, GtkWidget *form)
{
  CosellDealDialog *dialog =
      cosell_deal_dialog_new (page, cosell_deal_page_get_session (page), deal, form);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *deal = cosell_deal_page_lifecycle_require (page, COSELL_ACTION_ACCEPT);
  CosellSession *session = cosell_deal_page_get_session (page);

  if (deal != NULL)
    present_form (page, deal, cosell_accept_form_new (deal, cosell_session_get_catalog (session)));
}

static void
end_deal (GtkWidget *widget, CosellAction end)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *deal = cosell_deal_page_lifecycle_require (page, end);

  if (deal != NULL)
    present_form (page, deal, cosell_end_form_new (deal, end));
}

static void
decline_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  end_deal (widget, COSELL_ACTION_DECLINE);
}

static void
lose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  end_deal (widget, COSELL_ACTION_LOSE);
}

static void
error_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  end_deal (widget, COSELL_ACTION_ERROR);
}

static void
win_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *deal = cosell_deal_page_lifecycle_require (page, COSELL_ACTION_WIN);

  if (deal != NULL)
    cosell_win_dialog_present (page, cosell_deal_page_get_session (page), deal);
}

/* E3 */
static void
win_when_safe_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *deal = cosell_deal_page_lifecycle_require (page, COSELL_ACTION_WIN);

  if (deal != NULL)
    cosell_win_dialog_schedule (page, cosell_deal_page_get_session (page), deal);
}

static void
stage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *deal = cosell_deal_page_lifecycle_require (page, COSELL_ACTION_STAGE);
  CosellSession *session = cosell_deal_page_get_session (page);
  const char *stage = g_variant_get_string (parameter, NULL);
  g_auto (CosellVerdict) verdict = { FALSE };
  g_autofree char *message = NULL;
  const char *label;
  int percent;

  if (deal == NULL)
    return;
  percent = (int) g_ascii_strtoll (stage, NULL, 10);
  cosell_rules_check_stage (cosell_deal_get_data (deal), percent, &verdict);
  if (!verdict.allowed)
    {
      cosell_message_tell (GTK_WIDGET (page), _ ("Not Possible Now"), verdict.reason);
      return;
    }
  label = cosell_stage_label (percent, (CosellDealType) cosell_deal_get_data (deal)->type,
                              (CosellDirection) cosell_deal_get_data (deal)->direction);
  /* Translators: %s is a sales stage */
  message = g_strdup_printf (_ ("Stage: %s"), label);
  cosell_session_stage_async (session, cosell_deal_get_id (deal), stage, NULL,
                              cosell_deal_command_cb,
                              cosell_deal_command_new_stage (page, session, deal, percent,
                                                             message));
}

/* D12 */
static void
recreated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellDealPage) page = user_data;
  g_autoptr (GError) error = NULL;
  gint64 draft = cosell_session_id_finish (COSELL_SESSION (source), result, &error);

  if (draft == 0)
    cosell_deal_page_show_error (page, error);
  else
    g_signal_emit_by_name (page, "draft-made", draft);
}

static void
recreate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *deal = cosell_deal_page_lifecycle_require (page, COSELL_ACTION_RECREATE);

  if (deal != NULL)
    cosell_session_recreate_async (cosell_deal_page_get_session (page), cosell_deal_get_id (deal),
                                   NULL, recreated_cb, g_object_ref (page));
}

/* L10 */
static void
convert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *lead = cosell_deal_page_lifecycle_require (page, COSELL_ACTION_CONVERT);

  if (lead != NULL)
    cosell_session_convert_async (cosell_deal_page_get_session (page), cosell_deal_get_id (lead),
                                  NULL, recreated_cb, g_object_ref (page));
}

/* --- undo --- */

static void
add_toast (CosellDealPage *page, const char *text)
{
  g_autoptr (AdwToast) toast = g_object_ref_sink (cosell_toast_new (text));

  g_signal_emit_by_name (page, "toast", toast);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellDealPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (cosell_session_finish (COSELL_SESSION (source), result, &error))
    add_toast (page, _ ("Undone"));
  else
    cosell_deal_page_show_error (page, error);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);
  CosellDeal *deal = cosell_deal_page_get_deal (page);

  if (deal != NULL)
    cosell_session_undo_deal_async (cosell_deal_page_get_session (page), cosell_deal_get_id (deal),
                                    NULL, undone_cb, g_object_ref (page));
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);

  cosell_session_outbox_act_async (cosell_deal_page_get_session (page), "discard",
                                   g_variant_get_int64 (parameter), NULL, undone_cb,
                                   g_object_ref (page));
}

static void
retried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellDealPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (cosell_session_finish (COSELL_SESSION (source), result, &error))
    add_toast (page, _ ("Goes out with the next sync"));
  else
    cosell_deal_page_show_error (page, error);
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealPage *page = COSELL_DEAL_PAGE (widget);

  cosell_session_outbox_act_async (cosell_deal_page_get_session (page), "retry",
                                   g_variant_get_int64 (parameter), NULL, retried_cb,
                                   g_object_ref (page));
}

void
cosell_deal_page_lifecycle_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "deal.accept", NULL, accept_action);
  gtk_widget_class_install_action (klass, "deal.decline", NULL, decline_action);
  gtk_widget_class_install_action (klass, "deal.stage", "s", stage_action);
  gtk_widget_class_install_action (klass, "deal.win", NULL, win_action);
  gtk_widget_class_install_action (klass, "deal.win-when-safe", NULL, win_when_safe_action);
  gtk_widget_class_install_action (klass, "deal.lose", NULL, lose_action);
  gtk_widget_class_install_action (klass, "deal.error", NULL, error_action);
  gtk_widget_class_install_action (klass, "deal.recreate", NULL, recreate_action);
  gtk_widget_class_install_action (klass, "deal.convert", NULL, convert_action);
  gtk_widget_class_install_action (klass, "deal.undo", NULL, undo_action);
  gtk_widget_class_install_action (klass, "deal.discard", "x", discard_action);
  gtk_widget_class_install_action (klass, "deal.retry", "x", retry_action);
}
