/* cosell-sandbox-crm-samples.c: what the samples of all practice CRMs are made of */
#include "sandbox/cosell-sandbox-crm-samples.h"

/* The base currency comes first. */
const SandboxMoney sandbox_monies[] = {
  { "EUR", "Euro", "€", 2, "1" },
  { "SEK", "Swedish Krona", "kr", 2, "11.2" },
  { "NOK", "Norwegian Krone", "kr", 2, "11.7" },
  { "DKK", "Danish Krone", "kr", 2, "7.46" },
  { "CHF", "Swiss Franc", "CHF", 2, "0.95" },
  { "GBP", "Pound Sterling", "£", 2, "0.85" },
  { "USD", "US Dollar", "$", 2, "1.08" },
  { "CAD", "Canadian Dollar", "$", 2, "1.48" },
  { "PLN", "Polish Zloty", "zł", 2, "4.3" },
  { "CZK", "Czech Koruna", "Kč", 2, "25.1" },
  { "BRL", "Brazilian Real", "R$", 2, "5.9" },
  { "MXN", "Mexican Peso", "$", 2, "19.8" },
  { "JPY", "Japanese Yen", "¥", 0, "163" },
  { "INR", "Indian Rupee", "₹", 2, "90.5" },
  { "KWD", "Kuwaiti Dinar", "KD", 3, "0.33" },
  { "AED", "UAE Dirham", "AED", 2, "3.97" },
  { "AUD", "Australian Dollar", "$", 2, "1.65" },
  { "ZAR", "South African Rand", "R", 2, "19.6" },
  { NULL, NULL, NULL, 0, NULL },
};

void
sandbox_buyer_make (SandboxBuyer *buyer, const SandboxCustomer *customer, guint i)
{
  static const char *const first[] = { "Sara", "Hugo", "Elin", "Marco", "Aisha", "Jan" };
  static const char *const last[] = { "Ek", "Dahl", "Novak", "Rossi", "Khan", "Meyer", "Silva" };
  g_autofree char *name = NULL;
  g_autofree char *local = NULL;

  buyer->first = first[i % G_N_ELEMENTS (first)];
  buyer->last = last[i % G_N_ELEMENTS (last)];
  buyer->phone = "+46 40 100 00";
  name = g_strdup_printf ("%s.%s", buyer->first, buyer->last);
  local = g_ascii_strdown (name, -1);
  buyer->email = g_strdup_printf ("%s@%s", local, customer->host);
}

void
sandbox_buyer_clear (SandboxBuyer *buyer)
{
  if (buyer != NULL)
    g_clear_pointer (&buyer->email, g_free);
}

char *
sandbox_sample_dup_topic (const SandboxSample *sample)
{
  /* entities are a matter of the other service */
  g_auto (GStrv) name = g_strsplit (sample->name, "&amp;", -1);

  return g_strjoinv ("&", name);
}
