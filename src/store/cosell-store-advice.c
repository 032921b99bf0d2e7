/* cosell-store-advice.c: the figures over all rows (H, C24), in one reading */
#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"

/* In the order of read_row. */
static const char rows[] =
    "SELECT id, direction, type, status, stage, stage_text, close_date,"
    " created_at, accepted_at, closed_at, solutions, campaign_id, value,"
    " currency FROM deal WHERE status <> 'draft' AND tab < " G_STRINGIFY (COSELL_STORE_TAB_LEAD);

static CosellDealData *
read_row (CosellStatement *statement)
{
  CosellDealData *row = cosell_deal_data_new ();

  row->id = cosell_statement_int (statement, 0);
  row->direction =
      cosell_statement_enum (statement, 1, COSELL_TYPE_DIRECTION, COSELL_DIRECTION_OUTBOUND);
  row->type = cosell_statement_enum (statement, 2, COSELL_TYPE_DEAL_TYPE, COSELL_DEAL_TYPE_PRIVATE);
  row->status =
      cosell_statement_enum (statement, 3, COSELL_TYPE_DEAL_STATUS, COSELL_DEAL_STATUS_ACCEPTED);
  row->stage = cosell_statement_int (statement, 4);
  row->stage_text = cosell_statement_dup_text (statement, 5);
  row->close_date = cosell_statement_dup_text (statement, 6);
  row->created_at = cosell_statement_time (statement, 7);
  row->accepted_at = cosell_statement_time (statement, 8);
  row->closed_at = cosell_statement_time (statement, 9);
  row->solutions = cosell_statement_dup_text (statement, 10);
  row->campaign_id = cosell_statement_dup_text (statement, 11);
  row->value = cosell_statement_dup_text (statement, 12);
  row->currency = cosell_statement_dup_text (statement, 13);
  return row;
}

CosellAdvice *
cosell_store_get_advice (CosellStore *self, const GDate *today, GError **error)
{
  g_autoptr (CosellAdviceBuilder) builder = NULL;
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  g_return_val_if_fail (today != NULL, NULL);
  COSELL_STORE_WORKER (self);

  builder = cosell_advice_builder_new (cosell_store_now (self), today);
  statement = cosell_store_prepare (self, rows, error);
  if (statement == NULL)
    return NULL;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      g_autoptr (CosellDealData) row = read_row (statement);

      cosell_advice_builder_add (builder, row);
    }
  if (step == COSELL_STEP_ERROR)
    return NULL;
  return cosell_advice_builder_end (g_steal_pointer (&builder));
}
