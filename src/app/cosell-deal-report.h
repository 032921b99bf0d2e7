/* cosell-deal-report.h: all that a profile has of one deal; any thread */
#pragma once

#include "model/cosell-crm-link.h"
#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

typedef struct
{
  CosellDealData *row;  /* (owned) */
  char *half;           /* (owned) (nullable): the GUID of the hidden half of our own that was asked for (P14) */
  GPtrArray *documents; /* (owned) of CosellDocument: that half, or the own one, first; none of a draft */
  char *draft;          /* (owned) (nullable): of a draft its draft file, as it is kept */
  char *registration;   /* (owned) (nullable): what is kept here of its registration (E10), JSON */
  GHashTable *eligible; /* (owned) (nullable): of cosell_eligibility_check */
  CosellCrmLink *crm;   /* (owned) (nullable): its part in a CRM; none of a hidden half */
} CosellDealReport;

/* Frees all members. self: (nullable) */
void cosell_deal_report_free (CosellDealReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellDealReport, cosell_deal_report_free)

G_END_DECLS
