/* cosell-palette-match.h: how well a label fits what is typed into the palette, and where; pure
 *
 * Words stand in any order; case and diacritics do not count.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  COSELL_PALETTE_BEGINS,      /* the label begins with all that was typed */
  COSELL_PALETTE_FIRST_WORD,  /* each word begins one of its words, one of them the first */
  COSELL_PALETTE_WORDS,       /* each word begins one of its words */
  COSELL_PALETTE_CONTAINS,    /* each word stands in it */
  COSELL_PALETTE_NO_MATCH,
} CosellPaletteRank;

typedef struct _CosellPaletteNeedle CosellPaletteNeedle;

/* typed: as it stands in the field */
CosellPaletteNeedle *
cosell_palette_needle_new (const char *typed);
void
cosell_palette_needle_free (CosellPaletteNeedle *self); /* self: (nullable) */
/* Everything fits a needle without words, and begins with it. */
CosellPaletteRank
cosell_palette_needle_rank (const CosellPaletteNeedle *self, const char *label);

/* A piece of a label, in bytes. */
typedef struct
{
  guint from, to;
} CosellPaletteSpan;

/* What of label was typed, whether it fits as a whole or not. Returns: (transfer full) of
 * CosellPaletteSpan, in order and apart from each other */
GArray *
cosell_palette_needle_find (const CosellPaletteNeedle *self, const char *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellPaletteNeedle, cosell_palette_needle_free)

G_END_DECLS
