/* cosell-notes-section.h: the notes of a deal, and who reads them (C23) */
#pragma once

#include <adwaita.h>

#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_NOTES_SECTION (cosell_notes_section_get_type ())
G_DECLARE_FINAL_TYPE (CosellNotesSection,
                      cosell_notes_section,
                      COSELL,
                      NOTES_SECTION,
                      AdwPreferencesGroup)

/* Follows deal (nullable) as it changes. */
void
cosell_notes_section_set_deal (CosellNotesSection *self, CosellDeal *deal);

G_END_DECLS
