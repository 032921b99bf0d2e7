/* cosell-issue.h: what a rule says against a draft, or warns of (rules C) */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum /* the assistant's pages, in order (rules C) */
{
  COSELL_DRAFT_STEP_CUSTOMER,  /* "customer" */
  COSELL_DRAFT_STEP_DETAILS,   /* "details" */
  COSELL_DRAFT_STEP_TEAM,      /* "team" */
  COSELL_DRAFT_STEP_SOLUTIONS, /* "solutions" */
  COSELL_DRAFT_STEP_HELP,      /* "help" */
  COSELL_DRAFT_STEP_PARTNERS,  /* "partners" */
  COSELL_DRAFT_STEP_REVIEW,    /* "review" */
} CosellDraftStep;
#define COSELL_N_DRAFT_STEPS 7

#define COSELL_TYPE_DRAFT_STEP (cosell_draft_step_get_type ())
GType cosell_draft_step_get_type (void);

typedef enum
{
  COSELL_SEVERITY_ERROR,   /* blocks sending */
  COSELL_SEVERITY_WARNING, /* may be sent all the same */
} CosellSeverity;

typedef struct
{
  CosellDraftStep page;
  const char
      *field;       /* draft member ("closeDate", "customer.contacts", "partners.value") (static) */
  const char *rule; /* "C5" (static) */
  CosellSeverity severity;
  int partner;   /* for "partners.…": which of them; -1 for everything else */
  char *message; /* (owned) a sentence for a person */
} CosellIssue;

void cosell_issue_free (CosellIssue *self); /* self: (nullable) */
/* An empty list of CosellIssue. */
GPtrArray *cosell_issues_new (void);
/* Adds one about no single partner. field and rule are static; message is taken over. */
CosellIssue *cosell_issues_add (GPtrArray *issues, CosellDraftStep page, CosellSeverity severity,
                                const char *field, const char *rule, char *message);

G_END_DECLS
