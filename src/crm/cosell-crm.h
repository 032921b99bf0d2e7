/* cosell-crm.h: a CRM, as the sync engine sees it
 *
 * One implementation for each system; the engine knows none of them. Main context only. All calls fail
 * with COSELL_HTTP_ERROR, COSELL_CRM_ERROR or G_IO_ERROR_CANCELLED; whether a write that failed may have
 * been carried out says cosell_http_error_is_unknown_outcome.
 */
#pragma once

#include <gio/gio.h>

#include "model/cosell-crm-values.h"

G_BEGIN_DECLS

#define COSELL_CRM_ERROR (cosell_crm_error_quark ())
GQuark cosell_crm_error_quark (void);

typedef enum
{
  COSELL_CRM_ERROR_CURRENCY, /* the CRM does not have it; nothing was written */
  COSELL_CRM_ERROR_VALUE,    /* what is to be written is no amount, date or id; nothing was written */
} CosellCrmError;

#define COSELL_TYPE_CRM (cosell_crm_get_type ())
G_DECLARE_INTERFACE (CosellCrm, cosell_crm, COSELL, CRM, GObject)

/* How an opportunity ended. */
typedef struct
{
  gboolean won;
  const char *reason; /* (nullable): of the reasons of the description; NULL: the usual one */
  const char *amount; /* (nullable): decimal text, in the currency that the opportunity has */
  const char *date;   /* (nullable): "2027-01-15"; NULL: today by the CRM */
  const char *words;  /* (nullable) */
} CosellCrmEnding;

struct _CosellCrmInterface
{
  GTypeInterface parent;

  /* Whether a new opportunity, account or contact may be given an id of the caller's choice, so that a
   * request whose answer was lost can be made again; else ids are ignored at create. */
  gboolean takes_ids;
  char *(*dup_link) (CosellCrm *self, const char *id);
  /* (nullable): there is no choice of columns */
  gboolean (*set_columns) (CosellCrm *self, const char *key, const char *solutions,
                           GError **error);

  void (*list_async) (CosellCrm *self, gint64 since, const char *const *ids, const char *next,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  void (*get_async) (CosellCrm *self, const char *id, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data);
  void (*create_async) (CosellCrm *self, const CosellOpportunity *opportunity, const char *defaults,
                        GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data);
  void (*update_async) (CosellCrm *self, const CosellOpportunity *opportunity,
                        CosellOpportunityFields fields, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
  void (*close_async) (CosellCrm *self, const char *id, const CosellCrmEnding *ending,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  void (*find_account_async) (CosellCrm *self, const char *name, const char *postal_code,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
  void (*find_contact_async) (CosellCrm *self, const char *email, const char *account_id,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
  void (*create_party_async) (CosellCrm *self, const CosellCrmParty *party,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
  void (*describe_async) (CosellCrm *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
  void (*who_async) (CosellCrm *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data);
  /* A result is a GTask of the implementation, whose pointer (transfer full) is what the finish of this
   * file returns. */
};

/* Whether it takes ids of the caller's choice. */
gboolean cosell_crm_takes_ids (CosellCrm *self);
/* Columns of the organization's own, by their names (nullable: none): of the referral's key, and of the
 * solutions; before anything is asked. Errors: COSELL_CRM_ERROR_VALUE when one cannot be the name of a
 * column there */
gboolean cosell_crm_set_columns (CosellCrm *self, const char *key, const char *solutions,
                                 GError **error);
/* Where people over there see an opportunity. id: nothing that the CRM did not give. Returns: (transfer
 * full) (nullable): an address for a browser, NULL when there is none */
char *cosell_crm_dup_link (CosellCrm *self, const char *id);

/* Opportunities that were changed at since or later (COSELL_NO_TIME: all), oldest change first. An
 * implementation may know whole seconds only: who polls overlaps. ids: (nullable) only these. next:
 * token of the page before, NULL for the first. */
void cosell_crm_list_async (CosellCrm *self, gint64 since, const char *const *ids,
                            const char *next, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) */
CosellCrmPage *cosell_crm_list_finish (CosellCrm *self, GAsyncResult *result, GError **error);
/* One by its id. GONE when it is not there, or not shown. */
void cosell_crm_get_async (CosellCrm *self, const char *id, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
/* A new one, with what opportunity has. id (nullable): the caller's choice, where ids are taken: CONFLICT
 * when there is such an opportunity already, so that a request whose answer was lost is made once.
 * defaults: (nullable) a JSON object of more columns. */
void cosell_crm_create_async (CosellCrm *self, const CosellOpportunity *opportunity,
                              const char *defaults, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
/* Writes these fields of the opportunity with this id, when it still has this mark: else CONFLICT. A text
 * that is NULL empties its field. GONE when it is not there: none is made. */
void cosell_crm_update_async (CosellCrm *self, const CosellOpportunity *opportunity,
                              CosellOpportunityFields fields, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
/* The end of get, create and update: the opportunity as the CRM has it now, which need not be what was
 * written. Returns: (transfer full) */
CosellOpportunity *cosell_crm_opportunity_finish (CosellCrm *self, GAsyncResult *result,
                                                  GError **error);
/* Closes it; how it stands then is to be asked for. ending: copied */
void cosell_crm_close_async (CosellCrm *self, const char *id, const CosellCrmEnding *ending,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean cosell_crm_close_finish (CosellCrm *self, GAsyncResult *result, GError **error);
/* Accounts with this name, whatever its case, and postal code (nullable: any): a few at most. */
void cosell_crm_find_account_async (CosellCrm *self, const char *name, const char *postal_code,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Contacts with this mail address, of an account (nullable: of any): a few at most. */
void cosell_crm_find_contact_async (CosellCrm *self, const char *email, const char *account_id,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) of CosellCrmParty */
GPtrArray *cosell_crm_find_finish (CosellCrm *self, GAsyncResult *result, GError **error);
/* A new contact of the account account_id, or a new account where that is NULL. id: the caller's choice
 * (nullable), as of cosell_crm_create_async. party: copied */
void cosell_crm_create_party_async (CosellCrm *self, const CosellCrmParty *party,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (transfer full) as the CRM has it */
CosellCrmParty *cosell_crm_create_party_finish (CosellCrm *self, GAsyncResult *result,
                                                GError **error);
/* How the organization is set up. */
void cosell_crm_describe_async (CosellCrm *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) */
CosellCrmDescription *cosell_crm_describe_finish (CosellCrm *self, GAsyncResult *result,
                                                  GError **error);
/* Who is signed in. */
void cosell_crm_who_async (CosellCrm *self, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) */
CosellCrmUser *cosell_crm_who_finish (CosellCrm *self, GAsyncResult *result, GError **error);

/* PROTOCOL: a page is cut, so the list is not complete. (transfer full) */
GError *cosell_crm_cut_error (void);

G_END_DECLS
