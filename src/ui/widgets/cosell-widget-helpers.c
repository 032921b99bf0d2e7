#include "ui/widgets/cosell-widget-helpers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "model/cosell-people.h"
#include "model/cosell-rules.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/words/cosell-format.h"

/* Characters of a reason in a tooltip. */
#define MAX_REASON 1000

#define CONTACT_KEY "cosell-contact-buttons"

/* Bytes of a deal that are gone through for each row that could be edited: less than a millisecond.
 */
#define MAX_PREVIEWED 262144

GtkWidget *
cosell_widget_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  /* at once: together with the texts it would come after them */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  cosell_long_text_show_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    cosell_long_text_show_value (ADW_ACTION_ROW (row), subtitle);
  return row;
}

void
cosell_widget_row_set_value (AdwActionRow *row, const char *value)
{
  gboolean shown = value != NULL && *value != '\0';

  cosell_long_text_show_value (row, value);
  gtk_widget_set_visible (GTK_WIDGET (row), shown);
}

void
cosell_widget_set_tooltip (GtkWidget *widget, const char *text)
{
  gboolean hides = gtk_widget_get_parent (widget) == NULL && gtk_widget_get_visible (widget);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return;
  if (hides)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, text);
  if (hides)
    gtk_widget_set_visible (widget, TRUE);
}

GtkWidget *
cosell_widget_button (const char *icon, const char *label, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  cosell_widget_set_tooltip (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

GtkWidget *
cosell_widget_text_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  cosell_button_let_wrap (GTK_BUTTON (button));
  if (action != NULL)
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

GtkWidget *
cosell_widget_copy_button (const char *label, const char *text)
{
  return cosell_widget_button ("edit-copy-symbolic", label, "deal.copy", text);
}

GtkWidget *
cosell_widget_placeholder (const char *text)
{
  GtkWidget *label = gtk_label_new (NULL);

  cosell_long_text_show (GTK_LABEL (label), text);
  g_object_set (label, "wrap", TRUE, "margin-top", 15, "margin-bottom", 15, "margin-start", 12,
                "margin-end", 12, NULL);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

GtkWidget *
cosell_widget_pill (const char *text, const char *style_class)
{
  g_autofree char *brief = cosell_text_brief (text);
  GtkWidget *pill = gtk_label_new (brief);

  /* where letters are large, the words beside it need the room; but by itself a label takes as many
   * lines as the height beside it allows */
  g_object_set (pill, "wrap", TRUE, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, "justify",
                GTK_JUSTIFY_CENTER, NULL);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (pill, "status-pill");
  gtk_widget_add_css_class (pill, style_class);
  return pill;
}

void
cosell_widget_set_reason (GtkWidget *widget, const char *tooltip, const char *reason)
{
  g_autofree char *cut = reason != NULL ? cosell_text_cut (reason, MAX_REASON) : NULL;

  reason = cut;
  cosell_widget_set_tooltip (widget, reason != NULL ? reason : tooltip);
  if (reason != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    reason, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

char *
cosell_widget_join (const char *a, const char *b)
{
  if (a == NULL || *a == '\0')
    return g_strdup (b != NULL ? b : "");
  if (b == NULL || *b == '\0')
    return g_strdup (a);
  return g_strdup_printf ("%s · %s", a, b);
}

char *
cosell_widget_describe_contact (CosellContact *contact)
{
  g_autofree char *phone = NULL, *email = NULL, *title = NULL, *reach = NULL;

  g_object_get (contact, "phone", &phone, "email", &email, "title", &title, NULL);
  reach = cosell_widget_join (phone, email);
  return cosell_widget_join (title, reach);
}

/* A number as a tel: URI takes it: digits and a leading plus (RFC 3966). */
static char *
phone_uri (const char *phone)
{
  GString *uri = g_string_new ("tel:");

  for (const char *p = phone; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) || (*p == '+' && uri->len == 4))
      g_string_append_c (uri, *p);
  return g_string_free (uri, FALSE);
}

static char *
mail_uri (const char *email)
{
  g_autofree char *escaped = g_uri_escape_string (email, "@", FALSE);

  return g_strconcat ("mailto:", escaped, NULL);
}

/* Of a row that shows a contact; all (unowned), hidden where the contact has no such thing. */
typedef struct
{
  GtkWidget *call;
  GtkWidget *mail;
  GtkWidget *copy;
} ContactButtons;

static GtkWidget *
add_hidden_button (GtkWidget *row, const char *icon, const char *action)
{
  GtkWidget *button = cosell_widget_button (icon, "", action, "");

  gtk_widget_set_visible (button, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

/* target: (nullable) nothing to be done. A tooltip asks the display where the pointer is, unless
 * the button is hidden. */
static void
show_button (GtkWidget *button, const char *label, const char *target)
{
  if (target == NULL || g_strcmp0 (gtk_widget_get_tooltip_text (button), label) != 0)
    gtk_widget_set_visible (button, FALSE);
  if (target == NULL)
    return;
  cosell_widget_set_tooltip (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_widget_set_visible (button, TRUE);
}

void
cosell_widget_contact_row_show (GtkWidget *row, CosellContact *contact)
{
  const ContactButtons *buttons = g_object_get_data (G_OBJECT (row), CONTACT_KEY);
  const char *name = cosell_contact_get_display_name (contact);
  g_autofree char *quoted = cosell_text_quote (name);
  g_autofree char *phone = NULL, *email = NULL;
  g_autofree char *reach = cosell_widget_describe_contact (contact);
  g_autofree char *all = cosell_widget_join (name, reach);
  g_autofree char *call_uri = NULL, *mail_uri_text = NULL;
  /* Translators: %s is a person */
  g_autofree char *call = g_strdup_printf (_ ("Call %s"), quoted);
  g_autofree char *write = g_strdup_printf (_ ("Write to %s"), quoted);

  g_return_if_fail (buttons != NULL);

  g_object_get (contact, "phone", &phone, "email", &email, NULL);
  call_uri = *phone != '\0' ? phone_uri (phone) : NULL;
  mail_uri_text = *email != '\0' ? mail_uri (email) : NULL;
  cosell_long_text_show_title (ADW_PREFERENCES_ROW (row),
                               *name != '\0' ? name : _ ("Unnamed person"));
  cosell_long_text_show_value (ADW_ACTION_ROW (row), reach);
  show_button (buttons->call, call, call_uri);
  show_button (buttons->mail, write, mail_uri_text);
  show_button (buttons->copy, _ ("Copy Contact"), all);
}

GtkWidget *
cosell_widget_contact_row (CosellContact *contact)
{
  GtkWidget *row = cosell_widget_row ("", NULL);
  ContactButtons *buttons = g_new0 (ContactButtons, 1);

  buttons->call = add_hidden_button (row, "call-start-symbolic", "deal.open-uri");
  buttons->mail = add_hidden_button (row, "mail-unread-symbolic", "deal.open-uri");
  buttons->copy = add_hidden_button (row, "edit-copy-symbolic", "deal.copy");
  g_object_set_data_full (G_OBJECT (row), CONTACT_KEY, buttons, g_free);
  cosell_widget_contact_row_show (row, contact);
  return row;
}

char *
cosell_widget_describe_location (CosellCatalog *catalog, const char *location)
{
  g_autoptr (CosellPickItem) found = NULL;

  if (location == NULL || *location == '\0')
    return NULL;
  if (catalog != NULL)
    found = cosell_pick_item_find (cosell_catalog_get_locations (catalog), location);
  if (found != NULL)
    return cosell_text_quote (cosell_pick_item_get_name (found));
  /* Translators: %s is the number of a location in the partner network */
  return cosell_text_format (_ ("Location %s"), location);
}

/* "10to50employees", "Morethan500employees" (contract 5.12) */
char *
cosell_widget_describe_size (const char *size)
{
  g_autofree char *from = NULL, *to = NULL, *low = NULL, *high = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) regex =
      g_regex_new ("^(?:(\\d+)to|morethan)(\\d+)employees$", G_REGEX_CASELESS, 0, NULL);

  if (size == NULL || *size == '\0')
    return NULL;
  if (!g_regex_match (regex, size, 0, &match))
    return g_strdup (size);
  from = g_match_info_fetch (match, 1);
  to = g_match_info_fetch (match, 2);
  low = cosell_intl_format_decimal (from, 0);
  high = cosell_intl_format_decimal (to, 0);
  if (*from == '\0')
    /* Translators: the size of a company; %s is a number above 1 */
    return g_strdup_printf (_ ("More than %s employees"), high);
  return g_strdup_printf (_ ("%s to %s employees"), low, high);
}

char *
cosell_widget_edit_reason (CosellDeal *deal)
{
  g_auto (CosellVerdict) verdict = { FALSE };

  cosell_rules_check (cosell_deal_get_data (deal), COSELL_ACTION_EDIT, cosell_format_now (),
                      &verdict);
  return g_steal_pointer (&verdict.reason);
}

gboolean
cosell_widget_is_open (CosellDeal *deal)
{
  const CosellDealData *data = cosell_deal_get_data (deal);

  return data->status == COSELL_DEAL_STATUS_ACCEPTED && data->invisible_since == COSELL_NO_TIME;
}

char *
cosell_widget_refusal (CosellDeal *deal, CosellEdit *edit)
{
  g_autoptr (CosellEdit) taken = edit;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) preview = NULL;
  char *reason = cosell_widget_edit_reason (deal);

  if (reason != NULL)
    return reason;
  if (cosell_deal_get_own_text (deal) == NULL)
    return g_strdup (_ ("The deal is still being read."));
  if (strlen (cosell_deal_get_own_text (deal)) > MAX_PREVIEWED)
    return NULL;
  preview = cosell_edit_preview (taken, cosell_deal_get_own_text (deal), &error);
  return preview == NULL ? g_strdup (error->message) : NULL;
}

gboolean
cosell_widget_is_stale (GAsyncResult *result)
{
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));

  return g_cancellable_is_cancelled (cancellable);
}

void
cosell_widget_let_title_shrink (GtkWidget *header_title)
{
  if (GTK_IS_LABEL (header_title) && gtk_widget_has_css_class (header_title, "title"))
    gtk_label_set_width_chars (GTK_LABEL (header_title), -1);
  for (GtkWidget *child = gtk_widget_get_first_child (header_title); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    cosell_widget_let_title_shrink (child);
}

/* What is above and below the widget, so that its heading or the next thing is seen, too. */
#define SIGHT_MARGIN 12

static gboolean
scroll_to_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  gboolean *laid_out = user_data;
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double page, top, end;

  /* the first frame lays it out */
  if (!*laid_out)
    {
      *laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if (viewport == NULL ||
      !gtk_widget_compute_bounds (widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)),
                                  &bounds))
    return G_SOURCE_REMOVE;
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  page = gtk_adjustment_get_page_size (adjustment);
  top = bounds.origin.y - SIGHT_MARGIN;
  end = bounds.origin.y + bounds.size.height + SIGHT_MARGIN;
  /* this ends what the focus began to scroll to; gtk_adjustment_clamp_page would not */
  gtk_adjustment_set_value (adjustment,
                            MIN (MAX (gtk_adjustment_get_value (adjustment), end - page), top));
  return G_SOURCE_REMOVE;
}

void
cosell_widget_scroll_to (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_widget_add_tick_callback (widget, scroll_to_cb, g_new0 (gboolean, 1), g_free);
}
