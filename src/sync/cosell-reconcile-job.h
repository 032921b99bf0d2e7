/* cosell-reconcile-job.h: what the look through everything (cosell-round-reconcile.c) does to the
 * store, each in one transaction; private to this folder */
#pragma once

#include "remote/cosell-remote.h"
#include "store/cosell-store-sync-cursor.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Whether a reconciliation is due, and where it goes on. */
typedef struct
{
  gboolean now; /* in: whether it is due or not, and from the beginning */
  gboolean due; /* out */
  gboolean checking;
  CosellSyncCursor cursor; /* (owned) */
} CosellReconcileBegin;

/* A GDestroyNotify, with a cast. Frees what it owns, out members as well. job: (nullable) */
void
cosell_reconcile_begin_free (CosellReconcileBegin *job);
/* A CosellStoreFunc, as all that follow; data: a CosellReconcileBegin */
gboolean
cosell_reconcile_begin (CosellStore *store, gpointer data, GError **error);

/* One page of the list. */
typedef struct
{
  CosellRemotePage *page;  /* (owned) */
  CosellSyncCursor cursor; /* (owned) with this page */
  guint n_stored;
  guint n_bad;
} CosellReconcilePage;

/* A GDestroyNotify, with a cast. Frees what it owns, out members as well. job: (nullable) */
void
cosell_reconcile_page_free (CosellReconcilePage *job);
/* Notes what is in a page as seen, and stores what was missed. data: a CosellReconcilePage */
gboolean
cosell_reconcile_page (CosellStore *store, gpointer data, GError **error);

/* Referrals that are known here and were not in the list. */
typedef struct
{
  CosellSyncCursor cursor; /* (owned) */
  guint limit;
  gboolean wanted;
  GArray *missing; /* (owned) (nullable) out */
} CosellReconcileMissing;

/* A GDestroyNotify, with a cast. Frees what it owns, out members as well. job: (nullable) */
void
cosell_reconcile_missing_free (CosellReconcileMissing *job);
/* Finds the next that are to be asked for alone; without any, the reconciliation ends. data: a
 * CosellReconcileMissing */
gboolean
cosell_reconcile_missing (CosellStore *store, gpointer data, GError **error);

/* The answer about one of them. */
typedef struct
{
  CosellSyncCursor cursor; /* (owned) its place: the referral that was asked for */
  gboolean gone;
  char *text;    /* (owned) (nullable) it is there */
  gboolean same; /* out: … as we know it */
  guint n_stored;
  guint n_bad;
} CosellReconcileCheck;

/* A GDestroyNotify, with a cast. Frees what it owns, out members as well. job: (nullable) */
void
cosell_reconcile_check_free (CosellReconcileCheck *job);
/* Marks what is gone, stores what is there. data: a CosellReconcileCheck */
gboolean
cosell_reconcile_check (CosellStore *store, gpointer data, GError **error);
/* Ends the reconciliation. data is not used. */
gboolean
cosell_reconcile_end (CosellStore *store, gpointer data, GError **error);
/* The same, and the next one is to come soon. */
gboolean
cosell_reconcile_end_lost (CosellStore *store, gpointer data, GError **error);

G_END_DECLS
