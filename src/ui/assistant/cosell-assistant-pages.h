/* cosell-assistant-pages.h: the table of the assistant's pages, and the way through them
 *
 * Navigation is a pure function of the draft and its issues; widgets only show it.
 */
#pragma once

#include "model/cosell-draft.h"

G_BEGIN_DECLS

typedef struct
{
  CosellPage page;
  const char *title;       /* in the list; translate with _() */
  const char *heading;     /* on the page; translate */
  const char *description; /* translate */
  GType (*get_type) (void);
  int width; /* of the content at most, in pixels */
  /* What stands below the title in the list. Returns: (transfer full) (nullable) */
  char *(*summarize) (CosellDraft *draft);
} CosellPageInfo;

typedef enum
{
  COSELL_PAGE_STATE_AHEAD, /* not come to yet */
  COSELL_PAGE_STATE_CURRENT,
  COSELL_PAGE_STATE_DONE,    /* come to, nothing missing */
  COSELL_PAGE_STATE_MISSING, /* come to, something missing */
} CosellPageState;

const CosellPageInfo *
cosell_page_get_info (CosellPage page);
/* What stands under the heading of the page. Returns: (transfer full) */
char *
cosell_page_describe (CosellPage page, CosellDraft *draft);
/* A11: an assessment has no Help and no Partners page, unless something is to be put right there. */
gboolean
cosell_page_is_skipped (CosellPage page, CosellDraft *draft, GPtrArray *issues);
/* The page after (step 1) or before (step -1) one, skipped ones left out; the page itself at the
 * ends. */
CosellPage
cosell_page_step (CosellPage page, int step, CosellDraft *draft, GPtrArray *issues);
/* Its place in the list from 1 on; of: number of pages that are not skipped. */
guint
cosell_page_number (CosellPage page, CosellDraft *draft, GPtrArray *issues, guint *of);
/* reached: the farthest page that somebody was on. */
CosellPageState
cosell_page_get_state (CosellPage page, CosellPage current, CosellPage reached, GPtrArray *issues);
/* What the last button does, with a mnemonic. (transfer full) */
char *
cosell_page_create_label (CosellDraft *draft, gboolean offline);

G_END_DECLS
