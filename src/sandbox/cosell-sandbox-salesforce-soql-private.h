/* cosell-sandbox-salesforce-soql-private.h: conditions of SOQL; for its two files */
#pragma once

#include "sandbox/cosell-sandbox-salesforce-soql.h"

G_BEGIN_DECLS

typedef enum
{
  SANDBOX_TERM_OR,
  SANDBOX_TERM_AND,
  SANDBOX_TERM_NOT,
  SANDBOX_TERM_COMPARISON,
  SANDBOX_TERM_LIKE,
  SANDBOX_TERM_IN,
  SANDBOX_TERM_NOT_IN,
} SandboxTermKind;

struct _SandboxTerm
{
  SandboxTermKind kind;
  SandboxTerm *left;  /* (owned) (nullable) */
  SandboxTerm *right; /* (owned) (nullable) */
  SandboxPath path;
  char op[3];
  GPtrArray *values; /* (owned) (nullable): literals as text; a NULL element is null */
};

/* term: (nullable) */
void
sandbox_term_free (SandboxTerm *term);

G_END_DECLS
