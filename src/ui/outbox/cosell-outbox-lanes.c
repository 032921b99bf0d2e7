#include "ui/outbox/cosell-outbox-lanes.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "model/cosell-crm-link.h"
#include "model/cosell-deal.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-crm-text.h"

struct _CosellOutboxLanes
{
  GtkBox parent_instance;

  CosellSession *session; /* (owned) */
  char *shown;            /* (owned) (nullable): what is shown, to see whether it changed */
};

G_DEFINE_FINAL_TYPE (CosellOutboxLanes, cosell_outbox_lanes, GTK_TYPE_BOX)

static char *
dup_name (CosellOutboxLanes *self, gint64 id)
{
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (self->session, id);

  return cosell_text_brief (deal != NULL ? cosell_deal_get_data (deal)->name : "");
}

/* Fields that wait, and how it stands. */
static char *
describe (const CosellCrmLink *link)
{
  g_autofree char *fields = cosell_crm_text_fields (link->to_crm);
  g_autofree char *state = cosell_crm_text_state (link);

  return cosell_widget_join (fields, state);
}

/* --- rows --- */

static void
offer (GtkWidget *box,
       const char *label,
       const char *action,
       const CosellCrmLink *link,
       const char *name)
{
  GtkWidget *button = cosell_widget_text_button (label, action);
  /* Translators: a button and the deal that it is about: "Hold Back: Contoso ERP" */
  g_autofree char *whole = cosell_text_format (_ ("%s: %s"), label, name);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", link->deal);
  cosell_button_set_name (button, whole);
  gtk_box_append (GTK_BOX (box), button);
}

/* The buttons stand below the words: beside them a narrow window leaves those no room. */
static GtkWidget *
make_row (CosellOutboxLanes *self, const CosellCrmLink *link)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *name = dup_name (self, link->deal);
  g_autofree char *words = describe (link);
  g_autofree char *label = g_strdup_printf ("%s. %s", name, words);

  for (const char *const *each = (const char *const[]){ name, words, NULL }; *each != NULL; each++)
    {
      GtkWidget *text = gtk_label_new (*each);

      g_object_set (text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.f, NULL);
      if (*each == words)
        gtk_widget_add_css_class (text, "dim-label");
      gtk_box_append (GTK_BOX (column), text);
    }
  gtk_widget_set_layout_manager (buttons, cosell_wrap_layout_new (6, 6));
  gtk_widget_set_margin_top (buttons, 6);
  if (link->held)
    offer (buttons, _ ("Let Go"), "outbox.crm-let-go", link, name);
  else if (link->state == COSELL_CRM_PARKED)
    offer (buttons, _ ("Try Again"), "outbox.crm-let-go", link, name);
  else
    offer (buttons, _ ("Hold Back"), "outbox.crm-hold", link, name);
  offer (buttons, _ ("Discard"), "outbox.crm-discard", link, name);
  offer (buttons, _ ("Open Deal"), "outbox.open", link, name);
  gtk_box_append (GTK_BOX (column), buttons);
  g_object_set (column, "margin-top", 12, "margin-bottom", 12, "margin-start", 12, "margin-end", 12,
                NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), column);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

static AdwPreferencesGroup *
add_lane (CosellOutboxLanes *self, const char *crm)
{
  AdwPreferencesGroup *lane = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *brief = cosell_text_brief (crm);
  g_autofree char *escaped = g_markup_escape_text (brief, -1);

  adw_preferences_group_set_title (lane, escaped);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (lane));
  return lane;
}

/* --- showing --- */

static char *
describe_all (CosellOutboxLanes *self, GPtrArray *links)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < links->len; i++)
    {
      const CosellCrmLink *link = g_ptr_array_index (links, i);
      g_autofree char *name = dup_name (self, link->deal);
      g_autofree char *words = describe (link);

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %d %d %s %s\n", link->crm, link->deal,
                              link->held, (int) link->state, name, words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_earlier (GPtrArray *links, guint index)
{
  const CosellCrmLink *link = g_ptr_array_index (links, index);

  for (guint i = 0; i < index; i++)
    if (g_strcmp0 (((const CosellCrmLink *) g_ptr_array_index (links, i))->crm, link->crm) == 0)
      return TRUE;
  return FALSE;
}

static void
fill (CosellOutboxLanes *self, GPtrArray *links)
{
  for (guint i = 0; i < links->len; i++)
    {
      const CosellCrmLink *first = g_ptr_array_index (links, i);
      AdwPreferencesGroup *lane;

      if (is_earlier (links, i))
        continue;
      lane = add_lane (self, first->crm);
      for (guint n = i; n < links->len; n++)
        {
          const CosellCrmLink *link = g_ptr_array_index (links, n);

          if (g_strcmp0 (link->crm, first->crm) == 0)
            adw_preferences_group_add (lane, make_row (self, link));
        }
    }
}

void
cosell_outbox_lanes_show (CosellOutboxLanes *self, GPtrArray *links)
{
  g_autofree char *now = NULL;
  gboolean had_focus;
  GtkWidget *child;

  g_return_if_fail (COSELL_IS_OUTBOX_LANES (self) && links != NULL);

  now = describe_all (self, links);
  gtk_widget_set_visible (GTK_WIDGET (self), links->len > 0);
  if (g_strcmp0 (now, self->shown) == 0)
    return;
  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  fill (self, links);
  if (had_focus && links->len > 0)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  cosell_take_str (&self->shown, g_steal_pointer (&now));
}

static void
cosell_outbox_lanes_finalize (GObject *object)
{
  CosellOutboxLanes *self = COSELL_OUTBOX_LANES (object);

  g_object_unref (self->session);
  g_free (self->shown);
  G_OBJECT_CLASS (cosell_outbox_lanes_parent_class)->finalize (object);
}

static void
cosell_outbox_lanes_class_init (CosellOutboxLanesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_outbox_lanes_finalize;
}

static void
cosell_outbox_lanes_init (CosellOutboxLanes *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
}

GtkWidget *
cosell_outbox_lanes_new (CosellSession *session)
{
  CosellOutboxLanes *self = g_object_new (COSELL_TYPE_OUTBOX_LANES, "visible", FALSE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
