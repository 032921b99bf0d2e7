/* cosell-query-keys.h: the keys and keywords of the query language, one row for each (rules I5 to I9, I14)
 *
 * The table says what each filter looks at and how it compares, for whoever matches deals: the
 * reference is cosell_query_match; SQL reads the same rows.
 */
#pragma once

#include <glib-object.h>

#include "model/cosell-enums.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_QUERY_KEY_TYPE,
  COSELL_QUERY_KEY_STATUS,
  COSELL_QUERY_KEY_COUNTRY,
  COSELL_QUERY_KEY_CUSTOMER,
  COSELL_QUERY_KEY_SOLUTION,
  COSELL_QUERY_KEY_PARTNER,
  COSELL_QUERY_KEY_CAMPAIGN,
  COSELL_QUERY_KEY_LOCATION,
  COSELL_QUERY_KEY_REGISTRATION,
  COSELL_QUERY_KEY_MICROSOFT,
  COSELL_QUERY_KEY_SYNC,
  COSELL_QUERY_KEY_TEAM,
  COSELL_QUERY_KEY_SENDER,
  COSELL_QUERY_KEY_TAB,
  COSELL_QUERY_KEY_CURRENCY,
  COSELL_QUERY_KEY_CRM,
  COSELL_QUERY_KEY_SOURCE,
  COSELL_QUERY_KEY_ACTION,
  COSELL_QUERY_KEY_QUALITY,
  COSELL_QUERY_KEY_VALUE,
  COSELL_QUERY_KEY_STAGE,
  COSELL_QUERY_KEY_CLOSES,
  COSELL_QUERY_KEY_CREATED,
  COSELL_QUERY_KEY_CHANGED,
  COSELL_QUERY_KEY_ACCEPTED,
  COSELL_QUERY_KEY_CLOSED_ON,
  COSELL_QUERY_KEY_EXPIRES,
  COSELL_QUERY_KEY_REMIND,
  COSELL_QUERY_KEY_UNTOUCHED,
  COSELL_QUERY_N_KEYS,
} CosellQueryKey;

typedef enum
{
  COSELL_QUERY_KEYWORD_OPEN,
  COSELL_QUERY_KEYWORD_CLOSED,
  COSELL_QUERY_KEYWORD_OVERDUE,
  COSELL_QUERY_KEYWORD_EXPIRING,
  COSELL_QUERY_KEYWORD_MINE,
  COSELL_QUERY_KEYWORD_FAVORITE,
  COSELL_QUERY_KEYWORD_P2P,
  COSELL_QUERY_KEYWORD_UNSYNCED,
  COSELL_QUERY_KEYWORD_HELD,
  COSELL_QUERY_KEYWORD_PARKED,
  COSELL_QUERY_KEYWORD_CONFLICT,
  COSELL_QUERY_KEYWORD_DRAFT,
  COSELL_QUERY_KEYWORD_ELIGIBLE,
  COSELL_QUERY_KEYWORD_UNREAD,
  COSELL_QUERY_N_KEYWORDS,
} CosellQueryKeyword;

/* How a value is written, and how it compares with its fact. */
typedef enum
{
  COSELL_QUERY_KIND_TEXT,    /* the folded fact contains the folded value */
  COSELL_QUERY_KIND_COUNTRY, /* a code or a name; the code is equal in any ASCII case */
  COSELL_QUERY_KIND_CODE,    /* three letters (a currency), equal in any ASCII case */
  COSELL_QUERY_KIND_WORD,    /* one of the words of the key; the number of the enum is equal */
  COSELL_QUERY_KIND_NUMBER,  /* compared as exact decimals */
  COSELL_QUERY_KIND_STAGE,   /* a number, or the name of a stage */
  COSELL_QUERY_KIND_DATE,    /* the fact is a calendar date within the days */
  COSELL_QUERY_KIND_INSTANT, /* the fact is an instant within the local days */
  COSELL_QUERY_KIND_AGE,     /* "14d": the fact is an instant of a local day so long ago, or longer */
} CosellQueryKind;

/* A word that a value may be. Case, "-", "_" and spaces do not count when it is read. */
typedef struct
{
  const char *word; /* as it is printed; NULL ends a list */
  int value;        /* of the key's enum; of a stage, its number */
  /* of a stage alone: which deals have one of this name */
  enum
  {
    COSELL_QUERY_STAGE_ORDINARY,   /* every type but the assessment */
    COSELL_QUERY_STAGE_ASSESSMENT, /* a solution assessment */
    COSELL_QUERY_STAGE_OUTBOUND,   /* "created": outbound, any type */
    COSELL_QUERY_STAGE_INBOUND,    /* "accepted": inbound, any type */
    COSELL_QUERY_STAGE_WON,        /* status won, any type */
  } stage;
} CosellQueryWord;

typedef struct
{
  CosellQueryKey key;
  const char *name; /* "closed-on" */
  CosellQueryKind kind;
  gboolean optional; /* the fact can be missing: "none" is a value */
  /* Where the fact is: the row of cosell_deal_fields with this name; NULL: a member of
   * CosellQueryFacts beside the row, or worked out, see there. */
  const char *field;
  const CosellQueryWord *words; /* WORD, STAGE: what is accepted; else NULL */
} CosellQueryKeyInfo;

/* WORD values of registration: */
typedef enum
{
  COSELL_QUERY_REGISTRATION_OTHER, /* there is a status, and it is none of these */
  COSELL_QUERY_REGISTRATION_REVIEW_PENDING,
  COSELL_QUERY_REGISTRATION_ACTION_REQUIRED,
  COSELL_QUERY_REGISTRATION_APPROVED,
  COSELL_QUERY_REGISTRATION_PASSED,
  COSELL_QUERY_REGISTRATION_FAILED,
  COSELL_QUERY_REGISTRATION_CLOSED,
} CosellQueryRegistration;

/* (transfer none); key below COSELL_QUERY_N_KEYS */
const CosellQueryKeyInfo *cosell_query_key_info (CosellQueryKey key);
/* By its name, in any ASCII case. Returns: (transfer none) (nullable) */
const CosellQueryKeyInfo *cosell_query_key_find (const char *name);
/* "favorite" */
const char *cosell_query_keyword_name (CosellQueryKeyword keyword);
/* In any ASCII case. FALSE when name is no keyword. */
gboolean cosell_query_keyword_find (const char *name, CosellQueryKeyword *keyword);
/* The word of a key that text means. Returns: (transfer none) (nullable) */
const CosellQueryWord *cosell_query_key_find_word (const CosellQueryKeyInfo *info,
                                                   const char *text);
/* The status of a registration as the service writes it, as a word of "registration:" means it;
 * -1 for none. */
int cosell_query_registration_of (const char *status);

G_END_DECLS
