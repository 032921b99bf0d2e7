/* cosell-people.h: contacts, solutions, customers and invitations as objects that views bind to
 *
 * Plain property bags; an object belongs to the thread that made it.
 */
#pragma once

#include <gio/gio.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-text.h"
#include "model/cosell-enums.h"

G_BEGIN_DECLS

/* A team member or customer contact. Properties (string, read-write, never NULL): first-name,
 * last-name, phone, email, title; read-only display-name ("Sara Ek", else the e-mail address) and
 * complete (boolean, C8: all four present). */
#define COSELL_TYPE_CONTACT (cosell_contact_get_type ())
G_DECLARE_FINAL_TYPE (CosellContact, cosell_contact, COSELL, CONTACT, GObject)
CosellContact *
cosell_contact_new (void); /* (transfer full) every text is "" */
/* Reads both shapes, the draft file's (phone) and the service's (phoneNumber), as a person wrote
 * them. */
CosellContact *
cosell_contact_new_from_json (CosellJsonValue value);
/* The same from the service, which writes entities into texts: they are decoded. */
CosellContact *
cosell_contact_new_from_wire (CosellJsonValue value);
/* Returns: (transfer full) another person with the same texts, for another thread or another list */
CosellContact *
cosell_contact_copy (CosellContact *self);
/* The draft file's object, texts as typed. */
void
cosell_contact_write_draft (CosellContact *self, CosellJsonWriter *writer);
/* The service's object: texts tidied (C3), blank ones left out. */
void
cosell_contact_write_wire (CosellContact *self, CosellJsonWriter *writer);
/* How a text of a person is tidied (C3), by its member on the wire. */
CosellTextKind cosell_contact_text_kind (const char *wire_name);
const char *
cosell_contact_get_email (CosellContact *self); /* as typed, "" for none; until it changes */
/* "" without name and address; valid until a text changes, "notify::display-name" tells. */
const char *
cosell_contact_get_display_name (CosellContact *self);
gboolean
cosell_contact_is_complete (CosellContact *self); /* C8: names, phone and e-mail address */
gboolean
cosell_contact_is_empty (CosellContact *self); /* an empty row of a form: it counts nowhere */

/* Properties: id, name, publisher (string); kind (CosellSolutionKind); eligible (boolean,
 * incentive-eligible, E1); co-sell-ready (boolean); read-only display-name (name, else id). */
#define COSELL_TYPE_SOLUTION (cosell_solution_get_type ())
G_DECLARE_FINAL_TYPE (CosellSolution, cosell_solution, COSELL, SOLUTION, GObject)
/* id, name: NULL is "". Co-sell-ready, not eligible, no publisher. (transfer full) */
CosellSolution *
cosell_solution_new (const char *id, const char *name, CosellSolutionKind kind);
/* Both shapes: the draft file's and the catalogue's (kind, publisher, eligible or
 * incentiveEligible, coSellReady: TRUE when absent), the service's (type, publisherName,
 * solutionType). */
CosellSolution *
cosell_solution_new_from_json (CosellJsonValue value);
/* The same for a solution of a referral, whose targets tell the own ones from others. */
CosellSolution *
cosell_solution_new_in_referral (CosellJsonValue value, CosellJsonValue referral);
/* Returns: (transfer full) as cosell_contact_copy */
CosellSolution *
cosell_solution_copy (CosellSolution *self);
/* The draft file's object; eligible and coSellReady only where they are not the usual. */
void
cosell_solution_write_draft (CosellSolution *self, CosellJsonWriter *writer);
void
cosell_solution_write_wire (CosellSolution *self, CosellJsonWriter *writer);
const char *
cosell_solution_get_id (CosellSolution *self); /* as received, "" for none */
const char *
cosell_solution_get_display_name (CosellSolution *self); /* name, else id, else "" */
CosellSolutionKind
cosell_solution_get_kind (CosellSolution *self); /* C9: whose solution it is */
gboolean
cosell_solution_is_eligible (CosellSolution *self); /* E1: for an incentive, as its source says */

/* Properties (string, read-write): name, address-line1, address-line2, city, state, postal-code,
 * country, duns, external-id, size; contacts (GListModel of CosellContact, read-only); consent
 * (boolean); read-only address ("Storgatan 1, 211 34 Malmö, Sweden"). */
#define COSELL_TYPE_CUSTOMER (cosell_customer_get_type ())
G_DECLARE_FINAL_TYPE (CosellCustomer, cosell_customer, COSELL, CUSTOMER, GObject)
CosellCustomer *
cosell_customer_new (void); /* (transfer full) every text is "", no contact, no consent */
/* The draft file's "customer", a catalogue entry, or a referral's customerProfile; state is read
 * from state or region. */
CosellCustomer *
cosell_customer_new_from_json (CosellJsonValue value);
/* The draft file's "customer", texts as typed, empty ones left out. */
void
cosell_customer_write_draft (CosellCustomer *self, CosellJsonWriter *writer);
/* A referral's customerProfile: texts tidied (C3), blank ones and empty contacts left out. */
void
cosell_customer_write_profile (CosellCustomer *self, CosellJsonWriter *writer);
const char *
cosell_customer_get_name (CosellCustomer *self); /* "" for none; valid until it changes */
const char *
cosell_customer_get_country (CosellCustomer *self); /* likewise; normally ISO 3166-1 alpha-2 */
GListStore *
cosell_customer_get_contacts (CosellCustomer *self); /* (transfer none) */

/* Microsoft's or a partner's part in a deal. Properties, read-only: organization-id,
 * organization-name, value, currency, close-date, notes, reason (string); status
 * (CosellDealStatus); help (CosellHelp); expires-at, updated-at (int64); team (GListModel of
 * CosellContact); solutions (GListModel of CosellSolution); remote-id (string, NULL when it waits
 * in the outbox). */
#define COSELL_TYPE_INVITATION (cosell_invitation_get_type ())
G_DECLARE_FINAL_TYPE (CosellInvitation, cosell_invitation, COSELL, INVITATION, GObject)
/* own: our half of the engagement, whose people are left out of the team (of Microsoft's half,
 * where they are sent along); nothing: everybody. */
CosellInvitation *
cosell_invitation_new_from_referral (CosellJsonValue referral, CosellJsonValue own);
/* An element of "partners" or "microsoft" as `show --json` prints it. */
void
cosell_invitation_write_json (CosellInvitation *self, CosellJsonWriter *writer);

G_END_DECLS
