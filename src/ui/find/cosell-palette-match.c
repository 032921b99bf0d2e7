#include "ui/find/cosell-palette-match.h"

#include <string.h>

#include "base/cosell-intl.h"

struct _CosellPaletteNeedle
{
  char *whole;  /* (owned) folded, one blank between words */
  char **words; /* (owned) folded, none of them empty */
};

static char **
split (const char *folded)
{
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

CosellPaletteNeedle *
cosell_palette_needle_new (const char *typed)
{
  CosellPaletteNeedle *self = g_new0 (CosellPaletteNeedle, 1);
  g_autofree char *folded = cosell_intl_fold (typed);

  self->words = split (folded);
  self->whole = g_strjoinv (" ", self->words);
  return self;
}

void
cosell_palette_needle_free (CosellPaletteNeedle *self)
{
  if (self == NULL)
    return;
  g_free (self->whole);
  g_strfreev (self->words);
  g_free (self);
}

static gboolean
begins_word (const char *text, const char *at)
{
  return at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

/* Where word begins a word of text, else where it stands in it. Returns: NULL when it does not */
static const char *
find_word (const char *text, const char *word, gboolean *begins)
{
  const char *first = strstr (text, word);

  for (const char *at = first; at != NULL; at = strstr (g_utf8_next_char (at), word))
    if (begins_word (text, at))
      {
        *begins = TRUE;
        return at;
      }
  *begins = FALSE;
  return first;
}

CosellPaletteRank
cosell_palette_needle_rank (const CosellPaletteNeedle *self, const char *label)
{
  g_autofree char *folded = cosell_intl_fold (label);
  CosellPaletteRank rank = COSELL_PALETTE_WORDS;

  if (g_str_has_prefix (folded, self->whole))
    return COSELL_PALETTE_BEGINS;
  for (char **word = self->words; *word != NULL; word++)
    {
      gboolean begins;

      if (find_word (folded, *word, &begins) == NULL)
        return COSELL_PALETTE_NO_MATCH;
      if (!begins)
        rank = COSELL_PALETTE_CONTAINS;
      else if (rank == COSELL_PALETTE_WORDS && g_str_has_prefix (folded, *word))
        rank = COSELL_PALETTE_FIRST_WORD;
    }
  return rank;
}

/* label folded letter by letter. starts: for each byte of it, where its letter begins in label, and
 * behind the last the end. Returns: (transfer full) */
static char *
fold_letters (const char *label, GArray *starts)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  guint end = (guint) strlen (label);

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      char letter[8] = "";
      g_autofree char *part = NULL;
      guint at = (guint) (p - label);

      memcpy (letter, p, (gsize) (g_utf8_next_char (p) - p));
      part = cosell_intl_fold (letter);
      for (const char *q = part; *q != '\0'; q++)
        g_array_append_val (starts, at);
      g_string_append (folded, part);
    }
  g_array_append_val (starts, end);
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const CosellPaletteSpan *one = a;
  const CosellPaletteSpan *other = b;

  return (one->from > other->from) - (one->from < other->from);
}

static void
join_spans (GArray *spans)
{
  g_array_sort (spans, compare_spans);
  for (guint i = 1; i < spans->len;)
    {
      CosellPaletteSpan *before = &g_array_index (spans, CosellPaletteSpan, i - 1);
      CosellPaletteSpan *span = &g_array_index (spans, CosellPaletteSpan, i);

      if (span->from > before->to)
        {
          i++;
          continue;
        }
      before->to = MAX (before->to, span->to);
      g_array_remove_index (spans, i);
    }
}

GArray *
cosell_palette_needle_find (const CosellPaletteNeedle *self, const char *label)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (CosellPaletteSpan));
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *folded = fold_letters (label, starts);

  for (char **word = self->words; *word != NULL; word++)
    {
      gboolean begins;
      const char *at = find_word (folded, *word, &begins);
      CosellPaletteSpan span;

      if (at == NULL)
        continue;
      span.from = g_array_index (starts, guint, at - folded);
      span.to = g_array_index (starts, guint, (gsize) (at - folded) + strlen (*word));
      /* it ends within what one letter became, as "s" in "ß" */
      if (span.to == g_array_index (starts, guint, (gsize) (at - folded) + strlen (*word) - 1))
        span.to = (guint) (g_utf8_next_char (label + span.to) - label);
      g_array_append_val (spans, span);
    }
  join_spans (spans);
  return spans;
}
