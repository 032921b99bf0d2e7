/* cosell-cli-format.h: JSON reports as text for people */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

/* The array of list --json or drafts --json as a table. */
void cosell_cli_print_rows (const char *json, const char *empty);
/* The object of show --json in sections. */
void cosell_cli_print_deal (const char *json);
/* An instant (µs UTC) in local time and the locale's way. (transfer full) (nullable): NULL for
 * COSELL_NO_TIME */
char *cosell_cli_instant (gint64 instant);
/* An RFC 3339 member in local time and the locale's way. (transfer full) (nullable) */
char *cosell_cli_local_time (CosellJsonValue value);
/* "SEK 1,200,000.00" of a row. (transfer full) */
char *cosell_cli_money (CosellJsonValue row);
/* A JSON text (nullable) in a few words. (transfer full) */
char *cosell_cli_brief (const char *json);
/* What people call the field of a JSON pointer. (transfer full) */
char *cosell_cli_path_label (const char *path);

G_END_DECLS
