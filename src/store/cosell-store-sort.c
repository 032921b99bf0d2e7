#include "store/cosell-store-sort.h"

#include <string.h>

/* NULL is before numbers, these before texts. */
typedef enum
{
  NOTHING,
  INTEGER,
  REAL,
  TEXT,
} Kind;

typedef struct
{
  gint64 id;
  Kind kind;
  guint text;     /* number in texts, then its place among them */
  gint64 integer; /* INTEGER */
  double real;    /* INTEGER, REAL */
} Row;

/* A text that rows have. */
typedef struct
{
  guint64 beginning; /* its first bytes, as a number */
  const char *text;
  guint number;
} Distinct;

typedef struct
{
  GArray *rows;        /* (owned) of Row */
  GArray *texts;       /* (owned) of Distinct */
  GHashTable *numbers; /* (owned) texts and their numbers */
  GStringChunk *chunk; /* (owned) */
} Sorter;

static void
sorter_clear (Sorter *self)
{
  g_array_unref (self->rows);
  g_array_unref (self->texts);
  g_hash_table_unref (self->numbers);
  g_string_chunk_free (self->chunk);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sorter, sorter_clear)

static guint64
beginning_of (const char *text)
{
  guint64 beginning = 0;

  for (guint i = 0; i < sizeof beginning; i++)
    {
      beginning = beginning << 8 | (guchar) *text;
      text += *text != '\0';
    }
  return beginning;
}

static guint
number_of (Sorter *self, const char *text)
{
  gpointer known;
  Distinct distinct;

  if (g_hash_table_lookup_extended (self->numbers, text, NULL, &known))
    return GPOINTER_TO_UINT (known);
  distinct.text = g_string_chunk_insert (self->chunk, text);
  distinct.beginning = beginning_of (text);
  distinct.number = self->texts->len;
  g_array_append_val (self->texts, distinct);
  g_hash_table_insert (self->numbers, (gpointer) distinct.text, GUINT_TO_POINTER (distinct.number));
  return distinct.number;
}

static void
take_row (Sorter *self, CosellStatement *statement)
{
  Row row = { .id = cosell_statement_int (statement, 0) };

  switch (sqlite3_column_type (statement, 1))
    {
    case SQLITE_INTEGER:
      row.kind = INTEGER;
      row.integer = sqlite3_column_int64 (statement, 1);
      row.real = (double) row.integer;
      break;
    case SQLITE_FLOAT:
      row.kind = REAL;
      row.real = sqlite3_column_double (statement, 1);
      break;
    case SQLITE_TEXT:
      row.kind = TEXT;
      row.text = number_of (self, cosell_statement_text (statement, 1));
      break;
    default:
      break;
    }
  g_array_append_val (self->rows, row);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  const Distinct *one = a, *other = b;

  if (one->beginning != other->beginning)
    return one->beginning < other->beginning ? -1 : 1;
  return strcmp (one->text, other->text);
}

/* Each row gets the place of its text for the text. */
static void
rank_texts (Sorter *self)
{
  g_autofree guint *places = g_new (guint, self->texts->len + 1);

  g_array_sort (self->texts, compare_texts);
  for (guint i = 0; i < self->texts->len; i++)
    places[g_array_index (self->texts, Distinct, i).number] = i;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      if (row->kind == TEXT)
        row->text = places[row->text];
    }
}

static gboolean
is_number (const Row *row)
{
  return row->kind == INTEGER || row->kind == REAL;
}

static int
compare_values (const Row *one, const Row *other)
{
  if (one->kind == TEXT && other->kind == TEXT)
    return one->text < other->text ? -1 : one->text > other->text;
  if (one->kind == INTEGER && other->kind == INTEGER)
    return one->integer < other->integer ? -1 : one->integer > other->integer;
  if (is_number (one) && is_number (other))
    return one->real < other->real ? -1 : one->real > other->real;
  return (int) one->kind - (int) other->kind;
}

static int
compare_newest_first (gint64 one, gint64 other)
{
  return one > other ? -1 : one < other;
}

static int
compare_rising (gconstpointer a, gconstpointer b)
{
  const Row *one = a, *other = b;
  int order = compare_values (one, other);

  return order != 0 ? order : compare_newest_first (one->id, other->id);
}

static int
compare_falling (gconstpointer a, gconstpointer b)
{
  const Row *one = a, *other = b;
  int order = compare_values (other, one);

  return order != 0 ? order : compare_newest_first (one->id, other->id);
}

GArray *
cosell_store_sort_ids (CosellStatement *statement, gboolean descending, GError **error)
{
  g_auto (Sorter) self = { g_array_new (FALSE, FALSE, sizeof (Row)),
                           g_array_new (FALSE, FALSE, sizeof (Distinct)),
                           g_hash_table_new (g_str_hash, g_str_equal), g_string_chunk_new (4096) };
  GArray *ids;
  CosellStep step;

  g_return_val_if_fail (statement != NULL, NULL);

  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    take_row (&self, statement);
  if (step == COSELL_STEP_ERROR)
    return NULL;
  rank_texts (&self);
  g_array_sort (self.rows, descending ? compare_falling : compare_rising);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self.rows->len);
  for (guint i = 0; i < self.rows->len; i++)
    g_array_append_val (ids, g_array_index (self.rows, Row, i).id);
  return ids;
}
