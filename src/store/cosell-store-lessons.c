#include "store/cosell-store-lessons.h"

#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "model/cosell-customer-match.h"
#include "model/cosell-referral-reader.h"
#include "store/cosell-store-private.h"

typedef enum
{
  CUSTOMER,
  MEMBER,
  SOLUTION,
  ATTRIBUTE,
} Kind;

typedef struct
{
  Kind kind;
  char *key;     /* (owned) name folded; mail address folded; id; type */
  char *country; /* (owned) (nullable) of a customer; the value of an attribute */
  char *entity;  /* (owned) (nullable) of a customer */
  char *json;    /* (owned) (nullable) as it was met last */
  gint64 at;     /* when that was */
  int steps;     /* solutions, attributes */
  gboolean new;  /* to be written */
} Lesson;

struct _CosellStoreLessons
{
  GHashTable *lessons; /* (owned) text → Lesson */
  GHashTable *met;     /* (owned) JSON text → Lesson of lessons: customers and people */
};

static void
lesson_free (gpointer data)
{
  Lesson *self = data;

  g_free (self->key);
  g_free (self->country);
  g_free (self->entity);
  g_free (self->json);
  g_free (self);
}

CosellStoreLessons *
cosell_store_lessons_new (void)
{
  CosellStoreLessons *self = g_new0 (CosellStoreLessons, 1);

  self->lessons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, lesson_free);
  self->met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
cosell_store_lessons_free (CosellStoreLessons *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->met);
  g_hash_table_unref (self->lessons);
  g_free (self);
}

/* country, entity: (nullable). Returns: (transfer none) */
static Lesson *
get_lesson (CosellStoreLessons *self,
            Kind kind,
            const char *key,
            const char *country,
            const char *entity)
{
  static const char *const kinds[] = { "c", "m", "s", "a" };
  g_autofree char *name = g_strjoin ("\x1f", kinds[kind], key, country != NULL ? country : "",
                                     entity != NULL ? entity : "", NULL);
  Lesson *lesson = g_hash_table_lookup (self->lessons, name);

  if (lesson != NULL)
    return lesson;
  lesson = g_new0 (Lesson, 1);
  lesson->kind = kind;
  lesson->key = g_strdup (key);
  lesson->country = g_strdup (country);
  lesson->entity = g_strdup (entity);
  lesson->at = G_MININT64;
  g_hash_table_insert (self->lessons, g_steal_pointer (&name), lesson);
  return lesson;
}

/* What was met last counts; of two that were met at the same time the later one. */
static void
meet (CosellStoreLessons *self, Lesson *lesson, char *json, gint64 at)
{
  if (at >= lesson->at)
    {
      lesson->at = at;
      lesson->new = TRUE;
      cosell_set_str (&lesson->json, json);
    }
  g_hash_table_insert (self->met, json, lesson);
}

/* Whether the very same was met then or later. */
static gboolean
was_met (CosellStoreLessons *self, const char *json, gint64 at)
{
  const Lesson *lesson = json != NULL ? g_hash_table_lookup (self->met, json) : NULL;

  return lesson != NULL &&
         (lesson->at > at || (lesson->at == at && g_str_equal (lesson->json, json)));
}

void
cosell_store_lessons_add_customer (CosellStoreLessons *self, CosellJsonValue profile, gint64 at)
{
  g_autofree char *json = cosell_json_dup_raw (profile);
  g_autofree char *name = NULL, *country = NULL, *key = NULL, *entity = NULL;

  if (was_met (self, json, at))
    return;
  name = cosell_referral_read_display (profile, "name");
  key = name != NULL ? cosell_intl_fold (name) : NULL;
  if (key == NULL || *key == '\0')
    return;
  country = cosell_json_dup_string (cosell_json_pointer (profile, "/address/country"));
  entity = cosell_customer_read_entity (profile);
  meet (self, get_lesson (self, CUSTOMER, key, country != NULL ? country : "", entity),
        g_steal_pointer (&json), at);
}

void
cosell_store_lessons_add_member (CosellStoreLessons *self, CosellJsonValue member, gint64 at)
{
  g_autofree char *json = cosell_json_dup_raw (member);
  g_autofree char *email = NULL, *key = NULL;

  if (was_met (self, json, at))
    return;
  email = cosell_referral_read_display (member, "email");
  key = email != NULL ? cosell_intl_fold (email) : NULL;
  if (key != NULL && *key != '\0')
    meet (self, get_lesson (self, MEMBER, key, NULL, NULL), g_steal_pointer (&json), at);
}

void
cosell_store_lessons_count_solution (CosellStoreLessons *self,
                                     const char *id,
                                     CosellJsonValue solution,
                                     int step,
                                     gint64 at)
{
  Lesson *lesson = get_lesson (self, SOLUTION, id, NULL, NULL);

  lesson->steps += step;
  lesson->new = TRUE;
  if (at < lesson->at)
    return;
  lesson->at = at;
  cosell_take_str (&lesson->json, cosell_json_dup_raw (solution));
}

void
cosell_store_lessons_count_attribute (CosellStoreLessons *self,
                                      const char *type,
                                      const char *value,
                                      int step,
                                      gint64 at)
{
  Lesson *lesson = get_lesson (self, ATTRIBUTE, type, value, NULL);

  lesson->steps += step;
  lesson->new = TRUE;
  lesson->at = MAX (lesson->at, at);
}

/* ---- writing ---- */

static const char *
statement_of (Kind kind)
{
  switch (kind)
    {
    case CUSTOMER:
      return "INSERT INTO suggested_customer (name_key, country, entity, json, used_at) "
             "VALUES (?1, ?2, ?3, ?4, ?5) "
             "ON CONFLICT DO UPDATE SET json = excluded.json, used_at = excluded.used_at "
             "WHERE excluded.used_at >= used_at";
    case MEMBER:
      return "INSERT INTO suggested_member (email, json, used_at) VALUES (?1, ?4, ?5) "
             "ON CONFLICT DO UPDATE SET json = excluded.json, used_at = excluded.used_at "
             "WHERE excluded.used_at >= used_at";
    case SOLUTION:
      return "INSERT INTO suggested_solution (id, json, used_at, uses) "
             "VALUES (?1, ?4, ?5, max(?6, 0)) "
             "ON CONFLICT DO UPDATE SET uses = max(uses + ?6, 0), "
             "json = CASE WHEN ?6 > 0 AND excluded.used_at >= used_at THEN excluded.json "
             "ELSE json END, "
             "used_at = CASE WHEN ?6 > 0 THEN max(used_at, excluded.used_at) ELSE used_at END";
    case ATTRIBUTE:
      return "INSERT INTO suggested_attribute (type, value, used_at, uses) "
             "VALUES (?1, ?2, ?5, max(?6, 0)) "
             "ON CONFLICT DO UPDATE SET uses = max(uses + ?6, 0), "
             "used_at = CASE WHEN ?6 > 0 THEN max(used_at, excluded.used_at) ELSE used_at END";
    }
  g_assert_not_reached ();
}

static gboolean
write_lesson (const Lesson *lesson, CosellStore *store, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (store, statement_of (lesson->kind), error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, lesson->key);
  cosell_statement_bind_int (statement, 5, lesson->at);
  if (lesson->kind == CUSTOMER || lesson->kind == ATTRIBUTE)
    cosell_statement_bind_text (statement, 2, lesson->country);
  if (lesson->kind == CUSTOMER)
    cosell_statement_bind_text (statement, 3, lesson->entity);
  if (lesson->kind != ATTRIBUTE)
    cosell_statement_bind_text (statement, 4, lesson->json);
  if (lesson->kind == SOLUTION || lesson->kind == ATTRIBUTE)
    cosell_statement_bind_int (statement, 6, lesson->steps);
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_lessons_write (CosellStoreLessons *self, CosellStore *store, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->lessons);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Lesson *lesson = value;

      if (lesson->new && !write_lesson (lesson, store, error))
        return FALSE;
      lesson->new = FALSE;
      lesson->steps = 0;
    }
  return TRUE;
}
