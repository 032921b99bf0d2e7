/* cosell-draft-partner.h: a partner that is going to be invited (C13)
 *
 * One element of the draft file's "partners", see cosellctl(1). Properties, read-write strings that
 * hold exactly what was typed: id, name, close-date, value, currency, notes; help (CosellHelp);
 * team (own people for this partner), solutions (what the partner is to bring): GListStore,
 * read-only, always there, and notified whenever anything in them changed. An object belongs to the
 * thread that made it.
 */
#pragma once

#include <gio/gio.h>

#include "base/cosell-json-edit.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DRAFT_PARTNER (cosell_draft_partner_get_type ())
G_DECLARE_FINAL_TYPE (CosellDraftPartner, cosell_draft_partner, COSELL, DRAFT_PARTNER, GObject)

/* Prefilled with the deal's (all nullable), nothing typed yet: close_date as YYYY-MM-DD; copies of the
 * contacts. Returns: (transfer full) */
CosellDraftPartner *cosell_draft_partner_new_prefilled (const char *close_date,
                                                        const char *currency, GListModel *team);
/* An element of "partners". Errors: COSELL_RULE_ERROR_SYNTAX; unknown members are kept. */
CosellDraftPartner *cosell_draft_partner_new_from_json (CosellJsonValue value, GError **error);
/* Returns: (transfer full) another partner with all that this one has, for another thread */
CosellDraftPartner *cosell_draft_partner_copy (CosellDraftPartner *self);
/* The element that new_from_json reads, unknown members included; null for an empty text. */
void cosell_draft_partner_write_json (CosellDraftPartner *self, CosellJsonWriter *writer);

/* Name, else id, else words for "a partner that was not chosen yet". (transfer none) */
const char *cosell_draft_partner_get_display_name (CosellDraftPartner *self);
const char *cosell_draft_partner_get_id (CosellDraftPartner *self); /* as typed */
GListStore *cosell_draft_partner_get_team (CosellDraftPartner *self); /* of CosellContact */
GListStore *cosell_draft_partner_get_solutions (CosellDraftPartner *self); /* of CosellSolution */

/* What C13 says of this one alone; every message names the partner. index: CosellIssue.partner.
 * today: a date in the user's calendar. */
void cosell_draft_partner_validate (CosellDraftPartner *self, int index, const GDate *today,
                                    GPtrArray *issues);

/* Into the open object of a referral that invites the partner: target, details, team (deal_team,
 * of CosellContact, when the partner has none of its own) and inviteContext. */
void cosell_draft_partner_write_wire (CosellDraftPartner *self, GListModel *deal_team,
                                      CosellJsonWriter *writer);

G_END_DECLS
