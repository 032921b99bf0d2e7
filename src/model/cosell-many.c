#include "model/cosell-many.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-json.h"
#include "base/cosell-text.h"
#include "model/cosell-change.h"
#include "model/cosell-invite.h"
#include "model/cosell-member.h"
#include "model/cosell-reason.h"
#include "model/cosell-relative.h"

static void
step_free (gpointer data)
{
  CosellManyStep *step = data;

  g_free (step->key);
  g_free (step->value);
  g_free (step);
}

CosellManyChange *
cosell_many_change_new (CosellManyKind kind, const char *text, const char *notes)
{
  CosellManyChange *self;

  g_return_val_if_fail ((kind == COSELL_MANY_EDIT) == (text == NULL), NULL);

  self = g_new0 (CosellManyChange, 1);
  self->kind = kind;
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->text = g_strdup (text);
  self->notes = g_strdup (notes);
  return self;
}

void
cosell_many_change_free (CosellManyChange *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->steps);
  g_free (self->text);
  g_free (self->notes);
  g_free (self);
}

static void
add_step (CosellManyChange *self, CosellManyStepKind kind, const char *key, const char *value)
{
  CosellManyStep *step = g_new0 (CosellManyStep, 1);

  step->kind = kind;
  step->key = g_strdup (key);
  step->value = g_strdup (value);
  g_ptr_array_add (self->steps, step);
}

static gboolean
is_key (const CosellManyStep *step, CosellMemberId id)
{
  return step->kind == COSELL_MANY_SET && g_strcmp0 (step->key, cosell_member_get (id)->key) == 0;
}

void
cosell_many_change_add (CosellManyChange *self,
                        CosellManyStepKind kind,
                        const char *key,
                        const char *value)
{
  g_autofree char *amount = NULL;
  g_autofree char *currency = NULL;

  g_return_if_fail (self != NULL && self->kind == COSELL_MANY_EDIT && value != NULL);
  g_return_if_fail ((kind == COSELL_MANY_SET) == (key != NULL));

  if (key == NULL || !g_str_equal (key, cosell_member_get (COSELL_MEMBER_VALUE)->key) ||
      !cosell_relative_split_amount (value, &amount, &currency))
    {
      add_step (self, kind, key, value);
      return;
    }
  add_step (self, kind, key, amount);
  add_step (self, kind, cosell_member_get (COSELL_MEMBER_CURRENCY)->key, currency);
}

/* --- whatever the deals are --- */

/* A step on a deal of which nothing is known: all that it can tell is whether it can be read. */
static gboolean
try_step (const CosellManyStep *step, GError **error)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  switch (step->kind)
    {
    case COSELL_MANY_SET:
      return cosell_changes_set (changes, "{}", step->key, step->value, error);
    case COSELL_MANY_ADD_MEMBER:
      return cosell_changes_add_member (changes, "{}", step->value, error);
    case COSELL_MANY_ADD_SOLUTION:
      return cosell_changes_add_solution (changes, "{}", step->value, error);
    case COSELL_MANY_REMOVE_MEMBER:
    case COSELL_MANY_REMOVE_SOLUTION:
      return TRUE;
    }
  g_assert_not_reached ();
}

static gboolean
try_stage (const char *text, GError **error)
{
  return cosell_stage_parse (text, COSELL_DEAL_TYPE_PRIVATE, error) != 0;
}

static gboolean
try_invitation (const char *json, GError **error)
{
  g_autoptr (CosellInvite) invite = cosell_invite_new_from_json (json, error);

  return invite != NULL;
}

static gboolean
try_change (const CosellManyChange *self, GError **error)
{
  switch (self->kind)
    {
    case COSELL_MANY_EDIT:
      break;
    case COSELL_MANY_STAGE:
      return try_stage (self->text, error);
    case COSELL_MANY_DECLINE:
    case COSELL_MANY_LOSE:
      return cosell_reason_find (COSELL_REASONS_CLOSING, self->text, error) != NULL;
    case COSELL_MANY_INVITE:
      return try_invitation (self->text, error);
    }
  for (guint i = 0; i < self->steps->len; i++)
    {
      GError *local = NULL;

      if (try_step (g_ptr_array_index (self->steps, i), &local))
        continue;
      if (g_error_matches (local, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      g_clear_error (&local);
    }
  return TRUE;
}

gboolean
cosell_many_change_check (const CosellManyChange *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  /* what a rule says is for each deal to say */
  if (try_change (self, &local) ||
      g_error_matches (local, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* --- because they are several --- */

static gboolean
refuse (GError **error, const char *rule, const char *message)
{
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, message);
  return cosell_rule_error_name (error, rule);
}

/* J3: the deals may have different currencies. */
static gboolean
require_currency (const CosellManyChange *self, GError **error)
{
  gboolean amount = FALSE, currency = FALSE;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const CosellManyStep *step = g_ptr_array_index (self->steps, i);

      currency = currency || is_key (step, COSELL_MEMBER_CURRENCY);
      amount = amount ||
               (is_key (step, COSELL_MEMBER_VALUE) && !cosell_relative_is_percentage (step->value));
    }
  return !amount || currency ||
         refuse (error, "J3",
                 _ ("Several deals may have several currencies. Give the value with its currency, "
                    "such as 100000 SEK, or as a percentage, such as +10%."));
}

/* J4: what tells a deal from others. */
static gboolean
require_common (const CosellManyChange *self, GError **error)
{
  static const CosellMemberId single[] = { COSELL_MEMBER_NAME, COSELL_MEMBER_CRM_ID,
                                           COSELL_MEMBER_CONTACTS };

  for (guint i = 0; i < self->steps->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (single); k++)
      if (is_key (g_ptr_array_index (self->steps, i), single[k]))
        return refuse (error, "J4",
                       _ ("Name, customer contact and CRM ID belong to one deal each, and are set "
                          "in one deal at a time."));
  return TRUE;
}

/* J5: one help and one note; the contact and the consent are each deal's own. */
static gboolean
require_plain_invitation (const char *json, GError **error)
{
  g_autoptr (CosellInvite) invite = cosell_invite_new_from_json (json, NULL);
  g_autoptr (CosellJson) doc = cosell_json_parse (json, -1, NULL);
  CosellJsonValue root = { doc, 0 };

  if (invite == NULL)
    return TRUE; /* told by cosell_many_change_check */
  if (!cosell_invite_is_microsoft (invite))
    return refuse (error, "J5",
                   _ ("Only Microsoft is invited into several deals at once. Invite a partner "
                      "into one deal at a time."));
  if (cosell_json_length (cosell_json_member (root, "contacts")) > 0 ||
      cosell_json_get_bool (cosell_json_member (root, "consent"), FALSE))
    return refuse (error, "J5",
                   _ ("Contact and consent belong to one customer. Invite Microsoft into several "
                      "deals with a help and a note alone: into those whose contact and consent "
                      "are complete."));
  return TRUE;
}

gboolean
cosell_many_change_require (const CosellManyChange *self, guint n_deals, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (n_deals < 2)
    return TRUE;
  if (self->kind == COSELL_MANY_INVITE)
    return require_plain_invitation (self->text, error);
  return require_common (self, error) && require_currency (self, error);
}
