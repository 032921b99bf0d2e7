#include "ui/outbox/cosell-outbox-text.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-change.h"
#include "model/cosell-referral.h"

/* A change of the status, "Accepted → Lost"; NULL for others. (nullable) */
static char *
describe_status (CosellJsonValue fields)
{
  CosellJsonValue change = cosell_json_member (fields, "/substatus");
  g_autofree char *before = cosell_json_dup_string (cosell_json_element (change, 0));
  g_autofree char *after = cosell_json_dup_string (cosell_json_element (change, 1));
  const char *from, *to;

  if (after == NULL)
    return NULL;
  from = cosell_deal_status_label (
      cosell_status_from_wire (NULL, before, COSELL_DEAL_STATUS_ACCEPTED));
  to =
      cosell_deal_status_label (cosell_status_from_wire (NULL, after, COSELL_DEAL_STATUS_ACCEPTED));
  /* Translators: the status of a deal as it was, and as it will be */
  return g_strdup_printf (_ ("%s → %s"), from, to);
}

/* "Estimated value, Notes" */
static char *
describe_fields (CosellJsonValue fields)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < cosell_json_length (fields); i++)
    {
      char *path = NULL;

      cosell_json_nth_member (fields, i, &path);
      g_ptr_array_add (paths, path);
      g_ptr_array_add (labels, (gpointer) cosell_change_label (path));
    }
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

char *
cosell_outbox_describe_entry (CosellJsonValue entry)
{
  g_autofree char *op = cosell_json_dup_string (cosell_json_member (entry, "op"));
  char *status;

  if (g_strcmp0 (op, "create") == 0)
    return g_strdup (_ ("New deal"));
  if (g_strcmp0 (op, "invite") == 0)
    {
      g_autofree char *invited = cosell_json_dup_string (cosell_json_member (entry, "invited"));

      /* Translators: %s is Microsoft, or the name of another partner */
      return g_strdup_printf (_ ("Invitation to %s"), invited != NULL ? invited : "Microsoft");
    }
  status = describe_status (cosell_json_member (entry, "fields"));
  return status != NULL ? status : describe_fields (cosell_json_member (entry, "fields"));
}
