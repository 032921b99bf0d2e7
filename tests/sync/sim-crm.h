/* sim-crm.h: a CRM beside the service, with people of its own
 *
 * Each client keeps some of its deals in step with the same CRM. A deal is kept by one client alone:
 * links are local (K1), so two that asked for an opportunity of the same deal would make two, as two
 * people would who both type it in over there. What only runs with a CRM have is drawn from
 * sim->crm_random, so that runs without one stay as they are.
 *
 *   sim-crm.c         the client's end of the network: a CosellCrm
 *   sim-crm-server.c  the CRM in memory
 *   sim-crm-user.c    what its people do
 *   sim-crm-client.c  the engine in a profile, and what is kept there
 *   sim-crm-people.c  what the people of a client do with links
 *   sim-crm-check.c   what must hold in the end
 */
#pragma once

#include "crm/cosell-crm.h"
#include "store/cosell-store-crm-links.h"
#include "sync/cosell-crm-sync.h"
#include "sync/sim.h"

G_BEGIN_DECLS

#define SIM_CRM_NAME "Simulated CRM"
#define SIM_CRM_SOLUTIONS "solutions"
#define SIM_CRM_KEY "referral"
/* who made or changed something */
#define SIM_CRM_USER G_MAXUINT

typedef enum
{
  SIM_CRM_LIST,
  SIM_CRM_GET,
  SIM_CRM_CREATE,
  SIM_CRM_UPDATE,
  SIM_CRM_CLOSE,
  SIM_CRM_FIND_ACCOUNT,
  SIM_CRM_FIND_CONTACT,
  SIM_CRM_CREATE_PARTY,
  SIM_CRM_DESCRIBE,
  SIM_CRM_WHO,
} SimCrmCall;

typedef struct
{
  Sim *sim;
  SimClient *client;
  guint number; /* of the client */
  SimCrmCall call;
  GTask *task; /* (owned) (nullable): until the client knows an outcome */
  gulong cancel_id;
  CosellOpportunity *opportunity; /* (owned) (nullable): create, update */
  CosellOpportunityFields fields; /* update */
  CosellCrmLink *link; /* (owned) (nullable): update: as it was when the request was made */
  CosellCrmParty *party;          /* (owned) (nullable): create */
  gint64 deal;                    /* create: for which it is */
  char *id;                       /* (nullable): get, close, account of a contact */
  char *name;                     /* (nullable): account, address of a contact */
  char *postal_code;              /* (nullable) */
  char *next;                     /* (nullable) */
  GStrv ids;                      /* (owned) (nullable) */
  gint64 since;
  gboolean won;
  SimFate fate;
  guint status;      /* of what goes wrong on the way */
  guint retry_after; /* seconds, 0: none */
  gint64 asked;
  SandboxReply reply; /* its status, and words of an error */
  gpointer result;    /* (owned) of a good one */
  GDestroyNotify free_result;
} SimCrmRequest;

/* An opportunity over there. */
typedef struct
{
  CosellOpportunity *now; /* (owned) */
  guint version;
  gboolean deleted;
  gboolean was_deleted; /* once: another one may be made */
  guint maker;   /* index of a client, or SIM_CRM_USER */
  gint64 deal;   /* of the maker, for which it was made */
  guint row;     /* its place */
} SimCrmRow;

/* What a person over there typed. */
typedef struct
{
  guint row;
  CosellCrmField field;
  char *token;
  gboolean replaced; /* by a person over there, who saw it */
} SimCrmPromise;

/* One CRM. */
struct _SimCrmServer
{
  gboolean takes_ids;
  gboolean has_key;    /* a column for the referral's id */
  gboolean reads_late; /* what a write answers was read after it */
  gboolean pads;       /* amounts with four decimals, line ends as Windows has them */
  gboolean locks;      /* what is closed cannot be written */
  CosellOpportunityFields stubborn; /* of every other opportunity: what is written does not stick */
  guint page_size;
  CosellCrmDescription *description; /* (owned) */
  CosellCrmSettings *settings;       /* (owned) that each client has */
  GPtrArray *rows;                   /* (owned) of SimCrmRow */
  GPtrArray *accounts;               /* (owned) of CosellCrmParty, like the next two */
  GPtrArray *contacts;
  GPtrArray *users;
  GPtrArray *promises; /* (owned) of SimCrmPromise */
  GHashTable *claims;  /* (owned) engagement, or opportunity → index of its client + 1 */
  guint last_id;
};

/* The CRM in a profile. */
struct _SimCrmEnd
{
  CosellCrm *crm;
  CosellCrmSync *sync; /* (owned) (nullable): of the life that the client has */
  GPtrArray *fresh;    /* (owned) of SimCrmRequest (owned): not given to the network yet */
  guint n_requests;
  guint n_lists;       /* of them, lists */
  guint n_first_pages; /* of those, from their beginning */
  GCancellable *cancellable; /* (owned) (nullable): of what is under way */
  gboolean busy;
  guint n_writes;      /* of runs, that the server took */
  guint writes_before; /* the same when the run began */
  CosellCrmSyncResult result;
  GHashTable *asked; /* (owned) deal → how often an opportunity was asked for */
};

/* sim-crm.c */
CosellCrm *sim_crm_new (SimClient *client, gboolean takes_ids);
SimCrmRequest *sim_crm_request_ref (SimCrmRequest *request);
void sim_crm_request_unref (SimCrmRequest *request);
/* Decides what becomes of the requests that a client made since the last time. */
void sim_crm_network_take (SimClient *client);

/* sim-crm-server.c */
void sim_crm_server_start (Sim *sim);
void sim_crm_server_stop (Sim *sim);
guint sim_crm_below (Sim *sim, guint limit);
gboolean sim_crm_chance (Sim *sim, guint of_thousand);
/* Carries a request out: its reply, and its result, are there then. */
void sim_crm_server_handle (SimCrmRequest *request);
/* Fields of which that opportunity keeps what it has. */
CosellOpportunityFields sim_crm_server_get_stubborn (Sim *sim, const SimCrmRow *row);
/* What it answers to a write: as it is now. */
void sim_crm_server_read_late (SimCrmRequest *request);
/* One that is there. (nullable) */
SimCrmRow *sim_crm_server_find (Sim *sim, const char *id);
/* One that is not deleted. (nullable) */
SimCrmRow *sim_crm_server_pick (Sim *sim);
/* A new one. id: (transfer full); maker: index of a client, or SIM_CRM_USER */
SimCrmRow *sim_crm_server_add_row (Sim *sim, char *id, guint maker);
/* (transfer full) */
char *sim_crm_server_new_id (Sim *sim);
/* It has another version from now on. */
void sim_crm_server_touch (Sim *sim, SimCrmRow *row, const char *who);
/* Of UTF-16. text: (nullable) */
guint sim_crm_server_count_units (const char *text);

/* sim-crm-user.c */
/* Does something. */
void sim_crm_user_act (Sim *sim);
/* Makes an opportunity. */
void sim_crm_user_make (Sim *sim);
void sim_crm_promise_free (gpointer data); /* A GDestroyNotify */

/* sim-crm-client.c */
void sim_crm_client_start (SimClient *client);
void sim_crm_client_stop (SimClient *client);
void sim_crm_client_free (SimClient *client);
/* A run; APPLY once a person agreed. */
void sim_crm_client_sync (SimClient *client, CosellCrmSyncFlags flags);
void sim_crm_client_link (SimClient *client, gint64 deal, const char *opportunity);
void sim_crm_client_close (SimClient *client, gint64 deal, gboolean won);
/* (transfer full) of CosellCrmLink */
GPtrArray *sim_crm_client_get_links (SimClient *client);
/* (transfer full) (nullable) */
CosellCrmLink *sim_crm_client_get_link (SimClient *client, gint64 deal);
/* Our side of a deal. row, sheet: (out) (optional) (transfer full). Returns: whether there is one */
gboolean sim_crm_client_get_side (SimClient *client, gint64 deal, CosellDealData **row,
                                  CosellCrmSheet **sheet);
/* (transfer full) of CosellCrmLogEntry */
GPtrArray *sim_crm_client_get_log (SimClient *client, gint64 deal);

/* Everything that is kept of deals and opportunities, in words that hold every value of it. (transfer
 * full) */
char *sim_crm_client_dup_kept (SimClient *client);
/* Runs until nothing is under way with the CRM. */
void sim_crm_client_wait (SimClient *client);

/* sim-crm-people.c */
void sim_crm_people_act (Sim *sim, SimClient *client);
/* Goes through what is asked. finally: so that nothing is asked again. Returns: whether there was
 * anything */
gboolean sim_crm_people_clear (SimClient *client, gboolean finally);

/* sim-crm-check.c */
/* The link of a client to an opportunity. Returns: (transfer full) (nullable) */
CosellCrmLink *sim_crm_check_find_link (SimClient *client, const char *opportunity);
/* An opportunity that is about to be written: what was changed over there since both agreed, and nobody
 * here decided about, stays (K3). */
void sim_crm_check_overwrite (SimCrmRequest *request, const SimCrmRow *row);
/* Whether client's person was overruled by the CRM in that field of the deal, and the log says so. */
gboolean sim_crm_check_replaced (SimClient *client, gint64 deal, const char *token);
void sim_crm_check (Sim *sim);

G_END_DECLS
