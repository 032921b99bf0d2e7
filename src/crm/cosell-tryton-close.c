/* cosell-tryton-close.c: the end of an opportunity of Tryton */
#include "crm/cosell-tryton-private.h"

#include <glib/gi18n-lib.h>

GError *
cosell_tryton_new_won_error (void)
{
  return cosell_http_error_new (COSELL_HTTP_ERROR_REJECTED, 0, FALSE,
                                _ ("In Tryton an opportunity is won when its sale is confirmed. "
                                   "Confirm the sale in Tryton."));
}

/* A button that does not fit the state does nothing, and says nothing. */
static void
state_came (GTask *task, CosellJsonValue rows)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autofree char *state =
      cosell_json_dup_string (cosell_json_member (cosell_json_element (rows, 0), "state"));

  if (cosell_json_kind (rows) == COSELL_JSON_ARRAY && cosell_json_length (rows) == 0)
    cosell_tryton_end_gone (task);
  else if (state == NULL)
    cosell_tryton_end_unreadable (task);
  else if (g_strcmp0 (state, call->stage) != 0)
    {
      g_autofree char *words =
          g_strdup_printf (_ ("Tryton left the opportunity in the state “%s”."), state);

      call->wrote = FALSE;
      cosell_tryton_end (task, cosell_http_error_new (COSELL_HTTP_ERROR_REJECTED, 0, FALSE, words));
    }
  else
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static void
pressed (GTask *task, CosellJsonValue unused)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autofree char *params = g_strdup_printf ("[[\"id\",\"=\",%s]],0,1,null,[\"state\"]", call->id);

  cosell_tryton_ask (task,
                     &(CosellTrytonRequest){ COSELL_TRYTON_OPPORTUNITY "search_read", params },
                     state_came);
}

static void
press (GTask *task, CosellJsonValue unused)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autofree char *params = g_strdup_printf ("[%s]", call->id);

  cosell_tryton_ask (task,
                     &(CosellTrytonRequest){
                         .method = g_str_equal (call->stage, "lost")
                                       ? COSELL_TRYTON_OPPORTUNITY "lost"
                                       : COSELL_TRYTON_OPPORTUNITY "cancel",
                         .params = params,
                         .is_change = TRUE,
                         .failed = cosell_tryton_look_for_row,
                     },
                     pressed);
}

/* The reason stands there first: without it the end would be, too. */
static void
write_reason (GTask *task, const char *words)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autofree char *quoted = cosell_json_quote (words);
  g_autofree char *params = g_strdup_printf ("[%s],{\"lost_reason\":%s}", call->id, quoted);

  cosell_tryton_ask (task,
                     &(CosellTrytonRequest){ .method = COSELL_TRYTON_OPPORTUNITY "write",
                                             .params = params,
                                             .is_change = TRUE,
                                             .failed = cosell_tryton_look_for_row },
                     press);
}

void
cosell_tryton_close_async (CosellCrm *crm,
                           const char *id,
                           const CosellCrmEnding *ending,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  CosellTrytonCall *call;
  GTask *task = cosell_tryton_new_task (crm, cosell_tryton_close_async, cancellable, callback,
                                        user_data, &call);

  call->id = g_strdup (id);
  call->stage = g_strdup (g_strcmp0 (ending->reason, "cancelled") == 0 ? "cancelled" : "lost");
  if (!cosell_tryton_is_id (id))
    cosell_tryton_end_without_id (task);
  else if (ending->won)
    cosell_tryton_end (task, cosell_tryton_new_won_error ());
  else if (ending->words != NULL && g_str_equal (call->stage, "lost"))
    write_reason (task, ending->words);
  else
    press (task, (CosellJsonValue){ NULL, 0 });
}
