/* What goes to stdout and stderr. JSON goes out as bytes; words go through the locale. */
#include "cli/cosell-cli-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER 0x200d

/* errno of the first output that failed; nothing is printed after it */
static int output_error;

char *
cosell_cli_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t')
        g_string_append_c (clean, ' ');
      else if (c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER)
        g_string_append_unichar (clean, c); /* they join letters */
      else if (g_unichar_iscntrl (c))
        g_string_append_printf (clean, "\\x%02x", c);
      else if (g_unichar_type (c) == G_UNICODE_FORMAT)
        g_string_append_printf (clean, "\\u%04x", c);
      else
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}

/* What a window needs around a text (base/cosell-text-show.h), and a terminal does not: here
 * whatever turns text is escaped. */
static void
drop_isolates (char *text)
{
  char *to = text;

  for (const char *p = text; *p != '\0'; p++)
    if (g_str_has_prefix (p, "\u2068") || g_str_has_prefix (p, "\u2069") ||
        g_str_has_prefix (p, "\u200b"))
      p += strlen ("\u2068") - 1;
    else
      *to++ = *p;
  *to = '\0';
}

void
cosell_cli_complain (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *clean = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  drop_isolates (text);
  clean = cosell_cli_clean (text);
  g_printerr ("cosellctl: %s\n", clean);
}

CosellExit
cosell_cli_exit_of (const GError *error)
{
  switch (cosell_session_classify (error))
    {
    case COSELL_FAILURE_REFUSED:
      return COSELL_EXIT_REFUSED;
    case COSELL_FAILURE_SERVICE:
      return COSELL_EXIT_SERVICE;
    case COSELL_FAILURE_SIGN_IN:
      return COSELL_EXIT_SIGN_IN;
    case COSELL_FAILURE_USE:
      break;
    }
  return COSELL_EXIT_USE;
}

CosellExit
cosell_cli_fail (const GError *error)
{
  cosell_cli_complain ("%s", error->message);
  return cosell_cli_exit_of (error);
}

void
cosell_cli_print_json (const char *json)
{
  cosell_cli_put (json, strlen (json));
  cosell_cli_put ("\n", 1);
}

CosellCliBuilder *
cosell_cli_begin_object (void)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();

  cosell_cli_builder_begin_object (json, NULL);
  return json;
}

void
cosell_cli_print_object (CosellCliBuilder *json)
{
  g_autofree char *text = NULL;

  cosell_cli_builder_end_object (json);
  text = cosell_cli_builder_end (json);
  cosell_cli_print_json (text);
}

void
cosell_cli_say (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *local = NULL;
  g_autofree char *line = NULL;
  const char *charset;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  local = g_get_charset (&charset)
              ? NULL
              : g_convert_with_fallback (text, -1, charset, "UTF-8", "?", NULL, NULL, NULL);
  line = g_strconcat (local != NULL ? local : text, "\n", NULL);
  cosell_cli_put (line, strlen (line));
}

void
cosell_cli_begin_output (void)
{
  /* A stream that was closed must not become the database: the next file that is opened takes the
   * lowest number. Reading only, so that output to it fails as it would have. */
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", O_RDONLY) != fd)
      _exit (COSELL_EXIT_USE);
  /* a reader that goes away is told by the write, on every command alike */
  signal (SIGPIPE, SIG_IGN);
}

void
cosell_cli_put (const char *bytes, gsize length)
{
  if (output_error != 0)
    return;
  errno = 0;
  if (fwrite (bytes, 1, length, stdout) != length || fflush (stdout) != 0)
    output_error = errno != 0 ? errno : EIO;
}

CosellExit
cosell_cli_end_output (CosellExit status)
{
  /* a reader that went away has seen enough */
  if (output_error == 0 || output_error == EPIPE)
    return status;
  cosell_cli_complain (_ ("The output could not be written: %s."), g_strerror (output_error));
  return COSELL_EXIT_USE;
}
