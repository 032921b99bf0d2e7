/* cosell-round-lock.c: one sync per profile at a time, also among processes */
#include "base/cosell-time.h"
#include "sync/cosell-round.h"
#include "sync/cosell-sync-lock.h"

/* most rounds are over before that, and need no word */
#define TELL_MS 2000

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
  cosell_round_go_later (self, COSELL_SYNC_LOCK_AGAIN_MS, COSELL_ROUND_LOCK);
}

void
cosell_round_lock (CosellRound *self)
{
  GError *error = NULL;

  switch (cosell_sync_lock_take (self->lock_path, &self->lock_fd, &self->lock_until,
                                 self->lock_limit, &error))
    {
    case COSELL_SYNC_LOCK_TAKEN:
      if (self->lock_path != NULL)
        got_lock (self);
      else
        cosell_round_go (self, COSELL_ROUND_RECOVER);
      break;
    case COSELL_SYNC_LOCK_OTHER:
      wait_for_other (self, self->lock_until - g_get_monotonic_time ());
      break;
    case COSELL_SYNC_LOCK_FAILED:
    default:
      cosell_round_fail (self, error);
      break;
    }
}

void
cosell_round_unlock (CosellRound *self)
{
  cosell_sync_lock_give_back (&self->lock_fd);
}
