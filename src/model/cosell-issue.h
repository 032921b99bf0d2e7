/* cosell-issue.h: what a rule says against a draft, or warns of (rules C) */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum /* the assistant's pages, in order (rules C) */
{
  COSELL_PAGE_CUSTOMER,  /* "customer" */
  COSELL_PAGE_DETAILS,   /* "details" */
  COSELL_PAGE_TEAM,      /* "team" */
  COSELL_PAGE_SOLUTIONS, /* "solutions" */
  COSELL_PAGE_HELP,      /* "help" */
  COSELL_PAGE_PARTNERS,  /* "partners" */
  COSELL_PAGE_REVIEW,    /* "review" */
} CosellPage;
#define COSELL_N_PAGES 7

#define COSELL_TYPE_PAGE (cosell_page_get_type ())
GType cosell_page_get_type (void);

typedef enum
{
  COSELL_SEVERITY_ERROR,   /* blocks sending */
  COSELL_SEVERITY_WARNING, /* may be sent all the same */
} CosellSeverity;

typedef struct
{
  CosellPage page;
  const char
      *field;       /* draft member ("closeDate", "customer.contacts", "partners.value") (static) */
  const char *rule; /* "C5" (static) */
  CosellSeverity severity;
  int partner;   /* for "partners.…": which of them; -1 for everything else */
  char *message; /* (owned) a sentence for a person */
} CosellIssue;

void cosell_issue_free (CosellIssue *self);
/* An empty list of CosellIssue. */
GPtrArray *cosell_issues_new (void);
/* Adds one about no single partner. field and rule are static; message is taken over. */
CosellIssue *cosell_issues_add (GPtrArray *issues, CosellPage page, CosellSeverity severity,
                                const char *field, const char *rule, char *message);

G_END_DECLS
