/* cosell-store-private.h: what the files of this folder share; worker only unless said
 *
 * Each file stands above those that it calls. From the ground up, with the header of its own that
 * says what is for others. Where there is none, a section of this header does, or (d) that of
 * cosell-store-deals.h, (o) of cosell-store-outbox.h, (x) of cosell-store-object.h.
 *
 * SQLite:
 *   cosell-connection.c, .h           one connection
 *   cosell-statement.c, .h            its statements
 *   cosell-store-error.c, .h          what SQLite says, as errors
 *   cosell-store-schema.c, .h         opening the file, and migrations
 *   cosell-store-salvage.c, .h        a damaged file (P10)
 *   cosell-store-salvage-copy.c, .h   its rows
 *   cosell-raw-file.c, .h             its pages, without SQLite; cosell-raw-rows.c, .h the rows on
 *                                     them; cosell-raw-load.c, .h file and log
 *   cosell-store-grams.c, .h          the tokenizer of the search index
 *   cosell-store-snapshot.c, .h       what is committed, where nothing can be written
 * Jobs:
 *   cosell-store.c, .h                the object; its members: cosell-store-object.h
 *   cosell-store-transaction.c        (x) jobs in transactions, a change set for each
 *   cosell-store-job.c, .h            what a running job is made of
 *   cosell-store-narrow.c, .h         an index that takes its time
 *   cosell-store-changes.c, .h        what commits changed
 *   cosell-store-tidy.c               (cosell-store.h) does beside the work what can be done later
 * Rows and documents:
 *   cosell-store-meta.c, .h           texts under a key
 *   cosell-store-document.c           members of documents
 *   cosell-referral-row.c, .h         a row of referral; cosell-store-rows.c, .h reads and writes it
 *   cosell-store-entries.c, .h        reads and writes a row of outbox
 *   cosell-store-index.c              what the search looks through
 *   cosell-store-columns.c            the field table and the columns of deal
 *   cosell-store-search-needle.c, .h  where a word stands
 *   cosell-store-search.c, .h         which deals have what is searched for
 *   cosell-store-candidates.c, .h     the few that a filter of one member can find
 *   cosell-store-read.c               (d) single deals
 *   cosell-store-crm-log.c, .h        what was done to keep a deal and its opportunity in step
 *   cosell-store-crm-state.c, .h      what is known of CRMs
 *   cosell-store-crm-links.c, .h      deals and their opportunities
 *   cosell-store-crm-fact.c           what a query asks of a deal and its CRM
 *   cosell-store-crm-lane.c           what waits for a CRM (cosell-store-crm-links.h)
 *   cosell-store-crm-settings.c       how CRMs are set up (cosell-store-crm-state.h)
 *   cosell-store-count.c, .h          (d) (o) how many there are
 *   cosell-store-fill.c, .h           columns that an older program did not fill
 *   cosell-store-filter.c, .h         the query language as SQL; cosell-store-filter-functions.c, .h
 *                                     what SQL asks the model for
 *   cosell-store-sort.c, .h           ids in the order of a value
 *   cosell-store-query.c              (d) which deals, in which order (cosell-store-reading.h)
 *   cosell-store-figures.c            (d) what the deals of a query have, and what they are worth
 *   cosell-store-pages.c              (d) rows for the main thread
 *   cosell-store-advice.c             (d) figures over all deals
 *   cosell-store-history.c            what became of a deal (d)
 *   cosell-store-lessons.c, .h        what documents taught, gathered before it is written
 *   cosell-store-suggestions.c        what people are offered to type again (d)
 *   cosell-store-clock.c, .h          the service's time
 *   cosell-store-notifications.c, .h  what a person is still to be told
 *   cosell-store-unsaved.c, .h        forms that are not saved
 *   cosell-store-rates.c, .h          rates between currencies
 *   cosell-store-crm.c, .h            CRMs that the profile works with
 *   cosell-store-views.c, .h          queries that are kept under a name
 *   cosell-store-sync-cursor.c, .h    how far a pull got
 * The row of a deal:
 *   cosell-store-derive.c             it is derived from the documents of its engagement
 *   cosell-store-half.c               (d) a half that makes no row
 *   cosell-store-account.c, .h        whose the deals are
 *   cosell-store-permissions.c, .h    what may be done with them
 *   cosell-store-colleagues.c         (d) who else is of the company
 * Changes made here, and documents of the service:
 *   cosell-store-draft-sync.c         the draft of a waiting deal in step with its edits
 *   cosell-store-rebase.c             a newer document under pending changes
 *   cosell-store-unkept.c             what the service did not keep, and hearts it does not take
 *   cosell-store-stranger.c           (o) answers that cannot be what was asked for
 *   cosell-store-park.c               entries that are put aside (o)
 *   cosell-store-unconfirmed.c        (o) creates whose answer got lost
 *   cosell-store-visible.c, .h        what the service shows no more
 *   cosell-store-drafts.c, .h         drafts, and bodies that wait
 *   cosell-store-deals.c, .h          documents of the service, and edits of them
 *   cosell-store-arrivals.c, .h       documents of the service by the page
 *   cosell-store-invite.c             invitations into a deal that there is already (d)
 *   cosell-store-discard.c            a waiting change is taken back
 *   cosell-store-status.c             changes of the status: alone, in order, now or later (d)
 *   cosell-store-register.c           (d) registrations: alone too, and what of them stays here
 *   cosell-store-conflicts.c, .h      what both sides changed, and what a person decided about it
 *   cosell-store-outbox.c, .h         what waits, what goes out, and what a person says to it
 *   cosell-store-complete.c           (o) what was sent and answered
 *   cosell-store-memento.c, .h        what is kept of a deal for the service
 *   cosell-store-crm-memento.c        a deal's link in it (cosell-store-memento.h)
 *   cosell-store-restore.c            from one memento to another (cosell-store-memento.h)
 *   cosell-store-group.c, .h          what was done to several deals at once
 *   cosell-store-undo.c, .h           what a person did, until it was sent
 *   cosell-store-renew.c              rows that an older program derived
 *   cosell-store-pack.c               documents that an older program kept as texts
 */
#pragma once

#include "model/cosell-conflict.h"
#include "model/cosell-crm-link.h"
#include "model/cosell-deal-data.h"
#include "model/cosell-outbox-entry.h"
#include "store/cosell-referral-row.h"
#include "store/cosell-store-entries.h"
#include "store/cosell-store-job.h"
#include "store/cosell-store-lessons.h"
#include "store/cosell-store-outbox.h"
#include "store/cosell-store-rows.h"

G_BEGIN_DECLS

/* The tab column: 0 inbound, 1 outbound; leads stand in theirs (L11): 2 one that needs an answer or had one,
 * 3 one that is for information only (L2). */
#define COSELL_STORE_TAB_INBOUND 0
#define COSELL_STORE_TAB_OUTBOUND 1
#define COSELL_STORE_TAB_LEAD 2
#define COSELL_STORE_TAB_INFORMING 3

/* As conditions over deal: whether nothing of it is parked but what a person holds back, and whether an
 * answer came after it was last shown. */
#define COSELL_STORE_HELD                                                                          \
  "(sync = 'parked' AND NOT EXISTS (SELECT 1 FROM outbox AS o WHERE o.deal = deal.id "             \
  "AND o.state IN ('parked', 'not-kept') AND NOT o.held))"
#define COSELL_STORE_UNREAD "(answered_at IS NOT NULL AND answered_at > ifnull (seen_at, 0))"

/* ---- cosell-store-columns.c; any thread ---- */

/* "SELECT id, sync, … FROM deal WHERE id = ?" and the row of it */
const char *cosell_store_columns_select (void);
/* Returns: (transfer full) the row that the statement stands on */
CosellDealData *cosell_store_columns_read (CosellStatement *statement);
/* Writes derived columns, folded keys, sync and what the search box looks through; id 0 inserts.
 * Returns: the id, 0 with error */
gint64 cosell_store_write_deal (CosellStore *self, gint64 id, const CosellDealData *data,
                                gint64 own_referral, GError **error);

/* ---- cosell-store-account.c ---- */

/* The own organization, where it is no guess: the account says it, or the service did so of what was
 * made here. organization: (out) (transfer full) (nullable) */
gboolean cosell_store_find_sure_organization (CosellStore *self, char **organization,
                                              GError **error);

/* ---- cosell-store-crm-state.c ---- */

/* COSELL_RULE_ERROR_UNKNOWN: there is no CRM of that name. Returns: FALSE */
gboolean cosell_store_set_no_crm (const char *name, GError **error);
/* What the CRM changed may have been missed: the next run compares all linked deals. */
gboolean cosell_store_doubt_crm_mark (CosellStore *self, const char *crm, GError **error);
/* Runs an update of the row of a CRM, with everything bound. */
gboolean cosell_store_update_crm (CosellStore *self, CosellStatement *statement, const char *crm,
                                  GError **error);
/* Whether any deal is linked; asked once, and again when a link was written. */
gboolean cosell_store_has_crm_links (CosellStore *self, gboolean *any, GError **error);
/* As cosell_store_load_crm_state. Returns: (transfer none) until a CRM is written; NULL with error */
const struct _CosellCrmState *cosell_store_peek_crm_state (CosellStore *self, const char *crm,
                                                           GError **error);
/* A CRM was written; a link was. */
void cosell_store_forget_crms (CosellStore *self);
void cosell_store_forget_linked (CosellStore *self);

/* ---- cosell-store-crm-links.c ---- */

/* The state of a row that stands for no link: a person took it away. */
#define COSELL_STORE_UNLINKED "unlinked"
/* The one list of columns; a condition follows with AND. */
#define COSELL_STORE_SELECT_CRM_LINKS                                                              \
  "SELECT deal, crm, opportunity, state, held, to_crm, conflicts, attempts, not_before, data "     \
  "FROM crm_link WHERE state <> '" COSELL_STORE_UNLINKED "' "
/* statement: begins with it. Returns: (transfer full) of CosellCrmLink, NULL with error */
GPtrArray *cosell_store_read_crm_links (CosellStatement *statement, GError **error);
/* The errors of cosell_store_put_crm_link. */
gboolean cosell_store_check_crm_link (CosellStore *self, const CosellCrmLink *link, GError **error);
/* Nothing when the deal has none. marked: no rule makes one for the deal again. */
gboolean cosell_store_drop_crm_link (CosellStore *self, gint64 deal, gboolean marked,
                                     GError **error);
/* Says in a deal's log that the opportunity of link was linked, or is not any more; nothing when it
 * has none. */
gboolean cosell_store_log_crm_link (CosellStore *self, gint64 deal, const CosellCrmLink *link,
                                    gboolean linked, GError **error);
/* The deal from becomes one with the deal to, which takes its log and, when it has no opportunity,
 * its link. */
gboolean cosell_store_merge_crm_links (CosellStore *self, gint64 from, gint64 to, GError **error);
/* All links of a CRM, which is being removed. */
gboolean cosell_store_drop_crm_links (CosellStore *self, const char *crm, GError **error);

/* ---- cosell-store-crm-fact.c ---- */

/* The expression over deal of what the key crm looks at: its CRM ID, and of a linked deal the name
 * of the CRM and (states) the state of the link, and "conflict" where it is in conflict, one a line;
 * NULL: nothing. Returns: (transfer full) */
char *cosell_store_make_crm_fact (CosellStore *self, gboolean states);

/* ---- cosell-store-crm-lane.c ---- */

/* Adds what waits for CRMs. */
gboolean cosell_store_add_crm_counts (CosellStore *self, CosellOutboxCounts *counts,
                                      GError **error);

/* ---- cosell-store-document.c; any thread ---- */

/* JSON text at a pointer. Returns: (transfer full) (nullable): absent or null */
char *cosell_store_value_at (CosellJsonValue root, const char *path);
/* Sets or (value NULL) removes. Returns: (transfer full) NULL with error */
char *cosell_store_text_with (const char *text, const char *path, const char *value,
                              GError **error);
/* What of a body that waits goes out (text: (transfer full)): not what is kept with it for people
 * here, nor what follows it in a patch of its own: the heart (B2) and an assessment's stage (D6). */
char *cosell_store_body_to_send (char *text);
/* Whether a document is one of an assessment (SA). text: (nullable) */
gboolean cosell_store_is_assessment (const char *text);

/* ---- cosell-store-index.c ---- */

/* What the search finds the deal by from now on: at once, or (in a job that is BULK) once
 * cosell_store_fill_index has come to it; it is found either way. text: (nullable) a search text that is
 * not folded */
gboolean cosell_store_index_deal (CosellStore *self, gint64 deal, const char *text, GError **error);
/* Deals that were deleted are taken out of the index; a job that writes ends with this. */
gboolean cosell_store_settle_index (CosellStore *self, GError **error);
/* Empties the index, before all deals are deleted. */
gboolean cosell_store_forget_index (CosellStore *self, GError **error);

/* ---- cosell-store-derive.c ---- */

/* The search text of a deal, not folded, from its documents or its draft as they stand now. Returns:
 * (transfer full), NULL with error */
char *cosell_store_read_search_text (CosellStore *self, gint64 deal, GError **error);

/* Roles, deal row and sync state of an engagement, from its documents as they stand now.
 * deal: (out) (optional): local id or 0 */
gboolean cosell_store_derive (CosellStore *self, const char *engagement, gint64 *deal,
                              GError **error);
/* A referral of the service that is not here yet. */
typedef struct
{
  CosellReferralRow *row; /* (owned) without texts; its id is free */
  CosellJson *document;   /* (owned) */
} CosellArrival;
/* An engagement and what its row will be: loaded or of arrivals (of CosellArrival, which outlive it)
 * alone, worked out, put. */
typedef struct _CosellDerivation CosellDerivation;
/* What is here of it, and arrivals (nullable) into it. Returns: (transfer full) NULL with error */
CosellDerivation *cosell_store_derivation_load (CosellStore *store, const char *engagement,
                                                GPtrArray *arrivals, GError **error);
/* Of an engagement of which nothing is here. own_org: (nullable). Returns: (transfer full) */
CosellDerivation *cosell_store_derivation_new (GPtrArray *arrivals, const char *own_org);
/* All that needs no database. Pure; any thread. */
void cosell_store_derivation_work_out (CosellDerivation *self);
/* What has arrived is inserted, the row is written. deal: (out) local id or 0; own: (out) the half that
 * makes it, or 0 */
gboolean cosell_store_derivation_put (CosellDerivation *self, CosellStore *store, gint64 *deal,
                                      gint64 *own, GError **error);
/* self: (nullable). Any thread. */
void cosell_store_derivation_free (CosellDerivation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellDerivation, cosell_store_derivation_free)
/* The row id of the half that makes the row; 0: none (a draft, no such deal) */
gboolean cosell_store_get_own_referral (CosellStore *self, gint64 deal, gint64 *referral,
                                        GError **error);
/* The same for the engagement that the service's document of a referral names, whatever an older
 * program put it to; not yet when another half of it is still among those that are stale. */
gboolean cosell_store_derive_anew (CosellStore *self, gint64 referral, GError **error);
/* Two rows are one engagement after all: from goes away, all of it belongs to to. */
gboolean cosell_store_merge_deals (CosellStore *self, gint64 from, gint64 to, GError **error);
/* sync column only */
gboolean cosell_store_refresh_sync (CosellStore *self, gint64 deal, GError **error);

/* ---- cosell-store-renew.c ---- */

/* A job: derives some of the rows anew that an older program derived. A row whose documents cannot be
 * read stays as it is. data: (out) gboolean: nothing is left to do */
gboolean cosell_store_renew (CosellStore *self, gpointer data, GError **error);

/* ---- cosell-store-pack.c ---- */

/* A job: packs some of the documents that an older program kept as texts. data: (out) gboolean:
 * nothing is left to do */
gboolean cosell_store_pack (CosellStore *self, gpointer data, GError **error);

/* ---- cosell-store-notifications.c ---- */

/* G2: the service's newer version of a half of a deal has been stored; own: the row's own half;
 * before: the version that it replaced, NULL when it has just come. */
gboolean cosell_store_note_news (CosellStore *self, const CosellReferralRow *row, gint64 deal,
                                 gint64 own, const char *before, GError **error);
/* The same of an own half that has just come. */
gboolean cosell_store_note_arrival (CosellStore *self, CosellJsonValue own, gint64 deal,
                                    GError **error);
/* G2: an entry was parked, not by a person. */
gboolean cosell_store_note_not_sent (CosellStore *self, gint64 deal, gint64 seq, GError **error);

/* ---- cosell-store-status.c ---- */

/* The hour of a deferred entry has come, or somebody wants it now: history, document and row. */
gboolean cosell_store_take_effect (CosellStore *self, const CosellOutboxEntry *entry,
                                   GError **error);
/* E3: a scheduled change of a deal that the service has just made waits for 72 hours of the
 * service's own time. */
gboolean cosell_store_reschedule (CosellStore *self, const CosellReferralRow *row, GError **error);

/* ---- cosell-store-unkept.c: what the service did not keep (P13), and hearts (B2) ---- */

/* The entry was carried out, and *row has what the service has of its referral now: what of it was
 * not kept (unkept, of CosellChange) stays as an entry, and is shown in the document. */
gboolean cosell_store_note_unkept (CosellStore *self, const CosellReferralRow *row,
                                   GPtrArray *unkept, GError **error);
/* The body of a create as it went out last. Returns: (transfer full) NULL with error */
char *cosell_store_dup_sent_body (CosellStore *self, gint64 seq, const CosellReferralRow *row,
                                  GError **error);
/* A newer word of a person on paths that the service did not keep, or does not take, ends that: the
 * changes are made on what the service has, and those that it has already go away. */
gboolean cosell_store_supersede (CosellStore *self, gint64 referral, GPtrArray *changes,
                                 GError **error);

/* ---- cosell-store-conflicts.c ---- */

/* Decides the conflicts of an entry that a decision covers, the loser into the history, and puts the
 * entry and the document in order: what has no conflict left goes out. covered: (out) (optional) */
gboolean cosell_store_decide (CosellStore *self, CosellOutboxEntry *entry,
                              const CosellConflictDecision *decision, gboolean *covered, GError **error);

/* ---- cosell-store-park.c ---- */

/* Saves an entry whose state has changed, and what the row of its deal says of that. */
gboolean cosell_store_save_state (CosellStore *self, CosellOutboxEntry *entry, GError **error);

/* ---- cosell-store-drafts.c ---- */

/* The row of a draft: id 0 makes one, else whatever row it is becomes a draft. Returns: the id,
 * 0 with error */
gint64 cosell_store_write_draft (CosellStore *self, gint64 id, const char *json,
                                 const CosellDealData *data, gint64 created_at, GError **error);

/* A document that only waits so far, and the entry that sends it; op, deal and depends_on of the
 * entry are given, the rest is filled. engagement: (out) (optional): the key */
gboolean cosell_store_queue_body (CosellStore *self, CosellOutboxEntry *entry, const char *body,
                                  char **engagement, GError **error);

/* ---- cosell-store-discard.c ---- */

/* cosell_store_discard without what made room for the entry. */
gboolean cosell_store_drop (CosellStore *self, gint64 seq, GError **error);
/* A3: without the consent of the own half nothing that waits goes to Microsoft. */
gboolean cosell_store_drop_unshared (CosellStore *self, const CosellReferralRow *own,
                                     GError **error);

/* ---- cosell-store-invite.c ---- */

/* A3: an invitation that waited (entry; row is its half) was taken away: the own half is shown no
 * more than it would be without it, as far as that was not sent; the kept draft follows. */
gboolean cosell_store_take_back_invitation (CosellStore *self, const CosellOutboxEntry *entry,
                                            const CosellReferralRow *row, GError **error);

/* ---- cosell-store-visible.c ---- */

/* The service showed the referral: it is marked no more. Nothing for one that was not. */
gboolean cosell_store_mark_visible (CosellStore *self, CosellReferralRow *row, GError **error);

/* ---- cosell-store-deals.c ---- */

/* What a document of the service says that it is; an ID that is none is an error. A stamp ahead of the
 * service's time is none (P14). head: (out) to be cleared in either case */
gboolean cosell_store_read_head (CosellStore *self, const CosellJson *document,
                                 CosellReferralHead *head, GError **error);
/* A document of a referral that is here. etag: (nullable) that came with it; alone: it was asked for by
 * itself */
gboolean cosell_store_put_known (CosellStore *self, CosellReferralRow *row, const char *text,
                                 const CosellReferralHead *head, const char *etag, gboolean alone,
                                 GError **error);

/* Takes over text, a document that the service has now, as it stands (whatever its age): rebase,
 * eTag, engagement, row, history. settled: see cosell_store_rebase; later: text is not the answer to
 * them but was read afterwards, and may hold what others did since. */
gboolean cosell_store_apply_remote (CosellStore *self, CosellReferralRow *row, const char *text,
                                    const CosellReferralHead *head, const char *etag,
                                    GPtrArray *settled, gboolean later, GError **error);

/* Edits of what waits: the conflicts that are left follow, and an entry without changes goes. */
gboolean cosell_store_merge_entry (CosellStore *self, CosellOutboxEntry *entry, GPtrArray *changes,
                                   GError **error);

/* ---- cosell-store-rebase.c ---- */

/* What pending changes were made on: which of their originals are the service's values now, spelled
 * as it spells them. */
typedef enum
{
  COSELL_ORIGINALS_SETTLED, /* those of what is settled */
  COSELL_ORIGINALS_ALL,     /* the document answers the whole body (a create) */
  COSELL_ORIGINALS_KEEP,    /* none: others may have changed the document since */
} CosellOriginals;

/* Puts the pending changes of a referral onto text, a newer document of the service, and sets
 * row->base and row->current. settled: (nullable) changes that text holds already. */
gboolean cosell_store_rebase (CosellStore *self, CosellReferralRow *row, const char *text,
                              GPtrArray *settled, CosellOriginals originals,
                              GError **error);
/* The changes made here that the service may have already: the entries that are out, and settled.
 * Returns: (transfer full) the document that is expected then */
char *cosell_store_expected (CosellStore *self, const CosellReferralRow *row, GPtrArray *settled,
                             GError **error);
/* Waiting bodies of the other halves and the kept draft follow the own half at these paths. */
gboolean cosell_store_propagate_edit (CosellStore *self, gint64 deal, GPtrArray *changes,
                                      const char *own_text, GError **error);

/* ---- cosell-store-history.c ---- */

/* One line of the deal's history. at: µs UTC; who: "you" (or who edits, cosell_store_set_author) or "service"; path: a JSON pointer; old
 * and value: JSON texts (nullable): nothing stood or stands there. */
gboolean cosell_store_add_history (CosellStore *self, gint64 deal, gint64 at, const char *who,
                                   const char *path, const char *old, const char *value,
                                   GError **error);
/* What the service changed from old to text; what expected has as well was made here. */
gboolean cosell_store_add_service_history (CosellStore *self, gint64 deal, gint64 at,
                                           const char *old, const char *expected, const char *text,
                                           GError **error);
/* What a person changed from old to text at watched paths and at paths (keys), by undo or redo. */
gboolean cosell_store_add_own_history (CosellStore *self, gint64 deal, const char *old,
                                       const char *text, GHashTable *paths, GError **error);

/* ---- cosell-store-suggestions.c ---- */

/* An own document changed from old (nullable) to text (nullable). */
gboolean cosell_store_index_suggestions (CosellStore *self, const char *old, const char *text,
                                         gint64 at, GError **error);
/* The same for an own document that is new here. lessons: it is only added to those */
void cosell_store_learn_arrival (CosellStore *self, CosellStoreLessons *lessons,
                                 CosellJsonValue referral, gint64 at);
/* The same by somebody here, just now: whom they put into the team is of our company (C8). */
gboolean cosell_store_learn_typed (CosellStore *self, const char *old, const char *text,
                                   GError **error);
/* Everything from the own documents as they are. */
gboolean cosell_store_learn_again (CosellStore *self, GError **error);
/* Deletes all that is suggested. */
gboolean cosell_store_forget_suggestions (CosellStore *self, GError **error);

/* ---- cosell-store-draft-sync.c; any thread ---- */

/* The draft's JSON with what changes touch taken from own_text, the waiting referral. */
char *cosell_store_draft_sync_propagate (const char *draft, GPtrArray *changes,
                                         const char *own_text, GError **error);

G_END_DECLS
