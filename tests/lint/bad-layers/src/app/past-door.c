#include "store/cosell-store.h"
  cosell_store_run_ids (self->store);
  cosell_store_run_async (self->store);
  rows = cosell_store_read_rows (self->store);
  if (self->closed)
