/* cosell-tryton-reader.c: how the answers of Tryton are read */
#include "crm/cosell-tryton-reader.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-json.h"
#include "base/cosell-text.h"

#define SERVICE "Tryton"
#define MAX_BYTES COSELL_JSON_MAX_BYTES
#define MAX_VALUES (4 * 1000 * 1000)
#define MAX_WORDS 1024

static const char *
describe (CosellHttpError code)
{
  if (code == COSELL_HTTP_ERROR_SIGN_IN)
    return _ ("Tryton does not take this user name with this password.");
  if (code == COSELL_HTTP_ERROR_FORBIDDEN)
    return _ ("Tryton does not allow this for your user. You need the groups “Sales”, “Sale "
              "Opportunity” and “Party Administration” there.");
  if (code == COSELL_HTTP_ERROR_GONE)
    return _ ("Tryton does not have this, or no such database.");
  if (code == COSELL_HTTP_ERROR_CONFLICT)
    return _ ("This was changed in Tryton in the meantime.");
  if (code == COSELL_HTTP_ERROR_REJECTED)
    return _ ("Tryton refuses this.");
  if (code == COSELL_HTTP_ERROR_SERVER)
    return _ ("Something went wrong in Tryton.");
  return NULL;
}

/* One of its exceptions, by the name that stands first; anything else is an accident in there,
 * which may have happened after the change was carried out. */
static const struct
{
  const char *name;
  CosellHttpError code;
  guint words; /* place of the words in what follows; the rest says more */
} exceptions[] = {
  { "UserError", COSELL_HTTP_ERROR_REJECTED, 0 },
  { "UserWarning", COSELL_HTTP_ERROR_REJECTED, 1 },
  { "LoginException", COSELL_HTTP_ERROR_SIGN_IN, 1 },
  { "ConcurrencyException", COSELL_HTTP_ERROR_CONFLICT, 0 },
};

/* (transfer full): one line, not too long */
static char *
tidy_words (CosellJsonValue value)
{
  g_autofree char *text = cosell_json_dup_string (value);
  g_autofree char *line = cosell_text_tidy (text, COSELL_TEXT_LINE);

  return g_utf8_strlen (line, -1) > MAX_WORDS ? g_utf8_substring (line, 0, MAX_WORDS)
                                              : g_steal_pointer (&line);
}

/* sentence: what it means. (transfer full) */
static char *
message_of (const char *sentence, const char *words)
{
  g_autofree char *says = NULL;

  if (cosell_text_is_blank (words))
    return g_strdup (sentence);
  says = g_strdup_printf (_ ("It says: %s"), words);
  return g_strdup_printf ("%s %s", sentence, says);
}

static GError *
new_refusal (CosellHttpAnswer *self, CosellJsonValue refusal)
{
  CosellJsonValue name = cosell_json_element (refusal, 0);
  CosellJsonValue detail = cosell_json_element (refusal, 1);
  g_autofree char *words = NULL;
  g_autofree char *message = NULL;
  guint i = 0;

  while (i < G_N_ELEMENTS (exceptions) && !cosell_json_string_equal (name, exceptions[i].name))
    i++;
  if (i == G_N_ELEMENTS (exceptions))
    {
      words = tidy_words (name);
      message = message_of (describe (COSELL_HTTP_ERROR_SERVER), words);
      return cosell_http_answer_error (self, COSELL_HTTP_ERROR_SERVER, TRUE, message);
    }
  words = tidy_words (cosell_json_kind (detail) == COSELL_JSON_ARRAY
                          ? cosell_json_element (detail, exceptions[i].words)
                          : detail);
  message = message_of (describe (exceptions[i].code), words);
  return cosell_http_answer_error (self, exceptions[i].code, FALSE, message);
}

static gpointer
read_result (CosellHttpAnswer *self, GError **error)
{
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (GError) why = NULL;
  CosellJsonValue refusal;

  json = cosell_json_parse_within (cosell_http_answer_get_text (self), (gssize) self->body->len,
                                   MAX_VALUES, &why);
  refusal = cosell_json_member (cosell_json_root (json), "error");
  if (json == NULL)
    g_propagate_error (error, cosell_http_answer_new_content_error (self, why->message));
  else if (cosell_json_is_present (refusal))
    g_propagate_error (error, new_refusal (self, refusal));
  else if (cosell_json_kind (cosell_json_member (cosell_json_root (json), "result")) ==
           COSELL_JSON_NONE)
    g_propagate_error (error,
                       cosell_http_answer_new_content_error (self, _ ("it holds no result")));
  else
    return g_steal_pointer (&json);
  return NULL;
}

const CosellHttpReader cosell_tryton_reader = {
  .service = SERVICE,
  .max_bytes = MAX_BYTES,
  .read = read_result,
  .free_value = (GDestroyNotify) cosell_json_unref,
  .describe = describe,
  .refuses_with_pages = TRUE,
};
