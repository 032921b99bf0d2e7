/* cosell-store-columns.c: the derived columns of the deal table, from the field table
 *
 * The statements are made once from cosell_deal_fields; nothing but its column names goes in.
 */
#include "base/cosell-time.h"
#include "model/cosell-customer-match.h"
#include "model/cosell-lead.h"
#include "model/cosell-permission.h"
#include "store/cosell-store-object.h"
#include "store/cosell-store-private.h"

/* Bound before the derived columns. */
static const char *const keys[] = { "sync",      "name_key", "customer_key",
                                    "value_key", "tab",      "own_referral" };

/* The text to search is written to its own table, and never read back. */
static gboolean
is_derived (const CosellField *field)
{
  return (field->flags & COSELL_FIELD_LOCAL) == 0 &&
         field->offset != G_STRUCT_OFFSET (CosellDealData, search_text);
}

#define MAIL(json) "lower (trim (coalesce (json_extract (" json ", '$.email'), '')))"
#define TEAM(json)                                                                                 \
  "json_each (CASE WHEN json_valid (" json ") THEN " json " ELSE '{}' END, '$.team')"
#define MEMBER "CASE WHEN m.type = 'object' THEN " MAIL ("m.value") " END = me.mail"

#define DOCUMENT_TEAM TEAM ("cosell_text (coalesce (o.current_json, o.base_json))")
#define DRAFT_TEAM TEAM ("deal.draft")
#define USER_MAIL MAIL ("user")
#define ME                                                                                         \
  "(SELECT " USER_MAIL " AS mail FROM "                                                            \
  "(SELECT CASE WHEN json_valid (value) THEN coalesce (json_extract (value, '$.user'), '{}') "     \
  "        ELSE '{}' END AS user FROM meta WHERE key = 'me'))"

/* F2: whether who is signed in is on the deal's team, as the account names them: NULL when nobody
 * knows, or needs to, since nothing was learned at the location. */
#define ON_TEAM                                                                                    \
  "CASE WHEN EXISTS (SELECT 1 FROM denied_permission AS f "                                        \
  "                  WHERE f.location = coalesce (deal.location, '') AND f.learned <> 0) "         \
  "THEN (SELECT CASE WHEN me.mail <> '' THEN "                                                     \
  "        EXISTS (SELECT 1 FROM document AS o, " DOCUMENT_TEAM " AS m "                           \
  "                WHERE o.referral = deal.own_referral AND " MEMBER ") "                          \
  "        OR EXISTS (SELECT 1 FROM " DRAFT_TEAM " AS m WHERE " MEMBER ") END "                    \
  "      FROM " ME " AS me) END"

static char *
make_select (void)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id, sync");

  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    if (is_derived (field))
      g_string_append_printf (sql, ", %s", field->column);
  g_string_append (sql,
                   ", coalesce ((SELECT known FROM denied_permission AS f"
                   "            WHERE f.location = coalesce (deal.location, '')),"
                   "           (SELECT known FROM denied_permission AS f"
                   "            WHERE f.location = '*' AND deal.location <> ''), 0)"
                   ", coalesce ((SELECT learned FROM denied_permission AS f"
                   "            WHERE f.location = '#' || deal.id), 0)"
                   ", coalesce ((SELECT learned FROM denied_permission AS f"
                   "            WHERE f.location = coalesce (deal.location, '')), 0)"
                   ", coalesce (" ON_TEAM ", -1)"
                   ", CASE WHEN sync <> 'synced' THEN (SELECT min(not_before) FROM outbox AS o"
                   "            WHERE o.deal = deal.id AND o.state = 'scheduled') END"
                   ", " COSELL_STORE_HELD ", sync = 'parked' AND EXISTS (SELECT 1 FROM outbox AS o"
                   "            WHERE o.deal = deal.id AND o.state = 'not-kept')"
                   "            AND NOT EXISTS (SELECT 1 FROM outbox AS o"
                   "            WHERE o.deal = deal.id AND o.state = 'parked'"
                   "            AND NOT o.held)"
                   ", local_change_at, " COSELL_STORE_UNREAD
                   /* D6: what was marked of a deal that is over */
                   ", CASE WHEN status IN ('won', 'lost', 'error') THEN (SELECT '[' ||"
                   "            group_concat (coalesce (old, 'null') || ',' ||"
                   "            coalesce (new, 'null')) || ']' FROM (SELECT old, new"
                   "            FROM history AS h WHERE h.deal = deal.id"
                   "            AND h.path = '/salesStage' ORDER BY h.at, h.id)) END"
                   " FROM deal WHERE id = ?");
  return g_strdup (sql->str);
}

static char *
make_insert (void)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO deal (");
  g_autoptr (GString) values = g_string_new (") VALUES (");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", keys[i]);
      g_string_append (values, i > 0 ? ", ?" : "?");
    }
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    if (is_derived (field))
      {
        g_string_append_printf (sql, ", %s", field->column);
        g_string_append (values, ", ?");
      }
  return g_strconcat (sql->str, values->str, ")", NULL);
}

static char *
make_compare (void)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_string_append_printf (sql, "%s%s IS NOT ?", i > 0 ? ", " : "", keys[i]);
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    if (is_derived (field))
      g_string_append_printf (sql, ", %s IS NOT ?", field->column);
  g_string_append (sql, " FROM deal WHERE id = ?");
  return g_strdup (sql->str);
}

typedef char *(*MakeFunc) (void);

/* Made once, kept for the life of the program. */
static const char *
statement_text (const char **place, MakeFunc make)
{
  if (g_once_init_enter (place))
    g_once_init_leave (place, make ());
  return *place;
}

const char *
cosell_store_columns_select (void)
{
  static const char *sql = NULL;

  return statement_text (&sql, make_select);
}

static const char *
insert_text (void)
{
  static const char *sql = NULL;

  return statement_text (&sql, make_insert);
}

static const char *
compare_text (void)
{
  static const char *sql = NULL;

  return statement_text (&sql, make_compare);
}

static void
bind_field (CosellStatement *statement, int index, const CosellField *field, gconstpointer record)
{
  gconstpointer place = (const char *) record + field->offset;

  switch (field->kind)
    {
    case COSELL_FIELD_STRING:
    case COSELL_FIELD_DECIMAL:
    case COSELL_FIELD_DATE:
    case COSELL_FIELD_LINES:
      cosell_statement_bind_text (statement, index, *(char *const *) place);
      return;
    case COSELL_FIELD_INSTANT:
      cosell_statement_bind_time (statement, index, *(const gint64 *) place);
      return;
    case COSELL_FIELD_INT:
      cosell_statement_bind_int (statement, index, *(const gint64 *) place);
      return;
    case COSELL_FIELD_STAGE:
      cosell_statement_bind_id (statement, index, *(const gint64 *) place);
      return;
    case COSELL_FIELD_BOOL:
      cosell_statement_bind_int (statement, index, *(const gboolean *) place != FALSE);
      return;
    case COSELL_FIELD_ENUM:
      cosell_statement_bind_enum (statement, index, field->enum_type (), *(const int *) place);
      return;
    }
  g_assert_not_reached ();
}

/* A word that this program does not know (of a newer one) leaves the field at its null. */
static void
read_field (CosellStatement *statement, int column, const CosellField *field, gpointer record)
{
  gpointer place = (char *) record + field->offset;

  switch (field->kind)
    {
    case COSELL_FIELD_STRING:
    case COSELL_FIELD_DECIMAL:
    case COSELL_FIELD_DATE:
    case COSELL_FIELD_LINES:
      *(char **) place = cosell_statement_dup_text (statement, column);
      return;
    case COSELL_FIELD_INSTANT:
      *(gint64 *) place = cosell_statement_time (statement, column);
      return;
    case COSELL_FIELD_INT:
    case COSELL_FIELD_STAGE:
      *(gint64 *) place = cosell_statement_int (statement, column);
      return;
    case COSELL_FIELD_BOOL:
      *(gboolean *) place = cosell_statement_int (statement, column) != 0;
      return;
    case COSELL_FIELD_ENUM:
      *(int *) place =
          cosell_statement_enum (statement, column, field->enum_type (), *(int *) place);
      return;
    }
  g_assert_not_reached ();
}

static guint
read_denied (CosellStatement *statement, int column)
{
  return cosell_permission_denied ((guint) cosell_statement_int (statement, column),
                                   (guint) cosell_statement_int (statement, column + 1),
                                   (guint) cosell_statement_int (statement, column + 2),
                                   (int) cosell_statement_int (statement, column + 3));
}

CosellDealData *
cosell_store_columns_read (CosellStatement *statement)
{
  CosellDealData *data = cosell_deal_data_new ();
  int column = 2;

  data->id = cosell_statement_int (statement, 0);
  data->sync = cosell_statement_enum (statement, 1, COSELL_TYPE_SYNC_STATE, data->sync);
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    if (is_derived (field))
      read_field (statement, column++, field, data);
  data->denied = read_denied (statement, column);
  data->scheduled_at = cosell_statement_time (statement, column + 4);
  data->held = cosell_statement_int (statement, column + 5) != 0;
  data->unkept = cosell_statement_int (statement, column + 6) != 0;
  data->local_change_at = cosell_statement_time (statement, column + 7);
  data->unread = cosell_statement_int (statement, column + 8) != 0;
  data->marked = cosell_statement_dup_text (statement, column + 9);
  return data;
}

static void
bind_folded (CosellStatement *statement, int index, const char *text)
{
  g_autofree char *folded = text != NULL ? cosell_customer_fold_name (text) : NULL;

  cosell_statement_bind_text (statement, index, folded);
}

static int
tab_of (const CosellDealData *data)
{
  if (data->type == COSELL_DEAL_TYPE_LEAD)
    return cosell_lead_informs (data) ? COSELL_STORE_TAB_INFORMING : COSELL_STORE_TAB_LEAD;
  return data->direction == COSELL_DIRECTION_INBOUND ? COSELL_STORE_TAB_INBOUND
                                                     : COSELL_STORE_TAB_OUTBOUND;
}

/* Number i of keys[]. */
static void
bind_key (CosellStatement *statement,
          int index,
          guint i,
          const CosellDealData *data,
          gint64 own_referral)
{
  switch (i)
    {
    case 0:
      cosell_statement_bind_enum (statement, index, COSELL_TYPE_SYNC_STATE, data->sync);
      return;
    case 1:
      bind_folded (statement, index, data->name);
      return;
    case 2:
      bind_folded (statement, index, data->customer);
      return;
    case 3:
      if (data->value != NULL)
        cosell_statement_bind_double (statement, index, g_ascii_strtod (data->value, NULL));
      return;
    case 4:
      cosell_statement_bind_int (statement, index, tab_of (data));
      return;
    default:
      cosell_statement_bind_id (statement, index, own_referral);
      return;
    }
}

/* Columns by their number, those of keys[] first. */
typedef guint64 ColumnSet;
#define ALL_COLUMNS G_MAXUINT64

/* Binds the values of these columns, one after the other. Returns: the index behind them */
static int
bind_columns (CosellStatement *statement,
              ColumnSet set,
              const CosellDealData *data,
              gint64 own_referral)
{
  guint number = 0;
  int index = 1;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if ((set & G_GUINT64_CONSTANT (1) << number++) != 0)
      bind_key (statement, index++, i, data, own_referral);
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    if (is_derived (field) && (set & G_GUINT64_CONSTANT (1) << number++) != 0)
      bind_field (statement, index++, field, data);
  g_assert (number < 64);
  return index;
}

/* Returns: (transfer full) */
static char *
update_text (ColumnSet set)
{
  g_autoptr (GString) sql = g_string_new ("UPDATE deal SET ");
  gsize start = sql->len;
  guint number = 0;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if ((set & G_GUINT64_CONSTANT (1) << number++) != 0)
      g_string_append_printf (sql, "%s%s = ?", sql->len > start ? ", " : "", keys[i]);
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    if (is_derived (field) && (set & G_GUINT64_CONSTANT (1) << number++) != 0)
      g_string_append_printf (sql, "%s%s = ?", sql->len > start ? ", " : "", field->column);
  g_string_append (sql, " WHERE id = ?");
  return g_strdup (sql->str);
}

/* The columns in which the row is another one; all where there is none. */
static gboolean
compare_row (CosellStore *self,
             gint64 id,
             const CosellDealData *data,
             gint64 own_referral,
             ColumnSet *changed,
             GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (self, compare_text (), error);
  CosellStep step;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, bind_columns (statement, ALL_COLUMNS, data, own_referral),
                             id);
  step = cosell_statement_step (statement, error);
  *changed = step == COSELL_STEP_ROW ? 0 : ALL_COLUMNS;
  for (int i = 0; step == COSELL_STEP_ROW && i < sqlite3_column_count (statement); i++)
    if (cosell_statement_int (statement, i) != 0)
      *changed |= G_GUINT64_CONSTANT (1) << i;
  return step != COSELL_STEP_ERROR;
}

/* Statements that are kept; what changes together is mostly the same. */
#define MOST_STATEMENTS 600

/* What is as it was is not written: each column has an index or two. */
static gboolean
update_row (CosellStore *self,
            gint64 id,
            const CosellDealData *data,
            gint64 own_referral,
            GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  g_autofree char *sql = NULL;
  ColumnSet changed;

  if (!compare_row (self, id, data, own_referral, &changed, error))
    return FALSE;
  if (changed == 0)
    return TRUE;
  if (g_hash_table_size (self->writer->statements) > MOST_STATEMENTS)
    changed = ALL_COLUMNS;
  sql = update_text (changed);
  statement = cosell_store_prepare (self, sql, error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, bind_columns (statement, changed, data, own_referral), id);
  return cosell_statement_run (statement, error);
}

static gint64
insert_row (CosellStore *self, const CosellDealData *data, gint64 own_referral, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (self, insert_text (), error);

  if (statement == NULL)
    return 0;
  bind_columns (statement, ALL_COLUMNS, data, own_referral);
  return cosell_statement_run (statement, error)
             ? sqlite3_last_insert_rowid (cosell_store_get_db (self))
             : 0;
}

gint64
cosell_store_write_deal (CosellStore *self,
                         gint64 id,
                         const CosellDealData *data,
                         gint64 own_referral,
                         GError **error)
{
  if (id == 0)
    id = insert_row (self, data, own_referral, error);
  else if (!update_row (self, id, data, own_referral, error))
    id = 0;
  if (id == 0)
    return 0;
  cosell_store_note_deal (self, id);
  return cosell_store_index_deal (self, id, data->search_text, error) ? id : 0;
}
