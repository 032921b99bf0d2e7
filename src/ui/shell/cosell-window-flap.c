#include "ui/shell/cosell-window-flap.h"

typedef struct
{
  GSettings *settings; /* (owned) */
  char *key;           /* (owned) */
} Kept;

static void
kept_free (gpointer data)
{
  Kept *self = data;

  g_object_unref (self->settings);
  g_free (self->key);
  g_free (self);
}

static gboolean
wants (AdwFlap *flap)
{
  const Kept *kept = g_object_get_data (G_OBJECT (flap), "kept");

  return kept != NULL && g_settings_get_boolean (kept->settings, kept->key);
}

/* The flap folds while it is given its size: what is shown is not laid out anew then. */
static gboolean
folded_cb (gpointer user_data)
{
  AdwFlap *flap = user_data;

  adw_flap_set_reveal_flap (flap, !adw_flap_get_folded (flap) && wants (flap));
  return G_SOURCE_REMOVE;
}

static void
fold_changed_cb (AdwFlap *flap, GParamSpec *pspec, gpointer unused)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, folded_cb, g_object_ref (flap), g_object_unref);
}

/* Whoever changed it: the button, the key, a swipe. */
static void
reveal_changed_cb (AdwFlap *flap, GParamSpec *pspec, gpointer unused)
{
  const Kept *kept = g_object_get_data (G_OBJECT (flap), "kept");
  gboolean shown = adw_flap_get_reveal_flap (flap);

  if (kept != NULL && !adw_flap_get_folded (flap) && wants (flap) != shown)
    g_settings_set_boolean (kept->settings, kept->key, shown);
}

void
cosell_window_flap_keep (AdwFlap *flap, GSettings *settings, const char *key)
{
  g_return_if_fail (ADW_IS_FLAP (flap) && key != NULL);

  if (settings != NULL)
    {
      Kept *kept = g_new0 (Kept, 1);

      kept->settings = g_object_ref (settings);
      kept->key = g_strdup (key);
      g_object_set_data_full (G_OBJECT (flap), "kept", kept, kept_free);
    }
  adw_flap_set_reveal_flap (flap, wants (flap));
  g_signal_connect (flap, "notify::folded", G_CALLBACK (fold_changed_cb), NULL);
  g_signal_connect (flap, "notify::reveal-flap", G_CALLBACK (reveal_changed_cb), NULL);
}
