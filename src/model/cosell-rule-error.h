/* cosell-rule-error.h: what a rule or the syntax refuses */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COSELL_RULE_ERROR (cosell_rule_error_quark ())
GQuark cosell_rule_error_quark (void);

typedef enum
{
  COSELL_RULE_ERROR_SYNTAX,  /* cannot be read: exit code 1 */
  COSELL_RULE_ERROR_REFUSED, /* a rule says no; the message begins with why: exit code 2 */
  COSELL_RULE_ERROR_UNKNOWN, /* no such deal, entry or key: exit code 1 */
} CosellRuleError;

/* The rule that an error is of: "D10, B6". (transfer none) (nullable): none, or not known */
const char *cosell_rule_error_get_rule (const GError *error);
/* Says which rule an error (nullable) is of that was set just now; one that says so already stays as it
 * is, and so does one of another domain. rule: static (nullable). Returns:
 * FALSE */
gboolean cosell_rule_error_name (GError **error, const char *rule);

G_END_DECLS
