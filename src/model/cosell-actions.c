#include "model/cosell-actions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "model/cosell-change-private.h"
#include "model/cosell-wire.h"

#define PATH_STATUS "/status"
#define PATH_SUBSTATUS "/substatus"
#define PATH_REASON "/statusReason"
#define PATH_NOTES "/details/notes"

/* contract 5: in the order of their numbers; the service gets the text itself */
static const char *const closing_reasons[] = {
  N_ ("Project budget isn't adequate"),
  N_ ("Customer didn't respond"),
  N_ ("Customer chose another vendor"),
  N_ ("Customer requirement not met"),
  N_ ("Not a customer"),
  N_ ("Proposed time line was too short"),
  N_ ("Report as abuse, spam, or phishing"),
  N_ ("Others"),
  NULL,
};

static const char *const error_reasons[] = {
  N_ ("Duplicate - created through bulk upload"),
  N_ ("Duplicate - created in Partner Center"),
  N_ ("Duplicate - sent by Microsoft"),
  N_ ("Connector data sync issues"),
  N_ ("Customer matching issues"),
  N_ ("Solution issues (explain in notes)"),
  N_ ("Test referral"),
  N_ ("Data error"),
  N_ ("Others (explain in notes)"),
  NULL,
};

/* D6 in lower case, as it is typed */
static const struct
{
  const char *name;
  int stage;
  gboolean assessment;
} stages[] = {
  { "qualified", 20, FALSE },
  { "developed", 40, FALSE },
  { "proposed", 60, FALSE },
  { "negotiated", 80, FALSE },
  { "secure-customer-loe", 20, TRUE },
  { "collect-data", 40, TRUE },
  { "prepare-assessment-report", 60, TRUE },
  { "present-to-customer", 80, TRUE },
};

/* reasons */

static const char *const *
reasons_of (CosellReasons list)
{
  switch (list)
    {
    case COSELL_REASONS_CLOSING:
      return closing_reasons;
    case COSELL_REASONS_ERROR:
      return error_reasons;
    }
  g_assert_not_reached ();
}

const char *
cosell_reason_text (CosellReasons list, guint number)
{
  const char *const *reasons = reasons_of (list);

  if (number < 1 || number > g_strv_length ((char **) reasons))
    return NULL;
  return reasons[number - 1];
}

const char *
cosell_reason_label (CosellReasons list, guint number)
{
  const char *text = cosell_reason_text (list, number);

  return text != NULL ? _ (text) : NULL;
}

static char *
list_reasons (CosellReasons list)
{
  const char *const *reasons = reasons_of (list);
  GString *text = g_string_new (NULL);

  for (guint i = 0; reasons[i] != NULL; i++)
    g_string_append_printf (text, "%s%u %s", i > 0 ? "; " : "", i + 1, reasons[i]);
  return g_string_free (text, FALSE);
}

/* Contract 5: the text itself says so. */
static gboolean
asks_for_notes (const char *reason)
{
  return g_str_has_suffix (reason, "(explain in notes)");
}

gboolean
cosell_reason_asks_for_notes (CosellReasons list, guint number)
{
  const char *text = cosell_reason_text (list, number);

  return text != NULL && asks_for_notes (text);
}

/* The words of a text as they are typed by hand: "Customer didn\u2019t  respond" → "Customer didn't
 * respond" */
static char *
plain_words (const char *text)
{
  g_autofree char *tidy = cosell_text_tidy (text, COSELL_TEXT_LINE);
  GString *words = g_string_new (NULL);

  for (const char *p = tidy; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2019)
        c = '\'';
      if (!g_unichar_isspace (c))
        g_string_append_unichar (words, c);
      else if (words->str[words->len - 1] != ' ') /* none stands at the start */
        g_string_append_c (words, ' ');
    }
  return g_string_free (words, FALSE);
}

const char *
cosell_reason_find (CosellReasons list, const char *given, GError **error)
{
  const char *const *reasons = reasons_of (list);
  g_autofree char *words = plain_words (given);
  g_autofree char *all = NULL;
  guint64 number;

  g_return_val_if_fail (given != NULL, NULL);

  if (g_ascii_string_to_unsigned (words, 10, 1, g_strv_length ((char **) reasons), &number, NULL))
    return reasons[number - 1];
  for (guint i = 0; reasons[i] != NULL; i++)
    {
      g_autofree char *reason = plain_words (reasons[i]);

      if (g_str_equal (reason, words))
        return reasons[i];
    }
  all = list_reasons (list);
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
               _ ("“%s” is no reason of the list. Give a number or the exact text: %s."), given,
               all);
  return NULL;
}

gboolean
cosell_reason_require_notes (const char *reason, const char *notes, GError **error)
{
  g_return_val_if_fail (reason != NULL, FALSE);

  if (!asks_for_notes (reason) || !cosell_text_is_blank (notes))
    return TRUE;
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
               _ ("D9: the reason “%s” has to be explained. Say in the notes what is wrong."),
               _ (reason));
  return FALSE;
}

/* stages */

/* The names that deals of this type have, for a message. */
static char *
list_stages (gboolean assessment)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (stages[i].assessment == assessment)
      g_string_append_printf (text, "%s%s (%d)", text->len > 0 ? ", " : "", stages[i].name,
                              stages[i].stage);
  return g_string_free (text, FALSE);
}

int
cosell_stage_parse (const char *given, CosellDealType type, GError **error)
{
  gboolean assessment = type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT;
  g_autofree char *words = plain_words (given);
  g_autofree char *all = NULL;
  gboolean of_others = FALSE;
  guint64 number = 0;

  g_return_val_if_fail (given != NULL, 0);

  if (g_str_has_suffix (words, "%"))
    words[strlen (words) - 1] = '\0';
  g_ascii_string_to_unsigned (g_strchomp (words), 10, 0, 100, &number, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      if (number != (guint64) stages[i].stage && !g_str_equal (stages[i].name, words))
        continue;
      if (stages[i].assessment == assessment)
        return stages[i].stage;
      of_others = TRUE;
    }
  all = list_stages (assessment);
  if (of_others)
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                 _ ("D6: deals of this type have no stage “%s”. Their stages: %s."), given, all);
  else
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                 _ ("“%s” is no stage that can be marked. Stages: %s."), given, all);
  return 0;
}

/* changes */

static CosellJson *
parse (const char *text)
{
  return cosell_json_parse (text, -1, NULL);
}

/* A change that stands even when the value is the same (D11: both members, always). */
static void
put (GPtrArray *changes, CosellJsonValue root, const char *path, const char *value)
{
  guint index;
  CosellChange *change = cosell_changes_lookup (changes, path, &index);
  g_autofree char *current = cosell_json_quote (value);

  if (change == NULL)
    {
      CosellJsonValue before = cosell_json_pointer (root, path);
      g_autofree char *original =
          cosell_json_is_present (before) ? cosell_json_dup_raw (before) : NULL;

      g_ptr_array_add (changes, cosell_change_new (path, original, current));
      return;
    }
  cosell_take_str (&change->current, g_steal_pointer (&current));
}

static void
pair_of (CosellDealStatus status, const char **word, const char **subword)
{
  *word = "Closed";
  switch (status)
    {
    case COSELL_DEAL_STATUS_ACCEPTED:
      *word = "Active";
      *subword = "Accepted";
      return;
    case COSELL_DEAL_STATUS_WON:
      *subword = "Won";
      return;
    case COSELL_DEAL_STATUS_LOST:
      *subword = "Lost";
      return;
    case COSELL_DEAL_STATUS_DECLINED:
      *subword = "Declined";
      return;
    case COSELL_DEAL_STATUS_ERROR:
      *subword = "Error";
      return;
    case COSELL_DEAL_STATUS_DRAFT:
    case COSELL_DEAL_STATUS_RECEIVED:
    case COSELL_DEAL_STATUS_EXPIRED:
      break;
    }
  g_assert_not_reached ();
}

void
cosell_changes_set_status (GPtrArray *changes,
                           const char *text,
                           CosellDealStatus status,
                           const char *reason)
{
  g_autoptr (CosellJson) doc = NULL;
  const char *word, *subword;
  CosellJsonValue root;

  g_return_if_fail (changes != NULL && text != NULL);

  doc = parse (text);
  g_return_if_fail (doc != NULL);
  root = cosell_json_root (doc);
  pair_of (status, &word, &subword);
  put (changes, root, PATH_STATUS, word);
  put (changes, root, PATH_SUBSTATUS, subword);
  if (reason != NULL)
    put (changes, root, PATH_REASON, reason);
}

void
cosell_changes_set_stage (GPtrArray *changes, const char *text, int stage)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autofree char *value = g_strdup_printf ("\"%d\"", stage);

  g_return_if_fail (changes != NULL && text != NULL);

  doc = parse (text);
  g_return_if_fail (doc != NULL);
  cosell_changes_record (changes, cosell_json_root (doc), COSELL_PATH_STAGE, value);
}

void
cosell_changes_add_notes (GPtrArray *changes, const char *text, const char *notes)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autofree char *tidy = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *before = NULL;
  g_autofree char *all = NULL;
  g_autofree char *value = NULL;

  g_return_if_fail (changes != NULL && text != NULL && notes != NULL);

  doc = parse (text);
  g_return_if_fail (doc != NULL);
  tidy = cosell_text_tidy (notes, COSELL_TEXT_LINES);
  if (*tidy == '\0')
    return;
  raw = cosell_json_dup_string (cosell_json_pointer (cosell_json_root (doc), PATH_NOTES));
  before = cosell_wire_decode_entities (raw);
  all = before != NULL && *before != '\0' ? g_strconcat (tidy, "\n\n", before, NULL)
                                          : g_strdup (tidy);
  value = cosell_json_quote (all);
  cosell_changes_record (changes, cosell_json_root (doc), PATH_NOTES, value);
}

static gboolean
refuse (GError **error, const char *message)
{
  return cosell_change_refuse (error, COSELL_RULE_ERROR_REFUSED, message);
}

gboolean
cosell_changes_require_accept (GPtrArray *changes, const char *text, GError **error)
{
  g_autofree char *after = NULL;
  g_autoptr (CosellJson) doc = NULL;
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  g_autofree char *currency = NULL;
  g_autofree char *date = NULL;
  CosellJsonValue root;

  g_return_val_if_fail (changes != NULL && text != NULL, FALSE);

  after = cosell_changes_apply (changes, text, error);
  doc = after != NULL ? cosell_json_parse (after, -1, error) : NULL;
  if (doc == NULL)
    return FALSE;
  root = cosell_json_root (doc);
  name = cosell_wire_text (root, "name");
  value = cosell_wire_value (root);
  currency = cosell_wire_currency (root);
  date = cosell_wire_close_date (root);
  if (name == NULL)
    return refuse (error, _ ("D2: a deal is accepted with a name, and this one has none. Give one "
                             "that identifies it later."));
  if (value == NULL)
    return refuse (error, _ ("D2: a deal is accepted with an estimated value, and this one has "
                             "none. Give the value that you expect."));
  if (currency == NULL)
    return refuse (error, _ ("D2: the estimated value has no currency. Give its three-letter code, "
                             "such as EUR."));
  if (date == NULL)
    return refuse (error, _ ("D2: a deal is accepted with an estimated close date, and this one "
                             "has none. Give it as YYYY-MM-DD."));
  return TRUE;
}

gboolean
cosell_changes_have_status (GPtrArray *changes)
{
  guint index;

  g_return_val_if_fail (changes != NULL, FALSE);

  return cosell_changes_lookup (changes, PATH_STATUS, &index) != NULL ||
         cosell_changes_lookup (changes, PATH_SUBSTATUS, &index) != NULL;
}

gboolean
cosell_changes_are_win (GPtrArray *changes)
{
  CosellChange *change =
      changes != NULL ? cosell_changes_lookup (changes, PATH_SUBSTATUS, NULL) : NULL;

  return change != NULL && g_strcmp0 (change->current, "\"Won\"") == 0;
}
