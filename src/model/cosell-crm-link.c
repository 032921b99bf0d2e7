/* cosell-crm-link.c: a deal and its opportunity, as a value */
#include "model/cosell-crm-link.h"

#include "base/cosell-str.h"
#include "base/cosell-time.h"

static const char *const states[] = { "linked", "waiting", "question", "parked", "gone" };

void
cosell_crm_notice_free (gpointer notice)
{
  CosellCrmNotice *self = notice;

  if (self == NULL)
    return;
  g_free (self->words);
  g_free (self->about);
  g_free (self->deal);
  g_free (self);
}

CosellCrmLink *
cosell_crm_link_new (gint64 deal, const char *crm, const char *opportunity)
{
  CosellCrmLink *self = g_new0 (CosellCrmLink, 1);

  self->deal = deal;
  self->crm = g_strdup (crm);
  self->opportunity = g_strdup (opportunity);
  self->state = opportunity != NULL ? COSELL_CRM_LINKED : COSELL_CRM_WAITING;
  self->base_crm = cosell_crm_sheet_new ();
  self->base_deal = cosell_crm_sheet_new ();
  self->notices = g_ptr_array_new_with_free_func (cosell_crm_notice_free);
  self->sent_at = COSELL_NO_TIME;
  self->not_before = COSELL_NO_TIME;
  return self;
}

void
cosell_crm_link_free (CosellCrmLink *self)
{
  if (self == NULL)
    return;
  g_free (self->crm);
  g_free (self->opportunity);
  g_free (self->url);
  cosell_crm_sheet_free (self->base_crm);
  cosell_crm_sheet_free (self->base_deal);
  cosell_crm_sheet_free (self->seen);
  g_free (self->mark);
  g_ptr_array_unref (self->notices);
  g_free (self->reason);
  g_free (self->chosen);
  g_free (self->account);
  g_clear_pointer (&self->parties, g_ptr_array_unref);
  g_free (self->other);
  g_free (self);
}

const char *
cosell_crm_link_state_nick (CosellCrmLinkState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (states), NULL);

  return states[state];
}

gboolean
cosell_crm_link_state_parse (const char *nick, CosellCrmLinkState *state)
{
  g_return_val_if_fail (state != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i], nick) == 0)
      {
        *state = (CosellCrmLinkState) i;
        return TRUE;
      }
  return FALSE;
}

/* Its place; notices->len when the field has none. */
static guint
find_notice (const CosellCrmLink *self, CosellCrmField field)
{
  guint i;

  for (i = 0; i < self->notices->len; i++)
    if (((const CosellCrmNotice *) g_ptr_array_index (self->notices, i))->field == field)
      break;
  return i;
}

const CosellCrmNotice *
cosell_crm_link_get_notice (const CosellCrmLink *self, CosellCrmField field)
{
  guint i = find_notice (self, field);

  return i < self->notices->len ? g_ptr_array_index (self->notices, i) : NULL;
}

void
cosell_crm_link_set_notice (CosellCrmLink *self,
                            CosellCrmField field,
                            const char *words,
                            const char *about)
{
  guint i = find_notice (self, field);
  CosellCrmNotice *notice;

  if (words == NULL)
    {
      if (i < self->notices->len)
        g_ptr_array_remove_index (self->notices, i);
      return;
    }
  if (i == self->notices->len)
    {
      notice = g_new0 (CosellCrmNotice, 1);
      notice->field = field;
      g_ptr_array_add (self->notices, notice);
    }
  notice = g_ptr_array_index (self->notices, i);
  cosell_set_str (&notice->words, words);
  cosell_set_str (&notice->about, about);
  notice->compared = FALSE;
  cosell_set_str (&notice->deal, NULL);
}

void
cosell_crm_link_agree (CosellCrmLink *self, CosellCrmField field, const char *crm, const char *deal)
{
  g_return_if_fail (field < COSELL_CRM_N_FIELDS);

  cosell_set_str (&self->base_crm->values[field], crm);
  cosell_set_str (&self->base_deal->values[field], deal);
  self->agreed |= 1u << field;
  self->ours &= ~(1u << field);
  self->theirs &= ~(1u << field);
}

void
cosell_crm_link_see (CosellCrmLink *self, const CosellOpportunity *opportunity)
{
  g_return_if_fail (opportunity != NULL);

  g_clear_pointer (&self->seen, cosell_crm_sheet_free);
  self->seen = cosell_crm_sheet_of_opportunity (opportunity);
  cosell_set_str (&self->opportunity, opportunity->id);
  cosell_set_str (&self->mark, opportunity->mark);
  self->computed = opportunity->amount_is_computed;
}
