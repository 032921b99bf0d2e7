/* Notes by paragraphs: what each side made of the base is a list of hunks; hunks that do not touch
 * the same paragraphs are all applied. */

#include "model/cosell-merge-private.h"

#include <string.h>

#include "model/cosell-referral-reader.h"

/* More than this is no text that people wrote by hand; it is compared whole. */
#define MAX_PARAGRAPHS 500

#define BLANKS " \t\r\n"

/* The paragraphs [start, end) of the base become [from, to) of a side. */
typedef struct
{
  guint start, end;
  guint from, to;
} Hunk;

typedef struct
{
  GPtrArray *base, *mine, *theirs;   /* (owned) of char * */
  GArray *mine_hunks, *theirs_hunks; /* (owned) of Hunk, in order */
  guint next_mine, next_theirs;
  guint position; /* in the base */
  CosellPrefer prefer;
  GPtrArray *result; /* (unowned elements) */
} Merge;

static void
merge_clear (Merge *self)
{
  g_clear_pointer (&self->base, g_ptr_array_unref);
  g_clear_pointer (&self->mine, g_ptr_array_unref);
  g_clear_pointer (&self->theirs, g_ptr_array_unref);
  g_clear_pointer (&self->mine_hunks, g_array_unref);
  g_clear_pointer (&self->theirs_hunks, g_array_unref);
  g_clear_pointer (&self->result, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

static gboolean
is_blank (const char *line, gsize length)
{
  return strspn (line, BLANKS) >= length;
}

static void
end_paragraph (GPtrArray *paragraphs, GString *text)
{
  while (text->len > 0 && strchr (BLANKS, text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
  if (text->len > 0)
    g_ptr_array_add (paragraphs, g_strdup (text->str));
  g_string_truncate (text, 0);
}

/* json: a string, with the entities of the service; NULL is no text. (transfer full) */
static GPtrArray *
split (const char *json)
{
  GPtrArray *paragraphs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  g_autofree char *raw = cosell_json_dup_string ((CosellJsonValue){ doc, 0 });
  g_autofree char *text = cosell_referral_decode_entities (raw);
  g_autoptr (GString) paragraph = g_string_new (NULL);

  for (const char *line = text; line != NULL && *line != '\0';)
    {
      gsize length = strcspn (line, "\n");
      gsize content = length > 0 && line[length - 1] == '\r' ? length - 1 : length;

      if (is_blank (line, length))
        end_paragraph (paragraphs, paragraph);
      else
        {
          g_string_append_len (paragraph, line, (gssize) content);
          g_string_append_c (paragraph, '\n');
        }
      line += length + (line[length] == '\n' ? 1 : 0);
    }
  end_paragraph (paragraphs, paragraph);
  return paragraphs;
}

static const char *
nth (GPtrArray *paragraphs, guint i)
{
  return g_ptr_array_index (paragraphs, i);
}

/* lengths[i * width + j]: of the longest common subsequence of what follows. (transfer full) */
static guint16 *
measure (GPtrArray *base, GPtrArray *side)
{
  gsize width = side->len + 1;
  guint16 *lengths = g_new0 (guint16, (base->len + 1) * width);

  for (guint i = base->len; i-- > 0;)
    for (guint j = side->len; j-- > 0;)
      lengths[i * width + j] = g_str_equal (nth (base, i), nth (side, j))
                                   ? lengths[(i + 1) * width + j + 1] + 1
                                   : MAX (lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
  return lengths;
}

/* (transfer full) */
static GArray *
find_hunks (GPtrArray *base, GPtrArray *side)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (Hunk));
  g_autofree guint16 *lengths = measure (base, side);
  gsize width = side->len + 1;
  guint i = 0, j = 0;

  while (i < base->len || j < side->len)
    {
      Hunk hunk = { i, i, j, j };

      while (hunk.end < base->len || hunk.to < side->len)
        {
          if (hunk.end < base->len && hunk.to < side->len &&
              g_str_equal (nth (base, hunk.end), nth (side, hunk.to)))
            break;
          if (hunk.to == side->len ||
              (hunk.end < base->len && lengths[(hunk.end + 1) * width + hunk.to] >=
                                           lengths[hunk.end * width + hunk.to + 1]))
            hunk.end++;
          else
            hunk.to++;
        }
      if (hunk.end > hunk.start || hunk.to > hunk.from)
        g_array_append_val (hunks, hunk);
      i = hunk.end + 1;
      j = hunk.to + 1;
    }
  return hunks;
}

static const Hunk *
peek (GArray *hunks, guint index)
{
  return index < hunks->len ? &g_array_index (hunks, Hunk, index) : NULL;
}

/* Both change the same paragraphs; what is put between two of them touches neither. */
static gboolean
overlap (const Hunk *hunk, guint start, guint end)
{
  if (hunk == NULL)
    return FALSE;
  if (hunk->start == hunk->end)
    return start < hunk->start && hunk->start < end;
  if (start == end)
    return hunk->start < start && start < hunk->end;
  return hunk->start < end && start < hunk->end;
}

static void
emit (GPtrArray *result, GPtrArray *paragraphs, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    g_ptr_array_add (result, g_ptr_array_index (paragraphs, i));
}

static gboolean
contains (GPtrArray *paragraphs, guint from, guint to, const char *text)
{
  for (guint i = from; i < to; i++)
    if (g_str_equal (nth (paragraphs, i), text))
      return TRUE;
  return FALSE;
}

/* The range [start, end) of the base as the hunks [first, last) of a side make it. */
static GPtrArray *
render (Merge *self,
        GPtrArray *side,
        GArray *hunks,
        guint first,
        guint last,
        guint start,
        guint end)
{
  GPtrArray *text = g_ptr_array_new ();

  for (guint i = first; i < last; i++)
    {
      const Hunk *hunk = peek (hunks, i);

      emit (text, self->base, start, hunk->start);
      emit (text, side, hunk->from, hunk->to);
      start = hunk->end;
    }
  emit (text, self->base, start, end);
  return text;
}

static gboolean
lists_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (nth (a, i), nth (b, i)))
      return FALSE;
  return TRUE;
}

/* Both sides have hunks from where the merge stands up to last. FALSE when nothing is preferred. */
static gboolean
merge_overlap (Merge *self, guint last_mine, guint last_theirs, guint start, guint end)
{
  g_autoptr (GPtrArray) mine =
      render (self, self->mine, self->mine_hunks, self->next_mine, last_mine, start, end);
  g_autoptr (GPtrArray) theirs =
      render (self, self->theirs, self->theirs_hunks, self->next_theirs, last_theirs, start, end);

  if (!lists_equal (mine, theirs) && self->prefer == COSELL_PREFER_NONE)
    return FALSE;
  emit (self->result, self->prefer == COSELL_PREFER_MINE ? mine : theirs, 0,
        self->prefer == COSELL_PREFER_MINE ? mine->len : theirs->len);
  return TRUE;
}

/* Mine that stands on top of theirs, without what theirs has as well. */
static void
merge_additions (Merge *self, const Hunk *mine, const Hunk *theirs)
{
  for (guint i = mine->from; i < mine->to; i++)
    if (!contains (self->theirs, theirs->from, theirs->to, nth (self->mine, i)))
      g_ptr_array_add (self->result, g_ptr_array_index (self->mine, i));
  emit (self->result, self->theirs, theirs->from, theirs->to);
}

/* Whether a comes before b: at the same place, what adds comes first. */
static gboolean
comes_first (const Hunk *a, const Hunk *b)
{
  if (b == NULL)
    return TRUE;
  if (a == NULL)
    return FALSE;
  if (a->start != b->start)
    return a->start < b->start;
  return a->end == a->start || b->end > b->start;
}

static gboolean
merge_next (Merge *self)
{
  const Hunk *mine = peek (self->mine_hunks, self->next_mine);
  const Hunk *theirs = peek (self->theirs_hunks, self->next_theirs);
  const Hunk *first = comes_first (mine, theirs) ? mine : theirs;
  guint start = first->start, end = first->end;
  guint last_mine = self->next_mine, last_theirs = self->next_theirs;
  gboolean grown = TRUE;

  emit (self->result, self->base, self->position, start);
  self->position = end;
  if (mine != NULL && theirs != NULL && mine->start == mine->end && theirs->start == theirs->end &&
      mine->start == theirs->start)
    {
      merge_additions (self, mine, theirs);
      self->next_mine++;
      self->next_theirs++;
      return TRUE;
    }
  *(first == mine ? &last_mine : &last_theirs) += 1;
  while (grown)
    {
      const Hunk *next_mine = peek (self->mine_hunks, last_mine);
      const Hunk *next_theirs = peek (self->theirs_hunks, last_theirs);

      grown = FALSE;
      if (overlap (next_mine, start, end))
        {
          end = MAX (end, next_mine->end);
          last_mine++;
          grown = TRUE;
        }
      if (overlap (next_theirs, start, end))
        {
          end = MAX (end, next_theirs->end);
          last_theirs++;
          grown = TRUE;
        }
    }
  self->position = end;
  if (last_mine > self->next_mine && last_theirs > self->next_theirs)
    {
      if (!merge_overlap (self, last_mine, last_theirs, start, end))
        return FALSE;
    }
  else if (first == mine)
    emit (self->result, self->mine, mine->from, mine->to);
  else
    emit (self->result, self->theirs, theirs->from, theirs->to);
  self->next_mine = last_mine;
  self->next_theirs = last_theirs;
  return TRUE;
}

static char *
join (GPtrArray *paragraphs)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < paragraphs->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n\n" : "", nth (paragraphs, i));
  return cosell_json_quote (text->str);
}

static gboolean
merge_init (Merge *self, const char *base, const char *mine, const char *theirs)
{
  self->base = split (base);
  self->mine = split (mine);
  self->theirs = split (theirs);
  if (MAX (self->base->len, MAX (self->mine->len, self->theirs->len)) > MAX_PARAGRAPHS)
    return FALSE;
  self->mine_hunks = find_hunks (self->base, self->mine);
  self->theirs_hunks = find_hunks (self->base, self->theirs);
  self->result = g_ptr_array_new ();
  return TRUE;
}

char *
cosell_merge_notes (const char *base, const char *mine, const char *theirs, CosellPrefer prefer)
{
  g_auto (Merge) self = { .prefer = prefer };

  if (!merge_init (&self, base, mine, theirs))
    return prefer == COSELL_PREFER_NONE ? NULL
                                        : g_strdup (prefer == COSELL_PREFER_MINE ? mine : theirs);
  while (self.next_mine < self.mine_hunks->len || self.next_theirs < self.theirs_hunks->len)
    if (!merge_next (&self))
      return NULL;
  emit (self.result, self.base, self.position, self.base->len);
  /* blanks and spelling are not worth a change */
  if (lists_equal (self.result, self.theirs))
    return g_strdup (theirs != NULL ? theirs : "\"\"");
  return join (self.result);
}
