#include "app/cosell-session-reports.h"
#include "ui/assistant/cosell-duplicates.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-customer-match.h"
#include "model/cosell-draft.h"
#include "model/cosell-people.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/words/cosell-format.h"

#define SETTLE_MS 200 /* of typing */
#define MAX_SHOWN 5

struct _CosellDuplicates
{
  AdwBin parent_instance;

  CosellSession *session;   /* (owned) (nullable) */
  CosellCustomer *customer; /* (owned) (nullable) */
  GCancellable *search;     /* (owned) (nullable): of the search under way */
  GPtrArray *deals;         /* (owned) (nullable) of CosellDeal */
  guint source;

  GtkLabel *label;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (CosellDuplicates, cosell_duplicates, ADW_TYPE_BIN)

/* --- rows --- */

static char *
describe_deal (const CosellDealData *deal)
{
  g_autofree char *type = cosell_format_type (deal);
  g_autofree char *status = cosell_format_status (deal, cosell_format_now ());
  g_autofree char *money = cosell_format_money (deal->value, deal->currency);
  g_autofree char *date = cosell_format_date (deal->close_date);

  /* Translators: type, status, value and close date of a deal */
  return g_strdup_printf (_ ("%s · %s · %s · closes %s"), type, status, money, date);
}

static GtkWidget *
make_row (CosellDeal *deal)
{
  const CosellDealData *data = cosell_deal_get_data (deal);
  const char *name = data->name != NULL ? data->name : _ ("Deal without a name");
  g_autofree char *subtitle = describe_deal (data);
  g_autofree char *label = cosell_text_format (_ ("Open %s"), name);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Open"));

  g_object_set (row, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);
  cosell_long_text_show_title (ADW_PREFERENCES_ROW (row), name);
  cosell_long_text_show_value (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  cosell_button_set_name (button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "assistant.open-deal");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", cosell_deal_get_id (deal));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
show (CosellDuplicates *self)
{
  guint n = self->deals != NULL ? self->deals->len : 0;
  g_autofree char *text = NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < MIN (n, MAX_SHOWN); i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (self->deals, i)));
  if (n > MAX_SHOWN)
    text = g_strdup_printf (ngettext ("There is %u open deal with this customer. Look whether it "
                                      "is the same one.",
                                      "There are %u open deals with this customer. Look whether "
                                      "yours is one of them; these are the newest.",
                                      n),
                            n);
  else
    text = g_strdup_printf (ngettext ("There is %u open deal with this customer. Look whether it "
                                      "is the same one.",
                                      "There are %u open deals with this customer. Look whether "
                                      "yours is one of them.",
                                      n),
                            n);
  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

/* --- searching --- */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellDuplicates) self = user_data;
  g_autoptr (GPtrArray) deals =
      cosell_session_duplicates_finish (COSELL_SESSION (source), result, NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->search)
    return; /* a newer one is under way */
  g_clear_object (&self->search);
  /* A search that fails warns of nothing: a deal can be created all the same. */
  g_clear_pointer (&self->deals, g_ptr_array_unref);
  self->deals = g_steal_pointer (&deals);
  show (self);
}

static gboolean
search_cb (gpointer user_data)
{
  CosellDuplicates *self = user_data;
  g_auto (CosellCustomerKey) key = { NULL };

  self->source = 0;
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  cosell_customer_key_init (&key, self->customer);
  if (cosell_customer_key_is_empty (&key))
    {
      g_clear_pointer (&self->deals, g_ptr_array_unref);
      show (self);
      return G_SOURCE_REMOVE;
    }
  self->search = g_cancellable_new ();
  cosell_session_find_duplicates_async (self->session, self->customer, 0, self->search, found_cb,
                                        g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
search_soon (CosellDuplicates *self)
{
  if (self->source == 0 && self->session != NULL)
    self->source = g_timeout_add (SETTLE_MS, search_cb, self);
}

static void
customer_notified_cb (CosellCustomer *customer, GParamSpec *pspec, CosellDuplicates *self)
{
  static const char *const compared[] = { "name", "country", "duns", NULL };

  if (g_strv_contains (compared, pspec->name))
    search_soon (self);
}

/* --- widget --- */

static void
cosell_duplicates_dispose (GObject *object)
{
  CosellDuplicates *self = COSELL_DUPLICATES (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  g_clear_object (&self->session);
  g_clear_object (&self->customer);
  g_clear_pointer (&self->deals, g_ptr_array_unref);
  G_OBJECT_CLASS (cosell_duplicates_parent_class)->dispose (object);
}

static void
cosell_duplicates_class_init (CosellDuplicatesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_duplicates_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/assistant/cosell-duplicates.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellDuplicates, label);
  gtk_widget_class_bind_template_child (widget_class, CosellDuplicates, list);
}

static void
cosell_duplicates_init (CosellDuplicates *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cosell_duplicates_bind (CosellDuplicates *self, CosellSession *session, CosellCustomer *customer)
{
  g_return_if_fail (COSELL_IS_DUPLICATES (self) && self->session == NULL);
  g_return_if_fail (COSELL_IS_SESSION (session) && COSELL_IS_CUSTOMER (customer));

  self->session = g_object_ref (session);
  self->customer = g_object_ref (customer);
  g_signal_connect_object (customer, "notify", G_CALLBACK (customer_notified_cb), self, 0);
  g_signal_connect_object (session, "changed", G_CALLBACK (search_soon), self, G_CONNECT_SWAPPED);
  search_soon (self);
}

guint
cosell_duplicates_get_n_found (CosellDuplicates *self)
{
  g_return_val_if_fail (COSELL_IS_DUPLICATES (self), 0);

  return self->deals != NULL ? self->deals->len : 0;
}
