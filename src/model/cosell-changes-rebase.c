/* Three-way merge of pending changes over a newer document of the service: base is what a change
 * was made on, mine is the change, theirs is the newer document. */

#include "base/cosell-str.h"
#include "model/cosell-member-place.h"
#include "model/cosell-merge-private.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"

typedef enum
{
  OUTCOME_KEEP,      /* untouched there: mine stays */
  OUTCOME_GONE,      /* they have it already */
  OUTCOME_MERGED,    /* both sides did something else to it */
  OUTCOME_CONFLICT,  /* a person has to choose */
  OUTCOME_OVERRULED, /* theirs counts */
  OUTCOME_OVERTAKEN, /* cannot be sent any more: cosell_changes_overtaken says why */
} Outcome;

/* What a rebase works on. */
typedef struct
{
  GPtrArray *changes;
  CosellJsonValue base; /* absent: not known */
  CosellJsonValue theirs;
  gboolean has_status, has_amount;
  Outcome status, amount;
} Rebase;

static char *
value_at (CosellJsonValue root, const char *path)
{
  CosellJsonValue value = cosell_member_place_value (root, path);

  return cosell_json_is_present (value) ? cosell_json_dup_raw (value) : NULL;
}

/* --- single fields --- */

static Outcome
decide_registrations (const CosellChange *change, const char *theirs, char **merged)
{
  switch (cosell_change_merge_registrations (change->original, change->current, theirs, merged))
    {
    case COSELL_REGISTRATIONS_GONE:
      return OUTCOME_GONE;
    case COSELL_REGISTRATIONS_MERGED:
      return OUTCOME_MERGED;
    case COSELL_REGISTRATIONS_CONFLICT:
      return OUTCOME_CONFLICT;
    }
  g_assert_not_reached ();
}

static int
stage_of (const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  g_autofree char *text = cosell_json_dup_scalar ((CosellJsonValue){ doc, 0 });

  return cosell_stage_from_text (text, TRUE);
}

static Outcome
decide_stage (const CosellChange *change, const char *theirs)
{
  int stage = stage_of (theirs);

  if (stage == stage_of (change->current))
    return OUTCOME_GONE;
  if (stage == stage_of (change->original) || stage <= 10)
    return OUTCOME_KEEP;
  return stage == 100 ? OUTCOME_OVERRULED : OUTCOME_CONFLICT;
}

/* D6: the stages of an assessment are marked one after the other and none is taken back, so that
 * whoever was further has marked this one too. */
static gboolean
is_passed (const Rebase *self, const CosellChange *change, const char *theirs)
{
  int stage = stage_of (theirs);

  return stage > stage_of (change->current) && stage != stage_of (change->original) &&
         cosell_referral_has_assessment (self->theirs);
}

static Outcome
decide_merged (const CosellChange *change, const char *theirs, char **merged)
{
  gboolean done;

  *merged = cosell_merge_value (change->path, change->original, change->current, theirs,
                                COSELL_PREFER_NONE, &done);
  if (!done)
    return OUTCOME_CONFLICT;
  return cosell_change_value_equal (change->path, *merged, theirs) ? OUTCOME_GONE : OUTCOME_MERGED;
}

/* merged: (out) (transfer full) for OUTCOME_MERGED */
static Outcome
decide_single (const CosellChange *change, const char *theirs, char **merged)
{
  if (cosell_change_value_equal (change->path, change->current, theirs))
    return OUTCOME_GONE;
  if (cosell_change_value_equal (change->path, change->original, theirs))
    return OUTCOME_KEEP;
  switch (cosell_merge_policy (change->path))
    {
    case COSELL_MERGE_SET:
    case COSELL_MERGE_PARAGRAPHS:
      return decide_merged (change, theirs, merged);
    case COSELL_MERGE_REGISTRATIONS:
      return decide_registrations (change, theirs, merged);
    case COSELL_MERGE_STAGE:
      return decide_stage (change, theirs);
    case COSELL_MERGE_STATUS:
    case COSELL_MERGE_SERVICE:
      return OUTCOME_OVERRULED;
    case COSELL_MERGE_ASK:
    case COSELL_MERGE_AMOUNT:
      return OUTCOME_CONFLICT;
    }
  g_assert_not_reached ();
}

/* --- fields that are one value in several members --- */

static CosellDealStatus
status_of (const char *status_json, const char *substatus_json)
{
  g_autoptr (CosellJson) status =
      cosell_json_parse (status_json != NULL ? status_json : "null", -1, NULL);
  g_autoptr (CosellJson) substatus =
      cosell_json_parse (substatus_json != NULL ? substatus_json : "null", -1, NULL);
  g_autofree char *word = cosell_json_dup_string (cosell_json_root (status));
  g_autofree char *subword = cosell_json_dup_string (cosell_json_root (substatus));

  return cosell_status_from_wire (word, subword, COSELL_DEAL_STATUS_DRAFT);
}

/* D11: status and substatus are one value in two members. */
static void
decide_status (Rebase *self)
{
  const CosellChange *status = cosell_changes_lookup (self->changes, "/status", NULL);
  const CosellChange *substatus = cosell_changes_lookup (self->changes, "/substatus", NULL);
  g_autofree char *word = value_at (self->theirs, "/status");
  g_autofree char *subword = value_at (self->theirs, "/substatus");
  CosellDealStatus now = status_of (word, subword);

  self->has_status = status != NULL && substatus != NULL;
  if (!self->has_status)
    return;
  if (now == status_of (status->current, substatus->current))
    self->status = OUTCOME_GONE;
  else if (now == status_of (status->original, substatus->original))
    self->status = OUTCOME_KEEP;
  else
    self->status = OUTCOME_OVERTAKEN;
}

/* What a side made of a member of the amount. */
typedef struct
{
  gboolean here;  /* mine is not what it was */
  gboolean there; /* theirs is not what it was */
  gboolean same;  /* both have the same now */
} Touched;

static Touched
touched (Rebase *self, const char *path)
{
  const CosellChange *change = cosell_changes_lookup (self->changes, path, NULL);
  g_autofree char *base =
      change != NULL ? g_strdup (change->original) : value_at (self->base, path);
  g_autofree char *theirs = value_at (self->theirs, path);
  const char *mine = change != NULL ? change->current : base;
  gboolean known = change != NULL || base != NULL;

  return (Touched){ !cosell_change_value_equal (path, base, mine),
                    known && !cosell_change_value_equal (path, base, theirs),
                    !known || cosell_change_value_equal (path, mine, theirs) };
}

/* The other half of an amount that was not changed here, so that both are decided together. */
static void
add_companion (Rebase *self, const char *path)
{
  g_autofree char *base = NULL;

  if (cosell_changes_lookup (self->changes, path, NULL) != NULL)
    return;
  base = value_at (self->base, path);
  g_ptr_array_add (self->changes, cosell_change_new (path, base, base));
}

static void
decide_amount (Rebase *self)
{
  Touched value = touched (self, COSELL_PATH_VALUE);
  Touched currency = touched (self, COSELL_PATH_CURRENCY);

  self->has_amount = cosell_changes_lookup (self->changes, COSELL_PATH_VALUE, NULL) != NULL ||
                     cosell_changes_lookup (self->changes, COSELL_PATH_CURRENCY, NULL) != NULL;
  if (!self->has_amount)
    return;
  if (value.same && currency.same)
    self->amount = OUTCOME_GONE;
  else if (!value.there && !currency.there)
    self->amount = OUTCOME_KEEP;
  else if (!value.here && !currency.here) /* mine was taken back */
    self->amount = OUTCOME_GONE;
  else
    {
      self->amount = OUTCOME_CONFLICT;
      if (value.there)
        add_companion (self, COSELL_PATH_VALUE);
      if (currency.there)
        add_companion (self, COSELL_PATH_CURRENCY);
    }
}

static Outcome
decide (Rebase *self, const CosellChange *change, const char *theirs, char **merged)
{
  switch (cosell_merge_policy (change->path))
    {
    case COSELL_MERGE_AMOUNT:
      return self->amount;
    case COSELL_MERGE_STATUS:
      if (!self->has_status)
        break;
      /* the reason is that of whoever was first */
      if (self->status == OUTCOME_GONE && g_str_equal (change->path, "/statusReason"))
        break;
      return self->status;
    case COSELL_MERGE_ASK:
    case COSELL_MERGE_SET:
    case COSELL_MERGE_PARAGRAPHS:
    case COSELL_MERGE_REGISTRATIONS:
    case COSELL_MERGE_SERVICE:
      break;
    case COSELL_MERGE_STAGE:
      if (is_passed (self, change, theirs))
        return OUTCOME_OVERRULED;
      break;
    }
  return decide_single (change, theirs, merged);
}

/* --- doing it --- */

static void
take_over (CosellChange *change, CosellJsonValue root, const char *theirs, const char *merged)
{
  cosell_set_str (&change->original, theirs);
  cosell_take_str (&change->missing_parent, cosell_change_missing_parent (root, change->path));
  if (merged == NULL)
    return;
  cosell_set_str (&change->current, merged);
}

static void
add_copy (GPtrArray *list, const CosellChange *change)
{
  g_ptr_array_add (list, cosell_change_new (change->path, change->original, change->current));
}

/* Only asks. */
static gboolean
is_clean (Rebase *self)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (self->changes, i);
      g_autofree char *theirs = value_at (self->theirs, change->path);
      g_autofree char *merged = NULL;
      Outcome outcome = decide (self, change, theirs, &merged);

      if (outcome == OUTCOME_CONFLICT || outcome == OUTCOME_OVERTAKEN ||
          outcome == OUTCOME_OVERRULED)
        return FALSE;
    }
  return TRUE;
}

static gboolean
rebase (Rebase *self, GPtrArray *conflicts, GPtrArray *overruled)
{
  gboolean clean = TRUE;

  for (guint i = 0; i < self->changes->len; i++)
    {
      CosellChange *change = g_ptr_array_index (self->changes, i);
      g_autofree char *theirs = value_at (self->theirs, change->path);
      g_autofree char *merged = NULL;

      switch (decide (self, change, theirs, &merged))
        {
        case OUTCOME_KEEP:
        case OUTCOME_MERGED:
          take_over (change, self->theirs, theirs, merged);
          break;
        case OUTCOME_OVERRULED:
          if (overruled == NULL)
            {
              clean = FALSE;
              break;
            }
          add_copy (overruled, change);
          g_ptr_array_remove_index (self->changes, i--);
          break;
        case OUTCOME_GONE:
          g_ptr_array_remove_index (self->changes, i--);
          break;
        case OUTCOME_CONFLICT:
          add_copy (conflicts, change);
          clean = FALSE;
          break;
        case OUTCOME_OVERTAKEN:
          clean = FALSE;
          break;
        }
    }
  return clean;
}

gboolean
cosell_changes_rebase_on (GPtrArray *changes,
                          const char *base,
                          const char *theirs,
                          GPtrArray *conflicts,
                          GPtrArray *overruled)
{
  g_autoptr (CosellJson) base_doc = NULL;
  g_autoptr (CosellJson) doc = NULL;
  Rebase self = { .changes = changes };

  g_return_val_if_fail (changes != NULL && theirs != NULL, FALSE);

  doc = cosell_json_parse (theirs, -1, NULL);
  if (doc == NULL)
    return FALSE;
  base_doc = base != NULL ? cosell_json_parse (base, -1, NULL) : NULL;
  self.base = (CosellJsonValue){ base_doc, 0 };
  self.theirs = cosell_json_root (doc);
  decide_status (&self);
  decide_amount (&self);
  return conflicts != NULL ? rebase (&self, conflicts, overruled) : is_clean (&self);
}

gboolean
cosell_changes_rebase (GPtrArray *changes, const char *theirs, GPtrArray *conflicts)
{
  return cosell_changes_rebase_on (changes, NULL, theirs, conflicts, NULL);
}
