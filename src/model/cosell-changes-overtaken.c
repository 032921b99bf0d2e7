/* P5: what the service's rules have overtaken. */

#include <glib/gi18n-lib.h>

#include "model/cosell-change-private.h"
#include "model/cosell-referral.h"

/* B2, E: what a closed deal still takes. */
static gboolean
survives_closing (const char *path)
{
  return g_str_equal (path, COSELL_PATH_FAVORITE) ||
         g_str_has_prefix (path, COSELL_PATH_REGISTRATIONS);
}

gboolean
cosell_changes_survive_closing (GPtrArray *changes)
{
  g_return_val_if_fail (changes != NULL, FALSE);

  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);

      if (!survives_closing (change->path))
        return FALSE;
    }
  return TRUE;
}

/* (nullable) */
static char *
dup_word (const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;

  return cosell_json_dup_string ((CosellJsonValue){ doc, 0 });
}

/* The status that the changes want from one that the deal does not have any more. */
static gboolean
wants_status (GPtrArray *changes, CosellDealStatus now, CosellDealStatus *wanted)
{
  const CosellChange *change = cosell_changes_lookup (changes, "/substatus", NULL);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (change == NULL)
    return FALSE;
  from = dup_word (change->original);
  to = dup_word (change->current);
  *wanted = cosell_status_from_wire (NULL, to, now);
  return cosell_status_from_wire (NULL, from, now) != now && *wanted != now;
}

char *
cosell_changes_overtaken (GPtrArray *changes, CosellJsonValue theirs)
{
  g_autofree char *status = cosell_json_dup_string (cosell_json_member (theirs, "status"));
  g_autofree char *substatus = cosell_json_dup_string (cosell_json_member (theirs, "substatus"));
  CosellDealStatus now = cosell_status_from_wire (status, substatus, COSELL_DEAL_STATUS_ACCEPTED);
  CosellDealStatus wanted;

  g_return_val_if_fail (changes != NULL, NULL);

  if (cosell_deal_status_is_closed (now))
    {
      if (cosell_changes_survive_closing (changes))
        return NULL;
      /* Translators: %s is how the deal ended: "Won", "Expired" */
      return g_strdup_printf (
          _ ("The deal was closed (%s) before this change was sent, and a closed "
             "deal cannot be changed. Your change is kept here: copy it into a "
             "new deal, or discard it."),
          cosell_deal_status_label (now));
    }
  if (!wants_status (changes, now, &wanted))
    return NULL;
  /* Translators: both are the status of a deal */
  return g_strdup_printf (_ ("The deal became “%s” before it was marked as “%s”, which is not "
                             "possible any more. Your change is kept here: look at the deal, then "
                             "discard it."),
                          cosell_deal_status_label (now), cosell_deal_status_label (wanted));
}
