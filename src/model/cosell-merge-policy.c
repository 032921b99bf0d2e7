/* Who wins when both sides changed a field. */

#include "model/cosell-merge-private.h"

#include <string.h>

/* What people edit has its policy in cosell-member.c. The first row that is the path, or an
 * ancestor of it, counts. What stands in no row is asked: a field that this program does not know
 * may be a person's work. */
static const struct
{
  const char *path;
  CosellMergePolicy policy;
} policies[] = {
  /* Contract 6.5: one is added at a time, and the service fills it in. Its fields are the user's.
   */
  { COSELL_PATH_REGISTRATIONS "/", COSELL_MERGE_ASK },
  { COSELL_PATH_REGISTRATIONS, COSELL_MERGE_REGISTRATIONS },
  /* D8: the first stage comes with accepting, the last with closing; those between are marked. */
  { "/salesStage", COSELL_MERGE_STAGE },
  /* D11: which status follows which is the service's rule, and no wish of either side. */
  { "/status", COSELL_MERGE_STATUS },
  { "/substatus", COSELL_MERGE_STATUS },
  { "/statusReason", COSELL_MERGE_STATUS },
  /* Contract 4.1 (R): identity, dates and links are made by the service. */
  { "/id", COSELL_MERGE_SERVICE },
  { "/engagementId", COSELL_MERGE_SERVICE },
  { "/organizationId", COSELL_MERGE_SERVICE },
  { "/organizationName", COSELL_MERGE_SERVICE },
  { "/createdDateTime", COSELL_MERGE_SERVICE },
  { "/updatedDateTime", COSELL_MERGE_SERVICE },
  { "/acceptedDateTime", COSELL_MERGE_SERVICE },
  { "/closedDateTime", COSELL_MERGE_SERVICE },
  { "/eTag", COSELL_MERGE_SERVICE },
  { "/links", COSELL_MERGE_SERVICE },
  { "/trackingInfo", COSELL_MERGE_SERVICE },
  /* D4: the service expires a deal, nobody else. */
  { "/expirationDateTime", COSELL_MERGE_SERVICE },
  /* B3, A10: the service derives them from who asked whom and from the consent. */
  { "/direction", COSELL_MERGE_SERVICE },
  { "/type", COSELL_MERGE_SERVICE },
  { "/qualification", COSELL_MERGE_SERVICE },
  { "/target", COSELL_MERGE_SERVICE },
  /* E8: the progress of a registration is told by the service. */
  { "/registrationStatus", COSELL_MERGE_SERVICE },
  /* D17: fixed once they were sent; the service's account matching may correct them. */
  { "/customerProfile/name", COSELL_MERGE_SERVICE },
  { "/customerProfile/address", COSELL_MERGE_SERVICE },
  { "/customerProfile/ids", COSELL_MERGE_SERVICE },
  { "/inviteContext", COSELL_MERGE_SERVICE },
};

static gboolean
covers (const char *row, const char *path)
{
  gsize length = strlen (row);

  return strncmp (row, path, length) == 0 &&
         (path[length] == '\0' || path[length] == '/' || row[length - 1] == '/');
}

CosellMergePolicy
cosell_merge_policy (const char *path)
{
  const CosellMember *member = cosell_member_above (path);

  if (member != NULL)
    return member->policy;
  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    if (covers (policies[i].path, path))
      return policies[i].policy;
  return COSELL_MERGE_ASK;
}

char *
cosell_merge_value (const char *path,
                    const char *base,
                    const char *mine,
                    const char *theirs,
                    CosellPrefer prefer,
                    gboolean *merged)
{
  char *result;

  switch (cosell_merge_policy (path))
    {
    case COSELL_MERGE_SET:
      result = cosell_merge_sets (cosell_change_kind (path), base, mine, theirs, prefer);
      *merged = result != NULL;
      return result;
    case COSELL_MERGE_PARAGRAPHS:
      result = cosell_merge_notes (base, mine, theirs, prefer);
      *merged = result != NULL;
      return result;
    case COSELL_MERGE_ASK:
    case COSELL_MERGE_AMOUNT:
    case COSELL_MERGE_REGISTRATIONS:
    case COSELL_MERGE_STAGE:
    case COSELL_MERGE_STATUS:
    case COSELL_MERGE_SERVICE:
      break;
    }
  *merged = prefer != COSELL_PREFER_NONE;
  if (prefer == COSELL_PREFER_NONE)
    return NULL;
  return g_strdup (prefer == COSELL_PREFER_MINE ? mine : theirs);
}
