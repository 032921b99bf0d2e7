/* cosell-cli-private.h: what the commands share */
#pragma once

#include "app/cosell-session-commands.h"
#include "app/cosell-session.h"
#include "cli/cosell-cli-builder.h"
#include "cli/cosell-cli.h"
#include "model/cosell-many.h"

G_BEGIN_DECLS

/* One option of a command; a table ends with a NULL name. */
typedef struct
{
  const char *name;      /* without the dashes */
  const char *parameter; /* (nullable): NULL = takes none */
  const char *help;      /* marked for translation */
} CosellCliOption;

typedef struct
{
  const char *name;  /* (unowned) */
  const char *value; /* (unowned) (nullable) */
} CosellCliGiven;

typedef struct _CosellCli CosellCli;

typedef struct
{
  const char *name;
  const char *usage; /* what follows the name */
  const char *help;  /* one sentence, marked for translation */
  const char *more;  /* (nullable): paragraphs of the command's help, marked for translation */
  const CosellCliOption *options;
  guint min_arguments, max_arguments;
  CosellExit (*run) (CosellCli *self);
  char *(*describe) (void); /* (nullable): instead of more; (transfer full), translated */
} CosellCliCommand;

struct _CosellCli
{
  char *profile; /* (owned) (nullable): --profile */
  gboolean json, help, version;
  const CosellCliCommand *command;
  GPtrArray *texts;     /* (owned) of char *: holds the words that follow */
  GPtrArray *arguments; /* (owned) of (unowned) char *: what follows the command */
  GArray *given;        /* (owned) of CosellCliGiven: options, in order */
  CosellSession *session;
};

/* cosell-cli-options.c */
/* All commands, in the order of the help; ends with NULL. */
const CosellCliCommand *const *cosell_cli_commands (void);
/* Fills self from the command line; FALSE after an error was printed. */
gboolean cosell_cli_parse (CosellCli *self, int argc, char **argv);
const char *cosell_cli_argument (CosellCli *self, guint index); /* NULL beyond the end */
/* Whether an option was given. */
gboolean cosell_cli_has (CosellCli *self, const char *option);
const char *cosell_cli_value (CosellCli *self, const char *option); /* the last one, or NULL */
/* All values of an option, in order. Returns: (transfer container), NULL-terminated */
const char **cosell_cli_values (CosellCli *self, const char *option);
/* Of the command, or of all. */
void cosell_cli_print_help (CosellCli *self);

/* cosell-cli-output.c */
/* One line on stderr. */
void cosell_cli_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* The exit code that an error means. */
CosellExit cosell_cli_exit_of (const GError *error);
/* The error on stderr, and the exit code that it means. */
CosellExit cosell_cli_fail (const GError *error);
/* A JSON document on stdout, as bytes. */
void cosell_cli_print_json (const char *json);
/* A document that is an object, which is begun. Returns: (transfer full) */
CosellCliBuilder *cosell_cli_begin_object (void);
/* Ends and prints it. Takes json. */
void cosell_cli_print_object (CosellCliBuilder *json);
/* A line for people on stdout, in the locale's encoding. */
void cosell_cli_say (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* text in which control and invisible characters, which a terminal would obey, are escaped; line ends
 * and tabs become spaces. (transfer full) */
char *cosell_cli_clean (const char *text);

/* First thing: makes sure that the three streams are there. */
void cosell_cli_begin_output (void);
/* Bytes to stdout, at once. What fails is told at the end. */
void cosell_cli_put (const char *bytes, gsize length);
/* Last thing: the exit code, which is another one when output was lost. */
CosellExit cosell_cli_end_output (CosellExit status);

/* cosell-cli-table.c */
typedef struct _CosellCliTable CosellCliTable;
/* Titles are marked for translation and end with NULL; one that begins with ">" is aligned to the
 * right. (transfer full) */
CosellCliTable *cosell_cli_table_new (const char *const *titles);
/* Frees self and its cells. */
void cosell_cli_table_free (CosellCliTable *self);
/* NULL is an empty cell. Rows fill up from the left. */
void cosell_cli_table_add (CosellCliTable *self, const char *text);
/* The same; takes text. */
void cosell_cli_table_take (CosellCliTable *self, char *text);
/* A number without fraction. */
void cosell_cli_table_add_number (CosellCliTable *self, gint64 number);
/* empty is said instead when there is no row. */
void cosell_cli_table_print (CosellCliTable *self, const char *empty);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCliTable, cosell_cli_table_free)

/* How a list of what the session found is printed. */
typedef struct
{
  const char *titles[11]; /* as those of a table */
  void (*add_cells) (CosellCliTable *table, gconstpointer item, guint index);
  char *(*to_json) (GPtrArray *items); /* (nullable): for cosell_cli_print_list */
} CosellCliList;
/* For people. empty: what is said when there are none */
void cosell_cli_print_table (const CosellCliList *list, GPtrArray *items, const char *empty);
/* Waits for what cosell_session_array_finish gives, and prints it as the command line asks for it.
 * Returns: the exit code of the command */
CosellExit cosell_cli_print_list (CosellCli *self, const CosellCliList *list,
                                  GAsyncResult **result, const char *empty);
/* "Name   value" with aligned values; nothing for NULL and "". */
void cosell_cli_say_field (const char *label, const char *value);

/* cosell-cli-edit.c */
/* An edit of the deal from the arguments KEY=VALUE that follow the first. NULL after a complaint;
 * with id 0 it is only looked at, and the edit is of no use. */
CosellEdit *cosell_cli_read_edit (CosellCli *self, gint64 id);
/* The same with what the options add (--add-member and the like). */
CosellEdit *cosell_cli_make_edit (CosellCli *self, gint64 id);

/* cosell-cli-many.c */
/* Options of each command that takes several deals, for its table */
#define COSELL_CLI_MANY_OPTIONS                                                                    \
  { "search", N_ ("TEXT"), N_ ("The deals that “list --search” lists, in place of IDs") },          \
      { "dry-run", NULL, N_ ("Say what would happen to each deal, and change nothing") },          \
      { "yes", NULL, N_ ("Change several deals") },                                                \
  {                                                                                                \
    "all-or-none", NULL, N_ ("Change no deal if a rule says no of one")                            \
  }
/* Whether the command line is about several deals, or asks for what only those have. n_ids: how many of
 * the arguments are IDs */
gboolean cosell_cli_is_many (CosellCli *self, guint n_ids);
/* Whether it says which deals, and that it may be several. Returns: FALSE after a complaint */
gboolean cosell_cli_check_many (CosellCli *self, guint n_ids);
/* Finds the deals, which the first n_ids arguments name, and does it to them, or says what would happen.
 * change: taken */
CosellExit cosell_cli_run_many (CosellCli *self, guint n_ids, CosellManyChange *change);
/* What became of each of several (outcomes: of CosellManyOutcome), done of them. words: (nullable) for
 * people */
CosellExit cosell_cli_report_many (CosellCli *self, GPtrArray *outcomes, guint done, gint64 group,
                                   const char *words);

/* cosell-cli-await.c */
/* GAsyncReadyCallback of a command of the session, whose user_data is a GAsyncResult ** */
void cosell_cli_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* Returns: (transfer none) *result, once it is there */
GAsyncResult *cosell_cli_await (GAsyncResult **result);

/* cosell-cli-report.c */
/* What the session's functions take as a deal, from the first argument: a local id, or a number below
 * 0 for a half that makes no row (cosell_session_find_target_async). Returns: 0 after the error was
 * printed and *status set */
gint64 cosell_cli_find (CosellCli *self, CosellExit *status);
/* The same of another word of the command line. */
gint64 cosell_cli_find_id (CosellCli *self, const char *id, CosellExit *status);
/* What is printed of that: the deal's local id. */
gint64 cosell_cli_deal (gint64 target);
/* And the GUID of the half, or NULL. (transfer none) */
const char *cosell_cli_half (gint64 target);
/* What a command was about, when the command line asks for JSON: {"name": number}, with "half" when
 * number is what cosell_cli_find gave for a hidden half. Returns: whether words are wanted instead */
gboolean cosell_cli_report (CosellCli *self, const char *name, gint64 id);
/* Of issues (of CosellIssue, nullable) the warnings: what is done all the same, a line each on stderr */
void cosell_cli_warn (GPtrArray *issues);
/* The same as {"id": number, "warnings": [{"rule", "words"}…]} */
void cosell_cli_print_id_and_warnings (gint64 id, GPtrArray *issues);
/* Both, the JSON only when the command line asks for it. Returns: whether words are wanted instead */
gboolean cosell_cli_report_warnings (CosellCli *self, gint64 id, GPtrArray *issues);
/* What cosell_session_finish gives, then cosell_cli_report; sets *status. Returns: whether it is done,
 * and words are wanted */
gboolean cosell_cli_finish (CosellCli *self, const char *name, gint64 id, GAsyncResult **result,
                            CosellExit *status);
/* The same of what cosell_session_id_finish gives; *id is 0 after an error. */
gboolean cosell_cli_finish_id (CosellCli *self, gint64 *id, GAsyncResult **result,
                               CosellExit *status);

/* cosell-cli-crm-links.c */
/* What "crm" does to deals and their opportunities. *known: (out): whether verb is one of these */
CosellExit cosell_cli_run_crm_links (CosellCli *self, const char *verb, gboolean *known);

/* cosell-cli-crm-outbox.c */
/* What waits for CRMs. Returns: (transfer full) of CosellCrmPart; NULL after the error was printed and *status set */
GPtrArray *cosell_cli_read_lane (CosellCli *self, CosellExit *status);
/* Whether text names such a row. */
gboolean cosell_cli_is_crm_row (const char *text);
/* "hold", "retry" or "discard" on the one that text names. */
CosellExit cosell_cli_act_on_crm_row (CosellCli *self, const char *verb, const char *text);

/* cosell-cli-file.c */
/* A text in UTF-8 from a file, a pipe or a device, up to 16 MiB; "-" is the standard input. Returns:
 * (transfer full) NULL with error */
char *cosell_cli_read_text (const char *file, GError **error);
/* The other way; "-" is the standard output. A file is replaced as a whole; a pipe, a device and what a
 * link leads to are written to. */
gboolean cosell_cli_write_text (const char *file, const char *text, GError **error);

/* Commands, one table each. */

extern const CosellCliCommand cosell_cli_account;
extern const CosellCliCommand cosell_cli_login;
extern const CosellCliCommand cosell_cli_logout;
extern const CosellCliCommand cosell_cli_sync;
extern const CosellCliCommand cosell_cli_list;
extern const CosellCliCommand cosell_cli_export;
extern const CosellCliCommand cosell_cli_show;
extern const CosellCliCommand cosell_cli_crm;
extern const CosellCliCommand cosell_cli_rates;
extern const CosellCliCommand cosell_cli_views;
extern const CosellCliCommand cosell_cli_view;
extern const CosellCliCommand cosell_cli_history;
extern const CosellCliCommand cosell_cli_new;
extern const CosellCliCommand cosell_cli_drafts;
extern const CosellCliCommand cosell_cli_submit;
extern const CosellCliCommand cosell_cli_delete;
extern const CosellCliCommand cosell_cli_set;
extern const CosellCliCommand cosell_cli_favorite;
extern const CosellCliCommand cosell_cli_outbox;
extern const CosellCliCommand cosell_cli_conflicts;
extern const CosellCliCommand cosell_cli_resolve;
extern const CosellCliCommand cosell_cli_check;
extern const CosellCliCommand cosell_cli_accept;
extern const CosellCliCommand cosell_cli_decline;
extern const CosellCliCommand cosell_cli_stage;
extern const CosellCliCommand cosell_cli_win;
extern const CosellCliCommand cosell_cli_lose;
extern const CosellCliCommand cosell_cli_error;
extern const CosellCliCommand cosell_cli_convert;
extern const CosellCliCommand cosell_cli_recreate;
extern const CosellCliCommand cosell_cli_undo;
extern const CosellCliCommand cosell_cli_redo;
extern const CosellCliCommand cosell_cli_register;
extern const CosellCliCommand cosell_cli_share;
extern const CosellCliCommand cosell_cli_invite;

G_END_DECLS
