#include "cli/cosell-cli-json.h"

void
cosell_cli_json_add (CosellJsonWriter *writer, const char *name, const char *json)
{
  cosell_json_writer_name (writer, name);
  if (json != NULL)
    cosell_json_writer_raw (writer, json, -1);
  else
    cosell_json_writer_null (writer);
}
