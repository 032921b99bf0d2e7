/* cosell-session-facets.c: choices and what each of them leaves, one job for a facet (rule I19) */
#include "app/cosell-session-facets.h"

#include <string.h>

#include "app/cosell-query-meaning.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "base/cosell-text-find.h"
#include "model/cosell-query-choice.h"
#include "model/cosell-search-text.h"

/* What a choice among names is made of. */
typedef struct
{
  char *term;       /* (owned) */
  CosellQuery *one; /* (owned) the same, read */
  gint64 count;
  gboolean known; /* count is what it leaves */
} Choice;

typedef struct
{
  CosellFacetQuestion question; /* its texts are owned */
  CosellQueryHabits *habits;    /* (owned) */
} Asked;

/* One job. */
typedef struct
{
  CosellStore *store;
  const CosellFacetQuestion *question;
  const CosellQueryKeyInfo *key; /* (nullable) of a facet that is a key */
  CosellQuery *query;            /* (owned) */
  CosellDealQuery deals;
  GPtrArray *choices; /* (owned) of Choice */
  GHashTable *known;  /* (owned) their terms, folded */
  guint n_more;
} Job;

static void
choice_free (gpointer data)
{
  Choice *self = data;

  g_free (self->term);
  cosell_query_free (self->one);
  g_free (self);
}

static void
facet_choice_free (gpointer data)
{
  CosellFacetChoice *self = data;

  g_free (self->term);
  g_free (self);
}

void
cosell_facet_free (CosellFacet *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->choices);
  g_free (self);
}

static void
asked_free (gpointer data)
{
  Asked *self = data;

  g_free ((char *) self->question.query);
  g_free ((char *) self->question.holding);
  cosell_query_habits_unref (self->habits);
  g_free (self);
}

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->query, cosell_query_free);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

/* ---- choices ---- */

/* Adds what can be written as a term, once. count: below 0 when it is not known */
static void
add_choice (Job *self, const char *term, gint64 count)
{
  g_autoptr (CosellQuery) one = cosell_query_parse (term, -1, NULL, NULL, NULL);
  g_autofree char *printed = one != NULL ? cosell_query_print (one) : NULL;
  Choice *choice;

  if (one == NULL || one->terms->len != 1 ||
      !g_hash_table_add (self->known, cosell_search_fold (printed)))
    return;
  choice = g_new0 (Choice, 1);
  choice->term = g_steal_pointer (&printed);
  choice->one = g_steal_pointer (&one);
  choice->count = MAX (count, 0);
  choice->known = count >= 0;
  g_ptr_array_add (self->choices, choice);
}

/* value: (nullable): "none" */
static void
add_value (Job *self, const char *value, gint64 count)
{
  g_autofree char *quoted = value != NULL ? cosell_query_quote (value) : g_strdup ("none");
  g_autofree char *term = g_strconcat (self->key->name, ":", quoted, NULL);

  add_choice (self, term, count);
}

/* What is chosen is there, though no deal has it. */
static void
add_chosen (Job *self)
{
  g_autoptr (GPtrArray) terms = cosell_query_dup_choices (self->query, self->key->key);

  for (guint i = 0; i < terms->len; i++)
    add_choice (self, g_ptr_array_index (terms, i), -1);
}

/* ---- names ---- */

/* A name says more than an ID, and both find the deal. */
static const char *
name_of (const CosellFacetValue *value)
{
  return value->label != NULL ? value->label : value->value;
}

/* What values say, folded once, since each choice is looked for in all of them. Returns: (transfer
 * full) of char * */
static GPtrArray *
fold_values (GPtrArray *values)
{
  GPtrArray *folded = g_ptr_array_new_full (values->len, g_free);

  for (guint i = 0; i < values->len; i++)
    {
      const CosellFacetValue *value = g_ptr_array_index (values, i);
      g_autofree char *text =
          g_strjoin ("\n", value->value != NULL ? value->value : "", value->label, NULL);

      g_ptr_array_add (folded, cosell_intl_fold (text));
    }
  return folded;
}

/* A filter of a name finds whatever holds it, so its deals may be others than those that have the
 * value: of one ID there may be several names. folded: of values */
static gboolean
is_ambiguous (GPtrArray *values, guint index, GPtrArray *folded)
{
  const CosellFacetValue *value = g_ptr_array_index (values, index);
  g_autofree char *name = NULL;

  if (value->label != NULL)
    return TRUE;
  name = cosell_search_fold (value->value);
  for (guint i = 0; i < folded->len; i++)
    if (i != index && strstr (g_ptr_array_index (folded, i), name) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_wanted (const CosellFacetValue *value, const char *folded)
{
  return folded == NULL ||
         (value->value != NULL && cosell_text_holds_folded (name_of (value), folded));
}

static void
read_names (Job *self, GPtrArray *values)
{
  const char *holding = self->question->holding;
  g_autofree char *folded = holding != NULL ? cosell_search_fold (holding) : NULL;
  guint limit = self->question->limit > 0 ? self->question->limit : G_MAXUINT;
  g_autoptr (GPtrArray) texts =
      self->key->kind == COSELL_QUERY_KIND_TEXT ? fold_values (values) : NULL;

  for (guint i = 0; i < values->len; i++)
    {
      const CosellFacetValue *value = g_ptr_array_index (values, i);
      gboolean text = texts != NULL && value->value != NULL;

      if (!is_wanted (value, folded))
        continue;
      if (self->choices->len >= limit)
        self->n_more++;
      else
        add_value (self, value->value != NULL ? name_of (value) : NULL,
                   text && is_ambiguous (values, i, texts) ? -1 : value->count);
    }
}

/* ---- words, and what is usual ---- */

static void
read_words (Job *self, GPtrArray *values)
{
  for (const CosellQueryWord *word = self->key->words; word->word != NULL; word++)
    for (guint i = 0; i < values->len; i++)
      {
        const CosellFacetValue *value = g_ptr_array_index (values, i);

        if (g_strcmp0 (value->value, word->word) == 0)
          add_value (self, value->value, value->count);
      }
  for (guint i = 0; i < values->len; i++)
    {
      const CosellFacetValue *value = g_ptr_array_index (values, i);

      if (value->value == NULL)
        add_value (self, NULL, value->count);
    }
}

static void
add_usual (Job *self)
{
  static const struct
  {
    CosellQueryKey key;
    const char *values[8];
  } usual[] = {
    { COSELL_QUERY_KEY_CLOSES,
      { "overdue", "next-7d", "next-30d", "this-quarter", "next-quarter", "none" } },
    { COSELL_QUERY_KEY_EXPIRES, { "today", "next-7d", "next-30d" } },
    { COSELL_QUERY_KEY_VALUE, { ">=10000", ">=100000", ">=1000000", "none" } },
    { COSELL_QUERY_N_KEYS, { "today", "last-7d", "last-30d", "this-quarter", "last-quarter" } },
  };
  guint row = 0;

  if (self->key->kind == COSELL_QUERY_KIND_STAGE)
    {
      for (const CosellQueryWord *word = self->key->words; word->word != NULL; word++)
        add_value (self, word->word, -1);
      add_value (self, NULL, -1);
      return;
    }
  while (usual[row].key != self->key->key && usual[row].key != COSELL_QUERY_N_KEYS)
    row++;
  for (guint i = 0; usual[row].values[i] != NULL; i++)
    {
      g_autofree char *term = g_strconcat (self->key->name, ":", usual[row].values[i], NULL);

      add_choice (self, term, -1);
    }
}

static void
add_keywords (Job *self)
{
  for (guint i = 0; i < COSELL_QUERY_N_KEYWORDS; i++)
    {
      gboolean state = i == COSELL_QUERY_KEYWORD_OPEN || i == COSELL_QUERY_KEYWORD_CLOSED;

      if (state == (self->question->facet == COSELL_FACET_STATE))
        add_choice (self, cosell_query_keyword_name ((CosellQueryKeyword) i), -1);
    }
}

/* ---- counting ---- */

static gboolean
has_values (const CosellQueryKeyInfo *key)
{
  return key->kind == COSELL_QUERY_KIND_TEXT || key->kind == COSELL_QUERY_KIND_COUNTRY ||
         key->kind == COSELL_QUERY_KIND_CODE || key->kind == COSELL_QUERY_KIND_WORD;
}

static gboolean
read_key (Job *self, GError **error)
{
  g_autoptr (GPtrArray) values = NULL;

  if (!has_values (self->key))
    {
      add_usual (self);
      add_chosen (self);
      return TRUE;
    }
  values = cosell_store_count_facet (self->store, &self->deals, self->key->key, error);
  if (values == NULL)
    return FALSE;
  if (self->key->kind == COSELL_QUERY_KIND_WORD)
    read_words (self, values);
  else
    read_names (self, values);
  if (self->question->holding == NULL)
    add_chosen (self);
  return TRUE;
}

/* Those that are not known yet. */
static gboolean
count_rest (Job *self, GError **error)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autoptr (GArray) counts = NULL;
  guint n = 0;

  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);

      if (!choice->known)
        g_ptr_array_add (rest, choice->one);
    }
  counts = cosell_store_count_choices (self->store, &self->deals, rest,
                                       self->key != NULL ? (int) self->key->key : -1, error);
  if (counts == NULL)
    return FALSE;
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);

      if (!choice->known)
        choice->count = g_array_index (counts, gint64, n++);
    }
  return TRUE;
}

static gboolean
is_negated (const CosellQuery *query, CosellQueryKeyword keyword)
{
  for (guint i = 0; i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = g_ptr_array_index (query->terms, i);

      if (term->kind == COSELL_QUERY_TERM_KEYWORD && term->keyword == keyword && term->negated)
        return TRUE;
    }
  return FALSE;
}

/* A keyword takes the place of what says the opposite, which no other choice does without. */
static gboolean
count_opposed (Job *self, GError **error)
{
  for (guint i = 0; self->key == NULL && i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);
      const CosellQueryTerm *term = g_ptr_array_index (choice->one->terms, 0);
      g_autofree char *text = NULL;
      g_autoptr (CosellQuery) query = NULL;
      g_autoptr (GPtrArray) one = NULL;
      g_autoptr (GArray) counts = NULL;
      CosellDealQuery deals = self->deals;

      if (!is_negated (self->query, term->keyword))
        continue;
      text = cosell_query_set_choice (self->question->query, choice->term, TRUE, FALSE);
      query = cosell_query_parse_typed (text, -1, self->deals.context);
      deals.query = query;
      one = g_ptr_array_new ();
      g_ptr_array_add (one, choice->one);
      counts = cosell_store_count_choices (self->store, &deals, one, -1, error);
      if (counts == NULL)
        return FALSE;
      choice->count = g_array_index (counts, gint64, 0);
      choice->known = TRUE;
    }
  return TRUE;
}

/* Open and closed take the place of each other: neither counts for them. */
static CosellQuery *
read_query (const CosellFacetQuestion *question, const CosellQueryContext *context)
{
  g_autofree char *text = g_strdup (question->query);

  if (question->facet == COSELL_FACET_STATE)
    {
      cosell_take_str (&text, cosell_query_set_choice (text, "open", FALSE, FALSE));
      cosell_take_str (&text, cosell_query_set_choice (text, "closed", FALSE, FALSE));
    }
  return cosell_query_parse_typed (text, -1, context);
}

/* Returns: (transfer full) */
static CosellFacet *
make_facet (const Job *self, const CosellQuery *typed)
{
  CosellFacet *facet = g_new0 (CosellFacet, 1);

  facet->choices = g_ptr_array_new_with_free_func (facet_choice_free);
  facet->n_more = self->n_more;
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);
      CosellFacetChoice *shown = g_new0 (CosellFacetChoice, 1);

      shown->term = g_steal_pointer (&choice->term);
      shown->count = choice->count;
      shown->chosen = cosell_query_has_choice (typed, shown->term);
      g_ptr_array_add (facet->choices, shown);
    }
  return facet;
}

static gpointer
read_facet (CosellStore *store, gconstpointer asked, GError **error)
{
  const Asked *all = asked;
  const CosellFacetQuestion *question = &all->question;
  g_auto (CosellQueryMeaning) meaning = { 0 };
  g_autoptr (CosellQuery) typed = NULL;
  g_auto (Job) job = { store, question };

  if (!cosell_query_meaning_init (&meaning, store, all->habits, NULL, error))
    return NULL;
  typed = cosell_query_parse_typed (question->query, -1, &meaning.context);
  job.query = read_query (question, &meaning.context);
  job.choices = g_ptr_array_new_with_free_func (choice_free);
  job.known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  job.key = question->facet >= 0 ? cosell_query_key_info ((CosellQueryKey) question->facet) : NULL;
  job.deals = (CosellDealQuery){
    .tab = question->tab,
    .query = job.query,
    .context = &meaning.context,
  };
  if (job.key == NULL)
    add_keywords (&job);
  else if (!read_key (&job, error))
    return NULL;
  return count_opposed (&job, error) && count_rest (&job, error) ? make_facet (&job, typed) : NULL;
}

void
cosell_session_facet_async (CosellSession *self,
                            const CosellFacetQuestion *question,
                            GCancellable *c,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Asked *asked;

  g_return_if_fail (COSELL_IS_SESSION (self) && question != NULL && question->query != NULL);
  g_return_if_fail (
      question->facet < (int) COSELL_QUERY_N_KEYS && question->facet != COSELL_QUERY_KEY_TAB &&
      question->facet != COSELL_QUERY_KEY_REMIND && question->facet != COSELL_QUERY_KEY_UNTOUCHED);

  asked = g_new0 (Asked, 1);
  asked->habits = cosell_query_habits_ref (self->habits);
  asked->question = *question;
  asked->question.query = g_strdup (question->query);
  asked->question.holding = g_strdup (question->holding);
  cosell_session_read_later (self, read_facet, asked, asked_free,
                             (GDestroyNotify) cosell_facet_free, c, callback, user_data);
}

CosellFacet *
cosell_session_facet_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  return cosell_session_read_finish (self, result, error);
}
