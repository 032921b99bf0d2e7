/* cosell-assistant-steps.h: the table of the assistant's pages, and the way through them
 *
 * Navigation is a pure function of the draft and its issues; widgets only show it.
 */
#pragma once

#include "model/cosell-draft.h"

G_BEGIN_DECLS

typedef struct
{
  CosellDraftStep page;
  const char *title;       /* in the list; translate with _() */
  const char *heading;     /* on the page; translate */
  const char *description; /* translate */
  GType (*get_type) (void);
  int width; /* of the content at most, in pixels */
  /* What stands below the title in the list. Returns: (transfer full) (nullable) */
  char *(*summarize) (CosellDraft *draft);
} CosellAssistantStepInfo;

typedef enum
{
  COSELL_ASSISTANT_STEP_STATE_AHEAD, /* not come to yet */
  COSELL_ASSISTANT_STEP_STATE_CURRENT,
  COSELL_ASSISTANT_STEP_STATE_DONE,    /* come to, nothing missing */
  COSELL_ASSISTANT_STEP_STATE_MISSING, /* come to, something missing */
} CosellAssistantStepState;

/* The row of the table. (transfer none) */
const CosellAssistantStepInfo *
cosell_assistant_step_get_info (CosellDraftStep page);
/* What stands under the heading of the page. Returns: (transfer full) */
char *
cosell_assistant_step_describe (CosellDraftStep page, CosellDraft *draft);
/* A11: an assessment has no Help and no Partners page, unless something is to be put right there. */
gboolean
cosell_assistant_step_is_skipped (CosellDraftStep page, CosellDraft *draft, GPtrArray *issues);
/* The page after (step 1) or before (step -1) one, skipped ones left out; the page itself at the
 * ends. */
CosellDraftStep
cosell_assistant_step_go (CosellDraftStep page, int step, CosellDraft *draft, GPtrArray *issues);
/* Its place in the list from 1 on; of: number of pages that are not skipped. */
guint
cosell_assistant_step_number (CosellDraftStep page, CosellDraft *draft, GPtrArray *issues,
                              guint *of);
/* reached: the farthest page that somebody was on. */
CosellAssistantStepState
cosell_assistant_step_get_state (CosellDraftStep page, CosellDraftStep current,
                                 CosellDraftStep reached, GPtrArray *issues);
/* What the last button does, with a mnemonic. (transfer full) */
char *
cosell_assistant_step_create_label (CosellDraft *draft, gboolean offline);

G_END_DECLS
