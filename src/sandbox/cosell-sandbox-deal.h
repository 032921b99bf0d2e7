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

typedef struct
{
  guint count; /* of a hundred */
  SampleSender sender;
  SampleType type;
  SampleState state;
  SampleState other; /* of Microsoft's half in an own co-sell deal */
} SampleKind;

typedef struct
{
  SandboxCore *core;
  SandboxSample sample;
  const SampleKind *kind;
  guint index; /* of the deal */
  guint turn;  /* of its kind */
  const SandboxPartner *partner;
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

/* Writes a half's referral and takes it into the core. Returns: (transfer none) */
SandboxRecord *
sandbox_deal_add_half (SampleDeal *deal, const SampleHalf *half, GError **error);

G_END_DECLS
