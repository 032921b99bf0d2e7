#include "ui/preferences/cosell-step-row.h"

#include <glib/gi18n-lib.h>

struct _CosellStepRow
{
  AdwActionRow parent_instance;

  GtkWidget *image;
};

G_DEFINE_FINAL_TYPE (CosellStepRow, cosell_step_row, ADW_TYPE_ACTION_ROW)

static const char *
icon_of (CosellCheckState state)
{
  switch (state)
    {
    case COSELL_CHECK_GOOD:
      return "emblem-ok-symbolic";
    case COSELL_CHECK_BAD:
      return "dialog-warning-symbolic";
    case COSELL_CHECK_RUNNING:
      return "content-loading-symbolic";
    case COSELL_CHECK_WAITING:
    case COSELL_CHECK_LEFT_OUT:
      break;
    }
  return "list-remove-symbolic";
}

static const char *
say_state (CosellCheckState state, const char *words)
{
  switch (state)
    {
    case COSELL_CHECK_GOOD:
    case COSELL_CHECK_BAD:
      return words;
    case COSELL_CHECK_RUNNING:
      return _ ("Being checked…");
    case COSELL_CHECK_WAITING:
      break;
    case COSELL_CHECK_LEFT_OUT:
      return _ ("Not checked, because of what is above");
    }
  return "";
}

/* What the picture shows, for those who do not see it. */
static void
name_step (GtkWidget *row, CosellCheckState state, const char *words)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *name = NULL;

  if (state == COSELL_CHECK_GOOD)
    /* Translators: a step of the way to the service, and what was found */
    name = g_strdup_printf (_ ("%s is fine. %s"), title, words);
  else if (state == COSELL_CHECK_BAD)
    /* Translators: a step of the way to the service, and what was found */
    name = g_strdup_printf (_ ("%s has a problem. %s"), title, words);
  else if (*words != '\0')
    name = g_strdup_printf ("%s. %s", title, words);
  else
    name = g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
cosell_step_row_class_init (CosellStepRowClass *klass)
{
}

static void
cosell_step_row_init (CosellStepRow *self)
{
  self->image = gtk_image_new ();
  g_object_set (self, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->image);
}

GtkWidget *
cosell_step_row_new (const char *title)
{
  return g_object_new (COSELL_TYPE_STEP_ROW, "title", title, NULL);
}

void
cosell_step_row_show (CosellStepRow *self, CosellCheckState state, const char *words)
{
  static const char *const classes[] = { "success", "error", "dim-label" };

  g_return_if_fail (COSELL_IS_STEP_ROW (self));

  words = say_state (state, words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  name_step (GTK_WIDGET (self), state, words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_of (state));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->image, classes[i]);
  gtk_widget_add_css_class (self->image, state == COSELL_CHECK_GOOD  ? "success"
                                         : state == COSELL_CHECK_BAD ? "error"
                                                                     : "dim-label");
}
