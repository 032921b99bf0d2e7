/* cosell-session-crm-answers.c: what a person says about a deal's part in a CRM: make one, unlink
 * it, hold it back, and what is asked before one is made (K1, K15 to K17) */
#include "app/cosell-session-crm-links.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-job.h"
#include "app/cosell-session-private.h"
#include "model/cosell-crm-person.h"
#include "model/cosell-rule-error.h"

typedef struct
{
  CosellCommand head;
  char *text; /* (owned) (nullable): name of the CRM, or an answer */
  gboolean held;
} Word;

static void
word_clear (gpointer data)
{
  g_free (((Word *) data)->text);
}

#define WORD_KIND(function)                                                                        \
  {                                                                                                \
    .size = sizeof (Word), .mode = COSELL_STORE_WRITE, .run = function,                            \
    .flags = COSELL_COMMAND_EDITS, .clear = word_clear,                                            \
  }

/* --- making one --- */

/* One that is gone over there is no link any more. */
static gboolean
require_none (CosellStore *store, gint64 deal, GError **error)
{
  GError *why = NULL;
  g_autoptr (CosellCrmLink) link = cosell_store_get_crm_link (store, deal, &why);

  if (why != NULL)
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  if (link == NULL)
    return TRUE;
  if (link->state == COSELL_CRM_GONE)
    return cosell_store_remove_crm_link (store, deal, error);
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
               _ ("The deal is linked to %s already. Unlink it first."), link->crm);
  return FALSE;
}

static gboolean
run_create (CosellStore *store, gpointer data, GError **error)
{
  const Word *self = data;
  gint64 deal = self->head.id;
  g_autofree char *crm = cosell_session_crm_job_find (store, self->text, error);
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (CosellCrmLink) link = NULL;

  if (crm == NULL || !cosell_store_read_crm_side (store, deal, &row, NULL, NULL, error) ||
      !cosell_crm_person_may_create (row, error) || !require_none (store, deal, error))
    return FALSE;
  link = cosell_crm_link_new (deal, crm, NULL);
  return cosell_store_put_crm_link (store, link, error);
}

static const CosellCommandKind create_kind = WORD_KIND (run_create);

void
cosell_session_create_crm_async (CosellSession *self,
                                 gint64 deal,
                                 const char *crm,
                                 GCancellable *c,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Word *word;

  g_return_if_fail (COSELL_IS_SESSION (self));

  word = cosell_command_new (self, &create_kind, deal);
  word->text = g_strdup (crm);
  cosell_command_run (self, word, cosell_session_create_crm_async, c, callback, user_data);
}

/* --- unlinking --- */

static gboolean
remove_link (CosellStore *store, const CosellCrmLink *link, gint64 now, GError **error)
{
  return cosell_session_crm_job_log (store, link, now, FALSE, COSELL_CRM_N_FIELDS,
                                     link->opportunity, NULL, _ ("unlinked"), error) &&
         cosell_store_remove_crm_link (store, link->deal, error);
}

static gboolean
run_unlink (CosellStore *store, gpointer data, GError **error)
{
  const Word *self = data;
  g_autoptr (CosellCrmLink) link = cosell_session_crm_job_require (store, self->head.id, error);

  return link != NULL && remove_link (store, link, self->head.now, error);
}

static const CosellCommandKind unlink_kind = WORD_KIND (run_unlink);

void
cosell_session_unlink_crm_async (CosellSession *self,
                                 gint64 deal,
                                 GCancellable *c,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_command_run (self, cosell_command_new (self, &unlink_kind, deal),
                      cosell_session_unlink_crm_async, c, callback, user_data);
}

/* --- what is asked --- */

/* K17: nobody is asked once more what was said of the whole CRM. */
static gboolean
say_alone (CosellStore *store, const char *crm, GError **error)
{
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, crm, error);

  if (state == NULL)
    return FALSE;
  state->settings->alone = TRUE;
  return cosell_store_put_crm_settings (store, crm, state->settings, error);
}

static gboolean
run_answer (CosellStore *store, gpointer data, GError **error)
{
  const Word *self = data;
  g_autoptr (CosellCrmLink) link = cosell_session_crm_job_require (store, self->head.id, error);
  gboolean alone;

  return link != NULL && cosell_crm_person_answer (link, self->text, &alone, error) &&
         (!alone || say_alone (store, link->crm, error)) &&
         cosell_store_put_crm_link (store, link, error);
}

static const CosellCommandKind answer_kind = WORD_KIND (run_answer);

void
cosell_session_answer_crm_async (CosellSession *self,
                                 gint64 deal,
                                 const char *answer,
                                 GCancellable *c,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Word *word;

  g_return_if_fail (COSELL_IS_SESSION (self) && answer != NULL);

  if (g_str_equal (answer, "link"))
    {
      cosell_session_link_crm_async (self, deal, NULL, NULL, c, callback, user_data);
      return;
    }
  word = cosell_command_new (self, &answer_kind, deal);
  word->text = g_strdup (answer);
  cosell_command_run (self, word, cosell_session_answer_crm_async, c, callback, user_data);
}

/* --- holding back, and taking back what waits --- */

static gboolean
run_hold (CosellStore *store, gpointer data, GError **error)
{
  const Word *self = data;
  g_autoptr (CosellCrmLink) link = cosell_session_crm_job_require (store, self->head.id, error);

  if (link == NULL)
    return FALSE;
  cosell_crm_person_hold (link, self->held);
  return cosell_store_put_crm_link (store, link, error);
}

static const CosellCommandKind hold_kind = WORD_KIND (run_hold);

void
cosell_session_hold_crm_async (CosellSession *self,
                               gint64 deal,
                               gboolean held,
                               GCancellable *c,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Word *word;

  g_return_if_fail (COSELL_IS_SESSION (self));

  word = cosell_command_new (self, &hold_kind, deal);
  word->held = held;
  cosell_command_run (self, word, cosell_session_hold_crm_async, c, callback, user_data);
}

/* What differs may differ: nothing of the deal itself is taken back. */
static gboolean
run_discard (CosellStore *store, gpointer data, GError **error)
{
  const Word *self = data;
  g_autoptr (CosellCrmLink) link = cosell_session_crm_job_require (store, self->head.id, error);
  g_autoptr (CosellCrmSheet) deal = NULL;

  if (link == NULL)
    return FALSE;
  if (link->opportunity == NULL)
    return remove_link (store, link, self->head.now, error);
  deal = cosell_session_crm_job_read (store, self->head.id, NULL, NULL, error);
  if (deal == NULL)
    return FALSE;
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if ((link->to_crm & 1u << i) != 0 &&
        !cosell_session_crm_job_log (store, link, self->head.now, TRUE, (CosellCrmField) i,
                                     link->seen != NULL ? link->seen->values[i] : NULL,
                                     deal->values[i], _ ("discarded"), error))
      return FALSE;
  cosell_crm_person_discard (link, deal);
  cosell_crm_person_hold (link, FALSE);
  return cosell_store_put_crm_link (store, link, error);
}

static const CosellCommandKind discard_kind = WORD_KIND (run_discard);

void
cosell_session_discard_crm_async (CosellSession *self,
                                  gint64 deal,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_command_run (self, cosell_command_new (self, &discard_kind, deal),
                      cosell_session_discard_crm_async, c, callback, user_data);
}
