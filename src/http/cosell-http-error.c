/* cosell-http-error.c: what can become of a request */
#include "http/cosell-http-error.h"

typedef struct
{
  gint64 retry_after;
  guint status;
  gboolean unknown;
  gboolean under_way;
} CosellHttpErrorPrivate;

static void
cosell_http_error_private_init (CosellHttpErrorPrivate *priv)
{
  priv->retry_after = 0;
  priv->status = 0;
  priv->unknown = FALSE;
  priv->under_way = FALSE;
}

static void
cosell_http_error_private_copy (const CosellHttpErrorPrivate *from, CosellHttpErrorPrivate *to)
{
  *to = *from;
}

static void
cosell_http_error_private_clear (CosellHttpErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (CosellHttpError, cosell_http_error)

gint64
cosell_http_error_get_retry_after (const GError *error)
{
  if (error == NULL || error->domain != COSELL_HTTP_ERROR)
    return 0;
  return cosell_http_error_get_private (error)->retry_after;
}

guint
cosell_http_error_get_status (const GError *error)
{
  if (error == NULL || error->domain != COSELL_HTTP_ERROR)
    return 0;
  return cosell_http_error_get_private (error)->status;
}

void
cosell_http_error_set_status (GError *error, guint status)
{
  g_return_if_fail (error != NULL && error->domain == COSELL_HTTP_ERROR);

  cosell_http_error_get_private (error)->status = status;
}

gboolean
cosell_http_error_is_unknown_outcome (const GError *error)
{
  if (error == NULL || error->domain != COSELL_HTTP_ERROR)
    return FALSE;
  return cosell_http_error_get_private (error)->unknown;
}

gboolean
cosell_http_error_may_be_under_way (const GError *error)
{
  return cosell_http_error_is_unknown_outcome (error) &&
         (error->code == COSELL_HTTP_ERROR_OFFLINE ||
          cosell_http_error_get_private (error)->under_way);
}

void
cosell_http_error_set_under_way (GError *error)
{
  g_return_if_fail (error != NULL && error->domain == COSELL_HTTP_ERROR);

  cosell_http_error_get_private (error)->under_way = TRUE;
}

GError *
cosell_http_error_new (CosellHttpError code,
                       gint64 retry_after,
                       gboolean unknown,
                       const char *message)
{
  GError *error = NULL;
  CosellHttpErrorPrivate *priv = NULL;

  g_return_val_if_fail (message != NULL, NULL);

  error = g_error_new_literal (COSELL_HTTP_ERROR, code, message);
  priv = cosell_http_error_get_private (error);
  priv->retry_after = MAX (retry_after, 0);
  priv->unknown = unknown;
  return error;
}
