/* cosell-advice-json.c: the figures for scripts */
#include "model/cosell-advice.h"

#include "base/cosell-json-edit.h"

static void
write_int (CosellJsonWriter *writer, const char *name, gint64 value)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_int (writer, value);
}

static void
write_deals (CosellJsonWriter *writer, GArray *ids)
{
  cosell_json_writer_name (writer, "deals");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < ids->len; i++)
    cosell_json_writer_int (writer, g_array_index (ids, gint64, i));
  cosell_json_writer_end_array (writer);
}

static void
write_list (CosellJsonWriter *writer, const char *name, GArray *ids)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_begin_object (writer);
  write_deals (writer, ids);
  cosell_json_writer_end_object (writer);
}

static void
write_quickness (CosellJsonWriter *writer, const CosellAdvice *self)
{
  static const char *const kinds[COSELL_ADVICE_N_ANSWERS] = { "accepted", "declined", "expired" };

  cosell_json_writer_name (writer, "respond");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < COSELL_ADVICE_N_ANSWERS; i++)
    {
      const CosellAdviceTimes *times = &self->times[i];

      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "kind", kinds[i]);
      write_int (writer, "count", times->deals->len);
      write_int (writer, "medianSeconds", times->median / G_USEC_PER_SEC);
      write_int (writer, "longestSeconds", times->longest / G_USEC_PER_SEC);
      write_deals (writer, times->deals);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
}

static void
write_choice (CosellJsonWriter *writer, const CosellAdvice *self)
{
  cosell_json_writer_name (writer, "choose");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < self->solutions->len; i++)
    {
      const CosellAdviceSolution *solution = g_ptr_array_index (self->solutions, i);

      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "solution", solution->id);
      cosell_json_writer_member (writer, "name", solution->name);
      write_int (writer, "accepted", solution->accepted);
      write_int (writer, "declined", solution->declined);
      write_deals (writer, solution->deals);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
}

static void
write_campaigns (CosellJsonWriter *writer, const CosellAdvice *self)
{
  cosell_json_writer_name (writer, "campaigns");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < self->campaigns->len; i++)
    {
      const CosellAdviceCampaign *campaign = g_ptr_array_index (self->campaigns, i);

      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "campaign", campaign->campaign);
      cosell_json_writer_member (writer, "currency", campaign->currency);
      cosell_json_writer_member (writer, "value", campaign->value);
      write_deals (writer, campaign->deals);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
}

char *
cosell_advice_to_json (const CosellAdvice *self)
{
  CosellJsonWriter *writer;

  g_return_val_if_fail (self != NULL, NULL);

  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  write_quickness (writer, self);
  write_choice (writer, self);
  write_list (writer, "overdue", self->overdue);
  write_list (writer, "withoutValue", self->without_value);
  write_list (writer, "unstaged", self->unstaged);
  write_campaigns (writer, self);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}
