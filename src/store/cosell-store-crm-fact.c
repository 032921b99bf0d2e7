/* cosell-store-crm-fact.c: what a query asks of a deal and its CRM (I14) */
#include "store/cosell-store-private.h"

/* Where no deal is linked, the narrow index has all of it. */
char *
cosell_store_make_crm_fact (CosellStore *self, gboolean states)
{
  gboolean any;

  if (cosell_store_has_crm_links (self, &any, NULL) && !any)
    return g_strdup ("nullif (crm_id, '')");
  return g_strdup_printf (
      "nullif (trim (coalesce (crm_id, '') || char (10) || coalesce ("
      "(SELECT l.crm%s FROM crm_link AS l WHERE l.deal = deal.id "
      "AND l.state <> '" COSELL_STORE_UNLINKED "'), ''), char (10)), '')",
      states ? " || char (10) || l.state || iif (l.conflicts <> 0, char (10) || 'conflict', '')"
             : "");
}
