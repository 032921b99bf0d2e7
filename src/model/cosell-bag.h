/* cosell-bag.h: short hands of the property bags (private to src/model) */
#pragma once

#include <gio/gio.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-text.h"

G_BEGIN_DECLS

/* Replaces *place by a copy of text ("" for NULL). Returns whether that made a difference. */
static inline gboolean
cosell_bag_set_text (char **place, const char *text)
{
  if (text == NULL)
    text = "";
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

/* Whether nothing that people see was typed. */
static inline gboolean
cosell_bag_is_blank (const char *text)
{
  return cosell_text_is_blank (text);
}

/* name and the text, tidied (C3); nothing for a blank one. */
static inline void
cosell_bag_write_tidy (CosellJsonWriter *writer,
                       const char *name,
                       const char *text,
                       CosellTextKind kind)
{
  g_autofree char *tidy = cosell_text_tidy (text, kind);

  if (*tidy != '\0')
    cosell_json_writer_member (writer, name, tidy);
}

/* name and the text as typed; nothing for an empty one. */
static inline void
cosell_bag_write_typed (CosellJsonWriter *writer, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    cosell_json_writer_member (writer, name, text);
}

G_END_DECLS
