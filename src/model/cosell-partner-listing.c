/* cosell-partner-listing.c: which companies of the catalogue can be invited (C13) */
#include "model/cosell-partner-listing.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "base/cosell-text.h"
#include "model/cosell-referral-reader.h"

JsonArray *
cosell_partner_listing_read (const char *answer)
{
  g_autoptr (JsonNode) root = answer != NULL ? cosell_json_gate_read (answer, -1, NULL) : NULL;
  JsonArray *list;

  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (root))
    return json_node_dup_array (root);
  list = JSON_NODE_HOLDS_OBJECT (root)
             ? cosell_json_gate_array (json_node_get_object (root), "value")
             : NULL;
  return list != NULL ? json_array_ref (list) : NULL;
}

char *
cosell_partner_listing_dup_text (JsonObject *entry, const char *name)
{
  g_autofree char *text = cosell_json_gate_dup_member (entry, name);
  g_autofree char *decoded =
      text != NULL ? cosell_referral_decode_entities (g_strstrip (text)) : NULL;

  return !cosell_text_is_blank (decoded) ? g_steal_pointer (&decoded) : NULL;
}

char *
cosell_partner_listing_refusal (JsonObject *entry)
{
  g_autofree char *name = cosell_partner_listing_dup_text (entry, "name");
  g_autofree char *id = cosell_json_gate_dup_member (entry, "id");
  const char *who = name != NULL ? name : id;

  if (who == NULL)
    return NULL;
  if (!cosell_json_gate_bool (entry, "coSellReady", TRUE))
    return cosell_text_format (_ ("%s cannot be invited: it has no co-sell-ready solution. Choose "
                                  "another partner."),
                               who);
  if (!cosell_json_gate_bool (entry, "transacting", TRUE))
    return cosell_text_format (_ ("%s cannot be invited: it does not transact in Partner Center. "
                                  "Choose another partner."),
                               who);
  return NULL;
}

char *
cosell_partner_listing_refuse_id (JsonArray *listing, const char *id)
{
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  wanted = cosell_text_tidy (id, COSELL_TEXT_CODE);
  for (guint i = 0; *wanted != '\0' && i < cosell_json_gate_length (listing); i++)
    {
      JsonObject *entry = cosell_json_gate_element (listing, i);
      g_autofree char *listed = cosell_json_gate_dup_member (entry, "id");

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
