/* cosell-edit.h: one edit of one deal, before it is made; any thread, one at a time */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CosellContact CosellContact;   /* model/cosell-people.h */
typedef struct _CosellSolution CosellSolution; /* likewise */

/* One edit of one deal: any number of steps, one transaction, one outbox entry. */
typedef struct _CosellEdit CosellEdit;
CosellEdit *cosell_edit_new (gint64 deal);
void cosell_edit_free (CosellEdit *self); /* self: (nullable) */
void cosell_edit_set (CosellEdit *self, const char *key, const char *value); /* keys of `set` */
void cosell_edit_add_member (CosellEdit *self, CosellContact *member);
/* Changes the member with this address; what the service has of it besides stays. */
void cosell_edit_set_member (CosellEdit *self, const char *email, CosellContact *member);
void cosell_edit_remove_member (CosellEdit *self, const char *email);
void cosell_edit_add_solution (CosellEdit *self, CosellSolution *solution);
void cosell_edit_remove_solution (CosellEdit *self, const char *id);
/* As `set` takes them: what this program has no word for is sent along, and what cannot be read is
 * refused when its turn comes. */
void cosell_edit_add_member_json (CosellEdit *self, const char *json);
void cosell_edit_add_solution_json (CosellEdit *self, const char *json);
/* What the edit makes of a referral as it stands, without doing it: for checking what was typed, and
 * for taking it back. text: cosell_deal_get_own_text. Returns: (transfer full) of CosellChange, none
 * when nothing changes; NULL with the error that the edit itself would end with. */
GPtrArray *cosell_edit_preview (CosellEdit *self, const char *text, GError **error);
/* Takes back what a preview said. Refused when a value is no longer what it was set to. */
void cosell_edit_take_back (CosellEdit *self, GPtrArray *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellEdit, cosell_edit_free)

G_END_DECLS
