/* cosell-people-private.h: how members of people, customers and solutions are written (private to src/model) */
#pragma once

#include "base/cosell-json-edit.h"
#include "base/cosell-text.h"

G_BEGIN_DECLS

/* name and the text, tidied (C3); nothing for a blank one. */
static inline void
cosell_people_write_tidy (CosellJsonWriter *writer,
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
cosell_people_write_typed (CosellJsonWriter *writer, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    cosell_json_writer_member (writer, name, text);
}

G_END_DECLS
