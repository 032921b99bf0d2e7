/* cosell-answer.h: what the service kept of what was sent (P13)
 *
 * An accepted answer is not believed: what was sent is compared with what the service has now, path
 * by path. Pure; any thread.
 */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

/* What of changes, which went out as a patch, stands otherwise in answer, the referral as the
 * service has it. Returns: (transfer full) of CosellChange: original = what the service kept,
 * current = what was sent, so that they are the patch that sends it once more; empty: all was kept
 * (or answer cannot be read) */
GPtrArray *
cosell_answer_unkept (GPtrArray *changes, const char *answer);
/* The same of body, a whole referral that was sent to be created. What the service derives itself
 * is not compared (a table with its reasons). */
GPtrArray *
cosell_answer_unkept_body (const char *body, const char *answer);
/* Puts what was not kept onto theirs, a newer document: what it has now goes away, people,
 * solutions and notes of both sides are put together, and the rest stays as it was typed. */
void
cosell_answer_rebase (GPtrArray *unkept, const char *theirs);
/* D11: a status and its substatus go together. Adds the one that was kept, as text has it. */
void
cosell_answer_complete_status (GPtrArray *unkept, const char *text);
/* "Partner Center did not keep: Notes, CRM ID". Returns: (transfer full) */
char *
cosell_answer_describe (GPtrArray *unkept);

/* Whether answer, a referral, cannot be what became of sent (a body, or the document with the
 * changes): it is of another organization than sent or own (nullable) say, or another deal with
 * another customer. One member that differs is none: it was not kept. */
gboolean
cosell_answer_contradicts (const char *sent, const char *answer, const char *own);

/* cosell-answer-same.c */

/* Whether kept, what the service has at path, says what was sent there. Equal are: numbers of one
 * value, instants of one time, GUIDs and currencies in any letter case; null, absent and ""; texts
 * after decoding entities, with LF for CRLF and without space around them; lists whatever their
 * order. original: what stood there before (nothing: unknown); what the service adds to a list by
 * itself does not count, but what was to go has to go. */
gboolean
cosell_answer_same (const char *path,
                    CosellJsonValue original,
                    CosellJsonValue sent,
                    CosellJsonValue kept);
/* The value at an RFC 6901 path, in whatever letter case its members are (contract 4). */
CosellJsonValue
cosell_answer_resolve (CosellJsonValue root, const char *path);

G_END_DECLS
