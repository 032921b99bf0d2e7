/* cosell-partner-listing.c: which companies of the catalogue can be invited (C13) */
#include "model/cosell-partner-listing.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text.h"
char *
cosell_partner_listing_refusal (CosellJsonValue entry)
{
  g_autofree char *name = cosell_json_dup_scalar (cosell_json_member (entry, "name"));
  g_autofree char *id = cosell_json_dup_scalar (cosell_json_member (entry, "id"));
  const char *who = name != NULL && *name != '\0' ? name : id;

  if (who == NULL)
    return NULL;
  if (!cosell_json_get_bool (cosell_json_member (entry, "coSellReady"), TRUE))
    return g_strdup_printf (_ ("%s cannot be invited: it has no co-sell-ready solution. Choose "
                               "another partner."),
                            who);
  if (!cosell_json_get_bool (cosell_json_member (entry, "transacting"), TRUE))
    return g_strdup_printf (_ ("%s cannot be invited: it does not transact in Partner Center. "
                               "Choose another partner."),
                            who);
  return NULL;
}

char *
cosell_partner_listing_refuse_id (CosellJsonValue body, const char *id)
{
  CosellJsonValue list =
      cosell_json_kind (body) == COSELL_JSON_ARRAY ? body : cosell_json_member (body, "value");
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  wanted = cosell_text_tidy (id, COSELL_TEXT_CODE);
  for (guint i = 0; *wanted != '\0' && i < cosell_json_length (list); i++)
    {
      CosellJsonValue entry = cosell_json_element (list, i);
      g_autofree char *listed = cosell_json_dup_scalar (cosell_json_member (entry, "id"));

      if (listed != NULL && g_ascii_strcasecmp (listed, wanted) == 0)
        return cosell_partner_listing_refusal (entry);
    }
  return NULL;
}
