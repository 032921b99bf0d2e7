/* crm-engine-fixture.h: a store with deals, the practice server as Partner Center and as a CRM, and the
 * engine between store and CRM */
#pragma once

#include "crm/cosell-crm.h"
#include "sync/cosell-crm-sync.h"
#include "sync/service-fixture.h"

G_BEGIN_DECLS

#define CRM "Contoso CRM"
#define ENGINE_REFUSAL "Nobody may edit notes now."

/* How a system that the practice server plays calls things. */
typedef struct
{
  const char *kind;
  const char *path; /* of its requests */
  const char *id;   /* members of an opportunity: */
  const char *fields[COSELL_CRM_N_FIELDS];
  const char *create; /* method that makes one, */
  const char *stages; /* JSON map for the settings, with ' for " */
  const char *stage_60; /* the stage that is 60 here, as JSON with ' for " */
  const char *mandatory; /* a field of its own that can be made one */
  const char *nothing;   /* the id of no opportunity */
} EngineSystem;

extern const EngineSystem engine_dynamics;
extern const EngineSystem engine_salesforce;

typedef struct
{
  ServiceFixture service;
  const EngineSystem *system;
  CosellCrm *crm;
  CosellCrmSync *engine;
  gint64 deal;     /* an accepted deal of ours */
  char *remote_id; /* its referral */
} EngineFixture;

/* Forty deals, pulled; one CRM that is set up, with stages mapped, previewed. system: an EngineSystem */
void engine_set_up (EngineFixture *fixture, gconstpointer system);
void engine_tear_down (EngineFixture *fixture, gconstpointer system);
/* Of each system. */
#define ENGINE_TEST(path, func)                                                                    \
  {                                                                                                \
    g_test_add ("/dynamics" path, EngineFixture, &engine_dynamics, engine_set_up, func,           \
                engine_tear_down);                                                                 \
    g_test_add ("/salesforce" path, EngineFixture, &engine_salesforce, engine_set_up, func,       \
                engine_tear_down);                                                                 \
  }

/* One run. */
gboolean engine_run (EngineFixture *fixture, CosellCrmSyncFlags flags, CosellCrmSyncResult *result,
                     GError **error);
/* The same; must succeed. */
CosellCrmSyncResult engine_run_ok (EngineFixture *fixture, CosellCrmSyncFlags flags);
/* Links the deal to an opportunity that is there. */
gboolean engine_link (EngineFixture *fixture, const char *opportunity, GError **error);
/* From now on it is about accepted deal number n of ours; 0 at first. */
void engine_use_deal (EngineFixture *fixture, guint n);
/* Time passes, for here and there. */
void engine_wait (EngineFixture *fixture, gint64 microseconds);
/* The deal is to have an opportunity, a new one. */
void engine_ask_for (EngineFixture *fixture);
/* The same, and it is made. Returns: (transfer full) its id */
char *engine_create (EngineFixture *fixture);
/* The link of the deal. Returns: (transfer full) (nullable) */
CosellCrmLink *engine_get_link (EngineFixture *fixture);
void engine_put_link (EngineFixture *fixture, const CosellCrmLink *link);
/* KEY=VALUE of `crm set`. */
void engine_set (EngineFixture *fixture, const char *key, const char *value);
/* The text of the notice of a field (nullable). (transfer full) */
char *engine_get_notice (EngineFixture *fixture, CosellCrmField field);
/* From now on a rule lets nobody edit notes (ENGINE_REFUSAL), or it does. */
void engine_refuse_notes (EngineFixture *fixture, gboolean refuses);
/* Marks a stage, here. */
void engine_mark (EngineFixture *fixture, const char *stage);
/* KEY=VALUE of `set`, here. */
void engine_edit (EngineFixture *fixture, const char *key, const char *value);
/* A member of the deal's document here, as JSON text. (transfer full) (nullable) */
char *engine_get_here (EngineFixture *fixture, const char *pointer);
/* Somebody else edits the opportunity: value as JSON, with ' for ". */
void engine_edit_there (EngineFixture *fixture, const char *id, CosellCrmField field,
                        const char *value);
/* /sandbox/control/crm of the kind; members: with ' for " */
void engine_order (EngineFixture *fixture, const char *members);
/* A field of the opportunity there, as JSON text. (transfer full) (nullable) */
char *engine_get_there (EngineFixture *fixture, const char *id, CosellCrmField field);
/* How it stands there: "open", "won", "lost". */
const char *engine_get_status_there (EngineFixture *fixture, const char *id);
/* Any open opportunity. Returns: (transfer full) its id */
char *engine_find_there (EngineFixture *fixture);
/* How many opportunities there are with this name. */
guint engine_count_named (EngineFixture *fixture, const char *name);
/* A fault for the next request of the method (nullable: any) to the CRM; members: with ' for " */
void engine_order_fault (EngineFixture *fixture, const char *method, const char *members);
/* Requests to the CRM so far; method NULL: any. */
guint engine_count_requests (EngineFixture *fixture, const char *method);

G_END_DECLS
