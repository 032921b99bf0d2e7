/* cosell-sandbox-process.h: runs cosell-sandbox beside the window (practice mode)
 *
 * Spawns `cosell-sandbox --data PROFILE/sandbox --token-fd 3 [--deals N]` on a free port and reads the
 * "listening on" line and the PIN; ends it with the object. The token is a random one kept in
 * PROFILE/sandbox/token (0600), and comes through a pipe, where nobody else can read it.
 * COSELL_TOKEN is for the real service: the server never sees it. DEALS counts only when
 * PROFILE/sandbox is new.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define COSELL_TYPE_SANDBOX_PROCESS (cosell_sandbox_process_get_type ())
G_DECLARE_FINAL_TYPE (CosellSandboxProcess, cosell_sandbox_process, COSELL, SANDBOX_PROCESS, GObject)

/* The secret that the practice server of this profile is started with, as it stands in the profile.
 * Any thread. Returns: (transfer full) (nullable): cosell_secret_free */
char *cosell_sandbox_process_read_token (const char *profile_dir);
/* Signal "ended": the process ended without being told to. */
void cosell_sandbox_process_start_async (const char *profile_dir, guint deals, GCancellable *c,
                                         GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full): it listens; letting go of it ends it. NULL with error */
CosellSandboxProcess *cosell_sandbox_process_start_finish (GAsyncResult *result, GError **error);
/* "http://127.0.0.1:PORT", as long as the object. (transfer none) */
const char *cosell_sandbox_process_get_url (CosellSandboxProcess *self);
/* What the server asks whoever consents to a sign-in; NULL: nothing. */
const char *cosell_sandbox_process_get_pin (CosellSandboxProcess *self);
void cosell_sandbox_process_stop (CosellSandboxProcess *self);

G_END_DECLS
