#include "ui/deal/cosell-crm-questions.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-crm-text.h"
#include "ui/words/cosell-format.h"

/* A row with its words above its buttons: beside them a narrow window leaves those no room. */
typedef struct
{
  GtkWidget *row;
  GtkWidget *buttons;
} Question;

static Question
question_new (GPtrArray *rows, const char *icon, const char *title, const char *text)
{
  Question self = { adw_preferences_row_new (), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0) };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  g_autofree char *name = text != NULL ? g_strdup_printf ("%s. %s", title, text) : g_strdup (title);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_hexpand (column, TRUE);
  for (const char *const *each = (const char *const[]){ title, text, NULL }; *each != NULL; each++)
    {
      GtkWidget *label = gtk_label_new (*each);

      g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.f, NULL);
      if (*each != title)
        gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (column), label);
    }
  gtk_widget_set_layout_manager (self.buttons, cosell_wrap_layout_new (6, 6));
  gtk_widget_set_margin_top (self.buttons, 6);
  gtk_widget_set_visible (self.buttons, FALSE);
  gtk_box_append (GTK_BOX (column), self.buttons);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), column);
  g_object_set (box, "margin-top", 12, "margin-bottom", 12, "margin-start", 12, "margin-end", 12,
                NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self.row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self.row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self.row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_ptr_array_add (rows, self.row);
  return self;
}

/* target: (nullable) */
static void
offer (const Question *self, const char *label, const char *action, const char *target)
{
  GtkWidget *button = cosell_widget_text_button (label, action);

  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_box_append (GTK_BOX (self->buttons), button);
  gtk_widget_set_visible (self->buttons, TRUE);
}

/* --- K8 --- */

static void
offer_win (const Question *question, const CosellCrmPart *part)
{
  g_autofree char *when = NULL;
  g_autofree char *label = NULL;

  if (part->safe_at == COSELL_NO_TIME)
    {
      offer (question, _ ("Mark as Won Here"), "deal.win", NULL);
      return;
    }
  when = cosell_format_instant (part->safe_at);
  /* Translators: a button; %s is day and time: "Mark as Won Here on Wed 25 Nov, 14:02" */
  label = g_strdup_printf (_ ("Mark as Won Here on %s"), when);
  offer (question, label, "deal.win-when-safe", NULL);
  offer (question, _ ("Mark as Won Here Now…"), "deal.win", NULL);
}

static void
add_status (GPtrArray *rows, const CosellCrmPart *part)
{
  const CosellCrmLink *link = part->link;
  const char *theirs = link->seen != NULL ? link->seen->values[COSELL_CRM_FIELD_STATUS] : NULL;
  const char *ours = part->deal->values[COSELL_CRM_FIELD_STATUS];
  gboolean open_here = g_strcmp0 (ours, "open") == 0;
  g_autofree char *title = NULL;
  Question question;

  if ((link->conflicts & 1u << COSELL_CRM_FIELD_STATUS) == 0)
    return;
  title = cosell_crm_text_status (link->crm, theirs, ours);
  question =
      question_new (rows, "dialog-question-symbolic", title,
                    part->safe_at != COSELL_NO_TIME && g_strcmp0 (theirs, "won") == 0
                        ? _ ("Won and lost never pass by themselves. A deal that is won less "
                             "than 72 hours after it was created may be refused when it is "
                             "registered.")
                        : _ ("Won and lost never pass by themselves."));
  if (open_here && g_strcmp0 (theirs, "won") == 0)
    offer_win (&question, part);
  else if (open_here)
    offer (&question, _ ("Mark as Lost Here…"), "deal.lose", NULL);
  else if (g_strcmp0 (theirs, "open") == 0)
    offer (&question, _ ("Close It There"), "deal.crm-close", NULL);
  offer (&question, _ ("Leave as It Is"), "deal.crm-leave", NULL);
}

/* --- before one is made --- */

static char *
describe_party (const CosellCrmParty *party)
{
  g_autofree char *place = cosell_widget_join (party->postal_code, party->city);
  const char *name = party->name != NULL ? party->name : party->id;

  return *place != '\0' ? cosell_text_format ("%s (%s)", name, place) : cosell_text_brief (name);
}

static void
add_account (GPtrArray *rows, const CosellCrmPart *part, const CosellDealData *deal)
{
  const CosellCrmLink *link = part->link;
  guint n = link->parties != NULL ? link->parties->len : 0;
  /* Translators: %s is the name of a CRM */
  g_autofree char *several = cosell_text_format (_ ("Which Account in %s Is It?"), link->crm);
  g_autofree char *none = cosell_text_format (_ ("%s Has No Such Account"), link->crm);
  g_autofree char *text =
      cosell_text_format (_ ("The opportunity needs an account for %s."),
                          deal->customer != NULL && *deal->customer != '\0' ? deal->customer
                                                                            : _ ("the customer"));
  Question question = question_new (rows, "dialog-question-symbolic", n > 0 ? several : none, text);

  for (guint i = 0; i < n; i++)
    {
      const CosellCrmParty *party = g_ptr_array_index (link->parties, i);
      g_autofree char *label = describe_party (party);

      offer (&question, label, "deal.crm-answer", party->id);
    }
  offer (&question, _ ("Make an Account"), "deal.crm-answer", "new");
}

static void
add_same (GPtrArray *rows, const CosellCrmLink *link)
{
  g_autofree char *text = cosell_text_format (
      /* Translators: name of a CRM, then an id in it */
      _ ("The opportunity %s in %s may be this deal already."),
      link->other != NULL ? link->other : "", link->crm);
  Question question = question_new (rows, "dialog-question-symbolic", _ ("Is It the Same?"), text);

  offer (&question, _ ("Link It"), "deal.crm-answer", "link");
  offer (&question, _ ("Make Another"), "deal.crm-answer", "new");
}

static void
add_mandatory (GPtrArray *rows, const CosellCrmLink *link)
{
  g_autofree char *columns =
      g_strdelimit (cosell_text_brief (link->other != NULL ? link->other : ""), "\n", ' ');
  g_autofree char *title = cosell_text_format (_ ("%s Demands More than the Deal Has"), link->crm);
  /* Translators: %s are names of columns */
  g_autofree char *text =
      cosell_text_format (_ ("Preferences, CRM, need a value for: %s."), columns);
  Question question = question_new (rows, "dialog-warning-symbolic", title, text);

  offer (&question, _ ("Open Preferences"), "win.crm", NULL);
  offer (&question, _ ("Try Again"), "deal.crm-let-go", NULL);
}

static void
add_other_connector (GPtrArray *rows, const CosellCrmLink *link)
{
  g_autofree char *text = cosell_text_format (
      _ ("Deals here have IDs of %s that Cosell did not write. Two connectors would make "
         "everything twice."),
      link->crm);
  Question question =
      question_new (rows, "dialog-warning-symbolic", _ ("Another Connector May Be at Work"), text);

  offer (&question, _ ("There Is No Other"), "deal.crm-answer", "new");
}

static void
add_duplicate (GPtrArray *rows, const CosellCrmLink *link)
{
  g_autofree char *title = cosell_text_format (_ ("%s Says That There Is One Already"), link->crm);
  Question question = question_new (rows, "dialog-warning-symbolic", title,
                                    _ ("Its duplicate rules are never overridden unasked."));

  offer (&question, _ ("Make It Anyway"), "deal.crm-answer", "new");
}

static void
add_asked (GPtrArray *rows, const CosellCrmPart *part, const CosellDealData *deal)
{
  switch (part->link->asks)
    {
    case COSELL_CRM_ASKS_ACCOUNT:
      add_account (rows, part, deal);
      break;
    case COSELL_CRM_ASKS_SAME:
      add_same (rows, part->link);
      break;
    case COSELL_CRM_ASKS_MANDATORY:
      add_mandatory (rows, part->link);
      break;
    case COSELL_CRM_ASKS_OTHER_CONNECTOR:
      add_other_connector (rows, part->link);
      break;
    case COSELL_CRM_ASKS_DUPLICATE:
      add_duplicate (rows, part->link);
      break;
    case COSELL_CRM_ASKS_NOTHING:
      break;
    }
}

/* --- what differs, and what has to be known --- */

static void
add_conflicts (GPtrArray *rows, const CosellCrmLink *link)
{
  CosellCrmFieldSet fields = link->conflicts & ~(1u << COSELL_CRM_FIELD_STATUS);
  g_autofree char *names = cosell_crm_text_fields (fields);
  Question question;

  if (fields == 0)
    return;
  question = question_new (rows, "dialog-question-symbolic", _ ("Choose What Is Right"), names);
  offer (&question, _ ("Decide…"), "deal.crm-decide", NULL);
}

GPtrArray *
cosell_crm_questions_make (const CosellCrmPart *part, const CosellDealData *deal)
{
  GPtrArray *rows = g_ptr_array_new ();
  const CosellCrmLink *link = part->link;

  add_status (rows, part);
  add_asked (rows, part, deal);
  add_conflicts (rows, link);
  for (guint i = 0; i < link->notices->len; i++)
    {
      const CosellCrmNotice *notice = g_ptr_array_index (link->notices, i);
      const char *title =
          notice->field < COSELL_CRM_N_FIELDS ? cosell_crm_field_label (notice->field) : link->crm;

      question_new (rows, "dialog-information-symbolic", title, notice->words);
    }
  return rows;
}
