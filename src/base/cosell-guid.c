#include "base/cosell-guid.h"

#include <string.h>

#define N_DIGITS 32

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
