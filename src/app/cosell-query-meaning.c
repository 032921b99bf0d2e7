#include "app/cosell-query-meaning.h"

#include "base/cosell-intl.h"
#include "base/cosell-json-gate.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-rates.h"

void
cosell_query_meaning_clear (CosellQueryMeaning *self)
{
  g_clear_pointer (&self->rates, cosell_rates_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->mine[0]);
}

static char *
convert (const char *amount, const char *from, const char *to, gpointer user_data)
{
  const CosellQueryMeaning *meaning = user_data;

  return cosell_rates_convert (meaning->rates, amount, from, to, meaning->context.today,
                               (guint) MAX (cosell_intl_currency_digits (to), 0));
}

/* The address of who is signed in. (nullable) */
static char *
read_mail (CosellStore *store)
{
  g_autofree char *me = NULL;
  g_autoptr (JsonObject) root = NULL;

  if (cosell_store_get_meta (store, COSELL_META_ME, &me, NULL) && me != NULL)
    root = cosell_json_gate_read_object (me, -1);
  return g_strdup (cosell_json_gate_text (cosell_json_gate_object (root, "user"), "email"));
}

gboolean
cosell_query_meaning_init (CosellQueryMeaning *self,
                           CosellStore *store,
                           const CosellQueryHabits *habits,
                           const char *currency,
                           GError **error)
{
  self->rates = cosell_store_load_rates (store, error);
  if (self->rates == NULL)
    return FALSE;
  self->zone = g_time_zone_new_local ();
  cosell_query_context_init (&self->context, cosell_clock_now (cosell_store_get_clock (store)),
                             self->zone);
  self->context.fiscal_month = habits->fiscal_month;
  self->mine[0] = read_mail (store);
  if (self->mine[0] == NULL)
    self->mine[0] = g_strdup (habits->mail);
  self->context.mine = self->mine[0] != NULL ? (const char *const *) self->mine : NULL;
  self->context.currency = currency != NULL ? currency : habits->currency;
  self->context.convert = convert;
  self->context.convert_data = self;
  return TRUE;
}
