#include "ui/find/cosell-facet-range.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "cosell-config.h"
#include "ui/words/cosell-format.h"

/* Characters of a bound. */
#define BOUND_LENGTH 40

struct _CosellFacetRange
{
  GtkWidget parent_instance;

  const CosellQueryKeyInfo *key;
  char *query;      /* (owned) */
  gboolean filling; /* the bounds are being set from here */

  GtkWidget *bounds; /* from and to */
  GtkEntry *from;
  GtkEntry *to;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (CosellFacetRange, cosell_facet_range, GTK_TYPE_WIDGET)

enum
{
  RANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* As the language writes it: numbers are typed as people write them here, and spaces are nothing.
 * Returns: (transfer full) */
static char *
dup_bound (CosellFacetRange *self, GtkEntry *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  GString *bound = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      g_string_append_unichar (bound, g_utf8_get_char (c));
  if (self->key->kind == COSELL_QUERY_KIND_NUMBER && bound->len > 0)
    {
      g_autofree char *typed = g_string_free (bound, FALSE);

      return cosell_format_read_amount (typed);
    }
  return g_string_free (bound, FALSE);
}

static void
show_problem (CosellFacetRange *self, const char *words)
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
range_term (CosellFacetRange *self)
{
  g_autofree char *from = dup_bound (self, self->from);
  g_autofree char *to = dup_bound (self, self->to);

  return *from != '\0' || *to != '\0' ? g_strdup_printf ("%s:%s..%s", self->key->name, from, to)
                                      : NULL;
}

/* The bounds that the query has. from, to: (out) (transfer full) */
static void
read_range (CosellFacetRange *self, char **from, char **to)
{
  g_autoptr (CosellQuery) query = cosell_query_parse_typed (self->query, -1, NULL);
  int index = cosell_query_find_key (query, self->key->key);
  const CosellQueryTerm *term = index >= 0 ? g_ptr_array_index (query->terms, index) : NULL;
  const CosellQueryValue *value = term != NULL ? g_ptr_array_index (term->values, 0) : NULL;
  gboolean number = self->key->kind == COSELL_QUERY_KIND_NUMBER;
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
fill_bound (CosellFacetRange *self, GtkEntry *entry, const char *text)
{
  g_autofree char *shown = NULL;

  if ((gtk_widget_get_state_flags (GTK_WIDGET (entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return;
  if (text != NULL && self->key->kind == COSELL_QUERY_KIND_NUMBER)
    shown = cosell_format_amount (text);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (entry), shown != NULL ? shown : text != NULL ? text : "");
  self->filling = FALSE;
}

static void
fill_range (CosellFacetRange *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  read_range (self, &from, &to);
  fill_bound (self, self->from, from);
  fill_bound (self, self->to, to);
}

/* Whether the query says the same already, so that leaving a field changes nothing. */
static gboolean
is_said (CosellFacetRange *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *typed_from = dup_bound (self, self->from);
  g_autofree char *typed_to = dup_bound (self, self->to);

  read_range (self, &from, &to);
  return g_str_equal (from != NULL ? from : "", typed_from) &&
         g_str_equal (to != NULL ? to : "", typed_to);
}

/* A comma would make alternatives of it. */
static gboolean
is_one (const CosellQuery *query)
{
  const CosellQueryTerm *term = query->terms->len == 1 ? g_ptr_array_index (query->terms, 0) : NULL;

  return term != NULL && term->kind == COSELL_QUERY_TERM_FILTER && term->values->len == 1;
}

static void
ranged_cb (CosellFacetRange *self)
{
  g_autofree char *term = NULL;
  g_autoptr (CosellQuery) read = NULL;
  g_autoptr (GError) error = NULL;
  const char *problem;

  if (self->filling)
    return;
  if (is_said (self))
    {
      show_problem (self, NULL);
      return;
    }
  term = range_term (self);
  read = term != NULL ? cosell_query_parse (term, -1, NULL, NULL, &error) : NULL;
  if (read != NULL && !is_one (read))
    problem = _ ("Write one value in each field, without a comma.");
  else
    problem = error != NULL ? error->message : NULL;
  show_problem (self, problem);
  if (problem == NULL)
    g_signal_emit (self, signals[RANGED], 0, term);
}

/* --- object --- */

static void
cosell_facet_range_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_FACET_RANGE);
  G_OBJECT_CLASS (cosell_facet_range_parent_class)->dispose (object);
}

static void
cosell_facet_range_finalize (GObject *object)
{
  g_free (COSELL_FACET_RANGE (object)->query);
  G_OBJECT_CLASS (cosell_facet_range_parent_class)->finalize (object);
}

static void
cosell_facet_range_class_init (CosellFacetRangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cosell_facet_range_dispose;
  object_class->finalize = cosell_facet_range_finalize;
  signals[RANGED] = g_signal_new ("ranged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/find/cosell-facet-range.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellFacetRange, bounds);
  gtk_widget_class_bind_template_child (widget_class, CosellFacetRange, from);
  gtk_widget_class_bind_template_child (widget_class, CosellFacetRange, to);
  gtk_widget_class_bind_template_child (widget_class, CosellFacetRange, problem);
  gtk_widget_class_bind_template_callback (widget_class, ranged_cb);
}

static void
cosell_facet_range_init (CosellFacetRange *self)
{
  self->query = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_entry_set_max_length (self->from, BOUND_LENGTH);
  gtk_entry_set_max_length (self->to, BOUND_LENGTH);
}

GtkWidget *
cosell_facet_range_new (CosellQueryKey key, const char *title)
{
  CosellFacetRange *self = g_object_new (COSELL_TYPE_FACET_RANGE, NULL);
  /* Translators: %s is what deals are filtered by, such as “Value” */
  g_autofree char *from = g_strdup_printf (_ ("%s, from"), title);
  g_autofree char *to = g_strdup_printf (_ ("%s, to"), title);
  gboolean number;

  self->key = cosell_query_key_info (key);
  number = self->key->kind == COSELL_QUERY_KIND_NUMBER;
  gtk_entry_set_placeholder_text (self->from, number ? _ ("From") : _ ("2026-07-01"));
  gtk_entry_set_placeholder_text (self->to, number ? _ ("To") : _ ("2026-12-31"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->from), GTK_ACCESSIBLE_PROPERTY_LABEL, from,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->to), GTK_ACCESSIBLE_PROPERTY_LABEL, to, -1);
  return GTK_WIDGET (self);
}

void
cosell_facet_range_set_query (CosellFacetRange *self, const char *query)
{
  g_return_if_fail (COSELL_IS_FACET_RANGE (self) && query != NULL);

  cosell_set_str (&self->query, query);
  fill_range (self);
  show_problem (self, NULL);
}
