/* cosell-session-crm-edit.c: an edit that comes from a CRM (K3, K9): the commands of the window, as
 * parts of the job that takes the opportunity in */
#include "app/cosell-session-crm-edit.h"

#include "app/cosell-session-private.h"
#include "store/cosell-store-crm-links.h"

/* "stage" is a command of its own, by rules of its own; everything else is an edit. */
static CosellCommand *
make_command (gint64 deal, const char *key, const char *value)
{
  CosellEdit *edit;

  if (g_str_equal (key, "stage"))
    return cosell_session_stage_command (NULL, deal, value);
  edit = cosell_edit_new (deal);
  if (g_str_equal (key, "member"))
    cosell_edit_add_member_json (edit, value);
  else
    cosell_edit_set (edit, key, value);
  return cosell_session_edit_command (NULL, edit);
}

gboolean
cosell_session_crm_edit (CosellStore *store,
                         gint64 deal,
                         const char *key,
                         const char *value,
                         gint64 now,
                         GError **error)
{
  g_autoptr (CosellCommand) command = NULL;
  g_autoptr (CosellCrmLink) link = NULL;
  gboolean edited;

  g_return_val_if_fail (key != NULL, FALSE);

  command = make_command (deal, key, value);
  command->now = now;
  link = cosell_store_get_crm_link (store, deal, NULL);
  cosell_store_set_author (store, link != NULL ? link->crm : NULL);
  edited = cosell_command_run_part (store, command, error);
  cosell_store_set_author (store, NULL);
  return edited;
}

gboolean
cosell_session_crm_edit_within (CosellStore *store,
                                const CosellCommand *outer,
                                const char *key,
                                const char *value,
                                GError **error)
{
  g_autoptr (CosellCommand) command = NULL;

  g_return_val_if_fail (outer != NULL && outer->id > 0 && key != NULL, FALSE);

  command = make_command (outer->id, key, value);
  command->now = outer->now;
  return command->kind->run (store, command, error);
}
