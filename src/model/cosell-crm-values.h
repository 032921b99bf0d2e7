/* cosell-crm-values.h: what a CRM answers besides opportunities; any thread */
#pragma once

#include "model/cosell-opportunity.h"

G_BEGIN_DECLS

/* One page of a list of opportunities. */
typedef struct
{
  GPtrArray *opportunities; /* of CosellOpportunity, in the order of their last change */
  guint skipped;            /* elements that were broken, or without an id */
  char *next;               /* (nullable) token for the next page: never an address */
  gboolean cut;             /* something follows that cannot be asked for; next is NULL then */
} CosellCrmPage;

/* Without elements. Returns: (transfer full) */
CosellCrmPage *cosell_crm_page_new (void);
/* self: (nullable) */
void cosell_crm_page_free (CosellCrmPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmPage, cosell_crm_page_free)

/* Who is signed in over there. */
typedef struct
{
  char *id;
  char *name;  /* (nullable) */
  char *email; /* (nullable) */
} CosellCrmUser;

/* self: (nullable) */
void cosell_crm_user_free (CosellCrmUser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmUser, cosell_crm_user_free)

/* A value out of a list that the CRM has: of its stages, of why one is won or lost. */
typedef struct
{
  char *id;
  char *label;
  CosellOpportunityState state; /* that it belongs to */
} CosellCrmChoice;

typedef struct
{
  char *id;
  char *code; /* ISO 4217 */
  guint decimals;
} CosellCrmCurrency;

typedef struct
{
  char *name;
  char *label;         /* (nullable) */
  char *type;          /* as the CRM names it */
  CosellOpportunityFields field; /* that it holds of an opportunity; 0: none of them */
  gboolean mandatory;  /* people have to fill it in */
  gboolean creatable;  /* a new row may bring it along */
  gboolean updatable;  /* it may be written later */
  guint length;        /* of a text, in UTF-16 units; 0: unknown */
  gint decimals;       /* of an amount; −1: unknown */
  char *most;          /* (nullable) the most that an amount can be, decimal text */
} CosellCrmColumn;

/* How the organization is set up. */
typedef struct
{
  GPtrArray *stages;     /* of CosellCrmChoice, in their order */
  GPtrArray *reasons;    /* of CosellCrmChoice */
  GPtrArray *currencies; /* of CosellCrmCurrency: those that can be used */
  GPtrArray *columns;    /* of CosellCrmColumn: those of an opportunity */
} CosellCrmDescription;

/* Without anything. Returns: (transfer full) */
CosellCrmDescription *cosell_crm_description_new (void);
/* self: (nullable) */
void cosell_crm_description_free (CosellCrmDescription *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmDescription, cosell_crm_description_free)
/* By its name. Returns: (transfer none) (nullable) */
CosellCrmColumn *cosell_crm_description_get_column (const CosellCrmDescription *self,
                                                    const char *name);
/* The one that holds a field. Returns: (transfer none) (nullable): it cannot be held there */
CosellCrmColumn *cosell_crm_description_get_field (const CosellCrmDescription *self,
                                                   CosellOpportunityFields field);
/* By its ISO code. Returns: (transfer none) (nullable): it cannot be used there */
const CosellCrmCurrency *cosell_crm_description_get_currency (const CosellCrmDescription *self,
                                                              const char *code);
/* Make an element that the description owns. Returns: (transfer none) */
CosellCrmChoice *cosell_crm_description_add_choice (GPtrArray *choices, char *id, char *label,
                                                    CosellOpportunityState state);
CosellCrmColumn *cosell_crm_description_add_column (CosellCrmDescription *self, char *name);

/* Currencies by their own, for who needs no more. Returns: (transfer full) of CosellCrmCurrency */
GPtrArray *cosell_crm_currencies_new (void);
/* Returns: (transfer none) (nullable) */
const CosellCrmCurrency *cosell_crm_currencies_find (GPtrArray *currencies, const char *code);

/* "25000.10 SEK" → its two parts, in the sheets of both sides. Returns: FALSE (and both NULL) when
 * text (nullable) is not an amount with a currency. amount, currency: (out) (transfer full)
 * (nullable) */
gboolean cosell_crm_value_split (const char *text, char **amount, char **currency);

G_END_DECLS
