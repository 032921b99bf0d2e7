/* cosell-cli-builder.h: the JSON that cosellctl prints (cosellctl(1)), made with json-glib
 *
 * Members stand in the order in which they are added. name is that of a member of the open object; in
 * an array, and for the document itself, it is NULL. Calls must nest properly.
 *
 * What is not ours is foreign: a document of the service, a value of it. It is put in as it stands,
 * byte for byte, which json-glib cannot do: it goes in behind a mark. The elements of a document that
 * is an array are written one by one, so that a list of all deals does not stand in memory as objects.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CosellCliBuilder CosellCliBuilder;

/* Returns: (transfer full) a document in which nothing stands */
CosellCliBuilder *cosell_cli_builder_new (void);
/* For a document that is given up. self: (nullable) */
void cosell_cli_builder_free (CosellCliBuilder *self);
/* Begins an object; its members follow. */
void cosell_cli_builder_begin_object (CosellCliBuilder *self, const char *name);
/* Ends the innermost object. */
void cosell_cli_builder_end_object (CosellCliBuilder *self);
/* Begins an array; its elements follow. */
void cosell_cli_builder_begin_array (CosellCliBuilder *self, const char *name);
/* Ends the innermost array. */
void cosell_cli_builder_end_array (CosellCliBuilder *self);
/* A string; null for NULL. */
void cosell_cli_builder_text (CosellCliBuilder *self, const char *name, const char *text);
/* A number without fraction. */
void cosell_cli_builder_int (CosellCliBuilder *self, const char *name, gint64 value);
/* true or false. */
void cosell_cli_builder_bool (CosellCliBuilder *self, const char *name, gboolean value);
/* null. */
void cosell_cli_builder_null (CosellCliBuilder *self, const char *name);
/* µs UTC as RFC 3339; null for COSELL_NO_TIME. */
void cosell_cli_builder_instant (CosellCliBuilder *self, const char *name, gint64 instant);
/* A complete JSON text of length bytes, or up to its NUL with -1, as it stands; null for NULL. */
void cosell_cli_builder_foreign (CosellCliBuilder *self, const char *name, const char *json,
                              gssize length);
/* A whole document: an array with an object for each item, whose members add adds.
 * Returns: (transfer full) its text */
char *cosell_cli_builder_list (GPtrArray *items,
                               void (*add) (CosellCliBuilder *self, gconstpointer item));
/* Ends the document. Consumes self. Returns: (transfer full) its text */
char *cosell_cli_builder_end (CosellCliBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCliBuilder, cosell_cli_builder_free)

G_END_DECLS
