/* cosell-store-index.c: what the search looks through (007-search.sql)
 *
 * A folded search text is taken apart: items that are the same in many deals are kept once, the
 * rest with the deal, and triggers put both into the index. What a pull brings waits in deal_search
 * until cosell_store_fill_index comes to it, and so does what an older program left there.
 */
#include <string.h>

#include "model/cosell-search-text.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-search.h"

/* Deals in one transaction: others may write in between. */
#define SOME 200

/* Of one deal, as the tables have it. */
typedef struct
{
  GArray *lines; /* (owned) gint64, in order */
  GString *text; /* (owned) */
} Parts;

static void
parts_clear (Parts *self)
{
  g_array_unref (self->lines);
  g_string_free (self->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

/* Runs a statement with an id and one or two texts bound. */
static gboolean
run_texts (CosellStore *self,
           const char *sql,
           gint64 id,
           const char *text,
           const char *more,
           GError **error)
{
  CosellStatement *statement = cosell_store_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, id);
  cosell_statement_bind_text (statement, 2, text);
  if (more != NULL)
    cosell_statement_bind_text (statement, 3, more);
  return cosell_statement_run (statement, error);
}

static gboolean
add_new_line (CosellStore *self, const char *text, gint64 *line, GError **error)
{
  CosellStatement *insert =
      cosell_store_prepare (self, "INSERT INTO search_line (uses, text) VALUES (0, ?)", error);

  if (insert == NULL)
    return FALSE;
  cosell_statement_bind_text (insert, 1, text);
  if (!cosell_statement_run (insert, error))
    return FALSE;
  *line = sqlite3_last_insert_rowid (cosell_store_get_db (self));
  return run_texts (self, "INSERT INTO search_line_index (rowid, text) VALUES (?1, ?2)", *line,
                    text, NULL, error);
}

static gboolean
find_line (CosellStore *self, const char *text, gint64 *line, GError **error)
{
  CosellStatement *find =
      cosell_store_prepare (self, "SELECT id FROM search_line WHERE text = ?", error);

  if (find == NULL)
    return FALSE;
  cosell_statement_bind_text (find, 1, text);
  return cosell_statement_run_int (find, 0, line, error) &&
         (*line != 0 || add_new_line (self, text, line, error));
}

/* Those of the lines that no deal has any more go. lines: JSON */
static gboolean
drop_lines (CosellStore *self, const char *lines, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self,
                            "SELECT id, text FROM search_line WHERE uses <= 0 AND id IN "
                            "(SELECT value FROM json_each (?))",
                            error);
  CosellStep step;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, lines);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      gint64 id = cosell_statement_int (statement, 0);

      if (!run_texts (self,
                      "INSERT INTO search_line_index (search_line_index, rowid, text) "
                      "VALUES ('delete', ?1, ?2)",
                      id, cosell_statement_text (statement, 1), NULL, error) ||
          !cosell_store_run_ids (self, "DELETE FROM search_line WHERE id = ?1", id, 0, error))
        return FALSE;
    }
  return step == COSELL_STEP_DONE;
}

/* lines: as lines_to_json makes it. One at a time: a statement that may change several rows has
 * SQLite keep a way back to before it, for which FTS5 writes what it has gathered. */
static gboolean
count_uses (CosellStore *self, const char *lines, int by, GError **error)
{
  char *end = (char *) lines;

  while (*end == '[' || *end == ',')
    {
      gint64 line = g_ascii_strtoll (end + 1, &end, 10);

      if (line > 0 &&
          !cosell_store_run_ids (self, "UPDATE search_line SET uses = uses + ?1 WHERE id = ?2", by,
                                 line, error))
        return FALSE;
    }
  return TRUE;
}

/* lines: as JSON */
static gboolean
put_into_index (CosellStore *self, gint64 deal, const char *lines, const char *text, GError **error)
{
  return run_texts (self,
                    "INSERT INTO search_index (rowid, text) VALUES (?1, ?2 || char (14) || ?3)",
                    deal, text, lines, error) &&
         count_uses (self, lines, 1, error);
}

/* The lines stay until drop_lines. */
static gboolean
take_out_of_index (CosellStore *self,
                   gint64 deal,
                   const char *lines,
                   const char *text,
                   GError **error)
{
  return run_texts (self,
                    "INSERT INTO search_index (search_index, rowid, text) "
                    "VALUES ('delete', ?1, ?2 || char (14) || ?3)",
                    deal, text, lines, error) &&
         count_uses (self, lines, -1, error);
}

gboolean
cosell_store_settle_index (CosellStore *self, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "SELECT deal, lines, text FROM search_gone", error);
  CosellStep step;
  gboolean any = FALSE;

  if (statement == NULL)
    return FALSE;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      const char *lines = cosell_statement_text (statement, 1);

      any = TRUE;
      if (!take_out_of_index (self, cosell_statement_int (statement, 0), lines,
                              cosell_statement_text (statement, 2), error) ||
          !drop_lines (self, lines, error))
        return FALSE;
    }
  cosell_statement_done (statement);
  return step == COSELL_STEP_DONE &&
         (!any ||
          cosell_store_run_ids (self, "DELETE FROM search_gone WHERE deal > ?1", 0, 0, error));
}

gboolean
cosell_store_forget_index (CosellStore *self, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM search_text",
    "DELETE FROM search_gone",
    "DELETE FROM search_line",
    "INSERT INTO search_index (search_index) VALUES ('delete-all')",
    "INSERT INTO search_line_index (search_line_index) VALUES ('delete-all')",
  };

  COSELL_STORE_WORKER (self);

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      CosellStatement *statement = cosell_store_prepare (self, statements[i], error);

      if (statement == NULL || !cosell_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_line (GArray *lines, gint64 line)
{
  guint place = 0;

  while (place < lines->len && g_array_index (lines, gint64, place) < line)
    place++;
  if (place == lines->len || g_array_index (lines, gint64, place) != line)
    g_array_insert_val (lines, place, line);
}

/* text: a folded search text */
static gboolean
take_apart (CosellStore *self, const char *text, Parts *parts, GError **error)
{
  CosellSearchMember member;
  const char *item;
  gsize length;

  while (cosell_search_text_next (&text, &member, &item, &length))
    {
      g_autofree char *plain = g_strndup (item, length);
      g_autoptr (GString) line = g_string_new (NULL);
      gint64 id;

      if (!cosell_search_member_is_shared (member))
        {
          cosell_search_text_add (parts->text, member, plain);
          continue;
        }
      cosell_search_text_add (line, member, plain);
      if (line->len == 0)
        continue;
      if (!find_line (self, line->str, &id, error))
        return FALSE;
      add_line (parts->lines, id);
    }
  return TRUE;
}

static char *
lines_to_json (GArray *lines)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (lines, gint64, i));
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/* What the index has of the deal now. lines and text: (out) (transfer full) (nullable): nothing */
static gboolean
load_parts (CosellStore *self, gint64 deal, char **lines, char **text, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "SELECT lines, text FROM search_text WHERE deal = ?", error);
  CosellStep step;

  *lines = *text = NULL;
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ROW)
    {
      *lines = cosell_statement_dup_text (statement, 0);
      *text = cosell_statement_dup_text (statement, 1);
    }
  return step != COSELL_STEP_ERROR;
}

static gboolean
exchange (CosellStore *self, gint64 deal, const char *lines, const char *text, GError **error)
{
  g_autofree char *old_lines = NULL;
  g_autofree char *old_text = NULL;

  if (!load_parts (self, deal, &old_lines, &old_text, error))
    return FALSE;
  if (old_text == NULL)
    return run_texts (self, "INSERT INTO search_text (deal, lines, text) VALUES (?1, ?2, ?3)", deal,
                      lines, text, error) &&
           put_into_index (self, deal, lines, text, error);
  if (g_str_equal (old_lines, lines) && g_str_equal (old_text, text))
    return TRUE;
  return run_texts (self, "UPDATE search_text SET lines = ?2, text = ?3 WHERE deal = ?1", deal,
                    lines, text, error) &&
         take_out_of_index (self, deal, old_lines, old_text, error) &&
         put_into_index (self, deal, lines, text, error) && drop_lines (self, old_lines, error);
}

/* text: a folded search text */
static gboolean
index_now (CosellStore *self, gint64 deal, const char *text, GError **error)
{
  g_auto (Parts) parts = { g_array_new (FALSE, FALSE, sizeof (gint64)), g_string_new (NULL) };
  g_autofree char *lines = NULL;

  /* one that was deleted in this job may come back with the same number */
  if (!cosell_store_settle_index (self, error) || !take_apart (self, text, &parts, error))
    return FALSE;
  lines = lines_to_json (parts.lines);
  return exchange (self, deal, lines, parts.text->str, error) &&
         cosell_store_run_ids (self, "DELETE FROM deal_search WHERE deal = ?1", deal, 0, error);
}

/* text: a folded search text */
static gboolean
let_wait (CosellStore *self, gint64 deal, const char *text, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self,
                            "INSERT INTO deal_search (deal, text) VALUES (?, ?) ON CONFLICT "
                            "DO UPDATE SET text = excluded.text WHERE text <> excluded.text",
                            error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  cosell_statement_bind_text (statement, 2, text);
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_index_deal (CosellStore *self, gint64 deal, const char *text, GError **error)
{
  g_autofree char *folded = cosell_search_text_fold (text != NULL ? text : "");

  COSELL_STORE_WORKER (self);

  return cosell_store_is_bulk (self) ? let_wait (self, deal, folded, error)
                                     : index_now (self, deal, folded, error);
}

/* --- what waits --- */

typedef struct
{
  gint64 deal;
  char *text; /* (owned) */
} Waiting;

static void
waiting_clear (gpointer data)
{
  g_free (((Waiting *) data)->text);
}

static GArray *
load_waiting (CosellStore *self, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Waiting));
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "SELECT deal, text FROM deal_search LIMIT ?", error);
  CosellStep step;

  g_array_set_clear_func (found, waiting_clear);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, SOME);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      Waiting waiting = { cosell_statement_int (statement, 0),
                          cosell_statement_dup_text (statement, 1) };

      g_array_append_val (found, waiting);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

/* Whether nothing but the documents of a deal is wrong. */
static gboolean
is_of_document (const GError *error)
{
  return error->domain != COSELL_STORE_ERROR || error->code == (int) COSELL_STORE_ERROR_NOT_FOUND;
}

/* What filters look at of a row, which are looked for here (cosell-store-candidates.c). */
static gboolean
add_columns (CosellStore *self, gint64 deal, GString *items, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "SELECT customer, crm_id, campaign_id FROM deal WHERE id = ?",
                            error);
  CosellStep step;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  step = cosell_statement_step (statement, error);
  for (int i = 0; step == COSELL_STEP_ROW && i < 3; i++)
    cosell_search_text_add (items, i == 0 ? COSELL_SEARCH_CUSTOMER : COSELL_SEARCH_IDS,
                            cosell_statement_text (statement, i));
  return step != COSELL_STEP_ERROR;
}

/* What an older program made says nothing of members: the documents do. One whose documents cannot
 * be read is found as that program found it, and by its row. Returns: (transfer full) a folded
 * search text */
static char *
renew_text (CosellStore *self, gint64 deal, const char *old, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = cosell_store_read_search_text (self, deal, &failure);
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) items = NULL;

  if (text != NULL && *text != '\0')
    return cosell_search_text_fold (text);
  if (failure != NULL && !is_of_document (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (failure != NULL)
    g_info ("Deal %" G_GINT64_FORMAT " is searched as before: %s", deal, failure->message);
  items = g_string_new (NULL);
  lines = g_strsplit (old, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    cosell_search_text_add (items, COSELL_SEARCH_ANY, lines[i]);
  return add_columns (self, deal, items, error) ? cosell_search_text_fold (items->str) : NULL;
}

static gboolean
index_waiting (CosellStore *self, const Waiting *waiting, GError **error)
{
  g_autofree char *text = cosell_search_text_is_old (waiting->text)
                              ? renew_text (self, waiting->deal, waiting->text, error)
                              : g_strdup (waiting->text);

  return text != NULL && index_now (self, waiting->deal, text, error);
}

static gboolean
count_left (CosellStore *self, guint n_done, gint64 *left, GError **error)
{
  CosellStatement *count;

  if (n_done < SOME)
    {
      *left = 0;
      return TRUE;
    }
  if (*left > 0) /* counted before: that reads all of them */
    {
      *left = MAX (*left - n_done, 1);
      return TRUE;
    }
  count = cosell_store_prepare (self, "SELECT count(*) FROM deal_search", error);
  return count != NULL && cosell_statement_run_int (count, 0, left, error);
}

gboolean
cosell_store_fill_index (CosellStore *self, gpointer data, GError **error)
{
  g_autoptr (GArray) waiting = NULL;

  COSELL_STORE_WORKER (self);

  waiting = load_waiting (self, error);
  if (waiting == NULL)
    return FALSE;
  for (guint i = 0; i < waiting->len; i++)
    if (!index_waiting (self, &g_array_index (waiting, Waiting, i), error))
      return FALSE;
  return count_left (self, waiting->len, data, error);
}
