/* cosell-crm-receive.c: takes in what an opportunity has become (K3, K9) */
#include "sync/cosell-crm-receive.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "model/cosell-crm-take.h"
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
  gboolean
      ruled;     /* a rule refused it: it is not tried again before one of the sides changes (K9) */
  char *refused; /* (owned) (nullable) why not, in words */
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
  cosell_crm_link_see (link, opportunity);
  cosell_set_str (&link->account, opportunity->account_id);
  if (link->state == COSELL_CRM_GONE)
    {
      link->state = COSELL_CRM_LINKED;
      cosell_crm_link_set_notice (link, COSELL_CRM_N_FIELDS, NULL, NULL);
    }
}

/* --- edits that come from there --- */

typedef struct
{
  CosellCrmEditFunc func;
  gint64 deal;
  char *key;   /* (owned) */
  char *value; /* (owned) */
  gint64 now;
} Edit;

static void
edit_clear (Edit *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->value, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Edit, edit_clear)

static gboolean
run_edit (CosellStore *store, gpointer data, GError **error)
{
  const Edit *edit = data;

  return edit->func (store, edit->deal, edit->key, edit->value, edit->now, error);
}

/* FALSE with an error that ends the job; a refusal is none. */
static gboolean
take_field (CosellStore *store,
            Receiving *self,
            CosellCrmField field,
            const CosellCrmContext *context,
            GError **error)
{
  Taken *taken = &self->taken[field];
  g_auto (Edit) edit = { self->receiver->edit, self->link->deal, NULL, NULL, self->receiver->now };
  g_autoptr (GError) why = NULL;

  if (!cosell_crm_take (field, self->opportunity, context, &edit.key, &edit.value, &taken->refused))
    return TRUE;
  if (self->receiver->writes && !cosell_store_try (store, run_edit, &edit, &why))
    {
      if (why->domain != COSELL_RULE_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      taken->refused = g_strdup (why->message);
      taken->ruled = TRUE;
      return TRUE;
    }
  taken->edited = self->receiver->writes;
  self->receiver->n_edits++;
  return TRUE;
}

static gboolean
take_fields (CosellStore *store, Receiving *self, const CosellCrmSide *side, GError **error)
{
  g_autoptr (CosellCrmOutcomes) outcomes =
      cosell_crm_merge (self->link, self->link->seen, side->deal, &side->context);

  for (guint field = 0; field < COSELL_CRM_N_FIELDS; field++)
    if (outcomes->fields[field].verdict == COSELL_CRM_FROM_CRM &&
        !take_field (store, self, (CosellCrmField) field, &side->context, error))
      return FALSE;
  return TRUE;
}

/* --- what is kept of it --- */

/* before: what the deal had. */
static void
add_line (Receiving *self,
          CosellCrmField field,
          const CosellCrmSheet *before,
          const char *words,
          GPtrArray *log)
{
  g_ptr_array_add (log, cosell_crm_log_entry_new (self->receiver->now, self->link->crm, FALSE,
                                                  field, before->values[field],
                                                  self->link->seen->values[field], words));
}

static void
note_field (Receiving *self,
            CosellCrmField field,
            const CosellCrmSheet *before,
            const CosellCrmSide *side,
            GPtrArray *log)
{
  const char *theirs = self->link->seen->values[field];
  const Taken *taken = &self->taken[field];
  const CosellCrmNotice *notice = cosell_crm_link_get_notice (self->link, field);

  if (taken->edited)
    {
      cosell_crm_link_agree (self->link, field, theirs, side->deal->values[field]);
      cosell_crm_link_set_notice (self->link, field, NULL, NULL);
      add_line (self, field, before, _ ("taken over"), log);
    }
  else if (taken->refused != NULL)
    {
      /* said once */
      if (notice == NULL || g_strcmp0 (notice->words, taken->refused) != 0)
        add_line (self, field, before, taken->refused, log);
      if (taken->ruled)
        cosell_crm_link_refuse (self->link, field, taken->refused, side->deal, side->row);
      else
        cosell_crm_link_set_notice (self->link, field, taken->refused,
                                    theirs != NULL ? theirs : "");
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
    note_field (self, (CosellCrmField) field, before, &side, log);
  outcomes = cosell_crm_merge (self->link, self->link->seen, side.deal, &side.context);
  cosell_crm_link_settle (self->link, outcomes, self->link->seen, side.deal);
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
