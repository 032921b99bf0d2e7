#include "model/cosell-changes-status.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "model/cosell-change-private.h"
#include "model/cosell-referral-reader.h"

#define PATH_STATUS "/status"
#define PATH_SUBSTATUS "/substatus"
#define PATH_REASON "/statusReason"

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
  raw = cosell_json_dup_string (cosell_json_pointer (cosell_json_root (doc), COSELL_PATH_NOTES));
  before = cosell_referral_decode_entities (raw);
  all = before != NULL && *before != '\0' ? g_strconcat (tidy, "\n\n", before, NULL)
                                          : g_strdup (tidy);
  value = cosell_json_quote (all);
  cosell_changes_record (changes, cosell_json_root (doc), COSELL_PATH_NOTES, value);
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
  name = cosell_referral_read_text (root, "name");
  value = cosell_referral_read_value (root);
  currency = cosell_referral_read_currency (root);
  date = cosell_referral_read_close_date (root);
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
