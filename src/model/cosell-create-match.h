/* cosell-create-match.h: whether a referral of the service is what a body of ours made; pure
 *
 * For a create whose answer got lost and that the service does not have under our engagementId.
 */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_CREATE_MATCH_NO,
  COSELL_CREATE_MATCH_MAYBE, /* what tells deals apart is the same; something else that we sent is not
                           */
  COSELL_CREATE_MATCH_YES,
} CosellCreateMatch;

/* sent: the body of a POST; found: a referral. Name, customer, value, currency and close date must
 * be the same and the owner ours (own_org, when it is known), and it must not be older than since
 * (µs UTC, on the service's clock; COSELL_NO_TIME: any age). CRM ID, campaign, location, notes and
 * all that is said of customer, team and solutions make it certain. Whom a half is for is not
 * looked at: cosell_sync_match_is_created. */
CosellCreateMatch
cosell_create_match (CosellJsonValue sent, CosellJsonValue found, const char *own_org,
                     gint64 since);

G_END_DECLS
