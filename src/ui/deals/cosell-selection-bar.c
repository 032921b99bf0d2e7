#include "ui/deals/cosell-selection-bar.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-enums.h"
#include "ui/widgets/cosell-placing.h"

#define GAP 6
#define N_DIRECT 7

struct _CosellSelectionBar
{
  GtkWidget parent_instance;

  CosellDealsSelection *selection; /* (owned) (nullable) */

  GtkWidget *count;
  GtkLabel *count_label;
  GtkLabel *dropped_label;
  GtkWidget *direct[N_DIRECT]; /* the first ones are there where not all have room */
  GtkWidget *more;
  GtkWidget *done;
};

G_DEFINE_FINAL_TYPE (CosellSelectionBar, cosell_selection_bar, GTK_TYPE_WIDGET)

/* --- what can be done --- */

typedef struct
{
  const char *label;
  const char *action; /* detailed */
} Item;

static void
add_items (GMenu *menu, const Item *items, guint n)
{
  for (guint i = 0; i < n; i++)
    g_menu_append (menu, _ (items[i].label), items[i].action);
}

/* D6: what an ordinary deal goes through; those of assessments are marked one at a time. */
static GMenu *
make_stages (void)
{
  static const int stages[] = { 20, 40, 60, 80 };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      /* Translators: a stage, and how far it is: "Proposed 60 %" */
      g_autofree char *label =
          g_strdup_printf (_ ("%s %d %%"),
                           cosell_stage_label (stages[i], COSELL_DEAL_TYPE_PRIVATE,
                                               COSELL_DIRECTION_OUTBOUND),
                           stages[i]);
      g_autofree char *action = g_strdup_printf ("win.many::stage=%d", stages[i]);

      g_menu_append (menu, label, action);
    }
  return menu;
}

static GMenu *
make_dates (void)
{
  static const Item moves[] = { { N_ ("+ 1 Week"), "win.many::closeDate=+1week" },
                                { N_ ("+ 1 Month"), "win.many::closeDate=+1month" },
                                { N_ ("+ 3 Months"), "win.many::closeDate=+3months" } };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  add_items (section, moves, G_N_ELEMENTS (moves));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_menu_append (menu, _ ("_Choose a Date…"), "win.many::closeDate");
  return menu;
}

static const Item team[] = { { N_ ("_Add Team Member…"), "win.many::addMember" },
                             { N_ ("_Remove Team Member…"), "win.many::removeMember" } };

static GMenu *
make_team (void)
{
  GMenu *menu = g_menu_new ();

  add_items (menu, team, G_N_ELEMENTS (team));
  return menu;
}

static void
add_section (GMenu *menu, const Item *items, guint n)
{
  g_autoptr (GMenu) section = g_menu_new ();

  add_items (section, items, n);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenu *
make_everything (void)
{
  static const Item hearts[] = { { N_ ("Add to _Favorites"), "win.many::favorite=true" },
                                 { N_ ("Remove from Favori_tes"), "win.many::favorite=false" } };
  static const Item details[] = { { N_ ("_Value…"), "win.many::value" },
                                  { N_ ("_Marketing Campaign…"), "win.many::campaignId" },
                                  { N_ ("CRM _ID…"), "win.many-one::crmId" } };
  static const Item ends[] = { { N_ ("Invite Micros_oft…"), "win.many::invite" },
                               { N_ ("_Decline…"), "win.many::decline" },
                               { N_ ("Mark as _Lost…"), "win.many::lose" } };
  static const Item others[] = { { N_ ("Cop_y"), "win.copy-selected" },
                                 { N_ ("E_xport…"), "win.export" } };
  static const Item more[] = { { N_ ("S_elect All"), "win.select-all" } };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) stages = make_stages ();
  g_autoptr (GMenu) dates = make_dates ();

  add_section (menu, hearts, G_N_ELEMENTS (hearts));
  g_menu_append_submenu (section, _ ("_Stage"), G_MENU_MODEL (stages));
  g_menu_append_submenu (section, _ ("_Close Date"), G_MENU_MODEL (dates));
  add_items (section, details, G_N_ELEMENTS (details));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  add_section (menu, team, G_N_ELEMENTS (team));
  add_section (menu, ends, G_N_ELEMENTS (ends));
  add_section (menu, others, G_N_ELEMENTS (others));
  add_section (menu, more, G_N_ELEMENTS (more));
  return menu;
}

/* --- what it says --- */

static void
done_cb (CosellSelectionBar *self)
{
  cosell_deals_selection_end (self->selection);
}

/* --- size --- */

/* What stands at the end, in any width. */
static int
end_width (CosellSelectionBar *self)
{
  return cosell_placing_get_width (self->more) + GAP + cosell_placing_get_width (self->done);
}

static GtkSizeRequestMode
cosell_selection_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cosell_selection_bar_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  CosellSelectionBar *self = COSELL_SELECTION_BAR (widget);
  int count_min, count;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      count = for_size >= 0 ? MAX (0, for_size - GAP - end_width (self)) : -1;
      *minimum = 0;
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          int height;

          gtk_widget_measure (child, orientation, child == self->count ? count : -1, &height, NULL,
                              NULL, NULL);
          *minimum = MAX (*minimum, height);
        }
      *natural = *minimum;
      return;
    }
  gtk_widget_measure (self->count, orientation, -1, &count_min, &count, NULL, NULL);
  *minimum = count_min + GAP + end_width (self);
  *natural = count + GAP + end_width (self);
  for (guint i = 0; i < N_DIRECT; i++)
    *natural += cosell_placing_get_width (self->direct[i]) + GAP;
}

static void
cosell_selection_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CosellSelectionBar *self = COSELL_SELECTION_BAR (widget);
  int end = end_width (self);
  int count = MIN (cosell_placing_get_width (self->count), width - end - GAP);
  int left = width - end - GAP - count;
  int used = 0, x;
  guint fit = 0;

  while (fit < N_DIRECT && used + cosell_placing_get_width (self->direct[fit]) + GAP <= left)
    used += cosell_placing_get_width (self->direct[fit++]) + GAP;
  cosell_placing_put (widget, self->count, 0, count, height);
  x = width - end - used;
  for (guint i = 0; i < N_DIRECT; i++)
    {
      int own = i < fit ? cosell_placing_get_width (self->direct[i]) : 0;

      cosell_placing_put (widget, self->direct[i], x, own, height);
      x += own > 0 ? own + GAP : 0;
    }
  cosell_placing_put (widget, self->more, x, cosell_placing_get_width (self->more), height);
  cosell_placing_put (widget, self->done, width - cosell_placing_get_width (self->done),
                      cosell_placing_get_width (self->done), height);
}

/* --- life --- */

static void
cosell_selection_bar_dispose (GObject *object)
{
  CosellSelectionBar *self = COSELL_SELECTION_BAR (object);
  GtkWidget *child;

  g_clear_object (&self->selection);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cosell_selection_bar_parent_class)->dispose (object);
}

static void
cosell_selection_bar_class_init (CosellSelectionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_selection_bar_dispose;
  widget_class->measure = cosell_selection_bar_measure;
  widget_class->get_request_mode = cosell_selection_bar_get_request_mode;
  widget_class->size_allocate = cosell_selection_bar_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "selectionbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static GtkLabel *
add_label (GtkWidget *box)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

static GtkWidget *
add_child (CosellSelectionBar *self, GtkWidget *child)
{
  gtk_widget_add_css_class (child, "flat");
  gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return child;
}

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* icon: (nullable); menu: taken */
static GtkWidget *
make_menu_button (const char *label, const char *icon, GMenu *menu)
{
  GtkWidget *button = gtk_menu_button_new ();

  if (icon != NULL)
    {
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
      gtk_widget_set_tooltip_text (button, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
    }
  else
    gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  g_object_unref (menu);
  return button;
}

static GtkWidget *
make_heart (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("cosell-heart-outline-symbolic");

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "win.many::favorite=true");
  gtk_widget_set_tooltip_text (button, _ ("Add to Favorites"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add to Favorites"), -1);
  return button;
}

/* Four menus for each tab take their time, and most starts select nothing. */
static void
fill (CosellSelectionBar *self)
{
  GtkWidget *direct[N_DIRECT] = {
    make_heart (),
    make_menu_button (_ ("Stage"), NULL, make_stages ()),
    make_menu_button (_ ("Close Date"), NULL, make_dates ()),
    make_button (_ ("Value…"), "win.many::value"),
    make_menu_button (_ ("Team"), NULL, make_team ()),
    make_button (_ ("Invite Microsoft…"), "win.many::invite"),
    make_button (_ ("Lost…"), "win.many::lose"),
  };

  self->count = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_object_set (self->count, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  self->count_label = add_label (self->count);
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "totals-sum");
  self->dropped_label = add_label (self->count);
  gtk_widget_add_css_class (GTK_WIDGET (self->dropped_label), "totals-weighted");
  gtk_widget_set_valign (self->count, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->count, GTK_WIDGET (self));
  for (guint i = 0; i < N_DIRECT; i++)
    self->direct[i] = add_child (self, direct[i]);
  self->more = add_child (self, make_menu_button (_ ("Change the Selected Deals"),
                                                  "view-more-symbolic", make_everything ()));
  self->done = add_child (self, gtk_button_new_with_label (_ ("Done")));
  g_signal_connect_object (self->done, "clicked", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Selected deals"), -1);
}

static void
update (CosellSelectionBar *self)
{
  gboolean selecting = cosell_deals_selection_is_selecting (self->selection);
  guint n = cosell_deals_selection_get_n_selected (self->selection);
  guint dropped = cosell_deals_selection_get_n_dropped (self->selection);
  CosellDealList *deals = cosell_deals_selection_get_deals (self->selection);
  guint all = deals != NULL ? cosell_deal_list_get_n_deals (deals) : 0;
  /* Translators: how many deals are selected, and how many the list has */
  g_autofree char *count =
      g_strdup_printf (ngettext ("%u of %u selected", "%u of %u selected", n), n, all);
  /* Translators: deals that were selected and that the list does not show any more */
  g_autofree char *gone =
      g_strdup_printf (ngettext ("%u no longer shown", "%u no longer shown", dropped), dropped);

  gtk_widget_set_visible (GTK_WIDGET (self), selecting);
  if (!selecting)
    return;
  if (self->count == NULL)
    fill (self);
  gtk_label_set_label (self->count_label, count);
  gtk_label_set_label (self->dropped_label, gone);
  gtk_widget_set_visible (GTK_WIDGET (self->dropped_label), dropped > 0);
}

static void
cosell_selection_bar_init (CosellSelectionBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
cosell_selection_bar_set_selection (CosellSelectionBar *self, CosellDealsSelection *selection)
{
  static const char *const signals[] = { "notify::selecting", "notify::n-selected",
                                         "notify::n-dropped", "items-changed" };

  g_return_if_fail (COSELL_IS_SELECTION_BAR (self) && self->selection == NULL);
  g_return_if_fail (COSELL_IS_DEALS_SELECTION (selection));

  self->selection = g_object_ref (selection);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (selection, signals[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
