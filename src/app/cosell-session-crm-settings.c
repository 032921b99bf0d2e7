/* cosell-session-crm-settings.c: how a person wants a CRM to be kept in step (K1, K3, K7) */
#include "app/cosell-session-crm-links.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-job.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "model/cosell-rule-error.h"

typedef struct
{
  CosellCommand head;
  char *crm;      /* (owned) (nullable) */
  GStrv settings; /* (owned) of KEY=VALUE */
} Set;

static void
set_clear (gpointer data)
{
  Set *self = data;

  g_free (self->crm);
  g_strfreev (self->settings);
}

static gboolean
set_one (CosellCrmState *state, const char *setting, GError **error)
{
  const char *equals = strchr (setting, '=');
  g_autofree char *key = NULL;

  if (equals == NULL || equals == setting)
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                   _ ("“%s” is not of the form KEY=VALUE."), setting);
      return FALSE;
    }
  key = g_strndup (setting, (gsize) (equals - setting));
  return cosell_crm_settings_set (state->settings, key, equals + 1, state->description, error);
}

static gboolean
run_set (CosellStore *store, gpointer data, GError **error)
{
  Set *self = data;
  g_autofree char *crm = cosell_session_crm_job_find (store, self->crm, error);
  g_autoptr (CosellCrmState) state =
      crm != NULL ? cosell_store_load_crm_state (store, crm, error) : NULL;

  if (state == NULL)
    return FALSE;
  for (guint i = 0; self->settings[i] != NULL; i++)
    if (!set_one (state, self->settings[i], error))
      return FALSE;
  return cosell_store_put_crm_settings (store, crm, state->settings, error);
}

static const CosellCommandKind set_kind = {
  .size = sizeof (Set),
  .mode = COSELL_STORE_WRITE,
  .run = run_set,
  .flags = COSELL_COMMAND_QUEUES,
  .clear = set_clear,
};

void
cosell_session_set_crm_async (CosellSession *self,
                              const char *crm,
                              const char *const *settings,
                              GCancellable *c,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Set *set;

  g_return_if_fail (COSELL_IS_SESSION (self) && settings != NULL);

  set = cosell_command_new (self, &set_kind, 0);
  set->crm = g_strdup (crm);
  set->settings = g_strdupv ((char **) settings);
  cosell_command_run (self, set, cosell_session_set_crm_async, c, callback, user_data);
}

static gpointer
read_settings (CosellStore *store, gconstpointer asked, GError **error)
{
  g_autofree char *crm = cosell_session_crm_job_find (store, asked, error);
  g_autoptr (CosellCrmState) state =
      crm != NULL ? cosell_store_load_crm_state (store, crm, error) : NULL;

  return state != NULL ? g_steal_pointer (&state->settings) : NULL;
}

void
cosell_session_crm_settings_async (CosellSession *self,
                                   const char *crm,
                                   GCancellable *c,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_session_read (self, read_settings, g_strdup (crm), g_free,
                       (GDestroyNotify) cosell_crm_settings_free, c, callback, user_data);
}

CosellCrmSettings *
cosell_session_crm_settings_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  return cosell_session_read_finish (self, result, error);
}
