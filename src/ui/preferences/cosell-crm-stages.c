#include "ui/preferences/cosell-crm-stages.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "base/cosell-json-edit.h"
#include "model/cosell-enums.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-widget-helpers.h"

/* Ours, after "Not mapped". */
static const char *const ours[] = { "20", "40", "60", "80" };

struct _CosellCrmStages
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;   /* (owned) of AdwComboRow (unowned): one for each of theirs */
  GPtrArray *others; /* (owned) of GtkWidget (unowned): what stands below them */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (CosellCrmStages, cosell_crm_stages, ADW_TYPE_PREFERENCES_GROUP)

static guint set_signal;

/* All of them, so that one that is not mapped any more is said, too. */
static void
save (CosellCrmStages *self)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *json = NULL;

  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GObject *row = g_ptr_array_index (self->rows, i);
      guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

      cosell_json_writer_member (writer, g_object_get_data (row, "cosell-stage"),
                                 chosen >= 1 && chosen <= G_N_ELEMENTS (ours) ? ours[chosen - 1]
                                                                              : NULL);
    }
  cosell_json_writer_end_object (writer);
  json = cosell_json_writer_end (writer);
  g_signal_emit (self, set_signal, 0, "stages", json);
}

static void
chosen_cb (CosellCrmStages *self)
{
  if (!self->showing)
    save (self);
}

static guint
find_ours (const char *stage)
{
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    if (g_strcmp0 (ours[i], stage) == 0)
      return i + 1;
  return 0;
}

static GListModel *
new_choices (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Not mapped"));
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    {
      int stage = atoi (ours[i]);
      const char *label =
          cosell_stage_label (stage, COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_OUTBOUND);

      /* Translators: a stage and how far it is: "Proposed 60 %" */
      gtk_string_list_take (names, g_strdup_printf (_ ("%s %d %%"), label, stage));
    }
  return G_LIST_MODEL (names);
}

static void
add_stage (CosellCrmStages *self, const CosellCrmChoice *theirs, const char *stage)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GListModel) choices = new_choices ();

  g_object_set (row, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, "use-subtitle",
                TRUE, "model", choices, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 theirs->label != NULL ? theirs->label : theirs->id);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_ours (stage));
  g_object_set_data_full (G_OBJECT (row), "cosell-stage", g_strdup (theirs->id), g_free);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
clear (CosellCrmStages *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  for (guint i = 0; i < self->others->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->others, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->others, 0);
}

static void
add_button (CosellCrmStages *self)
{
  GtkWidget *button = gtk_button_new ();

  cosell_button_set_mnemonic (GTK_BUTTON (button), _ ("_Use These Stages"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 12);
  g_signal_connect_object (button, "clicked", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), button);
  g_ptr_array_add (self->others, button);
}

static const char *
describe (gboolean proposed, gboolean any)
{
  if (!any)
    return _ ("The stages are shown here once the CRM can be reached.");
  if (proposed)
    return _ ("This is what the names suggest. No stage goes over before you use or change it.");
  return _ ("Stages that are not mapped stay as they are on both sides. Won and lost are always "
            "asked about.");
}

void
cosell_crm_stages_show (CosellCrmStages *self,
                        const CosellCrmSettings *settings,
                        const CosellCrmDescription *description)
{
  g_autoptr (GHashTable) proposal = NULL;
  gboolean proposed;

  g_return_if_fail (COSELL_IS_CRM_STAGES (self) && settings != NULL);

  proposed = description != NULL && g_hash_table_size (settings->stages) == 0;
  if (proposed)
    proposal = cosell_crm_settings_propose_stages (description);
  self->showing = TRUE;
  clear (self);
  for (guint i = 0; description != NULL && i < description->stages->len; i++)
    {
      const CosellCrmChoice *theirs = g_ptr_array_index (description->stages, i);

      if (theirs->state == COSELL_OPPORTUNITY_OPEN)
        add_stage (self, theirs,
                   g_hash_table_lookup (proposed ? proposal : settings->stages, theirs->id));
    }
  if (proposed && self->rows->len > 0)
    add_button (self);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         describe (proposed, self->rows->len > 0));
  self->showing = FALSE;
}

static void
cosell_crm_stages_finalize (GObject *object)
{
  CosellCrmStages *self = COSELL_CRM_STAGES (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->others);
  G_OBJECT_CLASS (cosell_crm_stages_parent_class)->finalize (object);
}

static void
cosell_crm_stages_class_init (CosellCrmStagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_crm_stages_finalize;
  set_signal = g_signal_new ("set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                             NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
cosell_crm_stages_init (CosellCrmStages *self)
{
  self->rows = g_ptr_array_new ();
  self->others = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Stages"));
}
