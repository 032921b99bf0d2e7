/* cosell-completions.h: countries, currencies, locations and what earlier deals have (campaigns,
 * solution areas and plays) as suggestions, found by folded words */
#pragma once

#include "ui/widgets/cosell-completion-row.h"

G_BEGIN_DECLS

/* Values are ISO codes; any text that names none stays as it was typed. data: unused */
extern const CosellCompletionSource cosell_country_source;
extern const CosellCompletionSource cosell_currency_source;
/* Values are MPN locations. data: the session's CosellCatalog */
extern const CosellCompletionSource cosell_location_source;
/* C24, C25: what stands in earlier deals. data: a list of cosell_catalog_get_used */
extern const CosellCompletionSource cosell_used_source;

/* Whether every word of typed begins a word of text; both any spelling, case and accents. */
gboolean
cosell_completions_match (const char *text, const char *typed);

G_END_DECLS
