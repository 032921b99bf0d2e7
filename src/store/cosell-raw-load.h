/* cosell-raw-load.h: a database file and its log, as they lie on the disk; any thread */
#pragma once

#include "store/cosell-raw-file.h"

G_BEGIN_DECLS

/* Reads the whole of both, until what was read belongs together although others may write
 * meanwhile. What the disk does not give is zeros. Takes no lock, and drops those that SQLite in
 * this process has on the file (as POSIX has it): not for one that is open here.
 * Returns: (transfer full) (nullable): NULL when there is no file, or none that may be read */
CosellRawFile *
cosell_raw_load (const char *path, guint page_size);

G_END_DECLS
