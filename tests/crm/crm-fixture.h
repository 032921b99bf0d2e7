/* crm-fixture.h: a CRM that is spoken to, and the practice server that plays it */
#pragma once

#include "crm/cosell-dynamics.h"
#include "crm/cosell-salesforce.h"
#include "http/cosell-http-error.h"
#include "sandbox/sandbox-client.h"
#include "support/json-text.h"

G_BEGIN_DECLS

#define PRACTICE_OPPORTUNITIES 40
#define PATH "/api/data/v9.2/"

typedef struct
{
  Client *client; /* its clock stands at TEST_NOW */
  CosellDynamics *dynamics;     /* (nullable), as the next */
  CosellSalesforce *salesforce;
  CosellCrm *crm;
} Fixture;

void
fixture_set_up (Fixture *fixture, gconstpointer data);
void
fixture_tear_down (Fixture *fixture, gconstpointer data);
#define ADD(path, test)                                                                            \
  g_test_add ("/crm/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

void
salesforce_set_up (Fixture *fixture, gconstpointer data);
void
salesforce_tear_down (Fixture *fixture, gconstpointer data);
#define ADD_SALESFORCE(path, test)                                                                 \
  g_test_add ("/crm/salesforce/" path, Fixture, NULL, salesforce_set_up, test, salesforce_tear_down)

/* The calls of CosellCrm, waited for. */
CosellCrmPage *
crm_list (Fixture *fixture, gint64 since, const char *const *ids, const char *next, GError **error);
CosellOpportunity *
crm_get (Fixture *fixture, const char *id, GError **error);
CosellOpportunity *
crm_create (Fixture *fixture,
            const CosellOpportunity *opportunity,
            const char *defaults,
            GError **error);
CosellOpportunity *
crm_update (Fixture *fixture,
            const CosellOpportunity *opportunity,
            CosellOpportunityFields fields,
            GError **error);
gboolean
crm_close (Fixture *fixture, const char *id, const CosellCrmEnding *ending, GError **error);
GPtrArray *
crm_find_account (Fixture *fixture, const char *name, const char *postal_code, GError **error);
GPtrArray *
crm_find_contact (Fixture *fixture, const char *email, const char *account_id, GError **error);
CosellCrmParty *
crm_create_party (Fixture *fixture, const CosellCrmParty *party, GError **error);
CosellCrmDescription *
crm_describe (Fixture *fixture, GError **error);
CosellCrmUser *
crm_who (Fixture *fixture, GError **error);

/* POST to the control of the practice server, with ' for ". */
Answer *
fixture_control (Fixture *fixture, const char *name, const char *body);
/* A new opportunity of the first account, in its own currency. Returns: (transfer full) */
CosellOpportunity *
fixture_draft (Fixture *fixture, const char *name);
/* The same for Salesforce. */
CosellOpportunity *
salesforce_draft (Fixture *fixture, const char *name);
/* The requests so far with this method, and the body of the last one (nullable). */
guint
fixture_count (Fixture *fixture, const char *method, char **body);

G_END_DECLS
