/* cosell-format.h: values as a person reads them; pure, main thread, results (transfer full) */
#pragma once

#include "base/cosell-clock.h"
#include "model/cosell-deal.h"

G_BEGIN_DECLS

/* The clock that countdowns are shown by; the application sets it once, at start. */
void
cosell_format_set_clock (CosellClock *clock);
gint64
cosell_format_now (void); /* µs UTC */

/* "SEK 1 200 000": decimals only when they are not all zero; "–" without a value. */
char *
cosell_format_money (const char *value, const char *currency);
/* An amount as it is typed into a field, with the decimal sign of this language and nothing between
 * the thousands; what is no number stays as it is. */
char *
cosell_format_amount (const char *value);
/* The way back; what is no number stays as it is. */
char *
cosell_format_read_amount (const char *text);
/* "15 Jan 2027" from "2027-01-15"; "–" for NULL; the text itself when it is no date. */
char *
cosell_format_date (const char *date);
/* The same without its year where that is plain: less than nine months from now, "15 Jan". */
char *
cosell_format_date_brief (const char *date, gint64 now);
/* An instant as a local date, "Today" and "Yesterday" included. now: µs UTC. */
char *
cosell_format_day (gint64 instant, gint64 now);
/* The same without its year where that is plain: "18 Aug". */
char *
cosell_format_day_brief (gint64 instant, gint64 now);
/* "14:02" today, else day and time. */
char *
cosell_format_time (gint64 instant, gint64 now);
/* "Wed 25 Nov, 14:02", whatever day it is: to stand after "on". */
char *
cosell_format_instant (gint64 instant);
/* D4: "2 days", "5 hours", "12 minutes" left until an instant; "now" when it is past. */
char *
cosell_format_time_left (gint64 until, gint64 now);
/* The same with the smaller unit: "2 days 1 hour", "5 hours 12 minutes". */
char *
cosell_format_time_left_exact (gint64 until, gint64 now);
/* "Co-sell", "Private · P2P" */
char *
cosell_format_type (const CosellDealData *deal);
/* A10: who sent an inbound deal: "From Microsoft". Returns: (nullable): NULL for any other deal,
 * and when the service does not say */
char *
cosell_format_sender (const CosellDealData *deal);
/* Words of the status pill: "Proposed 60 %", "Expires in 2 days", "Draft", "Won", of one that is
 * scheduled "Scheduled: won 5 Nov, 14:05", of one that the service hides "No longer visible". */
char *
cosell_format_status (const CosellDealData *deal, gint64 now);
/* The same without a percentage. */
char *
cosell_format_status_brief (const CosellDealData *deal, gint64 now);
/* I9: by how many days an open deal is past its close date, where the user is; 0: it is not. */
int
cosell_format_days_overdue (const CosellDealData *deal, gint64 now);
char *
cosell_format_overdue (int days); /* "7 days overdue" */
/* CSS class of the status pill: "accent", "success", "warning", "error", or "neutral" (static). */
const char *
cosell_format_status_class (const CosellDealData *deal, gint64 now);

G_END_DECLS
