/* Notes by paragraphs (P4, C23). Paragraphs are words here; "/" stands between them. */

#include "model/cosell-conflict.h"

#include <string.h>

#include "model/cosell-change.h"

typedef struct
{
  const char *name;
  const char *base, *mine, *theirs;
  const char *merged; /* NULL: a conflict */
  const char *mine_wins, *theirs_win;
} Case;

static const Case cases[] = {
  /* one side only */
  { "mine-only", "a/b", "n/a/b", "a/b", "n/a/b" },
  { "theirs-only-adds", "a/b", "a/B", "t/a/b", "t/a/B" },
  /* both add on top, as everybody does */
  { "both-add-on-top", "a", "m/a", "t/a", "m/t/a" },
  { "both-add-the-same", "a", "x/a", "x/a", "x/a" },
  { "mine-is-among-theirs", "a", "m/a", "t/m/a", "t/m/a" },
  { "both-add-to-nothing", "", "m", "t", "m/t" },
  { "top-and-end", "a/b", "m/a/b", "a/b/t", "m/a/b/t" },
  /* other paragraphs */
  { "edit-and-edit", "a/b/c", "A/b/c", "a/b/C", "A/b/C" },
  { "neighbours", "a/b", "A/b", "a/B", "A/B" },
  { "add-beside-an-edit", "a/b", "m/a/b", "A/b", "m/A/b" },
  { "add-below-an-edit", "a/b", "a/m/b", "A/b", "A/m/b" },
  { "delete-and-edit-another", "a/b/c", "a/c", "a/b/C", "a/C" },
  { "delete-both-another", "a/b/c", "a/c", "a/b", "a" },
  { "delete-the-same", "a/b/c", "a/c", "a/c", "a/c" },
  { "delete-all-untouched", "a/b", "", "a/b", "" },
  { "edit-the-same-alike", "a/b", "A/b", "A/b", "A/b" },
  { "edit-alike-and-more", "a/b/c", "A/b/C", "A/b/c", "A/b/C" },
  /* the same paragraph */
  { "edit-the-same", "a/b/c", "A/b/c", "X/b/c", NULL, "A/b/c", "X/b/c" },
  { "the-rest-of-both-stays", "a/b/c/d", "A/b/m/c/d", "X/b/c/D", NULL, "A/b/m/c/D", "X/b/m/c/D" },
  { "delete-here-edit-there", "a/b", "b", "A/b", NULL, "b", "A/b" },
  { "edit-here-delete-there", "a/b", "A/b", "b", NULL, "A/b", "b" },
  { "delete-all-here", "a/b", "", "a/B", NULL, "", "a/B" },
  { "inside-what-was-rewritten", "a/b", "a/m/b", "X", NULL, "a/m/b", "X" },
  { "two-of-theirs-in-one-of-mine", "a/b/c", "X", "A/b/C", NULL, "X", "A/b/C" },
};

static char *
text_of (const char *words)
{
  g_auto (GStrv) paragraphs = g_strsplit (words, "/", -1);
  g_autofree char *text = g_strjoinv ("\n\n", paragraphs);

  return cosell_json_quote (text);
}

static char *
document (const char *value)
{
  return g_strdup_printf ("{\"details\":{\"notes\":%s}}", value);
}

static void
assert_notes (const char *json, const char *words)
{
  g_autofree char *expected = text_of (words);

  g_assert_true (cosell_json_text_equal (json, expected));
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *base = text_of (one->base);
  g_autofree char *mine = text_of (one->mine);
  g_autofree char *theirs = text_of (one->theirs);
  g_autofree char *doc = document (theirs);
  g_autofree char *after = NULL;
  g_autoptr (CosellJson) json = NULL;
  g_autofree char *notes = NULL;
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();

  g_ptr_array_add (changes, cosell_change_new ("/details/notes", base, mine));
  g_assert_cmpint (cosell_changes_rebase (changes, doc, conflicts), ==, one->merged != NULL);
  g_assert_cmpuint (conflicts->len, ==, one->merged != NULL ? 0 : 1);
  if (one->merged != NULL)
    {
      after = cosell_changes_apply (changes, doc, NULL);
      json = cosell_json_parse (after, -1, NULL);
      notes = cosell_json_dup_raw (cosell_json_pointer (cosell_json_root (json), "/details/notes"));
      assert_notes (notes, one->merged);
      g_assert_cmpuint (changes->len, ==, strcmp (one->merged, one->theirs) == 0 ? 0 : 1);
    }
  else
    {
      g_autoptr (CosellConflict) conflict =
          cosell_conflict_new ("/details/notes", base, mine, theirs);
      g_autofree char *kept = cosell_conflict_choose (conflict, COSELL_CONFLICT_CHOICE_MINE);
      g_autofree char *taken = cosell_conflict_choose (conflict, COSELL_CONFLICT_CHOICE_THEIRS);

      assert_notes (kept, one->mine_wins);
      assert_notes (taken, one->theirs_win);
    }
}

/* The other way round nothing is lost either: the same paragraphs, whoever comes second. */
static void
test_symmetric (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *base = text_of (cases[i].base);
      g_autofree char *mine = text_of (cases[i].theirs);
      g_autofree char *theirs = text_of (cases[i].mine);
      g_autofree char *doc = document (theirs);
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GPtrArray) conflicts = cosell_changes_new ();

      g_test_message ("%s", cases[i].name);
      g_ptr_array_add (changes, cosell_change_new ("/details/notes", base, mine));
      g_assert_cmpint (cosell_changes_rebase (changes, doc, conflicts), ==,
                       cases[i].merged != NULL);
    }
}

/* What the service does to a text is no change: entities, line ends, blank lines. */
static void
test_spelling (void)
{
  static const char *const theirs[] = {
    "\"R &amp; D\\n\\nb\"",
    "\"R & D\\r\\n\\r\\nb\"",
    "\"R & D\\n \\n\\n\\nb\\n\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (theirs); i++)
    {
      g_autofree char *doc = document (theirs[i]);
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GPtrArray) conflicts = cosell_changes_new ();
      const CosellChange *change;

      g_ptr_array_add (changes, cosell_change_new ("/details/notes", "\"R & D\\n\\nb\"",
                                                   "\"R & D\\n\\nmine\\n\\nb\""));
      g_assert_true (cosell_changes_rebase (changes, doc, conflicts));
      change = g_ptr_array_index (changes, 0);
      g_assert_true (cosell_json_text_equal (change->current, "\"R & D\\n\\nmine\\n\\nb\""));

      g_ptr_array_set_size (changes, 0);
      g_ptr_array_add (changes, cosell_change_new ("/details/notes", "\"b\"", "\"R & D\\n\\nb\""));
      g_assert_true (cosell_changes_rebase (changes, doc, conflicts));
      g_assert_cmpuint (changes->len, ==, 0);
    }
}

/* A text that nobody wrote by hand does not take minutes: it is compared whole. */
static void
test_huge (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *base = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *doc = NULL;
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "paragraph %u\n\n", i);
  base = cosell_json_quote (text->str);
  g_string_prepend (text, "mine\n\n");
  mine = cosell_json_quote (text->str);
  g_string_append (text, "theirs");
  theirs = cosell_json_quote (text->str);
  doc = document (theirs);
  g_ptr_array_add (changes, cosell_change_new ("/details/notes", base, mine));
  g_assert_false (cosell_changes_rebase (changes, doc, conflicts));
  g_assert_cmpuint (conflicts->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/merge-notes/P4/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/merge-notes/P4/symmetric", test_symmetric);
  g_test_add_func ("/merge-notes/spelling", test_spelling);
  g_test_add_func ("/merge-notes/huge", test_huge);
  return g_test_run ();
}
