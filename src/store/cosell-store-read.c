/* cosell-store-read.c: single deals by id */
#include <glib/gi18n-lib.h>

#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"

static void
set_no_deal (GError **error, const char *id)
{
  g_set_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
               _ ("There is no deal “%s”. “list” shows the deals with their IDs."), id);
}

gint64
cosell_store_find_deal (CosellStore *self, const char *id, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  gint64 local;
  gint64 deal;

  g_return_val_if_fail (id != NULL, 0);
  COSELL_STORE_WORKER (self);

  if (g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, &local, NULL))
    {
      statement = cosell_store_prepare (self, "SELECT id FROM deal WHERE id = ?", error);
      if (statement == NULL)
        return 0;
      cosell_statement_bind_int (statement, 1, local);
    }
  else
    {
      statement =
          cosell_store_prepare (self, "SELECT deal FROM referral WHERE remote_id = ?", error);
      if (statement == NULL)
        return 0;
      cosell_statement_bind_text (statement, 1, id);
    }
  if (!cosell_statement_run_int (statement, 0, &deal, error))
    return 0;
  if (deal == 0)
    set_no_deal (error, id);
  return deal;
}

CosellDealData *
cosell_store_get_deal (CosellStore *self, gint64 id, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  g_autofree char *text = NULL;
  CosellStep step;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, cosell_store_columns_select (), error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, id);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ROW)
    return cosell_store_columns_read (statement);
  if (step == COSELL_STEP_DONE)
    {
      text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      set_no_deal (error, text);
    }
  return NULL;
}

/* Whether it is the same customer is the model's to say. */
static gboolean
is_same_customer (CosellStatement *statement, const CosellCustomerKey *key)
{
  g_autofree char *duns = cosell_statement_dup_text (statement, 1);
  g_autofree char *name_key = cosell_statement_dup_text (statement, 2);
  g_autofree char *upper = cosell_statement_dup_text (statement, 3);
  const CosellCustomerKey other = { duns, name_key, upper };

  return cosell_customer_key_same (key, &other);
}

GArray *
cosell_store_find_duplicates (CosellStore *self,
                              const CosellCustomerKey *key,
                              gint64 except,
                              guint limit,
                              GError **error)
{
  /* two indexes find the few that may be the same */
  static const char sql[] =
      "SELECT id, duns, customer_key, upper(country) FROM deal WHERE id IN ("
      "  SELECT id FROM deal WHERE duns IS NOT NULL AND duns = ?1"
      "  UNION SELECT id FROM deal WHERE tab IN (?3, ?4) AND customer_key = ?2) "
      "AND tab IN (?3, ?4) AND status IN ('received', 'accepted') "
      "AND id <> ?5 ORDER BY created_at DESC, id DESC";
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step = COSELL_STEP_DONE;

  g_return_val_if_fail (key != NULL, NULL);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, sql, error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_text (statement, 1, key->duns);
  cosell_statement_bind_text (statement, 2, key->name_key);
  cosell_statement_bind_int (statement, 3, COSELL_STORE_TAB_INBOUND);
  cosell_statement_bind_int (statement, 4, COSELL_STORE_TAB_OUTBOUND);
  cosell_statement_bind_int (statement, 5, except);
  while (ids->len < limit && (step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      gint64 id = cosell_statement_int (statement, 0);

      if (is_same_customer (statement, key))
        g_array_append_val (ids, id);
    }
  return step != COSELL_STEP_ERROR ? g_steal_pointer (&ids) : NULL;
}
