/* model-test.h: short hands that the tests of src/model share */
#pragma once

#include "base/cosell-json.h"
#include "support/json-text.h"

/* A text in which ' stands for ", parsed; it must be valid. */
static inline CosellJson *
model_test_parse (const char *text)
{
  const char *quoted = json_text (text);
  g_autoptr (GError) error = NULL;
  CosellJson *json = cosell_json_parse (quoted, -1, &error);

  if (error != NULL)
    g_error ("%s in %s", error->message, quoted);
  return json;
}
