/* cosell-sandbox-dataverse-write.h: writing rows of the practice Dataverse by its rules */
#pragma once

#include "sandbox/cosell-sandbox-dataverse.h"

G_BEGIN_DECLS

typedef enum
{
  SANDBOX_WRITER_CLIENT, /* whoever has the token */
  SANDBOX_WRITER_ACTION, /* the server on behalf of that one: no column is out of reach */
  SANDBOX_WRITER_OTHER,  /* somebody else in the organization, as freely */
} SandboxWriter;

/* A new row. id: (nullable): the client's choice. Errors: SANDBOX_DATAVERSE_ERROR */
SandboxRow *
sandbox_dataverse_create (SandboxDataverse *dataverse,
                          SandboxTableId table,
                          const char *id,
                          CosellJsonValue body,
                          SandboxWriter writer,
                          GError **error);
/* The columns of body. What cannot be written is passed over, as Dataverse does. Errors: as above */
gboolean
sandbox_dataverse_update (SandboxDataverse *dataverse,
                          SandboxRow *row,
                          CosellJsonValue body,
                          SandboxWriter writer,
                          GError **error);
/* WinOpportunity or LoseOpportunity: closes, and leaves an opportunityclose. Errors: as above */
gboolean
sandbox_dataverse_close (SandboxDataverse *dataverse,
                         gboolean won,
                         CosellJsonValue body,
                         SandboxWriter writer,
                         GError **error);

G_END_DECLS
