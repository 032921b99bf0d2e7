/* A draft whose texts are of any length, on all pages of the assistant: none is cut, and no widget
 * holds more than a frame can lay out. */
#include "assistant-fixture.h"

#include <string.h>
#include <time.h>

#include "base/cosell-text-show.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-people.h"
#include "support/await.h"

#define LENGTH 200000

/* "…", places where a line may break, and the words of a sentence come on top. */
#define MOST (COSELL_TEXT_PIECE + 100)
#define MOST_OF_TIP 1000

static const struct
{
  const char *name;
  const char *unit;
  gsize length;
} texts[] = {
  { "short", "x", 1 },
  { "word", "x", LENGTH },
  { "lines", "x\n", LENGTH },
};

static char *
repeat (const char *unit, gsize length)
{
  GString *text = g_string_sized_new (length);

  while (text->len < length)
    g_string_append (text, unit);
  return g_string_free (text, FALSE);
}

/* --- what is shown --- */

static void
assert_bounded (GtkWidget *widget, const char *text, long most, gboolean by_char)
{
  g_autoptr (GString) place = g_string_new (NULL);
  const char *what = NULL;

  if (text == NULL)
    return;
  if (g_utf8_strlen (text, -1) > most)
    what = "too many characters";
  else if (!by_char && cosell_text_has_endless_word (text, COSELL_TEXT_LONGEST_WORD))
    what = "an endless word";
  if (what == NULL)
    return;
  for (GtkWidget *w = widget; w != NULL; w = gtk_widget_get_parent (w))
    g_string_append_printf (place, " in %s", G_OBJECT_TYPE_NAME (w));
  g_error ("%s (%ld)%s: %.3s", what, g_utf8_strlen (text, -1), place->str, text);
}

static void
assert_view_bounded (GtkTextView *view)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);
  g_assert_true (cosell_text_is_editable (text));
  assert_bounded (GTK_WIDGET (view), text, COSELL_TEXT_EDITABLE,
                  gtk_text_view_get_wrap_mode (view) == GTK_WRAP_CHAR);
}

static void
assert_all_bounded (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    assert_bounded (widget, gtk_label_get_text (GTK_LABEL (widget)), MOST,
                    !gtk_label_get_wrap (GTK_LABEL (widget)) ||
                        gtk_label_get_wrap_mode (GTK_LABEL (widget)) == PANGO_WRAP_CHAR);
  else if (GTK_IS_TEXT (widget))
    assert_bounded (widget, gtk_editable_get_text (GTK_EDITABLE (widget)), MOST, TRUE);
  else if (GTK_IS_TEXT_VIEW (widget))
    assert_view_bounded (GTK_TEXT_VIEW (widget));
  assert_bounded (widget, gtk_widget_get_tooltip_text (widget), MOST_OF_TIP, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_all_bounded (child);
}

static double
processor_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* The widgets are looked at before they are laid out, so that a fault is told and not waited for.
 * How long it takes is told, not asserted. */
static void
assert_page (Fixture *f, CosellDraftStep which)
{
  double start = processor_ms (), longest, shown;

  gtk_widget_activate_action (f->window, "assistant.go-to", "s",
                              cosell_enum_nick (COSELL_TYPE_DRAFT_STEP, (int) which));
  shown = processor_ms () - start;
  assert_all_bounded (f->window);
  longest = 0;
  for (double before = processor_ms (), after; g_main_context_iteration (NULL, FALSE);
       before = after)
    {
      after = processor_ms ();
      longest = MAX (longest, after - before);
    }
  g_test_message ("page %d: shown in %.0f ms, longest turn %.0f ms", which, shown, longest);
  cosell_assistant_page_reveal (COSELL_ASSISTANT_PAGE (page (f, which)));
  assert_all_bounded (f->window);
  ui_settle ();
  assert_all_bounded (f->window);
}

/* --- the draft --- */

/* Every text of an object that can be written. */
static void
fill_object (gpointer object, const char *text)
{
  guint n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);

  for (guint i = 0; i < n; i++)
    if (G_IS_PARAM_SPEC_STRING (specs[i]) && (specs[i]->flags & G_PARAM_WRITABLE) != 0 &&
        !g_str_equal (specs[i]->name, "page"))
      g_object_set (object, specs[i]->name, text, NULL);
}

static void
add_people (GListStore *people, const char *text)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CosellContact) person = cosell_contact_new ();

      fill_object (person, text);
      g_list_store_append (people, person);
    }
}

static void
add_solutions (GListStore *solutions, const char *text)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CosellSolution) solution =
          cosell_solution_new (text, text, COSELL_SOLUTION_KIND_OWN);

      fill_object (solution, text);
      g_list_store_append (solutions, solution);
    }
}

static void
fill_draft (CosellDraft *draft, const char *text)
{
  CosellCustomer *customer = cosell_draft_get_customer (draft);
  g_autoptr (CosellDraftPartner) partner = cosell_draft_partner_new_prefilled (NULL, NULL, NULL);

  fill_object (draft, text);
  fill_object (customer, text);
  add_people (cosell_customer_get_contacts (customer), text);
  add_people (cosell_draft_get_team (draft), text);
  add_solutions (cosell_draft_get_solutions (draft), text);
  fill_object (partner, text);
  add_people (cosell_draft_partner_get_team (partner), text);
  add_solutions (cosell_draft_partner_get_solutions (partner), text);
  g_list_store_append (cosell_draft_get_partners (draft), partner);
  g_object_set (draft, "help", COSELL_HELP_TECHNICAL, NULL);
}

static gboolean
is_kept (gpointer data)
{
  return cosell_assistant_get_draft_id (COSELL_ASSISTANT (((Fixture *) data)->window)) != 0 &&
         ui_shows (((Fixture *) data)->window, "Saved as draft just now");
}

static CosellDraft *
get_draft (Fixture *f)
{
  return cosell_assistant_page_get_draft (
      COSELL_ASSISTANT_PAGE (ui_get (f->window, COSELL_TYPE_ASSISTANT_PAGE, NULL)));
}

static void
test_draft (Fixture *f, gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autofree char *text = repeat (texts[index].unit, texts[index].length);
  g_autoptr (CosellDraft) kept = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gint64 id;

  fill_draft (get_draft (f), text);
  assert_all_bounded (f->window);
  act (f, "assistant.save");
  await_condition (is_kept, f);
  id = cosell_assistant_get_draft_id (COSELL_ASSISTANT (f->window));
  close_window (f);
  kept = load (f, id);
  open_window (f, id);
  for (int i = 0; i <= COSELL_DRAFT_STEP_REVIEW; i++)
    assert_page (f, (CosellDraftStep) i);
  go_to (f, COSELL_DRAFT_STEP_SOLUTIONS);
  ui_assert_search_limited (page (f, COSELL_DRAFT_STEP_SOLUTIONS));
  gtk_widget_activate_action (f->window, "assistant.go-to-field", "(ss)", "partners",
                              "partners.value");
  assert_all_bounded (f->window);
  ui_settle ();
  assert_all_bounded (f->window);
  go_to (f, COSELL_DRAFT_STEP_CUSTOMER);
  before = cosell_draft_to_json (kept);
  after = cosell_draft_to_json (get_draft (f));
  g_assert_cmpuint (strlen (before), >, 40 * texts[index].length);
  g_assert_true (g_str_equal (after, before)); /* too long to be printed */
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strconcat ("/assistant-texts/", texts[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_draft, tear_down);
    }
  return g_test_run ();
}
