/* crm-engine-fixture.h: a store with deals, the practice server as Partner Center and as a CRM, and the
 * engine between store and CRM */
#pragma once

#include "crm/cosell-dynamics.h"
#include "sync/cosell-crm-sync.h"
#include "sync/service-fixture.h"

G_BEGIN_DECLS

#define CRM "Contoso CRM"

typedef struct
{
  ServiceFixture service;
  CosellDynamics *dynamics;
  CosellCrmSync *engine;
  guint n_edits;   /* that the engine made here */
  gint64 deal;     /* an accepted deal of ours */
  char *remote_id; /* its referral */
} EngineFixture;

/* Forty deals, pulled; one CRM that is set up, with stages mapped, previewed. */
void engine_set_up (EngineFixture *fixture, gconstpointer data);
void engine_tear_down (EngineFixture *fixture, gconstpointer data);
#define ENGINE_TEST(path, func)                                                                    \
  g_test_add ("/crm/engine/" path, EngineFixture, NULL, engine_set_up, func, engine_tear_down)

/* One run. */
gboolean engine_run (EngineFixture *fixture, CosellCrmSyncFlags flags, CosellCrmSyncResult *result,
                     GError **error);
/* The same; must succeed. */
CosellCrmSyncResult engine_run_ok (EngineFixture *fixture, CosellCrmSyncFlags flags);
/* Links the deal to an opportunity that is there. */
gboolean engine_link (EngineFixture *fixture, const char *opportunity, GError **error);
/* The deal is to have an opportunity. */
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
/* KEY=VALUE of `set`, here. */
void engine_edit (EngineFixture *fixture, const char *key, const char *value);
/* A member of the deal's document here, as JSON text. (transfer full) (nullable) */
char *engine_get_here (EngineFixture *fixture, const char *pointer);
/* Somebody else edits the opportunity: members as JSON, with ' for ". */
void engine_edit_there (EngineFixture *fixture, const char *id, const char *members);
/* /sandbox/control/crm of the kind; members: with ' for " */
void engine_order (EngineFixture *fixture, const char *members);
/* A member of the opportunity there, as JSON text. (transfer full) (nullable) */
char *engine_get_there (EngineFixture *fixture, const char *id, const char *member);
/* How many opportunities there are with this name. */
guint engine_count_named (EngineFixture *fixture, const char *name);
/* A fault for the next request of the method (nullable: any) to the CRM; members: with ' for " */
void engine_order_fault (EngineFixture *fixture, const char *method, const char *members);
/* Requests to the CRM so far; method NULL: any. */
guint engine_count_requests (EngineFixture *fixture, const char *method);

G_END_DECLS
