#include "ui/preferences/cosell-rates-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cosell-session-find.h"
#include "app/cosell-session-reports.h"
#include "cosell-config.h"
#include "ui/preferences/cosell-rate-form.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-format.h"

/* A file may have years of rates; nobody reads on. */
#define MOST_ROWS 100
#define MOST_BYTES (16 * 1024 * 1024)

struct _CosellRatesPage
{
  AdwPreferencesPage parent_instance;

  CosellSession *session; /* (owned) (nullable) */
  GSettings *settings;    /* (owned) */
  gboolean again;         /* they changed while they were read */
  gboolean reading;

  GtkWidget *buttons;
  GtkButton *add;
  GtkButton *import_button;
  AdwPreferencesGroup *rates;
  GPtrArray *rows;  /* (owned) of GtkWidget (unowned), in rates */
  GPtrArray *shown; /* (owned) (nullable) of CosellRate */
};

G_DEFINE_FINAL_TYPE (CosellRatesPage, cosell_rates_page, ADW_TYPE_PREFERENCES_PAGE)

static void
read_rates (CosellRatesPage *self);

static void
say (CosellRatesPage *self, AdwToast *toast)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

/* --- the form --- */

static void
leave_form (CosellRatesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_close_subpage (ADW_PREFERENCES_WINDOW (root));
}

/* rate: (nullable) */
static void
open_form (CosellRatesPage *self, const CosellRate *rate)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *currency = g_settings_get_string (self->settings, "main-currency");
  GtkWidget *form;

  if (!ADW_IS_PREFERENCES_WINDOW (root))
    return;
  form = cosell_rate_form_new (self->session, rate, currency);
  g_signal_connect_object (form, "saved", G_CALLBACK (leave_form), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "cancelled", G_CALLBACK (leave_form), self, G_CONNECT_SWAPPED);
  adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (root), form);
}

static void
add_clicked_cb (CosellRatesPage *self)
{
  open_form (self, NULL);
}

static void
row_activated_cb (GtkWidget *row, CosellRatesPage *self)
{
  open_form (self, g_object_get_data (G_OBJECT (row), "cosell-rate"));
}

/* --- deleting --- */

static void
brought_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRatesPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cosell_session_finish (COSELL_SESSION (source), result, &error))
    say (self, cosell_toast_new (error->message));
}

static void
undo_cb (AdwToast *toast, CosellRatesPage *self)
{
  const CosellRate *rate = g_object_get_data (G_OBJECT (toast), "cosell-rate");
  GPtrArray *rates = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_rate_free);

  g_ptr_array_add (rates, cosell_rate_copy (rate));
  cosell_session_set_rates_async (self->session, rates, NULL, brought_back_cb, g_object_ref (self));
}

typedef struct
{
  CosellRatesPage *page; /* (owned) */
  CosellRate *rate;      /* (owned) (nullable) once it is handed on */
} Deletion;

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Deletion *deletion = user_data;
  g_autoptr (CosellRatesPage) self = deletion->page;
  g_autoptr (CosellRate) rate = deletion->rate;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (!cosell_session_finish (COSELL_SESSION (source), result, &error))
    {
      say (self, cosell_toast_new (error->message));
      return;
    }
  toast = cosell_toast_new (_ ("Rate deleted"));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "cosell-rate", g_steal_pointer (&rate),
                          (GDestroyNotify) cosell_rate_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
  say (self, toast);
}

static void
delete_clicked_cb (GtkWidget *button, CosellRatesPage *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  const CosellRate *rate = g_object_get_data (G_OBJECT (row), "cosell-rate");
  Deletion *deletion = g_new0 (Deletion, 1);

  deletion->page = g_object_ref (self);
  deletion->rate = cosell_rate_copy (rate);
  cosell_session_replace_rate_async (self->session, rate, NULL, NULL, deleted_cb, deletion);
}

/* --- from a file --- */

typedef struct
{
  CosellRatesPage *page; /* (owned) */
  guint n_rates;
} Import;

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Import *import = user_data;
  g_autoptr (CosellRatesPage) self = import->page;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (cosell_session_finish (COSELL_SESSION (source), result, &error))
    text = g_strdup_printf (ngettext ("%u rate imported", "%u rates imported", import->n_rates),
                            import->n_rates);
  say (self, cosell_toast_new (text != NULL ? text : error->message));
}

static void
import_text (CosellRatesPage *self, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rates = NULL;
  Import *import;

  if (length > MOST_BYTES || !g_utf8_validate (text, (gssize) length, NULL))
    {
      say (self, cosell_toast_new (_ ("This is no file of rates: a text was expected.")));
      return;
    }
  rates = cosell_rates_read_csv (text, &error);
  if (rates == NULL)
    {
      say (self, cosell_toast_new (error->message));
      return;
    }
  import = g_new0 (Import, 1);
  import->page = g_object_ref (self);
  import->n_rates = rates->len;
  cosell_session_set_rates_async (self->session, g_steal_pointer (&rates), NULL, imported_cb,
                                  import);
}

/* A file that never ends is not read to its end. */
static gboolean
reads_more (const char *contents, goffset size, gpointer data)
{
  return size <= MOST_BYTES;
}

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRatesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_load_partial_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    say (self, cosell_toast_new (error->message));
  else if (self->session != NULL)
    import_text (self, text, length);
}

void
cosell_rates_page_import (CosellRatesPage *self, GFile *file)
{
  g_return_if_fail (COSELL_IS_RATES_PAGE (self) && G_IS_FILE (file));

  g_file_load_partial_contents_async (file, NULL, reads_more, file_read_cb, g_object_ref (self));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, CosellRatesPage *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      cosell_rates_page_import (self, file);
    }
  g_object_unref (dialog);
}

static void
import_clicked_cb (CosellRatesPage *self)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Import Exchange Rates"),
                                   GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- the list --- */

static void
add_row (CosellRatesPage *self, const CosellRate *rate)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *amount = cosell_format_amount (rate->rate);
  g_autofree char *date = cosell_format_date (rate->date);
  /* Translators: an exchange rate: "1 EUR = 11.20 SEK" */
  g_autofree char *title = g_strdup_printf (_ ("1 %s = %s %s"), rate->from, amount, rate->to);
  /* Translators: of an exchange rate and its day: "Delete 1 EUR = 11.20 SEK, 27 Nov 2026" */
  g_autofree char *name = g_strdup_printf (_ ("Delete %s, %s"), title, date);

  g_object_set (row, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), date);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "cosell-rate", cosell_rate_copy (rate),
                          (GDestroyNotify) cosell_rate_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Delete"));
  cosell_button_set_name (button, name);
  g_signal_connect_object (button, "clicked", G_CALLBACK (delete_clicked_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->rates, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_words (CosellRatesPage *self, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title-lines", 0, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  gtk_widget_add_css_class (row, "dim-label");
  adw_preferences_group_add (self->rates, row);
  g_ptr_array_add (self->rows, row);
}

/* The newest day first, then by currency. */
static gint
compare_rates (gconstpointer a, gconstpointer b)
{
  const CosellRate *one = *(const CosellRate *const *) a;
  const CosellRate *other = *(const CosellRate *const *) b;
  int order = strcmp (other->date, one->date);

  if (order == 0)
    order = strcmp (one->from, other->from);
  return order != 0 ? order : strcmp (one->to, other->to);
}

/* Whether these are the rates that are shown. */
static gboolean
are_shown (CosellRatesPage *self, GPtrArray *rates)
{
  if (self->shown == NULL || self->shown->len != rates->len)
    return FALSE;
  for (guint i = 0; i < rates->len; i++)
    if (!cosell_rate_equal (g_ptr_array_index (self->shown, i), g_ptr_array_index (rates, i)))
      return FALSE;
  return TRUE;
}

/* The row that has the focus, or that holds what has it; -1: none. */
static int
focused_row (CosellRatesPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_get_focus_child (g_ptr_array_index (self->rows, i)) != NULL ||
        gtk_widget_is_focus (g_ptr_array_index (self->rows, i)))
      return (int) i;
  return -1;
}

static void
show_rates (CosellRatesPage *self, GPtrArray *rates)
{
  int focused = focused_row (self);

  g_ptr_array_sort (rates, compare_rates);
  if (are_shown (self, rates))
    return;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_ref (rates);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->rates, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < MIN (rates->len, MOST_ROWS); i++)
    add_row (self, g_ptr_array_index (rates, i));
  if (rates->len == 0)
    add_words (self, _ ("There are no rates yet."));
  if (rates->len > MOST_ROWS)
    {
      guint n = rates->len - MOST_ROWS;
      g_autofree char *text = g_strdup_printf (ngettext ("%u older rate is kept too.",
                                                         "%u older rates are kept too.", n),
                                               n);

      add_words (self, text);
    }
  if (focused >= 0)
    gtk_widget_grab_focus (
        g_ptr_array_index (self->rows, MIN ((guint) focused, self->rows->len - 1)));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRatesPage) self = user_data;
  g_autoptr (GPtrArray) rates = cosell_session_array_finish (COSELL_SESSION (source), result, NULL);

  self->reading = FALSE;
  if (self->session == NULL)
    return;
  if (self->again)
    read_rates (self);
  else if (rates != NULL)
    show_rates (self, rates);
}

static void
read_rates (CosellRatesPage *self)
{
  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  cosell_session_rates_async (self->session, NULL, read_cb, g_object_ref (self));
}

static void
session_changed_cb (CosellSession *session, gpointer changes, CosellRatesPage *self)
{
  if (self->session != NULL)
    read_rates (self);
}

/* --- life --- */

static void
cosell_rates_page_dispose (GObject *object)
{
  CosellRatesPage *self = COSELL_RATES_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_RATES_PAGE);
  G_OBJECT_CLASS (cosell_rates_page_parent_class)->dispose (object);
}

static void
cosell_rates_page_finalize (GObject *object)
{
  CosellRatesPage *self = COSELL_RATES_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (cosell_rates_page_parent_class)->finalize (object);
}

static void
cosell_rates_page_class_init (CosellRatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_rates_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_rates_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/preferences/cosell-rates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellRatesPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, CosellRatesPage, add);
  gtk_widget_class_bind_template_child (widget_class, CosellRatesPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, CosellRatesPage, rates);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked_cb);
}

static void
cosell_rates_page_init (CosellRatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  cosell_button_set_mnemonic (self->add, _ ("_Add Rate…"));
  cosell_button_set_mnemonic (self->import_button, _ ("_Import…"));
  gtk_widget_set_layout_manager (self->buttons, cosell_wrap_layout_new (6, 6));
}

GtkWidget *
cosell_rates_page_new (CosellSession *session, GSettings *settings)
{
  CosellRatesPage *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session) && G_IS_SETTINGS (settings), NULL);

  self = g_object_new (COSELL_TYPE_RATES_PAGE, NULL);
  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  read_rates (self);
  return GTK_WIDGET (self);
}
