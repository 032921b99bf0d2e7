#include "model/cosell-history-entry.h"

void
cosell_history_entry_free (CosellHistoryEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->who);
  g_free (self->path);
  g_free (self->old);
  g_free (self->value);
  g_free (self);
}

static gboolean
same (const CosellHistoryEntry *one, const CosellHistoryEntry *other)
{
  return one->at == other->at && g_strcmp0 (one->who, other->who) == 0 &&
         g_strcmp0 (one->path, other->path) == 0 && g_strcmp0 (one->old, other->old) == 0 &&
         g_strcmp0 (one->value, other->value) == 0;
}

gboolean
cosell_history_entry_same_list (GPtrArray *one, GPtrArray *other)
{
  if (one == NULL || other == NULL || one->len != other->len)
    return one == other;
  for (guint i = 0; i < one->len; i++)
    if (!same (g_ptr_array_index (one, i), g_ptr_array_index (other, i)))
      return FALSE;
  return TRUE;
}
