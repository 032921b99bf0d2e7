/* model-test.h: short hands that the tests of src/model share */
#pragma once

#include "base/cosell-json.h"

/* A JSON text in which ' stands for ". */
static inline char *
model_test_quote (const char *text)
{
  char *quoted = g_strdup (text);

  return g_strdelimit (quoted, "'", '"');
}

/* Such a text, parsed; it must be valid. */
static inline CosellJson *
model_test_parse (const char *text)
{
  g_autofree char *quoted = model_test_quote (text);
  g_autoptr (GError) error = NULL;
  CosellJson *json = cosell_json_parse (quoted, -1, &error);

  if (error != NULL)
    g_error ("%s in %s", error->message, quoted);
  return json;
}
