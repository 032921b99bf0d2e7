/* cosell-registration.h: the form of a deal registration (rules E6, E7, E10; contract 6.5)
 *
 * A plain value. Every field is text that holds what was typed: decimals ("30000.50"), dates
 * (YYYY-MM-DD), "true" or "false", the service's words for choices; NULL is "not given". Its JSON
 * is the "value" object of the patch that registers; members that are not known here are kept.
 * Pure; any thread.
 */
#pragma once

#include "base/cosell-json.h"
#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_REGISTRATION_TYPE,           /* "AzureIPCoSell" */
  COSELL_REGISTRATION_SOLUTION,       /* id */
  COSELL_REGISTRATION_SOLUTION_NAME,  /* as the service has it; not sent by the form */
  COSELL_REGISTRATION_SOLUTION_VALUE, /* decimal */
  COSELL_REGISTRATION_SOLUTION_CURRENCY,
  COSELL_REGISTRATION_ON_AZURE,    /* boolean */
  COSELL_REGISTRATION_TENANT,      /* "Customer" | "Partner" */
  COSELL_REGISTRATION_PRICING,     /* "PayAsYouGo" | "Other" */
  COSELL_REGISTRATION_MARKETPLACE, /* boolean */
  COSELL_REGISTRATION_MARKETPLACE_DATE,
  COSELL_REGISTRATION_CONTRACT_VALUE, /* decimal */
  COSELL_REGISTRATION_CONTRACT_CURRENCY,
  COSELL_REGISTRATION_TERM, /* "Perpetual" | "Finite" */
  COSELL_REGISTRATION_SIGNED,
  COSELL_REGISTRATION_START,
  COSELL_REGISTRATION_END,
  /* E10: kept here, never sent */
  COSELL_REGISTRATION_CONTRACT_TYPE, /* "new" | "renewal" */
  COSELL_REGISTRATION_CONTACT_FIRST_NAME,
  COSELL_REGISTRATION_CONTACT_LAST_NAME,
  COSELL_REGISTRATION_CONTACT_PHONE,
  COSELL_REGISTRATION_CONTACT_EMAIL,
} CosellRegistrationField;
#define COSELL_REGISTRATION_N_FIELDS 21
#define COSELL_REGISTRATION_CONSENT "confirmed" /* CosellIssue.field of E6 */

typedef struct
{
  char *values[COSELL_REGISTRATION_N_FIELDS]; /* (owned) (nullable) */
  char *base;         /* (owned) (nullable): the JSON that it was read from */
  gboolean confirmed; /* E6: company and solution stand in the contract; never set beforehand */
} CosellRegistration;

CosellRegistration *cosell_registration_new (void); /* (transfer full) nothing given */
/* With the JSON that it was read from, and confirmed as it is. (transfer full) */
CosellRegistration *cosell_registration_copy (const CosellRegistration *self);
void cosell_registration_free (CosellRegistration *self); /* self: (nullable) */
/* A file: what is no registration, or a value that is none of its kind, is
 * COSELL_RULE_ERROR_SYNTAX, and the message names the member. */
CosellRegistration *cosell_registration_new_from_json (const char *json, GError **error);
/* An entry of the service: what it has, as far as it can be read (B5). */
CosellRegistration *cosell_registration_new_from_entry (CosellJsonValue entry);
/* Puts in the members that are kept here (JSON of cosell_registration_to_local_json). */
void cosell_registration_add_local (CosellRegistration *self, const char *json);
/* NULL and "" are "not given". */
void cosell_registration_set (CosellRegistration *self, CosellRegistrationField field,
                              const char *value);
/* (transfer none) (nullable) */
const char *cosell_registration_get (const CosellRegistration *self, CosellRegistrationField field);
/* Whatever the letter case; FALSE for a field that is not given. */
gboolean cosell_registration_is (const CosellRegistration *self, CosellRegistrationField field,
                                 const char *value);
/* What follows from the rest: the type, currencies in capitals, the end of a perpetual contract
 * (start + 6 years), no marketplace date without marketplace. */
void cosell_registration_complete (CosellRegistration *self);
/* Start + 6 years. Returns: (transfer full) (nullable): NULL without a start date */
char *cosell_registration_perpetual_end (const CosellRegistration *self);

/* The object that is sent; what did not change keeps its bytes. Returns: (transfer full) */
char *cosell_registration_to_json (const CosellRegistration *self);
/* E10: {"contractType", "contact"}. Returns: (transfer full) (nullable): NULL when nothing is kept
 */
char *cosell_registration_to_local_json (const CosellRegistration *self);
/* A new form for a deal: its value, currency and customer's solution that can be registered.
 * eligible: see cosell_eligibility_check */
CosellRegistration *cosell_registration_new_for_deal (const CosellDealData *deal,
                                                      CosellJsonValue own, GHashTable *eligible);

/* Name of a field for a person, translated (transfer none). With pay-as-you-go the dates have other
 * names. */
const char *cosell_registration_label (CosellRegistrationField field, gboolean pay_as_you_go);
/* Its member, "contract.signDateTime" (transfer none); CosellIssue.field */
const char *cosell_registration_member (CosellRegistrationField field);
/* What the service takes for a field of words, NULL-terminated; NULL for others. (transfer none) */
const char *const *cosell_registration_choices (CosellRegistrationField field);

/* What the form is checked against. */
typedef struct
{
  const CosellDealData *deal;
  CosellJsonValue own;  /* the own half */
  GHashTable *eligible; /* (nullable) */
  GDate today;          /* in UTC, as the service counts */
  gint64 invited_at;    /* when Microsoft was invited; COSELL_NO_TIME when it is not known */
  gboolean ask_consent; /* E6 counts: a person fills the form in */
} CosellRegistrationContext;

/* E6, E7, E9: errors and warnings in the order of the form; page is 0.
 * Returns: (transfer full) of CosellIssue */
GPtrArray *cosell_registration_validate (const CosellRegistration *self,
                                         const CosellRegistrationContext *context);
/* The first error as COSELL_RULE_ERROR_REFUSED. */
gboolean cosell_registration_require (const CosellRegistration *self,
                                      const CosellRegistrationContext *context, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellRegistration, cosell_registration_free)

G_END_DECLS
