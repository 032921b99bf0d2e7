/* cosell-sign-in.h: a person signs in, in a browser or with a code on another device
 *
 * Main context only. What the person has to do is handed to show: opening a browser is not the
 * business of this folder.
 */
#pragma once

#include "base/cosell-clock.h"
#include "http/cosell-oauth.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_SIGN_IN_BROWSER, /* authorization code with PKCE, RFC 8252 */
  COSELL_SIGN_IN_DEVICE,  /* device code, RFC 8628 */
} CosellSignInWay;

typedef struct
{
  const char *url;       /* to open */
  const char *user_code; /* to enter there; NULL in a browser's way */
} CosellSignInPrompt;

typedef void (*CosellSignInShow) (const CosellSignInPrompt *prompt, gpointer user_data);

/* config is copied. prompt: (nullable) "login" asks for everything again, "select_account" for who
 * signs in; a browser's way only. show: called once, not after the callback. Errors:
 * COSELL_OAUTH_ERROR, COSELL_HTTP_ERROR, G_IO_ERROR_CANCELLED */
void cosell_sign_in_async (const CosellOauthConfig *config, CosellSignInWay way,
                           const char *prompt, CosellClock *clock, CosellSignInShow show,
                           gpointer show_data, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) */
CosellOauthTokens *cosell_sign_in_finish (GAsyncResult *result, GError **error);

G_END_DECLS
