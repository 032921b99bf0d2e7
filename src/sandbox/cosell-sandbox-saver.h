/* cosell-sandbox-saver.h: the state as one JSON file, DIR/referrals.json
 *
 * {"version":1,"clockOffset":µs,"revision":N,"lastUpdate":µs,"dataverse":{…},"value":[
 * one referral a line
 * ]}
 */
#pragma once

#include <gio/gio.h>

#include "sandbox/cosell-sandbox-core.h"

G_BEGIN_DECLS

typedef struct _SandboxSaver SandboxSaver;

/* dir: copied. Nothing is read or written yet. Returns: (transfer full) */
SandboxSaver *
sandbox_saver_new (const char *dir);
/* Waits for a save that runs. saver: (nullable) */
void
sandbox_saver_free (SandboxSaver *saver);
/* Makes the folder (0700) and reads the file. *found FALSE: there is none. */
gboolean
sandbox_saver_load (SandboxSaver *saver, SandboxCore *core, gboolean *found, GError **error);
/* Writes the state now. */
gboolean
sandbox_saver_save (SandboxSaver *saver, SandboxCore *core, GError **error);
/* Writes the state as it is now on another thread; a failure is told on stderr and leaves the
 * saver dirty. FALSE when the last one is still being written. */
gboolean
sandbox_saver_start (SandboxSaver *saver, SandboxCore *core);
/* Whether something failed to be written. */
gboolean
sandbox_saver_has_failed (SandboxSaver *saver);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxSaver, sandbox_saver_free)

G_END_DECLS
