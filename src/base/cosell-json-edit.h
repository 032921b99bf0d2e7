/* cosell-json-edit.h: changing a JSON text by splicing; what is not touched stays byte for byte */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

/* Sets the value at an RFC 6901 pointer to value_json (a complete JSON text). Missing objects on
 * the way are made (null counts as missing); the last step "-" appends to an array, which is made
 * when missing; an index must exist. Returns: (transfer full) the new text, NULL with error. */
char *cosell_json_set (const char *text, const char *pointer, const char *value_json,
                       GError **error);
/* Removes a member or element; a path that leads nowhere is no error. */
char *cosell_json_remove (const char *text, const char *pointer, GError **error);

/* Writing. All return the writer's own text through cosell_json_writer_end. Commas are put by the
 * writer; calls must nest properly (asserted). */
typedef struct _CosellJsonWriter CosellJsonWriter;

/* Returns: (transfer full) a writer that has written nothing */
CosellJsonWriter *cosell_json_writer_new (void);
/* For a text that is given up; cosell_json_writer_end frees as well. self: (nullable) */
void cosell_json_writer_free (CosellJsonWriter *self);
/* Begins an object, as a value or as an element; members follow with their names. */
void cosell_json_writer_begin_object (CosellJsonWriter *self);
/* Ends the innermost object. */
void cosell_json_writer_end_object (CosellJsonWriter *self);
/* Begins an array; its elements are the values that follow. */
void cosell_json_writer_begin_array (CosellJsonWriter *self);
/* Ends the innermost array. */
void cosell_json_writer_end_array (CosellJsonWriter *self);
/* Names the next value of an object. */
void cosell_json_writer_name (CosellJsonWriter *self, const char *name);
void cosell_json_writer_string (CosellJsonWriter *self, const char *value); /* NULL writes null */
/* A number without fraction. */
void cosell_json_writer_int (CosellJsonWriter *self, gint64 value);
/* true or false. */
void cosell_json_writer_bool (CosellJsonWriter *self, gboolean value);
/* null. */
void cosell_json_writer_null (CosellJsonWriter *self);
/* A complete JSON text, put in as it is. */
void cosell_json_writer_raw (CosellJsonWriter *self, const char *json, gssize length);
/* name + value in one call */
void cosell_json_writer_member (CosellJsonWriter *self, const char *name, const char *value);
/* Consumes the writer. Returns: (transfer full) the text */
char *cosell_json_writer_end (CosellJsonWriter *self);
/* Returns: (transfer full) text as a quoted JSON string; "null" for NULL */
char *cosell_json_quote (const char *text);
/* Returns: (transfer full) the document indented by two spaces; values keep their spelling */
char *cosell_json_pretty (CosellJsonValue value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellJsonWriter, cosell_json_writer_free)

G_END_DECLS
