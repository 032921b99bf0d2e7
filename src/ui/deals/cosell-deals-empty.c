#include "ui/deals/cosell-deals-empty.h"

#include <glib/gi18n-lib.h>

static CosellDealsEmpty
describe_tab (CosellTab tab)
{
  switch (tab)
    {
    case COSELL_TAB_INBOUND:
      return (
          CosellDealsEmpty){ "cosell-inbound-symbolic", _ ("No Inbound Deals"),
                             _ ("Deals that Microsoft sellers or other partners send you appear "
                                "here. You have 14 days to answer each."),
                             _ ("_Sync Now"), "win.sync" };
    case COSELL_TAB_OUTBOUND:
      return (CosellDealsEmpty){ "cosell-outbound-symbolic", _ ("No Outbound Deals"),
                                 _ ("Deals that you create appear here, drafts too."),
                                 _ ("_New Deal"), "win.new-deal" };
    case COSELL_TAB_FAVORITES:
      return (CosellDealsEmpty){ "cosell-heart-outline-symbolic", _ ("No Favorites"),
                                 _ ("Press the heart of a deal to find it here again."), NULL,
                                 NULL };
    case COSELL_TAB_LEADS:
      return (
          CosellDealsEmpty){ "cosell-leads-symbolic", _ ("No Leads"),
                             _ ("Customers who ask about your offers in Microsoft’s marketplaces "
                                "or your business profile appear here."),
                             _ ("_Sync Now"), "win.sync" };
    case COSELL_TAB_ALL:
      break;
    }
  return (CosellDealsEmpty){ "cosell-inbound-symbolic", _ ("No Deals"), "", NULL, NULL };
}

void
cosell_deals_empty_describe (CosellDealsEmpty *empty,
                             CosellSession *session,
                             CosellTab tab,
                             const char *search)
{
  CosellSessionState state;

  g_return_if_fail (empty != NULL && COSELL_IS_SESSION (session));

  g_object_get (session, "state", &state, NULL);
  if (search != NULL && *search != '\0')
    *empty = (CosellDealsEmpty){
      "system-search-symbolic", _ ("Nothing Found"),
      _ ("Names, customers, notes, people, CRM IDs and campaigns are searched, closed deals too."),
      _ ("_Clear All Filters"), "win.clear-filters"
    };
  else if (state == COSELL_SESSION_SIGN_IN && tab == COSELL_TAB_INBOUND)
    *empty = (CosellDealsEmpty){
      "cosell-inbound-symbolic", _ ("You Are Signed Out"),
      _ ("Sign in, and the deals that Microsoft sellers or other partners send you appear here. "
         "You can prepare new deals meanwhile."),
      _ ("_Sign In"), "win.sign-in"
    };
  else
    *empty = describe_tab (tab);
}
