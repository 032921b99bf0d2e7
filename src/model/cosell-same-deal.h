/* cosell-same-deal.h: whether a referral of the service is what a body of ours made; pure
 *
 * For a create whose answer got lost and that the service does not have under our engagementId.
 */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_SAME_DEAL_NO,
  COSELL_SAME_DEAL_MAYBE, /* what tells deals apart is the same; something else that we sent is not
                           */
  COSELL_SAME_DEAL_YES,
} CosellSameDeal;

/* sent: the body of a POST; found: a referral. Name, customer, value, currency and close date must
 * be the same and the owner ours (own_org, when it is known), and it must not be older than since
 * (µs UTC, on the service's clock; COSELL_NO_TIME: any age). CRM ID, campaign, location, notes and
 * all that is said of customer, team and solutions make it certain. Whom a half is for is not looked at: cosell_lookup_is_created. */
CosellSameDeal
cosell_same_deal (CosellJsonValue sent, CosellJsonValue found, const char *own_org, gint64 since);

G_END_DECLS
