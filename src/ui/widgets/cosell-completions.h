/* cosell-completions.h: countries, currencies, locations and what earlier deals have (campaigns,
 * solution areas and plays) as suggestions, found by folded words */
#pragma once

#include "app/cosell-catalog.h"
#include "model/cosell-member.h"
#include "ui/widgets/cosell-completion-row.h"

G_BEGIN_DECLS

/* Values are ISO codes; any text that names none stays as it was typed. data: unused */
extern const CosellCompletionSource cosell_country_source;
extern const CosellCompletionSource cosell_currency_source;
/* Values are MPN locations. data: the session's CosellCatalog */
extern const CosellCompletionSource cosell_location_source;

/* Lets row complete a member: currencies, the locations of the company, or what earlier deals have
 * (C24, C25); its arrow is there while there is something to choose from. catalog outlives row. */
void
cosell_completions_offer (CosellCompletionRow *row, CosellMemberId member, CosellCatalog *catalog);

/* Whether every word of typed begins a word of text; both any spelling, case and accents. */
gboolean
cosell_completions_match (const char *text, const char *typed);

G_END_DECLS
