/* cosell-store-filter.c: the query language as SQL
 *
 * A term becomes a condition that is TRUE or FALSE and never NULL, so that NOT is what a negated
 * one means (I8). What SQL cannot say it asks the model for, after what it can say.
 */
#include "store/cosell-store-filter.h"

#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-email.h"
#include "model/cosell-query-match.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-fill.h"
#include "store/cosell-store-filter-functions.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-private.h"

#define EXPIRING_DAYS 7 /* I9 */
#define LAST_YEAR 9999  /* of a date with four digits */

typedef enum
{
  ASK_FACT,     /* id, Fact: a column of a row that is not filled */
  ASK_ELIGIBLE, /* status, type, direction, p2p, microsoft_status, registration_status, solutions */
  ASK_AMOUNT,   /* index of the term, value, currency */
} Ask;

typedef struct
{
  enum
  {
    BIND_INT,
    BIND_REAL,
    BIND_TEXT,
  } kind;
  gint64 integer;
  double real;
  char *text; /* (owned) */
} Binding;

struct _CosellStoreFilter
{
  CosellStoreAsked asked;
  CosellStore *store;
  const CosellQuery *query;
  const CosellQueryContext *context;
  CosellStoreUnfilled unfilled;
  int parameter;        /* self; then unfilled.first, unfilled.last, and bindings */
  GString *sql;         /* (owned) */
  GArray *bindings;     /* (owned) of Binding */
  CosellDealData *row;  /* (owned) (nullable) the one that was worked out last */
  GHashTable *eligible; /* (owned) (nullable) */
  gboolean knows_eligible;
};

#define N_OWN_PARAMETERS 3

/* ---- what SQL asks ---- */

/* Columns that cosell_store_work_out fills. */
static const struct
{
  const char *column;
  gsize offset;
} facts[] = {
  { "team", G_STRUCT_OFFSET (CosellDealData, team) },
  { "partners", G_STRUCT_OFFSET (CosellDealData, partners) },
  { "source", G_STRUCT_OFFSET (CosellDealData, source) },
  { "action", G_STRUCT_OFFSET (CosellDealData, action) },
  { "quality", G_STRUCT_OFFSET (CosellDealData, quality) },
  { "solutions", G_STRUCT_OFFSET (CosellDealData, solutions) },
};

static void
fail (sqlite3_context *context, GError *error)
{
  sqlite3_result_error (context, error->message, -1);
  g_error_free (error);
}

static void
answer_fact (CosellStoreFilter *self, sqlite3_value **values, sqlite3_context *context)
{
  gint64 id = sqlite3_value_int64 (values[0]);
  GError *error = NULL;
  const char *text;

  if (self->row == NULL || self->row->id != id)
    {
      g_clear_pointer (&self->row, cosell_deal_data_free);
      self->row = cosell_store_get_deal (self->store, id, &error);
      if (self->row == NULL || !cosell_store_work_out (self->store, self->row, &error))
        {
          g_clear_pointer (&self->row, cosell_deal_data_free);
          fail (context, error);
          return;
        }
    }
  text = G_STRUCT_MEMBER (char *, self->row, facts[sqlite3_value_int (values[1])].offset);
  if (text != NULL)
    sqlite3_result_text (context, text, -1, SQLITE_TRANSIENT);
}

static int
word_of (sqlite3_value *value, GType type)
{
  int word = 0;

  cosell_enum_from_nick (type, (const char *) sqlite3_value_text (value), &word);
  return word;
}

static void
answer_eligible (CosellStoreFilter *self, sqlite3_value **values, sqlite3_context *context)
{
  CosellDealData row = { 0 };

  row.status = word_of (values[0], COSELL_TYPE_DEAL_STATUS);
  row.type = word_of (values[1], COSELL_TYPE_DEAL_TYPE);
  row.direction = word_of (values[2], COSELL_TYPE_DIRECTION);
  row.p2p = sqlite3_value_int (values[3]) != 0;
  row.microsoft_status = word_of (values[4], COSELL_TYPE_DEAL_STATUS);
  row.registration_status = (char *) sqlite3_value_text (values[5]);
  row.solutions = (char *) sqlite3_value_text (values[6]);
  sqlite3_result_int (context, cosell_eligibility_find (&row, self->eligible));
}

/* I6: in the currency of the context. */
static void
answer_amount (CosellStoreFilter *self, sqlite3_value **values, sqlite3_context *context)
{
  CosellQueryTerm term =
      *(const CosellQueryTerm *) g_ptr_array_index (self->query->terms,
                                                    (guint) sqlite3_value_int (values[0]));
  CosellDealData row = { 0 };
  CosellQueryFacts of_row;

  term.negated = FALSE;
  row.value = (char *) sqlite3_value_text (values[1]);
  row.currency = (char *) sqlite3_value_text (values[2]);
  cosell_query_facts_init (&of_row, &row);
  sqlite3_result_int (context, cosell_query_term_match (&term, &of_row, self->context));
}

static void
answer (CosellStoreAsked *asked, int which, sqlite3_value **values, sqlite3_context *context)
{
  CosellStoreFilter *self = (CosellStoreFilter *) asked;

  switch ((Ask) which)
    {
    case ASK_FACT:
      answer_fact (self, values, context);
      return;
    case ASK_ELIGIBLE:
      answer_eligible (self, values, context);
      return;
    case ASK_AMOUNT:
      answer_amount (self, values, context);
      return;
    }
  g_assert_not_reached ();
}

static gboolean
read_eligible (CosellStoreFilter *self, GError **error)
{
  g_autofree char *catalog = NULL;

  if (self->knows_eligible)
    return TRUE;
  if (!cosell_store_get_meta (self->store, COSELL_META_SOLUTIONS, &catalog, error))
    return FALSE;
  self->eligible = cosell_eligibility_read_catalog (catalog);
  self->knows_eligible = TRUE;
  return TRUE;
}

/* ---- parameters ---- */

static void
append_binding (CosellStoreFilter *self, Binding binding)
{
  g_array_append_val (self->bindings, binding);
  g_string_append_printf (self->sql, "?%d",
                          self->parameter + N_OWN_PARAMETERS + (int) self->bindings->len - 1);
}

static void
append_int (CosellStoreFilter *self, gint64 value)
{
  append_binding (self, (Binding){ .kind = BIND_INT, .integer = value });
}

static void
append_real (CosellStoreFilter *self, double value)
{
  append_binding (self, (Binding){ .kind = BIND_REAL, .real = value });
}

static void
append_text (CosellStoreFilter *self, const char *value)
{
  append_binding (self, (Binding){ .kind = BIND_TEXT, .text = g_strdup (value) });
}

static void
append (CosellStoreFilter *self, const char *sql)
{
  g_string_append (self->sql, sql);
}

char *
cosell_store_filter_column (const CosellStoreFilter *self, const char *column)
{
  g_return_val_if_fail (self != NULL && column != NULL, NULL);

  for (guint i = 0; self->unfilled.last != 0 && i < G_N_ELEMENTS (facts); i++)
    if (g_str_equal (facts[i].column, column))
      return g_strdup_printf ("CASE WHEN id > ?%d AND id <= ?%d "
                              "THEN cosell_ask (?%d, %d, id, %u) ELSE %s END",
                              self->parameter + 1, self->parameter + 2, self->parameter, ASK_FACT,
                              i, column);
  return g_strdup (column);
}

/* ---- values ---- */

#define NEVER "-9223372036854775807"
#define CHANGED                                                                                    \
  "nullif (max (ifnull (updated_at, " NEVER "), ifnull (local_change_at, " NEVER ")), " NEVER ")"

/* The expression of a key's fact, which is NULL when it is missing. Returns: (transfer full) */
static char *
fact_of (const CosellStoreFilter *self, const CosellQueryKeyInfo *key)
{
  const CosellField *field =
      key->field != NULL ? cosell_field_find (cosell_deal_fields, key->field) : NULL;
  g_autofree char *column = NULL;
  const char *name = NULL;

  if (key->key == COSELL_QUERY_KEY_CHANGED || key->key == COSELL_QUERY_KEY_UNTOUCHED)
    return g_strdup (CHANGED);
  if (key->key == COSELL_QUERY_KEY_REMIND)
    return g_strdup ("NULL");
  if (key->key == COSELL_QUERY_KEY_REGISTRATION)
    return g_strdup ("cosell_registration (registration_status)");
  if (key->key == COSELL_QUERY_KEY_MICROSOFT)
    return g_strdup ("nullif (microsoft_status, 'draft')");
  if (key->key == COSELL_QUERY_KEY_CRM)
    return cosell_store_make_crm_fact (self->store, TRUE);
  if (key->key == COSELL_QUERY_KEY_PARTNER)
    name = "partners";
  else
    name = field != NULL ? field->column : key->name; /* team source action quality */
  column = cosell_store_filter_column (self, name);
  if (key->kind == COSELL_QUERY_KIND_TEXT || key->kind == COSELL_QUERY_KIND_COUNTRY ||
      key->kind == COSELL_QUERY_KIND_CODE || key->kind == COSELL_QUERY_KIND_DATE)
    return g_strdup_printf ("nullif (%s, '')", column);
  return g_steal_pointer (&column);
}

/* The value as it is, read only for those where value_key does not decide: the index does not have
 * it. */
#define EXACT_VALUE "(SELECT v.value FROM deal AS v WHERE v.id = deal.id)"

/* One comparison with a decimal. The column near holds the number as far as a double does; where
 * that is not enough the exact ones decide. */
static void
append_bound (CosellStoreFilter *self,
              const char *near,
              const char *exact,
              const char *sign,
              const char *bound)
{
  double value = g_ascii_strtod (bound, NULL);

  append (self, "CASE WHEN ");
  if (*sign != '=')
    {
      g_string_append_printf (self->sql, "%s %c ", near, *sign);
      append_real (self, value);
      append (self, " THEN TRUE WHEN ");
    }
  g_string_append_printf (self->sql, "%s = ", near);
  append_real (self, value);
  g_string_append_printf (self->sql, " THEN cosell_compare (%s, ", exact);
  append_text (self, bound);
  g_string_append_printf (self->sql, ") %s 0 ELSE FALSE END", sign);
}

static void
append_number (CosellStoreFilter *self,
               const char *near,
               const char *exact,
               const CosellQueryValue *value)
{
  static const char *const signs[] = {
    [COSELL_QUERY_OP_EQUAL] = "=", [COSELL_QUERY_OP_ABOVE] = ">",  [COSELL_QUERY_OP_FROM] = ">=",
    [COSELL_QUERY_OP_BELOW] = "<", [COSELL_QUERY_OP_UP_TO] = "<=",
  };

  if (value->op != COSELL_QUERY_OP_BETWEEN)
    {
      append_bound (self, near, exact, signs[value->op], value->low);
      return;
    }
  g_string_append_printf (self->sql, "(%s IS NOT NULL", near);
  if (value->low != NULL)
    {
      append (self, " AND ");
      append_bound (self, near, exact, ">=", value->low);
    }
  if (value->high != NULL)
    {
      append (self, " AND ");
      append_bound (self, near, exact, "<=", value->high);
    }
  append (self, ")");
}

static void
append_value (CosellStoreFilter *self, guint term, const CosellQueryValue *value)
{
  if (self->context->currency == NULL || self->context->convert == NULL)
    {
      append_number (self, "value_key", EXACT_VALUE, value);
      return;
    }
  append (self, "CASE WHEN currency = ");
  append_text (self, self->context->currency);
  append (self, " THEN ");
  append_number (self, "value_key", EXACT_VALUE, value);
  g_string_append_printf (self->sql,
                          " ELSE currency IS NOT NULL AND value_key IS NOT NULL AND "
                          "cosell_ask (?%d, %d, %u, " EXACT_VALUE ", currency) END",
                          self->parameter, ASK_AMOUNT, term);
}

static void
append_stage (CosellStoreFilter *self, const CosellQueryValue *value)
{
  if (value->word == NULL)
    {
      append_number (self, "stage", "stage", value);
      return;
    }
  append (self, "(stage = ");
  append_int (self, value->word->value);
  switch (value->word->stage)
    {
    case COSELL_QUERY_STAGE_ORDINARY:
      append (self, " AND type <> 'solution-assessment')");
      return;
    case COSELL_QUERY_STAGE_ASSESSMENT:
      append (self, " AND type = 'solution-assessment')");
      return;
    case COSELL_QUERY_STAGE_OUTBOUND:
      append (self, " AND direction = 'outbound')");
      return;
    case COSELL_QUERY_STAGE_INBOUND:
      append (self, " AND direction = 'inbound')");
      return;
    case COSELL_QUERY_STAGE_WON:
      append (self, " AND status = 'won')");
      return;
    }
  g_assert_not_reached ();
}

static void
append_day (CosellStoreFilter *self, const char *fact, const char *sign, guint32 day)
{
  char text[16] = "";
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  if (g_date_get_year (&date) > LAST_YEAR)
    g_strlcpy (text, "9999-99-99", sizeof text);
  else
    g_snprintf (text, sizeof text, "%04d-%02d-%02d", g_date_get_year (&date),
                g_date_get_month (&date), g_date_get_day (&date));
  g_string_append_printf (self->sql, " AND %s %s ", fact, sign);
  append_text (self, text);
}

static void
append_overdue (CosellStoreFilter *self)
{
  append (self, "(status = 'accepted' AND ifnull (close_date, '') <> ''");
  append_day (self, "close_date", "<", self->context->today);
  append (self, ")");
}

static void
append_date (CosellStoreFilter *self, const char *fact, const CosellQueryValue *value)
{
  guint32 first, end;

  if (value->overdue)
    {
      append_overdue (self);
      return;
    }
  cosell_query_value_days (value, self->context, &first, &end);
  g_string_append_printf (self->sql, "(%s IS NOT NULL", fact);
  if (first != 0)
    append_day (self, fact, ">=", first);
  if (end != 0)
    append_day (self, fact, "<", end);
  append (self, ")");
}

/* From the first instant of a day to before that of another; 0 is an open end. */
static void
append_within (CosellStoreFilter *self, const char *fact, guint32 first, guint32 end)
{
  g_string_append_printf (self->sql, "(%s IS NOT NULL", fact);
  if (first != 0)
    {
      g_string_append_printf (self->sql, " AND %s >= ", fact);
      append_int (self, cosell_query_context_day_start (self->context, first));
    }
  if (end != 0)
    {
      g_string_append_printf (self->sql, " AND %s < ", fact);
      append_int (self, cosell_query_context_day_start (self->context, end));
    }
  append (self, ")");
}

static void
append_age (CosellStoreFilter *self, const char *fact, const CosellQueryValue *value)
{
  if (self->context->today <= value->days)
    {
      append (self, "FALSE");
      return;
    }
  append (self, "(status IN ('draft', 'received', 'accepted') AND ");
  append_within (self, fact, 0, self->context->today - value->days + 1);
  append (self, ")");
}

static void
append_tab (CosellStoreFilter *self, CosellTab tab)
{
  switch (tab)
    {
    case COSELL_TAB_INBOUND:
      append (self, "tab = " G_STRINGIFY (COSELL_STORE_TAB_INBOUND));
      return;
    case COSELL_TAB_OUTBOUND:
      append (self, "tab = " G_STRINGIFY (COSELL_STORE_TAB_OUTBOUND));
      return;
    case COSELL_TAB_FAVORITES:
      append (self, "favorite = 1");
      return;
    case COSELL_TAB_LEADS:
      append (self, "tab >= " G_STRINGIFY (COSELL_STORE_TAB_LEAD));
      return;
    case COSELL_TAB_ALL:
      append (self, "TRUE");
      return;
    }
  g_assert_not_reached ();
}

static void
append_word (CosellStoreFilter *self,
             const CosellQueryKeyInfo *key,
             const char *fact,
             const CosellQueryValue *value)
{
  static GType (*const types[]) (void) = {
    [COSELL_QUERY_KEY_TYPE] = cosell_deal_type_get_type,
    [COSELL_QUERY_KEY_STATUS] = cosell_deal_status_get_type,
    [COSELL_QUERY_KEY_MICROSOFT] = cosell_deal_status_get_type,
    [COSELL_QUERY_KEY_SYNC] = cosell_sync_state_get_type,
  };

  if (key->key == COSELL_QUERY_KEY_TAB)
    {
      append_tab (self, (CosellTab) value->word->value);
      return;
    }
  if (key->key == COSELL_QUERY_KEY_REGISTRATION)
    append (self, "registration_status IS NOT NULL AND ");
  g_string_append_printf (self->sql, "%s = ", fact);
  if (key->key == COSELL_QUERY_KEY_REGISTRATION)
    append_int (self, value->word->value);
  else
    append_text (self, cosell_enum_nick (types[key->key](), value->word->value));
}

static void
append_alternative (CosellStoreFilter *self,
                    guint term,
                    const CosellQueryKeyInfo *key,
                    const CosellQueryValue *value)
{
  g_autofree char *fact = fact_of (self, key);

  if (value->none)
    {
      g_string_append_printf (self->sql, "(%s) IS NULL", fact);
      return;
    }
  switch (key->kind)
    {
    case COSELL_QUERY_KIND_TEXT:
      g_string_append_printf (self->sql, "cosell_holds (%s, ", fact);
      append_text (self, value->folded);
      append (self, ")");
      return;
    case COSELL_QUERY_KIND_COUNTRY:
    case COSELL_QUERY_KIND_CODE:
      g_string_append_printf (self->sql, "%s = ", fact);
      append_text (self, value->text);
      append (self, " COLLATE NOCASE");
      return;
    case COSELL_QUERY_KIND_WORD:
      append_word (self, key, fact, value);
      return;
    case COSELL_QUERY_KIND_NUMBER:
      append_value (self, term, value);
      return;
    case COSELL_QUERY_KIND_STAGE:
      append_stage (self, value);
      return;
    case COSELL_QUERY_KIND_DATE:
      append_date (self, fact, value);
      return;
    case COSELL_QUERY_KIND_INSTANT:
      {
        guint32 first, end;

        cosell_query_value_days (value, self->context, &first, &end);
        append_within (self, fact, first, end);
        return;
      }
    case COSELL_QUERY_KIND_AGE:
      append_age (self, fact, value);
      return;
    }
  g_assert_not_reached ();
}

/* ---- terms ---- */

/* "IS TRUE" makes a condition of what may be NULL, and leaves SQLite free to stop where it is
 * decided, which a function around it would not. */

static void
append_filter (CosellStoreFilter *self, guint index, const CosellQueryTerm *term)
{
  const CosellQueryKeyInfo *key = cosell_query_key_info (term->key);

  append (self, "(");
  for (guint i = 0; i < term->values->len; i++)
    {
      append (self, i > 0 ? " OR (" : "(");
      append_alternative (self, index, key, g_ptr_array_index (term->values, i));
      append (self, ")");
    }
  append (self, ") IS TRUE");
}

static void
append_mine (CosellStoreFilter *self)
{
  g_autofree char *team = cosell_store_filter_column (self, "team");

  append (self, "(FALSE");
  for (guint i = 0; self->context->mine != NULL && self->context->mine[i] != NULL; i++)
    {
      g_autofree char *address = cosell_email_fold (self->context->mine[i]);

      if (*address == '\0')
        continue;
      g_string_append_printf (self->sql, " OR cosell_has_line (%s, ", team);
      append_text (self, address);
      append (self, ")");
    }
  append (self, ") IS TRUE");
}

/* E1 needs a type that Microsoft or a partner is in, or (E2) a registration. */
static void
append_eligible (CosellStoreFilter *self)
{
  g_autofree char *solutions = cosell_store_filter_column (self, "solutions");

  g_string_append_printf (
      self->sql,
      "(status IN ('draft', 'received', 'accepted', 'won') AND (type IN ('co-sell', 'partner-led') "
      "OR registration_status IS NOT NULL) AND cosell_ask (?%d, %d, status, type, direction, p2p, "
      "microsoft_status, registration_status, %s))",
      self->parameter, ASK_ELIGIBLE, solutions);
}

static void
append_keyword (CosellStoreFilter *self, CosellQueryKeyword keyword)
{
  static const char *const plain[COSELL_QUERY_N_KEYWORDS] = {
    [COSELL_QUERY_KEYWORD_OPEN] = "status IN ('draft', 'received', 'accepted')",
    [COSELL_QUERY_KEYWORD_CLOSED] = "status NOT IN ('draft', 'received', 'accepted')",
    [COSELL_QUERY_KEYWORD_FAVORITE] = "favorite = 1",
    [COSELL_QUERY_KEYWORD_P2P] = "p2p = 1",
    [COSELL_QUERY_KEYWORD_UNSYNCED] = "sync NOT IN ('synced', 'draft')",
    [COSELL_QUERY_KEYWORD_HELD] = COSELL_STORE_HELD,
    [COSELL_QUERY_KEYWORD_PARKED] = "sync = 'parked'",
    [COSELL_QUERY_KEYWORD_CONFLICT] = "sync = 'conflict'",
    [COSELL_QUERY_KEYWORD_DRAFT] = "status = 'draft'",
    [COSELL_QUERY_KEYWORD_UNREAD] = COSELL_STORE_UNREAD,
  };

  if (keyword == COSELL_QUERY_KEYWORD_OVERDUE)
    append_overdue (self);
  else if (keyword == COSELL_QUERY_KEYWORD_EXPIRING)
    {
      append (self, "(status = 'received' AND ");
      append_within (self, "expires_at", self->context->today,
                     self->context->today + EXPIRING_DAYS + 1);
      append (self, ")");
    }
  else if (keyword == COSELL_QUERY_KEYWORD_MINE)
    append_mine (self);
  else if (keyword == COSELL_QUERY_KEYWORD_ELIGIBLE)
    append_eligible (self);
  else
    append (self, plain[keyword]);
}

static void
append_term (CosellStoreFilter *self, guint index)
{
  const CosellQueryTerm *term = g_ptr_array_index (self->query->terms, index);

  append (self, term->negated ? " AND NOT (" : " AND (");
  switch (term->kind)
    {
    case COSELL_QUERY_TERM_WORD:
    case COSELL_QUERY_TERM_PHRASE:
      g_assert_not_reached ();
    case COSELL_QUERY_TERM_FILTER:
      append_filter (self, index, term);
      break;
    case COSELL_QUERY_TERM_KEYWORD:
      append_keyword (self, term->keyword);
      break;
    }
  append (self, ")");
}

/* SQLite looks at conditions in their order: those that ask come last. */
static gboolean
is_slow (const CosellQueryTerm *term)
{
  if (term->kind == COSELL_QUERY_TERM_KEYWORD)
    return term->keyword == COSELL_QUERY_KEYWORD_MINE ||
           term->keyword == COSELL_QUERY_KEYWORD_ELIGIBLE;
  return cosell_query_key_info (term->key)->kind == COSELL_QUERY_KIND_TEXT ||
         cosell_query_key_info (term->key)->kind == COSELL_QUERY_KIND_NUMBER;
}

static gboolean
is_left_out (const CosellQueryTerm *term, int except)
{
  if (term->kind == COSELL_QUERY_TERM_WORD || term->kind == COSELL_QUERY_TERM_PHRASE)
    return TRUE;
  return term->kind == COSELL_QUERY_TERM_FILTER && (int) term->key == except && !term->negated;
}

static gboolean
append_terms (CosellStoreFilter *self, int except, GError **error)
{
  for (guint slow = 0; slow < 2; slow++)
    for (guint i = 0; i < self->query->terms->len; i++)
      {
        const CosellQueryTerm *term = g_ptr_array_index (self->query->terms, i);

        if (is_slow (term) != (slow != 0) || is_left_out (term, except))
          continue;
        if (term->kind == COSELL_QUERY_TERM_KEYWORD &&
            term->keyword == COSELL_QUERY_KEYWORD_ELIGIBLE && !read_eligible (self, error))
          return FALSE;
        append_term (self, i);
      }
  return TRUE;
}

static void
binding_clear (gpointer data)
{
  g_free (((Binding *) data)->text);
}

CosellStoreFilter *
cosell_store_filter_new (CosellStore *store,
                         const CosellQuery *query,
                         const CosellQueryContext *context,
                         int parameter,
                         int except,
                         GError **error)
{
  g_autoptr (CosellStoreFilter) self = g_new0 (CosellStoreFilter, 1);

  g_return_val_if_fail (query == NULL || context != NULL, NULL);
  COSELL_STORE_WORKER (store);

  self->asked.answer = answer;
  self->store = store;
  self->query = query;
  self->context = context;
  self->parameter = parameter;
  self->sql = g_string_new (NULL);
  self->bindings = g_array_new (FALSE, FALSE, sizeof (Binding));
  g_array_set_clear_func (self->bindings, binding_clear);
  if (!cosell_store_read_unfilled (store, &self->unfilled, error) ||
      (query != NULL && !append_terms (self, except, error)))
    return NULL;
  return g_steal_pointer (&self);
}

void
cosell_store_filter_free (CosellStoreFilter *self)
{
  if (self == NULL)
    return;
  if (self->sql != NULL)
    g_string_free (self->sql, TRUE);
  g_clear_pointer (&self->bindings, g_array_unref);
  g_clear_pointer (&self->row, cosell_deal_data_free);
  g_clear_pointer (&self->eligible, g_hash_table_unref);
  g_free (self);
}

const char *
cosell_store_filter_get_sql (const CosellStoreFilter *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->sql->str;
}

int
cosell_store_filter_get_next (const CosellStoreFilter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->parameter + N_OWN_PARAMETERS + (int) self->bindings->len;
}

static void
bind_one (CosellStatement *statement, int index, const Binding *binding)
{
  switch (binding->kind)
    {
    case BIND_INT:
      cosell_statement_bind_int (statement, index, binding->integer);
      return;
    case BIND_REAL:
      cosell_statement_bind_double (statement, index, binding->real);
      return;
    case BIND_TEXT:
      cosell_statement_bind_text (statement, index, binding->text);
      return;
    }
  g_assert_not_reached ();
}

void
cosell_store_filter_bind (CosellStoreFilter *self, CosellStatement *statement)
{
  int index = self->parameter;
  int count = sqlite3_bind_parameter_count (statement);

  g_return_if_fail (self != NULL && statement != NULL);

  /* a statement that does not ask has no parameter for it */
  if (index <= count)
    sqlite3_bind_pointer (statement, index, &self->asked, COSELL_STORE_ASKED_POINTER, NULL);
  if (index + 1 <= count)
    cosell_statement_bind_int (statement, index + 1, self->unfilled.first);
  if (index + 2 <= count)
    cosell_statement_bind_int (statement, index + 2, self->unfilled.last);
  index += N_OWN_PARAMETERS;
  for (guint i = 0; i < self->bindings->len; i++)
    bind_one (statement, index + (int) i, &g_array_index (self->bindings, Binding, i));
}
