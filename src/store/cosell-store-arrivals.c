#include "store/cosell-store-arrivals.h"

#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"

struct _CosellStoreArrivals
{
  CosellStore *store;
  GPtrArray *engagements;      /* (owned) of GPtrArray of CosellArrival, as they came */
  GHashTable *by_key;          /* (owned) engagement → the same, borrowed */
  GHashTable *ids;             /* (owned) IDs of the service in lower case */
  CosellStoreLessons *lessons; /* (owned) */
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

/* arrivals: of one engagement */
static gboolean
settle_engagement (CosellStoreArrivals *self, GPtrArray *arrivals, gint64 *next, GError **error)
{
  const CosellArrival *first = g_ptr_array_index (arrivals, 0);
  gint64 deal, own;

  for (guint i = 0; i < arrivals->len; i++)
    ((CosellArrival *) g_ptr_array_index (arrivals, i))->row->id = (*next)++;
  if (!cosell_store_derive_arrivals (self->store, first->row->engagement, arrivals, &deal, &own,
                                     error))
    return FALSE;
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

static void
forget_all (CosellStoreArrivals *self)
{
  g_hash_table_remove_all (self->by_key);
  g_hash_table_remove_all (self->ids);
  g_ptr_array_set_size (self->engagements, 0);
}

gboolean
cosell_store_arrivals_settle (CosellStoreArrivals *self, guint *n_bad, GError **error)
{
  gint64 next;

  COSELL_STORE_WORKER (self->store);

  *n_bad += self->n_bad;
  self->n_bad = 0;
  if (self->engagements->len == 0)
    return TRUE;
  if (!cosell_store_next_referral (self->store, &next, error))
    return FALSE;
  for (guint i = 0; i < self->engagements->len; i++)
    {
      GPtrArray *arrivals = g_ptr_array_index (self->engagements, i);
      g_autoptr (GError) why = NULL;

      if (settle_engagement (self, arrivals, &next, &why))
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
  arrivals = g_hash_table_lookup (self->by_key, arrival->row->engagement);
  if (arrivals == NULL)
    {
      arrivals = g_ptr_array_new_with_free_func (arrival_free);
      g_ptr_array_add (self->engagements, arrivals);
      g_hash_table_insert (self->by_key, g_strdup (arrival->row->engagement), arrivals);
    }
  g_ptr_array_add (arrivals, arrival);
  g_hash_table_add (self->ids, id);
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
  guint n_bad = 0;

  if (!cosell_store_arrivals_settle (self, &n_bad, error))
    return FALSE;
  self->n_bad += n_bad;
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

  return add (self, document, NULL, FALSE, error);
}

/* What was gathered of a single one. */
static gboolean
settle_one (CosellStoreArrivals *self, GError **error)
{
  gint64 next;

  return self->engagements->len == 0 ||
         (cosell_store_next_referral (self->store, &next, error) &&
          settle_engagement (self, g_ptr_array_index (self->engagements, 0), &next, error) &&
          cosell_store_lessons_write (self->lessons, self->store, error));
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
