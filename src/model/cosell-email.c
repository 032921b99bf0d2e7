#include "model/cosell-email.h"

#include <string.h>

#include "base/cosell-text.h"

static gboolean
domain_is_plausible (const char *domain)
{
  g_auto (GStrv) labels = g_strsplit (domain, ".", -1);

  if (g_strv_length (labels) < 2)
    return FALSE;
  for (guint i = 0; labels[i] != NULL; i++)
    if (labels[i][0] == '\0' || labels[i][0] == '-')
      return FALSE;
  return TRUE;
}

gboolean
cosell_email_is_plausible (const char *email)
{
  const char *at;

  if (email == NULL || !g_utf8_validate (email, -1, NULL))
    return FALSE;
  at = strchr (email, '@');
  if (at == NULL || at == email || strchr (at + 1, '@') != NULL)
    return FALSE;
  for (const char *p = email; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) ||
          (c < 128 && strchr ("<>(),;:\"[]\\", (int) c)))
        return FALSE;
    }
  return domain_is_plausible (at + 1);
}

gboolean
cosell_email_is_meant (const char *typed)
{
  g_autofree char *tidy = cosell_text_tidy (typed, COSELL_TEXT_MAIL);

  return cosell_email_is_plausible (tidy);
}

char *
cosell_email_fold (const char *email)
{
  g_autofree char *tidy = cosell_text_tidy (email, COSELL_TEXT_MAIL);

  return g_utf8_casefold (tidy, -1);
}
