/* crm match, crm log, crm set, and what show and outbox say of a CRM, as JSON */
#include "cli/cosell-cli-json.h"

#include "base/cosell-time.h"
#include "model/cosell-crm-person.h"

static void
add_field (CosellCliBuilder *json, CosellCrmField field)
{
  cosell_cli_builder_text (json, "field",
                           field < COSELL_CRM_N_FIELDS ? cosell_crm_field_nick (field) : NULL);
}

/* --- show --- */

static void
add_party (CosellCliBuilder *json, const CosellCrmParty *party)
{
  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_text (json, "id", party->id);
  cosell_cli_builder_text (json, "name", party->name);
  cosell_cli_builder_text (json, "street", party->street);
  cosell_cli_builder_text (json, "postalCode", party->postal_code);
  cosell_cli_builder_text (json, "city", party->city);
  cosell_cli_builder_text (json, "country", party->country);
  cosell_cli_builder_end_object (json);
}

/* What may be said with "crm answer". */
static void
add_answers (CosellCliBuilder *json, const CosellCrmLink *link)
{
  cosell_cli_builder_begin_array (json, "answers");
  for (guint i = 0; link->parties != NULL && i < link->parties->len; i++)
    cosell_cli_builder_text (json, NULL,
                             ((CosellCrmParty *) g_ptr_array_index (link->parties, i))->id);
  if (link->asks == COSELL_CRM_ASKS_SAME)
    cosell_cli_builder_text (json, NULL, "link");
  cosell_cli_builder_text (json, NULL, "new");
  cosell_cli_builder_end_array (json);
}

static void
add_question (CosellCliBuilder *json, const CosellCrmLink *link)
{
  g_autofree char *words = cosell_crm_person_describe_question (link);

  if (words == NULL)
    {
      cosell_cli_builder_null (json, "question");
      return;
    }
  cosell_cli_builder_begin_object (json, "question");
  cosell_cli_builder_text (json, "words", words);
  cosell_cli_builder_text (json, "crmId", link->asks == COSELL_CRM_ASKS_SAME ? link->other : NULL);
  cosell_cli_builder_begin_array (json, "accounts");
  for (guint i = 0; link->parties != NULL && i < link->parties->len; i++)
    add_party (json, g_ptr_array_index (link->parties, i));
  cosell_cli_builder_end_array (json);
  add_answers (json, link);
  cosell_cli_builder_end_object (json);
}

void
cosell_cli_json_add_crm (CosellCliBuilder *json, const CosellCrmLink *link)
{
  if (link == NULL)
    {
      cosell_cli_builder_null (json, "crm");
      return;
    }
  cosell_cli_builder_begin_object (json, "crm");
  cosell_cli_builder_text (json, "name", link->crm);
  cosell_cli_builder_text (json, "id", link->opportunity);
  cosell_cli_builder_text (json, "url", link->url);
  cosell_cli_builder_text (json, "state", cosell_crm_link_state_nick (link->state));
  cosell_cli_builder_begin_array (json, "notices");
  for (guint i = 0; i < link->notices->len; i++)
    {
      const CosellCrmNotice *notice = g_ptr_array_index (link->notices, i);

      cosell_cli_builder_begin_object (json, NULL);
      add_field (json, notice->field);
      cosell_cli_builder_text (json, "words", notice->words);
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_bool (json, "held", link->held);
  cosell_cli_builder_text (json, "reason", link->reason);
  add_question (json, link);
  cosell_cli_builder_end_object (json);
}

/* --- outbox --- */

/* {field: [theirs, ours]}; of one that is to be made all that it is made of, which the deal has. */
static void
add_fields (CosellCliBuilder *json, const CosellCrmPart *part)
{
  const CosellCrmLink *link = part->link;

  cosell_cli_builder_begin_object (json, "fields");
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    {
      if (link->opportunity != NULL
              ? (link->to_crm & 1u << i) == 0
              : part->deal->values[i] == NULL || i == COSELL_CRM_FIELD_STATUS ||
                    (cosell_crm_field_possible ((CosellCrmField) i) & COSELL_CRM_TO) == 0)
        continue;
      cosell_cli_builder_begin_array (json, cosell_crm_field_nick ((CosellCrmField) i));
      cosell_cli_builder_text (json, NULL, link->seen != NULL ? link->seen->values[i] : NULL);
      cosell_cli_builder_text (json, NULL, part->deal->values[i]);
      cosell_cli_builder_end_array (json);
    }
  cosell_cli_builder_end_object (json);
}

const char *
cosell_cli_crm_row_state (const CosellCrmLink *link)
{
  if (link->held || link->state == COSELL_CRM_PARKED || link->state == COSELL_CRM_QUESTION)
    return "parked";
  return link->sent_at != COSELL_NO_TIME ? "sent" : "pending";
}

void
cosell_cli_json_add_crm_row (CosellCliBuilder *json, const CosellCrmPart *part)
{
  const CosellCrmLink *link = part->link;
  g_autofree char *seq = cosell_cli_crm_row_seq (link->deal);
  g_autofree char *asked = cosell_crm_person_describe_question (link);

  cosell_cli_builder_text (json, "seq", seq);
  cosell_cli_builder_int (json, "id", link->deal);
  cosell_cli_builder_text (json, "lane", link->crm);
  cosell_cli_builder_text (json, "op", link->opportunity != NULL ? "update" : "create");
  cosell_cli_builder_text (json, "state", cosell_cli_crm_row_state (link));
  add_fields (json, part);
  cosell_cli_builder_int (json, "attempts", link->attempts);
  cosell_cli_builder_instant (json, "notBefore", link->not_before);
  cosell_cli_builder_text (json, "lastError", link->reason != NULL ? link->reason : asked);
  cosell_cli_builder_null (json, "dependsOn");
  cosell_cli_builder_bool (json, "conflict", link->conflicts != 0);
  cosell_cli_builder_bool (json, "held", link->held);
  cosell_cli_builder_null (json, "group");
  cosell_cli_builder_bool (json, "inDoubt", link->sent_at != COSELL_NO_TIME);
  cosell_cli_builder_begin_array (json, "candidates");
  cosell_cli_builder_end_array (json);
}

/* A deal has one CRM at most, so its number says which row is meant. */
char *
cosell_cli_crm_row_seq (gint64 deal)
{
  return g_strdup_printf ("c%" G_GINT64_FORMAT, deal);
}

/* --- the lists of "crm" --- */

static void
add_match (CosellCliBuilder *json, gconstpointer item)
{
  const CosellCrmMatch *match = item;

  cosell_cli_builder_int (json, "id", match->deal);
  cosell_cli_builder_text (json, "crmId", match->opportunity);
  cosell_cli_builder_text (json, "name", match->name);
  cosell_cli_builder_int (json, "score", match->score);
  cosell_cli_builder_text (json, "why", match->why);
  cosell_cli_builder_bool (json, "exact", match->exact);
}

char *
cosell_cli_crm_matches_to_json (GPtrArray *matches)
{
  return cosell_cli_builder_list (matches, add_match);
}

static void
add_log_entry (CosellCliBuilder *json, gconstpointer item)
{
  const CosellCrmLogEntry *entry = item;

  cosell_cli_builder_instant (json, "at", entry->at);
  cosell_cli_builder_text (json, "crm", entry->crm);
  cosell_cli_builder_text (json, "direction", entry->to_crm ? "to-crm" : "from-crm");
  add_field (json, entry->field);
  cosell_cli_builder_text (json, "old", entry->old);
  cosell_cli_builder_text (json, "new", entry->value);
  cosell_cli_builder_text (json, "result", entry->result);
}

char *
cosell_cli_crm_log_to_json (GPtrArray *log)
{
  return cosell_cli_builder_list (log, add_log_entry);
}

void
cosell_cli_json_add_crm_settings (CosellCliBuilder *json, const CosellCrmSettings *settings)
{
  g_autoptr (GList) stages =
      g_list_sort (g_hash_table_get_keys (settings->stages), (GCompareFunc) g_strcmp0);

  cosell_cli_builder_begin_object (json, "stages");
  for (GList *i = stages; i != NULL; i = i->next)
    cosell_cli_builder_foreign (json, i->data, g_hash_table_lookup (settings->stages, i->data), -1);
  cosell_cli_builder_end_object (json);
  cosell_cli_builder_begin_object (json, "fields");
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if (cosell_crm_field_possible ((CosellCrmField) i) != COSELL_CRM_OFF)
      cosell_cli_builder_text (json, cosell_crm_field_nick ((CosellCrmField) i),
                               cosell_crm_direction_nick (settings->directions[i]));
  cosell_cli_builder_end_object (json);
  cosell_cli_builder_text (json, "rule", cosell_crm_settings_rule_nick (settings->rule));
  cosell_cli_builder_bool (json, "allowCrmId", settings->allow_crm_id);
  cosell_cli_builder_foreign (json, "defaults", settings->defaults, -1);
  cosell_cli_builder_text (json, "solutionsColumn", settings->solutions_column);
  cosell_cli_builder_text (json, "keyColumn", settings->key_column);
  cosell_cli_builder_bool (json, "alone", settings->alone);
}
