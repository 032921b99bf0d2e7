#include "ui/deal/cosell-registration-card.h"

#include <glib/gi18n-lib.h>

#include "cosell-config.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-long-text.h"

struct _CosellRegistrationCard
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *texts; /* holds title and text */
  GtkWidget *title;
  GtkWidget *text;
  GtkWidget *button;
  const char *style_class; /* (nullable) static */
};

G_DEFINE_FINAL_TYPE (CosellRegistrationCard, cosell_registration_card, GTK_TYPE_WIDGET)

/* --- words --- */

static const char *
eligibility_title (const CosellEligibility *eligibility)
{
  switch (eligibility->state)
    {
    case COSELL_ELIGIBILITY_NO:
      return eligibility->within_reach ? _ ("Not Eligible for Deal Registration Yet")
                                       : _ ("Not Eligible for Deal Registration");
    case COSELL_ELIGIBILITY_AFTER_WON:
      return _ ("Eligible for Deal Registration After Won");
    case COSELL_ELIGIBILITY_YES:
      return _ ("Eligible for Deal Registration");
    case COSELL_ELIGIBILITY_UNKNOWN:
      return _ ("Eligibility for Deal Registration Is Not Known");
    }
  g_assert_not_reached ();
}

/* Each reason on a line of its own; nothing is left to say for an eligible deal but what to do, or
 * why that cannot be done now. */
static char *
eligibility_text (const CosellRegistrationView *view)
{
  const CosellEligibility *eligibility = &view->eligibility;
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  if (eligibility->state == COSELL_ELIGIBILITY_YES && !view->verdict.allowed)
    g_ptr_array_add (lines, view->verdict.reason);
  else if (eligibility->state == COSELL_ELIGIBILITY_YES && eligibility->reasons->len == 0)
    g_ptr_array_add (lines, (gpointer) cosell_registration_next_step (COSELL_REGISTRATION_NONE));
  for (guint i = 0; i < eligibility->reasons->len; i++)
    g_ptr_array_add (lines, g_ptr_array_index (eligibility->reasons, i));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* E8: what Microsoft says, then what comes next. */
static char *
progress_text (const CosellRegistrationView *view, CosellSyncState sync)
{
  const char *reason = view->current != NULL ? view->current->reason : NULL;
  const char *step = cosell_registration_next_step (view->state);

  if (view->state == COSELL_REGISTRATION_WAITING && sync == COSELL_SYNC_STATE_HELD)
    step = _ ("You hold back what waits for this deal. Send it from the outbox.");
  else if (view->state == COSELL_REGISTRATION_WAITING &&
           (sync == COSELL_SYNC_STATE_PARKED || sync == COSELL_SYNC_STATE_CONFLICT))
    step = _ ("It could not be sent: see why above. Correct it, and it goes out again.");
  return reason != NULL ? g_strdup_printf ("%s\n%s", reason, step) : g_strdup (step);
}

static const char *
progress_class (CosellRegistrationState state)
{
  switch (state)
    {
    case COSELL_REGISTRATION_ACTION_REQUIRED:
      return "caution";
    case COSELL_REGISTRATION_FAILED:
      return "problem";
    case COSELL_REGISTRATION_WAITING:
    case COSELL_REGISTRATION_REVIEW_PENDING:
    case COSELL_REGISTRATION_APPROVED:
    case COSELL_REGISTRATION_PASSED:
    case COSELL_REGISTRATION_OTHER:
      return "info";
    case COSELL_REGISTRATION_NONE:
    case COSELL_REGISTRATION_CLOSED:
      break;
    }
  return "plain";
}

/* --- showing --- */

static void
set_style (CosellRegistrationCard *self, const char *style_class)
{
  if (self->style_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style_class);
  self->style_class = style_class;
  gtk_widget_add_css_class (GTK_WIDGET (self), style_class);
}

static void
set_texts (CosellRegistrationCard *self, const char *title, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->text), text);
  gtk_widget_set_visible (self->text, *text != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* Only where it helps: why it does not is said above it. */
static void
update_button (CosellRegistrationCard *self,
               const CosellDealData *deal,
               const CosellRegistrationView *view)
{
  gboolean edit = view->state == COSELL_REGISTRATION_WAITING ||
                  view->state == COSELL_REGISTRATION_ACTION_REQUIRED;

  gtk_button_set_label (GTK_BUTTON (self->button),
                        edit ? _ ("Edit Registration") : _ ("Register Now"));
  gtk_widget_set_visible (self->button,
                          deal->status == COSELL_DEAL_STATUS_WON && view->verdict.allowed);
  if (view->state != COSELL_REGISTRATION_WAITING)
    gtk_widget_add_css_class (self->button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->button, "suggested-action");
}

void
cosell_registration_card_show (CosellRegistrationCard *self,
                               const CosellDealData *deal,
                               const CosellRegistrationView *view)
{
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (COSELL_IS_REGISTRATION_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self),
                          view != NULL && !cosell_registration_view_is_over (view, deal));
  if (view == NULL)
    return;
  if (view->state == COSELL_REGISTRATION_NONE)
    {
      title = g_strdup (eligibility_title (&view->eligibility));
      text = eligibility_text (view);
      set_style (self, view->eligibility.state == COSELL_ELIGIBILITY_YES ? "info" : "plain");
    }
  else
    {
      /* Translators: how the registration of a deal stands: "In review" */
      title = g_strdup_printf (_ ("Deal Registration: %s"), view->label);
      text = progress_text (view, cosell_deal_data_get_sync (deal));
      set_style (self, progress_class (view->state));
    }
  set_texts (self, title, text);
  update_button (self, deal, view);
}

/* --- life --- */

static void
cosell_registration_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_REGISTRATION_CARD);
  G_OBJECT_CLASS (cosell_registration_card_parent_class)->dispose (object);
}

static void
cosell_registration_card_class_init (CosellRegistrationCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_registration_card_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deal/cosell-registration-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellRegistrationCard, icon);
  gtk_widget_class_bind_template_child (widget_class, CosellRegistrationCard, texts);
  gtk_widget_class_bind_template_child (widget_class, CosellRegistrationCard, title);
  gtk_widget_class_bind_template_child (widget_class, CosellRegistrationCard, text);
  gtk_widget_class_bind_template_child (widget_class, CosellRegistrationCard, button);
}

static void
cosell_registration_card_init (CosellRegistrationCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_button_let_wrap (GTK_BUTTON (self->button));
  cosell_long_text_use_column (self->texts);
}
