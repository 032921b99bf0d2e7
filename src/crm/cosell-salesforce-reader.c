/* cosell-salesforce-reader.c: how the answers of Salesforce are read */
#include "crm/cosell-salesforce-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "crm/cosell-salesforce-text.h"

#define SERVICE "Salesforce"
#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_VALUES (2 * 1000 * 1000)
#define MAX_WORDS 1024
#define MAX_ERRORS 5

static gpointer
read_answer (CosellHttpAnswer *self, GError **error)
{
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (GError) why = NULL;
  CosellJsonKind kind;

  if (self->is_change && (self->status == 204 || self->body->len == 0))
    return cosell_json_parse ("null", -1, error);
  if (self->body->len == 0)
    {
      g_propagate_error (error, cosell_http_answer_new_content_error (self, _ ("it is empty")));
      return NULL;
    }
  json = cosell_json_parse_within (cosell_http_answer_get_text (self), (gssize) self->body->len,
                                   MAX_VALUES, &why);
  kind = cosell_json_kind (cosell_json_root (json));
  if (json == NULL)
    g_propagate_error (error, cosell_http_answer_new_content_error (self, why->message));
  else if (kind != COSELL_JSON_OBJECT && kind != COSELL_JSON_ARRAY)
    g_propagate_error (error,
                       cosell_http_answer_new_content_error (self, _ ("it holds no object")));
  else
    return g_steal_pointer (&json);
  return NULL;
}

/* What an error code means where its status does not tell. */
static void
judge (const char *name, CosellHttpError *code, gboolean *unknown)
{
  static const struct
  {
    const char *name;
    CosellHttpError code;
  } meanings[] = {
    { "INVALID_SESSION_ID", COSELL_HTTP_ERROR_SIGN_IN },
    { "REQUEST_LIMIT_EXCEEDED", COSELL_HTTP_ERROR_BUSY },
    { "UNABLE_TO_LOCK_ROW", COSELL_HTTP_ERROR_BUSY },
    { "ENTITY_IS_DELETED", COSELL_HTTP_ERROR_GONE },
    { "API_DISABLED_FOR_ORG", COSELL_HTTP_ERROR_FORBIDDEN },
    { "API_CURRENTLY_DISABLED", COSELL_HTTP_ERROR_FORBIDDEN },
    { "INSUFFICIENT_ACCESS_OR_READONLY", COSELL_HTTP_ERROR_FORBIDDEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_strcmp0 (meanings[i].name, name) == 0)
      {
        *code = meanings[i].code;
        /* the service itself says that it did nothing */
        *unknown = FALSE;
      }
}

static void
append_error (GString *words, CosellJsonValue one)
{
  g_autofree char *message = cosell_json_dup_string (cosell_json_member (one, "message"));
  g_autofree char *name = cosell_json_dup_string (cosell_json_member (one, "errorCode"));
  CosellJsonValue fields = cosell_json_member (one, "fields");

  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, message != NULL ? g_strstrip (message) : "");
  for (guint i = 0; i < cosell_json_length (fields) && i < MAX_ERRORS; i++)
    {
      g_autofree char *field = cosell_json_dup_string (cosell_json_element (fields, i));

      if (field != NULL && strstr (words->str, field) == NULL)
        g_string_append_printf (words, "%s%s", i == 0 ? " – " : ", ", field);
    }
  if (name != NULL)
    g_string_append_printf (words, " [%s]", name);
}

/* One line, and not longer than a person reads. Takes words. */
static char *
tidy (GString *words)
{
  char *text = g_string_free (words, FALSE);

  for (char *p = text; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || *p == 0x7f)
      *p = ' ';
  if (g_utf8_strlen (text, -1) > MAX_WORDS)
    *g_utf8_offset_to_pointer (text, MAX_WORDS) = '\0';
  return text;
}

char *
cosell_salesforce_explain (const char *body,
                           gsize length,
                           guint status,
                           CosellHttpError *code,
                           gboolean *unknown)
{
  g_autoptr (CosellJson) json = cosell_json_parse (body, (gssize) length, NULL);
  CosellJsonValue root = cosell_json_root (json);
  GString *words;

  /* several records have the external id that was to name one */
  if (status == 300)
    {
      *code = COSELL_HTTP_ERROR_CONFLICT;
      *unknown = FALSE;
      return g_strdup (_ ("several records have this key"));
    }
  if (cosell_json_kind (root) != COSELL_JSON_ARRAY || cosell_json_length (root) == 0)
    return NULL;
  words = g_string_new (NULL);
  for (guint i = 0; i < cosell_json_length (root) && i < MAX_ERRORS; i++)
    {
      CosellJsonValue one = cosell_json_element (root, i);
      g_autofree char *name = cosell_json_dup_string (cosell_json_member (one, "errorCode"));

      append_error (words, one);
      if (i == 0)
        judge (name, code, unknown);
    }
  return tidy (words);
}

static const char *
describe (CosellHttpError code)
{
  if (code == COSELL_HTTP_ERROR_FORBIDDEN)
    return _ ("Salesforce does not allow this for your account. You need access to its API and to "
              "these objects and fields.");
  if (code == COSELL_HTTP_ERROR_GONE)
    return _ ("Salesforce does not have this any more, or does not show it to you.");
  if (code == COSELL_HTTP_ERROR_CONFLICT)
    return _ ("This was changed in Salesforce in the meantime.");
  if (code == COSELL_HTTP_ERROR_BUSY)
    return _ ("Salesforce is busy, or has no requests left for now. Try again later.");
  return NULL;
}

const CosellHttpReader cosell_salesforce_reader = {
  SERVICE,
  MAX_BYTES,
  read_answer,
  (GDestroyNotify) cosell_json_unref,
  NULL,
  describe,
  cosell_salesforce_explain,
};
