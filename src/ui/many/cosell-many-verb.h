/* cosell-many-verb.h: what can be done to several deals at once (J3 to J6), and what it is called; pure
 *
 * As text, for actions of the window: its name, or name=value where nothing more is to be asked:
 * "value", "stage=60", "closeDate=+1month".
 */
#pragma once

#include "model/cosell-many.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_MANY_VERB_FAVORITE,
  COSELL_MANY_VERB_STAGE,
  COSELL_MANY_VERB_CLOSE_DATE,
  COSELL_MANY_VERB_VALUE,
  COSELL_MANY_VERB_CRM_ID,
  COSELL_MANY_VERB_CAMPAIGN_ID,
  COSELL_MANY_VERB_ADD_MEMBER,
  COSELL_MANY_VERB_REMOVE_MEMBER,
  COSELL_MANY_VERB_INVITE,
  COSELL_MANY_VERB_DECLINE,
  COSELL_MANY_VERB_LOSE,
} CosellManyVerb;

/* Reads it as text. value: (out) (transfer full) NULL where it is to be asked for. Returns: FALSE, and
 * nothing is set, when there is no such verb */
gboolean
cosell_many_verb_parse (const char *text, CosellManyVerb *verb, char **value);
/* The change that it is with this value: as cosell_many_change_add and _new take it. notes: (nullable)
 * of an end. Returns: (transfer full) */
CosellManyChange *
cosell_many_verb_make_change (CosellManyVerb verb, const char *value, const char *notes);
/* "Mark as Proposed 60 %". value: (nullable) as above. Returns: (transfer full) */
char *
cosell_many_verb_describe (CosellManyVerb verb, const char *value);
/* What a button that does it to n deals says. Returns: (transfer full) */
char *
cosell_many_verb_describe_apply (CosellManyVerb verb, guint n);
/* Whether deals end by it without success. */
gboolean
cosell_many_verb_ends (CosellManyVerb verb);

G_END_DECLS
