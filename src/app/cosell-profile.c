#include "app/cosell-profile.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* GKeyfileSettingsBackend is not in the ordinary include path of GLib 2.74. */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#define SCHEMA_ID "io.github.cosell.Cosell"
#define SCHEMA_PATH "/io/github/cosell/Cosell/"

/* An absolute path: what is relative would be another folder for each place that a command is
 * called in, and XDG takes it for none. (transfer full) */
static char *
dup_data_dir (void)
{
  const char *dir = g_get_user_data_dir ();
  const char *home = g_get_home_dir ();
  const struct passwd *user;

  if (g_path_is_absolute (dir))
    return g_strdup (dir);
  if (!g_path_is_absolute (home) && (user = getpwuid (getuid ())) != NULL)
    home = user->pw_dir;
  return g_build_filename (home, ".local", "share", NULL);
}

/* A relative path stays one when there is no folder that it is relative to. (transfer full) */
static char *
make_absolute (const char *path)
{
  g_autofree char *here = getcwd (NULL, 0);

  return here != NULL || g_path_is_absolute (path) ? g_canonicalize_filename (path, here)
                                                   : g_strdup (path);
}

char *
cosell_profile_resolve (const char *option, gboolean sandbox)
{
  const char *chosen = option;
  g_autofree char *data = NULL;

  if (chosen == NULL || *chosen == '\0')
    chosen = g_getenv ("COSELL_PROFILE");
  if (chosen != NULL && *chosen != '\0')
    return make_absolute (chosen);
  data = dup_data_dir ();
  return g_build_filename (data, sandbox ? "cosell-sandbox" : "cosell", NULL);
}

gboolean
cosell_profile_ensure (const char *dir, GError **error)
{
  g_autofree char *name = NULL;
  int saved;

  g_return_val_if_fail (dir != NULL, FALSE);

  if (g_file_test (dir, G_FILE_TEST_IS_DIR) || g_mkdir_with_parents (dir, 0700) == 0)
    return TRUE;
  saved = errno;
  name = g_filename_display_name (dir);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
               _ ("The profile folder “%s” cannot be used: %s. Choose another one with --profile."),
               name, g_strerror (saved));
  return FALSE;
}

char *
cosell_profile_dup_warning (const char *dir, guint *mode)
{
  struct stat info;

  g_return_val_if_fail (dir != NULL && mode != NULL, NULL);

  *mode = stat (dir, &info) == 0 ? info.st_mode & 07777 : 0;
  if ((*mode & 077) == 0)
    return NULL;
  return g_strdup_printf (_ ("Other people on this computer may look into the profile folder “%s”. "
                             "The deals are kept from them, the names of the files are not. Run "
                             "“chmod 700” on the folder to close it, or choose one of its own with "
                             "--profile if others need it."),
                          dir);
}

/* The installed schema; beside it, for a program that runs from its build folder, whatever
 * GSETTINGS_SCHEMA_DIR adds, which the default source already contains. */
static GSettingsSchema *
lookup_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

  return source != NULL ? g_settings_schema_source_lookup (source, SCHEMA_ID, TRUE) : NULL;
}

GSettings *
cosell_profile_settings (const char *dir)
{
  g_autoptr (GSettingsSchema) schema = lookup_schema ();
  g_autoptr (GSettingsBackend) backend = NULL;

  g_return_val_if_fail (dir != NULL, NULL);

  if (schema == NULL)
    return NULL;
  if (g_strcmp0 (g_getenv ("GSETTINGS_BACKEND"), "memory") == 0)
    backend = g_memory_settings_backend_new ();
  else
    {
      g_autofree char *file = g_build_filename (dir, "settings.ini", NULL);

      backend = g_keyfile_settings_backend_new (file, "/", NULL);
    }
  return g_settings_new_full (schema, backend, SCHEMA_PATH);
}
