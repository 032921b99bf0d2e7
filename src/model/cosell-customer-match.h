/* cosell-customer-match.h: when two deals are about the same customer (C17)
 *
 * A new deal warns when an open one has the same D-U-N-S number, or the same folded name in the same
 * country.
 */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

typedef struct _CosellCustomer CosellCustomer; /* model/cosell-people.h */

typedef struct
{
  char *duns;     /* (owned) (nullable): nine digits */
  char *name_key; /* (owned) (nullable): folded; nothing is the same as nothing */
  char *country;  /* (owned) (nullable): upper case */
} CosellCustomerKey;

/* Of a customer as it is now, with texts as typed or received; it is not followed. What self held is
 * not freed. */
void cosell_customer_key_init (CosellCustomerKey *self, CosellCustomer *customer);
/* Leaves an empty key. self: (nullable) */
void cosell_customer_key_clear (CosellCustomerKey *self);
/* Nothing in it that another deal could share. */
gboolean cosell_customer_key_is_empty (const CosellCustomerKey *self);
/* C17: one number, or one name in one country; two empty keys are not the same. */
gboolean cosell_customer_key_same (const CosellCustomerKey *a, const CosellCustomerKey *b);

/* A name as it is compared and sorted. Returns: (transfer full) "" for nothing */
char *cosell_customer_fold_name (const char *name);
/* Digits of a D-U-N-S number without dashes and blanks; NULL when it has not nine of them.
 * Returns: (transfer full) (nullable) */
char *cosell_customer_normalize_duns (const char *duns);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellCustomerKey, cosell_customer_key_clear)
/* C1: what tells several entities of one name and country apart, of a customer's JSON (of a referral or a
 * draft): the D-U-N-S number, else address and city, folded. Returns: (transfer full) */
char *cosell_customer_read_entity (CosellJsonValue profile);

G_END_DECLS
