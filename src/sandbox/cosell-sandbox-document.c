#include "sandbox/cosell-sandbox-document.h"

#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-format.h"
#include "sandbox/cosell-sandbox-core.h"

#define LINK_BASE "https://api.partner.microsoft.com/v1.0/engagements/referrals"

static void
write_time (CosellJsonWriter *writer, const char *name, gint64 instant, guint salt)
{
  g_autofree char *text = instant == COSELL_NO_TIME ? NULL : sandbox_format_time (instant, salt);

  cosell_json_writer_member (writer, name, text);
}

static void
write_bool (CosellJsonWriter *writer, const char *name, gboolean value)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_bool (writer, value);
}

static void
write_raw (CosellJsonWriter *writer, const char *name, const char *json)
{
  cosell_json_writer_name (writer, name);
  if (json != NULL)
    cosell_json_writer_raw (writer, json, -1);
  else
    cosell_json_writer_null (writer);
}

static void
write_head (CosellJsonWriter *writer, const SandboxDocument *d)
{
  const char *nothing = d->shape & SANDBOX_SHAPE_EMPTY_CRM ? "" : NULL;

  cosell_json_writer_member (writer, "id", d->id);
  cosell_json_writer_member (writer, "engagementId", d->engagement_id);
  cosell_json_writer_member (writer, "name", d->name);
  cosell_json_writer_member (writer, "organizationId", d->organization_id);
  cosell_json_writer_member (writer, "organizationName", d->organization_name);
  cosell_json_writer_member (writer, "lastModifiedVia", NULL);
  cosell_json_writer_member (writer, "lastRunId", NULL);
  cosell_json_writer_member (writer, "externalReferenceId",
                             d->crm_id != NULL ? d->crm_id : nothing);
  write_time (writer, "createdDateTime", d->created, d->salt);
  write_time (writer, "updatedDateTime", d->updated, d->salt / 10);
  if (d->expires != COSELL_NO_TIME || !(d->shape & SANDBOX_SHAPE_NO_EXPIRATION))
    write_time (writer, "expirationDateTime", d->expires, 0);
}

static void
write_state (CosellJsonWriter *writer, const SandboxDocument *d)
{
  const char *nothing = d->shape & SANDBOX_SHAPE_EMPTY_CRM ? "" : NULL;
  gboolean lead_members = !(d->shape & SANDBOX_SHAPE_NO_LEAD_MEMBERS) || d->quality != NULL;

  cosell_json_writer_member (writer, "status", d->status);
  cosell_json_writer_member (writer, "substatus", d->substatus);
  if (d->status_reason != NULL || !(d->shape & SANDBOX_SHAPE_NO_REASON))
    cosell_json_writer_member (writer, "statusReason", d->status_reason);
  cosell_json_writer_member (writer, "qualification", d->qualification);
  cosell_json_writer_member (writer, "type", d->type);
  if (lead_members)
    cosell_json_writer_member (writer, "referralSource", d->referral_source);
  cosell_json_writer_member (writer, "eTag", d->etag);
  write_bool (writer, "favorite", d->favorite);
  cosell_json_writer_member (writer, "campaignId",
                             d->campaign_id != NULL ? d->campaign_id : nothing);
  cosell_json_writer_member (writer, "salesStage", d->sales_stage);
  if (lead_members)
    {
      cosell_json_writer_member (writer, "quality", d->quality != NULL ? d->quality : "Unknown");
      write_bool (writer, "isSpam", d->spam);
    }
  cosell_json_writer_member (writer, "direction", d->direction);
  cosell_json_writer_member (writer, "mpnId", d->mpn_id);
  cosell_json_writer_member (writer, "referralProgram", NULL);
  cosell_json_writer_member (writer, "dealSensitivity", "None");
  cosell_json_writer_member (writer, "createdVia", NULL);
  write_raw (writer, "tags", d->tags_json != NULL ? d->tags_json : "[]");
  write_time (writer, "acceptedDateTime", d->accepted, d->salt / 100);
  write_time (writer, "closedDateTime", d->closed, d->salt / 1000);
  if (lead_members)
    cosell_json_writer_member (writer, "callToAction", d->call_to_action);
  cosell_json_writer_member (writer, "registrationStatus",
                             d->registration_status != NULL ? d->registration_status : "None");
}

static void
write_invitation (CosellJsonWriter *writer, const SandboxDocument *d)
{
  cosell_json_writer_name (writer, "inviteContext");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "notes", d->invite_notes);
  cosell_json_writer_member (writer, "assistanceRequestCode",
                             d->invite_code != NULL ? d->invite_code : "Unknown");
  cosell_json_writer_member (writer, "invitedMpnId", d->invited_mpn_id);
  cosell_json_writer_name (writer, "invitedBy");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "organizationId", d->invited_by_id);
  cosell_json_writer_member (writer, "organizationName", d->invited_by_name);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
}

static void
write_link (CosellJsonWriter *writer, const char *name, const char *uri)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "uri", uri);
  cosell_json_writer_member (writer, "method", "GET");
  cosell_json_writer_end_object (writer);
}

/* Contract 12.6: spaces are not encoded, and the GUID is quoted or not. */
static void
write_links (CosellJsonWriter *writer, const SandboxDocument *d)
{
  const char *quote = d->shape & SANDBOX_SHAPE_QUOTED_LINKS ? "'" : "";
  g_autofree char *related =
      g_strconcat (LINK_BASE "?$filter=engagementId eq ", quote, d->engagement_id, quote, NULL);
  g_autofree char *own = g_strconcat (LINK_BASE "/", d->id, NULL);

  cosell_json_writer_name (writer, "links");
  cosell_json_writer_begin_object (writer);
  write_link (writer, "relatedReferrals", related);
  write_link (writer, "self", own);
  cosell_json_writer_end_object (writer);
}

static void
write_tracking (CosellJsonWriter *writer, const SandboxDocument *d)
{
  cosell_json_writer_name (writer, "trackingInfo");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "microsoftMsxId", d->msx_id);
  cosell_json_writer_member (writer, "microsoftUSFedOpportunityId", NULL);
  cosell_json_writer_member (writer, "microsoftUSFedLeadId", NULL);
  cosell_json_writer_member (writer, "migratedPSCDealId", NULL);
  cosell_json_writer_member (writer, "migratedPSCPartnerDealId", NULL);
  cosell_json_writer_end_object (writer);
}

char *
sandbox_document_write (const SandboxDocument *document)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  write_head (writer, document);
  write_state (writer, document);
  write_raw (writer, "target", document->target_json != NULL ? document->target_json : "[]");
  write_raw (writer, "customerProfile", document->customer_json);
  write_raw (writer, "consent", document->consent_json);
  write_raw (writer, "details", document->details_json);
  write_raw (writer, "team", document->team_json != NULL ? document->team_json : "[]");
  write_invitation (writer, document);
  write_links (writer, document);
  if (document->msx_id != NULL || !(document->shape & SANDBOX_SHAPE_NO_TRACKING))
    write_tracking (writer, document);
  if (document->registrations_json != NULL)
    write_raw (writer, "registrations", document->registrations_json);
  else if (!(document->shape & SANDBOX_SHAPE_NO_REGISTRATIONS))
    write_raw (writer, "registrations", "[]");
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

char *
sandbox_document_set (char *text, const char *pointer, const char *value_json)
{
  char *changed = cosell_json_set (text, pointer, value_json, NULL);

  g_assert (changed != NULL);
  g_free (text);
  return changed;
}

char *
sandbox_document_set_text (char *text, const char *pointer, const char *value)
{
  g_autofree char *json = cosell_json_quote (value);

  return sandbox_document_set (text, pointer, json);
}

char *
sandbox_document_set_time (char *text, const char *pointer, gint64 instant)
{
  g_autofree char *time = sandbox_format_time (instant, 0);

  return sandbox_document_set_text (text, pointer, time);
}
