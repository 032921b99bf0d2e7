/* cosell-odata.c: queries and pages of the service's list */
#include "remote/cosell-odata.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-json-slice.h"
#include "model/cosell-oversized.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"

/* A service that sends more in one page than so many, where a hundred were asked for, is not
 * believed to have sent a page. */
#define MAX_ELEMENTS (100 * 1000)
#define MAX_READ_BAD 1000
#define MAX_AROUND 10000 /* values beside the list */

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

/* Of millions that are none, each is not worth being read. */
static gboolean
is_none (const CosellJsonSlice *slice, const CosellRemotePage *page)
{
  return page->skipped >= MAX_READ_BAD &&
         (slice->length < strlen ("{\"id\":1}") || *slice->text != '{');
}

/* The element alone. What is too large has a stand-in. Returns: (transfer full) (nullable) */
static CosellJson *
parse_element (const CosellJsonSlice *slice)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (CosellJson) json = NULL;
  g_autofree char *text = NULL;
  gsize length = slice->length;

  while (length > 0 && strchr (" \t\r\n", slice->text[length - 1]) != NULL)
    length--;
  json = cosell_oversized_parse (slice->text, length, &why);
  if (json != NULL && *slice->text == '{')
    return g_steal_pointer (&json);
  if (json != NULL) /* a byte order mark stands in front of it, or it is none */
    text = cosell_json_dup_raw (cosell_json_root (json));
  else if (g_error_matches (why, COSELL_JSON_ERROR, COSELL_JSON_ERROR_SIZE))
    text = cosell_oversized_stand_in (slice->text, slice->length);
  return text != NULL ? cosell_json_parse (text, -1, NULL) : NULL;
}

/* Takes one element over. Returns: FALSE when it is broken */
static gboolean
read_element (const CosellJsonSlice *slice, CosellRemotePage *page)
{
  g_autoptr (CosellJson) json = NULL;
  g_autofree char *id = NULL;
  CosellJsonValue root;
  gint64 updated;

  if (is_none (slice, page))
    {
      page->skipped++;
      return TRUE;
    }
  json = parse_element (slice);
  root = cosell_json_root (json);
  id = cosell_referral_read_id (root, "id");
  if (id == NULL)
    {
      page->skipped++;
      return json != NULL;
    }
  updated = cosell_referral_read_instant (root, "updatedDateTime");
  g_array_append_val (page->updated, updated);
  cosell_remote_page_take (page, g_steal_pointer (&json));
  return TRUE;
}

/* P14: the list ends where there is no link, or null. A link that cannot be followed is no end. */
static void
read_next (CosellJsonValue envelope, const char *query, CosellRemotePage *page)
{
  CosellJsonValue member = cosell_json_member (envelope, "@odata.nextLink");
  g_autofree char *link = cosell_json_dup_string (member);

  page->next = cosell_odata_next_query (link, query);
  page->cut = page->cut || (page->next == NULL && cosell_json_is_present (member));
  if (page->cut)
    g_clear_pointer (&page->next, g_free);
}

/* Leaves slicer behind the bracket that opens the list of the member "value". */
static gboolean
find_list (CosellJsonSlicer *slicer)
{
  CosellJsonSlice name, value;

  if (!cosell_json_slicer_take (slicer, '{'))
    return FALSE;
  do
    {
      if (!cosell_json_slicer_take_name (slicer, &name))
        return FALSE;
      if (cosell_json_slice_equal (&name, "\"value\""))
        return cosell_json_slicer_take (slicer, '[');
      if (!cosell_json_slicer_take_value (slicer, &value))
        return FALSE;
    }
  while (cosell_json_slicer_take (slicer, ','));
  return FALSE;
}

/* *sound: whether none of them is broken. Returns: FALSE when it cannot be told where one ends */
static gboolean
read_elements (CosellJsonSlicer *slicer, CosellRemotePage *page, gboolean *sound)
{
  CosellJsonSlice element;

  *sound = TRUE;
  if (cosell_json_slicer_take (slicer, ']'))
    return TRUE;
  do
    {
      if (!cosell_json_slicer_take_value (slicer, &element))
        return FALSE;
      if (page->referrals->len >= MAX_ELEMENTS)
        page->cut = TRUE;
      else if (!read_element (&element, page))
        *sound = FALSE;
    }
  while (cosell_json_slicer_take (slicer, ','));
  return cosell_json_slicer_take (slicer, ']');
}

/* Element by element, so that a page takes little more than its own bytes (P16), and a broken one
 * costs only itself, as long as it can be told where it ends and all around it is good.
 * Returns: (transfer full) (nullable) */
static CosellRemotePage *
read_page (const char *body, gsize length, const char *query)
{
  g_autoptr (CosellRemotePage) page = cosell_remote_page_new ();
  g_autoptr (CosellJson) envelope = NULL;
  g_autoptr (GString) around = NULL;
  CosellJsonSlicer slicer;
  gboolean sound = FALSE;

  cosell_json_slicer_init (&slicer, body, length);
  page->bytes = length;
  if (length > COSELL_JSON_MAX_BYTES || !find_list (&slicer))
    return NULL;
  around = g_string_new_len (body, (gssize) slicer.at);
  if (!read_elements (&slicer, page, &sound) || (!sound && page->referrals->len == 0))
    return NULL;
  g_string_append_c (around, ']');
  g_string_append_len (around, body + slicer.at, (gssize) (length - slicer.at));
  envelope = cosell_json_parse_within (around->str, around->len, MAX_AROUND, NULL);
  if (envelope == NULL)
    return NULL;
  read_next (cosell_json_root (envelope), query, page);
  return g_steal_pointer (&page);
}

/* Why it is no page. (transfer full) */
static char *
describe_damage (const char *body, gsize length)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (CosellJson) json = cosell_oversized_parse (body, length, &why);

  if (json != NULL)
    return g_strdup (_ ("The service answered with something that is no list of referrals."));
  return g_strdup_printf (_ ("The service answered with a list that is damaged: %s"), why->message);
}

CosellRemotePage *
cosell_odata_read_page (const char *body, gsize length, const char *query, GError **error)
{
  CosellRemotePage *page = read_page (body, length, query);
  g_autofree char *message = page == NULL ? describe_damage (body, length) : NULL;

  if (page == NULL)
    g_propagate_error (error,
                       cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE, message));
  return page;
}
