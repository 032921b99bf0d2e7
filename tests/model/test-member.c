/* The table of the members that people edit: every row is whole, and what is asked of it agrees. */

#include <string.h>

#include "model/cosell-change.h"
#include "model/cosell-draft.h"
#include "model/cosell-member.h"

static void
test_rows (void)
{
  g_autoptr (CosellDraft) draft = cosell_draft_new ();

  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    {
      const CosellMember *member = cosell_member_get ((CosellMemberId) i);

      g_test_message ("row %u, %s", i, member->path);
      g_assert_nonnull (member->path);
      g_assert_cmpint (member->path[0], ==, '/');
      g_assert_nonnull (member->label);
      g_assert_cmpuint (cosell_member_get_id (member), ==, i);
      g_assert_true (cosell_member_for_path (member->path) == member);
      g_assert_cmpstr (cosell_change_label (member->path), ==, member->label);
      if (member->key != NULL)
        g_assert_true (cosell_member_for_key (member->key) == member);
      for (guint j = 0; member->draft != NULL && j < i; j++)
        g_assert_cmpstr (cosell_member_get ((CosellMemberId) j)->draft, !=, member->draft);
      /* a property of the draft is what stands at its place in the draft file */
      if (member->property != NULL)
        {
          GParamSpec *pspec =
              g_object_class_find_property (G_OBJECT_GET_CLASS (draft), member->property);

          g_assert_nonnull (member->draft);
          g_assert_nonnull (pspec);
          g_assert_cmpuint (pspec->value_type, ==, G_TYPE_STRING);
        }
      /* what is set and what is printed has a name for scripts, what is cleared can be set */
      if ((member->flags & (COSELL_MEMBER_SET | COSELL_MEMBER_SHOWN)) != 0)
        g_assert_nonnull (member->key);
      if ((member->flags & COSELL_MEMBER_CLEAR) != 0)
        g_assert_true (member->flags & COSELL_MEMBER_SET);
      /* what is set stands in the draft too */
      if ((member->flags & COSELL_MEMBER_SET) != 0)
        g_assert_nonnull (member->draft);
      /* forms edit what can be set, and what never changes is in none */
      if (member->edited == COSELL_EDITED_IN_DETAILS || member->edited == COSELL_EDITED_IN_NOTES)
        g_assert_true (member->flags & COSELL_MEMBER_SET);
      if (member->freeze == COSELL_FREEZE_CREATED)
        g_assert_cmpint (member->edited, ==, COSELL_EDITED_NOWHERE);
    }
}

static void
test_above (void)
{
  g_assert_true (cosell_member_above ("/team/0/email") == cosell_member_get (COSELL_MEMBER_TEAM));
  g_assert_true (cosell_member_above ("/name") == cosell_member_get (COSELL_MEMBER_NAME));
  g_assert_null (cosell_member_above ("/nameless"));
  g_assert_null (cosell_member_above ("/details"));
  g_assert_null (cosell_member_for_path ("/team/0"));
  g_assert_null (cosell_member_for_key ("Name"));
}

static void
test_keys (void)
{
  g_autofree char *keys = cosell_member_list_keys (COSELL_MEMBER_SET, TRUE);
  g_autofree char *cleared =
      cosell_member_list_keys (COSELL_MEMBER_SET | COSELL_MEMBER_CLEAR, FALSE);

  g_assert_cmpstr (keys, ==,
                   "name, value, currency, closeDate (YYYY-MM-DD), crmId, campaignId, notes, "
                   "marketplaceIntent (Yes|No|HaveNotDecided), solutionArea, solutionPlay, "
                   "contact (JSON)");
  g_assert_cmpstr (cleared, ==,
                   "crmId, campaignId, notes, marketplaceIntent, solutionArea, solutionPlay");
}

/* Whether a line writes a pointer out, as a whole text or as an element of a table. */
static gboolean
writes_out (const char *line, const char *path)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", path);
  const char *found = strstr (line, quoted);
  const char *begin = line + strspn (line, " ");

  /* the end of any path, and what is put together of several texts, are something else */
  return found != NULL && !g_str_has_prefix (begin, "/*") && !g_str_has_prefix (begin, "* ") &&
         strstr (line, "has_suffix") == NULL && !(found - line > 1 && g_ascii_isalnum (found[-2]));
}

static void
check_file (const char *name)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (name, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint n = 0; lines[n] != NULL; n++)
    for (guint i = 0; i < COSELL_N_MEMBERS; i++)
      if (writes_out (lines[n], cosell_member_get ((CosellMemberId) i)->path))
        {
          g_test_fail_printf ("%s:%u: the pointer stands in cosell-member.h: %s", name, n + 1,
                              g_strstrip (lines[n]));
          break;
        }
}

/* The sandbox is the other side and knows its members by itself. */
static void
check_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (!g_str_equal (name, "sandbox"))
            check_folder (path);
        }
      else if (!g_str_has_prefix (name, "cosell-member.") &&
               (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".h")))
        check_file (path);
    }
}

/* No other table, and no code, repeats the place of a member. */
static void
test_nowhere_else (void)
{
  g_autofree char *source = g_build_filename (g_getenv ("COSELL_TEST_DATA"), "..", "src", NULL);

  check_folder (source);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member/rows", test_rows);
  g_test_add_func ("/member/above", test_above);
  g_test_add_func ("/member/keys", test_keys);
  g_test_add_func ("/member/nowhere-else", test_nowhere_else);
  return g_test_run ();
}
