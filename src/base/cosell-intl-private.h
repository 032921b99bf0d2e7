/* cosell-intl-private.h: another locale than the program's, for tests */
#pragma once

#include "base/cosell-intl.h"

G_BEGIN_DECLS

/* An ICU locale such as "sv_SE" for names and numbers; NULL: the program's again. Any thread, but
 * lists and names handed out before stay in the language they had. */
void cosell_intl_set_locale (const char *locale);

G_END_DECLS
