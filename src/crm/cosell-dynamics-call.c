/* cosell-dynamics-call.c: one call of Dynamics 365 after the other */
#include "crm/cosell-dynamics-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "crm/cosell-crm-parts.h"
#include "crm/cosell-dynamics-reader.h"
#include "http/cosell-http-authorized.h"

#define PREFER                                                                                     \
  "return=representation,odata.maxpagesize=200,"                                                   \
  "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\""

static void
call_free (gpointer data)
{
  CosellDynamicsCall *call = data;

  g_free (call->id);
  g_free (call->path);
  g_free (call->query);
  g_free (call->body);
  g_free (call->mark);
  g_free (call->currency);
  g_free (call);
}

GTask *
cosell_dynamics_new_task (CosellCrm *crm,
                          gpointer tag,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data,
                          CosellDynamicsCall **call)
{
  GTask *task = g_task_new (crm, cancellable, callback, user_data);

  *call = g_new0 (CosellDynamicsCall, 1);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, *call, call_free);
  /* A change that was carried out must not look cancelled because somebody cancelled just now. */
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

/* --- asking --- */

typedef struct
{
  GTask *task; /* (owned) */
  CosellDynamicsNext next;
  gboolean after_write;
} Question;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  GError *error = NULL;
  g_autoptr (CosellJson) json = g_task_propagate_pointer (G_TASK (result), &error);

  if (json != NULL)
    {
      question->next (question->task, cosell_json_root (json));
      return;
    }
  g_task_return_error (question->task,
                       question->after_write ? cosell_crm_after_write (error) : error);
  g_object_unref (question->task);
}

static void
append_header (SoupMessage *message, const char *name, const char *value)
{
  if (value != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), name, value);
}

void
cosell_dynamics_ask (GTask *task, const CosellDynamicsRequest *request, CosellDynamicsNext next)
{
  CosellDynamics *self = g_task_get_source_object (task);
  SoupMessage *message = request->path != NULL
                             ? cosell_http_client_new_message (self->client, request->method,
                                                               request->path, request->query)
                             : NULL;
  Question *question = g_new0 (Question, 1);

  question->task = task;
  question->next = next;
  question->after_write = request->after_write;
  if (message != NULL)
    {
      append_header (message, "OData-Version", "4.0");
      append_header (message, "OData-MaxVersion", "4.0");
      append_header (message, "Prefer", PREFER);
      append_header (message, "If-Match", request->match);
      /* "null" goes past what somebody in between kept */
      append_header (message, "If-None-Match",
                     request->none_match != NULL            ? request->none_match
                     : g_str_equal (request->method, "GET") ? "null"
                                                            : NULL);
    }
  if (message != NULL && request->body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (request->body, strlen (request->body));

      cosell_http_set_body (message, bytes);
    }
  cosell_http_client_start (self->client,
                            g_task_new (NULL, g_task_get_cancellable (task), answered_cb, question),
                            message, &cosell_dynamics_reader, request->query);
}

void
cosell_dynamics_end_unreadable (GTask *task, gboolean is_change)
{
  g_task_return_error (
      task, cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, is_change,
                                   _ ("The answer of Dynamics 365 is not what was asked for.")));
  g_object_unref (task);
}

void
cosell_dynamics_end (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
cosell_dynamics_end_without_id (GTask *task)
{
  cosell_dynamics_end (task, g_error_new_literal (COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE,
                                                  _ ("The ID is none of Dynamics 365.")));
}
