/* Local changes (as the outbox keeps them) of a referral, over a newer one: three lines. */
#include "fuzz/fuzz.h"
#include "model/cosell-change.h"

const char *const fuzz_seeds[] = {
  "{\"/name\":[\"Old\",\"New\"],\"/details/dealValue\":[1000,2000.50]}\n"
  "{\"name\":\"Old\",\"details\":{\"dealValue\":1000,\"notes\":\"a\"}}\n"
  "{\"name\":\"Theirs\",\"details\":{\"dealValue\":1000,\"notes\":\"b\"}}",
  "{\"/team\":[[{\"email\":\"a@x.example\"}],[{\"email\":\"a@x.example\"},{\"email\":"
  "\"b@x.example\"}]]}\n{\"team\":[{\"email\":\"a@x.example\"}]}\n"
  "{\"team\":[{\"email\":\"c@x.example\"}]}",
  "{\"/details/requirements/solutions\":[null,[{\"id\":\"SOL-1\"}],\"/"
  "details\"]}\n{}\n{\"details\":"
  "null}",
  "{\"/details/notes\":[\"one\\n\\ntwo\",\"one\\n\\ntwo\\n\\nthree\"]}\n"
  "{\"details\":{\"notes\":\"one\\n\\ntwo\"}}\n{\"details\":{\"notes\":\"zero\\n\\none\\n\\ntwo\"}"
  "}",
  /* a missing parent that is none: it was read beyond the path */
  "{\"/name\":[null,\"x\",\"/details/requirements\"],\"/x\":[null,1,\"/x\"]}\n{}\n{}",
  "{\"/a~1b\":[null,null],\"\":[1,2],\"/registrations/0/status\":[null,\"x\"]}\n{}\n[]",
  /* a path that is none: it was read beyond its end */
  "{\"/a~1b\":[null,null],\"\":[null,\"x\"]}\n{}\n[]",
  NULL,
};

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) lines = fuzz_lines (data, size, 3);
  g_autoptr (GPtrArray) changes = cosell_changes_from_json (lines[0], NULL);
  g_autoptr (CosellJson) doc = cosell_json_parse (lines[1], -1, NULL);
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();
  g_autofree char *after = NULL;
  g_autofree char *patch = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (CosellJson) patch_doc = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = NULL;

  if (changes == NULL)
    return 0;
  patch = cosell_changes_to_patch (changes, NULL);
  patch_doc = cosell_json_parse (patch, -1, &error);
  if (patch_doc != NULL)
    g_assert_cmpint (cosell_json_kind (cosell_json_root (patch_doc)), ==, COSELL_JSON_ARRAY);
  else /* what is just not too deep by itself is so in a patch */
    g_assert_error (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_DEPTH);
  kept = cosell_changes_to_json (changes);
  again = cosell_changes_from_json (kept, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->len, ==, changes->len);
  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);
      g_autofree char *shown =
          change->current != NULL ? cosell_change_display (change->current) : NULL;

      g_assert_nonnull (cosell_change_label (change->path));
    }
  if (doc == NULL)
    return 0;
  after = cosell_changes_apply (changes, lines[1], NULL);
  if (after != NULL)
    {
      g_autoptr (CosellJson) after_doc = cosell_json_parse (after, -1, NULL);

      g_assert_nonnull (after_doc);
    }
  cosell_changes_rebase (changes, lines[2], NULL);
  cosell_changes_rebase (changes, lines[2], conflicts);
  return 0;
}
