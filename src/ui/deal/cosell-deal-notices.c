#include "app/cosell-session-reports.h"
#include "cosell-config.h"
#include "model/cosell-change.h"
#include "ui/deal/cosell-deal-notices.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-lifecycle.h"
#include "model/cosell-rules.h"
#include "ui/deal/cosell-lead-notice.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/widgets/cosell-status-pill.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-conflict-text.h"
#include "ui/words/cosell-format.h"
#include "ui/words/cosell-outbox-text.h"
#include "ui/words/cosell-overtaken-text.h"

#define COUNTDOWN_SECONDS 60

struct _CosellDealNotices
{
  GtkWidget parent_instance;

  CosellSession *session;    /* (owned) (nullable) */
  CosellDeal *deal;          /* (owned) (nullable) */
  GSignalGroup *signals;     /* (owned) of the deal */
  GCancellable *cancellable; /* (owned) (nullable) of the reading of the outbox */
  GPtrArray *entries;        /* (owned) of CosellOutboxEntry: what waits of the deal */
  char *waiting_text;        /* (owned) (nullable) what waits, or why it could not be sent */
  gint64 scheduled_seq;      /* of what is scheduled, 0 for nothing */
  gint64 undo_seq;           /* of a change of the status that waits, 0 for nothing */
  gboolean overtaken;        /* what could not be sent never can be (P5) */
  gboolean only_unkept;      /* what the service did not keep (P13) waits for a person, no more */
  GPtrArray *conflicts;      /* (owned) (unowned elements) of CosellConflict of the entries: to be
                                decided (P4) */
  char *problem;             /* (owned) (nullable) */
  char *shown;               /* (owned) (nullable) all texts that are shown now */
  guint countdown;           /* source, while mapped */
};

G_DEFINE_FINAL_TYPE (CosellDealNotices, cosell_deal_notices, GTK_TYPE_WIDGET)

typedef struct
{
  const char *icon;
  const char *style_class;  /* "plain", "info", "caution" or "problem" */
  char *title;              /* (owned) */
  char *text;               /* (owned) */
  const char *label;        /* (nullable) of its button */
  char *action;             /* (owned) (nullable) of its button, with its target */
  const char *second_label; /* (nullable) of another button */
  char *second_action;      /* (owned) (nullable) */
  gboolean saves;           /* P5: its button copies into a draft; others copy and show the rest */
} Notice;

static void
notice_clear (gpointer data)
{
  Notice *notice = data;

  g_free (notice->title);
  g_free (notice->text);
  g_free (notice->action);
  g_free (notice->second_action);
}

static const char *
deadline_class (const CosellDealData *deal, gint64 now)
{
  switch (cosell_lifecycle_deadline (deal, now))
    {
    case COSELL_DEADLINE_NONE:
      return "info";
    case COSELL_DEADLINE_WEEK:
    case COSELL_DEADLINE_DAYS:
    case COSELL_DEADLINE_PASSED:
      return "caution";
    case COSELL_DEADLINE_DAY:
    case COSELL_DEADLINE_HOURS:
      return "problem";
    }
  return "info";
}

static Notice
deadline_notice (const CosellDealData *deal, const char *reason)
{
  gint64 now = cosell_format_now ();
  g_autofree char *left = cosell_format_time_left_exact (deal->expires_at, now);
  g_autofree char *when = cosell_format_instant (deal->expires_at);
  Notice notice = { "alarm-symbolic", deadline_class (deal, now) };

  if (deal->expires_at == COSELL_NO_TIME)
    {
      notice.title = g_strdup (_ ("Waits for Your Answer"));
      notice.text = g_strdup (reason);
    }
  else if (deal->expires_at <= now)
    {
      notice.title = g_strdup (_ ("The Time to Answer Is Over"));
      notice.text =
          g_strdup_printf (_ ("It ended on %s. The service closes the deal as expired."), when);
    }
  else
    {
      /* Translators: %s is a time span, "2 days" */
      notice.title = g_strdup_printf (_ ("Answer within %s"), left);
      /* Translators: day and time, then why the deal cannot be edited */
      notice.text = g_strdup_printf (_ ("After %s it expires. %s"), when, reason);
    }
  return notice;
}

static Notice
closed_notice (const CosellDealData *deal, const char *reason)
{
  const char *status = cosell_deal_status_label ((CosellDealStatus) deal->status);
  Notice notice = { "changes-prevent-symbolic", "plain" };

  if (deal->status_reason != NULL && *deal->status_reason != '\0')
    /* Translators: how a deal ended, and why: "Lost: price" */
    notice.title = cosell_text_format (_ ("%s: %s"), status, deal->status_reason);
  else
    notice.title = g_strdup (status);
  if (deal->status == COSELL_DEAL_STATUS_EXPIRED)
    notice.text = g_strconcat (reason, " ", _ ("The service told its sender."), NULL);
  else
    notice.text = g_strdup (reason);
  return notice;
}

/* D12, D15 */
static void
offer_recreate (Notice *notice, const CosellDealData *deal)
{
  g_auto (CosellVerdict) verdict = { FALSE };

  cosell_rules_check (deal, COSELL_ACTION_RECREATE, cosell_format_now (), &verdict);
  if (!verdict.allowed || deal->status == COSELL_DEAL_STATUS_WON)
    return;
  notice->label = _ ("Recreate");
  notice->action = g_strdup ("deal.recreate");
}

/* D8 */
static Notice
still_open_notice (void)
{
  Notice notice = { "dialog-information-symbolic", "info" };

  notice.title = g_strdup (_ ("100 %, Still Open"));
  notice.text = g_strdup (_ ("The service has this deal at 100 %, but neither as won nor as lost. "
                             "Mark it as won or lost once that is decided."));
  return notice;
}

static Notice
scheduled_notice (CosellDealNotices *self, const CosellDealData *deal)
{
  g_autofree char *when = cosell_format_instant (deal->scheduled_at);
  Notice notice = { "alarm-symbolic", "info" };

  /* Translators: day and time */
  notice.title = g_strdup_printf (_ ("Will Be Marked as Won on %s"), when);
  notice.text = g_strdup (_ ("72 hours after it was created the deal can be won without danger to "
                             "its registration. Until then it stays open and can be edited."));
  if (self->scheduled_seq != 0)
    {
      notice.label = _ ("Do Not Mark");
      notice.action =
          g_strdup_printf ("deal.discard(int64 %" G_GINT64_FORMAT ")", self->scheduled_seq);
    }
  return notice;
}

/* P4: who changed what, and what both made of it. */
static char *
conflict_text (CosellDealNotices *self)
{
  g_autofree char *summary = NULL;

  if (self->conflicts->len == 0)
    return g_strdup ("");
  summary = cosell_conflict_summary (self->conflicts, cosell_deal_get_data (self->deal));
  /* Translators: then a line for each field: "Deal name: yours …, Partner Center …" */
  return g_strdup_printf ("%s\n%s",
                          _ ("You and somebody else in Partner Center changed the same. The change "
                             "waits until you decide."),
                          summary);
}

static Notice
sync_notice (CosellDealNotices *self, CosellSyncState state)
{
  Notice notice = { cosell_status_pill_get_sync_icon (state), "plain" };
  const char *text = self->waiting_text;
  guint n_questions;

  notice.title = g_strdup (cosell_sync_state_label (state));
  notice.label = _ ("Show Outbox");
  notice.action = g_strdup ("win.show-outbox");
  switch (state)
    {
    case COSELL_SYNC_STATE_PARKED:
      notice.style_class = "caution";
      cosell_set_str (&notice.title, self->overtaken ? _ ("A Change Came Too Late")
                                                     : _ ("A Change Could Not Be Sent"));
      if (!self->overtaken)
        break;
      notice.saves = TRUE;
      notice.label = _ ("Copy into a New Draft");
      cosell_set_str (&notice.action, "deal.recreate");
      break;
    case COSELL_SYNC_STATE_CONFLICT:
      notice.style_class = "problem";
      g_free (notice.title);
      /* Translators: title of a question: what was changed here and in Partner Center at once */
      n_questions = MAX (cosell_conflict_count_questions (self->conflicts), 1);
      notice.title = g_strdup (
          ngettext ("Choose Which Value Is Right", "Choose Which Values Are Right", n_questions));
      notice.label = _ ("Decide…");
      cosell_set_str (&notice.action, "deal.resolve");
      break;
    case COSELL_SYNC_STATE_WAITING:
      if (self->undo_seq == 0)
        break;
      notice.label = _ ("Undo");
      cosell_take_str (&notice.action, g_strdup_printf ("deal.discard(int64 %" G_GINT64_FORMAT ")",
                                                        self->undo_seq));
      break;
    case COSELL_SYNC_STATE_SYNCED:
    case COSELL_SYNC_STATE_DRAFT:
    case COSELL_SYNC_STATE_SCHEDULED:
    case COSELL_SYNC_STATE_SENDING:
    case COSELL_SYNC_STATE_HELD:
    case COSELL_SYNC_STATE_UNKEPT:
      break;
    }
  notice.text = state == COSELL_SYNC_STATE_CONFLICT ? conflict_text (self)
                                                    : g_strdup (text != NULL ? text : "");
  return notice;
}

/* P5 */
static Notice
invisible_notice (const CosellDealData *deal, gboolean recreate)
{
  g_autofree char *when = cosell_format_instant (deal->invisible_since);
  Notice notice = { "dialog-warning-symbolic", "caution" };

  notice.title = g_strdup (_ ("No Longer Visible"));
  /* Translators: %s is day and time */
  notice.text =
      g_strdup_printf (_ ("Since %s Microsoft does not show this deal to your account. It may have "
                          "been taken away, or your role or its team changed. What is kept here "
                          "can be read, but not changed. When Microsoft shows it again, it goes "
                          "on as before."),
                       when);
  if (recreate)
    {
      notice.label = _ ("Recreate");
      notice.action = g_strdup ("deal.recreate");
    }
  return notice;
}

static gboolean
is_unkept (const CosellOutboxEntry *entry)
{
  return entry->state == COSELL_OUTBOX_STATE_NOT_KEPT;
}

/* P13: a person's two answers. */
static Notice
unkept_notice (const CosellOutboxEntry *unkept)
{
  Notice notice = { "dialog-warning-symbolic", "caution" };

  notice.title = g_strdup (unkept->last_error);
  notice.text = g_strdup (_ ("What you typed is kept here. Send it again, or drop it and take what "
                             "Partner Center has; it stays in the history."));
  notice.label = _ ("Send Again");
  notice.action = g_strdup_printf ("deal.retry(int64 %" G_GINT64_FORMAT ")", unkept->seq);
  notice.second_label = _ ("Drop");
  notice.second_action = g_strdup_printf ("deal.discard(int64 %" G_GINT64_FORMAT ")", unkept->seq);
  return notice;
}

/* L2, L6, L9 */
static void
say_of_lead (Notice *notice, const CosellDealData *data, const char *reason)
{
  if (!cosell_lead_notice_say (data, reason, &notice->title, &notice->text))
    return;
  notice->icon = "dialog-information-symbolic";
  notice->style_class = "info";
}

/* How the deal stands: at most one. */
static void
add_status_notice (CosellDealNotices *self,
                   GArray *notices,
                   const CosellDealData *data,
                   const char *reason)
{
  Notice notice;

  if (data->invisible_since != COSELL_NO_TIME)
    notice = invisible_notice (data, !self->overtaken && data->type != COSELL_DEAL_TYPE_LEAD);
  else if (data->status == COSELL_DEAL_STATUS_RECEIVED)
    notice = deadline_notice (data, reason);
  else if (cosell_deal_status_is_closed ((CosellDealStatus) data->status))
    {
      notice = closed_notice (data, reason);
      if (!self->overtaken)
        offer_recreate (&notice, data);
    }
  else if (data->stage >= 100)
    notice = still_open_notice ();
  else
    return;
  if (data->type == COSELL_DEAL_TYPE_LEAD)
    say_of_lead (&notice, data, reason);
  g_array_append_val (notices, notice);
}

/* P14 */
static Notice
hidden_notice (const char *ids)
{
  g_auto (GStrv) all = g_strsplit (ids, "\n", -1);
  g_autofree char *list = g_strjoinv (", ", all);
  Notice notice = { "dialog-information-symbolic", "info" };

  notice.title = g_strdup (_ ("Your Company Has Another Referral in This Deal"));
  /* Translators: %s is an ID, or several */
  notice.text =
      cosell_text_format (_ ("This page shows the older one. The other one has the ID %s. "
                             "Open it in Partner Center, or with “cosellctl show”."),
                          list);
  return notice;
}

static GArray *
collect_notices (CosellDealNotices *self)
{
  GArray *notices = g_array_new (FALSE, TRUE, sizeof (Notice));
  const CosellDealData *data = cosell_deal_get_data (self->deal);
  g_autofree char *reason = cosell_widget_edit_reason (self->deal);
  Notice notice = { "dialog-warning-symbolic", "problem" };

  g_array_set_clear_func (notices, notice_clear);
  if (self->problem != NULL)
    {
      notice.title = g_strdup (_ ("The Deal Could Not Be Read"));
      notice.text = g_strdup (self->problem);
      g_array_append_val (notices, notice);
    }
  add_status_notice (self, notices, data, reason);
  if (cosell_deal_get_hidden_halves (self->deal) != NULL)
    {
      notice = hidden_notice (cosell_deal_get_hidden_halves (self->deal));
      g_array_append_val (notices, notice);
    }
  if (data->scheduled_at != COSELL_NO_TIME)
    {
      notice = scheduled_notice (self, data);
      g_array_append_val (notices, notice);
    }
  for (guint i = 0; i < self->entries->len; i++)
    if (is_unkept (g_ptr_array_index (self->entries, i)))
      {
        notice = unkept_notice (g_ptr_array_index (self->entries, i));
        g_array_append_val (notices, notice);
      }
  if (data->sync == COSELL_SYNC_STATE_PARKED && self->only_unkept)
    return notices;
  if (data->sync != COSELL_SYNC_STATE_SYNCED && data->sync != COSELL_SYNC_STATE_DRAFT &&
      data->sync != COSELL_SYNC_STATE_SCHEDULED)
    {
      /* what can never be sent is no matter of holding back */
      notice = sync_notice (self, self->overtaken ? (CosellSyncState) data->sync
                                                  : cosell_deal_data_get_sync (data));
      g_array_append_val (notices, notice);
    }
  return notices;
}

static void
add_button (GtkWidget *box, const char *label, const char *action)
{
  gtk_box_append (GTK_BOX (box), cosell_widget_text_button (label, action));
}

static void
fill_buttons (GtkWidget *box, const Notice *notice)
{
  gtk_widget_set_layout_manager (box, cosell_wrap_layout_new (9, 6));
  gtk_widget_set_visible (box, notice->label != NULL);
  if (notice->label == NULL)
    return;
  add_button (box, notice->label, notice->action);
  if (notice->second_label != NULL)
    add_button (box, notice->second_label, notice->second_action);
  if (notice->saves)
    {
      add_button (box, _ ("Copy as Text"), "deal.copy-changes");
      add_button (box, _ ("Show Outbox"), "win.show-outbox");
    }
}

static void
add_notice (CosellDealNotices *self, const Notice *notice)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (COSELL_APP_PATH "/deal/cosell-deal-notice.ui");
  GtkWidget *box = GTK_WIDGET (gtk_builder_get_object (builder, "notice"));
  GObject *text = gtk_builder_get_object (builder, "text");

  gtk_widget_add_css_class (box, notice->style_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_builder_get_object (builder, "icon")), notice->icon);
  cosell_long_text_show (GTK_LABEL (gtk_builder_get_object (builder, "title")), notice->title);
  cosell_long_text_show (GTK_LABEL (text), notice->text);
  gtk_widget_set_visible (GTK_WIDGET (text), *notice->text != '\0');
  cosell_long_text_use_column (GTK_WIDGET (gtk_builder_get_object (builder, "texts")));
  fill_buttons (GTK_WIDGET (gtk_builder_get_object (builder, "buttons")), notice);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

static void
clear (CosellDealNotices *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->shown, g_free);
}

/* Makes them anew only when they say something else: a screen reader reads them again. */
static void
update (CosellDealNotices *self)
{
  g_autoptr (GArray) notices = NULL;
  g_autoptr (GString) shown = g_string_new (NULL);

  if (self->deal == NULL)
    {
      clear (self);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  notices = collect_notices (self);
  for (guint i = 0; i < notices->len; i++)
    {
      const Notice *notice = &g_array_index (notices, Notice, i);

      g_string_append_printf (shown, "%s\n%s\n%s\n%s\n", notice->style_class, notice->title,
                              notice->text, notice->action != NULL ? notice->action : "");
    }
  if (g_strcmp0 (self->shown, shown->str) == 0)
    return;
  clear (self);
  self->shown = g_strdup (shown->str);
  for (guint i = 0; i < notices->len; i++)
    add_notice (self, &g_array_index (notices, Notice, i));
  gtk_widget_set_visible (GTK_WIDGET (self), notices->len > 0);
}

/* What waits for this deal: the reasons of what could not be sent, else what is held back, else
 * what it is. (nullable) */
static char *
describe_outbox (GPtrArray *entries)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (is_unkept (entry))
        continue;
      if (entry->last_error != NULL && !entry->held)
        g_ptr_array_add (reasons, entry->last_error);
      g_ptr_array_add (entry->held ? held : waiting, cosell_outbox_describe_entry (entry));
    }
  if (waiting->len + held->len == 0)
    return NULL;
  g_ptr_array_add (reasons, NULL);
  g_ptr_array_add (held, NULL);
  g_ptr_array_add (waiting, NULL);
  if (reasons->len > 1)
    return g_strjoinv ("\n", (char **) reasons->pdata);
  list = g_strjoinv (", ", (char **) (held->len > 1 ? held : waiting)->pdata);
  if (held->len > 1)
    /* Translators: %s is a list of changes, "Estimated value, Notes, Invitation to Microsoft" */
    return g_strdup_printf (_ ("Not sent until you send it from the outbox: %s"), list);
  /* Translators: %s is a list of changes, "Estimated value, Notes, Invitation to Microsoft" */
  return g_strdup_printf (_ ("Sent with the next sync: %s"), list);
}

/* The newest change of the status of the deal that is in this state. Returns: its seq, 0: none */
static gint64
find_status (GPtrArray *entries, CosellOutboxState state)
{
  for (guint i = entries->len; i > 0; i--)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i - 1);

      if (entry->half == NULL && entry->state == state &&
          cosell_changes_find (entry->changes, "/substatus") != NULL)
        return entry->seq;
    }
  return 0;
}

static void
forget_outbox (CosellDealNotices *self)
{
  g_clear_pointer (&self->waiting_text, g_free);
  self->scheduled_seq = self->undo_seq = 0;
  self->overtaken = self->only_unkept = FALSE;
  g_ptr_array_set_size (self->conflicts, 0);
  g_ptr_array_set_size (self->entries, 0);
}

/* entries: taken */
static void
take_outbox (CosellDealNotices *self, GPtrArray *entries)
{
  guint n_unkept = 0, n_parked = 0;

  g_ptr_array_extend_and_steal (self->entries, entries);
  self->waiting_text = describe_outbox (self->entries);
  self->scheduled_seq = find_status (self->entries, COSELL_OUTBOX_STATE_SCHEDULED);
  self->undo_seq = find_status (self->entries, COSELL_OUTBOX_STATE_PENDING);
  for (guint i = 0; i < self->entries->len; i++)
    {
      CosellOutboxEntry *entry = g_ptr_array_index (self->entries, i);

      self->overtaken = self->overtaken ||
                        cosell_overtaken_text_applies (entry, cosell_deal_get_data (self->deal));
      n_unkept += is_unkept (entry);
      n_parked += entry->state == COSELL_OUTBOX_STATE_PARKED;
      g_ptr_array_extend (self->conflicts, entry->conflicts, NULL, NULL);
    }
  self->only_unkept = n_unkept > 0 && n_parked == 0;
}

static void
outbox_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellDealNotices) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = cosell_session_array_finish (COSELL_SESSION (source), result, &error);

  if (self->deal == NULL || cosell_widget_is_stale (result))
    {
      g_clear_pointer (&entries, g_ptr_array_unref);
      return;
    }
  forget_outbox (self);
  if (entries != NULL)
    take_outbox (self, entries);
  else
    self->waiting_text = g_strdup (error->message);
  update (self);
}

static void
read_outbox (CosellDealNotices *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->deal == NULL || cosell_deal_get_data (self->deal)->sync == COSELL_SYNC_STATE_SYNCED)
    {
      forget_outbox (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  cosell_session_outbox_async (self->session, cosell_deal_get_id (self->deal), self->cancellable,
                               outbox_read_cb, g_object_ref (self));
}

static void
deal_sync_cb (CosellDealNotices *self)
{
  read_outbox (self);
  update (self);
}

static gboolean
countdown_cb (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

static void
cosell_deal_notices_map (GtkWidget *widget)
{
  CosellDealNotices *self = COSELL_DEAL_NOTICES (widget);

  GTK_WIDGET_CLASS (cosell_deal_notices_parent_class)->map (widget);
  if (self->countdown == 0)
    self->countdown = g_timeout_add_seconds (COUNTDOWN_SECONDS, countdown_cb, self);
  update (self);
}

static void
cosell_deal_notices_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&COSELL_DEAL_NOTICES (widget)->countdown, g_source_remove);
  GTK_WIDGET_CLASS (cosell_deal_notices_parent_class)->unmap (widget);
}

static void
cosell_deal_notices_dispose (GObject *object)
{
  CosellDealNotices *self = COSELL_DEAL_NOTICES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->countdown, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->deal);
  g_clear_object (&self->session);
  clear (self);
  g_clear_pointer (&self->waiting_text, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (cosell_deal_notices_parent_class)->dispose (object);
}

static void
cosell_deal_notices_class_init (CosellDealNoticesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_deal_notices_dispose;
  widget_class->map = cosell_deal_notices_map;
  widget_class->unmap = cosell_deal_notices_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
cosell_deal_notices_init (CosellDealNotices *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 12);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->conflicts = g_ptr_array_new ();
  self->entries = cosell_outbox_entry_list_new ();
  self->signals = g_signal_group_new (COSELL_TYPE_DEAL);
  g_signal_group_connect_swapped (self->signals, "notify::sync", G_CALLBACK (deal_sync_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::held", G_CALLBACK (deal_sync_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::status", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::status-reason", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->signals, "notify::expires-at", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::stage", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::invisible-since", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->signals, "notify::scheduled-at", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::hidden-halves", G_CALLBACK (update),
                                  self);
}

void
cosell_deal_notices_set_deal (CosellDealNotices *self, CosellSession *session, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_DEAL_NOTICES (self));

  if (self->session == NULL)
    {
      self->session = g_object_ref (session);
      g_signal_connect_object (session, "changed", G_CALLBACK (read_outbox), self,
                               G_CONNECT_SWAPPED);
    }
  g_set_object (&self->deal, deal);
  forget_outbox (self);
  g_clear_pointer (&self->problem, g_free);
  g_signal_group_set_target (self->signals, deal);
  read_outbox (self);
  update (self);
}

void
cosell_deal_notices_set_problem (CosellDealNotices *self, const char *problem)
{
  g_return_if_fail (COSELL_IS_DEAL_NOTICES (self));

  cosell_set_str (&self->problem, problem);
  update (self);
}
