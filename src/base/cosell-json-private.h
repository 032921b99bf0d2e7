/* cosell-json-private.h: the node tape that reader, parser and editor share */
#pragma once

#include <string.h>

#include "base/cosell-json.h"

G_BEGIN_DECLS

/* One value or member name. A container's nodes follow it in document order; an object's children
 * are name (a STRING node) and value in turn. */
typedef struct
{
  guint32 start; /* bytes of the value's own text, quotes and brackets included */
  guint32 end;
  guint32 next;       /* the first node behind this one and all that is in it */
  guint32 count : 27; /* elements or members */
  guint32 kind : 4;
  guint32 escaped : 1; /* a string with a backslash in it */
} CosellJsonNode;

struct _CosellJson
{
  gatomicrefcount ref_count;
  gsize serial; /* no other document has it, alive or dead */
  char *text; /* (owned), a NUL behind it */
  gsize length;
  CosellJsonNode *nodes; /* (owned) */
  guint n_nodes;
};

/* Bytes at the start of text that stand in a string as they are: up to a quote, an escape or a control
 * character. Nearly all of nearly every string. length: that many bytes may be read at once; a NUL
 * stands behind them. */
static inline gsize
cosell_json_plain_length (const char *text, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const guchar *p = (const guchar *) text;
  guint64 word, quotes, escapes;

  /* a word at a time: exact up to the first byte that is none, whatever is found behind it */
  for (; length - (gsize) (p - (const guchar *) text) >= sizeof word; p += sizeof word)
    {
      memcpy (&word, p, sizeof word);
      quotes = word ^ (ones * '"');
      escapes = word ^ (ones * '\\');
      if (((((quotes - ones) & ~quotes) | ((escapes - ones) & ~escapes) |
            ((word - ones * 0x20) & ~word)) & (ones << 7)) != 0)
        break;
    }
  while (*p >= 0x20 && *p != '"' && *p != '\\')
    p++;
  return (gsize) (p - (const guchar *) text);
}

/* NULL for "nothing" */
const CosellJsonNode *cosell_json_get_node (CosellJsonValue value);
/* Checks text (valid UTF-8 without a NUL, NUL-terminated) of length bytes. max_nodes: more are an error;
 * n_nodes: (out). Returns: (transfer full) (nullable): the tape */
CosellJsonNode *cosell_json_scan (const char *text, gsize length, guint max_nodes, guint *n_nodes,
                                  GError **error);
/* The text of a string node. exact: distinct strings stay distinct (lone surrogates, \u0000), but
 * the result need not be valid UTF-8. Returns: (transfer full) */
char *cosell_json_decode_string (const CosellJson *doc, const CosellJsonNode *node, gboolean exact);
/* Whether a string node says text, of length bytes */
gboolean cosell_json_string_node_equal (const CosellJson *doc, const CosellJsonNode *node,
                                        const char *text, gsize length);
/* Takes the next step of an RFC 6901 pointer; *at stands on its slash and is moved behind it.
 * Returns: (transfer full) (nullable): the step, unescaped; NULL if it is malformed */
char *cosell_json_pointer_step (const char **at);
/* The array index that a step names: digits without a leading zero */
gboolean cosell_json_step_index (const char *step, guint *index);

G_END_DECLS
