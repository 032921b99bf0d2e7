/* The sample deals: the same each time, enough of everything, and nothing that is not invented */
#include <string.h>

#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-samples.h"
#include "sandbox/cosell-sandbox-catalog.h"
#include "sandbox/sandbox-client.h"

static SandboxCore *
make_core (guint deals, guint seed)
{
  gint64 now;
  g_autoptr (CosellClock) clock = NULL;
  SandboxCore *core;

  g_assert_true (cosell_time_parse (TEST_NOW, &now));
  clock = cosell_manual_clock_new (now);
  core = sandbox_core_new (clock, seed);
  sandbox_samples_make (core, deals);
  return core;
}

static const SandboxRecord *
get_record (SandboxCore *core, guint i)
{
  return g_ptr_array_index (core->records, i);
}

static void
test_same (void)
{
  SandboxCore *a = make_core (120, 4);
  SandboxCore *b = make_core (120, 4);
  SandboxCore *c = make_core (120, 5);

  g_assert_cmpuint (a->records->len, ==, b->records->len);
  for (guint i = 0; i < a->records->len; i++)
    g_assert_cmpstr (get_record (a, i)->text, ==, get_record (b, i)->text);
  g_assert_cmpstr (get_record (a, 0)->text, !=, get_record (c, 0)->text);
  sandbox_core_free (a);
  sandbox_core_free (b);
  sandbox_core_free (c);
}

typedef struct
{
  guint own, inbound, received, microsoft_accepted, won, lost, declined, expired, favorites, leads,
      asking, informing, spam, registered, private, partner_led, co_sell, partners, assessments,
      errors;
} Counts;

static gboolean
text_is (CosellJsonValue root, const char *pointer, const char *text)
{
  return cosell_json_string_equal (cosell_json_pointer (root, pointer), text);
}

static void
count_own (SandboxCore *core, const SandboxRecord *record, CosellJsonValue root, Counts *counts)
{
  gboolean own = text_is (root, "/inviteContext/invitedBy/organizationId", SANDBOX_OWN_ID);
  gboolean microsoft = text_is (root, "/inviteContext/invitedBy/organizationId", "msft");
  gboolean lead = sandbox_core_is_lead (root);
  gboolean shared = cosell_json_get_bool (
      cosell_json_pointer (root, "/consent/consentToShareReferralWithMicrosoftSellers"), FALSE);

  counts->own++;
  counts->leads += lead;
  counts->asking += lead && g_str_equal (record->status, "New") && !sandbox_core_informs (root);
  counts->informing += sandbox_core_informs (root);
  counts->spam += lead && cosell_json_get_bool (cosell_json_member (root, "isSpam"), FALSE);
  /* L6: who has nothing to answer cannot be late */
  g_assert_cmpint (record->expires == SANDBOX_NEVER, ==,
                   !g_str_equal (record->status, "New") || sandbox_core_informs (root));
  counts->inbound += !own && !lead;
  counts->received += !own && !lead && g_str_equal (record->status, "New");
  counts->microsoft_accepted += microsoft && !lead && g_str_equal (record->type, "Shared") &&
                                g_str_equal (record->substatus, "Accepted");
  counts->won += g_str_equal (record->substatus, "Won");
  counts->lost += g_str_equal (record->substatus, "Lost");
  counts->declined += g_str_equal (record->substatus, "Declined");
  counts->expired += g_str_equal (record->substatus, "Expired");
  counts->errors += g_str_equal (record->substatus, "Error");
  counts->favorites += cosell_json_get_bool (cosell_json_member (root, "favorite"), FALSE);
  counts->registered += !text_is (root, "/registrationStatus", "None");
  counts->assessments +=
      text_is (root, "/details/requirements/solutions/0/solutionType", "Assessment");
  if (own)
    {
      counts->co_sell += g_str_equal (record->type, "Shared");
      counts->partner_led += shared && g_str_equal (record->type, "Independent");
      counts->private += !shared;
    }
}

static void
count_all (SandboxCore *core, Counts *counts)
{
  *counts = (Counts){ 0 };
  for (guint i = 0; i < core->records->len; i++)
    {
      const SandboxRecord *record = get_record (core, i);
      g_autoptr (CosellJson) json = cosell_json_parse (record->text, -1, NULL);

      if (g_str_equal (record->organization_id, SANDBOX_OWN_ID))
        count_own (core, record, cosell_json_root (json), counts);
      else if (!g_str_equal (record->organization_id, SANDBOX_MICROSOFT_ID))
        counts->partners++;
    }
}

/* What cosell-sandbox(1) promises from 100 deals on. */
static void
test_counts (void)
{
  static const guint sizes[] = { 100, 101, 250, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint seed = 0; seed < 2; seed++)
      {
        SandboxCore *core = make_core (sizes[i], seed);
        Counts counts;

        count_all (core, &counts);
        g_test_message ("%u deals, seed %u", sizes[i], seed);
        g_assert_cmpuint (counts.own, ==, sizes[i]);
        g_assert_cmpuint (counts.inbound * 10, >=, sizes[i] * 4);
        g_assert_cmpuint (counts.received, >=, 5);
        g_assert_cmpuint (counts.microsoft_accepted, >=, 5);
        g_assert_cmpuint (counts.won, >=, 2);
        g_assert_cmpuint (counts.lost, >=, 2);
        g_assert_cmpuint (counts.declined, >=, 2);
        g_assert_cmpuint (counts.expired, >=, 2);
        g_assert_cmpuint (counts.favorites, >=, 5);
        g_assert_cmpuint (counts.leads, >=, 12);
        g_assert_cmpuint (counts.asking, >=, 4);
        g_assert_cmpuint (counts.informing, >=, 3);
        g_assert_cmpuint (counts.spam, >=, 1);
        g_assert_cmpuint (counts.registered, >=, 2);
        g_assert_cmpuint (counts.private, >=, 5);
        g_assert_cmpuint (counts.partner_led, >=, 5);
        g_assert_cmpuint (counts.co_sell, >=, 10);
        g_assert_cmpuint (counts.partners, >=, 3);
        g_assert_cmpuint (counts.assessments, >=, 2);
        g_assert_cmpuint (counts.errors, >=, 1);
        sandbox_core_free (core);
      }
}

static void
test_small (void)
{
  for (guint deals = 0; deals < 12; deals++)
    {
      SandboxCore *core = make_core (deals, 1);
      Counts counts;

      count_all (core, &counts);
      g_assert_cmpuint (counts.own, ==, deals);
      sandbox_core_free (core);
    }
}

/* Every instant makes sense, and what is open has its time. */
static void
check_times (const SandboxRecord *record, CosellJsonValue root, gint64 now)
{
  gint64 instant;
  g_autofree char *etag = cosell_json_dup_string (cosell_json_member (root, "eTag"));
  g_autofree char *closed = cosell_json_dup_string (cosell_json_member (root, "closedDateTime"));

  g_assert_cmpint (record->created, <=, now);
  g_assert_cmpint (record->created, >, now - 201 * G_TIME_SPAN_DAY);
  g_assert_cmpint (record->updated, >=, record->created);
  g_assert_cmpint (record->updated, <=, now);
  if (g_str_equal (record->status, "New"))
    {
      g_assert_cmpint (record->expires, >, now);
      g_assert_true (sandbox_core_informs (root) || record->expires <= now + 14 * G_TIME_SPAN_DAY);
    }
  g_assert_cmpint (closed != NULL, ==, g_str_equal (record->status, "Closed"));
  if (closed != NULL)
    {
      g_assert_true (cosell_time_parse (closed, &instant));
      g_assert_cmpint (instant, >=, record->created);
      g_assert_cmpint (instant, <=, now);
    }
  g_assert_cmpint ((gint64) (g_ascii_strtoull (etag + 25, NULL, 16) >> 16), ==,
                   record->updated / G_USEC_PER_SEC);
}

/* Addresses end in ".example", hosts of companies that exist are in none. */
static void
check_addresses (const char *text)
{
  const char *at = text;

  while ((at = strchr (at, '@')) != NULL)
    {
      const char *end = strchr (at, '"');

      if (strncmp (at, "@odata", 6) != 0)
        g_assert_true (end - at > 9 && strncmp (end - 8, ".example", 8) == 0);
      at++;
    }
}

static void
test_believable (void)
{
  SandboxCore *core = make_core (1500, 1);
  gint64 now = sandbox_core_now (core);
  guint in_region = 0, entities = 0, decimals = 0, soon = 0;
  gboolean fractions[8] = { FALSE };

  for (guint i = 0; i < core->records->len; i++)
    {
      const SandboxRecord *record = get_record (core, i);
      g_autoptr (CosellJson) json = cosell_json_parse (record->text, -1, NULL);
      CosellJsonValue root = cosell_json_root (json);
      g_autofree char *created =
          cosell_json_dup_string (cosell_json_member (root, "createdDateTime"));
      g_autofree char *value =
          cosell_json_dup_raw (cosell_json_pointer (root, "/details/dealValue"));

      check_times (record, root, now);
      check_addresses (record->text);
      fractions[strlen (created) > 20 ? strlen (created) - 21 : 0] = TRUE;
      in_region +=
          cosell_json_is_present (cosell_json_pointer (root, "/customerProfile/address/region"));
      entities += strstr (record->text, "&amp;") != NULL;
      decimals += strchr (value, '.') != NULL;
      soon += record->expires < now + G_TIME_SPAN_DAY;
      if (text_is (root, "/details/currency", "JPY"))
        g_assert_null (strchr (value, '.'));
    }
  for (guint i = 0; i < G_N_ELEMENTS (fractions); i++)
    g_assert_true (fractions[i]);
  g_assert_cmpuint (in_region, >, 5);
  g_assert_cmpuint (entities, >, 0);
  g_assert_cmpuint (decimals, >, 20);
  g_assert_cmpuint (soon, >, 0);
  sandbox_core_free (core);
}

/* Members that hold the same thing for everybody read the same in all halves of an engagement. */
static void
test_halves (void)
{
  SandboxCore *core = make_core (200, 1);
  guint pairs = 0;

  for (guint i = 0; i < core->records->len; i++)
    {
      const SandboxRecord *record = get_record (core, i);
      g_autoptr (CosellJson) a = cosell_json_parse (record->text, -1, NULL);
      g_autoptr (CosellJson) b = NULL;

      if (record->next == NULL)
        continue;
      pairs++;
      b = cosell_json_parse (record->next->text, -1, NULL);
      g_assert_cmpstr (record->organization_id, !=, record->next->organization_id);
      g_assert_true (
          cosell_json_equal (cosell_json_pointer (cosell_json_root (a), "/customerProfile"),
                             cosell_json_pointer (cosell_json_root (b), "/customerProfile")));
    }
  g_assert_cmpuint (pairs, >, 80);
  sandbox_core_free (core);
}

static void
test_catalogue (void)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *customers = sandbox_catalog_customers ();
  guint own = 0, microsoft = 0, third = 0, assessments = 0;

  g_assert_cmpuint (customers->len, >=, 280);
  for (guint i = 0; i < customers->len; i++)
    g_assert_true (
        g_hash_table_add (numbers, ((SandboxCustomer *) g_ptr_array_index (customers, i))->duns));
  for (const SandboxSolution *s = sandbox_solutions; s->id != NULL; s++)
    {
      own += g_str_equal (s->kind, "own");
      microsoft += g_str_equal (s->kind, "microsoft");
      third += g_str_equal (s->kind, "third-party");
      assessments += g_str_equal (s->kind, "assessment");
    }
  g_assert_cmpuint (own, ==, 12);
  g_assert_cmpuint (microsoft, ==, 25);
  g_assert_cmpuint (third, ==, 20);
  g_assert_cmpuint (assessments, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/samples/same", test_same);
  g_test_add_func ("/sandbox/samples/counts", test_counts);
  g_test_add_func ("/sandbox/samples/small", test_small);
  g_test_add_func ("/sandbox/samples/believable", test_believable);
  g_test_add_func ("/sandbox/samples/halves", test_halves);
  g_test_add_func ("/sandbox/samples/catalogue", test_catalogue);
  return g_test_run ();
}
