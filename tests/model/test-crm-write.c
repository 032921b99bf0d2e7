/* Chapter K: what is written to a CRM and what of it stuck, what is taken from there, and that both
 * end alike */
#include "model/cosell-crm-write.h"

#include "model/cosell-crm-take.h"
#include "model/crm-pair.h"

/* What stands in the CRM, as something to be read. */
static CosellOpportunity *
opportunity_of (const Pair *self)
{
  CosellOpportunity *opportunity = cosell_opportunity_new ();
  const CosellCrmSheet *sheet = self->crm;

  opportunity->id = g_strdup ("opp");
  opportunity->mark = g_strdup ("2");
  opportunity->name = g_strdup (sheet->values[F (NAME)]);
  cosell_crm_value_split (sheet->values[F (VALUE)], &opportunity->amount, &opportunity->currency);
  opportunity->close_date = g_strdup (sheet->values[F (CLOSE_DATE)]);
  opportunity->notes = g_strdup (sheet->values[F (NOTES)]);
  opportunity->stage = g_strdup (sheet->values[F (STAGE)]);
  opportunity->solutions = g_strdup (sheet->values[F (SOLUTIONS)]);
  if (sheet->values[F (CONTACT)] != NULL)
    {
      opportunity->contact = cosell_crm_party_new ("c", NULL);
      opportunity->contact->email = g_strdup (sheet->values[F (CONTACT)]);
    }
  return opportunity;
}

/* --- writing --- */

static CosellOpportunity *
write_fields (Pair *pair, CosellCrmFieldSet *fields, CosellOpportunityFields *columns)
{
  return cosell_crm_write (pair->link, pair->deal, "key-1", &pair->context, fields, columns);
}

static void
test_written_sticks (void)
{
  g_auto (Pair) pair = { NULL };
  g_autoptr (CosellOpportunity) wrote = NULL;
  g_autoptr (CosellOpportunity) now = NULL;
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func (cosell_crm_log_entry_free);
  CosellOpportunityFields columns;
  CosellCrmFieldSet fields = 1u << F (VALUE);

  pair_init (&pair);
  cosell_crm_link_agree (pair.link, F (VALUE), "1 SEK", "1 SEK");
  set (&pair.crm->values[F (VALUE)], "1 SEK");
  set (&pair.deal->values[F (VALUE)], "99999999999999.99 SEK");
  g_assert_cmpint (verdict_of (&pair, F (VALUE)), ==, TO);
  wrote = write_fields (&pair, &fields, &columns);
  g_assert_cmpstr (wrote->amount, ==, "99999999999999.99");
  g_assert_cmpstr (wrote->currency, ==, "SEK");
  g_assert_cmpuint (columns, ==, COSELL_OPPORTUNITY_AMOUNT);
  g_assert_cmpuint (fields, ==, 1u << F (VALUE));
  /* as it is kept there */
  set (&pair.crm->values[F (VALUE)], "99999999999999.9900 SEK");
  now = opportunity_of (&pair);
  cosell_crm_link_stuck (pair.link, wrote, fields, now, pair.deal, &pair.context, 5, log);
  g_assert_cmpuint (log->len, ==, 1);
  g_assert_cmpstr (((CosellCrmLogEntry *) log->pdata[0])->old, ==, "1 SEK");
  g_assert_cmpstr (((CosellCrmLogEntry *) log->pdata[0])->result, ==, "written");
  g_assert_cmpstr (pair.link->mark, ==, "2");
  /* the echo is no change */
  g_assert_cmpint (verdict_of (&pair, F (VALUE)), ==, SAME);
  set (&pair.deal->values[F (VALUE)], "7.00 SEK");
  g_assert_cmpint (verdict_of (&pair, F (VALUE)), ==, TO);
}

static void
test_not_kept (void)
{
  g_auto (Pair) pair = { NULL };
  g_autoptr (CosellOpportunity) wrote = NULL;
  g_autoptr (CosellOpportunity) now = NULL;
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func (cosell_crm_log_entry_free);
  CosellOpportunityFields columns;
  CosellCrmFieldSet fields = 1u << F (VALUE);

  pair_init (&pair);
  cosell_crm_link_agree (pair.link, F (VALUE), "1 SEK", "1 SEK");
  set (&pair.crm->values[F (VALUE)], "1 SEK");
  set (&pair.deal->values[F (VALUE)], "2 SEK");
  g_assert_cmpint (verdict_of (&pair, F (VALUE)), ==, TO);
  wrote = write_fields (&pair, &fields, &columns);
  set (&pair.crm->values[F (VALUE)], "5 SEK");
  now = opportunity_of (&pair);
  cosell_crm_link_stuck (pair.link, wrote, fields, now, pair.deal, &pair.context, 5, log);
  assert_words (told (&pair, F (VALUE)), "2 SEK");
  assert_words (told (&pair, F (VALUE)), "5 SEK");
  g_assert_cmpstr (((CosellCrmLogEntry *) log->pdata[0])->result, ==, "did not stick");
  /* no loop, and it is told all the while */
  g_assert_cmpint (verdict_of (&pair, F (VALUE)), ==, STAYS);
  assert_words (told (&pair, F (VALUE)), "5 SEK");
  /* also when ours is changed, and taken back before it went out */
  set (&pair.deal->values[F (VALUE)], "3 SEK");
  g_assert_cmpint (verdict_of (&pair, F (VALUE)), ==, TO);
  set (&pair.deal->values[F (VALUE)], "2 SEK");
  g_assert_cmpint (verdict_of (&pair, F (VALUE)), ==, STAYS);
  assert_words (told (&pair, F (VALUE)), "5 SEK");
  set (&pair.crm->values[F (VALUE)], "6 SEK");
  g_assert_cmpint (verdict_of (&pair, F (VALUE)), ==, FROM);
  assert_words (told (&pair, F (VALUE)), NULL);
}

/* The referral goes to a column that was named, or that the CRM always has for it; else nowhere. */
static void
test_key (void)
{
  for (guint i = 0; i < 3; i++)
    {
      g_auto (Pair) pair = { NULL };
      g_autoptr (CosellOpportunity) wrote = NULL;
      CosellCrmFieldSet fields = 1u << F (NAME);
      CosellOpportunityFields columns;

      pair_init (&pair);
      g_clear_pointer (&pair.settings->key_column, g_free);
      set (&pair.deal->values[F (NAME)], "Name");
      if (i == 1)
        pair.settings->key_column = g_strdup ("new_key");
      if (i == 2)
        cosell_crm_description_add_column (pair.description, g_strdup ("reference"))->field =
            COSELL_OPPORTUNITY_KEY;
      wrote = write_fields (&pair, &fields, &columns);
      g_assert_cmpstr (wrote->key, ==, i > 0 ? "key-1" : NULL);
      g_assert_cmpint ((columns & COSELL_OPPORTUNITY_KEY) != 0, ==, i > 0);
    }
}

/* What is sent of a text is what fits; what people see as one letter stays whole. */
static void
test_written_texts (void)
{
  g_auto (Pair) pair = { NULL };
  g_autoptr (CosellOpportunity) wrote = NULL;
  g_autofree char *name = g_strnfill (301, 'x');
  g_autofree char *most = g_strnfill (299, 'x');
  g_autofree char *cut = g_strconcat (most, "…", NULL);
  CosellOpportunityFields columns;
  CosellCrmFieldSet fields = 1u << F (NAME) | 1u << F (NOTES) | 1u << F (SOLUTIONS) |
                             1u << F (STAGE) | 1u << F (CONTACT) | 1u << F (TEAM) |
                             1u << F (STATUS) | 1u << F (VALUE) | 1u << F (CLOSE_DATE);

  pair_init (&pair);
  pair.settings->key_column = g_strdup ("new_key");
  set (&pair.deal->values[F (NAME)], name);
  /* sixteen letters and a family of 8 units, which would end at the 24th */
  set (&pair.deal->values[F (NOTES)], "1234567890123456👨‍👩‍👧");
  set (&pair.deal->values[F (SOLUTIONS)], "One\r\nTwo");
  set (&pair.deal->values[F (STAGE)], "60");
  set (&pair.deal->values[F (CONTACT)], "a@b.example\nc@d.example");
  set (&pair.deal->values[F (VALUE)], "1.00 NOK");
  wrote = write_fields (&pair, &fields, &columns);
  g_assert_cmpstr (wrote->name, ==, cut);
  g_assert_cmpstr (wrote->notes, ==, "1234567890123456…");
  g_assert_cmpstr (wrote->solutions, ==, "One\nTwo");
  g_assert_cmpstr (wrote->stage, ==, "2");
  g_assert_cmpstr (wrote->contact->email, ==, "a@b.example");
  g_assert_cmpstr (wrote->key, ==, "key-1");
  g_assert_cmpstr (wrote->id, ==, "opp");
  g_assert_cmpstr (wrote->amount, ==, NULL);
  assert_words (told (&pair, F (VALUE)), "NOK");
  g_assert_cmpuint (fields, ==,
                    1u << F (NAME) | 1u << F (NOTES) | 1u << F (SOLUTIONS) | 1u << F (STAGE) |
                        1u << F (CONTACT));
  g_assert_cmpuint (columns, ==,
                    COSELL_OPPORTUNITY_NAME | COSELL_OPPORTUNITY_NOTES |
                        COSELL_OPPORTUNITY_SOLUTIONS | COSELL_OPPORTUNITY_STAGE |
                        COSELL_OPPORTUNITY_CONTACT | COSELL_OPPORTUNITY_KEY);
}

/* What a new one could not have is told, and asked about by nobody. */
static void
test_made (void)
{
  g_auto (Pair) pair = { NULL };
  g_autoptr (CosellCrmOutcomes) outcomes = NULL;

  pair_init (&pair);
  set (&pair.deal->values[F (VALUE)], "1.00 NOK");
  set (&pair.deal->values[F (NAME)], "A");
  set (&pair.crm->values[F (NAME)], "A");
  set (&pair.crm->values[F (STAGE)], "0");
  set (&pair.crm->values[F (TEAM)], "me@f.example");
  cosell_crm_link_agree (pair.link, F (NAME), "A", "A");
  pair.link->seen = cosell_crm_sheet_copy (pair.crm);
  cosell_crm_link_made (pair.link, pair.deal);
  outcomes = settle (&pair);
  g_assert_cmpuint (cosell_crm_outcomes_get (outcomes, CONFLICT), ==, 0);
  g_assert_cmpuint (cosell_crm_outcomes_get (outcomes, FROM), ==, 0);
  g_assert_cmpint (outcomes->fields[F (STAGE)].verdict, ==, STAYS);
  assert_words (told (&pair, F (VALUE)), "currency NOK");
}

/* A contact of whom only the id is read back is the one that was written. */
static void
test_people_kept (void)
{
  g_auto (Pair) pair = { NULL };
  g_autoptr (CosellOpportunity) wrote = cosell_opportunity_new ();
  g_autoptr (CosellOpportunity) now = cosell_opportunity_new ();

  pair_init (&pair);
  set (&pair.deal->values[F (CONTACT)], "a@b.example");
  set (&pair.crm->values[F (TEAM)], "o@f.example");
  g_assert_cmpint (verdict_of (&pair, F (CONTACT)), ==, CONFLICT);
  wrote->contact = cosell_crm_party_new ("c", "Eva Berg");
  wrote->contact->email = g_strdup ("a@b.example");
  now->id = g_strdup ("opp");
  now->contact = cosell_crm_party_new ("c", "Eva Berg");
  now->owner = cosell_crm_party_new ("o", "Ola Lind");
  cosell_crm_link_stuck (pair.link, wrote, 1u << F (CONTACT), now, pair.deal, &pair.context, 5,
                         NULL);
  g_assert_cmpstr (pair.link->seen->values[F (CONTACT)], ==, "a@b.example");
  g_assert_cmpstr (pair.link->seen->values[F (TEAM)], ==, "o@f.example");
  g_assert_cmpstr (pair.link->base_crm->values[F (CONTACT)], ==, "a@b.example");
  assert_words (told (&pair, F (CONTACT)), NULL);
}

/* --- taking --- */

static CosellCrmParty *
person (const char *first, const char *last, const char *name, const char *phone, const char *email)
{
  CosellCrmParty *party = cosell_crm_party_new ("p", name);

  party->first_name = g_strdup (first);
  party->last_name = g_strdup (last);
  party->phone = g_strdup (phone);
  party->email = g_strdup (email);
  return party;
}

static void
assert_taken (const Pair *pair,
              CosellCrmField field,
              const CosellOpportunity *opportunity,
              const char *wanted_key,
              const char *wanted)
{
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  g_autofree char *words = NULL;

  g_assert_true (cosell_crm_take (field, opportunity, &pair->context, &key, &value, &words));
  g_assert_cmpstr (key, ==, wanted_key);
  g_assert_cmpstr (value, ==, wanted);
  g_assert_null (words);
}

static void
assert_not_taken (const Pair *pair,
                  CosellCrmField field,
                  const CosellOpportunity *opportunity,
                  const char *part)
{
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  g_autofree char *words = NULL;

  g_assert_false (cosell_crm_take (field, opportunity, &pair->context, &key, &value, &words));
  g_assert_null (value);
  assert_words (words, part);
}

static void
test_taken (void)
{
  g_auto (Pair) pair = { NULL };
  g_autoptr (CosellOpportunity) opportunity = NULL;

  pair_init (&pair);
  set (&pair.crm->values[F (NAME)], "A");
  set (&pair.crm->values[F (VALUE)], "25000.1 SEK");
  set (&pair.crm->values[F (CLOSE_DATE)], "2027-01-15");
  set (&pair.crm->values[F (NOTES)], "a\r\nb");
  set (&pair.crm->values[F (STAGE)], "5");
  opportunity = opportunity_of (&pair);
  assert_taken (&pair, F (NAME), opportunity, "name", "A");
  assert_taken (&pair, F (VALUE), opportunity, "value", "25000.10 SEK");
  assert_taken (&pair, F (CLOSE_DATE), opportunity, "closeDate", "2027-01-15");
  assert_taken (&pair, F (NOTES), opportunity, "notes", "a\nb");
  assert_taken (&pair, F (STAGE), opportunity, "stage", "60");
  set (&opportunity->amount, "1e3");
  assert_taken (&pair, F (VALUE), opportunity, "value", "1000.00 SEK");
  set (&opportunity->currency, "XQZ");
  assert_not_taken (&pair, F (VALUE), opportunity, "XQZ");
  set (&opportunity->stage, "9");
  assert_not_taken (&pair, F (STAGE), opportunity, "no place");
  set (&opportunity->notes, NULL);
  assert_taken (&pair, F (NOTES), opportunity, "notes", "");
  set (&opportunity->name, NULL);
  assert_not_taken (&pair, F (NAME), opportunity, "Deal name");
}

static void
test_people_taken (void)
{
  g_auto (Pair) pair = { NULL };
  g_autoptr (CosellOpportunity) opportunity = cosell_opportunity_new ();

  pair_init (&pair);
  assert_not_taken (&pair, F (CONTACT), opportunity, "no contact");
  assert_not_taken (&pair, F (TEAM), opportunity, "no owner");
  opportunity->contact = person ("Eva", "Berg", NULL, "+46 40 1", "Eva.Berg@b.example");
  assert_taken (&pair, F (CONTACT), opportunity, "contact",
                "{\"firstName\":\"Eva\",\"lastName\":\"Berg\",\"phone\":\"+46 40 1\","
                "\"email\":\"Eva.Berg@b.example\"}");
  opportunity->owner = person (NULL, NULL, "Ola van Lind", "+46 40 2", "ola@f.example");
  assert_taken (&pair, F (TEAM), opportunity, "member",
                "{\"firstName\":\"Ola van\",\"lastName\":\"Lind\",\"phone\":\"+46 40 2\","
                "\"email\":\"ola@f.example\"}");
  set (&opportunity->contact->phone, " ");
  assert_not_taken (&pair, F (CONTACT), opportunity, "telephone number");
  set (&opportunity->owner->email, NULL);
  set (&opportunity->owner->phone, NULL);
  assert_not_taken (&pair, F (TEAM), opportunity, "telephone number, e-mail address");
}

/* --- convergence --- */

static const char *
pick (GRand *rand, const char *const *texts, guint n)
{
  return texts[g_rand_int_range (rand, 0, (gint32) n)];
}

/* One of a few values of a field, in the words of one side. */
static const char *
random_value (GRand *rand, CosellCrmField field, gboolean crm)
{
  static const char *const names[] = { "A", "B", "C", "räksmörgås" };
  static const char *const values[] = { "1 SEK", "2.50 EUR", "99999999999999.99 SEK", "0.1 JPY" };
  static const char *const dates[] = { "2027-01-15", "2027-01-16", "2028-02-29" };
  static const char *const notes[] = { "a", "b\nc", "1234567890123456789 and more", "1234567890" };
  static const char *const theirs[] = { "0", "1", "2", "5", "3" };
  static const char *const ours[] = { "20", "40", "60", "80" };
  static const char *const people[] = { "a@b.example", "c@d.example", "e@f.example" };

  switch ((int) field)
    {
    case F (NAME):
      return pick (rand, names, G_N_ELEMENTS (names));
    case F (VALUE): /* what the CRM cannot hold is never written: without the last one */
      return pick (rand, values, G_N_ELEMENTS (values) - 1);
    case F (CLOSE_DATE):
      return pick (rand, dates, G_N_ELEMENTS (dates));
    case F (NOTES):
      return crm ? pick (rand, notes, 2) : pick (rand, notes, G_N_ELEMENTS (notes));
    case F (STAGE):
      return crm ? pick (rand, theirs, G_N_ELEMENTS (theirs))
                 : pick (rand, ours, G_N_ELEMENTS (ours));
    default:
      return pick (rand, people, G_N_ELEMENTS (people));
    }
}

/* The CRM takes what is written, and says how it has it. */
static void
write_there (Pair *pair)
{
  CosellCrmFieldSet fields = pair->link->to_crm;
  CosellOpportunityFields columns;
  g_autoptr (CosellOpportunity) wrote = write_fields (pair, &fields, &columns);
  g_autoptr (CosellCrmSheet) sheet = cosell_crm_sheet_of_opportunity (wrote);
  g_autoptr (CosellOpportunity) now = NULL;

  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if ((fields & 1u << i) != 0)
      set (&pair->crm->values[i], sheet->values[i]);
  now = opportunity_of (pair);
  cosell_crm_link_stuck (pair->link, wrote, fields, now, pair->deal, &pair->context, 0, NULL);
}

/* The edit is made here. */
static void
take_here (Pair *pair, CosellCrmField field)
{
  const char *value = pair->crm->values[field];

  if (field == F (STAGE))
    value = cosell_crm_settings_stage_from (pair->settings, value);
  set (&pair->deal->values[field], value);
}

/* Comparing, deciding by lot, carrying out, until nothing is left to be done. Returns: how often */
static guint
converge (Pair *pair, GRand *rand)
{
  for (guint round = 0; round < 10; round++)
    {
      g_autoptr (CosellCrmOutcomes) outcomes = settle (pair);
      CosellCrmFieldSet conflicts = pair->link->conflicts;
      CosellCrmFieldSet from = cosell_crm_outcomes_get (outcomes, FROM);

      if ((conflicts | from | pair->link->to_crm) == 0)
        return round;
      if (pair->link->to_crm != 0)
        write_there (pair);
      for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
        if ((from & 1u << i) != 0)
          take_here (pair, (CosellCrmField) i);
        else if ((conflicts & 1u << i) != 0)
          g_assert_true (cosell_crm_link_decide (pair->link, (CosellCrmField) i,
                                                 g_rand_boolean (rand), pair->deal));
    }
  g_assert_not_reached ();
}

static void
assert_all_same (const Pair *pair)
{
  for (guint i = 0; i < F (TEAM); i++)
    g_assert_true (cosell_crm_field_same ((CosellCrmField) i, pair->crm->values[i],
                                          pair->deal->values[i], &pair->context));
}

/* What only one side edited since both agreed has reached the other side. */
static void
edit_and_converge (Pair *pair, GRand *rand)
{
  g_autoptr (CosellCrmSheet) crm = NULL;
  g_autoptr (CosellCrmSheet) deal = NULL;
  CosellCrmFieldSet there = 0, here = 0;

  for (guint i = 0; i < F (TEAM); i++)
    {
      CosellCrmField field = (CosellCrmField) i;
      guint who = (guint) g_rand_int_range (rand, 0, 4);

      if ((who & 1) != 0)
        set (&pair->crm->values[i], random_value (rand, field, TRUE));
      if ((who & 2) != 0)
        set (&pair->deal->values[i], random_value (rand, field, FALSE));
      there |= (who & 1) != 0 ? 1u << i : 0;
      here |= (who & 2) != 0 ? 1u << i : 0;
    }
  crm = cosell_crm_sheet_copy (pair->crm);
  deal = cosell_crm_sheet_copy (pair->deal);
  converge (pair, rand);
  assert_all_same (pair);
  for (guint i = 0; i < F (TEAM); i++)
    {
      CosellCrmField field = (CosellCrmField) i;

      if ((here & 1u << i) != 0 && (there & 1u << i) == 0)
        g_assert_true (
            cosell_crm_field_same (field, pair->crm->values[i], deal->values[i], &pair->context));
      /* an edit of a text that is longer here was asked about */
      if ((there & 1u << i) != 0 && (here & 1u << i) == 0 &&
          !cosell_crm_compare_is_longer (field, deal->values[i], &pair->context))
        g_assert_true (
            cosell_crm_field_same (field, crm->values[i], pair->deal->values[i], &pair->context));
    }
}

static void
test_converges (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint seed = 0; seed < 300; seed++)
    {
      g_auto (Pair) pair = { NULL };

      pair_init (&pair);
      for (guint i = 0; i < F (TEAM); i++)
        {
          set (&pair.crm->values[i], random_value (rand, (CosellCrmField) i, TRUE));
          set (&pair.deal->values[i], random_value (rand, (CosellCrmField) i, FALSE));
        }
      converge (&pair, rand);
      assert_all_same (&pair);
      for (guint round = 0; round < 8; round++)
        edit_and_converge (&pair, rand);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crm-write/K3-converges", test_converges);
  g_test_add_func ("/crm-write/K4-K6-K7-K11-K13-written", test_written_texts);
  g_test_add_func ("/crm-write/K18-key", test_key);
  g_test_add_func ("/crm-write/K4-K14-sticks", test_written_sticks);
  g_test_add_func ("/crm-write/K14-not-kept", test_not_kept);
  g_test_add_func ("/crm-write/K16-K4-made", test_made);
  g_test_add_func ("/crm-write/K11-people-kept", test_people_kept);
  g_test_add_func ("/crm-write/K4-K5-K7-taken", test_taken);
  g_test_add_func ("/crm-write/K11-K12-people-taken", test_people_taken);
  return g_test_run ();
}
