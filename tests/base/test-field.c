#include "base/cosell-field.h"

#include "base/cosell-time.h"

typedef enum
{
  TEST_COLOR_RED = 3,
  TEST_COLOR_DARK_BLUE = 7,
} TestColor;

static GType
test_color_get_type (void)
{
  static const GEnumValue values[] = {
    { TEST_COLOR_RED, "TEST_COLOR_RED", "red" },
    { TEST_COLOR_DARK_BLUE, "TEST_COLOR_DARK_BLUE", "dark-blue" },
    { 0, NULL, NULL },
  };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("TestColor", values));
  return type;
}

typedef struct
{
  char *name;
  char *value;
  char *close_date;
  gint64 created_at;
  gint64 id;
  gint64 stage;
  gboolean favorite;
  int color;
} Record;

#define ROW(name, property, column, kind, member, ...)                                             \
  {                                                                                                \
    name, property, column, COSELL_FIELD_##kind, COSELL_FIELD_PUBLIC, offsetof (Record, member),   \
        __VA_ARGS__                                                                                \
  }

static const CosellField table[] = {
  ROW ("name", "name", "name", STRING, name, NULL),
  ROW ("value", "value", "value", DECIMAL, value, NULL),
  ROW ("closeDate", "close-date", "close_date", DATE, close_date, NULL),
  ROW ("createdAt", "created-at", "created_at", INSTANT, created_at, NULL),
  ROW ("id", "id", "id", INT, id, NULL),
  ROW ("stage", "stage", "stage", STAGE, stage, NULL),
  ROW ("favorite", "favorite", "favorite", BOOL, favorite, NULL),
  ROW ("color", "color", "color", ENUM, color, test_color_get_type),
  { NULL },
};

static const char *const full[] = {
  "Räksmörgås \"AB\"", "1200000.50", "2027-01-15", "2026-11-22T08:00:00.5Z", "-42", "60", "true",
  "dark-blue"
};

static void
fill (Record *record)
{
  cosell_field_table_init (table, record);
  for (guint i = 0; i < cosell_field_table_count (table); i++)
    g_assert_true (cosell_field_set_text (&table[i], record, full[i]));
}

static void
test_find (void)
{
  g_assert_cmpuint (cosell_field_table_count (table), ==, 8);
  g_assert_true (cosell_field_find (table, "closeDate") == &table[2]);
  g_assert_null (cosell_field_find (table, "close_date"));
}

static void
test_null (void)
{
  Record record;

  cosell_field_table_init (table, &record);
  g_assert_null (record.name);
  g_assert_cmpint (record.created_at, ==, COSELL_NO_TIME);
  for (guint i = 0; i < cosell_field_table_count (table); i++)
    {
      g_autofree char *text = cosell_field_dup_text (&table[i], &record);
      static const char *const texts[] = { NULL, NULL, NULL, NULL, "0", NULL, "false", NULL };

      g_assert_cmpstr (text, ==, texts[i]);
    }
  fill (&record);
  for (guint i = 0; i < cosell_field_table_count (table); i++)
    {
      gboolean has_null = table[i].kind != COSELL_FIELD_INT && table[i].kind != COSELL_FIELD_BOOL &&
                          table[i].kind != COSELL_FIELD_ENUM;
      g_autofree char *text = NULL;

      g_assert_cmpint (cosell_field_set_text (&table[i], &record, NULL), ==, has_null);
      text = cosell_field_dup_text (&table[i], &record);
      g_assert_cmpstr (text, ==, has_null ? NULL : full[i]);
    }
  cosell_field_table_clear (table, &record);
}

static void
test_text (void)
{
  static const struct
  {
    guint row;
    const char *text;
  } misfits[] = {
    { 1, "12,5" },  { 1, "" },    { 1, "abc" },   { 2, "2027-02-30" },          { 2, "" },
    { 3, "today" }, { 4, "1.5" }, { 4, "" },      { 4, "9223372036854775808" }, { 5, "Won" },
    { 6, "TRUE" },  { 6, "" },    { 7, "green" }, { 7, "DARK-BLUE" },
  };
  Record record;

  fill (&record);
  for (gsize i = 0; i < G_N_ELEMENTS (misfits); i++)
    g_assert_false (cosell_field_set_text (&table[misfits[i].row], &record, misfits[i].text));
  for (guint i = 0; i < cosell_field_table_count (table); i++)
    {
      g_autofree char *text = cosell_field_dup_text (&table[i], &record);

      g_assert_cmpstr (text, ==, full[i]);
    }
  cosell_field_table_clear (table, &record);
  cosell_field_table_clear (table, &record);
}

static void
test_copy_and_diff (void)
{
  static const char *const other[] = { "Other", "1200000.5", NULL,    "2026-11-22T08:00:00Z",
                                       "43",    "80",        "false", "red" };
  Record a, b;

  fill (&a);
  cosell_field_table_init (table, &b);
  cosell_field_table_copy (table, &b, &a);
  g_assert_true (a.name != b.name);
  g_assert_cmpuint (cosell_field_table_diff (table, &a, &b), ==, 0);
  for (guint i = 0; i < cosell_field_table_count (table); i++)
    {
      g_assert_true (cosell_field_set_text (&table[i], &b, other[i]));
      g_assert_cmpuint (cosell_field_table_diff (table, &a, &b), ==, G_GUINT64_CONSTANT (1) << i);
      cosell_field_table_copy (table, &b, &a); /* over what it owns */
    }
  cosell_field_table_copy (table, &b, &b);
  g_assert_cmpuint (cosell_field_table_diff (table, &a, &b), ==, 0);
  b.favorite = 8; /* TRUE too */
  g_assert_cmpuint (cosell_field_table_diff (table, &a, &b), ==, 0);
  cosell_field_table_clear (table, &a);
  cosell_field_table_clear (table, &b);
}

/* ---- an object over the table ---- */

#define TEST_TYPE_OBJECT (test_object_get_type ())
G_DECLARE_FINAL_TYPE (TestObject, test_object, TEST, OBJECT, GObject)

struct _TestObject
{
  GObject parent;
  Record record;
};

G_DEFINE_FINAL_TYPE (TestObject, test_object, G_TYPE_OBJECT)

static GParamSpec *pspecs[G_N_ELEMENTS (table)];

static void
test_object_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  cosell_field_get_property (&table[id - 1], &TEST_OBJECT (object)->record, value);
}

static void
test_object_finalize (GObject *object)
{
  cosell_field_table_clear (table, &TEST_OBJECT (object)->record);
  G_OBJECT_CLASS (test_object_parent_class)->finalize (object);
}

static void
test_object_class_init (TestObjectClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = test_object_get_property;
  G_OBJECT_CLASS (klass)->finalize = test_object_finalize;
  cosell_field_table_install (table, G_OBJECT_CLASS (klass), pspecs);
}

static void
test_object_init (TestObject *self)
{
  fill (&self->record);
}

static void
count_notify (GObject *object, GParamSpec *pspec, guint *count)
{
  g_assert_cmpstr (pspec->name, ==, "close-date");
  (*count)++;
}

static void
test_properties (void)
{
  g_autoptr (TestObject) object = g_object_new (TEST_TYPE_OBJECT, NULL);
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  gint64 id, created_at;
  gboolean favorite;
  TestColor color;
  guint notified = 0;

  g_object_get (object, "name", &name, "value", &value, "id", &id, "created-at", &created_at,
                "favorite", &favorite, "color", &color, NULL);
  g_assert_cmpstr (name, ==, full[0]);
  g_assert_cmpstr (value, ==, "1200000.50");
  g_assert_cmpint (id, ==, -42);
  g_assert_cmpint (created_at, ==, object->record.created_at);
  g_assert_true (favorite);
  g_assert_cmpint (color, ==, TEST_COLOR_DARK_BLUE);
  g_assert_null (pspecs[0]);
  g_signal_connect (object, "notify", G_CALLBACK (count_notify), &notified);
  g_object_notify_by_pspec (G_OBJECT (object), pspecs[3]);
  g_assert_cmpuint (notified, ==, 1);
  for (guint i = 0; i < cosell_field_table_count (table); i++)
    g_assert_false (pspecs[i + 1]->flags & G_PARAM_WRITABLE);
}

static void
test_enum (void)
{
  int value = 99;

  g_assert_cmpstr (cosell_enum_nick (test_color_get_type (), 7), ==, "dark-blue");
  g_assert_null (cosell_enum_nick (test_color_get_type (), 4));
  g_assert_true (cosell_enum_from_nick (test_color_get_type (), "red", &value));
  g_assert_cmpint (value, ==, TEST_COLOR_RED);
  g_assert_false (cosell_enum_from_nick (test_color_get_type (), "blue", &value));
  g_assert_false (cosell_enum_from_nick (test_color_get_type (), NULL, &value));
  g_assert_cmpint (value, ==, TEST_COLOR_RED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/field/find", test_find);
  g_test_add_func ("/base/field/null", test_null);
  g_test_add_func ("/base/field/text", test_text);
  g_test_add_func ("/base/field/copy-and-diff", test_copy_and_diff);
  g_test_add_func ("/base/field/properties", test_properties);
  g_test_add_func ("/base/field/enum", test_enum);
  return g_test_run ();
}
