/* test-parties.c: whose people are in a deal that partners share (rule C22) */
#include "model/cosell-parties.h"
#include "model-test.h"

#define IN COSELL_DIRECTION_INBOUND
#define OUT COSELL_DIRECTION_OUTBOUND
#define RECEIVED COSELL_DEAL_STATUS_RECEIVED
#define ACCEPTED COSELL_DEAL_STATUS_ACCEPTED

#define KIM "kim@fabrikam.example"
#define OLA "{'email':'Ola@Fabrikam.example'}"
#define LIV "{'email':'liv@tailwind.example'}"
#define JON "{'email':'jon@tailwind.example'}"
#define PIA "{'email':'pia@gmail.com'}"
#define TEAM(people) "{'team':[" people "]}"
#define HALF(status, people)                                                                       \
  "{'organizationName':'Tailwind','status':'" status "','team':[" people "]}"

static void
test_side (void)
{
  static const struct
  {
    int direction, status;
    gboolean p2p;
    const char *mail, *own, *half, *ours, *arrived, *email, *expected;
  } table[] = {
    /* nobody to tell apart */
    { OUT, ACCEPTED, FALSE, KIM, TEAM (OLA), NULL, NULL, NULL, "ola@fabrikam.example", "team" },
    /* who was invited */
    { IN, RECEIVED, TRUE, KIM, TEAM (LIV), NULL, NULL, NULL, "liv@tailwind.example",
      "theirs Sender" },
    { IN, RECEIVED, TRUE, NULL, TEAM (LIV), NULL, NULL, NULL, "LIV@tailwind.example ",
      "theirs Sender" },
    { IN, ACCEPTED, TRUE, KIM, TEAM (LIV "," OLA), NULL, NULL, "liv@tailwind.example",
      "liv@tailwind.example", "theirs Sender" },
    { IN, ACCEPTED, TRUE, KIM, TEAM (LIV "," OLA), NULL, NULL, "liv@tailwind.example",
      "ola@fabrikam.example", "ours" },
    { IN, ACCEPTED, TRUE, KIM, TEAM (LIV "," JON), HALF ("Active", JON), NULL, NULL,
      "jon@tailwind.example", "theirs Tailwind" },
    { IN, ACCEPTED, TRUE, KIM, TEAM (LIV "," JON), HALF ("Active", JON), NULL, NULL,
      "liv@tailwind.example", "theirs Tailwind" },
    { IN, ACCEPTED, TRUE, KIM, TEAM (LIV), NULL, NULL, NULL, "liv@tailwind.example", "team" },
    { IN, ACCEPTED, TRUE, NULL, TEAM (OLA), NULL, "ola@fabrikam.example", NULL,
      "ola@fabrikam.example", "ours" },
    { IN, ACCEPTED, TRUE, NULL, TEAM (OLA), NULL, NULL, NULL, "ola@fabrikam.example", "team" },
    { IN, RECEIVED, TRUE, KIM, TEAM (OLA), NULL, NULL, NULL, KIM, "ours" },
    /* a public mail provider tells nothing */
    { IN, ACCEPTED, TRUE, "kim@gmail.com", TEAM (PIA), NULL, NULL, NULL, "pia@gmail.com", "team" },
    { IN, ACCEPTED, TRUE, "kim@gmail.com", TEAM (PIA), NULL, NULL, "pia@gmail.com", "pia@gmail.com",
      "theirs Sender" },
    { IN, ACCEPTED, TRUE, "kim@gmail.com", TEAM (PIA), NULL, NULL, NULL, "kim@gmail.com", "ours" },
    { IN, ACCEPTED, TRUE, KIM, TEAM (PIA), NULL, NULL, "leo@gmail.com", "pia@gmail.com", "team" },
    /* who invites: what nobody answered says what we wrote */
    { OUT, ACCEPTED, TRUE, KIM, TEAM (OLA), HALF ("New", OLA), NULL, NULL, "ola@fabrikam.example",
      "ours" },
    { OUT, ACCEPTED, TRUE, NULL, TEAM (OLA), HALF ("New", OLA), NULL, NULL, "ola@fabrikam.example",
      "ours" },
    { OUT, ACCEPTED, TRUE, KIM, TEAM (OLA), HALF ("Active", OLA "," LIV), NULL, NULL,
      "liv@tailwind.example", "theirs Tailwind" },
    { OUT, ACCEPTED, TRUE, KIM, TEAM (OLA), HALF ("Active", OLA "," LIV), NULL, NULL,
      "ola@fabrikam.example", "ours" },
    { OUT, ACCEPTED, TRUE, NULL, TEAM (OLA), HALF ("Active", OLA "," LIV), NULL, NULL,
      "ola@fabrikam.example", "team" },
    { OUT, ACCEPTED, TRUE, NULL, TEAM (OLA "," JON), HALF ("Active", JON "," LIV), NULL, NULL,
      "jon@tailwind.example", "theirs Tailwind" },
    { OUT, ACCEPTED, TRUE, NULL, TEAM (OLA), HALF ("Active", LIV), NULL, NULL,
      "ola@fabrikam.example", "ours" },
    { OUT, ACCEPTED, TRUE, KIM, TEAM ("{},7,null"), NULL, NULL, NULL, "", "team" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
      g_autoptr (CosellJson) own = model_test_parse (table[i].own);
      g_autoptr (CosellPeopleFacts) facts = cosell_people_facts_new ();
      g_autoptr (CosellParties) parties = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *found = NULL;
      const char *company = NULL;
      CosellSide side;

      deal->direction = table[i].direction;
      deal->status = table[i].status;
      deal->p2p = table[i].p2p;
      deal->sender = g_strdup (table[i].direction == IN ? "Sender" : NULL);
      parties = cosell_parties_new (deal, cosell_json_root (own), table[i].mail);
      if (table[i].half != NULL)
        {
          g_autoptr (CosellJson) half = model_test_parse (table[i].half);

          cosell_parties_add_half (parties, cosell_json_root (half));
        }
      if (table[i].ours != NULL)
        g_ptr_array_add (facts->ours, g_strdup (table[i].ours));
      if (table[i].arrived != NULL)
        g_ptr_array_add (facts->arrived, g_strdup (table[i].arrived));
      cosell_parties_add_facts (parties, facts);
      side = cosell_parties_side (parties, table[i].email, &company);
      found = side == COSELL_SIDE_THEIRS ? g_strdup_printf ("theirs %s", company)
                                         : g_strdup (side == COSELL_SIDE_OURS ? "ours" : "team");
      g_test_message ("row %u", i);
      g_assert_cmpstr (found, ==, table[i].expected);
      g_assert_cmpint (cosell_parties_require_ours (parties, table[i].email, &error), ==,
                       side != COSELL_SIDE_THEIRS);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/C22/side", test_side);
  return g_test_run ();
}
