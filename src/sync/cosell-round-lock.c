/* cosell-round-lock.c: one sync per profile at a time, also among processes */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/cosell-time.h"
#include "sync/cosell-round.h"

#define TRY_AGAIN_MS 200
/* most rounds are over before that, and need no word */
#define TELL_MS 2000

static void
fail_with_errno (CosellRound *self, int why)
{
  g_autofree char *name = g_filename_display_name (self->lock_path);
  GError *error = NULL;

  if (why == ENOSPC || why == EDQUOT)
    g_set_error (&error, G_IO_ERROR, g_io_error_from_errno (why),
                 _ ("Nothing was synchronized: there is no room left on the disk for “%s”. Changes "
                    "wait on; free some space and synchronize again."),
                 name);
  else
    g_set_error (&error, G_IO_ERROR, g_io_error_from_errno (why),
                 _ ("Nothing was synchronized: “%s” cannot be written: %s. Changes wait on; make "
                    "its folder writable and synchronize again."),
                 name, g_strerror (why));
  cosell_round_fail (self, error);
}

static void
got_lock (CosellRound *self)
{
  cosell_round_await (self, COSELL_SYNC_AWAITS_NOTHING, COSELL_NO_TIME);
  cosell_round_go (self, COSELL_ROUND_RECOVER);
}

static void
wait_for_other (CosellRound *self, gint64 left)
{
  if (self->awaits == COSELL_SYNC_AWAITS_NOTHING &&
      left <= ((gint64) self->lock_limit - TELL_MS) * 1000)
    cosell_round_await (self, COSELL_SYNC_AWAITS_OTHER, cosell_round_now (self) + left);
  cosell_round_go_later (self, TRY_AGAIN_MS, COSELL_ROUND_LOCK);
}

void
cosell_round_lock (CosellRound *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->lock_path == NULL)
    {
      cosell_round_go (self, COSELL_ROUND_RECOVER);
      return;
    }
  if (self->lock_fd < 0)
    {
      self->lock_fd = open (self->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      self->lock_until = now + (gint64) self->lock_limit * 1000;
      if (self->lock_fd < 0)
        {
          fail_with_errno (self, errno);
          return;
        }
    }
  if (flock (self->lock_fd, LOCK_EX | LOCK_NB) == 0)
    got_lock (self);
  else if (errno != EWOULDBLOCK && errno != EINTR)
    fail_with_errno (self, errno);
  else if (now >= self->lock_until)
    cosell_round_fail (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY,
                                                  _ ("Another Cosell is synchronizing this profile "
                                                     "and does not finish. Try again later.")));
  else
    wait_for_other (self, self->lock_until - now);
}

void
cosell_round_unlock (CosellRound *self)
{
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
}
