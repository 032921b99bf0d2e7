/* cosell-store-crm-links.c: a deal and its opportunity, worked out again whenever one of them
 * changes */
#include "store/cosell-store-crm-links.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-member.h"
#include "model/cosell-oversized.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"

/* --- rows --- */

static CosellCrmLink *
read_link (CosellStatement *statement)
{
  CosellCrmLink *link = cosell_crm_link_new (cosell_statement_int (statement, 0),
                                             cosell_statement_text (statement, 1),
                                             cosell_statement_text (statement, 2));

  link->state = COSELL_CRM_GONE; /* of a newer program: nothing is written */
  cosell_crm_link_state_parse (cosell_statement_text (statement, 3), &link->state);
  link->held = cosell_statement_int (statement, 4) != 0;
  link->to_crm = (CosellCrmFieldSet) cosell_statement_int (statement, 5);
  link->conflicts = (CosellCrmFieldSet) cosell_statement_int (statement, 6);
  link->attempts = cosell_statement_int (statement, 7);
  link->not_before = cosell_statement_time (statement, 8);
  cosell_crm_link_read_json (link, cosell_statement_text (statement, 9));
  return link;
}

GPtrArray *
cosell_store_read_crm_links (CosellStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) links =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_crm_link_free);
  CosellStep step;

  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    g_ptr_array_add (links, read_link (statement));
  return step == COSELL_STEP_DONE ? g_steal_pointer (&links) : NULL;
}

/* The only one; NULL without error when there is none. */
static CosellCrmLink *
read_one (CosellStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) links = cosell_store_read_crm_links (statement, error);

  return links != NULL && links->len > 0 ? g_ptr_array_steal_index (links, 0) : NULL;
}

CosellCrmLink *
cosell_store_get_crm_link (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, COSELL_STORE_SELECT_CRM_LINKS "AND deal = ?", error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, deal);
  return read_one (statement, error);
}

CosellCrmLink *
cosell_store_find_crm_link (CosellStore *self,
                            const char *crm,
                            const char *opportunity,
                            GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  g_return_val_if_fail (crm != NULL && opportunity != NULL, NULL);
  COSELL_STORE_WORKER (self);

  statement =
      cosell_store_prepare (self, COSELL_STORE_SELECT_CRM_LINKS "AND crm = ? AND opportunity = ?",
                            error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_text (statement, 1, crm);
  cosell_statement_bind_text (statement, 2, opportunity);
  return read_one (statement, error);
}

GPtrArray *
cosell_store_list_crm_links (CosellStore *self, const char *crm, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self,
                                    COSELL_STORE_SELECT_CRM_LINKS "AND (?1 IS NULL OR crm = ?1) "
                                                                  "ORDER BY deal",
                                    error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_text (statement, 1, crm);
  return cosell_store_read_crm_links (statement, error);
}

GPtrArray *
cosell_store_list_crm_conflicts (CosellStore *self, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  COSELL_STORE_WORKER (self);

  statement =
      cosell_store_prepare (self, COSELL_STORE_SELECT_CRM_LINKS "AND conflicts <> 0 ORDER BY deal",
                            error);
  return statement != NULL ? cosell_store_read_crm_links (statement, error) : NULL;
}

/* What lists and counts show changes with it. */
static void
note_link (CosellStore *self, gint64 deal)
{
  cosell_store_forget_linked (self);
  cosell_store_note_deal (self, deal);
  cosell_store_note_outbox (self);
}

static gboolean
save_link (CosellStore *self, const CosellCrmLink *link, const char *data, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (
      self,
      "INSERT INTO crm_link (deal, crm, opportunity, state, held, to_crm, conflicts, attempts, "
      "not_before, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (deal) DO UPDATE SET crm = excluded.crm, opportunity = excluded.opportunity, "
      "state = excluded.state, held = excluded.held, to_crm = excluded.to_crm, "
      "conflicts = excluded.conflicts, attempts = excluded.attempts, "
      "not_before = excluded.not_before, data = excluded.data",
      error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, link->deal);
  cosell_statement_bind_text (statement, 2, link->crm);
  cosell_statement_bind_text (statement, 3, link->opportunity);
  cosell_statement_bind_text (statement, 4, cosell_crm_link_state_nick (link->state));
  cosell_statement_bind_int (statement, 5, link->held != FALSE);
  cosell_statement_bind_int (statement, 6, link->to_crm);
  cosell_statement_bind_int (statement, 7, link->conflicts);
  cosell_statement_bind_int (statement, 8, link->attempts);
  cosell_statement_bind_time (statement, 9, link->not_before);
  cosell_statement_bind_text (statement, 10, data);
  note_link (self, link->deal);
  return cosell_statement_run (statement, error);
}

/* --- what a deal has on our side --- */

static const struct
{
  const char *path;
  CosellCrmField field;
} places[] = {
  { COSELL_PATH_NAME, COSELL_CRM_FIELD_NAME },
  { COSELL_PATH_VALUE, COSELL_CRM_FIELD_VALUE },
  { COSELL_PATH_CURRENCY, COSELL_CRM_FIELD_VALUE },
  { COSELL_PATH_CLOSE_DATE, COSELL_CRM_FIELD_CLOSE_DATE },
  { COSELL_PATH_NOTES, COSELL_CRM_FIELD_NOTES },
  { COSELL_PATH_STAGE, COSELL_CRM_FIELD_STAGE },
  { COSELL_PATH_CONTACTS, COSELL_CRM_FIELD_CONTACT },
  { COSELL_PATH_TEAM, COSELL_CRM_FIELD_TEAM },
  { COSELL_PATH_SOLUTIONS, COSELL_CRM_FIELD_SOLUTIONS },
  { "/status", COSELL_CRM_FIELD_STATUS },
  { "/substatus", COSELL_CRM_FIELD_STATUS },
};

static CosellCrmFieldSet
fields_of_path (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].path, path))
      return 1u << places[i].field;
  return 0;
}

static gboolean
read_open (CosellStore *self, gint64 referral, CosellCrmFieldSet *open, GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_referral_entries (self, referral, error);

  *open = 0;
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      for (guint k = 0; k < entry->conflicts->len; k++)
        *open |=
            fields_of_path (((CosellConflict *) g_ptr_array_index (entry->conflicts, k))->path);
    }
  return entries != NULL;
}

/* Where the document is lost, or too large, what it lacks was not taken away by anybody. */
static gboolean
is_whole (const CosellReferralRow *row)
{
  g_autofree char *alone = NULL;
  g_autofree char *quoted = NULL;

  if (row->base == NULL)
    return TRUE;
  quoted = cosell_json_quote (row->remote_id);
  alone = g_strdup_printf ("{\"id\":%s}", quoted);
  return !g_str_equal (row->base, alone) && !cosell_oversized_is_stand_in (row->base);
}

static gboolean
read_half (CosellStore *self, gint64 deal, char **text, CosellCrmFieldSet *open, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self, "SELECT own_referral FROM deal WHERE id = ?", error);
  g_autoptr (CosellReferralRow) own = NULL;
  gint64 referral;

  *text = NULL;
  *open = 0;
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  if (!cosell_statement_run_int (statement, 0, &referral, error))
    return FALSE;
  if (referral == 0)
    return TRUE;
  own = cosell_store_load_referral (self, referral, error);
  if (own == NULL)
    return FALSE;
  if (is_whole (own))
    *text = g_steal_pointer (&own->current);
  return read_open (self, referral, open, error);
}

gboolean
cosell_store_read_crm_side (CosellStore *self,
                            gint64 deal,
                            CosellDealData **row,
                            char **text,
                            CosellCrmFieldSet *open,
                            GError **error)
{
  g_autoptr (CosellDealData) data = NULL;
  g_autofree char *half = NULL;
  CosellCrmFieldSet fields;

  COSELL_STORE_WORKER (self);

  data = cosell_store_get_deal (self, deal, error);
  if (data == NULL || !read_half (self, deal, &half, &fields, error))
    return FALSE;
  if (row != NULL)
    *row = g_steal_pointer (&data);
  if (text != NULL)
    *text = g_steal_pointer (&half);
  if (open != NULL)
    *open = fields;
  return TRUE;
}

/* --- working it out --- */

static gboolean
work_out (CosellStore *self, CosellCrmLink *link, GError **error)
{
  const CosellCrmState *state = cosell_store_peek_crm_state (self, link->crm, error);
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (CosellCrmOutcomes) outcomes = NULL;
  g_autoptr (CosellCrmSheet) sheet = NULL;
  g_autofree char *text = NULL;
  CosellCrmContext context = { NULL };

  if (state == NULL ||
      !cosell_store_read_crm_side (self, link->deal, &row, &text, &context.open, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  sheet = cosell_crm_sheet_of_deal (row, text, error);
  if (sheet == NULL)
    return FALSE;
  context.settings = state->settings;
  context.description = state->description;
  context.row = row;
  outcomes = cosell_crm_merge (link, link->seen, sheet, &context);
  cosell_crm_link_settle (link, outcomes, link->seen, sheet);
  return TRUE;
}

static gboolean
refresh (CosellStore *self, CosellCrmLink *link, GError **error)
{
  g_autofree char *before = cosell_crm_link_to_json (link);
  g_autofree char *after = NULL;
  CosellCrmFieldSet to_crm = link->to_crm;
  CosellCrmFieldSet conflicts = link->conflicts;

  link->to_crm = link->from_crm = link->conflicts = 0;
  if (link->seen != NULL && link->state != COSELL_CRM_GONE && !work_out (self, link, error))
    return FALSE;
  after = cosell_crm_link_to_json (link);
  return (link->to_crm == to_crm && link->conflicts == conflicts && g_str_equal (before, after)) ||
         save_link (self, link, after, error);
}

/* link: (out) (nullable): it has none */
static gboolean
load (CosellStore *self, gint64 deal, CosellCrmLink **link, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *link = cosell_store_get_crm_link (self, deal, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_error_copy (failure));
  return failure == NULL;
}

gboolean
cosell_store_refresh_crm_link (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellCrmLink) link = NULL;
  gboolean any;

  COSELL_STORE_WORKER (self);

  if (!cosell_store_has_crm_links (self, &any, error))
    return FALSE;
  if (!any)
    return TRUE;
  return load (self, deal, &link, error) && (link == NULL || refresh (self, link, error));
}

/* --- putting and taking away --- */

static gboolean
ask (CosellStore *self, const char *sql, const CosellCrmLink *link, gboolean *yes, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (self, sql, error);
  gint64 found;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, link->deal);
  cosell_statement_bind_text (statement, 2, link->crm);
  cosell_statement_bind_text (statement, 3, link->opportunity);
  if (!cosell_statement_run_int (statement, 0, &found, error))
    return FALSE;
  *yes = found != 0;
  return TRUE;
}

gboolean
cosell_store_check_crm_link (CosellStore *self, const CosellCrmLink *link, GError **error)
{
  gboolean known, elsewhere, taken;

  if (cosell_store_peek_crm_state (self, link->crm, error) == NULL ||
      !ask (self, "SELECT ?2 IS ?2 AND ?3 IS ?3 AND EXISTS (SELECT 1 FROM deal WHERE id = ?1)",
            link, &known, error) ||
      !ask (self,
            "SELECT ?3 IS ?3 AND EXISTS (SELECT 1 FROM crm_link WHERE deal = ?1 AND crm <> ?2 "
            "AND state <> '" COSELL_STORE_UNLINKED "')",
            link, &elsewhere, error) ||
      !ask (self,
            "SELECT EXISTS (SELECT 1 FROM crm_link WHERE crm = ?2 AND opportunity = ?3 "
            "AND deal <> ?1)",
            link, &taken, error))
    return FALSE;
  if (!known)
    g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                         _ ("The deal is not here any more."));
  else if (elsewhere)
    g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                         _ ("The deal is linked to another CRM already. Unlink it first."));
  else if (taken)
    g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                         _ ("Another deal is linked to this opportunity already. Unlink that one "
                            "first."));
  else
    return TRUE;
  cosell_rule_error_name (error, "K1");
  return FALSE;
}

gboolean
cosell_store_put_crm_link (CosellStore *self, const CosellCrmLink *link, GError **error)
{
  g_autofree char *data = NULL;

  g_return_val_if_fail (link != NULL && link->crm != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  data = cosell_crm_link_to_json (link);
  return cosell_store_check_crm_link (self, link, error) && save_link (self, link, data, error) &&
         cosell_store_refresh_crm_link (self, link->deal, error);
}

gboolean
cosell_store_drop_crm_link (CosellStore *self, gint64 deal, gboolean marked, GError **error)
{
  note_link (self, deal);
  return marked
             ? cosell_store_run_ids (self,
                                     "UPDATE crm_link SET state = '" COSELL_STORE_UNLINKED "', "
                                     "opportunity = NULL, held = 0, to_crm = 0, conflicts = 0, "
                                     "attempts = 0, not_before = NULL, data = '{}' "
                                     "WHERE deal = ?1",
                                     deal, 0, error)
             : cosell_store_run_ids (self, "DELETE FROM crm_link WHERE deal = ?1", deal, 0, error);
}

gboolean
cosell_store_remove_crm_link (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellCrmLink) link = NULL;

  COSELL_STORE_WORKER (self);

  if (!load (self, deal, &link, error))
    return FALSE;
  if (link != NULL)
    return cosell_store_drop_crm_link (self, deal, TRUE, error);
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                       _ ("The deal is not linked to a CRM."));
  return FALSE;
}

/* --- two deals become one; a CRM goes --- */

gboolean
cosell_store_log_crm_link (CosellStore *self,
                           gint64 deal,
                           const CosellCrmLink *link,
                           gboolean linked,
                           GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (cosell_crm_log_entry_free);

  if (link->opportunity == NULL)
    return TRUE;
  g_ptr_array_add (lines,
                   cosell_crm_log_entry_new (cosell_store_now (self), link->crm, FALSE,
                                             COSELL_CRM_N_FIELDS, linked ? NULL : link->opportunity,
                                             linked ? link->opportunity : NULL,
                                             linked ? _ ("linked") : _ ("unlinked")));
  return cosell_store_add_crm_log (self, deal, lines, error);
}

/* Whether an opportunity is there, or may be: a request to make it went out. */
static gboolean
is_made (const CosellCrmLink *link)
{
  return link != NULL && (link->opportunity != NULL || link->sent_at != COSELL_NO_TIME);
}

/* The deal that stays keeps what it has, unless only the other one has an opportunity. */
gboolean
cosell_store_merge_crm_links (CosellStore *self, gint64 from, gint64 to, GError **error)
{
  g_autoptr (CosellCrmLink) other = NULL;
  g_autoptr (CosellCrmLink) link = NULL;

  if (!cosell_store_run_ids (self, "UPDATE crm_log SET deal = ?2 WHERE deal = ?1", from, to,
                             error) ||
      !load (self, from, &other, error) || !load (self, to, &link, error))
    return FALSE;
  note_link (self, to);
  if (is_made (other) && is_made (link))
    return cosell_store_log_crm_link (self, to, other, FALSE, error);
  if (is_made (other) && !cosell_store_drop_crm_link (self, to, FALSE, error))
    return FALSE;
  return cosell_store_run_ids (self, "UPDATE OR IGNORE crm_link SET deal = ?2 WHERE deal = ?1",
                               from, to, error);
}

gboolean
cosell_store_drop_crm_links (CosellStore *self, const char *crm, GError **error)
{
  g_autoptr (GPtrArray) links = cosell_store_list_crm_links (self, crm, error);

  if (links == NULL)
    return FALSE;
  for (guint i = 0; i < links->len; i++)
    {
      const CosellCrmLink *link = g_ptr_array_index (links, i);

      if (!cosell_store_log_crm_link (self, link->deal, link, FALSE, error) ||
          !cosell_store_drop_crm_link (self, link->deal, FALSE, error))
        return FALSE;
    }
  return TRUE;
}
