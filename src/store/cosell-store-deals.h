/* cosell-store-deals.h: deals and the referrals they are made of; worker only unless said */
#pragma once

#include "model/cosell-advice.h"
#include "model/cosell-customer-match.h"
#include "model/cosell-deal-data.h"
#include "model/cosell-document.h"
#include "model/cosell-history-entry.h"
#include "model/cosell-query.h"
#include "model/cosell-totals.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* What a list shows. All members may be left zero. */
typedef struct
{
  CosellTab tab;
  const char *search; /* every word must stand in one of what cosell-search-text.h names */
  /* a column (cosell-export.h), amounts without regard to their currency; "-" before it descends;
   * NULL = "-createdAt" */
  const char *sort;
  /* (nullable) "K=V"…: PUBLIC field names, compared with their text form, of a list with one of it.
   * Several values of one key are alternatives, different keys must all hold; an empty value (or
   * "null") means "none". */
  const char *const *filters;
  gint64 limit;               /* 0 = all */
  const CosellQuery *query;   /* (nullable) what the language says; asks for a context */
  const CosellQueryContext *context; /* (nullable) */
} CosellDealQuery;

/* Keys in order: gint64 local ids. Ties are broken by id, newest first. Errors: an unknown sort or
 * filter key is COSELL_STORE_ERROR_NOT_FOUND, a value that its field cannot have is
 * COSELL_RULE_ERROR_SYNTAX. */
GArray *cosell_store_query_deals (CosellStore *self, const CosellDealQuery *query, GError **error);
/* Deals per tab, in their order; what carries the heart stands in two. */
gboolean cosell_store_count_tabs (CosellStore *self, gint64 counts[COSELL_N_TABS], GError **error);
/* The same of those that a query finds: its tab, sort and limit do not count. */
gboolean cosell_store_count_query (CosellStore *self, const CosellDealQuery *query,
                                   gint64 counts[COSELL_N_TABS], GError **error);
/* A value that a key of the language has among the deals of a query. */
typedef struct
{
  char *value;  /* what stands behind "key:", without quotes; NULL for "none" */
  char *label;  /* (nullable) what a person knows it by, if that is not the value */
  gint64 count; /* of deals */
} CosellFacetValue;
void cosell_facet_value_free (CosellFacetValue *self); /* self: (nullable) */
/* What can be chosen for a key of words, names, codes or stages, with what its other filters leave: its own
 * choice does not count, the tab does. The most frequent first. Returns: (transfer full) of
 * CosellFacetValue; NULL with error */
GPtrArray *cosell_store_count_facet (CosellStore *self, const CosellDealQuery *query,
                                     CosellQueryKey key, GError **error);
/* The same for choices that nobody has to look for: how many deals of a query each of them finds, by its
 * filters and keywords. choices: of CosellQuery; except: a CosellQueryKey whose filters do not count
 * unless they are negated, or -1. Returns: (transfer full) of gint64; NULL with error */
GArray *cosell_store_count_choices (CosellStore *self, const CosellDealQuery *query,
                                    GPtrArray *choices, int except, GError **error);
/* I15: what the deals of a query are worth: its sort and limit do not count. rates, currency: as
 * cosell_totals_builder_end; today: of the context. (transfer full) NULL with error */
CosellTotals *cosell_store_get_totals (CosellStore *self, const CosellDealQuery *query,
                                       const CosellRates *rates, const char *currency,
                                       guint32 today, GError **error);
/* The same of those that wait for an answer of the user (D1, L2): received, still to be seen, and not for
 * information only. */
gboolean cosell_store_count_unanswered (CosellStore *self, gint64 counts[COSELL_N_TABS], GError **error);
/* Local id of an ID as people type it: a local integer, or the GUID of any half. NOT_FOUND. */
gint64 cosell_store_find_deal (CosellStore *self, const char *id, GError **error);
/* What an ID means, when that may be a half that does not make its deal's row. */
typedef struct
{
  gint64 deal;
  gint64 referral; /* 0: the row, its own half; else another one, a hidden half */
  CosellRole role; /* of that */
  char *remote_id; /* (nullable) of that */
  gint64 invisible_since; /* of that */
} CosellTarget;
/* Frees what the members hold; the struct is the caller's. self: (nullable) */
void cosell_target_clear (CosellTarget *self);
/* As cosell_store_find_deal. */
gboolean cosell_store_find_target (CosellStore *self, const char *id, CosellTarget *target,
                                   GError **error);
/* The same of the row id of a half. NOT_FOUND */
gboolean cosell_store_get_target (CosellStore *self, gint64 referral, CosellTarget *target,
                                  GError **error);
/* The deal's row as it would be if that half made it. documents: (out) as they come from
 * cosell_store_get_documents, that half first. Returns: (transfer full) NULL with error */
CosellDealData *cosell_store_get_half (CosellStore *self, const CosellTarget *target,
                                       GPtrArray **documents, GError **error);
/* Rows come without search_text. NOT_FOUND */
CosellDealData *cosell_store_get_deal (CosellStore *self, gint64 id, GError **error);
/* Main thread, through the read-only connection: rows for keys; a vanished row is a NULL element.
 * Returns: (transfer full) (nullable) of CosellDealData. */
GPtrArray *cosell_store_read_rows (CosellStore *self, const gint64 *ids, guint n_ids,
                                   GError **error);

/* Own half first. Returns: (transfer full) of CosellDocument; a draft has none. */
GPtrArray *cosell_store_get_documents (CosellStore *self, gint64 deal, GError **error);

/* One referral as the service sent it (list, get, create or patch answer): insert or update by
 * remote id, rebase waiting updates (cosell_changes_rebase; an overlap parks the entry with a
 * reason that shows both values), derive the row again. An answer older than what is stored
 * (updatedDateTime) is ignored. etag: from the header, used when the body has none. */
gboolean cosell_store_upsert_remote (CosellStore *self, const char *text, const char *etag,
                                     GError **error);
/* The same for one that was asked for by itself just now: it is the newest, whatever its stamp says
 * (P14). */
gboolean cosell_store_put_asked (CosellStore *self, const char *text, const char *etag,
                                 GError **error);
/* Local edit: applies changes to the referral, writes history, queues as cosell_outbox_plan_update
 * says. An empty array does nothing. Rules are the caller's. */
gboolean cosell_store_edit_referral (CosellStore *self, gint64 referral, GPtrArray *changes,
                                     GError **error);
/* A change of the deal's status (cosell_changes_have_status) is an outbox entry of its own: behind
 * what waits already, joined by nothing. With not_before it is scheduled, and counts only then. What
 * was scheduled before is dropped: one end is enough. Rules are the caller's. */
gboolean cosell_store_change_status (CosellStore *self, gint64 referral, GPtrArray *changes,
                                     gint64 not_before, GError **error);
/* A registration (cosell_changes_register) is an outbox entry of its own, behind what waits already;
 * one that waits is changed instead, and tried again when the service had refused it. Refused for a
 * deal that the service does not have, and while one is on its way. Rules are the caller's.
 * Returns: the seq of the entry, 0 with error, and without error when nothing changed */
gint64 cosell_store_register (CosellStore *self, gint64 referral, GPtrArray *changes,
                              GError **error);
/* E10: JSON that is kept with the deal and never sent (NULL: nothing). */
gboolean cosell_store_set_registration (CosellStore *self, gint64 deal, const char *json,
                                        GError **error);
/* Returns: (transfer full) (nullable): NULL without error for nothing */
char *cosell_store_get_registration (CosellStore *self, gint64 deal, GError **error);
/* H, C24: the figures over all rows. today: in the user's calendar. (transfer full) */
CosellAdvice *cosell_store_get_advice (CosellStore *self, const GDate *today, GError **error);
/* Queues the half of somebody who is invited (C16). own_changes: what the own half needs before; they
 * go first, and the invitation waits for them; may be empty. An invitation of Microsoft that is
 * discarded takes them back. kept_draft: (nullable) cosell_store_get_waiting_draft with the
 * invitation. Rules are the caller's. */
gboolean cosell_store_invite (CosellStore *self, gint64 own_referral, GPtrArray *own_changes,
                              const char *body, const char *kept_draft, GError **error);
/* C22: whether an address (cosell_email_fold) stands in the team of a deal that our company created
 * and in no partner's half. Reads all documents: for few addresses. */
gboolean cosell_store_is_colleague (CosellStore *self, const char *email, gboolean *yes,
                                    GError **error);
/* C21: the history says that somebody confirmed the customer's consent. */
gboolean cosell_store_remember_consent (CosellStore *self, gint64 deal, GError **error);
/* C17: open deals about the same customer (cosell_customer_key_same), newest first; leads and drafts
 * are none. except: a local id that is left out, 0 for none. Returns: (transfer full) of gint64 */
GArray *cosell_store_find_duplicates (CosellStore *self, const CosellCustomerKey *key, gint64 except,
                                      guint limit, GError **error);
/* Known customers of all deals for the assistant: distinct by folded name, country and entity (C1:
 * D-U-N-S number, else the address), newest first. search may be NULL. Returns: (transfer full) of
 * char * customerProfile JSON texts */
GPtrArray *cosell_store_suggested_customers (CosellStore *self, const char *search, guint limit,
                                             GError **error);
/* C8: the latest distinct addresses of own teams, newest first, as member JSON texts. */
GPtrArray *cosell_store_suggested_members (CosellStore *self, guint limit, GError **error);
/* C24: campaign IDs of deals, the latest used first. Returns: (transfer full) of char * */
GPtrArray *cosell_store_suggested_campaigns (CosellStore *self, guint limit, GError **error);
/* C25: what own deals have as an attribute of this type, the latest used first. Returns: (transfer
 * full) of char * */
GPtrArray *cosell_store_suggested_attributes (CosellStore *self, const char *type, guint limit,
                                              GError **error);
/* C4: where the latest own deal belongs. Returns: (transfer full) (nullable) */
char *cosell_store_last_location (CosellStore *self, GError **error);
/* Solutions seen in deals, as solution JSON texts, most used first. */
GPtrArray *cosell_store_suggested_solutions (CosellStore *self, guint limit, GError **error);

/* Newest first. Returns: (transfer full) of CosellHistoryEntry; NULL with error */
GPtrArray *cosell_store_get_history (CosellStore *self, gint64 deal, GError **error);
/* Who makes the edits from now on, as the history tells it: the name of a CRM, or (NULL) "you". Whoever sets it
 * takes it back in the same job. */
void cosell_store_set_author (CosellStore *self, const char *author);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellTarget, cosell_target_clear)

G_END_DECLS
