/* cosell-assistant-page.h: base class of the assistant's pages
 *
 * A page binds its controls to the draft and keeps no values of its own. The assistant gives it the
 * draft once, then the issues after every change of the draft. Pages ask for other pages with the
 * action "assistant.go-to" (s: nick of CosellDraftStep).
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "model/cosell-draft.h"

G_BEGIN_DECLS

#define COSELL_TYPE_ASSISTANT_PAGE (cosell_assistant_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (CosellAssistantPage,
                          cosell_assistant_page,
                          COSELL,
                          ASSISTANT_PAGE,
                          AdwBin)

struct _CosellAssistantPageClass
{
  AdwBinClass parent_class;

  /* Once: draft and session are there. */
  void (*bind) (CosellAssistantPage *self);
  /* After each change of the draft while the page is shown. issues: of CosellIssue, all pages */
  void (*update) (CosellAssistantPage *self, GPtrArray *issues);
  /* There is room for one column only, or for more again. */
  void (*set_narrow) (CosellAssistantPage *self, gboolean narrow);
  /* Puts the focus on the control of an issue's field, when its caption cannot. */
  gboolean (*focus_field) (CosellAssistantPage *self, const char *field);
  /* Puts the focus where the page begins, when that is not its first stop. */
  gboolean (*focus_first) (CosellAssistantPage *self);
  /* "Next": show all that is wrong, settled or not. */
  void (*reveal) (CosellAssistantPage *self);
};

/* Once, before all others. The page keeps a reference to both. */
void
cosell_assistant_page_bind (CosellAssistantPage *self, CosellSession *session, CosellDraft *draft);
/* issues: of cosell_draft_validate, all pages; captions and page show those of their fields. */
void
cosell_assistant_page_update (CosellAssistantPage *self, GPtrArray *issues);
/* Room for one column only; the class is asked when that changes. */
void
cosell_assistant_page_set_narrow (CosellAssistantPage *self, gboolean narrow);
/* Shows everything that is wrong on this page. Returns: (transfer full) the names of its fields,
 * "Deal name, Location" */
char *
cosell_assistant_page_reveal (CosellAssistantPage *self);
/* field: CosellIssue.field. Returns: FALSE when no control on the screen is for it */
gboolean
cosell_assistant_page_focus_field (CosellAssistantPage *self, const char *field);
/* The control that the page begins with, when it is come to. */
void
cosell_assistant_page_focus_first (CosellAssistantPage *self);

/* For the pages. */
CosellDraft *
cosell_assistant_page_get_draft (CosellAssistantPage *self);
CosellSession *
cosell_assistant_page_get_session (CosellAssistantPage *self); /* (transfer none) since bind */
gboolean
cosell_assistant_page_is_narrow (CosellAssistantPage *self); /* as last set; FALSE at first */
/* Takes toast. */
void
cosell_assistant_page_add_toast (CosellAssistantPage *self, AdwToast *toast);

G_END_DECLS
