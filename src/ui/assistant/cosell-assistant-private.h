/* cosell-assistant-private.h: what the files of the assistant's window share */
#pragma once

#include "ui/assistant/cosell-assistant-page.h"
#include "ui/assistant/cosell-assistant-steps.h"
#include "ui/assistant/cosell-assistant.h"
#include "ui/assistant/cosell-draft-saver.h"

G_BEGIN_DECLS

/*  CosellDraft ── "changed" ──► refresh: issues → page list, current page, buttons
 *       ▲                  └──► CosellDraftSaver: on disk
 *       └── the pages' bindings */
struct _CosellAssistant
{
  AdwWindow parent_instance;

  CosellSession *session;  /* (owned) */
  CosellDraft *draft;      /* (owned) (nullable) until it is loaded */
  CosellDraftSaver *saver; /* (owned) (nullable) with the draft */
  GCancellable *loading;   /* (owned) */
  gint64 loaded_id;
  GPtrArray *issues; /* (owned) (nullable) of CosellIssue */
  CosellDraftStep page;
  CosellDraftStep reached; /* the farthest page that somebody was on */
  gboolean busy;      /* being submitted or deleted */
  gboolean closing;   /* waiting for the last writing */
  guint clock_source;
  guint fold_source;

  CosellAssistantPage *pages[COSELL_N_DRAFT_STEPS];
  GtkWidget *rows[COSELL_N_DRAFT_STEPS];
  GtkLabel *descriptions[COSELL_N_DRAFT_STEPS];
  GtkWidget *notices[COSELL_N_DRAFT_STEPS]; /* what Next found missing */

  AdwWindowTitle *window_title;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkRevealer *notice_revealer;
  GtkLabel *notice_label;
  AdwLeaflet *leaflet;
  AdwBin *sidebar;
  AdwBin *content;
  GtkListBox *page_list;
  GtkButton *steps_button;
  GtkLabel *steps_label;
  GtkStack *page_stack;
  GtkButton *next_button;
  GtkButton *back_button;
  GtkWidget *bottom_bar;
  GtkButton *bottom_next_button;
  GtkButton *bottom_back_button;
  GtkWidget *menu_button;
  GtkButton *close_button;
};

/* cosell-assistant.c */
void
cosell_assistant_go_to (CosellAssistant *self, CosellDraftStep page);
/* What Next, or the last button, found missing on the current page: said above it, shown at the
 * fields; the first of them gets the focus. */
void
cosell_assistant_show_missing (CosellAssistant *self);
/* While a draft is being submitted or deleted, nothing can be done to it. */
void
cosell_assistant_set_busy (CosellAssistant *self, gboolean busy);

/* cosell-assistant-end.c: the ways in which a draft, or its window, comes to its end */
/* Goes to what is missing, if anything is; else saves, submits, says "submitted" and closes. */
void
cosell_assistant_submit (CosellAssistant *self);
/* Deletes the draft, says "deleted" and closes. */
void
cosell_assistant_delete (CosellAssistant *self);
/* For close_request. Returns: whether the window may close now; else it closes by itself when the
 * last words are on disk, or asks. */
gboolean
cosell_assistant_try_to_close (CosellAssistant *self);

G_END_DECLS
