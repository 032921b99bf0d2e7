/* cosell-sandbox-deal.h: a sample deal on its way to its referrals */
#pragma once

#include "sandbox/cosell-sandbox-sample.h"

G_BEGIN_DECLS

typedef enum
{
  FROM_SELF,
  FROM_MICROSOFT,
  FROM_PARTNER,
  FROM_LEAD,
} SampleSender;

typedef enum
{
  PRIVATE,
  PARTNER_LED,
  CO_SELL,
  P2P,           /* with partners, without Microsoft */
  P2P_MICROSOFT, /* with both */
  ASSESSMENT,
} SampleType;

typedef enum
{
  RECEIVED,
  ACCEPTED,
  WON,
  LOST,
  DECLINED,
  EXPIRED,
  FAILED, /* closed as error */
} SampleState;

/* What a lead is about. */
typedef enum
{
  LEAD_EITHER, /* the first or the second, by turns */
  LEAD_CONTACT,
  LEAD_MARKETING,
  LEAD_PORTAL,
  LEAD_PROFILE,
  LEAD_SALES,
  LEAD_GET,
  LEAD_TRIAL,
  LEAD_DRIVE,
  LEAD_SPAM,
} SampleLead;

typedef struct
{
  guint count; /* of a hundred */
  SampleSender sender;
  SampleType type;
  SampleState state;
  SampleState other; /* of Microsoft's half in an own co-sell deal */
  SampleLead lead;
} SampleKind;

/* What a lead says of itself; texts are borrowed, NULL is null. */
typedef struct
{
  const char *qualification;
  const char *source;
  const char *action;
  const char *quality; /* NULL: High or Low */
  gboolean spam;
} SampleAsk;

typedef struct
{
  SandboxCore *core;
  SandboxSample sample;
  const SampleKind *kind;
  guint index; /* of the deal */
  guint turn;  /* of its kind */
  const SandboxPartner *partner;
  SampleAsk ask; /* of a lead */
  char *customer_json; /* (owned): what every half says about the customer */
  gint64 created, accepted, closed, updated;
} SampleDeal;

/* One half of an engagement. */
typedef struct
{
  const char *organization_id;
  SampleState state;
  gint64 created, accepted, closed, updated;
  const char *inviter_id;
  gboolean incoming;
} SampleHalf;

/* A lead that is one of some in a hundred deals, in place of the deal of that slot. slot: below 100
 * Returns: (transfer none) (nullable) */
const SampleKind *
sandbox_lead_find (guint slot);
/* Fills what the lead of a deal says, by its kind. */
void
sandbox_lead_pick (SampleDeal *deal);
/* The same as somebody wishes: "qualification", "source", "action", "quality", "spam". */
void
sandbox_lead_wish (SampleDeal *deal, CosellJsonValue wishes);
/* Whether it is a lead that nobody has to answer. */
gboolean
sandbox_lead_informs (const SampleDeal *deal);

/* Writes a half's referral and takes it into the core. Returns: (transfer none) */
SandboxRecord *
sandbox_deal_add_half (SampleDeal *deal, const SampleHalf *half, GError **error);

G_END_DECLS
