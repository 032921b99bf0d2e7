/* cosell-secret.c: text that nobody can guess */
#include "base/cosell-secret.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>

#define RANDOM_BYTES 32
#define PINS 1000000u

/* RFC 4648, section 5, without padding */
static char *
base64url (const guchar *bytes, gsize length)
{
  char *text = g_base64_encode (bytes, length);

  for (char *p = text; *p != '\0'; p++)
    {
      if (*p == '+')
        *p = '-';
      else if (*p == '/')
        *p = '_';
      else if (*p == '=')
        *p = '\0';
    }
  return text;
}

static void
fill_random (guchar *bytes, gsize length)
{
  gsize got = 0;

  while (got < length)
    {
      gssize n = getrandom (bytes + got, length - got, 0);

      if (n > 0)
        got += (gsize) n;
      else if (errno != EINTR)
        g_error ("The kernel gives no random numbers: %s", g_strerror (errno));
    }
}

char *
cosell_secret_new (void)
{
  guchar bytes[RANDOM_BYTES];

  fill_random (bytes, sizeof bytes);
  return base64url (bytes, sizeof bytes);
}

char *
cosell_secret_new_pin (void)
{
  guint32 n;

  /* the rest of the range, which is no whole number of times the PINs, would favor some of them */
  do
    fill_random ((guchar *) &n, sizeof n);
  while (n >= G_MAXUINT32 / PINS * PINS);
  return g_strdup_printf ("%06u", n % PINS);
}

char *
cosell_secret_proof (const char *secret, const char *nonce)
{
  g_return_val_if_fail (secret != NULL && nonce != NULL, NULL);

  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) secret, strlen (secret),
                                    nonce, -1);
}

void
cosell_secret_forbid_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
}

char *
cosell_secret_digest (const char *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[32];
  gsize length = sizeof digest;

  g_return_val_if_fail (text != NULL, NULL);

  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, digest, &length);
  return base64url (digest, length);
}

gboolean
cosell_secret_equal (const char *a, const char *b)
{
  gsize length;
  guchar differs = 0;

  if (a == NULL || b == NULL || strlen (a) != strlen (b))
    return FALSE;
  length = strlen (a);
  for (gsize i = 0; i < length; i++)
    differs |= (guchar) (a[i] ^ b[i]);
  return differs == 0;
}

void
cosell_secret_free (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
