/* sim.h: clients, service, network, clocks and crashes in one process, all from one seed
 *
 * Nothing happens by itself: every event (a person does something, a request arrives, an answer
 * comes back, a program dies) stands in one queue with an instant of simulated time, and between
 * two events every client comes to rest, so that its threads cannot change the order. The same seed
 * gives the same trace.
 *
 *   sim-clock.c    clocks that may be wrong, and timers that wait for simulated time
 *   sim-remote.c   the client's end of the network: a CosellRemote
 *   sim-network.c  what becomes of a request between the two ends
 *   sim-server.c   the practice server's core, and what it was told
 *   sim-lies.c     a service whose stamps lie
 *   sim-client.c   one profile: started, killed, synced
 *   sim-people.c   what people do with it
 *   sim-crm*.c     a CRM beside the service: see sim-crm.h
 *   sim-check.c    what must hold in the end
 *   sim-run.c      the queue, and a run from beginning to end
 */
#pragma once

#include "app/cosell-session-private.h"
#include "base/cosell-service-clock.h"
#include "sandbox/cosell-sandbox-referrals.h"
#include "sandbox/cosell-sandbox-service.h"

G_BEGIN_DECLS

typedef struct _Sim Sim;
typedef struct _SimClient SimClient;
typedef struct _SimRequest SimRequest;
typedef struct _SimCrmEnd SimCrmEnd;
typedef struct _SimCrmServer SimCrmServer;

typedef struct
{
  guint64 seed;
  guint clients;
  guint steps;
  gboolean verbose; /* the trace goes to stdout as it is made */
  gboolean plain;   /* no deal disappears, no connection breaks while a request is on its way */
  gboolean lies;    /* the service's stamps lie */
  gboolean crm;     /* there is a CRM, too */
} SimOptions;

/* What the network does to a request. */
typedef enum
{
  SIM_FATE_GOOD,
  SIM_FATE_REFUSED,      /* no connection: certainly not carried out */
  SIM_FATE_LOST_BEFORE,  /* never arrives */
  SIM_FATE_LOST_AFTER,   /* carried out, the answer never comes */
  SIM_FATE_STATUS,       /* answered with a status instead of being carried out */
  SIM_FATE_STATUS_AFTER, /* the same although it was carried out */
  SIM_FATE_CUT,          /* carried out, half of the answer comes */
  SIM_FATE_WEB_PAGE,     /* a sign-in page of the network answers */
  SIM_N_FATES,
} SimFate;

typedef enum
{
  SIM_LIST,
  SIM_GET,
  SIM_CREATE,
  SIM_PATCH,
  SIM_EXTRA,
} SimKind;

struct _SimRequest
{
  Sim *sim;
  SimClient *client;
  guint number; /* of the client */
  SimKind kind;
  GTask *task; /* (owned) (nullable): until the client knows an outcome */
  gulong cancel_id;
  char *path;
  char *query; /* (nullable) */
  char *body;  /* (nullable) */
  char *etag;  /* (nullable) */
  SimFate fate;
  guint status;      /* of SIM_FATE_STATUS… */
  guint retry_after; /* seconds, 0: none */
  gint64 asked;
  gint64 date; /* the answer's, whole seconds; 0: none */
  SandboxReply reply;
};

/* One change that a person was told is kept. */
typedef struct
{
  guint number;
  guint client;
  gint64 deal; /* local id */
  char *field;
  char *token; /* what can be found again */
  gboolean create;
  gboolean draft;      /* nobody but its author has seen it: what they write over is not kept */
  gboolean taken_back; /* by the person */
} SimPromise;

/* A write that the server took. */
typedef struct
{
  guint client;
  char *id;
  char *body;
} SimWrite;

/* A deal as a person has seen it: what they overwrite after that, they overwrite knowingly. */
typedef struct
{
  guint client;
  char *id;
  char *text;
} SimLook;

struct _SimClient
{
  Sim *sim;
  guint index;
  guint life; /* how often it was started */
  char *folder;
  CosellClock *clock;         /* of the computer */
  CosellClock *service_clock; /* what the running program makes of it */
  CosellRemote *remote;
  CosellSession *session;
  gboolean cut_off; /* no network */
  GPtrArray *fresh; /* (owned) of SimRequest (owned): not given to the network yet */
  guint n_requests;
  GCancellable *cancellable; /* (owned) (nullable) of the round under way */
  gboolean syncing;
  CosellSyncSummary summary; /* of the round that ended last */
  SimCrmEnd *crm;            /* (owned) (nullable) */
};

typedef void (*SimFunc) (Sim *sim, gpointer data);

struct _Sim
{
  SimOptions options;
  SandboxRandom random;
  SandboxRandom more; /* decides what plain runs do not have, so that those stay as they were */
  SandboxRandom lies; /* decides what only runs with lying stamps have */
  SandboxRandom crm_random; /* likewise of a CRM */
  gint64 begin;
  gint64 now;
  GPtrArray *events; /* (owned) in order, the next one last */
  guint64 last_event;
  GPtrArray *timers; /* (owned) of GSource that wait for simulated time */
  guint steps_left;
  guint roughness; /* of a thousand requests, how many go wrong */
  guint page_size;
  gboolean has_extras; /* the lists of the practice server */
  gboolean has_reconciliations; /* else a pull alone has to find everything */
  gboolean hides;      /* deals disappear, and come back */
  gboolean breaks;     /* connections break while a request is on its way */
  gboolean no_content; /* the service answers patches without a body */
  guint lying;         /* of a thousand versions, how many have a stamp that lies */
  gboolean lies_sort;  /* the list is sorted by those, else by true ones */
  GHashTable *told;    /* (owned) (nullable) id → eTag of the version whose stamp was decided */
  gboolean healed;     /* nothing goes wrong any more */
  gboolean over;
  char *folder;

  CosellClock *server_clock;
  SandboxService *service;
  SimCrmServer *crm;  /* (owned) (nullable) */
  GPtrArray *hidden;  /* (owned) of SandboxRecord: the first ones of engagements that nobody sees */
  GPtrArray *clients; /* (owned) of SimClient */
  GPtrArray *promises; /* (owned) of SimPromise */
  GPtrArray *writes;   /* (owned) of SimWrite */
  GPtrArray *looks;    /* (owned) of SimLook */
  guint last_token;

  GString *trace;
  char *failure; /* (nullable): what does not hold */
};

/* sim-run.c */
/* Runs one seed. trace: (out) (transfer full). Returns: (transfer full) (nullable): NULL when
 * everything holds, else what does not */
char *
sim_run (const SimOptions *options, char **trace);
guint
sim_below (Sim *sim, guint limit);
gboolean
sim_chance (Sim *sim, guint of_thousand);
/* The same two, of what plain runs do not have. */
guint
sim_below_more (Sim *sim, guint limit);
gboolean
sim_chance_more (Sim *sim, guint of_thousand);
void
sim_trace (Sim *sim, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The first failure counts. */
void
sim_fail (Sim *sim, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Puts an event into the queue; data: (transfer full) */
void
sim_later (Sim *sim, gint64 microseconds, SimFunc func, gpointer data, GDestroyNotify free_data);
/* Lets every client come to rest: it waits for a person, the network or a timer. */
void
sim_rest (Sim *sim);
/* Runs events until the queue is empty or done (data) says so. */
void
sim_run_until (Sim *sim, gboolean (*done) (gpointer data), gpointer data);

/* sim-clock.c */
CosellClock *
sim_clock_new (Sim *sim);
void
sim_clock_set_offset (CosellClock *clock, gint64 microseconds);
gint64
sim_clock_get_offset (CosellClock *clock);

/* sim-remote.c */
CosellRemote *
sim_remote_new (SimClient *client);
/* The client learns the outcome, unless it gave up before. */
void
sim_request_answer (SimRequest *request);
void
sim_request_fail (SimRequest *request, GError *error);
SimRequest *
sim_request_ref (SimRequest *request);
void
sim_request_unref (SimRequest *request);

/* sim-network.c */
/* random: of whom the request is. (transfer none) */
const char *
sim_network_fate_name (SimFate fate);
SimFate
sim_network_draw_fate (Sim *sim, SandboxRandom *random);
/* limit: seconds. Returns: µs */
gint64
sim_network_draw_delay (Sim *sim, SandboxRandom *random, guint limit);
/* Of SIM_FATE_STATUS…; retry_after: (inout) seconds */
guint
sim_network_draw_status (Sim *sim, SandboxRandom *random, SimFate fate, guint *retry_after);
/* Decides what becomes of the requests that clients made since the last time. */
void
sim_network_take (Sim *sim);

/* sim-server.c */
void
sim_server_start (Sim *sim);
void
sim_server_stop (Sim *sim);
void
sim_server_handle (Sim *sim, SimRequest *request);
/* An open deal that many people work on. (nullable) */
const SandboxRecord *
sim_server_pick_busy (Sim *sim);
/* What Microsoft, a partner or the calendar does. */
void
sim_server_act (Sim *sim);

/* sim-lies.c */
/* What kind of a liar the service is. */
void
sim_lies_draw (Sim *sim);
/* Decides the stamps of what was written since the last time. request: (nullable) whose answer has
 * them too */
void
sim_lies_tell (Sim *sim, SimRequest *request);

/* A deal with all of its halves disappears, or comes back as it was. */
void
sim_server_hide_or_show (Sim *sim);
/* Whether nobody sees this one. */
gboolean
sim_server_is_hidden (Sim *sim, const char *id);

/* sim-client.c */
SimClient *
sim_client_new (Sim *sim, guint index);
void
sim_client_free (SimClient *client);
void
sim_client_start (SimClient *client);
void
sim_client_stop (SimClient *client);
/* kill -9, and started again with what is on the disk. */
void
sim_client_crash (SimClient *client);
void
sim_client_sync (SimClient *client, gboolean explicit_sync);
/* A job on the store; fails the run when the store does. */
gboolean
sim_client_run (SimClient *client, CosellStoreFunc func, gpointer data);
/* Local ids of all deals, in order of their age. (transfer full) */
GArray *
sim_client_get_deals (SimClient *client);
/* 0: it is not there */
gint64
sim_client_find_deal (SimClient *client, const char *id);
/* Whether the deal is marked: the service shows it no more. */
gboolean
sim_client_is_invisible (SimClient *client, gint64 deal);
/* (transfer full) of CosellDocument */
GPtrArray *
sim_client_get_documents (SimClient *client, gint64 deal);
/* (transfer full) of CosellOutboxEntry */
GPtrArray *
sim_client_get_outbox (SimClient *client);
/* (transfer full) of CosellHistoryEntry */
GPtrArray *
sim_client_get_history (SimClient *client, gint64 deal);
/* Everything that waits, in words that hold every value of it. (transfer full) */
char *
sim_client_dup_waiting (SimClient *client);

/* sim-people.c */
void
sim_people_act (Sim *sim);
/* A person looks at a deal and works on it: an edit, or a step of its life. */
void
sim_people_work (SimClient *client, gint64 deal);
/* What a command ended with. Returns: whether the person was told that it is kept */
gboolean
sim_people_finish (SimClient *client, GAsyncResult **place, const char *what);
/* A person reads a deal. */
void
sim_people_look_at (SimClient *client, gint64 deal);
/* Notes what is kept no more; before: of sim_client_dup_waiting. */
void
sim_people_note_taken_back (SimClient *client, const char *before);
/* A person sees a referral. */
void
sim_look (Sim *sim, guint client, const char *id, const char *text);
/* Somebody goes through what is parked. finally: whatever cannot be sent is discarded. */
void
sim_people_clear (SimClient *client, gboolean finally);

/* sim-check.c */
/* After everything healed: queues are drained, all are the same, nothing is lost or double. */
void
sim_check (Sim *sim);
/* Syncs everybody until nothing moves any more. */
void
sim_check_drain (Sim *sim);
/* A write that the server is about to take; before: (nullable) the referral as it stands. */
void
sim_check_overwrite (Sim *sim, SimRequest *request, const char *before);

G_END_DECLS
