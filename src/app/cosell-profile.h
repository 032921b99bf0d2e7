/* cosell-profile.h: where a profile lies, and its settings */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* --profile, else COSELL_PROFILE, else XDG data folder: "cosell", or "cosell-sandbox" beside it.
 * Returns: (transfer full) an absolute path; not made yet; a relative one is only given back where the
 * folder that it is relative to is gone */
char *cosell_profile_resolve (const char *option, gboolean sandbox);
/* Makes the folder, 0700, when there is none. One that is there is somebody's, and stays as it is. */
gboolean cosell_profile_ensure (const char *dir, GError **error);
/* What to tell a person whose folder others may look into. mode: (out): its permissions.
 * Returns: (transfer full) (nullable): NULL when all is well */
char *cosell_profile_dup_warning (const char *dir, guint *mode);
/* GSettings of the schema io.github.cosell.Cosell on DIR/settings.ini (GKeyfileSettingsBackend);
 * with GSETTINGS_BACKEND=memory that one. (transfer full) (nullable): NULL when the schema is not
 * installed; callers fall back to the defaults */
GSettings *cosell_profile_settings (const char *dir);

G_END_DECLS
