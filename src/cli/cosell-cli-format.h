/* cosell-cli-format.h: reports as text for people */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

/* Deals or drafts as a table. rows: of CosellDealData; empty: what is said when there are none */
void cosell_cli_print_rows (GPtrArray *rows, const char *empty);
/* The object of show --json in sections. */
void cosell_cli_print_deal (const char *json);
/* An instant (µs UTC) in local time and the locale's way. (transfer full) (nullable): NULL for
 * COSELL_NO_TIME */
char *cosell_cli_instant (gint64 instant);
/* An RFC 3339 member in local time and the locale's way. (transfer full) (nullable) */
char *cosell_cli_local_time (CosellJsonValue value);
/* A JSON text (nullable) in a few words. (transfer full) */
char *cosell_cli_brief (const char *json);
/* What people call the field of a JSON pointer. (transfer full) */
char *cosell_cli_path_label (const char *path);

G_END_DECLS
