/* cosell-consent.h: the customer's consent before contact data goes to others (C21)
 *
 * It is fixed when a deal is created (D17), so a deal that was made elsewhere may hold a contact
 * without it. Whoever shows such a deal to others confirms it then; what is confirmed goes into the
 * half that is new, never into the own one. Pure; any thread.
 */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

/* Whether the half says that the customer agrees. */
gboolean
cosell_consent_is_given (CosellJsonValue referral);
/* Whether the half, as JSON text, has a contact and does not say so. */
gboolean
cosell_consent_is_missing (const char *text);

typedef enum
{
  COSELL_SHARE_PLAIN,
  COSELL_SHARE_CONFIRMED,       /* somebody confirms that the customer agrees */
  COSELL_SHARE_WITHOUT_CONTACT, /* what the customer did not agree to is taken out */
} CosellShareMode;

/* A7: Microsoft sellers may view the deal from now on. joined: somebody else has a part in it, so
 * that its contact is fixed (D17). Errors: COSELL_RULE_ERROR_REFUSED */
gboolean
cosell_changes_share (GPtrArray *changes,
                      const char *text,
                      CosellShareMode mode,
                      gboolean joined,
                      GError **error);

G_END_DECLS
