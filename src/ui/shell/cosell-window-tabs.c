#include "ui/shell/cosell-window-tabs.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-enums.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-widget-helpers.h"

static const char *
tab_title (CosellTab tab)
{
  switch (tab)
    {
    case COSELL_TAB_INBOUND:
      return _ ("Inbound");
    case COSELL_TAB_OUTBOUND:
      return _ ("Outbound");
    case COSELL_TAB_FAVORITES:
      return _ ("Favorites");
    case COSELL_TAB_LEADS:
      return _ ("Leads");
    case COSELL_TAB_ALL:
      break;
    }
  return "";
}

/* Nobody sends us what stands in Outbound. */
static guint
count_unanswered (CosellSession *session, CosellTab tab)
{
  guint count = 0;

  if (tab == COSELL_TAB_INBOUND)
    g_object_get (session, "unanswered-inbound", &count, NULL);
  else if (tab == COSELL_TAB_FAVORITES)
    g_object_get (session, "unanswered-favorites", &count, NULL);
  else if (tab == COSELL_TAB_LEADS)
    g_object_get (session, "unanswered-leads", &count, NULL);
  return count;
}

/* Where a title is cut, its end stays: the number. Of four in a row in large letters no more than
 * that has room, and a part of a number would be another one; the icon says whose it is. */
static PangoEllipsizeMode
cut_at (CosellSession *session, guint count)
{
  guint leads;

  g_object_get (session, "leads-count", &leads, NULL);
  if (leads == 0)
    return PANGO_ELLIPSIZE_MIDDLE;
  return count > 0 ? PANGO_ELLIPSIZE_START : PANGO_ELLIPSIZE_END;
}

static void
keep_number (GtkWidget *widget, PangoEllipsizeMode mode)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_ellipsize (GTK_LABEL (widget)) != PANGO_ELLIPSIZE_NONE)
    gtk_label_set_ellipsize (GTK_LABEL (widget), mode);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    keep_number (child, mode);
}

/* Returns: (transfer full) */
static char *
describe_count (CosellTab tab, guint count)
{
  if (tab == COSELL_TAB_LEADS)
    return g_strdup_printf (ngettext ("%u lead waits for your answer",
                                      "%u leads wait for your answer", count),
                            count);
  return g_strdup_printf (ngettext ("%u deal waits for your answer",
                                    "%u deals wait for your answer", count),
                          count);
}

static void
name_button (GtkWidget *button, CosellTab tab, guint count)
{
  g_autofree char *words = count > 0 ? describe_count (tab, count) : NULL;

  cosell_widget_set_tooltip (button, words);
  /* libadwaita names it by its label, and both names would be read */
  cosell_button_set_name (button, tab_title (tab));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "", -1);
}

/* The buttons stand in the order of the tabs. */
static void
name_buttons (GtkWidget *widget, CosellSession *session, guint *tab)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_TOGGLE_BUTTON (child))
      {
        guint count = count_unanswered (session, (CosellTab) *tab);

        keep_number (child, cut_at (session, count));
        name_button (child, (CosellTab) *tab, count);
        ++*tab;
      }
    else
      name_buttons (child, session, tab);
}

void
cosell_window_tabs_update (AdwViewStack *tabs,
                           GtkWidget *const *bars,
                           guint n_bars,
                           CosellSession *session)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (tabs);

  g_return_if_fail (COSELL_IS_SESSION (session));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      guint count = count_unanswered (session, (CosellTab) i);
      g_autofree char *title =
          /* Translators: title of a tab and the number of deals that wait for an answer */
          count > 0 ? g_strdup_printf (_ ("%s %u"), tab_title ((CosellTab) i), count)
                    : g_strdup (tab_title ((CosellTab) i));

      adw_view_stack_page_set_title (page, title);
    }
  for (guint i = 0; i < n_bars; i++)
    {
      guint tab = 0;

      name_buttons (bars[i], session, &tab);
    }
}
