/* cosell-saver.h: writes what somebody types to disk, a moment after each letter (C18, P1)
 *
 * What is written, and where, is the business of the class made of it. At most 300 ms after
 * cosell_saver_touch it is written; one writing at a time, once more when it was touched meanwhile,
 * and again every few seconds while writing fails. Property "error" (string, nullable, read-only,
 * notifying): why nothing can be written. Main thread.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define COSELL_TYPE_SAVER (cosell_saver_get_type ())
G_DECLARE_DERIVABLE_TYPE (CosellSaver, cosell_saver, COSELL, SAVER, GObject)

struct _CosellSaverClass
{
  GObjectClass parent_class;

  /* (nullable) Whether there is anything that is worth to be kept; TRUE without it. */
  gboolean (*is_needed) (CosellSaver *self);
  /* Begins to write all that was typed; callback may be NULL, for the last time. Returns: FALSE
   * when the disk has it already, and callback is not called */
  gboolean (*begin) (CosellSaver *self, GAsyncReadyCallback callback, gpointer user_data);
  /* Ends that. Errors: those of the command of the session */
  gboolean (*finish) (CosellSaver *self, GAsyncResult *result, GError **error);
};

/* Something was typed. */
void
cosell_saver_touch (CosellSaver *self);
/* Says why nothing can be written; NULL: it can again. message: copied */
void
cosell_saver_set_error (CosellSaver *self, const char *message);
/* Whether everything typed is on disk, or there is nothing. */
gboolean
cosell_saver_is_clean (CosellSaver *self);
/* Writes what is not written yet. Ends when everything is on disk, or with the first error; once
 * the saver was stopped, when what was under way is over. */
void
cosell_saver_flush_async (CosellSaver *self, GAsyncReadyCallback callback, gpointer user_data);
/* Returns: FALSE when not everything is on disk. Errors: those of finish */
gboolean
cosell_saver_flush_finish (CosellSaver *self, GAsyncResult *result, GError **error);
/* Nothing is written any more: it was saved for good or given up. */
void
cosell_saver_stop (CosellSaver *self);
/* The same, but what is not written yet is written once more; only a flush that was asked for
 * before waits for it. */
void
cosell_saver_close (CosellSaver *self);

G_END_DECLS
