#include "sandbox/cosell-sandbox-core.h"

#include <string.h>

#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-dataverse.h"
#include "sandbox/cosell-sandbox-salesforce.h"
#include "sandbox/cosell-sandbox-walk.h"

G_DEFINE_QUARK (sandbox - error - quark, sandbox_error)

static void
record_clear (SandboxRecord *record)
{
  g_clear_pointer (&record->text, g_ref_string_release);
  g_clear_pointer (&record->id, g_free);
  g_clear_pointer (&record->engagement_id, g_free);
}

static void
record_free (gpointer data)
{
  record_clear (data);
  g_free (data);
}

static const char *
read_interned (CosellJsonValue root, const char *name)
{
  g_autofree char *text = cosell_json_dup_string (cosell_json_member (root, name));

  return g_intern_string (text != NULL ? text : "");
}

static gint64
read_time (CosellJsonValue root, const char *name, gint64 fallback)
{
  g_autofree char *text = cosell_json_dup_string (cosell_json_member (root, name));
  gint64 instant;

  return cosell_time_parse (text, &instant) ? instant : fallback;
}

static gboolean
text_is (CosellJsonValue root, const char *pointer, const char *text)
{
  return cosell_json_string_equal (cosell_json_pointer (root, pointer), text);
}

gboolean
sandbox_core_is_lead (CosellJsonValue referral)
{
  static const char inviter[] = "/inviteContext/invitedBy/organizationId";
  gboolean microsoft = text_is (referral, inviter, SANDBOX_MICROSOFT_ID);

  if (!text_is (referral, "/type", "Independent") || !text_is (referral, "/direction", "Incoming"))
    return FALSE;
  if (text_is (referral, "/qualification", "Direct"))
    return microsoft || !cosell_json_is_present (cosell_json_pointer (referral, inviter));
  return microsoft && (text_is (referral, "/qualification", "SalesQualified") ||
                       text_is (referral, "/qualification", "MarketingQualified"));
}

gboolean
sandbox_core_informs (CosellJsonValue referral)
{
  CosellJsonValue action = cosell_json_member (referral, "callToAction");

  return sandbox_core_is_lead (referral) && cosell_json_is_present (action) &&
         !cosell_json_string_equal (action, SANDBOX_CONTACT);
}

/* Fills everything but next from the text. */
static gboolean
record_read (SandboxRecord *record, const char *text, gssize length, GError **error)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, length, error);
  CosellJsonValue root;
  const char *own;
  gsize own_length;

  if (json == NULL)
    return FALSE;
  root = cosell_json_root (json);
  own = cosell_json_get_text (json, &own_length);
  record->text = g_ref_string_new_len (own, (gssize) own_length);
  record->id = cosell_json_dup_string (cosell_json_member (root, "id"));
  record->engagement_id = cosell_json_dup_string (cosell_json_member (root, "engagementId"));
  record->organization_id = read_interned (root, "organizationId");
  record->status = read_interned (root, "status");
  record->substatus = read_interned (root, "substatus");
  record->type = read_interned (root, "type");
  record->direction = read_interned (root, "direction");
  record->qualification = read_interned (root, "qualification");
  record->created = read_time (root, "createdDateTime", 0);
  record->updated = read_time (root, "updatedDateTime", record->created);
  record->expires = SANDBOX_NEVER;
  if (g_str_equal (record->status, "New"))
    record->expires =
        read_time (root, "expirationDateTime",
                   sandbox_core_informs (root) ? SANDBOX_NEVER
                                               : record->created + SANDBOX_ANSWER_TIME);
  if (!sandbox_format_is_guid (record->id) || !sandbox_format_is_guid (record->engagement_id))
    {
      g_set_error_literal (error, SANDBOX_ERROR, 400, "The referral has no id or no engagementId.");
      return FALSE;
    }
  return TRUE;
}

SandboxCore *
sandbox_core_new (CosellClock *clock, guint64 seed)
{
  SandboxCore *core = g_new0 (SandboxCore, 1);

  core->clock = g_object_ref (clock);
  core->seed = seed;
  core->next_expiry = SANDBOX_NEVER;
  core->records = g_ptr_array_new_with_free_func (record_free);
  core->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  core->by_engagement = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&core->walks);
  core->dataverse = sandbox_dataverse_new (core);
  core->salesforce = sandbox_salesforce_new (core);
  return core;
}

void
sandbox_core_free (SandboxCore *core)
{
  if (core == NULL)
    return;
  g_queue_clear_full (&core->walks, sandbox_walk_free);
  sandbox_dataverse_free (core->dataverse);
  sandbox_salesforce_free (core->salesforce);
  g_hash_table_unref (core->by_id);
  g_hash_table_unref (core->by_engagement);
  g_ptr_array_unref (core->records);
  g_object_unref (core->clock);
  g_free (core);
}

gint64
sandbox_core_now (SandboxCore *core)
{
  return cosell_clock_now (core->clock) + core->clock_offset;
}

gint64
sandbox_core_next_update (SandboxCore *core)
{
  core->last_update = MAX (sandbox_core_now (core), core->last_update + 1);
  return core->last_update;
}

char *
sandbox_core_new_guid (SandboxCore *core)
{
  SandboxRandom random = { core->seed * G_GUINT64_CONSTANT (0x2545f4914f6cdd1d) +
                           ++core->revision };

  return sandbox_random_guid (&random);
}

static void
core_changed (SandboxCore *core, SandboxRecord *record)
{
  core->next_expiry = MIN (core->next_expiry, record->expires);
  core->last_update = MAX (core->last_update, record->updated);
  if (core->changed != NULL)
    core->changed (core->changed_data);
}

SandboxRecord *
sandbox_core_insert (SandboxCore *core, const char *text, gssize length, GError **error)
{
  SandboxRecord *record = g_new0 (SandboxRecord, 1);

  if (!record_read (record, text, length, error))
    {
      record_free (record);
      return NULL;
    }
  return sandbox_core_adopt (core, record, error);
}

SandboxRecord *
sandbox_core_adopt (SandboxCore *core, SandboxRecord *record, GError **error)
{
  SandboxRecord *first;

  if (g_hash_table_contains (core->by_id, record->id))
    {
      g_set_error (error, SANDBOX_ERROR, 409, "There is a referral %s already.", record->id);
      record_free (record);
      return NULL;
    }
  first = g_hash_table_lookup (core->by_engagement, record->engagement_id);
  if (first == NULL)
    g_hash_table_insert (core->by_engagement, record->engagement_id, record);
  else
    {
      while (first->next != NULL)
        first = first->next;
      first->next = record;
    }
  g_hash_table_insert (core->by_id, record->id, record);
  g_ptr_array_add (core->records, record);
  core_changed (core, record);
  return record;
}

void
sandbox_core_update (SandboxCore *core, SandboxRecord *record, const char *text)
{
  gint64 updated = sandbox_core_next_update (core);
  g_autofree char *time = sandbox_format_time (updated, (guint) core->revision);
  g_autofree char *time_json = cosell_json_quote (time);
  g_autofree char *etag = sandbox_format_etag (++core->revision, updated);
  g_autofree char *etag_json = cosell_json_quote (etag);
  g_autofree char *timed = cosell_json_set (text, "/updatedDateTime", time_json, NULL);
  g_autofree char *tagged = cosell_json_set (timed, "/eTag", etag_json, NULL);
  SandboxRecord fresh = { 0 };
  g_autoptr (GError) error = NULL;

  if (!record_read (&fresh, tagged, -1, &error))
    g_error ("A change made a referral unreadable: %s", error->message);
  g_assert (g_str_equal (fresh.id, record->id));
  /* the hash tables go on pointing at the record's own strings */
  g_ref_string_release (record->text);
  record->text = g_ref_string_acquire (fresh.text);
  record->status = fresh.status;
  record->substatus = fresh.substatus;
  record->type = fresh.type;
  record->direction = fresh.direction;
  record->qualification = fresh.qualification;
  record->updated = fresh.updated;
  record->expires = fresh.expires;
  record_clear (&fresh);
  core_changed (core, record);
}

SandboxRecord *
sandbox_core_find (SandboxCore *core, const char *id)
{
  g_autofree char *lower = g_ascii_strdown (id, -1);

  return g_hash_table_lookup (core->by_id, lower);
}

SandboxRecord *
sandbox_core_engagement (SandboxCore *core, const char *engagement_id)
{
  g_autofree char *lower = g_ascii_strdown (engagement_id, -1);

  return g_hash_table_lookup (core->by_engagement, lower);
}

SandboxRecord *
sandbox_core_half (SandboxCore *core, const char *engagement_id, const char *organization_id)
{
  SandboxRecord *found = NULL;

  for (SandboxRecord *r = sandbox_core_engagement (core, engagement_id); r != NULL; r = r->next)
    if (g_str_equal (r->organization_id, organization_id))
      found = r;
  return found;
}

static void
expire_record (SandboxCore *core, SandboxRecord *record)
{
  g_autofree char *time = sandbox_format_time (record->expires, 0);
  g_autofree char *closed = cosell_json_quote (time);
  g_autofree char *a = cosell_json_set (record->text, "/status", "\"Closed\"", NULL);
  g_autofree char *b = cosell_json_set (a, "/substatus", "\"Expired\"", NULL);
  g_autofree char *c = cosell_json_set (b, "/closedDateTime", closed, NULL);
  g_autoptr (CosellJson) json = cosell_json_parse (c, -1, NULL);
  g_autofree char *hidden = NULL;

  /* the customer of a lead is somebody else's from now on */
  if (sandbox_core_is_lead (cosell_json_root (json)))
    hidden = cosell_json_set (c, "/customerProfile/team", "[]", NULL);
  sandbox_core_update (core, record, hidden != NULL ? hidden : c);
}

guint
sandbox_core_expire (SandboxCore *core)
{
  gint64 now = sandbox_core_now (core);
  guint n = 0;

  if (now < core->next_expiry)
    return 0;
  core->next_expiry = SANDBOX_NEVER;
  for (guint i = 0; i < core->records->len; i++)
    {
      SandboxRecord *record = g_ptr_array_index (core->records, i);

      if (record->expires <= now)
        {
          expire_record (core, record);
          n++;
        }
      core->next_expiry = MIN (core->next_expiry, record->expires);
    }
  return n;
}
