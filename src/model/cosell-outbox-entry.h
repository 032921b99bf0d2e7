/* cosell-outbox-entry.h: a change that waits for the service; pure, any thread
 *
 * The one form of a row of the outbox: the store reads and writes it, a round sends it, the window
 * and cosellctl show it. What stands below "read only" is not written with the entry: it is of its
 * referral, and of the unconfirmed create that it may be.
 */
#pragma once

#include "model/cosell-conflict.h"
#include "model/cosell-enums.h"
#include "model/cosell-outbox-plan.h"

G_BEGIN_DECLS

/* model/cosell-change.h */
typedef struct _CosellChange CosellChange;

typedef struct
{
  gint64 seq;      /* its number; 0: in no table yet */
  gint64 deal;     /* local id */
  gint64 referral; /* row of referral */
  CosellOutboxOp op;
  CosellOutboxState state;
  GPtrArray *changes;   /* UPDATE: of CosellChange; else NULL. NOT_KEPT: from what the service
                         * kept to what was sent */
  GPtrArray *conflicts; /* of CosellConflict, never NULL: a person has to decide (P4) */
  char *request_id;     /* GUID, made once: repeated by every try of this entry */
  gint64 depends_on;    /* seq or 0 */
  gint64 attempts;
  gint64 not_before; /* µs UTC or COSELL_NO_TIME; sent: until then it may still arrive (P3) */
  char *last_error;  /* (nullable) in words for a person */
  gboolean held;     /* parked, because a person holds it back; kept of no other state */
  gint64 group;      /* J7: the action on several deals that queued it, or 0 */
  gint64 replaced;   /* µs UTC: hour of the scheduled win that made room for this one, or NO_TIME */

  /* read only: its referral */
  char *body;          /* CREATE, INVITE: the whole referral as it is sent, from its current text */
  char *base;          /* UPDATE of attributes (C25): (nullable) what the service has, else NULL */
  char *invited;       /* INVITE: (nullable) whom: a name, else the id */
  char *remote_id;     /* UPDATE: (nullable) */
  char *half;          /* UPDATE: (nullable) remote_id when it is of a hidden half (P14) */
  char *engagement_id; /* (nullable) */
  char *etag;          /* UPDATE: (nullable) as received */

  /* read only: CREATE, INVITE that went out without a clear answer (P3); else FALSE and nothing */
  gboolean unconfirmed; /* it may be on the service already, whatever the state says */
  gint64 since;         /* µs UTC: a referral that is older is not what it made; COSELL_NO_TIME:
                         * no limit */
  gint64 known;         /* rows of referral up to this id were here before */
  char *sent_body;      /* (nullable) as it went out last */
  char **candidates;    /* (nullable) ids of the service: a person has to say which it is */
  char *chosen;         /* (nullable) the id that a person chose */
} CosellOutboxEntry;

/* An entry that is in no table yet, without changes or conflicts. Returns: (transfer full) */
CosellOutboxEntry *cosell_outbox_entry_new (void);
/* Frees all members. self: (nullable) */
void cosell_outbox_entry_free (CosellOutboxEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellOutboxEntry, cosell_outbox_entry_free)
/* Returns: (transfer full) an array of CosellOutboxEntry, with free func */
GPtrArray *cosell_outbox_entry_list_new (void);

/* What the rules of the outbox need of it. */
CosellOutboxHead cosell_outbox_entry_get_head (const CosellOutboxEntry *self);
/* The service has theirs (JSON text, nullable) where the change, one of the entry's, has its
 * own. */
void cosell_outbox_entry_add_conflict (CosellOutboxEntry *self, const CosellChange *change,
                                       const char *theirs);
/* A change of the status for later: it does not count yet in the deal's document. One that was held
 * is still for later. */
gboolean cosell_outbox_entry_is_deferred (const CosellOutboxEntry *self);
/* Whether text, the document before it, shows the changes of the entry: not while it is for later,
 * and not when the status that it wants cannot be had any more (P5). */
gboolean cosell_outbox_entry_counts (const CosellOutboxEntry *self, const char *text);
/* Whether the service may have the entry by now, so that it must not change any more. */
gboolean cosell_outbox_entry_is_frozen (const CosellOutboxEntry *self);
/* Whether the entry was sent and answered, and waits for nothing but a person's word, or the
 * service's (P13, B2). */
gboolean cosell_outbox_entry_is_told (const CosellOutboxEntry *self);

G_END_DECLS
