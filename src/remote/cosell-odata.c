/* cosell-odata.c: queries and pages of the service's list */
#include "remote/cosell-odata.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-json.h"
#include "base/cosell-time.h"

char *
cosell_odata_first_query (const char *engagement_id)
{
  g_autofree char *quoted = NULL;
  g_autofree char *escaped = NULL;
  g_auto (GStrv) parts = NULL;

  if (engagement_id == NULL)
    return g_strdup_printf ("$orderby=updatedDateTime%%20desc&$top=%d", COSELL_ODATA_PAGE_SIZE);

  parts = g_strsplit (engagement_id, "'", -1); /* OData doubles the quote within a literal */
  quoted = g_strjoinv ("''", parts);
  escaped = g_uri_escape_string (quoted, NULL, FALSE);
  return g_strdup_printf ("$filter=engagementId%%20eq%%20'%s'&$orderby=updatedDateTime%%20desc"
                          "&$top=%d",
                          escaped, COSELL_ODATA_PAGE_SIZE);
}

const char *
cosell_odata_all_query (void)
{
  return "$orderby=createdDateTime%20asc&$top=" G_STRINGIFY (COSELL_ODATA_PAGE_SIZE);
}

/* Percent-encodes what may not stand in a query; what is encoded already stays as it is, because a
 * skip token means something to the service only byte for byte. */
static char *
encode_query (const char *raw)
{
  g_autoptr (GString) query = g_string_new (NULL);

  for (const char *p = raw; *p != '\0' && *p != '#'; p++)
    {
      if (*p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        g_string_append_c (query, *p);
      else if (*p != '%' && (g_ascii_isalnum (*p) || strchr ("-._~!$&'()*+,;=:@/?", *p) != NULL))
        g_string_append_c (query, *p);
      else
        g_string_append_printf (query, "%%%02X", (guint) (guchar) *p);
    }
  return g_string_free (g_steal_pointer (&query), FALSE);
}

/* b may only differ in what is encoded, and must be one that can be sent. */
static gboolean
same_query (const char *a, const char *b)
{
  g_autofree char *plain_a = g_uri_unescape_string (a, NULL);
  g_autofree char *plain_b = g_uri_unescape_string (b, NULL);
  g_autofree char *good_b = encode_query (b);

  return strcmp (b, good_b) == 0 &&
         (strcmp (a, b) == 0 || (plain_a != NULL && g_strcmp0 (plain_a, plain_b) == 0));
}

char *
cosell_odata_next_query (const char *link, const char *current)
{
  const char *mark = link != NULL ? strchr (link, '?') : NULL;
  const char *fragment = link != NULL ? strchr (link, '#') : NULL;
  g_autofree char *query = NULL;

  if (mark == NULL || (fragment != NULL && fragment < mark))
    return NULL;
  query = encode_query (mark + 1);
  if (*query == '\0')
    return NULL;
  if (current != NULL && same_query (query, current))
    return g_strdup (current);
  return g_steal_pointer (&query);
}

static CosellRemotePage *
new_page (void)
{
  CosellRemotePage *page = g_new0 (CosellRemotePage, 1);

  page->referrals = g_ptr_array_new_with_free_func (g_free);
  page->updated = g_array_new (FALSE, FALSE, sizeof (gint64));
  return page;
}

static void
read_element (CosellJsonValue element, CosellRemotePage *page)
{
  g_autofree char *text = NULL;
  gint64 updated = COSELL_NO_TIME;

  if (cosell_json_kind (element) != COSELL_JSON_OBJECT)
    {
      page->skipped++;
      return;
    }
  text = cosell_json_dup_string (cosell_json_member (element, "updatedDateTime"));
  cosell_time_parse (text, &updated);
  g_array_append_val (page->updated, updated);
  g_ptr_array_add (page->referrals, cosell_json_dup_raw (element));
}

static void
read_elements (CosellJsonValue list, CosellRemotePage *page)
{
  guint length = cosell_json_length (list);

  for (guint i = 0; i < length; i++)
    read_element (cosell_json_element (list, i), page);
}

static void
read_next (CosellJsonValue envelope, const char *query, CosellRemotePage *page)
{
  g_autofree char *link = cosell_json_dup_string (cosell_json_member (envelope, "@odata.nextLink"));

  page->next = cosell_odata_next_query (link, query);
}

/* ---- a page with something that is no JSON in it ---- */

typedef struct
{
  const char *text;
  gsize length;
  gsize at;
} Scan;

static void
skip_space (Scan *scan)
{
  while (scan->at < scan->length && strchr (" \t\r\n", scan->text[scan->at]) != NULL &&
         scan->text[scan->at] != '\0')
    scan->at++;
}

static gboolean
take (Scan *scan, char what)
{
  skip_space (scan);
  if (scan->at >= scan->length || scan->text[scan->at] != what)
    return FALSE;
  scan->at++;
  return TRUE;
}

static gboolean
skip_string (Scan *scan)
{
  if (!take (scan, '"'))
    return FALSE;
  for (; scan->at < scan->length; scan->at++)
    {
      if (scan->text[scan->at] == '\\')
        scan->at++;
      else if (scan->text[scan->at] == '"')
        {
          scan->at++;
          return TRUE;
        }
    }
  return FALSE;
}

/* By brackets and quotes alone: what stands between them may be anything. */
static gboolean
skip_value (Scan *scan)
{
  guint depth = 0;

  skip_space (scan);
  while (scan->at < scan->length)
    {
      char c = scan->text[scan->at];

      if (c == '"')
        {
          if (!skip_string (scan))
            return FALSE;
          continue;
        }
      if (depth == 0 && (c == ',' || c == ']' || c == '}'))
        return TRUE;
      if (c == '{' || c == '[')
        depth++;
      else if (c == '}' || c == ']')
        depth--;
      scan->at++;
    }
  return FALSE;
}

/* Leaves scan behind the bracket that opens the list of the member "value". */
static gboolean
find_list (Scan *scan)
{
  if (!take (scan, '{'))
    return FALSE;
  do
    {
      gsize begin;
      gboolean is_value;

      skip_space (scan);
      begin = scan->at;
      if (!skip_string (scan))
        return FALSE;
      is_value = scan->at - begin == strlen ("\"value\"") &&
                 strncmp (scan->text + begin, "\"value\"", strlen ("\"value\"")) == 0;
      if (!take (scan, ':'))
        return FALSE;
      if (is_value)
        return take (scan, '[');
      if (!skip_value (scan))
        return FALSE;
    }
  while (take (scan, ','));
  return FALSE;
}

static void
salvage_element (const char *text, gsize length, CosellRemotePage *page)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, (gssize) length, NULL);

  if (json != NULL)
    read_element (cosell_json_root (json), page);
  else
    page->skipped++;
}

/* One broken element costs only itself, as long as it can be told where it ends and all around it
 * is good. Returns: (transfer full) (nullable) */
static CosellRemotePage *
salvage_page (const char *body, gsize length, const char *query)
{
  g_autoptr (CosellRemotePage) page = new_page ();
  g_autoptr (CosellJson) envelope = NULL;
  g_autoptr (GString) around = NULL;
  Scan scan = { body, length, 0 };

  if (length > COSELL_JSON_MAX_BYTES || !find_list (&scan))
    return NULL;
  around = g_string_new_len (body, (gssize) scan.at);
  if (!take (&scan, ']'))
    {
      do
        {
          gsize begin;

          skip_space (&scan);
          begin = scan.at;
          if (!skip_value (&scan))
            return NULL;
          salvage_element (body + begin, scan.at - begin, page);
        }
      while (take (&scan, ','));
      if (!take (&scan, ']'))
        return NULL;
    }
  g_string_append_c (around, ']');
  g_string_append_len (around, body + scan.at, (gssize) (length - scan.at));
  envelope = cosell_json_parse (around->str, (gssize) around->len, NULL);
  if (envelope == NULL || page->referrals->len == 0)
    return NULL;
  read_next (cosell_json_root (envelope), query, page);
  return g_steal_pointer (&page);
}

CosellRemotePage *
cosell_odata_read_page (const char *body, gsize length, const char *query, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (CosellJson) json = cosell_json_parse (body, (gssize) length, &why);
  g_autoptr (CosellRemotePage) page = NULL;
  CosellJsonValue list = cosell_json_member (cosell_json_root (json), "value");
  g_autofree char *message = NULL;

  if (json == NULL)
    page = salvage_page (body, length, query);
  if (page != NULL)
    return g_steal_pointer (&page);
  if (json == NULL)
    message =
        g_strdup_printf (_ ("The service answered with a list that is damaged: %s"), why->message);
  else if (cosell_json_kind (list) != COSELL_JSON_ARRAY)
    message = g_strdup (_ ("The service answered with something that is no list of referrals."));
  if (message != NULL)
    {
      g_propagate_error (error,
                         cosell_remote_error_new (COSELL_REMOTE_ERROR_PROTOCOL, 0, FALSE, message));
      return NULL;
    }
  page = new_page ();
  read_elements (list, page);
  read_next (cosell_json_root (json), query, page);
  return g_steal_pointer (&page);
}
