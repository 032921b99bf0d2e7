/* cosell-store-salvage.c: what can be read of a damaged database, in a new one
 *
 * The pages of the damaged file are read without SQLite (cosell-raw-file.c), so that one that
 * cannot be read costs only its own rows. The new file is complete before the old one is moved.
 * What belongs to something that is lost is put right: a referral is made of its document, a deal
 * whose body is lost is its draft again, a document that is lost comes with the next pull, and a
 * change that belongs to nothing any more is written to a file of its own.
 */
#include "store/cosell-store-salvage.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/cosell-str.h"
#include "cosell-store-resources.h"
#include "store/cosell-raw-load.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-salvage-copy.h"
#include "store/cosell-store-schema.h"

typedef struct
{
  CosellConnection *target; /* (owned) */
  char *aside;              /* (owned) */
  char *left;               /* (owned) (nullable) changes that belong to nothing, as JSON */
  gint64 n_left;
  gint64 n_rows; /* that could be read */
} Salvage;

static void
salvage_clear (Salvage *self)
{
  g_clear_pointer (&self->target, cosell_connection_free);
  g_free (self->aside);
  g_free (self->left);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Salvage, salvage_clear)

static gboolean
set_file_error (GError **error, const char *path)
{
  int saved = errno;

  g_set_error (error, COSELL_STORE_ERROR,
               saved == ENOSPC || saved == EDQUOT ? COSELL_STORE_ERROR_FULL
                                                  : COSELL_STORE_ERROR_READ_ONLY,
               _ ("The deal database is damaged, and cannot be repaired because “%s” cannot be "
                  "written: %s. Nothing was removed; mend that and try again."),
               path, g_strerror (saved));
  return FALSE;
}

/* --- reading what is damaged --- */

/* Nobody else writes while it is read: what is committed meanwhile would be lost. Where SQLite
 * cannot do as much with the file, nobody can write it either. (nullable) */
static sqlite3 *
hold (const char *path)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    {
      sqlite3_busy_timeout (db, COSELL_STORE_BUSY_TIMEOUT);
      /* the old file is kept as it is */
      sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    }
  return db;
}

/* --- putting it right --- */

static gboolean
run_resource (Salvage *self, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat ("/io/github/cosell/Cosell/store/salvage/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (cosell_store_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *sql = NULL;

  if (bytes == NULL)
    return FALSE;
  sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return cosell_connection_execute (self->target, sql, error);
}

static gboolean
get_left (Salvage *self, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_connection_prepare (
      self->target,
      "SELECT count (*), json_group_array (json_object ('seq', seq, 'deal', deal, 'op', op, "
      "'state', state, 'changes', changes, 'createdAt', created_at)) FROM lost",
      error);

  if (statement == NULL || cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return FALSE;
  self->n_left = cosell_statement_int (statement, 0);
  if (self->n_left > 0)
    self->left = cosell_statement_dup_text (statement, 1);
  return TRUE;
}

static char *
describe (Salvage *self, GError **error)
{
  g_autofree char *aside = g_path_get_basename (self->aside);
  g_autofree char *changes = NULL;
  g_autofree char *drafts = NULL;
  g_autoptr (GString) text = NULL;
  gint64 n_changes, n_drafts, n_accounts;

  if (!cosell_connection_get_pragma (self->target, "SELECT count (*) FROM outbox", &n_changes,
                                     error) ||
      !cosell_connection_get_pragma (self->target,
                                     "SELECT count (*) FROM deal WHERE status = 'draft'", &n_drafts,
                                     error) ||
      !cosell_connection_get_pragma (
          self->target, "SELECT count (*) FROM meta WHERE key = '" COSELL_META_ACCOUNT_URL "'",
          &n_accounts, error))
    return NULL;
  if (self->n_rows == 0)
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_ ("The deal database was damaged, and was made anew. Nothing of it "
                               "could be read: deals are downloaded again when you have set the "
                               "account and synchronized; what was not sent by then is lost. The "
                               "damaged file was kept as “%s” in the profile folder."),
                            aside);
  changes = g_strdup_printf (ngettext ("%ld change that waits to be sent",
                                       "%ld changes that wait to be sent", (gulong) n_changes),
                             (glong) n_changes);
  drafts =
      g_strdup_printf (ngettext ("%ld draft", "%ld drafts", (gulong) n_drafts), (glong) n_drafts);
  /* Translators: the first two %s are like "3 changes that wait to be sent" and "2 drafts" */
  text = g_string_new (NULL);
  g_string_append_printf (
      text,
      _ ("The deal database was damaged, and was made anew. Saved: %s and %s. The deals are "
         "downloaded again with the next sync. The damaged file was kept as “%s” in the profile "
         "folder."),
      changes, drafts, aside);
  if (n_accounts == 0)
    g_string_append_printf (text, " %s",
                            _ ("Its account could not be read; set it again to synchronize."));
  if (self->n_left > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%ld change belongs to a deal that could not be read; it "
                                        "stands in “%s.changes.json”.",
                                        "%ld changes belong to deals that could not be read; they "
                                        "stand in “%s.changes.json”.",
                                        (gulong) self->n_left),
                              (glong) self->n_left, aside);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
put_notice (Salvage *self, const char *notice, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_connection_prepare (self->target,
                                 "INSERT OR REPLACE INTO meta (key, value) VALUES "
                                 "('" COSELL_META_REPAIRED "', ?)",
                                 error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, notice);
  return cosell_statement_run (statement, error);
}

static gboolean
fill (Salvage *self, CosellRawFile *source, char **notice, GError **error)
{
  if (!cosell_connection_execute (self->target,
                                  "PRAGMA foreign_keys = OFF; PRAGMA journal_mode = DELETE; BEGIN",
                                  error))
    return FALSE;
  if ((source != NULL && !cosell_store_salvage_copy (source, self->target, &self->n_rows, error)) ||
      !run_resource (self, "1-kept.sql", error) || !get_left (self, error) ||
      !run_resource (self, "2-lost.sql", error))
    return FALSE;
  *notice = describe (self, error);
  return *notice != NULL && put_notice (self, *notice, error) &&
         cosell_connection_execute (self->target, "COMMIT", error);
}

/* --- the files --- */

static char *
make_aside (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  char *aside = g_strdup_printf ("%s.damaged-%s", path, stamp);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    cosell_take_str (&aside, g_strdup_printf ("%s.damaged-%s-%u", path, stamp, i));
  return aside;
}

static void
remove_with_log (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_unlink (name);
    }
}

/* The log goes along, so that the old file can still be read with it. */
static gboolean
exchange (const char *path, const char *fresh, const char *aside, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_aside = g_strconcat (aside, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  if (g_rename (path, aside) != 0)
    return set_file_error (error, aside);
  g_rename (log, log_aside);
  g_unlink (index);
  /* somebody who opened it in this moment may have done the rest */
  return g_rename (fresh, path) == 0 || g_file_test (path, G_FILE_TEST_EXISTS) ||
         set_file_error (error, path);
}

void
cosell_store_salvage_end (const char *path)
{
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && g_file_test (fresh, G_FILE_TEST_EXISTS))
    g_rename (fresh, path);
}

static gboolean
read_and_fill (Salvage *self, const char *path, char **notice, GError **error)
{
  sqlite3 *held = hold (path);
  g_autoptr (CosellRawFile) source = cosell_raw_load (path, COSELL_STORE_PAGE_SIZE);
  gboolean filled = fill (self, source, notice, error);

  sqlite3_close (held);
  return filled;
}

static gboolean
salvage (const char *path, const char *fresh, char **notice, GError **error)
{
  g_auto (Salvage) self = { NULL };
  g_autofree char *left = NULL;

  remove_with_log (fresh);
  self.aside = make_aside (path);
  self.target = cosell_store_open_fresh (fresh, error);
  if (self.target == NULL || !read_and_fill (&self, path, notice, error))
    return FALSE;
  left = g_strconcat (self.aside, ".changes.json", NULL);
  if (self.left != NULL &&
      !g_file_set_contents_full (left, self.left, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;
  g_clear_pointer (&self.target, cosell_connection_free);
  return exchange (path, fresh, self.aside, error);
}

gboolean
cosell_store_salvage (const char *path, char **notice, GError **error)
{
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);
  gboolean done;

  g_return_val_if_fail (path != NULL && notice != NULL, FALSE);

  *notice = NULL;
  done = salvage (path, fresh, notice, error);
  if (!done)
    {
      g_clear_pointer (notice, g_free);
      /* complete or not: as long as the old one is there it is the one that counts */
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        remove_with_log (fresh);
    }
  return done;
}
