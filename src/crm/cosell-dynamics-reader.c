/* cosell-dynamics-reader.c: how the answers of Dynamics 365 are read */
#include "crm/cosell-dynamics-reader.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-json.h"

#define SERVICE "Dynamics 365"
#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_VALUES (2 * 1000 * 1000)

static gpointer
read_object (CosellHttpAnswer *self, GError **error)
{
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (GError) why = NULL;

  if (self->is_change && (self->status == 204 || self->body->len == 0))
    return cosell_json_parse ("null", -1, error);
  if (self->body->len == 0)
    {
      g_propagate_error (error, cosell_http_answer_new_content_error (self, _ ("it is empty")));
      return NULL;
    }
  json = cosell_json_parse_within (cosell_http_answer_get_text (self), (gssize) self->body->len,
                                   MAX_VALUES, &why);
  if (json == NULL)
    g_propagate_error (error, cosell_http_answer_new_content_error (self, why->message));
  else if (cosell_json_kind (cosell_json_root (json)) != COSELL_JSON_OBJECT)
    g_propagate_error (error,
                       cosell_http_answer_new_content_error (self, _ ("it holds no object")));
  else
    return g_steal_pointer (&json);
  return NULL;
}

static const char *
describe (CosellHttpError code)
{
  if (code == COSELL_HTTP_ERROR_FORBIDDEN)
    return _ ("Dynamics 365 does not allow this for your account. You need a security role there, "
              "and the app registration the permission “Access Dynamics 365 as organization users” "
              "with consent.");
  if (code == COSELL_HTTP_ERROR_GONE)
    return _ ("Dynamics 365 does not have this any more, or does not show it to you.");
  if (code == COSELL_HTTP_ERROR_CONFLICT)
    return _ ("This was changed in Dynamics 365 in the meantime.");
  return NULL;
}

const CosellHttpReader cosell_dynamics_reader = {
  SERVICE, MAX_BYTES, read_object, (GDestroyNotify) cosell_json_unref, NULL, describe,
};
