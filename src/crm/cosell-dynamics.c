/* cosell-dynamics.c: CosellCrm for Dynamics 365 Sales */
#include "crm/cosell-dynamics-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "crm/cosell-dynamics-reader.h"
#include "http/cosell-http-authorized.h"
#include "http/cosell-http-client.h"

#define PREFER                                                                                     \
  "return=representation,odata.maxpagesize=200,"                                                   \
  "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\""

struct _CosellDynamics
{
  GObject parent_instance;

  CosellHttpClient *client; /* (owned) */
  CosellDynamicsColumns columns;
  GPtrArray *currencies; /* (owned) (nullable): of CosellCrmCurrency, once they were asked for */
};

static void
cosell_dynamics_crm_init (CosellCrmInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellDynamics,
                               cosell_dynamics,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_CRM, cosell_dynamics_crm_init))

/* What a call needs until its end. */
typedef struct
{
  char *id;       /* (owned) (nullable): of the opportunity */
  char *path;     /* (owned) */
  char *query;    /* (owned) */
  char *body;     /* (owned) (nullable) */
  char *mark;     /* (owned) (nullable) */
  char *currency; /* (owned) (nullable): ISO code that the body still lacks */
  gboolean creates;
  gboolean fresh; /* the currencies were asked for in this call */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->id);
  g_free (call->path);
  g_free (call->query);
  g_free (call->body);
  g_free (call->mark);
  g_free (call->currency);
  g_free (call);
}

static GTask *
new_task (CosellCrm *crm,
          gpointer tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data,
          Call **call)
{
  GTask *task = g_task_new (crm, cancellable, callback, user_data);

  *call = g_new0 (Call, 1);
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
  g_task_return_error (question->task, error);
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

static void
end_with_error (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
end_without_id (GTask *task)
{
  end_with_error (task, g_error_new_literal (COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE,
                                             _ ("The ID is none of Dynamics 365.")));
}

/* --- lists --- */

static void
listed (GTask *task, CosellJsonValue answer)
{
  CosellDynamics *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  CosellCrmPage *page = cosell_dynamics_read_page (answer, &self->columns, call->query);

  if (page == NULL)
    {
      cosell_dynamics_end_unreadable (task, FALSE);
      return;
    }
  g_task_return_pointer (task, page, (GDestroyNotify) cosell_crm_page_free);
  g_object_unref (task);
}

static void
cosell_dynamics_list_async (CosellCrm *crm,
                            gint64 since,
                            const char *const *ids,
                            const char *next,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CosellDynamics *self = COSELL_DYNAMICS (crm);
  Call *call;
  GTask *task = new_task (crm, cosell_dynamics_list_async, cancellable, callback, user_data, &call);

  call->query =
      next != NULL ? g_strdup (next) : cosell_dynamics_list_query (&self->columns, since, ids);
  if (call->query == NULL)
    {
      end_without_id (task);
      return;
    }
  cosell_dynamics_ask (
      task, &(CosellDynamicsRequest){ "GET", COSELL_DYNAMICS_OPPORTUNITIES, call->query }, listed);
}

static void
found (GTask *task, CosellJsonValue answer)
{
  g_task_return_pointer (task, cosell_dynamics_read_parties (answer),
                         (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

static void
cosell_dynamics_find_account_async (CosellCrm *crm,
                                    const char *name,
                                    const char *postal_code,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Call *call;
  GTask *task =
      new_task (crm, cosell_dynamics_find_account_async, cancellable, callback, user_data, &call);

  call->query = cosell_dynamics_account_query (name, postal_code);
  cosell_dynamics_ask (
      task, &(CosellDynamicsRequest){ "GET", COSELL_DYNAMICS_PATH "accounts", call->query }, found);
}

static void
cosell_dynamics_find_contact_async (CosellCrm *crm,
                                    const char *email,
                                    const char *account_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Call *call;
  GTask *task =
      new_task (crm, cosell_dynamics_find_contact_async, cancellable, callback, user_data, &call);

  call->query = cosell_dynamics_contact_query (email, account_id);
  cosell_dynamics_ask (
      task, &(CosellDynamicsRequest){ "GET", COSELL_DYNAMICS_PATH "contacts", call->query }, found);
}

/* --- one opportunity --- */

static void
ask_for_row (GTask *task);

/* The opportunity, which is the one that was meant. */
static void
row_came (GTask *task, CosellJsonValue answer)
{
  CosellDynamics *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (CosellOpportunity) opportunity = NULL;

  /* some answer a change with nothing, whatever was preferred */
  if (cosell_json_kind (answer) == COSELL_JSON_NULL && call->id != NULL)
    {
      ask_for_row (task);
      return;
    }
  opportunity = cosell_dynamics_read_opportunity (answer, &self->columns);
  if (opportunity == NULL ||
      (call->id != NULL && g_ascii_strcasecmp (call->id, opportunity->id) != 0))
    {
      cosell_dynamics_end_unreadable (task, call->body != NULL);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&opportunity),
                         (GDestroyNotify) cosell_opportunity_free);
  g_object_unref (task);
}

static void
ask_for_row (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  cosell_dynamics_ask (task, &(CosellDynamicsRequest){ "GET", call->path, call->query }, row_came);
}

static void
cosell_dynamics_get_async (CosellCrm *crm,
                           const char *id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  CosellDynamics *self = COSELL_DYNAMICS (crm);
  Call *call;
  GTask *task = new_task (crm, cosell_dynamics_get_async, cancellable, callback, user_data, &call);

  call->id = g_strdup (id);
  call->path = cosell_dynamics_row_path (id);
  call->query = cosell_dynamics_row_query (&self->columns);
  if (call->path == NULL)
    end_without_id (task);
  else
    ask_for_row (task);
}

/* A new row has an id of ours, which a second request finds taken; a change has the mark of the
 * version that it was made on, and never makes a row. */
static void
send_write (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  CosellDynamicsRequest request = { .path = call->path, .query = call->query, .body = call->body };

  request.method = call->creates && call->id == NULL ? "POST" : "PATCH";
  if (!call->creates)
    request.match = call->mark != NULL ? call->mark : "*";
  else if (call->id != NULL)
    request.none_match = "*";
  cosell_dynamics_ask (task, &request, row_came);
}

static void
add_currency (GTask *task);

static void
currencies_came (GTask *task, CosellJsonValue answer)
{
  CosellDynamics *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GPtrArray) currencies = cosell_crm_currencies_new ();

  if (!cosell_dynamics_read_currencies (answer, currencies))
    {
      cosell_dynamics_end_unreadable (task, FALSE);
      return;
    }
  g_clear_pointer (&self->currencies, g_ptr_array_unref);
  self->currencies = g_steal_pointer (&currencies);
  call->fresh = TRUE;
  add_currency (task);
}

/* Takes the task: asks for the currencies unless the wanted one is known, then writes. */
static void
add_currency (GTask *task)
{
  CosellDynamics *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  const CosellCrmCurrency *currency = NULL;

  if (call->currency == NULL)
    {
      send_write (task);
      return;
    }
  currency = cosell_crm_currencies_find (self->currencies, call->currency);
  if (currency != NULL)
    {
      call->body = cosell_dynamics_add_bind (call->body, "transactioncurrencyid",
                                             "transactioncurrencies", currency->id);
      g_clear_pointer (&call->currency, g_free);
      send_write (task);
    }
  else if (!call->fresh)
    cosell_dynamics_ask (task, &cosell_dynamics_ask_currencies, currencies_came);
  else
    end_with_error (task, g_error_new (COSELL_CRM_ERROR, COSELL_CRM_ERROR_CURRENCY,
                                       _ ("Dynamics 365 does not have the currency %s, so the "
                                          "amount cannot be kept there."),
                                       call->currency));
}

/* Takes the task; error: (nullable): of the body, taken */
static void
begin_write (GTask *task,
             const CosellOpportunity *opportunity,
             CosellOpportunityFields fields,
             GError *error)
{
  CosellDynamics *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  call->query = cosell_dynamics_row_query (&self->columns);
  if (call->body == NULL)
    {
      end_with_error (task, error);
      return;
    }
  if ((fields & COSELL_OPPORTUNITY_AMOUNT) != 0 && opportunity->amount != NULL)
    call->currency = g_strdup (opportunity->currency);
  if (call->id != NULL)
    call->path = cosell_dynamics_row_path (call->id);
  else
    call->path = g_strdup (COSELL_DYNAMICS_OPPORTUNITIES);
  if (call->path == NULL)
    end_without_id (task);
  else if (call->mark != NULL && !cosell_http_client_fits_header (call->mark))
    end_with_error (task,
                    cosell_http_error_new (COSELL_HTTP_ERROR_CONFLICT, 0, FALSE,
                                           _ ("The version mark of the opportunity is damaged.")));
  else
    add_currency (task);
}

/* What a new opportunity brings along: all that it has. */
static CosellOpportunityFields
fields_of (const CosellOpportunity *opportunity)
{
  const struct
  {
    const char *text;
    CosellOpportunityFields field;
  } texts[] = {
    { opportunity->name, COSELL_OPPORTUNITY_NAME },
    { opportunity->amount, COSELL_OPPORTUNITY_AMOUNT },
    { opportunity->close_date, COSELL_OPPORTUNITY_CLOSE_DATE },
    { opportunity->notes, COSELL_OPPORTUNITY_NOTES },
    { opportunity->stage, COSELL_OPPORTUNITY_STAGE },
    { opportunity->account_id, COSELL_OPPORTUNITY_ACCOUNT },
    { opportunity->contact_id, COSELL_OPPORTUNITY_CONTACT },
    { opportunity->owner_id, COSELL_OPPORTUNITY_OWNER },
    { opportunity->solutions, COSELL_OPPORTUNITY_SOLUTIONS },
    { opportunity->key, COSELL_OPPORTUNITY_KEY },
  };
  guint fields = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].text != NULL)
      fields |= texts[i].field;
  return (CosellOpportunityFields) fields;
}

static void
cosell_dynamics_create_async (CosellCrm *crm,
                              const CosellOpportunity *opportunity,
                              const char *defaults,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CosellDynamics *self = COSELL_DYNAMICS (crm);
  CosellOpportunityFields fields = fields_of (opportunity);
  GError *error = NULL;
  Call *call;
  GTask *task =
      new_task (crm, cosell_dynamics_create_async, cancellable, callback, user_data, &call);

  call->creates = TRUE;
  call->id = g_strdup (opportunity->id);
  call->body = cosell_dynamics_write_fields (opportunity, fields, &self->columns, &error);
  if (call->body != NULL)
    call->body = cosell_dynamics_add_defaults (call->body, defaults, &error);
  begin_write (task, opportunity, fields, error);
}

static void
cosell_dynamics_update_async (CosellCrm *crm,
                              const CosellOpportunity *opportunity,
                              CosellOpportunityFields fields,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CosellDynamics *self = COSELL_DYNAMICS (crm);
  GError *error = NULL;
  Call *call;
  GTask *task =
      new_task (crm, cosell_dynamics_update_async, cancellable, callback, user_data, &call);

  call->id = g_strdup (opportunity->id);
  call->mark = g_strdup (opportunity->mark);
  call->body = cosell_dynamics_write_fields (opportunity, fields, &self->columns, &error);
  begin_write (task, opportunity, fields, error);
}

static void
closed (GTask *task, CosellJsonValue answer)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
cosell_dynamics_close_async (CosellCrm *crm,
                             const char *id,
                             const CosellCrmEnding *ending,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GError *error = NULL;
  Call *call;
  GTask *task =
      new_task (crm, cosell_dynamics_close_async, cancellable, callback, user_data, &call);
  const char *path =
      ending->won ? COSELL_DYNAMICS_PATH "WinOpportunity" : COSELL_DYNAMICS_PATH "LoseOpportunity";

  call->body = cosell_dynamics_write_ending (id, ending, &error);
  if (call->body == NULL)
    end_with_error (task, error);
  else
    cosell_dynamics_ask (task, &(CosellDynamicsRequest){ "POST", path, NULL, call->body }, closed);
}

/* --- the object --- */

static void
cosell_dynamics_crm_init (CosellCrmInterface *iface)
{
  iface->list_async = cosell_dynamics_list_async;
  iface->get_async = cosell_dynamics_get_async;
  iface->create_async = cosell_dynamics_create_async;
  iface->update_async = cosell_dynamics_update_async;
  iface->close_async = cosell_dynamics_close_async;
  iface->find_account_async = cosell_dynamics_find_account_async;
  iface->find_contact_async = cosell_dynamics_find_contact_async;
  iface->describe_async = cosell_dynamics_describe_async;
  iface->who_async = cosell_dynamics_who_async;
}

static void
cosell_dynamics_finalize (GObject *object)
{
  CosellDynamics *self = COSELL_DYNAMICS (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->currencies, g_ptr_array_unref);
  g_free (self->columns.key);
  g_free (self->columns.solutions);
  G_OBJECT_CLASS (cosell_dynamics_parent_class)->finalize (object);
}

static void
cosell_dynamics_class_init (CosellDynamicsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_dynamics_finalize;
}

static void
cosell_dynamics_init (CosellDynamics *self)
{
}

CosellDynamics *
cosell_dynamics_new (const char *origin, GError **error)
{
  g_autoptr (CosellHttpClient) client = cosell_http_client_new (origin, error);
  CosellDynamics *self;

  if (client == NULL)
    return NULL;
  self = g_object_new (COSELL_TYPE_DYNAMICS, NULL);
  self->client = g_steal_pointer (&client);
  return self;
}

void
cosell_dynamics_set_token (CosellDynamics *self, const char *token)
{
  g_return_if_fail (COSELL_IS_DYNAMICS (self));

  cosell_http_client_set_token (self->client, token);
}

void
cosell_dynamics_set_auth (CosellDynamics *self, CosellAuth *auth)
{
  g_return_if_fail (COSELL_IS_DYNAMICS (self));

  cosell_http_client_set_auth (self->client, auth);
}

void
cosell_dynamics_set_clock (CosellDynamics *self, CosellServiceClock *clock)
{
  g_return_if_fail (COSELL_IS_DYNAMICS (self));

  cosell_http_client_set_clock (self->client, clock);
}

void
cosell_dynamics_set_timeout (CosellDynamics *self, guint seconds)
{
  g_return_if_fail (COSELL_IS_DYNAMICS (self));

  cosell_http_client_set_timeout (self->client, seconds);
}

/* Logical names are lower case, with the prefix of who made the column. */
static gboolean
is_column (const char *name)
{
  return name == NULL ||
         (*name != '\0' && strspn (name, G_CSET_a_2_z G_CSET_DIGITS "_") == strlen (name));
}

gboolean
cosell_dynamics_set_columns (CosellDynamics *self,
                             const char *key,
                             const char *solutions,
                             GError **error)
{
  g_return_val_if_fail (COSELL_IS_DYNAMICS (self), FALSE);

  if (!is_column (key) || !is_column (solutions))
    {
      g_set_error_literal (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE,
                           _ ("This is no name of a column: lower-case letters, digits and _ are "
                              "expected, as in “new_referralid”."));
      return FALSE;
    }
  cosell_set_str (&self->columns.key, key);
  cosell_set_str (&self->columns.solutions, solutions);
  return TRUE;
}

char *
cosell_dynamics_dup_scope (CosellDynamics *self)
{
  g_return_val_if_fail (COSELL_IS_DYNAMICS (self), NULL);

  return g_strconcat (cosell_http_client_get_origin (self->client), "/user_impersonation", NULL);
}
