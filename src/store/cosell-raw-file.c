#include "store/cosell-raw-file.h"

#include <string.h>

#define MAGIC "SQLite format 3" /* with its NUL */
#define LOG_MAGIC 0x377f0682u   /* the last bit says how checksums are made */
#define LOG_HEAD 32
#define FRAME_HEAD 24
#define MAX_SHIFT 65536 /* bytes that may stand before a beginning that was pushed away */

struct _CosellRawFile
{
  GBytes *file;
  GBytes *log; /* (nullable) */

  const guint8 *bytes; /* of the file, from its beginning */
  gsize length;
  guint page_size;
  guint32 n_pages;
  GHashTable *logged; /* page → offset of its bytes in the log */
};

guint32
cosell_raw_get_32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static gboolean
is_page_size (guint32 size)
{
  return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

/* --- the log --- */

typedef struct
{
  const guint8 *bytes;
  gsize length;
  guint page_size;
  gboolean big; /* words of checksums begin with the most significant byte */
  guint32 sum[2];
} Log;

static void
add_to_sum (Log *self, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i + 8 <= length; i += 8)
    {
      guint32 first = cosell_raw_get_32 (bytes + i);
      guint32 second = cosell_raw_get_32 (bytes + i + 4);

      self->sum[0] += (self->big ? first : GUINT32_SWAP_LE_BE (first)) + self->sum[1];
      self->sum[1] += (self->big ? second : GUINT32_SWAP_LE_BE (second)) + self->sum[0];
    }
}

static gboolean
is_sum (const Log *self, const guint8 *bytes)
{
  return cosell_raw_get_32 (bytes) == self->sum[0] && cosell_raw_get_32 (bytes + 4) == self->sum[1];
}

static gboolean
log_open (Log *self, GBytes *bytes)
{
  guint32 magic;

  self->bytes = g_bytes_get_data (bytes, &self->length);
  if (self->length < LOG_HEAD)
    return FALSE;
  magic = cosell_raw_get_32 (self->bytes);
  self->page_size = cosell_raw_get_32 (self->bytes + 8);
  self->big = magic & 1;
  self->sum[0] = self->sum[1] = 0;
  add_to_sum (self, self->bytes, 24);
  return (magic & ~1u) == LOG_MAGIC && is_page_size (self->page_size) &&
         is_sum (self, self->bytes + 24);
}

/* As SQLite does: up to the first frame that does not fit, and of that what was committed. */
static void
read_log (CosellRawFile *self, Log *log)
{
  g_autoptr (GHashTable) open = g_hash_table_new (NULL, NULL);

  for (gsize at = LOG_HEAD; log->length - at >= FRAME_HEAD + log->page_size;
       at += FRAME_HEAD + log->page_size)
    {
      const guint8 *frame = log->bytes + at;
      guint32 number = cosell_raw_get_32 (frame), n_pages = cosell_raw_get_32 (frame + 4);
      GHashTableIter iter;
      gpointer key, value;

      add_to_sum (log, frame, 8);
      add_to_sum (log, frame + FRAME_HEAD, log->page_size);
      if (number == 0 || memcmp (frame + 8, log->bytes + 16, 8) != 0 || !is_sum (log, frame + 16))
        break;
      g_hash_table_insert (open, GUINT_TO_POINTER (number), GSIZE_TO_POINTER (at + FRAME_HEAD));
      if (n_pages == 0)
        continue;
      g_hash_table_iter_init (&iter, open);
      while (g_hash_table_iter_next (&iter, &key, &value))
        g_hash_table_insert (self->logged, key, value);
      g_hash_table_remove_all (open);
      self->n_pages = n_pages;
    }
}

/* --- the file --- */

static gboolean
has_head (const guint8 *bytes, gsize length)
{
  return length >= 100 && memcmp (bytes, MAGIC, sizeof MAGIC) == 0;
}

static void
find_beginning (CosellRawFile *self)
{
  const guint8 *found;

  if (has_head (self->bytes, self->length) || self->length == 0)
    return;
  found = memmem (self->bytes, MIN (self->length, MAX_SHIFT), MAGIC, sizeof MAGIC);
  if (found == NULL || !has_head (found, self->length - (gsize) (found - self->bytes)))
    return;
  self->length -= (gsize) (found - self->bytes);
  self->bytes = found;
}

static guint
find_page_size (CosellRawFile *self, const Log *log, guint fallback)
{
  guint32 size;

  if (log != NULL)
    return log->page_size;
  if (!has_head (self->bytes, self->length))
    return fallback;
  size = (guint32) self->bytes[16] << 8 | self->bytes[17];
  if (size == 1)
    size = 65536;
  return is_page_size (size) ? size : fallback;
}

CosellRawFile *
cosell_raw_file_new (GBytes *file, GBytes *log, guint page_size)
{
  CosellRawFile *self = g_new0 (CosellRawFile, 1);
  Log frames;
  gboolean logged = log != NULL && log_open (&frames, log);
  gsize most;

  g_assert (is_page_size (page_size));

  self->file = g_bytes_ref (file);
  self->log = log != NULL ? g_bytes_ref (log) : NULL;
  self->bytes = g_bytes_get_data (file, &self->length);
  self->logged = g_hash_table_new (NULL, NULL);
  find_beginning (self);
  self->page_size = find_page_size (self, logged ? &frames : NULL, page_size);
  self->n_pages = (guint32) MIN (self->length / self->page_size, G_MAXINT32);
  if (logged)
    read_log (self, &frames);
  /* a count that nothing stands behind */
  most = (self->length + (log != NULL ? g_bytes_get_size (log) : 0)) / self->page_size + 1;
  self->n_pages = (guint32) MIN (self->n_pages, most);
  return self;
}

void
cosell_raw_file_free (CosellRawFile *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->file);
  g_clear_pointer (&self->log, g_bytes_unref);
  g_hash_table_unref (self->logged);
  g_free (self);
}

guint
cosell_raw_file_get_page_size (CosellRawFile *self)
{
  return self->page_size;
}

guint32
cosell_raw_file_get_n_pages (CosellRawFile *self)
{
  return self->n_pages;
}

const guint8 *
cosell_raw_file_get_page (CosellRawFile *self, guint32 number)
{
  gpointer offset;

  if (number == 0 || number > self->n_pages)
    return NULL;
  if (g_hash_table_lookup_extended (self->logged, GUINT_TO_POINTER (number), NULL, &offset))
    return (const guint8 *) g_bytes_get_data (self->log, NULL) + GPOINTER_TO_SIZE (offset);
  if ((gsize) number > self->length / self->page_size)
    return NULL;
  return self->bytes + (gsize) (number - 1) * self->page_size;
}

guint8 *
cosell_raw_file_find_free (CosellRawFile *self)
{
  guint8 *free = g_new0 (guint8, (gsize) self->n_pages + 1);
  const guint8 *page = cosell_raw_file_get_page (self, 1);
  guint32 number;

  if (page == NULL || !has_head (page, self->page_size))
    return free;
  number = cosell_raw_get_32 (page + 32);
  while ((page = cosell_raw_file_get_page (self, number)) != NULL && !free[number])
    {
      guint32 n = MIN (cosell_raw_get_32 (page + 4), self->page_size / 4 - 2);

      free[number] = 1;
      for (guint32 i = 0; i < n; i++)
        {
          guint32 leaf = cosell_raw_get_32 (page + 8 + 4 * i);

          /* (a page that lists others is read on its turn) */
          if (leaf > 1 && leaf <= self->n_pages && leaf != cosell_raw_get_32 (page))
            free[leaf] = 1;
        }
      number = cosell_raw_get_32 (page);
    }
  return free;
}
