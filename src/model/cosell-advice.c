#include "model/cosell-advice.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"

#define STAGE_DUE (14 * G_TIME_SPAN_DAY)

/* A deal and what its list is ordered by. */
typedef struct
{
  gint64 key; /* descending */
  char *text; /* (owned) (nullable): a decimal that comes before the key, descending */
  gint64 id;
} Ranked;

typedef struct
{
  CosellAdviceSolution *figure; /* (owned) */
  GArray *ranked;
} SolutionPart;

typedef struct
{
  CosellAdviceCampaign *figure; /* (owned) */
  GArray *ranked;
} CampaignPart;

struct _CosellAdviceBuilder
{
  gint64 now;
  char today[16];
  GArray *answered[COSELL_ADVICE_N_ANSWERS];  /* of Ranked */
  GArray *overdue, *without_value, *unstaged; /* of Ranked */
  GHashTable *solutions;                      /* id → SolutionPart */
  GHashTable *campaigns;                      /* campaign, line feed, currency → CampaignPart */
};

static void
ranked_clear (gpointer data)
{
  g_free (((Ranked *) data)->text);
}

static GArray *
ranked_new (void)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (Ranked));

  g_array_set_clear_func (array, ranked_clear);
  return array;
}

static void
ranked_add (GArray *array, gint64 key, const char *text, gint64 id)
{
  Ranked ranked = { key, g_strdup (text), id };

  g_array_append_val (array, ranked);
}

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *left = a;
  const Ranked *right = b;
  int order = cosell_decimal_compare (right->text, left->text);

  if (order == 0)
    order = (left->key < right->key) - (left->key > right->key);
  return order != 0 ? order : (left->id < right->id) - (left->id > right->id);
}

/* The ids in order. (transfer full) */
static GArray *
ranked_ids (GArray *array)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), array->len);

  g_array_sort (array, compare_ranked);
  for (guint i = 0; i < array->len; i++)
    g_array_append_val (ids, g_array_index (array, Ranked, i).id);
  return ids;
}

static void
solution_free (gpointer data)
{
  CosellAdviceSolution *self = data;

  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->deals, g_array_unref);
  g_free (self);
}

static void
campaign_free (gpointer data)
{
  CosellAdviceCampaign *self = data;

  if (self == NULL)
    return;
  g_free (self->campaign);
  g_free (self->currency);
  g_free (self->value);
  g_clear_pointer (&self->deals, g_array_unref);
  g_free (self);
}

static void
solution_part_free (gpointer data)
{
  SolutionPart *part = data;

  solution_free (part->figure);
  g_array_unref (part->ranked);
  g_free (part);
}

static void
campaign_part_free (gpointer data)
{
  CampaignPart *part = data;

  campaign_free (part->figure);
  g_array_unref (part->ranked);
  g_free (part);
}

CosellAdviceBuilder *
cosell_advice_builder_new (gint64 now, const GDate *today)
{
  CosellAdviceBuilder *self = g_new0 (CosellAdviceBuilder, 1);

  g_return_val_if_fail (today != NULL && g_date_valid (today), self);

  self->now = now;
  g_date_strftime (self->today, sizeof self->today, "%Y-%m-%d", today);
  for (guint i = 0; i < COSELL_ADVICE_N_ANSWERS; i++)
    self->answered[i] = ranked_new ();
  self->without_value = ranked_new ();
  self->overdue = ranked_new ();
  self->unstaged = ranked_new ();
  self->solutions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, solution_part_free);
  self->campaigns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, campaign_part_free);
  return self;
}

void
cosell_advice_builder_free (CosellAdviceBuilder *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < COSELL_ADVICE_N_ANSWERS; i++)
    g_array_unref (self->answered[i]);
  g_array_unref (self->without_value);
  g_array_unref (self->overdue);
  g_array_unref (self->unstaged);
  g_hash_table_unref (self->solutions);
  g_hash_table_unref (self->campaigns);
  g_free (self);
}

/* H2 */
static SolutionPart *
find_solution (CosellAdviceBuilder *self, const char *id, const char *name)
{
  SolutionPart *part = g_hash_table_lookup (self->solutions, id);

  if (part != NULL)
    return part;
  part = g_new0 (SolutionPart, 1);
  part->figure = g_new0 (CosellAdviceSolution, 1);
  part->figure->id = g_strdup (id);
  part->figure->name = g_strdup (name);
  part->ranked = ranked_new ();
  g_hash_table_insert (self->solutions, g_strdup (id), part);
  return part;
}

static gboolean
stands_before (char **lines, guint at)
{
  for (guint i = 0; i < at; i++)
    if (g_str_equal (lines[i], lines[at]))
      return TRUE;
  return FALSE;
}

static void
add_answer (CosellAdviceBuilder *self, const CosellDealData *deal, gboolean declined)
{
  g_auto (GStrv) lines = deal->solutions != NULL ? g_strsplit (deal->solutions, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 2);
      SolutionPart *part;

      if (parts[0] == NULL || *parts[0] == '\0' || stands_before (lines, i))
        continue;
      part = find_solution (self, parts[0], parts[1] != NULL ? parts[1] : parts[0]);
      *(declined ? &part->figure->declined : &part->figure->accepted) += 1;
      ranked_add (part->ranked, declined ? deal->closed_at : deal->accepted_at, NULL, deal->id);
    }
}

/* H1 */
static void
add_time (CosellAdviceBuilder *self,
          const CosellDealData *deal,
          CosellAdviceAnswer answer,
          gint64 answered_at)
{
  if (answered_at != COSELL_NO_TIME && deal->created_at != COSELL_NO_TIME)
    ranked_add (self->answered[answer], MAX (answered_at - deal->created_at, 0), NULL, deal->id);
}

/* H1, H2: what others sent, and what became of it */
static void
add_inbound (CosellAdviceBuilder *self, const CosellDealData *deal)
{
  switch ((CosellDealStatus) deal->status)
    {
    case COSELL_DEAL_STATUS_ACCEPTED:
    case COSELL_DEAL_STATUS_WON:
    case COSELL_DEAL_STATUS_LOST:
    case COSELL_DEAL_STATUS_ERROR:
      add_answer (self, deal, FALSE);
      add_time (self, deal, COSELL_ADVICE_ACCEPTED, deal->accepted_at);
      return;
    case COSELL_DEAL_STATUS_DECLINED:
      add_answer (self, deal, TRUE);
      add_time (self, deal, COSELL_ADVICE_DECLINED, deal->closed_at);
      return;
    case COSELL_DEAL_STATUS_EXPIRED:
      add_time (self, deal, COSELL_ADVICE_EXPIRED, deal->closed_at);
      return;
    case COSELL_DEAL_STATUS_DRAFT:
    case COSELL_DEAL_STATUS_RECEIVED:
      return;
    }
  g_assert_not_reached ();
}

/* H3: a value of 0 is one. */
static void
add_without_value (CosellAdviceBuilder *self, const CosellDealData *deal)
{
  if (deal->value == NULL || *deal->value == '\0')
    ranked_add (self->without_value, deal->created_at, NULL, deal->id);
}

/* H3: ISO dates sort as text */
static void
add_overdue (CosellAdviceBuilder *self, const CosellDealData *deal)
{
  GDate date;

  if (!cosell_date_parse (deal->close_date, &date) || strcmp (deal->close_date, self->today) >= 0)
    return;
  ranked_add (self->overdue, -(gint64) g_date_get_julian (&date), NULL, deal->id);
}

/* H4 */
static void
add_unstaged (CosellAdviceBuilder *self, const CosellDealData *deal)
{
  gint64 since = deal->accepted_at != COSELL_NO_TIME ? deal->accepted_at : deal->created_at;

  if (deal->type == COSELL_DEAL_TYPE_CO_SELL && deal->status == COSELL_DEAL_STATUS_ACCEPTED &&
      deal->stage <= 10 && deal->stage_text == NULL && since != COSELL_NO_TIME &&
      self->now - since > STAGE_DUE)
    ranked_add (self->unstaged, self->now - since, NULL, deal->id);
}

/* C24 */
static void
add_won (CosellAdviceBuilder *self, const CosellDealData *deal)
{
  g_autofree char *key = NULL;
  g_autofree char *sum = NULL;
  CampaignPart *part;

  if (deal->campaign_id == NULL || *deal->campaign_id == '\0')
    return;
  key = g_strjoin ("\n", deal->campaign_id, deal->currency != NULL ? deal->currency : "", NULL);
  part = g_hash_table_lookup (self->campaigns, key);
  if (part == NULL)
    {
      part = g_new0 (CampaignPart, 1);
      part->figure = g_new0 (CosellAdviceCampaign, 1);
      part->figure->campaign = g_strdup (deal->campaign_id);
      part->figure->currency = g_strdup (deal->currency);
      part->figure->value = g_strdup ("0");
      part->ranked = ranked_new ();
      g_hash_table_insert (self->campaigns, g_steal_pointer (&key), part);
    }
  ranked_add (part->ranked, deal->closed_at, deal->value, deal->id);
  sum = cosell_decimal_add (part->figure->value, deal->value != NULL ? deal->value : "0");
  if (sum == NULL)
    return; /* no number: it counts as a deal, not as money */
  cosell_take_str (&part->figure->value, g_steal_pointer (&sum));
}

void
cosell_advice_builder_add (CosellAdviceBuilder *self, const CosellDealData *deal)
{
  g_return_if_fail (self != NULL && deal != NULL);

  if (deal->type == COSELL_DEAL_TYPE_LEAD || deal->status == COSELL_DEAL_STATUS_DRAFT)
    return;
  if (deal->direction == COSELL_DIRECTION_INBOUND)
    add_inbound (self, deal);
  if (!cosell_deal_status_is_closed ((CosellDealStatus) deal->status))
    {
      add_overdue (self, deal);
      add_without_value (self, deal);
    }
  add_unstaged (self, deal);
  if (deal->status == COSELL_DEAL_STATUS_WON)
    add_won (self, deal);
}

static int
compare_solutions (gconstpointer a, gconstpointer b)
{
  const CosellAdviceSolution *left = *(CosellAdviceSolution *const *) a;
  const CosellAdviceSolution *right = *(CosellAdviceSolution *const *) b;
  int order = (int) right->deals->len - (int) left->deals->len;

  return order != 0 ? order : strcmp (left->name, right->name);
}

static int
compare_campaigns (gconstpointer a, gconstpointer b)
{
  const CosellAdviceCampaign *left = *(CosellAdviceCampaign *const *) a;
  const CosellAdviceCampaign *right = *(CosellAdviceCampaign *const *) b;
  int order = strcmp (left->campaign, right->campaign);

  return order != 0 ? order : g_strcmp0 (left->currency, right->currency);
}

static GPtrArray *
end_solutions (GHashTable *parts)
{
  GPtrArray *figures = g_ptr_array_new_with_free_func (solution_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, parts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SolutionPart *part = value;

      part->figure->deals = ranked_ids (part->ranked);
      g_ptr_array_add (figures, g_steal_pointer (&part->figure));
    }
  g_ptr_array_sort (figures, compare_solutions);
  return figures;
}

static GPtrArray *
end_campaigns (GHashTable *parts)
{
  GPtrArray *figures = g_ptr_array_new_with_free_func (campaign_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, parts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CampaignPart *part = value;

      part->figure->deals = ranked_ids (part->ranked);
      g_ptr_array_add (figures, g_steal_pointer (&part->figure));
    }
  g_ptr_array_sort (figures, compare_campaigns);
  return figures;
}

/* Of what is sorted already; of an even number the mean of the two in the middle. */
static gint64
median (GArray *ranked)
{
  guint middle = ranked->len / 2;

  if (ranked->len == 0)
    return 0;
  if (ranked->len % 2 == 1)
    return g_array_index (ranked, Ranked, middle).key;
  return (g_array_index (ranked, Ranked, middle - 1).key +
          g_array_index (ranked, Ranked, middle).key) /
         2;
}

/* H1; sorts ranked */
static void
end_times (CosellAdviceTimes *times, GArray *ranked)
{
  times->deals = ranked_ids (ranked);
  times->spans = g_array_sized_new (FALSE, FALSE, sizeof (gint64), ranked->len);
  for (guint i = 0; i < ranked->len; i++)
    g_array_append_val (times->spans, g_array_index (ranked, Ranked, i).key);
  times->median = median (ranked);
  if (ranked->len > 0)
    times->longest = g_array_index (ranked, Ranked, 0).key;
}

CosellAdvice *
cosell_advice_builder_end (CosellAdviceBuilder *self)
{
  CosellAdvice *advice = g_new0 (CosellAdvice, 1);

  g_return_val_if_fail (self != NULL, advice);

  for (guint i = 0; i < COSELL_ADVICE_N_ANSWERS; i++)
    end_times (&advice->times[i], self->answered[i]);
  advice->without_value = ranked_ids (self->without_value);
  advice->overdue = ranked_ids (self->overdue);
  advice->unstaged = ranked_ids (self->unstaged);
  advice->solutions = end_solutions (self->solutions);
  advice->campaigns = end_campaigns (self->campaigns);
  cosell_advice_builder_free (self);
  return advice;
}

void
cosell_advice_free (CosellAdvice *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < COSELL_ADVICE_N_ANSWERS; i++)
    {
      g_clear_pointer (&self->times[i].deals, g_array_unref);
      g_clear_pointer (&self->times[i].spans, g_array_unref);
    }
  g_clear_pointer (&self->without_value, g_array_unref);
  g_clear_pointer (&self->overdue, g_array_unref);
  g_clear_pointer (&self->unstaged, g_array_unref);
  g_clear_pointer (&self->solutions, g_ptr_array_unref);
  g_clear_pointer (&self->campaigns, g_ptr_array_unref);
  g_free (self);
}
