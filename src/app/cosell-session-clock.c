/* The service's time: deadlines go by it, and a person is told when the computer's is wrong. */
#include "app/cosell-session-private.h"

#include <glib/gi18n-lib.h>

#define TOLERATED (5 * G_TIME_SPAN_MINUTE)

static gboolean
load_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_load_clock (store, error);
}

gboolean
cosell_session_load_clock (CosellSession *self, GError **error)
{
  return !COSELL_IS_SERVICE_CLOCK (self->clock) ||
         cosell_session_run (self, COSELL_STORE_META, load_job, NULL, error);
}

CosellClock *
cosell_session_get_clock (CosellSession *self)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), NULL);

  return self->clock;
}

static char *
describe_span (gint64 span)
{
  guint minutes = (guint) (span / G_TIME_SPAN_MINUTE);

  if (minutes < 2 * 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u minute", "%u minutes", minutes),
                            minutes);
  if (minutes < 2 * 24 * 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hour", "%u hours", minutes / 60),
                            minutes / 60);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", minutes / (24 * 60)),
                          minutes / (24 * 60));
}

char *
cosell_session_dup_clock_message (CosellSession *self)
{
  g_autofree char *span = NULL;
  gint64 ahead = 0;

  g_return_val_if_fail (COSELL_IS_SESSION (self), NULL);

  if (!COSELL_IS_SERVICE_CLOCK (self->clock) ||
      !cosell_service_clock_get_offset (COSELL_SERVICE_CLOCK (self->clock), &ahead) ||
      ABS (ahead) <= TOLERATED)
    return NULL;
  span = describe_span (ABS (ahead));
  /* Translators: %s is a span of time, such as “3 hours”. */
  return g_strdup_printf (ahead > 0 ? _ ("The clock of this computer is %s slow. Deadlines are "
                                         "counted by the clock of the service. Set the date and "
                                         "time of the computer.")
                                    : _ ("The clock of this computer is %s fast. Deadlines are "
                                         "counted by the clock of the service. Set the date and "
                                         "time of the computer."),
                          span);
}
