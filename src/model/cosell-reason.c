#include "model/cosell-reason.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "model/cosell-rule-error.h"

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
  return cosell_rule_error_name (error, "D9");
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
  cosell_rule_error_name (error, "D6");
  return 0;
}
