#include "base/cosell-json-slice.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

void
cosell_json_slicer_init (CosellJsonSlicer *self, const char *text, gsize length)
{
  gsize mark = strlen (BYTE_ORDER_MARK);

  *self = (CosellJsonSlicer){ text, length, 0 };
  if (length >= mark && memcmp (text, BYTE_ORDER_MARK, mark) == 0)
    self->at = mark;
}

static void
skip_space (CosellJsonSlicer *self)
{
  while (self->at < self->length && self->text[self->at] != '\0' &&
         strchr (" \t\r\n", self->text[self->at]) != NULL)
    self->at++;
}

gboolean
cosell_json_slicer_take (CosellJsonSlicer *self, char what)
{
  skip_space (self);
  if (self->at >= self->length || self->text[self->at] != what)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
skip_string (CosellJsonSlicer *self)
{
  const char *end = self->text + self->length;
  const char *at, *quote = NULL;

  if (!cosell_json_slicer_take (self, '"'))
    return FALSE;
  at = self->text + self->at;
  while (at < end)
    {
      const char *escape;

      if (quote == NULL || quote < at)
        quote = memchr (at, '"', (gsize) (end - at));
      if (quote == NULL)
        break;
      escape = memchr (at, '\\', (gsize) (quote - at));
      if (escape == NULL)
        {
          self->at = (gsize) (quote + 1 - self->text);
          return TRUE;
        }
      at = escape + 2;
    }
  self->at = self->length;
  return FALSE;
}

gboolean
cosell_json_slicer_take_name (CosellJsonSlicer *self, CosellJsonSlice *name)
{
  gsize begin = 0;

  skip_space (self);
  begin = self->at;
  if (!skip_string (self))
    return FALSE;
  *name = (CosellJsonSlice){ self->text + begin, self->at - begin };
  return cosell_json_slicer_take (self, ':');
}

gboolean
cosell_json_slicer_take_value (CosellJsonSlicer *self, CosellJsonSlice *value)
{
  gsize begin = 0;
  guint depth = 0;

  skip_space (self);
  begin = self->at;
  while (self->at < self->length)
    {
      char c = self->text[self->at];

      if (c == '"')
        {
          if (!skip_string (self))
            return FALSE;
          continue;
        }
      if (depth == 0 && (c == ',' || c == ']' || c == '}'))
        {
          *value = (CosellJsonSlice){ self->text + begin, self->at - begin };
          return TRUE;
        }
      if (c == '{' || c == '[')
        depth++;
      else if (c == '}' || c == ']')
        depth--;
      self->at++;
    }
  return FALSE;
}

gboolean
cosell_json_slice_equal (const CosellJsonSlice *slice, const char *text)
{
  return slice->length == strlen (text) && memcmp (slice->text, text, slice->length) == 0;
}
