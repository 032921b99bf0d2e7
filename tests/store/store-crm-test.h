/* store-crm-test.h: deals and their opportunities in a store test (store-test.h) */
#pragma once

#include "store-test.h"

#include "store/cosell-store-crm-links.h"
#include "store/cosell-store-crm.h"

G_BEGIN_DECLS

#define SC_OTHER_REMOTE "aaaaaaaa-0000-4000-8000-000000000002"
#define SC_OTHER_ENGAGEMENT "eeeeeeee-0000-4000-8000-000000000002"
#define SC_MEMBERS                                                                                 \
  ",'name':'Base','details':{'dealValue':100,'currency':'SEK','notes':'n0',"                       \
  "'closingDateTime':'2027-01-15T00:00:00Z'}"
#define SC_BIT(field) (1u << (field))

/* Both sides agree on everything that has a direction by default. */
#define SC_SEEN                                                                                    \
  "{'name':'Base','value':'100.00 SEK','closeDate':'2027-01-15','notes':'n0','status':'open'}"
/* The same with another value. */
#define SC_SEEN_LATER                                                                              \
  "{'name':'Base','value':'150.00 SEK','closeDate':'2027-01-15','notes':'n0','status':'open'}"

/* What goes into a job and comes out of it; each uses what it needs. */
typedef struct
{
  gint64 deal;
  const char *crm;
  const char *text;
  CosellCrmLink *link;
  CosellCrmFieldSet set;
  gboolean flag;
  GPtrArray *list;
  guint n, m;
} ScArgs;

typedef gboolean (*ScWork) (CosellStore *store, ScArgs *args, GError **error);

/* Runs a job. */
gboolean sc_try (StoreTest *test, ScWork work, ScArgs *args, GError **error);
/* The same, which must not fail. */
void sc_must (StoreTest *test, ScWork work, ScArgs *args);

/* A CRM of that name, set up as usual. */
void sc_add_crm (StoreTest *test, const char *name);
/* The deals ST_REMOTE and SC_OTHER_REMOTE, with SC_MEMBERS. Return: their ids */
gint64 sc_put_deal (StoreTest *test);
gint64 sc_put_other (StoreTest *test);
/* seen: JSON with ' for ", NULL: nothing. (transfer full) */
CosellCrmLink *sc_make_link (gint64 deal, const char *crm, const char *opportunity,
                             const char *seen);
/* What sc_make_link makes is put. */
void sc_put_link (StoreTest *test, gint64 deal, const char *crm, const char *opportunity,
                  const char *seen);
/* (transfer full) (nullable) */
CosellCrmLink *sc_get_link (StoreTest *test, gint64 deal);
void sc_assert_worked_out (StoreTest *test, gint64 deal, CosellCrmFieldSet to_crm,
                           CosellCrmFieldSet conflicts);
void sc_assert_opportunity (StoreTest *test, gint64 deal, const char *opportunity);
/* "crm result old→value" a line, newest first. (transfer full) */
char *sc_get_log (StoreTest *test, gint64 deal);
/* By a rule of CRM "Sales", with the address ola@fabrikam.example. Returns: how many are new */
guint sc_include (StoreTest *test, CosellCrmRule rule);

/* Of args: link is put; deal is unlinked; crm is removed. */
gboolean sc_put_work (CosellStore *store, ScArgs *args, GError **error);
gboolean sc_remove_work (CosellStore *store, ScArgs *args, GError **error);
gboolean sc_remove_crm_work (CosellStore *store, ScArgs *args, GError **error);

G_END_DECLS
