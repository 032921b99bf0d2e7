/* tree.h: folders of a test */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Removes a folder and everything in it. */
void remove_tree (const char *path);

G_END_DECLS
