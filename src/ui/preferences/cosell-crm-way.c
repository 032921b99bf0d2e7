#include "ui/preferences/cosell-crm-way.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm.h"
#include "base/cosell-str.h"
#include "ui/preferences/cosell-step-row.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-widget-helpers.h"

/* In their order. */
static const struct
{
  const char *step; /* of CosellCrmCheck */
  const char *title;
  const char *advice; /* (nullable) what to do when what was found there does not say it */
} ways[] = {
  { "reach", N_ ("Address"), NULL },
  { "sign-in", N_ ("Sign-in"), NULL },
  { "rights", N_ ("Reading opportunities"), NULL },
  { "stages", N_ ("Stages"), N_ ("The administrator of the CRM sets up stages.") },
  { "currency", N_ ("Currencies"),
    N_ ("Deals in other currencies get no amount there. The administrator of the CRM adds "
        "currencies.") },
  { "write", N_ ("Writing opportunities"),
    N_ ("The administrator of the CRM gives you the right to write it. What cannot be written "
        "stays as it is there.") },
};
#define N_WAYS G_N_ELEMENTS (ways)

struct _CosellCrmWay
{
  AdwPreferencesGroup parent_instance;

  CosellSession *session; /* (owned) (nullable) */
  char *crm;              /* (owned) (nullable): its name */
  GCancellable *looking;  /* (owned) (nullable): of the steps under way */

  GtkWidget *rows[N_WAYS];
};

G_DEFINE_FINAL_TYPE (CosellCrmWay, cosell_crm_way, ADW_TYPE_PREFERENCES_GROUP)

static guint passed_signal;

static const CosellCrmCheck *
find_check (GPtrArray *checks, const char *step)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const CosellCrmCheck *check = g_ptr_array_index (checks, i);

      if (g_str_equal (check->step, step))
        return check;
    }
  return NULL;
}

/* why: (nullable): what the last step failed with. Returns: (transfer full) */
static char *
say_bad (guint way, const char *words, const GError *why)
{
  if (why != NULL && cosell_session_classify (why) == COSELL_FAILURE_SIGN_IN)
    return g_strdup_printf ("%s %s", words, _ ("Sign in above."));
  if (why == NULL && ways[way].advice != NULL)
    return g_strdup_printf ("%s %s", words, _ (ways[way].advice));
  return g_strdup (words);
}

static void
show_checks (CosellCrmWay *self, GPtrArray *checks, const GError *why)
{
  gboolean above = FALSE; /* something was found at a step before this one */

  for (guint i = 0; i < N_WAYS; i++)
    {
      const CosellCrmCheck *check = find_check (checks, ways[i].step);
      CosellStepRow *row = COSELL_STEP_ROW (self->rows[i]);
      g_autofree char *bad = check != NULL && !check->ok ? say_bad (i, check->words, why) : NULL;

      if (check == NULL)
        cosell_step_row_show (row, above ? COSELL_CHECK_LEFT_OUT : COSELL_CHECK_WAITING, NULL);
      else
        cosell_step_row_show (row, check->ok ? COSELL_CHECK_GOOD : COSELL_CHECK_BAD,
                              check->ok ? check->words : bad);
      above = above || check != NULL;
    }
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmWay) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) why = NULL;
  g_autoptr (GPtrArray) checks =
      cosell_session_test_crm_finish (COSELL_SESSION (source), result, &why, &error);

  if (self->session == NULL || cosell_widget_is_stale (result) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->looking);
  if (checks != NULL)
    show_checks (self, checks, why);
  for (guint i = 0; checks == NULL && i < N_WAYS; i++)
    cosell_step_row_show (COSELL_STEP_ROW (self->rows[i]),
                          i == 0 ? COSELL_CHECK_BAD : COSELL_CHECK_LEFT_OUT, error->message);
  if (checks != NULL && why == NULL)
    g_signal_emit (self, passed_signal, 0);
}

static void
again_clicked_cb (CosellCrmWay *self)
{
  if (self->session != NULL)
    cosell_crm_way_look (self, self->session, self->crm);
}

void
cosell_crm_way_look (CosellCrmWay *self, CosellSession *session, const char *crm)
{
  g_return_if_fail (COSELL_IS_CRM_WAY (self) && COSELL_IS_SESSION (session) && crm != NULL);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  g_set_object (&self->session, session);
  cosell_set_str (&self->crm, crm);
  for (guint i = 0; i < N_WAYS; i++)
    cosell_step_row_show (COSELL_STEP_ROW (self->rows[i]),
                          i == 0 ? COSELL_CHECK_RUNNING : COSELL_CHECK_WAITING, NULL);
  cosell_session_test_crm_async (session, self->crm, self->looking, tested_cb, g_object_ref (self));
}

void
cosell_crm_way_stop (CosellCrmWay *self)
{
  g_return_if_fail (COSELL_IS_CRM_WAY (self));

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->session);
}

static void
cosell_crm_way_dispose (GObject *object)
{
  cosell_crm_way_stop (COSELL_CRM_WAY (object));
  G_OBJECT_CLASS (cosell_crm_way_parent_class)->dispose (object);
}

static void
cosell_crm_way_finalize (GObject *object)
{
  g_free (COSELL_CRM_WAY (object)->crm);
  G_OBJECT_CLASS (cosell_crm_way_parent_class)->finalize (object);
}

static void
cosell_crm_way_class_init (CosellCrmWayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_crm_way_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_crm_way_finalize;
  passed_signal = g_signal_new ("passed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

/* The button stays sensitive while the steps are looked at: the focus stays on it. */
static void
cosell_crm_way_init (CosellCrmWay *self)
{
  GtkWidget *again = gtk_button_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Way to the CRM"));
  for (guint i = 0; i < N_WAYS; i++)
    {
      self->rows[i] = cosell_step_row_new (_ (ways[i].title));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->rows[i]);
    }
  cosell_button_set_mnemonic (GTK_BUTTON (again), _ ("Check A_gain"));
  gtk_widget_set_halign (again, GTK_ALIGN_START);
  gtk_widget_set_margin_top (again, 12);
  g_signal_connect_object (again, "clicked", G_CALLBACK (again_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), again);
}
