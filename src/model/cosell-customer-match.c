/* cosell-customer-match.c: when two deals are about the same customer (C17) */
#include "model/cosell-customer-match.h"

#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-text.h"
#include "model/cosell-people.h"

#define DUNS_DIGITS 9

char *
cosell_customer_normalize_duns (const char *duns)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autofree char *tidy = cosell_text_tidy (duns, COSELL_TEXT_SOLID);

  for (const char *p = tidy; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
      else if (*p != '-')
        return NULL;
    }
  return digits->len == DUNS_DIGITS ? g_strdup (digits->str) : NULL;
}

char *
cosell_customer_fold_name (const char *name)
{
  g_autofree char *trimmed = cosell_text_tidy (name, COSELL_TEXT_LINE);

  return cosell_intl_fold (trimmed);
}

void
cosell_customer_key_init (CosellCustomerKey *self, CosellCustomer *customer)
{
  g_autofree char *duns = NULL;

  g_return_if_fail (self != NULL && COSELL_IS_CUSTOMER (customer));

  g_object_get (customer, "duns", &duns, NULL);
  self->duns = cosell_customer_normalize_duns (duns);
  self->name_key = cosell_customer_fold_name (cosell_customer_get_name (customer));
  self->country = g_strstrip (g_ascii_strup (cosell_customer_get_country (customer), -1));
  if (*self->name_key == '\0')
    g_clear_pointer (&self->name_key, g_free);
  if (*self->country == '\0')
    g_clear_pointer (&self->country, g_free);
}

void
cosell_customer_key_clear (CosellCustomerKey *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->duns, g_free);
  g_clear_pointer (&self->name_key, g_free);
  g_clear_pointer (&self->country, g_free);
}

gboolean
cosell_customer_key_is_empty (const CosellCustomerKey *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->duns == NULL && (self->name_key == NULL || self->country == NULL);
}

gboolean
cosell_customer_key_same (const CosellCustomerKey *a, const CosellCustomerKey *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->duns != NULL && g_strcmp0 (a->duns, b->duns) == 0)
    return TRUE;
  return a->name_key != NULL && a->country != NULL && g_strcmp0 (a->name_key, b->name_key) == 0 &&
         g_strcmp0 (a->country, b->country) == 0;
}
