/* cosell-registration-view.h: how the registration of a deal stands, worked out once for all parts
 * of the deal page that show it (E4, E5, E8) */
#pragma once

#include "app/cosell-catalog.h"
#include "app/cosell-session.h"
#include "model/cosell-deal.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-registration-entry.h"

G_BEGIN_DECLS

typedef struct
{
  CosellJson *json; /* (owned) of the own half */
  CosellEligibility eligibility;
  CosellVerdict verdict;                  /* of "register" */
  GPtrArray *entries;                     /* (owned) of CosellRegistrationEntry */
  const CosellRegistrationEntry *current; /* (nullable) of entries */
  CosellRegistrationState state;
  char *label; /* (owned) of state */
} CosellRegistrationView;

/* FALSE for a deal that is not loaded. catalog: what is eligible. */
gboolean
cosell_registration_view_init (CosellRegistrationView *self,
                               CosellDeal *deal,
                               CosellCatalog *catalog);
/* Frees what it holds; one that was never filled has to be all 0. */
void
cosell_registration_view_clear (CosellRegistrationView *self); /* self: (nullable) */
/* E5. FALSE when the deal has none. */
gboolean
cosell_registration_view_milestone (const CosellRegistrationView *self,
                                    CosellDeal *deal,
                                    CosellMilestone *milestone);

/* Whether the deal ended without being won, and nothing of a registration is left to follow. */
gboolean
cosell_registration_view_is_over (const CosellRegistrationView *self, const CosellDealData *deal);
/* E4, E8 in a line: "In review", "Not eligible. The deal was closed without being won.".
 * Returns: (transfer full) (nullable): NULL when the card says all of it */
char *
cosell_registration_view_describe (const CosellRegistrationView *self, const CosellDealData *deal);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellRegistrationView, cosell_registration_view_clear)

G_END_DECLS
