/* cosell-secret-store-private.h: another patience with the keyring, for tests */
#pragma once

#include "app/cosell-secret-store.h"

G_BEGIN_DECLS

/* How long the keyring may be silent (10 s), and how long it may take somebody to unlock it (3 min). */
void cosell_secret_store_set_limits (CosellSecretStore *self, guint silent_ms, guint prompt_ms);

G_END_DECLS
