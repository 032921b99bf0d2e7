/* cosell-create-match.c: whether a referral of the service is what a body of ours made */
#include "model/cosell-create-match.h"

#include "base/cosell-decimal.h"
#include "base/cosell-time.h"
#include "model/cosell-answer.h"
#include "model/cosell-member.h"
#include "model/cosell-referral-reader.h"

typedef char *(*ReadFunc) (CosellJsonValue referral);

static char *
read_name (CosellJsonValue referral)
{
  return cosell_referral_read_display (referral, "name");
}

static char *
read_customer (CosellJsonValue referral)
{
  return cosell_referral_read_display (cosell_json_member_nocase (referral, "customerProfile"),
                                       "name");
}

/* The same, not the same, or one side does not say. */
typedef enum
{
  SAME,
  DIFFERENT,
  UNKNOWN,
} Answer;

/* Takes both. */
static Answer
compare (char *sent, char *found)
{
  g_autofree char *mine = sent;
  g_autofree char *theirs = found;

  if (mine == NULL)
    return SAME; /* the service may have filled it */
  if (theirs == NULL)
    return UNKNOWN;
  return g_strcmp0 (mine, theirs) == 0 || cosell_decimal_equal (mine, theirs) ? SAME : DIFFERENT;
}

/* The texts that people typed, beside those that are needed. */
static gboolean
says_texts (CosellJsonValue found, CosellJsonValue sent)
{
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    {
      const CosellMember *member = cosell_member_get ((CosellMemberId) i);

      if (member->property == NULL || member->kind != COSELL_CHANGE_KIND_TEXT ||
          i == COSELL_MEMBER_NAME || i == COSELL_MEMBER_CURRENCY)
        continue;
      if (compare (cosell_referral_read_display_value (cosell_answer_resolve (sent, member->path)),
                   cosell_referral_read_display_value (
                       cosell_answer_resolve (found, member->path))) != SAME)
        return FALSE;
    }
  return TRUE;
}

static gboolean
says (CosellJsonValue found, CosellJsonValue sent);

static gboolean
any_says (CosellJsonValue found, CosellJsonValue sent)
{
  CosellJsonValue element;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, found);
  while (cosell_json_iter_next (&iter, NULL, &element))
    {
      if (says (element, sent))
        return TRUE;
    }
  return FALSE;
}

/* Whether all that was sent stands in what was found: the service may add members and elements, and
 * put elements into another order. */
static gboolean
says (CosellJsonValue found, CosellJsonValue sent)
{
  gboolean object = cosell_json_kind (sent) == COSELL_JSON_OBJECT;
  CosellJsonValue name, value;
  CosellJsonIter iter;

  if (!object && cosell_json_kind (sent) != COSELL_JSON_ARRAY)
    return !cosell_json_is_present (sent) || cosell_json_equal (found, sent);
  cosell_json_iter_init (&iter, sent);
  while (cosell_json_iter_next (&iter, &name, &value))
    {
      g_autofree char *key = object ? cosell_json_dup_string (name) : NULL;

      if (object ? !says (cosell_json_member_nocase (found, key), value) : !any_says (found, value))
        return FALSE;
    }
  return TRUE;
}

/* Who the customer is, who works on it and what is offered: two deals of one name may differ there.
 */
static gboolean
says_the_rest (CosellJsonValue found, CosellJsonValue sent)
{
  static const char *const names[] = { "customerProfile", "team" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (!says (cosell_json_member_nocase (found, names[i]),
                 cosell_json_member_nocase (sent, names[i])))
        return FALSE;
    }
  return says (cosell_json_pointer (found, "/details/requirements"),
               cosell_json_pointer (sent, "/details/requirements"));
}

/* Sent by us, and not before since. */
static gboolean
can_be_ours (CosellJsonValue found, const char *own_org, gint64 since, gboolean *certain)
{
  g_autofree char *owner = cosell_referral_read_id (found, "organizationId");
  g_autofree char *inviter = cosell_referral_read_inviter (found);
  gint64 created = cosell_referral_read_instant (found, "createdDateTime");

  if (created == COSELL_NO_TIME)
    *certain = FALSE;
  else if (since != COSELL_NO_TIME && created < since)
    return FALSE;
  if (own_org == NULL || (owner == NULL && inviter == NULL))
    return TRUE;
  return cosell_referral_same_id (owner, own_org) || cosell_referral_same_id (inviter, own_org);
}

CosellCreateMatch
cosell_create_match (CosellJsonValue sent, CosellJsonValue found, const char *own_org, gint64 since)
{
  static const ReadFunc needed[] = { read_name, read_customer, cosell_referral_read_value,
                                     cosell_referral_read_currency,
                                     cosell_referral_read_close_date };
  gboolean certain = TRUE;

  if (!can_be_ours (found, own_org, since, &certain))
    return COSELL_CREATE_MATCH_NO;
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      Answer answer = compare (needed[i](sent), needed[i](found));

      if (answer == DIFFERENT || (answer == UNKNOWN && needed[i] == read_name))
        return COSELL_CREATE_MATCH_NO;
      certain = certain && answer == SAME;
    }
  if (!says_texts (found, sent) || !says_the_rest (found, sent))
    certain = FALSE;
  return certain ? COSELL_CREATE_MATCH_YES : COSELL_CREATE_MATCH_MAYBE;
}
