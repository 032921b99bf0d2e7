/* cosell-remote-reader.c: how the answers of Partner Center are read */
#include "remote/cosell-remote-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/cosell-oversized.h"
#include "remote/cosell-odata.h"
#include "remote/cosell-remote-refusal.h"

#define SERVICE "Partner Center"
#define MAX_EXTRA (8 * 1024 * 1024) /* a catalog, or who the user is */

static gpointer
read_body (CosellHttpAnswer *self, gboolean extra, GError **error)
{
  const char *text = cosell_http_answer_get_text (self);
  g_autoptr (CosellRemoteAnswer) answer = g_new0 (CosellRemoteAnswer, 1);
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (GError) why = NULL;
  CosellJsonKind kind = COSELL_JSON_NONE;

  answer->etag = g_strdup (self->etag);
  if (self->is_change && (self->status == 204 || self->body->len == 0))
    return g_steal_pointer (&answer);

  json = cosell_oversized_parse (text, self->body->len, &why);
  if (!extra && g_error_matches (why, COSELL_JSON_ERROR, COSELL_JSON_ERROR_SIZE))
    answer->text = cosell_oversized_stand_in (text, self->body->len);
  if (answer->text != NULL)
    return g_steal_pointer (&answer);
  kind = cosell_json_kind (cosell_json_root (json));
  if (self->body->len == 0)
    g_propagate_error (error, cosell_http_answer_new_content_error (self, _ ("it is empty")));
  else if (json == NULL)
    g_propagate_error (error, cosell_http_answer_new_content_error (self, why->message));
  else if (kind != COSELL_JSON_OBJECT && (!extra || kind != COSELL_JSON_ARRAY))
    g_propagate_error (error,
                       cosell_http_answer_new_content_error (self, _ ("it holds no object")));
  else
    {
      answer->text = g_strndup (text, self->body->len);
      return g_steal_pointer (&answer);
    }
  return NULL;
}

static gpointer
read_answer (CosellHttpAnswer *self, GError **error)
{
  return read_body (self, FALSE, error);
}

static gpointer
read_extra (CosellHttpAnswer *self, GError **error)
{
  return read_body (self, TRUE, error);
}

/* What waits to be stored does not keep what it was read from. */
static gpointer
read_page (CosellHttpAnswer *self, GError **error)
{
  CosellRemotePage *page;

  if (cosell_http_answer_is_web_page (self))
    {
      g_propagate_error (error, cosell_http_answer_new_content_error (self, ""));
      return NULL;
    }
  page = cosell_odata_read_page (cosell_http_answer_get_text (self), self->body->len, self->query,
                                 error);
  cosell_http_answer_drop_body (self);
  return page;
}

static const char *
describe (CosellHttpError code)
{
  if (code == COSELL_HTTP_ERROR_GONE)
    return _ ("The service does not have this referral any more, or does not show it to you.");
  if (code == COSELL_HTTP_ERROR_CONFLICT)
    return _ ("The referral was changed on the service in the meantime.");
  return NULL;
}

const CosellHttpReader cosell_remote_reader_page = {
  SERVICE,
  COSELL_JSON_MAX_BYTES,
  read_page,
  (GDestroyNotify) cosell_remote_page_free,
  cosell_remote_refusal,
  describe,
};

const CosellHttpReader cosell_remote_reader_answer = {
  SERVICE,
  COSELL_JSON_MAX_BYTES,
  read_answer,
  (GDestroyNotify) cosell_remote_answer_free,
  cosell_remote_refusal,
  describe,
};

const CosellHttpReader cosell_remote_reader_extra = {
  SERVICE,
  MAX_EXTRA,
  read_extra,
  (GDestroyNotify) cosell_remote_answer_free,
  cosell_remote_refusal,
  describe,
};
