/* cosell-crm-receive.h: takes in what an opportunity has become; worker only, private to the engine */
#pragma once

#include "sync/cosell-crm-sync.h"

G_BEGIN_DECLS

typedef struct
{
  const char *crm; /* name */
  CosellCrmEditFunc edit;
  gboolean writes; /* no preview: edits are made here */
  gint64 now;
  guint n_edits; /* (inout) fields that were edited here; in a preview: that would be */
} CosellCrmReceiver;

/* An opportunity that came: that of no deal is left alone. */
gboolean cosell_crm_receive (CosellStore *store, CosellCrmReceiver *receiver,
                             const CosellOpportunity *opportunity, GError **error);
/* The same where its link is known, which need not be kept yet. Takes link. */
gboolean cosell_crm_receive_for (CosellStore *store, CosellCrmReceiver *receiver,
                                 CosellCrmLink *link, const CosellOpportunity *opportunity,
                                 GError **error);

/* What comparing a deal needs. */
typedef struct
{
  CosellCrmState *state; /* (owned) of the CRM */
  CosellDealData *row;   /* (owned) */
  char *text;            /* (owned) (nullable) the own half */
  CosellCrmSheet *deal;  /* (owned) our side */
  CosellCrmContext context; /* points into the others */
} CosellCrmSide;

gboolean cosell_crm_side_load (CosellCrmSide *self, CosellStore *store, const char *crm,
                               gint64 deal, GError **error);
void cosell_crm_side_clear (CosellCrmSide *self); /* Leaves nothing. */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellCrmSide, cosell_crm_side_clear)

G_END_DECLS
