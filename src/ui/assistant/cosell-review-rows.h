/* cosell-review-rows.h: a body that will be sent, as rows that a person reads (C17)
 *
 * Made from the body alone, so that what is shown is what goes out: a member that this file has no
 * words for is shown by its own name. Pure.
 */
#pragma once

#include <glib.h>

#include "model/cosell-member.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_REVIEW_PRIVATE, /* Microsoft sellers may not see this body */
  COSELL_REVIEW_SHARED,  /* they may, or get it */
  COSELL_REVIEW_ASSESSMENT, /* as a private one, and its solution is fixed (A6) */
  COSELL_REVIEW_PARTNER,    /* an invitation: the inviter cannot change it any more (C14) */
} CosellReviewKind;

typedef struct
{
  char *path;  /* (owned): of the member, "-" for an index */
  char *label; /* (owned) */
  char *value; /* (owned): "–" for an empty one */
  CosellFreeze freeze;
  gboolean starts_section; /* a new subject begins here: the customer, the team … */
} CosellReviewRow;

/* The client makes the engagement id when the deal is created; in a review it is this one. */
#define COSELL_REVIEW_ENGAGEMENT "00000000-0000-0000-0000-000000000000"

void
cosell_review_row_free (CosellReviewRow *self); /* self: (nullable) */
/* One row for each member, in the order of the body.
 * Returns: (transfer full) of CosellReviewRow; empty for what is no JSON */
GPtrArray *
cosell_review_rows (const char *body, CosellReviewKind kind);

G_END_DECLS
