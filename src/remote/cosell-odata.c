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

static gboolean
same_query (const char *a, const char *b)
{
  g_autofree char *plain_a = g_uri_unescape_string (a, NULL);
  g_autofree char *plain_b = g_uri_unescape_string (b, NULL);

  return strcmp (a, b) == 0 || (plain_a != NULL && g_strcmp0 (plain_a, plain_b) == 0);
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
  if (*query == '\0' || (current != NULL && same_query (query, current)))
    return NULL;
  return g_steal_pointer (&query);
}

static void
read_elements (CosellJsonValue list, CosellRemotePage *page)
{
  guint length = cosell_json_length (list);

  for (guint i = 0; i < length; i++)
    {
      CosellJsonValue element = cosell_json_element (list, i);
      g_autofree char *text = NULL;
      gint64 updated = COSELL_NO_TIME;

      if (cosell_json_kind (element) != COSELL_JSON_OBJECT)
        {
          page->skipped++;
          continue;
        }
      text = cosell_json_dup_string (cosell_json_member (element, "updatedDateTime"));
      cosell_time_parse (text, &updated);
      g_array_append_val (page->updated, updated);
      g_ptr_array_add (page->referrals, cosell_json_dup_raw (element));
    }
}

CosellRemotePage *
cosell_odata_read_page (const char *body, gsize length, const char *query, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (CosellJson) json = cosell_json_parse (body, (gssize) length, &why);
  g_autoptr (CosellRemotePage) page = NULL;
  CosellJsonValue list = cosell_json_member (cosell_json_root (json), "value");
  g_autofree char *link = NULL;
  g_autofree char *message = NULL;

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

  page = g_new0 (CosellRemotePage, 1);
  page->referrals = g_ptr_array_new_with_free_func (g_free);
  page->updated = g_array_new (FALSE, FALSE, sizeof (gint64));
  read_elements (list, page);
  link = cosell_json_dup_string (cosell_json_member (cosell_json_root (json), "@odata.nextLink"));
  page->next = cosell_odata_next_query (link, query);
  return g_steal_pointer (&page);
}
