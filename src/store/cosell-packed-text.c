#include "store/cosell-packed-text.h"

#include <string.h>
#include <zstd.h>

#include "base/cosell-text.h"
#include "cosell-store-resources.h"

#define RESOURCE "/io/github/cosell/Cosell/store/dictionaries/1.txt"
#define NUMBER 1
/* A document of 3 kB takes 11 µs and 0.22 of its bytes; -1: 7 µs and 0.26, 3: 12 µs and 0.22,
 * 9: 35 µs and 0.19. Unpacking takes 3 µs whichever it was. */
#define LEVEL 1
/* Shorter ones are not worth it. */
#define SHORTEST 64 /* bytes */

/* Made once, and never freed. */
typedef struct
{
  GBytes *text;
  ZSTD_CDict *packs;
  ZSTD_DDict *unpacks;
} Dictionary;

static gpointer
load_dictionary (gpointer unused)
{
  Dictionary *self = g_new0 (Dictionary, 1);
  gconstpointer text;
  gsize length;

  self->text = g_resource_lookup_data (cosell_store_get_resource (), RESOURCE,
                                       G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (self->text != NULL);
  text = g_bytes_get_data (self->text, &length);
  self->packs = ZSTD_createCDict (text, length, LEVEL);
  self->unpacks = ZSTD_createDDict (text, length);
  g_assert (self->packs != NULL && self->unpacks != NULL);
  return self;
}

static const Dictionary *
get_dictionary (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_dictionary, NULL);
}

/* What a thread works with. */
typedef struct
{
  ZSTD_CCtx *packs;
  ZSTD_DCtx *unpacks;
} Tools;

static void
tools_free (gpointer data)
{
  Tools *self = data;

  ZSTD_freeCCtx (self->packs);
  ZSTD_freeDCtx (self->unpacks);
  g_free (self);
}

static Tools *
get_tools (void)
{
  static GPrivate of_thread = G_PRIVATE_INIT (tools_free);
  Tools *self = g_private_get (&of_thread);

  if (self != NULL)
    return self;
  self = g_new0 (Tools, 1);
  self->packs = ZSTD_createCCtx ();
  self->unpacks = ZSTD_createDCtx ();
  g_assert (self->packs != NULL && self->unpacks != NULL);
  ZSTD_CCtx_setParameter (self->packs, ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_refCDict (self->packs, get_dictionary ()->packs);
  ZSTD_DCtx_refDDict (self->unpacks, get_dictionary ()->unpacks);
  g_private_set (&of_thread, self);
  return self;
}

GBytes *
cosell_packed_text_new (const char *text, gsize length)
{
  g_autofree guint8 *packed = NULL;
  gsize room, used;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < SHORTEST || length > COSELL_PACKED_TEXT_LIMIT)
    return NULL;
  room = ZSTD_compressBound (length);
  packed = g_malloc (1 + room);
  packed[0] = NUMBER;
  used = ZSTD_compress2 (get_tools ()->packs, packed + 1, room, text, length);
  if (ZSTD_isError (used) || used + 1 >= length)
    return NULL;
  return g_bytes_new (packed, used + 1);
}

char *
cosell_packed_text_unpack (gconstpointer bytes, gsize length, gsize *text_length)
{
  const guint8 *packed = bytes;
  g_autofree char *text = NULL;
  unsigned long long size;
  gsize used;

  g_return_val_if_fail (text_length != NULL, NULL);

  *text_length = 0;
  if (length < 2 || packed[0] != NUMBER)
    return NULL;
  size = ZSTD_getFrameContentSize (packed + 1, length - 1);
  /* also what it says when it does not know */
  if (size > COSELL_PACKED_TEXT_LIMIT)
    return NULL;
  text = g_malloc ((gsize) size + 1);
  used = ZSTD_decompressDCtx (get_tools ()->unpacks, text, (gsize) size, packed + 1, length - 1);
  if (used != size || !cosell_text_is_utf8 (text, used, NULL))
    return NULL;
  text[used] = '\0';
  *text_length = used;
  return g_steal_pointer (&text);
}

/* strict: damaged ones are an error, else NULL */
static void
give_text (sqlite3_context *context, sqlite3_value *value, gboolean strict)
{
  char *text;
  gsize length;

  if (sqlite3_value_type (value) != SQLITE_BLOB)
    {
      sqlite3_result_value (context, value);
      return;
    }
  text = cosell_packed_text_unpack (sqlite3_value_blob (value), (gsize) sqlite3_value_bytes (value),
                                    &length);
  if (text != NULL)
    sqlite3_result_text64 (context, text, length, g_free, SQLITE_UTF8);
  else if (strict)
    sqlite3_result_error_code (context, SQLITE_CORRUPT);
}

static void
text_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  give_text (context, values[0], TRUE);
}

static void
text_or_null_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  give_text (context, values[0], FALSE);
}

static void
packed_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = sqlite3_value_type (values[0]) == SQLITE_TEXT
                         ? (const char *) sqlite3_value_text (values[0])
                         : NULL;
  g_autoptr (GBytes) packed =
      text != NULL ? cosell_packed_text_new (text, (gsize) sqlite3_value_bytes (values[0])) : NULL;

  if (packed != NULL)
    sqlite3_result_blob64 (context, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed),
                           SQLITE_TRANSIENT);
  else
    sqlite3_result_value (context, values[0]);
}

int
cosell_packed_text_add_functions (sqlite3 *db)
{
  static const struct
  {
    const char *name;
    void (*func) (sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
    { "cosell_text", text_func },
    { "cosell_text_or_null", text_or_null_func },
    { "cosell_packed", packed_func },
  };
  int code = SQLITE_OK;

  for (guint i = 0; code == SQLITE_OK && i < G_N_ELEMENTS (functions); i++)
    code = sqlite3_create_function_v2 (db, functions[i].name, 1,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                       functions[i].func, NULL, NULL, NULL);
  return code;
}
