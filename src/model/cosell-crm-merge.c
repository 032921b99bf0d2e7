/* cosell-crm-merge.c: what becomes of each field of a deal and its opportunity */
#include "model/cosell-crm-merge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-email.h"

/* One field under comparison. */
typedef struct
{
  CosellCrmField field;
  const CosellCrmLink *link;
  const CosellCrmContext *context;
  const char *crm;  /* (nullable) their value now */
  const char *deal; /* (nullable) ours */
  gboolean agreed;  /* there is a base */
  gboolean theirs_changed;
  gboolean ours_changed;
  gboolean may_go;             /* to the CRM */
  gboolean may_come;           /* from there */
  gboolean open;               /* in conflict with the service */
  gboolean ended;              /* the opportunity is closed over there */
  const CosellCrmSheet *sheet; /* ours */
  CosellCrmOutcome *outcome;
} Judge;

static void
judge_words (Judge *self, CosellCrmVerdict verdict, char *words)
{
  self->outcome->verdict = verdict;
  self->outcome->words = words;
}

static void
judge (Judge *self, CosellCrmVerdict verdict)
{
  judge_words (self, verdict, NULL);
}

/* --- what was told before --- */

/* The notice about their value as it is. (nullable) */
static const CosellCrmNotice *
get_told (const Judge *self)
{
  const CosellCrmNotice *notice = cosell_crm_link_get_notice (self->link, self->field);

  if (notice == NULL || notice->compared ||
      !cosell_crm_compare_unchanged (self->field, notice->about, self->crm))
    return NULL;
  return notice;
}

/* K9 */
static gboolean
was_refused (const Judge *self)
{
  const CosellCrmNotice *notice = get_told (self);
  g_autofree char *deal = NULL;

  if (notice == NULL || notice->deal == NULL)
    return FALSE;
  deal = cosell_crm_merge_dup_deal (self->field, self->sheet, self->context->row);
  return g_str_equal (notice->deal, deal);
}

/* What was said of their value is still so, unless both sides agree now or a person is asked: of a
 * field at rest, of an edit that could not be made yet, and of a change that is still to be
 * written, since it may be taken back. */
static void
keep_told (Judge *self)
{
  const CosellCrmNotice *notice = get_told (self);
  CosellCrmVerdict verdict = self->outcome->verdict;

  if (notice == NULL || self->outcome->words != NULL || verdict == COSELL_CRM_SAME ||
      verdict == COSELL_CRM_CONFLICT)
    return;
  self->outcome->words = g_strdup (notice->words);
  self->outcome->told = TRUE;
}

/* --- only theirs changed --- */

/* Their stage as people there read it. */
static const char *
stage_label (const Judge *self)
{
  const CosellCrmDescription *description = self->context->description;

  for (guint i = 0; description != NULL && i < description->stages->len; i++)
    {
      const CosellCrmChoice *choice = g_ptr_array_index (description->stages, i);

      if (g_strcmp0 (choice->id, self->crm) == 0 && choice->label != NULL)
        return choice->label;
    }
  return self->crm;
}

static char *
explain_stays_there (const Judge *self)
{
  const char *value = self->field == COSELL_CRM_FIELD_STAGE ? stage_label (self) : self->crm;

  if (value == NULL)
    return cosell_text_format (_ ("In the CRM it was emptied. This field only goes there, so the "
                                  "deal keeps its own."));
  return cosell_text_format (
      _ ("In the CRM it is “%s” now. This field only goes there, so the deal "
         "keeps its own."),
      value);
}

/* K4 */
static char *
explain_value (const char *value)
{
  g_autofree char *amount = NULL;
  g_autofree char *currency = NULL;

  if (value == NULL)
    return g_strdup (_ ("The value was emptied in the CRM. A deal needs one (C5), so it keeps its "
                        "own."));
  if (cosell_crm_value_split (value, &amount, &currency) && cosell_intl_is_currency (currency))
    return NULL;
  return cosell_text_format (_ ("The CRM has the value %s, without a currency that is known here. "
                                "The deal keeps its own."),
                             value);
}

/* Why a deal cannot have their value, whatever it is like (K4, K5, K11, K12). Returns: (transfer
 * full) (nullable): it can */
static char *
explain_untakable (CosellCrmField field, const char *value)
{
  switch ((int) field)
    {
    case COSELL_CRM_FIELD_NAME:
      return value != NULL ? NULL
                           : g_strdup (_ ("The name was emptied in the CRM. A deal needs one (C3), "
                                          "so it keeps its own."));
    case COSELL_CRM_FIELD_VALUE:
      return explain_value (value);
    case COSELL_CRM_FIELD_CLOSE_DATE:
      if (value == NULL)
        return g_strdup (_ ("The close date was emptied in the CRM. A deal needs one (C6), so it "
                            "keeps its own."));
      return cosell_date_is_possible (value)
                 ? NULL
                 : cosell_text_format (
                       _ ("The CRM has the close date %s, which a deal cannot have. "
                          "It keeps its own."),
                       value);
    case COSELL_CRM_FIELD_CONTACT:
      if (value == NULL)
        return g_strdup (_ ("The contact was taken away in the CRM. The deal keeps its own."));
      return cosell_email_is_plausible (value)
                 ? NULL
                 : cosell_text_format (_ ("The CRM's contact, %s, has no e-mail address there, so "
                                          "the deal keeps its own."),
                                       value);
    case COSELL_CRM_FIELD_TEAM:
      return cosell_email_is_plausible (value)
                 ? NULL
                 : cosell_text_format (_ ("The owner in the CRM, %s, has no e-mail address there, "
                                          "so cannot join the team (C8)."),
                                       value);
    default:
      return NULL;
    }
}

/* K6, K9 */
static void
judge_take (Judge *self)
{
  char *words = explain_untakable (self->field, self->crm);
  gboolean chosen = (self->link->theirs & (1u << self->field)) != 0;

  if (words != NULL)
    judge_words (self, COSELL_CRM_STAYS, words);
  else if (!chosen && cosell_crm_compare_is_longer (self->field, self->deal, self->context))
    judge (self, COSELL_CRM_CONFLICT);
  else
    judge (self, was_refused (self) ? COSELL_CRM_STAYS : COSELL_CRM_FROM_CRM);
}

static void
judge_theirs (Judge *self)
{
  if (self->may_come)
    judge_take (self);
  else
    judge_words (self, COSELL_CRM_STAYS, explain_stays_there (self));
}

/* --- only ours changed --- */

/* Whether ours can be written there; words: (out) (transfer full) (nullable) why not, for a person
 */
static gboolean
fits (const Judge *self, char **words)
{
  g_autofree char *form = NULL;

  if (self->field == COSELL_CRM_FIELD_VALUE && self->link->computed)
    {
      *words = g_strdup (_ ("The CRM works the value out itself, so ours is not written there."));
      return FALSE;
    }
  return cosell_crm_compare_fit (self->field, self->deal, self->context, FALSE, &form, words);
}

static void
judge_ours (Judge *self)
{
  char *words = NULL;

  if (!self->may_go)
    judge (self, COSELL_CRM_STAYS);
  else if (self->ended)
    judge_words (self, COSELL_CRM_STAYS,
                 g_strdup (_ ("The opportunity is closed in the CRM, so the change is not written "
                              "there.")));
  else if (fits (self, &words))
    judge (self, COSELL_CRM_TO_CRM);
  else
    judge_words (self, COSELL_CRM_STAYS, words);
}

/* Nobody changed anything, and yet the two differ: why, if it is because the CRM cannot hold ours.
 */
static void
judge_rest (Judge *self)
{
  char *words = NULL;

  if (self->may_go && !self->ended)
    fits (self, &words);
  judge_words (self, COSELL_CRM_STAYS, words);
}

/* --- all fields but stage, team and status --- */

static void
judge_both (Judge *self)
{
  if (!self->theirs_changed && !self->ours_changed)
    judge_rest (self);
  else if (self->open)
    judge (self, self->theirs_changed ? COSELL_CRM_CONFLICT : COSELL_CRM_STAYS);
  else if (self->theirs_changed && self->ours_changed)
    judge (self, COSELL_CRM_CONFLICT);
  else if (self->ours_changed)
    judge_ours (self);
  else
    judge_theirs (self);
}

/* --- K12: their owner joins; nobody leaves because of it --- */

static void
judge_team (Judge *self)
{
  char *words;

  if (!self->theirs_changed || self->open)
    {
      judge (self, COSELL_CRM_STAYS);
      return;
    }
  words = explain_untakable (COSELL_CRM_FIELD_TEAM, self->crm);
  if (words != NULL)
    judge_words (self, COSELL_CRM_STAYS, words);
  else if (!self->agreed)
    judge (self, COSELL_CRM_CONFLICT);
  else
    judge_theirs (self);
}

/* --- K7 --- */

static void
judge_stage (Judge *self)
{
  const CosellCrmSettings *settings = self->context->settings;
  gboolean here = cosell_crm_settings_stage_to (settings, self->deal, NULL) != NULL;
  gboolean there = cosell_crm_settings_stage_from (settings, self->crm) != NULL;
  char *words = NULL;

  if (self->context->row->type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT || self->ended ||
      cosell_deal_status_is_closed ((CosellDealStatus) self->context->row->status) ||
      g_hash_table_size (settings->stages) == 0)
    {
      judge (self, COSELL_CRM_STAYS);
      return;
    }
  if (!there && self->may_come && self->crm != NULL)
    words = cosell_text_format (_ ("The CRM's stage “%s” has no place in the map of stages, so the "
                                   "deal keeps its own."),
                                stage_label (self));
  if (!self->agreed && (!here || !there))
    {
      judge_words (self, COSELL_CRM_STAYS, words);
      self->outcome->agree = TRUE;
      return;
    }
  /* the stage before the first is none that could be lost */
  if (self->deal == NULL)
    self->ours_changed = FALSE;
  if (!there && !self->ours_changed)
    judge_words (self, COSELL_CRM_STAYS, g_steal_pointer (&words));
  else
    judge_both (self);
  g_free (words);
}

/* --- K8: it always asks --- */

static void
judge_status (Judge *self)
{
  gboolean closed_here = g_strcmp0 (self->deal, "open") != 0;

  if (g_strcmp0 (self->crm, self->deal) == 0)
    judge (self, COSELL_CRM_SAME);
  else if (!self->theirs_changed && !self->ours_changed)
    judge (self, COSELL_CRM_STAYS);
  else if (!closed_here || self->ours_changed)
    judge (self, COSELL_CRM_CONFLICT);
  else if (g_strcmp0 (self->crm, "open") == 0)
    judge_words (self, COSELL_CRM_STAYS,
                 g_strdup (_ ("The opportunity was opened again in the CRM. A closed deal stays "
                              "closed (D10).")));
  else
    judge_words (self, COSELL_CRM_STAYS,
                 g_strdup (_ ("The opportunity was closed in another way in the CRM. A closed deal "
                              "stays as it is (D10).")));
}

/* --- --- */

static void
judge_field (Judge *self)
{
  gboolean status = self->field == COSELL_CRM_FIELD_STATUS;
  CosellCrmDirection direction = self->context->settings->directions[self->field];

  if (status)
    judge_status (self);
  else if (cosell_crm_field_same (self->field, self->crm, self->deal, self->context))
    judge (self, COSELL_CRM_SAME);
  else if (direction == COSELL_CRM_OFF ||
           (self->crm == NULL && !cosell_crm_compare_has_place (self->field, self->context)))
    judge (self, COSELL_CRM_STAYS);
  else if (self->field == COSELL_CRM_FIELD_TEAM)
    judge_team (self);
  else if (self->field == COSELL_CRM_FIELD_STAGE)
    judge_stage (self);
  else
    judge_both (self);
  keep_told (self);
  if (self->outcome->verdict == COSELL_CRM_SAME)
    self->outcome->agree = TRUE;
}

CosellCrmOutcomes *
cosell_crm_merge (const CosellCrmLink *link,
                  const CosellCrmSheet *crm,
                  const CosellCrmSheet *deal,
                  const CosellCrmContext *context)
{
  CosellCrmOutcomes *self = g_new0 (CosellCrmOutcomes, 1);

  g_return_val_if_fail (link != NULL && crm != NULL && deal != NULL, self);
  g_return_val_if_fail (context != NULL && context->settings != NULL && context->row != NULL, self);

  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    {
      CosellCrmField field = (CosellCrmField) i;
      CosellCrmFieldSet bit = 1u << i;
      CosellCrmDirection direction = context->settings->directions[i];
      CosellCrmDirection possible = cosell_crm_field_possible (field);
      Judge one = { field, link, context, crm->values[i], deal->values[i] };

      one.agreed = (link->agreed & bit) != 0;
      one.theirs_changed =
          !one.agreed || (link->theirs & bit) != 0 ||
          !cosell_crm_compare_unchanged (field, link->base_crm->values[i], one.crm);
      one.ours_changed =
          !one.agreed || (link->ours & bit) != 0 ||
          !cosell_crm_compare_unchanged (field, link->base_deal->values[i], one.deal);
      one.may_go = (possible & COSELL_CRM_TO) != 0 &&
                   ((direction & COSELL_CRM_TO) != 0 || (link->ours & bit) != 0);
      one.may_come = (possible & COSELL_CRM_FROM) != 0 &&
                     ((direction & COSELL_CRM_FROM) != 0 || (link->theirs & bit) != 0);
      one.open = (context->open & bit) != 0;
      one.ended = crm->values[COSELL_CRM_FIELD_STATUS] != NULL &&
                  !g_str_equal (crm->values[COSELL_CRM_FIELD_STATUS], "open");
      one.sheet = deal;
      one.outcome = &self->fields[i];
      judge_field (&one);
    }
  return self;
}

void
cosell_crm_outcomes_free (CosellCrmOutcomes *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    g_free (self->fields[i].words);
  g_free (self);
}

CosellCrmFieldSet
cosell_crm_outcomes_get (const CosellCrmOutcomes *self, CosellCrmVerdict verdict)
{
  CosellCrmFieldSet set = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if (self->fields[i].verdict == verdict)
      set |= 1u << i;
  return set;
}
