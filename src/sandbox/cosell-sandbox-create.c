#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-catalog.h"
#include "sandbox/cosell-sandbox-document.h"
#include "sandbox/cosell-sandbox-fault.h"
#include "sandbox/cosell-sandbox-referrals.h"
#include "sandbox/cosell-sandbox-schema.h"

char *
sandbox_referral_dup_etag (const SandboxRecord *record)
{
  g_autoptr (CosellJson) json = cosell_json_parse (record->text, -1, NULL);

  return cosell_json_dup_string (cosell_json_member (cosell_json_root (json), "eTag"));
}

/* The members that a caller may send, in the service's own spelling, as one object. */
static CosellJson *
read_body (CosellJsonValue body, GError **error)
{
  static const char *const taken[] = {
    "engagementId", "name",          "externalReferenceId", "qualification", "type",
    "statusReason", "favorite",      "campaignId",          "salesStage",    "mpnId",
    "tags",         "target",        "customerProfile",     "consent",       "details",
    "team",         "inviteContext",
  };
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();
  g_autofree char *text = NULL;

  if (cosell_json_kind (body) != COSELL_JSON_OBJECT)
    {
      g_set_error_literal (error, SANDBOX_ERROR, 400, "The body is no referral.");
      return NULL;
    }
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      CosellJsonValue value = cosell_json_member_nocase (body, taken[i]);
      const SandboxMember *member = sandbox_schema_find (sandbox_referral_members, taken[i]);
      g_autofree char *path = g_strconcat ("/", taken[i], NULL);
      g_autofree char *json = NULL;

      if (!cosell_json_is_present (value))
        continue;
      if ((json = sandbox_schema_normalize (member, value, path, error)) == NULL)
        return NULL;
      cosell_json_writer_name (writer, taken[i]);
      cosell_json_writer_raw (writer, json, -1);
    }
  cosell_json_writer_end_object (writer);
  text = cosell_json_writer_end (g_steal_pointer (&writer));
  return cosell_json_parse (text, -1, error);
}

/* Who is meant by the target: "msft", a partner's id, or NULL for the own half. */
static char *
read_invited (CosellJsonValue body)
{
  CosellJsonValue target = cosell_json_member (body, "target");

  for (guint i = 0; i < cosell_json_length (target); i++)
    {
      CosellJsonValue element = cosell_json_element (target, i);
      g_autofree char *id = cosell_json_dup_string (cosell_json_member (element, "id"));

      if (id != NULL && cosell_json_string_equal (cosell_json_member (element, "type"),
                                                  "BusinessProfileLocation"))
        return g_ascii_strdown (id, -1);
    }
  return NULL;
}

/* Contract 8: with Microsoft in the engagement the own half is shared and visible. */
static void
share_own_half (SandboxCore *core, const char *engagement_id)
{
  static const char share[] = "/consent/consentToShareReferralWithMicrosoftSellers";
  SandboxRecord *own = sandbox_core_half (core, engagement_id, SANDBOX_OWN_ID);
  g_autoptr (CosellJson) json = cosell_json_parse (own->text, -1, NULL);
  gboolean visible =
      cosell_json_get_bool (cosell_json_pointer (cosell_json_root (json), share), FALSE);
  g_autofree char *text = NULL;

  if (visible && g_str_equal (own->type, "Shared"))
    return;
  text = sandbox_document_set_text (g_strdup (own->text), "/type", "Shared");
  text = sandbox_document_set (text, share, "true");
  sandbox_core_update (core, own, text);
}

typedef struct
{
  char *id, *engagement_id, *name, *type, *qualification, *reason, *crm_id, *campaign_id, *stage,
      *mpn_id, *etag, *notes, *code, *target, *customer, *consent, *details, *team, *tags;
} Parts;

static void
parts_clear (Parts *parts)
{
  char **members = (char **) parts;

  for (guint i = 0; i < sizeof *parts / sizeof (char *); i++)
    g_free (members[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static void
parts_read (Parts *parts, CosellJsonValue body)
{
  const struct
  {
    char **to;
    const char *pointer;
    gboolean raw;
  } table[] = {
    { &parts->engagement_id, "/engagementId" },
    { &parts->name, "/name" },
    { &parts->type, "/type" },
    { &parts->qualification, "/qualification" },
    { &parts->reason, "/statusReason" },
    { &parts->crm_id, "/externalReferenceId" },
    { &parts->campaign_id, "/campaignId" },
    { &parts->stage, "/salesStage" },
    { &parts->mpn_id, "/mpnId" },
    { &parts->notes, "/inviteContext/notes" },
    { &parts->code, "/inviteContext/assistanceRequestCode" },
    { &parts->target, "/target", TRUE },
    { &parts->customer, "/customerProfile", TRUE },
    { &parts->consent, "/consent", TRUE },
    { &parts->details, "/details", TRUE },
    { &parts->team, "/team", TRUE },
    { &parts->tags, "/tags", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      CosellJsonValue value = cosell_json_pointer (body, table[i].pointer);

      *table[i].to = table[i].raw ? cosell_json_dup_raw (value) : cosell_json_dup_scalar (value);
    }
}

static SandboxRecord *
insert_referral (SandboxCore *core,
                 Parts *parts,
                 const char *invited,
                 gboolean favorite,
                 GError **error)
{
  gboolean to_microsoft = g_strcmp0 (invited, SANDBOX_MICROSOFT_ID) == 0;
  gint64 now = sandbox_core_next_update (core);
  g_autofree char *text = NULL;
  SandboxDocument document = {
    .id = parts->id,
    .engagement_id = parts->engagement_id,
    .name = parts->name,
    .organization_id = invited != NULL ? invited : SANDBOX_OWN_ID,
    .organization_name =
        invited != NULL ? sandbox_catalog_organization (invited) : SANDBOX_OWN_NAME,
    .crm_id = parts->crm_id,
    .campaign_id = parts->campaign_id,
    .created = now,
    .updated = now,
    .expires = invited != NULL ? now + SANDBOX_ANSWER_TIME : COSELL_NO_TIME,
    .accepted = invited != NULL ? COSELL_NO_TIME : now,
    .closed = COSELL_NO_TIME,
    .salt = (guint) core->revision,
    .status = invited != NULL ? "New" : "Active",
    .substatus = invited != NULL ? "Pending" : "Accepted",
    .status_reason = parts->reason,
    .qualification = parts->qualification != NULL ? parts->qualification : "None",
    .type = to_microsoft ? "Shared" : parts->type,
    .direction = "Outgoing",
    .sales_stage = parts->stage,
    .mpn_id = parts->mpn_id != NULL ? parts->mpn_id : SANDBOX_DEFAULT_LOCATION,
    .etag = parts->etag,
    .favorite = favorite,
    .tags_json = parts->tags,
    .target_json = parts->target,
    .customer_json = parts->customer,
    .consent_json = parts->consent,
    .details_json = parts->details,
    .team_json = parts->team,
    .invite_notes = parts->notes,
    .invite_code = parts->code,
    .invited_mpn_id = invited != NULL ? NULL : parts->mpn_id,
    .invited_by_id = SANDBOX_OWN_ID,
    .invited_by_name = SANDBOX_OWN_NAME,
  };

  parts->etag = sandbox_format_etag (++core->revision, now);
  document.etag = parts->etag;
  text = sandbox_document_write (&document);
  text = sandbox_fault_forget (core->unkept, NULL, g_steal_pointer (&text));
  return sandbox_core_insert (core, text, -1, error);
}

SandboxRecord *
sandbox_referral_create (SandboxCore *core, CosellJsonValue body, GError **error)
{
  g_autoptr (CosellJson) json = read_body (body, error);
  CosellJsonValue root = cosell_json_root (json);
  g_autofree char *invited = NULL;
  g_auto (Parts) parts = { 0 };
  gboolean to_microsoft;
  SandboxRecord *record;

  if (json == NULL)
    return NULL;
  invited = read_invited (root);
  to_microsoft = g_strcmp0 (invited, SANDBOX_MICROSOFT_ID) == 0;
  parts_read (&parts, root);
  if (!sandbox_referral_check_new (root, to_microsoft, error))
    return NULL;
  if (parts.engagement_id != NULL && core->own_engagements &&
      sandbox_core_engagement (core, parts.engagement_id) == NULL)
    g_clear_pointer (&parts.engagement_id, g_free);
  if (parts.engagement_id != NULL)
    {
      char *lower = g_ascii_strdown (parts.engagement_id, -1);

      cosell_take_str (&parts.engagement_id, lower);
    }
  else
    parts.engagement_id = sandbox_core_new_guid (core);
  if (invited != NULL &&
      !sandbox_referral_check_invitation (core, parts.engagement_id, to_microsoft, error))
    return NULL;
  parts.id = sandbox_core_new_guid (core);
  if (to_microsoft)
    share_own_half (core, parts.engagement_id);
  record =
      insert_referral (core, &parts, invited,
                       cosell_json_get_bool (cosell_json_member (root, "favorite"), FALSE), error);
  return record;
}
