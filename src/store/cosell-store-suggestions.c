/* cosell-store-suggestions.c: customers, people, solutions and attributes that own deals taught
 *
 * Kept in small tables beside the deals, so that picking is quick however many deals there are.
 */
#include "base/cosell-intl.h"
#include "base/cosell-json-gate.h"
#include "base/cosell-time.h"
#include "model/cosell-member-place.h"
#include "model/cosell-parties.h"
#include "model/cosell-people.h"
#include "model/cosell-referral-reader.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-private.h"

static CosellJsonValue
array_at (CosellJsonValue referral, const char *path)
{
  CosellJsonValue value = cosell_json_pointer (referral, path);

  return cosell_json_kind (value) == COSELL_JSON_ARRAY ? value : (CosellJsonValue){ NULL, 0 };
}

static gboolean
has_solution (CosellJsonValue solutions, const char *id)
{
  CosellJsonIter iter;
  CosellJsonValue element;

  if (cosell_json_kind (solutions) != COSELL_JSON_ARRAY)
    return FALSE;
  cosell_json_iter_init (&iter, solutions);
  while (cosell_json_iter_next (&iter, NULL, &element))
    if (cosell_json_string_equal (cosell_json_member (element, "id"), id))
      return TRUE;
  return FALSE;
}

/* Adds step to the count of each solution that one document has and the other does not. */
static void
count_solutions (CosellStoreLessons *lessons,
                 CosellJsonValue of,
                 CosellJsonValue other,
                 int step,
                 gint64 at)
{
  CosellJsonValue solutions = array_at (of, COSELL_PATH_SOLUTIONS);
  CosellJsonValue others = array_at (other, COSELL_PATH_SOLUTIONS);
  CosellJsonIter iter;
  CosellJsonValue element;

  if (solutions.doc == NULL)
    return;
  cosell_json_iter_init (&iter, solutions);
  while (cosell_json_iter_next (&iter, NULL, &element))
    {
      g_autofree char *id = cosell_json_dup_string (cosell_json_member (element, "id"));

      if (id != NULL && *id != '\0' && !has_solution (others, id))
        cosell_store_lessons_count_solution (lessons, id, element, step, at);
    }
}

/* C25: attributes that are typed; what is chosen has its words. */
static void
count_attributes (CosellStoreLessons *lessons, CosellJsonValue was, CosellJsonValue is, gint64 at)
{
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    {
      const CosellMember *member = cosell_member_get ((CosellMemberId) i);
      g_autofree char *old = NULL;
      g_autofree char *value = NULL;

      if (member->type == NULL || member->choices != NULL)
        continue;
      old = cosell_referral_read_display_value (cosell_member_place_value (was, member->path));
      value = cosell_referral_read_display_value (cosell_member_place_value (is, member->path));
      if (g_strcmp0 (old, value) == 0)
        continue;
      if (old != NULL)
        cosell_store_lessons_count_attribute (lessons, member->type, old, -1, at);
      if (value != NULL)
        cosell_store_lessons_count_attribute (lessons, member->type, value, 1, at);
    }
}

/* C22: a team that another partner sent has that partner's people in it. */
static gboolean
is_of_partner (CosellJsonValue referral)
{
  g_autofree char *inviter = cosell_referral_read_inviter (referral);
  g_autofree char *owner = cosell_referral_read_id (referral, "organizationId");

  return inviter != NULL && !cosell_referral_same_id (inviter, "msft") &&
         !cosell_referral_same_id (inviter, owner);
}

/* Who of the referral is of our company, as far as it and the account alone say so. Returns:
 * (transfer full) */
static CosellParties *
read_parties (CosellStore *self, CosellJsonValue referral)
{
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
  g_autofree char *me = NULL;
  g_autoptr (JsonObject) root = NULL;

  cosell_store_get_meta (self, COSELL_META_ME, &me, NULL);
  root = me != NULL ? cosell_json_gate_read_object (me, -1) : NULL;
  deal->p2p = TRUE;
  deal->direction = COSELL_DIRECTION_INBOUND;
  return cosell_parties_new (deal, referral,
                             cosell_json_gate_text (cosell_json_gate_object (root, "user"),
                                                    "email"));
}

static gboolean
has_member (CosellJsonValue referral, CosellJsonValue member)
{
  CosellJsonValue team = array_at (referral, COSELL_PATH_TEAM);
  g_autofree char *email = cosell_referral_read_display (member, "email");
  CosellJsonIter iter;
  CosellJsonValue element;

  if (team.doc == NULL || email == NULL)
    return FALSE;
  cosell_json_iter_init (&iter, team);
  while (cosell_json_iter_next (&iter, NULL, &element))
    {
      g_autofree char *other = cosell_referral_read_display (element, "email");

      if (other != NULL && g_ascii_strcasecmp (other, email) == 0)
        return TRUE;
    }
  return FALSE;
}

/* C8: people of our own company. was: (doc NULL: nobody typed it) before somebody here changed it
 */
static void
learn_team (CosellStore *self,
            CosellStoreLessons *lessons,
            CosellJsonValue was,
            CosellJsonValue referral,
            gint64 at)
{
  CosellJsonValue team = array_at (referral, COSELL_PATH_TEAM);
  g_autoptr (CosellParties) parties =
      team.doc != NULL && is_of_partner (referral) ? read_parties (self, referral) : NULL;
  CosellJsonIter iter;
  CosellJsonValue element;

  if (team.doc == NULL)
    return;
  cosell_json_iter_init (&iter, team);
  while (cosell_json_iter_next (&iter, NULL, &element))
    {
      g_autofree char *email =
          parties != NULL ? cosell_referral_read_display (element, "email") : NULL;

      if (parties == NULL || (was.doc != NULL && !has_member (was, element)) ||
          (email != NULL && cosell_parties_is_known (parties, email)))
        cosell_store_lessons_add_member (lessons, element, at);
    }
}

/* typed: what was became what is by somebody here */
static void
learn (CosellStore *self,
       CosellStoreLessons *lessons,
       CosellJsonValue was,
       CosellJsonValue is,
       gint64 at,
       gboolean typed)
{
  if (at == COSELL_NO_TIME)
    at = 0;
  count_solutions (lessons, was, is, -1, at);
  count_solutions (lessons, is, was, 1, at);
  count_attributes (lessons, was, is, at);
  if (is.doc == NULL)
    return;
  cosell_store_lessons_add_customer (lessons, cosell_json_member (is, "customerProfile"), at);
  learn_team (self, lessons, typed ? was : (CosellJsonValue){ NULL, 0 }, is, at);
}

void
cosell_store_learn_arrival (CosellStore *self,
                            CosellStoreLessons *lessons,
                            CosellJsonValue referral,
                            gint64 at)
{
  learn (self, lessons, (CosellJsonValue){ NULL, 0 }, referral, at, FALSE);
}

static gboolean
learn_texts (CosellStore *self,
             const char *old,
             const char *text,
             gint64 at,
             gboolean typed,
             GError **error)
{
  g_autoptr (CosellJson) before = old != NULL ? cosell_json_parse (old, -1, NULL) : NULL;
  g_autoptr (CosellJson) after = text != NULL ? cosell_json_parse (text, -1, NULL) : NULL;
  g_autoptr (CosellStoreLessons) lessons = cosell_store_lessons_new ();

  learn (self, lessons, cosell_json_root (before), cosell_json_root (after), at, typed);
  return cosell_store_lessons_write (lessons, self, error);
}

gboolean
cosell_store_index_suggestions (CosellStore *self,
                                const char *old,
                                const char *text,
                                gint64 at,
                                GError **error)
{
  return learn_texts (self, old, text, at, FALSE, error);
}

gboolean
cosell_store_learn_typed (CosellStore *self, const char *old, const char *text, GError **error)
{
  return learn_texts (self, old, text, cosell_store_now (self), TRUE, error);
}

gboolean
cosell_store_forget_suggestions (CosellStore *self, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM suggested_customer",
    "DELETE FROM suggested_member",
    "DELETE FROM suggested_solution",
    "DELETE FROM suggested_attribute",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      CosellStatement *statement = cosell_store_prepare (self, statements[i], error);

      if (statement == NULL || !cosell_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
read_texts (CosellStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  CosellStep step;

  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    g_ptr_array_add (texts, cosell_statement_dup_text (statement, 0));
  return step == COSELL_STEP_DONE ? g_steal_pointer (&texts) : NULL;
}

/* sql: with ?1 a text (nullable) and ?2 how many at most */
static GPtrArray *
suggest (CosellStore *self, const char *sql, const char *text, guint limit, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, sql, error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_text (statement, 1, text);
  cosell_statement_bind_int (statement, 2, limit);
  return read_texts (statement, error);
}

GPtrArray *
cosell_store_suggested_customers (CosellStore *self,
                                  const char *search,
                                  guint limit,
                                  GError **error)
{
  g_autofree char *folded = search != NULL ? cosell_intl_fold (search) : NULL;

  return suggest (self,
                  "SELECT json FROM suggested_customer "
                  "WHERE ?1 IS NULL OR instr(name_key, ?1) > 0 "
                  "ORDER BY used_at DESC, name_key LIMIT ?2",
                  folded, limit, error);
}

GPtrArray *
cosell_store_suggested_members (CosellStore *self, guint limit, GError **error)
{
  return suggest (self, "SELECT json FROM suggested_member ORDER BY used_at DESC, email LIMIT ?2",
                  NULL, limit, error);
}

GPtrArray *
cosell_store_suggested_solutions (CosellStore *self, guint limit, GError **error)
{
  return suggest (self,
                  "SELECT json FROM suggested_solution WHERE uses > 0 "
                  "ORDER BY uses DESC, used_at DESC, id LIMIT ?2",
                  NULL, limit, error);
}

/* C24: newest first. */
GPtrArray *
cosell_store_suggested_campaigns (CosellStore *self, guint limit, GError **error)
{
  return suggest (self,
                  "SELECT campaign_id FROM deal WHERE campaign_id IS NOT NULL "
                  "GROUP BY campaign_id ORDER BY max(created_at) DESC, max(id) DESC, campaign_id "
                  "LIMIT ?2",
                  NULL, limit, error);
}

GPtrArray *
cosell_store_suggested_attributes (CosellStore *self, const char *type, guint limit, GError **error)
{
  return suggest (self,
                  "SELECT value FROM suggested_attribute WHERE type = ?1 AND uses > 0 "
                  "ORDER BY used_at DESC, value LIMIT ?2",
                  type, limit, error);
}

char *
cosell_store_last_location (CosellStore *self, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self,
                                    "SELECT location FROM deal WHERE tab = 1 AND location <> '' "
                                    "ORDER BY created_at DESC, id DESC LIMIT 1",
                                    error);
  if (statement == NULL)
    return NULL;
  return cosell_statement_step (statement, error) == COSELL_STEP_ROW
             ? cosell_statement_dup_text (statement, 0)
             : NULL;
}
