#include "model/cosell-rule-error.h"

typedef struct
{
  const char *rule; /* static (nullable) */
} CosellRuleErrorPrivate;

static void
cosell_rule_error_private_init (CosellRuleErrorPrivate *private)
{
  private->rule = NULL;
}

static void
cosell_rule_error_private_copy (const CosellRuleErrorPrivate *from, CosellRuleErrorPrivate *to)
{
  to->rule = from->rule;
}

static void
cosell_rule_error_private_clear (CosellRuleErrorPrivate *private)
{
  private->rule = NULL;
}

G_DEFINE_EXTENDED_ERROR (CosellRuleError, cosell_rule_error)

/* (transfer none) (nullable) */
static CosellRuleErrorPrivate *
private_of (const GError *error)
{
  return error != NULL && error->domain == COSELL_RULE_ERROR ? cosell_rule_error_get_private (error)
                                                             : NULL;
}

const char *
cosell_rule_error_get_rule (const GError *error)
{
  const CosellRuleErrorPrivate *private = private_of (error);

  return private != NULL ? private->rule : NULL;
}

gboolean
cosell_rule_error_name (GError **error, const char *rule)
{
  CosellRuleErrorPrivate *private = error != NULL ? private_of (*error) : NULL;

  if (private != NULL && private->rule == NULL && rule != NULL)
  private->rule = rule;
  return FALSE;
}
