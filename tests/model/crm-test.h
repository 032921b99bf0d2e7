/* crm-test.h: a CRM as it is set up in the tests of chapter K, and one deal */
#pragma once

#include "model/cosell-crm-settings.h"

/* Names of 300 units and notes of 20, amounts of two decimals, SEK, EUR and JPY, five open
 * stages. */
static inline CosellCrmDescription *
crm_test_describe (void)
{
  static const struct
  {
    const char *name;
    CosellOpportunityFields field;
    guint length;
  } columns[] = {
    { "name", COSELL_OPPORTUNITY_NAME, 300 },
    { "estimatedvalue", COSELL_OPPORTUNITY_AMOUNT, 0 },
    { "estimatedclosedate", COSELL_OPPORTUNITY_CLOSE_DATE, 0 },
    { "description", COSELL_OPPORTUNITY_NOTES, 20 },
    { "salesstage", COSELL_OPPORTUNITY_STAGE, 0 },
    { "parentcontactid", COSELL_OPPORTUNITY_CONTACT, 0 },
    { "ownerid", COSELL_OPPORTUNITY_OWNER, 0 },
    { "new_solutions", (CosellOpportunityFields) 0, 30 },
    { "new_key", (CosellOpportunityFields) 0, 40 },
  };
  static const char *const stages[][2] = {
    { "0", "Qualify" }, { "1", "Develop" }, { "2", "Propose" }, { "5", "Present" }, { "3", "Close" },
  };
  static const char *const currencies[] = { "SEK", "EUR", "JPY" };
  CosellCrmDescription *self = cosell_crm_description_new ();

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      CosellCrmColumn *column = cosell_crm_description_add_column (self, g_strdup (columns[i].name));

      column->field = columns[i].field;
      column->length = columns[i].length;
      column->creatable = column->updatable = TRUE;
      if (column->field == COSELL_OPPORTUNITY_AMOUNT)
        {
          column->decimals = 2;
          column->most = g_strdup ("99999999999999.99");
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    cosell_crm_description_add_choice (self->stages, g_strdup (stages[i][0]),
                                       g_strdup (stages[i][1]), COSELL_OPPORTUNITY_OPEN);
  cosell_crm_description_add_choice (self->stages, g_strdup ("9"), g_strdup ("On hold"),
                                     COSELL_OPPORTUNITY_OPEN);
  cosell_crm_description_add_choice (self->stages, g_strdup ("8"), g_strdup ("Closed Won"),
                                     COSELL_OPPORTUNITY_WON);
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      CosellCrmCurrency *currency = g_new0 (CosellCrmCurrency, 1);

      currency->id = g_strdup (currencies[i]);
      currency->code = g_strdup (currencies[i]);
      currency->decimals = g_str_equal (currencies[i], "JPY") ? 0 : 2;
      g_ptr_array_add (self->currencies, currency);
    }
  return self;
}

/* Everything in the directions that it can have; stage 80 is on its own over there, 60 is twice,
 * and "On hold" has no place. */
static inline CosellCrmSettings *
crm_test_settings (void)
{
  static const char *const map[][2] = {
    { "0", "20" }, { "1", "40" }, { "2", "60" }, { "5", "60" }, { "3", "80" },
  };
  CosellCrmSettings *self = cosell_crm_settings_new ();

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    g_hash_table_insert (self->stages, g_strdup (map[i][0]), g_strdup (map[i][1]));
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    self->directions[i] = cosell_crm_field_possible ((CosellCrmField) i);
  self->solutions_column = g_strdup ("new_solutions");
  return self;
}

/* An accepted deal. */
static inline CosellDealData *
crm_test_row (void)
{
  CosellDealData *row = cosell_deal_data_new ();

  row->id = 7;
  row->status = COSELL_DEAL_STATUS_ACCEPTED;
  row->type = COSELL_DEAL_TYPE_CO_SELL;
  row->direction = COSELL_DIRECTION_INBOUND;
  return row;
}
