/* cosell-store-narrow.h: the narrow index of all deals; private to the store
 *
 * A new file has it from the beginning. In one of an older program it is made beside the work; until then
 * queries read the rows themselves, and find the same.
 */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Whether the file has it. Worker, within a job. */
gboolean cosell_store_has_narrow (CosellStore *self, gboolean *has, GError **error);
/* A job: makes it. While others wait it is put off: nothing is done then, and the job fails with
 * G_IO_ERROR_CANCELLED. data: (inout) guint: how often that was so, after which it is not put off any more */
gboolean cosell_store_make_narrow (CosellStore *self, gpointer data, GError **error);

G_END_DECLS
