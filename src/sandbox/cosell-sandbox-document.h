/* cosell-sandbox-document.h: writes a referral as the service does (contract 4.1)
 */
#pragma once

#include "base/cosell-json-edit.h"

G_BEGIN_DECLS

/* Service versions differ in what they leave out; the samples show each of them. */
typedef enum
{
  SANDBOX_SHAPE_FULL = 0,
  SANDBOX_SHAPE_NO_REGISTRATIONS = 1 << 0,
  SANDBOX_SHAPE_NO_TRACKING = 1 << 1,
  SANDBOX_SHAPE_NO_LEAD_MEMBERS = 1 << 2, /* quality, isSpam, callToAction, referralSource */
  SANDBOX_SHAPE_NO_EXPIRATION = 1 << 3,   /* only when there is none */
  SANDBOX_SHAPE_NO_REASON = 1 << 4,       /* only when there is none */
  SANDBOX_SHAPE_EMPTY_CRM = 1 << 5,       /* "" where there is no CRM ID or campaign */
  SANDBOX_SHAPE_QUOTED_LINKS = 1 << 6,    /* engagementId eq '…' */
} SandboxShape;

/* Everything is borrowed. Texts: NULL is null. JSON members: NULL is null. Times: COSELL_NO_TIME is
 * null. */
typedef struct
{
  const char *id;
  const char *engagement_id;
  const char *name;
  const char *organization_id;
  const char *organization_name;
  const char *crm_id;
  const char *campaign_id;
  gint64 created;
  gint64 updated;
  gint64 expires;
  gint64 accepted;
  gint64 closed;
  guint salt; /* for the seventh digit of times */
  const char *status;
  const char *substatus;
  const char *status_reason;
  const char *qualification;
  const char *type;
  const char *direction;
  const char *referral_source;
  const char *call_to_action;
  const char *quality;
  gboolean spam;
  const char *sales_stage;
  const char *mpn_id;
  const char *etag;
  const char *registration_status;
  const char *msx_id;
  gboolean favorite;
  const char *tags_json;
  const char *target_json;
  const char *customer_json;
  const char *consent_json;
  const char *details_json;
  const char *team_json;
  const char *registrations_json;
  const char *invite_notes;
  const char *invite_code;
  const char *invited_mpn_id;
  const char *invited_by_id;
  const char *invited_by_name;
  SandboxShape shape;
} SandboxDocument;

/* Returns: (transfer full) the compact text */
char *
sandbox_document_write (const SandboxDocument *document);

/* Sets one member of a text. value_json: JSON. Consumes text. Returns: (transfer full) */
char *
sandbox_document_set (char *text, const char *pointer, const char *value_json);
/* The same with value as a JSON string; NULL is null. */
char *
sandbox_document_set_text (char *text, const char *pointer, const char *value);
/* The same with an instant (µs UTC) as the service spells it. */
char *
sandbox_document_set_time (char *text, const char *pointer, gint64 instant);

G_END_DECLS
