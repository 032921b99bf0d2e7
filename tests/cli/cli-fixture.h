/* cli-fixture.h: cosellctl as a process, a profile in a temporary folder, a server in this process */
#pragma once

#include "base/cosell-json.h"
#include "sandbox/cosell-sandbox.h"

G_BEGIN_DECLS

typedef struct
{
  char *dir;
  CosellSandbox *sandbox;
  const char *token; /* of the processes; NULL = none */
  char *out;         /* of the last run */
  char *err;
} CliFixture;

CliFixture *cli_fixture_new (guint deals);
/* With the account added and everything pulled. */
CliFixture *cli_fixture_new_synced (guint deals);
void cli_fixture_free (CliFixture *self);

/* Runs cosellctl --profile DIR ARG…, NULL-terminated. Returns: the exit code */
int cli_run (CliFixture *self, const char *first, ...) G_GNUC_NULL_TERMINATED;
int cli_runv (CliFixture *self, const char *const *argv, const char *input);
/* The same with --json, which must end with 0. Returns: (transfer full) what was printed */
CosellJson *cli_json (CliFixture *self, const char *first, ...) G_GNUC_NULL_TERMINATED;
/* stdout of the last run. (transfer full) */
CosellJson *cli_parse_out (CliFixture *self);
/* One line on stderr that names each of the words, and nothing on stdout. */
void cli_assert_complaint (CliFixture *self, const char *word);
/* Starts without waiting, for several at once. */
GSubprocess *cli_start (CliFixture *self, const char *const *argv);
int cli_wait (CliFixture *self, GSubprocess *process);
/* Local id of the first deal that "list ARG ARG" finds, as text. (transfer full) */
char *cli_find (CliFixture *self, const char *filter);
/* A file in the profile's folder. Returns: (transfer full) its name */
char *cli_write (CliFixture *self, const char *name, const char *text);
/* The draft of the handbook; ask: with help from Microsoft. (transfer full) */
char *cli_draft (gboolean ask);
/* METHOD /sandbox/control/WHAT of the server. Returns: (transfer full) (nullable) its answer */
CosellJson *cli_control (CliFixture *self, const char *method, const char *what, const char *body);
void cli_assert_text (CosellJsonValue object, const char *pointer, const char *expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliFixture, cli_fixture_free)

G_END_DECLS
