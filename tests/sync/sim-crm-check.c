/* sim-crm-check.c: what must hold between deals and opportunities in the end */
#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-text-show.h"
#include "sync/sim-crm.h"

#define MAX_CLEARINGS 12
/* after so many nobody sends anything to the service any more, which may refuse it */
#define SOME_CLEARINGS 5

/* the two sides mean the same, by eyes of their own */

static char *
dup_plain (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\r\n", -1);

  return g_strstrip (g_strjoinv ("\n", lines));
}

/* K6 */
static gboolean
same_text (const char *theirs, const char *ours)
{
  g_autofree char *left = dup_plain (theirs);
  g_autofree char *right = dup_plain (ours);
  gsize length = strlen (left);

  if (g_str_equal (left, right))
    return TRUE;
  return g_str_has_suffix (left, "…") && strncmp (left, right, length - strlen ("…")) == 0;
}

static gboolean
same_value (const CosellOpportunity *theirs, const char *ours)
{
  g_autofree char *amount = NULL;
  g_autofree char *currency = NULL;

  return cosell_crm_value_split (ours, &amount, &currency) && theirs->amount != NULL &&
         cosell_decimal_equal (theirs->amount, amount) &&
         g_strcmp0 (theirs->currency, currency) == 0;
}

static gboolean
has_person (const char *lines, const CosellCrmParty *party)
{
  g_auto (GStrv) each = g_strsplit (lines != NULL ? lines : "", "\n", -1);
  g_autofree char *email =
      party != NULL && party->email != NULL ? g_utf8_casefold (party->email, -1) : NULL;

  return email == NULL || g_strv_contains ((const char *const *) each, email);
}

static gboolean
is_same (Sim *sim, CosellCrmField field, const CosellOpportunity *theirs, const char *ours)
{
  switch (field)
    {
    case COSELL_CRM_FIELD_NAME:
      return same_text (theirs->name, ours);
    case COSELL_CRM_FIELD_VALUE:
      return same_value (theirs, ours);
    case COSELL_CRM_FIELD_CLOSE_DATE:
      return g_strcmp0 (theirs->close_date, ours) == 0;
    case COSELL_CRM_FIELD_NOTES:
      return same_text (theirs->notes, ours);
    case COSELL_CRM_FIELD_STAGE:
      return g_strcmp0 (cosell_crm_settings_stage_from (sim->crm->settings, theirs->stage), ours) ==
             0;
    case COSELL_CRM_FIELD_CONTACT:
    case COSELL_CRM_FIELD_TEAM:
      return has_person (ours, theirs->contact);
    case COSELL_CRM_FIELD_SOLUTIONS:
    case COSELL_CRM_FIELD_STATUS:
    case COSELL_CRM_N_FIELDS:
    default:
      return TRUE;
    }
}

/* K7: what has no place in the map is at rest without a word. */
static gboolean
is_without_place (Sim *sim, CosellCrmField field, const char *ours)
{
  return field == COSELL_CRM_FIELD_STAGE &&
         (ours == NULL ||
          cosell_crm_settings_stage_to (sim->crm->settings, ours, sim->crm->description) == NULL);
}

static gboolean
can_hold (Sim *sim, const char *value)
{
  const CosellCrmDescription *description = sim->crm->description;
  const CosellCrmCurrency *known;
  g_autofree char *amount = NULL;
  g_autofree char *currency = NULL;
  g_autofree char *least = NULL;
  const char *point;

  if (!cosell_crm_value_split (value, &amount, &currency))
    return FALSE;
  known = cosell_crm_description_get_currency (description, currency);
  least = cosell_decimal_normalize (amount, 0);
  point = least != NULL ? strchr (least, '.') : NULL;
  return known != NULL && (point == NULL || strlen (point + 1) <= known->decimals);
}

/* Whether one side cannot have what the other has. */
static gboolean
is_impossible (Sim *sim,
               CosellCrmField field,
               const SimCrmRow *row,
               const char *ours,
               const CosellCrmNotice *notice)
{
  static const CosellOpportunityFields columns[COSELL_CRM_N_FIELDS] = {
    [COSELL_CRM_FIELD_VALUE] = COSELL_OPPORTUNITY_AMOUNT,
    [COSELL_CRM_FIELD_CLOSE_DATE] = COSELL_OPPORTUNITY_CLOSE_DATE,
    [COSELL_CRM_FIELD_NOTES] = COSELL_OPPORTUNITY_NOTES,
    [COSELL_CRM_FIELD_STAGE] = COSELL_OPPORTUNITY_STAGE,
  };
  const CosellOpportunity *theirs = row->now;
  const CosellCrmParty *contact = theirs->contact;

  if (notice->deal != NULL || /* K9 */
      (sim_crm_server_get_stubborn (sim, row) & columns[field]) != 0)
    return TRUE;
  /* somebody over there was quicker than the read: nobody can tell that from a value that does not
   * stick, and it is told as one (K14) */
  if (sim->crm->reads_late && strstr (notice->words, "was written, but the CRM keeps") != NULL)
    return TRUE;
  if (field == COSELL_CRM_FIELD_VALUE)
    return !can_hold (sim, ours) || theirs->amount == NULL || theirs->currency == NULL ||
           g_str_equal (theirs->currency, "POINTS");
  if (field == COSELL_CRM_FIELD_CLOSE_DATE)
    return theirs->close_date == NULL;
  if (field == COSELL_CRM_FIELD_STAGE)
    return cosell_crm_settings_stage_from (sim->crm->settings, theirs->stage) == NULL;
  return field == COSELL_CRM_FIELD_CONTACT &&
         (contact == NULL || contact->phone == NULL || contact->email == NULL);
}

/* A person said that it may differ. */
static gboolean
was_discarded (SimClient *client, const CosellCrmLink *link, CosellCrmField field)
{
  g_autoptr (GPtrArray) log = sim_crm_client_get_log (client, link->deal);

  for (guint i = 0; i < log->len; i++)
    {
      const CosellCrmLogEntry *entry = g_ptr_array_index (log, i);

      if (entry->field == field)
        return g_str_equal (entry->result, "discarded"); /* the last one */
    }
  return FALSE;
}

static void
check_field (SimClient *client,
             const CosellCrmLink *link,
             CosellCrmField field,
             const SimCrmRow *row,
             const CosellCrmSheet *deal)
{
  Sim *sim = client->sim;
  const CosellCrmNotice *notice = cosell_crm_link_get_notice (link, field);
  g_autoptr (CosellCrmSheet) theirs = NULL;

  if (sim->crm->settings->directions[field] != COSELL_CRM_BOTH ||
      is_same (sim, field, row->now, deal->values[field]) ||
      is_without_place (sim, field, deal->values[field]))
    return;
  theirs = cosell_crm_sheet_of_opportunity (row->now);
  sim_trace (sim, "c%u deal %" G_GINT64_FORMAT " %s: “%s” here, “%s” there: %s", client->index,
             link->deal, cosell_crm_field_nick (field), deal->values[field], theirs->values[field],
             notice != NULL ? notice->words : "no notice");
  if ((notice == NULL || !is_impossible (sim, field, row, deal->values[field], notice)) &&
      !was_discarded (client, link, field))
    sim_fail (sim, "c%u deal %" G_GINT64_FORMAT " and %s differ in %s: “%s” here, “%s” there, %s",
              client->index, link->deal, link->opportunity, cosell_crm_field_nick (field),
              deal->values[field], theirs->values[field],
              notice != NULL ? notice->words : "and nobody is told");
}

static void
check_link (SimClient *client, const CosellCrmLink *link)
{
  Sim *sim = client->sim;
  const SimCrmRow *row = sim_crm_server_find (sim, link->opportunity);
  g_autoptr (CosellDealData) data = NULL;
  g_autoptr (CosellCrmSheet) deal = NULL;
  gboolean there = row != NULL && !row->deleted;

  if (!sim_crm_client_get_side (client, link->deal, &data, &deal) ||
      sim_client_is_invisible (client, link->deal))
    return;
  if (link->state != COSELL_CRM_LINKED && link->state != COSELL_CRM_GONE)
    {
      sim_fail (sim, "c%u deal %" G_GINT64_FORMAT " is %s for ever: asks %d, %s", client->index,
                link->deal, cosell_crm_link_state_nick (link->state), link->asks,
                link->reason != NULL ? link->reason : "no reason");
      return;
    }
  if (there != (link->state == COSELL_CRM_LINKED))
    sim_fail (sim, "c%u deal %" G_GINT64_FORMAT ": %s is %s, the link says %s", client->index,
              link->deal, link->opportunity, there ? "there" : "deleted",
              cosell_crm_link_state_nick (link->state));
  if (link->to_crm != 0 || link->conflicts != 0)
    sim_fail (sim, "c%u deal %" G_GINT64_FORMAT ": %x is to be written, %x in conflict for ever",
              client->index, link->deal, link->to_crm, link->conflicts);
  if (!there || row->now->state != COSELL_OPPORTUNITY_OPEN ||
      !g_str_equal (deal->values[COSELL_CRM_FIELD_STATUS], "open"))
    return;
  for (guint i = 0; i < COSELL_CRM_FIELD_STATUS; i++)
    check_field (client, link, (CosellCrmField) i, row, deal);
}

/* overwriting */

CosellCrmLink *
sim_crm_check_find_link (SimClient *client, const char *opportunity)
{
  g_autoptr (GPtrArray) links = sim_crm_client_get_links (client);

  for (guint i = 0; i < links->len; i++)
    if (g_strcmp0 (((CosellCrmLink *) g_ptr_array_index (links, i))->opportunity, opportunity) == 0)
      return g_ptr_array_steal_index (links, i);
  return NULL;
}

/* As it was agreed on, whatever its form. */
static gboolean
is_agreed (const CosellCrmLink *link, CosellCrmField field, const CosellOpportunity *theirs)
{
  const char *base = link->base_crm->values[field];
  g_autoptr (CosellCrmSheet) sheet = cosell_crm_sheet_of_opportunity (theirs);
  g_autofree char *left = dup_plain (base);
  g_autofree char *right = dup_plain (sheet->values[field]);

  if (field == COSELL_CRM_FIELD_VALUE && base != NULL && theirs->amount != NULL &&
      theirs->currency != NULL)
    return same_value (theirs, base);
  if (field == COSELL_CRM_FIELD_VALUE && base != NULL && theirs->amount != NULL)
    return cosell_decimal_equal (base, theirs->amount);
  return g_str_equal (left, right);
}

void
sim_crm_check_overwrite (SimCrmRequest *request, const SimCrmRow *row)
{
  static const struct
  {
    CosellOpportunityFields column;
    CosellCrmField field;
  } fields[] = {
    { COSELL_OPPORTUNITY_NAME, COSELL_CRM_FIELD_NAME },
    { COSELL_OPPORTUNITY_AMOUNT, COSELL_CRM_FIELD_VALUE },
    { COSELL_OPPORTUNITY_CLOSE_DATE, COSELL_CRM_FIELD_CLOSE_DATE },
    { COSELL_OPPORTUNITY_NOTES, COSELL_CRM_FIELD_NOTES },
    { COSELL_OPPORTUNITY_STAGE, COSELL_CRM_FIELD_STAGE },
  };
  const CosellCrmLink *link = request->link;
  g_autoptr (CosellCrmSheet) theirs = cosell_crm_sheet_of_opportunity (row->now);

  for (guint i = 0; link != NULL && i < G_N_ELEMENTS (fields); i++)
    if ((request->fields & fields[i].column) != 0 && !is_agreed (link, fields[i].field, row->now))
      sim_fail (request->sim, "c%u overwrites %s of %s, “%s”, and agreed on “%s”",
                request->client->index, cosell_crm_field_nick (fields[i].field), row->now->id,
                theirs->values[fields[i].field], link->base_crm->values[fields[i].field]);
}

/* made once */

static guint
count_made (SimClient *client, gint64 deal)
{
  guint n = 0;

  for (guint i = 0; i < client->sim->crm->rows->len; i++)
    {
      const SimCrmRow *row = g_ptr_array_index (client->sim->crm->rows, i);

      n += row->maker == client->index && row->deal == deal && !row->was_deleted;
    }
  return n;
}

static void
check_single (Sim *sim)
{
  for (guint i = 0; i < sim->crm->rows->len; i++)
    {
      const SimCrmRow *row = g_ptr_array_index (sim->crm->rows, i);
      SimClient *client;
      guint asked, made;

      if (row->maker == SIM_CRM_USER)
        continue;
      client = g_ptr_array_index (sim->clients, row->maker);
      asked = GPOINTER_TO_UINT (g_hash_table_lookup (client->crm->asked, &row->deal));
      made = count_made (client, row->deal);
      asked += sim->crm->settings->rule != COSELL_CRM_RULE_NONE;
      if (made > asked)
        sim_fail (sim,
                  "c%u made %u opportunities of deal %" G_GINT64_FORMAT ", and was asked for %u",
                  row->maker, made, row->deal, asked);
    }
}

/* promises */

gboolean
sim_crm_check_replaced (SimClient *client, gint64 deal, const char *token)
{
  g_autoptr (GPtrArray) log = client->crm != NULL ? sim_crm_client_get_log (client, deal) : NULL;

  for (guint i = 0; log != NULL && i < log->len; i++)
    {
      const CosellCrmLogEntry *entry = g_ptr_array_index (log, i);

      if (!entry->to_crm && entry->old != NULL && strstr (entry->old, token) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
stands_there (const SimCrmRow *row, const char *token)
{
  g_autoptr (CosellCrmSheet) sheet = cosell_crm_sheet_of_opportunity (row->now);

  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if (sheet->values[i] != NULL && strstr (sheet->values[i], token) != NULL)
      return TRUE;
  return FALSE;
}

static void
check_promises (Sim *sim)
{
  g_autoptr (GString) kept = g_string_new (NULL);

  for (guint i = 0; i < sim->clients->len; i++)
    {
      g_autofree char *text = sim_crm_client_dup_kept (g_ptr_array_index (sim->clients, i));

      g_string_append (kept, text);
    }
  for (guint i = 0; i < sim->crm->promises->len; i++)
    {
      const SimCrmPromise *promise = g_ptr_array_index (sim->crm->promises, i);
      const SimCrmRow *row = g_ptr_array_index (sim->crm->rows, promise->row);

      if (!promise->replaced && !row->deleted && !stands_there (row, promise->token) &&
          strstr (kept->str, promise->token) == NULL)
        sim_fail (sim, "%s of %s (%s), typed over there, is lost",
                  cosell_crm_field_nick (promise->field), row->now->id, promise->token);
    }
}

/* nothing echoes */

/* One that is gone is looked for once a day only. */
static gboolean
has_opportunity (SimClient *client)
{
  g_autoptr (GPtrArray) links = sim_crm_client_get_links (client);

  for (guint i = 0; i < links->len; i++)
    {
      const CosellCrmLink *link = g_ptr_array_index (links, i);

      if (link->opportunity != NULL && link->state != COSELL_CRM_GONE)
        return TRUE;
    }
  return FALSE;
}

static void
check_quiet (SimClient *client)
{
  Sim *sim = client->sim;
  SimCrmEnd *crm = client->crm;
  g_autofree char *before = sim_crm_client_dup_kept (client);
  g_autofree char *after = NULL;
  guint requests = crm->n_requests;
  guint lists = crm->n_lists;
  guint first = crm->n_first_pages;
  guint writes = crm->n_writes;

  sim_crm_client_sync (client, (CosellCrmSyncFlags) 0);
  sim_crm_client_wait (client);
  after = sim_crm_client_dup_kept (client);
  if (crm->n_first_pages - first != (has_opportunity (client) ? 1 : 0) ||
      crm->n_requests - requests != crm->n_lists - lists)
    sim_fail (sim, "c%u: %u requests to the CRM although nothing is new, %u of them lists",
              client->index, crm->n_requests - requests, crm->n_lists - lists);
  if (crm->n_writes != writes)
    sim_fail (sim, "c%u writes to the CRM although nothing is new", client->index);
  if (!g_str_equal (before, after))
    sim_fail (sim, "c%u: a run without news changes what is kept:\n%s\n%s", client->index, before,
              after);
}

/* people go through everything until nothing is left to say */

static gboolean
clear (Sim *sim, gboolean finally)
{
  gboolean any = FALSE;

  for (guint i = 0; i < sim->clients->len && sim->failure == NULL; i++)
    {
      SimClient *client = g_ptr_array_index (sim->clients, i);
      g_autoptr (GPtrArray) waiting = NULL;

      if (client->crm != NULL)
        any = sim_crm_people_clear (client, finally) || any;
      waiting = sim_client_get_outbox (client);
      any = any || waiting->len > 0;
      sim_people_clear (client, TRUE);
    }
  return any;
}

void
sim_crm_check (Sim *sim)
{
  guint n = 0;

  sim_trace (sim, "everybody goes through what the CRM asks");
  while (clear (sim, n >= SOME_CLEARINGS) && sim->failure == NULL)
    {
      if (++n > MAX_CLEARINGS)
        sim_fail (sim, "There is always something left to decide.");
      else
        sim_check_drain (sim);
    }
  for (guint i = 0; i < sim->clients->len && sim->failure == NULL; i++)
    {
      SimClient *client = g_ptr_array_index (sim->clients, i);
      g_autoptr (GPtrArray) links = sim_crm_client_get_links (client);

      if (client->crm == NULL)
        continue;
      for (guint j = 0; j < links->len; j++)
        check_link (client, g_ptr_array_index (links, j));
      check_quiet (client);
    }
  check_single (sim);
  check_promises (sim);
}
