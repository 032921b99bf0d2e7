/* Drafts, from the first keystroke to the deal that waits in the outbox. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "base/cosell-json-gate.h"
#include "base/cosell-random.h"
#include "model/cosell-partner-listing.h"
#include "model/cosell-permission.h"
#include "model/cosell-rule-error.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-people.h"

gint64
cosell_session_drafts_save (CosellStore *store, gint64 id, CosellDraft *draft, GError **error)
{
  g_autofree char *json = cosell_draft_to_json (draft);
  g_autoptr (CosellDealData) row = cosell_deal_data_new ();

  cosell_draft_derive (draft, row);
  return cosell_store_save_draft (store, id, json, row, NULL, error);
}

/* save */

typedef struct
{
  CosellCommand head;
  char *json;          /* (owned) */
  CosellDealData *row; /* (owned) */
} Save;

static void
save_clear (gpointer data)
{
  Save *self = data;

  g_free (self->json);
  g_clear_pointer (&self->row, cosell_deal_data_free);
}

static gboolean
run_save (CosellStore *store, gpointer data, GError **error)
{
  Save *self = data;
  g_autofree char *before = NULL;

  self->head.id =
      cosell_store_save_draft (store, self->head.id, self->json, self->row, &before, error);
  /* typing has an undo of its own, and is not to be overwritten by an older one */
  return self->head.id != 0 && (before == NULL || cosell_json_text_equal (before, self->json) ||
                                cosell_store_forget_undo (store, self->head.id, error));
}

static const CosellCommandKind save_kind = {
  .size = sizeof (Save),
  .mode = COSELL_STORE_WRITE,
  .run = run_save,
  .clear = save_clear,
};

void
cosell_session_save_draft_async (CosellSession *self,
                                 gint64 id,
                                 CosellDraft *draft,
                                 GCancellable *c,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Save *save;

  g_return_if_fail (COSELL_IS_SESSION (self) && COSELL_IS_DRAFT (draft));

  /* The draft belongs to this thread, and the next keystroke may come before the command runs. */
  save = cosell_command_new (self, &save_kind, id);
  save->json = cosell_draft_to_json (draft);
  save->row = cosell_deal_data_new ();
  cosell_draft_derive (draft, save->row);
  cosell_command_run (self, save, cosell_session_save_draft_async, c, callback, user_data);
}

/* load */

static gpointer
read_draft (CosellStore *store, gconstpointer data, GError **error)
{
  const CosellReadDeal *asked = data;
  g_auto (CosellTarget) target = { 0 };
  g_autoptr (CosellDealData) row = NULL;
  gint64 id = asked->deal;

  if (!cosell_command_find_target (store, &id, &target, COSELL_COMMAND_PLAIN, error))
    return NULL;
  row = cosell_store_get_deal (store, id, error);
  if (row == NULL)
    return NULL;
  row->denied = COSELL_PERMISSION_NONE; /* F2 is about submitting it, not about writing it */
  return cosell_rules_require (row, COSELL_ACTION_SUBMIT, asked->now, error)
             ? cosell_store_get_draft (store, id, error)
             : NULL;
}

void
cosell_session_load_draft_async (CosellSession *self,
                                 gint64 id,
                                 GCancellable *c,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_session_read_about (self, read_draft, id, g_free, c, callback, user_data);
}

/* Read here, since the draft belongs to this thread. */
CosellDraft *
cosell_session_load_draft_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_autofree char *json = cosell_session_read_finish (self, result, error);

  return json != NULL ? cosell_draft_new_from_json (json, error) : NULL;
}

/* The user's calendar decides what "in the past" is (C6). */
void
cosell_session_drafts_today (gint64 now, GDate *date)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  int year, month, day;

  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

void
cosell_session_today (CosellSession *self, GDate *date)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && date != NULL);

  cosell_session_drafts_today (cosell_session_now (self), date);
}

void
cosell_session_check_partner (CosellSession *self,
                              CosellDraftPartner *partner,
                              int index,
                              GPtrArray *issues)
{
  CosellCatalog *catalog;
  char *reason;

  g_return_if_fail (COSELL_IS_SESSION (self) && issues != NULL);

  catalog = cosell_session_get_catalog (self);
  reason = cosell_partner_listing_refuse_own (cosell_catalog_get_organization (catalog),
                                              cosell_catalog_get_organization_name (catalog),
                                              cosell_draft_partner_get_id (partner),
                                              cosell_draft_partner_get_display_name (partner));
  if (reason != NULL)
    cosell_issues_add (issues, COSELL_DRAFT_STEP_PARTNERS, COSELL_SEVERITY_ERROR, "partners.id",
                       "C13", reason)
        ->partner = index;
}

static void
check_partners (CosellSession *self, CosellDraft *draft, GPtrArray *issues)
{
  GListModel *partners = G_LIST_MODEL (cosell_draft_get_partners (draft));

  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (CosellDraftPartner) partner = g_list_model_get_item (partners, i);

      cosell_session_check_partner (self, partner, (int) i, issues);
    }
}

GPtrArray *
cosell_session_validate_draft (CosellSession *self, CosellDraft *draft)
{
  CosellPermissionRole account = { NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *issues;
  GDate today;

  g_return_val_if_fail (COSELL_IS_SESSION (self), NULL);

  cosell_session_today (self, &today);
  issues = cosell_draft_validate (draft, &today);
  account.vetted = cosell_catalog_may_assess (cosell_session_get_catalog (self));
  if (!cosell_permission_role_require_type (&account, cosell_draft_get_deal_type (draft), &error))
    cosell_issues_add (issues, COSELL_DRAFT_STEP_SOLUTIONS, COSELL_SEVERITY_ERROR, "solutions",
                       "A6", g_strdup (error->message));
  check_partners (self, draft, issues);
  return issues;
}

GPtrArray *
cosell_session_drafts_read_issues (CosellStore *store,
                                   CosellDraft *draft,
                                   gint64 now,
                                   GError **error)
{
  g_autoptr (GHashTable) eligible = NULL;
  GListModel *solutions = G_LIST_MODEL (cosell_draft_get_solutions (draft));
  GDate today;

  if (!cosell_session_register_read_eligible (store, &eligible, error))
    return NULL;
  for (guint i = 0; eligible != NULL && i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);
      const char *id = cosell_solution_get_id (solution);
      g_autofree char *key = id != NULL ? g_ascii_strdown (id, -1) : NULL;

      if (key != NULL && g_hash_table_contains (eligible, key))
        g_object_set (solution, "eligible", TRUE, NULL);
    }
  cosell_session_drafts_today (now, &today);
  return cosell_draft_validate (draft, &today);
}

static gboolean
refuse_incomplete (CosellDraft *draft, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) issues = NULL;
  GDate today;

  cosell_session_drafts_today (now, &today);
  issues = cosell_draft_validate (draft, &today);
  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (issue->severity != COSELL_SEVERITY_ERROR)
        continue;
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, issue->message);
      return FALSE;
    }
  return TRUE;
}

static gboolean
refuse_partner (const char *reason, GError **error)
{
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, "%s (C13)", reason);
  return FALSE;
}

/* The own organization's name, as the account tells it. (transfer full) (nullable) */
static char *
read_own_name (CosellStore *store)
{
  g_autofree char *me = NULL;
  g_autoptr (JsonObject) root = NULL;

  cosell_store_get_meta (store, COSELL_META_ME, &me, NULL);
  root = me != NULL ? cosell_json_gate_read_object (me, -1) : NULL;
  return g_strdup (cosell_json_gate_text (cosell_json_gate_object (root, "organization"), "name"));
}

static gboolean
require_others (CosellStore *store, GListModel *partners, GError **error)
{
  g_autofree char *own = NULL, *own_name = NULL;

  if (!cosell_store_get_meta (store, COSELL_META_OWN_ORGANIZATION, &own, error))
    return FALSE;
  own_name = read_own_name (store);
  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (CosellDraftPartner) partner = g_list_model_get_item (partners, i);
      g_autofree char *reason =
          cosell_partner_listing_refuse_own (own, own_name, cosell_draft_partner_get_id (partner),
                                             cosell_draft_partner_get_display_name (partner));

      if (reason != NULL)
        return refuse_partner (reason, error);
    }
  return TRUE;
}

gboolean
cosell_session_drafts_require_listed (CosellStore *store, GListModel *partners, GError **error)
{
  guint n = g_list_model_get_n_items (partners);
  g_autofree char *text = NULL;
  g_autoptr (JsonArray) listing = NULL;

  if (n > 0 && !require_others (store, partners, error))
    return FALSE;
  if (n > 0)
    cosell_store_get_meta (store, "catalog-partners", &text, NULL);
  listing = cosell_partner_listing_read (text);
  for (guint i = 0; listing != NULL && i < n; i++)
    {
      g_autoptr (CosellDraftPartner) partner = g_list_model_get_item (partners, i);
      g_autofree char *reason =
          cosell_partner_listing_refuse_id (listing, cosell_draft_partner_get_id (partner));

      if (reason != NULL)
        return refuse_partner (reason, error);
    }
  return TRUE;
}

/* A6 */
static gboolean
refuse_unvetted (CosellStore *store, const CosellDealData *row, GError **error)
{
  g_autofree char *me = NULL;
  g_autoptr (CosellPermissionRole) account = NULL;

  if (!cosell_store_get_meta (store, COSELL_META_ME, &me, error))
    return FALSE;
  account = cosell_permission_role_new_from_me (me);
  return cosell_permission_role_require_type (account, (CosellDealType) row->type, error);
}

/* submit */

static gboolean
run_submit (CosellStore *store, gpointer data, GError **error)
{
  const CosellCommand *self = data;
  g_autofree char *json = NULL, *engagement = NULL, *own = NULL;
  g_auto (GStrv) invitations = NULL;
  g_autoptr (CosellDraft) draft = NULL;
  g_autoptr (CosellDealData) row = NULL;

  if (!cosell_command_require (store, self, COSELL_ACTION_SUBMIT, &row, NULL, error) ||
      !refuse_unvetted (store, row, error))
    return FALSE;
  json = cosell_store_get_draft (store, self->id, error);
  if (json == NULL)
    return FALSE;
  draft = cosell_draft_new_from_json (json, error);
  if (draft == NULL || !refuse_incomplete (draft, self->now, error) ||
      !cosell_session_drafts_require_listed (store,
                                             G_LIST_MODEL (cosell_draft_get_partners (draft)),
                                             error))
    return FALSE;
  engagement = cosell_random_guid ();
  own = cosell_draft_own_body (draft, engagement);
  invitations = cosell_draft_invitation_bodies (draft, engagement);
  return cosell_store_submit_draft (store, self->id, own, (const char *const *) invitations, error);
}

static const CosellCommandKind submit_kind = {
  .size = sizeof (CosellCommand),
  .mode = COSELL_STORE_WRITE,
  .run = run_submit,
  .flags = COSELL_COMMAND_EDITS,
};

void
cosell_session_submit_async (CosellSession *self,
                             gint64 id,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_command_run (self, cosell_command_new (self, &submit_kind, id),
                      cosell_session_submit_async, c, callback, user_data);
}

static gboolean
run_delete (CosellStore *store, gpointer data, GError **error)
{
  const CosellCommand *self = data;

  return cosell_command_require (store, self, COSELL_ACTION_DELETE, NULL, NULL, error) &&
         cosell_store_delete_draft (store, self->id, NULL, error);
}

static const CosellCommandKind delete_kind = {
  .size = sizeof (CosellCommand),
  .mode = COSELL_STORE_WRITE,
  .run = run_delete,
  .flags = COSELL_COMMAND_RECORDED,
};

void
cosell_session_delete_draft_async (CosellSession *self,
                                   gint64 id,
                                   GCancellable *c,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_command_run (self, cosell_command_new (self, &delete_kind, id),
                      cosell_session_delete_draft_async, c, callback, user_data);
}
