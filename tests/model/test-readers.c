/* test-readers.c: who reads the notes (rules C23, C17) */
#include "model/cosell-readers.h"
#include "model-test.h"

#define OWN COSELL_READERS_COLLEAGUES
#define SELLERS (OWN | COSELL_READERS_SELLERS)
#define LATER (OWN | COSELL_READERS_LATER)
#define REQUEST COSELL_READERS_REQUEST
#define PARTNERS COSELL_READERS_PARTNERS

#define ACCEPTED COSELL_DEAL_STATUS_ACCEPTED
#define RECEIVED COSELL_DEAL_STATUS_RECEIVED
#define NOBODY COSELL_DEAL_STATUS_DRAFT /* Microsoft was not asked */
#define OUT COSELL_DIRECTION_OUTBOUND
#define IN COSELL_DIRECTION_INBOUND

static void
test_deal (void)
{
  static const struct
  {
    int type, direction, status, microsoft;
    gboolean p2p;
    CosellReaders expected;
  } table[] = {
    { COSELL_DEAL_TYPE_PRIVATE, OUT, ACCEPTED, NOBODY, FALSE, LATER },
    { COSELL_DEAL_TYPE_PRIVATE, OUT, ACCEPTED, NOBODY, TRUE, LATER | PARTNERS },
    { COSELL_DEAL_TYPE_PRIVATE, OUT, COSELL_DEAL_STATUS_WON, NOBODY, FALSE, OWN },
    { COSELL_DEAL_TYPE_PRIVATE, IN, RECEIVED, NOBODY, TRUE, LATER },
    { COSELL_DEAL_TYPE_PRIVATE, IN, COSELL_DEAL_STATUS_DECLINED, NOBODY, TRUE, OWN },
    { COSELL_DEAL_TYPE_PARTNER_LED, OUT, ACCEPTED, NOBODY, FALSE, SELLERS },
    { COSELL_DEAL_TYPE_PARTNER_LED, OUT, ACCEPTED, NOBODY, TRUE, SELLERS | PARTNERS },
    { COSELL_DEAL_TYPE_PARTNER_LED, OUT, COSELL_DEAL_STATUS_LOST, NOBODY, FALSE, SELLERS },
    { COSELL_DEAL_TYPE_CO_SELL, OUT, ACCEPTED, RECEIVED, FALSE, SELLERS | REQUEST },
    { COSELL_DEAL_TYPE_CO_SELL, OUT, ACCEPTED, ACCEPTED, TRUE, SELLERS | REQUEST | PARTNERS },
    { COSELL_DEAL_TYPE_CO_SELL, OUT, ACCEPTED, NOBODY, FALSE, SELLERS },
    { COSELL_DEAL_TYPE_CO_SELL, IN, RECEIVED, NOBODY, FALSE, SELLERS },
    { COSELL_DEAL_TYPE_CO_SELL, IN, ACCEPTED, ACCEPTED, TRUE, SELLERS },
    { COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, OUT, ACCEPTED, NOBODY, FALSE, OWN },
    { COSELL_DEAL_TYPE_LEAD, IN, RECEIVED, NOBODY, FALSE, OWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();

      deal->type = table[i].type;
      deal->direction = table[i].direction;
      deal->status = table[i].status;
      deal->microsoft_status = table[i].microsoft;
      deal->p2p = table[i].p2p;
      g_test_message ("row %u", i);
      g_assert_cmpuint (cosell_readers_of_deal (deal), ==, table[i].expected);
    }
}

/* What the review page says of a draft is what the deal's page says of the deal. */
static void
test_draft (void)
{
  static const struct
  {
    const char *json;
    CosellReaders expected;
  } table[] = {
    { "{}", LATER },
    { "{'visibleToMicrosoft':true}", SELLERS },
    { "{'help':'GeneralOrOther'}", SELLERS | REQUEST },
    { "{'partners':[{'id':'P-1'}]}", LATER | PARTNERS },
    { "{'help':'GeneralOrOther','partners':[{'id':'P-1'}]}", SELLERS | REQUEST | PARTNERS },
    { "{'solutions':[{'id':'SA-1','kind':'assessment'}]}", OWN },
    { "{'solutions':[{'id':'SA-1','kind':'assessment'}],'visibleToMicrosoft':true}", OWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const char *json = json_text (table[i].json);
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellDraft) draft = cosell_draft_new_from_json (json, &error);

      g_assert_no_error (error);
      g_test_message ("row %u", i);
      g_assert_cmpuint (cosell_readers_of_draft (draft), ==, table[i].expected);
    }
}

static void
test_words (void)
{
  static const struct
  {
    CosellReaders readers;
    const char *expected;
  } table[] = {
    { OWN, "Only your colleagues read them." },
    { LATER, "Only your colleagues read them, until Microsoft sellers may view the deal." },
    { SELLERS, "Your colleagues read them, and the Microsoft sellers who may view the deal." },
    { SELLERS | REQUEST,
      "Your colleagues read them, and the Microsoft sellers who may view the deal. The request to "
      "Microsoft has them as they stand when it is made; later ones do not reach it." },
    { LATER | PARTNERS,
      "Only your colleagues read them, until Microsoft sellers may view the deal. Invited partners "
      "read the notes of their invitation only." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = cosell_readers_describe (table[i].readers);

      g_assert_cmpstr (text, ==, table[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/C23/deal", test_deal);
  g_test_add_func ("/C17-C23/draft", test_draft);
  g_test_add_func ("/C23/words", test_words);
  return g_test_run ();
}
