/* cosell-notes.c: notes are a record: dated, signed paragraphs, the newest on top (C23) */
#include "model/cosell-notes.h"

#include "base/cosell-text.h"

char *
cosell_notes_heading (const GDate *date, const char *signer)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  if (cosell_text_is_blank (signer))
    return g_strdup_printf ("%04u-%02u-%02u: ", (guint) g_date_get_year (date),
                            (guint) g_date_get_month (date), (guint) g_date_get_day (date));
  return g_strdup_printf ("%04u-%02u-%02u, %s: ", (guint) g_date_get_year (date),
                          (guint) g_date_get_month (date), (guint) g_date_get_day (date), signer);
}

char *
cosell_notes_add (const char *notes, const char *heading, const char *text)
{
  g_return_val_if_fail (heading != NULL && text != NULL, NULL);

  if (cosell_text_is_blank (notes))
    return g_strconcat (heading, text, NULL);
  return g_strconcat (heading, text, "\n\n", notes, NULL);
}
