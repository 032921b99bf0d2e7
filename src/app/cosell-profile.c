#include "app/cosell-profile.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* GKeyfileSettingsBackend is not in the ordinary include path of GLib 2.74. */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#define SCHEMA_ID "io.github.cosell.Cosell"
#define SCHEMA_PATH "/io/github/cosell/Cosell/"

char *
cosell_profile_resolve (const char *option, gboolean sandbox)
{
  const char *chosen = option;

  if (chosen == NULL || *chosen == '\0')
    chosen = g_getenv ("COSELL_PROFILE");
  if (chosen != NULL && *chosen != '\0')
    return g_canonicalize_filename (chosen, NULL);
  return g_build_filename (g_get_user_data_dir (), sandbox ? "cosell-sandbox" : "cosell", NULL);
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
                             "“chmod 700” on the folder to close it."),
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
