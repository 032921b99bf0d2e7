#include "app/cosell-catalog.h"
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "ui/assistant/cosell-assistant-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "ui/assistant/cosell-assistant-step-row.h"
#include "ui/widgets/cosell-button.h"
#include "ui/words/cosell-format.h"

#define SIDEBAR_WIDTH 240
#define CONTENT_WIDTH 520
#define JUST_NOW_SECONDS 60

G_DEFINE_FINAL_TYPE (CosellAssistant, cosell_assistant, ADW_TYPE_WINDOW)

/* --- what is shown --- */

static void
update_title (CosellAssistant *self)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_object_get (self->draft, "name", &name, NULL);
  title = cosell_text_brief (name != NULL && *g_strstrip (name) != '\0' ? name : _ ("New Deal"));
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, title);
}

static void
update_saved (CosellAssistant *self)
{
  g_autofree char *error = NULL;
  g_autofree char *text = NULL;
  gint64 saved_at, now;

  g_object_get (self->saver, "saved-at", &saved_at, "error", &error, NULL);
  now = cosell_session_now (self->session);
  if (error != NULL)
    text = g_strdup (_ ("Not saved"));
  else if (saved_at == COSELL_NO_TIME)
    text = g_strdup (self->loaded_id != 0 ? _ ("Draft") : "");
  else if (now - saved_at < JUST_NOW_SECONDS * G_USEC_PER_SEC)
    text = g_strdup (_ ("Saved as draft just now"));
  else
    {
      g_autofree char *time = cosell_format_time (saved_at, now);
      /* Translators: %s is a time, “14:02” */
      text = g_strdup_printf (_ ("Saved as draft at %s"), time);
    }
  adw_window_title_set_subtitle (self->window_title, text);
  if (error != NULL)
    {
      g_autofree char *notice = g_strdup_printf (_ ("The draft could not be saved: %s"), error);

      gtk_label_set_label (self->notice_label, notice);
    }
  gtk_revealer_set_reveal_child (self->notice_revealer, error != NULL);
}

static gboolean
clock_cb (gpointer user_data)
{
  CosellAssistant *self = user_data;

  if (self->saver != NULL)
    update_saved (self);
  return G_SOURCE_CONTINUE;
}

static void
update_list (CosellAssistant *self)
{
  const CosellAssistantStepInfo *info = cosell_assistant_step_get_info (self->page);
  g_autofree char *steps = NULL;
  guint number, of;

  for (int i = 0; i < COSELL_N_DRAFT_STEPS; i++)
    {
      CosellDraftStep page = (CosellDraftStep) i;
      const CosellAssistantStepInfo *row_info = cosell_assistant_step_get_info (page);
      g_autofree char *summary = row_info->summarize != NULL && page <= self->reached
                                     ? row_info->summarize (self->draft)
                                     : NULL;

      gtk_widget_set_visible (self->rows[i],
                              !cosell_assistant_step_is_skipped (page, self->draft, self->issues));
      cosell_assistant_step_row_show (
          COSELL_ASSISTANT_STEP_ROW (self->rows[i]),
          cosell_assistant_step_number (page, self->draft, self->issues, NULL),
          cosell_assistant_step_get_state (page, self->page, self->reached, self->issues), summary);
    }
  gtk_list_box_select_row (self->page_list, GTK_LIST_BOX_ROW (self->rows[self->page]));
  number = cosell_assistant_step_number (self->page, self->draft, self->issues, &of);
  /* Translators: “2 of 7 · Deal Details” */
  steps = g_strdup_printf (_ ("%u of %u · %s"), number, of, _ (info->title));
  gtk_label_set_label (self->steps_label, steps);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->steps_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, steps, -1);
}

static gboolean
is_offline (CosellAssistant *self)
{
  CosellSessionState state;

  g_object_get (self->session, "state", &state, NULL);
  return state == COSELL_SESSION_OFFLINE || state == COSELL_SESSION_SIGN_IN ||
         state == COSELL_SESSION_NO_ACCOUNT;
}

static void
update_buttons (CosellAssistant *self)
{
  gboolean last = self->page == COSELL_DRAFT_STEP_REVIEW;
  g_autofree char *label = last
                               ? cosell_assistant_step_create_label (self->draft, is_offline (self))
                               : g_strdup (_ ("_Next"));
  GtkButton *buttons[] = { self->next_button, self->bottom_next_button };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    cosell_button_set_mnemonic (buttons[i], label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assistant.next", !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assistant.back",
                                 !self->busy && self->page != COSELL_DRAFT_STEP_CUSTOMER);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assistant.delete", !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->leaflet), !self->busy);
}

/* What Next finds missing on the current page. */
static char *
missing_text (CosellAssistant *self)
{
  g_autofree char *names = cosell_assistant_page_reveal (self->pages[self->page]);

  if (*names != '\0')
    /* Translators: %s are names of fields, “Deal name, Location” */
    return g_strdup_printf (_ ("Still missing, or not right yet: %s"), names);
  for (guint i = 0; i < self->issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (self->issues, i);

      if (issue->page == self->page && issue->severity == COSELL_SEVERITY_ERROR)
        return g_strdup (issue->message);
    }
  return NULL;
}

/* What was said to be missing is not said any more once it is there, although something else is. */
static void
update_notice (CosellAssistant *self)
{
  GtkWidget *notice = self->notices[self->page];

  for (int i = 0; i < COSELL_N_DRAFT_STEPS; i++)
    if (cosell_draft_step_is_complete (self->issues, (CosellDraftStep) i))
      gtk_widget_set_visible (self->notices[i], FALSE);
  if (gtk_widget_get_visible (notice))
    {
      g_autofree char *text = missing_text (self);

      gtk_label_set_label (GTK_LABEL (notice), text != NULL ? text : "");
    }
}

static void
update_description (CosellAssistant *self)
{
  g_autofree char *text = cosell_assistant_step_describe (self->page, self->draft);

  gtk_label_set_label (self->descriptions[self->page], text);
}

static void
refresh (CosellAssistant *self)
{
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  self->issues = cosell_session_validate_draft (self->session, self->draft);
  /* The others are brought up to date when they are gone to. */
  cosell_assistant_page_update (self->pages[self->page], self->issues);
  update_title (self);
  update_list (self);
  update_buttons (self);
  update_description (self);
  update_notice (self);
}

static void
draft_changed_cb (CosellAssistant *self)
{
  refresh (self);
}

/* --- pages --- */

/* Heading, what Next found missing, the page; scrolled and not wider than it reads well. */
static void
add_page (CosellAssistant *self, const CosellAssistantStepInfo *info, const char *name)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (COSELL_APP_PATH "/assistant/cosell-assistant-frame.ui");

  self->descriptions[info->page] = GTK_LABEL (gtk_builder_get_object (builder, "description"));
  self->notices[info->page] = GTK_WIDGET (gtk_builder_get_object (builder, "notice"));
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "heading")), _ (info->heading));
  gtk_label_set_label (self->descriptions[info->page], _ (info->description));
  gtk_box_append (GTK_BOX (gtk_builder_get_object (builder, "box")),
                  GTK_WIDGET (self->pages[info->page]));
  g_object_set (gtk_builder_get_object (builder, "clamp"), "maximum-size", info->width,
                "tightening-threshold", info->width - 100, NULL);
  gtk_stack_add_named (self->page_stack, GTK_WIDGET (gtk_builder_get_object (builder, "frame")),
                       name);
}

static void
page_toast_cb (CosellAssistantPage *page, AdwToast *toast, CosellAssistant *self)
{
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

static void
make_pages (CosellAssistant *self)
{
  for (int i = 0; i < COSELL_N_DRAFT_STEPS; i++)
    {
      const CosellAssistantStepInfo *info = cosell_assistant_step_get_info ((CosellDraftStep) i);
      const char *nick = cosell_enum_nick (COSELL_TYPE_DRAFT_STEP, i);

      self->pages[i] = g_object_new (info->get_type (), NULL);
      g_signal_connect_object (self->pages[i], "toast", G_CALLBACK (page_toast_cb), self, 0);
      add_page (self, info, nick);
      self->rows[i] = cosell_assistant_step_row_new (info->page);
      gtk_list_box_append (self->page_list, self->rows[i]);
      cosell_assistant_page_bind (self->pages[i], self->session, self->draft);
      cosell_assistant_page_set_narrow (self->pages[i], adw_leaflet_get_folded (self->leaflet));
    }
}

/* A page that is not shown is hidden, not only covered: a screen reader would read it out. */
static void
hide_others (CosellAssistant *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->page_stack);

  if (gtk_stack_get_transition_running (self->page_stack))
    return;
  for (GtkWidget *frame = gtk_widget_get_first_child (GTK_WIDGET (self->page_stack)); frame != NULL;
       frame = gtk_widget_get_next_sibling (frame))
    gtk_widget_set_visible (frame, frame == shown);
}

void
cosell_assistant_go_to (CosellAssistant *self, CosellDraftStep page)
{
  const char *nick = cosell_enum_nick (COSELL_TYPE_DRAFT_STEP, (int) page);
  GtkWidget *frame = gtk_stack_get_child_by_name (self->page_stack, nick);

  self->page = page;
  self->reached = MAX (self->reached, page);
  g_object_set (self->draft, "page", nick, NULL);
  gtk_widget_set_visible (frame, TRUE);
  gtk_stack_set_visible_child (self->page_stack, frame);
  hide_others (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (frame)), 0);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content));
  refresh (self);
  cosell_assistant_page_focus_first (self->pages[page]);
}

void
cosell_assistant_show_missing (CosellAssistant *self)
{
  GtkWidget *notice = self->notices[self->page];
  g_autofree char *text = missing_text (self);

  gtk_label_set_label (GTK_LABEL (notice), text != NULL ? text : "");
  gtk_widget_set_visible (notice, text != NULL);
  for (guint i = 0; i < self->issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (self->issues, i);

      if (issue->page == self->page && issue->severity == COSELL_SEVERITY_ERROR &&
          cosell_assistant_page_focus_field (self->pages[self->page], issue->field))
        return;
    }
}

void
cosell_assistant_set_busy (CosellAssistant *self, gboolean busy)
{
  self->busy = busy;
  update_buttons (self);
}

static gboolean
cosell_assistant_close_request (GtkWindow *window)
{
  if (!cosell_assistant_try_to_close (COSELL_ASSISTANT (window)))
    return TRUE;
  return GTK_WINDOW_CLASS (cosell_assistant_parent_class)->close_request (window);
}

/* --- actions --- */

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellAssistant *self = COSELL_ASSISTANT (widget);

  if (self->draft == NULL)
    return;
  if (self->page == COSELL_DRAFT_STEP_REVIEW)
    cosell_assistant_submit (self);
  else if (!cosell_draft_step_is_complete (self->issues, self->page))
    {
      adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content));
      cosell_assistant_show_missing (self);
    }
  else
    cosell_assistant_go_to (self,
                            cosell_assistant_step_go (self->page, 1, self->draft, self->issues));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellAssistant *self = COSELL_ASSISTANT (widget);

  if (self->draft != NULL)
    cosell_assistant_go_to (self,
                            cosell_assistant_step_go (self->page, -1, self->draft, self->issues));
}

static void
go_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellAssistant *self = COSELL_ASSISTANT (widget);
  int page;

  if (self->draft != NULL &&
      cosell_enum_from_nick (COSELL_TYPE_DRAFT_STEP, g_variant_get_string (parameter, NULL), &page))
    cosell_assistant_go_to (self, (CosellDraftStep) page);
}

static void
go_to_field_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellAssistant *self = COSELL_ASSISTANT (widget);
  g_autofree char *nick = NULL;
  g_autofree char *field = NULL;
  g_autofree char *names = NULL;
  int page;

  g_variant_get (parameter, "(ss)", &nick, &field);
  if (self->draft == NULL || !cosell_enum_from_nick (COSELL_TYPE_DRAFT_STEP, nick, &page))
    return;
  cosell_assistant_go_to (self, (CosellDraftStep) page);
  names = cosell_assistant_page_reveal (self->pages[page]);
  cosell_assistant_page_focus_field (self->pages[page], field);
}

/* Enter in a field: on to the next one that is missing, and then to the next page. */
static void
go_on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellAssistant *self = COSELL_ASSISTANT (widget);

  for (guint i = 0; self->draft != NULL && i < self->issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (self->issues, i);

      if (issue->page == self->page && issue->severity == COSELL_SEVERITY_ERROR &&
          cosell_assistant_page_focus_field (self->pages[self->page], issue->field))
        return;
    }
  if (g_variant_get_boolean (parameter))
    next_action (widget, name, NULL);
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (COSELL_ASSISTANT (widget)->draft != NULL)
    refresh (COSELL_ASSISTANT (widget));
}

static void
steps_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellAssistant *self = COSELL_ASSISTANT (widget);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
  gtk_widget_grab_focus (self->rows[self->page]);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellAssistant *self = COSELL_ASSISTANT (widget);

  if (self->saver != NULL)
    cosell_saver_flush_async (COSELL_SAVER (self->saver), NULL, NULL);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (COSELL_ASSISTANT (widget)->draft != NULL)
    cosell_assistant_delete (COSELL_ASSISTANT (widget));
}

static void
open_deal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "open-deal", g_variant_get_int64 (parameter));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, CosellAssistant *self)
{
  cosell_assistant_go_to (self,
                          cosell_assistant_step_row_get_page (COSELL_ASSISTANT_STEP_ROW (row)));
}

/* --- one pane or two --- */

/* Each pane asks for the same width whatever stands in it, so that the leaflet folds at one width
 * only. */
static void
measure_pane (GtkWidget *widget,
              GtkOrientation orientation,
              int for_size,
              int *minimum,
              int *natural,
              int *minimum_baseline,
              int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int width = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "pane-width"));

  *minimum = *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (*minimum, 360);
      *natural = width;
    }
}

static void
allocate_pane (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
make_pane (AdwBin *bin, int width)
{
  g_object_set_data (G_OBJECT (bin), "pane-width", GINT_TO_POINTER (width));
  gtk_widget_set_layout_manager (GTK_WIDGET (bin),
                                 gtk_custom_layout_new (NULL, measure_pane, allocate_pane));
}

static void
show_folded (CosellAssistant *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  gtk_widget_set_visible (GTK_WIDGET (self->steps_button), folded);
  gtk_widget_set_visible (self->bottom_bar, folded);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), !folded);
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), !folded);
  for (guint i = 0; self->draft != NULL && i < COSELL_N_DRAFT_STEPS; i++)
    cosell_assistant_page_set_narrow (self->pages[i], folded);
}

static gboolean
fold_cb (gpointer user_data)
{
  CosellAssistant *self = user_data;

  self->fold_source = 0;
  show_folded (self);
  return G_SOURCE_REMOVE;
}

/* The leaflet folds while sizes are given out, which is no time to show or hide anything. */
static void
folded_cb (CosellAssistant *self)
{
  if (self->fold_source == 0)
    self->fold_source = g_idle_add_full (G_PRIORITY_HIGH, fold_cb, self, NULL);
}

/* --- begin --- */

/* C4: of a new deal only; not before it is known. */
static void
prefill (CosellAssistant *self)
{
  if (self->draft != NULL && self->loaded_id == 0)
    cosell_draft_prefill_location (self->draft, cosell_catalog_get_usual_location (
                                                    cosell_session_get_catalog (self->session)));
}

static void
open_draft (CosellAssistant *self, CosellDraft *draft)
{
  g_autofree char *nick = NULL;
  int page = COSELL_DRAFT_STEP_CUSTOMER;

  self->draft = draft;
  g_object_get (draft, "page", &nick, NULL);
  cosell_enum_from_nick (COSELL_TYPE_DRAFT_STEP, nick, &page);
  make_pages (self);
  prefill (self);
  self->saver = cosell_draft_saver_new (self->session, draft, self->loaded_id);
  g_signal_connect_object (self->saver, "notify", G_CALLBACK (update_saved), self,
                           G_CONNECT_SWAPPED);
  if (self->loaded_id == 0)
    g_signal_connect_object (cosell_catalog_get_locations (
                                 cosell_session_get_catalog (self->session)),
                             "items-changed", G_CALLBACK (prefill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (update_buttons), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->stack, "pages");
  gtk_widget_set_visible (self->menu_button, TRUE);
  show_folded (self);
  update_saved (self);
  cosell_assistant_go_to (self, (CosellDraftStep) page);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  CosellDraft *draft = cosell_session_load_draft_finish (COSELL_SESSION (source), result, &error);

  if (g_cancellable_is_cancelled (self->loading))
    {
      g_clear_object (&draft);
      return;
    }
  if (draft != NULL)
    {
      open_draft (self, draft);
      return;
    }
  adw_status_page_set_description (self->failed, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
cosell_assistant_map (GtkWidget *widget)
{
  CosellAssistant *self = COSELL_ASSISTANT (widget);

  GTK_WIDGET_CLASS (cosell_assistant_parent_class)->map (widget);
  if (self->draft != NULL)
    cosell_assistant_page_focus_first (self->pages[self->page]);
}

static void
cosell_assistant_dispose (GObject *object)
{
  CosellAssistant *self = COSELL_ASSISTANT (object);

  g_cancellable_cancel (self->loading);
  g_clear_handle_id (&self->clock_source, g_source_remove);
  g_clear_handle_id (&self->fold_source, g_source_remove);
  if (self->saver != NULL)
    g_signal_handlers_disconnect_by_data (self->saver, self);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_ASSISTANT);
  G_OBJECT_CLASS (cosell_assistant_parent_class)->dispose (object);
}

static void
cosell_assistant_finalize (GObject *object)
{
  CosellAssistant *self = COSELL_ASSISTANT (object);

  g_clear_object (&self->saver);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  G_OBJECT_CLASS (cosell_assistant_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/assistant/cosell-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, window_title);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, toasts);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, failed);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, notice_revealer);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, notice_label);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, leaflet);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, content);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, page_list);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, steps_button);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, steps_label);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, page_stack);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, next_button);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, back_button);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, bottom_next_button);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, bottom_back_button);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistant, close_button);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, hide_others);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "assistant.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "assistant.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "assistant.go-to", "s", go_to_action);
  gtk_widget_class_install_action (widget_class, "assistant.go-to-field", "(ss)",
                                   go_to_field_action);
  gtk_widget_class_install_action (widget_class, "assistant.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "assistant.go-on", "b", go_on_action);
  gtk_widget_class_install_action (widget_class, "assistant.steps", NULL, steps_action);
  gtk_widget_class_install_action (widget_class, "assistant.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "assistant.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "assistant.open-deal", "x", open_deal_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK,
                                       "assistant.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK,
                                       "assistant.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "assistant.back",
                                       NULL);
}

static void
cosell_assistant_class_init (CosellAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_assistant_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_assistant_finalize;
  widget_class->map = cosell_assistant_map;
  GTK_WINDOW_CLASS (klass)->close_request = cosell_assistant_close_request;
  g_signal_new ("submitted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT64);
  g_signal_new ("open-deal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT64);
  g_signal_new ("deleted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
cosell_assistant_init (CosellAssistant *self)
{
  GtkButton *buttons[5];

  gtk_widget_init_template (GTK_WIDGET (self));
  buttons[0] = self->close_button;
  buttons[1] = self->next_button;
  buttons[2] = self->back_button;
  buttons[3] = self->bottom_next_button;
  buttons[4] = self->bottom_back_button;
  self->loading = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    cosell_button_set_mnemonic (buttons[i], gtk_button_get_label (buttons[i]));
  /* "Create and Ask Microsoft for Help" has two lines on a narrow screen. */
  cosell_button_let_wrap (self->bottom_next_button);
  make_pane (self->sidebar, SIDEBAR_WIDTH);
  make_pane (self->content, CONTENT_WIDTH);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assistant.back", FALSE);
  self->clock_source = g_timeout_add_seconds (JUST_NOW_SECONDS / 2, clock_cb, self);
}

CosellAssistant *
cosell_assistant_new (CosellSession *session, GtkWindow *parent, gint64 draft)
{
  CosellAssistant *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_ASSISTANT, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->loaded_id = draft;
  if (draft == 0)
    open_draft (self, cosell_draft_new ());
  else
    cosell_session_load_draft_async (session, draft, self->loading, loaded_cb, g_object_ref (self));
  return self;
}

gint64
cosell_assistant_get_draft_id (CosellAssistant *self)
{
  g_return_val_if_fail (COSELL_IS_ASSISTANT (self), 0);

  return self->saver != NULL ? cosell_draft_saver_get_id (self->saver) : self->loaded_id;
}
