#include "model/cosell-search-text.h"

#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-find.h"

/* In front of an item: this and the number of its member. Nothing else below U+0020 is in a search
 * text, but for line feeds in those of older programs. */
#define FIRST 0x10

/* Characters of a hit on each side of what matched. */
#define AROUND 24

static gboolean
is_mark (char c)
{
  return c >= FIRST && c < FIRST + COSELL_SEARCH_N_MEMBERS;
}

void
cosell_search_text_add (GString *self, CosellSearchMember member, const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (member < COSELL_SEARCH_N_MEMBERS);

  if (value == NULL || *value == '\0')
    return;
  g_string_append_c (self, (char) (FIRST + member));
  for (const char *c = value; *c != '\0'; c++)
    g_string_append_c (self, g_ascii_iscntrl (*c) ? ' ' : *c);
}

char *
cosell_search_fold (const char *text)
{
  char *folded = cosell_intl_fold (text);
  char *end = folded;
  gboolean space = TRUE; /* none at the beginning */

  for (const char *c = folded; *c != '\0'; c++)
    {
      gboolean is_space = *c == ' ' || g_ascii_iscntrl (*c);

      if (!is_space || !space)
        *end++ = is_space ? ' ' : *c;
      space = is_space;
    }
  if (end > folded && end[-1] == ' ')
    end--;
  *end = '\0';
  return folded;
}

GStrv
cosell_search_words (const char *typed)
{
  g_autofree char *folded = cosell_search_fold (typed);

  return *folded != '\0' ? g_strsplit (folded, " ", -1) : g_new0 (char *, 1);
}

gboolean
cosell_search_text_next (const char **cursor,
                         CosellSearchMember *member,
                         const char **text,
                         gsize *length)
{
  const char *end;

  g_return_val_if_fail (cursor != NULL && *cursor != NULL, FALSE);

  if (**cursor == '\0')
    return FALSE;
  *member = COSELL_SEARCH_ANY;
  if (is_mark (**cursor))
    *member = (CosellSearchMember) (*(*cursor)++ - FIRST);
  for (end = *cursor; *end != '\0' && !is_mark (*end); end++)
    ;
  *text = *cursor;
  *length = (gsize) (end - *cursor);
  *cursor = end;
  return TRUE;
}

gboolean
cosell_search_text_is_old (const char *self)
{
  return *self != '\0' && !is_mark (*self);
}

gboolean
cosell_search_member_is_shared (CosellSearchMember member)
{
  switch (member)
    {
    case COSELL_SEARCH_SENDER:
    case COSELL_SEARCH_TEAM:
    case COSELL_SEARCH_PARTNERS:
    case COSELL_SEARCH_SOLUTIONS:
    case COSELL_SEARCH_PLACE:
      return TRUE;
    case COSELL_SEARCH_ANY:
    case COSELL_SEARCH_NAME:
    case COSELL_SEARCH_CUSTOMER:
    case COSELL_SEARCH_NOTES:
    case COSELL_SEARCH_CONTACTS:
    case COSELL_SEARCH_IDS:
      break;
    }
  return FALSE;
}

gboolean
cosell_search_needle_is_of (const CosellSearchNeedle *self, CosellSearchMember member)
{
  return self->member == COSELL_SEARCH_ANY || member == COSELL_SEARCH_ANY || self->member == member;
}

char *
cosell_search_text_fold (const char *self)
{
  GString *folded = g_string_new (NULL);
  CosellSearchMember member;
  const char *text;
  gsize length;

  while (cosell_search_text_next (&self, &member, &text, &length))
    {
      g_autofree char *item = g_strndup (text, length);
      g_autofree char *plain = cosell_search_fold (item);

      cosell_search_text_add (folded, member, plain);
    }
  return g_string_free (folded, FALSE);
}

static gboolean
has_needle (const char *self, const CosellSearchNeedle *needle)
{
  gsize needle_length = strlen (needle->text);
  CosellSearchMember member;
  const char *text;
  gsize length;

  if (needle_length == 0)
    return TRUE;
  while (cosell_search_text_next (&self, &member, &text, &length))
    if (cosell_search_needle_is_of (needle, member) &&
        memmem (text, length, needle->text, needle_length) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
cosell_search_text_matches (const char *self, const CosellSearchNeedle *needles, guint n_needles)
{
  for (guint i = 0; i < n_needles; i++)
    if (has_needle (self, &needles[i]) == needles[i].negated)
      return FALSE;
  return TRUE;
}

/* --- why --- */

static gboolean
is_shown (CosellSearchMember member)
{
  return member == COSELL_SEARCH_NAME || member == COSELL_SEARCH_CUSTOMER ||
         member == COSELL_SEARCH_SENDER;
}

/* Some characters to one side, at a space if there is one near. */
static const char *
look_back (const char *text, const char *from)
{
  const char *start = from;

  for (guint i = 0; i < AROUND && start > text; i++)
    start = g_utf8_prev_char (start);
  if (start == text)
    return start;
  for (const char *c = start; c < from; c = g_utf8_next_char (c))
    if (*c == ' ')
      return c + 1;
  return start;
}

static const char *
look_ahead (const char *from)
{
  const char *end = from;

  for (guint i = 0; i < AROUND && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  if (*end == '\0')
    return end;
  for (const char *c = end; c > from; c = g_utf8_prev_char (c))
    if (*c == ' ')
      return c;
  return end;
}

static CosellSearchHit *
make_hit (CosellSearchMember member, const char *item, gsize start, gsize end)
{
  CosellSearchHit *hit = g_new0 (CosellSearchHit, 1);
  const char *first = look_back (item, item + start);
  const char *last = look_ahead (item + end);

  hit->member = member;
  hit->text = g_strndup (first, (gsize) (last - first));
  hit->start = start - (gsize) (first - item);
  hit->end = end - (gsize) (first - item);
  hit->cut_before = first > item;
  hit->cut_after = *last != '\0';
  return hit;
}

/* Where the needle stands. seen: (out) it is in what a row shows */
static CosellSearchHit *
find_needle (const char *self, const CosellSearchNeedle *needle, gboolean *seen)
{
  g_autoptr (CosellSearchHit) hit = NULL;
  CosellSearchMember member;
  const char *text;
  gsize length;

  *seen = FALSE;
  while (!*seen && cosell_search_text_next (&self, &member, &text, &length))
    {
      g_autofree char *item = g_strndup (text, length);
      g_autofree char *folded = NULL;
      gsize start, end;

      if (!cosell_search_needle_is_of (needle, member) || (hit != NULL && !is_shown (member)))
        continue;
      folded = cosell_search_fold (item);
      if (strstr (folded, needle->text) == NULL)
        continue;
      *seen = is_shown (member);
      if (!*seen && cosell_text_find_folded (item, needle->text, &start, &end))
        hit = make_hit (member, item, start, end);
    }
  return *seen ? NULL : g_steal_pointer (&hit);
}

CosellSearchHit *
cosell_search_text_explain (const char *self, const CosellSearchNeedle *needles, guint n_needles)
{
  g_autofree char *valid = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  valid = g_utf8_make_valid (self, -1);
  for (guint i = 0; i < n_needles; i++)
    {
      CosellSearchHit *hit;
      gboolean seen;

      if (needles[i].negated || *needles[i].text == '\0')
        continue;
      hit = find_needle (valid, &needles[i], &seen);
      if (hit != NULL)
        return hit;
    }
  return NULL;
}

void
cosell_search_hit_free (CosellSearchHit *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}
