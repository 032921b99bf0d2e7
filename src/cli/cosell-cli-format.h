/* cosell-cli-format.h: reports as text for people */
#pragma once

#include "cli/cosell-cli-private.h"

G_BEGIN_DECLS

/* Deals or drafts: of CosellDealData */
extern const CosellCliList cosell_cli_rows;
/* The object of show --json in sections. */
void cosell_cli_print_deal (const char *json);
/* An instant (µs UTC) in local time and the locale's way. (transfer full) (nullable): NULL for
 * COSELL_NO_TIME */
char *cosell_cli_instant (gint64 instant);
/* A JSON text (nullable) that stands at a pointer, in a few words, as show --json has it: the day of a close date,
 * the names of people and solutions. (transfer full) (nullable) */
char *cosell_cli_brief (const char *path, const char *json);
/* What people call the field of a JSON pointer. (transfer full) */
char *cosell_cli_path_label (const char *path);

G_END_DECLS
