#include "store-dump.h"

#include <sqlite3.h>

#include "base/cosell-json.h"
#include "store/cosell-packed-text.h"

static void
append_value (GString *text, CosellJsonValue value);

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* Absent, null, an empty text and an empty list are the same to everybody (cosell-change). */
static gboolean
is_nothing (CosellJsonValue value)
{
  return !cosell_json_is_present (value) || cosell_json_string_equal (value, "") ||
         (cosell_json_kind (value) == COSELL_JSON_ARRAY && cosell_json_length (value) == 0);
}

static void
append_object (GString *text, CosellJsonValue object)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < cosell_json_length (object); i++)
    {
      char *name = NULL;

      cosell_json_nth_member (object, i, &name);
      g_ptr_array_add (names, name);
    }
  g_ptr_array_sort (names, compare_names);
  g_string_append_c (text, '{');
  for (guint i = 0; i < names->len; i++)
    {
      CosellJsonValue value = cosell_json_member (object, g_ptr_array_index (names, i));

      if (is_nothing (value))
        continue;
      g_string_append_printf (text, "%s:", (char *) g_ptr_array_index (names, i));
      append_value (text, value);
      g_string_append_c (text, ',');
    }
  g_string_append_c (text, '}');
}

static void
append_value (GString *text, CosellJsonValue value)
{
  g_autofree char *raw = NULL;

  switch (cosell_json_kind (value))
    {
    case COSELL_JSON_OBJECT:
      append_object (text, value);
      return;
    case COSELL_JSON_ARRAY:
      g_string_append_c (text, '[');
      for (guint i = 0; i < cosell_json_length (value); i++)
        {
          append_value (text, cosell_json_element (value, i));
          g_string_append_c (text, ',');
        }
      g_string_append_c (text, ']');
      return;
    case COSELL_JSON_NONE:
    case COSELL_JSON_NULL:
    case COSELL_JSON_FALSE:
    case COSELL_JSON_TRUE:
    case COSELL_JSON_NUMBER:
    case COSELL_JSON_STRING:
      break;
    }
  raw = cosell_json_dup_raw (value);
  g_string_append (text, raw);
}

static void
append_column (GString *text, const char *name, const char *value)
{
  g_autoptr (CosellJson) json = NULL;

  g_string_append_printf (text, " %s=", name);
  if (value != NULL && (*value == '{' || *value == '['))
    json = cosell_json_parse (value, -1, NULL);
  if (json != NULL)
    append_value (text, cosell_json_root (json));
  else
    g_string_append (text, value != NULL ? value : "-");
}

static void
append_table (GString *text, sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  g_assert_cmpint (code, ==, SQLITE_OK);
  g_string_append_printf (text, "\n%s\n", sql);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        /* as the history: an undo is something that was done, too */
        if (!g_str_equal (sqlite3_column_name (statement, i), "local_change_at"))
          append_column (text, sqlite3_column_name (statement, i),
                         (const char *) sqlite3_column_text (statement, i));
      g_string_append_c (text, '\n');
    }
  g_assert_cmpint (code, ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

char *
store_dump (const char *profile)
{
  g_autofree char *path = g_build_filename (profile, "cosell.db", NULL);
  GString *text = g_string_new (NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (cosell_packed_text_add_functions (db), ==, SQLITE_OK);
  append_table (text, db, "SELECT * FROM deal ORDER BY id");
  append_table (text, db, "SELECT * FROM deal_search ORDER BY deal");
  append_table (text, db, "SELECT * FROM referral ORDER BY id");
  append_table (text, db,
                "SELECT referral, cosell_text (base_json) AS base_json, "
                "cosell_text (coalesce (current_json, base_json)) AS current_json "
                "FROM document ORDER BY referral");
  append_table (text, db, "SELECT * FROM outbox ORDER BY seq");
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}
