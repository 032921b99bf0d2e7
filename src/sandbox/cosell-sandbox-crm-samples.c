/* cosell-sandbox-crm-samples.c: what the samples of all practice CRMs are made of */
#include "sandbox/cosell-sandbox-crm-samples.h"

#include "base/cosell-str.h"
#include "base/cosell-time.h"

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

/* --- deals that are in the CRM already --- */

/* One of so many samples is one. */
#define EVERY 5
#define MOVED (14 * G_TIME_SPAN_DAY)

static const SandboxCustomer *
find_customer (CosellJsonValue referral)
{
  GPtrArray *customers = sandbox_catalog_customers ();
  CosellJsonValue name =
      cosell_json_member (cosell_json_member (referral, "customerProfile"), "name");

  for (guint i = 0; i < customers->len; i++)
    {
      const SandboxCustomer *customer = g_ptr_array_index (customers, i);

      if (cosell_json_string_equal (name, customer->name))
        return customer;
    }
  return NULL;
}

static void
take (char **place, char *text)
{
  if (text != NULL)
    cosell_take_str (place, text);
}

static void
meet (SandboxSample *sample, CosellJsonValue referral, gboolean moved)
{
  CosellJsonValue details = cosell_json_member (referral, "details");
  gint64 day;

  sample->customer = find_customer (referral);
  take (&sample->name, cosell_json_dup_string (cosell_json_member (referral, "name")));
  take (&sample->value, cosell_json_dup_scalar (cosell_json_member (details, "dealValue")));
  take (&sample->currency, cosell_json_dup_string (cosell_json_member (details, "currency")));
  take (&sample->close_date,
        cosell_json_dup_string (cosell_json_member (details, "closingDateTime")));
  take (&sample->notes, cosell_json_dup_string (cosell_json_member (details, "notes")));
  if (moved && cosell_time_parse (sample->close_date, &day))
    cosell_take_str (&sample->close_date, cosell_time_format (day + MOVED));
}

void
sandbox_sample_meet_deal (SandboxSample *sample, const SandboxCore *core, guint i)
{
  guint left = i / EVERY;

  if (i % EVERY != 2)
    return;
  for (guint n = 0; n < core->records->len; n++)
    {
      const SandboxRecord *record = g_ptr_array_index (core->records, n);
      g_autoptr (CosellJson) json = NULL;

      if (!g_str_equal (record->organization_id, SANDBOX_OWN_ID) ||
          !g_str_equal (record->substatus, "Accepted"))
        continue;
      json = cosell_json_parse (record->text, -1, NULL);
      if (find_customer (cosell_json_root (json)) == NULL || left-- > 0)
        continue;
      meet (sample, cosell_json_root (json), i / EVERY % 2 == 1);
      return;
    }
}
