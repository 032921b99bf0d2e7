/* cosell-icon-thread.h: icons end their lives on the main thread
 *
 * GTK (seen with 4.8) loads icons in threads, and its cache of them holds no reference: it is
 * left in finalize. When such a thread drops the last reference while the main thread looks the same
 * icon up, the cache hands out what is being freed, and the program ends. Rare, and never where one
 * looks for it: scrolling while the first page of a deal is made, on a busy machine.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on an icon whose last reference another thread drops is let go by the main thread, a
 * moment later. Once for each process, on the main thread after gtk_init; more often does nothing. */
void cosell_icon_thread_install (void);

G_END_DECLS
