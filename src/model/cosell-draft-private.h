/* cosell-draft-private.h: what the files of the draft share */
#pragma once

#include "base/cosell-json-edit.h"
#include "model/cosell-draft.h"
#include "model/cosell-member.h"

G_BEGIN_DECLS

/* The texts of a draft: the members that have a property (cosell-member.h), by their id, and those that
 * are of the draft alone, of which the last two are never sent. */
typedef guint CosellDraftText;
enum
{
  COSELL_DRAFT_NOTES_TO_MICROSOFT = COSELL_N_MEMBERS,
  COSELL_DRAFT_LEAD_ID, /* L10 */
  COSELL_DRAFT_PAGE,
  COSELL_N_DRAFT_TEXTS,
};

/* Whether there is such a text; the numbers of other members have none. */
gboolean cosell_draft_is_text (CosellDraftText which);
/* As typed; never NULL. */
const char *cosell_draft_peek (CosellDraft *self, CosellDraftText which);
/* NULL, or what is no choice of a member with choices, puts the initial text back. */
void cosell_draft_put (CosellDraft *self, CosellDraftText which, const char *text);
/* As it is meant: without blanks around it. Returns: (transfer full) */
char *cosell_draft_dup_trimmed (CosellDraft *self, CosellDraftText which);
CosellHelp cosell_draft_get_help (CosellDraft *self); /* C10; NONE: Microsoft is not asked */
/* C10: any help counts as Yes. */
gboolean cosell_draft_is_visible (CosellDraft *self);
/* The answer to the second question as it was given, whatever the first says. */
gboolean cosell_draft_get_visible_answer (CosellDraft *self);
gboolean cosell_draft_has_partners (CosellDraft *self); /* A2: empty ones count as well */
gboolean cosell_draft_has_assessment (CosellDraft *self); /* A6: among the solutions */
/* Contacts that are more than an empty row. Returns: (transfer container) of CosellContact */
GPtrArray *cosell_draft_list_people (GListModel *people);

/* The draft file, both ways (cosell-draft-json.c). */
gboolean cosell_draft_read_json (CosellDraft *self, const char *json, GError **error);
/* The text that the draft was read from: its unknown members are written back. (nullable) */
const char *cosell_draft_get_source (CosellDraft *self);
void cosell_draft_set_source (CosellDraft *self, const char *json); /* json is copied; NULL: none */
/* The name of a text in the draft file. */
const char *cosell_draft_member (CosellDraftText which);
/* Pieces of it that partners have as well; name: how messages call the member. Errors:
 * COSELL_RULE_ERROR_SYNTAX */
gboolean cosell_draft_check_texts (CosellJsonValue object, const char *parent,
                                   const char *const *members, GError **error);
/* Appends the elements of a list (absent: none) to people; nothing when one of them is wrong. */
gboolean cosell_draft_read_people (CosellJsonValue list, const char *name, GListStore *people,
                                   GError **error);
/* The same for solutions; those before one of an unknown kind are appended all the same. */
gboolean cosell_draft_read_solutions (CosellJsonValue list, const char *name, GListStore *solutions,
                                      GError **error);
/* Member "help" of object: NONE when absent; *help stays as it is with an error. */
gboolean cosell_draft_read_help (CosellJsonValue object, const char *name, CosellHelp *help,
                                 GError **error);
/* An array of CosellContact in the draft file's shape, empty rows left out. */
void cosell_draft_write_people (CosellJsonWriter *writer, GListModel *people);
/* An array of CosellSolution in the draft file's shape. */
void cosell_draft_write_solutions (CosellJsonWriter *writer, GListModel *solutions);
/* The members of object that are in neither list. */
void cosell_draft_write_unknown (CosellJsonValue object, const char *const *known,
                                 const char *const *more_known, CosellJsonWriter *writer);

/* Pieces of the bodies (cosell-draft-bodies.c). */
typedef struct
{
  const char *notes;
  const char *value; /* as typed, trimmed */
  const char *currency;
  const char *close_date;
  GListModel *solutions;
} CosellDraftDetails;
/* An element of "target": a new object; id is tidied (C3). */
void cosell_draft_write_target (CosellJsonWriter *writer, const char *type, const char *id);
/* Member "details" of the open object; a value that is no amount is left out. */
void cosell_draft_write_details (const CosellDraftDetails *details, CosellJsonWriter *writer);
/* Member "team" of the open object. team: of CosellContact */
void cosell_draft_write_team (GPtrArray *team, CosellJsonWriter *writer);
/* The body with the partner's name in COSELL_PATH_LOCAL_NAME. Returns: (transfer full) */
char *cosell_draft_partner_name_body (CosellDraftPartner *partner, const char *body);

/* A text of an invitation as it is checked and sent (C3). Returns: (transfer full) */
char *cosell_draft_partner_dup_tidy (CosellDraftPartner *self, const char *property);

G_END_DECLS
