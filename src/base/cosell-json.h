/* cosell-json.h: reading JSON without losing a byte of it
 *
 * Referrals must come back exactly as they came, so documents are kept as text, checked once, and read
 * and changed in place. Documents of which nothing goes back are for cosell-json-gate.h.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COSELL_JSON_MAX_DEPTH 64
#define COSELL_JSON_MAX_BYTES (64 * 1024 * 1024)

#define COSELL_JSON_ERROR (cosell_json_error_quark ())
GQuark cosell_json_error_quark (void);

typedef enum
{
  COSELL_JSON_ERROR_SYNTAX,  /* not RFC 8259; the message names the byte offset */
  COSELL_JSON_ERROR_UTF8,    /* not valid UTF-8 */
  COSELL_JSON_ERROR_DEPTH,   /* nested deeper than COSELL_JSON_MAX_DEPTH */
  COSELL_JSON_ERROR_SIZE,    /* longer than COSELL_JSON_MAX_BYTES */
  COSELL_JSON_ERROR_POINTER, /* a path that is no RFC 6901 pointer, or leads nowhere */
} CosellJsonError;

typedef enum
{
  COSELL_JSON_NONE, /* absent member, index out of range, or a NULL value */
  COSELL_JSON_NULL,
  COSELL_JSON_FALSE,
  COSELL_JSON_TRUE,
  COSELL_JSON_NUMBER,
  COSELL_JSON_STRING,
  COSELL_JSON_ARRAY,
  COSELL_JSON_OBJECT,
} CosellJsonKind;

/* A checked document: immutable, atomically reference counted, may be read from any thread. */
typedef struct _CosellJson CosellJson;

/* A place in a document. A plain value, valid as long as the document; node 0 is the root. A value
 * with doc == NULL is "nothing": every getter answers its fallback for it, so chains need no
 * checks. */
typedef struct
{
  const CosellJson *doc; /* (nullable) */
  guint node;
} CosellJsonValue;

CosellJson *cosell_json_parse (const char *text, gssize length, GError **error);
/* cosell_json_parse of a text that may not hold more than so many values and member names, so that
 * what it takes of the memory is bounded: COSELL_JSON_ERROR_SIZE. */
CosellJson *cosell_json_parse_within (const char *text, gsize length, guint max_values,
                                      GError **error);
/* Returns: (transfer full) self */
CosellJson *cosell_json_ref (CosellJson *self);
/* The last one frees it. Any thread. */
void cosell_json_unref (CosellJson *self);
/* Bytes of the memory that it takes. */
gsize cosell_json_get_size (const CosellJson *self);
const char *cosell_json_get_text (const CosellJson *self, gsize *length);
/* self: (nullable): its root is nothing */
CosellJsonValue cosell_json_root (const CosellJson *self);

/* Of which kind a value is. */
CosellJsonKind cosell_json_kind (CosellJsonValue value);
gboolean cosell_json_is_present (CosellJsonValue value); /* neither absent nor null */
CosellJsonValue cosell_json_member (CosellJsonValue object, const char *name);
CosellJsonValue cosell_json_member_nocase (CosellJsonValue object, const char *name);
/* Element number index of an array; nothing when there is none. */
CosellJsonValue cosell_json_element (CosellJsonValue array, guint index);
guint cosell_json_length (CosellJsonValue array_or_object);
/* member number index of an object in its own order; *name is newly allocated */
CosellJsonValue cosell_json_nth_member (CosellJsonValue object, guint index, char **name);
/* Walking all children of an array or object. (Counting up an index costs the same; taking elements
 * in another order costs time proportional to the index.) */
typedef struct
{
  /*< private >*/
  const CosellJson *doc;
  guint next;
  guint left;
  gboolean object;
} CosellJsonIter;

void cosell_json_iter_init (CosellJsonIter *self, CosellJsonValue array_or_object);
gboolean cosell_json_iter_next (CosellJsonIter *self, CosellJsonValue *name,
                                CosellJsonValue *value);
/* RFC 6901, "/details/notes"; nothing if it leads nowhere */
CosellJsonValue cosell_json_pointer (CosellJsonValue from, const char *pointer);

/* The value's own text, as it stands in the document (not copied, not terminated). */
const char *cosell_json_raw (CosellJsonValue value, gsize *length);
char *cosell_json_dup_raw (CosellJsonValue value); /* (nullable) */
/* Decoded text of a string; NULL for every other kind. A lone surrogate becomes U+FFFD and
 * \u0000 U+2400, so that the result is valid UTF-8 without a NUL byte. */
char *cosell_json_dup_string (CosellJsonValue value);
/* A string's text, a number's digits as they stand, "true"/"false"; NULL otherwise. */
char *cosell_json_dup_scalar (CosellJsonValue value);
/* true and false; fallback for everything else. */
gboolean cosell_json_get_bool (CosellJsonValue value, gboolean fallback);
gint64 cosell_json_get_int (CosellJsonValue value, gint64 fallback);
double cosell_json_get_double (CosellJsonValue value, double fallback);
gboolean cosell_json_string_equal (CosellJsonValue value, const char *text);
/* Same JSON: member order, white space, escapes and number spelling (1.0, 1, 1e0) do not count. */
gboolean cosell_json_equal (CosellJsonValue a, CosellJsonValue b);
/* The same for two texts; a text that does not parse equals only itself, byte for byte. */
gboolean cosell_json_text_equal (const char *a, const char *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellJson, cosell_json_unref)

G_END_DECLS
