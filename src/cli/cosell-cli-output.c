/* What goes to stdout and stderr. JSON goes out as bytes; words go through the locale. */
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "cli/cosell-cli-builder.h"
#include "model/cosell-issue.h"

#define MAX_CELL 40
#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER 0x200d

struct _CosellCliTable
{
  GPtrArray *titles; /* (owned) of (unowned) char * */
  GPtrArray *cells;  /* (owned) of char * */
};

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

void
cosell_cli_take_json (char *json)
{
  cosell_cli_print_json (json);
  g_free (json);
}

/* The number of what a command was about, and the hidden half that it was about (P14). */
static void
add_target (CosellCliBuilder *json, const char *name, gint64 id)
{
  cosell_cli_builder_int (json, name, cosell_cli_deal (id));
  if (cosell_cli_half (id) != NULL)
    cosell_cli_builder_text (json, "half", cosell_cli_half (id));
}

void
cosell_cli_print_id (const char *name, gint64 id)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();

  cosell_cli_builder_begin_object (json, NULL);
  add_target (json, name, id);
  cosell_cli_builder_end_object (json);
  cosell_cli_take_json (cosell_cli_builder_end (json));
}

/* Beside them there may be errors: of a draft, which is kept whatever it lacks. */
static gboolean
is_warning (const CosellIssue *issue)
{
  return issue->severity == COSELL_SEVERITY_WARNING;
}

void
cosell_cli_warn (GPtrArray *issues)
{
  for (guint i = 0; issues != NULL && i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      /* Translators: number of a rule, then the warning */
      if (is_warning (issue))
        cosell_cli_complain (_ ("Warning (%s): %s"), issue->rule, issue->message);
    }
}

void
cosell_cli_print_id_and_warnings (gint64 id, GPtrArray *issues)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();

  cosell_cli_builder_begin_object (json, NULL);
  add_target (json, "id", id);
  cosell_cli_builder_begin_array (json, "warnings");
  for (guint i = 0; issues != NULL && i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (!is_warning (issue))
        continue;
      cosell_cli_builder_begin_object (json, NULL);
      cosell_cli_builder_text (json, "rule", issue->rule);
      cosell_cli_builder_text (json, "words", issue->message);
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_end_object (json);
  cosell_cli_take_json (cosell_cli_builder_end (json));
}

gboolean
cosell_cli_report_warnings (CosellCli *self, gint64 id, GPtrArray *issues)
{
  cosell_cli_warn (issues);
  if (self->json)
    cosell_cli_print_id_and_warnings (id, issues);
  return self->json;
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

/* Columns of a terminal that text takes. */
static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static char *
shorten (char *text)
{
  GString *cut;

  if (text_width (text) <= MAX_CELL)
    return text;
  cut = g_string_new (NULL);
  for (const char *p = text; text_width (cut->str) < MAX_CELL - 2; p = g_utf8_next_char (p))
    g_string_append_unichar (cut, g_utf8_get_char (p));
  g_string_append (cut, "…");
  g_free (text);
  return g_string_free (cut, FALSE);
}

static void
append_padded (GString *line, const char *text, guint width, gboolean right, gboolean last)
{
  guint pad = width - text_width (text);

  if (right)
    for (guint i = 0; i < pad; i++)
      g_string_append_c (line, ' ');
  g_string_append (line, text);
  if (last)
    return;
  for (guint i = 0; !right && i < pad; i++)
    g_string_append_c (line, ' ');
  g_string_append (line, "  ");
}

CosellCliTable *
cosell_cli_table_new (const char *const *titles)
{
  CosellCliTable *self = g_new0 (CosellCliTable, 1);

  self->titles = g_ptr_array_new ();
  self->cells = g_ptr_array_new_with_free_func (g_free);
  for (; *titles != NULL; titles++)
    g_ptr_array_add (self->titles, (gpointer) *titles);
  return self;
}

void
cosell_cli_table_add (CosellCliTable *self, char *text)
{
  char *clean = cosell_cli_clean (text);
  gboolean last = self->cells->len % self->titles->len == self->titles->len - 1;

  g_free (text);
  /* nothing stands behind the last one: it is told whole */
  g_ptr_array_add (self->cells, last ? clean : shorten (clean));
}

static const char *
title_of (CosellCliTable *self, guint column, gboolean *right)
{
  const char *title = g_ptr_array_index (self->titles, column);

  *right = *title == '>';
  return *right ? title + 1 : title;
}

static void
print_row (CosellCliTable *self, const char *const *cells, const guint *widths)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->titles->len; i++)
    {
      gboolean right;

      title_of (self, i, &right);
      append_padded (line, cells[i], widths[i], right, i + 1 == self->titles->len);
    }
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  cosell_cli_say ("%s", line->str);
}

void
cosell_cli_table_print (CosellCliTable *self, const char *empty)
{
  guint n = self->titles->len;
  g_autofree guint *widths = g_new0 (guint, n);
  g_autofree const char **titles = g_new0 (const char *, n);

  for (guint i = 0; i < n; i++)
    {
      gboolean right;

      titles[i] = title_of (self, i, &right);
      widths[i] = text_width (titles[i]);
    }
  for (guint i = 0; i < self->cells->len; i++)
    widths[i % n] = MAX (widths[i % n], text_width (g_ptr_array_index (self->cells, i)));
  if (self->cells->len == 0)
    cosell_cli_say ("%s", empty);
  else
    print_row (self, titles, widths);
  for (guint i = 0; i + n <= self->cells->len; i += n)
    print_row (self, (const char *const *) self->cells->pdata + i, widths);
  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
cosell_cli_say_field (const char *label, const char *value)
{
  g_autofree char *clean = cosell_cli_clean (value);
  g_autoptr (GString) line = g_string_new ("  ");

  if (*clean == '\0')
    return;
  append_padded (line, label, MAX (22, text_width (label)), FALSE, FALSE);
  g_string_append (line, clean);
  cosell_cli_say ("%s", line->str);
}
