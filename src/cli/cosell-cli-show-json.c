/* show --json: one deal, everything */
#include "cli/cosell-cli-json.h"

#include "model/cosell-document.h"
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

static void
write_raw_or_null (CosellJsonWriter *writer, const char *name, CosellJsonValue value)
{
  gsize length;
  const char *raw = cosell_json_raw (value, &length);

  cosell_json_writer_name (writer, name);
  if (cosell_json_kind (value) == COSELL_JSON_NONE)
    cosell_json_writer_null (writer);
  else
    cosell_json_writer_raw (writer, raw, (gssize) length);
}

/* As people read it; "referral" alone holds what was received. */
static void
write_decoded (CosellJsonWriter *writer, const char *name, CosellJsonValue value)
{
  g_autofree char *raw = cosell_json_dup_raw (value);
  g_autoptr (CosellJson) decoded = cosell_referral_parse_decoded (raw);

  write_raw_or_null (writer, name, (CosellJsonValue){ decoded, 0 });
}

static void
write_member (CosellJsonWriter *writer, CosellMemberId id, CosellJsonValue root, gboolean draft)
{
  const CosellMember *member = cosell_member_get (id);

  if ((member->flags & COSELL_MEMBER_SHOWN) == 0)
    return;
  if (draft)
    write_raw_or_null (writer, member->key, cosell_json_pointer (root, member->draft));
  else
    write_decoded (writer, member->key, cosell_member_place_value (root, member->path));
}

/* What no column has. root: a referral, or a draft. Scripts may rely on the order: the notes first.
 */
static void
write_members (CosellJsonWriter *writer, CosellJsonValue root, gboolean draft)
{
  write_member (writer, COSELL_MEMBER_NOTES, root, draft);
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    if (i != COSELL_MEMBER_NOTES)
      write_member (writer, (CosellMemberId) i, root, draft);
}

static void
write_team (CosellJsonWriter *writer, CosellJsonValue team, gboolean wire)
{
  cosell_json_writer_name (writer, "team");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < cosell_json_length (team); i++)
    {
      CosellJsonValue element = cosell_json_element (team, i);
      g_autoptr (CosellContact) contact = NULL;

      if (cosell_json_kind (element) != COSELL_JSON_OBJECT)
        continue;
      contact =
          wire ? cosell_contact_new_from_wire (element) : cosell_contact_new_from_json (element);
      cosell_contact_write_draft (contact, writer);
    }
  cosell_json_writer_end_array (writer);
}

static void
write_solutions (CosellJsonWriter *writer, CosellJsonValue solutions, CosellJsonValue referral)
{
  cosell_json_writer_name (writer, "solutions");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < cosell_json_length (solutions); i++)
    {
      CosellJsonValue element = cosell_json_element (solutions, i);
      g_autoptr (CosellSolution) solution = NULL;

      if (cosell_json_kind (element) != COSELL_JSON_OBJECT)
        continue;
      solution = cosell_solution_new_in_referral (element, referral);
      cosell_solution_write_draft (solution, writer);
    }
  cosell_json_writer_end_array (writer);
}

static void
write_invitation (CosellJsonWriter *writer, const Half *half, const Half *own)
{
  CosellJsonValue ours = own != NULL ? cosell_json_root (own->json) : (CosellJsonValue){ NULL, 0 };
  g_autoptr (CosellInvitation) invitation =
      cosell_invitation_new_from_referral (cosell_json_root (half->json), ours);

  cosell_invitation_write_json (invitation, writer);
}

static void
write_microsoft (CosellJsonWriter *writer, const GArray *halves)
{
  cosell_json_writer_name (writer, "microsoft");
  for (guint i = 0; i < halves->len; i++)
    {
      const Half *half = &g_array_index (halves, Half, i);

      if (half->document->role == COSELL_ROLE_MICROSOFT)
        {
          write_invitation (writer, half, &g_array_index (halves, Half, 0));
          return;
        }
    }
  cosell_json_writer_null (writer);
}

static void
write_partners (CosellJsonWriter *writer, const GArray *halves)
{
  cosell_json_writer_name (writer, "partners");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < halves->len; i++)
    {
      const Half *half = &g_array_index (halves, Half, i);

      if (half->document->role == COSELL_ROLE_PARTNER)
        write_invitation (writer, half, NULL);
    }
  cosell_json_writer_end_array (writer);
}

static void
write_documents (const CosellDealReport *report, const GArray *halves, CosellJsonWriter *writer)
{
  CosellJsonValue own = cosell_json_root (g_array_index (halves, Half, 0).json);
  g_autoptr (CosellRequest) request = NULL;

  write_team (writer, cosell_json_member (own, "team"), TRUE);
  write_solutions (writer, cosell_json_pointer (own, COSELL_PATH_SOLUTIONS), own);
  write_partners (writer, halves);
  write_decoded (writer, "customerProfile", cosell_json_member (own, "customerProfile"));
  write_members (writer, own, FALSE);
  write_microsoft (writer, halves);
  request = cosell_request_new (own, report->row);
  cosell_json_writer_name (writer, "invitation");
  cosell_request_write_json (request, writer);
  cosell_cli_json_add_registration (writer, report, own);
  write_raw_or_null (writer, "referral", own);
}

static void
write_draft_partners (CosellJsonWriter *writer, CosellJsonValue partners)
{
  cosell_json_writer_name (writer, "partners");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < cosell_json_length (partners); i++)
    {
      gsize length;
      const char *raw = cosell_json_raw (cosell_json_element (partners, i), &length);

      cosell_json_writer_raw (writer, raw, (gssize) length);
    }
  cosell_json_writer_end_array (writer);
}

/* A draft has no referral yet: what stands in its file is shown. */
static gboolean
write_draft (const char *text, CosellJsonWriter *writer, GError **error)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, error);
  g_autoptr (CosellCustomer) customer = NULL;
  CosellJsonValue root;

  if (json == NULL)
    return FALSE;
  root = cosell_json_root (json);
  customer = cosell_customer_new_from_json (cosell_json_member (root, "customer"));
  write_team (writer, cosell_json_member (root, "team"), FALSE);
  write_solutions (writer, cosell_json_member (root, "solutions"), (CosellJsonValue){ NULL, 0 });
  write_draft_partners (writer, cosell_json_member (root, "partners"));
  cosell_json_writer_name (writer, "customerProfile");
  cosell_customer_write_profile (customer, writer);
  write_members (writer, root, TRUE);
  cosell_json_writer_member (writer, "microsoft", NULL);
  cosell_json_writer_member (writer, "invitation", NULL);
  cosell_json_writer_member (writer, "registration", NULL);
  cosell_json_writer_member (writer, "eligibility", NULL);
  cosell_json_writer_member (writer, "referral", NULL);
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
write_own_halves (CosellJsonWriter *writer, const GArray *halves)
{
  cosell_json_writer_name (writer, "halves");
  cosell_json_writer_begin_array (writer);
  for (guint i = 1; i < halves->len; i++)
    {
      const CosellDocument *document = g_array_index (halves, Half, i).document;

      if (document->role == COSELL_ROLE_OWN && document->remote_id != NULL)
        cosell_json_writer_string (writer, document->remote_id);
    }
  cosell_json_writer_end_array (writer);
}

char *
cosell_cli_deal_to_json (const CosellDealReport *report, GError **error)
{
  g_autoptr (GArray) halves = parse_halves (report->documents, error);
  g_autoptr (CosellJsonWriter) writer = NULL;

  if (halves == NULL)
    return NULL;
  writer = cosell_json_writer_new ();
  cosell_deal_data_write_json (report->row, writer, TRUE);
  if (report->half != NULL)
    cosell_json_writer_member (writer, "half", report->half);
  write_own_halves (writer, halves);
  cosell_json_writer_member (writer, "sender", report->row->sender);
  if (halves->len > 0)
    write_documents (report, halves, writer);
  else if (!write_draft (report->draft, writer, error))
    return NULL;
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}
