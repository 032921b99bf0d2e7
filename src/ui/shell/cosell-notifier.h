/* cosell-notifier.h: desktop notifications (G2): watches a session and tells what is to be told
 *
 * Default actions: app.open-deal (x), app.show-tab (s: nick of CosellTab), app.show-outbox.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_NOTIFIER (cosell_notifier_get_type ())
G_DECLARE_FINAL_TYPE (CosellNotifier, cosell_notifier, COSELL, NOTIFIER, GObject)

/* The deal whose page has the focus, which is told of nothing; 0: none. */
typedef gint64 (*CosellNotifierFocus) (gpointer user_data);

/* user_data has to live as long as the notifier. */
CosellNotifier *
cosell_notifier_new (GApplication *application,
                     CosellSession *session,
                     CosellNotifierFocus focus,
                     gpointer user_data);
/* The deal has been looked at: what the desktop still shows about it goes away. */
void
cosell_notifier_withdraw (CosellNotifier *self, gint64 deal);

/* Whether everything that changed so far has been looked through. */
gboolean
cosell_notifier_is_quiet (CosellNotifier *self);

G_END_DECLS
