/* Deal registration (contract 6.5): what a registration must have, who may register, its states.
 *
 * A deal that was won less than 72 hours after it was created is taken, and has failed at once:
 * "may be rejected". Everything else that is wrong is refused. What the service may look at later
 * (25,000 USD, 60 and 90 days) is left to the review, which is somebody's act.
 */
#include "sandbox/cosell-sandbox-registration.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-catalog.h"
#include "sandbox/cosell-sandbox-document.h"
#include "sandbox/cosell-sandbox-referrals.h"

#define SHARE "/consent/consentToShareReferralWithMicrosoftSellers"
#define SOLUTIONS "/details/requirements/solutions"
#define LIST "/registrations"
#define DETAIL "/solutionDetails/0"
#define MARKETPLACE DETAIL "/marketplaceTransactionDetails"
#define PERPETUAL_YEARS 6
#define WAIT (72 * G_TIME_SPAN_HOUR)

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (SANDBOX_ERROR, 400, format, args);
  va_end (args);
  return FALSE;
}

static char *
dup_text (CosellJsonValue root, const char *pointer)
{
  g_autofree char *text = cosell_json_dup_scalar (cosell_json_pointer (root, pointer));

  return text != NULL && *g_strstrip (text) != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
text_is (CosellJsonValue root, const char *pointer, const char *text)
{
  return cosell_json_string_equal (cosell_json_pointer (root, pointer), text);
}

static gint64
instant_at (CosellJsonValue root, const char *pointer)
{
  g_autofree char *text = dup_text (root, pointer);
  gint64 instant;

  return cosell_time_parse (text, &instant) ? instant : COSELL_NO_TIME;
}

/* who */

static gboolean
is_eligible (const char *id)
{
  for (guint i = 0; id != NULL && sandbox_solutions[i].id != NULL; i++)
    if (g_ascii_strcasecmp (sandbox_solutions[i].id, id) == 0)
      return sandbox_solutions[i].eligible;
  return FALSE;
}

static gboolean
check_solution (CosellJsonValue referral, CosellJsonValue value, GError **error)
{
  CosellJsonValue solutions = cosell_json_pointer (referral, SOLUTIONS);
  g_autofree char *id = dup_text (value, DETAIL "/id");
  gboolean found = FALSE;

  for (guint i = 0; i < cosell_json_length (solutions); i++)
    {
      g_autofree char *other = dup_text (cosell_json_element (solutions, i), "/id");

      found = found || (other != NULL && id != NULL && g_ascii_strcasecmp (other, id) == 0);
    }
  if (!found)
    return refuse (error, LIST DETAIL "/id: %s is no solution of this referral.", id);
  if (!is_eligible (id))
    return refuse (error, LIST DETAIL "/id: %s is not eligible for incentives.", id);
  return TRUE;
}

/* E1: in a co-sell deal Microsoft accepted, or won. */
static gboolean
check_microsoft (SandboxCore *core, SandboxRecord *record, GError **error)
{
  SandboxRecord *theirs = sandbox_core_half (core, record->engagement_id, SANDBOX_MICROSOFT_ID);

  if (theirs == NULL || g_str_equal (theirs->status, "Active") ||
      g_str_equal (theirs->substatus, "Won"))
    return TRUE;
  return refuse (error, LIST ": Microsoft has not accepted this deal: its referral is %s (%s).",
                 theirs->status, theirs->substatus);
}

static gboolean
is_over (CosellJsonValue entry)
{
  return text_is (entry, "/status", "Failed") || text_is (entry, "/status", "Closed");
}

static gboolean
check_referral (SandboxCore *core, SandboxRecord *record, CosellJsonValue referral, GError **error)
{
  CosellJsonValue list = cosell_json_pointer (referral, LIST);

  if (!text_is (referral, "/substatus", "Won"))
    return refuse (error, LIST ": Only a deal that was won can be registered.");
  if (!cosell_json_get_bool (cosell_json_pointer (referral, SHARE), FALSE))
    return refuse (error, LIST ": A private deal cannot be registered.");
  if (sandbox_referral_is_assessment (referral))
    return refuse (error, LIST ": A solution assessment cannot be registered.");
  for (guint i = 0; i < cosell_json_length (list); i++)
    if (!is_over (cosell_json_element (list, i)))
      return refuse (error, LIST ": The deal is registered already.");
  return check_microsoft (core, record, error);
}

/* what */

/* The service does not give back the solution's currency, so only the first document has it. */
static gboolean
check_required (CosellJsonValue value, gboolean is_new, GError **error)
{
  static const char *const required[] = { "/contract/value",
                                          "/contract/currency",
                                          "/contract/term",
                                          "/contract/signDateTime",
                                          "/contract/startDateTime",
                                          DETAIL "/id",
                                          DETAIL "/value",
                                          DETAIL "/isDeployedOnAzure",
                                          DETAIL "/primaryDeploymentOn",
                                          DETAIL "/pricingModel",
                                          MARKETPLACE "/isMarketplaceTransacted",
                                          DETAIL "/currency" };

  for (guint i = 0; i < G_N_ELEMENTS (required) - (is_new ? 0 : 1); i++)
    {
      g_autofree char *text = dup_text (value, required[i]);

      if (text == NULL)
        return refuse (error, LIST "%s: This member is required.", required[i]);
    }
  if (cosell_json_get_bool (cosell_json_pointer (value, MARKETPLACE "/isMarketplaceTransacted"),
                            FALSE) &&
      instant_at (value, MARKETPLACE "/marketplaceTransactionDateTime") == COSELL_NO_TIME)
    return refuse (error, LIST MARKETPLACE "/marketplaceTransactionDateTime: This member is "
                                           "required for a marketplace transaction.");
  return TRUE;
}

static gboolean
check_word (CosellJsonValue value,
            const char *pointer,
            const char *a,
            const char *b,
            GError **error)
{
  if (text_is (value, pointer, a) || text_is (value, pointer, b))
    return TRUE;
  return refuse (error, LIST "%s: %s or %s was expected.", pointer, a, b);
}

static gboolean
check_values (CosellJsonValue value, GError **error)
{
  g_autofree char *whole = dup_text (value, "/contract/value");
  g_autofree char *part = dup_text (value, DETAIL "/value");
  g_autofree char *currency = dup_text (value, "/contract/currency");
  g_autofree char *other = dup_text (value, DETAIL "/currency");

  if (cosell_decimal_compare (whole, "0") <= 0 || cosell_decimal_compare (part, "0") <= 0)
    return refuse (error, LIST "/contract/value: Values above 0 were expected.");
  if (g_strcmp0 (currency, other != NULL ? other : currency) == 0 &&
      cosell_decimal_compare (part, whole) > 0)
    return refuse (error, LIST DETAIL "/value: The solution's value is more than that of the "
                                      "contract.");
  return TRUE;
}

/* Start + 6 years, as the contract's own date. */
static gint64
perpetual_end (gint64 start)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_utc (start / G_USEC_PER_SEC);
  g_autoptr (GDateTime) to = g_date_time_add_years (from, PERPETUAL_YEARS);

  return g_date_time_to_unix (to) * G_USEC_PER_SEC;
}

static gboolean
check_dates (CosellJsonValue value, gint64 now, GError **error)
{
  gint64 sign = instant_at (value, "/contract/signDateTime");
  gint64 start = instant_at (value, "/contract/startDateTime");
  gint64 end = instant_at (value, "/contract/endDateTime");

  if (sign == COSELL_NO_TIME || start == COSELL_NO_TIME)
    return refuse (error, LIST "/contract/signDateTime: Dates were expected.");
  if (sign > now)
    return refuse (error, LIST "/contract/signDateTime: The contract is signed in the future.");
  if (end == COSELL_NO_TIME && !text_is (value, "/contract/term", "Perpetual"))
    return refuse (error, LIST "/contract/endDateTime: This member is required unless the contract "
                               "is perpetual.");
  if (end != COSELL_NO_TIME && end < start)
    return refuse (error, LIST "/contract/endDateTime: The contract ends before it starts.");
  return TRUE;
}

static gboolean
check_value (SandboxCore *core, CosellJsonValue value, gboolean is_new, GError **error)
{
  return check_required (value, is_new, error) &&
         check_word (value, "/contract/term", "Finite", "Perpetual", error) &&
         check_word (value, DETAIL "/primaryDeploymentOn", "Customer", "Partner", error) &&
         check_word (value, DETAIL "/pricingModel", "PayAsYouGo", "Other", error) &&
         check_values (value, error) && check_dates (value, sandbox_core_now (core), error);
}

/* states */

static const struct
{
  const char *status;
  const char *moment; /* member of statusHistory */
} states[] = {
  { "ReviewPending", "reviewPendingDateTime" },
  { "ActionRequired", "actionRequiredDateTime" },
  { "Approved", "approvedDateTime" },
  { "Passed", "passedDateTime" },
  { "Failed", "failedDateTime" },
  { "Closed", NULL },
};

static const struct
{
  const char *from;
  const char *to;
} moves[] = {
  { "ReviewPending", "Approved" }, { "ReviewPending", "ActionRequired" },
  { "ReviewPending", "Passed" },   { "ReviewPending", "Failed" },
  { "ReviewPending", "Closed" },   { "Approved", "ReviewPending" },
  { "Approved", "Closed" },        { "ActionRequired", "ReviewPending" },
  { "Passed", "Closed" },          { "Failed", "Closed" },
};

/* Gives the registration at prefix ("", or "/registrations/0") a status. Consumes text. */
static char *
set_status (char *text, const char *prefix, const char *status, const char *reason, gint64 now)
{
  g_autofree char *status_path = g_strconcat (prefix, "/status", NULL);
  g_autofree char *reason_path = g_strconcat (prefix, "/statusReason", NULL);
  g_autofree char *reason_json = cosell_json_quote (reason);

  text = sandbox_document_set_text (text, status_path, status);
  text = sandbox_document_set (text, reason_path, reason_json);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *path = NULL;

      if (!g_str_equal (states[i].status, status) || states[i].moment == NULL)
        continue;
      path = g_strconcat (prefix, "/statusHistory/", states[i].moment, NULL);
      text = sandbox_document_set_time (text, path, now);
    }
  return text;
}

char *
sandbox_registration_add (SandboxCore *core,
                          SandboxRecord *record,
                          const char *text,
                          const char *value,
                          GError **error)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, error);
  g_autoptr (CosellJson) sent = cosell_json_parse (value, -1, error);
  g_autofree char *id = sandbox_core_new_guid (core);
  CosellJsonValue referral = cosell_json_root (json), registration = cosell_json_root (sent);
  gint64 now = sandbox_core_now (core);
  gint64 start = instant_at (registration, "/contract/startDateTime");
  gint64 won = instant_at (referral, "/closedDateTime");
  char *made;

  if (json == NULL || sent == NULL || !check_referral (core, record, referral, error) ||
      !check_value (core, registration, TRUE, error) ||
      !check_solution (referral, registration, error))
    return NULL;
  made = sandbox_document_set_text (g_strdup (value), "/id", id);
  if (text_is (registration, "/contract/term", "Perpetual") &&
      instant_at (registration, "/contract/endDateTime") == COSELL_NO_TIME)
    made = sandbox_document_set_time (made, "/contract/endDateTime", perpetual_end (start));
  made = sandbox_document_set_time (made, "/registrationDateTime", now);
  made = sandbox_document_set (
      made, "/statusHistory",
      "{\"reviewPendingDateTime\":null,\"actionRequiredDateTime\":null,"
      "\"passedDateTime\":null,\"failedDateTime\":null,\"approvedDateTime\":null}");
  if (won != COSELL_NO_TIME && won - record->created < WAIT)
    return set_status (made, "", "Failed",
                       "The deal was won less than 72 hours after it was created.", now);
  return set_status (made, "", "ReviewPending", NULL, now);
}

/* The index in /registrations/N/…; FALSE for any other path. */
static gboolean
read_index (const char *path, guint *index)
{
  char *end;
  guint64 number;

  if (!g_str_has_prefix (path, LIST "/") || !g_ascii_isdigit (path[strlen (LIST "/")]))
    return FALSE;
  number = g_ascii_strtoull (path + strlen (LIST "/"), &end, 10);
  *index = (guint) MIN (number, G_MAXUINT);
  return *end == '/';
}

char *
sandbox_registration_review_again (SandboxCore *core,
                                   CosellJsonValue before,
                                   char *text,
                                   GPtrArray *touched,
                                   GError **error)
{
  g_autofree char *owned = text;

  for (guint i = 0; i < touched->len; i++)
    {
      g_autoptr (CosellJson) json = NULL;
      g_autofree char *prefix = NULL;
      CosellJsonValue entry;
      guint index;

      if (!read_index (touched->pdata[i], &index))
        continue;
      prefix = g_strdup_printf (LIST "/%u", index);
      entry = cosell_json_pointer (before, prefix);
      if (!text_is (entry, "/status", "ActionRequired"))
        {
          refuse (error, "%s: A registration is changed only when an action is required.", prefix);
          return NULL;
        }
      json = cosell_json_parse (owned, -1, error);
      if (json == NULL ||
          !check_value (core, cosell_json_pointer (cosell_json_root (json), prefix), FALSE, error))
        return NULL;
      owned = set_status (g_steal_pointer (&owned), prefix, "ReviewPending", NULL,
                          sandbox_core_now (core));
    }
  return g_steal_pointer (&owned);
}

/* acts */

/* The registration with the id, the newest without one. */
static int
find_entry (CosellJsonValue list, const char *id)
{
  for (guint i = cosell_json_length (list); i > 0; i--)
    if (id == NULL || text_is (cosell_json_element (list, i - 1), "/id", id))
      return (int) i - 1;
  return -1;
}

gboolean
sandbox_registration_move (SandboxCore *core,
                           SandboxRecord *record,
                           const char *id,
                           const char *status,
                           const char *reason,
                           GError **error)
{
  g_autoptr (CosellJson) json = cosell_json_parse (record->text, -1, error);
  CosellJsonValue list = cosell_json_pointer (cosell_json_root (json), LIST);
  int index = find_entry (list, id);
  g_autofree char *from = NULL;
  g_autofree char *prefix = g_strdup_printf (LIST "/%d", index);
  g_autofree char *text = NULL;
  gboolean allowed = FALSE;

  if (index < 0)
    return refuse (error, LIST ": There is no such registration.");
  from = dup_text (cosell_json_element (list, (guint) index), "/status");
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    allowed =
        allowed || (g_strcmp0 (moves[i].from, from) == 0 && g_strcmp0 (moves[i].to, status) == 0);
  if (!allowed)
    return refuse (error, LIST ": A registration that is %s cannot become %s.", from, status);
  text = set_status (g_strdup (record->text), prefix, status, reason, sandbox_core_now (core));
  if ((guint) index + 1 == cosell_json_length (list))
    text = sandbox_document_set_text (text, "/registrationStatus", status);
  sandbox_core_update (core, record, text);
  return TRUE;
}
