#include "ui/find/cosell-facet-pane.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-facets.h"
#include "base/cosell-str.h"
#include "cosell-config.h"
#include "model/cosell-query-choice.h"
#include "ui/find/cosell-facet-group.h"

/* A person who types is waited for. */
#define SOON_MS 120
/* A sync changes deals page by page: what is known is good enough for a while. */
#define LATER_MS 2000

struct _CosellFacetPane
{
  GtkWidget parent_instance;

  CosellSession *session;  /* (owned) */
  CosellSearchBar *search; /* (weak): of the same window */
  CosellTab tab;
  GPtrArray *stale;          /* (owned) of (unowned) CosellFacetGroup, in their order */
  CosellFacetGroup *asked;   /* (unowned) (nullable): an answer is on its way */
  GCancellable *cancellable; /* (owned) (nullable): of that */
  guint source;              /* counts are asked for a moment later */
  guint later_source;        /* those that are known are of deals that changed */

  GtkWidget *content;
  GtkWidget *clear;
  GtkScrolledWindow *scroller;
  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (CosellFacetPane, cosell_facet_pane, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TAB = 1,
  N_PROPS
} CosellFacetPaneProperty;
static GParamSpec *props[N_PROPS];

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* In the order in which they stand; those that are looked at most often are unfolded. */
static const struct
{
  int facet;
  gboolean expanded;
  enum
  {
    ALL,
    OF_DEALS, /* not in the place of leads (L5) */
    OF_LEADS, /* there alone */
  } where;
} facets[] = {
  { COSELL_FACET_STATE, TRUE },
  { COSELL_QUERY_KEY_TYPE, TRUE, OF_DEALS },
  { COSELL_QUERY_KEY_STATUS, TRUE },
  { COSELL_QUERY_KEY_ACTION, TRUE, OF_LEADS },
  { COSELL_QUERY_KEY_SOURCE, TRUE, OF_LEADS },
  { COSELL_QUERY_KEY_QUALITY, TRUE, OF_LEADS },
  { COSELL_QUERY_KEY_STAGE, TRUE },
  { COSELL_QUERY_KEY_COUNTRY, TRUE },
  { COSELL_QUERY_KEY_VALUE, TRUE },
  { COSELL_QUERY_KEY_CLOSES, TRUE },
  { COSELL_FACET_MARKS, TRUE },
  { COSELL_QUERY_KEY_CUSTOMER, FALSE },
  { COSELL_QUERY_KEY_SOLUTION, FALSE },
  { COSELL_QUERY_KEY_PARTNER, FALSE, OF_DEALS },
  { COSELL_QUERY_KEY_CAMPAIGN, FALSE },
  { COSELL_QUERY_KEY_REGISTRATION, FALSE, OF_DEALS },
  { COSELL_QUERY_KEY_MICROSOFT, FALSE, OF_DEALS },
  { COSELL_QUERY_KEY_SYNC, FALSE },
  { COSELL_QUERY_KEY_TEAM, FALSE },
  { COSELL_QUERY_KEY_LOCATION, FALSE },
  { COSELL_QUERY_KEY_CURRENCY, FALSE },
  { COSELL_QUERY_KEY_CREATED, FALSE },
  { COSELL_QUERY_KEY_CHANGED, FALSE },
};

static const char *
get_query (CosellFacetPane *self)
{
  return self->search != NULL ? cosell_search_bar_get_query (self->search) : "";
}

/* --- counting --- */

static void
ask_next (CosellFacetPane *self);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellFacetPane) self = user_data;
  g_autoptr (CosellFacet) facet =
      cosell_session_facet_finish (COSELL_SESSION (source), result, NULL);
  CosellFacetGroup *asked = self->asked;
  gboolean dropped = g_cancellable_is_cancelled (self->cancellable);

  self->asked = NULL;
  g_clear_object (&self->cancellable);
  if (self->session == NULL) /* the window was closed meanwhile */
    return;
  if (facet != NULL && !dropped)
    cosell_facet_group_show (asked, facet);
  if (self->source == 0)
    ask_next (self);
}

static gboolean
is_asked_for (CosellFacetGroup *group)
{
  return gtk_widget_get_visible (GTK_WIDGET (group)) && cosell_facet_group_get_expanded (group);
}

/* The first one that is seen and not known. */
static CosellFacetGroup *
take_stale (CosellFacetPane *self)
{
  for (guint i = 0; i < self->stale->len; i++)
    {
      CosellFacetGroup *group = g_ptr_array_index (self->stale, i);

      if (!is_asked_for (group))
        continue;
      g_ptr_array_remove_index (self->stale, i);
      return group;
    }
  return NULL;
}

static void
ask_next (CosellFacetPane *self)
{
  CosellFacetQuestion question = { .tab = self->tab, .query = get_query (self) };

  if (self->asked != NULL || self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->asked = take_stale (self);
  if (self->asked == NULL)
    return;
  cosell_facet_group_ask (self->asked, &question);
  self->cancellable = g_cancellable_new ();
  cosell_session_facet_async (self->session, &question, self->cancellable, answered_cb,
                              g_object_ref (self));
}

static gboolean
due_cb (gpointer user_data)
{
  CosellFacetPane *self = user_data;

  self->source = 0;
  ask_next (self);
  return G_SOURCE_REMOVE;
}

/* All that is known is so no longer. */
static void
forget_all (CosellFacetPane *self)
{
  g_ptr_array_set_size (self->stale, 0);
  for (GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups)); group != NULL;
       group = gtk_widget_get_next_sibling (group))
    g_ptr_array_add (self->stale, group);
}

static void
ask_all (CosellFacetPane *self, guint delay)
{
  g_cancellable_cancel (self->cancellable);
  forget_all (self);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->later_source, g_source_remove);
  self->source = g_timeout_add (delay, due_cb, self);
}

/* Whether some that are seen are still to be answered. */
static gboolean
is_asking (CosellFacetPane *self)
{
  for (guint i = 0; i < self->stale->len; i++)
    if (is_asked_for (g_ptr_array_index (self->stale, i)))
      return TRUE;
  return self->asked != NULL || self->source != 0;
}

/* Each of them is answered before the first one is asked again, so that a sync that goes on and on
 * keeps none away. */
static gboolean
later_cb (gpointer user_data)
{
  CosellFacetPane *self = user_data;

  if (is_asking (self))
    return G_SOURCE_CONTINUE;
  self->later_source = 0;
  forget_all (self);
  ask_next (self);
  return G_SOURCE_REMOVE;
}

/* What is asked about the deals, or the leads, of the tab. */
static void
show_groups (CosellFacetPane *self)
{
  GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups));
  gboolean leads = self->tab == COSELL_TAB_LEADS;

  for (guint i = 0; i < G_N_ELEMENTS (facets) && group != NULL; i++)
    {
      gtk_widget_set_visible (group, facets[i].where != (leads ? OF_DEALS : OF_LEADS));
      group = gtk_widget_get_next_sibling (group);
    }
}

/* --- what is looked for --- */

static void
query_changed_cb (CosellFacetPane *self)
{
  gtk_widget_set_sensitive (self->clear, *get_query (self) != '\0');
  for (GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups)); group != NULL;
       group = gtk_widget_get_next_sibling (group))
    cosell_facet_group_set_query (COSELL_FACET_GROUP (group), get_query (self));
  ask_all (self, SOON_MS);
}

static void
session_changed_cb (CosellFacetPane *self)
{
  if (self->later_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->later_source = g_timeout_add (LATER_MS, later_cb, self);
}

/* What was typed a moment ago counts, too. */
static const char *
flushed_query (CosellFacetPane *self)
{
  cosell_search_bar_flush (self->search);
  return get_query (self);
}

static void
group_chosen_cb (CosellFacetGroup *group,
                 const char *term,
                 gboolean chosen,
                 gboolean alone,
                 CosellFacetPane *self)
{
  g_autofree char *query = NULL;

  if (self->search == NULL)
    return;
  query = cosell_query_set_choice (flushed_query (self), term, chosen, alone);
  cosell_search_bar_set_query (self->search, query);
}

static void
group_ranged_cb (CosellFacetGroup *group, const char *term, CosellFacetPane *self)
{
  CosellFacetQuestion asked = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *query = NULL;
  g_autoptr (CosellQuery) read = NULL;

  if (self->search == NULL)
    return;
  cosell_facet_group_ask (group, &asked);
  text = g_strdup (flushed_query (self));
  read = cosell_query_parse_typed (text, -1, NULL);
  query = cosell_query_set_key (text, read, (CosellQueryKey) asked.facet, term);
  cosell_search_bar_set_query (self->search, query);
}

static void
group_wanted_cb (CosellFacetGroup *group, CosellFacetPane *self)
{
  if (group == self->asked)
    g_cancellable_cancel (self->cancellable);
  g_ptr_array_remove (self->stale, group);
  g_ptr_array_insert (self->stale, 0, group);
  ask_next (self);
}

/* The words that are searched for stay. */
static void
clear_cb (CosellFacetPane *self)
{
  g_autofree char *text = NULL;
  g_autoptr (CosellQuery) query = NULL;

  if (self->search == NULL)
    return;
  text = g_strdup (flushed_query (self));
  query = cosell_query_parse_typed (text, -1, NULL);
  for (guint i = query->terms->len; i > 0; i--)
    {
      const CosellQueryTerm *term = g_ptr_array_index (query->terms, i - 1);

      if (term->kind == COSELL_QUERY_TERM_FILTER || term->kind == COSELL_QUERY_TERM_KEYWORD)
        cosell_take_str (&text, cosell_query_remove_term (text, query, i - 1));
    }
  cosell_search_bar_set_query (self->search, text);
}

static void
close_cb (CosellFacetPane *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer unused)
{
  close_cb (COSELL_FACET_PANE (widget));
  return TRUE;
}

/* A check mark would keep the arrow keys for itself. */
static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer unused)
{
  return gtk_widget_child_focus (widget, (GtkDirectionType) g_variant_get_int32 (args));
}

/* --- object --- */

static void
cosell_facet_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cosell_facet_pane_parent_class)->map (widget);
  ask_all (COSELL_FACET_PANE (widget), 0);
}

static void
cosell_facet_pane_unmap (GtkWidget *widget)
{
  CosellFacetPane *self = COSELL_FACET_PANE (widget);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->later_source, g_source_remove);
  GTK_WIDGET_CLASS (cosell_facet_pane_parent_class)->unmap (widget);
}

static void
cosell_facet_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellFacetPane *self = COSELL_FACET_PANE (object);

  switch ((CosellFacetPaneProperty) id)
    {
    case PROP_TAB:
      g_value_set_enum (value, (int) self->tab);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cosell_facet_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CosellFacetPane *self = COSELL_FACET_PANE (object);

  switch ((CosellFacetPaneProperty) id)
    {
    case PROP_TAB:
      self->tab = (CosellTab) g_value_get_enum (value);
      show_groups (self);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  ask_all (self, 0);
}

static void
cosell_facet_pane_dispose (GObject *object)
{
  CosellFacetPane *self = COSELL_FACET_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->later_source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->search);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_FACET_PANE);
  G_OBJECT_CLASS (cosell_facet_pane_parent_class)->dispose (object);
}

static void
cosell_facet_pane_finalize (GObject *object)
{
  CosellFacetPane *self = COSELL_FACET_PANE (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->stale);
  G_OBJECT_CLASS (cosell_facet_pane_parent_class)->finalize (object);
}

static void
cosell_facet_pane_class_init (CosellFacetPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cosell_facet_pane_get_property;
  object_class->set_property = cosell_facet_pane_set_property;
  object_class->dispose = cosell_facet_pane_dispose;
  object_class->finalize = cosell_facet_pane_finalize;
  widget_class->map = cosell_facet_pane_map;
  widget_class->unmap = cosell_facet_pane_unmap;
  props[PROP_TAB] = g_param_spec_enum ("tab", NULL, NULL, COSELL_TYPE_TAB, COSELL_TAB_INBOUND,
                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "facetpane");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/find/cosell-facet-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellFacetPane, content);
  gtk_widget_class_bind_template_child (widget_class, CosellFacetPane, clear);
  gtk_widget_class_bind_template_child (widget_class, CosellFacetPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, CosellFacetPane, groups);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, step_cb, "i", GTK_DIR_TAB_FORWARD);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, step_cb, "i", GTK_DIR_TAB_BACKWARD);
}

static void
cosell_facet_pane_init (CosellFacetPane *self)
{
  self->stale = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cosell_facet_pane_new (CosellSession *session, CosellSearchBar *search)
{
  CosellFacetPane *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session) && COSELL_IS_SEARCH_BAR (search), NULL);

  self = g_object_new (COSELL_TYPE_FACET_PANE, NULL);
  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->search, search);
  g_signal_connect_object (search, "notify::query", G_CALLBACK (query_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  query_changed_cb (self);
  return GTK_WIDGET (self);
}

void
cosell_facet_pane_fill (CosellFacetPane *self)
{
  g_return_if_fail (COSELL_IS_FACET_PANE (self));

  if (gtk_widget_get_first_child (GTK_WIDGET (self->groups)) != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (facets); i++)
    {
      GtkWidget *group = cosell_facet_group_new (facets[i].facet, facets[i].expanded);

      g_signal_connect (group, "chosen", G_CALLBACK (group_chosen_cb), self);
      g_signal_connect (group, "ranged", G_CALLBACK (group_ranged_cb), self);
      g_signal_connect (group, "wanted", G_CALLBACK (group_wanted_cb), self);
      gtk_box_append (self->groups, group);
    }
  show_groups (self);
  query_changed_cb (self);
}

void
cosell_facet_pane_grab_focus (CosellFacetPane *self)
{
  g_return_if_fail (COSELL_IS_FACET_PANE (self));

  cosell_facet_pane_fill (self);
  cosell_facet_group_grab_focus (
      COSELL_FACET_GROUP (gtk_widget_get_first_child (GTK_WIDGET (self->groups))));
}
