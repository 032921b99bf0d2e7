/* Arrays whose elements have an identity: people by their address, solutions by their id. */

#include "model/cosell-merge-private.h"

#include "base/cosell-str.h"

/* The elements of an array by identity. */
typedef struct
{
  CosellJson *doc;
  GPtrArray *order;  /* (element-type utf8) keys, owned by nodes */
  GHashTable *nodes; /* key → index + 1 */
} Set;

static void
set_clear (Set *self)
{
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->nodes, g_hash_table_unref);
  g_clear_pointer (&self->doc, cosell_json_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Set, set_clear)

/* Elements without identity, and further ones with the same, are told apart by counting. */
static void
set_init (Set *self, CosellChangeKind kind, const char *text)
{
  CosellJsonValue root;

  self->doc = cosell_json_parse (text != NULL ? text : "[]", -1, NULL);
  self->order = g_ptr_array_new ();
  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  root = (CosellJsonValue){ self->doc, 0 };
  if (cosell_json_kind (root) != COSELL_JSON_ARRAY)
    return;
  for (guint i = 0; i < cosell_json_length (root); i++)
    {
      g_autofree char *identity = cosell_change_element_key (kind, cosell_json_element (root, i));
      char *key = g_strdup (identity);

      for (guint n = 2; g_hash_table_contains (self->nodes, key); n++)
        cosell_take_str (&key, g_strdup_printf ("%s\n%u", identity, n));
      g_hash_table_insert (self->nodes, key, GUINT_TO_POINTER (i + 1));
      g_ptr_array_add (self->order, key);
    }
}

static CosellJsonValue
set_lookup (const Set *self, const char *key)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->nodes, key));

  if (index == 0)
    return (CosellJsonValue){ NULL, 0 };
  return cosell_json_element ((CosellJsonValue){ self->doc, 0 }, index - 1);
}

/* Absent, null and empty are one. */
static gboolean
same (CosellJsonValue a, CosellJsonValue b)
{
  return cosell_change_covers (a, b) && cosell_change_covers (b, a);
}

/* base, mine and theirs of one place */
typedef struct
{
  CosellJsonValue base, mine, theirs;
} Three;

static Three
member (const Three *three, const char *name)
{
  return (Three){ cosell_json_member (three->base, name), cosell_json_member (three->mine, name),
                  cosell_json_member (three->theirs, name) };
}

static gboolean
merge_objects (const Three *three, CosellPrefer prefer, char **result);

/* What becomes of one value: *result is NULL when it goes away. FALSE when both changed it
 * differently and nothing is preferred. */
static gboolean
merge_one (const Three *three, CosellPrefer prefer, char **result)
{
  CosellJsonValue taken;

  if (same (three->mine, three->base) || same (three->mine, three->theirs))
    taken = three->theirs;
  else if (same (three->theirs, three->base))
    taken = three->mine;
  else if (cosell_json_kind (three->mine) == COSELL_JSON_OBJECT &&
           cosell_json_kind (three->theirs) == COSELL_JSON_OBJECT)
    return merge_objects (three, prefer, result);
  else if (prefer == COSELL_PREFER_NONE)
    return FALSE;
  else
    taken = prefer == COSELL_PREFER_MINE ? three->mine : three->theirs;
  *result = cosell_json_dup_raw (taken);
  return TRUE;
}

static gboolean
merge_member (CosellJsonWriter *writer, const Three *three, const char *name, CosellPrefer prefer)
{
  Three values = member (three, name);
  g_autofree char *result = NULL;

  if (!merge_one (&values, prefer, &result))
    return FALSE;
  if (result == NULL)
    return TRUE;
  cosell_json_writer_name (writer, name);
  cosell_json_writer_raw (writer, result, -1);
  return TRUE;
}

/* Their members in their order, then mine that they do not have. */
static gboolean
merge_objects (const Three *three, CosellPrefer prefer, char **result)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();
  const CosellJsonValue sides[] = { three->theirs, three->mine };

  cosell_json_writer_begin_object (writer);
  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    for (guint i = 0; i < cosell_json_length (sides[side]); i++)
      {
        g_autofree char *name = NULL;

        cosell_json_nth_member (sides[side], i, &name);
        if (side == 1 &&
            cosell_json_kind (cosell_json_member (three->theirs, name)) != COSELL_JSON_NONE)
          continue;
        if (!merge_member (writer, three, name, prefer))
          return FALSE;
      }
  cosell_json_writer_end_object (writer);
  *result = cosell_json_writer_end (g_steal_pointer (&writer));
  return TRUE;
}

char *
cosell_merge_sets (CosellChangeKind kind,
                   const char *base_text,
                   const char *mine_text,
                   const char *theirs_text,
                   CosellPrefer prefer)
{
  g_auto (Set) base = { NULL };
  g_auto (Set) mine = { NULL };
  g_auto (Set) theirs = { NULL };
  const Set *sides[] = { &theirs, &mine };
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  set_init (&base, kind, base_text);
  set_init (&mine, kind, mine_text);
  set_init (&theirs, kind, theirs_text);
  cosell_json_writer_begin_array (writer);
  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    for (guint i = 0; i < sides[side]->order->len; i++)
      {
        const char *key = g_ptr_array_index (sides[side]->order, i);
        Three three = { set_lookup (&base, key), set_lookup (&mine, key),
                        set_lookup (&theirs, key) };
        g_autofree char *result = NULL;

        if (side == 1 && g_hash_table_contains (theirs.nodes, key))
          continue;
        if (!merge_one (&three, prefer, &result))
          return NULL;
        if (result != NULL)
          cosell_json_writer_raw (writer, result, -1);
      }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}
