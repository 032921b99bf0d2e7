/* cosell-referral-row.h: a row of the referral table, by itself; private to the store; any thread */
#pragma once

#include "model/cosell-enums.h"

G_BEGIN_DECLS

typedef struct _CosellReferralHead CosellReferralHead; /* model/cosell-referral.h */

/* A row of the referral table. */
typedef struct
{
  gint64 id;
  gint64 deal; /* 0: none */
  char *remote_id;
  char *engagement;
  char *engagement_id;
  char *organization_id;
  CosellRole role;
  char *etag;
  gint64 created_at;
  gint64 updated_at;
  gboolean created_here;
  gint64 invisible_since; /* NO_TIME: the service shows it */
  char *base;             /* (nullable) */
  char *current;          /* never NULL once loaded */
} CosellReferralRow;

/* An empty row that is in no table yet. Returns: (transfer full) */
CosellReferralRow *cosell_referral_row_new (void);
/* Frees all members. self: (nullable) */
void cosell_referral_row_free (CosellReferralRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellReferralRow, cosell_referral_row_free)
/* The engagement key of a document. Returns: (transfer full) */
char *cosell_referral_row_make_engagement_key (const char *engagement_id, const char *remote_id);
/* Takes over what the head of a document says, without the document. */
void cosell_referral_row_take_head (CosellReferralRow *self, const CosellReferralHead *head);

G_END_DECLS
