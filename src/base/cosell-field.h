/* cosell-field.h: field tables
 *
 * One row per member of an entity; properties, JSON, SQL columns, copy, compare and clear all read
 * the same table, so a new field is one line and five places cannot drift. A table ends with a row
 * whose name is NULL. The struct it describes is plain C.
 */
#pragma once

#include <glib-object.h>

#include "base/cosell-json.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_FIELD_STRING,  /* char *, NULL = null */
  COSELL_FIELD_DECIMAL, /* char *, decimal text as received, NULL = null; JSON string */
  COSELL_FIELD_DATE,    /* char *, "YYYY-MM-DD", NULL = null */
  COSELL_FIELD_LINES,   /* char *, one item a line, of several parts ("id\tname") the first one counts;
                         * NULL = none; JSON array of strings */
  COSELL_FIELD_INSTANT, /* gint64, µs UTC, COSELL_NO_TIME = null; JSON RFC 3339 */
  COSELL_FIELD_INT,     /* gint64 */
  COSELL_FIELD_STAGE,   /* gint64, 0 = null */
  COSELL_FIELD_BOOL,    /* gboolean */
  COSELL_FIELD_ENUM,    /* int of enum_type; text form is the GEnumValue nick */
} CosellFieldKind;

typedef enum
{
  COSELL_FIELD_PUBLIC = 1 << 0, /* a member of list --json */
  COSELL_FIELD_LOCAL = 1 << 1,  /* no column of the deal table's derived part */
} CosellFieldFlags;

typedef struct
{
  const char *name;     /* JSON member of list --json, key of --sort and --filter ("closeDate") */
  const char *property; /* GObject property ("close-date") */
  const char *column;   /* SQL column ("close_date") */
  CosellFieldKind kind;
  CosellFieldFlags flags;
  gsize offset;              /* into the struct */
  GType (*enum_type) (void); /* COSELL_FIELD_ENUM only */
} CosellField;

/* The row of a name, as people and scripts write it. Returns: (transfer none) (nullable) */
const CosellField *cosell_field_find (const CosellField *table, const char *name);
/* Sets the "null" of every kind; the struct's memory is overwritten, not freed. */
void cosell_field_table_init (const CosellField *table, gpointer record);
void cosell_field_table_clear (const CosellField *table, gpointer record); /* record: (nullable) */
void cosell_field_table_copy (const CosellField *table, gpointer to, gconstpointer from);
/* bit i is set when row i differs; tables have at most 64 rows. Texts are compared byte for byte,
 * decimals too: "1" and "1.0" look different where they are shown. */
guint64 cosell_field_table_diff (const CosellField *table, gconstpointer a, gconstpointer b);
/* Text form as in JSON, without quotes. Returns: (transfer full) (nullable): NULL = null */
char *cosell_field_dup_text (const CosellField *field, gconstpointer record);
/* The reverse. FALSE when text does not fit the kind (the record is unchanged then). */
gboolean cosell_field_set_text (const CosellField *field, gpointer record, const char *text);

/* GObject properties from a table: property ids are 1 + row; strings for STRING, DECIMAL and DATE,
 * int64 for INSTANT, INT and STAGE. All readable, none writable. pspecs has room for rows + 1. */
void cosell_field_table_install (const CosellField *table, GObjectClass *klass,
                                 GParamSpec **pspecs);
void cosell_field_get_property (const CosellField *field, gconstpointer record, GValue *value);
/* How many rows a table has, without the last one, which has no name. */
guint cosell_field_table_count (const CosellField *table);

/* Nick ↔ value of a registered enum. */
const char *cosell_enum_nick (GType type, int value);
gboolean cosell_enum_from_nick (GType type, const char *nick, int *value);

G_END_DECLS
