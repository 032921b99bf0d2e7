/* store-crm-test.c: deals and their opportunities in a store test */
#include "store-crm-test.h"

typedef struct
{
  ScWork work;
  ScArgs *args;
} Call;

static gboolean
call_job (CosellStore *store, gpointer data, GError **error)
{
  Call *call = data;

  return call->work (store, call->args, error);
}

gboolean
sc_try (StoreTest *test, ScWork work, ScArgs *args, GError **error)
{
  Call call = { work, args };

  return cosell_store_run (test->store, COSELL_STORE_WRITE, call_job, &call, error);
}

void
sc_must (StoreTest *test, ScWork work, ScArgs *args)
{
  g_autoptr (GError) error = NULL;
  gboolean done = sc_try (test, work, args, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static gboolean
add_crm_work (CosellStore *store, ScArgs *args, GError **error)
{
  g_autoptr (CosellCrmAccount) crm =
      cosell_crm_account_new (args->crm, COSELL_CRM_DYNAMICS, "https://org.example", NULL, error);

  return crm != NULL && cosell_store_put_crm (store, crm, error);
}

void
sc_add_crm (StoreTest *test, const char *name)
{
  ScArgs args = { .crm = name };

  sc_must (test, add_crm_work, &args);
}

gboolean
sc_put_work (CosellStore *store, ScArgs *args, GError **error)
{
  return cosell_store_put_crm_link (store, args->link, error);
}

CosellCrmLink *
sc_make_link (gint64 deal, const char *crm, const char *opportunity, const char *seen)
{
  CosellCrmLink *link = cosell_crm_link_new (deal, crm, opportunity);

  if (seen != NULL)
    link->seen = cosell_crm_sheet_from_json (json_text (seen));
  return link;
}

void
sc_put_link (StoreTest *test,
             gint64 deal,
             const char *crm,
             const char *opportunity,
             const char *seen)
{
  g_autoptr (CosellCrmLink) link = sc_make_link (deal, crm, opportunity, seen);
  ScArgs args = { .link = link };

  sc_must (test, sc_put_work, &args);
}

static gboolean
get_work (CosellStore *store, ScArgs *args, GError **error)
{
  g_autoptr (GError) failure = NULL;

  args->link = cosell_store_get_crm_link (store, args->deal, &failure);
  g_assert_no_error (failure);
  return TRUE;
}

CosellCrmLink *
sc_get_link (StoreTest *test, gint64 deal)
{
  ScArgs args = { .deal = deal };

  sc_must (test, get_work, &args);
  return args.link;
}

gboolean
sc_remove_work (CosellStore *store, ScArgs *args, GError **error)
{
  return cosell_store_remove_crm_link (store, args->deal, error);
}

static gboolean
log_work (CosellStore *store, ScArgs *args, GError **error)
{
  args->list = cosell_store_get_crm_log (store, args->deal, error);
  return args->list != NULL;
}

char *
sc_get_log (StoreTest *test, gint64 deal)
{
  ScArgs args = { .deal = deal };
  GString *text = g_string_new (NULL);

  sc_must (test, log_work, &args);
  for (guint i = 0; i < args.list->len; i++)
    {
      const CosellCrmLogEntry *entry = g_ptr_array_index (args.list, i);

      g_string_append_printf (text, "%s %s %s→%s\n", entry->crm, entry->result,
                              entry->old != NULL ? entry->old : "",
                              entry->value != NULL ? entry->value : "");
    }
  g_ptr_array_unref (args.list);
  return g_string_free (text, FALSE);
}

void
sc_assert_worked_out (StoreTest *test,
                      gint64 deal,
                      CosellCrmFieldSet to_crm,
                      CosellCrmFieldSet conflicts)
{
  g_autoptr (CosellCrmLink) link = sc_get_link (test, deal);

  g_assert_nonnull (link);
  g_assert_cmphex (link->to_crm, ==, to_crm);
  g_assert_cmphex (link->conflicts, ==, conflicts);
}

gint64
sc_put_deal (StoreTest *test)
{
  return st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, SC_MEMBERS);
}

gint64
sc_put_other (StoreTest *test)
{
  return st_put_deal (test->store, SC_OTHER_REMOTE, SC_OTHER_ENGAGEMENT, ST_ORG, 1, SC_MEMBERS);
}

static gboolean
include_work (CosellStore *store, ScArgs *args, GError **error)
{
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, "Sales", error);

  state->settings->rule = (CosellCrmRule) args->m;
  return cosell_store_put_crm_settings (store, "Sales", state->settings, error) &&
         cosell_store_include_crm_deals (store, "Sales", "ola@fabrikam.example", &args->n, error);
}

guint
sc_include (StoreTest *test, CosellCrmRule rule)
{
  ScArgs args = { .m = rule };

  sc_must (test, include_work, &args);
  return args.n;
}

void
sc_assert_opportunity (StoreTest *test, gint64 deal, const char *opportunity)
{
  g_autoptr (CosellCrmLink) link = sc_get_link (test, deal);

  g_assert_nonnull (link);
  g_assert_cmpstr (link->opportunity, ==, opportunity);
}

gboolean
sc_remove_crm_work (CosellStore *store, ScArgs *args, GError **error)
{
  return cosell_store_remove_crm (store, args->crm, error);
}
