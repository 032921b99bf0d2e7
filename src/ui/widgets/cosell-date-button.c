#include "ui/widgets/cosell-date-button.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-referral.h"

struct _CosellDateButton
{
  AdwBin parent_instance;

  GtkEditable *entry;     /* (unowned) (nullable) weak */
  CosellSession *session; /* (owned) (nullable) */
  int year, month;        /* shown by the calendar before its last change; 0: it is being set */

  GtkMenuButton *button;
  GtkCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (CosellDateButton, cosell_date_button, ADW_TYPE_BIN)

static void
shown_cb (CosellDateButton *self)
{
  g_autoptr (GDateTime) day = NULL;
  GDate date;

  if (self->entry == NULL)
    return;
  self->year = 0;
  g_date_clear (&date, 1);
  if (!cosell_date_parse_typed (gtk_editable_get_text (self->entry), &date))
    cosell_session_today (self->session, &date);
  day = g_date_time_new_local (g_date_get_year (&date), (gint) g_date_get_month (&date),
                               g_date_get_day (&date), 12, 0, 0);
  if (day == NULL)
    return;
  gtk_calendar_select_day (self->calendar, day);
  g_date_time_get_ymd (day, &self->year, &self->month, NULL);
}

/* Turning the pages of the calendar selects days too; only a day on the page that is shown is
 * meant. */
static void
day_selected_cb (CosellDateButton *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");
  int year, month;

  if (self->year == 0 || self->entry == NULL)
    return;
  g_date_time_get_ymd (day, &year, &month, NULL);
  gtk_editable_set_text (self->entry, text);
  if (year == self->year && month == self->month)
    gtk_menu_button_popdown (self->button);
  self->year = year;
  self->month = month;
}

static void
cosell_date_button_dispose (GObject *object)
{
  CosellDateButton *self = COSELL_DATE_BUTTON (object);

  g_clear_weak_pointer (&self->entry);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_date_button_parent_class)->dispose (object);
}

static void
cosell_date_button_class_init (CosellDateButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_date_button_dispose;
}

static void
cosell_date_button_init (CosellDateButton *self)
{
  const char *label = _ ("Choose a Date");
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calendar"), -1);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (self->button, popover);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  g_signal_connect_swapped (popover, "show", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

void
cosell_date_button_attach (CosellDateButton *self, GtkEditable *entry, CosellSession *session)
{
  g_return_if_fail (COSELL_IS_DATE_BUTTON (self));

  g_set_weak_pointer (&self->entry, entry);
  g_set_object (&self->session, session);
}
