/* cosell-store-lessons.h: what documents taught of customers, people, solutions and attributes, gathered
 * before it is written; private to the store; worker only
 *
 * Many deals teach the same. What was gathered is written once, and what was written already is not
 * written again, as long as the lessons live: not longer than a job.
 */
#pragma once

#include "base/cosell-json.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

typedef struct _CosellStoreLessons CosellStoreLessons;

/* Returns: (transfer full) */
CosellStoreLessons *cosell_store_lessons_new (void);
/* self: (nullable). What was not written is lost. */
void cosell_store_lessons_free (CosellStoreLessons *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellStoreLessons, cosell_store_lessons_free)

/* A customer, as a referral has it, was met at that time (µs UTC). */
void cosell_store_lessons_add_customer (CosellStoreLessons *self, CosellJsonValue profile, gint64 at);
/* Somebody of our own company was. */
void cosell_store_lessons_add_member (CosellStoreLessons *self, CosellJsonValue member, gint64 at);
/* An own deal has (step 1) or has no more (-1) a solution; an attribute. */
void cosell_store_lessons_count_solution (CosellStoreLessons *self, const char *id,
                                          CosellJsonValue solution, int step, gint64 at);
void cosell_store_lessons_count_attribute (CosellStoreLessons *self, const char *type,
                                           const char *value, int step, gint64 at);
/* Writes what was added since the last time. */
gboolean cosell_store_lessons_write (CosellStoreLessons *self, CosellStore *store, GError **error);

G_END_DECLS
