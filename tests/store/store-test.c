/* store-test.c: worker functions as plain calls */
#include "model/cosell-change.h"
#include "model/cosell-draft.h"
#include "store/store-test.h"

#include "store/cosell-store-private.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "base/cosell-time.h"
#include "model/cosell-people.h"

void
store_test_set_up (StoreTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 now;

  g_assert_true (cosell_time_parse (ST_START, &now));
  self->folder = g_dir_make_tmp ("cosell-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "cosell.db", NULL);
  self->clock = cosell_manual_clock_new (now);
  self->store = cosell_store_new (self->path, self->clock, &error);
  g_assert_no_error (error);
  /* Sequence numbers do not begin with 1 here, so that a test has to ask for them. */
  st_execute (self->store, "INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', 40)");
}

/* What triggers counted beside the rows, held against the rows; a row that differs is one of these.
 */
#define MISCOUNTED                                                                                 \
  "WITH d AS (SELECT tab, favorite, status = 'received' AND invisible_since IS NULL AS waits, "    \
  "count(*) AS n FROM deal WHERE NOT EXISTS (SELECT 1 FROM uncounted WHERE id > done AND "         \
  "id <= last) GROUP BY 1, 2, 3), "                                                                \
  "o AS (SELECT state, conflicts IS NOT NULL, held, count(*) FROM outbox GROUP BY 1, 2, 3), "      \
  "dc AS (SELECT tab, favorite, unanswered, deals FROM deal_count WHERE deals <> 0), "             \
  "oc AS (SELECT state, conflicts, held, entries FROM outbox_count WHERE entries <> 0) "           \
  "SELECT (SELECT count(*) FROM (SELECT * FROM d EXCEPT SELECT * FROM dc)) + "                     \
  "(SELECT count(*) FROM (SELECT * FROM dc EXCEPT SELECT * FROM d)) + "                            \
  "(SELECT count(*) FROM (SELECT * FROM o EXCEPT SELECT * FROM oc)) + "                            \
  "(SELECT count(*) FROM (SELECT * FROM oc EXCEPT SELECT * FROM o))"

gboolean
st_assert_counted (const char *path)
{
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;
  gboolean asked = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
                   sqlite3_prepare_v2 (db, MISCOUNTED, -1, &statement, NULL) == SQLITE_OK &&
                   sqlite3_step (statement) == SQLITE_ROW;

  if (asked)
    g_assert_cmpint (sqlite3_column_int (statement, 0), ==, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return asked;
}

void
store_test_tear_down (StoreTest *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (self->store != NULL)
    cosell_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (self->store != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->store));
  g_assert_finalize_object (g_steal_pointer (&self->clock));
  st_assert_counted (self->path); /* where it can still be read */
  /* the database, its log, and damaged ones that were kept */
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

char *
st_referral (const char *id,
             const char *engagement,
             const char *organization,
             int minute,
             const char *members)
{
  return json_printf (
      "{'id':'%s','engagementId':'%s','organizationId':'%s',"
      "'organizationName':'Fabrikam','createdDateTime':'2026-11-01T08:00:00Z',"
      "'updatedDateTime':'2026-11-20T08:%02d:00Z','status':'Active',"
      "'substatus':'Accepted','type':'Independent','qualification':'SalesQualified',"
      "'direction':'Outgoing'%s}",
      id, engagement, organization, minute, members);
}

static void
run (CosellStore *store, CosellStoreMode mode, CosellStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = cosell_store_run (store, mode, func, data, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

/* What goes into a job and comes out of it; each uses what it needs. */
typedef struct
{
  gint64 id;
  const char *text;
  const char *extra;
  gboolean flag;
  gint64 instant;
  GPtrArray *changes;
  const CosellDealQuery *query;
  StActFunc func;

  gint64 number;
  gpointer result;
} Args;

/* Defines the job NAME_job, whose data is args. */
#define JOB(name)                                                                                  \
  static gboolean name##_with (CosellStore *store, Args *args, GError **error);                    \
  static gboolean name##_job (CosellStore *store, gpointer data, GError **error)                   \
  {                                                                                                \
    return name##_with (store, data, error);                                                       \
  }                                                                                                \
  static gboolean name##_with (CosellStore *store, Args *args, GError **error)

JOB (put) { return cosell_store_upsert_remote (store, args->text, args->extra, error); }

void
st_put (CosellStore *store, const char *text, const char *etag)
{
  Args args = { .text = text, .extra = etag };

  run (store, COSELL_STORE_BULK, put_job, &args);
}

JOB (try_put)
{
  g_autoptr (GError) why = NULL;

  args->number = cosell_store_upsert_remote (store, args->text, NULL, &why);
  return TRUE;
}

gboolean
st_try_put (CosellStore *store, const char *text)
{
  Args args = { .text = text };

  run (store, COSELL_STORE_BULK, try_put_job, &args);
  return args.number != 0;
}

JOB (execute)
{
  g_assert_cmpint (sqlite3_exec (cosell_store_get_db (store), args->text, NULL, NULL, NULL), ==,
                   SQLITE_OK);
  return TRUE;
}

void
st_execute (CosellStore *store, const char *sql)
{
  Args args = { .text = sql };

  run (store, COSELL_STORE_WRITE, execute_job, &args);
}

gint64
st_put_deal (CosellStore *store,
             const char *id,
             const char *engagement,
             const char *organization,
             int minute,
             const char *members)
{
  g_autofree char *text = st_referral (id, engagement, organization, minute, members);
  g_autofree char *etag = g_strdup_printf ("\"etag-%d\"", minute);

  st_put (store, text, etag);
  return st_find (store, id, NULL);
}

char *
st_noise (guint length)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (length);
  char *text = g_strnfill (length, 'n');

  for (guint i = 0; i < length; i++)
    text[i] = (char) ('A' + g_rand_int_range (rand, 0, 26));
  return text;
}

gint64
st_put_base (CosellStore *store)
{
  return st_put_deal (store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1,
                      ",'name':'Base','details':{'dealValue':100,'notes':'n0'},'team':[]");
}

JOB (query)
{
  args->result = cosell_store_query_deals (store, args->query, error);
  return args->result != NULL;
}

GArray *
st_query (CosellStore *store, const CosellDealQuery *query, GError **error)
{
  Args args = { .query = query };

  cosell_store_run (store, COSELL_STORE_READ, query_job, &args, error);
  return args.result;
}

char *
st_names (CosellStore *store,
          CosellTab tab,
          const char *search,
          const char *sort,
          const char *const *filters)
{
  CosellDealQuery query = { tab, search, sort, filters, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = st_query (store, &query, &error);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  rows = cosell_store_read_rows (store, (const gint64 *) ids->data, ids->len, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const CosellDealData *row = g_ptr_array_index (rows, i);

      g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", row->name);
    }
  return g_strdup (names->str);
}

JOB (find)
{
  args->number = cosell_store_find_deal (store, args->text, error);
  return args->number != 0;
}

gint64
st_find (CosellStore *store, const char *id, GError **error)
{
  Args args = { .text = id };

  cosell_store_run (store, COSELL_STORE_READ, find_job, &args, error);
  return args.number;
}

JOB (deal)
{
  args->result = cosell_store_get_deal (store, args->id, error);
  return args->result != NULL;
}

CosellDealData *
st_deal (CosellStore *store, gint64 id)
{
  Args args = { .id = id };

  run (store, COSELL_STORE_READ, deal_job, &args);
  return args.result;
}

JOB (documents)
{
  args->result = cosell_store_get_documents (store, args->id, error);
  return args->result != NULL;
}

GPtrArray *
st_documents (CosellStore *store, gint64 deal)
{
  Args args = { .id = deal };

  run (store, COSELL_STORE_READ, documents_job, &args);
  return args.result;
}

char *
st_current (CosellStore *store, gint64 deal)
{
  g_autoptr (GPtrArray) documents = st_documents (store, deal);
  const CosellDocument *own;

  g_assert_cmpuint (documents->len, >, 0);
  own = g_ptr_array_index (documents, 0);
  g_assert_cmpint (own->role, ==, COSELL_ROLE_OWN);
  return g_strdup (own->current);
}

gint64
st_own (CosellStore *store, gint64 deal)
{
  g_autoptr (GPtrArray) documents = st_documents (store, deal);

  g_assert_cmpuint (documents->len, >, 0);
  return ((const CosellDocument *) g_ptr_array_index (documents, 0))->referral;
}

char *
st_value (CosellStore *store, gint64 deal, const char *path)
{
  g_autofree char *text = st_current (store, deal);
  g_autoptr (CosellJson) doc = cosell_json_parse (text, -1, NULL);
  char *value = cosell_json_dup_raw (cosell_json_pointer (cosell_json_root (doc), path));

  return value != NULL ? value : g_strdup ("");
}

JOB (edit) { return cosell_store_edit_referral (store, args->id, args->changes, error); }

gboolean
st_edit (CosellStore *store, gint64 referral, GPtrArray *changes, GError **error)
{
  Args args = { .id = referral, .changes = changes };

  return cosell_store_run (store, COSELL_STORE_WRITE, edit_job, &args, error);
}

void
st_set (CosellStore *store, gint64 deal, const char *key, const char *value)
{
  g_autofree char *text = st_current (store, deal);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) error = NULL;

  cosell_changes_set (changes, text, key, value, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 1);
  st_edit (store, st_own (store, deal), changes, &error);
  g_assert_no_error (error);
}

JOB (history)
{
  args->result = cosell_store_get_history (store, args->id, error);
  return args->result != NULL;
}

char *
st_history (CosellStore *store, gint64 deal)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) entries = NULL;
  Args args = { .id = deal };

  run (store, COSELL_STORE_READ, history_job, &args);
  entries = args.result;
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellHistoryEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (text, "%s %s %s→%s\n", entry->who, entry->path,
                              entry->old != NULL ? entry->old : "",
                              entry->value != NULL ? entry->value : "");
    }
  return g_strdup (text->str);
}

JOB (outbox)
{
  args->result = cosell_store_get_outbox (store, args->id, error);
  return args->result != NULL;
}

GPtrArray *
st_outbox (CosellStore *store)
{
  Args args = { 0 };

  run (store, COSELL_STORE_READ, outbox_job, &args);
  return args.result;
}

JOB (sent)
{
  args->result = cosell_store_get_sent (store, error);
  return args->result != NULL;
}

GPtrArray *
st_sent (CosellStore *store)
{
  Args args = { 0 };

  run (store, COSELL_STORE_READ, sent_job, &args);
  return args.result;
}

CosellOutboxEntry *
st_only_entry (CosellStore *store)
{
  g_autoptr (GPtrArray) entries = st_outbox (store);

  g_assert_cmpuint (entries->len, ==, 1);
  g_ptr_array_set_free_func (entries, NULL);
  return g_ptr_array_index (entries, 0);
}

gint64
st_seq (CosellStore *store, gint64 deal, int nth)
{
  Args args = { .id = deal };
  g_autoptr (GPtrArray) entries = NULL;
  const CosellOutboxEntry *entry;
  guint at;

  run (store, COSELL_STORE_READ, outbox_job, &args);
  entries = args.result;
  at = nth < 0 ? entries->len - (guint) -nth : (guint) nth;
  g_assert_cmpuint (at, <, entries->len);
  entry = g_ptr_array_index (entries, at);
  g_assert_cmpint (entry->deal, ==, deal);
  return entry->seq;
}

JOB (next)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CosellOutboxEntry) entry =
      cosell_store_next_outbox (store, args->id, args->flag, &local);

  args->number = entry != NULL ? entry->seq : 0;
  g_assert_no_error (local);
  return TRUE;
}

gint64
st_next (CosellStore *store, gint64 after, gboolean explicit_sync)
{
  Args args = { .id = after, .flag = explicit_sync };

  run (store, COSELL_STORE_READ, next_job, &args);
  return args.number;
}

static gboolean
counts_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_count_outbox (store, data, error);
}

void
st_counts (CosellStore *store, CosellOutboxCounts *counts)
{
  run (store, COSELL_STORE_READ, counts_job, counts);
}

static gboolean
tabs_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_count_tabs (store, data, error);
}

void
st_tabs (CosellStore *store, gint64 counts[COSELL_N_TABS])
{
  run (store, COSELL_STORE_READ, tabs_job, counts);
}

JOB (act) { return args->func (store, args->id, error); }

gboolean
st_act (CosellStore *store, StActFunc func, gint64 seq, GError **error)
{
  Args args = { .func = func, .id = seq };

  return cosell_store_run (store, COSELL_STORE_WRITE, act_job, &args, error);
}

void
st_must (CosellStore *store, StActFunc func, gint64 seq)
{
  g_autoptr (GError) error = NULL;

  st_act (store, func, seq, &error);
  g_assert_no_error (error);
}

void
st_answer (CosellStore *store, gint64 seq, int minute, const char *members)
{
  g_autofree char *text = st_referral (ST_REMOTE, ST_ENGAGEMENT, ST_ORG, minute, members);
  g_autofree char *etag = g_strdup_printf ("\"etag-%d\"", minute);
  g_autoptr (GError) error = NULL;

  st_complete (store, seq, text, etag, &error);
  g_assert_no_error (error);
}

void
st_mark_sent (CosellStore *store, gint64 seq)
{
  Args args = { .func = cosell_store_mark_sent, .id = seq };

  run (store, COSELL_STORE_WRITE, act_job, &args);
}

JOB (complete)
{
  return cosell_store_complete (store, args->id, args->text, args->extra, FALSE, error);
}

gboolean
st_complete (CosellStore *store, gint64 seq, const char *answer, const char *etag, GError **error)
{
  Args args = { .id = seq, .text = answer, .extra = etag };

  return cosell_store_run (store, COSELL_STORE_WRITE, complete_job, &args, error);
}

JOB (postpone) { return cosell_store_postpone (store, args->id, args->instant, args->text, error); }

void
st_postpone (CosellStore *store, gint64 seq, gint64 not_before, const char *reason)
{
  Args args = { .id = seq, .instant = not_before, .text = reason };

  run (store, COSELL_STORE_WRITE, postpone_job, &args);
}

JOB (park) { return cosell_store_park (store, args->id, args->text, error); }

void
st_park (CosellStore *store, gint64 seq, const char *reason)
{
  Args args = { .id = seq, .text = reason };

  run (store, COSELL_STORE_WRITE, park_job, &args);
}

JOB (save_draft)
{
  g_autoptr (CosellDealData) row = cosell_deal_data_new ();
  g_autoptr (CosellDealData) whole = cosell_deal_data_new ();
  g_autoptr (CosellDraft) draft = cosell_draft_new_from_json (args->text, NULL);

  if (draft != NULL)
    cosell_draft_derive (draft, whole);
  row->search_text = g_steal_pointer (&whole->search_text);
  row->name = g_strdup (args->extra);
  args->number = cosell_store_save_draft (store, args->id, args->text, row, NULL, error);
  return args->number != 0;
}

gint64
st_save_draft (CosellStore *store, gint64 id, const char *json, const char *name, GError **error)
{
  Args args = { .id = id, .text = json, .extra = name };

  cosell_store_run (store, COSELL_STORE_WRITE, save_draft_job, &args, error);
  return args.number;
}

JOB (submit)
{
  const char *const invitations[] = { args->extra, NULL };

  return cosell_store_submit_draft (store, args->id, args->text, invitations, error);
}

gboolean
st_submit (CosellStore *store, gint64 id, const char *own, const char *microsoft, GError **error)
{
  Args args = { .id = id, .text = own, .extra = microsoft };

  return cosell_store_run (store, COSELL_STORE_WRITE, submit_job, &args, error);
}

JOB (get_draft)
{
  args->result = cosell_store_get_draft (store, args->id, error);
  return args->result != NULL;
}

char *
st_get_draft (CosellStore *store, gint64 id, GError **error)
{
  Args args = { .id = id };

  cosell_store_run (store, COSELL_STORE_READ, get_draft_job, &args, error);
  return args.result;
}

JOB (delete_draft)
{
  return cosell_store_delete_draft (store, args->id, (char **) &args->result, error);
}

char *
st_delete_draft (CosellStore *store, gint64 id, GError **error)
{
  Args args = { .id = id };

  cosell_store_run (store, COSELL_STORE_WRITE, delete_draft_job, &args, error);
  return args.result;
}

JOB (drafts)
{
  args->result = cosell_store_get_drafts (store, error);
  return args->result != NULL;
}

GArray *
st_drafts (CosellStore *store)
{
  Args args = { 0 };

  run (store, COSELL_STORE_READ, drafts_job, &args);
  return args.result;
}

JOB (meta)
{
  char *value = NULL;
  gboolean read = cosell_store_get_meta (store, args->text, &value, error);

  args->result = value;
  return read;
}

char *
st_meta (CosellStore *store, const char *key)
{
  Args args = { .text = key };

  run (store, COSELL_STORE_READ, meta_job, &args);
  return args.result;
}

JOB (set_meta) { return cosell_store_set_meta (store, args->text, args->extra, error); }

void
st_set_meta (CosellStore *store, const char *key, const char *value)
{
  Args args = { .text = key, .extra = value };

  run (store, COSELL_STORE_WRITE, set_meta_job, &args);
}

JOB (account) { return cosell_store_set_account (store, args->text, error); }

gboolean
st_set_account (CosellStore *store, const char *url, GError **error)
{
  Args args = { .text = url };

  return cosell_store_run (store, COSELL_STORE_WRITE, account_job, &args, error);
}

static gboolean
update_own_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_update_own_organization (store, error);
}

void
st_update_own (CosellStore *store)
{
  run (store, COSELL_STORE_BULK, update_own_job, NULL);
}

JOB (known_customers)
{
  args->result = cosell_store_suggested_customers (store, args->text, (guint) args->id, error);
  return args->result != NULL;
}

JOB (recent_members)
{
  args->result = cosell_store_suggested_members (store, (guint) args->id, error);
  return args->result != NULL;
}

JOB (known_solutions)
{
  args->result = cosell_store_suggested_solutions (store, (guint) args->id, error);
  return args->result != NULL;
}

JOB (known_campaigns)
{
  args->result = cosell_store_suggested_campaigns (store, (guint) args->id, error);
  return args->result != NULL;
}

JOB (known_attributes)
{
  args->result = cosell_store_suggested_attributes (store, args->text, (guint) args->id, error);
  return args->result != NULL;
}

typedef struct
{
  CosellCustomerKey key;
  gint64 except;
  GArray *ids;
} Duplicates;

static gboolean
duplicates_job (CosellStore *store, gpointer data, GError **error)
{
  Duplicates *args = data;

  args->ids = cosell_store_find_duplicates (store, &args->key, args->except, 10, error);
  return args->ids != NULL;
}

char *
st_duplicates (CosellStore *store,
               const char *name,
               const char *country,
               const char *duns,
               gint64 except)
{
  Duplicates args = { .except = except };
  g_autoptr (CosellCustomer) customer = cosell_customer_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  g_object_set (customer, "name", name, "country", country, "duns", duns, NULL);
  cosell_customer_key_init (&args.key, customer);
  run (store, COSELL_STORE_READ, duplicates_job, &args);
  for (guint i = 0; i < args.ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (args.ids, gint64, i));
  g_array_unref (args.ids);
  cosell_customer_key_clear (&args.key);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
joined (CosellStore *store, CosellStoreFunc func, const char *search, guint limit)
{
  Args args = { .text = search, .id = limit };
  g_autoptr (GPtrArray) texts = NULL;

  run (store, COSELL_STORE_READ, func, &args);
  texts = args.result;
  g_ptr_array_add (texts, NULL);
  return g_strjoinv ("\n", (char **) texts->pdata);
}

char *
st_known_customers (CosellStore *store, const char *search, guint limit)
{
  return joined (store, known_customers_job, search, limit);
}

char *
st_recent_members (CosellStore *store, guint limit)
{
  return joined (store, recent_members_job, NULL, limit);
}

char *
st_known_solutions (CosellStore *store, guint limit)
{
  return joined (store, known_solutions_job, NULL, limit);
}

char *
st_known_campaigns (CosellStore *store, guint limit)
{
  return joined (store, known_campaigns_job, NULL, limit);
}

char *
st_known_attributes (CosellStore *store, const char *type, guint limit)
{
  return joined (store, known_attributes_job, type, limit);
}
