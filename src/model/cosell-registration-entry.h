/* cosell-registration-entry.h: the registrations of a deal as they stand (rules E5, E8, E10;
 * contract 4.6, 5.9, 6.5); pure, any thread */
#pragma once

#include "model/cosell-eligibility.h"
#include "model/cosell-lifecycle.h"
#include "model/cosell-registration.h"
#include "model/cosell-rules.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_REGISTRATION_NONE,            /* nothing was registered */
  COSELL_REGISTRATION_WAITING,         /* made here, not sent yet */
  COSELL_REGISTRATION_REVIEW_PENDING,  /* "ReviewPending" */
  COSELL_REGISTRATION_ACTION_REQUIRED, /* "ActionRequired" */
  COSELL_REGISTRATION_APPROVED,        /* "Approved" */
  COSELL_REGISTRATION_PASSED,          /* "Passed" */
  COSELL_REGISTRATION_FAILED,          /* "Failed" */
  COSELL_REGISTRATION_CLOSED,          /* "Closed" */
  COSELL_REGISTRATION_OTHER,           /* a word of the service that is none of them */
} CosellRegistrationState;

/* An instant of an entry's history. */
typedef struct
{
  CosellRegistrationState state;
  gint64 at; /* µs UTC */
} CosellRegistrationMoment;

/* One element of "registrations". */
typedef struct
{
  CosellRegistrationState state;
  char *status; /* (owned) (nullable) as received */
  char *reason; /* (owned) (nullable) statusReason: errors and the action that is required */
  gint64 registered_at;     /* COSELL_NO_TIME while it waits */
  GArray *history;          /* (owned) of CosellRegistrationMoment, oldest first */
  CosellRegistration *form; /* (owned) */
} CosellRegistrationEntry;

void cosell_registration_entry_free (CosellRegistrationEntry *self); /* self: (nullable) */

/* The service's word, whatever its letter case: NONE for NULL and "", OTHER for an unknown one. */
CosellRegistrationState cosell_registration_state_parse (const char *status);
/* E8: what a person reads; status (nullable): the word as received, which stands for OTHER.
 * Returns: (transfer full) */
char *cosell_registration_state_label (CosellRegistrationState state, const char *status);
/* E8: what comes next. (transfer none) */
const char *cosell_registration_next_step (CosellRegistrationState state);

/* E10: every element, in order. own: the own half. Returns: (transfer full) of
 * CosellRegistrationEntry */
GPtrArray *cosell_registration_read_entries (CosellJsonValue own);
/* The deal's registration status in the service's words: registrationStatus, else that of the
 * newest entry. Returns: (transfer full) (nullable): NULL for none */
char *cosell_registration_status_text (CosellJsonValue own);
/* The element that "register" changes: one that waits here, else one that needs an action. Returns:
 * its index, -1 when a new one is added */
int cosell_registration_editable (CosellJsonValue own);
/* The entry that counts for the deal: the editable one, else the newest. (transfer none) (nullable)
 */
const CosellRegistrationEntry *cosell_registration_current (GPtrArray *entries);

/* What a form makes of the referral: a new element at the end, or the one that waits here made
 * anew, or, in one that needs an action, one change for each field that may be changed. Errors:
 * COSELL_RULE_ERROR_REFUSED for a field that is fixed. text: the own half as it stands. */
gboolean cosell_changes_register (GPtrArray *changes, const char *text,
                                  const CosellRegistration *form, GError **error);
/* Whether any of the changes is one of a registration: they are sent alone. */
gboolean cosell_changes_have_registration (GPtrArray *changes);

/* E5: the milestone after Won, for an eligible deal and for one with registrations. eligibility:
 * (nullable) not known. Returns: FALSE when there is none. The milestone may point into deal. */
gboolean cosell_registration_milestone (const CosellDealData *deal,
                                        const CosellEligibility *eligibility,
                                        CosellRegistrationState state, CosellMilestone *milestone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellRegistrationEntry, cosell_registration_entry_free)

G_END_DECLS
