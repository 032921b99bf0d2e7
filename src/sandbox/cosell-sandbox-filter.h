/* cosell-sandbox-filter.h: $filter
 *
 * eq ne gt ge lt le, and or not, parentheses, paths over objects, any/all over arrays; texts in
 * single quotes ('' for one of them), GUIDs with or without quotes, instants, numbers, true, false,
 * null. What the real service was never seen to take (contains, startswith, arithmetic) is refused.
 */
#pragma once

#include "sandbox/cosell-sandbox-core.h"

G_BEGIN_DECLS

typedef struct _SandboxFilter SandboxFilter;

/* Errors: SANDBOX_ERROR 400. */
SandboxFilter *
sandbox_filter_parse (const char *text, GError **error);
/* Frees it with all of its branches. filter: (nullable) */
void
sandbox_filter_free (SandboxFilter *filter);
/* Whether a referral is among what the filter asks for. */
gboolean
sandbox_filter_matches (const SandboxFilter *filter, const SandboxRecord *record);
/* The engagement that every match belongs to, when the filter says so. (nullable) */
const char *
sandbox_filter_engagement (const SandboxFilter *filter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxFilter, sandbox_filter_free)

G_END_DECLS
