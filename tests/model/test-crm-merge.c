/* Chapter K: what becomes of each field of a deal and its opportunity */
#include "model/cosell-crm-merge.h"

#include "model/crm-pair.h"

/* --- one field --- */

typedef enum
{
  NEVER = 1 << 0,      /* agreed */
  OPEN = 1 << 1,       /* in conflict with the service */
  COMPUTED = 1 << 2,   /* the CRM works the amount out */
  ENDED = 1 << 3,      /* won over there */
  ASSESSMENT = 1 << 4, /* a deal of that type */
  ONLY_TO = 1 << 5,    /* direction */
  ONLY_FROM = 1 << 6,
  OFF = 1 << 7,
  READ_ONLY = 1 << 8, /* the column */
  NO_MAP = 1 << 9,    /* no stage has a place yet */
  NO_PLACE = 1 << 10, /* the CRM has no column for it */
  WON = 1 << 11,      /* here */
} Flags;

typedef struct
{
  const char *name;
  CosellCrmField field;
  guint flags;
  const char *base_crm;
  const char *base_deal;
  const char *crm;
  const char *deal;
  CosellCrmVerdict verdict;
  const char *words; /* (nullable) a part of what is told; NULL: nothing is */
} Case;

static const Case cases[] = {
  /* three-way */
  { "K3/nothing", F (VALUE), 0, "1.00 SEK", "1.00 SEK", "1.00 SEK", "1.00 SEK", SAME, NULL },
  { "K3/ours", F (VALUE), 0, "1.00 SEK", "1.00 SEK", "1.00 SEK", "2.00 SEK", TO, NULL },
  { "K3/theirs", F (VALUE), 0, "1.00 SEK", "1.00 SEK", "2.00 SEK", "1.00 SEK", FROM, NULL },
  { "K3/both", F (VALUE), 0, "1.00 SEK", "1.00 SEK", "2.00 SEK", "3.00 SEK", CONFLICT, NULL },
  { "K3/both-alike", F (VALUE), 0, "1.00 SEK", "1.00 SEK", "2 SEK", "2.00 SEK", SAME, NULL },
  { "K3/other-format", F (VALUE), 0, "1 SEK", "1.00 SEK", "1.0000 SEK", "2.00 SEK", TO, NULL },
  { "K3/left-different", F (VALUE), 0, "1 SEK", "2.00 SEK", "1 SEK", "2.00 SEK", STAYS, NULL },
  { "K3/off", F (VALUE), OFF, "1 SEK", "1.00 SEK", "2 SEK", "3.00 SEK", STAYS, NULL },
  { "K3/from-only-ours", F (VALUE), ONLY_FROM, "1 SEK", "1 SEK", "1 SEK", "2 SEK", STAYS, NULL },
  { "K3/from-only-both", F (VALUE), ONLY_FROM, "1 SEK", "1 SEK", "3 SEK", "2 SEK", CONFLICT, NULL },
  { "K3/from-only-theirs", F (VALUE), ONLY_FROM, "1 SEK", "1 SEK", "3 SEK", "1 SEK", FROM, NULL },
  { "K3/to-only-theirs", F (VALUE), ONLY_TO, "1 SEK", "1 SEK", "3 SEK", "1 SEK", STAYS, "3 SEK" },
  { "K3/to-only-ours", F (VALUE), ONLY_TO, "1 SEK", "1 SEK", "1 SEK", "2 SEK", TO, NULL },
  { "K3/to-only-both", F (VALUE), ONLY_TO, "1 SEK", "1 SEK", "3 SEK", "2 SEK", CONFLICT, NULL },
  { "K3/service-ours", F (VALUE), OPEN, "1 SEK", "1 SEK", "1 SEK", "2 SEK", STAYS, NULL },
  { "K3/service-all-three", F (VALUE), OPEN, "1 SEK", "1 SEK", "3 SEK", "2 SEK", CONFLICT, NULL },
  { "K3/closed-there", F (NAME), ENDED, "A", "A", "A", "B", STAYS, "closed in the CRM" },
  { "K3/read-only", F (NAME), READ_ONLY, "A", "A", "A", "B", STAYS, "lets nobody write" },
  { "K3/no-place", F (CONTACT), NO_PLACE | NEVER, NULL, NULL, NULL, "a@b.example", STAYS, NULL },
  /* linked just now */
  { "K2/equal", F (NAME), NEVER, NULL, NULL, "A", "A", SAME, NULL },
  { "K2/different", F (NAME), NEVER, NULL, NULL, "A", "B", CONFLICT, NULL },
  { "K2/empty-there", F (NOTES), NEVER, NULL, NULL, NULL, "B", CONFLICT, NULL },
  { "K2/empty-here", F (NOTES), NEVER, NULL, NULL, "A", NULL, CONFLICT, NULL },
  { "K2/both-empty", F (NOTES), NEVER, NULL, NULL, NULL, NULL, SAME, NULL },
  { "K2/off", F (NAME), NEVER | OFF, NULL, NULL, "A", "B", STAYS, NULL },
  { "K2/off-equal", F (NAME), NEVER | OFF, NULL, NULL, "A", "A", SAME, NULL },
  /* amounts */
  { "K4/no-such-currency", F (VALUE), 0, "1 SEK", "1 SEK", "1 SEK", "2.00 NOK", STAYS,
    "currency NOK" },
  { "K4/only-currency", F (VALUE), 0, "1 SEK", "1 SEK", "1 SEK", "1 EUR", TO, NULL },
  { "K4/decimals-of-column", F (VALUE), 0, "1 SEK", "1 SEK", "1 SEK", "1.005 SEK", STAYS, "1.005" },
  { "K4/decimals-of-currency", F (VALUE), 0, "1 JPY", "1 JPY", "1 JPY", "1.5 JPY", STAYS,
    "decimals" },
  { "K4/zeros-are-none", F (VALUE), 0, "1 JPY", "1 JPY", "1 JPY", "2.00 JPY", TO, NULL },
  { "K4/most", F (VALUE), 0, "1 SEK", "1 SEK", "1 SEK", "99999999999999.99 SEK", TO, NULL },
  { "K4/too-much", F (VALUE), 0, "1 SEK", "1 SEK", "1 SEK", "100000000000000.00 SEK", STAYS,
    "more than the CRM can hold" },
  { "K4/digits", F (VALUE), 0, "99999999999999.99 SEK", "99999999999999.99 SEK",
    "99999999999999.98 SEK", "99999999999999.99 SEK", FROM, NULL },
  { "K4/tenth", F (VALUE), 0, "1 SEK", "1 SEK", "0.1 SEK", "0.10 SEK", SAME, NULL },
  { "K4/currency-unknown-here", F (VALUE), 0, "1 SEK", "1 SEK", "2 XQZ", "1 SEK", STAYS, "2 XQZ" },
  { "K4/currency-missing", F (VALUE), 0, "1 SEK", "1 SEK", "2", "1 SEK", STAYS,
    "without a currency" },
  { "K4/emptied-there", F (VALUE), 0, "1 SEK", "1 SEK", NULL, "1 SEK", STAYS, "emptied" },
  { "K4/computed-ours", F (VALUE), COMPUTED, "1 SEK", "1 SEK", "1 SEK", "2 SEK", STAYS, "itself" },
  { "K4/computed-theirs", F (VALUE), COMPUTED, "1 SEK", "1 SEK", "2 SEK", "1 SEK", FROM, NULL },
  { "K4/held-back-at-rest", F (VALUE), 0, NULL, "1.00 NOK", NULL, "1.00 NOK", STAYS,
    "currency NOK" },
  /* dates are dates */
  { "K5/ours", F (CLOSE_DATE), 0, "2027-01-15", "2027-01-15", "2027-01-15", "2027-02-01", TO,
    NULL },
  { "K5/theirs", F (CLOSE_DATE), 0, "2027-01-15", "2027-01-15", "2027-01-16", "2027-01-15", FROM,
    NULL },
  { "K5/emptied", F (CLOSE_DATE), 0, "2027-01-15", "2027-01-15", NULL, "2027-01-15", STAYS,
    "emptied" },
  { "K5/impossible", F (CLOSE_DATE), 0, "2027-01-15", "2027-01-15", "0027-01-15", "2027-01-15",
    STAYS, "0027-01-15" },
  /* texts */
  { "K6/line-ends", F (NOTES), 0, "a\nb", "a\nb", " a\r\nb\r\n", "a\nb", SAME, NULL },
  { "K6/blanks-are-no-edit", F (NOTES), 0, "a", "a", "a  \n", "b", TO, NULL },
  { "K6/cut-copy", F (NOTES), NEVER, NULL, NULL, "1234567890123456789…",
    "1234567890123456789 and more", SAME, NULL },
  { "K6/longer-is-written", F (NOTES), 0, "a", "a", "a", "1234567890123456789 and more", TO, NULL },
  { "K6/cut-edited-there", F (NOTES), 0, "1234567890123456789…", "1234567890123456789 and more",
    "edited", "1234567890123456789 and more", CONFLICT, NULL },
  { "K6/longer-edited-here", F (NOTES), 0, "1234567890123456789…", "1234567890123456789 and more",
    "1234567890123456789…", "1234567890123456789 or less", SAME, NULL },
  { "K6/emptied-there", F (NOTES), 0, "a", "a", NULL, "a", FROM, NULL },
  { "K6/emptied-here", F (NOTES), 0, "a", "a", "a", NULL, TO, NULL },
  { "K6/entities", F (NOTES), 0, "a", "a", "A &amp; B", "A & B", SAME, NULL },
  { "K6/name-emptied-there", F (NAME), 0, "A", "A", NULL, "A", STAYS, "emptied" },
  { "K6/name-line", F (NAME), 0, "A B", "A B", "A\tB", "A B", SAME, NULL },
  /* stages */
  { "K7/same", F (STAGE), NEVER, NULL, NULL, "1", "40", SAME, NULL },
  { "K7/several-of-theirs", F (STAGE), NEVER, NULL, NULL, "5", "60", SAME, NULL },
  { "K7/ours", F (STAGE), 0, "1", "40", "1", "60", TO, NULL },
  { "K7/theirs", F (STAGE), 0, "1", "40", "3", "40", FROM, NULL },
  { "K7/both", F (STAGE), 0, "1", "40", "3", "60", CONFLICT, NULL },
  { "K7/no-place-there", F (STAGE), 0, "1", "40", "9", "40", STAYS, "On hold" },
  { "K7/no-place-there-ours", F (STAGE), 0, "9", "40", "9", "60", TO, NULL },
  { "K7/no-place-there-both", F (STAGE), 0, "1", "40", "9", "60", CONFLICT, NULL },
  { "K7/no-stage-here", F (STAGE), NEVER, NULL, NULL, "0", NULL, STAYS, NULL },
  { "K7/no-stage-here-theirs", F (STAGE), 0, "0", NULL, "1", NULL, FROM, NULL },
  { "K7/first-stage-here", F (STAGE), 0, "0", NULL, "0", "40", TO, NULL },
  { "K7/assessment", F (STAGE), ASSESSMENT, "1", "40", "3", "60", STAYS, NULL },
  { "K7/no-map", F (STAGE), NO_MAP | NEVER, NULL, NULL, "1", "40", STAYS, NULL },
  { "K7/closed-there", F (STAGE), ENDED, "1", "40", "8", "40", STAYS, NULL },
  { "K7/closed-here", F (STAGE), WON, "1", "40", "3", "40", STAYS, NULL },
  /* the end */
  { "K8/open", F (STATUS), NEVER, NULL, NULL, "open", "open", SAME, NULL },
  { "K8/won-there", F (STATUS), 0, "open", "open", "won", "open", CONFLICT, NULL },
  { "K8/lost-there", F (STATUS), 0, "open", "open", "lost", "open", CONFLICT, NULL },
  { "K8/won-here", F (STATUS), WON, "open", "open", "open", "won", CONFLICT, NULL },
  { "K8/won-and-lost", F (STATUS), WON, "open", "open", "lost", "won", CONFLICT, NULL },
  { "K8/both-won", F (STATUS), WON, "open", "open", "won", "won", SAME, NULL },
  { "K8/never-agreed", F (STATUS), NEVER, NULL, NULL, "won", "open", CONFLICT, NULL },
  { "K8/left", F (STATUS), 0, "won", "open", "won", "open", STAYS, NULL },
  { "K8/reopened-there", F (STATUS), WON, "won", "won", "open", "won", STAYS, "D10" },
  { "K8/otherwise-there", F (STATUS), WON, "won", "won", "lost", "won", STAYS, "D10" },
  /* people */
  { "K11/same", F (CONTACT), NEVER, NULL, NULL, "a@b.example", "a@b.example\nc@d.example", SAME,
    NULL },
  { "K11/another-of-ours", F (CONTACT), NEVER, NULL, NULL, "c@d.example",
    "a@b.example\nc@d.example", SAME, NULL },
  { "K11/ours", F (CONTACT), 0, "a@b.example", "a@b.example", "a@b.example", "c@d.example", TO,
    NULL },
  { "K11/theirs", F (CONTACT), 0, "a@b.example", "a@b.example", "c@d.example", "a@b.example", FROM,
    NULL },
  { "K11/no-address", F (CONTACT), 0, "a@b.example", "a@b.example", "Eva Berg", "a@b.example",
    STAYS, "Eva Berg" },
  { "K11/taken-away", F (CONTACT), 0, "a@b.example", "a@b.example", NULL, "a@b.example", STAYS,
    "taken away" },
  { "K12/in-team", F (TEAM), NEVER, NULL, NULL, "b@f.example", "a@f.example\nb@f.example", SAME,
    NULL },
  { "K12/linked", F (TEAM), NEVER, NULL, NULL, "c@f.example", "a@f.example", CONFLICT, NULL },
  { "K12/joins", F (TEAM), 0, "a@f.example", "a@f.example", "c@f.example", "a@f.example", FROM,
    NULL },
  { "K12/joins-a-changed-team", F (TEAM), 0, "a@f.example", "a@f.example", "c@f.example",
    "a@f.example\nb@f.example", FROM, NULL },
  { "K12/left-the-team", F (TEAM), 0, "a@f.example", "a@f.example", "a@f.example", "b@f.example",
    STAYS, NULL },
  { "K12/no-address", F (TEAM), 0, "a@f.example", "a@f.example", "Sales team", "a@f.example", STAYS,
    "Sales team" },
  { "K12/no-owner", F (TEAM), 0, "a@f.example", "a@f.example", NULL, "a@f.example", SAME, NULL },
  { "K13/written", F (SOLUTIONS), 0, "One", "One", "One", "One\nTwo", TO, NULL },
  { "K13/theirs", F (SOLUTIONS), 0, "One", "One", "Three", "One", STAYS, "Three" },
};

static void
apply_flags (Pair *self, const Case *one)
{
  CosellCrmColumn *column =
      cosell_crm_description_get_field (self->description, cosell_crm_compare_column (one->field));

  if ((one->flags & OPEN) != 0)
    self->context.open = 1u << one->field;
  if ((one->flags & ENDED) != 0)
    set (&self->crm->values[F (STATUS)], "won");
  if ((one->flags & WON) != 0)
    self->row->status = COSELL_DEAL_STATUS_WON;
  if ((one->flags & ASSESSMENT) != 0)
    self->row->type = COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT;
  if ((one->flags & ONLY_TO) != 0)
    self->settings->directions[one->field] = COSELL_CRM_TO;
  if ((one->flags & ONLY_FROM) != 0)
    self->settings->directions[one->field] = COSELL_CRM_FROM;
  if ((one->flags & OFF) != 0)
    self->settings->directions[one->field] = COSELL_CRM_OFF;
  if ((one->flags & READ_ONLY) != 0)
    column->updatable = FALSE;
  if ((one->flags & NO_PLACE) != 0)
    column->field = (CosellOpportunityFields) 0;
  if ((one->flags & NO_MAP) != 0)
    g_hash_table_remove_all (self->settings->stages);
  self->link->computed = (one->flags & COMPUTED) != 0;
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_auto (Pair) pair = { NULL };
  g_autoptr (CosellCrmOutcomes) outcomes = NULL;

  pair_init (&pair);
  apply_flags (&pair, one);
  if ((one->flags & NEVER) == 0)
    cosell_crm_link_agree (pair.link, one->field, one->base_crm, one->base_deal);
  set (&pair.crm->values[one->field], one->crm);
  set (&pair.deal->values[one->field], one->deal);
  outcomes = settle (&pair);
  g_assert_cmpint (outcomes->fields[one->field].verdict, ==, one->verdict);
  assert_words (outcomes->fields[one->field].words, one->words);
  assert_words (told (&pair, one->field), one->words);
  g_assert_cmpuint (pair.link->to_crm, ==, one->verdict == TO ? 1u << one->field : 0);
  g_assert_cmpuint (pair.link->conflicts & 1u << one->field, ==,
                    one->verdict == CONFLICT ? 1u << one->field : 0);
}

/* --- a link's life --- */

static void
test_linked_equal (void)
{
  g_auto (Pair) pair = { NULL };
  g_autoptr (CosellCrmOutcomes) outcomes = NULL;

  pair_init (&pair);
  set (&pair.crm->values[F (NAME)], "Contoso ERP");
  set (&pair.deal->values[F (NAME)], "Contoso ERP");
  set (&pair.crm->values[F (VALUE)], "25000.1 SEK");
  set (&pair.deal->values[F (VALUE)], "25000.10 SEK");
  set (&pair.crm->values[F (STAGE)], "5");
  set (&pair.deal->values[F (STAGE)], "60");
  outcomes = settle (&pair);
  g_assert_cmpuint (cosell_crm_outcomes_get (outcomes, SAME), ==, (1u << COSELL_CRM_N_FIELDS) - 1);
  g_assert_cmpuint (pair.link->agreed, ==, (1u << COSELL_CRM_N_FIELDS) - 1);
  g_assert_cmpstr (pair.link->base_crm->values[F (VALUE)], ==, "25000.1 SEK");
  g_assert_cmpstr (pair.link->base_deal->values[F (VALUE)], ==, "25000.10 SEK");
}

static void
test_linked_different (void)
{
  static const char *const theirs[] = { "A", "1 SEK",       "2027-01-15",  "a",
                                        "0", "a@b.example", "o@f.example", "One" };
  static const char *const ours[] = { "B",  "2 SEK",       "2027-01-16",  "b",
                                      "40", "c@d.example", "m@f.example", "Two" };
  g_auto (Pair) pair = { NULL };
  g_autoptr (CosellCrmOutcomes) outcomes = NULL;

  pair_init (&pair);
  for (guint i = 0; i < G_N_ELEMENTS (theirs); i++)
    {
      set (&pair.crm->values[i], theirs[i]);
      set (&pair.deal->values[i], ours[i]);
    }
  outcomes = settle (&pair);
  g_assert_cmpuint (cosell_crm_outcomes_get (outcomes, CONFLICT), ==, (1u << F (STATUS)) - 1);
  g_assert_cmpuint (pair.link->to_crm, ==, 0);
}

/* Different fields on both sides pass each other. */
static void
test_different_fields (void)
{
  g_auto (Pair) pair = { NULL };
  g_autoptr (CosellCrmOutcomes) outcomes = NULL;

  pair_init (&pair);
  cosell_crm_link_agree (pair.link, F (NAME), "A", "A");
  cosell_crm_link_agree (pair.link, F (CLOSE_DATE), "2027-01-15", "2027-01-15");
  set (&pair.crm->values[F (NAME)], "A");
  set (&pair.deal->values[F (NAME)], "B");
  set (&pair.crm->values[F (CLOSE_DATE)], "2027-02-01");
  set (&pair.deal->values[F (CLOSE_DATE)], "2027-01-15");
  outcomes = settle (&pair);
  g_assert_cmpuint (cosell_crm_outcomes_get (outcomes, TO), ==, 1u << F (NAME));
  g_assert_cmpuint (cosell_crm_outcomes_get (outcomes, FROM), ==, 1u << F (CLOSE_DATE));
}

/* Undone before it was sent: nothing is left to be sent. */
static void
test_undone (void)
{
  g_auto (Pair) pair = { NULL };

  pair_init (&pair);
  cosell_crm_link_agree (pair.link, F (NAME), "A", "A");
  set (&pair.crm->values[F (NAME)], "A");
  set (&pair.deal->values[F (NAME)], "B");
  g_assert_cmpint (verdict_of (&pair, F (NAME)), ==, TO);
  set (&pair.deal->values[F (NAME)], "A");
  g_assert_cmpint (verdict_of (&pair, F (NAME)), ==, SAME);
  g_assert_cmpuint (pair.link->to_crm, ==, 0);
}

static void
test_decide (gconstpointer data)
{
  gboolean ours = GPOINTER_TO_INT (data);
  g_auto (Pair) pair = { NULL };

  pair_init (&pair);
  pair.settings->directions[F (NOTES)] = ours ? COSELL_CRM_FROM : COSELL_CRM_TO;
  set (&pair.crm->values[F (NOTES)], "theirs");
  set (&pair.deal->values[F (NOTES)], "ours, and longer than it can be there");
  g_assert_cmpint (verdict_of (&pair, F (NOTES)), ==, CONFLICT);
  g_assert_false (cosell_crm_link_decide (pair.link, F (NAME), ours, pair.deal));
  g_assert_true (cosell_crm_link_decide (pair.link, F (NOTES), ours, pair.deal));
  g_assert_cmpint (verdict_of (&pair, F (NOTES)), ==, ours ? TO : FROM);
  /* the other side changes after all */
  set (ours ? &pair.crm->values[F (NOTES)] : &pair.deal->values[F (NOTES)], "changed again");
  g_assert_cmpint (verdict_of (&pair, F (NOTES)), ==, CONFLICT);
  g_assert_true (cosell_crm_link_decide (pair.link, F (NOTES), !ours, pair.deal));
  g_assert_cmpint (verdict_of (&pair, F (NOTES)), ==, ours ? FROM : TO);
  /* it was carried out */
  set (ours ? &pair.deal->values[F (NOTES)] : &pair.crm->values[F (NOTES)], "changed again");
  g_assert_cmpint (verdict_of (&pair, F (NOTES)), ==, SAME);
  g_assert_cmpuint (pair.link->ours | pair.link->theirs, ==, 0);
}

/* Three columns: the service's answer decides ours first, then the two are compared. */
static void
test_three_sides (void)
{
  g_auto (Pair) pair = { NULL };

  pair_init (&pair);
  cosell_crm_link_agree (pair.link, F (VALUE), "1 SEK", "1 SEK");
  pair.context.open = 1u << F (VALUE);
  set (&pair.crm->values[F (VALUE)], "2 SEK");
  set (&pair.deal->values[F (VALUE)], "3 SEK");
  g_assert_cmpint (verdict_of (&pair, F (VALUE)), ==, CONFLICT);
  g_assert_true (cosell_crm_link_decide (pair.link, F (VALUE), TRUE, pair.deal));
  g_assert_cmpint (verdict_of (&pair, F (VALUE)), ==, STAYS);
  pair.context.open = 0;
  g_assert_cmpint (verdict_of (&pair, F (VALUE)), ==, TO);
}

static void
test_leave (void)
{
  g_auto (Pair) pair = { NULL };

  pair_init (&pair);
  set (&pair.crm->values[F (STATUS)], "won");
  g_assert_cmpint (verdict_of (&pair, F (STATUS)), ==, CONFLICT);
  g_assert_false (cosell_crm_link_decide (pair.link, F (STATUS), TRUE, pair.deal));
  cosell_crm_link_leave (pair.link, pair.deal);
  g_assert_cmpint (verdict_of (&pair, F (STATUS)), ==, STAYS);
  set (&pair.deal->values[F (STATUS)], "lost");
  g_assert_cmpint (verdict_of (&pair, F (STATUS)), ==, CONFLICT);
}

static void
test_refused (void)
{
  g_auto (Pair) pair = { NULL };

  pair_init (&pair);
  cosell_crm_link_agree (pair.link, F (CONTACT), "a@b.example", "a@b.example");
  set (&pair.crm->values[F (CONTACT)], "c@d.example");
  set (&pair.deal->values[F (CONTACT)], "a@b.example");
  g_assert_cmpint (verdict_of (&pair, F (CONTACT)), ==, FROM);
  cosell_crm_link_refuse (pair.link, F (CONTACT), "The contact is fixed (D17).", pair.deal,
                          pair.row);
  g_assert_cmpint (verdict_of (&pair, F (CONTACT)), ==, STAYS);
  assert_words (told (&pair, F (CONTACT)), "D17");
  g_assert_cmpuint (pair.link->from_crm, ==, 0);
  /* the deal changes: it may be taken now, and until that was tried it stays told */
  pair.row->stage = 40;
  g_assert_cmpint (verdict_of (&pair, F (CONTACT)), ==, FROM);
  assert_words (told (&pair, F (CONTACT)), "D17");
  g_assert_cmpuint (pair.link->from_crm, ==, 1u << F (CONTACT));
  cosell_crm_link_refuse (pair.link, F (CONTACT), "The contact is fixed (D17).", pair.deal,
                          pair.row);
  /* their value changes: likewise */
  set (&pair.crm->values[F (CONTACT)], "e@f.example");
  g_assert_cmpint (verdict_of (&pair, F (CONTACT)), ==, FROM);
  /* what only could not be taken yet is tried each time, and told all the while */
  cosell_crm_link_set_notice (pair.link, F (CONTACT), "There is no telephone number.",
                              "e@f.example");
  g_assert_cmpint (verdict_of (&pair, F (CONTACT)), ==, FROM);
  assert_words (told (&pair, F (CONTACT)), "telephone");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/crm-merge/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/crm-merge/K2-linked-equal", test_linked_equal);
  g_test_add_func ("/crm-merge/K2-linked-different", test_linked_different);
  g_test_add_func ("/crm-merge/K3-different-fields", test_different_fields);
  g_test_add_func ("/crm-merge/K3-undone", test_undone);
  g_test_add_data_func ("/crm-merge/K3-decided-ours", GINT_TO_POINTER (TRUE), test_decide);
  g_test_add_data_func ("/crm-merge/K3-decided-theirs", GINT_TO_POINTER (FALSE), test_decide);
  g_test_add_func ("/crm-merge/K3-three-sides", test_three_sides);
  g_test_add_func ("/crm-merge/K8-leave", test_leave);
  g_test_add_func ("/crm-merge/K9-refused", test_refused);
  return g_test_run ();
}
