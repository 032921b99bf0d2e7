/* Leads: which there are among the samples, and what the service knows of them (contract 7). */
#include "sandbox/cosell-sandbox-deal.h"

static const SampleAsk asks[] = {
  [LEAD_CONTACT] = { "Direct", "AppSource", SANDBOX_CONTACT, NULL, FALSE },
  [LEAD_MARKETING] = { "MarketingQualified", NULL, NULL, NULL, FALSE },
  [LEAD_PORTAL] = { "Direct", "Azure portal", SANDBOX_CONTACT, "Medium", FALSE },
  [LEAD_PROFILE] = { "Direct", NULL, NULL, NULL, FALSE },
  [LEAD_SALES] = { "SalesQualified", NULL, NULL, NULL, FALSE },
  [LEAD_GET] = { "Direct", "Azure Marketplace", "Get it now", "Unknown", FALSE },
  [LEAD_TRIAL] = { "Direct", "AppSource", "Free Trial", "Unknown", FALSE },
  [LEAD_DRIVE] = { "Direct", "Azure Marketplace", "Test drive", "Unknown", FALSE },
  [LEAD_SPAM] = { "Direct", "AppSource", SANDBOX_CONTACT, "Low", TRUE },
};

/* Beside those of the mix, which is what it was otherwise: the last of a hundred deals, so that few
 * samples are the same as without them. */
static const struct
{
  guint slot;
  SampleKind kind;
} leads[] = {
  { 12, { 1, FROM_LEAD, PRIVATE, RECEIVED, RECEIVED, LEAD_PROFILE } },
  { 23, { 1, FROM_LEAD, PRIVATE, RECEIVED, RECEIVED, LEAD_GET } },
  { 19, { 1, FROM_LEAD, PRIVATE, RECEIVED, RECEIVED, LEAD_TRIAL } },
  { 56, { 1, FROM_LEAD, PRIVATE, RECEIVED, RECEIVED, LEAD_DRIVE } },
  { 15, { 1, FROM_LEAD, PRIVATE, ACCEPTED, RECEIVED, LEAD_PORTAL } },
  { 30, { 1, FROM_LEAD, PRIVATE, WON, RECEIVED, LEAD_SALES } },
  { 52, { 1, FROM_LEAD, PRIVATE, LOST, RECEIVED, LEAD_CONTACT } },
  { 67, { 1, FROM_LEAD, PRIVATE, DECLINED, RECEIVED, LEAD_SPAM } },
  { 78, { 1, FROM_LEAD, PRIVATE, EXPIRED, RECEIVED, LEAD_PROFILE } },
  { 82, { 1, FROM_LEAD, PRIVATE, FAILED, RECEIVED, LEAD_CONTACT } },
};

const SampleKind *
sandbox_lead_find (guint slot)
{
  for (guint i = 0; i < G_N_ELEMENTS (leads); i++)
    if (leads[i].slot == slot)
      return &leads[i].kind;
  return NULL;
}

void
sandbox_lead_pick (SampleDeal *deal)
{
  SampleLead lead = deal->kind->lead;

  if (lead == LEAD_EITHER)
    lead = deal->turn % 2 == 0 ? LEAD_CONTACT : LEAD_MARKETING;
  deal->ask = asks[lead];
}

/* (transfer none) (nullable): NULL for null */
static const char *
take_text (CosellJsonValue wishes, const char *name)
{
  g_autofree char *text = cosell_json_dup_string (cosell_json_member (wishes, name));

  return g_intern_string (text);
}

void
sandbox_lead_wish (SampleDeal *deal, CosellJsonValue wishes)
{
  const char *qualification = take_text (wishes, "qualification");
  const char *quality = take_text (wishes, "quality");

  deal->ask =
      (SampleAsk){ .qualification = qualification != NULL ? qualification : "Direct",
                   .source = take_text (wishes, "source"),
                   .action = take_text (wishes, "action"),
                   .quality = quality != NULL ? quality : "Unknown",
                   .spam = cosell_json_get_bool (cosell_json_member (wishes, "spam"), FALSE) };
}

gboolean
sandbox_lead_informs (const SampleDeal *deal)
{
  return deal->kind->sender == FROM_LEAD && deal->ask.action != NULL &&
         !g_str_equal (deal->ask.action, SANDBOX_CONTACT);
}
