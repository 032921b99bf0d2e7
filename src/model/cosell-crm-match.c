/* cosell-crm-match.c: which opportunity a deal is */
#include "model/cosell-crm-match.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-text.h"
#include "base/cosell-time.h"
#include "model/cosell-crm-compare.h"
#include "model/cosell-customer-match.h"

#define LEAST 55 /* what is shown */
#define EXACT 100
#define SHORT_ID 15 /* of Salesforce, which also writes them with three check letters behind */
#define LONG_ID 18

void
cosell_crm_match_free (gpointer match)
{
  CosellCrmMatch *self = match;

  if (self == NULL)
    return;
  g_free (self->opportunity);
  g_free (self->name);
  g_free (self->why);
  g_free (self);
}

/* --- what is compared --- */

typedef struct
{
  const CosellDealData *row;            /* (nullable) of a deal */
  const CosellOpportunity *opportunity; /* (nullable) of an opportunity */
  char *customer;                       /* folded */
  char *name;                           /* likewise */
  char *id;                             /* (nullable) CRM ID, or id */
  CosellCrmSheet *sheet;
  guint n_exact;
} Side;

static void
side_free (gpointer data)
{
  Side *self = data;

  g_free (self->customer);
  g_free (self->name);
  g_free (self->id);
  cosell_crm_sheet_free (self->sheet);
  g_free (self);
}

static Side *
side_of_deal (const CosellDealData *row)
{
  Side *self = g_new0 (Side, 1);

  self->row = row;
  self->customer = cosell_customer_fold_name (row->customer);
  self->name = cosell_customer_fold_name (row->name);
  self->id = row->crm_id != NULL ? cosell_text_unwrap (row->crm_id) : NULL;
  self->sheet = cosell_crm_sheet_of_deal (row, NULL, NULL);
  return self;
}

static Side *
side_of_opportunity (const CosellOpportunity *opportunity)
{
  Side *self = g_new0 (Side, 1);

  self->opportunity = opportunity;
  self->customer = cosell_customer_fold_name (opportunity->account_name);
  self->name = cosell_customer_fold_name (opportunity->name);
  self->id = g_strdup (opportunity->id);
  self->sheet = cosell_crm_sheet_of_opportunity (opportunity);
  return self;
}

/* What ids that mean the same have in common. (transfer full) */
static char *
id_key (const char *id)
{
  char *key = g_ascii_strdown (id, -1);

  if (strlen (key) == LONG_ID)
    key[SHORT_ID] = '\0';
  return key;
}

/* GUIDs in any letter case; ids of 15 letters are told apart by it. */
static gboolean
same_id (const char *a, const char *b)
{
  gsize length = MIN (strlen (a), strlen (b));

  if (g_str_equal (a, b))
    return TRUE;
  if (g_uuid_string_is_valid (a))
    return g_ascii_strcasecmp (a, b) == 0;
  return length == SHORT_ID && MAX (strlen (a), strlen (b)) == LONG_ID &&
         strncmp (a, b, SHORT_ID) == 0;
}

/* --- who is worth comparing --- */

typedef struct
{
  GHashTable *by_customer; /* (owned) folded → GPtrArray of Side */
  GHashTable *by_name;
  GHashTable *by_id;  /* id_key */
  GHashTable *by_key; /* the referral's id, lower case */
} Index;

static GHashTable *
table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) g_ptr_array_unref);
}

static void
index_init (Index *self)
{
  self->by_customer = table_new ();
  self->by_name = table_new ();
  self->by_id = table_new ();
  self->by_key = table_new ();
}

static void
index_clear (Index *self)
{
  g_hash_table_unref (self->by_customer);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Index, index_clear)

/* key: (transfer full) (nullable) */
static void
add_to (GHashTable *table, char *key, Side *side)
{
  GPtrArray *sides = key != NULL ? g_hash_table_lookup (table, key) : NULL;

  if (key == NULL || *key == '\0')
    {
      g_free (key);
      return;
    }
  if (sides == NULL)
    {
      sides = g_ptr_array_new ();
      g_hash_table_insert (table, key, sides);
    }
  else
    g_free (key);
  g_ptr_array_add (sides, side);
}

static void
index_add (Index *self, Side *side)
{
  const char *key = side->opportunity->key;

  add_to (self->by_customer, g_strdup (side->customer), side);
  add_to (self->by_name, g_strdup (side->name), side);
  add_to (self->by_id, side->id != NULL ? id_key (side->id) : NULL, side);
  add_to (self->by_key, key != NULL ? g_ascii_strdown (key, -1) : NULL, side);
}

/* key: (transfer full) (nullable) */
static void
find_in (GHashTable *table, char *key, GHashTable *found)
{
  GPtrArray *sides = key != NULL ? g_hash_table_lookup (table, key) : NULL;

  for (guint i = 0; sides != NULL && i < sides->len; i++)
    g_hash_table_add (found, g_ptr_array_index (sides, i));
  g_free (key);
}

/* (transfer container) of Side */
static GHashTable *
list_candidates (const Index *index, const Side *deal)
{
  GHashTable *found = g_hash_table_new (NULL, NULL);
  const char *remote_id = deal->row->remote_id;

  find_in (index->by_id, deal->id != NULL ? id_key (deal->id) : NULL, found);
  find_in (index->by_key, remote_id != NULL ? g_ascii_strdown (remote_id, -1) : NULL, found);
  if (cosell_deal_status_is_closed ((CosellDealStatus) deal->row->status))
    return found;
  find_in (index->by_customer, g_strdup (deal->customer), found);
  find_in (index->by_name, g_strdup (deal->name), found);
  return found;
}

/* --- how well they fit --- */

static void
add_reason (GString *why, const char *reason)
{
  if (why->len > 0)
    g_string_append (why, ", ");
  g_string_append (why, reason);
}

static gboolean
is_same (const Side *deal, const Side *other, CosellCrmField field)
{
  const char *ours = deal->sheet->values[field];
  const char *theirs = other->sheet->values[field];

  return ours != NULL && theirs != NULL && cosell_crm_compare_unchanged (field, theirs, ours);
}

/* 0 to 100; why: gets what fits */
static guint
score (const Side *deal, const Side *other, GString *why)
{
  const char *key = other->opportunity->key;
  guint sum = 0;

  if (deal->id != NULL && other->id != NULL && same_id (deal->id, other->id))
    {
      add_reason (why, _ ("CRM ID"));
      return EXACT;
    }
  if (key != NULL && deal->row->remote_id != NULL &&
      g_ascii_strcasecmp (key, deal->row->remote_id) == 0)
    {
      add_reason (why, _ ("ID of the referral"));
      return EXACT;
    }
  if (cosell_deal_status_is_closed ((CosellDealStatus) deal->row->status))
    return 0;
  if (*deal->customer != '\0' && g_str_equal (deal->customer, other->customer))
    {
      add_reason (why, _ ("customer"));
      sum += 40;
    }
  if (*deal->name != '\0' && g_str_equal (deal->name, other->name))
    {
      add_reason (why, _ ("name"));
      sum += 25;
    }
  if (is_same (deal, other, COSELL_CRM_FIELD_VALUE))
    {
      add_reason (why, _ ("value"));
      sum += 20;
    }
  if (is_same (deal, other, COSELL_CRM_FIELD_CLOSE_DATE))
    {
      add_reason (why, _ ("close date"));
      sum += 15;
    }
  return sum;
}

/* --- all of them --- */

/* A pair while it may still turn out not to be the only one. */
typedef struct
{
  CosellCrmMatch *match; /* not owned */
  Side *deal;
  Side *other;
} Found;

static gboolean
can_match (const CosellDealData *row)
{
  return row->type != COSELL_DEAL_TYPE_LEAD && row->status != COSELL_DEAL_STATUS_DRAFT &&
         row->id > 0 && row->invisible_since == COSELL_NO_TIME;
}

static void
match_deal (Side *deal, const Index *index, GPtrArray *matches, GArray *exact)
{
  g_autoptr (GHashTable) candidates = list_candidates (index, deal);
  GHashTableIter iter;
  gpointer candidate;

  g_hash_table_iter_init (&iter, candidates);
  while (g_hash_table_iter_next (&iter, &candidate, NULL))
    {
      Side *other = candidate;
      g_autoptr (GString) why = g_string_new (NULL);
      guint points = score (deal, other, why);
      CosellCrmMatch *match;

      if (points < LEAST)
        continue;
      match = g_new0 (CosellCrmMatch, 1);
      match->deal = deal->row->id;
      match->opportunity = g_strdup (other->opportunity->id);
      match->name = g_strdup (other->opportunity->name);
      match->score = points;
      match->why = g_strdup (why->str);
      g_ptr_array_add (matches, match);
      if (points == EXACT)
        {
          Found found = { match, deal, other };

          deal->n_exact++;
          other->n_exact++;
          g_array_append_val (exact, found);
        }
    }
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const CosellCrmMatch *left = *(const CosellCrmMatch *const *) a;
  const CosellCrmMatch *right = *(const CosellCrmMatch *const *) b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  if (left->deal != right->deal)
    return left->deal < right->deal ? -1 : 1;
  return strcmp (left->opportunity, right->opportunity);
}

GPtrArray *
cosell_crm_match (GPtrArray *rows, GPtrArray *opportunities, GHashTable *linked)
{
  GPtrArray *matches = g_ptr_array_new_with_free_func (cosell_crm_match_free);
  g_autoptr (GPtrArray) sides = g_ptr_array_new_with_free_func (side_free);
  g_autoptr (GArray) exact = g_array_new (FALSE, FALSE, sizeof (Found));
  g_auto (Index) index;

  index_init (&index);
  g_return_val_if_fail (rows != NULL && opportunities != NULL, matches);

  for (guint i = 0; i < opportunities->len; i++)
    {
      const CosellOpportunity *opportunity = g_ptr_array_index (opportunities, i);

      if (opportunity->id == NULL ||
          (linked != NULL && g_hash_table_contains (linked, opportunity->id)))
        continue;
      g_ptr_array_add (sides, side_of_opportunity (opportunity));
      index_add (&index, g_ptr_array_index (sides, sides->len - 1));
    }
  for (guint i = 0; i < rows->len; i++)
    if (can_match (g_ptr_array_index (rows, i)))
      {
        g_ptr_array_add (sides, side_of_deal (g_ptr_array_index (rows, i)));
        match_deal (g_ptr_array_index (sides, sides->len - 1), &index, matches, exact);
      }
  for (guint i = 0; i < exact->len; i++)
    {
      const Found *found = &g_array_index (exact, Found, i);

      found->match->exact = found->deal->n_exact == 1 && found->other->n_exact == 1;
    }
  g_ptr_array_sort (matches, compare_matches);
  return matches;
}

/* --- K18 --- */

/* How many of the fields that tell it are as they were sent; −1: it is another one. n: (out) how
 * many were sent */
static int
count_as_sent (const CosellOpportunity *opportunity,
               const CosellOpportunity *sent,
               gint64 since,
               int *n)
{
  g_autoptr (CosellCrmSheet) theirs = cosell_crm_sheet_of_opportunity (opportunity);
  g_autoptr (CosellCrmSheet) ours = cosell_crm_sheet_of_opportunity (sent);
  static const CosellCrmField fields[] = {
    COSELL_CRM_FIELD_NAME,
    COSELL_CRM_FIELD_VALUE,
    COSELL_CRM_FIELD_CLOSE_DATE,
  };
  int same = 0;

  *n = 0;
  if (since != COSELL_NO_TIME && opportunity->created != COSELL_NO_TIME &&
      opportunity->created < since - since % G_TIME_SPAN_SECOND)
    return -1;
  if (g_strcmp0 (opportunity->account_id, sent->account_id) != 0 ||
      (opportunity->key != NULL && sent->key != NULL))
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (ours->values[fields[i]] != NULL)
      {
        *n += 1;
        same += cosell_crm_compare_unchanged (fields[i], theirs->values[fields[i]],
                                              ours->values[fields[i]]);
      }
  return same;
}

static gboolean
is_created (const CosellOpportunity *opportunity, const CosellOpportunity *sent, gint64 since)
{
  int n;

  return count_as_sent (opportunity, sent, since, &n) == n;
}

GPtrArray *
cosell_crm_match_created (GPtrArray *opportunities, const CosellOpportunity *sent, gint64 since)
{
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (opportunities != NULL && sent != NULL, found);

  for (guint i = 0; i < opportunities->len && sent->key != NULL; i++)
    {
      const CosellOpportunity *opportunity = g_ptr_array_index (opportunities, i);

      if (opportunity->key != NULL && g_ascii_strcasecmp (opportunity->key, sent->key) == 0)
        g_ptr_array_add (found, (gpointer) opportunity);
    }
  if (found->len > 0)
    return found;
  for (guint i = 0; i < opportunities->len; i++)
    if (is_created (g_ptr_array_index (opportunities, i), sent, since))
      g_ptr_array_add (found, g_ptr_array_index (opportunities, i));
  return found;
}

/* The request arrived by then, if it did, whatever the clocks say. */
#define ARRIVED (10 * G_TIME_SPAN_MINUTE)

GPtrArray *
cosell_crm_match_maybe_created (GPtrArray *opportunities,
                                const CosellOpportunity *sent,
                                gint64 since)
{
  GPtrArray *found = g_ptr_array_new ();
  int n;

  g_return_val_if_fail (opportunities != NULL && sent != NULL, found);

  for (guint i = 0; i < opportunities->len; i++)
    {
      CosellOpportunity *opportunity = g_ptr_array_index (opportunities, i);
      int same = count_as_sent (opportunity, sent, since, &n);

      if (same > 0 ||
          (same == 0 && since != COSELL_NO_TIME && opportunity->created != COSELL_NO_TIME &&
           opportunity->created <= since + ARRIVED))
        g_ptr_array_add (found, opportunity);
    }
  return found;
}
