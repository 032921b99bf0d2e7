/* cosell-document.h: a referral of a deal as it stands with local changes; pure, any thread */
#pragma once

#include "model/cosell-enums.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 referral; /* row id of the store */
  CosellRole role;
  char *remote_id; /* (owned) (nullable): waits in the outbox */
  char *etag;      /* (owned) (nullable) as received */
  char *base;      /* (owned) (nullable) as the service sent it, byte for byte */
  char *current;   /* (owned) base with local changes, or the body that waits */
} CosellDocument;

/* Frees all members. self: (nullable) */
void cosell_document_free (CosellDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellDocument, cosell_document_free)

G_END_DECLS
