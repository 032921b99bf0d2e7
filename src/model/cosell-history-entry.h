/* cosell-history-entry.h: one change of the history of a deal: who changed what, and when; pure, any
 * thread */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 at;   /* µs UTC */
  char *who;   /* (owned) "you", "service", or a CRM by its name */
  char *path;  /* (owned) JSON pointer, or "" for the whole deal ("created") */
  char *old;   /* (owned) (nullable) JSON text */
  char *value; /* (owned) (nullable) JSON text */
} CosellHistoryEntry;

/* Frees all members. self: (nullable) */
void cosell_history_entry_free (CosellHistoryEntry *self);
/* Whether two histories (of CosellHistoryEntry; nullable) tell the same. */
gboolean cosell_history_entry_same_list (GPtrArray *one, GPtrArray *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellHistoryEntry, cosell_history_entry_free)

G_END_DECLS
