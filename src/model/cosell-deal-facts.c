/* cosell-deal-facts.c: what a row has for whoever looks for deals (chapter I of the rules) */
#include "model/cosell-deal-facts.h"

#include <string.h>

#include "base/cosell-str.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-email.h"
#include "model/cosell-member-place.h"
#include "model/cosell-referral-reader.h"

/* Whether a line of lines has id as its first part. */
static gboolean
has_id (const char *lines, const char *id)
{
  gsize length = strlen (id);

  for (const char *line = lines; line != NULL && *line != '\0';)
    {
      gsize part = strcspn (line, "\t\n");

      if (part == length && g_ascii_strncasecmp (line, id, length) == 0)
        return TRUE;
      line = strchr (line, '\n');
      if (line != NULL)
        line++;
    }
  return FALSE;
}

void
cosell_deal_facts_add_line (GString *lines, const char *id, const char *name)
{
  gboolean numbered = id != NULL && *id != '\0';
  gboolean has_name = name != NULL && *name != '\0';
  g_autofree char *first = g_strdup (numbered ? id : name);
  g_autofree char *second = g_strdup (has_name ? name : id);

  g_return_if_fail (lines != NULL);

  if (!numbered && !has_name)
    return;
  g_strdelimit (first, "\t\n", ' ');
  g_strdelimit (second, "\t\n", ' ');
  if (!has_id (lines->str, first))
    g_string_append_printf (lines, "%s%s\t%s", lines->len > 0 ? "\n" : "", first, second);
}

void
cosell_deal_facts_add_member (GString *lines, const char *email)
{
  g_autofree char *address = cosell_email_fold (email);

  g_return_if_fail (lines != NULL);

  g_strdelimit (address, "\t\n", ' ');
  if (*address != '\0' && !has_id (lines->str, address))
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", address);
}

/* The lines, NULL for none. */
static void
take_lines (char **place, const GString *lines)
{
  cosell_take_str (place, lines->len > 0 ? g_strdup (lines->str) : NULL);
}

static void
derive_team (CosellJsonValue own, CosellDealData *data)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  CosellJsonValue member;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_json_member (own, "team"));
  while (cosell_json_iter_next (&iter, NULL, &member))
    {
      g_autofree char *email = cosell_referral_read_text (member, "email");

      cosell_deal_facts_add_member (lines, email);
    }
  take_lines (&data->team, lines);
}

static void
derive_partners (const CosellEngagementReferral *halves,
                 guint n_halves,
                 guint own,
                 CosellDealData *data)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < n_halves; i++)
    {
      g_autofree char *id = NULL;
      g_autofree char *name = NULL;

      if (i == own || halves[i].role != COSELL_ROLE_PARTNER)
        continue;
      cosell_referral_read_partner (halves[i].referral, &id, &name);
      cosell_deal_facts_add_line (lines, id, name);
    }
  take_lines (&data->partners, lines);
}

void
cosell_deal_facts_derive (const CosellEngagementReferral *halves,
                          guint n_halves,
                          guint own,
                          CosellDealData *data)
{
  CosellJsonValue referral, attributes;

  g_return_if_fail (halves != NULL && own < n_halves);
  g_return_if_fail (data != NULL);

  referral = halves[own].referral;
  derive_team (referral, data);
  derive_partners (halves, n_halves, own, data);
  cosell_take_str (&data->source, cosell_referral_read_display (referral, "referralSource"));
  cosell_take_str (&data->action, cosell_referral_read_display (referral, "callToAction"));
  cosell_take_str (&data->quality, cosell_referral_read_display (referral, "quality"));
  attributes = cosell_json_pointer (referral, COSELL_PATH_ATTRIBUTES);
  cosell_take_str (&data->partner_role,
                   cosell_referral_read_display_value (
                       cosell_member_place_in_array (attributes, "PartnerRole")));
  cosell_take_str (&data->partner_program,
                   cosell_referral_read_display (referral, "referralProgram"));
}

void
cosell_deal_facts_read (const CosellDealData *row, GHashTable *eligible, CosellQueryFacts *facts)
{
  g_return_if_fail (row != NULL && facts != NULL);

  cosell_query_facts_init (facts, row);
  facts->team = row->team;
  facts->partners = row->partners;
  facts->crm = row->crm_id;
  facts->source = row->source;
  facts->action = row->action;
  facts->quality = row->quality;
  facts->local_change_at = row->local_change_at;
  facts->eligible = cosell_eligibility_find (row, eligible);
  facts->unread = row->unread;
}
