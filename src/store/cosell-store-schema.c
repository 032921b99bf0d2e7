/* cosell-store-schema.c: opening the file and bringing its schema up to date
 *
 * Migrations are numbered .sql files in the resource; file n takes version n - 1 to n, in one
 * transaction. PRAGMA user_version says where a file stands. A file of a newer program, or of
 * another one, is left as it is.
 */
#include "store/cosell-store-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cosell-store-resources.h"
#include "store/cosell-store-salvage.h"
#include "store/cosell-store-snapshot.h"

#define RESOURCE_PREFIX "/io/github/cosell/Cosell/store/migrations/"
#define NARROW "/io/github/cosell/Cosell/store/narrow.sql"
/* Of so many deals it is made in some 10 ms. */
#define FEW 1000

static const char *const migrations[] = {
  "001-deals.sql", "002-sync.sql",       "003-forms.sql",     "004-stale.sql",
  "005-names.sql", "006-attributes.sql", "007-search.sql",    "008-documents.sql",
  "009-facts.sql", "010-groups.sql",     "011-partner.sql",   "012-counts.sql",
  "013-crm.sql",   "014-leads.sql",      "015-crm-links.sql", "016-crm-tryton.sql",
};

/* The longest suffix that SQLite gives a file beside the database; its limit of a path counts it
 * in. */
#define LONGEST_SUFFIX "-journal"

/* SQLite takes less than the system does, and calls that unwritable. */
static gboolean
check_length (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *file = g_path_get_basename (path);
  char *real = realpath (folder, NULL);
  gsize most = (gsize) sqlite3_vfs_find (NULL)->mxPathname - strlen ("/" LONGEST_SUFFIX);
  gsize length = real != NULL ? strlen (real) : strlen (folder);
  gboolean too_long = real == NULL ? errno == ENAMETOOLONG : length + strlen (file) > most;

  free (real);
  if (too_long)
    g_set_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_FAILED,
                 _ ("The name of the profile folder “%s” is too long: with all folders "
                    "that it is in it takes %" G_GSIZE_FORMAT
                    " B, and there is room for %" G_GSIZE_FORMAT
                    " B. Nothing was changed; choose another profile folder."),
                 folder, length, most - strlen (file));
  return !too_long;
}

static gboolean
set_unusable (GError **error, const char *path, int why)
{
  if (why == ENOSPC || why == EDQUOT)
    cosell_store_error_set_unwritable (error, path, COSELL_STORE_ERROR_FULL, g_strerror (why));
  else if (why == EACCES || why == EPERM || why == EROFS)
    cosell_store_error_set_unwritable (error, path, COSELL_STORE_ERROR_READ_ONLY, g_strerror (why));
  else
    g_set_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_READ_ONLY,
                 _ ("The deal database “%s” cannot be used: %s. Nothing was changed; choose "
                    "another profile folder."),
                 path, why == 0 ? _ ("it is no file") : g_strerror (why));
  return FALSE;
}

/* Only the owner may read; SQLite gives the files beside the database the same mode. */
static gboolean
make_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
  struct stat info;
  gboolean good = fd >= 0 && fstat (fd, &info) == 0;
  int why = errno;

  if (good && !S_ISREG (info.st_mode)) /* SQLite would wait for a pipe */
    {
      good = FALSE;
      why = 0;
    }
  else if (good && (info.st_mode & 0177) != 0)
    {
      good = fchmod (fd, 0600) == 0;
      why = errno;
    }
  if (fd >= 0)
    close (fd);
  return good || set_unusable (error, path, why);
}

static gboolean
set_foreign (const char *path, GError **error)
{
  g_set_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_FAILED,
               _ ("The file “%s” belongs to another program. It was left as it is; choose "
                  "another profile folder."),
               path);
  return FALSE;
}

/* Whether the file may be touched at all. Inside a transaction, so that what is read belongs
 * together: another process may be making the tables right now. */
static gboolean
check_owner_inside (CosellConnection *connection, const char *path, gint64 *version, GError **error)
{
  gint64 application;
  gint64 tables;

  if (!cosell_connection_get_pragma (connection, "PRAGMA application_id", &application, error) ||
      !cosell_connection_get_pragma (connection, "PRAGMA user_version", version, error))
    return FALSE;
  /* said first: a damaged file of somebody else is none of ours to repair */
  if (application != 0 && application != COSELL_STORE_APPLICATION_ID)
    return set_foreign (path, error);
  if (*version > (gint64) G_N_ELEMENTS (migrations))
    {
      g_set_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NEWER_SCHEMA,
                   _ ("The deal database “%s” was written by a newer version of this program. It "
                      "was left as it is; install the newer version to use it."),
                   path);
      return FALSE;
    }
  if (!cosell_connection_get_pragma (connection, "SELECT count(*) FROM sqlite_schema", &tables,
                                     error))
    return FALSE;
  if (application == COSELL_STORE_APPLICATION_ID ? *version < 1 : *version != 0 || tables != 0)
    return set_foreign (path, error);
  return TRUE;
}

static gboolean
check_owner (CosellConnection *connection, const char *path, gint64 *version, GError **error)
{
  gboolean ours;

  if (!cosell_connection_execute (connection, "BEGIN", error))
    return FALSE;
  ours = check_owner_inside (connection, path, version, error);
  cosell_connection_execute (connection, "ROLLBACK", NULL);
  return ours;
}

/* Reading alone leaves even the log beside the file where it is. */
static gboolean
probe (const char *path, GError **error)
{
  g_autoptr (CosellConnection) connection = NULL;
  gint64 version;

  connection =
      cosell_connection_open (path, SQLITE_OPEN_READONLY, COSELL_STORE_BUSY_TIMEOUT, error);
  return connection != NULL && check_owner (connection, path, &version, error);
}

static gboolean
apply_migration (CosellConnection *connection, guint number, GError **error)
{
  g_autofree char *name = g_strconcat (RESOURCE_PREFIX, migrations[number - 1], NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (cosell_store_get_resource (), name,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *sql = NULL;
  gboolean done;

  if (bytes == NULL)
    return FALSE;
  sql = g_strdup_printf ("%.*s\nPRAGMA application_id = %d;\nPRAGMA user_version = %u;\n",
                         (int) g_bytes_get_size (bytes),
                         (const char *) g_bytes_get_data (bytes, NULL), COSELL_STORE_APPLICATION_ID,
                         number);
  /* the words of the schema are open to migrations alone */
  sqlite3_db_config (connection->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  done = cosell_connection_execute (connection, sql, error);
  sqlite3_db_config (connection->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return done;
}

gboolean
cosell_store_add_narrow (CosellConnection *connection, GError **error)
{
  g_autoptr (GBytes) sql = g_resource_lookup_data (cosell_store_get_resource (), NARROW,
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  /* (the resource ends with a zero behind its data) */
  return sql != NULL && cosell_connection_execute (connection, g_bytes_get_data (sql, NULL), error);
}

/* Where it takes no time. */
static gboolean
add_narrow_to_few (CosellConnection *connection, GError **error)
{
  gint64 last;

  return cosell_connection_get_pragma (connection, "SELECT max (id) FROM deal", &last, error) &&
         (last > FEW || cosell_store_add_narrow (connection, error));
}

/* One transaction. Another process may have been faster, so the version is read inside it. */
static gboolean
migrate_step (CosellConnection *connection, const char *path, gboolean *more, GError **error)
{
  gint64 version;

  if (!cosell_connection_execute (connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!check_owner_inside (connection, path, &version, error))
    return FALSE;
  if (version < (gint64) G_N_ELEMENTS (migrations) &&
      !apply_migration (connection, (guint) version + 1, error))
    return FALSE;
  *more = version + 1 < (gint64) G_N_ELEMENTS (migrations);
  if (!*more && !add_narrow_to_few (connection, error))
    return FALSE;
  return cosell_connection_execute (connection, "COMMIT", error);
}

gboolean
cosell_store_migrate (CosellConnection *connection, const char *path, GError **error)
{
  gboolean more = TRUE;
  gint64 version;

  if (!check_owner (connection, path, &version, error))
    return FALSE;
  if (version == (gint64) G_N_ELEMENTS (migrations))
    return TRUE;
  while (more)
    if (!migrate_step (connection, path, &more, error))
      {
        if (!sqlite3_get_autocommit (connection->db))
          cosell_connection_execute (connection, "ROLLBACK", NULL);
        return FALSE;
      }
  return TRUE;
}

/* SQLite takes a database whose log can be read and not written for a sound one. */
static gboolean
check_writable (CosellConnection *connection, GError **error)
{
  g_autoptr (GError) failure = NULL;

  sqlite3_busy_timeout (connection->db, 0);
  if (cosell_connection_execute (connection, "BEGIN IMMEDIATE", &failure))
    cosell_connection_execute (connection, "ROLLBACK", NULL);
  sqlite3_busy_timeout (connection->db, COSELL_STORE_BUSY_TIMEOUT);
  if (!cosell_store_is_unwritable (failure))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static CosellConnection *
open_for_writing (const char *path, GError **error)
{
  g_autoptr (CosellConnection) connection =
      cosell_connection_open (path, SQLITE_OPEN_READWRITE, COSELL_STORE_BUSY_TIMEOUT, error);

  if (connection == NULL ||
      !cosell_connection_execute (connection,
                                  "PRAGMA page_size = 8192;" /* three documents, of a new file */
                                  "PRAGMA journal_mode = WAL;"
                                  "PRAGMA synchronous = FULL;"
                                  "PRAGMA journal_size_limit = 16777216;"
                                  "PRAGMA cache_size = -4096;" /* fit_cache */
                                  /* what was deleted must not come back when damage is mended */
                                  "PRAGMA secure_delete = ON;",
                                  error) ||
      !cosell_store_migrate (connection, path, error) || !check_writable (connection, error))
    return NULL;
  return g_steal_pointer (&connection);
}

static CosellConnection *
open_sound (const char *path, GError **error)
{
  g_autoptr (GError) failure = NULL;
  CosellConnection *connection = NULL;

  if (!check_length (path, error) || !make_file (path, error))
    return NULL;
  if (probe (path, &failure))
    connection = open_for_writing (path, &failure);
  if (connection == NULL && cosell_store_is_unwritable (failure))
    cosell_store_error_set_unwritable (error, path, (CosellStoreError) failure->code, NULL);
  else if (connection == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return connection;
}

CosellConnection *
cosell_store_open_fresh (const char *path, GError **error)
{
  return make_file (path, error) ? open_for_writing (path, error) : NULL;
}

/* --- damaged files --- */

void
cosell_store_file_id_read (CosellStoreFileId *self, const char *path)
{
  struct stat info;

  self->device = self->inode = 0;
  if (stat (path, &info) != 0)
    return;
  self->device = info.st_dev;
  self->inode = info.st_ino;
}

gboolean
cosell_store_file_id_equal (const CosellStoreFileId *a, const CosellStoreFileId *b)
{
  return a->device == b->device && a->inode == b->inode;
}

/* One program at a time; who comes second finds another file in its place. */
static gboolean
repair (const char *path, const CosellStoreFileId *old, char **notice, GError **error)
{
  g_autofree char *lock_path = g_strconcat (path, ".repair", NULL);
  CosellStoreFileId now;
  gboolean done = TRUE;
  int lock = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (lock >= 0)
    flock (lock, LOCK_EX);
  cosell_store_file_id_read (&now, path);
  if (cosell_store_file_id_equal (&now, old))
    done = cosell_store_salvage (path, notice, error);
  if (lock >= 0)
    {
      unlink (lock_path);
      close (lock);
    }
  return done;
}

CosellConnection *
cosell_store_open_repaired (const char *path,
                            const CosellStoreFileId *old,
                            char **notice,
                            GError **error)
{
  *notice = NULL;
  return repair (path, old, notice, error) ? open_sound (path, error) : NULL;
}

CosellConnection *
cosell_store_open_database (const char *path, char **notice, GError **error)
{
  g_autoptr (GError) failure = NULL;
  CosellConnection *connection;
  CosellStoreFileId id;

  *notice = NULL;
  cosell_store_salvage_end (path);
  cosell_store_file_id_read (&id, path);
  connection = open_sound (path, &failure);
  if (connection != NULL)
    return connection;
  if (g_error_matches (failure, COSELL_STORE_ERROR, COSELL_STORE_ERROR_CORRUPT))
    return cosell_store_open_repaired (path, &id, notice, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
