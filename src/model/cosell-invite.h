/* cosell-invite.h: asking somebody into a deal that there is already (rules A7–A9, C13, C16)
 *
 * Whether it is allowed is said by cosell-rules.h. Nothing of a deal that Microsoft sellers may not
 * see goes to Microsoft by inviting partners (A3). Pure; any thread.
 */
#pragma once

#include <gio/gio.h>

#include "model/cosell-enums.h"

G_BEGIN_DECLS

typedef struct _CosellDraftPartner CosellDraftPartner; /* model/cosell-draft-partner.h */

/* An invitation of cosellctl(1): {"microsoft":true,"help":…} or one element of "partners". */
typedef struct _CosellInvite CosellInvite;

/* Errors: COSELL_RULE_ERROR_SYNTAX */
CosellInvite *cosell_invite_new_from_json (const char *json, GError **error);
/* Of Microsoft, and of a partner. contacts: of CosellContact; consent: a person confirms that the
 * customer agrees (C21). What is given is copied. Returns: (transfer full) */
CosellInvite *cosell_invite_new_microsoft (CosellHelp help, const char *notes,
                                           GListModel *contacts, gboolean consent);
CosellInvite *cosell_invite_new_partner (CosellDraftPartner *partner, gboolean consent);
void cosell_invite_free (CosellInvite *self); /* self: (nullable) */
gboolean cosell_invite_is_microsoft (const CosellInvite *self); /* FALSE: it has a partner */
CosellDraftPartner *cosell_invite_get_partner (const CosellInvite *self); /* (nullable) */
/* What C2, C10, C11, C13 and C21 say of it. own_text: the own half as it stands; invited: the ids
 * of those who have a part in the deal already (nullable: not known). Issues have partner 0.
 * Returns: (transfer full) of CosellIssue */
GPtrArray *cosell_invite_validate (const CosellInvite *self, const char *own_text,
                                   const char *const *invited, const GDate *today);
/* C13: why the partner of this id cannot be invited once more, in a sentence. invited: (nullable) as
 * above; name: for people. Returns: (transfer full) (nullable): NULL when it can */
char *cosell_invite_refuse_again (const char *const *invited, const char *id, const char *name);
/* What the own half needs before Microsoft is invited: that sellers may view it, and the contact
 * where it may still be given (D17). Nothing for partners. unsent: the service does not have the
 * half yet, so that its type can be said as well; joined: somebody else has a part in the deal
 * already. */
void cosell_invite_change_own (const CosellInvite *self, const char *own_text, gboolean unsent,
                               gboolean joined, GPtrArray *changes);
/* The half that is sent, from the own one with those changes. Returns: (transfer full) */
char *cosell_invite_make_body (const CosellInvite *self, const char *own_text);

/* The same in the draft that a deal was made from and that is kept until the service has it.
 * Returns: (transfer full) (nullable): NULL with error */
char *cosell_invite_add_to_draft (const CosellInvite *self, const char *draft_json, GError **error);
/* That draft without it again. addressee: as in the body's target; nothing changes when it is not
 * in there. Returns: (transfer full) (nullable): NULL with error */
char *cosell_invite_drop_from_draft (const char *draft_json, const char *addressee, GError **error);

/* What an invitation of Microsoft changed in a half that was not sent, back to what the draft's
 * second answer says. */
void cosell_changes_unset_invited (GPtrArray *changes, const char *text, gboolean visible);

/* C21: whether it says what the own half does not, that the customer agrees. */
gboolean cosell_invite_confirms_consent (const CosellInvite *self, const char *own_text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellInvite, cosell_invite_free)

G_END_DECLS
