/* cosell-salesforce-call.c: one call of Salesforce after the other */
#include "crm/cosell-salesforce-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "crm/cosell-crm-parts.h"
#include "crm/cosell-salesforce-reader.h"
#include "http/cosell-http-authorized.h"

/* A page of a list. */
#define BATCH "batchSize=200"

static void
call_free (gpointer data)
{
  CosellSalesforceCall *call = data;

  g_free (call->id);
  g_free (call->soql);
  g_strfreev (call->ids);
  g_free (call->next);
  g_free (call->body);
  g_free (call->mark);
  g_free (call->key);
  g_free (call->currency);
  g_free (call->contact_id);
  g_free (call->role_id);
  g_free ((char *) call->ending.reason);
  g_free ((char *) call->ending.amount);
  g_free ((char *) call->ending.date);
  g_clear_pointer (&call->description, cosell_crm_description_free);
  g_free (call);
}

GTask *
cosell_salesforce_new_task (CosellCrm *crm,
                            gpointer tag,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data,
                            CosellSalesforceCall **call)
{
  GTask *task = g_task_new (crm, cancellable, callback, user_data);

  *call = g_new0 (CosellSalesforceCall, 1);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, *call, call_free);
  /* A change that was carried out must not look cancelled because somebody cancelled just now. */
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

void
cosell_salesforce_end (GTask *task, GError *error)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  g_task_return_error (task, call->wrote ? cosell_crm_after_write (error) : error);
  g_object_unref (task);
}

void
cosell_salesforce_end_without_id (GTask *task)
{
  cosell_salesforce_end (task, g_error_new_literal (COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE,
                                                    _ ("The ID is none of Salesforce.")));
}

void
cosell_salesforce_end_unreadable (GTask *task)
{
  cosell_salesforce_end (
      task, cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                                   _ ("The answer of Salesforce is not what was asked for.")));
}

/* --- asking --- */

typedef struct
{
  GTask *task; /* (owned) */
  CosellSalesforceNext next;
  CosellSalesforceFailed failed; /* (nullable) */
} Question;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  GError *error = NULL;
  g_autoptr (CosellJson) json = g_task_propagate_pointer (G_TASK (result), &error);

  if (json != NULL)
    question->next (question->task, cosell_json_root (json));
  else if (question->failed != NULL)
    question->failed (question->task, error);
  else
    cosell_salesforce_end (question->task, error);
}

static SoupMessage *
new_message (CosellSalesforce *self, const CosellSalesforceRequest *request)
{
  g_autofree char *path =
      request->path[0] == '/'
          ? g_strdup (request->path)
          : g_strdup_printf (COSELL_SALESFORCE_PATH "/%s/%s", self->version, request->path);
  SoupMessage *message =
      cosell_http_client_new_message (self->client, request->method, path, request->query);
  SoupMessageHeaders *headers;

  if (message == NULL)
    return NULL;
  headers = soup_message_get_request_headers (message);
  soup_message_headers_append (headers, "Sforce-Query-Options", BATCH);
  if (request->unmodified_since != NULL)
    soup_message_headers_append (headers, "If-Unmodified-Since", request->unmodified_since);
  if (request->body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (request->body, strlen (request->body));

      cosell_http_set_body (message, bytes);
    }
  return message;
}

void
cosell_salesforce_ask (GTask *task,
                       const CosellSalesforceRequest *request,
                       CosellSalesforceNext next)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  Question *question = g_new0 (Question, 1);

  question->task = task;
  question->next = next;
  question->failed = request->failed;
  cosell_http_client_start (self->client,
                            g_task_new (NULL, g_task_get_cancellable (task), answered_cb, question),
                            new_message (self, request), &cosell_salesforce_reader, request->query);
}

void
cosell_salesforce_ask_soql (GTask *task, const char *soql, CosellSalesforceNext next)
{
  g_autofree char *query = cosell_salesforce_query (soql);

  cosell_salesforce_ask (task, &(CosellSalesforceRequest){ "GET", "query", query }, next);
}

/* --- what is to be known before --- */

static void
go_on (GTask *task);

static void
currencies_came (GTask *task, CosellJsonValue answer)
{
  CosellSalesforce *self = g_task_get_source_object (task);

  self->shape.multi = cosell_salesforce_is_list (answer);
  self->knows_currency = TRUE;
  go_on (task);
}

/* The table is not there: there is one currency, and nobody says which. */
static void
no_currencies (GTask *task, GError *error)
{
  CosellSalesforce *self = g_task_get_source_object (task);

  if (!g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED))
    {
      cosell_salesforce_end (task, error);
      return;
    }
  g_error_free (error);
  self->knows_currency = TRUE;
  go_on (task);
}

/* Some organizations do not let their people ask about them: whether the table of currencies is
 * there tells as well. */
static void
no_organization (GTask *task, GError *error)
{
  g_autofree char *query = NULL;

  if (!g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE) &&
      !g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_FORBIDDEN) &&
      !g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED))
    {
      cosell_salesforce_end (task, error);
      return;
    }
  g_error_free (error);
  query = cosell_salesforce_query ("SELECT Id FROM CurrencyType LIMIT 1");
  cosell_salesforce_ask (task,
                         &(CosellSalesforceRequest){ .method = "GET",
                                                     .path = "query",
                                                     .query = query,
                                                     .failed = no_currencies },
                         currencies_came);
}

static void
organization_came (GTask *task, CosellJsonValue answer)
{
  CosellSalesforce *self = g_task_get_source_object (task);

  if (!cosell_salesforce_read_organization (answer, &self->shape))
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  self->knows_currency = TRUE;
  go_on (task);
}

static void
versions_came (GTask *task, CosellJsonValue answer)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  char *version = cosell_salesforce_read_versions (answer);

  if (version == NULL)
    {
      cosell_salesforce_end (
          task, cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                                       _ ("This Salesforce offers no version of its API that "
                                          "Cosell speaks: 60.0 or newer.")));
      return;
    }
  cosell_take_str (&self->version, version);
  go_on (task);
}

static void
go_on (GTask *task)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);

  if (self->version == NULL)
    cosell_salesforce_ask (task, &(CosellSalesforceRequest){ "GET", COSELL_SALESFORCE_PATH },
                           versions_came);
  else if (!self->knows_currency)
    cosell_salesforce_ask (task,
                           &(CosellSalesforceRequest){ .method = "GET",
                                                       .path = "connect/organization",
                                                       .failed = no_organization },
                           organization_came);
  else
    call->step (task);
}

void
cosell_salesforce_begin (GTask *task, CosellSalesforceStep step)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  call->step = step;
  go_on (task);
}
