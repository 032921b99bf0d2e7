#include "ui/find/cosell-facet-group.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "cosell-config.h"
#include "model/cosell-query-choice.h"
#include "ui/find/cosell-facet-row.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/words/cosell-query-text.h"

/* Names that are shown at first, and when more are asked for. */
#define FEW 6
#define MANY 60
/* Characters of a bound. */
#define BOUND_LENGTH 40

struct _CosellFacetGroup
{
  GtkWidget parent_instance;

  int facet;
  gboolean expanded;
  gboolean all;     /* more was asked for */
  char *holding;    /* (owned): typed into the search */
  char *query;      /* (owned) */
  gboolean waiting; /* the focus is on the title until there are choices */
  gboolean filling; /* the range is being set from here */

  GtkWidget *heading;
  GtkLabel *title;
  GtkImage *arrow;
  GtkWidget *content;
  GtkSearchEntry *search;
  GtkBox *rows;
  GtkWidget *nothing;
  GtkButton *more;
  GtkWidget *range;
  GtkEntry *from;
  GtkEntry *to;
  GtkLabel *problem;
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
    return _ ("Deals");
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
      row = cosell_facet_row_new ();
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
  gtk_widget_set_visible (GTK_WIDGET (self->search), self->all && has_names (get_key (self)));
  if (n_hidden == 0)
    return;
  words = g_strdup_printf (ngettext ("%u more", "%u more", n_hidden), n_hidden);
  gtk_button_set_label (self->more, words);
}

void
cosell_facet_group_show (CosellFacetGroup *self, const CosellFacet *facet, const char *query)
{
  GtkWidget *next;
  guint n_hidden;
  gint64 most = 0;

  g_return_if_fail (COSELL_IS_FACET_GROUP (self) && facet != NULL && query != NULL);

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
more_cb (CosellFacetGroup *self)
{
  self->all = TRUE;
  g_signal_emit (self, signals[WANTED], 0);
  update_more (self, 0);
  if (gtk_widget_get_visible (GTK_WIDGET (self->search)))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else
    cosell_facet_group_grab_focus (self);
}

static void
searched_cb (CosellFacetGroup *self)
{
  if (cosell_set_str (&self->holding, gtk_editable_get_text (GTK_EDITABLE (self->search))))
    g_signal_emit (self, signals[WANTED], 0);
}

/* --- a range --- */

/* Spaces between thousands are how people write; the language has none. Returns: (transfer full) */
static char *
dup_bound (GtkEntry *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  GString *bound = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      g_string_append_unichar (bound, g_utf8_get_char (c));
  return g_string_free (bound, FALSE);
}

static void
show_problem (CosellFacetGroup *self, const char *words)
{
  GtkEntry *const entries[] = { self->from, self->to };

  gtk_label_set_label (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), words != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      if (words != NULL)
        gtk_widget_add_css_class (GTK_WIDGET (entries[i]), "error");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (entries[i]), "error");
      gtk_accessible_update_property (GTK_ACCESSIBLE (entries[i]),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      words != NULL ? words : "", -1);
    }
}

/* Returns: (transfer full) (nullable): NULL without a range */
static char *
range_term (CosellFacetGroup *self)
{
  g_autofree char *from = dup_bound (self->from);
  g_autofree char *to = dup_bound (self->to);

  return *from != '\0' || *to != '\0'
             ? g_strdup_printf ("%s:%s..%s", get_key (self)->name, from, to)
             : NULL;
}

/* The bounds that the query has. from, to: (out) (transfer full) */
static void
read_range (CosellFacetGroup *self, char **from, char **to)
{
  g_autoptr (CosellQuery) query = cosell_query_parse_typed (self->query, -1, NULL);
  int index = cosell_query_find_key (query, get_key (self)->key);
  const CosellQueryTerm *term = index >= 0 ? g_ptr_array_index (query->terms, index) : NULL;
  const CosellQueryValue *value = term != NULL ? g_ptr_array_index (term->values, 0) : NULL;
  gboolean number = get_key (self)->kind == COSELL_QUERY_KIND_NUMBER;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  *from = *to = NULL;
  if (value == NULL || term->values->len > 1 || value->none || value->overdue)
    return;
  low = number ? g_strdup (value->low) : cosell_query_date_print (&value->from);
  high = number ? g_strdup (value->high) : cosell_query_date_print (&value->to);
  if (value->op == COSELL_QUERY_OP_BETWEEN || value->op == COSELL_QUERY_OP_FROM)
    *from = g_steal_pointer (&low);
  if (value->op == COSELL_QUERY_OP_BETWEEN)
    *to = g_steal_pointer (&high);
  else if (value->op == COSELL_QUERY_OP_UP_TO)
    *to = g_steal_pointer (&low);
}

/* What a person types there is theirs until it is finished. */
static void
fill_bound (CosellFacetGroup *self, GtkEntry *entry, const char *text)
{
  if ((gtk_widget_get_state_flags (GTK_WIDGET (entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return;
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  self->filling = FALSE;
}

static void
fill_range (CosellFacetGroup *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  read_range (self, &from, &to);
  fill_bound (self, self->from, from);
  fill_bound (self, self->to, to);
}

/* Whether the query says the same already, so that leaving a field changes nothing. */
static gboolean
is_said (CosellFacetGroup *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *typed_from = dup_bound (self->from);
  g_autofree char *typed_to = dup_bound (self->to);

  read_range (self, &from, &to);
  return g_str_equal (from != NULL ? from : "", typed_from) &&
         g_str_equal (to != NULL ? to : "", typed_to);
}

static void
ranged_cb (CosellFacetGroup *self)
{
  g_autofree char *term = NULL;
  g_autoptr (CosellQuery) read = NULL;
  g_autoptr (GError) error = NULL;

  if (self->filling || !has_range (get_key (self)))
    return;
  if (is_said (self))
    {
      show_problem (self, NULL);
      return;
    }
  term = range_term (self);
  read = term != NULL ? cosell_query_parse (term, -1, NULL, NULL, &error) : NULL;
  show_problem (self, error != NULL ? error->message : NULL);
  if (error == NULL)
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
is_filtered (CosellFacetGroup *self)
{
  g_autoptr (CosellQuery) query = cosell_query_parse_typed (self->query, -1, NULL);

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
  g_free (self->query);
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
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, search);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, rows);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, nothing);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, more);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, range);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, from);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, to);
  gtk_widget_class_bind_template_child (klass, CosellFacetGroup, problem);
  gtk_widget_class_bind_template_callback (klass, heading_cb);
  gtk_widget_class_bind_template_callback (klass, searched_cb);
  gtk_widget_class_bind_template_callback (klass, more_cb);
  gtk_widget_class_bind_template_callback (klass, ranged_cb);
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
  self->query = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_long_entry_limit_search (self->search);
  gtk_entry_set_max_length (self->from, BOUND_LENGTH);
  gtk_entry_set_max_length (self->to, BOUND_LENGTH);
}

/* How it is read out: with what the title alone does not say. */
static void
name_parts (CosellFacetGroup *self)
{
  const char *title = title_of (self->facet);
  /* Translators: %s is what deals are filtered by, such as “Value” */
  g_autofree char *from = g_strdup_printf (_ ("%s, from"), title);
  g_autofree char *to = g_strdup_printf (_ ("%s, to"), title);
  g_autofree char *search = g_strdup_printf (_ ("Search: %s"), title);

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->from), GTK_ACCESSIBLE_PROPERTY_LABEL, from,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->to), GTK_ACCESSIBLE_PROPERTY_LABEL, to, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  search, -1);
}

GtkWidget *
cosell_facet_group_new (int facet, gboolean expanded)
{
  CosellFacetGroup *self = g_object_new (COSELL_TYPE_FACET_GROUP, NULL);
  gboolean number;

  self->facet = facet;
  self->expanded = expanded;
  name_parts (self);
  number = has_range (get_key (self)) && get_key (self)->kind == COSELL_QUERY_KIND_NUMBER;
  gtk_widget_set_visible (self->range, has_range (get_key (self)));
  gtk_entry_set_placeholder_text (self->from, number ? _ ("From") : _ ("2026-07-01"));
  gtk_entry_set_placeholder_text (self->to, number ? _ ("To") : _ ("2026-12-31"));
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

  cosell_set_str (&self->query, query);
  if (!self->expanded && is_filtered (self))
    {
      self->expanded = TRUE;
      update_expanded (self);
    }
  if (!has_range (get_key (self)))
    return;
  fill_range (self);
  show_problem (self, NULL);
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
