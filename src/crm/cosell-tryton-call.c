/* cosell-tryton-call.c: one call of Tryton after the other */
#include "crm/cosell-tryton-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-secret.h"
#include "crm/cosell-crm-parts.h"
#include "crm/cosell-tryton-reader.h"
#include "http/cosell-http-authorized.h"

static void
call_free (gpointer data)
{
  CosellTrytonCall *call = data;

  g_free (call->id);
  g_free (call->mark);
  g_free (call->values);
  g_free (call->currency);
  g_free (call->stage);
  g_free (call->postal_code);
  g_strfreev (call->ids);
  g_clear_pointer (&call->page, cosell_crm_page_free);
  cosell_crm_party_free (call->party);
  g_clear_pointer (&call->parties, g_ptr_array_unref);
  g_clear_pointer (&call->description, cosell_crm_description_free);
  g_clear_error (&call->error);
  g_free (call);
}

GTask *
cosell_tryton_new_task (CosellCrm *crm,
                        gpointer tag,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data,
                        CosellTrytonCall **call)
{
  GTask *task = g_task_new (crm, cancellable, callback, user_data);

  *call = g_new0 (CosellTrytonCall, 1);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, *call, call_free);
  /* A change that was carried out must not look cancelled because somebody cancelled just now. */
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

/* --- ends --- */

/* What failed after a part was carried out leaves that part. */
void
cosell_tryton_end (GTask *task, GError *error)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  g_task_return_error (task, call->wrote ? cosell_crm_after_write (error) : error);
  g_object_unref (task);
}

void
cosell_tryton_end_without_id (GTask *task)
{
  cosell_tryton_end (task, g_error_new_literal (COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE,
                                                _ ("The ID is none of Tryton.")));
}

void
cosell_tryton_end_unreadable (GTask *task)
{
  cosell_tryton_end (task,
                     cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                                            _ ("The answer of Tryton is not what was asked for.")));
}

void
cosell_tryton_end_gone (GTask *task)
{
  cosell_tryton_end (
      task, cosell_http_error_new (COSELL_HTTP_ERROR_GONE, 0, FALSE,
                                   _ ("Tryton does not have this opportunity any more, or does not "
                                      "show it to you.")));
}

/* --- one request --- */

void
cosell_tryton_post (CosellTryton *self,
                    GTask *task,
                    const char *authorization,
                    const char *method,
                    const char *params)
{
  g_autofree char *path = g_strdup_printf ("/%s/", self->database);
  char *body = g_strdup_printf ("{\"id\":1,\"method\":\"%s\",\"params\":[%s]}", method, params);
  g_autoptr (GBytes) bytes =
      g_bytes_new_with_free_func (body, strlen (body), (GDestroyNotify) cosell_secret_free, body);
  SoupMessage *message = cosell_http_client_new_message (self->client, "POST", path, NULL);

  if (message != NULL)
    {
      cosell_http_set_body (message, bytes);
      if (authorization != NULL)
        soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                                     authorization);
    }
  cosell_http_client_send (self->client, task, message, &cosell_tryton_reader);
}

/* --- asking --- */

typedef struct
{
  GTask *task; /* (owned) */
  CosellTrytonNext next;
  CosellTrytonFailed failed;
  char *method;    /* (owned) (nullable): NULL: nothing is asked */
  char *params;    /* (owned) */
  char *timestamp; /* (owned) (nullable) */
  char *used;      /* (owned) (nullable): the sign-in of the request under way */
  gboolean is_change;
  gboolean again;
} Question;

static void
question_free (Question *self)
{
  g_free (self->method);
  g_free (self->params);
  g_free (self->timestamp);
  cosell_secret_free (self->used);
  g_free (self);
}

/* A question changes nothing, however it is sent; and what a user may not see is refused with the
 * same exception as a value that is not right. */
static GError *
as_question (GError *error)
{
  g_autoptr (GError) owned = error;
  GError *question;

  if (owned->domain != COSELL_HTTP_ERROR)
    return g_steal_pointer (&owned);
  question =
      cosell_http_error_new (owned->code == COSELL_HTTP_ERROR_REJECTED
                                 ? COSELL_HTTP_ERROR_FORBIDDEN
                                 : (CosellHttpError) owned->code,
                             cosell_http_error_get_retry_after (owned), FALSE, owned->message);
  cosell_http_error_set_status (question, cosell_http_error_get_status (owned));
  return question;
}

static void
fail (Question *self, GError *error)
{
  GTask *task = self->task;
  CosellTrytonFailed failed = self->failed != NULL ? self->failed : cosell_tryton_end;

  if (!self->is_change)
    error = as_question (error);
  question_free (self);
  failed (task, error);
}

static void
sign_in (Question *self);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *self = user_data;
  GError *error = NULL;
  g_autoptr (CosellJson) json = g_task_propagate_pointer (G_TASK (result), &error);
  CosellTrytonCall *call = g_task_get_task_data (self->task);

  if (json != NULL)
    {
      GTask *task = self->task;
      CosellTrytonNext next = self->next;

      call->wrote = call->wrote || self->is_change;
      question_free (self);
      next (task, cosell_json_member (cosell_json_root (json), "result"));
    }
  else if (!self->again && g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN))
    {
      /* the session has expired, and nothing was carried out */
      g_error_free (error);
      self->again = TRUE;
      sign_in (self);
    }
  else
    fail (self, error);
}

/* Elements, and the context behind them. (transfer full) */
static char *
dup_params (Question *self, const CosellTrytonSession *session)
{
  CosellTrytonCall *call = g_task_get_task_data (self->task);
  g_autofree char *stamp = cosell_json_quote (self->timestamp);
  const char *parts = *self->params != '\0' ? "," : "";

  if (self->timestamp == NULL)
    return g_strdup_printf ("%s%s{%s}", self->params, parts, session->context);
  return g_strdup_printf ("%s%s{%s%s\"_timestamp\":{\"sale.opportunity,%s\":%s}}", self->params,
                          parts, session->context, *session->context != '\0' ? "," : "", call->id,
                          stamp);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *self = user_data;
  CosellTryton *tryton = COSELL_TRYTON (source);
  g_autofree char *params = NULL;
  GError *error = NULL;

  if (!cosell_tryton_sign_in_finish (tryton, result, &error))
    {
      fail (self, error);
      return;
    }
  if (self->method == NULL)
    {
      GTask *task = self->task;
      CosellTrytonNext next = self->next;

      question_free (self);
      next (task, (CosellJsonValue){ NULL, 0 });
      return;
    }
  cosell_secret_free (self->used);
  self->used = g_strdup (tryton->session->authorization);
  params = dup_params (self, tryton->session);
  cosell_tryton_post (tryton,
                      g_task_new (NULL, g_task_get_cancellable (self->task), answered_cb, self),
                      self->used, self->method, params);
}

static void
sign_in (Question *self)
{
  cosell_tryton_sign_in_async (g_task_get_source_object (self->task), self->used, signed_in_cb,
                               self);
}

void
cosell_tryton_ask (GTask *task, const CosellTrytonRequest *request, CosellTrytonNext next)
{
  Question *self = g_new0 (Question, 1);

  self->task = task;
  self->next = next;
  self->failed = request->failed;
  self->method = g_strdup (request->method);
  self->params = g_strdup (request->params);
  self->timestamp = g_strdup (request->timestamp);
  self->is_change = request->is_change;
  sign_in (self);
}

void
cosell_tryton_begin (GTask *task, CosellTrytonNext next)
{
  cosell_tryton_ask (task, &(CosellTrytonRequest){ .params = "" }, next);
}
