#include "store/cosell-store-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (cosell - store - error - quark, cosell_store_error)

/* What the system says about a failed write: no room, or not allowed. SQLite tells a quota and a
 * limit from a full disk by nothing but errno, which is not always kept. */
static CosellStoreError
io_error_code (sqlite3 *db, int code)
{
  switch (db != NULL ? sqlite3_system_errno (db) : 0)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return COSELL_STORE_ERROR_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
      return COSELL_STORE_ERROR_READ_ONLY;
    default:
      return code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE ? COSELL_STORE_ERROR_FULL
                                                                        : COSELL_STORE_ERROR_FAILED;
    }
}

static CosellStoreError
error_code (sqlite3 *db, int code)
{
  CosellStoreError kind;

  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return COSELL_STORE_ERROR_BUSY;
    case SQLITE_FULL:
      return COSELL_STORE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return COSELL_STORE_ERROR_CORRUPT;
    case SQLITE_CONSTRAINT:
      return COSELL_STORE_ERROR_CONSTRAINT;
    case SQLITE_CANTOPEN:
      kind = io_error_code (db, code);
      return kind != COSELL_STORE_ERROR_FAILED ? kind : COSELL_STORE_ERROR_READ_ONLY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return COSELL_STORE_ERROR_READ_ONLY;
    case SQLITE_IOERR:
      return io_error_code (db, code);
    default:
      return COSELL_STORE_ERROR_FAILED;
    }
}

static const char *
error_words (CosellStoreError code)
{
  switch (code)
    {
    case COSELL_STORE_ERROR_BUSY:
      return _ ("Another program holds the deal database. Nothing was changed; close the other "
                "program or try again in a moment.");
    case COSELL_STORE_ERROR_FULL:
      return _ ("There is no room left on the disk. The change was not saved; free some space and "
                "try again.");
    case COSELL_STORE_ERROR_CORRUPT:
      return _ ("The deal database is damaged. What can be read of it is saved when it is opened "
                "the next time.");
    case COSELL_STORE_ERROR_READ_ONLY:
      return _ ("The deal database cannot be written. Check the permissions of its file and "
                "folder, then try again.");
    case COSELL_STORE_ERROR_CONSTRAINT:
    case COSELL_STORE_ERROR_NEWER_SCHEMA:
    case COSELL_STORE_ERROR_NOT_FOUND:
    case COSELL_STORE_ERROR_FAILED:
      return _ ("The deal database failed. Nothing was changed; try again, and restart the program "
                "if it happens again.");
    }
  g_assert_not_reached ();
}

void
cosell_store_error_set (GError **error, sqlite3 *db, int code)
{
  CosellStoreError kind = error_code (db, code);

  /* where the words say all, SQLite's own would only say it again, in no language of people */
  if (kind == COSELL_STORE_ERROR_BUSY || kind == COSELL_STORE_ERROR_FULL ||
      kind == COSELL_STORE_ERROR_READ_ONLY)
    g_set_error_literal (error, COSELL_STORE_ERROR, (int) kind, error_words (kind));
  else
    g_set_error (error, COSELL_STORE_ERROR, (int) kind, "%s (%s)", error_words (kind),
                 db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code));
}

void
cosell_store_error_set_unwritable (GError **error,
                                   const char *path,
                                   CosellStoreError kind,
                                   const char *why)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (kind == COSELL_STORE_ERROR_FULL)
    g_set_error (error, COSELL_STORE_ERROR, (int) kind,
                 _ ("There is no room left on the disk for “%s”. Nothing was changed; free some "
                    "space and try again."),
                 path);
  else if (why != NULL)
    g_set_error (error, COSELL_STORE_ERROR, (int) kind,
                 _ ("The deal database “%s” cannot be written: %s. Nothing was changed; make it "
                    "and its folder writable, or choose another profile folder."),
                 path, why);
  else
    g_set_error (error, COSELL_STORE_ERROR, (int) kind,
                 _ ("Nothing can be written into the profile folder “%s”. Nothing was changed; "
                    "make it writable, or choose another profile folder."),
                 folder);
}

gboolean
cosell_store_is_unwritable (const GError *error)
{
  return g_error_matches (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_READ_ONLY) ||
         g_error_matches (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_FULL);
}

GError *
cosell_store_error_new_closed (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                              _ ("The deal database is closed already."));
}
