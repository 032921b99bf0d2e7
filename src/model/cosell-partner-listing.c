/* cosell-partner-listing.c: which companies of the catalogue can be invited (C13) */
#include "model/cosell-partner-listing.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "base/cosell-text.h"
#include "model/cosell-referral-reader.h"

char *
cosell_partner_listing_refusal (CosellJsonValue entry)
{
  g_autofree char *name = cosell_referral_read_display (entry, "name");
  g_autofree char *id = cosell_json_dup_scalar (cosell_json_member (entry, "id"));
  const char *who = name != NULL && *name != '\0' ? name : id;

  if (who == NULL)
    return NULL;
  if (!cosell_json_get_bool (cosell_json_member (entry, "coSellReady"), TRUE))
    return cosell_text_format (_ ("%s cannot be invited: it has no co-sell-ready solution. Choose "
                                  "another partner."),
                               who);
  if (!cosell_json_get_bool (cosell_json_member (entry, "transacting"), TRUE))
    return cosell_text_format (_ ("%s cannot be invited: it does not transact in Partner Center. "
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

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

static gboolean
same_name (const char *a, const char *b)
{
  g_autofree char *folded_a = g_strstrip (cosell_intl_fold (a));
  g_autofree char *folded_b = g_strstrip (cosell_intl_fold (b));

  return *folded_a != '\0' && g_str_equal (folded_a, folded_b);
}

char *
cosell_partner_listing_refuse_own (const char *own_id,
                                   const char *own_name,
                                   const char *id,
                                   const char *name)
{
  g_autofree char *wanted = cosell_text_tidy (id != NULL ? id : "", COSELL_TEXT_CODE);
  gboolean own;

  if (!is_blank (wanted))
    own = !is_blank (own_id) && g_ascii_strcasecmp (own_id, wanted) == 0;
  else
    own = !is_blank (own_name) && !is_blank (name) && same_name (own_name, name);
  if (!own)
    return NULL;
  return cosell_text_format (_ ("%s is your own company and takes part in the deal anyway. Choose "
                                "another company to invite."),
                             !is_blank (own_name) ? own_name : own_id);
}
