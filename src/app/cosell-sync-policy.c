#include "app/cosell-sync-policy.h"

#include "base/cosell-time.h"

#define OFFLINE_SECONDS 60
/* how much longer everything may take on a battery that is to last */
#define SAVING 4
#define STALE (2 * G_TIME_SPAN_MINUTE)

G_DEFINE_ENUM_TYPE (CosellSyncPause,
                    cosell_sync_pause,
                    G_DEFINE_ENUM_VALUE (COSELL_SYNC_PAUSE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (COSELL_SYNC_PAUSE_WANTED, "wanted"),
                    G_DEFINE_ENUM_VALUE (COSELL_SYNC_PAUSE_METERED, "metered"))

CosellSyncPause
cosell_sync_policy_get_pause (const CosellSyncPolicy *self)
{
  if (self->interval == 0)
    return COSELL_SYNC_PAUSE_WANTED;
  return self->metered && !self->metered_okay ? COSELL_SYNC_PAUSE_METERED : COSELL_SYNC_PAUSE_NONE;
}

gboolean
cosell_sync_policy_is_allowed (const CosellSyncPolicy *self)
{
  return cosell_sync_policy_get_pause (self) == COSELL_SYNC_PAUSE_NONE;
}

guint
cosell_sync_policy_get_wait (const CosellSyncPolicy *self)
{
  guint seconds = self->interval * 60;

  if (!cosell_sync_policy_is_allowed (self))
    return 0;
  if (self->offline)
    seconds = MIN (seconds, OFFLINE_SECONDS);
  return self->saving_power ? seconds * SAVING : seconds;
}

gboolean
cosell_sync_policy_is_stale (const CosellSyncPolicy *self, gint64 last_sync, gint64 now)
{
  gint64 age = self->saving_power ? STALE * SAVING : STALE;

  if (!cosell_sync_policy_is_allowed (self))
    return FALSE;
  /* a clock that was set back says nothing about the age */
  return last_sync == COSELL_NO_TIME || last_sync > now || now - last_sync >= age;
}
