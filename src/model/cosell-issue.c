#include "model/cosell-issue.h"

void
cosell_issue_free (CosellIssue *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_free (self);
}

GPtrArray *
cosell_issues_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_issue_free);
}

CosellIssue *
cosell_issues_add (GPtrArray *issues,
                   CosellDraftStep page,
                   CosellSeverity severity,
                   const char *field,
                   const char *rule,
                   char *message)
{
  CosellIssue *issue = g_new0 (CosellIssue, 1);

  g_assert (issues != NULL);
  issue->page = page;
  issue->field = field;
  issue->rule = rule;
  issue->severity = severity;
  issue->partner = -1;
  issue->message = message;
  g_ptr_array_add (issues, issue);
  return issue;
}
