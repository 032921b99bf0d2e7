/* perf-window.h: the window under measurement, and phases that stand in files of their own */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "gap-recorder.h"
#include "support/server-process.h"
#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

typedef struct
{
  char *profile;          /* (owned) */
  ServerProcess *server;  /* (owned) */
  guint n_deals;          /* that the server began with */
  CosellSession *session; /* (owned) */
  GSettings *settings;    /* (owned) */
  CosellWindow *window;   /* (unowned) */
  GapRecorder *gaps;      /* (owned) */
} Bench;

/* ---- perf-window.c ---- */

/* The mapped widget of a type. Returns: (transfer none) */
GtkWidget *bench_shown (Bench *bench, GType type);
void bench_scroll_by (Bench *bench, double step, guint times, guint pause);
/* Replaces what the search field has, letter by letter. */
void bench_type (Bench *bench, const char *text, guint pause);
/* The first deals that a query finds. Returns: (transfer full) of CosellDealData */
GPtrArray *bench_find (Bench *bench, const char *query, guint limit);

/* ---- perf-window-load.c ---- */

/* One deal in a hundred changes at the service, and a sync brings it, while somebody scrolls, types and goes from tab
 * to tab (Find, "Done when" 2). */
void bench_run_busy (Bench *bench);
/* What the program has in memory before and after every view, 200 searches and 10 syncs, twice: the second time
 * nothing is to be added. */
void bench_run_memory (Bench *bench);
/* From the click to the painted page of a deal, and from the edit to the painted row (S7). */
void bench_run_clicks (Bench *bench);
/* KiB of this process that are its own share (PSS) */
guint bench_read_pss (void);

G_END_DECLS
