/* cosell-store-visible.h: deals that the service shows no more (P5, P7); worker only
 *
 * Nothing is deleted: the referral is marked with the instant, the row of a deal whose own half it
 * is shows that (invisibleSince), and what waits for the deal is parked with the reason. It is
 * marked no more as soon as the service shows it again, whichever way; what was parked stays so,
 * for a person to decide.
 */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Marks referrals (local ids). What the service never had, and what is marked already, stays as it
 * is. */
gboolean
cosell_store_mark_invisible (CosellStore *self,
                             const gint64 *referrals,
                             guint n_referrals,
                             GError **error);

/* Whether a referral of the service's list is not what is kept here: unknown, marked, or with a
 * later updatedDateTime (COSELL_NO_TIME, when it is unreadable, is always newer). */
gboolean
cosell_store_is_newer (CosellStore *self,
                       const char *remote_id,
                       gint64 updated,
                       gboolean *newer,
                       GError **error);

/* Whether the document of a referral is kept here byte for byte as in text. */
gboolean
cosell_store_has_text (CosellStore *self,
                       const char *remote_id,
                       const char *text,
                       gboolean *same,
                       GError **error);

/* Whether it is known, and nothing says that this is another version of it. etag: (nullable) */
gboolean
cosell_store_is_version (CosellStore *self,
                         const char *remote_id,
                         const char *etag,
                         gboolean *same,
                         GError **error);

/* The look through the whole list. */

/* Begins anew: nothing was seen. */
gboolean
cosell_store_reconcile_begin (CosellStore *self, GError **error);
/* An element of the list was seen. newer: (out) as cosell_store_is_newer; also with an equal stamp when
 * etag (nullable) tells another version. One that looks older and is another version was not seen: it
 * is asked for alone (P14). */
gboolean
cosell_store_reconcile_see (CosellStore *self,
                            const char *remote_id,
                            gint64 updated,
                            const char *etag,
                            gboolean *newer,
                            GError **error);

typedef struct
{
  gint64 referral;
  char *remote_id;
} CosellMissing;

/* What is kept here, is not marked, and was not seen, in order of id, behind after, up to last.
 * Returns: (transfer full) of CosellMissing */
GArray *
cosell_store_reconcile_missing (CosellStore *self,
                                gint64 after,
                                gint64 last,
                                guint limit,
                                GError **error);
/* The highest id of a referral, 0 for none. */
gboolean
cosell_store_get_last_referral (CosellStore *self, gint64 *last, GError **error);

G_END_DECLS
