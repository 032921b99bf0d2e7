/* fake-remote.c: a CosellRemote in memory */
#include "support/fake-remote.h"

#include <string.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-referrals.h"

#define NEXT_ENGAGEMENT "&engagement="

typedef struct
{
  char *id;
  char *engagement_id;
  char *text;
  char *etag;
  gint64 updated;
} Referral;

typedef struct
{
  char *prefix;
  FakeMoment moment;
  GError *error;
} Fault;

struct _FakeRemote
{
  GObject parent_instance;

  GPtrArray *referrals; /* of Referral, as added */
  GPtrArray *faults;    /* of Fault */
  GPtrArray *log;       /* of char * */
  GHashTable *extras;
  guint page_size;
  guint counter;
  gint64 now; /* moves on with every change */
  gboolean no_content;
  gboolean unordered;
  gboolean circle;
  gboolean cut;
  gboolean stuck;
  gboolean own_engagements;
  gboolean blank;
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
referral_free (gpointer data)
{
  Referral *referral = data;

  g_free (referral->id);
  g_free (referral->engagement_id);
  g_free (referral->text);
  g_free (referral->etag);
  g_free (referral);
}

static void
fault_free (gpointer data)
{
  Fault *fault = data;

  g_free (fault->prefix);
  g_clear_error (&fault->error);
  g_free (fault);
}

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

static Referral *
find (FakeRemote *self, const char *id)
{
  for (guint i = 0; i < self->referrals->len; i++)
    {
      Referral *referral = g_ptr_array_index (self->referrals, i);

      if (strcmp (referral->id, id) == 0)
        return referral;
    }
  return NULL;
}

/* Takes over text as the new state; stamps it unless it has a time of its own. */
static void
update (FakeRemote *self, Referral *referral, const char *text, gboolean stamp)
{
  g_autofree char *given = dup_member (text, "updatedDateTime");
  g_autofree char *now = NULL;

  g_free (referral->text);
  g_free (referral->etag);
  g_free (referral->engagement_id);
  referral->text = g_strdup (text);
  if (stamp || given == NULL)
    {
      self->now += G_USEC_PER_SEC;
      now = cosell_time_format (self->now);
      set_member (&referral->text, "/updatedDateTime", now);
    }
  else
    now = g_strdup (given);
  cosell_time_parse (now, &referral->updated);
  referral->etag = g_strdup_printf ("\"etag-%u\"", ++self->counter);
  set_member (&referral->text, "/eTag", referral->etag);
  referral->engagement_id = dup_member (text, "engagementId");
}

const char *
fake_remote_put (FakeRemote *self, const char *text)
{
  g_autofree char *id = dup_member (text, "id");
  g_autofree char *with_id = g_strdup (text);
  Referral *referral = id != NULL ? find (self, id) : NULL;

  if (id == NULL)
    {
      id = g_strdup_printf ("made-%u", ++self->counter);
      set_member (&with_id, "/id", id);
    }
  if (referral == NULL)
    {
      referral = g_new0 (Referral, 1);
      referral->id = g_strdup (id);
      g_ptr_array_add (self->referrals, referral);
    }
  update (self, referral, with_id, FALSE);
  return referral->id;
}

const char *
fake_remote_peek (FakeRemote *self, const char *id)
{
  Referral *referral = find (self, id);

  return referral != NULL ? referral->text : NULL;
}

void
fake_remote_remove (FakeRemote *self, const char *id)
{
  Referral *referral = find (self, id);

  g_assert_nonnull (referral);
  g_ptr_array_remove (self->referrals, referral);
}

void
fake_remote_foreach (FakeRemote *self, FakeFunc func, gpointer data)
{
  for (guint i = 0; i < self->referrals->len; i++)
    {
      const Referral *referral = g_ptr_array_index (self->referrals, i);

      func (referral->id, referral->text, data);
    }
}

guint
fake_remote_get_n_referrals (FakeRemote *self)
{
  return self->referrals->len;
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

static CosellRemoteAnswer *
new_answer (const Referral *referral)
{
  CosellRemoteAnswer *answer = g_new0 (CosellRemoteAnswer, 1);

  answer->text = g_strdup (referral->text);
  answer->etag = g_strdup (referral->etag);
  return answer;
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

static GError *
gone (void)
{
  return cosell_remote_error_new (COSELL_REMOTE_ERROR_GONE, 0, FALSE, "There is no such deal.");
}

static int
compare_updated (gconstpointer a, gconstpointer b)
{
  const Referral *one = *(const Referral *const *) a;
  const Referral *two = *(const Referral *const *) b;

  return one->updated == two->updated ? 0 : one->updated > two->updated ? -1 : 1;
}

static CosellRemotePage *
make_page (FakeRemote *self, guint offset, const char *engagement_id, gboolean as_added)
{
  CosellRemotePage *page = g_new0 (CosellRemotePage, 1);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  page->referrals = g_ptr_array_new_with_free_func (g_free);
  page->updated = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->referrals->len && !(self->blank && as_added); i++)
    {
      Referral *referral = g_ptr_array_index (self->referrals, i);

      if (engagement_id == NULL || g_strcmp0 (referral->engagement_id, engagement_id) == 0)
        g_ptr_array_add (all, referral);
    }
  if (!self->unordered && !as_added)
    g_ptr_array_sort (all, compare_updated);
  for (guint i = offset; i < all->len && i < offset + self->page_size; i++)
    {
      const Referral *referral = g_ptr_array_index (all, i);
      gint64 updated =
          cosell_time_is_possible (referral->updated) ? referral->updated : COSELL_NO_TIME;

      g_ptr_array_add (page->referrals, g_strdup (referral->text));
      g_array_append_val (page->updated, updated);
    }
  if (self->cut && offset + self->page_size < all->len)
    page->cut = TRUE;
  else if (offset + self->page_size < all->len)
    page->next = g_strdup_printf ("$skip=%u%s%s", offset + self->page_size,
                                  engagement_id != NULL ? NEXT_ENGAGEMENT : "",
                                  engagement_id != NULL ? engagement_id : "");
  else if (self->circle)
    page->next = g_strdup ("$skip=0");
  else if (self->stuck)
    page->next = g_strdup_printf ("$skip=%u", offset);
  return page;
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
  g_autofree char *line = next != NULL ? g_strdup_printf ("LIST next %s", next)
                          : engagement_id != NULL
                              ? g_strdup_printf ("LIST engagement=%s", engagement_id)
                              : g_strdup ("LIST");
  GError *error = begin (self, line);
  guint offset = 0;

  if (next != NULL)
    {
      offset = (guint) g_ascii_strtoull (next + strlen ("$skip="), NULL, 10);
      engagement_id = strstr (next, NEXT_ENGAGEMENT);
      if (engagement_id != NULL)
        engagement_id += strlen (NEXT_ENGAGEMENT);
    }
  if (error == NULL)
    error = meet_fault (self, line, FAKE_AFTER);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, make_page (self, offset, engagement_id, FALSE),
                           (GDestroyNotify) cosell_remote_page_free);
  g_object_unref (task);
}

/* Referrals are kept in the order in which they were added. */
static void
fake_remote_list_all_async (CosellRemote *remote,
                            const char *next,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  FakeRemote *self = FAKE_REMOTE (remote);
  GTask *task = g_task_new (remote, cancellable, callback, user_data);
  g_autofree char *line = next != NULL ? g_strdup_printf ("ALL next %s", next) : g_strdup ("ALL");
  GError *error = begin (self, line);
  guint offset = 0;

  if (next != NULL)
    offset = (guint) g_ascii_strtoull (next + strlen ("$skip="), NULL, 10);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, make_page (self, offset, NULL, TRUE),
                           (GDestroyNotify) cosell_remote_page_free);
  g_object_unref (task);
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
  FakeRemote *self = FAKE_REMOTE (remote);
  GTask *task = g_task_new (remote, cancellable, callback, user_data);
  g_autofree char *line = g_strconcat ("GET ", id, NULL);
  GError *error = begin (self, line);
  Referral *referral = find (self, id);

  if (error == NULL)
    error = meet_fault (self, line, FAKE_AFTER);
  if (error == NULL && referral == NULL)
    error = gone ();
  return_answer (task, error == NULL ? new_answer (referral) : NULL, error);
}

static void
remember (FakeRemote *self, const char *body, const char *etag, const char *request_id)
{
  g_free (self->last_body);
  g_free (self->last_etag);
  g_free (self->last_request_id);
  self->last_body = g_strdup (body);
  self->last_etag = g_strdup (etag);
  self->last_request_id = g_strdup (request_id);
}

static gboolean
knows_engagement (FakeRemote *self, const char *engagement_id)
{
  for (guint i = 0; i < self->referrals->len; i++)
    {
      const Referral *referral = g_ptr_array_index (self->referrals, i);

      if (g_strcmp0 (referral->engagement_id, engagement_id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
give_engagement (FakeRemote *self, char **text)
{
  g_autofree char *given = dup_member (*text, "engagementId");
  g_autofree char *own = g_strdup_printf ("own-engagement-%u", ++self->counter);

  if (!knows_engagement (self, given))
    set_member (text, "/engagementId", own);
}

/* A test with a body that no service takes would say nothing. */
static void
check_body (const char *body, gboolean microsoft)
{
  g_autoptr (CosellJson) json = cosell_json_parse (body, -1, NULL);
  g_autoptr (GError) error = NULL;

  sandbox_check_new (cosell_json_root (json), microsoft, &error);
  g_assert_no_error (error);
}

/* What the service makes of a body: an own half is accepted at once, Microsoft's waits. */
static Referral *
create (FakeRemote *self, const char *body)
{
  g_autofree char *text = g_strdup (body);
  gboolean microsoft = strstr (body, "\"msft\"") != NULL;
  g_autofree char *created = cosell_time_format (self->now + G_USEC_PER_SEC);

  check_body (body, microsoft);
  set_member (&text, "/organizationId", microsoft ? "msft" : FAKE_OWN);
  set_member (&text, "/inviteContext/invitedBy/organizationId", FAKE_OWN);
  set_member (&text, "/status", microsoft ? "New" : "Active");
  set_member (&text, "/substatus", microsoft ? "Pending" : "Accepted");
  set_member (&text, "/direction", "Outgoing");
  set_member (&text, "/createdDateTime", created);
  if (self->own_engagements)
    give_engagement (self, &text);
  return find (self, fake_remote_put (self, text));
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
  GError *error = begin (self, "POST");
  CosellRemoteAnswer *answer = NULL;

  remember (self, body, NULL, request_id);
  if (error == NULL)
    {
      answer = new_answer (create (self, body));
      error = meet_fault (self, "POST", FAKE_AFTER);
    }
  return_answer (task, answer, error);
}

static char *
apply_patch (const char *text, const char *patch)
{
  g_autoptr (CosellJson) json = cosell_json_parse (patch, -1, NULL);
  CosellJsonValue root = cosell_json_root (json);
  char *result = g_strdup (text);

  g_assert_cmpint (cosell_json_kind (root), ==, COSELL_JSON_ARRAY);
  for (guint i = 0; i < cosell_json_length (root); i++)
    {
      CosellJsonValue op = cosell_json_element (root, i);
      g_autofree char *path = cosell_json_dup_string (cosell_json_member (op, "path"));
      g_autofree char *value = cosell_json_dup_raw (cosell_json_member (op, "value"));
      g_autoptr (GError) error = NULL;
      char *changed = NULL;

      if (strcmp (path, "/details/dealValue") == 0 && *value == '"')
        {
          value[strlen (value) - 1] = '\0';
          memmove (value, value + 1, strlen (value));
        }
      changed = cosell_json_set (result, path, value, &error);
      g_assert_no_error (error);
      cosell_take_str (&result, changed);
    }
  return result;
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
  g_autofree char *line = g_strconcat ("PATCH ", id, NULL);
  g_autofree char *text = NULL;
  GError *error = begin (self, line);
  Referral *referral = find (self, id);
  CosellRemoteAnswer *answer = NULL;

  remember (self, patch, etag, request_id);
  if (error == NULL && referral == NULL)
    error = gone ();
  if (error == NULL && etag != NULL && strcmp (etag, referral->etag) != 0)
    error =
        cosell_remote_error_new (COSELL_REMOTE_ERROR_CONFLICT, 0, FALSE, "Somebody was faster.");
  if (error == NULL)
    {
      text = apply_patch (referral->text, patch);
      update (self, referral, text, TRUE);
      answer = new_answer (referral);
      if (self->no_content)
        g_clear_pointer (&answer->text, g_free);
      error = meet_fault (self, line, FAKE_AFTER);
    }
  return_answer (task, answer, error);
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
    error = gone ();
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

  g_ptr_array_unref (self->referrals);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->log);
  g_hash_table_unref (self->extras);
  remember (self, NULL, NULL, NULL);
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
  self->referrals = g_ptr_array_new_with_free_func (referral_free);
  self->faults = g_ptr_array_new_with_free_func (fault_free);
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->extras = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->page_size = 100;
  cosell_time_parse ("2026-11-20T08:00:00Z", &self->now);
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
fake_remote_set_no_content (FakeRemote *self, gboolean no_content)
{
  self->no_content = no_content;
}

void
fake_remote_set_hook (FakeRemote *self, FakeHook hook, gpointer data)
{
  self->hook = hook;
  self->hook_data = data;
}

void
fake_remote_set_unordered (FakeRemote *self, gboolean unordered)
{
  self->unordered = unordered;
}

void
fake_remote_set_circle (FakeRemote *self, gboolean circle)
{
  self->circle = circle;
}

void
fake_remote_set_own_engagements (FakeRemote *self, gboolean own)
{
  self->own_engagements = own;
}

void
fake_remote_set_now (FakeRemote *self, gint64 now)
{
  self->now = now;
}

void
fake_remote_set_stuck (FakeRemote *self, gboolean stuck)
{
  self->stuck = stuck;
}

void
fake_remote_set_cut (FakeRemote *self, gboolean cut)
{
  self->cut = cut;
}

void
fake_remote_set_blank (FakeRemote *self, gboolean blank)
{
  self->blank = blank;
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
