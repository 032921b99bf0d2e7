/* cosell-sandbox-core.h: the referrals of the practice server, in memory, and its clock
 *
 * A referral is kept as its JSON text: what a client sent comes back digit for digit, and 100 000
 * of them fit. Texts are immutable and atomically reference counted, so that a save can run beside.
 * Main thread only, unless said otherwise.
 */
#pragma once

#include "base/cosell-clock.h"
#include "base/cosell-json-edit.h"
#include "sandbox/cosell-sandbox-format.h"
#include "sandbox/cosell-sandbox-random.h"

G_BEGIN_DECLS

/* Who runs the practice company. */
#define SANDBOX_OWN_ID "5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34"
#define SANDBOX_OWN_NAME "Fabrikam"
#define SANDBOX_MICROSOFT_ID "msft"
#define SANDBOX_MICROSOFT_NAME "Microsoft"
/* Contract 6.2: how long an invitation waits for an answer. */
#define SANDBOX_ANSWER_TIME (14 * G_TIME_SPAN_DAY)
#define SANDBOX_NEVER G_MAXINT64
/* The call to action of a lead that is to be answered, in the words of Partner Center. */
#define SANDBOX_CONTACT "Contact me"

/* Error codes are HTTP status codes; the message is what the answer says. */
#define SANDBOX_ERROR (sandbox_error_quark ())
GQuark
sandbox_error_quark (void);

typedef struct _SandboxRecord SandboxRecord;
struct _SandboxRecord
{
  GRefString *text;
  char *id;
  char *engagement_id;
  const char *organization_id; /* this and the next are interned, never NULL */
  const char *status;
  const char *substatus;
  const char *type;
  const char *direction;
  const char *qualification;
  gint64 created; /* µs since the epoch, UTC */
  gint64 updated;
  gint64 expires;      /* SANDBOX_NEVER once answered */
  SandboxRecord *next; /* (nullable): the next referral of the same engagement */
};

typedef struct
{
  CosellClock *clock;  /* (owned) */
  gint64 clock_offset; /* µs that POST clock added */
  guint64 seed;
  guint64 revision;   /* counts writes; ids and eTags come from it */
  gint64 last_update; /* newest updatedDateTime given out */
  gint64 next_expiry;
  GPtrArray *records;        /* (owned) SandboxRecord, oldest first */
  GHashTable *by_id;         /* id → record */
  GHashTable *by_engagement; /* engagementId → first record */
  GQueue walks;              /* lists that are being paged through, see query */
  guint64 last_walk;
  gboolean own_engagements; /* a create gets one of its own: a fault */
  const CosellJson *unkept; /* (nullable) {path: value}: what of a write is not kept: a fault */
  struct _SandboxDataverse *dataverse;   /* (owned): a CRM beside it */
  struct _SandboxSalesforce *salesforce; /* (owned): another one */
  void (*changed) (gpointer user_data);
  gpointer changed_data;
} SandboxCore;

/* An empty practice server. clock: referenced; seed: of the GUIDs. Returns: (transfer full) */
SandboxCore *
sandbox_core_new (CosellClock *clock, guint64 seed);
/* Frees it with all of its referrals. core: (nullable) */
void
sandbox_core_free (SandboxCore *core);
gint64
sandbox_core_now (SandboxCore *core); /* µs UTC, offset included */
/* An instant for updatedDateTime: now, but always later than every one before. */
gint64
sandbox_core_next_update (SandboxCore *core);
/* A GUID that no other call gives out. Returns: (transfer full) */
char *
sandbox_core_new_guid (SandboxCore *core);

/* Takes over a complete referral. Errors: 400 when it is none. */
SandboxRecord *
sandbox_core_insert (SandboxCore *core, const char *text, gssize length, GError **error);
/* The same for a record that is filled in already, all but next. Takes it over, also on failure. */
SandboxRecord *
sandbox_core_adopt (SandboxCore *core, SandboxRecord *record, GError **error);
/* Gives a record a new text with a fresh updatedDateTime and eTag. */
void
sandbox_core_update (SandboxCore *core, SandboxRecord *record, const char *text);
SandboxRecord *
sandbox_core_find (SandboxCore *core, const char *id); /* (nullable), any case */
/* The first half of an engagement, of which the others follow by next. (transfer none)
 * (nullable) */
SandboxRecord *
sandbox_core_engagement (SandboxCore *core, const char *engagement_id);
/* The engagement's half that belongs to an organization; the newest when it has several. */
SandboxRecord *
sandbox_core_half (SandboxCore *core, const char *engagement_id, const char *organization_id);
/* Closes as Expired what is due by the clock, and hides the contacts of leads. Returns: how many */
guint
sandbox_core_expire (SandboxCore *core);
/* Whether a referral is a lead (contract 7), and one that nobody has to answer. */
gboolean
sandbox_core_is_lead (CosellJsonValue referral);
gboolean
sandbox_core_informs (CosellJsonValue referral);

G_END_DECLS
