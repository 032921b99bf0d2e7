/* cosell-referral-reader.h: tolerant reading of referral members (private to src/model)
 *
 * Members come as null, empty, absent, numbers as strings and the reverse. None of that is an error
 * (B5).
 */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

/* A member's text: string, or number as it stands, trimmed. NULL when it is empty or anything else.
 * Returns: (transfer full) (nullable) */
char *
cosell_referral_read_text (CosellJsonValue object, const char *name);
/* The same for an ID of the service: the GUID of zeros alone is none. */
char *
cosell_referral_read_id (CosellJsonValue object, const char *name);
/* cosell_referral_read_text with the XML entities decoded that the service leaves in names
 * (contract 12.13). NULL also for what shows nothing: whoever reads it has words for what
 * is missing. */
char *
cosell_referral_read_display (CosellJsonValue object, const char *name);
/* The same of a value that was found already. */
char *cosell_referral_read_display_value (CosellJsonValue value);
/* A member's bytes of text untrimmed, "" for what is no text. Returns: (transfer full) */
char *
cosell_referral_read_string (CosellJsonValue object, const char *name);
/* µs UTC or COSELL_NO_TIME, which an instant that cannot be (cosell_time_is_possible) is as well */
gint64
cosell_referral_read_instant (CosellJsonValue object, const char *name);
/* true, or a text that says so */
gboolean
cosell_referral_read_bool (CosellJsonValue object, const char *name);
/* The same whatever the letter case of the name (contract 4: members of consent). */
gboolean
cosell_referral_read_bool_nocase (CosellJsonValue object, const char *name);
/* Organization ids, GUIDs and enum words: letter case does not count. NULL equals nothing. */
gboolean
cosell_referral_same_id (const char *a, const char *b);
/* Text with &amp; &lt; &gt; &quot; &apos; and numeric references decoded once; everything else
 * stays. Returns: (transfer full) (nullable): NULL for NULL */
char *
cosell_referral_decode_entities (const char *text);
/* json with every text in it decoded so, names of members not. Returns: (transfer full) (nullable):
 * NULL for NULL and for what is no JSON */
CosellJson *
cosell_referral_parse_decoded (const char *json);
/* details.closingDateTime → the calendar date in UTC. Returns: (transfer full) (nullable) */
char *
cosell_referral_read_close_date (CosellJsonValue referral);
/* details.dealValue, normalized with details.currency. Returns: (transfer full) (nullable) */
char *
cosell_referral_read_value (CosellJsonValue referral);
/* details.currency in upper case. Returns: (transfer full) (nullable) */
char *
cosell_referral_read_currency (CosellJsonValue referral);
/* D4: the deadline of a referral that waits for an answer, COSELL_NO_TIME otherwise. An accepted
 * referral may still carry an expirationDateTime (REAL22), but has nothing left to answer. */
gint64
cosell_referral_read_deadline (CosellJsonValue referral, int status);
/* CosellDealStatus by status and substatus; fallback when neither says anything. */
int
cosell_referral_read_status (CosellJsonValue referral, int fallback);
/* inviteContext.invitedBy.organizationId. Returns: (transfer full) (nullable) */
char *
cosell_referral_read_inviter (CosellJsonValue referral);
/* The id of the place that a referral is addressed to: a target BusinessProfileLocation, msft before
 * any other; targets SolutionProfile name solutions. Returns: (transfer full) (nullable) */
char *cosell_referral_read_addressee (CosellJsonValue referral);
/* consent.consentToShareReferralWithMicrosoftSellers, in any letter case: the service's own samples
 * mix PascalCase in here (contract 4). */
gboolean cosell_referral_is_shared (CosellJsonValue referral);
/* The kind of help asked for in the inviteContext, a CosellHelp; a code that contract 5.7 does not
 * know still asks for help. */
int cosell_referral_read_help (CosellJsonValue referral);
/* details.requirements.solutions */
CosellJsonValue
cosell_referral_read_solutions (CosellJsonValue referral);
/* A1, SA: whether a solution is an assessment. */
gboolean
cosell_referral_is_assessment_solution (CosellJsonValue solution);
/* A1: whether a referral is one, by its solutions. */
gboolean
cosell_referral_has_assessment (CosellJsonValue referral);

#define COSELL_MICROSOFT_ORG "msft"

G_END_DECLS
