/* cosell-remote-refusal.c: what the service wants of a sign-in besides that it is one */
#include "remote/cosell-remote-refusal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-json.h"

/* Whether one of the codes of the error, or of those within it, is this one. */
static gboolean
has_code (CosellJsonValue root, const char *code)
{
  static const char *const places[] = { "/error",
                                        "/error/code",
                                        "/code",
                                        "/errorCode",
                                        "/error/innerError/code",
                                        "/error/innererror/code",
                                        "/innerError/code" };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *text = cosell_json_dup_scalar (cosell_json_pointer (root, places[i]));

      if (text != NULL && g_ascii_strcasecmp (text, code) == 0)
        return TRUE;
    }
  return FALSE;
}

const char *
cosell_remote_refusal (guint status, const char *body, gsize length, const char *challenge)
{
  g_autoptr (CosellJson) json = NULL;
  CosellJsonValue root;

  if (status != 401 && status != 403)
    return NULL;
  json = cosell_json_parse (body, (gssize) length, NULL);
  root = cosell_json_root (json);
  if (status == 401 && has_code (root, "900421"))
    return _ ("Partner Center asks for a second factor (multifactor authentication). Sign in again "
              "and confirm it.");
  if (status == 401 && has_code (root, "900420"))
    return _ ("The sign-in is for another service. Sign in again; if that does not help, check the "
              "client ID in Preferences, Connection.");
  if (has_code (root, "insufficent_claims") || has_code (root, "insufficient_claims") ||
      (challenge != NULL && (strstr (challenge, "insufficent_claims") != NULL ||
                             strstr (challenge, "insufficient_claims") != NULL)))
    return _ ("Your organization's conditional access asks for more than this sign-in has. Sign in "
              "again, and ask your administrator if that does not help.");
  return NULL;
}
