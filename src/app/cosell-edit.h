/* cosell-edit.h: one edit of one deal, before it is made; any thread, one at a time */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One edit of one deal: any number of steps, one transaction, one outbox entry. */
typedef struct _CosellEdit CosellEdit;
CosellEdit *cosell_edit_new (gint64 deal);
void cosell_edit_free (CosellEdit *self);
void cosell_edit_set (CosellEdit *self, const char *key, const char *value); /* keys of `set` */
void cosell_edit_add_member (CosellEdit *self, const char *member_json);
/* Changes the member with this address; what the JSON does not mention stays. */
void cosell_edit_set_member (CosellEdit *self, const char *email, const char *member_json);
void cosell_edit_remove_member (CosellEdit *self, const char *email);
void cosell_edit_add_solution (CosellEdit *self, const char *solution_json);
void cosell_edit_remove_solution (CosellEdit *self, const char *id);
/* What the edit makes of a referral as it stands, without doing it: for checking what was typed, and
 * for taking it back. text: cosell_deal_get_own_text. Returns: (transfer full) {path: [before,
 * after]}, "{}" when nothing changes; NULL with the error that the edit itself would end with. */
char *cosell_edit_preview (CosellEdit *self, const char *text, GError **error);
/* Takes back what a preview said. Refused when a value is no longer what it was set to. */
void cosell_edit_take_back (CosellEdit *self, const char *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellEdit, cosell_edit_free)

G_END_DECLS
