#include "model/cosell-invite.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "base/cosell-text.h"
#include "model/cosell-change-private.h"
#include "model/cosell-consent.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-draft-private.h"
#include "model/cosell-email.h"
#include "model/cosell-issues-warnings.h"
#include "model/cosell-member-place.h"
#include "model/cosell-people.h"
#include "model/cosell-referral-reader.h"

#define PATH_TYPE "/type"

struct _CosellInvite
{
  CosellDraftPartner *partner; /* (owned) (nullable): of a partner */

  CosellJsonKind consent; /* C21: true, false, or nothing said */

  /* of Microsoft */
  CosellHelp help;
  char *notes;          /* (owned) never NULL */
  GListStore *contacts; /* (owned) of CosellContact */
};

/* reading */

static gboolean
refuse_syntax (GError **error, const char *message)
{
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX, message);
  return FALSE;
}

static gboolean
read_consent (CosellInvite *self, CosellJsonValue root, GError **error)
{
  CosellJsonValue consent = cosell_json_member (root, "consent");

  self->consent = cosell_json_kind (consent);
  if (cosell_json_is_present (consent) && self->consent != COSELL_JSON_TRUE &&
      self->consent != COSELL_JSON_FALSE)
    return refuse_syntax (error, _ ("“consent” in the invitation must be true or false."));
  return TRUE;
}

static gboolean
read_microsoft (CosellInvite *self, CosellJsonValue root, GError **error)
{
  static const char *const texts[] = { "notesToMicrosoft", NULL };

  if (!cosell_draft_check_texts (root, "invitation", texts, error) ||
      !cosell_draft_read_help (root, "help", &self->help, error) ||
      !cosell_draft_read_people (cosell_json_member (root, "contacts"), "contacts", self->contacts,
                                 error))
    return FALSE;
  cosell_take_str (&self->notes,
                   cosell_json_dup_scalar (cosell_json_member (root, "notesToMicrosoft")));
  if (self->notes == NULL)
    self->notes = g_strdup ("");
  return TRUE;
}

static CosellInvite *
invite_new (void)
{
  CosellInvite *self = g_new0 (CosellInvite, 1);

  self->notes = g_strdup ("");
  self->contacts = g_list_store_new (COSELL_TYPE_CONTACT);
  return self;
}

CosellInvite *
cosell_invite_new_microsoft (CosellHelp help,
                             const char *notes,
                             GListModel *contacts,
                             gboolean consent)
{
  CosellInvite *self = invite_new ();

  self->help = help;
  cosell_set_str_or_empty (&self->notes, notes);
  self->consent = consent ? COSELL_JSON_TRUE : COSELL_JSON_FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (contacts, i);
      g_autoptr (CosellContact) copy = cosell_contact_copy (contact);

      g_list_store_append (self->contacts, copy);
    }
  return self;
}

CosellInvite *
cosell_invite_new_partner (CosellDraftPartner *partner, gboolean consent)
{
  CosellInvite *self = invite_new ();

  self->partner = cosell_draft_partner_copy (partner);
  self->consent = consent ? COSELL_JSON_TRUE : COSELL_JSON_NONE;
  return self;
}

CosellInvite *
cosell_invite_new_from_json (const char *json, GError **error)
{
  g_autoptr (CosellInvite) self = invite_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (CosellJson) doc = NULL;
  CosellJsonValue root, microsoft;

  g_return_val_if_fail (json != NULL, NULL);

  doc = cosell_json_parse (json, -1, &local);
  if (doc == NULL)
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                   _ ("The invitation cannot be read: %s"), local->message);
      return NULL;
    }
  root = cosell_json_root (doc);
  if (cosell_json_kind (root) != COSELL_JSON_OBJECT)
    {
      refuse_syntax (error, _ ("An invitation is a JSON object: of a partner with members such as "
                               "“id” and “value”, or of Microsoft with “microsoft”: true."));
      return NULL;
    }
  if (!read_consent (self, root, error))
    return NULL;
  microsoft = cosell_json_member (root, "microsoft");
  if (cosell_json_kind (microsoft) == COSELL_JSON_TRUE)
    return read_microsoft (self, root, error) ? g_steal_pointer (&self) : NULL;
  if (cosell_json_is_present (microsoft) && cosell_json_kind (microsoft) != COSELL_JSON_FALSE)
    {
      refuse_syntax (error, _ ("“microsoft” in the invitation must be true or false."));
      return NULL;
    }
  self->partner = cosell_draft_partner_new_from_json (root, error);
  return self->partner != NULL ? g_steal_pointer (&self) : NULL;
}

void
cosell_invite_free (CosellInvite *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->partner);
  g_clear_object (&self->contacts);
  g_free (self->notes);
  g_free (self);
}

gboolean
cosell_invite_is_microsoft (const CosellInvite *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->partner == NULL;
}

CosellDraftPartner *
cosell_invite_get_partner (const CosellInvite *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->partner;
}

/* checking */

/* C21: what the invitation says counts, else what the half does. */
static gboolean
is_agreed (const CosellInvite *self, CosellJsonValue own)
{
  return self->consent == COSELL_JSON_TRUE ||
         (self->consent != COSELL_JSON_FALSE && cosell_consent_is_given (own));
}

static gboolean
has_complete_contact (CosellJsonValue own)
{
  CosellJsonValue people = cosell_json_pointer (own, COSELL_PATH_CONTACTS);

  for (guint i = 0; i < cosell_json_length (people); i++)
    {
      g_autoptr (CosellContact) contact =
          cosell_contact_new_from_wire (cosell_json_element (people, i));

      if (cosell_contact_is_complete (contact))
        return TRUE;
    }
  return FALSE;
}

static void
add (GPtrArray *issues,
     CosellSeverity severity,
     const char *field,
     const char *rule,
     const char *message)
{
  cosell_issues_add (issues, COSELL_DRAFT_STEP_HELP, severity, field, rule, g_strdup (message))
      ->partner = 0;
}

static void
check_contacts (const CosellInvite *self, CosellJsonValue own, GPtrArray *issues)
{
  g_autoptr (GPtrArray) given = cosell_draft_list_people (G_LIST_MODEL (self->contacts));

  for (guint i = 0; i < given->len; i++)
    {
      CosellContact *contact = g_ptr_array_index (given, i);

      if (!cosell_contact_is_complete (contact) ||
          !cosell_email_is_meant (cosell_contact_get_email (contact)))
        {
          add (
              issues, COSELL_SEVERITY_ERROR, "contacts", "C2",
              _ ("The customer contact is incomplete. Give first name, last name, phone number and "
                 "e-mail address."));
          return;
        }
    }
  if (given->len == 0 && !has_complete_contact (own))
    add (issues, COSELL_SEVERITY_ERROR, "contacts", "C2",
         _ ("To ask Microsoft for help, give a customer contact with first name, last name, phone "
            "number and e-mail address."));
}

static gboolean
gives_contacts (const CosellInvite *self)
{
  g_autoptr (GPtrArray) given = cosell_draft_list_people (G_LIST_MODEL (self->contacts));

  return given->len > 0;
}

/* D17, C21: the own half takes the contact only while it is open there and may be kept there. */
static gboolean
own_takes_contacts (const CosellInvite *self, CosellJsonValue own, gboolean unsent, gboolean joined)
{
  if (!gives_contacts (self))
    return FALSE;
  return unsent || (!joined && !cosell_referral_is_shared (own) && cosell_consent_is_given (own));
}

/* Whether the contact that is given is one that the deal has already. */
static gboolean
knows_contact (CosellJsonValue own, CosellContact *contact)
{
  CosellJsonValue people = cosell_json_pointer (own, COSELL_PATH_CONTACTS);
  g_autofree char *wanted = cosell_email_fold (cosell_contact_get_email (contact));

  for (guint i = 0; i < cosell_json_length (people); i++)
    {
      g_autoptr (CosellContact) other =
          cosell_contact_new_from_json (cosell_json_element (people, i));
      g_autofree char *folded = cosell_email_fold (cosell_contact_get_email (other));

      if (g_str_equal (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

/* D17: another contact than the deal's is what Microsoft gets, and sometimes the deal too. invited:
 * (nullable): not known */
static void
check_replaced (const CosellInvite *self,
                CosellJsonValue own,
                const char *const *invited,
                GPtrArray *issues)
{
  g_autoptr (GPtrArray) given = cosell_draft_list_people (G_LIST_MODEL (self->contacts));
  gboolean unsent = !cosell_json_is_present (cosell_json_member (own, "id"));
  gboolean other = FALSE;

  for (guint i = 0; i < given->len; i++)
    {
      if (!cosell_contact_is_complete (g_ptr_array_index (given, i)))
        return;
      other = other || !knows_contact (own, g_ptr_array_index (given, i));
    }
  if (!other || !has_complete_contact (own))
    return;
  if (invited != NULL && own_takes_contacts (self, own, unsent, invited[0] != NULL))
    add (issues, COSELL_SEVERITY_WARNING, "contacts", "D17",
         _ ("This customer contact replaces the one that the deal has."));
  else
    add (issues, COSELL_SEVERITY_WARNING, "contacts", "D17",
         _ ("Microsoft gets this customer contact in place of the one that the deal has."));
}

static void
check_microsoft (const CosellInvite *self,
                 CosellJsonValue own,
                 const char *const *invited,
                 GPtrArray *issues)
{
  if (self->help == COSELL_HELP_NONE)
    add (issues, COSELL_SEVERITY_ERROR, "help", "C10",
         _ ("Choose the kind of help that you need from Microsoft."));
  if (cosell_text_is_blank (self->notes))
    cosell_issues_warn (issues, COSELL_WARNING_NO_HELP_NOTES, NULL);
  check_contacts (self, own, issues);
  check_replaced (self, own, invited, issues);
  if (!is_agreed (self, own))
    add (issues, COSELL_SEVERITY_ERROR, "consent", "C21",
         _ ("Confirm that the customer agrees to their contact data being given to Microsoft. "
            "Without it, Microsoft cannot be invited."));
}

char *
cosell_invite_refuse_again (const char *const *invited, const char *id, const char *name)
{
  g_return_val_if_fail (id != NULL && name != NULL, NULL);

  for (guint i = 0; *id != '\0' && invited != NULL && invited[i] != NULL; i++)
    if (cosell_referral_same_id (invited[i], id))
      return cosell_text_format (_ ("%s was invited to this deal already."), name);
  return NULL;
}

static void
check_invited (const CosellInvite *self, const char *const *invited, GPtrArray *issues)
{
  g_autofree char *id =
      cosell_text_tidy (cosell_draft_partner_get_id (self->partner), COSELL_TEXT_CODE);
  char *reason = cosell_invite_refuse_again (invited, id,
                                             cosell_draft_partner_get_display_name (self->partner));

  if (reason != NULL)
    cosell_issues_add (issues, COSELL_DRAFT_STEP_PARTNERS, COSELL_SEVERITY_ERROR, "partners.id",
                       "C13", reason)
        ->partner = 0;
}

/* C21: a partner gets the customer with the contact. */
static void
check_consent (const CosellInvite *self, const char *own_text, GPtrArray *issues)
{
  if (self->consent == COSELL_JSON_TRUE || !cosell_consent_is_missing (own_text))
    return;
  cosell_issues_add (issues, COSELL_DRAFT_STEP_PARTNERS, COSELL_SEVERITY_ERROR, "consent", "C21",
                     g_strdup_printf (_ ("The deal has a customer contact and does not say that "
                                         "the customer agrees to contact data being shared. "
                                         "Confirm that the customer agrees, or remove the contact "
                                         "before %s is invited."),
                                      cosell_draft_partner_get_display_name (self->partner)))
      ->partner = 0;
}

GPtrArray *
cosell_invite_validate (const CosellInvite *self,
                        const char *own_text,
                        const char *const *invited,
                        const GDate *today)
{
  GPtrArray *issues = cosell_issues_new ();
  g_autoptr (CosellJson) own = NULL;

  g_return_val_if_fail (self != NULL && own_text != NULL, issues);
  g_return_val_if_fail (today != NULL && g_date_valid (today), issues);

  own = cosell_json_parse (own_text, -1, NULL);
  g_return_val_if_fail (own != NULL, issues);
  if (self->partner == NULL)
    check_microsoft (self, cosell_json_root (own), invited, issues);
  else
    {
      cosell_draft_partner_validate (self->partner, 0, today, issues);
      check_invited (self, invited, issues);
      check_consent (self, own_text, issues);
    }
  return issues;
}

gboolean
cosell_invite_confirms_consent (const CosellInvite *self, const char *own_text)
{
  g_autoptr (CosellJson) own = NULL;

  g_return_val_if_fail (self != NULL && own_text != NULL, FALSE);

  own = cosell_json_parse (own_text, -1, NULL);
  return self->consent == COSELL_JSON_TRUE && own != NULL &&
         !cosell_consent_is_given (cosell_json_root (own));
}

/* the own half */

static char *
write_contacts (const CosellInvite *self)
{
  g_autoptr (GPtrArray) given = cosell_draft_list_people (G_LIST_MODEL (self->contacts));
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < given->len; i++)
    cosell_contact_write_wire (g_ptr_array_index (given, i), writer);
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}

void
cosell_invite_change_own (const CosellInvite *self,
                          const char *own_text,
                          gboolean unsent,
                          gboolean joined,
                          GPtrArray *changes)
{
  static const char *const consents[] = { COSELL_PATH_CONSENT, COSELL_PATH_SHARE_CONTACT };
  g_autoptr (CosellJson) doc = NULL;
  CosellJsonValue own;

  g_return_if_fail (self != NULL && own_text != NULL && changes != NULL);

  if (self->partner != NULL)
    return;
  doc = cosell_json_parse (own_text, -1, NULL);
  g_return_if_fail (doc != NULL);
  own = cosell_json_root (doc);
  if (own_takes_contacts (self, own, unsent, joined))
    {
      g_autofree char *contacts = write_contacts (self);

      cosell_changes_record (changes, own, COSELL_PATH_CONTACTS, contacts);
    }
  if (!cosell_referral_is_shared (own))
    cosell_changes_record (changes, own, COSELL_PATH_VISIBLE, "true");
  if (!unsent)
    return;
  cosell_changes_record (changes, own, PATH_TYPE, "\"Shared\"");
  for (guint i = 0; i < G_N_ELEMENTS (consents); i++)
    cosell_changes_record (changes, own, consents[i], "true");
}

void
cosell_changes_unset_invited (GPtrArray *changes, const char *text, gboolean visible)
{
  g_autoptr (CosellJson) doc = NULL;

  g_return_if_fail (changes != NULL && text != NULL);

  doc = cosell_json_parse (text, -1, NULL);
  g_return_if_fail (doc != NULL);
  cosell_changes_record (changes, cosell_json_root (doc), PATH_TYPE, "\"Independent\"");
  cosell_changes_record (changes, cosell_json_root (doc), COSELL_PATH_VISIBLE,
                         visible ? "true" : "false");
}

/* the body */

static void
copy_member (CosellJsonWriter *writer, CosellJsonValue object, const char *name)
{
  CosellJsonValue value = cosell_json_member_nocase (object, name);
  gsize length;
  const char *raw = cosell_json_raw (value, &length);

  if (!cosell_json_is_present (value))
    return;
  cosell_json_writer_name (writer, name);
  cosell_json_writer_raw (writer, raw, (gssize) length);
}

/* Members that a caller may give, and not what the service adds to them. */
static void
write_profile (const CosellInvite *self, CosellJsonValue own, CosellJsonWriter *writer)
{
  static const char *const members[] = { "name", "size", "address", "ids" };
  CosellJsonValue profile = cosell_json_member_nocase (own, "customerProfile");

  cosell_json_writer_name (writer, "customerProfile");
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    copy_member (writer, profile, members[i]);
  if (self->partner == NULL && gives_contacts (self))
    {
      g_autofree char *contacts = write_contacts (self);

      cosell_json_writer_name (writer, "team");
      cosell_json_writer_raw (writer, contacts, -1);
    }
  else
    copy_member (writer, profile, "team");
  cosell_json_writer_end_object (writer);
}

static void
write_bool (CosellJsonWriter *writer, const char *name, gboolean value)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_bool (writer, value);
}

/* A3: what is not shown to Microsoft sellers is not shown by inviting a partner. */
static void
write_consent (const CosellInvite *self, CosellJsonValue own, CosellJsonWriter *writer)
{
  CosellJsonValue consent = cosell_json_member_nocase (own, "consent");
  gboolean microsoft = self->partner == NULL;
  gboolean confirmed = microsoft || self->consent == COSELL_JSON_TRUE;

  cosell_json_writer_name (writer, "consent");
  cosell_json_writer_begin_object (writer);
  write_bool (writer, "consentToContact",
              confirmed || cosell_referral_read_bool_nocase (consent, "consentToContact"));
  write_bool (writer, "consentToToShareInfoWithOthers",
              confirmed ||
                  cosell_referral_read_bool_nocase (consent, "consentToToShareInfoWithOthers"));
  write_bool (writer, "consentToShareReferralWithMicrosoftSellers",
              microsoft || cosell_referral_is_shared (own));
  cosell_json_writer_end_object (writer);
}

/* C25: what this program knows of them, as in a deal that is created with Microsoft. */
static void
write_attributes (CosellJsonValue own, CosellJsonWriter *writer)
{
  g_autofree char *text = g_strdup ("{}");
  g_autoptr (CosellJson) doc = NULL;

  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    {
      const CosellMember *member = cosell_member_get ((CosellMemberId) i);
      CosellJsonValue value = cosell_member_place_value (own, member->path);
      g_autofree char *raw = NULL;

      if (member->type == NULL || !cosell_json_is_present (value))
        continue;
      raw = cosell_json_dup_raw (value);
      cosell_take_str (&text, cosell_member_place_set (text, member->path, raw, NULL));
    }
  doc = cosell_json_parse (text, -1, NULL);
  copy_member (writer, cosell_json_pointer (cosell_json_root (doc), "/details/requirements"),
               "additionalRequirements");
}

static void
write_details (CosellJsonValue own, CosellJsonWriter *writer)
{
  static const char *const members[] = { "notes", "dealValue", "currency", "closingDateTime" };
  CosellJsonValue details = cosell_json_member_nocase (own, "details");

  cosell_json_writer_name (writer, "details");
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    copy_member (writer, details, members[i]);
  cosell_json_writer_name (writer, "requirements");
  cosell_json_writer_begin_object (writer);
  copy_member (writer, cosell_json_member_nocase (details, "requirements"), "solutions");
  write_attributes (own, writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
}

static void
write_microsoft (const CosellInvite *self, CosellJsonValue own, CosellJsonWriter *writer)
{
  g_autofree char *notes = cosell_text_tidy (self->notes, COSELL_TEXT_LINES);

  cosell_json_writer_name (writer, "target");
  cosell_json_writer_begin_array (writer);
  cosell_draft_write_target (writer, "BusinessProfileLocation", COSELL_MICROSOFT_ORG);
  cosell_json_writer_end_array (writer);
  write_details (own, writer);
  copy_member (writer, own, "team");
  cosell_json_writer_name (writer, "inviteContext");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "assistanceRequestCode",
                             cosell_enum_nick (COSELL_TYPE_HELP, (int) self->help));
  cosell_json_writer_member (writer, "notes", notes);
  cosell_json_writer_end_object (writer);
}

static void
write_partner (const CosellInvite *self, CosellJsonValue own, CosellJsonWriter *writer)
{
  CosellJsonValue people = cosell_json_member_nocase (own, "team");
  g_autoptr (GListStore) team = g_list_store_new (COSELL_TYPE_CONTACT);

  for (guint i = 0; i < cosell_json_length (people); i++)
    {
      g_autoptr (CosellContact) contact =
          cosell_contact_new_from_wire (cosell_json_element (people, i));

      g_list_store_append (team, contact);
    }
  cosell_draft_partner_write_wire (self->partner, G_LIST_MODEL (team), writer);
}

char *
cosell_invite_make_body (const CosellInvite *self, const char *own_text)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autofree char *body = NULL;
  CosellJsonWriter *writer;
  CosellJsonValue own;

  g_return_val_if_fail (self != NULL && own_text != NULL, NULL);

  doc = cosell_json_parse (own_text, -1, NULL);
  g_return_val_if_fail (doc != NULL, NULL);
  own = cosell_json_root (doc);
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  copy_member (writer, own, "name");
  cosell_json_writer_member (writer, "qualification", "SalesQualified");
  if (self->partner == NULL)
    cosell_json_writer_member (writer, "type", "Shared");
  else
    copy_member (writer, own, "type");
  copy_member (writer, own, "engagementId");
  copy_member (writer, own, "mpnId");
  write_profile (self, own, writer);
  write_consent (self, own, writer);
  if (self->partner == NULL)
    write_microsoft (self, own, writer);
  else
    write_partner (self, own, writer);
  cosell_json_writer_end_object (writer);
  body = cosell_json_writer_end (writer);
  return self->partner == NULL ? g_steal_pointer (&body)
                               : cosell_draft_partner_name_body (self->partner, body);
}

/* the draft */

static void
set_contacts (CosellDraft *draft, GListStore *contacts)
{
  GListStore *list = cosell_customer_get_contacts (cosell_draft_get_customer (draft));
  g_autoptr (GPtrArray) given = cosell_draft_list_people (G_LIST_MODEL (contacts));

  if (given->len > 0)
    g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), given->pdata,
                         given->len);
}

char *
cosell_invite_add_to_draft (const CosellInvite *self, const char *draft_json, GError **error)
{
  g_autoptr (CosellDraft) draft = NULL;

  g_return_val_if_fail (self != NULL && draft_json != NULL, NULL);

  draft = cosell_draft_new_from_json (draft_json, error);
  if (draft == NULL)
    return NULL;
  if (self->partner != NULL)
    g_list_store_append (cosell_draft_get_partners (draft), self->partner);
  else
    {
      g_object_set (draft, "help", self->help, "notes-to-microsoft", self->notes, NULL);
      g_object_set (cosell_draft_get_customer (draft), "consent", TRUE, NULL);
      set_contacts (draft, self->contacts);
    }
  return cosell_draft_to_json (draft);
}

char *
cosell_invite_drop_from_draft (const char *draft_json, const char *addressee, GError **error)
{
  g_autoptr (CosellDraft) draft = NULL;
  GListStore *partners;

  g_return_val_if_fail (draft_json != NULL && addressee != NULL, NULL);

  draft = cosell_draft_new_from_json (draft_json, error);
  if (draft == NULL)
    return NULL;
  if (cosell_referral_same_id (addressee, COSELL_MICROSOFT_ORG))
    g_object_set (draft, "help", COSELL_HELP_NONE, NULL);
  partners = cosell_draft_get_partners (draft);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (partners)); i > 0; i--)
    {
      g_autoptr (CosellDraftPartner) partner =
          g_list_model_get_item (G_LIST_MODEL (partners), i - 1);
      g_autofree char *id =
          cosell_text_tidy (cosell_draft_partner_get_id (partner), COSELL_TEXT_CODE);

      if (cosell_referral_same_id (id, addressee))
        g_list_store_remove (partners, i - 1);
    }
  return cosell_draft_to_json (draft);
}
