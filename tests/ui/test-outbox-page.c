/* The outbox as a place: what waits, in words; what can be done with it; that it follows changes
 * without losing the focus. */
#include "app-fixture.h"
#include "base/cosell-str.h"
#include "ui-test.h"

#include "model/cosell-change.h"
#include "model/cosell-deal.h"
#include "model/cosell-draft.h"
#include "support/await.h"
#include "support/json-text.h"
#include "ui/outbox/cosell-outbox-list.h"
#include "ui/outbox/cosell-outbox-page.h"
#include "ui/outbox/cosell-outbox-row.h"
#include "ui/outbox/cosell-outbox-verbs.h"

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  GtkWidget *page;
  gint64 deal;
  gint64 opened;
  char *action;
} Fixture;

static void
deal_opened_cb (CosellOutboxPage *page, gint64 deal, const char *action, Fixture *f)
{
  f->opened = deal;
  cosell_set_str (&f->action, action);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new_synced (40);
  app_fixture_disconnect (f->app);
  f->deal = app_find (f->app->session, "status=accepted");
  f->window = adw_window_new ();
  f->page = cosell_outbox_page_new (f->app->session);
  g_signal_connect (f->page, "deal-opened", G_CALLBACK (deal_opened_cb), f);
  adw_window_set_content (ADW_WINDOW (f->window), f->page);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 500, 600);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_settle ();
  app_fixture_free (f->app);
  g_free (f->action);
}

static void
edit (Fixture *f, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  app_set (f->app->session, f->deal, key, value, &error);
  g_assert_no_error (error);
}

static GPtrArray *
rows_of (Fixture *f)
{
  return cosell_outbox_list_get_rows (
      COSELL_OUTBOX_LIST (ui_get (f->page, COSELL_TYPE_OUTBOX_LIST, NULL)));
}

static GtkWidget *
first_row (Fixture *f)
{
  g_autoptr (GPtrArray) rows = rows_of (f);

  g_assert_cmpuint (rows->len, >, 0);
  return g_ptr_array_index (rows, 0);
}

static void
set_flag_cb (gboolean *flag)
{
  *flag = TRUE;
}

/* Nothing waits: the page says what it is for. */
static void
test_empty (Fixture *f, gconstpointer data)
{
  ui_wait_shows (f->page, "Everything Is Sent");
}

/* "CRM-7 → CRM-1" */
static char *
crm_change (Fixture *f, const char *value)
{
  g_autoptr (CosellJson) deal = app_show (f->app->session, f->deal);
  g_autofree char *old = app_text (cosell_json_root (deal), "crmId");

  return old != NULL ? g_strdup_printf ("%s → %s", old, value) : g_strdup (value);
}

/* Field by field, old and new; edits that come later stand in the same row. */
static void
test_difference (Fixture *f, gconstpointer data)
{
  g_autofree char *change = crm_change (f, "CRM-1");

  edit (f, "crmId", "CRM-1");
  ui_wait_shows (f->page, "CRM ID");
  g_assert_true (ui_shows (f->page, change));
  g_assert_true (ui_shows (f->page, "Goes out with the next sync"));
  edit (f, "notes", "Wants a pilot.");
  ui_wait_shows (f->page, "Notes");
  g_assert_true (ui_shows (f->page, change));
}

/* Hold Back is no failure, Send brings it back; the focus stays in the row. */
static void
test_hold_and_retry (Fixture *f, gconstpointer data)
{
  GtkWidget *row, *focus;

  edit (f, "crmId", "CRM-1");
  ui_wait_shows (f->page, "CRM ID");
  row = first_row (f);
  gtk_widget_grab_focus (ui_get (row, GTK_TYPE_BUTTON, "Hold Back"));
  ui_choose (row, "Hold Back");
  ui_wait_shows (f->page, "Held back by you");
  g_assert_true (ui_shows (f->page, "Held back"));
  g_assert_false (ui_shows (f->page, "Held back by you."));
  g_assert_false (ui_shows (f->page, "Needs attention"));
  g_assert_false (ui_offers (row, "Try Again"));
  app_wait_uint (f->app->session, "waiting-count", 1);
  app_wait_uint (f->app->session, "parked-count", 0);
  g_assert_false (ui_offers (row, "Hold Back"));
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (focus == row || gtk_widget_is_ancestor (focus, row));
  ui_choose (row, "Send");
  ui_wait_shows (f->page, "Goes out with the next sync");
}

static void
test_discard (Fixture *f, gconstpointer data)
{
  edit (f, "crmId", "CRM-1");
  ui_wait_shows (f->page, "CRM ID");
  ui_choose (first_row (f), "Discard");
  ui_wait_shows (f->page, "Everything Is Sent");
}

/* Edit leads to the form that changes it. */
static void
test_edit (Fixture *f, gconstpointer data)
{
  edit (f, "crmId", "CRM-1");
  ui_wait_shows (f->page, "CRM ID");
  ui_choose (first_row (f), "Edit");
  g_assert_cmpint (f->opened, ==, f->deal);
  g_assert_cmpstr (f->action, ==, "deal.edit");
}

/* What waits for another change stands under it, and says so. */
static void
test_dependence (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (TRUE);
  gint64 id = app_save_draft (f->app->session, 0, draft);
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_true (app_submit (f->app->session, id, NULL));
  ui_wait_shows (f->page, "Invitation to Microsoft");
  rows = rows_of (f);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_true (ui_shows (g_ptr_array_index (rows, 0), "New deal"));
  g_assert_true (ui_shows (g_ptr_array_index (rows, 1), "Goes out after the change above it"));
  ui_choose (g_ptr_array_index (rows, 0), "Hold Back");
  ui_wait_shows (f->page, "Waits for the change above it, which you hold back");
}

static CosellOutboxEntry *
make_entry (gint64 seq, CosellOutboxOp op, CosellOutboxState state)
{
  CosellOutboxEntry *entry = cosell_outbox_entry_new ();

  entry->seq = seq;
  entry->op = op;
  entry->state = state;
  return entry;
}

/* Invitations do not wait for each other, but all of them for the deal, however far above it is. */
static void
test_dependence_far (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = cosell_outbox_entry_list_new ();
  GtkWidget *list = g_object_ref_sink (cosell_outbox_list_new (f->app->session));
  g_autoptr (GPtrArray) rows = NULL;

  g_ptr_array_add (entries, make_entry (1, COSELL_OUTBOX_OP_CREATE, COSELL_OUTBOX_STATE_PARKED));
  ((CosellOutboxEntry *) g_ptr_array_index (entries, 0))->held = TRUE;
  g_ptr_array_add (entries, make_entry (2, COSELL_OUTBOX_OP_INVITE, COSELL_OUTBOX_STATE_PENDING));
  g_ptr_array_add (entries, make_entry (3, COSELL_OUTBOX_OP_INVITE, COSELL_OUTBOX_STATE_PENDING));
  cosell_outbox_list_show (COSELL_OUTBOX_LIST (list), entries);
  rows = cosell_outbox_list_get_rows (COSELL_OUTBOX_LIST (list));
  g_assert_cmpuint (rows->len, ==, 3);
  for (guint i = 1; i < rows->len; i++)
    g_assert_true (ui_shows (g_ptr_array_index (rows, i),
                             "Waits for the change above it, which you hold back"));
  g_object_unref (list);
}

/* Another deal's change comes and goes: row and focus of this one stay the same. */
static void
test_live (Fixture *f, gconstpointer data)
{
  gint64 other = app_find (f->app->session, "status=received");
  GtkWidget *row, *button;

  edit (f, "crmId", "CRM-1");
  ui_wait_shows (f->page, "CRM ID");
  row = first_row (f);
  button = ui_get (row, GTK_TYPE_BUTTON, "Hold Back");
  gtk_widget_grab_focus (button);
  g_assert_true (app_favorite (f->app->session, other, TRUE, NULL));
  ui_wait_shows (f->page, "Favorite");
  g_assert_true (first_row (f) == row);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->window)) == button);
}

/* The row with the focus goes away: the next one has it. */
static void
test_focus_moves_on (Fixture *f, gconstpointer data)
{
  gint64 other = app_find (f->app->session, "status=received");
  g_autoptr (GPtrArray) rows = NULL;
  GtkWidget *first, *second, *focus;

  edit (f, "crmId", "CRM-1");
  g_assert_true (app_favorite (f->app->session, other, TRUE, NULL));
  ui_wait_shows (f->page, "Favorite");
  rows = rows_of (f);
  first = g_ptr_array_index (rows, 0);
  second = g_ptr_array_index (rows, 1);
  gtk_widget_grab_focus (ui_get (first, GTK_TYPE_BUTTON, "Hold Back"));
  ui_choose (first, "Discard");
  while (ui_find (f->page, GTK_TYPE_LABEL, "CRM ID") != NULL)
    g_main_context_iteration (NULL, TRUE);
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (focus == second);
}

/* Two deals with a change each; their rows. */
static void
edit_two (Fixture *f, GtkWidget **first, GtkWidget **second)
{
  gint64 other = app_find (f->app->session, "status=received");
  g_autoptr (GPtrArray) rows = NULL;

  edit (f, "crmId", "CRM-1");
  g_assert_true (app_favorite (f->app->session, other, TRUE, NULL));
  ui_wait_shows (f->page, "Favorite");
  rows = rows_of (f);
  g_assert_cmpuint (rows->len, ==, 2);
  *first = g_ptr_array_index (rows, 0);
  *second = g_ptr_array_index (rows, 1);
}

/* The first change has the focus when the page is opened, and the arrows go from change to change,
 * whatever deal they belong to and whatever part of them has the focus. */
static void
test_arrows (Fixture *f, gconstpointer data)
{
  GtkWidget *first, *second;

  edit_two (f, &first, &second);
  gtk_widget_hide (f->page);
  gtk_widget_show (f->page);
  ui_wait_focus (first);
  g_assert_true (ui_key (f->window, "Down"));
  g_assert_true (ui_get_focus (f->window) == second);
  g_assert_true (ui_key (f->window, "Down")); /* there is none below */
  g_assert_true (ui_get_focus (f->window) == second);
  gtk_widget_grab_focus (ui_get (second, GTK_TYPE_BUTTON, "Hold Back"));
  g_assert_true (ui_key (f->window, "Up"));
  g_assert_true (ui_get_focus (f->window) == first);
  g_assert_true (ui_key (f->window, "End"));
  g_assert_true (ui_get_focus (f->window) == second);
  g_assert_true (ui_key (f->window, "Home"));
  g_assert_true (ui_get_focus (f->window) == first);
  /* a heading is above its first change */
  gtk_widget_grab_focus (gtk_widget_get_prev_sibling (gtk_widget_get_parent (second)));
  g_assert_true (ui_key (f->window, "Down"));
  g_assert_true (ui_get_focus (f->window) == second);
}

/* GTK gives the focus that was in a page to whatever comes next, at some time after the page was
 * hidden: also to a button of the page that is shown again, before that has read what waits. */
static void
test_opened_again (Fixture *f, gconstpointer data)
{
  GtkWidget *first, *second;

  edit_two (f, &first, &second);
  gtk_widget_hide (f->page);
  gtk_widget_show (f->page);
  gtk_widget_grab_focus (ui_get (second, GTK_TYPE_BUTTON, "Hold Back"));
  ui_wait_focus (first);
}

/* Enter opens the deal, Delete discards the change, Escape leaves. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  GtkWidget *first, *second;
  gboolean closed = FALSE;

  edit_two (f, &first, &second);
  gtk_widget_grab_focus (first);
  g_assert_true (ui_key (f->window, "Return"));
  g_assert_cmpint (f->opened, ==, f->deal);
  g_assert_cmpstr (f->action, ==, NULL);
  g_assert_true (ui_key (f->window, "Delete"));
  while (ui_find (f->page, GTK_TYPE_LABEL, "CRM ID") != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (ui_get_focus (f->window) == second);
  g_signal_connect_swapped (f->page, "closed", G_CALLBACK (set_flag_cb), &closed);
  g_assert_true (ui_key (f->window, "Escape"));
  g_assert_true (closed);
}

typedef struct
{
  const char *name;
  CosellOutboxState state;
  const char *verbs;   /* the button | the menu */
  const char *changes; /* JSON with ' for "; NULL: a create */
  guint attempts;
  gboolean held;
  gboolean in_conflict;
  gboolean unconfirmed;
  const char *candidate;
} Verbs;

#define CRM_ID "{'/externalReferenceId':['a','b']}"

static const Verbs verbs_cases[] = {
  { "waiting", COSELL_OUTBOX_STATE_PENDING, "Hold Back|Edit|Undo Last Change|Discard", CRM_ID },
  { "tried", COSELL_OUTBOX_STATE_PENDING, "Try Again|Hold Back|Edit|Undo Last Change|Discard",
    CRM_ID, .attempts = 2 },
  { "held", COSELL_OUTBOX_STATE_PARKED, "Send|Edit|Undo Last Change|Discard", CRM_ID,
    .held = TRUE },
  { "parked", COSELL_OUTBOX_STATE_PARKED, "Try Again|Edit|Undo Last Change|Discard", CRM_ID },
  { "conflict", COSELL_OUTBOX_STATE_PARKED, "Decide…|Edit|Undo Last Change|Discard", CRM_ID,
    .in_conflict = TRUE },
  { "not-kept", COSELL_OUTBOX_STATE_NOT_KEPT, "Send Again|Edit|Drop", CRM_ID },
  { "sending", COSELL_OUTBOX_STATE_SENT, "", CRM_ID },
  { "heart", COSELL_OUTBOX_STATE_PENDING, "Hold Back|Show Deal|Undo Last Change|Discard",
    "{'/favorite':[false,true]}" },
  { "in-doubt", COSELL_OUTBOX_STATE_PARKED, "Look Again|Send Again|Edit|Undo Last Change|Discard",
    .unconfirmed = TRUE },
  { "in-doubt-one", COSELL_OUTBOX_STATE_PARKED,
    "It Is There|Look Again|Send Again|Edit|Undo Last Change|Discard", .unconfirmed = TRUE,
    .candidate = "x" },
  { "scheduled", COSELL_OUTBOX_STATE_SCHEDULED,
    "Hold Back|Send Now|Show Deal|Undo Last Change|Discard", "{'/substatus':['Accepted','Won']}" },
};

/* An entry of deal as the case says it. */
static CosellOutboxEntry *
make_case (const Verbs *wanted, gint64 deal)
{
  CosellOutboxEntry *entry =
      make_entry (1, wanted->changes != NULL ? COSELL_OUTBOX_OP_UPDATE : COSELL_OUTBOX_OP_CREATE,
                  wanted->state);

  entry->deal = deal;
  entry->attempts = wanted->attempts;
  entry->held = wanted->held;
  entry->unconfirmed = wanted->unconfirmed;
  if (wanted->candidate != NULL)
    entry->candidates = g_strsplit (wanted->candidate, " ", -1);
  if (wanted->changes != NULL)
    entry->changes = cosell_changes_from_json (json_text (wanted->changes), NULL);
  if (wanted->in_conflict)
    cosell_outbox_entry_add_conflict (entry, g_ptr_array_index (entry->changes, 0), "\"c\"");
  return entry;
}

/* One button for what is likely wanted, a menu for the rest, and nothing that cannot be done. */
static void
test_verbs (Fixture *f, gconstpointer data)
{
  const Verbs *wanted = data;
  g_autoptr (CosellOutboxEntry) entry = make_case (wanted, f->deal);
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->app->session, f->deal);
  CosellOutboxItem item = { .entry = entry,
                            .is_last = TRUE,
                            .deal = "Contoso",
                            .data = cosell_deal_get_data (deal),
                            .now = g_get_real_time () };
  g_autoptr (GPtrArray) verbs = cosell_outbox_verbs (&item);
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < verbs->len; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? "|" : "",
                            ((CosellOutboxVerb *) g_ptr_array_index (verbs, i))->label);
  g_assert_cmpstr (labels->str, ==, wanted->verbs);
}

/* A closed deal takes no change of its details: nothing says that it does. */
static void
test_verbs_closed (Fixture *f, gconstpointer data)
{
  static const Verbs closed = { "closed", COSELL_OUTBOX_STATE_PENDING,
                                "Hold Back|Show Deal|Undo Last Change|Discard", CRM_ID };

  f->deal = app_find (f->app->session, "status=won");
  test_verbs (f, &closed);
}

/* A row has one button with words, and the menu key opens the rest. */
static void
test_one_button (Fixture *f, gconstpointer data)
{
  GtkWidget *row, *menu;

  edit (f, "crmId", "CRM-1");
  ui_wait_shows (f->page, "CRM ID");
  row = first_row (f);
  menu = ui_get (row, GTK_TYPE_MENU_BUTTON, NULL);
  g_assert_nonnull (ui_find (row, GTK_TYPE_BUTTON, "Hold Back"));
  g_assert_null (ui_find (row, GTK_TYPE_BUTTON, "Discard"));
  g_assert_true (ui_offers (row, "Discard"));
  gtk_widget_grab_focus (row);
  g_assert_true (ui_key (f->window, "Menu"));
  g_assert_true (
      gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu)))));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
}

#define ADD(name, func) g_test_add ("/outbox-page/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("empty", test_empty);
  ADD ("difference", test_difference);
  ADD ("hold-and-retry", test_hold_and_retry);
  ADD ("discard", test_discard);
  ADD ("edit", test_edit);
  ADD ("dependence", test_dependence);
  ADD ("dependence-far", test_dependence_far);
  ADD ("live", test_live);
  ADD ("focus-moves-on", test_focus_moves_on);
  ADD ("arrows", test_arrows);
  ADD ("opened-again", test_opened_again);
  ADD ("keys", test_keys);
  ADD ("verbs-closed", test_verbs_closed);
  ADD ("one-button", test_one_button);
  for (guint i = 0; i < G_N_ELEMENTS (verbs_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/outbox-page/verbs/", verbs_cases[i].name, NULL);

      g_test_add (path, Fixture, &verbs_cases[i], set_up, test_verbs, tear_down);
    }
  return g_test_run ();
}
