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
/* Six random digits, for a person to read and type. Any thread. Returns: (transfer full) */
char *cosell_secret_new_pin (void);
/* HMAC-SHA256 (secret, nonce) in hexadecimal: tells that somebody knows the secret without telling
 * it. Any thread. Returns: (transfer full) */
char *cosell_secret_proof (const char *secret, const char *nonce);
/* No crash of this process leaves a file with its memory, secrets included. The first thing that
 * every program does. */
void cosell_secret_forbid_dumps (void);
/* Overwrites a secret before its memory is given back. NULL is allowed. */
void cosell_secret_free (char *secret);

G_END_DECLS
