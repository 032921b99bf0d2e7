/* cosell-crm-receive.c: takes in what an opportunity has become (K3, K9) */
#include "sync/cosell-crm-receive.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "model/cosell-rule-error.h"

void
cosell_crm_side_clear (CosellCrmSide *self)
{
  g_clear_pointer (&self->state, cosell_crm_state_free);
  g_clear_pointer (&self->row, cosell_deal_data_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->deal, cosell_crm_sheet_free);
}

gboolean
cosell_crm_side_load (CosellCrmSide *self,
                      CosellStore *store,
                      const char *crm,
                      gint64 deal,
                      GError **error)
{
  CosellCrmFieldSet open = 0;

  *self = (CosellCrmSide){ NULL };
  self->state = cosell_store_load_crm_state (store, crm, error);
  if (self->state == NULL ||
      !cosell_store_read_crm_side (store, deal, &self->row, &self->text, &open, error))
    return FALSE;
  self->deal = self->text != NULL ? cosell_crm_sheet_of_deal (self->row, self->text, error)
                                  : cosell_crm_sheet_new ();
  self->context = (CosellCrmContext){
    .settings = self->state->settings,
    .description = self->state->description,
    .row = self->row,
    .open = open,
  };
  return self->deal != NULL;
}

/* What came of one field. */
typedef struct
{
  gboolean edited;
  char *refused; /* (owned) (nullable) why not, in words */
  gboolean told; /* the log has these words already */
} Taken;

typedef struct
{
  CosellCrmReceiver *receiver;
  const CosellOpportunity *opportunity;
  CosellCrmLink *link; /* (owned) */
  Taken taken[COSELL_CRM_N_FIELDS];
} Receiving;

static void
receiving_clear (Receiving *self)
{
  g_clear_pointer (&self->link, cosell_crm_link_free);
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    g_clear_pointer (&self->taken[i].refused, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Receiving, receiving_clear)

static void
see (CosellCrmLink *link, const CosellOpportunity *opportunity)
{
  g_clear_pointer (&link->seen, cosell_crm_sheet_free);
  link->seen = cosell_crm_sheet_of_opportunity (opportunity);
  cosell_set_str (&link->mark, opportunity->mark);
  cosell_set_str (&link->account, opportunity->account_id);
  link->computed = opportunity->amount_is_computed;
  if (link->state == COSELL_CRM_GONE)
    {
      link->state = COSELL_CRM_LINKED;
      cosell_crm_link_set_notice (link, COSELL_CRM_N_FIELDS, NULL, NULL);
    }
}

/* --- edits that come from there --- */

/* Whether a rule refused this very value before. */
static const CosellCrmNotice *
find_notice (const CosellCrmLink *link, CosellCrmField field)
{
  for (guint i = 0; i < link->notices->len; i++)
    {
      const CosellCrmNotice *notice = g_ptr_array_index (link->notices, i);

      if (notice->field == field)
        return notice;
    }
  return NULL;
}

typedef struct
{
  CosellCrmEditFunc func;
  gint64 deal;
  const char *key;
  const char *value;
  gint64 now;
} Edit;

static gboolean
run_edit (CosellStore *store, gpointer data, GError **error)
{
  const Edit *edit = data;

  return edit->func (store, edit->deal, edit->key, edit->value, edit->now, error);
}

/* Takes words. */
static void
refuse (Receiving *self, CosellCrmField field, char *words)
{
  const CosellCrmNotice *before = find_notice (self->link, field);

  self->taken[field].refused = words;
  self->taken[field].told = before != NULL && g_strcmp0 (before->words, words) == 0 &&
                            g_strcmp0 (before->about, self->link->seen->values[field]) == 0;
}

/* FALSE with an error that ends the job; a refusal is none. */
static gboolean
take_field (CosellStore *store,
            Receiving *self,
            CosellCrmField field,
            const CosellCrmContext *context,
            GError **error)
{
  const char *theirs = self->link->seen->values[field];
  const CosellCrmNotice *before = find_notice (self->link, field);
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) why = NULL;
  Edit edit = { self->receiver->edit, self->link->deal, NULL, NULL, self->receiver->now };

  if (!cosell_crm_take (field, self->opportunity, context, &key, &value, &words))
    {
      if (words != NULL)
        refuse (self, field, g_steal_pointer (&words));
      return TRUE;
    }
  if (before != NULL && g_strcmp0 (before->about, theirs) == 0 && !self->receiver->again)
    {
      refuse (self, field, g_strdup (before->words));
      return TRUE;
    }
  if (!self->receiver->writes)
    {
      self->receiver->n_edits++;
      return TRUE;
    }
  edit.key = key;
  edit.value = value;
  if (cosell_store_try (store, run_edit, &edit, &why))
    {
      self->taken[field].edited = TRUE;
      self->receiver->n_edits++;
      return TRUE;
    }
  if (why->domain != COSELL_RULE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  refuse (self, field, g_strdup (why->message));
  return TRUE;
}

static gboolean
take_fields (CosellStore *store, Receiving *self, const CosellCrmSide *side, GError **error)
{
  g_autoptr (CosellCrmOutcomes) outcomes =
      cosell_crm_merge (self->link, self->link->seen, side->deal, &side->context);

  for (guint field = 0; field < COSELL_CRM_N_FIELDS; field++)
    if (outcomes->fields[field].verdict == COSELL_CRM_FROM_CRM &&
        !take_field (store, self, field, &side->context, error))
      return FALSE;
  return TRUE;
}

/* --- what is kept of it --- */

static void
note_field (Receiving *self,
            CosellCrmField field,
            const CosellCrmSheet *before,
            const CosellCrmSheet *now,
            GPtrArray *log)
{
  const char *theirs = self->link->seen->values[field];
  const Taken *taken = &self->taken[field];

  if (taken->edited)
    {
      cosell_crm_link_agree (self->link, field, theirs, now->values[field]);
      cosell_crm_link_set_notice (self->link, field, NULL, NULL);
      g_ptr_array_add (log,
                       cosell_crm_log_entry_new (self->receiver->now, self->link->crm, FALSE, field,
                                                 before->values[field], theirs, _ ("taken over")));
    }
  else if (taken->refused != NULL)
    {
      if (!taken->told)
        g_ptr_array_add (log, cosell_crm_log_entry_new (self->receiver->now, self->link->crm, FALSE,
                                                        field, before->values[field], theirs,
                                                        taken->refused));
      cosell_crm_link_set_notice (self->link, field, taken->refused, theirs);
    }
}

/* The edits changed the deal: it is compared once more, as it is now. */
static gboolean
keep (CosellStore *store, Receiving *self, const CosellCrmSheet *before, GError **error)
{
  g_auto (CosellCrmSide) side = { NULL };
  g_autoptr (CosellCrmOutcomes) outcomes = NULL;
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func (cosell_crm_log_entry_free);

  if (!cosell_crm_side_load (&side, store, self->link->crm, self->link->deal, error))
    return FALSE;
  for (guint field = 0; field < COSELL_CRM_N_FIELDS; field++)
    if (self->taken[field].edited)
      note_field (self, field, before, side.deal, log);
  outcomes = cosell_crm_merge (self->link, self->link->seen, side.deal, &side.context);
  cosell_crm_link_settle (self->link, outcomes, self->link->seen, side.deal);
  for (guint field = 0; field < COSELL_CRM_N_FIELDS; field++)
    if (!self->taken[field].edited)
      note_field (self, field, before, side.deal, log);
  return cosell_store_put_crm_link (store, self->link, error) &&
         (log->len == 0 || cosell_store_add_crm_log (store, self->link->deal, log, error));
}

gboolean
cosell_crm_receive_for (CosellStore *store,
                        CosellCrmReceiver *receiver,
                        CosellCrmLink *link,
                        const CosellOpportunity *opportunity,
                        GError **error)
{
  g_auto (Receiving) self = { receiver, opportunity, link };
  g_auto (CosellCrmSide) side = { NULL };

  see (link, opportunity);
  return cosell_crm_side_load (&side, store, link->crm, link->deal, error) &&
         take_fields (store, &self, &side, error) && keep (store, &self, side.deal, error);
}

gboolean
cosell_crm_receive (CosellStore *store,
                    CosellCrmReceiver *receiver,
                    const CosellOpportunity *opportunity,
                    GError **error)
{
  g_autoptr (GError) why = NULL;
  CosellCrmLink *link = cosell_store_find_crm_link (store, receiver->crm, opportunity->id, &why);

  if (link != NULL)
    return cosell_crm_receive_for (store, receiver, link, opportunity, error);
  if (why == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}
