#include "screen.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include "picture.h"
#include "support/tree.h"

#define DEADLINE_SECONDS 60
#define LOOK_MICROSECONDS 150000

struct _Screen
{
  char *folder;         /* (owned) */
  char *profile;        /* (owned) */
  char *token;          /* (owned) (nullable) */
  GSubprocess *program; /* (owned) (nullable) while it does not run */
  gboolean ended;       /* it ended, whoever made it */
  AccessibleTree *tree; /* (owned) */
};

Screen *
screen_new (const char *token)
{
  Screen *self = g_new0 (Screen, 1);
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, ""); /* what is printed when it fails */
  self->folder = g_dir_make_tmp ("cosell-e2e-XXXXXX", &error);
  g_assert_no_error (error);
  self->profile = g_build_filename (self->folder, "profile", NULL);
  self->token = g_strdup (token);
  self->tree = accessible_tree_new ();
  return self;
}

void
screen_free (Screen *self)
{
  if (self->program != NULL)
    screen_kill (self);
  accessible_tree_free (self->tree);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->profile);
  g_free (self->token);
  g_free (self);
}

const char *
screen_get_profile (Screen *self)
{
  return self->profile;
}

const char *
screen_get_folder (Screen *self)
{
  return self->folder;
}

/* --- failing --- */

static char *
picture_path (void)
{
  const char *folder = g_getenv ("COSELL_TEST_PICTURES");
  g_autofree char *name = g_strdelimit (g_strdup (g_test_get_path ()), "/", '-');

  if (folder == NULL)
    return NULL;
  return g_strdup_printf ("%s/failed%s.png", folder, name);
}

/* Ends the test, and says what the screen shows instead. */
static void G_GNUC_NORETURN
fail (Screen *self, const char *what)
{
  g_autofree char *path = picture_path ();

  g_printerr ("%s\n", what);
  accessible_tree_print (self->tree);
  if (path != NULL && picture_save (path))
    g_printerr ("The screen: %s\n", path);
  if (self->program != NULL)
    g_subprocess_force_exit (self->program);
  g_error ("%s", what);
}

/* --- programs --- */

static void
set_up_child (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
spawn (Screen *self, GSubprocessFlags flags, const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_child_setup (launcher, set_up_child, NULL, NULL);
  /* what it says is no line of the test */
  if (flags == G_SUBPROCESS_FLAGS_NONE)
    g_subprocess_launcher_take_stdout_fd (launcher, dup (STDERR_FILENO));
  if (self->token != NULL)
    g_subprocess_launcher_setenv (launcher, "COSELL_TOKEN", self->token, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Screen *self = user_data;

  self->ended = TRUE;
}

static guint32
process_id (Screen *self)
{
  const char *text = self->program != NULL ? g_subprocess_get_identifier (self->program) : NULL;

  return text != NULL ? (guint32) g_ascii_strtoull (text, NULL, 10) : 0;
}

void
screen_start (Screen *self)
{
  const char *argv[] = { "cosell", "--profile", self->profile, NULL };

  g_assert_null (self->program);
  self->ended = FALSE;
  self->program = spawn (self, G_SUBPROCESS_FLAGS_NONE, argv);
  g_subprocess_wait_async (self->program, NULL, ended_cb, self);
  screen_wait (self, MAIN_WINDOW, ROLE_FRAME, MAIN_WINDOW);
}

static void
wait_for_end (Screen *self)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  while (!self->ended)
    {
      if (g_get_monotonic_time () > deadline)
        fail (self, "The program did not end.");
      g_main_context_iteration (NULL, FALSE);
      g_usleep (5000);
    }
}

void
screen_kill (Screen *self)
{
  g_subprocess_send_signal (self->program, SIGKILL);
  wait_for_end (self);
  g_clear_object (&self->program);
}

char *
screen_control (Screen *self, int status, const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  g_autofree char *errors = NULL;
  va_list more;

  g_ptr_array_add (argv, (gpointer) "cosellctl");
  g_ptr_array_add (argv, (gpointer) "--profile");
  g_ptr_array_add (argv, self->profile);
  va_start (more, first);
  for (const char *word = first; word != NULL; word = va_arg (more, const char *))
    g_ptr_array_add (argv, (gpointer) word);
  va_end (more);
  g_ptr_array_add (argv, NULL);
  process = spawn (self, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                   (const char *const *) argv->pdata);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if (g_subprocess_get_exit_status (process) != status)
    g_error ("cosellctl %s ended with %d: %s", first, g_subprocess_get_exit_status (process),
             errors);
  return output;
}

/* --- looking --- */

/* One question about the tree. */
typedef struct
{
  const char *window;
  AccessibleRole role;
  const char *name;       /* (nullable): any */
  const char *containing; /* (nullable) */
  const char *lacking;    /* (nullable) */
  const char *beginning;  /* (nullable) */
  gboolean begins;        /* the name goes on after a comma */
  guint nth;
  int state; /* AccessibleState that it must have, -1: any */
} Question;

static gboolean
is_meant (const Accessible *accessible, const Question *question)
{
  if (question->role != ROLE_ANY && accessible->role != question->role)
    return FALSE;
  if (question->containing != NULL && strstr (accessible->name, question->containing) == NULL)
    return FALSE;
  if (question->lacking != NULL && strstr (accessible->name, question->lacking) != NULL)
    return FALSE;
  if (question->beginning != NULL && !g_str_has_prefix (accessible->name, question->beginning))
    return FALSE;
  if (question->state >= 0 && !accessible_has_state (accessible, (AccessibleState) question->state))
    return FALSE;
  if (question->name == NULL)
    return TRUE;
  if (!question->begins)
    return accessible_is_called (accessible, question->name);
  return g_str_has_prefix (accessible->name, question->name) &&
         accessible->name[strlen (question->name)] == ',';
}

static const Accessible *
find (Screen *self, const Question *question)
{
  GPtrArray *all = accessible_tree_get_all (self->tree);
  gboolean inside = FALSE;
  guint seen = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const Accessible *accessible = g_ptr_array_index (all, i);

      if (accessible->depth <= 1)
        inside = accessible->depth == 1 && accessible_is_called (accessible, question->window);
      if (inside && is_meant (accessible, question) && seen++ == question->nth)
        return accessible;
    }
  return NULL;
}

static void
look (Screen *self)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (self->ended)
    fail (self, "The program ended by itself.");
  accessible_tree_read (self->tree, process_id (self));
}

/* Looks until it is there (or gone), then returns it. */
static const Accessible *
wait_for (Screen *self, const Question *question, gboolean there)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  for (;;)
    {
      const Accessible *found;

      look (self);
      found = find (self, question);
      if ((found != NULL) == there)
        return found;
      if (g_get_monotonic_time () > deadline)
        {
          g_autofree char *what =
              g_strdup_printf ("%s: “%s” (%s) in “%s”", there ? "Never came" : "Never went",
                               question->name != NULL ? question->name : "anything",
                               question->containing != NULL  ? question->containing
                               : question->beginning != NULL ? question->beginning
                                                             : "",
                               question->window);
          fail (self, what);
        }
      g_usleep (LOOK_MICROSECONDS);
    }
}

gboolean
screen_has (Screen *self, const char *window, AccessibleRole role, const char *name)
{
  Question question = { .window = window, .role = role, .name = name, .state = -1 };

  look (self);
  return find (self, &question) != NULL;
}

void
screen_wait (Screen *self, const char *window, AccessibleRole role, const char *name)
{
  Question question = { .window = window, .role = role, .name = name, .state = -1 };

  wait_for (self, &question, TRUE);
}

const char *
screen_wait_either (Screen *self,
                    const char *window,
                    AccessibleRole role,
                    const char *name,
                    const char *other)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < deadline)
    {
      if (screen_has (self, window, role, name))
        return name;
      if (screen_has (self, window, role, other))
        return other;
      g_usleep (LOOK_MICROSECONDS);
    }
  screen_wait (self, window, role, name); /* fails, with what there is instead */
  return name;
}

void
screen_wait_gone (Screen *self, const char *window, AccessibleRole role, const char *name)
{
  Question question = { .window = window, .role = role, .name = name, .state = -1 };

  wait_for (self, &question, FALSE);
}

void
screen_wait_selected (Screen *self, const char *window, const char *name)
{
  Question question = {
    .window = window, .role = ROLE_LIST_ITEM, .name = name, .state = STATE_SELECTED
  };

  wait_for (self, &question, TRUE);
}

void
screen_wait_label (Screen *self, const char *window, const char *text)
{
  Question question = { .window = window, .role = ROLE_LABEL, .beginning = text, .state = -1 };

  wait_for (self, &question, TRUE);
}

/* --- acting --- */

/* A control may go away between looking and acting, as when a list makes its rows anew: then what
 * does nothing is looked for again. */
static void
act (Screen *self, const Question *question, const char *action)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  while (!accessible_tree_act (self->tree, wait_for (self, question, TRUE), action))
    {
      if (g_get_monotonic_time () > deadline)
        {
          g_autofree char *what = g_strdup_printf ("“%s” does nothing.", question->name);
          fail (self, what);
        }
      g_usleep (LOOK_MICROSECONDS);
    }
}

void
screen_press (Screen *self, const char *window, AccessibleRole role, const char *name)
{
  Question question = { .window = window, .role = role, .name = name, .state = STATE_SENSITIVE };

  act (self, &question, NULL);
}

void
screen_choose (Screen *self, const char *window, const char *name)
{
  Question box = { .window = window, .role = ROLE_CHECK_BOX, .name = name, .state = STATE_CHECKED };

  screen_press (self, window, ROLE_LIST_ITEM, name);
  wait_for (self, &box, TRUE);
}

void
screen_close (Screen *self)
{
  Question question = {
    .window = MAIN_WINDOW, .role = ROLE_FRAME, .name = MAIN_WINDOW, .state = -1
  };

  /* it may be gone before it answers */
  accessible_tree_act (self->tree, wait_for (self, &question, TRUE), "window.close");
  wait_for_end (self);
  g_assert_true (g_subprocess_get_if_exited (self->program));
  g_assert_cmpint (g_subprocess_get_exit_status (self->program), ==, 0);
  g_clear_object (&self->program);
}

static const Accessible *
find_field (Screen *self, const char *window, const char *name, guint nth)
{
  Question question = {
    .window = window, .role = ROLE_TEXT, .name = name, .nth = nth, .state = STATE_SENSITIVE
  };

  return wait_for (self, &question, TRUE);
}

void
screen_type (Screen *self, const char *window, const char *name, guint nth, const char *text)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  while (!accessible_tree_set_text (self->tree, find_field (self, window, name, nth), text))
    {
      if (g_get_monotonic_time () > deadline)
        {
          g_autofree char *what = g_strdup_printf ("“%s” takes no text.", name);
          fail (self, what);
        }
      g_usleep (LOOK_MICROSECONDS);
    }
}

void
screen_add (Screen *self, const char *window, const char *name, guint nth, const char *text)
{
  const Accessible *field = find_field (self, window, name, nth);
  g_autofree char *before = accessible_tree_get_text (self->tree, field);
  int position = before != NULL ? (int) g_utf8_strlen (before, -1) : 0;

  for (const char *letter = text; *letter != '\0'; letter = g_utf8_next_char (letter))
    {
      g_autofree char *one = g_strndup (letter, (gsize) (g_utf8_next_char (letter) - letter));

      if (!accessible_tree_insert (self->tree, field, position++, one))
        fail (self, "A letter was not taken.");
    }
}

void
screen_wait_text (Screen *self, const char *window, const char *name, guint nth, const char *text)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  for (;;)
    {
      g_autofree char *now =
          accessible_tree_get_text (self->tree, find_field (self, window, name, nth));

      if (g_strcmp0 (now, text) == 0)
        return;
      if (g_get_monotonic_time () > deadline)
        {
          g_autofree char *what =
              g_strdup_printf ("“%s” says “%s”, not “%s”.", name, now != NULL ? now : "", text);
          fail (self, what);
        }
      g_usleep (LOOK_MICROSECONDS);
    }
}

char *
screen_read_text (Screen *self, const char *window, const char *name, guint nth)
{
  return accessible_tree_get_text (self->tree, find_field (self, window, name, nth));
}

/* --- windows --- */

GPtrArray *
screen_look (Screen *self)
{
  look (self);
  return accessible_tree_get_all (self->tree);
}

static gboolean
try_action (Screen *self, const char *window, const char *action)
{
  GPtrArray *all = screen_look (self);
  gboolean inside = FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      const Accessible *accessible = g_ptr_array_index (all, i);

      if (accessible->depth <= 1)
        inside = accessible->depth == 1 && accessible_is_called (accessible, window);
      if (inside && accessible_has_state (accessible, STATE_VISIBLE) &&
          accessible_tree_act (self->tree, accessible, action))
        return TRUE;
    }
  return FALSE;
}

void
screen_act (Screen *self, const char *window, const char *action)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  while (!try_action (self, window, action))
    {
      if (g_get_monotonic_time () > deadline)
        {
          g_autofree char *what = g_strdup_printf ("Nothing in “%s” has “%s”.", window, action);

          fail (self, what);
        }
      g_usleep (LOOK_MICROSECONDS);
    }
}

/* The window that is not the main one. (nullable) */
static const Accessible *
find_dialog (GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const Accessible *accessible = g_ptr_array_index (all, i);

      if (accessible->depth == 1 && !accessible_is_called (accessible, MAIN_WINDOW) &&
          accessible_has_state (accessible, STATE_VISIBLE))
        return accessible;
    }
  return NULL;
}

char *
screen_wait_dialog (Screen *self)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;
  const Accessible *dialog;

  while ((dialog = find_dialog (screen_look (self))) == NULL)
    {
      if (g_get_monotonic_time () > deadline)
        fail (self, "No window was opened.");
      g_usleep (LOOK_MICROSECONDS);
    }
  return g_strdup (dialog->name);
}

void
screen_wait_no_dialog (Screen *self)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  while (find_dialog (screen_look (self)) != NULL)
    {
      if (g_get_monotonic_time () > deadline)
        fail (self, "The window was not closed.");
      g_usleep (LOOK_MICROSECONDS);
    }
}

/* --- rows --- */

guint
screen_count_rows (Screen *self)
{
  Question question = { .window = MAIN_WINDOW, .role = ROLE_TABLE_ROW, .state = -1 };

  look (self);
  while (find (self, &question) != NULL)
    question.nth++;
  return question.nth;
}

void
screen_wait_row (Screen *self, const char *name, const char *containing)
{
  Question question = { .window = MAIN_WINDOW,
                        .role = ROLE_TABLE_ROW,
                        .name = name,
                        .containing = containing,
                        .begins = TRUE,
                        .state = -1 };

  wait_for (self, &question, TRUE);
}

void
screen_wait_row_is_synced (Screen *self, const char *name)
{
  Question question = { .window = MAIN_WINDOW,
                        .role = ROLE_TABLE_ROW,
                        .name = name,
                        .lacking = "Waiting to be sent",
                        .begins = TRUE,
                        .state = -1 };

  wait_for (self, &question, TRUE);
}

void
screen_open_row (Screen *self, const char *name)
{
  Question question = {
    .window = MAIN_WINDOW, .role = ROLE_TABLE_ROW, .name = name, .begins = TRUE, .state = -1
  };

  act (self, &question, "row.open");
}
