#include "cli/cosell-cli-format.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-decimal.h"
#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "cli/cosell-cli-json.h"
#include "model/cosell-change.h"
#include "model/cosell-draft.h"
#include "model/cosell-lead.h"
#include "model/cosell-member.h"
#include "model/cosell-people.h"

char *
cosell_cli_instant (gint64 instant)
{
  g_autofree char *text = cosell_time_format (instant);
  g_autoptr (GDateTime) utc =
      text != NULL ? g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  /* as close dates are written: "%x" has words that GLib cannot write in every locale */
  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_steal_pointer (&text);
}

/* An RFC 3339 member in local time and the locale's way. (transfer full) (nullable) */
static char *
local_time (CosellJsonValue value)
{
  g_autofree char *text = cosell_json_dup_string (value);
  gint64 instant;

  return cosell_time_parse (text, &instant) ? cosell_cli_instant (instant) : NULL;
}

static char *
member_text (CosellJsonValue object, const char *name)
{
  return cosell_json_dup_scalar (cosell_json_member (object, name));
}

static char *
format_money (const char *value, const char *currency)
{
  g_autofree char *shown =
      cosell_intl_format_decimal (value, cosell_intl_currency_digits (currency));

  return currency != NULL ? g_strdup_printf ("%s %s", currency, shown) : g_steal_pointer (&shown);
}

/* "SEK 1,200,000.00" of an object with these members. (transfer full) (nullable) */
static char *
member_money (CosellJsonValue object)
{
  g_autofree char *value = member_text (object, "value");
  g_autofree char *currency = member_text (object, "currency");

  return value != NULL ? format_money (value, currency) : NULL;
}

/* What somebody, or a solution, is called. (transfer full) */
static char *
element_name (const char *path, CosellJsonValue element)
{
  if (cosell_json_kind (element) != COSELL_JSON_OBJECT)
    return cosell_json_dup_scalar (element);
  if (g_str_has_suffix (path, "/team"))
    {
      g_autoptr (CosellContact) contact = cosell_contact_new_from_wire (element);

      return g_strdup (cosell_contact_get_display_name (contact));
    }
  if (g_str_has_suffix (path, "/solutions"))
    {
      g_autoptr (CosellSolution) solution = cosell_solution_new_from_json (element);

      return g_strdup (cosell_solution_get_display_name (solution));
    }
  return NULL;
}

/* (transfer full) (nullable): of an empty list */
static char *
brief_list (const char *path, CosellJsonValue array)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = cosell_json_length (array);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = element_name (path, cosell_json_element (array, i));

      if (name == NULL)
        return g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  return n > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

char *
cosell_cli_brief (const char *path, const char *json)
{
  g_autoptr (CosellJson) document = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  CosellJsonValue value = cosell_json_root (document);
  char *text = cosell_change_display (json);
  gint64 instant;

  if (path == NULL)
    path = "";
  if (cosell_time_parse (text, &instant))
    {
      /* what the service writes for "no date" is none */
      if (!cosell_time_is_possible (instant))
        g_clear_pointer (&text, g_free);
      else if (g_str_equal (path, COSELL_PATH_CLOSE_DATE))
        cosell_take_str (&text, cosell_time_format_date (instant));
    }
  else if (g_str_equal (path, COSELL_PATH_VALUE) && cosell_decimal_is_valid (text))
    cosell_take_str (&text, cosell_decimal_normalize (text, 0));
  if (text != NULL || !cosell_json_is_present (value) ||
      cosell_json_kind (value) == COSELL_JSON_STRING)
    return text;
  if (cosell_json_kind (value) == COSELL_JSON_ARRAY)
    return brief_list (path, value);
  return g_strdup (_ ("whole deal"));
}

char *
cosell_cli_path_label (const char *path)
{
  if (path == NULL || *path == '\0')
    return g_strdup (_ ("Deal"));
  return g_strdup (cosell_change_label (path));
}

static char *
enum_label (CosellJsonValue row, const char *name, GType type)
{
  g_autofree char *nick = member_text (row, name);
  int value;

  if (type == COSELL_TYPE_SYNC_STATE &&
      cosell_json_get_bool (cosell_json_member (row, "held"), FALSE))
    return g_strdup (cosell_sync_state_label (COSELL_SYNC_STATE_HELD));
  if (nick == NULL || !cosell_enum_from_nick (type, nick, &value))
    return g_steal_pointer (&nick);
  if (type == COSELL_TYPE_DEAL_TYPE)
    return g_strdup (cosell_deal_type_label ((CosellDealType) value));
  if (type == COSELL_TYPE_DEAL_STATUS)
    return g_strdup (cosell_deal_status_label ((CosellDealStatus) value));
  return g_strdup (cosell_sync_state_label ((CosellSyncState) value));
}

static char *
row_money (const CosellDealData *row)
{
  return row->value != NULL ? format_money (row->value, row->currency) : NULL;
}

/* "Synced" is what nobody needs to read in every row. */
static const char *
row_sync (const CosellDealData *row)
{
  if (row->held)
    return cosell_sync_state_label (COSELL_SYNC_STATE_HELD);
  return row->sync != COSELL_SYNC_STATE_SYNCED
             ? cosell_sync_state_label ((CosellSyncState) row->sync)
             : NULL;
}

static const char *
row_status (const CosellDealData *row)
{
  return row->invisible_since != COSELL_NO_TIME
             ? _ ("No longer visible")
             : cosell_deal_status_label ((CosellDealStatus) row->status);
}

static void
add_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellDealData *row = item;

  cosell_cli_table_add_number (table, row->id);
  cosell_cli_table_add (table, row->favorite ? "♥" : NULL);
  cosell_cli_table_add (table, row->name);
  cosell_cli_table_add (table, row->customer);
  cosell_cli_table_add (table, cosell_deal_type_label ((CosellDealType) row->type));
  cosell_cli_table_add (table, row_status (row));
  cosell_cli_table_take (table, row_money (row));
  cosell_cli_table_add (table, row->close_date);
  cosell_cli_table_add (table, row->country);
  cosell_cli_table_add (table, row_sync (row));
}

const CosellCliList cosell_cli_rows = {
  { N_ (">ID"), "♥", N_ ("Deal name"), N_ ("Customer"), N_ ("Type"), N_ ("Status"), N_ (">Value"),
    N_ ("Close date"), N_ ("Country"), N_ ("Changes") },
  add_cells,
  cosell_cli_rows_to_json,
};

static void
say_text (const char *label, char *text)
{
  g_autofree char *taken = text;

  cosell_cli_say_field (label, taken);
}

static void
say_people (const char *title, CosellJsonValue people)
{
  if (cosell_json_length (people) == 0)
    return;
  cosell_cli_say ("\n%s", title);
  for (guint i = 0; i < cosell_json_length (people); i++)
    {
      CosellJsonValue one = cosell_json_element (people, i);
      g_autoptr (CosellContact) contact = NULL;
      g_autofree char *phone = NULL;
      g_autofree char *rest = NULL;

      if (cosell_json_kind (one) != COSELL_JSON_OBJECT)
        continue;
      contact = cosell_contact_new_from_json (one);
      g_object_get (contact, "phone", &phone, NULL);
      rest = g_strdup_printf ("%s  %s", cosell_contact_get_email (contact), phone);
      cosell_cli_say_field (cosell_contact_get_display_name (contact), rest);
    }
}

static void
say_solutions (CosellJsonValue solutions)
{
  if (cosell_json_length (solutions) == 0)
    return;
  cosell_cli_say ("\n%s", _ ("Solutions"));
  for (guint i = 0; i < cosell_json_length (solutions); i++)
    {
      g_autoptr (CosellSolution) solution =
          cosell_solution_new_from_json (cosell_json_element (solutions, i));

      cosell_cli_say_field (cosell_solution_get_id (solution),
                            cosell_solution_get_display_name (solution));
    }
}

static void
say_microsoft (CosellJsonValue microsoft)
{
  g_autofree char *help = NULL;
  int value;

  if (cosell_json_kind (microsoft) != COSELL_JSON_OBJECT)
    return;
  cosell_cli_say ("\n%s", "Microsoft");
  say_text (_ ("Status"), enum_label (microsoft, "status", COSELL_TYPE_DEAL_STATUS));
  help = member_text (microsoft, "help");
  if (help != NULL && cosell_enum_from_nick (COSELL_TYPE_HELP, help, &value))
    cosell_cli_say_field (_ ("Help"), cosell_help_label ((CosellHelp) value));
  say_people (_ ("Microsoft team"), cosell_json_member (microsoft, "team"));
}

/* Which opportunity the deal is, and what is to be known of it. */
static void
say_crm (CosellJsonValue crm)
{
  CosellJsonValue notices = cosell_json_member (crm, "notices");
  CosellJsonValue question = cosell_json_member (crm, "question");

  if (cosell_json_kind (crm) != COSELL_JSON_OBJECT)
    return;
  cosell_cli_say ("\n%s", _ ("CRM"));
  say_text (_ ("Name"), member_text (crm, "name"));
  say_text (_ ("Opportunity"), member_text (crm, "id"));
  say_text (_ ("Address"), member_text (crm, "url"));
  say_text (_ ("State"), member_text (crm, "state"));
  say_text (_ ("Reason"), member_text (crm, "reason"));
  say_text (_ ("Question"), member_text (question, "words"));
  for (guint i = 0; i < cosell_json_length (notices); i++)
    say_text (_ ("Notice"), member_text (cosell_json_element (notices, i), "words"));
}

/* D14: what the answer to a received deal rests on. */
static void
say_invitation (CosellJsonValue invitation)
{
  g_autofree char *help = member_text (invitation, "help");
  int value;

  if (cosell_json_kind (invitation) != COSELL_JSON_OBJECT)
    return;
  cosell_cli_say ("\n%s", _ ("Invitation"));
  say_text (_ ("Sent by"), member_text (invitation, "from"));
  say_text (_ ("Why you were invited"), member_text (invitation, "notes"));
  if (help != NULL && cosell_enum_from_nick (COSELL_TYPE_HELP, help, &value) &&
      value != COSELL_HELP_NONE)
    cosell_cli_say_field (_ ("Help asked for"), cosell_help_label ((CosellHelp) value));
  say_text (_ ("Your share"), member_money (invitation));
  say_text (_ ("Close date"), member_text (invitation, "closeDate"));
}

/* "a@contoso.example: Valid"; NULL when nobody says */
static char *
validity_text (CosellJsonValue contact, const char *member, const char *validity)
{
  g_autofree char *address = member_text (contact, member);
  g_autofree char *valid = member_text (contact, validity);

  return valid != NULL ? g_strdup_printf ("%s: %s", address != NULL ? address : "", valid) : NULL;
}

/* "Yes", "No"; NULL when nobody says */
static char *
yes_or_no (CosellJsonValue value)
{
  if (!cosell_json_is_present (value))
    return NULL;
  return g_strdup (cosell_json_get_bool (value, FALSE) ? _ ("Yes") : _ ("No"));
}

/* L1, L2, L7, L8 */
static void
say_lead (CosellJsonValue deal)
{
  CosellJsonValue lead = cosell_json_member (deal, "lead");
  CosellJsonValue contacts = cosell_json_member (lead, "contacts");
  g_autofree char *kind = member_text (lead, "kind");
  int value = COSELL_LEAD_KIND_NONE;

  if (cosell_json_kind (lead) != COSELL_JSON_OBJECT)
    return;
  cosell_enum_from_nick (COSELL_TYPE_LEAD_KIND, kind, &value);
  cosell_cli_say ("\n%s", _ ("Lead"));
  cosell_cli_say_field (_ ("Kind"), cosell_lead_kind_label ((CosellLeadKind) value));
  say_text (_ ("Source"), member_text (deal, "source"));
  say_text (_ ("Call to action"), member_text (deal, "action"));
  say_text (_ ("Quality"), member_text (deal, "quality"));
  say_text (_ ("Spam"), yes_or_no (cosell_json_member (lead, "spam")));
  say_text (_ ("Needs an answer"), yes_or_no (cosell_json_member (lead, "needsAnswer")));
  say_text (_ ("Contact directly until"), local_time (cosell_json_member (lead, "contactUntil")));
  for (guint i = 0; i < cosell_json_length (contacts); i++)
    {
      CosellJsonValue contact = cosell_json_element (contacts, i);

      say_text (_ ("E-mail"), validity_text (contact, "email", "emailValidity"));
      say_text (_ ("Phone"), validity_text (contact, "phone", "phoneValidity"));
    }
}

static void
say_partners (CosellJsonValue partners)
{
  for (guint i = 0; i < cosell_json_length (partners); i++)
    {
      CosellJsonValue partner = cosell_json_element (partners, i);
      g_autofree char *name = member_text (partner, "name");

      cosell_cli_say ("\n%s: %s", _ ("Partner"), name != NULL ? name : "");
      say_text (_ ("Status"), enum_label (partner, "status", COSELL_TYPE_DEAL_STATUS));
      say_text (_ ("Estimated value"), member_money (partner));
      say_text (_ ("Close date"), member_text (partner, "closeDate"));
    }
}

/* The profile as it was received is decoded by who reads it, the shown one was. */
static void
say_customer (CosellJsonValue deal)
{
  CosellJsonValue shown = cosell_json_member (deal, "customerProfile");
  CosellJsonValue received = cosell_json_pointer (deal, "/referral/customerProfile");
  CosellJsonValue profile = cosell_json_is_present (received) ? received : shown;
  g_autoptr (CosellCustomer) customer = NULL;
  g_autofree char *address = NULL;
  g_autofree char *duns = NULL;

  if (cosell_json_kind (profile) != COSELL_JSON_OBJECT)
    return;
  customer = cosell_customer_new_from_json (profile);
  g_object_get (customer, "address", &address, "duns", &duns, NULL);
  cosell_cli_say ("\n%s", _ ("Customer"));
  cosell_cli_say_field (_ ("Name"), cosell_customer_get_name (customer));
  cosell_cli_say_field (_ ("Address"), address);
  cosell_cli_say_field (_ ("D-U-N-S number"), duns);
  say_people (_ ("Customer contacts"), cosell_json_member (shown, "team"));
}

/* "Proposed, 60 %"; what is no stage as it was received (D8) */
static char *
stage_text (CosellJsonValue deal)
{
  static const char *const members[] = { "type", "direction", "status", "stage", "stageText" };
  g_autoptr (CosellDealData) data = cosell_deal_data_new ();
  const char *label;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = member_text (deal, members[i]);

      if (text != NULL)
        cosell_field_set_text (cosell_field_find (cosell_deal_fields, members[i]), data, text);
    }
  label = cosell_deal_data_stage_label (data);
  if (label == NULL || data->stage == 0 || data->stage == 100)
    return g_strdup (label);
  return g_strdup_printf (_ ("%s, %d %%"), label, (int) data->stage);
}

/* E4 and E8: what is registered and what comes next, else whether it can be and why not. */
static void
say_registration (CosellJsonValue registration, CosellJsonValue eligibility)
{
  static const struct
  {
    const char *state;
    const char *label;
  } states[] = {
    { "no", N_ ("Cannot be registered") },
    { "after-won", N_ ("Can be registered once it is won") },
    { "yes", N_ ("Can be registered now") },
    { "unknown", N_ ("Whether it can be registered is not known") },
  };
  CosellJsonValue reasons = cosell_json_member (eligibility, "reasons");

  if (!cosell_json_is_present (eligibility))
    return;
  cosell_cli_say ("\n%s", _ ("Deal registration"));
  if (cosell_json_is_present (registration))
    {
      say_text (_ ("Status"), member_text (registration, "label"));
      say_text (_ ("Reason"), member_text (registration, "reason"));
      say_text (_ ("Next step"), member_text (registration, "nextStep"));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (cosell_json_string_equal (cosell_json_member (eligibility, "state"), states[i].state))
      cosell_cli_say_field (_ ("Eligibility"), _ (states[i].label));
  for (guint i = 0; i < cosell_json_length (reasons); i++)
    say_text (i == 0 ? _ ("Reason") : "",
              cosell_json_dup_string (cosell_json_element (reasons, i)));
}

/* P14: which of several referrals of our own this is, and the others. */
static void
say_halves (CosellJsonValue deal)
{
  CosellJsonValue halves = cosell_json_member (deal, "halves");

  for (guint i = 0; i < cosell_json_length (halves); i++)
    say_text (i == 0 ? _ ("Also yours in it") : "",
              cosell_json_dup_string (cosell_json_element (halves, i)));
}

static void
say_member (const CosellMember *member, CosellJsonValue deal)
{
  g_autofree char *text = member_text (deal, member->key);

  cosell_cli_say_field (_ (member->brief != NULL ? member->brief : member->label),
                        cosell_member_display (member->path, text));
}

/* What people edit and no column of the list has. */
static void
say_members (CosellJsonValue deal)
{
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    {
      const CosellMember *member = cosell_member_get ((CosellMemberId) i);

      if ((member->flags & COSELL_MEMBER_SHOWN) != 0)
        say_member (member, deal);
    }
}

void
cosell_cli_print_deal (const char *json)
{
  g_autoptr (CosellJson) document = cosell_json_parse (json, -1, NULL);
  CosellJsonValue deal = cosell_json_root (document);
  g_autofree char *name = member_text (deal, "name");
  g_autofree char *clean = cosell_cli_clean (name);

  cosell_cli_say ("%s", *clean != '\0' ? clean : _ ("Deal without a name"));
  say_text (_ ("ID"), member_text (deal, "id"));
  say_text (_ ("Referral ID"), member_text (deal, "remoteId"));
  say_halves (deal);
  say_text (_ ("Type"), enum_label (deal, "type", COSELL_TYPE_DEAL_TYPE));
  say_text (_ ("Sent by"), member_text (deal, "sender"));
  say_text (_ ("Status"), enum_label (deal, "status", COSELL_TYPE_DEAL_STATUS));
  say_text (_ ("No longer visible since"),
            local_time (cosell_json_member (deal, "invisibleSince")));
  say_text (_ ("Stage"), stage_text (deal));
  say_text (_ ("Estimated value"), member_money (deal));
  say_text (_ ("Close date"), member_text (deal, "closeDate"));
  say_text (_ ("Created"), local_time (cosell_json_member (deal, "createdAt")));
  say_text (_ ("Expires"), local_time (cosell_json_member (deal, "expiresAt")));
  say_members (deal);
  say_text (_ ("Changes"), enum_label (deal, "sync", COSELL_TYPE_SYNC_STATE));
  say_text (_ ("Received as"), member_text (deal, "receivedAs"));
  say_text (_ ("Made from lead"), member_text (deal, "leadId"));
  say_lead (deal);
  say_crm (cosell_json_member (deal, "crm"));
  say_invitation (cosell_json_member (deal, "invitation"));
  say_customer (deal);
  say_people (_ ("Team"), cosell_json_member (deal, "team"));
  say_solutions (cosell_json_member (deal, "solutions"));
  say_microsoft (cosell_json_member (deal, "microsoft"));
  say_partners (cosell_json_member (deal, "partners"));
  say_registration (cosell_json_member (deal, "registration"),
                    cosell_json_member (deal, "eligibility"));
}
