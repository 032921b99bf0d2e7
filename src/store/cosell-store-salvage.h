/* cosell-store-salvage.h: a damaged database is put aside, and what can be read of it goes into a
 * new one (P10); any thread, as long as nobody in this process has the file open */
#pragma once

#include "store/cosell-connection.h"

G_BEGIN_DECLS

/* What waits to be sent, drafts, account, history and what else can be read is put into a new
 * database at path; the old file, with its log, is kept beside it under another name. The rest
 * comes with the next pull. notice: (out) (transfer full): what was saved and where the old file
 * is, which stands in meta as well. Nothing is lost when it fails: the old file stays. */
gboolean
cosell_store_salvage (const char *path, char **notice, GError **error);
/* An exchange of the files that was interrupted is ended. */
void
cosell_store_salvage_end (const char *path);

G_END_DECLS
