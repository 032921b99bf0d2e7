/* cosell-draft-private.h: what the files of the draft share */
#pragma once

#include "model/cosell-draft.h"

G_BEGIN_DECLS

typedef enum /* the texts of a draft; the order is that of the draft file */
{
  COSELL_DRAFT_NAME,
  COSELL_DRAFT_LOCATION,
  COSELL_DRAFT_VALUE,
  COSELL_DRAFT_CURRENCY,
  COSELL_DRAFT_CLOSE_DATE,
  COSELL_DRAFT_CRM_ID,
  COSELL_DRAFT_CAMPAIGN_ID,
  COSELL_DRAFT_NOTES,
  COSELL_DRAFT_NOTES_TO_MICROSOFT,
  COSELL_DRAFT_PAGE,
} CosellDraftText;
#define COSELL_N_DRAFT_TEXTS 10

/* As typed; never NULL. */
const char *cosell_draft_peek (CosellDraft *self, CosellDraftText which);
void cosell_draft_put (CosellDraft *self, CosellDraftText which, const char *text);
/* As it is meant: without blanks around it. Returns: (transfer full) */
char *cosell_draft_dup_trimmed (CosellDraft *self, CosellDraftText which);
CosellHelp cosell_draft_get_help (CosellDraft *self);
/* C10: any help counts as Yes. */
gboolean cosell_draft_is_visible (CosellDraft *self);
/* The answer to the second question as it was given, whatever the first says. */
gboolean cosell_draft_get_visible_answer (CosellDraft *self);
/* The draft file's "partners", at least "[]". */
const char *cosell_draft_get_partners (CosellDraft *self);
gboolean cosell_draft_has_partners (CosellDraft *self);
gboolean cosell_draft_has_assessment (CosellDraft *self);
/* Contacts that are more than an empty row. Returns: (transfer container) of CosellContact */
GPtrArray *cosell_draft_list_people (GListStore *people);

/* The draft file, both ways (cosell-draft-json.c). */
gboolean cosell_draft_read_json (CosellDraft *self, const char *json, GError **error);
/* The text that the draft was read from: its unknown members are written back. (nullable) */
const char *cosell_draft_get_source (CosellDraft *self);
void cosell_draft_set_source (CosellDraft *self, const char *json, const char *partners);
const char *cosell_draft_member (CosellDraftText which);

/* Digits of a D-U-N-S number without dashes and blanks; NULL when it has not nine of them.
 * Returns: (transfer full) (nullable) */
char *cosell_draft_normalize_duns (const char *duns);

G_END_DECLS
