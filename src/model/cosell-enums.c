/* cosell-enums.c: the field's own words and what people read instead of them */
#include "model/cosell-enums.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (CosellTab,
                    cosell_tab,
                    G_DEFINE_ENUM_VALUE (COSELL_TAB_INBOUND, "inbound"),
                    G_DEFINE_ENUM_VALUE (COSELL_TAB_OUTBOUND, "outbound"),
                    G_DEFINE_ENUM_VALUE (COSELL_TAB_FAVORITES, "favorites"),
                    G_DEFINE_ENUM_VALUE (COSELL_TAB_LEADS, "leads"),
                    G_DEFINE_ENUM_VALUE (COSELL_TAB_ALL, "all"))

G_DEFINE_ENUM_TYPE (CosellDirection,
                    cosell_direction,
                    G_DEFINE_ENUM_VALUE (COSELL_DIRECTION_INBOUND, "inbound"),
                    G_DEFINE_ENUM_VALUE (COSELL_DIRECTION_OUTBOUND, "outbound"))

G_DEFINE_ENUM_TYPE (CosellDealType,
                    cosell_deal_type,
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_TYPE_PRIVATE, "private"),
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_TYPE_PARTNER_LED, "partner-led"),
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_TYPE_CO_SELL, "co-sell"),
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT,
                                         "solution-assessment"),
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_TYPE_LEAD, "lead"))

G_DEFINE_ENUM_TYPE (CosellDealStatus,
                    cosell_deal_status,
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_STATUS_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_STATUS_RECEIVED, "received"),
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_STATUS_ACCEPTED, "accepted"),
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_STATUS_WON, "won"),
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_STATUS_LOST, "lost"),
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_STATUS_DECLINED, "declined"),
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_STATUS_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (COSELL_DEAL_STATUS_ERROR, "error"))

G_DEFINE_ENUM_TYPE (CosellSyncState,
                    cosell_sync_state,
                    G_DEFINE_ENUM_VALUE (COSELL_SYNC_STATE_SYNCED, "synced"),
                    G_DEFINE_ENUM_VALUE (COSELL_SYNC_STATE_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (COSELL_SYNC_STATE_SCHEDULED, "scheduled"),
                    G_DEFINE_ENUM_VALUE (COSELL_SYNC_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (COSELL_SYNC_STATE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (COSELL_SYNC_STATE_PARKED, "parked"),
                    G_DEFINE_ENUM_VALUE (COSELL_SYNC_STATE_CONFLICT, "conflict"))

G_DEFINE_ENUM_TYPE (CosellSolutionKind,
                    cosell_solution_kind,
                    G_DEFINE_ENUM_VALUE (COSELL_SOLUTION_KIND_OWN, "own"),
                    G_DEFINE_ENUM_VALUE (COSELL_SOLUTION_KIND_MICROSOFT, "microsoft"),
                    G_DEFINE_ENUM_VALUE (COSELL_SOLUTION_KIND_THIRD_PARTY, "third-party"),
                    G_DEFINE_ENUM_VALUE (COSELL_SOLUTION_KIND_ASSESSMENT, "assessment"))

G_DEFINE_ENUM_TYPE (CosellHelp,
                    cosell_help,
                    G_DEFINE_ENUM_VALUE (COSELL_HELP_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (COSELL_HELP_WORKLOAD, "WorkloadSpecificValueProposition"),
                    G_DEFINE_ENUM_VALUE (COSELL_HELP_TECHNICAL, "CustomerTechnicalArchitecture"),
                    G_DEFINE_ENUM_VALUE (COSELL_HELP_PROOF, "ProofOfConceptOrDemo"),
                    G_DEFINE_ENUM_VALUE (COSELL_HELP_QUOTES, "QuotesOrLicensing"),
                    G_DEFINE_ENUM_VALUE (COSELL_HELP_POST_SALES, "PostSalesCustomerSuccess"),
                    G_DEFINE_ENUM_VALUE (COSELL_HELP_GENERAL, "GeneralOrOther"))

G_DEFINE_ENUM_TYPE (CosellRole,
                    cosell_role,
                    G_DEFINE_ENUM_VALUE (COSELL_ROLE_OWN, "own"),
                    G_DEFINE_ENUM_VALUE (COSELL_ROLE_MICROSOFT, "microsoft"),
                    G_DEFINE_ENUM_VALUE (COSELL_ROLE_PARTNER, "partner"))

G_DEFINE_ENUM_TYPE (CosellOutboxOp,
                    cosell_outbox_op,
                    G_DEFINE_ENUM_VALUE (COSELL_OUTBOX_OP_CREATE, "create"),
                    G_DEFINE_ENUM_VALUE (COSELL_OUTBOX_OP_INVITE, "invite"),
                    G_DEFINE_ENUM_VALUE (COSELL_OUTBOX_OP_UPDATE, "update"))

G_DEFINE_ENUM_TYPE (CosellOutboxState,
                    cosell_outbox_state,
                    G_DEFINE_ENUM_VALUE (COSELL_OUTBOX_STATE_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (COSELL_OUTBOX_STATE_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (COSELL_OUTBOX_STATE_PARKED, "parked"),
                    G_DEFINE_ENUM_VALUE (COSELL_OUTBOX_STATE_SCHEDULED, "scheduled"),
                    G_DEFINE_ENUM_VALUE (COSELL_OUTBOX_STATE_NOT_KEPT, "not-kept"),
                    G_DEFINE_ENUM_VALUE (COSELL_OUTBOX_STATE_LOCAL, "local"))

const char *
cosell_deal_type_label (CosellDealType type)
{
  switch (type)
    {
    case COSELL_DEAL_TYPE_PRIVATE:
      return _ ("Private");
    case COSELL_DEAL_TYPE_PARTNER_LED:
      return _ ("Partner-led");
    case COSELL_DEAL_TYPE_CO_SELL:
      return _ ("Co-sell");
    case COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT:
      return _ ("Solution assessment");
    case COSELL_DEAL_TYPE_LEAD:
      return _ ("Lead");
    }
  g_return_val_if_reached ("");
}

const char *
cosell_deal_status_label (CosellDealStatus status)
{
  switch (status)
    {
    case COSELL_DEAL_STATUS_DRAFT:
      return _ ("Draft");
    case COSELL_DEAL_STATUS_RECEIVED:
      return _ ("Received");
    case COSELL_DEAL_STATUS_ACCEPTED:
      return _ ("Accepted");
    case COSELL_DEAL_STATUS_WON:
      return _ ("Won");
    case COSELL_DEAL_STATUS_LOST:
      return _ ("Lost");
    case COSELL_DEAL_STATUS_DECLINED:
      return _ ("Declined");
    case COSELL_DEAL_STATUS_EXPIRED:
      return _ ("Expired");
    case COSELL_DEAL_STATUS_ERROR:
      return _ ("Error");
    }
  g_return_val_if_reached ("");
}

const char *
cosell_sync_state_label (CosellSyncState state)
{
  switch (state)
    {
    case COSELL_SYNC_STATE_SYNCED:
      return _ ("Synced");
    case COSELL_SYNC_STATE_DRAFT:
      return _ ("Draft");
    case COSELL_SYNC_STATE_SCHEDULED:
      return _ ("Scheduled");
    case COSELL_SYNC_STATE_WAITING:
      return _ ("Waiting to be sent");
    case COSELL_SYNC_STATE_SENDING:
      return _ ("Sending");
    case COSELL_SYNC_STATE_HELD:
      return _ ("Held back");
    case COSELL_SYNC_STATE_UNKEPT:
      /* Translators: of a change that Partner Center took, but did not keep */
      return _ ("Not kept");
    case COSELL_SYNC_STATE_PARKED:
      return _ ("Needs attention");
    case COSELL_SYNC_STATE_CONFLICT:
      return _ ("Conflict");
    }
  g_return_val_if_reached ("");
}

const char *
cosell_help_label (CosellHelp help)
{
  switch (help)
    {
    case COSELL_HELP_NONE:
      return _ ("No help required at this point of time");
    case COSELL_HELP_WORKLOAD:
      return _ ("Workload - specific value proposition");
    case COSELL_HELP_TECHNICAL:
      return _ ("Customer technical architecture");
    case COSELL_HELP_PROOF:
      return _ ("Proof of concept / Demo");
    case COSELL_HELP_QUOTES:
      return _ ("Quotes / Licensing");
    case COSELL_HELP_POST_SALES:
      return _ ("Post - sales customer success");
    case COSELL_HELP_GENERAL:
      return _ ("General or other");
    }
  g_return_val_if_reached ("");
}

const char *
cosell_solution_kind_label (CosellSolutionKind kind)
{
  switch (kind)
    {
    case COSELL_SOLUTION_KIND_OWN:
      return _ ("My company’s solution");
    case COSELL_SOLUTION_KIND_MICROSOFT:
      return _ ("Microsoft solution");
    case COSELL_SOLUTION_KIND_THIRD_PARTY:
      return _ ("Another partner’s solution");
    case COSELL_SOLUTION_KIND_ASSESSMENT:
      return _ ("Solution assessment");
    }
  g_return_val_if_reached ("");
}

static const char *
ordinary_stage_label (int stage)
{
  switch (stage)
    {
    case 20:
      return C_ ("stage", "Qualified");
    case 40:
      return C_ ("stage", "Developed");
    case 60:
      return C_ ("stage", "Proposed");
    case 80:
      return C_ ("stage", "Negotiated");
    default:
      return NULL;
    }
}

static const char *
assessment_stage_label (int stage)
{
  switch (stage)
    {
    case 20:
      return C_ ("stage", "Secure customer LOE");
    case 40:
      return C_ ("stage", "Collect data");
    case 60:
      return C_ ("stage", "Prepare assessment report");
    case 80:
      return C_ ("stage", "Present to customer");
    default:
      return NULL;
    }
}

const char *
cosell_stage_label (int stage, CosellDealType type, CosellDirection direction)
{
  if (stage == 10)
    return direction == COSELL_DIRECTION_INBOUND ? C_ ("stage", "Accepted")
                                                 : C_ ("stage", "Created");
  if (stage == 100)
    return C_ ("stage", "Won");
  return type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT ? assessment_stage_label (stage)
                                                      : ordinary_stage_label (stage);
}

gboolean
cosell_deal_status_is_closed (CosellDealStatus status)
{
  switch (status)
    {
    case COSELL_DEAL_STATUS_DRAFT:
    case COSELL_DEAL_STATUS_RECEIVED:
    case COSELL_DEAL_STATUS_ACCEPTED:
      return FALSE;
    case COSELL_DEAL_STATUS_WON:
    case COSELL_DEAL_STATUS_LOST:
    case COSELL_DEAL_STATUS_DECLINED:
    case COSELL_DEAL_STATUS_EXPIRED:
    case COSELL_DEAL_STATUS_ERROR:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}
