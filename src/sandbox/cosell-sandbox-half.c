/* What a half of a sample's engagement says: its state, its people, what its owner added. */
#include "sandbox/cosell-sandbox-deal.h"

#include "base/cosell-time.h"

static const char *
status_of (SampleState state)
{
  return state == RECEIVED ? "New" : state == ACCEPTED ? "Active" : "Closed";
}

static const char *
substatus_of (SampleState state, gboolean lead)
{
  switch (state)
    {
    case RECEIVED:
      return lead ? "Received" : "Pending";
    case ACCEPTED:
      return "Accepted";
    case WON:
      return "Won";
    case LOST:
      return "Lost";
    case DECLINED:
      return "Declined";
    case EXPIRED:
      return "Expired";
    case FAILED:
      return "Error";
    }
  g_return_val_if_reached (NULL);
}

static const char *
pick_stage (SampleDeal *deal, SampleState state)
{
  static const char *const stages[] = { NULL, NULL, NULL, "20", "20",      "40",      "40",
                                        "60", "60", "80", "80", "Qualify", "Propose", "50" };
  SandboxSample *sample = &deal->sample;
  guint i = sandbox_random_below (&sample->random, G_N_ELEMENTS (stages));

  if (state == WON)
    return sandbox_sample_chance (sample, 50) ? "100" : "80";
  if (state != ACCEPTED && state != LOST)
    return NULL;
  if (sandbox_sample_chance (sample, 2))
    return "100"; /* still open all the same, as seen in 2022 */
  return deal->sample.assessment && i > 10 ? "60" : stages[i];
}

static const char *
other_reason (SandboxSample *sample)
{
  static const char *const reasons[] = {
    "No corresponding Microsoft customer record could be found",
    "No Microsoft seller directly manages this customer"
  };

  return reasons[sandbox_random_below (&sample->random, G_N_ELEMENTS (reasons))];
}

static const char *
half_reason (SampleDeal *deal, const SampleHalf *half)
{
  if (half->state == DECLINED && g_str_equal (half->organization_id, SANDBOX_MICROSOFT_ID))
    return other_reason (&deal->sample);
  if (half->state == FAILED)
    return "Duplicate - created in Partner Center";
  if (half->state == DECLINED || half->state == LOST)
    return sandbox_sample_reason (&deal->sample);
  return NULL;
}

static char *
half_team (SampleDeal *deal, const SampleHalf *half)
{
  gboolean answered = half->state != RECEIVED && half->state != EXPIRED;

  if (g_str_equal (half->organization_id, SANDBOX_OWN_ID))
    return half->state == RECEIVED
               ? g_strdup ("[]")
               : sandbox_sample_team_json (&deal->sample, sandbox_colleagues, 4);
  if (g_str_equal (half->organization_id, SANDBOX_MICROSOFT_ID) && answered)
    return sandbox_sample_team_json (&deal->sample, sandbox_sellers, 2);
  return g_strdup ("[]");
}

static char *
half_target (SampleDeal *deal, const SampleHalf *half)
{
  GString *json = g_string_new ("[");

  if (!g_str_equal (half->organization_id, SANDBOX_OWN_ID))
    g_string_append_printf (json, "{\"type\":\"BusinessProfileLocation\",\"id\":\"%s\"}",
                            half->organization_id);
  else
    for (guint i = 0; deal->sample.solutions[i] != NULL; i++)
      if (g_str_equal (deal->sample.solutions[i]->kind, "own"))
        g_string_append_printf (json, "%s{\"type\":\"SolutionProfile\",\"id\":\"%s\"}",
                                json->len > 1 ? "," : "", deal->sample.solutions[i]->id);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static const char *
pick_help (SandboxSample *sample)
{
  static const char *const codes[] = {
    "GeneralOrOther",    "CustomerTechnicalArchitecture", "ProofOfConceptOrDemo",
    "QuotesOrLicensing", "PostSalesCustomerSuccess",      "WorkloadSpecificValueProposition"
  };

  return codes[sandbox_random_below (&sample->random, G_N_ELEMENTS (codes))];
}

static void
describe_lead (SampleDeal *deal, SandboxDocument *document)
{
  document->qualification = deal->ask.qualification;
  document->referral_source = deal->ask.source;
  document->call_to_action = deal->ask.action;
  document->quality = deal->ask.quality;
  if (document->quality == NULL)
    document->quality = sandbox_sample_chance (&deal->sample, 60) ? "High" : "Low";
  document->spam = deal->ask.spam;
}

/* The members that depend on whose half it is. */
static void
describe_half (SampleDeal *deal, const SampleHalf *half, SandboxDocument *document)
{
  SandboxSample *sample = &deal->sample;
  gboolean own = g_str_equal (half->organization_id, SANDBOX_OWN_ID);
  gboolean microsoft = g_str_equal (half->organization_id, SANDBOX_MICROSOFT_ID);
  SampleType type = deal->kind->type;

  document->type = microsoft || type == CO_SELL || type == P2P_MICROSOFT ? "Shared" : "Independent";
  document->qualification = sandbox_sample_chance (sample, 90) || deal->kind->sender != FROM_SELF
                                ? "SalesQualified"
                                : "None";
  document->direction = half->incoming ? "Incoming" : "Outgoing";
  if (microsoft && half->state != RECEIVED && sandbox_sample_chance (sample, 60))
    document->msx_id = "7-1X9K2QD4F";
  if (!own && !half->incoming)
    {
      document->invite_code = microsoft ? pick_help (sample) : "GeneralOrOther";
      document->invite_notes = sandbox_sample_chance (sample, 70)
                                   ? "Please join us for the next customer meeting."
                                   : NULL;
    }
  else if (own && half->incoming && deal->kind->sender == FROM_MICROSOFT)
    document->invite_notes = sandbox_sample_chance (sample, 50)
                                 ? "Hope you can help this customer, they asked for you by name."
                                 : NULL;
  if (own && deal->kind->sender == FROM_LEAD)
    describe_lead (deal, document);
}

/* What only the own half has: a place in the company, marks, the way to the end. */
static void
describe_own (SampleDeal *deal, const SampleHalf *half, SandboxDocument *document, char **crm_id)
{
  SandboxSample *sample = &deal->sample;
  guint n = 0;

  while (sandbox_locations[n].id != NULL)
    n++;
  n = sandbox_sample_chance (sample, 55) ? 0 : sandbox_random_below (&sample->random, n);
  document->mpn_id = document->invited_mpn_id = sandbox_locations[n].id;
  document->sales_stage = pick_stage (deal, half->state);
  document->favorite = deal->index % 9 == 4 || deal->index % 31 == 2;
  if (sandbox_sample_chance (sample, 35))
    *crm_id = g_strdup_printf ("CRM-%u", 1000 + sandbox_random_below (&sample->random, 9000));
  document->crm_id = *crm_id;
  if (sandbox_sample_chance (sample, 20))
    document->campaign_id = sandbox_sample_chance (sample, 50) ? "SPRING-26" : "EXPO-NORTH";
}

/* E5: most of the won deals that may be registered are. */
static char *
make_registrations (SampleDeal *deal, const SampleHalf *half, const char **status)
{
  if (half->state != WON || deal->kind->type == PRIVATE || deal->turn % 3 == 2 ||
      !deal->sample.solutions[0]->eligible || !g_str_equal (half->organization_id, SANDBOX_OWN_ID))
    return NULL;
  return sandbox_sample_registrations_json (&deal->sample, half->closed, deal->index, status);
}

static SandboxRecord *
adopt (SampleDeal *deal, const SandboxDocument *document, GError **error)
{
  g_autofree char *text = sandbox_document_write (document);
  SandboxRecord *record = g_new0 (SandboxRecord, 1);

  record->text = g_ref_string_new (text);
  record->id = g_strdup (document->id);
  record->engagement_id = g_strdup (document->engagement_id);
  record->organization_id = g_intern_string (document->organization_id);
  record->status = g_intern_string (document->status);
  record->substatus = g_intern_string (document->substatus);
  record->type = g_intern_string (document->type);
  record->direction = g_intern_string (document->direction);
  record->qualification = g_intern_string (document->qualification);
  record->created = document->created;
  record->updated = document->updated;
  record->expires = g_str_equal (document->status, "New") && document->expires != COSELL_NO_TIME
                        ? document->expires
                        : SANDBOX_NEVER;
  return sandbox_core_adopt (deal->core, record, error);
}

SandboxRecord *
sandbox_deal_add_half (SampleDeal *deal, const SampleHalf *half, GError **error)
{
  SandboxSample *sample = &deal->sample;
  gboolean lead = deal->kind->sender == FROM_LEAD;
  gboolean unanswered = half->state == RECEIVED || half->state == EXPIRED;
  g_autofree char *id = sandbox_random_guid (&sample->random);
  g_autofree char *consent = sandbox_sample_consent_json (sample);
  g_autofree char *details = sandbox_sample_details_json (sample);
  g_autofree char *team = half_team (deal, half);
  g_autofree char *target = half_target (deal, half);
  g_autofree char *etag =
      sandbox_format_etag (sandbox_random_next (&sample->random), half->updated);
  g_autofree char *registrations = NULL;
  g_autofree char *crm_id = NULL;
  SandboxDocument document = {
    .id = id,
    .engagement_id = sample->engagement_id,
    .name = lead && deal->turn % 3 == 2 ? NULL : sample->name,
    .organization_id = half->organization_id,
    .organization_name = sandbox_catalog_organization (half->organization_id),
    .created = half->created,
    .updated = half->updated,
    .expires = unanswered && !sandbox_lead_informs (deal) ? half->created + SANDBOX_ANSWER_TIME
                                                          : COSELL_NO_TIME,
    .accepted = half->accepted,
    .closed = half->closed,
    .salt = sandbox_random_below (&sample->random, 10000),
    .status = status_of (half->state),
    .substatus = substatus_of (half->state, lead),
    .status_reason = half_reason (deal, half),
    .etag = etag,
    .customer_json = deal->customer_json,
    .consent_json = consent,
    .details_json = details,
    .team_json = team,
    .target_json = target,
    .invited_by_id = half->inviter_id,
    .invited_by_name =
        half->inviter_id != NULL ? sandbox_catalog_organization (half->inviter_id) : NULL,
    .shape = sample->shape,
  };

  describe_half (deal, half, &document);
  if (g_str_equal (half->organization_id, SANDBOX_OWN_ID))
    describe_own (deal, half, &document, &crm_id);
  registrations = make_registrations (deal, half, &document.registration_status);
  document.registrations_json = registrations;
  return adopt (deal, &document, error);
}
