#include "store/cosell-raw-rows.h"

#include <string.h>

#define FILE_HEAD 100 /* bytes of the first page that are no part of its tree */
#define MAX_VALUES 200

/* A piece of a page; whoever reads beyond its end gets zeros and left < 0. */
typedef struct
{
  const guint8 *bytes;
  gssize left;
} Piece;

static guint64
take_number (Piece *self, guint n_bytes)
{
  guint64 value = 0;

  self->left -= n_bytes;
  if (self->left < 0)
    return 0;
  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | *self->bytes++;
  return value;
}

/* 7 bits a byte, of a ninth all 8. */
static guint64
take_varint (Piece *self)
{
  guint64 value = 0;

  for (guint i = 0; i < 9; i++)
    {
      guint64 byte = take_number (self, 1);

      if (i == 8)
        return value << 8 | byte;
      value = value << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        break;
    }
  return value;
}

/* --- pages --- */

typedef struct
{
  CosellRawFile *file;
  guint32 number;
  CosellRawPageKind kind;
  const guint8 *bytes;
  const guint8 *cells; /* two bytes each: where it is */
  guint n_cells;
  guint32 right; /* of an inner page: the last one below */
} Page;

static gboolean
page_open (Page *self, CosellRawFile *file, guint32 number)
{
  guint size = cosell_raw_file_get_page_size (file);
  Piece head;
  gboolean inner;

  self->file = file;
  self->number = number;
  self->bytes = cosell_raw_file_get_page (file, number);
  if (self->bytes == NULL)
    return FALSE;
  head.bytes = self->bytes + (number == 1 ? FILE_HEAD : 0);
  head.left = (gssize) size - (number == 1 ? FILE_HEAD : 0);
  self->kind = (CosellRawPageKind) take_number (&head, 1);
  if (self->kind != COSELL_RAW_PAGE_INDEX_INNER && self->kind != COSELL_RAW_PAGE_TABLE_INNER &&
      self->kind != COSELL_RAW_PAGE_INDEX_LEAF && self->kind != COSELL_RAW_PAGE_TABLE_LEAF)
    return FALSE;
  inner = self->kind < COSELL_RAW_PAGE_INDEX_LEAF;
  take_number (&head, 2);
  self->n_cells = (guint) take_number (&head, 2);
  take_number (&head, 3);
  self->right = inner ? (guint32) take_number (&head, 4) : 0;
  self->cells = head.bytes;
  return head.left >= (gssize) self->n_cells * 2;
}

static Piece
page_cell (const Page *self, guint i)
{
  guint size = cosell_raw_file_get_page_size (self->file);
  guint at = (guint) self->cells[2 * i] << 8 | self->cells[2 * i + 1];

  return (Piece){ self->bytes + MIN (at, size), at < size ? (gssize) (size - at) : 0 };
}

/* Bytes of a row that stand on the page itself; the rest is on overflow pages. */
static gsize
local_size (const Page *self, guint64 length)
{
  gsize size = cosell_raw_file_get_page_size (self->file);
  gsize most = self->kind == COSELL_RAW_PAGE_TABLE_LEAF ? size - 35 : (size - 12) * 64 / 255 - 23;
  gsize least = (size - 12) * 32 / 255 - 23, here;

  if (length <= most)
    return (gsize) length;
  here = least + (gsize) ((length - least) % (size - 4));
  return here <= most ? here : least;
}

/* Appends what of a row stands on further pages. Returns: whether all of it is there */
static gboolean
add_overflow (CosellRawFile *file, guint32 number, guint64 length, GByteArray *payload)
{
  guint part = cosell_raw_file_get_page_size (file) - 4;
  guint32 mark = 0; /* a page of before: coming back to it, the chain is a ring */
  guint steps = 0, next_mark = 1;

  while (payload->len < length)
    {
      const guint8 *bytes = cosell_raw_file_get_page (file, number);

      if (bytes == NULL || number == mark)
        return FALSE;
      if (++steps == next_mark)
        {
          mark = number;
          next_mark *= 2;
        }
      g_byte_array_append (payload, bytes + 4, (guint) MIN (part, length - payload->len));
      number = cosell_raw_get_32 (bytes);
    }
  return number == 0;
}

/* The record of a cell. Returns: whether it is whole */
static gboolean
read_payload (const Page *page, guint i, gint64 *key, GByteArray *payload)
{
  guint64 most = (guint64) cosell_raw_file_get_n_pages (page->file) *
                 cosell_raw_file_get_page_size (page->file);
  Piece cell = page_cell (page, i);
  guint64 length;
  gsize here;

  if (page->kind == COSELL_RAW_PAGE_INDEX_INNER)
    take_number (&cell, 4);
  length = take_varint (&cell);
  *key = page->kind == COSELL_RAW_PAGE_TABLE_LEAF ? (gint64) take_varint (&cell) : 0;
  if (cell.left < 0 || length == 0 || length > MIN (most, G_MAXINT32))
    return FALSE;
  here = local_size (page, length);
  if (cell.left < (gssize) here + (here < length ? 4 : 0))
    return FALSE;
  g_byte_array_append (payload, cell.bytes, (guint) here);
  return here == length ||
         add_overflow (page->file, cosell_raw_get_32 (cell.bytes + here), length, payload);
}

/* --- records --- */

static gint64
take_signed (Piece *body, guint n_bytes)
{
  guint64 value = take_number (body, n_bytes);
  guint unused = 64 - 8 * n_bytes;

  return (gint64) (value << unused) >> unused;
}

static gboolean
take_bytes (Piece *body, guint64 type, CosellRawValue *value)
{
  guint64 length = (type - 12) / 2;

  if (body->left < 0 || length > (guint64) body->left)
    return FALSE;
  value->kind = type & 1 ? COSELL_RAW_TEXT : COSELL_RAW_BLOB;
  value->text = (const char *) body->bytes;
  value->length = (gsize) length;
  body->bytes += length;
  body->left -= (gssize) length;
  return value->kind == COSELL_RAW_BLOB || g_utf8_validate_len (value->text, value->length, NULL);
}

static gboolean
take_value (Piece *body, guint64 type, CosellRawValue *value)
{
  static const guint sizes[] = { 0, 1, 2, 3, 4, 6, 8 };
  union
  {
    guint64 bits;
    double real;
  } number;

  *value = (CosellRawValue){ COSELL_RAW_NULL };
  if (type == 0)
    return TRUE;
  if (type >= 12)
    return take_bytes (body, type, value);
  if (type == 10 || type == 11)
    return FALSE;
  if (type == 7)
    {
      number.bits = take_number (body, 8);
      value->kind = COSELL_RAW_REAL;
      value->real = number.real;
      return body->left >= 0;
    }
  value->kind = COSELL_RAW_INTEGER;
  value->integer = type >= 8 ? (gint64) type - 8 : take_signed (body, sizes[type]);
  return body->left >= 0;
}

static gboolean
read_record (const GByteArray *payload, CosellRawValue *values, guint *n_values)
{
  Piece head = { payload->data, payload->len };
  guint64 head_length = take_varint (&head);
  Piece body;

  if (head.left < 0 || head_length > payload->len)
    return FALSE;
  body.bytes = payload->data + head_length;
  body.left = (gssize) (payload->len - head_length);
  head.left = body.bytes - head.bytes;
  for (*n_values = 0; head.left > 0; (*n_values)++)
    {
      guint64 type = take_varint (&head);

      if (*n_values == MAX_VALUES || head.left < 0 || !take_value (&body, type, &values[*n_values]))
        return FALSE;
    }
  return head.left == 0 && body.left == 0 && *n_values > 0;
}

/* --- outside --- */

CosellRawPageKind
cosell_raw_page_get_kind (CosellRawFile *file, guint32 page)
{
  Page opened;

  return page_open (&opened, file, page) ? opened.kind : COSELL_RAW_PAGE_OTHER;
}

void
cosell_raw_page_foreach (CosellRawFile *file, guint32 page, CosellRawRowFunc func, gpointer data)
{
  g_autoptr (GByteArray) payload = g_byte_array_new ();
  CosellRawValue values[MAX_VALUES];
  CosellRawRow row = { .page = page, .values = values };
  Page opened;

  if (!page_open (&opened, file, page) || opened.kind == COSELL_RAW_PAGE_TABLE_INNER)
    return;
  row.indexed = opened.kind != COSELL_RAW_PAGE_TABLE_LEAF;
  for (guint i = 0; i < opened.n_cells; i++)
    {
      g_byte_array_set_size (payload, 0);
      if (read_payload (&opened, i, &row.key, payload) &&
          read_record (payload, values, &row.n_values))
        func (&row, data);
    }
}

void
cosell_raw_page_add_children (CosellRawFile *file, guint32 page, GArray *children)
{
  Page opened;

  if (!page_open (&opened, file, page) || opened.kind >= COSELL_RAW_PAGE_INDEX_LEAF)
    return;
  for (guint i = 0; i < opened.n_cells; i++)
    {
      Piece cell = page_cell (&opened, i);
      guint32 child = (guint32) take_number (&cell, 4);

      g_array_append_val (children, child);
    }
  g_array_append_val (children, opened.right);
}
