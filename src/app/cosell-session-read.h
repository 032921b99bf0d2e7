/* cosell-session-read.h: how the session answers a question; for its own files
 *
 * A question is one job that changes nothing: what is asked goes to the worker, what was found comes
 * back. Main context only, unless said; a closed session answers as cosell-session.h says.
 */
#pragma once

#include "app/cosell-session.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Reads what is asked; worker only. Returns: (transfer full) NULL with error */
typedef gpointer (*CosellReadFunc) (CosellStore *store, gconstpointer asked, GError **error);

/* The task ends with what read gives: cosell_session_read_finish. asked: taken, freed with
 * free_asked; free_found: for what was found and nobody takes */
void cosell_session_read (CosellSession *self, CosellReadFunc read, gpointer asked,
                          GDestroyNotify free_asked, GDestroyNotify free_found, GCancellable *c,
                          GAsyncReadyCallback callback, gpointer user_data);
/* The same of what nobody waits for (COSELL_STORE_LATER): read may be called several times. */
void cosell_session_read_later (CosellSession *self, CosellReadFunc read, gpointer asked,
                                GDestroyNotify free_asked, GDestroyNotify free_found, GCancellable *c,
                                GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) what was found; NULL with error */
gpointer cosell_session_read_finish (CosellSession *self, GAsyncResult *result, GError **error);

/* What is asked about one deal. */
typedef struct
{
  gint64 deal; /* local id; below 0: as cosell_command_find_target takes it */
  gint64 now;  /* µs UTC */
} CosellReadDeal;

/* cosell_session_read with a CosellReadDeal. */
void cosell_session_read_about (CosellSession *self, CosellReadFunc read, gint64 deal,
                                GDestroyNotify free_found, GCancellable *c,
                                GAsyncReadyCallback callback, gpointer user_data);

/* For such a function: the rows of ids, which are taken (nullable: with error already). What an older program
 * left out of a row is worked out. Returns: (transfer full) of CosellDealData; NULL with error */
GPtrArray *cosell_session_read_rows_of (CosellStore *store, GArray *ids, GError **error);
/* The same of ids, borrowed, that were read some time ago: what is gone since is left out. */
GPtrArray *cosell_session_read_rows_left (CosellStore *store, const GArray *ids, GError **error);

G_END_DECLS
