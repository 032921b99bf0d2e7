#include "ui/words/cosell-crm-text.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "base/cosell-text-show.h"
#include "model/cosell-enums.h"
#include "ui/words/cosell-format.h"

char *
cosell_crm_text_state (const CosellCrmLink *link)
{
  if (link->held)
    return g_strdup (_ ("Held back: nothing is written before you let it go"));
  switch (link->state)
    {
    case COSELL_CRM_LINKED:
      if (link->conflicts == 1u << COSELL_CRM_FIELD_STATUS)
        return g_strdup (_ ("Waits for your answer"));
      if (link->conflicts != 0)
        return g_strdup (_ ("Differs: choose what is right"));
      return g_strdup (link->to_crm != 0 ? _ ("Changes wait to be written") : _ ("In step"));
    case COSELL_CRM_WAITING:
      return g_strdup (_ ("An opportunity is made with the next sync"));
    case COSELL_CRM_QUESTION:
      return g_strdup (_ ("An opportunity is made once you have answered"));
    case COSELL_CRM_PARKED:
      if (link->reason == NULL)
        return g_strdup (_ ("Could not be written"));
      /* Translators: %s is why, a sentence */
      return cosell_text_format (_ ("Could not be written. %s"), link->reason);
    case COSELL_CRM_GONE:
      return g_strdup (_ ("The opportunity is there no more, or not shown to you. Nothing is "
                          "compared or written."));
    }
  g_return_val_if_reached (g_strdup (""));
}

char *
cosell_crm_text_fields (CosellCrmFieldSet fields)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if ((fields & 1u << i) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              cosell_crm_field_label ((CosellCrmField) i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Theirs by its id, else ours by its number. */
static char *
stage_text (const char *text, const CosellCrmDescription *description)
{
  const char *label;

  for (guint i = 0; description != NULL && i < description->stages->len; i++)
    {
      const CosellCrmChoice *choice = g_ptr_array_index (description->stages, i);

      if (g_strcmp0 (choice->id, text) == 0 && choice->label != NULL)
        return g_strdup (choice->label);
    }
  label = cosell_stage_label (atoi (text), COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_OUTBOUND);
  /* Translators: a sales stage and its percentage */
  return label != NULL ? g_strdup_printf (_ ("%s %d %%"), label, atoi (text)) : g_strdup (text);
}

static char *
status_text (const char *text)
{
  if (g_str_equal (text, "won"))
    return g_strdup (C_ ("opportunity", "Won"));
  if (g_str_equal (text, "lost"))
    return g_strdup (C_ ("opportunity", "Lost"));
  return g_strdup (g_str_equal (text, "open") ? C_ ("opportunity", "Open") : text);
}

char *
cosell_crm_text_value (CosellCrmField field,
                       const char *text,
                       const CosellCrmDescription *description)
{
  g_autofree char *amount = NULL;
  g_autofree char *currency = NULL;
  char *lines;

  if (text == NULL || *text == '\0')
    return g_strdup (C_ ("value", "nothing"));
  switch (field)
    {
    case COSELL_CRM_FIELD_VALUE:
      return cosell_crm_value_split (text, &amount, &currency)
                 ? cosell_format_money (amount, currency)
                 : g_strdup (text);
    case COSELL_CRM_FIELD_CLOSE_DATE:
      return cosell_format_date (text);
    case COSELL_CRM_FIELD_STAGE:
      return stage_text (text, description);
    case COSELL_CRM_FIELD_STATUS:
      return status_text (text);
    case COSELL_CRM_FIELD_TEAM:
    case COSELL_CRM_FIELD_SOLUTIONS:
    case COSELL_CRM_FIELD_CONTACT:
      lines = cosell_text_brief (text);
      return g_strdelimit (lines, "\n", ' ');
    case COSELL_CRM_FIELD_NAME:
    case COSELL_CRM_FIELD_NOTES:
    case COSELL_CRM_N_FIELDS:
      break;
    }
  return cosell_text_brief (text);
}

char *
cosell_crm_text_done (const CosellCrmLogEntry *entry, const CosellCrmDescription *description)
{
  g_autofree char *old = NULL;
  g_autofree char *value = NULL;

  /* an id says nothing to people */
  if (entry->field == COSELL_CRM_N_FIELDS || (entry->old == NULL && entry->value == NULL))
    return g_strdup (entry->result != NULL ? entry->result : "");
  old = cosell_crm_text_value (entry->field, entry->old, description);
  value = cosell_crm_text_value (entry->field, entry->value, description);
  /* Translators: a value before and after, and what became of it: "EUR 10 → EUR 12 · written" */
  return cosell_text_format (_ ("%s → %s · %s"), old, value,
                             entry->result != NULL ? entry->result : "");
}

char *
cosell_crm_text_status (const char *crm, const char *theirs, const char *ours)
{
  gboolean open_there = g_strcmp0 (theirs, "won") != 0 && g_strcmp0 (theirs, "lost") != 0;
  gboolean open_here = g_strcmp0 (ours, "won") != 0 && g_strcmp0 (ours, "lost") != 0;

  /* Translators: %s is the name of a CRM */
  if (g_strcmp0 (theirs, "won") == 0 && open_here)
    return cosell_text_format (_ ("This deal is won in %s"), crm);
  if (g_strcmp0 (theirs, "lost") == 0 && open_here)
    return cosell_text_format (_ ("This deal is lost in %s"), crm);
  if (open_there && g_strcmp0 (ours, "won") == 0)
    return cosell_text_format (_ ("This deal is won here, and open in %s"), crm);
  if (open_there)
    return cosell_text_format (_ ("This deal is lost here, and open in %s"), crm);
  if (g_strcmp0 (ours, "won") == 0)
    return cosell_text_format (_ ("This deal is won here, and lost in %s"), crm);
  return cosell_text_format (_ ("This deal is lost here, and won in %s"), crm);
}
