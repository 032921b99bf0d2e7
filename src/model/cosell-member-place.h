/* cosell-member-place.h: where the value of a member stands in a referral
 *
 * Most members stand at a JSON pointer. An attribute is an element of an array, {"type": …, "id": …},
 * known by its type: no pointer leads to it, since its index is nobody's to rely on. Its path here is
 * the pointer of the array with the type behind it, ".../attributes/SolutionArea", and its value is
 * the text of the element's id. These functions take paths of both kinds, so that changes, the merge,
 * history and answers need not know the difference. Pure; any thread.
 */
#pragma once

#include "base/cosell-json-edit.h"
#include "model/cosell-member.h"

G_BEGIN_DECLS

/* The value at a path; nothing if it leads nowhere. */
CosellJsonValue cosell_member_place_value (CosellJsonValue root, const char *path);
/* The same in the array itself: of the first element of a type, whatever its letter case. */
CosellJsonValue cosell_member_place_in_array (CosellJsonValue array, const char *type);
/* text with another value at a path; the other elements of an array stay as they are. An attribute
 * without a value goes; one that stood there several times stands there once. json: (nullable): NULL
 * removes. Returns: (transfer full) NULL with error (COSELL_JSON_ERROR) */
char *cosell_member_place_set (const char *text, const char *path, const char *json,
                               GError **error);
/* The pointer of what a patch replaces when this path changes: the whole array of an attribute.
 * (transfer none): path itself, or text of the table */
const char *cosell_member_place_pointer (const char *path);

G_END_DECLS
