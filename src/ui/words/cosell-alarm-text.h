/* cosell-alarm-text.h: what a desktop notification says (G2); pure, main thread */
#pragma once

#include "model/cosell-alarm.h"

G_BEGIN_DECLS

/* title and body: (out) (transfer full). now: µs UTC */
void
cosell_alarm_text (const CosellAlarm *alarm, gint64 now, char **title, char **body);
/* The same for many of one kind at a time. Returns: (transfer full) "12 new inbound deals" */
char *
cosell_alarm_text_for_many (CosellAlarmKind kind, guint n);

G_END_DECLS
