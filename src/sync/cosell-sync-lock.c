/* cosell-sync-lock.c: a lock file of a profile */
#include "sync/cosell-sync-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <unistd.h>

static CosellSyncLockState
fail_with_errno (const char *path, int why, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (why == ENOSPC || why == EDQUOT)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (why),
                 _ ("Nothing was synchronized: there is no room left on the disk for “%s”. Changes "
                    "wait on; free some space and synchronize again."),
                 name);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (why),
                 _ ("Nothing was synchronized: “%s” cannot be written: %s. Changes wait on; make "
                    "its folder writable and synchronize again."),
                 name, g_strerror (why));
  return COSELL_SYNC_LOCK_FAILED;
}

CosellSyncLockState
cosell_sync_lock_take (const char *path, int *fd, gint64 *until, guint limit, GError **error)
{
  gint64 now = g_get_monotonic_time ();

  if (path == NULL)
    return COSELL_SYNC_LOCK_TAKEN;
  if (*fd < 0)
    {
      *fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      *until = now + (gint64) limit * 1000;
      if (*fd < 0)
        return fail_with_errno (path, errno, error);
    }
  if (flock (*fd, LOCK_EX | LOCK_NB) == 0)
    return COSELL_SYNC_LOCK_TAKEN;
  if (errno != EWOULDBLOCK && errno != EINTR)
    return fail_with_errno (path, errno, error);
  if (now < *until)
    return COSELL_SYNC_LOCK_OTHER;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                       _ ("Another Cosell is synchronizing this profile and does not finish. Try "
                          "again later."));
  return COSELL_SYNC_LOCK_FAILED;
}

void
cosell_sync_lock_give_back (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}
