/* cosell-sandbox-salesforce-write.h: writing records of the practice Salesforce by its rules */
#pragma once

#include "sandbox/cosell-sandbox-salesforce.h"

G_BEGIN_DECLS

typedef enum
{
  SANDBOX_BY_CLIENT, /* whoever has the token */
  SANDBOX_BY_OTHER,  /* somebody else in the organization: no field is out of reach */
} SandboxBy;

/* A new record. Errors: SANDBOX_SALESFORCE_ERROR */
SandboxObjectRecord *
sandbox_salesforce_create (SandboxSalesforce *salesforce,
                           SandboxObjectId object,
                           CosellJsonValue body,
                           SandboxBy by,
                           GError **error);
/* The fields of body. An amount that products make is passed over, as Salesforce does. Errors: as
 * above */
gboolean
sandbox_salesforce_update (SandboxSalesforce *salesforce,
                           SandboxObjectRecord *record,
                           CosellJsonValue body,
                           SandboxBy by,
                           GError **error);

G_END_DECLS
