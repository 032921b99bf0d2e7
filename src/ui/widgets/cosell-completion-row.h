/* cosell-completion-row.h: an entry row that suggests while one types
 *
 * Down or the arrow opens the suggestions, Enter takes the marked one, Escape closes them; the text
 * stays free. Property "value" (string, never NULL) is what the text means to the program (the code
 * of a country for its name); without a source it is the text. Signal "picked"
 * (CosellCompletion *).
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct
{
  char *value;    /* (owned): becomes the row's value */
  char *title;    /* (owned) */
  char *subtitle; /* (owned) (nullable) */
  GObject *item;  /* (owned) (nullable): for who handles "picked" */
  gboolean refused; /* listed for the reason that the subtitle gives, and cannot be chosen */
} CosellCompletion;

/* All is copied, item referenced; subtitle, item: (nullable). Returns: (transfer full) */
CosellCompletion *
cosell_completion_new (const char *value, const char *title, const char *subtitle, gpointer item);
void
cosell_completion_free (CosellCompletion *self); /* self: (nullable) */

typedef struct
{
  /* Returns: (transfer full) of CosellCompletion. text: what was typed, "" = everything */
  GPtrArray *(*query) (const char *text, gpointer data);
  /* What a text means. NULL: itself. Returns: (transfer full) */
  char *(*resolve) (const char *text, gpointer data);
  /* How a value is written. NULL: as it is. Returns: (transfer full) */
  char *(*display) (const char *value, gpointer data);
  gboolean mark_first; /* Enter takes the first suggestion, without Down */
  guint min_letters;   /* no suggestions below that */
} CosellCompletionSource;

#define COSELL_TYPE_COMPLETION_ROW (cosell_completion_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellCompletionRow, cosell_completion_row, COSELL, COMPLETION_ROW,
                      AdwEntryRow)

/* source is static; data outlives the row. */
void
cosell_completion_row_set_source (CosellCompletionRow *self,
                                  const CosellCompletionSource *source,
                                  gpointer data);
/* What the text means: "resolve" of the source. (transfer none) until the text changes; "" for
 * nothing */
const char *
cosell_completion_row_get_value (CosellCompletionRow *self);
/* Writes a value as "display" of the source does it; no suggestions open. value: NULL is "" */
void
cosell_completion_row_set_value (CosellCompletionRow *self, const char *value);
/* Whether there is anything to choose from without typing; set_source assumes it. */
void
cosell_completion_row_set_has_choices (CosellCompletionRow *self, gboolean has_choices);
/* Number of suggestions on screen, 0 when they are closed. */
guint
cosell_completion_row_get_n_shown (CosellCompletionRow *self);
/* Closes the suggestions; what was typed stays. */
void
cosell_completion_row_close (CosellCompletionRow *self);

G_END_DECLS
