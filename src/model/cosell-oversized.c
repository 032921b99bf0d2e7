/* cosell-oversized.c: a referral that is too large to be kept, and what stands for it */
#include "model/cosell-oversized.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-json-slice.h"
#include "base/cosell-text-show.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"

#define MARK "@cosell.tooLarge"
#define BEGINNING "{\"" MARK "\":" /* of every one that is made here */
#define MAX_MEMBER (16 * 1024)
#define MAX_STAND_IN (256 * 1024)

CosellJson *
cosell_oversized_parse (const char *text, gsize length, GError **error)
{
  if (length > COSELL_REFERRAL_MAX_BYTES)
    {
      g_set_error_literal (error, COSELL_JSON_ERROR, COSELL_JSON_ERROR_SIZE, "too many bytes");
      return NULL;
    }
  return cosell_json_parse_within (text, length, COSELL_REFERRAL_MAX_VALUES, error);
}

/* A member goes along when it is small and sound by itself. */
static void
keep_member (GString *stand_in, const CosellJsonSlice *name, const CosellJsonSlice *value)
{
  g_autofree char *member = NULL;
  g_autoptr (CosellJson) sound = NULL;

  if (name->length + value->length > MAX_MEMBER || stand_in->len > MAX_STAND_IN)
    return;
  member = g_strdup_printf ("{%.*s:%.*s}", (int) name->length, name->text, (int) value->length,
                            value->text);
  sound = cosell_json_parse (member, -1, NULL);
  if (sound != NULL && cosell_json_length (cosell_json_root (sound)) == 1)
    g_string_append_printf (stand_in, ",%.*s", (int) (strlen (member) - 2), member + 1);
}

char *
cosell_oversized_stand_in (const char *text, gsize length)
{
  g_autoptr (GString) stand_in = g_string_new (NULL);
  g_autoptr (CosellJson) json = NULL;
  g_auto (CosellReferralHead) head = { NULL };
  CosellJsonSlicer slicer;
  CosellJsonSlice name, value;

  g_string_append_printf (stand_in, BEGINNING "%" G_GSIZE_FORMAT, length);
  cosell_json_slicer_init (&slicer, text, length);
  if (!cosell_json_slicer_take (&slicer, '{'))
    return NULL;
  do
    {
      if (!cosell_json_slicer_take_name (&slicer, &name) ||
          !cosell_json_slicer_take_value (&slicer, &value))
        break;
      keep_member (stand_in, &name, &value);
    }
  while (cosell_json_slicer_take (&slicer, ','));
  g_string_append_c (stand_in, '}');
  json = cosell_json_parse (stand_in->str, -1, NULL);
  cosell_referral_read_head (cosell_json_root (json), &head);
  return head.remote_id != NULL ? g_strdup (stand_in->str) : NULL;
}

gint64
cosell_oversized_get_bytes (CosellJsonValue referral)
{
  return MAX (cosell_json_get_int (cosell_json_member (referral, MARK), 0), 0);
}

gboolean
cosell_oversized_is_stand_in (const char *text)
{
  return text != NULL && g_str_has_prefix (text, BEGINNING);
}

char *
cosell_oversized_name (CosellJsonValue referral)
{
  g_autofree char *name = cosell_referral_read_display (referral, "name");
  g_autofree char *id = cosell_referral_read_id (referral, "id");

  /* Translators: in place of a deal's name; %s is that name, or an ID */
  return cosell_text_format (_ ("Too large to be shown: %s"), name != NULL ? name : id);
}

char *
cosell_oversized_reason (void)
{
  g_autofree char *size = g_format_size_full (COSELL_REFERRAL_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);

  return g_strdup_printf (
      _ ("This deal is larger than Cosell reads (%s), so most of it is not here "
         "and it cannot be changed here. Change it in Partner Center."),
      size);
}
