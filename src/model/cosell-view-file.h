/* cosell-view-file.h: views as a file that people give to each other (rule I17); pure */
#pragma once

#include "model/cosell-view.h"

G_BEGIN_DECLS

/* {"cosellViews":1,"views":[…]} of those that a person keeps; views of the program are left out. views: of
 * CosellView. Returns: (transfer full) */
char *cosell_view_file_write (GPtrArray *views);
/* length: of text in bytes, or -1. All of them are good, or none is read. Errors: of cosell_view_new, with the
 * number of the view; COSELL_RULE_ERROR_SYNTAX and those of JSON for what is no such file. Returns: (transfer
 * full) of CosellView, not kept yet; NULL with error */
GPtrArray *cosell_view_file_read (const char *text, gssize length, GError **error);

G_END_DECLS
