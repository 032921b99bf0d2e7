/* cosell-query-complete.c: what may be typed at a place of a query (rule I12) */
#include "model/cosell-query-complete.h"

#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "model/cosell-query-private.h"

static const char *const ages[] = { "7d", "14d", "30d", "60d", "90d", NULL };
static const char *const overdue[] = { "overdue", NULL };
static const char *const none[] = { "none", NULL };

/* ---- the spot ---- */

void
cosell_query_spot_clear (CosellQuerySpot *self)
{
  g_clear_pointer (&self->typed, g_free);
}

/* The term that begins at a place, or, with G_MAXSIZE, the last one. FALSE without one. */
static gboolean
find_token (CosellQueryToken *found, const char *text, gsize begin)
{
  gboolean any = FALSE;
  gsize at = 0;

  for (;;)
    {
      CosellQueryToken token;

      if (!cosell_query_token_next (&token, text, &at))
        return any && begin == G_MAXSIZE;
      if (any)
        cosell_query_token_clear (found);
      *found = token;
      any = TRUE;
      if (token.range.at == begin)
        return TRUE;
    }
}

static CosellQueryPiece *
piece_at (const CosellQueryToken *token, guint i)
{
  return &g_array_index (token->pieces, CosellQueryPiece, i);
}

static void
take_range (CosellQuerySpot *self, gsize at, gsize end)
{
  self->replaced.at = at;
  self->replaced.length = end > at ? end - at : 0;
}

/* Where white space stands before the cursor, or nothing at all. */
static void
find_gap (CosellQuerySpot *self, const char *text, gsize cursor)
{
  if (text[cursor] != '\0' && !cosell_query_is_space (text + cursor))
    return; /* right before a term */
  self->kind = COSELL_QUERY_SPOT_TERM;
  take_range (self, cursor, cursor);
}

/* before: the term up to the cursor, a word; whole: all of it. */
static void
find_word (CosellQuerySpot *self,
           const CosellQueryToken *before,
           const CosellQueryToken *whole,
           gsize cursor)
{
  const CosellQueryPiece *typed = piece_at (before, 0), *piece = piece_at (whole, 0);
  gboolean dash = !before->negated && strcmp (typed->text, "-") == 0;

  if (typed->quoted || (dash && whole->range.length > before->range.length))
    return;
  self->kind = COSELL_QUERY_SPOT_TERM;
  self->bound = whole->key != NULL;
  cosell_set_str (&self->typed, dash ? "" : typed->text);
  take_range (self, dash ? cursor : typed->range.at,
              whole->key != NULL ? piece->range.at : piece->range.at + piece->range.length);
}

/* Leaves out an operator and the other end of a range. */
static void
find_bound (CosellQuerySpot *self, const CosellQueryPiece *typed, const CosellQueryPiece *piece)
{
  gsize skip = strspn (typed->text, "<>=");
  const char *dots = strstr (typed->text, "..");
  const char *rest;

  if (dots != NULL)
    skip = (gsize) (dots - typed->text) + strlen ("..");
  self->bound = skip > 0;
  rest = strstr (piece->text + skip, "..");
  if (rest != NULL && (gsize) (rest - piece->text) >= strlen (typed->text))
    {
      self->bound = TRUE;
      take_range (self, piece->range.at + skip, piece->range.at + (gsize) (rest - piece->text));
    }
  else
    take_range (self, piece->range.at + skip, piece->range.at + piece->range.length);
  cosell_set_str (&self->typed, typed->text + skip);
}

static void
find_value (CosellQuerySpot *self, const CosellQueryToken *before, const CosellQueryToken *whole)
{
  guint last = before->pieces->len - 1;
  const CosellQueryPiece *typed = piece_at (before, last), *piece = piece_at (whole, last);

  self->kind = COSELL_QUERY_SPOT_VALUE;
  self->key = before->key->key;
  take_range (self, piece->range.at, piece->range.at + piece->range.length);
  cosell_set_str (&self->typed, typed->text);
  switch (before->key->kind)
    {
    case COSELL_QUERY_KIND_NUMBER:
    case COSELL_QUERY_KIND_STAGE:
    case COSELL_QUERY_KIND_DATE:
    case COSELL_QUERY_KIND_INSTANT:
      if (!piece->quoted)
        find_bound (self, typed, piece);
      return;
    case COSELL_QUERY_KIND_TEXT:
    case COSELL_QUERY_KIND_COUNTRY:
    case COSELL_QUERY_KIND_CODE:
    case COSELL_QUERY_KIND_WORD:
    case COSELL_QUERY_KIND_AGE:
      return;
    }
}

void
cosell_query_spot_init (CosellQuerySpot *self, const char *text, gsize cursor)
{
  g_autofree char *start = NULL;
  g_auto (CosellQueryToken) before = { .negated = FALSE };
  g_auto (CosellQueryToken) whole = { .negated = FALSE };

  g_return_if_fail (self != NULL && text != NULL);

  *self = (CosellQuerySpot){ .typed = g_strdup ("") };
  if (!g_utf8_validate (text, -1, NULL))
    return;
  cursor = MIN (cursor, strlen (text));
  while (cursor > 0 && (text[cursor] & 0xC0) == 0x80)
    cursor--;
  start = g_strndup (text, cursor);
  if (!find_token (&before, start, G_MAXSIZE) || before.range.at + before.range.length < cursor)
    find_gap (self, text, cursor);
  else if (find_token (&whole, text, before.range.at))
    {
      if (before.key != NULL)
        find_value (self, &before, &whole);
      else
        find_word (self, &before, &whole, cursor);
    }
}

/* ---- candidates ---- */

typedef struct
{
  GPtrArray *found;
  guint limit;
  char *folded; /* (owned) what was typed */
} Completion;

static void
candidate_free (gpointer data)
{
  CosellQueryCandidate *candidate = data;

  g_free (candidate->text);
  g_free (candidate->label);
  g_free (candidate);
}

/* text, label: (transfer full) */
static void
take_candidate (Completion *self, CosellQueryCandidateKind kind, char *text, char *label)
{
  CosellQueryCandidate *candidate = g_new0 (CosellQueryCandidate, 1);

  candidate->kind = kind;
  candidate->text = text;
  candidate->label = label;
  g_ptr_array_add (self->found, candidate);
}

static gboolean
is_full (const Completion *self)
{
  return self->found->len >= self->limit;
}

/* Whether a name, or a word of it, begins with what was typed. */
static gboolean
begins (const Completion *self, const char *name)
{
  g_autofree char *folded = cosell_intl_fold (name);
  gsize length = strlen (self->folded);

  for (const char *p = folded; p != NULL; p = strpbrk (p, " -"), p = p != NULL ? p + 1 : NULL)
    if (strncmp (p, self->folded, length) == 0)
      return TRUE;
  return FALSE;
}

static void
add_word (Completion *self, CosellQueryCandidateKind kind, const char *word, const char *end)
{
  if (!is_full (self) && begins (self, word))
    take_candidate (self, kind, g_strconcat (word, end, NULL), NULL);
}

static void
add_words (Completion *self, const char *const *words)
{
  for (; *words != NULL; words++)
    add_word (self, COSELL_QUERY_CANDIDATE_WORD, *words, "");
}

static void
add_terms (Completion *self, gboolean only_keys)
{
  for (guint i = 0; i < COSELL_QUERY_N_KEYS; i++)
    add_word (self, COSELL_QUERY_CANDIDATE_KEY, cosell_query_key_info (i)->name, ":");
  for (guint i = 0; !only_keys && i < COSELL_QUERY_N_KEYWORDS; i++)
    add_word (self, COSELL_QUERY_CANDIDATE_KEYWORD, cosell_query_keyword_name (i), "");
}

/* Codes with what they are called. */
static void
add_codes (Completion *self, const char *const *codes, char *(*dup_name) (const char *) )
{
  for (; codes != NULL && *codes != NULL && !is_full (self); codes++)
    {
      g_autofree char *name = dup_name (*codes);

      if (begins (self, *codes) || begins (self, name))
        take_candidate (self, COSELL_QUERY_CANDIDATE_WORD, g_strdup (*codes),
                        g_steal_pointer (&name));
    }
}

static void
add_names (Completion *self, const char *const *names)
{
  for (; names != NULL && *names != NULL && !is_full (self); names++)
    {
      g_autofree char *folded = cosell_query_fold (*names);

      if (folded != NULL && strstr (folded, self->folded) != NULL)
        take_candidate (self, COSELL_QUERY_CANDIDATE_NAME, cosell_query_quote (*names), NULL);
    }
}

static void
add_values (Completion *self, const CosellQuerySpot *spot, const char *const *names)
{
  const CosellQueryKeyInfo *key = cosell_query_key_info (spot->key);

  switch (key->kind)
    {
    case COSELL_QUERY_KIND_TEXT:
      add_names (self, names);
      break;
    case COSELL_QUERY_KIND_COUNTRY:
      add_codes (self, cosell_intl_countries (), cosell_intl_country_name);
      break;
    case COSELL_QUERY_KIND_CODE:
      add_codes (self, names != NULL ? names : cosell_intl_currencies (),
                 cosell_intl_currency_name);
      break;
    case COSELL_QUERY_KIND_WORD:
    case COSELL_QUERY_KIND_STAGE:
      for (const CosellQueryWord *word = key->words; !spot->bound && word->word != NULL; word++)
        add_word (self, COSELL_QUERY_CANDIDATE_WORD, word->word, "");
      break;
    case COSELL_QUERY_KIND_NUMBER:
      break;
    case COSELL_QUERY_KIND_DATE:
    case COSELL_QUERY_KIND_INSTANT:
      if (spot->key == COSELL_QUERY_KEY_CLOSES && !spot->bound)
        add_words (self, overdue);
      add_words (self, cosell_query_date_names ());
      break;
    case COSELL_QUERY_KIND_AGE:
      add_words (self, ages);
      break;
    }
  if (key->optional && !spot->bound)
    add_words (self, none);
}

GPtrArray *
cosell_query_complete (const CosellQuerySpot *spot, const char *const *names, guint limit)
{
  Completion self = { .limit = limit };

  g_return_val_if_fail (spot != NULL && spot->typed != NULL, NULL);

  self.found = g_ptr_array_new_with_free_func (candidate_free);
  self.folded = cosell_intl_fold (spot->typed);
  if (spot->kind == COSELL_QUERY_SPOT_TERM)
    add_terms (&self, spot->bound);
  else if (spot->kind == COSELL_QUERY_SPOT_VALUE)
    add_values (&self, spot, names);
  g_free (self.folded);
  return self.found;
}

char *
cosell_query_spot_take (const CosellQuerySpot *spot,
                        const char *text,
                        const CosellQueryCandidate *candidate,
                        gsize *cursor)
{
  GString *result;

  g_return_val_if_fail (spot != NULL && text != NULL && candidate != NULL, NULL);
  g_return_val_if_fail (spot->replaced.at + spot->replaced.length <= strlen (text), NULL);

  result = g_string_new (text);
  g_string_erase (result, (gssize) spot->replaced.at, (gssize) spot->replaced.length);
  g_string_insert (result, (gssize) spot->replaced.at, candidate->text);
  *cursor = spot->replaced.at + strlen (candidate->text);
  return g_string_free (result, FALSE);
}
