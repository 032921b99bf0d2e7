/* An icon that GTK's threads let go of last ends on the main thread, where icons are looked up. */
#include "support/await.h"
#include "ui-test.h"

/* larger ones than those that GTK keeps for a while */
#define SIZE 200

static GtkIconPaintable *
look_up (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  return gtk_icon_theme_lookup_icon (theme, "go-next-symbolic", NULL, SIZE, 1, GTK_TEXT_DIR_LTR, 0);
}

static gpointer
drop (gpointer icon)
{
  g_object_unref (icon);
  return NULL;
}

static void
gone_cb (gpointer where, GObject *icon)
{
  *(GThread **) where = g_thread_self ();
}

static gboolean
is_gone (gpointer where)
{
  return *(GThread **) where != NULL;
}

static void
test_dropped (void)
{
  GtkIconPaintable *icon = look_up ();
  GThread *where = NULL;

  g_object_weak_ref (G_OBJECT (icon), gone_cb, &where);
  g_thread_join (g_thread_new ("drop", drop, icon));
  await_condition (is_gone, &where);
  g_assert_true (where == g_thread_self ());
}

/* What a thread is about to drop is found again, whole. */
static void
test_looked_up (void)
{
  for (int i = 0; i < 500; i++)
    {
      GThread *thread = g_thread_new ("drop", drop, look_up ());

      for (int n = 0; n < 50; n++)
        {
          g_autoptr (GtkIconPaintable) icon = look_up ();

          g_assert_true (GTK_IS_ICON_PAINTABLE (icon));
        }
      g_thread_join (thread);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/icon-thread/dropped", test_dropped);
  g_test_add_func ("/icon-thread/looked-up", test_looked_up);
  return g_test_run ();
}
