/* cosell-choices.h: countries, currencies and locations as suggestions, found by folded words */
#pragma once

#include "ui/assistant/cosell-suggest-row.h"

G_BEGIN_DECLS

/* Values are ISO codes; any text that names none stays as it was typed. data: unused */
extern const CosellSuggestSource cosell_country_source;
extern const CosellSuggestSource cosell_currency_source;
/* Values are MPN locations. data: the session's CosellCatalog */
extern const CosellSuggestSource cosell_location_source;

/* Whether every word of typed begins a word of text; both any spelling, case and accents. */
gboolean
cosell_choices_match (const char *text, const char *typed);

G_END_DECLS
