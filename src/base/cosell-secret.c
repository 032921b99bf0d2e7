/* cosell-secret.c: text that nobody can guess */
#include "base/cosell-secret.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define RANDOM_BYTES 32

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

char *
cosell_secret_new (void)
{
  guchar bytes[RANDOM_BYTES];
  gsize got = 0;

  while (got < sizeof bytes)
    {
      gssize n = getrandom (bytes + got, sizeof bytes - got, 0);

      if (n > 0)
        got += (gsize) n;
      else if (errno != EINTR)
        g_error ("The kernel gives no random numbers: %s", g_strerror (errno));
    }
  return base64url (bytes, sizeof bytes);
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
