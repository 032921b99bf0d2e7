/* cosell-registration-private.h: what the files of the registration share */
#pragma once

#include "model/cosell-registration.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_REGISTRATION_KIND_TEXT,
  COSELL_REGISTRATION_KIND_NUMBER, /* goes as a JSON number, with the digits as typed */
  COSELL_REGISTRATION_KIND_DATE,   /* goes as midnight UTC */
  COSELL_REGISTRATION_KIND_BOOL,
  COSELL_REGISTRATION_KIND_CHOICE,
} CosellRegistrationKind;

/* One row for each CosellRegistrationField. */
typedef struct
{
  const char *pointer; /* in the value object */
  const char *member;  /* the same for a person who writes the file */
  CosellRegistrationKind kind;
  const char *label; /* msgid */
  gboolean local;    /* E10 */
  gboolean editable; /* contract 6.5: among the paths that can be changed afterwards */
} CosellRegistrationRow;

extern const CosellRegistrationRow cosell_registration_rows[COSELL_REGISTRATION_N_FIELDS];

/* The text of a field in a JSON value; NULL for what is absent or none. (transfer full) */
char *cosell_registration_read (CosellJsonValue value, CosellRegistrationField field);
/* A field's text as JSON; "null" for NULL. (transfer full) */
char *cosell_registration_write (CosellRegistrationField field, const char *text);
/* Both texts mean the same: 1 and 1.00, a date and its midnight. */
gboolean cosell_registration_same (CosellRegistrationField field, const char *a, const char *b);
GDate *cosell_registration_date (const CosellRegistration *self, CosellRegistrationField field,
                                 GDate *date); /* (nullable): date, or NULL for none */

G_END_DECLS
