#include "ui/widgets/cosell-toast.h"

#include "base/cosell-text-show.h"

AdwToast *
cosell_toast_new (const char *text)
{
  g_autofree char *cut = NULL;
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  cut = cosell_text_excerpt (text, NULL);
  escaped = g_markup_escape_text (cut, -1);
  return adw_toast_new (escaped);
}
