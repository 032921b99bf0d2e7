/* cosell-store-columns.c: the derived columns of the deal table, from the field table
 *
 * The statements are made once from cosell_deal_fields; nothing but its column names goes in.
 */
#include "base/cosell-time.h"
#include "model/cosell-customer-match.h"
#include "model/cosell-permission.h"
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
make_update (void)
{
  g_autoptr (GString) sql = g_string_new ("UPDATE deal SET ");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_string_append_printf (sql, "%s%s = ?", i > 0 ? ", " : "", keys[i]);
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    if (is_derived (field))
      g_string_append_printf (sql, ", %s = ?", field->column);
  g_string_append (sql, " WHERE id = ?");
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
update_text (void)
{
  static const char *sql = NULL;

  return statement_text (&sql, make_update);
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

/* In the order of keys[]. */
static void
bind_keys (CosellStatement *statement, const CosellDealData *data, gint64 own_referral)
{
  int tab = COSELL_STORE_TAB_OUTBOUND;

  if (data->type == COSELL_DEAL_TYPE_LEAD)
    tab = COSELL_STORE_TAB_LEAD;
  else if (data->direction == COSELL_DIRECTION_INBOUND)
    tab = COSELL_STORE_TAB_INBOUND;
  cosell_statement_bind_enum (statement, 1, COSELL_TYPE_SYNC_STATE, data->sync);
  bind_folded (statement, 2, data->name);
  bind_folded (statement, 3, data->customer);
  if (data->value != NULL)
    cosell_statement_bind_double (statement, 4, g_ascii_strtod (data->value, NULL));
  cosell_statement_bind_int (statement, 5, tab);
  cosell_statement_bind_id (statement, 6, own_referral);
}

gint64
cosell_store_write_deal (CosellStore *self,
                         gint64 id,
                         const CosellDealData *data,
                         gint64 own_referral,
                         GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  int index = G_N_ELEMENTS (keys) + 1;

  statement = cosell_store_prepare (self, id == 0 ? insert_text () : update_text (), error);
  if (statement == NULL)
    return 0;
  bind_keys (statement, data, own_referral);
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    if (is_derived (field))
      bind_field (statement, index++, field, data);
  if (id != 0)
    cosell_statement_bind_int (statement, index, id);
  if (!cosell_statement_run (statement, error))
    return 0;
  if (id == 0)
    id = sqlite3_last_insert_rowid (cosell_store_get_db (self));
  cosell_store_note_deal (self, id);
  return cosell_store_index_deal (self, id, data->search_text, error) ? id : 0;
}
