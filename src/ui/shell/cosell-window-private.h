/* cosell-window-private.h: what the files of the main window share; for them only */
#pragma once

#include "ui/deal/cosell-deal-page.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/deals/cosell-totals-bar.h"
#include "ui/find/cosell-facet-pane.h"
#include "ui/find/cosell-search-bar.h"
#include "ui/find/cosell-views-bar.h"
#include "ui/shell/cosell-conflict-count.h"
#include "ui/shell/cosell-trail.h"
#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

#define N_TABS COSELL_N_TABS
#define DEAL_PANE_WIDTH 560
#define LIST_PANE_WIDTH 380

struct _CosellWindow
{
  AdwApplicationWindow parent_instance;

  CosellSession *session; /* (owned) */
  GSettings *settings;    /* (owned) */
  GtkWidget *views[N_TABS];
  CosellDealPage *deal_page; /* (unowned) (nullable) in pages: cosell_window_need_deal_page */
  guint deal_page_source;    /* makes it a moment after the first rows */
  gint64 draft;              /* on draft_card */
  AdwToast *last_toast;      /* (owned) (nullable) */
  char *sign_in_problem;     /* (owned) (nullable): why the last sign-in of a new profile failed */
  gboolean starting;         /* practice mode was begun in this window */
  CosellTrail *trail;        /* (owned): what was seen */
  guint trail_source;        /* something was noted in this turn of the main loop */
  gboolean trail_going;      /* what is shown comes from the trail */
  AdwFlap *facets_flap;      /* (unowned) in list_pane */
  guint query_source;        /* the query is kept a moment later */
  CosellFacetPane *facet_pane; /* (unowned) in facets_flap */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *welcome;
  GtkLabel *welcome_problem;
  AdwStatusPage *starting_page;
  GtkSpinner *starting_spinner;
  AdwFlap *views_flap;
  CosellViewsBar *views_bar;
  AdwHeaderBar *header;
  GtkWidget *new_deal_button;
  AdwViewSwitcherTitle *switcher_title;
  GtkWidget *switcher_bar;
  GtkStack *sync_stack;
  GtkWidget *sync_button;
  GtkSpinner *sync_spinner;
  GtkWidget *outbox_button;
  GtkLabel *outbox_label;
  GtkRevealer *notice_revealer;
  GtkLabel *notice_label;
  GtkButton *notice_button;
  AdwLeaflet *leaflet;
  AdwBin *list_pane;
  GtkWidget *separator;
  AdwBin *deal_pane;
  GtkStack *pages; /* deal_page or draft_page */
  GtkWidget *draft_page;
  GtkWidget *draft_header;
  AdwStatusPage *draft_card;
  GtkButton *draft_button;
  CosellSearchBar *search_bar;
  GtkWidget *filter_button;
  GtkWidget *filter_label; /* in filter_button */
  AdwViewStack *tabs;
  CosellTotalsBar *totals; /* below the list */
  CosellConflictCount *conflict_count;
  GtkWidget *practice_mark;  /* in the list */
  GtkWidget *practice_strip; /* below every page without the list */
};

/* The tab that is shown. */
CosellDealsView *
cosell_window_current_view (CosellWindow *self);
/* A new deal, or a draft that is gone on with; one window for each draft. */
void
cosell_window_open_assistant (CosellWindow *self, gint64 draft);
/* Handler of the signal "toast" of whatever stands in the window. */
void
cosell_window_toast_cb (GtkWidget *source, AdwToast *toast, CosellWindow *self);

/* --- cosell-window-panes.c: list and deal beside each other, and the ways between them --- */

/* For the class of CosellWindow: Alt+Down, Alt+Up and Escape. */
void
cosell_window_panes_install (GtkWidgetClass *klass);
/* Fills the panes; the views are made already. */
void
cosell_window_make_panes (CosellWindow *self);
/* Makes the page of a deal unless it is there: of its own, once the list is filled. */
void
cosell_window_need_deal_page (CosellWindow *self);
/* On that page. (nullable) */
CosellDeal *
cosell_window_get_deal (CosellWindow *self);
gboolean
cosell_window_deal_is_shown (CosellWindow *self); /* or a draft's card, beside the list */
/* Shows, or hides, what says that the deals are samples: after the account or the page changed. */
void
cosell_window_update_practice (CosellWindow *self);
/* Leaves a page over the deals, else the deal beside the list, whose row takes the focus. */
void
cosell_window_close_deal (CosellWindow *self);
/* What is seen now. place: empty, filled. */
void
cosell_window_get_place (CosellWindow *self, CosellPlace *place);
/* Shows it again, as far as it is still there; of a draft the card. */
void
cosell_window_set_place (CosellWindow *self, const CosellPlace *place);

/* --- cosell-window-trail.c: what was seen, and the way back there --- */

/* For the class of CosellWindow: win.back and win.forward. */
void
cosell_window_trail_install (GtkWidgetClass *klass);
/* Begins with what is shown; the panes are made already. */
void
cosell_window_make_trail (CosellWindow *self);
void
cosell_window_drop_trail (CosellWindow *self);
/* What is shown is another. passing: as cosell_trail_push has it. */
void
cosell_window_note_place (CosellWindow *self, gboolean passing);

/* --- cosell-window-facets.c: filters with counts, and the query from one start to the next --- */

/* For the class of CosellWindow: win.toggle-facets. */
void
cosell_window_facets_install (GtkWidgetClass *klass);
/* Puts the pane beside the list, and the query that was last looked for into the search bar: before a list
 * is filled. */
void
cosell_window_make_facets (CosellWindow *self);
/* Keeps what was typed a moment ago; before the settings go. */
void
cosell_window_drop_facets (CosellWindow *self);

/* --- cosell-window-leads.c: the place of leads --- */

/* For the class of CosellWindow: win.show-leads. */
void
cosell_window_leads_install (GtkWidgetClass *klass);
/* Shows the tab of leads while there are any, and hides it else: after their number changed. */
void
cosell_window_leads_update (CosellWindow *self);
/* The tab that a deal or a lead stands in; each is also in Favorites when it has the heart. */
CosellTab
cosell_window_tab_of (const CosellDealData *deal);

/* --- cosell-window-columns.c: the columns of the list that is shown --- */

/* For the class of CosellWindow: win.columns, win.toggle-column. */
void
cosell_window_columns_install (GtkWidgetClass *klass);
/* Adds to items (of CosellPaletteItem) each column that can be shown or hidden now. */
void
cosell_window_columns_list (CosellWindow *self, GListStore *items);

/* --- cosell-window-palette.c: one box for everything --- */

/* For the class of CosellWindow: win.palette. */
void
cosell_window_palette_install (GtkWidgetClass *klass);

/* --- cosell-window-many.c: several deals at once --- */

/* For the class of CosellWindow: win.many, win.many-one, win.select, win.select-all. */
void
cosell_window_many_install (GtkWidgetClass *klass);
/* The views are made already. */
void
cosell_window_many_follow (CosellWindow *self);

G_END_DECLS
