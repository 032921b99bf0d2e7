/* cosell-sandbox-dataverse-close.c: WinOpportunity and LoseOpportunity of the practice Dataverse */
#include "sandbox/cosell-sandbox-dataverse-write.h"

#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-dataverse-error.h"
#include "sandbox/cosell-sandbox-dataverse-value.h"

static SandboxRow *
find_opportunity (SandboxDataverse *dataverse, CosellJsonValue close, GError **error)
{
  static const SandboxTarget target = { "opportunityid", "opportunity" };
  CosellJsonValue bind = cosell_json_member (close, "opportunityid@odata.bind");
  g_autofree char *quoted = NULL;
  g_autoptr (CosellJson) json = NULL;
  g_autofree char *id = NULL;

  quoted = sandbox_dataverse_check_bind (dataverse, &target, bind, error);
  if (quoted == NULL)
    return NULL;
  json = cosell_json_parse (quoted, -1, NULL);
  id = cosell_json_dup_string (cosell_json_root (json));
  if (id != NULL)
    return sandbox_dataverse_find (dataverse, SANDBOX_TABLE_OPPORTUNITIES, id);
  sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_PAYLOAD,
                               "OpportunityClose names no opportunity.");
  return NULL;
}

/* The status reason that fits; -1 is the usual one. Returns: 0 with an error when it does not */
static gint64
read_status (gboolean won, CosellJsonValue body, GError **error)
{
  gint64 status = cosell_json_get_int (cosell_json_member (body, "Status"), 0);

  if (status == -1)
    return won ? 3 : 4;
  if (won ? status == 3 : status == 4 || status == 5)
    return status;
  sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_INVALID_ARGUMENT,
                               "%d is not a valid status code for state code OpportunityState.%s.",
                               (int) status, won ? "Won" : "Lost");
  return 0;
}

/* What the opportunity shows of its end: JSON of a day and of an amount. */
static char *
write_end (SandboxDataverse *dataverse,
           const SandboxRow *row,
           const SandboxRow *close,
           gboolean won,
           gint64 status)
{
  g_autofree char *end = sandbox_dataverse_dup (close, "actualend");
  g_autofree char *revenue = sandbox_dataverse_dup (close, "actualrevenue");
  g_autofree char *estimated = sandbox_dataverse_dup (row, "estimatedvalue");
  g_autofree char *day = NULL;
  CosellJsonWriter *writer = cosell_json_writer_new ();
  gint64 instant = sandbox_core_now (dataverse->core);
  const char *amount = won && revenue == NULL ? estimated : revenue;

  if (end != NULL)
    cosell_time_parse (end, &instant);
  day = cosell_time_format_date (instant);
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "statecode");
  cosell_json_writer_int (writer, won ? 1 : 2);
  cosell_json_writer_name (writer, "statuscode");
  cosell_json_writer_int (writer, status);
  cosell_json_writer_member (writer, "actualclosedate", day);
  cosell_json_writer_name (writer, "actualvalue");
  cosell_json_writer_raw (writer, amount != NULL ? amount : "null", -1);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

gboolean
sandbox_dataverse_close (SandboxDataverse *dataverse,
                         gboolean won,
                         CosellJsonValue body,
                         SandboxWriter writer,
                         GError **error)
{
  CosellJsonValue given = cosell_json_member (body, "OpportunityClose");
  SandboxRow *row = find_opportunity (dataverse, given, error);
  g_autofree char *state = row != NULL ? sandbox_dataverse_dup (row, "statecode") : NULL;
  gint64 status = row != NULL ? read_status (won, body, error) : 0;
  SandboxRow *close = NULL;
  g_autofree char *end = NULL;
  g_autoptr (CosellJson) json = NULL;

  if (status == 0)
    return FALSE;
  if (g_strcmp0 (state, "0") != 0)
    {
      sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_INVALID_ARGUMENT,
                                   "The opportunity has already been closed.");
      return FALSE;
    }
  close = sandbox_dataverse_create (dataverse, SANDBOX_TABLE_CLOSES, NULL, given, writer, error);
  if (close == NULL)
    return FALSE;
  end = write_end (dataverse, row, close, won, status);
  json = cosell_json_parse (end, -1, NULL);
  return sandbox_dataverse_update (dataverse, row, cosell_json_root (json),
                                   writer == SANDBOX_WRITER_OTHER ? writer : SANDBOX_WRITER_ACTION,
                                   error);
}
