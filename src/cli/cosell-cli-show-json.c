/* show --json: one deal, everything */
#include "cli/cosell-cli-json.h"

#include "base/cosell-json-edit.h"
#include "base/cosell-time.h"
#include "model/cosell-document.h"
#include "model/cosell-lead.h"
#include "model/cosell-people.h"
#include "model/cosell-member-place.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-request.h"

typedef struct
{
  CosellDocument *document; /* (unowned) */
  CosellJson *json;         /* (owned) */
} Half;

static void
half_clear (gpointer data)
{
  Half *half = data;

  g_clear_pointer (&half->json, cosell_json_unref);
}

/* value as it stands; null for nothing. */
static void
add_raw (CosellCliBuilder *json, const char *name, CosellJsonValue value)
{
  gsize length;
  const char *raw = cosell_json_raw (value, &length);

  cosell_cli_builder_foreign (json, name, raw, (gssize) length);
}

/* What the model wrote. writer: taken */
static void
add_written (CosellCliBuilder *json, const char *name, CosellJsonWriter *writer)
{
  g_autofree char *text = cosell_json_writer_end (writer);

  cosell_cli_builder_foreign (json, name, text, -1);
}

/* As people read it; "referral" alone holds what was received. */
static void
add_decoded (CosellCliBuilder *json, const char *name, CosellJsonValue value)
{
  g_autofree char *raw = cosell_json_dup_raw (value);
  g_autoptr (CosellJson) decoded = cosell_referral_parse_decoded (raw);

  add_raw (json, name, (CosellJsonValue){ decoded, 0 });
}

static void
add_member (CosellCliBuilder *json, CosellMemberId id, CosellJsonValue root, gboolean draft)
{
  const CosellMember *member = cosell_member_get (id);

  if ((member->flags & COSELL_MEMBER_SHOWN) == 0)
    return;
  if (draft)
    add_raw (json, member->key, cosell_json_pointer (root, member->draft));
  else
    add_decoded (json, member->key, cosell_member_place_value (root, member->path));
}

/* What no column has. root: a referral, or a draft. Scripts may rely on the order: the notes first.
 */
static void
add_members (CosellCliBuilder *json, CosellJsonValue root, gboolean draft)
{
  add_member (json, COSELL_MEMBER_NOTES, root, draft);
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    if (i != COSELL_MEMBER_NOTES)
      add_member (json, (CosellMemberId) i, root, draft);
}

static void
add_team (CosellCliBuilder *json, CosellJsonValue team, gboolean wire)
{
  cosell_cli_builder_begin_array (json, "team");
  for (guint i = 0; i < cosell_json_length (team); i++)
    {
      CosellJsonValue element = cosell_json_element (team, i);
      CosellJsonWriter *writer;
      g_autoptr (CosellContact) contact = NULL;

      if (cosell_json_kind (element) != COSELL_JSON_OBJECT)
        continue;
      contact =
          wire ? cosell_contact_new_from_wire (element) : cosell_contact_new_from_json (element);
      writer = cosell_json_writer_new ();
      cosell_contact_write_draft (contact, writer);
      add_written (json, NULL, writer);
    }
  cosell_cli_builder_end_array (json);
}

static void
add_solutions (CosellCliBuilder *json, CosellJsonValue solutions, CosellJsonValue referral)
{
  cosell_cli_builder_begin_array (json, "solutions");
  for (guint i = 0; i < cosell_json_length (solutions); i++)
    {
      CosellJsonValue element = cosell_json_element (solutions, i);
      CosellJsonWriter *writer;
      g_autoptr (CosellSolution) solution = NULL;

      if (cosell_json_kind (element) != COSELL_JSON_OBJECT)
        continue;
      solution = cosell_solution_new_in_referral (element, referral);
      writer = cosell_json_writer_new ();
      cosell_solution_write_draft (solution, writer);
      add_written (json, NULL, writer);
    }
  cosell_cli_builder_end_array (json);
}

static void
add_invitation (CosellCliBuilder *json, const char *name, const Half *half, const Half *own)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  CosellJsonValue ours = own != NULL ? cosell_json_root (own->json) : (CosellJsonValue){ NULL, 0 };
  g_autoptr (CosellInvitation) invitation =
      cosell_invitation_new_from_referral (cosell_json_root (half->json), ours);

  cosell_invitation_write_json (invitation, writer);
  add_written (json, name, writer);
}

static void
add_microsoft (CosellCliBuilder *json, const GArray *halves)
{
  for (guint i = 0; i < halves->len; i++)
    {
      const Half *half = &g_array_index (halves, Half, i);

      if (half->document->role == COSELL_ROLE_MICROSOFT)
        {
          add_invitation (json, "microsoft", half, &g_array_index (halves, Half, 0));
          return;
        }
    }
  cosell_cli_builder_null (json, "microsoft");
}

static void
add_partners (CosellCliBuilder *json, const GArray *halves)
{
  cosell_cli_builder_begin_array (json, "partners");
  for (guint i = 0; i < halves->len; i++)
    {
      const Half *half = &g_array_index (halves, Half, i);

      if (half->document->role == COSELL_ROLE_PARTNER)
        add_invitation (json, NULL, half, NULL);
    }
  cosell_cli_builder_end_array (json);
}

static void
add_request (CosellCliBuilder *json, const CosellRequest *request)
{
  if (request == NULL)
    {
      cosell_cli_builder_null (json, "invitation");
      return;
    }
  cosell_cli_builder_begin_object (json, "invitation");
  cosell_cli_builder_text (json, "from", request->from);
  cosell_cli_builder_text (json, "notes", request->notes);
  cosell_cli_builder_text (json, "help", cosell_enum_nick (COSELL_TYPE_HELP, (int) request->help));
  cosell_cli_builder_text (json, "value", request->value);
  cosell_cli_builder_text (json, "currency", request->currency);
  cosell_cli_builder_text (json, "closeDate", request->close_date);
  cosell_cli_builder_end_object (json);
}

static void
add_lead_contacts (CosellCliBuilder *json, GPtrArray *contacts)
{
  cosell_cli_builder_begin_array (json, "contacts");
  for (guint i = 0; i < contacts->len; i++)
    {
      const CosellLeadContact *contact = g_ptr_array_index (contacts, i);

      cosell_cli_builder_begin_object (json, NULL);
      cosell_cli_builder_text (json, "email", contact->email);
      cosell_cli_builder_text (json, "phone", contact->phone);
      cosell_cli_builder_text (json, "emailValidity", contact->email_validity);
      cosell_cli_builder_text (json, "phoneValidity", contact->phone_validity);
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_end_array (json);
}

/* L1, L2, L7, L8; source, action and quality stand in the row. */
static void
add_lead (CosellCliBuilder *json, CosellJsonValue own, const CosellDealData *row)
{
  g_autoptr (CosellLead) lead = cosell_lead_new (own, row);
  g_autofree char *unknown = cosell_lead_describe_unknown (own, (CosellDirection) row->direction);
  g_autofree char *until = NULL;

  cosell_cli_builder_text (json, "receivedAs", unknown);
  if (lead == NULL)
    {
      cosell_cli_builder_null (json, "lead");
      return;
    }
  until = cosell_time_format (lead->contact_until);
  cosell_cli_builder_begin_object (json, "lead");
  cosell_cli_builder_text (json, "kind",
                           cosell_enum_nick (COSELL_TYPE_LEAD_KIND, (int) lead->kind));
  cosell_cli_builder_bool (json, "needsAnswer", lead->needs_answer);
  cosell_cli_builder_text (json, "contactUntil", until);
  if (lead->spam < 0)
    cosell_cli_builder_null (json, "spam");
  else
    cosell_cli_builder_bool (json, "spam", lead->spam == 1);
  add_lead_contacts (json, lead->contacts);
  cosell_cli_builder_end_object (json);
}

static void
add_documents (const CosellDealReport *report, const GArray *halves, CosellCliBuilder *json)
{
  CosellJsonValue own = cosell_json_root (g_array_index (halves, Half, 0).json);
  g_autoptr (CosellRequest) request = NULL;

  add_team (json, cosell_json_member (own, "team"), TRUE);
  add_solutions (json, cosell_json_pointer (own, COSELL_PATH_SOLUTIONS), own);
  add_partners (json, halves);
  add_decoded (json, "customerProfile", cosell_json_member (own, "customerProfile"));
  add_members (json, own, FALSE);
  add_microsoft (json, halves);
  request = cosell_request_new (own, report->row);
  add_request (json, request);
  add_lead (json, own, report->row);
  cosell_cli_builder_null (json, "leadId");
  cosell_cli_json_add_registration (json, report, own);
  add_raw (json, "referral", own);
}

static void
add_draft_partners (CosellCliBuilder *json, CosellJsonValue partners)
{
  cosell_cli_builder_begin_array (json, "partners");
  for (guint i = 0; i < cosell_json_length (partners); i++)
    add_raw (json, NULL, cosell_json_element (partners, i));
  cosell_cli_builder_end_array (json);
}

/* A draft has no referral yet: what stands in its file is shown. */
static gboolean
add_draft (const char *text, CosellCliBuilder *json, GError **error)
{
  g_autoptr (CosellJson) document = cosell_json_parse (text, -1, error);
  g_autoptr (CosellCustomer) customer = NULL;
  CosellJsonWriter *writer;
  CosellJsonValue root;

  if (document == NULL)
    return FALSE;
  root = cosell_json_root (document);
  customer = cosell_customer_new_from_json (cosell_json_member (root, "customer"));
  add_team (json, cosell_json_member (root, "team"), FALSE);
  add_solutions (json, cosell_json_member (root, "solutions"), (CosellJsonValue){ NULL, 0 });
  add_draft_partners (json, cosell_json_member (root, "partners"));
  writer = cosell_json_writer_new ();
  cosell_customer_write_profile (customer, writer);
  add_written (json, "customerProfile", writer);
  add_members (json, root, TRUE);
  cosell_cli_builder_null (json, "microsoft");
  cosell_cli_builder_null (json, "invitation");
  cosell_cli_builder_null (json, "receivedAs");
  cosell_cli_builder_null (json, "lead");
  add_raw (json, "leadId", cosell_json_member (root, "leadId"));
  cosell_cli_builder_null (json, "registration");
  cosell_cli_builder_null (json, "eligibility");
  cosell_cli_builder_null (json, "referral");
  return TRUE;
}

static GArray *
parse_halves (GPtrArray *documents, GError **error)
{
  g_autoptr (GArray) halves = g_array_new (FALSE, FALSE, sizeof (Half));

  g_array_set_clear_func (halves, half_clear);
  for (guint i = 0; i < documents->len; i++)
    {
      Half half = { g_ptr_array_index (documents, i), NULL };

      half.json = cosell_json_parse (half.document->current, -1, error);
      if (half.json == NULL)
        return NULL;
      g_array_append_val (halves, half);
    }
  return g_steal_pointer (&halves);
}

/* P14: our other referrals in the same engagement, which have no row. */
static void
add_own_halves (CosellCliBuilder *json, const GArray *halves)
{
  cosell_cli_builder_begin_array (json, "halves");
  for (guint i = 1; i < halves->len; i++)
    {
      const CosellDocument *document = g_array_index (halves, Half, i).document;

      if (document->role == COSELL_ROLE_OWN && document->remote_id != NULL)
        cosell_cli_builder_text (json, NULL, document->remote_id);
    }
  cosell_cli_builder_end_array (json);
}

char *
cosell_cli_deal_to_json (const CosellDealReport *report, GError **error)
{
  g_autoptr (GArray) halves = parse_halves (report->documents, error);
  g_autoptr (CosellCliBuilder) json = NULL;

  if (halves == NULL)
    return NULL;
  json = cosell_cli_builder_new ();
  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_json_add_row (json, report->row,
                           FALSE); /* the lists follow with all that is in them */
  if (report->half != NULL)
    cosell_cli_builder_text (json, "half", report->half);
  add_own_halves (json, halves);
  cosell_cli_json_add_crm (json, report->crm);
  if (halves->len > 0)
    add_documents (report, halves, json);
  else if (!add_draft (report->draft, json, error))
    return NULL;
  cosell_cli_builder_end_object (json);
  return cosell_cli_builder_end (g_steal_pointer (&json));
}
