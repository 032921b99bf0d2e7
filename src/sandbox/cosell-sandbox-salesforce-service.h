/* cosell-sandbox-salesforce-service.h: the Salesforce REST API as the practice server plays it
 *
 * /services/data                                       versions
 * /services/data/vNN.0                                 resources
 * …/query?q=, …/queryAll?q=, …/query/LOCATOR           SOQL
 * …/sobjects, …/sobjects/NAME, …/sobjects/NAME/describe
 * …/sobjects/NAME/ID, …/sobjects/NAME/FIELD/VALUE      one record, by its id or an external id
 * …/limits, …/connect/organization
 * /services/oauth2/userinfo, /id/ORG/USER              who is signed in
 */
#pragma once

#include "sandbox/cosell-sandbox-service.h"

G_BEGIN_DECLS

#define SANDBOX_SALESFORCE_PATH "/services/data"
/* What records are written with where no version was asked for. */
#define SANDBOX_SALESFORCE_VERSION "v64.0"

gboolean
sandbox_salesforce_is_for (const char *path);
/* Answers a request that sandbox_salesforce_is_for is TRUE of. */
void
sandbox_salesforce_handle (SandboxService *service,
                           const SandboxRequest *request,
                           SandboxReply *reply);

G_END_DECLS
