/* picture.h: what stands on the screen of the test */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Saves the whole screen as PNG; FALSE when there is none. */
gboolean picture_save (const char *path);

G_END_DECLS
