/* cosell-parties.h: whose people are in a deal that partners share (C22)
 *
 * Ours are who is signed in, whoever has the same mail domain (a public mail provider tells nothing),
 * and the teams of deals that our company created, less whom a partner's half names. Who cannot be
 * told may be edited. The people of an invitation are the inviter's on both sides [inference]. Pure;
 * any thread.
 */
#pragma once

#include "base/cosell-json.h"
#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_SIDE_UNKNOWN, /* under "Team" */
  COSELL_SIDE_OURS,
  COSELL_SIDE_THEIRS, /* read-only */
} CosellSide;

typedef struct _CosellParties CosellParties;
typedef struct _CosellChange CosellChange; /* model/cosell-change.h */

/* What only the rest of the profile knows. */
typedef struct _CosellPeopleFacts
{
  char *mail;         /* (owned) (nullable): of who is signed in */
  GPtrArray *ours;    /* (owned) of char *: in a team of ours and in no partner's half */
  GPtrArray *arrived; /* (owned) of char *: in the team when the deal came to us */
} CosellPeopleFacts;

CosellPeopleFacts *cosell_people_facts_new (void); /* (transfer full) both lists empty */
CosellPeopleFacts *cosell_people_facts_copy (const CosellPeopleFacts *self); /* (transfer full) */
void cosell_people_facts_free (CosellPeopleFacts *self); /* self: (nullable) */

/* own: the half that makes the row; mail: (nullable) of who is signed in. Shared by the row's p2p, or
 * once a partner's half is added. */
CosellParties *cosell_parties_new (const CosellDealData *deal, CosellJsonValue own,
                                   const char *mail);
void cosell_parties_free (CosellParties *self); /* self: (nullable) */
/* A partner's half of the same engagement. */
void cosell_parties_add_half (CosellParties *self, CosellJsonValue half);
/* facts: (nullable) */
void cosell_parties_add_facts (CosellParties *self, const CosellPeopleFacts *facts);
/* Whether both tell everybody to the same side; either may be NULL. */
gboolean cosell_parties_equal (const CosellParties *a, const CosellParties *b);
/* Whether the deal is one that partners share; else everybody stands under "Team". */
gboolean cosell_parties_is_shared (const CosellParties *self);
/* Whether the address is ours by itself: nobody has to look for other deals. */
gboolean cosell_parties_is_known (const CosellParties *self, const char *email);
/* company: (out) (optional) (nullable): of whom, for THEIRS; valid as long as self */
CosellSide cosell_parties_side (const CosellParties *self, const char *email,
                                const char **company);
/* C22: this member of the team may be changed or removed. Errors: COSELL_RULE_ERROR_REFUSED */
gboolean cosell_parties_require_ours (const CosellParties *self, const char *email, GError **error);
/* C22: the text of a half without the other company's people in its team, as a new half is made of
 * it. Returns: (transfer full) */
char *cosell_parties_keep_ours (const CosellParties *self, const char *text);
/* The team of a half that waits, after own's was changed: whom the change leaves alone and the half
 * leaves out stays out. Arrays as JSON. Returns: (transfer full) */
char *cosell_parties_follow_team (CosellJsonValue own, const CosellChange *change,
                                  CosellJsonValue half);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellPeopleFacts, cosell_people_facts_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellParties, cosell_parties_free)

G_END_DECLS
