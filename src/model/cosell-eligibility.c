#include "model/cosell-eligibility.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-wire.h"

G_DEFINE_ENUM_TYPE (CosellEligibilityState,
                    cosell_eligibility_state,
                    G_DEFINE_ENUM_VALUE (COSELL_ELIGIBILITY_NO, "no"),
                    G_DEFINE_ENUM_VALUE (COSELL_ELIGIBILITY_AFTER_WON, "after-won"),
                    G_DEFINE_ENUM_VALUE (COSELL_ELIGIBILITY_YES, "yes"),
                    G_DEFINE_ENUM_VALUE (COSELL_ELIGIBILITY_UNKNOWN, "unknown"))

/* What one line of E1 says. */
typedef enum
{
  LINE_HOLDS,
  LINE_UNKNOWN, /* cannot be seen */
  LINE_WAITS,   /* fails as it stands; somebody may still change it */
  LINE_FAILS,   /* for good */
} Line;

void
cosell_eligibility_clear (CosellEligibility *self)
{
  g_clear_pointer (&self->failing, g_ptr_array_unref);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);
}

static Line
say (CosellEligibility *self, Line line, const char *reason)
{
  g_ptr_array_add (self->reasons, g_strdup (reason));
  if (line != LINE_UNKNOWN)
    g_ptr_array_add (self->failing, g_ptr_array_index (self->reasons, self->reasons->len - 1));
  return line;
}

static Line
check_type (CosellEligibility *self, const CosellDealData *deal, gboolean open)
{
  switch ((CosellDealType) deal->type)
    {
    case COSELL_DEAL_TYPE_CO_SELL:
    case COSELL_DEAL_TYPE_PARTNER_LED:
      return LINE_HOLDS;
    case COSELL_DEAL_TYPE_PRIVATE:
      if (open)
        return say (self, LINE_FAILS,
                    _ ("A private deal cannot be registered. Let Microsoft sellers view it, or "
                       "invite Microsoft, before it is won."));
      return say (self, LINE_FAILS, _ ("A private deal cannot be registered."));
    case COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT:
      return say (self, LINE_FAILS, _ ("A solution assessment cannot be registered."));
    case COSELL_DEAL_TYPE_LEAD:
      return say (self, LINE_FAILS,
                  _ ("A lead cannot be registered, only a co-sell or partner-led deal."));
    }
  g_assert_not_reached ();
}

static gboolean
is_eligible (CosellJsonValue solution, GHashTable *eligible)
{
  g_autofree char *id = cosell_wire_text (solution, "id");
  g_autofree char *key = id != NULL ? g_ascii_strdown (id, -1) : NULL;

  return key != NULL && eligible != NULL && g_hash_table_contains (eligible, key);
}

static Line
check_solutions (CosellEligibility *self, CosellJsonValue own, GHashTable *eligible, gboolean open)
{
  CosellJsonValue solution;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_wire_solutions (own));
  while (cosell_json_iter_next (&iter, NULL, &solution))
    if (is_eligible (solution, eligible))
      return LINE_HOLDS;
  if (eligible == NULL)
    return say (self, LINE_UNKNOWN,
                _ ("Whether a solution of this deal is eligible for incentives is not known here. "
                   "Look at its co-sell status in Partner Center."));
  if (open)
    return say (self, LINE_WAITS,
                _ ("No solution of this deal is eligible for incentives. Add one that is, if it "
                   "is part of what the customer buys."));
  return say (self, LINE_FAILS, _ ("No solution of this deal is eligible for incentives."));
}

static Line
check_microsoft (CosellEligibility *self, const CosellDealData *deal)
{
  if (deal->type != COSELL_DEAL_TYPE_CO_SELL)
    return LINE_HOLDS;
  switch ((CosellDealStatus) deal->microsoft_status)
    {
    case COSELL_DEAL_STATUS_ACCEPTED:
    case COSELL_DEAL_STATUS_WON:
      return LINE_HOLDS;
    case COSELL_DEAL_STATUS_DRAFT:
      return say (self, LINE_UNKNOWN,
                  _ ("Microsoft’s answer cannot be seen here. The deal can be registered if "
                     "Microsoft accepted it or marked it as won."));
    case COSELL_DEAL_STATUS_RECEIVED:
      return say (self, LINE_WAITS,
                  _ ("Microsoft has not answered the invitation yet. The deal can be registered "
                     "once Microsoft accepts it."));
    case COSELL_DEAL_STATUS_DECLINED:
      return say (self, LINE_FAILS,
                  _ ("Microsoft declined the invitation. Create the deal anew to invite Microsoft "
                     "again."));
    case COSELL_DEAL_STATUS_EXPIRED:
      return say (self, LINE_FAILS,
                  _ ("Microsoft’s invitation expired without an answer. Create the deal anew to "
                     "invite Microsoft again."));
    case COSELL_DEAL_STATUS_LOST:
    case COSELL_DEAL_STATUS_ERROR:
      return say (self, LINE_FAILS,
                  _ ("Microsoft closed its side of the deal without winning it."));
    }
  g_assert_not_reached ();
}

static Line
check_status (CosellEligibility *self, const CosellDealData *deal)
{
  switch ((CosellDealStatus) deal->status)
    {
    case COSELL_DEAL_STATUS_WON:
      return LINE_HOLDS;
    case COSELL_DEAL_STATUS_DRAFT:
      return say (self, LINE_WAITS,
                  _ ("Only a deal that was won can be registered, and this one "
                     "is a draft."));
    case COSELL_DEAL_STATUS_RECEIVED:
      return say (self, LINE_WAITS,
                  _ ("Only a deal that was won can be registered. Accept it first, and mark it as "
                     "won when the customer has signed."));
    case COSELL_DEAL_STATUS_ACCEPTED:
      return say (self, LINE_WAITS,
                  _ ("Only a deal that was won can be registered. Mark it as won when the "
                     "customer has signed."));
    case COSELL_DEAL_STATUS_LOST:
    case COSELL_DEAL_STATUS_DECLINED:
    case COSELL_DEAL_STATUS_EXPIRED:
    case COSELL_DEAL_STATUS_ERROR:
      return say (self, LINE_FAILS,
                  _ ("The deal was closed without being won. Create it anew to take it up again."));
    }
  g_assert_not_reached ();
}

void
cosell_eligibility_check (const CosellDealData *deal,
                          CosellJsonValue own,
                          GHashTable *eligible,
                          CosellEligibility *result)
{
  gboolean open;
  Line type, solutions, microsoft, status, others;

  g_return_if_fail (deal != NULL && result != NULL);

  open = !cosell_deal_status_is_closed ((CosellDealStatus) deal->status);
  result->within_reach = FALSE;
  result->reasons = g_ptr_array_new_with_free_func (g_free);
  result->failing = g_ptr_array_new ();
  /* E2: what the service shows counts more than what is known here */
  if (deal->status == COSELL_DEAL_STATUS_WON && deal->registration_status != NULL)
    {
      result->state = COSELL_ELIGIBILITY_YES;
      return;
    }
  type = check_type (result, deal, open);
  solutions = check_solutions (result, own, eligible, open);
  status = check_status (result, deal);
  microsoft = check_microsoft (result, deal);
  others = MAX (type, MAX (solutions, microsoft));
  if (others == LINE_HOLDS && status == LINE_WAITS)
    result->state = COSELL_ELIGIBILITY_AFTER_WON;
  else if (MAX (others, status) == LINE_HOLDS)
    result->state = COSELL_ELIGIBILITY_YES;
  else if (status != LINE_FAILS && others == LINE_UNKNOWN)
    result->state = COSELL_ELIGIBILITY_UNKNOWN;
  else
    result->state = COSELL_ELIGIBILITY_NO;
  result->within_reach =
      open && type == LINE_HOLDS && solutions <= LINE_UNKNOWN && microsoft <= LINE_WAITS;
}

char *
cosell_eligibility_refusal (const CosellEligibility *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && self->failing != NULL, NULL);

  for (guint i = 0; i < self->failing->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (self->failing, i));
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

GHashTable *
cosell_eligibility_read_catalog (const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  g_autoptr (GHashTable) ids = NULL;
  CosellJsonValue list, solution;
  CosellJsonIter iter;

  if (doc == NULL)
    return NULL;
  list = cosell_json_member (cosell_json_root (doc), "value");
  if (cosell_json_kind (list) != COSELL_JSON_ARRAY)
    return NULL;
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cosell_json_iter_init (&iter, list);
  while (cosell_json_iter_next (&iter, NULL, &solution))
    {
      g_autofree char *id = cosell_wire_text (solution, "id");

      if (id != NULL && (cosell_wire_bool (solution, "eligible") ||
                         cosell_wire_bool (solution, "incentiveEligible")))
        g_hash_table_add (ids, g_ascii_strdown (id, -1));
    }
  return g_steal_pointer (&ids);
}

gint64
cosell_eligibility_safe_at (const CosellDealData *deal)
{
  g_return_val_if_fail (deal != NULL, COSELL_NO_TIME);

  if (deal->remote_id == NULL || deal->created_at == COSELL_NO_TIME)
    return COSELL_NO_TIME;
  return deal->created_at + COSELL_REGISTRATION_WAIT;
}

gboolean
cosell_eligibility_guard (const CosellDealData *deal,
                          const CosellEligibility *eligibility,
                          gint64 now,
                          CosellVerdict *verdict)
{
  gint64 safe_at;
  g_autofree char *instant = NULL;

  g_return_val_if_fail (deal != NULL && eligibility != NULL && verdict != NULL, FALSE);

  safe_at = cosell_eligibility_safe_at (deal);
  if (!eligibility->within_reach || (safe_at != COSELL_NO_TIME && now >= safe_at) ||
      (deal->remote_id != NULL && safe_at == COSELL_NO_TIME))
    return FALSE;
  verdict->allowed = FALSE;
  verdict->rules = "E3";
  if (safe_at == COSELL_NO_TIME)
    verdict->reason =
        g_strdup (_ ("The service does not have the deal yet, and a deal that is won less than 72 "
                     "hours after it was created may be refused when it is registered. It can be "
                     "marked as won when 72 hours are over, or now all the same."));
  else
    {
      /* whole seconds read better, and the next one is never too early */
      instant =
          cosell_time_format ((safe_at + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC * G_USEC_PER_SEC);
      /* Translators: %s is an instant like 2026-11-22T08:00:00Z */
      verdict->reason = g_strdup_printf (
          _ ("A deal that is won less than 72 hours after it was created may be refused when it is "
             "registered. For this one 72 hours are over at %s: it can be marked as won then, or "
             "now all the same."),
          instant);
    }
  return TRUE;
}
