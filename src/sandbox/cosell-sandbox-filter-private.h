/* cosell-sandbox-filter-private.h: the tree of a $filter, for the one who reads and the one who
 * asks */
#pragma once

#include "sandbox/cosell-sandbox-filter.h"
#include "sandbox/cosell-sandbox-schema.h"

G_BEGIN_DECLS

typedef enum
{
  NODE_OR,
  NODE_AND,
  NODE_NOT,
  NODE_COMPARE,
  NODE_ANY,
  NODE_ALL,
} SandboxNodeKind;

typedef enum
{
  OP_EQ,
  OP_NE,
  OP_GT,
  OP_GE,
  OP_LT,
  OP_LE,
} SandboxOperator;

typedef enum
{
  LITERAL_NULL,
  LITERAL_BOOL,
  LITERAL_NUMBER,
  LITERAL_TEXT, /* in quotes */
  LITERAL_WORD, /* GUID or instant without quotes */
} SandboxLiteral;

struct _SandboxFilter
{
  SandboxNodeKind kind;
  SandboxFilter *left;  /* (owned) (nullable) */
  SandboxFilter *right; /* (owned) (nullable) */
  SandboxOperator op;
  char **path; /* (owned): canonical names, below the referral or the lambda's variable */
  gboolean in_lambda;
  SandboxKind value_kind;
  SandboxLiteral literal;
  char *text; /* (owned) */
  double number;
  gint64 instant;
};

G_END_DECLS
