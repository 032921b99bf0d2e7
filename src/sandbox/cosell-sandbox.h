/* cosell-sandbox.h: the practice server, for the program cosell-sandbox and for tests in-process */
#pragma once

#include <gio/gio.h>

#include "base/cosell-clock.h"

G_BEGIN_DECLS

#define COSELL_TYPE_SANDBOX (cosell_sandbox_get_type ())
G_DECLARE_FINAL_TYPE (CosellSandbox, cosell_sandbox, COSELL, SANDBOX, GObject)

/* data_dir NULL: memory only. token NULL: any non-empty bearer token. clock: the base clock, to
 * which POST clock adds. deals are made when data_dir holds none. */
CosellSandbox *
cosell_sandbox_new (const char *data_dir,
                    const char *token,
                    guint deals,
                    guint seed,
                    CosellClock *clock,
                    GError **error);
/* Sample opportunities of each CRM that the server plays beside the referrals, with what they lead to;
 * where the folder holds that CRM already, none. Before anybody asks. */
void
cosell_sandbox_add_opportunities (CosellSandbox *self, guint opportunities);
/* From now on it plays one CRM alone, "dynamics" or "salesforce": there are no referrals to ask for. */
void
cosell_sandbox_narrow_to_crm (CosellSandbox *self, const char *kind);
/* The PIN that the person who consents to a sign-in types: digits; NULL, as at first: none. */
void
cosell_sandbox_set_pin (CosellSandbox *self, const char *pin);
/* Loopback only; port 0 = any free one. */
gboolean
cosell_sandbox_listen (CosellSandbox *self, guint port, GError **error);
const char *
cosell_sandbox_get_url (CosellSandbox *self); /* "http://127.0.0.1:PORT" */
/* Closes the listener and every connection: "network off" in tests. listen turns it on again, on
 * the same port when given. */
void
cosell_sandbox_disconnect (CosellSandbox *self);
/* Writes the state now (it is also written a moment after each change). */
gboolean
cosell_sandbox_save (CosellSandbox *self, GError **error);

G_END_DECLS
