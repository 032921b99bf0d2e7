#include "ui/deals/cosell-columns.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-export.h"
#include "model/cosell-registration-entry.h"
#include "ui/words/cosell-format.h"

/* --- what stands in a cell --- */

static char *
write_name (const CosellDealData *deal, gint64 now)
{
  const char *unnamed =
      deal->type == COSELL_DEAL_TYPE_LEAD ? _ ("Unnamed lead") : _ ("Unnamed deal");

  return cosell_text_brief (deal->name != NULL && *deal->name != '\0' ? deal->name : unnamed);
}

static char *
write_customer (const CosellDealData *deal, gint64 now)
{
  return cosell_text_brief (deal->customer);
}

static char *
write_type (const CosellDealData *deal, gint64 now)
{
  return cosell_format_type (deal);
}

static char *
write_value (const CosellDealData *deal, gint64 now)
{
  return cosell_format_money (deal->value, deal->currency);
}

static char *
write_close_date (const CosellDealData *deal, gint64 now)
{
  return cosell_format_date (deal->close_date);
}

static char *
write_country (const CosellDealData *deal, gint64 now)
{
  g_autofree char *name = cosell_intl_country_name (deal->country);

  return cosell_text_brief (name);
}

static char *
write_created (const CosellDealData *deal, gint64 now)
{
  return cosell_format_day_brief (deal->created_at, now);
}

static char *
write_last_change (const CosellDealData *deal, gint64 now)
{
  return cosell_format_day_brief (MAX (deal->updated_at, deal->local_change_at), now);
}

static char *
write_next_deadline (const CosellDealData *deal, gint64 now)
{
  g_autofree char *day = cosell_export_dup_text (deal, COSELL_COLUMN_NEXT_DEADLINE);

  if (day == NULL)
    return NULL;
  return deal->status == COSELL_DEAL_STATUS_RECEIVED ? cosell_format_day (deal->expires_at, now)
                                                     : cosell_format_date (day);
}

static char *
write_weighted (const CosellDealData *deal, gint64 now)
{
  g_autofree char *amount = cosell_export_dup_text (deal, COSELL_COLUMN_WEIGHTED);

  return amount != NULL ? cosell_format_money (amount, deal->currency) : NULL;
}

static char *
write_team (const CosellDealData *deal, gint64 now)
{
  g_auto (GStrv) members = g_strsplit (deal->team != NULL ? deal->team : "", "\n", -1);
  g_autofree char *text = g_strjoinv (", ", members);

  return cosell_text_brief (text);
}

/* Until when it is to be answered; what is answered has no such day. */
static char *
write_expires (const CosellDealData *deal, gint64 now)
{
  return deal->status == COSELL_DEAL_STATUS_RECEIVED && deal->expires_at != COSELL_NO_TIME
             ? cosell_format_day_brief (deal->expires_at, now)
             : NULL;
}

/* A deal without Microsoft has no status there. */
static char *
write_microsoft_status (const CosellDealData *deal, gint64 now)
{
  return deal->microsoft_status == COSELL_DEAL_STATUS_DRAFT
             ? NULL
             : g_strdup (cosell_deal_status_label ((CosellDealStatus) deal->microsoft_status));
}

static char *
write_registration (const CosellDealData *deal, gint64 now)
{
  CosellRegistrationState state = cosell_registration_state_parse (deal->registration_status);
  g_autofree char *label = NULL;

  if (deal->registration_status == NULL)
    return NULL;
  label = cosell_registration_state_label (state, deal->registration_status);
  return cosell_text_brief (label);
}

static char *
write_stage (const CosellDealData *deal, gint64 now)
{
  return cosell_text_brief (cosell_deal_data_stage_label (deal));
}

static char *
write_sync (const CosellDealData *deal, gint64 now)
{
  return g_strdup (cosell_sync_state_label (cosell_deal_data_get_sync (deal)));
}

/* --- the table --- */

#define ALWAYS COSELL_COLUMN_ALWAYS
#define WHOLE COSELL_COLUMN_WHOLE
#define AT_END COSELL_COLUMN_AT_END
#define NUMBERS COSELL_COLUMN_NUMBERS
#define BOLD COSELL_COLUMN_BOLD
#define DIM COSELL_COLUMN_DIM
#define KEPT COSELL_COLUMN_KEPT
#define FALLS COSELL_COLUMN_FALLS
#define UNSORTED COSELL_COLUMN_UNSORTED
#define LATE COSELL_COLUMN_LATE
#define TEXT(member) G_STRUCT_OFFSET (CosellDealData, member)

static const CosellColumnInfo columns[] = {
  { "name", N_ ("Deal"), write_name, 24, 18, 4, ALWAYS | BOLD },
  { "customer", N_ ("Customer"), write_customer, 16, 12, 3, ALWAYS },
  { "type", N_ ("Type"), write_type, 0, 0, 0, DIM },
  { "status", N_ ("Status"), cosell_format_status, 0, 0, 0, ALWAYS | WHOLE | BOLD },
  { "value", N_ ("Value"), write_value, 0, 0, 0, WHOLE | AT_END | NUMBERS | KEPT | FALLS },
  { "closeDate", N_ ("Closes"), write_close_date, 0, 0, 0, WHOLE | NUMBERS | KEPT },
  { "country", N_ ("Country"), write_country, 0, 8, 0, DIM | LATE },
  { "createdAt", N_ ("Created"), write_created, 0, 0, 0, WHOLE | NUMBERS | DIM | FALLS },

  { "action", N_ ("Call to Action"), NULL, 14, 11, 1, DIM, TEXT (action) },
  { "campaignId", N_ ("Campaign"), NULL, 14, 0, 0, DIM, TEXT (campaign_id) },
  { "crmId", N_ ("CRM ID"), NULL, 12, 0, 0, NUMBERS | DIM, TEXT (crm_id) },
  { "expiresAt", N_ ("Expires"), write_expires, 0, 0, 0, WHOLE | NUMBERS },
  { COSELL_COLUMN_LAST_CHANGE, N_ ("Last Change"), write_last_change, 0, 0, 0,
    WHOLE | NUMBERS | DIM | FALLS },
  { "location", N_ ("Location"), NULL, 10, 0, 0, NUMBERS | DIM, TEXT (location) },
  { "microsoftStatus", N_ ("Microsoft Status"), write_microsoft_status, 0, 0, 0, DIM },
  { COSELL_COLUMN_NEXT_DEADLINE, N_ ("Next Deadline"), write_next_deadline, 0, 0, 0,
    WHOLE | NUMBERS },
  { "partnerProgram", N_ ("Partner Program"), NULL, 14, 0, 0, DIM | UNSORTED,
    TEXT (partner_program) },
  { "partnerRole", N_ ("Partner Role"), NULL, 14, 0, 0, DIM | UNSORTED, TEXT (partner_role) },
  { "quality", N_ ("Quality"), NULL, 0, 0, 0, DIM, TEXT (quality) },
  { "remoteId", N_ ("Referral ID"), NULL, 14, 0, 0, NUMBERS | DIM | UNSORTED, TEXT (remote_id) },
  { "registrationStatus", N_ ("Registration"), write_registration, 14, 0, 0, DIM },
  { "source", N_ ("Source"), NULL, 14, 8, 1, DIM, TEXT (source) },
  { "stage", N_ ("Stage"), write_stage, 0, 0, 0, DIM },
  { "sync", N_ ("Sync"), write_sync, 0, 0, 0, DIM },
  { "team", N_ ("Team"), write_team, 16, 10, 0, DIM },
  { COSELL_COLUMN_WEIGHTED, N_ ("Weighted Value"), write_weighted, 0, 0, 0,
    WHOLE | AT_END | NUMBERS | FALLS },
};
G_STATIC_ASSERT (G_N_ELEMENTS (columns) <= COSELL_MAX_COLUMNS);
G_STATIC_ASSERT (G_N_ELEMENTS (columns) > COSELL_COLUMN_OTHER);

guint
cosell_columns_get_n (void)
{
  return G_N_ELEMENTS (columns);
}

const CosellColumnInfo *
cosell_columns_get_info (guint column)
{
  g_return_val_if_fail (column < G_N_ELEMENTS (columns), NULL);

  return &columns[column];
}

const char *
cosell_columns_get_title (guint column)
{
  g_return_val_if_fail (column < G_N_ELEMENTS (columns), NULL);

  return _ (columns[column].title);
}

gboolean
cosell_columns_can_sort (guint column)
{
  g_return_val_if_fail (column < G_N_ELEMENTS (columns), FALSE);

  return (columns[column].flags & COSELL_COLUMN_UNSORTED) == 0;
}

int
cosell_columns_find (const char *key)
{
  if (g_strcmp0 (key, "updatedAt") == 0)
    key = COSELL_COLUMN_LAST_CHANGE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_strcmp0 (columns[i].key, key) == 0)
      return (int) i;
  return -1;
}

char *
cosell_columns_write (guint column, const CosellDealData *deal, gint64 now)
{
  const CosellColumnInfo *info;
  char *text;

  g_return_val_if_fail (column < G_N_ELEMENTS (columns), NULL);

  info = &columns[column];
  text = info->write != NULL ? info->write (deal, now)
                             : cosell_text_brief (G_STRUCT_MEMBER (char *, deal, info->text));
  return text != NULL ? text : g_strdup ("");
}

char *
cosell_columns_copy (guint column, const CosellDealData *deal, gint64 now)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (column < G_N_ELEMENTS (columns), NULL);

  if (column != COSELL_COLUMN_COUNTRY &&
      cosell_export_get_kind (columns[column].key) == COSELL_FIELD_STRING)
    text = cosell_export_dup_text (deal, columns[column].key);
  else
    text = cosell_columns_write (column, deal, now);
  if (text == NULL)
    return g_strdup ("");
  g_strdelimit (text, "\t\r\n", ' ');
  return cosell_export_is_formula (text) ? g_strconcat ("'", text, NULL) : g_steal_pointer (&text);
}

/* --- as wide as what can stand there --- */

#define N_SAMPLES 16
#define SAMPLE_DAYS 31

/* Deals that between them have each type, month and state, and the stages and countries of most
 * deals; the usual amounts are shorter. What is longer asks for its room when it is drawn. */
static void
make_sample (CosellDealData *deal, guint i, gint64 now)
{
  static const gint64 stages[] = { 10, 20, 40, 60, 80 };
  static const int types[] = { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_TYPE_PRIVATE,
                               COSELL_DEAL_TYPE_PARTNER_LED, COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT };
  static const char *const countries[] = { "GB", "US", "DE", "NL" };

  deal->type = types[i % G_N_ELEMENTS (types)];
  deal->p2p = deal->type != COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT;
  deal->status = deal->p2p ? COSELL_DEAL_STATUS_ACCEPTED : COSELL_DEAL_STATUS_RECEIVED;
  deal->stage = deal->p2p ? stages[i % G_N_ELEMENTS (stages)] : 0;
  deal->country = g_strdup (countries[i % G_N_ELEMENTS (countries)]);
  deal->microsoft_status = (int) i % 8;
  deal->expires_at = now + 13 * G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR;
  deal->value = g_strdup ("88000000");
  deal->currency = g_strdup ("NOK");
  deal->close_date = g_strdup_printf ("2028-%02u-28", i % 12 + 1);
  deal->created_at = deal->updated_at = now - (gint64) i * SAMPLE_DAYS * G_TIME_SPAN_DAY;
  deal->sync = (int) i % 6;
}

char **
cosell_columns_dup_samples (guint column, gint64 now)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (column < G_N_ELEMENTS (columns), NULL);

  for (guint i = 0; i < N_SAMPLES; i++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
      g_autofree char *text = NULL;

      make_sample (deal, i, now);
      text = cosell_columns_write (column, deal, now);
      if (g_hash_table_contains (seen, text))
        continue;
      g_hash_table_add (seen, text);
      g_ptr_array_add (texts, g_steal_pointer (&text));
    }
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}
