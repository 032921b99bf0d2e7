#include "ui/preferences/cosell-preferences.h"

#include "base/cosell-intl.h"
#include "cosell-config.h"
#include "model/cosell-email.h"
#include "ui/preferences/cosell-connection-page.h"
#include "ui/preferences/cosell-crms-page.h"
#include "ui/preferences/cosell-rates-page.h"
#include "ui/widgets/cosell-completion-row.h"
#include "ui/widgets/cosell-completions.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-one-dialog.h"

#define MONTHS 12

/* --- the own mail address --- */

/* Kept when it was entered, not with each letter. */
static void
mail_applied_cb (GtkEditable *row, GtkWidget *problem)
{
  GSettings *settings = g_object_get_data (G_OBJECT (row), "settings");
  g_autofree char *mail = g_strstrip (g_strdup (gtk_editable_get_text (row)));
  gboolean good = *mail == '\0' || cosell_email_is_plausible (mail);

  gtk_widget_set_visible (problem, !good);
  if (good)
    g_settings_set_string (settings, "own-mail", mail);
}

static void
bind_mail (GSettings *settings, GtkBuilder *builder)
{
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "own_mail"));
  g_autofree char *mail = g_settings_get_string (settings, "own-mail");

  cosell_long_entry_guard (row);
  gtk_editable_set_text (GTK_EDITABLE (row), mail);
  g_object_set_data_full (G_OBJECT (row), "settings", g_object_ref (settings), g_object_unref);
  g_signal_connect (row, "apply", G_CALLBACK (mail_applied_cb),
                    gtk_builder_get_object (builder, "own_mail_problem"));
}

/* --- the fiscal year --- */

static gboolean
month_to_position (GValue *value, GVariant *variant, gpointer unused)
{
  g_value_set_uint (value, g_variant_get_uint32 (variant) - 1);
  return TRUE;
}

static GVariant *
position_to_month (const GValue *value, const GVariantType *type, gpointer unused)
{
  guint position = g_value_get_uint (value);

  return position < MONTHS ? g_variant_new_uint32 (position + 1) : NULL;
}

static void
bind_month (GSettings *settings, GtkBuilder *builder)
{
  GObject *row = gtk_builder_get_object (builder, "fiscal_month");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (int month = 1; month <= MONTHS; month++)
    {
      g_autoptr (GDateTime) first = g_date_time_new_utc (2027, month, 1, 0, 0, 0);

      gtk_string_list_take (names, g_date_time_format (first, "%OB"));
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  g_settings_bind_with_mapping (settings, "fiscal-month", row, "selected", G_SETTINGS_BIND_DEFAULT,
                                month_to_position, position_to_month, NULL, NULL);
}

/* --- the main currency --- */

/* What is half typed is none, and leaves the one that was. */
static void
currency_typed_cb (CosellCompletionRow *row, GParamSpec *pspec, GSettings *settings)
{
  const char *value = cosell_completion_row_get_value (row);

  if (*value == '\0' || cosell_intl_is_currency (value))
    g_settings_set_string (settings, "main-currency", value);
}

static void
bind_currency (GSettings *settings, GtkBuilder *builder)
{
  CosellCompletionRow *row =
      COSELL_COMPLETION_ROW (gtk_builder_get_object (builder, "main_currency"));
  g_autofree char *currency = g_settings_get_string (settings, "main-currency");

  cosell_completion_row_set_source (row, &cosell_currency_source, NULL);
  cosell_completion_row_set_value (row, currency);
  g_signal_connect_object (row, "notify::value", G_CALLBACK (currency_typed_cb), settings, 0);
}

/* --- public --- */

GtkWidget *
cosell_preferences_new (GtkWindow *parent, GSettings *settings, CosellSession *session)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *window;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  g_type_ensure (COSELL_TYPE_COMPLETION_ROW);
  builder = gtk_builder_new_from_resource (COSELL_APP_PATH "/preferences/cosell-preferences.ui");
  window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  g_settings_bind (settings, "undo-hold", gtk_builder_get_object (builder, "undo_hold"), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sync-interval", gtk_builder_get_object (builder, "sync_interval"),
                   "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sync-on-metered", gtk_builder_get_object (builder, "sync_on_metered"),
                   "active", G_SETTINGS_BIND_DEFAULT);
  bind_mail (settings, builder);
  bind_month (settings, builder);
  bind_currency (settings, builder);
  if (session != NULL)
    {
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                                  ADW_PREFERENCES_PAGE (cosell_rates_page_new (session, settings)));
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                                  ADW_PREFERENCES_PAGE (cosell_crms_page_new (session)));
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                                  ADW_PREFERENCES_PAGE (
                                      cosell_connection_page_new (session, parent)));
    }
  return window;
}

void
cosell_preferences_show (GtkWindow *parent,
                         GSettings *settings,
                         CosellSession *session,
                         const char *page)
{
  GtkWidget *window;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  if (cosell_one_dialog_present (parent, ADW_TYPE_PREFERENCES_WINDOW))
    return;
  window = cosell_preferences_new (parent, settings, session);
  if (page != NULL)
    adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
}
