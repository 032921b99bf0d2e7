/* cosell-unsaved-form.h: what a person typed into a form of a deal, as it is kept until it is saved
 *
 * A form is a list of fields, each a text by its name: what it began with (base) and what it holds
 * now (value). Kept is what differs, together with the words to read it without the form: the deal
 * may be closed or gone when it is read again. Pure; any thread.
 */
#pragma once

#include "base/cosell-json-edit.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;  /* (owned) */
  char *label; /* (owned) as a person knows it */
  char *base;  /* (owned) */
  char *value; /* (owned) */
  char *words; /* (owned) (nullable) the value to read, where it is no text itself */
} CosellFormField;

typedef struct
{
  gint64 id;
  gint64 deal;       /* local id; 0: there is no such deal any more */
  char *form;        /* (owned) name of the form */
  char *title;       /* (owned) of the form */
  char *deal_name;   /* (owned) when it was typed */
  gint64 at;         /* µs UTC */
  GPtrArray *fields; /* (owned) of CosellFormField */
} CosellUnsavedForm;

/* title, deal_name: (nullable) */
CosellUnsavedForm *
cosell_unsaved_form_new (const char *form, const char *title, const char *deal_name);
void
cosell_unsaved_form_free (CosellUnsavedForm *self); /* self: (nullable) */
/* NULL counts as empty; words: (nullable). */
void
cosell_unsaved_form_add (CosellUnsavedForm *self,
                         const char *name,
                         const char *label,
                         const char *base,
                         const char *value,
                         const char *words);
/* (transfer none) (nullable) */
const CosellFormField *
cosell_unsaved_form_find (const CosellUnsavedForm *self, const char *name);
/* Sets *value to that of a field, when it has it. Returns: whether it has */
gboolean
cosell_unsaved_form_get (const CosellUnsavedForm *self, const char *name, const char **value);
/* Whether a field holds something else than it began with; white space around is nothing. */
gboolean
cosell_unsaved_form_is_changed (const CosellUnsavedForm *self);
/* Whether a field of both began with something else: the deal was changed meanwhile. */
gboolean
cosell_unsaved_form_has_other_base (const CosellUnsavedForm *self, const CosellUnsavedForm *other);
/* Gives each field the value that it began with. */
void
cosell_unsaved_form_reset (CosellUnsavedForm *self);

/* What differs. */
char *
cosell_unsaved_form_to_json (const CosellUnsavedForm *self);
/* Elements that are no unsaved form are left out: reading what is kept must not fail for one of
 * them. json: of cosell_store_unsaved_get. Returns: (transfer full) of CosellUnsavedForm */
GPtrArray *
cosell_unsaved_forms_from_json (const char *json);

/* All that was typed, as text to read and copy: "Deal name: …", a line each. */
char *
cosell_unsaved_form_describe (const CosellUnsavedForm *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellUnsavedForm, cosell_unsaved_form_free)

G_END_DECLS
