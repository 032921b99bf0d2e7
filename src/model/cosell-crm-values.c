/* cosell-crm-values.c: what a CRM answers besides opportunities */
#include "model/cosell-crm-values.h"

#include <string.h>

#include "base/cosell-decimal.h"

CosellCrmPage *
cosell_crm_page_new (void)
{
  CosellCrmPage *self = g_new0 (CosellCrmPage, 1);

  self->opportunities = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_opportunity_free);
  return self;
}

void
cosell_crm_page_free (CosellCrmPage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->opportunities);
  g_free (self->next);
  g_free (self);
}

void
cosell_crm_user_free (CosellCrmUser *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->email);
  g_free (self);
}

static void
choice_free (gpointer data)
{
  CosellCrmChoice *choice = data;

  g_free (choice->id);
  g_free (choice->label);
  g_free (choice);
}

static void
currency_free (gpointer data)
{
  CosellCrmCurrency *currency = data;

  g_free (currency->id);
  g_free (currency->code);
  g_free (currency);
}

static void
column_free (gpointer data)
{
  CosellCrmColumn *column = data;

  g_free (column->name);
  g_free (column->label);
  g_free (column->type);
  g_free (column->most);
  g_free (column);
}

GPtrArray *
cosell_crm_currencies_new (void)
{
  return g_ptr_array_new_with_free_func (currency_free);
}

const CosellCrmCurrency *
cosell_crm_currencies_find (GPtrArray *currencies, const char *code)
{
  for (guint i = 0; currencies != NULL && i < currencies->len; i++)
    {
      const CosellCrmCurrency *currency = g_ptr_array_index (currencies, i);

      if (g_strcmp0 (currency->code, code) == 0)
        return currency;
    }
  return NULL;
}

CosellCrmDescription *
cosell_crm_description_new (void)
{
  CosellCrmDescription *self = g_new0 (CosellCrmDescription, 1);

  self->stages = g_ptr_array_new_with_free_func (choice_free);
  self->reasons = g_ptr_array_new_with_free_func (choice_free);
  self->currencies = cosell_crm_currencies_new ();
  self->columns = g_ptr_array_new_with_free_func (column_free);
  return self;
}

void
cosell_crm_description_free (CosellCrmDescription *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->stages);
  g_ptr_array_unref (self->reasons);
  g_ptr_array_unref (self->currencies);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

CosellCrmColumn *
cosell_crm_description_get_column (const CosellCrmDescription *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      CosellCrmColumn *column = g_ptr_array_index (self->columns, i);

      if (g_strcmp0 (column->name, name) == 0)
        return column;
    }
  return NULL;
}

CosellCrmColumn *
cosell_crm_description_get_field (const CosellCrmDescription *self, CosellOpportunityFields field)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      CosellCrmColumn *column = g_ptr_array_index (self->columns, i);

      if (column->field == field)
        return column;
    }
  return NULL;
}

const CosellCrmCurrency *
cosell_crm_description_get_currency (const CosellCrmDescription *self, const char *code)
{
  return cosell_crm_currencies_find (self->currencies, code);
}

CosellCrmChoice *
cosell_crm_description_add_choice (GPtrArray *choices,
                                   char *id,
                                   char *label,
                                   CosellOpportunityState state)
{
  CosellCrmChoice *choice = g_new0 (CosellCrmChoice, 1);

  choice->id = id;
  choice->label = label;
  choice->state = state;
  g_ptr_array_add (choices, choice);
  return choice;
}

CosellCrmColumn *
cosell_crm_description_add_column (CosellCrmDescription *self, char *name)
{
  CosellCrmColumn *column = g_new0 (CosellCrmColumn, 1);

  column->name = name;
  column->decimals = -1;
  g_ptr_array_add (self->columns, column);
  return column;
}

gboolean
cosell_crm_value_split (const char *text, char **amount, char **currency)
{
  const char *blank = text != NULL ? strchr (text, ' ') : NULL;
  g_autofree char *digits = blank != NULL ? g_strndup (text, (gsize) (blank - text)) : NULL;

  g_return_val_if_fail (amount != NULL && currency != NULL, FALSE);

  *amount = NULL;
  *currency = NULL;
  if (blank == NULL || blank[1] == '\0' || !cosell_decimal_is_valid (digits))
    return FALSE;
  *amount = g_steal_pointer (&digits);
  *currency = g_strdup (blank + 1);
  return TRUE;
}
