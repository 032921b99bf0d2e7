#include "store/cosell-store-arrivals.h"

#include "model/cosell-referral.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-private.h"

/* P16: no more is gathered; some 800 referrals take half of it. */
#define MAX_BYTES (16 * 1024 * 1024)

struct _CosellStoreArrivals
{
  CosellStore *store;
  GPtrArray *engagements;      /* (owned) of GPtrArray of CosellArrival, as they came */
  GHashTable *by_key;          /* (owned) engagement → the same, borrowed */
  GHashTable *ids;             /* (owned) IDs of the service in lower case */
  CosellStoreLessons *lessons; /* (owned) */
  gsize bytes;                 /* that the gathered documents take */
  guint n_bad;                 /* of what had to be settled before something known */
};

static void
arrival_free (gpointer data)
{
  CosellArrival *self = data;

  cosell_referral_row_free (self->row);
  cosell_json_unref (self->document);
  g_free (self);
}

CosellStoreArrivals *
cosell_store_arrivals_new (CosellStore *store)
{
  CosellStoreArrivals *self = g_new0 (CosellStoreArrivals, 1);

  COSELL_STORE_WORKER (store);

  self->store = store;
  self->engagements = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lessons = cosell_store_lessons_new ();
  return self;
}

void
cosell_store_arrivals_free (CosellStoreArrivals *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->engagements);
  cosell_store_lessons_free (self->lessons);
  g_free (self);
}

gboolean
cosell_store_is_trouble (const GError *error)
{
  if (error->domain != COSELL_STORE_ERROR)
    return FALSE;
  switch ((CosellStoreError) error->code)
    {
    case COSELL_STORE_ERROR_CONSTRAINT:
    case COSELL_STORE_ERROR_NOT_FOUND:
      return FALSE;
    case COSELL_STORE_ERROR_BUSY:
    case COSELL_STORE_ERROR_FULL:
    case COSELL_STORE_ERROR_CORRUPT:
    case COSELL_STORE_ERROR_NEWER_SCHEMA:
    case COSELL_STORE_ERROR_READ_ONLY:
    case COSELL_STORE_ERROR_FAILED:
      return TRUE;
    }
  return TRUE;
}

/* ---- what needs no database is worked out beside the worker ---- */

typedef enum
{
  FREE,
  TAKEN,
  DONE,
} ItemState;

/* One engagement. */
typedef struct
{
  int state;                    /* atomic, ItemState; DONE: the worker's alone */
  CosellDerivation *derivation; /* (owned) (nullable): something of it is here, and is loaded in its
                                   turn; nobody's but of whom has taken it */
} Item;

/* Shared by the worker and one helper: each takes what the other one has not. */
typedef struct
{
  GMutex lock;
  GCond done;
  Item *items; /* (owned) one for each engagement */
  guint n_items;
} Batch;

static void
batch_clear (gpointer data)
{
  Batch *self = data;

  for (guint i = 0; i < self->n_items; i++)
    cosell_store_derivation_free (self->items[i].derivation);
  g_free (self->items);
  g_cond_clear (&self->done);
  g_mutex_clear (&self->lock);
}

static void
batch_unref (Batch *self)
{
  g_atomic_rc_box_release_full (self, batch_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, batch_unref)

/* Unless the other one has it. */
static void
work_out (Batch *self, Item *item)
{
  if (!g_atomic_int_compare_and_exchange (&item->state, FREE, TAKEN))
    return;
  cosell_store_derivation_work_out (item->derivation);
  g_mutex_lock (&self->lock);
  g_atomic_int_set (&item->state, DONE);
  g_cond_signal (&self->done);
  g_mutex_unlock (&self->lock);
}

static void
help (gpointer data, gpointer unused)
{
  g_autoptr (Batch) batch = data;

  for (guint i = 0; i < batch->n_items; i++)
    work_out (batch, &batch->items[i]);
}

static gpointer
make_helper (gpointer unused)
{
  return g_thread_pool_new (help, NULL, 1, FALSE, NULL);
}

/* Returns: (transfer full) NULL with error */
static Batch *
begin_batch (CosellStoreArrivals *self, GError **error)
{
  static GOnce helper = G_ONCE_INIT;
  g_autoptr (Batch) batch = g_atomic_rc_box_new0 (Batch);
  g_autoptr (GError) local = NULL;
  g_autofree char *own_org = NULL;

  cosell_store_get_meta (self->store, COSELL_META_OWN_ORGANIZATION, &own_org, &local);
  g_mutex_init (&batch->lock);
  g_cond_init (&batch->done);
  batch->n_items = self->engagements->len;
  batch->items = g_new0 (Item, batch->n_items);
  for (guint i = 0; local == NULL && i < batch->n_items; i++)
    {
      GPtrArray *arrivals = g_ptr_array_index (self->engagements, i);
      const CosellArrival *first = g_ptr_array_index (arrivals, 0);
      gboolean has = FALSE;

      batch->items[i].state = DONE;
      if (!cosell_store_has_engagement (self->store, first->row->engagement, &has, &local) || has)
        continue;
      batch->items[i].derivation = cosell_store_derivation_new (arrivals, own_org);
      batch->items[i].state = FREE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (batch->n_items > 1)
    g_thread_pool_push (g_once (&helper, make_helper, NULL), g_atomic_rc_box_acquire (batch), NULL);
  return g_steal_pointer (&batch);
}

/* The engagement whose turn it is. Returns: (transfer full) NULL with error */
static CosellDerivation *
take_derivation (CosellStoreArrivals *self, Batch *batch, guint index, GError **error)
{
  Item *item = &batch->items[index];
  GPtrArray *arrivals = g_ptr_array_index (self->engagements, index);
  const CosellArrival *first = g_ptr_array_index (arrivals, 0);
  CosellDerivation *derivation;

  work_out (batch, item);
  g_mutex_lock (&batch->lock);
  while (g_atomic_int_get (&item->state) != DONE)
    g_cond_wait (&batch->done, &batch->lock);
  g_mutex_unlock (&batch->lock);
  if (item->derivation != NULL)
    return g_steal_pointer (&item->derivation);
  derivation = cosell_store_derivation_load (self->store, first->row->engagement, arrivals, error);
  if (derivation != NULL)
    cosell_store_derivation_work_out (derivation);
  return derivation;
}

/* ---- settling ---- */

/* What the own half teaches, and whether a person is told of it. */
static gboolean
welcome (CosellStoreArrivals *self, GPtrArray *arrivals, gint64 deal, gint64 own, GError **error)
{
  for (guint i = 0; i < arrivals->len; i++)
    {
      const CosellArrival *arrival = g_ptr_array_index (arrivals, i);
      CosellJsonValue referral = cosell_json_root (arrival->document);

      if (arrival->row->id != own)
        continue;
      cosell_store_learn_arrival (self->store, self->lessons, referral, arrival->row->updated_at);
      return cosell_store_note_arrival (self->store, referral, deal, error);
    }
  return TRUE;
}

static gboolean
settle_engagement (CosellStoreArrivals *self,
                   Batch *batch,
                   guint index,
                   gint64 next,
                   GError **error)
{
  GPtrArray *arrivals = g_ptr_array_index (self->engagements, index);
  g_autoptr (CosellDerivation) derivation = take_derivation (self, batch, index, error);
  gint64 deal, own;

  if (derivation == NULL)
    return FALSE;
  /* numbered as they came, also beside other engagements */
  for (guint i = 0; i < arrivals->len; i++)
    ((CosellArrival *) g_ptr_array_index (arrivals, i))->row->id += next;
  return cosell_store_derivation_put (derivation, self->store, &deal, &own, error) &&
         welcome (self, arrivals, deal, own, error);
}

static void
forget_all (CosellStoreArrivals *self)
{
  g_hash_table_remove_all (self->by_key);
  g_hash_table_remove_all (self->ids);
  g_ptr_array_set_size (self->engagements, 0);
  self->bytes = 0;
}

gboolean
cosell_store_arrivals_settle (CosellStoreArrivals *self, guint *n_bad, GError **error)
{
  g_autoptr (Batch) batch = NULL;
  gint64 next;

  COSELL_STORE_WORKER (self->store);

  *n_bad += self->n_bad;
  self->n_bad = 0;
  if (self->engagements->len == 0)
    return TRUE;
  if (!cosell_store_next_referral (self->store, &next, error))
    return FALSE;
  batch = begin_batch (self, error);
  if (batch == NULL)
    return FALSE;
  for (guint i = 0; i < self->engagements->len; i++)
    {
      GPtrArray *arrivals = g_ptr_array_index (self->engagements, i);
      g_autoptr (GError) why = NULL;

      if (settle_engagement (self, batch, i, next, &why))
        continue;
      if (cosell_store_is_trouble (why))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      g_info ("Referrals of one engagement could not be taken in: %s", why->message);
      *n_bad += arrivals->len;
    }
  forget_all (self);
  return cosell_store_lessons_write (self->lessons, self->store, error);
}

/* It is the first of its kind here. */
static void
gather (CosellStoreArrivals *self, CosellJson *document, const CosellReferralHead *head, char *id)
{
  CosellArrival *arrival = g_new0 (CosellArrival, 1);
  GPtrArray *arrivals;

  arrival->row = cosell_referral_row_new ();
  arrival->document = cosell_json_ref (document);
  cosell_referral_row_take_head (arrival->row, head);
  arrival->row->etag = g_strdup (head->etag);
  arrival->row->id = g_hash_table_size (self->ids); /* behind those that are here */
  arrivals = g_hash_table_lookup (self->by_key, arrival->row->engagement);
  if (arrivals == NULL)
    {
      arrivals = g_ptr_array_new_with_free_func (arrival_free);
      g_ptr_array_add (self->engagements, arrivals);
      g_hash_table_insert (self->by_key, g_strdup (arrival->row->engagement), arrivals);
    }
  g_ptr_array_add (arrivals, arrival);
  g_hash_table_add (self->ids, id);
  self->bytes += cosell_json_get_size (document);
}

/* Before what comes next. */
static gboolean
settle_early (CosellStoreArrivals *self, GError **error)
{
  guint n_bad = 0;
  gboolean done = cosell_store_arrivals_settle (self, &n_bad, error);

  self->n_bad += n_bad;
  return done;
}

static gboolean
put_known (CosellStoreArrivals *self,
           CosellJson *document,
           const CosellReferralHead *head,
           const char *etag,
           gboolean alone,
           GError **error)
{
  g_autoptr (CosellReferralRow) row = NULL;
  GError *why = NULL;

  if (!settle_early (self, error))
    return FALSE;
  row = cosell_store_load_remote (self->store, head->remote_id, &why);
  if (row != NULL)
    return cosell_store_put_known (self->store, row, cosell_json_get_text (document, NULL), head,
                                   etag, alone, error);
  if (why == NULL) /* it came twice, and could not be taken in */
    g_set_error_literal (&why, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                         "the rest of its engagement cannot be read");
  g_propagate_error (error, why);
  return FALSE;
}

/* alone: it was asked for by itself. etag: (nullable) that came with it */
static gboolean
add (CosellStoreArrivals *self,
     CosellJson *document,
     const char *etag,
     gboolean alone,
     GError **error)
{
  g_auto (CosellReferralHead) head = { NULL };
  g_autofree char *id = NULL;
  gboolean known;

  if (!cosell_store_read_head (self->store, document, &head, error))
    return FALSE;
  id = g_ascii_strdown (head.remote_id, -1);
  known = g_hash_table_contains (self->ids, id);
  if (!known && !cosell_store_has_remote (self->store, head.remote_id, &known, error))
    return FALSE;
  if (!known)
    {
      if (head.etag == NULL)
        head.etag = g_strdup (etag);
      gather (self, document, &head, g_steal_pointer (&id));
      return TRUE;
    }
  return put_known (self, document, &head, etag, alone, error);
}

gboolean
cosell_store_arrivals_add (CosellStoreArrivals *self, CosellJson *document, GError **error)
{
  g_return_val_if_fail (document != NULL, FALSE);
  COSELL_STORE_WORKER (self->store);

  return (self->bytes < MAX_BYTES || settle_early (self, error)) &&
         add (self, document, NULL, FALSE, error);
}

/* What was gathered of a single one. */
static gboolean
settle_one (CosellStoreArrivals *self, GError **error)
{
  g_autoptr (Batch) batch = NULL;
  gint64 next;

  if (self->engagements->len == 0)
    return TRUE;
  batch = begin_batch (self, error);
  return batch != NULL && cosell_store_next_referral (self->store, &next, error) &&
         settle_engagement (self, batch, 0, next, error) &&
         cosell_store_lessons_write (self->lessons, self->store, error);
}

static gboolean
put_one (CosellStore *self, const char *text, const char *etag, gboolean alone, GError **error)
{
  g_autoptr (CosellStoreArrivals) arrivals = NULL;
  g_autoptr (CosellJson) document = cosell_json_parse (text, -1, error);

  if (document == NULL)
    return FALSE;
  arrivals = cosell_store_arrivals_new (self);
  return add (arrivals, document, etag, alone, error) && settle_one (arrivals, error);
}

gboolean
cosell_store_upsert_remote (CosellStore *self, const char *text, const char *etag, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  return put_one (self, text, etag, FALSE, error);
}

gboolean
cosell_store_put_asked (CosellStore *self, const char *text, const char *etag, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  return put_one (self, text, etag, TRUE, error);
}
