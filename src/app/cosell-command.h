/* cosell-command.h: what the commands of a session have in common; for the files of the session
 *
 * A command is a struct of the file that runs it: a CosellCommand, then its own arguments and results.
 * It runs as one transaction on the worker, which alone touches it meanwhile; rules are checked inside
 * of it, against the deal as it stands then. The task of the command keeps it until it is gone.
 */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-rules.h"
#include "store/cosell-store-deals.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_COMMAND_PLAIN = 0,
  COSELL_COMMAND_TAKES_HALF = 1 << 0, /* acts on a hidden half too (P14): its id may be below 0 */
  COSELL_COMMAND_RECORDED = 1 << 1,   /* can be undone (P11) */
  COSELL_COMMAND_QUEUES = 1 << 2,     /* makes something that should go out soon */
  COSELL_COMMAND_EDITS = COSELL_COMMAND_RECORDED | COSELL_COMMAND_QUEUES,
} CosellCommandFlags;

/* What is the same for every run of a command. */
typedef struct
{
  gsize size;          /* of the struct of the command */
  CosellStoreMode mode;
  CosellStoreFunc run; /* its data is the struct of the command */
  CosellCommandFlags flags;
  /* (nullable): what run would change, without doing it, with the errors that it would end with; the
   * job may be one that reads. changes: (inout) of CosellChange */
  gboolean (*look) (CosellStore *store, gpointer command, GPtrArray *changes, GError **error);
  GDestroyNotify clear; /* (nullable): frees what the struct holds beside its head */
  /* (nullable): what a run that was committed comes to; FALSE with the error that it ends with */
  gboolean (*conclude) (gpointer command, GError **error);
} CosellCommandKind;

/* The head of every command. */
typedef struct
{
  const CosellCommandKind *kind;
  gint64 id;           /* the deal or draft; a result too for commands that make or find one */
  gint64 entry;        /* an outbox entry in place of id, which tells the deal; or 0 */
  CosellTarget target; /* (owned): what an id below 0 meant */
  gint64 now;          /* µs UTC, by the service's clock */
  gint64 undo_window;  /* µs: what cannot be taken back once it is sent waits that long */
  gint64 held_group;   /* J7: what it queues in this group is held back from the start; 0: none */
  gboolean queued;     /* result: something should go out soon */
  gint64 seq;          /* result: the outbox entry that it made, 0 for none */
  gint64 record;       /* result: what undoes exactly this, 0 for nothing */
  GPtrArray *issues;   /* (owned) (nullable) result: of CosellIssue, what was done all the same */
} CosellCommand;

/* A command of that kind, its own members all 0. id: of a deal or draft, 0, or below 0 minus a half's
 * row. session: (nullable): of a part of another command, which gives it its time; any thread then, else the main
 * context. Returns: (transfer full): for cosell_command_run */
gpointer cosell_command_new (CosellSession *session, const CosellCommandKind *kind, gint64 id);
/* Runs it; callback's result belongs to cosell_session_finish, or to the function that belongs to the
 * command. Takes command. Main context. */
void cosell_command_run (CosellSession *session, gpointer command, gpointer tag,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);
/* As a part of another command, which is several of them (J6): in its job, worker only. command: also
 * what cosell_command_new gave and cosell_command_run did not get. */
gboolean cosell_command_run_part (CosellStore *store, gpointer command, GError **error);
/* What it would change; of a kind that can be looked at. changes: (inout) of CosellChange */
gboolean cosell_command_look (CosellStore *store, gpointer command, GPtrArray *changes,
                              GError **error);
/* For a command that is a part. command: not for NULL */
void cosell_command_free (gpointer command);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCommand, cosell_command_free)
/* The command of a result. Returns: (transfer none) (nullable): NULL when it is of another kind */
gpointer cosell_command_get (GAsyncResult *result, const CosellCommandKind *kind);
/* The head of a command of any kind. result: of a command. (transfer none) */
const CosellCommand *cosell_command_head (GAsyncResult *result);

/* What an id below 0 means: its target, and the deal in id. Anything else stays. Worker only. Errors:
 * COSELL_STORE_ERROR_NOT_FOUND; COSELL_RULE_ERROR_REFUSED for a half that flags do not let through */
gboolean cosell_command_find_target (CosellStore *store, gint64 *id, CosellTarget *target,
                                     CosellCommandFlags flags, GError **error);
/* The GUID of the hidden half of our own that a target is, or NULL. (transfer none) */
const char *cosell_command_half (const CosellTarget *target);
/* The row and the documents of what is acted on, that half first. Worker only.
 * Returns: (transfer full) NULL with error */
CosellDealData *cosell_command_load (CosellStore *store, gint64 id, const CosellTarget *target,
                                     GPtrArray **documents, GError **error);
/* The same where action is allowed on it. row and documents: (out) (optional) (transfer full). Worker
 * only. Errors: COSELL_RULE_ERROR, COSELL_STORE_ERROR */
gboolean cosell_command_require (CosellStore *store, const CosellCommand *command,
                                 CosellAction action, CosellDealData **row,
                                 GPtrArray **documents, GError **error);

/* A deal on which an action is allowed, and of which something is stored here. */
typedef struct
{
  CosellDealData *row;       /* (owned) */
  GPtrArray *documents;      /* (owned) of CosellDocument */
  const CosellDocument *own; /* the first of documents: the half that is acted on */
} CosellSubject;
/* Frees what it owns; it can be loaded again. self: (nullable) */
void cosell_subject_clear (CosellSubject *self);
/* Worker only. Errors: as cosell_command_require */
gboolean cosell_subject_load (CosellSubject *self, CosellStore *store,
                              const CosellCommand *command, CosellAction action, GError **error);
/* Finds own in documents, for one whose row was looked at first: a draft has none. Any thread. Errors:
 * COSELL_STORE_ERROR_NOT_FOUND */
gboolean cosell_subject_require_own (CosellSubject *self, GError **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellSubject, cosell_subject_clear)

/* For what cannot be taken back once it is sent: tells which entry it made, and lets that wait. Last
 * in the run of a command; worker only. Errors: COSELL_STORE_ERROR */
gboolean cosell_command_open_undo_window (CosellStore *store, CosellCommand *command,
                                          GError **error);
/* The same where it is known which entry it made (seq), if any. */
gboolean cosell_command_delay_entry (CosellStore *store, const CosellCommand *command,
                                     GError **error);

G_END_DECLS
