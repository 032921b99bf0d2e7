/* cosell-search-text.h: what the search looks through of a deal, member by member; pure, any thread
 *
 * A search text is one string of items, each of one member of the deal: a byte that says which, and
 * its text. Folded, each item is what cosell_search_fold makes of it. A needle (a word or phrase,
 * folded) matches within one item; whatever people type is plain text.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an item is of. The numbers are kept in databases. */
typedef enum
{
  COSELL_SEARCH_ANY = 0, /* of a needle: whichever; of an item: nobody knows (an older program) */
  COSELL_SEARCH_NAME = 1,
  COSELL_SEARCH_CUSTOMER = 2,
  COSELL_SEARCH_SENDER = 3,
  COSELL_SEARCH_NOTES = 4,
  COSELL_SEARCH_CONTACTS = 5,  /* one item for each person, as below */
  COSELL_SEARCH_TEAM = 6,      /* of all halves */
  COSELL_SEARCH_PARTNERS = 7,  /* other organizations in the deal */
  COSELL_SEARCH_SOLUTIONS = 8, /* name and ID */
  COSELL_SEARCH_IDS = 9,       /* CRM ID, campaign, D-U-N-S number and others of the customer, GUIDs */
  COSELL_SEARCH_PLACE = 10,    /* the customer's city; the location that the deal belongs to */
} CosellSearchMember;
#define COSELL_SEARCH_N_MEMBERS 11

/* One condition; several must all hold. */
typedef struct
{
  CosellSearchMember member; /* ANY: in any */
  const char *text;          /* as cosell_search_fold makes it; "" is in everything */
  gboolean negated;          /* it must not be there */
} CosellSearchNeedle;

/* Appends an item to a search text that is not folded; nothing for NULL and "". */
void cosell_search_text_add (GString *self, CosellSearchMember member, const char *value);
/* Folds each item. Returns: (transfer full) */
char *cosell_search_text_fold (const char *self);
/* The next item: text points into the search text, and ends after length bytes. cursor: (inout)
 * begins at the text. One of an older program (no byte in front) is a single item of ANY.
 * Returns: FALSE at the end */
gboolean cosell_search_text_next (const char **cursor, CosellSearchMember *member,
                                  const char **text, gsize *length);
/* Whether an older program made it, who knew nothing of members. */
gboolean cosell_search_text_is_old (const char *self);
/* Whether items of the member are usually the same in very many deals (colleagues, solutions). */
gboolean cosell_search_member_is_shared (CosellSearchMember member);
/* Whether the needle, its negation left aside, may match an item of the member. */
gboolean cosell_search_needle_is_of (const CosellSearchNeedle *self, CosellSearchMember member);

/* A word or phrase as needles and items have it: folded, with single spaces, without control
 * characters. Returns: (transfer full) */
char *cosell_search_fold (const char *text);
/* The words of what a person typed, each of which must be there somewhere. Nothing in it is syntax.
 * Returns: (transfer full): folded words */
GStrv cosell_search_words (const char *typed);
/* Whether a folded search text has what all needles ask for. */
gboolean cosell_search_text_matches (const char *self, const CosellSearchNeedle *needles,
                                     guint n_needles);

/* Why a deal was found, where its row does not show it. */
typedef struct
{
  CosellSearchMember member;
  char *text;       /* a piece of what stands there, as people wrote it, on one line */
  gsize start, end; /* bytes of text: what the needle matched */
  gboolean cut_before, cut_after; /* there is more of it */
} CosellSearchHit;

/* The first needle (negated ones left aside) that matches nothing that a row shows (name, customer,
 * sender), and where it stands. self: a search text that is not folded. Returns: (transfer full)
 * (nullable): the row shows all of them */
CosellSearchHit *cosell_search_text_explain (const char *self, const CosellSearchNeedle *needles,
                                             guint n_needles);
/* self: (nullable) */
void cosell_search_hit_free (CosellSearchHit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellSearchHit, cosell_search_hit_free)

G_END_DECLS
