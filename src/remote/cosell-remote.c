/* cosell-remote.c: the interface to the service, and its answers */
#include "remote/cosell-remote.h"

#include <glib/gi18n-lib.h>

/* P16: bytes of a page's documents that stay read; those of 100 referrals take half of it. */
#define MAX_READ (2 * 1024 * 1024)

G_DEFINE_INTERFACE (CosellRemote, cosell_remote, G_TYPE_OBJECT)

static void
cosell_remote_default_init (CosellRemoteInterface *iface)
{
}

GError *
cosell_remote_cut_error (void)
{
  return cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                                _ ("The service broke off its list: how it goes on cannot be "
                                   "read. What came before was stored, but deals or changes may "
                                   "be missing here. Try again later."));
}

void
cosell_remote_page_free (CosellRemotePage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->referrals, g_ptr_array_unref);
  g_clear_pointer (&self->updated, g_array_unref);
  g_free (self->next);
  g_free (self);
}

static void
element_free (gpointer data)
{
  CosellRemoteElement *self = data;

  g_clear_pointer (&self->document, cosell_json_unref);
  g_free (self->text);
  g_free (self);
}

CosellRemotePage *
cosell_remote_page_new (void)
{
  CosellRemotePage *self = g_new0 (CosellRemotePage, 1);

  self->referrals = g_ptr_array_new_with_free_func (element_free);
  self->updated = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
cosell_remote_page_take (CosellRemotePage *self, CosellJson *json)
{
  CosellRemoteElement *element = g_new0 (CosellRemoteElement, 1);
  gsize size = cosell_json_get_size (json);

  g_ptr_array_add (self->referrals, element);
  if (self->read + size <= MAX_READ)
    {
      self->read += size;
      element->document = json;
      return;
    }
  element->text = g_strdup (cosell_json_get_text (json, NULL));
  cosell_json_unref (json);
}

const char *
cosell_remote_page_get_text (const CosellRemotePage *self, guint index)
{
  const CosellRemoteElement *element;

  g_return_val_if_fail (self != NULL && index < self->referrals->len, NULL);

  element = g_ptr_array_index (self->referrals, index);
  return element->document != NULL ? cosell_json_get_text (element->document, NULL) : element->text;
}

CosellJson *
cosell_remote_page_dup_document (const CosellRemotePage *self, guint index)
{
  const CosellRemoteElement *element;

  g_return_val_if_fail (self != NULL && index < self->referrals->len, NULL);

  element = g_ptr_array_index (self->referrals, index);
  return element->document != NULL ? cosell_json_ref (element->document)
                                   : cosell_json_parse (element->text, -1, NULL);
}

void
cosell_remote_answer_free (CosellRemoteAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->etag);
  g_free (self);
}

void
cosell_remote_list_async (CosellRemote *self,
                          const char *next,
                          const char *engagement_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (COSELL_IS_REMOTE (self));
  COSELL_REMOTE_GET_IFACE (self)->list_async (self, next, engagement_id, cancellable, callback,
                                              user_data);
}

void
cosell_remote_list_all_async (CosellRemote *self,
                              const char *next,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CosellRemoteInterface *iface;

  g_return_if_fail (COSELL_IS_REMOTE (self));

  iface = COSELL_REMOTE_GET_IFACE (self);
  if (iface->list_all_async != NULL)
    iface->list_all_async (self, next, cancellable, callback, user_data);
  else
    g_task_report_error (self, callback, user_data, cosell_remote_list_all_async,
                         cosell_http_error_new (COSELL_HTTP_ERROR_GONE, 0, FALSE,
                                                "There is no list of everything."));
}

CosellRemotePage *
cosell_remote_list_finish (CosellRemote *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (COSELL_IS_REMOTE (self), NULL);
  return COSELL_REMOTE_GET_IFACE (self)->list_finish (self, result, error);
}

void
cosell_remote_get_async (CosellRemote *self,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (COSELL_IS_REMOTE (self));
  g_return_if_fail (id != NULL);
  COSELL_REMOTE_GET_IFACE (self)->get_async (self, id, cancellable, callback, user_data);
}

void
cosell_remote_create_async (CosellRemote *self,
                            const char *body,
                            const char *request_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (COSELL_IS_REMOTE (self));
  g_return_if_fail (body != NULL);
  COSELL_REMOTE_GET_IFACE (self)->create_async (self, body, request_id, cancellable, callback,
                                                user_data);
}

void
cosell_remote_patch_async (CosellRemote *self,
                           const char *id,
                           const char *patch,
                           const char *etag,
                           const char *request_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (COSELL_IS_REMOTE (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (patch != NULL);
  COSELL_REMOTE_GET_IFACE (self)->patch_async (self, id, patch, etag, request_id, cancellable,
                                               callback, user_data);
}

CosellRemoteAnswer *
cosell_remote_answer_finish (CosellRemote *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (COSELL_IS_REMOTE (self), NULL);
  return COSELL_REMOTE_GET_IFACE (self)->answer_finish (self, result, error);
}

void
cosell_remote_extra_async (CosellRemote *self,
                           const char *path,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (COSELL_IS_REMOTE (self));
  g_return_if_fail (path != NULL);
  COSELL_REMOTE_GET_IFACE (self)->extra_async (self, path, cancellable, callback, user_data);
}
