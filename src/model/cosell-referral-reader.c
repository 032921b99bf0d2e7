/* cosell-referral-reader.c: tolerant reading of referral members */
#include "model/cosell-referral-reader.h"

#include <string.h>

#include "base/cosell-guid.h"
#include "base/cosell-json-edit.h"
#include "base/cosell-text.h"
#include "base/cosell-time.h"
#include "model/cosell-referral.h"

/* D4, contract 6.2: days to answer when the service gives no date */
#define ANSWER_DAYS 14

static char *
dup_text (CosellJsonValue value)
{
  CosellJsonKind kind = cosell_json_kind (value);

  if (kind != COSELL_JSON_STRING && kind != COSELL_JSON_NUMBER)
    return NULL;
  return cosell_json_dup_scalar (value);
}

static char *
read_text (CosellJsonValue value)
{
  g_autofree char *text = dup_text (value);

  if (text == NULL)
    return NULL;
  g_strstrip (text);
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

char *
cosell_referral_read_text (CosellJsonValue object, const char *name)
{
  return read_text (cosell_json_member (object, name));
}

char *
cosell_referral_read_id (CosellJsonValue object, const char *name)
{
  g_autofree char *text = cosell_referral_read_text (object, name);

  return !cosell_guid_is_nil (text) ? g_steal_pointer (&text) : NULL;
}

char *
cosell_referral_read_display_value (CosellJsonValue value)
{
  g_autofree char *text = read_text (value);
  g_autofree char *decoded = cosell_referral_decode_entities (text);

  return !cosell_text_is_blank (decoded) ? g_steal_pointer (&decoded) : NULL;
}

char *
cosell_referral_read_display (CosellJsonValue object, const char *name)
{
  return cosell_referral_read_display_value (cosell_json_member (object, name));
}

char *
cosell_referral_read_string (CosellJsonValue object, const char *name)
{
  char *text = dup_text (cosell_json_member (object, name));

  return text != NULL ? text : g_strdup ("");
}

gint64
cosell_referral_read_instant (CosellJsonValue object, const char *name)
{
  g_autofree char *text = cosell_referral_read_text (object, name);
  gint64 instant;

  return cosell_time_parse_possible (text, &instant) ? instant : COSELL_NO_TIME;
}

static gboolean
is_true (CosellJsonValue value)
{
  g_autofree char *text = NULL;

  if (cosell_json_kind (value) != COSELL_JSON_STRING)
    return cosell_json_get_bool (value, FALSE);
  text = cosell_json_dup_string (value);
  return cosell_referral_same_id (text, "true");
}

gboolean
cosell_referral_read_bool (CosellJsonValue object, const char *name)
{
  return is_true (cosell_json_member (object, name));
}

gboolean
cosell_referral_read_bool_nocase (CosellJsonValue object, const char *name)
{
  return is_true (cosell_json_member_nocase (object, name));
}

gboolean
cosell_referral_same_id (const char *a, const char *b)
{
  return a != NULL && b != NULL && g_ascii_strcasecmp (a, b) == 0;
}

/* Decodes one reference at text ("&…"): the character and its length, 0 when it is none. */
static gsize
decode_reference (const char *text, gunichar *character)
{
  static const struct
  {
    const char *reference;
    char character;
  } named[] = {
    { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' },
  };
  gboolean hex;
  char *end;
  guint64 code;

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_str_has_prefix (text, named[i].reference))
      {
        *character = named[i].character;
        return strlen (named[i].reference);
      }
  if (text[1] != '#')
    return 0;
  hex = text[2] == 'x' || text[2] == 'X';
  text += hex ? 3 : 2;
  if (hex ? !g_ascii_isxdigit (*text) : !g_ascii_isdigit (*text))
    return 0;
  code = g_ascii_strtoull (text, &end, hex ? 16 : 10);
  if (*end != ';' || code > 0x10ffff || !g_unichar_validate ((gunichar) code) ||
      g_unichar_iscntrl ((gunichar) code))
    return 0;
  *character = (gunichar) code;
  return (gsize) (end + 1 - text) + (hex ? 3 : 2);
}

char *
cosell_referral_decode_entities (const char *text)
{
  GString *decoded;

  if (text == NULL || strchr (text, '&') == NULL)
    return g_strdup (text);

  decoded = g_string_sized_new (strlen (text));
  while (*text != '\0')
    {
      gunichar character;
      gsize length = *text == '&' ? decode_reference (text, &character) : 0;

      if (length > 0)
        g_string_append_unichar (decoded, character);
      else
        g_string_append_c (decoded, *text);
      text += MAX (length, 1);
    }
  return g_string_free (decoded, FALSE);
}

static void
write_decoded (CosellJsonWriter *writer, CosellJsonValue value)
{
  CosellJsonKind kind = cosell_json_kind (value);
  CosellJsonValue name, child;
  CosellJsonIter iter;
  const char *raw;
  gsize length;

  if (kind == COSELL_JSON_STRING)
    {
      g_autofree char *text = cosell_json_dup_string (value);
      g_autofree char *decoded = cosell_referral_decode_entities (text);

      cosell_json_writer_string (writer, decoded);
    }
  else if (kind == COSELL_JSON_OBJECT || kind == COSELL_JSON_ARRAY)
    {
      if (kind == COSELL_JSON_OBJECT)
        cosell_json_writer_begin_object (writer);
      else
        cosell_json_writer_begin_array (writer);
      cosell_json_iter_init (&iter, value);
      while (cosell_json_iter_next (&iter, &name, &child))
        {
          g_autofree char *text = cosell_json_dup_string (name);

          if (kind == COSELL_JSON_OBJECT)
            cosell_json_writer_name (writer, text);
          write_decoded (writer, child);
        }
      if (kind == COSELL_JSON_OBJECT)
        cosell_json_writer_end_object (writer);
      else
        cosell_json_writer_end_array (writer);
    }
  else
    {
      raw = cosell_json_raw (value, &length);
      cosell_json_writer_raw (writer, raw, (gssize) length);
    }
}

CosellJson *
cosell_referral_parse_decoded (const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  CosellJsonWriter *writer;
  g_autofree char *decoded = NULL;

  /* "&" as it is or escaped */
  if (doc == NULL || (strchr (json, '&') == NULL && strstr (json, "\\u") == NULL))
    return g_steal_pointer (&doc);
  writer = cosell_json_writer_new ();
  write_decoded (writer, cosell_json_root (doc));
  decoded = cosell_json_writer_end (writer);
  return cosell_json_parse (decoded, -1, NULL);
}

char *
cosell_referral_read_close_date (CosellJsonValue referral)
{
  gint64 instant =
      cosell_referral_read_instant (cosell_json_member (referral, "details"), "closingDateTime");

  return cosell_time_format_date (instant);
}

char *
cosell_referral_read_currency (CosellJsonValue referral)
{
  g_autofree char *text =
      cosell_referral_read_text (cosell_json_member (referral, "details"), "currency");

  return text != NULL ? g_ascii_strup (text, -1) : NULL;
}

char *
cosell_referral_read_value (CosellJsonValue referral)
{
  g_autofree char *raw =
      cosell_referral_read_text (cosell_json_member (referral, "details"), "dealValue");
  g_autofree char *currency = cosell_referral_read_currency (referral);

  return cosell_money_normalize (raw, currency);
}

gint64
cosell_referral_read_deadline (CosellJsonValue referral, int status)
{
  gint64 deadline, created;

  if (status != COSELL_DEAL_STATUS_RECEIVED)
    return COSELL_NO_TIME;
  deadline = cosell_referral_read_instant (referral, "expirationDateTime");
  if (deadline != COSELL_NO_TIME)
    return deadline;
  created = cosell_referral_read_instant (referral, "createdDateTime");
  return created != COSELL_NO_TIME ? created + ANSWER_DAYS * G_TIME_SPAN_DAY : COSELL_NO_TIME;
}

int
cosell_referral_read_status (CosellJsonValue referral, int fallback)
{
  g_autofree char *status = cosell_referral_read_text (referral, "status");
  g_autofree char *substatus = cosell_referral_read_text (referral, "substatus");

  return cosell_status_from_wire (status, substatus, fallback);
}

gboolean
cosell_referral_is_shared (CosellJsonValue referral)
{
  static const char name[] = "consentToShareReferralWithMicrosoftSellers";
  CosellJsonValue consent = cosell_json_member_nocase (referral, "consent");

  return is_true (cosell_json_member_nocase (consent, name));
}

int
cosell_referral_read_help (CosellJsonValue referral)
{
  CosellJsonValue context = cosell_json_member (referral, "inviteContext");
  g_autofree char *code = cosell_referral_read_text (context, "assistanceRequestCode");

  if (code == NULL || cosell_referral_same_id (code, "Unknown") ||
      cosell_referral_same_id (code, "None"))
    return COSELL_HELP_NONE;
  for (int help = COSELL_HELP_WORKLOAD; help <= COSELL_HELP_GENERAL; help++)
    if (cosell_referral_same_id (code, cosell_enum_nick (COSELL_TYPE_HELP, help)))
      return help;
  return COSELL_HELP_GENERAL;
}

CosellJsonValue
cosell_referral_read_solutions (CosellJsonValue referral)
{
  CosellJsonValue details = cosell_json_member (referral, "details");

  return cosell_json_member (cosell_json_member (details, "requirements"), "solutions");
}

gboolean
cosell_referral_has_assessment (CosellJsonValue referral)
{
  CosellJsonValue solution;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_referral_read_solutions (referral));
  while (cosell_json_iter_next (&iter, NULL, &solution))
    if (cosell_referral_is_assessment_solution (solution))
      return TRUE;
  return FALSE;
}

/* [inference] How the service marks an assessment is unknown (contract, section 15): no JSON of one
 * was ever seen. Taken for one: a solution whose kind (ours), solutionType or id says so. */
gboolean
cosell_referral_is_assessment_solution (CosellJsonValue solution)
{
  static const char *const names[] = { "kind", "solutionType", "id" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = cosell_referral_read_text (solution, names[i]);
      g_autofree char *lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;

      if (lower != NULL && strstr (lower, "assessment") != NULL)
        return TRUE;
    }
  return FALSE;
}
