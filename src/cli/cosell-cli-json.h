/* cosell-cli-json.h: what the session found, as JSON in the shapes of cosellctl(1)
 *
 * Pure; any thread. Each returns the document (transfer full).
 */
#pragma once

#include "app/cosell-deal-report.h"
#include "app/cosell-session-crm-links.h"
#include "cli/cosell-cli-builder.h"
#include "model/cosell-conflict.h"
#include "model/cosell-history-entry.h"
#include "model/cosell-outbox-entry.h"
#include "model/cosell-rules.h"

G_BEGIN_DECLS

/* `history --json`. history: of CosellHistoryEntry */
char *cosell_cli_history_to_json (GPtrArray *history);
/* `conflicts --json`. conflicts: of CosellConflict */
char *cosell_cli_conflicts_to_json (GPtrArray *conflicts);
/* `outbox --json`. entries: of CosellOutboxEntry; lane: (nullable) of CosellCrmPart: what waits for CRMs */
char *cosell_cli_outbox_to_json (GPtrArray *entries, GPtrArray *lane);
/* `--dry-run --json` of a command on several deals, and what one came to; outcomes: of
 * CosellManyOutcome. nothing: none was done, although some were allowed; group: 0 for none */
char *cosell_cli_preview_to_json (GPtrArray *outcomes);
char *cosell_cli_many_to_json (GPtrArray *outcomes, gboolean nothing, gint64 group);
/* `check --json`. verdicts: of CosellVerdict, their index is the CosellAction. half: (nullable) the
 * GUID of the hidden half that they are about (P14) */
char *cosell_cli_verdicts_to_json (GPtrArray *verdicts, const char *half);

/* `list --json` and `drafts --json`. rows: of CosellDealData */
char *cosell_cli_rows_to_json (GPtrArray *rows);
/* `export --format json`. columns: as cosell_export_has has them, each once */
char *cosell_cli_columns_to_json (GPtrArray *rows, const char *const *columns);
/* Adds the members of a row to the open object; lists: those that are lists too. */
void cosell_cli_json_add_row (CosellCliBuilder *json, const CosellDealData *row, gboolean lists);
/* `show --json`. Returns: NULL with error when a document cannot be read */
char *cosell_cli_deal_to_json (const CosellDealReport *report, GError **error);
/* Adds what show says of the registration. own: the document of the own half */
void cosell_cli_json_add_registration (CosellCliBuilder *json, const CosellDealReport *report,
                                       CosellJsonValue own);

/* `crm match --json`. matches: of CosellCrmMatch */
char *cosell_cli_crm_matches_to_json (GPtrArray *matches);
/* `crm log --json`. log: of CosellCrmLogEntry */
char *cosell_cli_crm_log_to_json (GPtrArray *log);
/* Adds the members of `crm set --json` to the open object. */
void cosell_cli_json_add_crm_settings (CosellCliBuilder *json, const CosellCrmSettings *settings);
/* Adds what show says of a deal's CRM. link: (nullable) */
void cosell_cli_json_add_crm (CosellCliBuilder *json, const CosellCrmLink *link);
/* Adds the members of a row of the outbox that waits for a CRM to the open object. */
void cosell_cli_json_add_crm_row (CosellCliBuilder *json, const CosellCrmPart *part);
/* "pending", "sent" or "parked". (transfer none) (static) */
const char *cosell_cli_crm_row_state (const CosellCrmLink *link);
/* What names such a row. Returns: (transfer full) */
char *cosell_cli_crm_row_seq (gint64 deal);

G_END_DECLS
