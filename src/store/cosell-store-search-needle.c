#include "store/cosell-store-search-needle.h"

#include <string.h>

#include "store/cosell-store-grams.h"

/* As many lines are looked up one by one; more are read in their order. */
#define FEW_LINES 2000

static void
take_line (CosellStoreNeedle *self, CosellStatement *statement)
{
  gint64 id = cosell_statement_int (statement, 0);
  const char *text = cosell_statement_text (statement, 2);
  CosellSearchNeedle plain = { self->needle.member, self->text, FALSE };

  if (id < 0 || id >= self->n_bits || strstr (text, self->text) == NULL ||
      !cosell_search_text_matches (text, &plain, 1))
    return;
  g_array_append_val (self->lines, id);
  self->is_line[id / 8] |= (guint8) (1 << id % 8);
  self->uses += cosell_statement_int (statement, 1);
}

static gboolean
read_lines (CosellStoreNeedle *self, CosellStatement *statement, GError **error)
{
  CosellStep step;

  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    take_line (self, statement);
  cosell_statement_done (statement);
  return step == COSELL_STEP_DONE;
}

/* At most `most` + 1 ids are appended. */
static gboolean
read_ids (CosellStore *store,
          const char *sql,
          const char *match,
          guint most,
          GArray *ids,
          GError **error)
{
  CosellStatement *statement = cosell_store_prepare (store, sql, error);
  CosellStep step = COSELL_STEP_DONE;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, match);
  while (ids->len <= most && (step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      gint64 id = cosell_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  cosell_statement_done (statement);
  return step != COSELL_STEP_ERROR;
}

static gboolean
find_few_lines (CosellStoreNeedle *self,
                CosellStore *store,
                const GArray *candidates,
                GError **error)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      CosellStatement *statement =
          cosell_store_prepare (store, "SELECT id, uses, text FROM search_line WHERE id = ?",
                                error);

      if (statement == NULL)
        return FALSE;
      cosell_statement_bind_int (statement, 1, g_array_index (candidates, gint64, i));
      if (!read_lines (self, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_lines (CosellStoreNeedle *self, CosellStore *store, GError **error)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
  CosellStatement *statement;
  gint64 last;

  statement = cosell_store_prepare (store, "SELECT max (id) FROM search_line", error);
  if (statement == NULL || !cosell_statement_run_int (statement, 0, &last, error))
    return FALSE;
  self->n_bits = last + 1;
  self->is_line = g_new0 (guint8, last / 8 + 1);
  if (self->match != NULL)
    {
      if (!read_ids (store, "SELECT rowid FROM search_line_index WHERE search_line_index MATCH ?",
                     self->match, FEW_LINES, candidates, error))
        return FALSE;
      if (candidates->len <= FEW_LINES)
        return find_few_lines (self, store, candidates, error);
    }
  statement = cosell_store_prepare (store, "SELECT id, uses, text FROM search_line", error);
  return statement != NULL && read_lines (self, statement, error);
}

gboolean
cosell_store_needle_init (CosellStoreNeedle *self,
                          CosellStore *store,
                          const CosellSearchNeedle *needle,
                          GError **error)
{
  self->text = g_strdup (needle->text);
  self->needle = *needle;
  self->needle.text = self->text;
  self->match = cosell_store_grams_match (self->text);
  self->exact = needle->member == COSELL_SEARCH_ANY && g_utf8_strlen (self->text, -1) <= 3;
  self->lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (needle->member != COSELL_SEARCH_ANY && !cosell_search_member_is_shared (needle->member))
    return TRUE;
  return find_lines (self, store, error);
}

void
cosell_store_needle_clear (CosellStoreNeedle *self)
{
  g_free (self->text);
  g_free (self->match);
  g_clear_pointer (&self->lines, g_array_unref);
  g_free (self->is_line);
  g_clear_pointer (&self->texts, g_array_unref);
}

static gboolean
has_line (const CosellStoreNeedle *self, const char *lines)
{
  gint64 id = 0;

  if (self->lines->len == 0)
    return FALSE;
  for (const char *c = lines; *c != '\0'; c++)
    {
      if (g_ascii_isdigit (*c))
        {
          id = id * 10 + (*c - '0');
          continue;
        }
      if (id < self->n_bits && (self->is_line[id / 8] & (1 << id % 8)) != 0)
        return TRUE;
      id = 0;
    }
  return FALSE;
}

gboolean
cosell_store_needle_is_in (const CosellStoreNeedle *self, const char *lines, const char *text)
{
  CosellSearchNeedle plain = { self->needle.member, self->text, FALSE };

  return has_line (self, lines) ||
         (strstr (text, self->text) != NULL && cosell_search_text_matches (text, &plain, 1));
}

#define DEALS "SELECT rowid FROM search_index WHERE search_index MATCH ?"

gboolean
cosell_store_needle_measure (CosellStoreNeedle *self,
                             CosellStore *store,
                             guint most,
                             GError **error)
{
  if (self->texts != NULL && (self->all || self->texts->len > most))
    return TRUE;
  g_clear_pointer (&self->texts, g_array_unref);
  self->texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->all = TRUE;
  if (cosell_search_member_is_shared (self->needle.member))
    return TRUE;
  self->all = FALSE;
  if (self->match == NULL)
    return TRUE;
  if (!read_ids (store, DEALS, self->match, most, self->texts, error))
    return FALSE;
  self->all = self->texts->len <= most;
  return TRUE;
}

gint64
cosell_store_needle_get_most (const CosellStoreNeedle *self, gint64 n_deals)
{
  gint64 texts = self->all ? self->texts->len : MAX (n_deals / 4, self->texts->len);

  return MIN (texts + self->uses, n_deals);
}

/* Ids that the index gives one after the other; a question to it; as above. */
#define COST_ID 40
#define COST_MATCH 12000

gint64
cosell_store_needle_get_likely_cost (const CosellStoreNeedle *self)
{
  if (!self->all)
    return G_MAXINT64;
  return (self->texts->len + self->uses) * COST_ID + (gint64) self->lines->len * COST_MATCH;
}

gint64
cosell_store_needle_get_cost (const CosellStoreNeedle *self)
{
  gint64 cost = cosell_store_needle_get_likely_cost (self);

  if (cost < G_MAXINT64 && !self->exact)
    cost += (gint64) self->texts->len * COSELL_STORE_COST_LOOK;
  return cost;
}

static gboolean
has_bit (const guint8 *bits, gint64 bit)
{
  return (bits[bit / 8] & (1 << bit % 8)) != 0;
}

static void
set_bits (GArray *ids, guint8 *bits, gint64 n_bits)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (id >= 0 && id < n_bits)
        bits[id / 8] |= (guint8) (1 << id % 8);
    }
}

/* Of those whose texts may have it. */
static gboolean
mark_texts (const CosellStoreNeedle *self,
            CosellStore *store,
            guint8 *bits,
            gint64 n_bits,
            GError **error)
{
  for (guint i = 0; i < self->texts->len; i++)
    {
      gint64 id = g_array_index (self->texts, gint64, i);
      CosellStatement *statement;
      CosellStep step;

      if (id < 0 || id >= n_bits || has_bit (bits, id))
        continue;
      statement =
          cosell_store_prepare (store, "SELECT text FROM search_text WHERE deal = ?", error);
      if (statement == NULL)
        return FALSE;
      cosell_statement_bind_int (statement, 1, id);
      step = cosell_statement_step (statement, error);
      if (step == COSELL_STEP_ROW &&
          cosell_store_needle_is_in (self, "", cosell_statement_text (statement, 0)))
        bits[id / 8] |= (guint8) (1 << id % 8);
      cosell_statement_done (statement);
      if (step == COSELL_STEP_ERROR)
        return FALSE;
    }
  return TRUE;
}

static gboolean
mark_lines (const CosellStoreNeedle *self,
            CosellStore *store,
            guint8 *bits,
            gint64 n_bits,
            GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->lines->len; i++)
    {
      g_autofree char *match =
          cosell_store_grams_match_line (g_array_index (self->lines, gint64, i));

      g_array_set_size (ids, 0);
      if (!read_ids (store, DEALS, match, G_MAXUINT - 1, ids, error))
        return FALSE;
      set_bits (ids, bits, n_bits);
    }
  return TRUE;
}

gboolean
cosell_store_needle_mark_likely (const CosellStoreNeedle *self,
                                 CosellStore *store,
                                 guint8 *bits,
                                 gint64 n_bits,
                                 GError **error)
{
  set_bits (self->texts, bits, n_bits);
  return mark_lines (self, store, bits, n_bits, error);
}

gboolean
cosell_store_needle_mark (const CosellStoreNeedle *self,
                          CosellStore *store,
                          guint8 *bits,
                          gint64 n_bits,
                          GError **error)
{
  if (self->exact)
    return cosell_store_needle_mark_likely (self, store, bits, n_bits, error);
  return mark_lines (self, store, bits, n_bits, error) &&
         mark_texts (self, store, bits, n_bits, error);
}
