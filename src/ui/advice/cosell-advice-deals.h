/* cosell-advice-deals.h: the deals behind a figure, under the titles of their columns
 *
 * Signal: "deal-opened" (int64 local id). The list is one tab stop.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_ADVICE_DEALS (cosell_advice_deals_get_type ())
G_DECLARE_FINAL_TYPE (CosellAdviceDeals, cosell_advice_deals, COSELL, ADVICE_DEALS, GtkWidget)

/* The deals behind a figure, in the order to show them. */
typedef struct
{
  GArray *ids; /* (owned) of gint64 */
  GArray
      *spans; /* (owned) (nullable) of gint64, µs: what the figure is made of, one for each deal */
  char *heading; /* (owned) (nullable): what the spans are */
} CosellAdviceList;

/* spans, heading: (nullable). The arrays are kept, not copied. (transfer full) */
CosellAdviceList *
cosell_advice_list_new (GArray *ids, GArray *spans, const char *heading);
void
cosell_advice_list_free (CosellAdviceList *self); /* self: (nullable) */

GtkWidget *
cosell_advice_deals_new (CosellSession *session); /* no deals until show */
/* title: what a screen reader calls the list. list may be freed afterwards. */
void
cosell_advice_deals_show (CosellAdviceDeals *self, const char *title, const CosellAdviceList *list);
/* The focus goes to the row of a deal, to the first one when it is not there. */
void
cosell_advice_deals_focus (CosellAdviceDeals *self, gint64 deal);
/* The deal after (1) or before (-1) another one; 0 at the end. */
gint64
cosell_advice_deals_step (CosellAdviceDeals *self, gint64 deal, int step);
/* "5 hours", "10 days 2 hours 4 minutes": nothing above a minute is left out. (transfer full) */
char *
cosell_advice_format_span (gint64 span);
/* The same for a column: "10 d 2 h 4 min". (transfer full) */
char *
cosell_advice_format_span_short (gint64 span);

G_END_DECLS
