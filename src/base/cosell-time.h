/* cosell-time.h: instants (µs since the epoch, UTC) and calendar dates ("YYYY-MM-DD") as text */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "no instant" */
#define COSELL_NO_TIME G_MININT64

/* RFC 3339 as the service writes it: 0 to 7 (or more) fraction digits, "Z", "z" or an offset, or no
 * zone at all, which is taken as UTC. Digits beyond µs are cut. A bare date is midnight UTC.
 * Returns: TRUE and *instant, or FALSE (and *instant = COSELL_NO_TIME). NULL is FALSE. */
gboolean cosell_time_parse (const char *text, gint64 *instant);
/* Whether an instant can be one of a deal: what a service writes for "none" is the first or the last
 * one that its language has. Years 1990 to 2199. */
gboolean cosell_time_is_possible (gint64 instant);
/* cosell_time_parse of what comes from outside: one that is not possible is none. */
gboolean cosell_time_parse_possible (const char *text, gint64 *instant);
/* "2026-11-22T08:00:00Z", with a fraction of up to six digits only when there is one.
 * Returns: (transfer full) (nullable): NULL for COSELL_NO_TIME */
char *cosell_time_format (gint64 instant);
/* The calendar date of an instant in UTC. Returns: (transfer full) (nullable) */
char *cosell_time_format_date (gint64 instant);
/* A real calendar date, written YYYY-MM-DD. date may be NULL. */
gboolean cosell_date_parse (const char *text, GDate *date);
/* Whether it also is one of the years that an instant of a deal can have: a year of another calendar
 * is a real date, too, and would be taken for none later. */
gboolean cosell_date_is_possible (const char *text);
char *cosell_date_format (const GDate *date);

G_END_DECLS
