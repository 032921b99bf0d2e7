#include "ui/advice/cosell-advice-groups.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "ui/advice/cosell-advice-deals.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-format.h"

/* More solutions and campaigns than that are no overview any more. */
#define MAX_ROWS 12

static AdwPreferencesGroup *
group_new (const char *title, const char *reason)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, reason);
  return group;
}

/* What there is nothing to say about, with a mark when that is good. */
static void
add_nothing (AdwPreferencesGroup *group, const char *text, gboolean good)
{
  GtkWidget *row = cosell_widget_row (text, NULL);

  if (good)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_widget_add_css_class (icon, "success");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  else
    gtk_widget_add_css_class (row, "dim-label");
  adw_preferences_group_add (group, row);
}

/* A figure and the way to its deals. Takes list. */
static void
add_figure (AdwPreferencesGroup *group,
            const char *title,
            const char *subtitle,
            const char *value,
            CosellAdviceList *list,
            GPtrArray *deals)
{
  GtkWidget *row = cosell_widget_row (title, subtitle);
  GtkWidget *label = gtk_label_new (value);
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");
  g_autofree char *name = cosell_text_format (_ ("Show the Deals: %s"), title);

  gtk_widget_add_css_class (label, "advice-value");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Show the Deals"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "advice.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(su)", title, deals->len);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_ptr_array_add (deals, list);
  adw_preferences_group_add (group, row);
}

/* H1: one kind of answer */
static void
add_times (AdwPreferencesGroup *group,
           CosellAdviceAnswer answer,
           const CosellAdviceTimes *times,
           GPtrArray *deals)
{
  static const struct
  {
    const char *title;
    const char *heading;
  } words[COSELL_ADVICE_N_ANSWERS] = {
    [COSELL_ADVICE_ACCEPTED] = { N_ ("Usual time until you accept"), N_ ("Accepted after") },
    [COSELL_ADVICE_DECLINED] = { N_ ("Usual time until you decline"), N_ ("Declined after") },
    [COSELL_ADVICE_EXPIRED] = { N_ ("Usual time until a deal expired"), N_ ("Expired after") },
  };
  g_autofree char *median = cosell_advice_format_span_short (times->median);
  g_autofree char *longest = cosell_advice_format_span (times->longest);
  /* Translators: the figure beside it is the median; %s is a time span, "3 days 2 hours" */
  g_autofree char *of =
      g_strdup_printf (ngettext ("%u inbound deal; the longest time is %s",
                                 "Median of %u inbound deals; the longest time is %s",
                                 times->deals->len),
                       times->deals->len, longest);

  add_figure (group, _ (words[answer].title), of, median,
              cosell_advice_list_new (times->deals, times->spans, _ (words[answer].heading)),
              deals);
}

/* H1 */
static AdwPreferencesGroup *
quickness (const CosellAdvice *advice, GPtrArray *deals)
{
  AdwPreferencesGroup *group =
      group_new (_ ("Respond Quickly"),
                 _ ("Partners who answer in good time come up higher when somebody looks for a "
                    "partner. A request expires when it is not answered."));

  if (advice->times[COSELL_ADVICE_ACCEPTED].deals->len == 0)
    add_nothing (group, _ ("No inbound deal was accepted yet"), FALSE);
  for (guint i = 0; i < COSELL_ADVICE_N_ANSWERS; i++)
    if (advice->times[i].deals->len > 0)
      add_times (group, (CosellAdviceAnswer) i, &advice->times[i], deals);
  return group;
}

/* H2 */
static AdwPreferencesGroup *
choice (const CosellAdvice *advice, GPtrArray *deals)
{
  AdwPreferencesGroup *group =
      group_new (_ ("Choose What Fits"),
                 _ ("What you accept and decline teaches Microsoft what to send you. Accepting "
                    "deals that do not fit brings more of them."));

  if (advice->solutions->len == 0)
    add_nothing (group, _ ("No inbound deal was answered yet"), FALSE);
  for (guint i = 0; i < MIN (advice->solutions->len, MAX_ROWS); i++)
    {
      const CosellAdviceSolution *solution = g_ptr_array_index (advice->solutions, i);
      guint answered = solution->accepted + solution->declined;
      g_autofree char *accepted =
          g_strdup_printf (ngettext ("%u accepted", "%u accepted", solution->accepted),
                           solution->accepted);
      g_autofree char *declined =
          g_strdup_printf (ngettext ("%u declined", "%u declined", solution->declined),
                           solution->declined);
      /* Translators: "3 accepted" and "1 declined" */
      g_autofree char *counts = g_strdup_printf (_ ("%s, %s"), accepted, declined);
      /* Translators: a percentage */
      g_autofree char *share =
          g_strdup_printf (_ ("%u %%"), (solution->accepted * 100 + answered / 2) / answered);

      add_figure (group, solution->name, counts, share,
                  cosell_advice_list_new (solution->deals, NULL, NULL), deals);
    }
  return group;
}

static void
add_count (AdwPreferencesGroup *group,
           const char *title,
           const char *subtitle,
           GArray *ids,
           GPtrArray *deals)
{
  g_autofree char *count = g_strdup_printf ("%u", ids->len);

  add_figure (group, title, subtitle, count, cosell_advice_list_new (ids, NULL, NULL), deals);
}

/* H3 */
static AdwPreferencesGroup *
overdue (const CosellAdvice *advice, GPtrArray *deals)
{
  AdwPreferencesGroup *group =
      group_new (_ ("Report Back"),
                 _ ("Values, close dates and how deals ended tell Microsoft which deals to send "
                    "you."));

  if (advice->overdue->len == 0)
    add_nothing (group, _ ("No open deal is past its close date"), TRUE);
  else
    add_count (group, _ ("Open deals past their close date"),
               _ ("Give them a new date, or mark them as won or lost."), advice->overdue, deals);
  if (advice->without_value->len > 0)
    add_count (group, _ ("Open deals without a value"), _ ("Say what they may be worth."),
               advice->without_value, deals);
  return group;
}

/* H4 */
static AdwPreferencesGroup *
unstaged (const CosellAdvice *advice, GPtrArray *deals)
{
  AdwPreferencesGroup *group =
      group_new (_ ("Share the Stages"),
                 _ ("Microsoft sellers follow a co-sell deal by the stages that you mark."));

  if (advice->unstaged->len == 0)
    add_nothing (group, _ ("Every open co-sell deal of the last weeks has a stage"), TRUE);
  else
    add_count (group, _ ("Co-sell deals without a stage for more than 14 days"),
               _ ("Mark how far they have come."), advice->unstaged, deals);
  return group;
}

/* C24 */
static AdwPreferencesGroup *
campaigns (const CosellAdvice *advice, GPtrArray *deals)
{
  AdwPreferencesGroup *group =
      group_new (_ ("Won by Campaign"),
                 _ ("What each campaign has brought in, by the campaign ID of the deals that were "
                    "won."));

  if (advice->campaigns->len == 0)
    add_nothing (group, _ ("No won deal has a campaign ID"), FALSE);
  for (guint i = 0; i < MIN (advice->campaigns->len, MAX_ROWS); i++)
    {
      const CosellAdviceCampaign *campaign = g_ptr_array_index (advice->campaigns, i);
      g_autofree char *won =
          g_strdup_printf (ngettext ("%u deal won", "%u deals won", campaign->deals->len),
                           campaign->deals->len);
      g_autofree char *value = cosell_format_money (campaign->value, campaign->currency);

      add_figure (group, campaign->campaign, won, value,
                  cosell_advice_list_new (campaign->deals, NULL, NULL), deals);
    }
  return group;
}

GPtrArray *
cosell_advice_groups_new (const CosellAdvice *advice, GPtrArray *deals)
{
  GPtrArray *groups = g_ptr_array_new ();

  g_return_val_if_fail (advice != NULL && deals != NULL, groups);

  g_ptr_array_add (groups, quickness (advice, deals));
  g_ptr_array_add (groups, overdue (advice, deals));
  g_ptr_array_add (groups, unstaged (advice, deals));
  g_ptr_array_add (groups, choice (advice, deals));
  g_ptr_array_add (groups, campaigns (advice, deals));
  return groups;
}
