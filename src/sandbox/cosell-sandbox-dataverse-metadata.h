/* cosell-sandbox-dataverse-metadata.h: EntityDefinitions of the practice Dataverse */
#pragma once

#include "sandbox/cosell-sandbox-dataverse.h"

G_BEGIN_DECLS

/* path: from "EntityDefinitions" on: of one table by its logical name, its Attributes, those of one kind
 * (…/Microsoft.Dynamics.CRM.PicklistAttributeMetadata), or one by its logical name. select, expand:
 * (nullable): as they were asked for; OptionSet comes only with expand. Errors:
 * SANDBOX_DATAVERSE_ERROR. Returns: (transfer full) */
char *
sandbox_dataverse_describe (SandboxDataverse *dataverse,
                            const char *path,
                            const char *select,
                            const char *expand,
                            const char *base,
                            GError **error);

G_END_DECLS
