/* cosell-store-document.c: members of documents, and what of a body goes out */
#include "model/cosell-change.h"
#include "model/cosell-member-place.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"
#include "store/cosell-store-private.h"

char *
cosell_store_value_at (CosellJsonValue root, const char *path)
{
  CosellJsonValue value = cosell_member_place_value (root, path);

  return cosell_json_is_present (value) ? cosell_json_dup_raw (value) : NULL;
}

char *
cosell_store_text_with (const char *text, const char *path, const char *value, GError **error)
{
  return cosell_member_place_set (text, path, value, error);
}

gboolean
cosell_store_is_assessment (const char *text)
{
  g_autoptr (CosellJson) doc = text != NULL ? cosell_json_parse (text, -1, NULL) : NULL;

  return doc != NULL && cosell_referral_has_assessment (cosell_json_root (doc));
}

static char *
drop_member (char *text, const char *path)
{
  char *without =
      strstr (text, path + 1) != NULL ? cosell_store_text_with (text, path, NULL, NULL) : NULL;

  if (without == NULL)
    return text;
  g_free (text);
  return without;
}

char *
cosell_store_body_to_send (char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  text = drop_member (text, COSELL_PATH_LOCAL_NAME);
  text = drop_member (text, COSELL_PATH_FAVORITE);
  return cosell_store_is_assessment (text) ? drop_member (text, COSELL_PATH_STAGE) : text;
}
