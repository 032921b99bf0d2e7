/* cosell-crm-write.c: what is written to a CRM, and what of it stuck */
#include "model/cosell-crm-write.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "model/cosell-crm-merge-private.h"

/* --- what is written --- */

/* form: (transfer full) (nullable) */
static void
fill (CosellOpportunity *self, CosellCrmField field, char *form)
{
  switch ((int) field)
    {
    case COSELL_CRM_FIELD_NAME:
      cosell_take_str (&self->name, form);
      return;
    case COSELL_CRM_FIELD_CLOSE_DATE:
      cosell_take_str (&self->close_date, form);
      return;
    case COSELL_CRM_FIELD_NOTES:
      cosell_take_str (&self->notes, form);
      return;
    case COSELL_CRM_FIELD_STAGE:
      cosell_take_str (&self->stage, form);
      return;
    case COSELL_CRM_FIELD_SOLUTIONS:
      cosell_take_str (&self->solutions, form);
      return;
    case COSELL_CRM_FIELD_VALUE:
      cosell_crm_value_split (form, &self->amount, &self->currency);
      break;
    case COSELL_CRM_FIELD_CONTACT:
      if (form != NULL)
        {
          self->contact = cosell_crm_party_new (NULL, NULL);
          self->contact->email = g_strdup (form);
        }
      break;
    default:
      break;
    }
  g_free (form);
}

/* K7: where a CRM wants a stage of a new opportunity and ours has no place there, it begins in the
 * first one that is open. Returns: (transfer none) (nullable): it wants none */
static const char *
first_stage (const CosellCrmContext *context)
{
  const CosellCrmDescription *description = context->description;
  const CosellCrmColumn *column =
      description != NULL ? cosell_crm_description_get_field (description, COSELL_OPPORTUNITY_STAGE)
                          : NULL;

  for (guint i = 0; column != NULL && column->mandatory && i < description->stages->len; i++)
    {
      const CosellCrmChoice *stage = g_ptr_array_index (description->stages, i);

      if (stage->state == COSELL_OPPORTUNITY_OPEN)
        return stage->id;
    }
  return NULL;
}

/* A column that a person has named, or one that this CRM always has for it. */
static gboolean
has_key (const CosellCrmContext *context)
{
  return context->settings->key_column != NULL ||
         (context->description != NULL &&
          cosell_crm_description_get_field (context->description, COSELL_OPPORTUNITY_KEY) != NULL);
}

CosellOpportunity *
cosell_crm_write (CosellCrmLink *link,
                  const CosellCrmSheet *deal,
                  const char *key,
                  const CosellCrmContext *context,
                  CosellCrmFieldSet *fields,
                  CosellOpportunityFields *columns)
{
  CosellOpportunity *self = cosell_opportunity_new ();
  CosellCrmFieldSet wanted, written = 0;
  guint all = 0;

  g_return_val_if_fail (link != NULL && deal != NULL && context != NULL, self);
  g_return_val_if_fail (fields != NULL && columns != NULL, self);

  wanted = *fields;
  self->id = g_strdup (link->opportunity);
  self->mark = g_strdup (link->mark);
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    {
      CosellCrmField field = (CosellCrmField) i;
      g_autofree char *words = NULL;
      char *form = NULL;

      if ((wanted & (1u << i)) == 0)
        continue;
      if (!cosell_crm_compare_fit (field, deal->values[i], context, link->opportunity == NULL,
                                   &form, &words))
        {
          if (words != NULL)
            cosell_crm_merge_tell (link, field, words);
          continue;
        }
      fill (self, field, form);
      written |= 1u << i;
      all |= cosell_crm_compare_column (field);
    }
  if (link->opportunity == NULL && self->stage == NULL && first_stage (context) != NULL)
    {
      self->stage = g_strdup (first_stage (context));
      all |= COSELL_OPPORTUNITY_STAGE;
    }
  if (key != NULL && has_key (context))
    {
      self->key = g_strdup (key);
      all |= COSELL_OPPORTUNITY_KEY;
    }
  *fields = written;
  *columns = (CosellOpportunityFields) all;
  return self;
}

/* --- what stuck (K14) --- */

/* Whom nobody could say the address of is who was there before. */
static void
keep_people (CosellCrmLink *link,
             const CosellCrmSheet *before,
             const CosellOpportunity *wrote,
             const CosellOpportunity *now)
{
  char **contact = &link->seen->values[COSELL_CRM_FIELD_CONTACT];
  char **owner = &link->seen->values[COSELL_CRM_FIELD_TEAM];

  if (now->contact != NULL && now->contact->email == NULL)
    {
      if (wrote->contact != NULL && wrote->contact->id != NULL &&
          g_strcmp0 (wrote->contact->id, now->contact->id) == 0)
        cosell_set_str (contact, wrote->contact->email);
      else if (wrote->contact == NULL && before != NULL)
        cosell_set_str (contact, before->values[COSELL_CRM_FIELD_CONTACT]);
    }
  if (now->owner != NULL && now->owner->email == NULL && before != NULL)
    cosell_set_str (owner, before->values[COSELL_CRM_FIELD_TEAM]);
}

static char *
explain_not_kept (CosellCrmField field, const char *wrote, const char *now)
{
  const char *label = cosell_crm_field_label (field);

  if (now == NULL)
    return cosell_text_format (
        /* Translators: a field, then what was written */
        _ ("%s: “%s” was written, but the CRM keeps it empty. It is not written again until it "
           "changes."),
        label, wrote != NULL ? wrote : "–");
  return cosell_text_format (
      /* Translators: a field, what was written, what the CRM has */
      _ ("%s: “%s” was written, but the CRM keeps “%s”: products, a calculation or a rule over "
         "there "
         "decide. It is not written again until it changes."),
      label, wrote != NULL ? wrote : "–", now);
}

static void
add_line (GPtrArray *log,
          const CosellCrmLink *link,
          gint64 at,
          CosellCrmField field,
          const CosellCrmSheet *before,
          const char *wrote,
          gboolean kept)
{
  if (log != NULL)
    g_ptr_array_add (log,
                     cosell_crm_log_entry_new (at, link->crm, TRUE, field,
                                               before != NULL ? before->values[field] : NULL, wrote,
                                               kept ? _ ("written") : _ ("did not stick")));
}

void
cosell_crm_link_stuck (CosellCrmLink *link,
                       const CosellOpportunity *wrote,
                       CosellCrmFieldSet fields,
                       const CosellOpportunity *now,
                       const CosellCrmSheet *deal,
                       const CosellCrmContext *context,
                       gint64 at,
                       GPtrArray *log)
{
  g_autoptr (CosellCrmSheet) before = g_steal_pointer (&link->seen);
  g_autoptr (CosellCrmSheet) written = NULL;

  g_return_if_fail (wrote != NULL && now != NULL && deal != NULL && context != NULL);

  written = cosell_crm_sheet_of_opportunity (wrote);
  cosell_crm_link_see (link, now);
  keep_people (link, before, wrote, now);
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    {
      CosellCrmField field = (CosellCrmField) i;
      const char *theirs = link->seen->values[i];
      g_autofree char *words = NULL;

      if ((fields & (1u << i)) == 0)
        continue;
      if (!cosell_crm_compare_unchanged (field, written->values[i], theirs) &&
          !cosell_crm_field_same (field, theirs, deal->values[i], context))
        words = explain_not_kept (field, written->values[i], theirs);
      cosell_crm_link_set_notice (link, field, words, theirs);
      cosell_crm_link_agree (link, field, theirs, deal->values[i]);
      add_line (log, link, at, field, before, written->values[i], words == NULL);
    }
  link->to_crm &= ~fields;
}
