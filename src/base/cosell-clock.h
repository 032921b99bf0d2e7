/* cosell-clock.h: the time, injectable */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define COSELL_TYPE_CLOCK (cosell_clock_get_type ())
G_DECLARE_INTERFACE (CosellClock, cosell_clock, COSELL, CLOCK, GObject)

struct _CosellClockInterface
{
  GTypeInterface parent;
  gint64 (*now) (CosellClock *self);
  /* (nullable): a timer of the main loop */
  guint (*add_timer) (CosellClock *self, guint milliseconds, GSourceFunc func, gpointer user_data,
                      GDestroyNotify notify);
  gint64 (*doubt) (CosellClock *self);   /* (nullable) */
  gint64 (*elapsed) (CosellClock *self); /* (nullable): as now */
};

/* µs since the epoch, UTC; any thread */
gint64 cosell_clock_now (CosellClock *self);
/* As g_timeout_add_full; a clock of a simulation decides by itself when the time is over. Main
 * context only. Returns: the id of the source */
guint cosell_clock_add_timer (CosellClock *self, guint milliseconds, GSourceFunc func,
                              gpointer user_data, GDestroyNotify notify);
/* Time that really passes, µs from anywhere: nobody sets it, and it goes on while the computer
 * sleeps. Any thread. */
gint64 cosell_clock_elapsed (CosellClock *self);
/* How far now may be from the service's time, µs; a day for a clock that does not know. */
gint64 cosell_clock_doubt (CosellClock *self);

/* The machine's clock; in development builds COSELL_NOW (RFC 3339) fixes it. */
CosellClock *cosell_clock_new_system (void);

G_END_DECLS
