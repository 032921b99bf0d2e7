/* json-bytes.h: JSON that comes as bytes, with no NUL behind them */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

/* As cosell_json_parse */
static inline CosellJson *
json_parse_bytes (GBytes *bytes, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return cosell_json_parse (text != NULL ? text : "", (gssize) length, error);
}

G_END_DECLS
