/* cosell-readers.c: who reads the notes of a deal and of an invitation (C23, C17) */
#include "model/cosell-readers.h"

#include <glib/gi18n-lib.h>

/* open: what is not so yet may still come. */
static CosellReaders
sellers (CosellDealType type, gboolean open)
{
  switch (type)
    {
    case COSELL_DEAL_TYPE_PARTNER_LED:
    case COSELL_DEAL_TYPE_CO_SELL:
      return COSELL_READERS_SELLERS;
    case COSELL_DEAL_TYPE_PRIVATE:
      return open ? COSELL_READERS_LATER : 0;
    case COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT: /* A11 */
    case COSELL_DEAL_TYPE_LEAD:
      return 0;
    }
  g_assert_not_reached ();
}

CosellReaders
cosell_readers_of_deal (const CosellDealData *deal)
{
  CosellReaders readers = COSELL_READERS_COLLEAGUES;
  gboolean open;

  g_return_val_if_fail (deal != NULL, readers);

  open = !cosell_deal_status_is_closed ((CosellDealStatus) deal->status);
  readers |= sellers ((CosellDealType) deal->type, open);
  /* the half of Microsoft in a deal that was sent to us does not come from our notes */
  if (deal->direction != COSELL_DIRECTION_OUTBOUND)
    return readers;
  if (deal->type == COSELL_DEAL_TYPE_CO_SELL && deal->microsoft_status != COSELL_DEAL_STATUS_DRAFT)
    readers |= COSELL_READERS_REQUEST;
  if (deal->p2p)
    readers |= COSELL_READERS_PARTNERS;
  return readers;
}

CosellReaders
cosell_readers_of_draft (CosellDraft *draft)
{
  CosellReaders readers = COSELL_READERS_COLLEAGUES;
  CosellDealType type;

  g_return_val_if_fail (COSELL_IS_DRAFT (draft), readers);

  type = cosell_draft_get_deal_type (draft);
  readers |= sellers (type, TRUE);
  if (type == COSELL_DEAL_TYPE_CO_SELL)
    readers |= COSELL_READERS_REQUEST;
  if (g_list_model_get_n_items (G_LIST_MODEL (cosell_draft_get_partners (draft))) > 0 &&
      type != COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT)
    readers |= COSELL_READERS_PARTNERS;
  return readers;
}

static const char *
describe_sellers (CosellReaders readers)
{
  if ((readers & COSELL_READERS_SELLERS) != 0)
    return _ ("Your colleagues read them, and the Microsoft sellers who may view the deal.");
  if ((readers & COSELL_READERS_LATER) != 0)
    return _ ("Only your colleagues read them, until Microsoft sellers may view the deal.");
  return _ ("Only your colleagues read them.");
}

char *
cosell_readers_describe (CosellReaders readers)
{
  g_autoptr (GString) text = g_string_new (describe_sellers (readers));

  if ((readers & COSELL_READERS_REQUEST) != 0)
    g_string_append_printf (text, " %s",
                            _ ("The request to Microsoft has them as they stand when it is made; "
                               "later ones do not reach it."));
  if ((readers & COSELL_READERS_PARTNERS) != 0)
    g_string_append_printf (text, " %s",
                            _ ("Invited partners read the notes of their invitation only."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
cosell_readers_describe_request (void)
{
  return _ ("Microsoft sellers read them, with the notes of the deal as they stand now, and decide "
            "by them whether to take part. They cannot be changed once they are sent.");
}

const char *
cosell_readers_describe_invitation (void)
{
  return _ ("Why you invite this partner. Its people read this and nothing of the notes of the "
            "deal; your colleagues read it too. It cannot be changed once it is sent.");
}
