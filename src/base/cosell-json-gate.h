/* cosell-json-gate.h: the one way from bytes of outside to json-glib
 *
 * For documents of a short list of known members, of which nothing goes back to where it came from:
 * answers of the identity provider, what this program kept for itself. A referral, and whatever else
 * must come back byte for byte, is read by cosell_json_parse().
 *
 * json-glib takes what RFC 8259 forbids, overflows its stack where a text is nested deeply, rounds
 * numbers and loses its way in lone surrogates. So it sees only texts that cosell_json_parse() has
 * checked, and in which whatever it cannot hold has a form that it can. Pure; any thread.
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Size, depth, UTF-8 and grammar are those of cosell_json_parse(), and so are the errors and their
 * words. Of members with one name the last counts. A lone surrogate becomes U+FFFD and \u0000 U+2400,
 * as in cosell_json_dup_string(). A whole number of 64 bits is a number of json-glib; every other
 * number is a string of its digits as they stand, so that none is ever rounded.
 * text: length bytes, or up to its NUL with -1; not kept. Returns: (transfer full) (nullable): the
 * immutable root; NULL with a CosellJsonError */
JsonNode *cosell_json_gate_read (const char *text, gssize length, GError **error);
/* The same where only an object is of use. Returns: (transfer full) (nullable): NULL without a word
 * for anything else */
JsonObject *cosell_json_gate_read_object (const char *text, gssize length);

/* Members of an object, which may be NULL: then, and when there is no such member or one of another
 * kind, the answer is NULL or the fallback. */

/* A string's text; also of a number that arrived as its digits. Returns: (transfer none) (nullable) */
const char *cosell_json_gate_text (JsonObject *object, const char *name);
/* A string's text, a number's digits as they stood; node: (nullable): a member or an element. Returns: (transfer full) (nullable) */
char *cosell_json_gate_dup_scalar (JsonNode *node);
/* The same of a member. Returns: (transfer full) (nullable) */
char *cosell_json_gate_dup_member (JsonObject *object, const char *name);
/* true and false. */
gboolean cosell_json_gate_bool (JsonObject *object, const char *name, gboolean fallback);
/* The object that a member is. Returns: (transfer none) (nullable) */
JsonObject *cosell_json_gate_object (JsonObject *object, const char *name);
/* A number without fraction, as cosell_json_get_int() reads it. */
gint64 cosell_json_gate_int (JsonObject *object, const char *name, gint64 fallback);
/* The elements of an array, or nothing. Returns: (transfer none) (nullable) */
JsonArray *cosell_json_gate_array (JsonObject *object, const char *name);
/* Elements of an array; array: (nullable) */
guint cosell_json_gate_length (JsonArray *array);
/* Element index of an array if it is an object. Returns: (transfer none) (nullable) */
JsonObject *cosell_json_gate_element (JsonArray *array, guint index);

G_END_DECLS
