/* cosell-opportunity.h: an opportunity of a CRM, whichever CRM it is
 *
 * Amounts are decimal text as the CRM has them, dates calendar dates. Pure; any thread.
 */
#pragma once

#include "model/cosell-crm-party.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_OPPORTUNITY_OPEN,
  COSELL_OPPORTUNITY_WON,
  COSELL_OPPORTUNITY_LOST,
} CosellOpportunityState;

/* What can be written; an amount is its value with its currency. */
typedef enum
{
  COSELL_OPPORTUNITY_NAME = 1 << 0,
  COSELL_OPPORTUNITY_AMOUNT = 1 << 1,
  COSELL_OPPORTUNITY_CLOSE_DATE = 1 << 2,
  COSELL_OPPORTUNITY_NOTES = 1 << 3,
  COSELL_OPPORTUNITY_STAGE = 1 << 4,
  COSELL_OPPORTUNITY_CONTACT = 1 << 5,
  COSELL_OPPORTUNITY_OWNER = 1 << 6,
  COSELL_OPPORTUNITY_SOLUTIONS = 1 << 7,
  COSELL_OPPORTUNITY_KEY = 1 << 8,     /* the column that names the referral */
  COSELL_OPPORTUNITY_ACCOUNT = 1 << 9, /* at create only */
} CosellOpportunityFields;

/* Texts are (nullable): the CRM has nothing there. */
typedef struct
{
  char *id;
  char *mark; /* of its version; given back with a change, opaque */
  CosellOpportunityState state;
  char *name;
  char *amount;        /* decimal text, digit for digit */
  char *currency;      /* ISO 4217 */
  char *currency_name; /* as people there read it */
  char *close_date;    /* "2027-01-15" */
  char *notes;
  char *stage;      /* as the CRM writes it */
  char *stage_name; /* as people there read it */
  char *reason;     /* why it is in its state, as people there read it */
  char *account_id;
  char *account_name;
  CosellCrmParty *contact; /* (nullable); of one that is written, the id counts */
  CosellCrmParty *owner;   /* (nullable): a user; likewise */
  char *solutions;
  char *key;
  gboolean amount_is_computed; /* the CRM works the amount out, and keeps no other */
  gint64 created;              /* µs UTC, COSELL_NO_TIME */
  gint64 modified;             /* likewise; whole seconds with some CRMs */
  char *modified_by;           /* id of the user */
} CosellOpportunity;

/* Open, without any text. Returns: (transfer full) */
CosellOpportunity *cosell_opportunity_new (void);
/* self: (nullable) */
void cosell_opportunity_free (CosellOpportunity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellOpportunity, cosell_opportunity_free)

G_END_DECLS
