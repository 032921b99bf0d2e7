/* cosell-email.h: e-mail addresses as people type them */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One "@", something before it, a domain with a dot after it, no blanks: enough to catch a slip of
 * the keyboard without refusing what mail really allows. NULL and "" are not plausible. */
gboolean cosell_email_is_plausible (const char *email);
/* Whether what was typed or pasted holds one that is: tidied as COSELL_TEXT_MAIL, as it is sent. */
gboolean cosell_email_is_meant (const char *typed);
/* The form in which two spellings of one address are equal: tidied as COSELL_TEXT_MAIL, case folded; accents count.
 * Returns: (transfer full), "" for NULL */
char *cosell_email_fold (const char *email);

G_END_DECLS
