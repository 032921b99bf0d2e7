/* cosell-edit.h: one edit of one deal, before it is made; any thread, one at a time */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CosellContact CosellContact;   /* model/cosell-people.h */
typedef struct _CosellSolution CosellSolution; /* likewise */

/* One edit of one deal: any number of steps, one transaction, one outbox entry. */
typedef struct _CosellEdit CosellEdit;
/* deal: as the functions of the session take it. Returns: (transfer full) without a step */
CosellEdit *cosell_edit_new (gint64 deal);
/* One that the session did not take. self: (nullable) */
void cosell_edit_free (CosellEdit *self);
/* The steps up to the preview keep copies of what they are given, and look at nothing yet: what
 * cannot be done is refused when the edit is made or previewed.
 *
 * KEY=VALUE of `set`; a "value" may have its currency behind it (J3), which is two steps then. */
void cosell_edit_set (CosellEdit *self, const char *key, const char *value);
/* Puts a person into the team, behind the others. */
void cosell_edit_add_member (CosellEdit *self, CosellContact *member);
/* Changes the member with this address; what the service has of it besides stays. */
void cosell_edit_set_member (CosellEdit *self, const char *email, CosellContact *member);
/* Takes the member with this address out of the team. */
void cosell_edit_remove_member (CosellEdit *self, const char *email);
/* Puts a solution in, behind the others. */
void cosell_edit_add_solution (CosellEdit *self, CosellSolution *solution);
/* Takes the solution with this id out. */
void cosell_edit_remove_solution (CosellEdit *self, const char *id);
/* As `set` takes them: what this program has no word for is sent along, and what cannot be read is
 * refused when its turn comes. */
void cosell_edit_add_member_json (CosellEdit *self, const char *json);
/* The same of a solution. */
void cosell_edit_add_solution_json (CosellEdit *self, const char *json);
/* What the edit makes of a referral as it stands, without doing it: for checking what was typed, and
 * for taking it back. text: cosell_deal_get_own_text. Returns: (transfer full) of CosellChange, none
 * when nothing changes; NULL with the error that the edit itself would end with. */
GPtrArray *cosell_edit_preview (CosellEdit *self, const char *text, GError **error);
/* Takes back what a preview said. Refused when a value is no longer what it was set to. */
void cosell_edit_take_back (CosellEdit *self, GPtrArray *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellEdit, cosell_edit_free)

G_END_DECLS
