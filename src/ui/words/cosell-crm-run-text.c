#include "ui/words/cosell-crm-run-text.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"

/* Adds a counted text unless it counts nothing; takes it. */
static void
add (GString *text, const char *separator, guint n, char *counted)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", counted);
  g_free (counted);
}

static void
add_asked (GString *text, const char *separator, const CosellCrmRun *run)
{
  add (text, separator, run->conflicts,
       g_strdup_printf (ngettext ("%u value to decide", "%u values to decide", run->conflicts),
                        run->conflicts));
  add (text, separator, run->questions,
       g_strdup_printf (ngettext ("%u question", "%u questions", run->questions), run->questions));
  add (text, separator, run->notices,
       g_strdup_printf (ngettext ("%u notice", "%u notices", run->notices), run->notices));
}

char *
cosell_crm_run_text_preview (const char *crm, const CosellCrmRun *run)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add (text, "\n", run->created,
       g_strdup_printf (ngettext ("%u opportunity would be made there",
                                  "%u opportunities would be made there", run->created),
                        run->created));
  add (text, "\n", run->to_crm,
       g_strdup_printf (ngettext ("%u value would be written there",
                                  "%u values would be written there", run->to_crm),
                        run->to_crm));
  add (text, "\n", run->from_crm,
       g_strdup_printf (ngettext ("%u value would come from there",
                                  "%u values would come from there", run->from_crm),
                        run->from_crm));
  add_asked (text, "\n", run);
  if (text->len == 0)
    return cosell_text_format (
        /* Translators: %s is the name of a CRM */
        _ ("Nothing would change now. From now on changes go to %s and come from there with each "
           "sync."),
        crm);
  g_string_append (text, "\n\n");
  g_string_append (text, _ ("Nothing was written yet. What has to be decided waits for you on the "
                            "pages of the deals."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
cosell_crm_run_text_done (const char *crm, const CosellCrmRun *run)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add (text, " · ", run->created,
       g_strdup_printf (ngettext ("%u opportunity made", "%u opportunities made", run->created),
                        run->created));
  add (text, " · ", run->to_crm,
       g_strdup_printf (ngettext ("%u value written", "%u values written", run->to_crm),
                        run->to_crm));
  add (text, " · ", run->from_crm,
       g_strdup_printf (ngettext ("%u value taken over", "%u values taken over", run->from_crm),
                        run->from_crm));
  add_asked (text, " · ", run);
  /* Translators: name of a CRM, then what a sync with it did */
  if (text->len > 0)
    return cosell_text_format (_ ("%s: %s"), crm, text->str);
  return cosell_text_format (_ ("%s: nothing to do"), crm);
}
