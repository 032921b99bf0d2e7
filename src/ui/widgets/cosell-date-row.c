#include "ui/widgets/cosell-date-row.h"

#include "cosell-config.h"
#include "model/cosell-referral.h"
#include "ui/words/cosell-format.h"

struct _CosellDateRow
{
  AdwEntryRow parent_instance;

  int year, month; /* shown by the calendar before its last change; 0: it is being set */

  GtkMenuButton *button;
  GtkCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (CosellDateRow, cosell_date_row, ADW_TYPE_ENTRY_ROW)

typedef enum
{
  PROP_CHOOSE_LABEL = 1,
  N_PROPS
} CosellDateRowProperty;
static GParamSpec *properties[N_PROPS];

/* The day that stands in the row, else today in the calendar of the person. */
static GDateTime *
read_day (CosellDateRow *self)
{
  GDate date;

  g_date_clear (&date, 1);
  if (!cosell_date_parse_typed (gtk_editable_get_text (GTK_EDITABLE (self)), &date))
    return g_date_time_new_from_unix_local (cosell_format_now () / G_USEC_PER_SEC);
  return g_date_time_new_local (g_date_get_year (&date), (gint) g_date_get_month (&date),
                                g_date_get_day (&date), 12, 0, 0);
}

static void
shown_cb (CosellDateRow *self)
{
  g_autoptr (GDateTime) day = read_day (self);

  self->year = 0;
  if (day == NULL)
    return;
  gtk_calendar_select_day (self->calendar, day);
  g_date_time_get_ymd (day, &self->year, &self->month, NULL);
}

/* Turning the pages of the calendar selects days too; only a day on the page that is shown is
 * meant. */
static void
day_selected_cb (CosellDateRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");
  int year, month;

  if (self->year == 0)
    return;
  g_date_time_get_ymd (day, &year, &month, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  if (year == self->year && month == self->month)
    gtk_menu_button_popdown (self->button);
  self->year = year;
  self->month = month;
}

static void
cosell_date_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GtkWidget *button = GTK_WIDGET (COSELL_DATE_ROW (object)->button);

  if (id == PROP_CHOOSE_LABEL)
    {
      gtk_widget_set_tooltip_text (button, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_date_row_class_init (CosellDateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = cosell_date_row_set_property;
  properties[PROP_CHOOSE_LABEL] = g_param_spec_string ("choose-label", NULL, NULL, NULL,
                                                       G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/widgets/cosell-date-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellDateRow, button);
  gtk_widget_class_bind_template_child (widget_class, CosellDateRow, calendar);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
}

static void
cosell_date_row_init (CosellDateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
