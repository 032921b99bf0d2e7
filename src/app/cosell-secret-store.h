/* cosell-secret-store.h: sign-ins in the keyring of the desktop (libsecret)
 *
 * Inside Flatpak libsecret keeps an encrypted file of its own instead, whose key comes from the
 * secret portal; SECRET_BACKEND=file does the same in tests.
 */
#pragma once

#include "http/cosell-token-store.h"

G_BEGIN_DECLS

#define COSELL_TYPE_SECRET_STORE (cosell_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (CosellSecretStore, cosell_secret_store, COSELL, SECRET_STORE, GObject)

/* Asks nothing of the keyring yet. Main context. Returns: (transfer full) */
CosellSecretStore *cosell_secret_store_new (void);

G_END_DECLS
