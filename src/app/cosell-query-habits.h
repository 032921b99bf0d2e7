/* cosell-query-habits.h: what a query depends on that a person chose for a profile; immutable, any thread
 *
 * They are kept in the settings of the profile (cosell-profile.h), and given to the session by whoever
 * reads those.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *mail;         /* (nullable) I9: who is "mine" where nobody is signed in */
  guint fiscal_month; /* I7: 1…12, the first month of the fiscal year */
  char *currency;     /* (nullable) I6, I15: the main currency, upper case; values are compared and added up in
                       * this one where no other is named */
} CosellQueryHabits;

/* mail, currency: (nullable), "" is NULL, and so is what is no currency. Returns: (transfer full) */
CosellQueryHabits *cosell_query_habits_new (const char *mail, guint fiscal_month,
                                            const char *currency);
/* settings: (nullable): as they are at first. Returns: (transfer full) */
CosellQueryHabits *cosell_query_habits_new_from_settings (GSettings *settings);
CosellQueryHabits *cosell_query_habits_ref (CosellQueryHabits *self); /* (transfer full) */
void cosell_query_habits_unref (CosellQueryHabits *self);             /* self: (nullable) */
gboolean cosell_query_habits_equal (const CosellQueryHabits *a, const CosellQueryHabits *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellQueryHabits, cosell_query_habits_unref)

G_END_DECLS
