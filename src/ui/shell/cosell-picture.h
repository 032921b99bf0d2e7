/* cosell-picture.h: build-aux/run without a display (development builds only)
 *
 * With COSELL_PICTURE=FILE.png in the environment the window saves its own picture once its list is
 * filled and painted, prints "Inbound N, Outbound N, Favorites N: FILE.png" and quits; after 60 s
 * without a filled list it fails.
 */
#pragma once

#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

/* Does nothing unless the variable is set. settled: whether the list is filled. */
void
cosell_picture_arm (CosellWindow *window,
                    CosellSession *session,
                    gboolean (*settled) (CosellWindow *window));

G_END_DECLS
