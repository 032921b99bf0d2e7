/* cosell-customer-list.h: customers to pick from, which become objects when they are looked at
 *
 * There may be a thousand, and they are offered anew after each sync: what is told of them is made
 * where nobody waits, and what a person looks at is a few of them.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is told of customers, the service's own first, each once. Pure. */
typedef struct _CosellCustomerTexts CosellCustomerTexts;

/* Asked from time to time whether to go on. */
typedef gboolean (*CosellCustomerTextsFunc) (gpointer user_data);

/* Any thread. json: (nullable) a body of the service; known: (nullable) of char *, a customerProfile
 * each; goes_on: (nullable). Returns: (transfer full) (nullable): it did not go on */
CosellCustomerTexts *cosell_customer_texts_new (const char *json, GPtrArray *known,
                                                CosellCustomerTextsFunc goes_on,
                                                gpointer user_data);
/* self: (nullable) */
void cosell_customer_texts_free (CosellCustomerTexts *self);
/* The same for what was made of the same. (transfer none) */
const char *cosell_customer_texts_get_digest (const CosellCustomerTexts *self);

/* A list model of CosellCustomer; main thread. */
#define COSELL_TYPE_CUSTOMER_LIST (cosell_customer_list_get_type ())
G_DECLARE_FINAL_TYPE (CosellCustomerList, cosell_customer_list, COSELL, CUSTOMER_LIST, GObject)

CosellCustomerList *cosell_customer_list_new (void); /* (transfer full) of none */
/* Has these instead of what it had. texts: (transfer full) */
void cosell_customer_list_take (CosellCustomerList *self, CosellCustomerTexts *texts);
/* The name of a customer, folded. position: of an item (transfer none) */
const char *cosell_customer_list_get_folded (CosellCustomerList *self, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCustomerTexts, cosell_customer_texts_free)

G_END_DECLS
