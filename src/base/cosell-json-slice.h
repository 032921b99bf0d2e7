/* cosell-json-slice.h: taking a JSON text apart by its brackets and quotes alone
 *
 * For texts that are too large to be read at once, or broken somewhere: what stands between the
 * brackets may be anything, and nothing is kept. What is cut out is to be parsed by itself. Pure;
 * any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *text;
  gsize length;
  gsize at;
} CosellJsonSlicer;

typedef struct
{
  const char *text;
  gsize length;
} CosellJsonSlice;

/* text need not end with a NUL; a byte order mark in front is passed over. */
void
cosell_json_slicer_init (CosellJsonSlicer *self, const char *text, gsize length);
/* Passes white space and what. Returns: FALSE when something else comes */
gboolean
cosell_json_slicer_take (CosellJsonSlicer *self, char what);
/* Passes a member's name (with its quotes, escapes as they stand) and the colon. */
gboolean
cosell_json_slicer_take_name (CosellJsonSlicer *self, CosellJsonSlice *name);
/* Passes a value. Returns: FALSE when its end cannot be told */
gboolean
cosell_json_slicer_take_value (CosellJsonSlicer *self, CosellJsonSlice *value);
/* Whether a slice is this text, byte for byte. */
gboolean
cosell_json_slice_equal (const CosellJsonSlice *slice, const char *text);

G_END_DECLS
