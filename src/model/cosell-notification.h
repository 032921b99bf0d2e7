/* cosell-notification.h: what a person is told of by a desktop notification (G2); pure, any thread
 *
 * What happened on the service is found by comparing two versions of a referral when one takes the
 * other's place; deadlines are found by the clock; changes that could not be sent by whoever parks
 * them. The mark says which happening it was: the same deal, kind and mark is told once.
 */
#pragma once

#include "base/cosell-json.h"
#include "model/cosell-deal-data.h"
#include "model/cosell-lifecycle.h"
#include "model/cosell-request.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_NOTIFICATION_ARRIVED,      /* "arrived": a new inbound deal */
  COSELL_NOTIFICATION_LEAD,         /* "lead": a new lead that needs an answer (L2) */
  COSELL_NOTIFICATION_EXPIRING,     /* "expiring": it is about to expire (D4) */
  COSELL_NOTIFICATION_ANSWERED,     /* "answered": Microsoft or a partner answered */
  COSELL_NOTIFICATION_REGISTRATION, /* "registration": it needs an action (E8) */
  COSELL_NOTIFICATION_NOT_SENT,     /* "not-sent": a change that could not be sent */
} CosellNotificationKind;
#define COSELL_N_NOTIFICATION_KINDS (COSELL_NOTIFICATION_NOT_SENT + 1)
#define COSELL_TYPE_NOTIFICATION_KIND (cosell_notification_kind_get_type ())
GType cosell_notification_kind_get_type (void);

typedef struct
{
  CosellNotificationKind kind;
  CosellDealData *deal;    /* (owned): the row as it stands now */
  CosellDeadline deadline; /* EXPIRING */
  char *who;               /* (owned) (nullable) ANSWERED: the organization's name */
  CosellDealStatus answer; /* ANSWERED */
  CosellRequest *request;  /* (owned) (nullable) ARRIVED, LEAD: what is asked (D14) */
  gboolean not_kept;       /* NOT_SENT: it was sent, but not kept (P13) */
  char *reason; /* (owned) (nullable) ANSWERED, REGISTRATION: the service's words; NOT_SENT: ours */
} CosellNotification;

/* takes deal */
CosellNotification *cosell_notification_new (CosellNotificationKind kind, CosellDealData *deal);
void cosell_notification_free (CosellNotification *self); /* self: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellNotification, cosell_notification_free)

/* What the service's newer version of a half brings. before: a value of kind NONE when it has just
 * come. role: of the half in its engagement. mark: (out) (transfer full)
 * Returns: whether there is anything to tell */
gboolean cosell_notification_find (CosellRole role, CosellJsonValue before, CosellJsonValue after,
                                   CosellNotificationKind *kind, char **mark);
/* Makes an ARRIVED of a lead one of the kind LEAD. Returns: FALSE when nobody has to answer by now */
gboolean cosell_notification_settle (CosellNotification *self);
/* Fills in who answered what and why, what a new deal asks, or what the registration needs. half: as
 * it stands now; the own one for ARRIVED, LEAD and REGISTRATION. Returns: FALSE when that is over by now */
gboolean cosell_notification_explain (CosellNotification *self, CosellJsonValue half);

/* The mark of a deadline; a deal whose deadline moves is told of anew. Returns: (transfer full) */
char *cosell_notification_deadline_mark (CosellDeadline deadline, gint64 expires_at);

G_END_DECLS
