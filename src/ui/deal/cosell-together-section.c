#include "ui/deal/cosell-together-section.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "model/cosell-people.h"
#include "model/cosell-rules.h"
#include "ui/deal/cosell-deal-watch.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-format.h"

struct _CosellTogetherSection
{
  AdwPreferencesGroup parent_instance;

  CosellDeal *deal;       /* (owned) (nullable) */
  GSignalGroup *signals;  /* (owned) of the deal */
  GSignalGroup *partners; /* (owned) of its partners */
  GPtrArray *cards;       /* of GtkWidget, children */

  GtkWidget *actions; /* holds buttons and reasons */
  GtkWidget *buttons; /* one for each of actions */
  GtkLabel *reasons;
};

G_DEFINE_FINAL_TYPE (CosellTogetherSection, cosell_together_section, ADW_TYPE_PREFERENCES_GROUP)

static const char *const watched[] = { "microsoft",        "type",   "status", "invisible-since",
                                       "microsoft-status", "loaded", NULL };

/* What brings others in, in the order of the buttons; labels: G3. */
static const struct
{
  const char *label;
  const char *name;
  CosellAction action;
} actions[] = {
  { N_ ("Share with Microsoft Sellers"), "deal.share", COSELL_ACTION_SHARE },
  { N_ ("Invite Microsoft"), "deal.invite-microsoft", COSELL_ACTION_INVITE_MICROSOFT },
  { N_ ("Invite Partner"), "deal.invite-partner", COSELL_ACTION_INVITE_PARTNERS },
};

/* An invitation as plain values. */
typedef struct
{
  char *name, *value, *currency, *close_date, *notes, *reason;
  CosellDealStatus status;
  CosellHelp help;
  gint64 expires_at, updated_at;
  gboolean sent;
  GListModel *team, *solutions;
} Part;

static void
part_clear (Part *part)
{
  g_free (part->name);
  g_free (part->value);
  g_free (part->currency);
  g_free (part->close_date);
  g_free (part->notes);
  g_free (part->reason);
  g_clear_object (&part->team);
  g_clear_object (&part->solutions);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, part_clear)

static void
read_part (CosellInvitation *invitation, Part *part)
{
  g_autofree char *remote_id = NULL;

  g_object_get (invitation, "organization-name", &part->name, "value", &part->value, "currency",
                &part->currency, "close-date", &part->close_date, "notes", &part->notes, "reason",
                &part->reason, "status", &part->status, "help", &part->help, "expires-at",
                &part->expires_at, "updated-at", &part->updated_at, "team", &part->team,
                "solutions", &part->solutions, "remote-id", &remote_id, NULL);
  part->sent = remote_id != NULL;
  if (part->name == NULL)
    g_object_get (invitation, "organization-id", &part->name, NULL);
}

/* --- words --- */

/* D15: what the other side's referral says, with the time left to answer. */
static GtkWidget *
make_status_pill (const Part *part)
{
  gint64 now = cosell_format_now ();
  g_autofree char *left = NULL;
  g_autofree char *text = NULL;

  switch (part->status)
    {
    case COSELL_DEAL_STATUS_DRAFT:
    case COSELL_DEAL_STATUS_RECEIVED:
      if (!part->sent)
        return cosell_widget_pill (_ ("Waits to be sent"), "neutral");
      if (part->expires_at == COSELL_NO_TIME || part->expires_at <= now)
        return cosell_widget_pill (_ ("Not answered yet"), "neutral");
      left = cosell_format_time_left (part->expires_at, now);
      /* Translators: a time limit of Microsoft or a partner: "Answer in 9 days" */
      text = g_strdup_printf (_ ("Answer in %s"), left);
      return cosell_widget_pill (text, "warning");
    case COSELL_DEAL_STATUS_ACCEPTED:
    case COSELL_DEAL_STATUS_WON:
      return cosell_widget_pill (cosell_deal_status_label (part->status), "success");
    case COSELL_DEAL_STATUS_DECLINED:
    case COSELL_DEAL_STATUS_EXPIRED:
    case COSELL_DEAL_STATUS_ERROR:
      return cosell_widget_pill (cosell_deal_status_label (part->status), "error");
    case COSELL_DEAL_STATUS_LOST:
      return cosell_widget_pill (cosell_deal_status_label (part->status), "neutral");
    }
  g_return_val_if_reached (NULL);
}

static char *
describe_people (GListModel *team)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (team); i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (team, i);

      g_ptr_array_add (names, (gpointer) cosell_contact_get_display_name (contact));
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/* "Proof of concept / Demo · J. Doe" */
static char *
describe_microsoft (const Part *part)
{
  g_autofree char *people = describe_people (part->team);

  return cosell_widget_join (part->help != COSELL_HELP_NONE ? cosell_help_label (part->help) : NULL,
                             people);
}

/* "SEK 200 000 · closes 10 Jan 2027" */
static char *
describe_partner (const Part *part)
{
  g_autofree char *value =
      part->value != NULL ? cosell_format_money (part->value, part->currency) : NULL;
  g_autofree char *date = part->close_date != NULL ? cosell_format_date (part->close_date) : NULL;
  g_autofree char *closes = date != NULL ? g_strdup_printf (_ ("closes %s"), date) : NULL;

  return cosell_widget_join (value, closes);
}

/* --- cards --- */

static void
add_value (AdwExpanderRow *card, const char *name, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = cosell_widget_row (name, value);
  gtk_widget_add_css_class (row, "value-row");
  adw_expander_row_add_row (card, row);
}

static void
add_instant (AdwExpanderRow *card, const char *name, gint64 instant)
{
  g_autofree char *text = NULL;

  if (instant == COSELL_NO_TIME)
    return;
  text = cosell_format_time (instant, cosell_format_now ());
  add_value (card, name, text);
}

static void
add_people (AdwExpanderRow *card, GListModel *team)
{
  for (guint i = 0; i < g_list_model_get_n_items (team); i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (team, i);

      adw_expander_row_add_row (card, cosell_widget_contact_row (contact));
    }
}

static void
add_solutions (AdwExpanderRow *card, GListModel *solutions)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);

      g_ptr_array_add (names, (gpointer) cosell_solution_get_display_name (solution));
    }
  g_ptr_array_add (names, NULL);
  text = g_strjoinv ("\n", (char **) names->pdata);
  add_value (card, _ ("Solutions"), text);
}

/* D15: what a request that came to nothing means, and the way out. */
static void
add_way_out (CosellTogetherSection *self, AdwExpanderRow *card, const Part *part)
{
  const char *text = part->status == COSELL_DEAL_STATUS_DECLINED
                         ? _ ("Microsoft declined. The deal stays co-sell and cannot be "
                              "registered. Recreate it to ask again.")
                         : _ ("Microsoft did not answer in time. The deal stays co-sell and cannot "
                              "be registered. Recreate it to ask again.");
  GtkWidget *row = cosell_widget_row (text, NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Recreate"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "deal.recreate");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_expander_row_add_row (card, row);
  adw_expander_row_set_expanded (card, TRUE);
}

/* C14, D17: what is fixed, and who can still change it. */
static const char *
describe_fixed (const Part *part, gboolean microsoft)
{
  if (part->sent && microsoft)
    return _ ("Kind of help and notes to Microsoft, and that its sellers may view the deal.");
  if (part->sent)
    return _ ("Close date, value, currency, team and solutions of this invitation. The partner can "
              "change its own.");
  return _ ("Nothing yet: the invitation waits to be sent and can be taken back from the outbox.");
}

/* Whose half invited us says nothing of an answer: nobody asked it. */
static gboolean
is_sender (CosellTogetherSection *self, gboolean microsoft)
{
  const CosellDealData *data = cosell_deal_get_data (self->deal);

  return data->direction == COSELL_DIRECTION_INBOUND && microsoft == !data->p2p &&
         (microsoft || g_list_model_get_n_items (cosell_deal_get_partners (self->deal)) == 1);
}

static void
add_card (CosellTogetherSection *self, CosellInvitation *invitation, gboolean microsoft)
{
  GtkWidget *card = adw_expander_row_new ();
  g_auto (Part) part = { 0 };
  g_autofree char *summary = NULL;

  read_part (invitation, &part);
  summary = microsoft ? describe_microsoft (&part) : describe_partner (&part);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (card), FALSE);
  cosell_long_text_show_title (ADW_PREFERENCES_ROW (card),
                               part.name != NULL ? part.name : _ ("Unnamed partner"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (card), summary);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (card),
                               is_sender (self, microsoft) &&
                                       !cosell_deal_status_is_closed (part.status)
                                   ? cosell_widget_pill (_ ("Sender"), "neutral")
                                   : make_status_pill (&part));
  if (microsoft && cosell_widget_is_open (self->deal) &&
      (part.status == COSELL_DEAL_STATUS_DECLINED || part.status == COSELL_DEAL_STATUS_EXPIRED))
    add_way_out (self, ADW_EXPANDER_ROW (card), &part);
  add_value (ADW_EXPANDER_ROW (card), _ ("Reason"), part.reason);
  if (part.help != COSELL_HELP_NONE)
    add_value (ADW_EXPANDER_ROW (card), _ ("Help asked for"), cosell_help_label (part.help));
  add_value (ADW_EXPANDER_ROW (card), _ ("Notes with the invitation"), part.notes);
  add_instant (ADW_EXPANDER_ROW (card), _ ("Answer deadline"), part.expires_at);
  add_instant (ADW_EXPANDER_ROW (card), _ ("Updated"), part.updated_at);
  if (!microsoft)
    add_solutions (ADW_EXPANDER_ROW (card), part.solutions);
  if (cosell_deal_get_data (self->deal)->direction == COSELL_DIRECTION_OUTBOUND)
    add_value (ADW_EXPANDER_ROW (card), _ ("Cannot be changed by you any more"),
               describe_fixed (&part, microsoft));
  add_people (ADW_EXPANDER_ROW (card), part.team);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), card);
  g_ptr_array_add (self->cards, card);
}

static const char *
describe_without_microsoft (const CosellDealData *deal)
{
  switch ((CosellDealType) deal->type)
    {
    case COSELL_DEAL_TYPE_PRIVATE:
      return _ ("Not invited. Microsoft sellers do not see this deal.");
    case COSELL_DEAL_TYPE_PARTNER_LED:
      return _ ("Not invited. Microsoft sellers may view this deal.");
    case COSELL_DEAL_TYPE_CO_SELL:
      return deal->direction == COSELL_DIRECTION_INBOUND
                 ? _ ("Sent you this deal. The service shows nothing more of Microsoft’s side.")
                 : _ ("Invited. The service shows nothing of Microsoft’s side yet.");
    case COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT:
      return _ ("A solution assessment has no invitation of its own.");
    case COSELL_DEAL_TYPE_LEAD:
      return _ ("Sent you this lead.");
    }
  g_return_val_if_reached ("");
}

/* Whether it is allowed now; a refusal becomes a line below the buttons, once. */
static void
update_button (CosellTogetherSection *self, GtkWidget *button, guint i, GPtrArray *reasons)
{
  g_auto (CosellVerdict) verdict = { FALSE };

  cosell_rules_check (cosell_deal_get_data (self->deal), actions[i].action, cosell_format_now (),
                      &verdict);
  cosell_widget_set_reason (button, NULL, verdict.reason);
  if (verdict.allowed)
    gtk_widget_remove_css_class (button, "refused");
  else
    gtk_widget_add_css_class (button, "refused");
  if (verdict.reason != NULL &&
      !g_ptr_array_find_with_equal_func (reasons, verdict.reason, g_str_equal, NULL))
    g_ptr_array_add (reasons, g_strdup (verdict.reason));
}

static void
update_buttons (CosellTogetherSection *self)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  GtkWidget *button = gtk_widget_get_first_child (self->buttons);

  gtk_widget_set_visible (self->actions, cosell_widget_is_open (self->deal));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      update_button (self, button, i, reasons);
      button = gtk_widget_get_next_sibling (button);
    }
  g_ptr_array_add (reasons, NULL);
  text = g_strjoinv ("\n", (char **) reasons->pdata);
  gtk_label_set_label (self->reasons, text);
  gtk_widget_set_visible (GTK_WIDGET (self->reasons), *text != '\0');
}

static void
clear (CosellTogetherSection *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->cards, i));
  g_ptr_array_set_size (self->cards, 0);
}

static void
update (CosellTogetherSection *self)
{
  CosellInvitation *microsoft;
  GListModel *partners;

  clear (self);
  if (self->deal == NULL || !cosell_deal_is_loaded (self->deal))
    return;
  update_buttons (self);
  microsoft = cosell_deal_get_microsoft (self->deal);
  partners = cosell_deal_get_partners (self->deal);
  if (microsoft != NULL)
    add_card (self, microsoft, TRUE);
  else
    {
      GtkWidget *row =
          cosell_widget_row (_ ("Microsoft"),
                             describe_without_microsoft (cosell_deal_get_data (self->deal)));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->cards, row);
    }
  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (CosellInvitation) partner = g_list_model_get_item (partners, i);

      add_card (self, partner, FALSE);
    }
}

static void
cosell_together_section_dispose (GObject *object)
{
  CosellTogetherSection *self = COSELL_TOGETHER_SECTION (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->partners);
  g_clear_object (&self->deal);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_TOGETHER_SECTION);
  G_OBJECT_CLASS (cosell_together_section_parent_class)->dispose (object);
}

static void
cosell_together_section_class_init (CosellTogetherSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_together_section_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deal/cosell-together-section.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellTogetherSection, actions);
  gtk_widget_class_bind_template_child (widget_class, CosellTogetherSection, buttons);
  gtk_widget_class_bind_template_child (widget_class, CosellTogetherSection, reasons);
}

static void
add_buttons (CosellTogetherSection *self)
{
  gtk_widget_set_layout_manager (self->buttons, cosell_wrap_layout_new (9, 6));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_box_append (GTK_BOX (self->buttons),
                    cosell_widget_text_button (_ (actions[i].label), actions[i].name));
}

static void
cosell_together_section_init (CosellTogetherSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cards = g_ptr_array_new ();
  add_buttons (self);
  self->signals = cosell_deal_watch_new (watched, (CosellDealWatchFunc) update, self);
  self->partners = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->partners, "items-changed", G_CALLBACK (update), self);
}

void
cosell_together_section_set_deal (CosellTogetherSection *self, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_TOGETHER_SECTION (self));

  if (!g_set_object (&self->deal, deal))
    return;
  g_signal_group_set_target (self->signals, deal);
  g_signal_group_set_target (self->partners, deal != NULL ? cosell_deal_get_partners (deal) : NULL);
  update (self);
}
