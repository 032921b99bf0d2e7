#include "app/cosell-profile.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static void
test_resolve (void)
{
  g_autofree char *relative = NULL, *option = NULL, *variable = NULL, *real = NULL,
                  *practice = NULL;
  g_autofree char *expected_relative = g_canonicalize_filename ("some/profile", NULL);
  g_autofree char *expected_real = g_build_filename (g_get_user_data_dir (), "cosell", NULL);
  g_autofree char *expected_practice =
      g_build_filename (g_get_user_data_dir (), "cosell-sandbox", NULL);

  g_setenv ("COSELL_PROFILE", "/profiles/variable", TRUE);
  option = cosell_profile_resolve ("/profiles/option", FALSE);
  variable = cosell_profile_resolve (NULL, TRUE);
  g_unsetenv ("COSELL_PROFILE");
  relative = cosell_profile_resolve ("some/profile", FALSE);
  real = cosell_profile_resolve (NULL, FALSE);
  practice = cosell_profile_resolve ("", TRUE);
  g_assert_cmpstr (option, ==, "/profiles/option");
  g_assert_cmpstr (variable, ==, "/profiles/variable");
  g_assert_cmpstr (relative, ==, expected_relative);
  g_assert_cmpstr (real, ==, expected_real);
  g_assert_cmpstr (practice, ==, expected_practice);
}

static void
test_ensure (void)
{
  g_autofree char *dir = g_build_filename (g_get_user_data_dir (), "deep", "profile", NULL);
  g_autofree char *file = g_build_filename (g_get_user_data_dir (), "file", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  GStatBuf info;
  guint mode;

  g_assert_true (cosell_profile_ensure (dir, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (dir, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);

  g_assert_null (cosell_profile_dup_warning (dir, &mode));

  /* the mode of one that was there is its owner's business; who may look into it is said */
  g_assert_cmpint (g_chmod (dir, 0755), ==, 0);
  g_assert_true (cosell_profile_ensure (dir, &error));
  g_assert_cmpint (g_stat (dir, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0755);
  warning = cosell_profile_dup_warning (dir, &mode);
  g_assert_nonnull (strstr (warning, dir));
  g_assert_cmpuint (mode, ==, 0755);

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_false (cosell_profile_ensure (file, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, file));
}

static void
test_settings (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-profile-XXXXXX", NULL);
  g_autofree char *ini = g_build_filename (dir, "settings.ini", NULL);
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, "io.github.cosell.Cosell", TRUE);
  settings = cosell_profile_settings (dir);
  if (schema == NULL)
    {
      g_assert_null (settings);
      g_test_skip ("the schema is not installed");
      return;
    }
  g_assert_nonnull (settings);
  /* the environment of the tests asks for the memory backend: no file is written */
  g_settings_sync ();
  g_assert_false (g_file_test (ini, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

/* Only its owner reads the file, also where it was open before. */
static void
test_settings_mode (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-profile-XXXXXX", NULL);
  g_autofree char *ini = g_build_filename (dir, "settings.ini", NULL);
  g_autofree char *backend = g_strdup (g_getenv ("GSETTINGS_BACKEND"));
  g_autoptr (GSettings) settings = NULL;
  GStatBuf info;

  g_unsetenv ("GSETTINGS_BACKEND");
  g_assert_cmpint (g_chmod (dir, 0755), ==, 0);
  g_assert_true (g_file_set_contents_full (ini, "[io/github/cosell/Cosell]\n", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  settings = cosell_profile_settings (dir);
  if (settings == NULL)
    {
      g_test_skip ("the schema is not installed");
      return;
    }
  g_assert_true (g_settings_set_int (settings, "window-width", 1017));
  g_settings_sync ();
  g_assert_cmpint (g_stat (ini, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_setenv ("GSETTINGS_BACKEND", backend != NULL ? backend : "memory", TRUE);
  g_clear_object (&settings);
  g_unlink (ini);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/profile/resolve", test_resolve);
  g_test_add_func ("/profile/ensure", test_ensure);
  g_test_add_func ("/profile/settings", test_settings);
  g_test_add_func ("/profile/settings-mode", test_settings_mode);
  return g_test_run ();
}
