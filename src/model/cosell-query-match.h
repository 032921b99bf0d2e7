/* cosell-query-match.h: whether a deal is what a query looks for (chapter I of the rules); pure
 *
 * This is what the language means. Whoever finds deals in another way, such as SQL, finds the same.
 */
#pragma once

#include "model/cosell-deal-data.h"
#include "model/cosell-query.h"

G_BEGIN_DECLS

/* What is known of a deal: its row, and what a row does not have. All of it is borrowed. Texts of
 * several members have one a line; the parts of a member ("id\tname") are parted by a tab. NULL,
 * COSELL_NO_TIME: missing.
 *
 * | key | fact |
 * |---|---|
 * | type status country customer solution campaign location sender sync currency value stage
 *   closes created accepted closed-on expires | the row, by the field of the key |
 * | registration | row registration_status, by cosell_query_registration_of |
 * | microsoft | row microsoft_status; DRAFT is missing |
 * | tab | row direction, type and favorite: inbound and outbound are without leads, all is everything |
 * | changed untouched | the later one of row updated_at and local_change_at |
 * | team partner crm source action quality remind | the members below |
 * | held p2p favorite | the row |
 * | mine | one line of team is one of the addresses of the context (cosell_email_fold) |
 * | words and phrases | row search_text, which is folded already |
 */
typedef struct
{
  const CosellDealData *row;
  const char *team;       /* addresses of the own team, one a line */
  const char *partners;   /* "id\tname" of invited partners, one a line */
  const char *crm;        /* its CRM ID; of a linked deal the CRM's name and state too, one a line */
  const char *source;     /* of a lead: referralSource */
  const char *action;     /* of a lead: callToAction */
  const char *quality;    /* of a lead */
  gint64 local_change_at; /* the last change that was made here, sent or not (µs UTC) */
  gint64 remind_at;       /* the next reminder that is not done (µs UTC) */
  gboolean eligible;      /* E4: yes, or after Won */
  gboolean unread;        /* an answer came after the deal's page was last shown */
} CosellQueryFacts;

/* Nothing but the row is known: the others are missing. */
void cosell_query_facts_init (CosellQueryFacts *self, const CosellDealData *row);

/* Whether every term holds. A query without terms finds every deal. */
gboolean cosell_query_match (const CosellQuery *self, const CosellQueryFacts *facts,
                             const CosellQueryContext *context);
/* Whether one term holds, negation included. */
gboolean cosell_query_term_match (const CosellQueryTerm *self, const CosellQueryFacts *facts,
                                  const CosellQueryContext *context);

G_END_DECLS
