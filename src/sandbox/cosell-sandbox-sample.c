#include "sandbox/cosell-sandbox-sample.h"

#include <string.h>

#include "base/cosell-intl.h"

typedef struct
{
  const char *code;
  double per_dollar; /* roughly */
  guint digits;
} Money;

static const Money monies[] = {
  { "SEK", 10, 2 },  { "NOK", 10, 2 },  { "DKK", 7, 2 },   { "EUR", 1, 2 },  { "CHF", 1, 2 },
  { "GBP", 0.8, 2 }, { "PLN", 4, 2 },   { "CZK", 22, 2 },  { "USD", 1, 2 },  { "CAD", 1.4, 2 },
  { "BRL", 5, 2 },   { "MXN", 18, 2 },  { "JPY", 150, 0 }, { "INR", 80, 2 }, { "KWD", 0.3, 3 },
  { "AED", 3.7, 2 }, { "AUD", 1.5, 2 }, { "ZAR", 18, 2 },
};

/* Thousands of dollars: many small deals, few large ones. */
static const guint amounts[] = { 8,   12,  15,  18,  20,  24,  25,   30,   35,  36,  40,
                                 45,  48,  50,  60,  60,  75,  80,   80,   90,  100, 100,
                                 120, 120, 150, 150, 180, 200, 240,  250,  300, 300, 350,
                                 400, 450, 500, 600, 750, 900, 1200, 1800, 2500 };

void
sandbox_sample_clear (SandboxSample *sample)
{
  if (sample == NULL)
    return;
  g_clear_pointer (&sample->engagement_id, g_free);
  g_clear_pointer (&sample->name, g_free);
  g_clear_pointer (&sample->value, g_free);
  g_clear_pointer (&sample->currency, g_free);
  g_clear_pointer (&sample->close_date, g_free);
  g_clear_pointer (&sample->notes, g_free);
}

gboolean
sandbox_sample_chance (SandboxSample *sample, guint percent)
{
  return sandbox_random_below (&sample->random, 100) < percent;
}

gint64
sandbox_sample_between (SandboxSample *sample, gint64 from, gint64 to)
{
  if (to <= from)
    return from;
  return from + (gint64) (sandbox_random_next (&sample->random) % (guint64) (to - from));
}

gint64
sandbox_sample_trim (SandboxSample *sample, gint64 instant)
{
  gint64 unit = 1;

  for (guint i = sandbox_random_below (&sample->random, 7); i < 6; i++)
    unit *= 10;
  return instant - instant % unit;
}

static guint
pick (SandboxSample *sample, const char *const *table)
{
  return sandbox_random_below (&sample->random, g_strv_length ((char **) table));
}

/* pattern with the customer's short name where it says "{}" */
static char *
fill_name (const char *pattern, const char *brand)
{
  g_auto (GStrv) halves = g_strsplit (pattern, "{}", 2);

  return g_strconcat (halves[0], brand, halves[1], NULL);
}

static const Money *
find_money (const char *currency)
{
  for (guint i = 0; i < G_N_ELEMENTS (monies); i++)
    if (g_str_equal (monies[i].code, currency))
      return &monies[i];
  return &monies[8];
}

/* Round as people estimate: two figures, sometimes to the last decimal. */
static char *
make_value (SandboxSample *sample, const Money *money)
{
  guint thousands = amounts[sandbox_random_below (&sample->random, G_N_ELEMENTS (amounts))];
  gint64 value = (gint64) (thousands * 1000 * money->per_dollar);
  gint64 unit = 1;

  while (value / unit >= 1000)
    unit *= 10;
  value -= value % (unit * (value / unit >= 100 ? 5 : 1));
  if (money->digits == 3)
    return g_strdup_printf ("%" G_GINT64_FORMAT ".%03u", value,
                            250 * sandbox_random_below (&sample->random, 4));
  if (money->digits == 2 && sandbox_sample_chance (sample, 7))
    return g_strdup_printf ("%" G_GINT64_FORMAT ".%02u", value + 480,
                            5 + 5 * sandbox_random_below (&sample->random, 19));
  return g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

static char *
make_notes (SandboxSample *sample)
{
  const SandboxNotes *notes = sandbox_sample_notes;

  if (sandbox_sample_chance (sample, 15))
    return sandbox_sample_chance (sample, 50) ? NULL : g_strdup ("");
  while (notes->language != NULL &&
         !g_str_equal (notes->language, sample->customer->country->language))
    notes++;
  if (notes->language == NULL || sandbox_sample_chance (sample, 30))
    notes = sandbox_sample_notes;
  return g_strdup (notes->texts[pick (sample, notes->texts)]);
}

void
sandbox_sample_describe (SandboxSample *sample, gint64 close_after)
{
  const char *const *names =
      sample->assessment ? sandbox_sample_assessment_names : sandbox_sample_names;
  const SandboxCountry *country = sample->customer->country;
  const char *currency = country->currency;
  g_autoptr (GDateTime) close = NULL;
  g_autofree char *name = fill_name (names[pick (sample, names)], sample->customer->brand);

  /* contract 12.13: now and then the service hands out entities */
  if (strstr (name, " & ") != NULL && sandbox_sample_chance (sample, 25))
    {
      g_auto (GStrv) halves = g_strsplit (name, " & ", 2);

      sample->name = g_strjoinv (" &amp; ", halves);
    }
  else
    sample->name = g_steal_pointer (&name);
  if (sandbox_sample_chance (sample, 8))
    currency = sandbox_sample_chance (sample, 70) ? "USD" : "EUR";
  sample->currency = g_strdup (currency);
  sample->value = make_value (sample, find_money (currency));
  close = g_date_time_new_from_unix_utc (close_after / G_USEC_PER_SEC);
  sample->close_date =
      g_date_time_format (close, sandbox_sample_chance (sample, 4) ? "%Y-%m-%dT23:00:00Z"
                                                                   : "%Y-%m-%dT00:00:00Z");
  sample->notes = make_notes (sample);
}

const char *
sandbox_sample_reason (SandboxSample *sample)
{
  return sandbox_sample_reasons[pick (sample, sandbox_sample_reasons)];
}

static void
write_person (CosellJsonWriter *writer,
              const char *first,
              const char *last,
              const char *phone,
              const char *email,
              const char *title)
{
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "firstName", first);
  cosell_json_writer_member (writer, "lastName", last);
  cosell_json_writer_member (writer, "phoneNumber", phone);
  cosell_json_writer_member (writer, "email", email);
  cosell_json_writer_member (writer, "title", title);
  cosell_json_writer_name (writer, "contactPreference");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "locale", NULL);
  cosell_json_writer_name (writer, "disableNotifications");
  cosell_json_writer_null (writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
}

/* "恵子=keiko": *native is what people read, *latin what stands in an address. */
static void
pick_name (SandboxSample *sample, const char *list, char **native, char **latin)
{
  g_auto (GStrv) names = g_strsplit (list, "|", -1);
  const char *name = names[pick (sample, (const char *const *) names)];
  const char *mark = strchr (name, '=');

  *native = mark != NULL ? g_strndup (name, (gsize) (mark - name)) : g_strdup (name);
  if (mark != NULL)
    *latin = g_strdup (mark + 1);
  else
    {
      g_autofree char *folded = cosell_intl_fold (name);
      g_autofree char *ascii = g_str_to_ascii (folded, "C");
      GString *plain = g_string_new (NULL);

      for (const char *c = ascii; *c != '\0'; c++)
        if (g_ascii_isalpha (*c) || *c == '-')
          g_string_append_c (plain, *c);
      *latin = g_string_free (plain, FALSE);
    }
}

static char *
make_phone (SandboxSample *sample, const char *pattern)
{
  char *phone = g_strdup (pattern);

  for (char *c = phone; *c != '\0'; c++)
    if (*c == '#')
      *c = (char) ('0' + sandbox_random_below (&sample->random, 10));
  return phone;
}

static void
write_contact (SandboxSample *sample, CosellJsonWriter *writer)
{
  const SandboxCountry *country = sample->customer->country;
  g_autofree char *first = NULL;
  g_autofree char *first_latin = NULL;
  g_autofree char *last = NULL;
  g_autofree char *last_latin = NULL;
  g_autofree char *email = NULL;
  g_autofree char *phone = make_phone (sample, country->phone);

  pick_name (sample, country->first, &first, &first_latin);
  pick_name (sample, country->last, &last, &last_latin);
  email = g_strconcat (first_latin, ".", last_latin, "@", sample->customer->host, NULL);
  write_person (writer, first, last, phone, email, NULL);
}

static void
write_address (SandboxSample *sample, CosellJsonWriter *writer)
{
  const SandboxCustomer *customer = sample->customer;
  /* contract 12.9: state and region change places */
  gboolean in_region = sandbox_sample_chance (sample, 30);

  cosell_json_writer_name (writer, "address");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "addressLine1", customer->address);
  cosell_json_writer_member (writer, "addressLine2",
                             sandbox_sample_chance (sample, 60) ? "" : NULL);
  cosell_json_writer_member (writer, "city", customer->city);
  cosell_json_writer_member (writer, "state",
                             in_region                 ? NULL
                             : customer->state != NULL ? customer->state
                                                       : "");
  cosell_json_writer_member (writer, "postalCode", customer->postal_code);
  cosell_json_writer_member (writer, "country", customer->country->code);
  if (in_region || sandbox_sample_chance (sample, 50))
    cosell_json_writer_member (writer, "region", in_region ? customer->state : NULL);
  cosell_json_writer_end_object (writer);
}

static void
write_profile_id (CosellJsonWriter *writer, const char *type, const char *id)
{
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "profileType", type);
  cosell_json_writer_member (writer, "id", id);
  cosell_json_writer_end_object (writer);
}

char *
sandbox_sample_customer_json (SandboxSample *sample)
{
  static const char *const sizes[] = { NULL,
                                       "",
                                       "10to50employees",
                                       "51to250employees",
                                       "251to1000employees",
                                       "1001to5000employees",
                                       "Morethan20000employees" };
  CosellJsonWriter *writer = cosell_json_writer_new ();
  gboolean matched = sandbox_sample_chance (sample, 60);
  guint size = sandbox_random_below (&sample->random, G_N_ELEMENTS (sizes));

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "name", sample->customer->name);
  cosell_json_writer_member (writer, "size", sizes[size]);
  cosell_json_writer_name (writer, "isMatchingComplete");
  cosell_json_writer_bool (writer, matched);
  write_address (sample, writer);
  cosell_json_writer_name (writer, "team");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; sample->has_contact && i < (sandbox_sample_chance (sample, 25) ? 2u : 1u); i++)
    write_contact (sample, writer);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_name (writer, "ids");
  cosell_json_writer_begin_array (writer);
  if (sandbox_sample_chance (sample, 80))
    write_profile_id (writer, "Duns", sample->customer->duns);
  if (matched)
    {
      g_autofree char *external =
          g_strdup_printf ("6-%08X", (guint) (sandbox_random_next (&sample->random) >> 32));

      write_profile_id (writer, "External", external);
    }
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

char *
sandbox_sample_consent_json (const SandboxSample *sample)
{
  return g_strdup_printf ("{\"consentToToShareInfoWithOthers\":%s,\"consentToContact\":%s,"
                          "\"consentToShareReferralWithMicrosoftSellers\":%s}",
                          sample->has_contact ? "true" : "false",
                          sample->has_contact ? "true" : "false",
                          sample->shared ? "true" : "false");
}

static void
write_solution (SandboxSample *sample, CosellJsonWriter *writer, const SandboxSolution *solution)
{
  static const char *const empty[] = { "price", "quantity", "currency" };
  gboolean nameless = !sample->assessment && sandbox_sample_chance (sample, 4);
  const char *type = NULL;

  if (g_str_equal (solution->kind, "assessment"))
    type = "Assessment";
  else if (g_str_equal (solution->kind, "third-party"))
    type = "3P";
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "id", solution->id);
  cosell_json_writer_member (writer, "name", nameless ? NULL : solution->name);
  cosell_json_writer_member (writer, "type", nameless ? "None" : "Name");
  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    cosell_json_writer_member (writer, empty[i], NULL);
  cosell_json_writer_member (writer, "publisherName", type != NULL ? solution->publisher : NULL);
  cosell_json_writer_member (writer, "solutionType", type);
  cosell_json_writer_member (writer, "closingDateTime", NULL);
  cosell_json_writer_end_object (writer);
}

static void
write_requirements (SandboxSample *sample, CosellJsonWriter *writer)
{
  static const char *const before[] = { "industries", "products", "services" };
  static const char *const after[] = { "offers", "salesPlays" };

  cosell_json_writer_name (writer, "requirements");
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      cosell_json_writer_name (writer, before[i]);
      cosell_json_writer_raw (writer, "[]", -1);
    }
  cosell_json_writer_name (writer, "solutions");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; sample->solutions[i] != NULL; i++)
    write_solution (sample, writer, sample->solutions[i]);
  cosell_json_writer_end_array (writer);
  /* some service versions know no offers */
  for (guint i = sandbox_sample_chance (sample, 60) ? 0 : 1; i < G_N_ELEMENTS (after); i++)
    {
      cosell_json_writer_name (writer, after[i]);
      cosell_json_writer_raw (writer, "[]", -1);
    }
  cosell_json_writer_name (writer, "additionalRequirements");
  cosell_json_writer_raw (
      writer,
      sandbox_sample_chance (sample, 30)
          ? "{\"iot\":{},\"attributes\":[{\"type\":\"CustomerMarketplaceIntent\","
            "\"id\":\"HaveNotDecided\"}]}"
          : "{\"iot\":{\"customerLicenseAgreementNumber\":null,\"deviceCategory\":null,"
            "\"siliconType\":null,\"azureCertifiedDevice\":false,\"attachServices\":false}}",
      -1);
  cosell_json_writer_end_object (writer);
}

char *
sandbox_sample_details_json (SandboxSample *sample)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "notes", sample->notes);
  cosell_json_writer_name (writer, "dealValue");
  cosell_json_writer_raw (writer, sample->value, -1);
  cosell_json_writer_member (writer, "currency", sample->currency);
  cosell_json_writer_member (writer, "closingDateTime", sample->close_date);
  cosell_json_writer_member (writer, "customerRequestedContact", NULL);
  cosell_json_writer_member (writer, "customerAction", sample->customer_action);
  cosell_json_writer_member (writer, "incentiveLevel", NULL);
  write_requirements (sample, writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

char *
sandbox_sample_team_json (SandboxSample *sample, const SandboxPerson *table, guint max)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  guint n = 1 + sandbox_random_below (&sample->random, max);
  guint length = 0;
  guint at;

  while (table[length].first != NULL)
    length++;
  at = sandbox_random_below (&sample->random, length);
  /* the standing user is on every third team */
  if (table == sandbox_colleagues && sandbox_sample_chance (sample, 33))
    at = 0;
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < n; i++)
    {
      const SandboxPerson *person = &table[(at + i * 3) % length];

      write_person (writer, person->first, person->last, person->phone, person->email,
                    person->title);
    }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}

static void
write_instant (CosellJsonWriter *writer, const char *name, gboolean present, gint64 instant)
{
  g_autofree char *text = present ? sandbox_format_time (instant, 0) : NULL;

  cosell_json_writer_member (writer, name, text);
}

static void
write_midnight (CosellJsonWriter *writer, const char *name, gint64 instant)
{
  write_instant (writer, name, TRUE, instant - instant % G_TIME_SPAN_DAY);
}

static void
write_registered (SandboxSample *sample, CosellJsonWriter *writer)
{
  gboolean marketplace = sandbox_sample_chance (sample, 30);

  cosell_json_writer_name (writer, "solutionDetails");
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "id", sample->solutions[0]->id);
  cosell_json_writer_member (writer, "name", sample->solutions[0]->name);
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_raw (writer, sample->value, -1);
  cosell_json_writer_member (writer, "currency", sample->currency);
  cosell_json_writer_name (writer, "isDeployedOnAzure");
  cosell_json_writer_bool (writer, TRUE);
  cosell_json_writer_member (writer, "primaryDeploymentOn",
                             sandbox_sample_chance (sample, 70) ? "Customer" : "Partner");
  cosell_json_writer_member (writer, "pricingModel",
                             sandbox_sample_chance (sample, 25) ? "PayAsYouGo" : "Other");
  cosell_json_writer_name (writer, "marketplaceTransactionDetails");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "isMarketplaceTransacted");
  cosell_json_writer_bool (writer, marketplace);
  cosell_json_writer_member (writer, "marketplaceTransactionDateTime",
                             marketplace ? sample->close_date : NULL);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_array (writer);
}

static void
write_contract (SandboxSample *sample, CosellJsonWriter *writer, gint64 won)
{
  cosell_json_writer_name (writer, "contract");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_raw (writer, sample->value, -1);
  cosell_json_writer_member (writer, "currency", sample->currency);
  write_midnight (writer, "startDateTime", won + 10 * G_TIME_SPAN_DAY);
  write_midnight (writer, "endDateTime", won + 375 * G_TIME_SPAN_DAY);
  write_midnight (writer, "signDateTime", won - G_TIME_SPAN_DAY);
  cosell_json_writer_member (writer, "term", "Finite");
  cosell_json_writer_end_object (writer);
}

char *
sandbox_sample_registrations_json (SandboxSample *sample,
                                   gint64 won,
                                   guint variant,
                                   const char **status)
{
  static const char *const statuses[] = { "ReviewPending", "ActionRequired", "Approved",
                                          "Passed",        "Failed",         "Closed" };
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *id = sandbox_random_guid (&sample->random);
  gint64 sent = MIN (won + G_TIME_SPAN_DAY, sample->now - G_TIME_SPAN_HOUR);
  gint64 answered = MIN (won + 5 * G_TIME_SPAN_DAY, sample->now - G_TIME_SPAN_MINUTE);

  *status = statuses[variant % G_N_ELEMENTS (statuses)];
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "id", id);
  write_instant (writer, "registrationDateTime", TRUE, sent);
  cosell_json_writer_member (writer, "status", *status);
  cosell_json_writer_member (writer, "statusReason",
                             g_str_equal (*status, "ActionRequired")
                                 ? "The contract does not name the solution."
                                 : NULL);
  write_contract (sample, writer, won);
  write_registered (sample, writer);
  cosell_json_writer_name (writer, "statusHistory");
  cosell_json_writer_begin_object (writer);
  write_instant (writer, "reviewPendingDateTime", TRUE, sent);
  write_instant (writer, "actionRequiredDateTime", g_str_equal (*status, "ActionRequired"),
                 answered);
  write_instant (writer, "passedDateTime", g_str_equal (*status, "Passed"), answered);
  write_instant (writer, "failedDateTime", g_str_equal (*status, "Failed"), answered);
  write_instant (writer, "approvedDateTime", g_str_equal (*status, "Approved"), answered);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}
