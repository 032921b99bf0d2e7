#include "app/cosell-query-habits.h"

#include "base/cosell-intl.h"

#define JANUARY 1
#define DECEMBER 12

static void
habits_clear (gpointer data)
{
  CosellQueryHabits *self = data;

  g_free (self->mail);
  g_free (self->currency);
}

CosellQueryHabits *
cosell_query_habits_new (const char *mail, guint fiscal_month, const char *currency)
{
  CosellQueryHabits *self = g_atomic_rc_box_new0 (CosellQueryHabits);
  g_autofree char *trimmed = g_strstrip (g_strdup (mail != NULL ? mail : ""));
  g_autofree char *code = g_ascii_strup (currency != NULL ? currency : "", -1);

  self->fiscal_month = CLAMP (fiscal_month, JANUARY, DECEMBER);
  if (*trimmed != '\0')
    self->mail = g_steal_pointer (&trimmed);
  if (cosell_intl_is_currency (code))
    self->currency = g_steal_pointer (&code);
  return self;
}

CosellQueryHabits *
cosell_query_habits_new_from_settings (GSettings *settings)
{
  g_autofree char *mail = NULL;
  g_autofree char *currency = NULL;

  if (settings == NULL)
    return cosell_query_habits_new (NULL, JANUARY, NULL);
  mail = g_settings_get_string (settings, "own-mail");
  currency = g_settings_get_string (settings, "main-currency");
  return cosell_query_habits_new (mail, g_settings_get_uint (settings, "fiscal-month"), currency);
}

CosellQueryHabits *
cosell_query_habits_ref (CosellQueryHabits *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
cosell_query_habits_unref (CosellQueryHabits *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, habits_clear);
}

gboolean
cosell_query_habits_equal (const CosellQueryHabits *a, const CosellQueryHabits *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return g_strcmp0 (a->mail, b->mail) == 0 && a->fiscal_month == b->fiscal_month &&
         g_strcmp0 (a->currency, b->currency) == 0;
}
