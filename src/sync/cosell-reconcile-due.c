/* cosell-reconcile-due.c: when everything is to be looked through again */
#include "sync/cosell-reconcile-due.h"

#include "base/cosell-time.h"
#include "store/cosell-store-meta.h"

#define META_DONE "sweep-done"     /* RFC 3339 */
#define META_WANTED "sweep-wanted" /* "1" */
#define INTERVAL G_TIME_SPAN_DAY
#define WANTED_INTERVAL G_TIME_SPAN_HOUR

gboolean
cosell_reconcile_note_done (CosellStore *store, GError **error)
{
  g_autofree char *now = cosell_time_format (cosell_clock_now (cosell_store_get_clock (store)));

  return cosell_store_set_meta (store, META_DONE, now, error);
}

gboolean
cosell_reconcile_note_wanted (CosellStore *store, GError **error)
{
  return cosell_store_set_meta (store, META_WANTED, "1", error);
}

gboolean
cosell_reconcile_forget_wanted (CosellStore *store, GError **error)
{
  return cosell_store_set_meta (store, META_WANTED, NULL, error);
}

gboolean
cosell_reconcile_is_due (CosellStore *store, gboolean *due, GError **error)
{
  g_autofree char *done = NULL;
  gint64 now = cosell_clock_now (cosell_store_get_clock (store));
  gboolean wanted = FALSE;
  gint64 at;

  if (!cosell_store_get_meta (store, META_DONE, &done, error) ||
      !cosell_store_has_meta (store, META_WANTED, &wanted, error))
    return FALSE;
  /* a clock that was set back must not put it off for ever */
  *due = !cosell_time_parse (done, &at) || at > now ||
         now - at >= (wanted ? WANTED_INTERVAL : INTERVAL);
  return TRUE;
}
