/* cosell-session-crm-look.c: looking at a CRM: how it is set up, and each step on the way to it */
#include "app/cosell-session-crm-private.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-open.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"

/* One look under way. */
typedef struct
{
  gboolean tests;
  CosellCrm *crm;                    /* (owned) (nullable) */
  CosellCrmUser *user;               /* (owned) (nullable) */
  CosellCrmDescription *description; /* (owned) (nullable) */
  GPtrArray *checks;                 /* (owned) of CosellCrmCheck */
  GError *why;                       /* (owned) (nullable): of the step that failed */
} Look;

static void
look_free (gpointer data)
{
  Look *self = data;

  g_clear_object (&self->crm);
  g_clear_pointer (&self->user, cosell_crm_user_free);
  g_clear_pointer (&self->description, cosell_crm_description_free);
  g_ptr_array_unref (self->checks);
  g_clear_error (&self->why);
  g_free (self);
}

/* Takes words. */
static void
note (Look *self, const char *step, gboolean ok, char *words)
{
  CosellCrmCheck *check = g_new0 (CosellCrmCheck, 1);

  check->step = step;
  check->ok = ok;
  check->words = words;
  g_ptr_array_add (self->checks, check);
}

/* The end: of a test with what was found so far, else with error; takes both. */
static void
fail (GTask *task, const char *step, GError *error)
{
  Look *self = g_task_get_task_data (task);

  if (!self->tests || error->domain == G_IO_ERROR)
    {
      cosell_session_end_crm (task, error);
      return;
    }
  note (self, step, FALSE, g_strdup (error->message));
  self->why = error;
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* --- what was found --- */

/* *missing: what cannot be written, in words */
static gboolean
may_write (const CosellCrmDescription *description, const char **missing)
{
  static const struct
  {
    CosellOpportunityFields field;
    const char *words;
  } fields[] = {
    { COSELL_OPPORTUNITY_NAME, N_ ("Name") },
    { COSELL_OPPORTUNITY_AMOUNT, N_ ("Value") },
    { COSELL_OPPORTUNITY_CLOSE_DATE, N_ ("Close date") },
    { COSELL_OPPORTUNITY_NOTES, N_ ("Notes") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const CosellCrmColumn *column =
          cosell_crm_description_get_field (description, fields[i].field);

      *missing = column != NULL ? column->name : _ (fields[i].words);
      if (column == NULL || !column->creatable || !column->updatable)
        return FALSE;
    }
  return TRUE;
}

static void
judge (Look *self)
{
  const CosellCrmDescription *description = self->description;
  const char *missing = NULL;

  note (self, "stages", description->stages->len > 0,
        g_strdup_printf (ngettext ("%u stage", "%u stages", description->stages->len),
                         description->stages->len));
  note (self, "currency", description->currencies->len > 0,
        g_strdup_printf (ngettext ("%u currency", "%u currencies", description->currencies->len),
                         description->currencies->len));
  if (may_write (description, &missing))
    note (self, "write", TRUE, g_strdup (_ ("The columns can be written. Nothing was.")));
  else
    note (self, "write", FALSE,
          g_strdup_printf (_ ("The column “%s” cannot be written."), missing));
}

static void
described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Look *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->description = cosell_crm_describe_finish (COSELL_CRM (source), result, &error);
  if (self->description == NULL)
    {
      fail (task, "stages", error);
      return;
    }
  judge (self);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Look *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CosellCrmPage) page = cosell_crm_list_finish (COSELL_CRM (source), result, &error);

  if (page == NULL)
    {
      fail (task, "rights", error);
      return;
    }
  note (self, "rights", TRUE, g_strdup (_ ("Opportunities can be read.")));
  cosell_crm_describe_async (self->crm, g_task_get_cancellable (task), described_cb, task);
}

/* An answer of the CRM, even one that says no, tells that it is there. */
static gboolean
was_reached (const GError *error)
{
  return g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN) ||
         g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_FORBIDDEN) ||
         g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_BUSY);
}

static void
who_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CosellSession *session = g_task_get_source_object (task);
  Look *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->user = cosell_crm_who_finish (COSELL_CRM (source), result, &error);
  if (self->user == NULL && !was_reached (error))
    {
      fail (task, "reach", error);
      return;
    }
  note (self, "reach", TRUE, g_strdup (_ ("The CRM answers.")));
  if (self->user == NULL)
    {
      fail (task, "sign-in", error);
      return;
    }
  note (self, "sign-in", TRUE,
        g_strdup (self->user->name != NULL ? self->user->name : self->user->id));
  if (self->tests)
    cosell_crm_list_async (self->crm, cosell_session_now (session), NULL, NULL,
                           g_task_get_cancellable (task), listed_cb, task);
  else
    cosell_crm_describe_async (self->crm, g_task_get_cancellable (task), described_cb, task);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CosellSession *session = COSELL_SESSION (source);
  Look *self = g_task_get_task_data (task);
  GError *error = NULL;
  CosellCrmFound *found = cosell_session_read_finish (session, result, &error);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  self->crm = cosell_session_open_crm (session, found, &error);
  cosell_crm_found_free (found);
  if (self->crm == NULL)
    fail (task, "sign-in", error);
  else
    cosell_crm_who_async (self->crm, g_task_get_cancellable (task), who_cb, task);
}

static void
look (CosellSession *self,
      gboolean tests,
      const char *name,
      gpointer tag,
      GCancellable *c,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  GTask *task = g_task_new (self, c != NULL ? c : self->closing, callback, user_data);
  Look *data = g_new0 (Look, 1);

  data->tests = tests;
  data->checks = g_ptr_array_new_with_free_func (cosell_crm_check_free);
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, data, look_free);
  cosell_session_find_crm (self, name, c, found_cb, task);
}

void
cosell_session_describe_crm_async (CosellSession *self,
                                   const char *name,
                                   GCancellable *c,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && name != NULL);

  look (self, FALSE, name, cosell_session_describe_crm_async, c, callback, user_data);
}

CosellCrmDescription *
cosell_session_describe_crm_finish (CosellSession *self,
                                    GAsyncResult *result,
                                    CosellCrmUser **user,
                                    GError **error)
{
  Look *data;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  data = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  *user = g_steal_pointer (&data->user);
  return g_steal_pointer (&data->description);
}

void
cosell_session_test_crm_async (CosellSession *self,
                               const char *name,
                               GCancellable *c,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && name != NULL);

  look (self, TRUE, name, cosell_session_test_crm_async, c, callback, user_data);
}

GPtrArray *
cosell_session_test_crm_finish (CosellSession *self,
                                GAsyncResult *result,
                                GError **why,
                                GError **error)
{
  Look *data;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  data = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  *why = g_steal_pointer (&data->why);
  return g_ptr_array_ref (data->checks);
}
