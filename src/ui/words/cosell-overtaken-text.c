#include "model/cosell-change.h"
#include "ui/words/cosell-overtaken-text.h"

#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "ui/words/cosell-outbox-text.h"

gboolean
cosell_overtaken_text_applies (const CosellOutboxEntry *entry, const CosellDealData *deal)
{
  if (deal == NULL || entry->state != COSELL_OUTBOX_STATE_PARKED ||
      entry->op != COSELL_OUTBOX_OP_UPDATE)
    return FALSE;
  if (deal->invisible_since != COSELL_NO_TIME)
    return TRUE;
  /* what overtakes it ends the hold, so the deal is closed by what waits behind it */
  if (entry->held)
    return FALSE;
  return cosell_deal_status_is_closed ((CosellDealStatus) deal->status) && entry->changes != NULL &&
         !cosell_changes_survive_closing (entry->changes);
}

static void
add_entry (GString *text, const CosellOutboxEntry *entry, const CosellDealData *deal)
{
  g_autofree char *title = cosell_outbox_text_title (entry);
  g_autoptr (GPtrArray) lines = cosell_outbox_text_lines (entry, deal);

  g_string_append_printf (text, "\n%s\n", title);
  if (entry->last_error != NULL)
    g_string_append_printf (text, "%s\n", entry->last_error);
  for (guint i = 0; i < lines->len; i++)
    {
      const CosellOutboxLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (text, "%s: %s\n", line->label, line->text);
    }
}

char *
cosell_overtaken_text_make (GPtrArray *entries, const CosellDealData *deal)
{
  g_autofree char *name = cosell_text_quote (deal->name);
  GString *text = g_string_new (name);

  if (deal->customer != NULL)
    g_string_append_printf (text, " · %s", deal->customer);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < entries->len; i++)
    add_entry (text, g_ptr_array_index (entries, i), deal);
  return g_string_free (text, FALSE);
}
