#include "ui/find/cosell-facet-group.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "cosell-config.h"
#include "model/cosell-query-choice.h"
#include "ui/find/cosell-facet-range.h"
#include "ui/find/cosell-facet-row.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/words/cosell-query-text.h"

/* Names that are shown at first, and when more are asked for. */
#define FEW 6
#define MANY 60

struct _CosellFacetGroup
{
  GtkWidget parent_instance;

  int facet;
  gboolean expanded;
  gboolean all;     /* more was asked for */
  char *holding;    /* (owned): typed into the search */
  gboolean waiting; /* the focus is on the title until there are choices */

  GtkWidget *heading;
  GtkLabel *title;
  GtkImage *arrow;
  GtkWidget *content;
  GtkSearchEntry *search; /* (nullable) until more was asked for */
  GtkBox *rows;
  GtkWidget *nothing;
  GtkButton *more;
  CosellFacetRange *range; /* (nullable): of values and dates */
};

G_DEFINE_FINAL_TYPE (CosellFacetGroup, cosell_facet_group, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  RANGED,
  WANTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* (nullable): of one that is no key */
static const CosellQueryKeyInfo *
get_key (CosellFacetGroup *self)
{
  return self->facet >= 0 ? cosell_query_key_info ((CosellQueryKey) self->facet) : NULL;
}

static const char *
title_of (int facet)
{
  if (facet == COSELL_FACET_STATE)
    return _ ("Open or Closed");
  if (facet == COSELL_FACET_MARKS)
    return _ ("Properties");
  if (facet == COSELL_QUERY_KEY_MICROSOFT)
    return _ ("Microsoft’s Answer");
  if (facet == COSELL_QUERY_KEY_TEAM)
    return _ ("Team Member");
  return cosell_query_text_key ((CosellQueryKey) facet);
}

static gboolean
has_names (const CosellQueryKeyInfo *key)
{
  return key != NULL &&
         (key->kind == COSELL_QUERY_KIND_TEXT || key->kind == COSELL_QUERY_KIND_COUNTRY ||
          key->kind == COSELL_QUERY_KIND_CODE);
}

static gboolean
has_range (const CosellQueryKeyInfo *key)
{
  return key != NULL &&
         (key->kind == COSELL_QUERY_KIND_NUMBER || key->kind == COSELL_QUERY_KIND_DATE ||
          key->kind == COSELL_QUERY_KIND_INSTANT);
}

/* Of a value at least so high, and of open and closed, there is one. */
static gboolean
has_one (CosellFacetGroup *self)
{
  return self->facet == COSELL_QUERY_KEY_VALUE;
}

/* --- choices --- */

static void
row_toggled_cb (CosellFacetRow *row, CosellFacetGroup *self)
{
  g_autofree char *term = g_strdup (cosell_facet_row_get_term (row));

  g_signal_emit (self, signals[CHOSEN], 0, term, cosell_facet_row_get_chosen (row), has_one (self));
}

/* The row at an index, made when there is none: those that are there keep the focus. */
static CosellFacetRow *
get_row (CosellFacetGroup *self, GtkWidget **next)
{
  GtkWidget *row = *next;

  if (row == NULL)
    {
      row = cosell_facet_row_new (title_of (self->facet));
      g_signal_connect (row, "toggled", G_CALLBACK (row_toggled_cb), self);
      gtk_box_append (self->rows, row);
    }
  *next = gtk_widget_get_next_sibling (row);
  return COSELL_FACET_ROW (row);
}

static void
update_more (CosellFacetGroup *self, guint n_hidden)
{
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->more), n_hidden > 0 && !self->all);
  if (n_hidden == 0)
    return;
  words = g_strdup_printf (ngettext ("%u more", "%u more", n_hidden), n_hidden);
  gtk_button_set_label (self->more, words);
}

void
cosell_facet_group_show (CosellFacetGroup *self, const CosellFacet *facet)
{
  GtkWidget *next;
  guint n_hidden;
  gint64 most = 0;

  g_return_if_fail (COSELL_IS_FACET_GROUP (self) && facet != NULL);

  next = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
  n_hidden = facet->n_more;
  for (guint i = 0; i < facet->choices->len; i++)
    most = MAX (most, ((const CosellFacetChoice *) g_ptr_array_index (facet->choices, i))->count);
  for (guint i = 0; i < facet->choices->len; i++)
    {
      const CosellFacetChoice *choice = g_ptr_array_index (facet->choices, i);
      g_autofree char *title = NULL;

      if (choice->count == 0 && !choice->chosen && !self->all && self->facet != COSELL_FACET_STATE)
        {
          n_hidden++;
          continue;
        }
      title = cosell_query_text_choice (choice->term);
      cosell_facet_row_set_choice (get_row (self, &next), choice->term, title, choice->count, most,
                                   choice->chosen);
    }
  while (next != NULL)
    {
      GtkWidget *row = next;

      next = gtk_widget_get_next_sibling (row);
      gtk_box_remove (self->rows, row);
    }
  gtk_widget_set_visible (self->nothing,
                          gtk_widget_get_first_child (GTK_WIDGET (self->rows)) == NULL);
  update_more (self, n_hidden);
  if (self->waiting && gtk_widget_has_focus (self->heading))
    cosell_facet_group_grab_focus (self);
  self->waiting = FALSE;
}

static void
searched_cb (CosellFacetGroup *self)
{
  if (cosell_set_str (&self->holding, gtk_editable_get_text (GTK_EDITABLE (self->search))))
    g_signal_emit (self, signals[WANTED], 0);
}

/* Escape, first of what was typed, then of the search. */
static void
stopped_cb (CosellFacetGroup *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_grab_focus (self->heading);
}

static void
make_search (CosellFacetGroup *self)
{
  /* Translators: %s is what deals are filtered by, such as “Customer” */
  g_autofree char *name = g_strdup_printf (_ ("Search: %s"), title_of (self->facet));

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _ ("Search"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  cosell_long_entry_limit_search (self->search);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (searched_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (stopped_cb), self);
  gtk_box_prepend (GTK_BOX (self->content), GTK_WIDGET (self->search));
}

static void
more_cb (CosellFacetGroup *self)
{
  self->all = TRUE;
  if (has_names (get_key (self)))
    make_search (self);
  g_signal_emit (self, signals[WANTED], 0);
  update_more (self, 0);
  if (self->search != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else
    cosell_facet_group_grab_focus (self);
}

static void
ranged_cb (CosellFacetRange *range, const char *term, CosellFacetGroup *self)
{
  g_signal_emit (self, signals[RANGED], 0, term);
}

/* --- folding --- */

static void
update_expanded (CosellFacetGroup *self)
{
  gtk_widget_set_visible (self->content, self->expanded);
  gtk_image_set_from_icon_name (self->arrow,
                                self->expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->heading), GTK_ACCESSIBLE_STATE_EXPANDED,
                               self->expanded, -1);
}

static void
heading_cb (CosellFacetGroup *self)
{
  self->expanded = !self->expanded;
  update_expanded (self);
  if (self->expanded)
    g_signal_emit (self, signals[WANTED], 0);
}

static gboolean
is_filtered (CosellFacetGroup *self, const char *text)
{
  g_autoptr (CosellQuery) query = cosell_query_parse_typed (text, -1, NULL);

  return get_key (self) != NULL && cosell_query_find_key (query, get_key (self)->key) >= 0;
}

/* --- object --- */

static void
cosell_facet_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_FACET_GROUP);
  G_OBJECT_CLASS (cosell_facet_group_parent_class)->dispose (object);
}

static void
cosell_facet_group_finalize (GObject *object)
{
  CosellFacetGroup *self = COSELL_FACET_GROUP (object);

  g_free (self->holding);
  G_OBJECT_CLASS (cosell_facet_group_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               COSELL_APP_PATH "/find/cosell-facet-group.ui");
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, heading);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, title);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, arrow);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, content);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, rows);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, nothing);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, more);
  gtk_widget_class_bind_template_callback (klass, heading_cb);
  gtk_widget_class_bind_template_callback (klass, more_cb);
}

static void
cosell_facet_group_class_init (CosellFacetGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cosell_facet_group_dispose;
  object_class->finalize = cosell_facet_group_finalize;
  signals[CHOSEN] =
      g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_BOOLEAN);
  signals[RANGED] = g_signal_new ("ranged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "facetgroup");
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cosell_facet_group_init (CosellFacetGroup *self)
{
  self->holding = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cosell_facet_group_new (int facet, gboolean expanded)
{
  CosellFacetGroup *self = g_object_new (COSELL_TYPE_FACET_GROUP, NULL);
  const char *title = title_of (facet);

  self->facet = facet;
  self->expanded = expanded;
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  if (has_range (get_key (self)))
    {
      self->range = COSELL_FACET_RANGE (cosell_facet_range_new (get_key (self)->key, title));
      g_signal_connect (self->range, "ranged", G_CALLBACK (ranged_cb), self);
      gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->range));
    }
  update_expanded (self);
  return GTK_WIDGET (self);
}

gboolean
cosell_facet_group_get_expanded (CosellFacetGroup *self)
{
  g_return_val_if_fail (COSELL_IS_FACET_GROUP (self), FALSE);

  return self->expanded;
}

void
cosell_facet_group_ask (CosellFacetGroup *self, CosellFacetQuestion *question)
{
  g_return_if_fail (COSELL_IS_FACET_GROUP (self) && question != NULL);

  question->facet = self->facet;
  question->limit = has_names (get_key (self)) ? (self->all ? MANY : FEW) : 0;
  question->holding = self->all && *self->holding != '\0' ? self->holding : NULL;
}

void
cosell_facet_group_set_query (CosellFacetGroup *self, const char *query)
{
  g_return_if_fail (COSELL_IS_FACET_GROUP (self) && query != NULL);

  if (!self->expanded && is_filtered (self, query))
    {
      self->expanded = TRUE;
      update_expanded (self);
    }
  if (self->range != NULL)
    cosell_facet_range_set_query (self->range, query);
}

void
cosell_facet_group_grab_focus (CosellFacetGroup *self)
{
  GtkWidget *row;

  g_return_if_fail (COSELL_IS_FACET_GROUP (self));

  row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
  if (self->expanded && row != NULL && cosell_facet_row_grab_focus (COSELL_FACET_ROW (row)))
    return;
  gtk_widget_grab_focus (self->heading);
  self->waiting = row == NULL;
}
