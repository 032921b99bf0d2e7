#include "store/cosell-store-snapshot.h"

#include <string.h>
#include <sys/stat.h>

#include "store/cosell-raw-load.h"
#include "store/cosell-store-schema.h"

/* As a file without a log. bytes: (transfer full) of sqlite3_malloc64 */
static guint8 *
copy_pages (CosellRawFile *raw, gsize *length)
{
  gsize size = cosell_raw_file_get_page_size (raw);
  guint32 n_pages = cosell_raw_file_get_n_pages (raw);
  guint8 *bytes = sqlite3_malloc64 (MAX (size * n_pages, 512));

  *length = size * n_pages;
  if (bytes == NULL)
    return NULL;
  for (guint32 i = 0; i < n_pages; i++)
    {
      const guint8 *page = cosell_raw_file_get_page (raw, i + 1);

      if (page != NULL)
        memcpy (bytes + i * size, page, size);
      else
        memset (bytes + i * size, 0, size);
    }
  if (n_pages > 0)
    bytes[18] = bytes[19] = 1; /* how it is written and read: no log */
  return bytes;
}

static CosellConnection *
open_bytes (guint8 *bytes, gsize length, guint flags, GError **error)
{
  g_autoptr (CosellConnection) connection =
      cosell_connection_open (":memory:", SQLITE_OPEN_READWRITE, 0, error);
  int code;

  if (connection == NULL)
    {
      if (flags & SQLITE_DESERIALIZE_FREEONCLOSE)
        sqlite3_free (bytes);
      return NULL;
    }
  code = sqlite3_deserialize (connection->db, "main", bytes, (sqlite3_int64) length,
                              (sqlite3_int64) length, flags);
  if (code == SQLITE_OK)
    return g_steal_pointer (&connection);
  cosell_store_error_set (error, connection->db, code);
  return NULL;
}

GBytes *
cosell_store_serialize (CosellConnection *connection, GError **error)
{
  sqlite3_int64 size;
  guint8 *bytes = sqlite3_serialize (connection->db, "main", &size, 0);

  if (bytes != NULL)
    return g_bytes_new_with_free_func (bytes, (gsize) size, sqlite3_free, bytes);
  cosell_store_error_set (error, NULL, SQLITE_NOMEM);
  return NULL;
}

GBytes *
cosell_store_read_snapshot (const char *path, GError **error)
{
  CosellRawFile *raw = cosell_raw_load (path, COSELL_STORE_PAGE_SIZE);
  g_autoptr (CosellConnection) connection = NULL;
  guint8 *bytes;
  gsize length;

  if (raw == NULL)
    {
      cosell_store_error_set (error, NULL, SQLITE_CANTOPEN);
      return NULL;
    }
  bytes = copy_pages (raw, &length);
  cosell_raw_file_free (raw);
  if (bytes == NULL || length == 0)
    {
      sqlite3_free (bytes);
      cosell_store_error_set (error, NULL, SQLITE_CANTOPEN);
      return NULL;
    }
  connection = open_bytes (bytes, length,
                           SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE, error);
  if (connection == NULL || !cosell_store_migrate (connection, path, error))
    return NULL;
  return cosell_store_serialize (connection, error);
}

CosellConnection *
cosell_store_copy_snapshot (GBytes *snapshot, GError **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (snapshot, &length);
  guint8 *copy = sqlite3_malloc64 (length);

  if (copy == NULL)
    {
      cosell_store_error_set (error, NULL, SQLITE_NOMEM);
      return NULL;
    }
  memcpy (copy, bytes, length);
  return open_bytes (copy, length, SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE,
                     error);
}

CosellConnection *
cosell_store_open_snapshot (GBytes *snapshot, GError **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (snapshot, &length);
  CosellConnection *connection =
      open_bytes ((guint8 *) bytes, length, SQLITE_DESERIALIZE_READONLY, error);

  if (connection != NULL)
    connection->memory = g_bytes_ref (snapshot);
  return connection;
}

gint64
cosell_store_read_stamp (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  const char *const paths[] = { path, log };
  guint64 stamp = 0;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      struct stat info;
      guint64 parts[] = { 0, 0, 0 };

      if (stat (paths[i], &info) == 0)
        {
          parts[0] = (guint64) info.st_size;
          parts[1] = (guint64) info.st_mtim.tv_sec;
          parts[2] = (guint64) info.st_mtim.tv_nsec;
        }
      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        stamp = (stamp ^ parts[j]) * G_GUINT64_CONSTANT (1099511628211);
    }
  return (gint64) stamp;
}
