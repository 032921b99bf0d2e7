/* cosell-secret.h: text that nobody can guess, and the hash that proves who knows it */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 256 random bits of the kernel as 43 characters of A–Z a–z 0–9 - _ (base64url without padding).
 * Any thread. Returns: (transfer full) */
char *cosell_secret_new (void);
/* SHA-256 of text as base64url without padding. Returns: (transfer full) */
char *cosell_secret_digest (const char *text);
/* Whether two texts are the same, in a time that does not tell where they differ. NULL equals
 * nothing. */
gboolean cosell_secret_equal (const char *a, const char *b);
/* Overwrites a secret before its memory is given back. NULL is allowed. */
void cosell_secret_free (char *secret);

G_END_DECLS
