#include "model/cosell-registration-entry.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-registration-private.h"

/* Contract 5.9, 4.6: the word, and the member of statusHistory. */
static const struct
{
  CosellRegistrationState state;
  const char *word;
  const char *moment;
} states[] = {
  { COSELL_REGISTRATION_NONE, "None", NULL },
  { COSELL_REGISTRATION_REVIEW_PENDING, "ReviewPending", "reviewPendingDateTime" },
  { COSELL_REGISTRATION_ACTION_REQUIRED, "ActionRequired", "actionRequiredDateTime" },
  { COSELL_REGISTRATION_APPROVED, "Approved", "approvedDateTime" },
  { COSELL_REGISTRATION_PASSED, "Passed", "passedDateTime" },
  { COSELL_REGISTRATION_FAILED, "Failed", "failedDateTime" },
  { COSELL_REGISTRATION_CLOSED, "Closed", NULL },
};

void
cosell_registration_entry_free (CosellRegistrationEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->status);
  g_free (self->reason);
  g_array_unref (self->history);
  cosell_registration_free (self->form);
  g_free (self);
}

CosellRegistrationState
cosell_registration_state_parse (const char *status)
{
  if (status == NULL || *status == '\0')
    return COSELL_REGISTRATION_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (cosell_referral_same_id (states[i].word, status))
      return states[i].state;
  return COSELL_REGISTRATION_OTHER;
}

char *
cosell_registration_state_label (CosellRegistrationState state, const char *status)
{
  switch (state)
    {
    case COSELL_REGISTRATION_NONE:
      return g_strdup (C_ ("registration", "Not registered"));
    case COSELL_REGISTRATION_WAITING:
      return g_strdup (C_ ("registration", "Waiting to be sent"));
    case COSELL_REGISTRATION_REVIEW_PENDING:
      return g_strdup (C_ ("registration", "In review"));
    case COSELL_REGISTRATION_ACTION_REQUIRED:
      return g_strdup (C_ ("registration", "Action required"));
    case COSELL_REGISTRATION_APPROVED:
      return g_strdup (C_ ("registration", "Approved"));
    case COSELL_REGISTRATION_PASSED:
      return g_strdup (C_ ("registration", "Review passed"));
    case COSELL_REGISTRATION_FAILED:
      return g_strdup (C_ ("registration", "Review failed"));
    case COSELL_REGISTRATION_CLOSED:
      return g_strdup (C_ ("registration", "Closed"));
    case COSELL_REGISTRATION_OTHER:
      break;
    }
  return g_strdup (status != NULL ? status : C_ ("registration", "Unknown"));
}

const char *
cosell_registration_next_step (CosellRegistrationState state)
{
  switch (state)
    {
    case COSELL_REGISTRATION_NONE:
      return _ ("Register the deal within 60 days after the contract was signed.");
    case COSELL_REGISTRATION_WAITING:
      return _ ("It is sent with the next sync. Until then it can be changed or taken back.");
    case COSELL_REGISTRATION_REVIEW_PENDING:
      return _ ("Microsoft checks the registration. There is nothing to do: the team is told by "
                "mail when something is missing.");
    case COSELL_REGISTRATION_ACTION_REQUIRED:
      return _ ("Microsoft needs something of you. Correct the registration, and it is reviewed "
                "again.");
    case COSELL_REGISTRATION_APPROVED:
      return _ ("The registration is approved. Microsoft may still choose it for a review; after "
                "that it is closed.");
    case COSELL_REGISTRATION_PASSED:
      return _ ("The review is passed. Microsoft closes the registration, and nothing is left to "
                "do.");
    case COSELL_REGISTRATION_FAILED:
      return _ ("The registration did not pass the review. An exception can be requested in "
                "Partner Center, once, within 60 days after the first registration.");
    case COSELL_REGISTRATION_CLOSED:
      return _ ("The validation is done, and the deal is closed. Nothing is left to do.");
    case COSELL_REGISTRATION_OTHER:
      break;
    }
  return _ (
      "This program does not know this status. Look at the deal in Partner Center to see what "
      "it asks for.");
}

/* entries */

/* Made here: the service gives every element an id and a status. */
static gboolean
is_waiting (CosellJsonValue entry)
{
  g_autofree char *id = cosell_referral_read_text (entry, "id");
  g_autofree char *status = cosell_referral_read_text (entry, "status");

  return id == NULL && status == NULL;
}

static int
compare_moments (gconstpointer a, gconstpointer b)
{
  gint64 one = ((const CosellRegistrationMoment *) a)->at;
  gint64 two = ((const CosellRegistrationMoment *) b)->at;

  return one < two ? -1 : one > two;
}

static GArray *
read_history (CosellJsonValue history)
{
  GArray *moments = g_array_new (FALSE, FALSE, sizeof (CosellRegistrationMoment));

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      CosellRegistrationMoment moment = { states[i].state, COSELL_NO_TIME };

      if (states[i].moment != NULL)
        moment.at = cosell_referral_read_instant (history, states[i].moment);
      if (moment.at != COSELL_NO_TIME)
        g_array_append_val (moments, moment);
    }
  g_array_sort (moments, compare_moments);
  return moments;
}

static CosellRegistrationEntry *
read_entry (CosellJsonValue value)
{
  CosellRegistrationEntry *self = g_new0 (CosellRegistrationEntry, 1);

  self->status = cosell_referral_read_text (value, "status");
  self->state = is_waiting (value) ? COSELL_REGISTRATION_WAITING
                                   : cosell_registration_state_parse (self->status);
  self->reason = cosell_referral_read_display (value, "statusReason");
  self->registered_at = cosell_referral_read_instant (value, "registrationDateTime");
  self->history = read_history (cosell_json_member (value, "statusHistory"));
  self->form = cosell_registration_new_from_entry (value);
  return self;
}

GPtrArray *
cosell_registration_read_entries (CosellJsonValue own)
{
  CosellJsonValue list = cosell_json_member (own, "registrations");
  GPtrArray *entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_registration_entry_free);

  for (guint i = 0; cosell_json_kind (list) == COSELL_JSON_ARRAY && i < cosell_json_length (list);
       i++)
    if (cosell_json_kind (cosell_json_element (list, i)) == COSELL_JSON_OBJECT)
      g_ptr_array_add (entries, read_entry (cosell_json_element (list, i)));
  return entries;
}

char *
cosell_registration_status_text (CosellJsonValue own)
{
  CosellJsonValue list = cosell_json_member (own, "registrations");
  g_autofree char *status = cosell_referral_read_text (own, "registrationStatus");

  if (cosell_json_kind (list) == COSELL_JSON_ARRAY &&
      cosell_registration_state_parse (status) == COSELL_REGISTRATION_NONE)
    for (guint i = cosell_json_length (list); i > 0; i--)
      {
        g_autofree char *word =
            cosell_referral_read_text (cosell_json_element (list, i - 1), "status");

        if (cosell_registration_state_parse (word) != COSELL_REGISTRATION_NONE)
          return g_steal_pointer (&word);
      }
  return cosell_registration_state_parse (status) != COSELL_REGISTRATION_NONE
             ? g_steal_pointer (&status)
             : NULL;
}

int
cosell_registration_editable (CosellJsonValue own)
{
  CosellJsonValue list = cosell_json_member (own, "registrations");
  int found = -1;

  if (cosell_json_kind (list) != COSELL_JSON_ARRAY)
    return -1;
  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue entry = cosell_json_element (list, i);
      g_autofree char *status = cosell_referral_read_text (entry, "status");

      if (cosell_json_kind (entry) != COSELL_JSON_OBJECT)
        continue;
      if (is_waiting (entry))
        return (int) i;
      if (cosell_registration_state_parse (status) == COSELL_REGISTRATION_ACTION_REQUIRED)
        found = (int) i;
    }
  return found;
}

const CosellRegistrationEntry *
cosell_registration_current (GPtrArray *entries)
{
  const CosellRegistrationEntry *found = NULL;

  g_return_val_if_fail (entries != NULL, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const CosellRegistrationEntry *entry = g_ptr_array_index (entries, i);

      if (entry->state == COSELL_REGISTRATION_WAITING)
        return entry;
      if (found == NULL || found->state != COSELL_REGISTRATION_ACTION_REQUIRED ||
          entry->state == COSELL_REGISTRATION_ACTION_REQUIRED)
        found = entry;
    }
  return found;
}

/* the milestone */

static CosellMilestoneState
milestone_state (const CosellDealData *deal, CosellRegistrationState state)
{
  switch (state)
    {
    case COSELL_REGISTRATION_NONE:
      return deal->status == COSELL_DEAL_STATUS_WON ? COSELL_MILESTONE_AWAITED
                                                    : COSELL_MILESTONE_FUTURE;
    case COSELL_REGISTRATION_ACTION_REQUIRED:
      return COSELL_MILESTONE_AWAITED;
    case COSELL_REGISTRATION_WAITING:
    case COSELL_REGISTRATION_REVIEW_PENDING:
    case COSELL_REGISTRATION_OTHER:
      return COSELL_MILESTONE_CURRENT;
    case COSELL_REGISTRATION_APPROVED:
    case COSELL_REGISTRATION_PASSED:
    case COSELL_REGISTRATION_CLOSED:
      return COSELL_MILESTONE_DONE;
    case COSELL_REGISTRATION_FAILED:
      return COSELL_MILESTONE_ENDED;
    }
  g_assert_not_reached ();
}

static const char *
milestone_detail (const CosellDealData *deal, CosellRegistrationState state)
{
  switch (state)
    {
    case COSELL_REGISTRATION_NONE:
      return deal->status == COSELL_DEAL_STATUS_WON ? C_ ("registration", "To be done")
                                                    : C_ ("registration", "After Won");
    case COSELL_REGISTRATION_WAITING:
      return C_ ("registration", "Waiting to be sent");
    case COSELL_REGISTRATION_REVIEW_PENDING:
      return C_ ("registration", "In review");
    case COSELL_REGISTRATION_ACTION_REQUIRED:
      return C_ ("registration", "Action required");
    case COSELL_REGISTRATION_APPROVED:
      return C_ ("registration", "Approved");
    case COSELL_REGISTRATION_PASSED:
      return C_ ("registration", "Review passed");
    case COSELL_REGISTRATION_FAILED:
      return C_ ("registration", "Review failed");
    case COSELL_REGISTRATION_CLOSED:
      return C_ ("registration", "Closed");
    case COSELL_REGISTRATION_OTHER:
      return deal->registration_status != NULL ? deal->registration_status
                                               : C_ ("registration", "Unknown");
    }
  g_assert_not_reached ();
}

static gboolean
has_milestone (const CosellEligibility *eligibility, CosellRegistrationState state)
{
  if (state != COSELL_REGISTRATION_NONE)
    return TRUE;
  if (eligibility == NULL)
    return FALSE;
  switch (eligibility->state)
    {
    case COSELL_ELIGIBILITY_AFTER_WON:
    case COSELL_ELIGIBILITY_YES:
    case COSELL_ELIGIBILITY_UNKNOWN:
      return TRUE;
    case COSELL_ELIGIBILITY_NO:
      return eligibility->within_reach;
    }
  g_assert_not_reached ();
}

gboolean
cosell_registration_milestone (const CosellDealData *deal,
                               const CosellEligibility *eligibility,
                               CosellRegistrationState state,
                               CosellMilestone *milestone)
{
  g_return_val_if_fail (deal != NULL && milestone != NULL, FALSE);

  if (!has_milestone (eligibility, state))
    return FALSE;
  milestone->percent = 0;
  milestone->label = _ ("Deal registration");
  milestone->detail = milestone_detail (deal, state);
  milestone->definition = state == COSELL_REGISTRATION_NONE
                              ? _ ("A won deal is registered with Microsoft, so that it counts for "
                                   "incentives. Microsoft validates the registration.")
                              : cosell_registration_next_step (state);
  milestone->state = milestone_state (deal, state);
  return TRUE;
}
