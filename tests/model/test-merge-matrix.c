/* P4: every kind of field × everything that can happen to it on both sides. */

#include "model/cosell-change.h"
#include "model/cosell-conflict.h"
#include "support/json-text.h"

#include <string.h>

/* What becomes of a field that both sides changed differently. */
typedef enum
{
  ASKS,   /* a person chooses */
  MERGES, /* both stay */
  THEIRS, /* the service's; mine into the history */
} Policy;

/* base, mine and theirs differ, as JSON with ' for ". */
typedef struct
{
  const char *path;
  const char *base, *mine, *theirs;
  Policy policy;
  const char *merged; /* MERGES */
} Field;

#define PERSON(email, phone)                                                                       \
  "{'firstName':'F','lastName':'L','phoneNumber':'" phone "','email':'" email "'}"
#define ANNA PERSON ("anna@fabrikam.example", "1")
#define BO PERSON ("bo@fabrikam.example", "1")
#define EVA PERSON ("eva@fabrikam.example", "1")
#define SOL(id) "{'id':'" id "','name':'" id "'}"

static const Field fields[] = {
  { "/name", "'b'", "'m'", "'t'", ASKS },
  { "/details/dealValue", "100", "200", "300.50", ASKS },
  { "/details/currency", "'SEK'", "'EUR'", "'USD'", ASKS },
  { "/details/closingDateTime", "'2027-01-15T00:00:00Z'", "'2027-01-16T00:00:00Z'",
    "'2027-01-17T00:00:00Z'", ASKS },
  { "/externalReferenceId", "'CRM-1'", "'CRM-2'", "'CRM-3'", ASKS },
  { "/campaignId", "'C-1'", "'C-2'", "'C-3'", ASKS },
  { "/details/notes", "'b'", "'m'", "'t'", ASKS },
  { "/details/notes", "'b'", "'m\\n\\nb'", "'t\\n\\nb'", MERGES, "'m\\n\\nt\\n\\nb'" },
  { "/team", "[" ANNA "]", "[" ANNA "," BO "]", "[" ANNA "," EVA "]", MERGES,
    "[" ANNA "," EVA "," BO "]" },
  { "/team", "[" PERSON ("a@x.example", "1") "]", "[" PERSON ("a@x.example", "2") "]",
    "[" PERSON ("a@x.example", "3") "]", ASKS },
  { "/customerProfile/team", "[" ANNA "]", "[" BO "]", "[" ANNA "," EVA "]", MERGES,
    "[" EVA "," BO "]" },
  { "/details/requirements/solutions", "[" SOL ("A") "]", "[" SOL ("A") "," SOL ("B") "]",
    "[" SOL ("A") "," SOL ("C") "]", MERGES, "[" SOL ("A") "," SOL ("C") "," SOL ("B") "]" },
  { "/salesStage", "'20'", "'40'", "'60'", ASKS },
  { "/salesStage", "'20'", "'40'", "'100'", THEIRS },
  { "/salesStage", "'20'", "'40'", "'Close'", THEIRS },
  { "/salesStage", "'20'", "'40'", "'10'", MERGES, "'40'" },
  { "/registrations/0/contract/value", "30000", "40000", "50000", ASKS },
  { "/statusReason", "'Price'", "'Lost contact'", "'Other'", THEIRS },
  { "/expirationDateTime", "'2027-01-15T00:00:00Z'", "'2027-01-16T00:00:00Z'",
    "'2027-01-17T00:00:00Z'", THEIRS },
  { "/registrationStatus", "'A'", "'B'", "'C'", THEIRS },
  { "/customerProfile/name", "'b'", "'m'", "'t'", THEIRS },
  { "/customerProfile/address/city", "'b'", "'m'", "'t'", THEIRS },
  { "/mpnId", "'1'", "'2'", "'3'", THEIRS },
  { "/eTag", "'1'", "'2'", "'3'", THEIRS },
  { "/organizationId", "'1'", "'2'", "'3'", THEIRS },
  { "/inviteContext/notes", "'1'", "'2'", "'3'", THEIRS },
  { "/something/unknown", "{'a':1}", "{'a':2}", "{'a':3}", ASKS },
};

typedef struct
{
  GPtrArray *changes, *conflicts, *overruled;
  char *before, *theirs; /* documents */
  char *path;
} Merge;

static void
merge_clear (Merge *self)
{
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->conflicts);
  g_ptr_array_unref (self->overruled);
  g_free (self->before);
  g_free (self->theirs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

static char *
document (const char *path, const char *value)
{
  const char *text = json_text (value);
  static const char empty[] = "{\"other\":1,\"details\":{},\"customerProfile\":{\"address\":{}},"
                              "\"registrations\":[{\"contract\":{}}],\"inviteContext\":{}}";
  g_autoptr (GError) error = NULL;
  char *doc = text != NULL ? cosell_json_set (empty, path, text, &error) : g_strdup (empty);

  g_assert_no_error (error);
  return doc;
}

static void
merge (Merge *self, const char *path, const char *base, const char *mine, const char *theirs)
{
  const char *from = json_text (base);
  const char *to = json_text (mine);

  self->changes = cosell_changes_new ();
  self->conflicts = cosell_changes_new ();
  self->overruled = cosell_changes_new ();
  self->path = (char *) path;
  self->before = document (path, base);
  self->theirs = document (path, theirs);
  g_ptr_array_add (self->changes, cosell_change_new (path, from, to));
  cosell_changes_rebase_on (self->changes, self->before, self->theirs, self->conflicts,
                            self->overruled);
}

/* What stands in the deal once the rest of the changes is sent. */
static void
assert_end (Merge *self, const char *expected)
{
  const char *wanted = json_text (expected);
  g_autoptr (GError) error = NULL;
  g_autofree char *after = cosell_changes_apply (self->changes, self->theirs, &error);
  g_autoptr (CosellJson) doc = cosell_json_parse (after, -1, NULL);
  g_autofree char *value =
      cosell_json_dup_raw (cosell_json_pointer (cosell_json_root (doc), self->path));

  g_assert_no_error (error);
  if (!cosell_change_same (self->path, value, wanted))
    g_error ("%s: %s, not %s", self->path, value, wanted);
}

static void
assert_counts (Merge *self, guint changes, guint conflicts, guint overruled)
{
  g_assert_cmpuint (self->changes->len, ==, changes);
  g_assert_cmpuint (self->conflicts->len, ==, conflicts);
  g_assert_cmpuint (self->overruled->len, ==, overruled);
}

static void
test_mine_only (gconstpointer data)
{
  const Field *field = data;
  g_auto (Merge) self = { NULL };

  merge (&self, field->path, field->base, field->mine, field->base);
  assert_counts (&self, 1, 0, 0);
  assert_end (&self, field->mine);
}

static void
test_added_here (gconstpointer data)
{
  const Field *field = data;
  g_auto (Merge) self = { NULL };

  merge (&self, field->path, NULL, field->mine, NULL);
  assert_counts (&self, 1, 0, 0);
  assert_end (&self, field->mine);
}

static void
test_both_same (gconstpointer data)
{
  const Field *field = data;
  g_auto (Merge) self = { NULL };

  merge (&self, field->path, field->base, field->mine, field->mine);
  assert_counts (&self, 0, 0, 0);
  assert_end (&self, field->mine);
}

/* The loser is told: as a conflict, or as overruled. */
static void
test_both_different (gconstpointer data)
{
  const Field *field = data;
  g_auto (Merge) self = { NULL };
  const CosellChange *lost;
  const char *mine = json_text (field->mine);

  merge (&self, field->path, field->base, field->mine, field->theirs);
  switch (field->policy)
    {
    case ASKS:
      assert_counts (&self, 1, 1, 0);
      lost = g_ptr_array_index (self.conflicts, 0);
      g_assert_cmpstr (lost->path, ==, field->path);
      g_assert_true (cosell_json_text_equal (lost->current, mine));
      assert_end (&self, field->mine); /* until it is decided, mine is shown */
      break;
    case MERGES:
      assert_counts (&self, 1, 0, 0);
      assert_end (&self, field->merged);
      break;
    case THEIRS:
      assert_counts (&self, 0, 0, 1);
      lost = g_ptr_array_index (self.overruled, 0);
      g_assert_true (cosell_json_text_equal (lost->current, mine));
      assert_end (&self, field->theirs);
      break;
    }
}

/* What a person decides is what stands in the deal. */
static void
test_decided (gconstpointer data)
{
  const Field *field = data;
  const char *base = json_text (field->base);
  const char *mine = json_text (field->mine);
  const char *theirs = json_text (field->theirs);
  g_autoptr (CosellConflict) conflict = cosell_conflict_new (field->path, base, mine, theirs);
  g_autofree char *kept = cosell_conflict_choose (conflict, COSELL_CONFLICT_CHOICE_MINE);
  g_autofree char *taken = cosell_conflict_choose (conflict, COSELL_CONFLICT_CHOICE_THEIRS);

  if (field->policy != ASKS)
    return;
  g_assert_true (cosell_change_same (field->path, kept, mine));
  g_assert_true (cosell_change_same (field->path, taken, theirs));
}

/* A change that was taken back is none: theirs stands. */
static void
test_back_to_base (gconstpointer data)
{
  const Field *field = data;
  const char *base = json_text (field->base);
  const char *mine = json_text (field->mine);
  g_autoptr (GPtrArray) older = cosell_changes_new ();
  g_autoptr (GPtrArray) newer = cosell_changes_new ();

  g_ptr_array_add (older, cosell_change_new (field->path, base, mine));
  g_ptr_array_add (newer, cosell_change_new (field->path, mine, base));
  cosell_changes_merge (older, newer);
  g_assert_cmpuint (older->len, ==, 0);
}

/* Emptied there, edited here. What is a set is asked only for elements that both changed. */
static void
test_gone_there (gconstpointer data)
{
  const Field *field = data;
  g_auto (Merge) self = { NULL };
  gboolean told;

  merge (&self, field->path, field->base, field->mine, NULL);
  told = self.conflicts->len + self.overruled->len > 0;
  if (strstr (field->path, "team") != NULL || strstr (field->path, "solutions") != NULL ||
      strstr (field->path, "notes") != NULL || strstr (field->path, "Stage") != NULL)
    g_assert_true (told || self.changes->len == 1);
  else
    g_assert_true (told);
}

/* The same document again and again changes nothing more. */
static void
test_stable (gconstpointer data)
{
  const Field *field = data;
  g_auto (Merge) self = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();
  g_autoptr (GPtrArray) overruled = cosell_changes_new ();

  merge (&self, field->path, field->base, field->mine, field->theirs);
  first = cosell_changes_to_json (self.changes);
  cosell_changes_rebase_on (self.changes, self.theirs, self.theirs, conflicts, overruled);
  second = cosell_changes_to_json (self.changes);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (conflicts->len, ==, self.conflicts->len);
  g_assert_cmpuint (overruled->len, ==, 0);
}

/* Value and currency are one amount. */
static void
test_amount (void)
{
  static const struct
  {
    const char *base, *changes, *theirs;
    guint left, conflicts;
  } cases[] = {
    /* the value here, the currency there: both are asked */
    { "100,'SEK'", "{'/details/dealValue':[100,200]}", "100,'EUR'", 2, 2 },
    { "100,'SEK'", "{'/details/currency':['SEK','EUR']}", "300,'SEK'", 2, 2 },
    /* the same member: the other one is not mentioned */
    { "100,'SEK'", "{'/details/dealValue':[100,200]}", "300,'SEK'", 1, 1 },
    /* the value alike, the currency not */
    { "100,'SEK'", "{'/details/dealValue':[100,200]}", "200,'EUR'", 2, 2 },
    { "100,'SEK'", "{'/details/dealValue':[100,200],'/details/currency':['SEK','EUR']}",
      "200,'EUR'", 0, 0 },
    { "100,'SEK'", "{'/details/dealValue':[100,200],'/details/currency':['SEK','EUR']}",
      "100,'SEK'", 2, 0 },
    { "100,'SEK'", "{'/details/dealValue':[100,200]}", "100,'SEK'", 1, 0 },
    { "100,'SEK'", "{'/details/dealValue':[100,200]}", "200.0,'SEK'", 0, 0 },
    /* a currency that nobody had chosen so far */
    { "100,null", "{'/details/dealValue':[100,200]}", "100,'USD'", 1, 0 },
    /* asked before, and theirs went back */
    { "100,'SEK'", "{'/details/dealValue':[100,200],'/details/currency':['SEK','SEK']}",
      "100,'SEK'", 2, 0 },
    { "100,'SEK'", "{'/details/dealValue':[100,200],'/details/currency':['SEK','SEK']}",
      "100,'EUR'", 2, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) base = g_strsplit (cases[i].base, ",", 2);
      g_auto (GStrv) theirs = g_strsplit (cases[i].theirs, ",", 2);
      g_autofree char *before_text =
          g_strdup_printf ("{'details':{'dealValue':%s,'currency':%s}}", base[0], base[1]);
      g_autofree char *theirs_text =
          g_strdup_printf ("{'details':{'dealValue':%s,'currency':%s}}", theirs[0], theirs[1]);
      const char *before = json_text (before_text);
      const char *newer = json_text (theirs_text);
      const char *stored = json_text (cases[i].changes);
      g_autoptr (GPtrArray) changes = cosell_changes_from_json (stored, NULL);
      g_autoptr (GPtrArray) conflicts = cosell_changes_new ();

      g_test_message ("%u", i);
      g_assert_cmpint (cosell_changes_rebase_on (changes, before, newer, conflicts, NULL), ==,
                       cases[i].conflicts == 0);
      g_assert_cmpuint (changes->len, ==, cases[i].left);
      g_assert_cmpuint (conflicts->len, ==, cases[i].conflicts);
    }
}

/* P5: which changes a deal takes no more. */
static void
test_overtaken (void)
{
  static const struct
  {
    const char *changes, *theirs;
    const char *word; /* of the reason; NULL: it can be sent */
  } cases[] = {
    { "{'/name':['b','m']}", "{'status':'Active','substatus':'Accepted'}", NULL },
    { "{'/name':['b','m']}", "{'status':'New','substatus':'Received'}", NULL },
    { "{'/name':['b','m']}", "{'status':'Closed','substatus':'Won'}", "Won" },
    { "{'/name':['b','m']}", "{'status':'Closed','substatus':'Lost'}", "Lost" },
    { "{'/name':['b','m']}", "{'status':'Closed','substatus':'Expired'}", "Expired" },
    { "{'/name':['b','m']}", "{'status':'Closed','substatus':'Declined'}", "Declined" },
    { "{'/name':['b','m']}", "{'status':'Closed','substatus':'Error'}", "Error" },
    { "{'/favorite':[false,true]}", "{'status':'Closed','substatus':'Won'}", NULL },
    { "{'/registrations':[[],[{'contract':{}}]]}", "{'status':'Closed','substatus':'Won'}", NULL },
    { "{'/favorite':[false,true],'/name':['b','m']}", "{'status':'Closed','substatus':'Won'}",
      "Won" },
    { "{'/status':['New','Closed'],'/substatus':['Received','Declined']}",
      "{'status':'Active','substatus':'Accepted'}", "Accepted" },
    { "{'/status':['New','Active'],'/substatus':['Received','Accepted']}",
      "{'status':'New','substatus':'Received'}", NULL },
    { "{'/status':['New','Active'],'/substatus':['Received','Accepted']}",
      "{'status':'Closed','substatus':'Expired'}", "Expired" },
    { "{'/status':['Active','Closed'],'/substatus':['Accepted','Won']}",
      "{'status':'Active','substatus':'Accepted'}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *stored = json_text (cases[i].changes);
      const char *theirs = json_text (cases[i].theirs);
      g_autoptr (GPtrArray) changes = cosell_changes_from_json (stored, NULL);
      g_autoptr (CosellJson) doc = cosell_json_parse (theirs, -1, NULL);
      g_autofree char *reason = cosell_changes_overtaken (changes, cosell_json_root (doc));

      g_test_message ("%u: %s", i, reason);
      g_assert_cmpint (reason != NULL, ==, cases[i].word != NULL);
      if (reason != NULL)
        g_assert_nonnull (strstr (reason, cases[i].word));
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } situations[] = {
    { "mine-only", test_mine_only },
    { "added-here", test_added_here },
    { "both-same", test_both_same },
    { "both-different", test_both_different },
    { "decided", test_decided },
    { "back-to-base", test_back_to_base },
    { "edited-here-gone-there", test_gone_there },
    { "stable", test_stable },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    for (guint s = 0; s < G_N_ELEMENTS (situations); s++)
      {
        g_autofree char *path =
            g_strdup_printf ("/merge-matrix/P4%s/%u/%s", fields[f].path, f, situations[s].name);

        g_test_add_data_func (path, &fields[f], situations[s].func);
      }
  g_test_add_func ("/merge-matrix/P4-amount", test_amount);
  g_test_add_func ("/merge-matrix/P5-overtaken", test_overtaken);
  return g_test_run ();
}
