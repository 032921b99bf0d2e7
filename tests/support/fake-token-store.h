/* fake-token-store.h: sign-ins in memory, in place of a keyring; all is forgotten with the object */
#pragma once

#include "http/cosell-token-store.h"

G_BEGIN_DECLS

#define FAKE_TYPE_TOKEN_STORE (fake_token_store_get_type ())
G_DECLARE_FINAL_TYPE (FakeTokenStore, fake_token_store, FAKE, TOKEN_STORE, GObject)

/* Returns: (transfer full) one that holds nothing */
FakeTokenStore *fake_token_store_new (void);
/* From here on everything fails, as where there is no keyring. */
void fake_token_store_set_failing (FakeTokenStore *self, gboolean failing);

G_END_DECLS
