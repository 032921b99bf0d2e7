/* cosell-toast.h: toasts that say what people and the service wrote; main thread */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A toast with text as it stands: AdwToast itself reads markup. Returns: (transfer full) */
AdwToast *cosell_toast_new (const char *text);

G_END_DECLS
