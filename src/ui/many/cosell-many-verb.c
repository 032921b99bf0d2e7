#include "ui/many/cosell-many-verb.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <stdlib.h>

#include "base/cosell-str.h"
#include "model/cosell-enums.h"

typedef struct
{
  const char *name; /* of SET: the key as well */
  const char *title;
  CosellManyKind kind;
  CosellManyStepKind step; /* EDIT */
} Info;

static const Info verbs[] = {
  [COSELL_MANY_VERB_FAVORITE] = { "favorite", N_ ("Add to Favorites"), COSELL_MANY_EDIT,
                                  COSELL_MANY_SET },
  [COSELL_MANY_VERB_STAGE] = { "stage", N_ ("Stage"), COSELL_MANY_STAGE, COSELL_MANY_SET },
  [COSELL_MANY_VERB_CLOSE_DATE] = { "closeDate", N_ ("Close Date"), COSELL_MANY_EDIT,
                                    COSELL_MANY_SET },
  [COSELL_MANY_VERB_VALUE] = { "value", N_ ("Value"), COSELL_MANY_EDIT, COSELL_MANY_SET },
  [COSELL_MANY_VERB_CRM_ID] = { "crmId", N_ ("CRM ID"), COSELL_MANY_EDIT, COSELL_MANY_SET },
  [COSELL_MANY_VERB_CAMPAIGN_ID] = { "campaignId", N_ ("Marketing Campaign"), COSELL_MANY_EDIT,
                                     COSELL_MANY_SET },
  [COSELL_MANY_VERB_ADD_MEMBER] = { "addMember", N_ ("Add Team Member"), COSELL_MANY_EDIT,
                                    COSELL_MANY_ADD_MEMBER },
  [COSELL_MANY_VERB_REMOVE_MEMBER] = { "removeMember", N_ ("Remove Team Member"), COSELL_MANY_EDIT,
                                       COSELL_MANY_REMOVE_MEMBER },
  [COSELL_MANY_VERB_INVITE] = { "invite", N_ ("Invite Microsoft"), COSELL_MANY_INVITE,
                                COSELL_MANY_SET },
  [COSELL_MANY_VERB_DECLINE] = { "decline", N_ ("Decline Deals"), COSELL_MANY_DECLINE,
                                 COSELL_MANY_SET },
  [COSELL_MANY_VERB_LOSE] = { "lose", N_ ("Mark as Lost"), COSELL_MANY_LOSE, COSELL_MANY_SET },
};

gboolean
cosell_many_verb_parse (const char *text, CosellManyVerb *verb, char **value)
{
  const char *equals;
  gsize length;

  g_return_val_if_fail (text != NULL, FALSE);

  equals = strchr (text, '=');
  length = equals != NULL ? (gsize) (equals - text) : strlen (text);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strlen (verbs[i].name) == length && strncmp (verbs[i].name, text, length) == 0)
      {
        *verb = (CosellManyVerb) i;
        *value = equals != NULL ? g_strdup (equals + 1) : NULL;
        return TRUE;
      }
  return FALSE;
}

CosellManyChange *
cosell_many_verb_make_change (CosellManyVerb verb, const char *value, const char *notes)
{
  const Info *info = &verbs[verb];
  gboolean edit = info->kind == COSELL_MANY_EDIT;
  CosellManyChange *change = cosell_many_change_new (info->kind, edit ? NULL : value, notes);

  if (edit)
    cosell_many_change_add (change, info->step, info->step == COSELL_MANY_SET ? info->name : NULL,
                            value);
  return change;
}

char *
cosell_many_verb_describe (CosellManyVerb verb, const char *value)
{
  const char *stage;

  if (verb == COSELL_MANY_VERB_FAVORITE && g_strcmp0 (value, "true") != 0)
    return g_strdup (_ ("Remove from Favorites"));
  if (verb != COSELL_MANY_VERB_STAGE || value == NULL)
    return g_strdup (_ (verbs[verb].title));
  stage = cosell_stage_label (atoi (value), COSELL_DEAL_TYPE_PRIVATE, COSELL_DIRECTION_OUTBOUND);
  /* Translators: a stage, and how far it is: "Mark as Proposed 60 %" */
  return g_strdup_printf (_ ("Mark as %s %d %%"), stage != NULL ? stage : value, atoi (value));
}

char *
cosell_many_verb_describe_apply (CosellManyVerb verb, guint n)
{
  switch (verb)
    {
    case COSELL_MANY_VERB_STAGE:
      return g_strdup_printf (ngettext ("_Mark %u Deal", "_Mark %u Deals", n), n);
    case COSELL_MANY_VERB_INVITE:
      return g_strdup_printf (ngettext ("_Invite to %u Deal", "_Invite to %u Deals", n), n);
    case COSELL_MANY_VERB_DECLINE:
      return g_strdup_printf (ngettext ("_Decline %u Deal", "_Decline %u Deals", n), n);
    case COSELL_MANY_VERB_LOSE:
      return g_strdup_printf (ngettext ("_Close %u Deal as Lost", "_Close %u Deals as Lost", n), n);
    case COSELL_MANY_VERB_FAVORITE:
    case COSELL_MANY_VERB_CLOSE_DATE:
    case COSELL_MANY_VERB_VALUE:
    case COSELL_MANY_VERB_CRM_ID:
    case COSELL_MANY_VERB_CAMPAIGN_ID:
    case COSELL_MANY_VERB_ADD_MEMBER:
    case COSELL_MANY_VERB_REMOVE_MEMBER:
      break;
    }
  return g_strdup_printf (ngettext ("_Change %u Deal", "_Change %u Deals", n), n);
}

gboolean
cosell_many_verb_ends (CosellManyVerb verb)
{
  return verb == COSELL_MANY_VERB_DECLINE || verb == COSELL_MANY_VERB_LOSE;
}
