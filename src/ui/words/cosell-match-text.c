#include "ui/words/cosell-match-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-text-show.h"

/* Characters before what was searched for: a row has room for few words, and that is one of them.
 */
#define MOST_BEFORE 12

static const char *
member_text (CosellSearchMember member)
{
  switch (member)
    {
    case COSELL_SEARCH_NAME:
      return _ ("Name");
    case COSELL_SEARCH_CUSTOMER:
      return _ ("Customer");
    case COSELL_SEARCH_SENDER:
      return _ ("Sender");
    case COSELL_SEARCH_NOTES:
      return _ ("Note");
    case COSELL_SEARCH_CONTACTS:
      return _ ("Contact");
    case COSELL_SEARCH_TEAM:
      return _ ("Team");
    case COSELL_SEARCH_PARTNERS:
      return _ ("Partner");
    case COSELL_SEARCH_SOLUTIONS:
      return _ ("Solution");
    case COSELL_SEARCH_IDS:
      return _ ("ID");
    case COSELL_SEARCH_PLACE:
      return _ ("Place");
    case COSELL_SEARCH_ANY:
      break;
    }
  return _ ("Found");
}

/* Where the words begin that stand before it. */
static const char *
beginning (const CosellSearchHit *hit)
{
  const char *match = hit->text + hit->start;
  const char *first = match;

  for (guint i = 0; i < MOST_BEFORE && first > hit->text; i++)
    first = g_utf8_prev_char (first);
  if (first == hit->text)
    return first;
  for (const char *c = first; c < match; c++)
    if (*c == ' ')
      return c + 1;
  return first;
}

char *
cosell_match_text (const CosellSearchHit *hit, gsize *start, gsize *end)
{
  g_autofree char *piece = NULL;
  g_autofree char *shown = NULL;
  const char *first, *place;
  const char *before;
  char *text;

  g_return_val_if_fail (hit != NULL && start != NULL && end != NULL, NULL);

  first = beginning (hit);
  before = hit->cut_before || first > hit->text ? "…" : "";
  piece = g_strconcat (before, first, hit->cut_after ? "…" : "", NULL);
  shown = cosell_text_isolate (piece);
  /* Translators: why a deal was found: "Note: …wants a pilot in March…" */
  text = g_strdup_printf (_ ("%s: %s"), member_text (hit->member), shown);
  /* what sets it apart may stand in it, too; then nothing is marked */
  place = strstr (text, piece);
  *start = *end = 0;
  if (place != NULL)
    {
      *start = (gsize) (place - text) + strlen (before) + hit->start - (gsize) (first - hit->text);
      *end = *start + hit->end - hit->start;
    }
  return text;
}
