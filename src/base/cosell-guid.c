#include "base/cosell-guid.h"

#include <string.h>

#include "base/cosell-text.h"

#define N_DIGITS 32
#define URN "urn:uuid:"

gboolean
cosell_guid_is_nil (const char *text)
{
  guint zeros = 0;

  for (; text != NULL && *text != '\0'; text++)
    {
      if (*text == '0')
        zeros++;
      else if (strchr ("-{}()", *text) == NULL && !g_ascii_isspace (*text))
        return FALSE;
    }
  return zeros == N_DIGITS;
}

char *
cosell_guid_tidy (const char *text)
{
  g_autofree char *bare = cosell_text_unwrap (text);
  const char *start =
      g_ascii_strncasecmp (bare, URN, strlen (URN)) == 0 ? bare + strlen (URN) : bare;

  if (strlen (start) == N_DIGITS && strspn (start, "0123456789abcdefABCDEF") == N_DIGITS)
    return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%s", start, start + 8, start + 12, start + 16,
                            start + 20);
  return g_strdup (start);
}
