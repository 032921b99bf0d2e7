/* cosell-store-crm-lane.c: what waits for a CRM, and which deals get an opportunity by themselves
 */
#include "base/cosell-time.h"
#include "model/cosell-crm-match.h"
#include "store/cosell-store-crm-links.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-outbox.h"
#include "store/cosell-store-private.h"

/* Nothing becomes of a link whose opportunity is gone. */
#define PARKED "state IN ('parked', 'question')"
#define IN_LANE                                                                                    \
  "state NOT IN ('gone', '" COSELL_STORE_UNLINKED "') AND "                                        \
  "(state = 'waiting' OR " PARKED " OR held OR to_crm <> 0)"
/* Few of many: they are found in the index, without reading what the others agreed on. ?1: of a
 * CRM, or (NULL) of all */
#define FIND_IN_LANE                                                                               \
  "AND deal IN (SELECT deal FROM crm_link INDEXED BY crm_link_by_state "                           \
  "WHERE (?1 IS NULL OR crm = ?1) AND " IN_LANE ") "

GPtrArray *
cosell_store_list_crm_due (CosellStore *self, const char *crm, gint64 now, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  g_return_val_if_fail (crm != NULL, NULL);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self,
                                    COSELL_STORE_SELECT_CRM_LINKS FIND_IN_LANE
                                    "AND NOT held AND state IN ('waiting', 'linked') "
                                    "AND (not_before IS NULL OR not_before <= ?2) ORDER BY deal",
                                    error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_text (statement, 1, crm);
  cosell_statement_bind_int (statement, 2, now);
  return cosell_store_read_crm_links (statement, error);
}

GPtrArray *
cosell_store_list_crm_lane (CosellStore *self, const char *crm, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  COSELL_STORE_WORKER (self);

  statement =
      cosell_store_prepare (self, COSELL_STORE_SELECT_CRM_LINKS FIND_IN_LANE "ORDER BY deal",
                            error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_text (statement, 1, crm);
  return cosell_store_read_crm_links (statement, error);
}

gboolean
cosell_store_add_crm_counts (CosellStore *self, CosellOutboxCounts *counts, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  gboolean any;

  if (!cosell_store_has_crm_links (self, &any, error))
    return FALSE;
  counts->for_crm = 0;
  if (!any)
    return TRUE;
  statement = cosell_store_prepare (
      self,
      "SELECT count (*) FILTER (WHERE " IN_LANE "), "
      "count (*) FILTER (WHERE " IN_LANE " AND (" PARKED " OR held)), "
      "count (*) FILTER (WHERE " IN_LANE " AND held), "
      "count (*) FILTER (WHERE conflicts <> 0) FROM crm_link INDEXED BY crm_link_by_state",
      error);
  if (statement == NULL || cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return FALSE;
  counts->for_crm = cosell_statement_int (statement, 0) - cosell_statement_int (statement, 1);
  counts->total += cosell_statement_int (statement, 0);
  counts->parked += cosell_statement_int (statement, 1);
  counts->held += cosell_statement_int (statement, 2);
  counts->conflicts += cosell_statement_int (statement, 3);
  return TRUE;
}

/* --- which deals get one by themselves --- */

#define INBOUND G_STRINGIFY (COSELL_STORE_TAB_INBOUND)
#define LEAD G_STRINGIFY (COSELL_STORE_TAB_LEAD)

/* Deals that a rule may include: the model says whether it does. Returns: (transfer full) of gint64
 */
static GArray *
find_candidates (CosellStore *self,
                 const CosellCrmSettings *settings,
                 const char *own_email,
                 GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self,
      "SELECT id FROM deal WHERE tab IN (?1, " INBOUND ") "
      "AND status = 'accepted' AND invisible_since IS NULL "
      "AND (?2 IS NULL OR instr (team, ?2) > 0) "
      "AND NOT EXISTS (SELECT 1 FROM crm_link WHERE crm_link.deal = deal.id) ORDER BY id",
      error);
  gboolean mine = settings->rule == COSELL_CRM_RULE_MINE;
  CosellStep step;

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1,
                             mine ? COSELL_STORE_TAB_OUTBOUND : COSELL_STORE_TAB_INBOUND);
  cosell_statement_bind_text (statement, 2, mine ? own_email : NULL);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      gint64 id = cosell_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

gboolean
cosell_store_include_crm_deals (CosellStore *self,
                                const char *crm,
                                const char *own_email,
                                guint *n,
                                GError **error)
{
  g_autoptr (CosellCrmState) state = NULL;
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (crm != NULL && n != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  *n = 0;
  state = cosell_store_load_crm_state (self, crm, error);
  if (state == NULL || state->settings->rule == COSELL_CRM_RULE_NONE)
    return state != NULL;
  ids = find_candidates (self, state->settings, own_email, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (CosellDealData) row = cosell_store_get_deal (self, id, error);
      g_autoptr (CosellCrmLink) link = NULL;

      if (row == NULL)
        return FALSE;
      if (!cosell_crm_settings_include (state->settings, row, own_email))
        continue;
      link = cosell_crm_link_new (id, crm, NULL);
      if (!cosell_store_put_crm_link (self, link, error))
        return FALSE;
      (*n)++;
    }
  return ids != NULL;
}

gboolean
cosell_store_count_crm_ids (CosellStore *self, guint *n_foreign, guint *n_deals, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  g_return_val_if_fail (n_foreign != NULL && n_deals != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  *n_foreign = 0;
  *n_deals = 0;
  statement = cosell_store_prepare (
      self,
      "SELECT crm_id, EXISTS (SELECT 1 FROM crm_link WHERE crm_link.deal = deal.id AND state <> "
      "'" COSELL_STORE_UNLINKED "') FROM deal WHERE tab < " LEAD " AND status <> 'draft'",
      error);
  if (statement == NULL)
    return FALSE;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      g_autofree char *id = cosell_statement_dup_text (statement, 0);

      (*n_deals)++;
      *n_foreign += cosell_statement_int (statement, 1) == 0 && cosell_crm_match_is_id (id);
    }
  return step == COSELL_STEP_DONE;
}
