/* Three-way merge of pending changes over a newer document of the service: base is what a change
 * was made on, mine is the change, theirs is the newer document. */

#include "model/cosell-change-private.h"
#include "model/cosell-referral.h"

typedef enum
{
  OUTCOME_KEEP,     /* untouched there: mine stays */
  OUTCOME_GONE,     /* they have it already */
  OUTCOME_MERGED,   /* a set to which both sides did something else */
  OUTCOME_CONFLICT, /* a person has to choose */
} Outcome;

/* The elements of an array by identity. */
typedef struct
{
  CosellJson *doc;
  GPtrArray *order;  /* (element-type utf8) keys, owned by values */
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
        {
          g_free (key);
          key = g_strdup_printf ("%s\n%u", identity, n);
        }
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

static gboolean
elements_equal (CosellJsonValue a, CosellJsonValue b)
{
  return cosell_change_covers (a, b) && cosell_change_covers (b, a);
}

/* Writes what becomes of one element; FALSE when both sides changed it differently. */
static gboolean
merge_element (CosellJsonWriter *writer,
               CosellJsonValue base,
               CosellJsonValue mine,
               CosellJsonValue theirs)
{
  gboolean in_mine = cosell_json_kind (mine) != COSELL_JSON_NONE;
  gboolean in_theirs = cosell_json_kind (theirs) != COSELL_JSON_NONE;
  CosellJsonValue result;
  const char *raw;
  gsize length;

  if (elements_equal (mine, base))
    result = theirs;
  else if (elements_equal (theirs, base))
    result = mine;
  else if (in_mine == in_theirs && cosell_change_covers (theirs, mine))
    result = theirs;
  else
    return FALSE;
  if (cosell_json_kind (result) == COSELL_JSON_NONE)
    return TRUE;
  raw = cosell_json_raw (result, &length);
  cosell_json_writer_raw (writer, raw, (gssize) length);
  return TRUE;
}

/* Theirs in their order, then what I added. Returns: (transfer full) NULL for a conflict */
static char *
merge_sets (CosellChangeKind kind,
            const char *base_text,
            const char *mine_text,
            const char *theirs_text)
{
  g_auto (Set) base = { NULL };
  g_auto (Set) mine = { NULL };
  g_auto (Set) theirs = { NULL };
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  set_init (&base, kind, base_text);
  set_init (&mine, kind, mine_text);
  set_init (&theirs, kind, theirs_text);
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < theirs.order->len; i++)
    {
      const char *key = g_ptr_array_index (theirs.order, i);

      if (!merge_element (writer, set_lookup (&base, key), set_lookup (&mine, key),
                          set_lookup (&theirs, key)))
        return NULL;
    }
  for (guint i = 0; i < mine.order->len; i++)
    {
      const char *key = g_ptr_array_index (mine.order, i);

      if (g_hash_table_contains (theirs.nodes, key))
        continue;
      if (!merge_element (writer, set_lookup (&base, key), set_lookup (&mine, key),
                          set_lookup (&theirs, key)))
        return NULL;
    }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}

static Outcome
decide_registrations (const CosellChange *change, const char *theirs, char **merged)
{
  switch (cosell_change_merge_registrations (change->original, change->current, theirs, merged))
    {
    case COSELL_REGISTRATIONS_GONE:
      return OUTCOME_GONE;
    case COSELL_REGISTRATIONS_MERGED:
      return OUTCOME_MERGED;
    case COSELL_REGISTRATIONS_CONFLICT:
      return OUTCOME_CONFLICT;
    }
  g_assert_not_reached ();
}

/* merged: (out) (transfer full) for OUTCOME_MERGED */
static Outcome
decide (const CosellChange *change, const char *theirs, char **merged)
{
  CosellChangeKind kind = cosell_change_kind (change->path);

  if (cosell_change_value_equal (change->path, change->current, theirs))
    return OUTCOME_GONE;
  if (cosell_change_value_equal (change->path, change->original, theirs))
    return OUTCOME_KEEP;
  if (kind == COSELL_CHANGE_KIND_REGISTRATIONS)
    return decide_registrations (change, theirs, merged);
  if (kind != COSELL_CHANGE_KIND_PEOPLE && kind != COSELL_CHANGE_KIND_SOLUTIONS)
    return OUTCOME_CONFLICT;
  *merged = merge_sets (kind, change->original, change->current, theirs);
  if (*merged == NULL)
    return OUTCOME_CONFLICT;
  return cosell_change_value_equal (change->path, *merged, theirs) ? OUTCOME_GONE : OUTCOME_MERGED;
}

static void
take_over (CosellChange *change, CosellJsonValue root, const char *theirs, const char *merged)
{
  g_free (change->original);
  change->original = g_strdup (theirs);
  g_free (change->missing_parent);
  change->missing_parent = cosell_change_missing_parent (root, change->path);
  if (merged == NULL)
    return;
  g_free (change->current);
  change->current = g_strdup (merged);
}

static CosellDealStatus
status_of (const char *status_json, const char *substatus_json)
{
  g_autoptr (CosellJson) status =
      cosell_json_parse (status_json != NULL ? status_json : "null", -1, NULL);
  g_autoptr (CosellJson) substatus =
      cosell_json_parse (substatus_json != NULL ? substatus_json : "null", -1, NULL);
  g_autofree char *word = cosell_json_dup_string (cosell_json_root (status));
  g_autofree char *subword = cosell_json_dup_string (cosell_json_root (substatus));

  return cosell_status_from_wire (word, subword, COSELL_DEAL_STATUS_DRAFT);
}

/* D11: status and substatus are one value in two members. FALSE when the changes have not both. */
static gboolean
decide_status (GPtrArray *changes, CosellJsonValue theirs, Outcome *outcome)
{
  guint index;
  const CosellChange *status = cosell_changes_lookup (changes, "/status", &index);
  const CosellChange *substatus = cosell_changes_lookup (changes, "/substatus", &index);
  g_autofree char *word = cosell_json_dup_raw (cosell_json_pointer (theirs, "/status"));
  g_autofree char *subword = cosell_json_dup_raw (cosell_json_pointer (theirs, "/substatus"));
  CosellDealStatus now = status_of (word, subword);

  if (status == NULL || substatus == NULL)
    return FALSE;
  if (now == status_of (status->current, substatus->current))
    *outcome = OUTCOME_GONE;
  else if (now == status_of (status->original, substatus->original))
    *outcome = OUTCOME_KEEP;
  else
    *outcome = OUTCOME_CONFLICT;
  return TRUE;
}

static gboolean
is_status (const char *path)
{
  return g_str_equal (path, "/status") || g_str_equal (path, "/substatus");
}

gboolean
cosell_changes_rebase (GPtrArray *changes, const char *theirs, GPtrArray *conflicts)
{
  g_autoptr (CosellJson) doc = NULL;
  CosellJsonValue root;
  Outcome status_outcome = OUTCOME_KEEP;
  gboolean has_status;
  gboolean clean = TRUE;

  g_return_val_if_fail (changes != NULL && theirs != NULL, FALSE);

  doc = cosell_json_parse (theirs, -1, NULL);
  if (doc == NULL)
    return FALSE;
  root = cosell_json_root (doc);
  has_status = decide_status (changes, root, &status_outcome);
  for (guint i = 0; i < changes->len; i++)
    {
      CosellChange *change = g_ptr_array_index (changes, i);
      CosellJsonValue value = cosell_json_pointer (root, change->path);
      g_autofree char *text = cosell_json_is_present (value) ? cosell_json_dup_raw (value) : NULL;
      g_autofree char *merged = NULL;
      Outcome outcome =
          has_status && is_status (change->path) ? status_outcome : decide (change, text, &merged);

      if (outcome == OUTCOME_CONFLICT)
        {
          clean = FALSE;
          if (conflicts != NULL)
            g_ptr_array_add (conflicts,
                             cosell_change_new (change->path, change->original, change->current));
        }
      else if (conflicts == NULL)
        continue;
      else if (outcome == OUTCOME_GONE)
        g_ptr_array_remove_index (changes, i--);
      else
        take_over (change, root, text, merged);
    }
  return clean;
}
