#include "model/cosell-document.h"

void
cosell_document_free (CosellDocument *self)
{
  if (self == NULL)
    return;
  g_free (self->remote_id);
  g_free (self->etag);
  g_free (self->base);
  g_free (self->current);
  g_free (self);
}
