/* crm-pair.h: a deal and its opportunity under comparison, for the tests of chapter K */
#pragma once

#include <string.h>

#include "model/cosell-crm-merge.h"
#include "model/crm-test.h"

#define F(name) COSELL_CRM_FIELD_##name
#define SAME COSELL_CRM_SAME
#define TO COSELL_CRM_TO_CRM
#define FROM COSELL_CRM_FROM_CRM
#define CONFLICT COSELL_CRM_CONFLICT
#define STAYS COSELL_CRM_STAYS

typedef struct
{
  CosellCrmDescription *description;
  CosellCrmSettings *settings;
  CosellDealData *row;
  CosellCrmContext context;
  CosellCrmLink *link;
  CosellCrmSheet *crm;
  CosellCrmSheet *deal;
} Pair;

static inline void
pair_init (Pair *self)
{
  self->description = crm_test_describe ();
  self->settings = crm_test_settings ();
  self->row = crm_test_row ();
  self->context = (CosellCrmContext){ self->settings, self->description, self->row, 0 };
  self->link = cosell_crm_link_new (7, "Sales", "opp");
  self->crm = cosell_crm_sheet_new ();
  self->deal = cosell_crm_sheet_new ();
  self->crm->values[F (STATUS)] = g_strdup ("open");
  self->deal->values[F (STATUS)] = g_strdup ("open");
}

static inline void
pair_clear (Pair *self)
{
  cosell_crm_description_free (self->description);
  cosell_crm_settings_free (self->settings);
  cosell_deal_data_free (self->row);
  cosell_crm_link_free (self->link);
  cosell_crm_sheet_free (self->crm);
  cosell_crm_sheet_free (self->deal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static inline void
set (char **place, const char *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

/* Compares and settles, and sees to it that a second time says and changes the same. */
static inline CosellCrmOutcomes *
settle (Pair *self)
{
  g_autoptr (CosellCrmOutcomes) first = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  CosellCrmOutcomes *second;

  cosell_crm_sheet_free (self->link->seen);
  self->link->seen = cosell_crm_sheet_copy (self->crm);
  first = cosell_crm_merge (self->link, self->crm, self->deal, &self->context);
  cosell_crm_link_settle (self->link, first, self->crm, self->deal);
  after = cosell_crm_link_to_json (self->link);
  second = cosell_crm_merge (self->link, self->crm, self->deal, &self->context);
  cosell_crm_link_settle (self->link, second, self->crm, self->deal);
  again = cosell_crm_link_to_json (self->link);
  g_assert_cmpstr (again, ==, after);
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    g_assert_cmpint (second->fields[i].verdict, ==, first->fields[i].verdict);
  return second;
}

static inline CosellCrmVerdict
verdict_of (Pair *self, CosellCrmField field)
{
  g_autoptr (CosellCrmOutcomes) outcomes = settle (self);

  return outcomes->fields[field].verdict;
}

static inline const char *
told (const Pair *self, CosellCrmField field)
{
  const CosellCrmNotice *notice = cosell_crm_link_get_notice (self->link, field);

  return notice != NULL ? notice->words : NULL;
}

static inline void
assert_words (const char *words, const char *part)
{
  if (part == NULL)
    g_assert_cmpstr (words, ==, NULL);
  else if (words == NULL || strstr (words, part) == NULL)
    g_error ("“%s” is not in “%s”", part, words != NULL ? words : "(nothing)");
}
