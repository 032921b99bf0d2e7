/* Contract 4: every member that is known, in the order in which the service writes them. */
#include "sandbox/cosell-sandbox-schema.h"

/* Shorthand for the tables below. */
#define TEXT(name, ...)                                                                            \
  {                                                                                                \
    name, SANDBOX_KIND_STRING, __VA_ARGS__                                                         \
  }
#define RO SANDBOX_READ_ONLY
#define FIXED SANDBOX_FIXED
#define SHARED SANDBOX_FIXED_SHARED
#define NUL "null"

static const char *const statuses[] = { "New", "Active", "Closed", NULL };
static const char *const substatuses[] = { "Pending",  "Received", "Accepted", "Won", "Lost",
                                           "Declined", "Expired",  "Error",    NULL };
static const char *const types[] = { "Independent", "Shared", NULL };
static const char *const qualifications[] = { "None", "Direct", "MarketingQualified",
                                              "SalesQualified", NULL };
static const char *const target_types[] = { "None", "BusinessProfileLocation", "SolutionProfile",
                                            NULL };
static const char *const solution_types[] = { "None", "Category", "Name", NULL };
static const char *const help_codes[] = { "Unknown",
                                          "GeneralOrOther",
                                          "CustomerTechnicalArchitecture",
                                          "ProofOfConceptOrDemo",
                                          "QuotesOrLicensing",
                                          "PostSalesCustomerSuccess",
                                          "WorkloadSpecificValueProposition",
                                          NULL };
static const char *const terms[] = { "Perpetual", "Finite", NULL };
static const char *const deployments[] = { "Customer", "Partner", NULL };
static const char *const pricing_models[] = { "PayAsYouGo", "Other", NULL };

static const SandboxMember id_members[] = { TEXT ("id", 0, NUL), { NULL } };

static const SandboxMember preference_members[] = {
  TEXT ("locale", 0, NUL),
  { "disableNotifications", SANDBOX_KIND_BOOL, 0, NUL },
  { NULL },
};

static const SandboxMember person_members[] = {
  TEXT ("firstName", 0, NUL),
  TEXT ("lastName", 0, NUL),
  TEXT ("phoneNumber", 0, NUL),
  TEXT ("email", 0, NUL),
  TEXT ("title", 0, NUL),
  { "contactPreference", SANDBOX_KIND_OBJECT, 0, "{\"locale\":null,\"disableNotifications\":null}",
    preference_members },
  { NULL },
};

static const SandboxMember address_members[] = {
  TEXT ("addressLine1", 0, NUL), TEXT ("addressLine2", 0, NUL),
  TEXT ("city", 0, NUL),         TEXT ("state", 0, NUL),
  TEXT ("postalCode", 0, NUL),   TEXT ("country", 0, NUL),
  TEXT ("region", 0, NUL),       { NULL },
};

static const SandboxMember profile_id_members[] = {
  TEXT ("profileType", 0, NUL),
  TEXT ("id", 0, NUL),
  { NULL },
};

static const SandboxMember customer_members[] = {
  TEXT ("name", FIXED, NUL),
  TEXT ("size", 0, NUL),
  { "isMatchingComplete", SANDBOX_KIND_BOOL, RO, "false" },
  { "address", SANDBOX_KIND_OBJECT, FIXED, NUL, address_members },
  { "team", SANDBOX_KIND_LIST, SHARED, "[]", person_members },
  { "ids", SANDBOX_KIND_LIST, FIXED, "[]", profile_id_members },
  { NULL },
};

static const SandboxMember consent_members[] = {
  { "consentToToShareInfoWithOthers", SANDBOX_KIND_BOOL, FIXED, "false" },
  { "consentToContact", SANDBOX_KIND_BOOL, FIXED, "false" },
  { "consentToShareReferralWithMicrosoftSellers", SANDBOX_KIND_BOOL, 0, "false" },
  { "consentToMicrosoftToContactSpecificPartners", SANDBOX_KIND_BOOL, 0, NULL },
  { NULL },
};

static const SandboxMember solution_members[] = {
  TEXT ("id", 0, NUL),
  TEXT ("name", 0, NUL),
  TEXT ("type", 0, "\"None\"", NULL, solution_types),
  { "price", SANDBOX_KIND_NUMBER, 0, NUL },
  { "quantity", SANDBOX_KIND_NUMBER, 0, NUL },
  TEXT ("currency", 0, NUL),
  TEXT ("publisherName", 0, NUL),
  TEXT ("solutionType", 0, NUL),
  { "closingDateTime", SANDBOX_KIND_INSTANT, 0, NUL },
  { NULL },
};

static const SandboxMember iot_members[] = {
  TEXT ("customerLicenseAgreementNumber", 0, NUL),
  TEXT ("deviceCategory", 0, NUL),
  TEXT ("siliconType", 0, NUL),
  { "azureCertifiedDevice", SANDBOX_KIND_BOOL, 0, "false" },
  { "attachServices", SANDBOX_KIND_BOOL, 0, "false" },
  { NULL },
};

static const SandboxMember attribute_members[] = {
  TEXT ("type", 0, NUL),
  TEXT ("id", 0, NUL),
  { NULL },
};

#define NO_IOT                                                                                     \
  "{\"customerLicenseAgreementNumber\":null,\"deviceCategory\":null,\"siliconType\":null,"         \
  "\"azureCertifiedDevice\":false,\"attachServices\":false}"

static const SandboxMember additional_members[] = {
  { "iot", SANDBOX_KIND_OBJECT, 0, NO_IOT, iot_members },
  { "attributes", SANDBOX_KIND_LIST, 0, NULL, attribute_members },
  { NULL },
};

static const SandboxMember requirement_members[] = {
  { "industries", SANDBOX_KIND_LIST, 0, "[]", id_members },
  { "products", SANDBOX_KIND_LIST, 0, "[]", id_members },
  { "services", SANDBOX_KIND_LIST, 0, "[]", id_members },
  { "solutions", SANDBOX_KIND_LIST, 0, "[]", solution_members },
  { "offers", SANDBOX_KIND_LIST, 0, "[]", id_members },
  { "salesPlays", SANDBOX_KIND_LIST, 0, "[]", id_members },
  { "additionalRequirements", SANDBOX_KIND_OBJECT, 0, "{\"iot\":" NO_IOT "}", additional_members },
  { NULL },
};

static const SandboxMember detail_members[] = {
  TEXT ("notes", 0, NUL),
  { "dealValue", SANDBOX_KIND_NUMBER, 0, NUL },
  TEXT ("currency", 0, NUL),
  { "closingDateTime", SANDBOX_KIND_INSTANT, 0, NUL },
  { "customerRequestedContact", SANDBOX_KIND_BOOL, 0, NUL },
  TEXT ("customerAction", 0, NUL),
  TEXT ("incentiveLevel", RO, NUL),
  { "requirements", SANDBOX_KIND_OBJECT, 0, NUL, requirement_members },
  { NULL },
};

static const SandboxMember organization_members[] = {
  TEXT ("organizationId", RO, NUL),
  TEXT ("organizationName", RO, NUL),
  { NULL },
};

static const SandboxMember invite_members[] = {
  TEXT ("notes", SHARED, NUL),
  TEXT ("assistanceRequestCode", SHARED, "\"Unknown\"", NULL, help_codes),
  TEXT ("invitedMpnId", RO, NUL),
  { "invitedBy", SANDBOX_KIND_OBJECT, RO, NUL, organization_members },
  { NULL },
};

static const SandboxMember target_members[] = {
  TEXT ("type", 0, "\"None\"", NULL, target_types),
  TEXT ("id", 0, NUL),
  { NULL },
};

static const SandboxMember contract_members[] = {
  { "value", SANDBOX_KIND_NUMBER, 0, NUL },
  TEXT ("currency", FIXED, NUL),
  { "startDateTime", SANDBOX_KIND_INSTANT, 0, NUL },
  { "endDateTime", SANDBOX_KIND_INSTANT, 0, NUL },
  { "signDateTime", SANDBOX_KIND_INSTANT, 0, NUL },
  TEXT ("term", 0, NUL, NULL, terms),
  { NULL },
};

static const SandboxMember marketplace_members[] = {
  { "isMarketplaceTransacted", SANDBOX_KIND_BOOL, 0, NUL },
  { "marketplaceTransactionDateTime", SANDBOX_KIND_INSTANT, 0, NUL },
  { NULL },
};

static const SandboxMember registered_members[] = {
  TEXT ("id", FIXED, NUL),
  TEXT ("name", FIXED, NUL),
  { "value", SANDBOX_KIND_NUMBER, 0, NUL },
  TEXT ("currency", 0, NUL),
  { "isDeployedOnAzure", SANDBOX_KIND_BOOL, 0, NUL },
  TEXT ("primaryDeploymentOn", 0, NUL, NULL, deployments),
  TEXT ("pricingModel", 0, NUL, NULL, pricing_models),
  { "marketplaceTransactionDetails", SANDBOX_KIND_OBJECT, 0,
    "{\"isMarketplaceTransacted\":null,\"marketplaceTransactionDateTime\":null}",
    marketplace_members },
  { NULL },
};

static const SandboxMember history_members[] = {
  { "reviewPendingDateTime", SANDBOX_KIND_INSTANT, RO, NUL },
  { "actionRequiredDateTime", SANDBOX_KIND_INSTANT, RO, NUL },
  { "passedDateTime", SANDBOX_KIND_INSTANT, RO, NUL },
  { "failedDateTime", SANDBOX_KIND_INSTANT, RO, NUL },
  { "approvedDateTime", SANDBOX_KIND_INSTANT, RO, NUL },
  { NULL },
};

static const SandboxMember registration_members[] = {
  TEXT ("id", RO, NULL),
  { "registrationDateTime", SANDBOX_KIND_INSTANT, RO, NULL },
  TEXT ("status", RO, NULL),
  TEXT ("statusReason", RO, NULL),
  TEXT ("type", FIXED, NULL),
  { "contract", SANDBOX_KIND_OBJECT, 0, NUL, contract_members },
  { "solutionDetails", SANDBOX_KIND_LIST, 0, "[]", registered_members },
  { "statusHistory", SANDBOX_KIND_OBJECT, RO, NULL, history_members },
  { NULL },
};

static const SandboxMember link_members[] = {
  TEXT ("uri", RO, NUL),
  TEXT ("method", RO, NUL),
  { NULL },
};

static const SandboxMember links_members[] = {
  { "relatedReferrals", SANDBOX_KIND_OBJECT, RO, NULL, link_members },
  { "self", SANDBOX_KIND_OBJECT, RO, NULL, link_members },
  { NULL },
};

static const SandboxMember tracking_members[] = {
  TEXT ("microsoftMsxId", RO, NUL),           TEXT ("microsoftUSFedOpportunityId", RO, NUL),
  TEXT ("microsoftUSFedLeadId", RO, NUL),     TEXT ("migratedPSCDealId", RO, NUL),
  TEXT ("migratedPSCPartnerDealId", RO, NUL), { NULL },
};

const SandboxMember sandbox_referral_members[] = {
  { "id", SANDBOX_KIND_GUID, RO },
  { "engagementId", SANDBOX_KIND_GUID, RO },
  TEXT ("name", 0, NUL),
  TEXT ("organizationId", RO),
  TEXT ("organizationName", RO),
  TEXT ("lastModifiedVia", RO),
  TEXT ("lastRunId", RO),
  TEXT ("externalReferenceId", 0),
  { "createdDateTime", SANDBOX_KIND_INSTANT, RO },
  { "updatedDateTime", SANDBOX_KIND_INSTANT, RO },
  { "expirationDateTime", SANDBOX_KIND_INSTANT, RO },
  TEXT ("status", 0, NULL, NULL, statuses),
  TEXT ("substatus", 0, NULL, NULL, substatuses),
  TEXT ("statusReason", 0),
  TEXT ("qualification", RO, NULL, NULL, qualifications),
  TEXT ("type", RO, NULL, NULL, types),
  TEXT ("referralSource", RO),
  TEXT ("eTag", RO),
  { "favorite", SANDBOX_KIND_BOOL },
  TEXT ("campaignId", 0),
  TEXT ("salesStage", 0),
  TEXT ("quality", RO),
  { "isSpam", SANDBOX_KIND_BOOL, RO },
  TEXT ("direction", RO),
  TEXT ("mpnId", FIXED),
  TEXT ("referralProgram", RO),
  TEXT ("dealSensitivity", RO),
  TEXT ("createdVia", RO),
  { "tags", SANDBOX_KIND_TEXTS },
  { "acceptedDateTime", SANDBOX_KIND_INSTANT, RO },
  { "closedDateTime", SANDBOX_KIND_INSTANT, RO },
  TEXT ("callToAction", RO),
  TEXT ("registrationStatus", RO),
  { "target", SANDBOX_KIND_LIST, FIXED, NULL, target_members },
  { "customerProfile", SANDBOX_KIND_OBJECT, 0, NULL, customer_members },
  { "consent", SANDBOX_KIND_OBJECT, 0, NULL, consent_members },
  { "details", SANDBOX_KIND_OBJECT, 0, NULL, detail_members },
  { "team", SANDBOX_KIND_LIST, 0, NULL, person_members },
  { "inviteContext", SANDBOX_KIND_OBJECT, 0, NULL, invite_members },
  { "links", SANDBOX_KIND_OBJECT, RO, NULL, links_members },
  { "trackingInfo", SANDBOX_KIND_OBJECT, RO, NULL, tracking_members },
  { "registrations", SANDBOX_KIND_LIST, SANDBOX_REGISTRATION, NULL, registration_members },
  { NULL },
};
