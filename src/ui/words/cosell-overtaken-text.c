#include "ui/words/cosell-overtaken-text.h"

#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "ui/words/cosell-outbox-text.h"

static GPtrArray *
read_changes (CosellJsonValue entry)
{
  g_autofree char *fields = cosell_json_dup_raw (cosell_json_member (entry, "fields"));

  return fields != NULL ? cosell_changes_from_json (fields, NULL) : NULL;
}

gboolean
cosell_overtaken_text_applies (CosellJsonValue entry, const CosellDealData *deal)
{
  g_autoptr (GPtrArray) changes = NULL;

  if (deal == NULL || !cosell_json_string_equal (cosell_json_member (entry, "state"), "parked") ||
      !cosell_json_string_equal (cosell_json_member (entry, "op"), "update"))
    return FALSE;
  if (deal->invisible_since != COSELL_NO_TIME)
    return TRUE;
  /* what overtakes it ends the hold, so the deal is closed by what waits behind it */
  if (cosell_json_get_bool (cosell_json_member (entry, "held"), FALSE))
    return FALSE;
  if (!cosell_deal_status_is_closed ((CosellDealStatus) deal->status))
    return FALSE;
  changes = read_changes (entry);
  return changes != NULL && !cosell_changes_survive_closing (changes);
}

static void
add_entry (GString *text, CosellJsonValue entry, const CosellDealData *deal)
{
  g_autofree char *title = cosell_outbox_text_title (entry);
  g_autofree char *error = cosell_json_dup_string (cosell_json_member (entry, "lastError"));
  g_autoptr (GPtrArray) lines = cosell_outbox_text_lines (entry, deal);

  g_string_append_printf (text, "\n%s\n", title);
  if (error != NULL)
    g_string_append_printf (text, "%s\n", error);
  for (guint i = 0; i < lines->len; i++)
    {
      const CosellOutboxLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (text, "%s: %s\n", line->label, line->text);
    }
}

char *
cosell_overtaken_text_make (CosellJsonValue entries, const CosellDealData *deal)
{
  g_autofree char *name = cosell_text_quote (deal->name);
  GString *text = g_string_new (name);
  CosellJsonIter iter;
  CosellJsonValue entry;

  if (deal->customer != NULL)
    g_string_append_printf (text, " · %s", deal->customer);
  g_string_append_c (text, '\n');
  cosell_json_iter_init (&iter, entries);
  while (cosell_json_iter_next (&iter, NULL, &entry))
    if (cosell_json_get_int (cosell_json_member (entry, "id"), 0) == deal->id)
      add_entry (text, entry, deal);
  return g_string_free (text, FALSE);
}
