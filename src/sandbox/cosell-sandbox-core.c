#include "sandbox/cosell-sandbox-core.h"

#include <string.h>

#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-query.h"

G_DEFINE_QUARK (sandbox - error - quark, sandbox_error)

/* splitmix64 by Sebastiano Vigna (public domain algorithm): tiny, and the same everywhere */
guint64
sandbox_random_next (SandboxRandom *random)
{
  guint64 z = (random->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

guint
sandbox_random_below (SandboxRandom *random, guint limit)
{
  g_return_val_if_fail (limit > 0, 0);
  return (guint) (sandbox_random_next (random) % limit);
}

char *
sandbox_random_guid (SandboxRandom *random)
{
  guint64 a = sandbox_random_next (random);
  guint64 b = sandbox_random_next (random);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (a >> 32),
                          (guint) (a >> 16) & 0xffff, (guint) a & 0xfff,
                          0x8000 | ((guint) (b >> 48) & 0x3fff),
                          b & G_GUINT64_CONSTANT (0xffffffffffff));
}

/* Days since 1970-01-01 as a date; Howard Hinnant's arithmetic of 400-year eras. */
static void
date_from_days (gint64 days, int *year, int *month, int *day)
{
  gint64 z = days + 719468;
  gint64 era = (z >= 0 ? z : z - 146096) / 146097;
  gint64 of_era = z - era * 146097;
  gint64 year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  gint64 of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 shifted = (5 * of_year + 2) / 153; /* months from March on */

  *day = (int) (of_year - (153 * shifted + 2) / 5 + 1);
  *month = (int) (shifted < 10 ? shifted + 3 : shifted - 9);
  *year = (int) (year_of_era + era * 400 + (*month <= 2 ? 1 : 0));
}

char *
sandbox_format_time (gint64 instant, guint salt)
{
  gint64 days = instant / G_TIME_SPAN_DAY - (instant % G_TIME_SPAN_DAY < 0 ? 1 : 0);
  gint64 rest = instant - days * G_TIME_SPAN_DAY;
  int seconds = (int) (rest / G_USEC_PER_SEC);
  int micro = (int) (rest % G_USEC_PER_SEC);
  int year, month, day;
  char text[48];
  gsize length;

  date_from_days (days, &year, &month, &day);
  /* a seventh digit only where there are six others */
  length = (gsize) g_snprintf (text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%06d%u", year,
                               month, day, seconds / 3600, seconds / 60 % 60, seconds % 60, micro,
                               micro % 10 == 0 ? 0 : salt % 10);
  while (text[length - 1] == '0')
    length--;
  if (text[length - 1] == '.')
    length--;
  text[length] = 'Z';
  return g_strndup (text, length + 1);
}

char *
sandbox_format_etag (guint64 number, gint64 updated)
{
  SandboxRandom random = { number };

  return g_strdup_printf ("\"%08x-0000-0100-0000-%08x0000\"",
                          (guint) (sandbox_random_next (&random) >> 32),
                          (guint) (updated / G_USEC_PER_SEC));
}

gboolean
sandbox_is_guid (const char *text)
{
  static const char pattern[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  if (text == NULL || strlen (text) != sizeof pattern - 1)
    return FALSE;
  for (gsize i = 0; i < sizeof pattern - 1; i++)
    if (pattern[i] == '-' ? text[i] != '-' : !g_ascii_isxdigit (text[i]))
      return FALSE;
  return TRUE;
}

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
    record->expires = read_time (root, "expirationDateTime", record->created + SANDBOX_ANSWER_TIME);
  if (!sandbox_is_guid (record->id) || !sandbox_is_guid (record->engagement_id))
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
  return core;
}

void
sandbox_core_free (SandboxCore *core)
{
  g_queue_clear_full (&core->walks, sandbox_walk_free);
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

  sandbox_core_update (core, record, c);
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
