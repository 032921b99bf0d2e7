/* fake-remote.c: a CosellRemote over the practice server's service, in this process */
#include "support/fake-remote.h"

#include <stdlib.h>
#include <string.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-manual-clock.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "remote/cosell-odata.h"
#include "sandbox/cosell-sandbox-format.h"
#include "sandbox/cosell-sandbox-query.h"
#include "sandbox/cosell-sandbox-service.h"
#include "sandbox/cosell-sandbox-walk.h"
#include "support/service-call.h"

#define TOKEN "fake"
#define START "2026-11-20T08:00:00Z"
/* Between how far a list is, for tests, and what the service calls the rest. */
#define MARK "|"
/* Of a list in which there is nothing. */
#define NOTHING "$filter=engagementId%20eq%20'none'&$top=100"

typedef struct
{
  char *prefix;
  FakeMoment moment;
  GError *error;
} Fault;

struct _FakeRemote
{
  GObject parent_instance;

  SandboxService *service;
  CosellClock *clock; /* manual; moves on with every change */
  GPtrArray *faults;  /* of Fault */
  GPtrArray *log;     /* of char * */
  GHashTable *extras;
  guint page_size;
  guint n_made;
  gboolean on[FAKE_N_ODDITIES];
  FakeHook hook;
  gpointer hook_data;
  char *last_body;
  char *last_etag;
  char *last_request_id;
};

static void
fake_remote_iface_init (CosellRemoteInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeRemote,
                               fake_remote,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_REMOTE, fake_remote_iface_init))

static void
fault_free (gpointer data)
{
  Fault *fault = data;

  g_free (fault->prefix);
  g_clear_error (&fault->error);
  g_free (fault);
}

/* names */

static GHashTable *names; /* GUID → name of the tests */

/* How tests call it. */
static const char *
name_of (const char *id)
{
  const char *name = names != NULL ? g_hash_table_lookup (names, id) : NULL;

  return name != NULL ? name : id;
}

const char *
fake_id (const char *name)
{
  const char *digits = name + strcspn (name, "0123456789");
  g_autofree char *id = NULL;

  if (sandbox_format_is_guid (name))
    return g_intern_string (name);
  id = g_strdup_printf ("%08x-fa4e-4000-8000-0000%08x",
                        *digits != '\0' ? (guint) atoi (digits) : G_MAXUINT32, g_str_hash (name));
  if (names == NULL)
    names = g_hash_table_new (g_str_hash, g_str_equal);
  if (g_hash_table_contains (names, id) && !g_str_equal (g_hash_table_lookup (names, id), name))
    g_error ("“%s” and “%s” would be one referral", name_of (id), name);
  g_hash_table_insert (names, (gpointer) g_intern_string (id), (gpointer) g_intern_string (name));
  return g_intern_string (id);
}

/* what is there */

static char *
dup_member (const char *text, const char *name)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, NULL);

  g_assert_nonnull (json);
  return cosell_json_dup_string (cosell_json_member (cosell_json_root (json), name));
}

static void
set_member (char **text, const char *pointer, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = cosell_json_quote (value);
  char *changed = cosell_json_set (*text, pointer, json, &error);

  g_assert_no_error (error);
  cosell_take_str (text, changed);
}

static void
tick (FakeRemote *self)
{
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (self->clock), G_USEC_PER_SEC);
}

static SandboxRecord *
find (FakeRemote *self, const char *id)
{
  return sandbox_core_find (self->service->core, fake_id (id));
}

static void
forget (SandboxCore *core, SandboxRecord *record)
{
  SandboxRecord *first = sandbox_core_engagement (core, record->engagement_id);

  g_hash_table_remove (core->by_id, record->id);
  g_queue_clear_full (&core->walks, sandbox_walk_free); /* no list shows it any more */
  if (first == record)
    {
      g_hash_table_remove (core->by_engagement, record->engagement_id);
      if (record->next != NULL)
        g_hash_table_insert (core->by_engagement, record->next->engagement_id, record->next);
    }
  else
    {
      while (first->next != record)
        first = first->next;
      first->next = record->next;
    }
  g_ptr_array_remove (core->records, record);
}

/* The names in a text as the GUIDs that the service wants. Returns: (transfer full) */
static char *
with_ids (FakeRemote *self, const char *text)
{
  g_autofree char *id = dup_member (text, "id");
  g_autofree char *engagement = dup_member (text, "engagementId");
  g_autofree char *alone = NULL;
  char *result = g_strdup (text);

  if (id == NULL)
    id = g_strdup_printf ("made-%u", ++self->n_made);
  if (engagement == NULL)
    alone = g_strconcat ("engagement-", id, NULL);
  set_member (&result, "/id", fake_id (id));
  set_member (&result, "/engagementId", fake_id (engagement != NULL ? engagement : alone));
  return result;
}

static void
stamp (FakeRemote *self, char **text)
{
  SandboxCore *core = self->service->core;
  g_autofree char *given = dup_member (*text, "updatedDateTime");
  gint64 updated = COSELL_NO_TIME;
  g_autofree char *etag = NULL;

  if (given == NULL)
    {
      updated = sandbox_core_next_update (core);
      given = sandbox_format_time (updated, 0);
      set_member (text, "/updatedDateTime", given);
    }
  else
    cosell_time_parse (given, &updated);
  etag = sandbox_format_etag (++core->revision, updated);
  set_member (text, "/eTag", etag);
}

const char *
fake_remote_put (FakeRemote *self, const char *text)
{
  SandboxCore *core = self->service->core;
  g_autofree char *whole = with_ids (self, text);
  g_autofree char *id = dup_member (whole, "id");
  g_autofree char *engagement = dup_member (whole, "engagementId");
  g_autofree char *given = dup_member (text, "updatedDateTime");
  SandboxRecord *record = find (self, id);
  g_autoptr (GError) error = NULL;

  tick (self);
  if (record != NULL && given == NULL && g_str_equal (record->engagement_id, engagement))
    sandbox_core_update (core, record, whole);
  else
    {
      if (record != NULL)
        forget (core, record);
      stamp (self, &whole);
      sandbox_core_insert (core, whole, -1, &error);
      g_assert_no_error (error);
    }
  return fake_id (id);
}

const char *
fake_remote_peek (FakeRemote *self, const char *id)
{
  SandboxRecord *record = find (self, id);

  return record != NULL ? record->text : NULL;
}

void
fake_remote_remove (FakeRemote *self, const char *id)
{
  SandboxRecord *record = find (self, id);

  g_assert_nonnull (record);
  forget (self->service->core, record);
}

void
fake_remote_foreach (FakeRemote *self, FakeFunc func, gpointer data)
{
  GPtrArray *records = self->service->core->records;

  for (guint i = 0; i < records->len; i++)
    {
      const SandboxRecord *record = g_ptr_array_index (records, i);

      func (record->id, record->text, data);
    }
}

const char *
fake_remote_get_newest (FakeRemote *self)
{
  GPtrArray *records = self->service->core->records;

  g_assert_cmpuint (records->len, >, 0);
  return ((SandboxRecord *) g_ptr_array_index (records, records->len - 1))->id;
}

guint
fake_remote_get_n_referrals (FakeRemote *self)
{
  return self->service->core->records->len;
}

/* requests */

/* Writes the log. Returns: (transfer full) (nullable) the error of a fault of this moment */
static GError *
meet_fault (FakeRemote *self, const char *line, FakeMoment moment)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      Fault *fault = g_ptr_array_index (self->faults, i);
      GError *error = NULL;

      if (!g_str_has_prefix (line, fault->prefix))
        continue;
      if (fault->moment != moment)
        return NULL;
      error = g_steal_pointer (&fault->error);
      g_ptr_array_remove_index (self->faults, i);
      return error;
    }
  return NULL;
}

static GError *
begin (FakeRemote *self, const char *line)
{
  g_ptr_array_add (self->log, g_strdup (line));
  if (self->hook != NULL)
    self->hook (self, line, self->hook_data);
  return meet_fault (self, line, FAKE_BEFORE);
}

/* is_change: a create or a patch. Returns: FALSE with error when the service says no */
static gboolean
ask (FakeRemote *self, ServiceCall *call, SandboxReply *reply, GError **error)
{
  gboolean is_change = call->body != NULL;
  SandboxRequest request;
  GError *refusal = NULL;

  call->token = TOKEN;
  call->no_content = self->on[FAKE_NO_CONTENT];
  if (is_change)
    tick (self);
  service_call_open (call, &request);
  sandbox_service_handle (self->service, &request, reply);
  service_call_clear (&request);
  refusal = service_call_dup_error (reply, is_change, cosell_clock_now (self->clock));
  if (refusal != NULL)
    g_propagate_error (error, refusal);
  return refusal == NULL;
}

static void
return_answer (GTask *task, CosellRemoteAnswer *answer, GError *error)
{
  if (error == NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) cosell_remote_answer_free);
  else
    {
      cosell_remote_answer_free (answer);
      g_task_return_error (task, error);
    }
  g_object_unref (task);
}

/* One request with its faults. */
static void
run (FakeRemote *self, GTask *task, const char *line, ServiceCall *call)
{
  GError *error = begin (self, line);
  SandboxReply reply = { 0 };
  CosellRemoteAnswer *answer = NULL;

  if (error == NULL && ask (self, call, &reply, &error))
    {
      answer = service_call_dup_answer (&reply);
      error = meet_fault (self, line, FAKE_AFTER);
    }
  sandbox_reply_clear (&reply);
  return_answer (task, answer, error);
}

static void
say_what_follows (FakeRemote *self,
                  CosellRemotePage *page,
                  guint offset,
                  const char *first,
                  const char *query)
{
  g_autofree char *next = g_steal_pointer (&page->next);

  if (next != NULL && self->on[FAKE_CUT])
    page->cut = TRUE;
  else if (next != NULL)
    page->next = g_strdup_printf ("$skip=%u" MARK "%s", offset + self->page_size, next);
  else if (self->on[FAKE_CIRCLE])
    page->next = g_strconcat ("$skip=0" MARK, first, NULL);
  else if (self->on[FAKE_STUCK])
    page->next = g_strdup_printf ("$skip=%u" MARK "%s", offset, query);
}

/* first: the query of the first page; next: (nullable) of another one, with MARK */
static CosellRemotePage *
make_page (FakeRemote *self, const char *first, const char *next, GError **error)
{
  const char *rest = next != NULL ? strstr (next, MARK) + strlen (MARK) : first;
  guint offset = next != NULL ? (guint) atoi (next + strlen ("$skip=")) : 0;
  g_autofree char *small =
      service_call_dup_small_pages (self->on[FAKE_BY_PLACE] ? first : rest, self->page_size);
  g_autofree char *query =
      self->on[FAKE_BY_PLACE] ? g_strdup_printf ("%s&$skip=%u", small, offset) : g_strdup (small);
  ServiceCall call = { "GET", SERVICE_CALL_REFERRALS, .query = query };
  SandboxReply reply = { 0 };
  CosellRemotePage *page = NULL;

  if (ask (self, &call, &reply, error))
    page = cosell_odata_read_page (reply.body, strlen (reply.body), query, error);
  if (page != NULL)
    say_what_follows (self, page, offset, first, query);
  sandbox_reply_clear (&reply);
  return page;
}

static char *
line_of (const char *what, const char *next)
{
  return g_strdup_printf ("%s next %.*s", what, (int) strcspn (next, MARK), next);
}

static void
return_page (FakeRemote *self, GTask *task, const char *line, const char *first, const char *next)
{
  GError *error = begin (self, line);
  CosellRemotePage *page = error == NULL ? make_page (self, first, next, &error) : NULL;

  if (error == NULL)
    error = meet_fault (self, line, FAKE_AFTER);
  if (error == NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) cosell_remote_page_free);
  else
    {
      g_clear_pointer (&page, cosell_remote_page_free);
      g_task_return_error (task, error);
    }
  g_object_unref (task);
}

static void
fake_remote_list_async (CosellRemote *remote,
                        const char *next,
                        const char *engagement_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  FakeRemote *self = FAKE_REMOTE (remote);
  GTask *task = g_task_new (remote, cancellable, callback, user_data);
  g_autofree char *line = next != NULL ? line_of ("LIST", next)
                          : engagement_id != NULL
                              ? g_strconcat ("LIST engagement=", name_of (engagement_id), NULL)
                              : g_strdup ("LIST");
  g_autofree char *first = self->on[FAKE_UNORDERED] && engagement_id == NULL
                               ? g_strdup (cosell_odata_all_query ())
                               : cosell_odata_first_query (engagement_id);

  return_page (self, task, line, first, next);
}

static void
fake_remote_list_all_async (CosellRemote *remote,
                            const char *next,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  FakeRemote *self = FAKE_REMOTE (remote);
  GTask *task = g_task_new (remote, cancellable, callback, user_data);
  g_autofree char *line = next != NULL ? line_of ("ALL", next) : g_strdup ("ALL");

  return_page (self, task, line, self->on[FAKE_BLANK] ? NOTHING : cosell_odata_all_query (), next);
}

static CosellRemotePage *
fake_remote_list_finish (CosellRemote *remote, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_remote_get_async (CosellRemote *remote,
                       const char *id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (remote, cancellable, callback, user_data);
  g_autofree char *line = g_strconcat ("GET ", name_of (id), NULL);
  g_autofree char *path = g_strconcat (SERVICE_CALL_REFERRALS "/", id, NULL);

  run (FAKE_REMOTE (remote), task, line, &(ServiceCall){ "GET", path });
}

static void
remember (FakeRemote *self, const char *body, const char *etag, const char *request_id)
{
  cosell_set_str (&self->last_body, body);
  cosell_set_str (&self->last_etag, etag);
  cosell_set_str (&self->last_request_id, request_id);
}

static void
fake_remote_create_async (CosellRemote *remote,
                          const char *body,
                          const char *request_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  FakeRemote *self = FAKE_REMOTE (remote);
  GTask *task = g_task_new (remote, cancellable, callback, user_data);

  remember (self, body, NULL, request_id);
  run (self, task, "POST", &(ServiceCall){ "POST", SERVICE_CALL_REFERRALS, .body = body });
}

static void
fake_remote_patch_async (CosellRemote *remote,
                         const char *id,
                         const char *patch,
                         const char *etag,
                         const char *request_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  FakeRemote *self = FAKE_REMOTE (remote);
  GTask *task = g_task_new (remote, cancellable, callback, user_data);
  g_autofree char *line = g_strconcat ("PATCH ", name_of (id), NULL);
  g_autofree char *path = g_strconcat (SERVICE_CALL_REFERRALS "/", id, NULL);

  remember (self, patch, etag, request_id);
  run (self, task, line, &(ServiceCall){ "PATCH", path, .body = patch, .etag = etag });
}

static CosellRemoteAnswer *
fake_remote_answer_finish (CosellRemote *remote, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_remote_extra_async (CosellRemote *remote,
                         const char *path,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  FakeRemote *self = FAKE_REMOTE (remote);
  GTask *task = g_task_new (remote, cancellable, callback, user_data);
  g_autofree char *line = g_strconcat ("EXTRA ", path, NULL);
  GError *error = begin (self, line);
  const char *text = g_hash_table_lookup (self->extras, path);
  CosellRemoteAnswer *answer = NULL;

  if (error == NULL && text == NULL)
    error = cosell_http_error_new (COSELL_HTTP_ERROR_GONE, 0, FALSE, "There is no such list.");
  if (error == NULL)
    {
      answer = g_new0 (CosellRemoteAnswer, 1);
      answer->text = g_strdup (text);
    }
  return_answer (task, answer, error);
}

static void
fake_remote_iface_init (CosellRemoteInterface *iface)
{
  iface->list_async = fake_remote_list_async;
  iface->list_all_async = fake_remote_list_all_async;
  iface->list_finish = fake_remote_list_finish;
  iface->get_async = fake_remote_get_async;
  iface->create_async = fake_remote_create_async;
  iface->patch_async = fake_remote_patch_async;
  iface->answer_finish = fake_remote_answer_finish;
  iface->extra_async = fake_remote_extra_async;
}

static void
fake_remote_finalize (GObject *object)
{
  FakeRemote *self = FAKE_REMOTE (object);

  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->log);
  g_hash_table_unref (self->extras);
  remember (self, NULL, NULL, NULL);
  g_clear_pointer (&self->service, sandbox_service_free);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (fake_remote_parent_class)->finalize (object);
}

static void
fake_remote_class_init (FakeRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_remote_finalize;
}

static void
fake_remote_init (FakeRemote *self)
{
  gint64 now;

  self->faults = g_ptr_array_new_with_free_func (fault_free);
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->extras = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->page_size = 100;
  cosell_time_parse (START, &now);
  self->clock = cosell_manual_clock_new (now);
  self->service = sandbox_service_new (sandbox_core_new (self->clock, 7), TOKEN);
}

FakeRemote *
fake_remote_new (void)
{
  return g_object_new (FAKE_TYPE_REMOTE, NULL);
}

void
fake_remote_set_page_size (FakeRemote *self, guint size)
{
  self->page_size = size;
}

void
fake_remote_fail (FakeRemote *self, const char *prefix, FakeMoment moment, GError *error)
{
  Fault *fault = g_new0 (Fault, 1);

  fault->prefix = g_strdup (prefix);
  fault->moment = moment;
  fault->error = error;
  g_ptr_array_add (self->faults, fault);
}

void
fake_remote_set (FakeRemote *self, FakeOddity what, gboolean on)
{
  self->on[what] = on;
  self->service->core->own_engagements = self->on[FAKE_OWN_ENGAGEMENTS];
}

void
fake_remote_set_hook (FakeRemote *self, FakeHook hook, gpointer data)
{
  self->hook = hook;
  self->hook_data = data;
}

void
fake_remote_set_now (FakeRemote *self, gint64 now)
{
  cosell_manual_clock_set (COSELL_MANUAL_CLOCK (self->clock), now);
}

void
fake_remote_set_extra (FakeRemote *self, const char *path, const char *text)
{
  g_hash_table_insert (self->extras, g_strdup (path), g_strdup (text));
}

guint
fake_remote_count (FakeRemote *self, const char *prefix)
{
  guint n = 0;

  for (guint i = 0; i < self->log->len; i++)
    n += g_str_has_prefix (g_ptr_array_index (self->log, i), prefix);
  return n;
}

char *
fake_remote_dup_log (FakeRemote *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->log->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (self->log, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
fake_remote_clear_log (FakeRemote *self)
{
  g_ptr_array_set_size (self->log, 0);
}

const char *
fake_remote_get_last_body (FakeRemote *self)
{
  return self->last_body;
}

const char *
fake_remote_get_last_etag (FakeRemote *self)
{
  return self->last_etag;
}

const char *
fake_remote_get_last_request_id (FakeRemote *self)
{
  return self->last_request_id;
}
