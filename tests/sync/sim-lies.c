/* sim-lies.c: a service whose stamps lie (P14)
 *
 * Some of what was written gets a stamp ahead of the time, that of another referral, an older one
 * than it had, or .NET's first date. It is a version of its own all the same: its eTag is right. A
 * service sorts by what it shows, or by what is true, so that its elements look disordered. What a
 * delta cannot find then has to be found by the look through everything; where there is none,
 * stamps only run ahead.
 */
#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-samples.h"
#include "sync/sim.h"

#define CLOCK_ERROR (6 * G_TIME_SPAN_SECOND)
#define FIRST_DATE "0001-01-01T00:00:00Z"

typedef enum
{
  LIE_AHEAD,
  LIE_EQUAL,
  LIE_BACKWARDS,
  LIE_FIRST_DATE,
  N_LIES,
} Lie;

static const char *const names[N_LIES] = { "ahead", "that of another", "backwards", "none" };

void
sim_lies_draw (Sim *sim)
{
  static const guint permille[] = { 50, 200, 500 };

  sim->lies.state = sim->options.seed * G_GUINT64_CONSTANT (0x94d049bb133111eb) + 1;
  if (!sim->options.lies)
    return;
  sim->lying = permille[sandbox_random_below (&sim->lies, G_N_ELEMENTS (permille))];
  sim->lies_sort = sandbox_random_below (&sim->lies, 2) == 0 || !sim->has_reconciliations;
  sim->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sim_trace (sim, "%u ‰ of the stamps lie, the list is sorted by %s", sim->lying,
             sim->lies_sort ? "them" : "true ones");
}

/* A span between a second and a month, short ones as likely as long ones. */
static gint64
draw_span (Sim *sim)
{
  static const gint64 units[] = { G_TIME_SPAN_SECOND, G_TIME_SPAN_MINUTE, G_TIME_SPAN_HOUR,
                                  G_TIME_SPAN_DAY };

  return units[sandbox_random_below (&sim->lies, G_N_ELEMENTS (units))] *
         (1 + sandbox_random_below (&sim->lies, 30));
}

static char *
draw_stamp (Sim *sim, const SandboxRecord *record, Lie lie)
{
  GPtrArray *records = sim->service->core->records;
  const SandboxRecord *other;

  switch (lie)
    {
    case LIE_AHEAD:
      /* less than a clock may be wrong by cannot be told from right without the look */
      return sandbox_format_time (sim->now + (sim->has_reconciliations ? 0 : CLOCK_ERROR) +
                                      draw_span (sim),
                                  0);
    case LIE_EQUAL:
      other = g_ptr_array_index (records, sandbox_random_below (&sim->lies, records->len));
      return sandbox_format_time (MAX (other->updated, other->created), 0);
    case LIE_BACKWARDS:
      return sandbox_format_time (record->updated - draw_span (sim), 0);
    case LIE_FIRST_DATE:
    case N_LIES:
      return g_strdup (FIRST_DATE);
    }
  g_assert_not_reached ();
}

/* The answer to a write has it too. */
static void
lie_in_answer (SimRequest *request, const SandboxRecord *record, const char *stamp)
{
  g_autoptr (CosellJson) json = NULL;
  char *text;

  if (request->reply.body == NULL || request->reply.status >= 300 ||
      (request->kind != SIM_CREATE && request->kind != SIM_PATCH))
    return;
  json = cosell_json_parse (request->reply.body, -1, NULL);
  if (!cosell_json_string_equal (cosell_json_member (cosell_json_root (json), "id"), record->id))
    return;
  text = cosell_json_set (request->reply.body, "/updatedDateTime", stamp, NULL);
  cosell_take_str (&request->reply.body, text);
}

static void
lie_about (Sim *sim, SandboxRecord *record, SimRequest *request)
{
  Lie lie = sim->has_reconciliations ? (Lie) sandbox_random_below (&sim->lies, N_LIES) : LIE_AHEAD;
  g_autofree char *stamp = draw_stamp (sim, record, lie);
  g_autofree char *json = cosell_json_quote (stamp);
  g_autofree char *text = cosell_json_set (record->text, "/updatedDateTime", json, NULL);
  gint64 instant;

  g_ref_string_release (record->text);
  record->text = g_ref_string_new (text);
  if (sim->lies_sort)
    record->updated = cosell_time_parse (stamp, &instant) ? instant : 0;
  sim_trace (sim, "  server: the stamp of %s is %s (%s)", record->id, stamp, names[lie]);
  if (request != NULL)
    lie_in_answer (request, record, json);
}

void
sim_lies_tell (Sim *sim, SimRequest *request)
{
  GPtrArray *records = sim->service->core->records;

  if (sim->lying == 0 || sim->healed)
    return;
  sandbox_core_expire (sim->service->core); /* else a list would show it before this is decided */
  for (guint i = 0; i < records->len; i++)
    {
      SandboxRecord *record = g_ptr_array_index (records, i);
      g_autoptr (CosellJson) json = cosell_json_parse (record->text, -1, NULL);
      char *etag = cosell_json_dup_string (cosell_json_member (cosell_json_root (json), "eTag"));

      if (g_strcmp0 (g_hash_table_lookup (sim->told, record->id), etag) == 0)
        {
          g_free (etag);
          continue;
        }
      g_hash_table_insert (sim->told, g_strdup (record->id), etag);
      if (sandbox_random_below (&sim->lies, 1000) < sim->lying)
        lie_about (sim, record, request);
    }
}
