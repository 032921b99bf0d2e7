#include "model/cosell-eligibility.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-referral-reader.h"

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
  if (self == NULL)
    return;
  g_clear_pointer (&self->never, g_free);
  g_clear_pointer (&self->failing, g_ptr_array_unref);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);
}

static gboolean
may (const CosellDealData *deal, CosellAction action)
{
  g_auto (CosellVerdict) verdict = { FALSE };

  cosell_rules_check (deal, action, 0, &verdict);
  return verdict.allowed;
}

/* The same of a received deal as it will be once it is accepted. */
static gboolean
may_later (const CosellDealData *deal, CosellAction action)
{
  g_autoptr (CosellDealData) accepted = NULL;

  if (deal->status != COSELL_DEAL_STATUS_RECEIVED)
    return may (deal, action);
  accepted = cosell_deal_data_copy (deal);
  accepted->status = COSELL_DEAL_STATUS_ACCEPTED;
  return may (accepted, action);
}

/* A private deal can still be shown to Microsoft, if a rule lets it (A8, A9). */
static Line
line_of_type (const CosellDealData *deal)
{
  switch ((CosellDealType) deal->type)
    {
    case COSELL_DEAL_TYPE_CO_SELL:
    case COSELL_DEAL_TYPE_PARTNER_LED:
      return LINE_HOLDS;
    case COSELL_DEAL_TYPE_PRIVATE:
      return deal->status == COSELL_DEAL_STATUS_DRAFT || may_later (deal, COSELL_ACTION_SHARE) ||
                     may_later (deal, COSELL_ACTION_INVITE_MICROSOFT)
                 ? LINE_WAITS
                 : LINE_FAILS;
    case COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT:
    case COSELL_DEAL_TYPE_LEAD:
      return LINE_FAILS;
    }
  g_assert_not_reached ();
}

static const char *
words_of_type (const CosellDealData *deal, Line line, gboolean hope)
{
  switch ((CosellDealType) deal->type)
    {
    case COSELL_DEAL_TYPE_CO_SELL:
    case COSELL_DEAL_TYPE_PARTNER_LED:
      break;
    case COSELL_DEAL_TYPE_PRIVATE:
      if (line == LINE_WAITS && hope && deal->status != COSELL_DEAL_STATUS_RECEIVED)
        return _ ("A private deal cannot be registered. Let Microsoft sellers view it, or "
                  "invite Microsoft, before it is won.");
      return _ ("A private deal cannot be registered.");
    case COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT:
      return _ ("A solution assessment cannot be registered.");
    case COSELL_DEAL_TYPE_LEAD:
      return _ ("A lead cannot be registered, only a co-sell or partner-led deal.");
    }
  g_assert_not_reached ();
}

static gboolean
is_eligible_id (const char *id, gssize length, GHashTable *eligible)
{
  g_autofree char *key = g_ascii_strdown (id, length);

  return eligible != NULL && g_hash_table_contains (eligible, key);
}

static gboolean
is_eligible (CosellJsonValue solution, GHashTable *eligible)
{
  g_autofree char *id = cosell_referral_read_text (solution, "id");

  return id != NULL && is_eligible_id (id, -1, eligible);
}

static Line
line_of_solutions (const CosellDealData *deal, CosellJsonValue own, GHashTable *eligible)
{
  CosellJsonValue solution;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_referral_read_solutions (own));
  while (cosell_json_iter_next (&iter, NULL, &solution))
    if (is_eligible (solution, eligible))
      return LINE_HOLDS;
  if (eligible == NULL)
    return LINE_UNKNOWN;
  /* A6: the solution of an assessment is fixed */
  if (cosell_deal_status_is_closed ((CosellDealStatus) deal->status) ||
      deal->type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT)
    return LINE_FAILS;
  return LINE_WAITS;
}

static const char *
words_of_solutions (const CosellDealData *deal, Line line, gboolean hope)
{
  if (line == LINE_UNKNOWN)
    return _ ("Whether a solution of this deal is eligible for incentives is not known here. "
              "Look at its co-sell status in Partner Center.");
  if (line == LINE_WAITS && hope && may (deal, COSELL_ACTION_EDIT))
    return _ ("No solution of this deal is eligible for incentives. Add one that is, if it "
              "is part of what the customer buys.");
  return _ ("No solution of this deal is eligible for incentives.");
}

/* Whether Microsoft sent the deal: its seller is in it from the start. */
static gboolean
is_from_microsoft (const CosellDealData *deal)
{
  return deal->direction == COSELL_DIRECTION_INBOUND && !deal->p2p;
}

static Line
line_of_microsoft (const CosellDealData *deal)
{
  if (deal->type != COSELL_DEAL_TYPE_CO_SELL)
    return LINE_HOLDS;
  switch ((CosellDealStatus) deal->microsoft_status)
    {
    case COSELL_DEAL_STATUS_ACCEPTED:
    case COSELL_DEAL_STATUS_WON:
      return LINE_HOLDS;
    case COSELL_DEAL_STATUS_DRAFT:
      return is_from_microsoft (deal) ? LINE_HOLDS : LINE_UNKNOWN;
    case COSELL_DEAL_STATUS_RECEIVED:
      /* nobody answers a deal that is over */
      return cosell_deal_status_is_closed ((CosellDealStatus) deal->status) &&
                     deal->status != COSELL_DEAL_STATUS_WON
                 ? LINE_FAILS
                 : LINE_WAITS;
    case COSELL_DEAL_STATUS_DECLINED:
    case COSELL_DEAL_STATUS_EXPIRED:
    case COSELL_DEAL_STATUS_LOST:
    case COSELL_DEAL_STATUS_ERROR:
      return LINE_FAILS;
    }
  g_assert_not_reached ();
}

static const char *
words_of_microsoft (const CosellDealData *deal, Line line, gboolean others_hold)
{
  gboolean anew = others_hold && may (deal, COSELL_ACTION_RECREATE);

  switch ((CosellDealStatus) deal->microsoft_status)
    {
    case COSELL_DEAL_STATUS_ACCEPTED:
    case COSELL_DEAL_STATUS_WON:
      break;
    case COSELL_DEAL_STATUS_DRAFT:
      return _ ("Microsoft’s answer cannot be seen here. The deal can be registered if "
                "Microsoft accepted it or marked it as won.");
    case COSELL_DEAL_STATUS_RECEIVED:
      if (line == LINE_WAITS && others_hold)
        return _ ("Microsoft has not answered the invitation yet. The deal can be registered "
                  "once Microsoft accepts it.");
      return _ ("Microsoft has not answered the invitation.");
    case COSELL_DEAL_STATUS_DECLINED:
      return anew ? _ ("Microsoft declined the invitation. Recreate the deal to invite "
                       "Microsoft again.")
                  : _ ("Microsoft declined the invitation.");
    case COSELL_DEAL_STATUS_EXPIRED:
      return anew ? _ ("Microsoft’s invitation expired without an answer. Recreate the deal to "
                       "invite Microsoft again.")
                  : _ ("Microsoft’s invitation expired without an answer.");
    case COSELL_DEAL_STATUS_LOST:
    case COSELL_DEAL_STATUS_ERROR:
      return _ ("Microsoft closed its side of the deal without winning it.");
    }
  g_assert_not_reached ();
}

static Line
line_of_status (const CosellDealData *deal)
{
  if (deal->status == COSELL_DEAL_STATUS_WON)
    return LINE_HOLDS;
  return cosell_deal_status_is_closed ((CosellDealStatus) deal->status) ? LINE_FAILS : LINE_WAITS;
}

static const char *
words_of_status (const CosellDealData *deal, gboolean others_hold)
{
  switch ((CosellDealStatus) deal->status)
    {
    case COSELL_DEAL_STATUS_WON:
      break;
    case COSELL_DEAL_STATUS_DRAFT:
      return _ ("Only a deal that was won can be registered, and this one is a draft.");
    case COSELL_DEAL_STATUS_RECEIVED:
      return others_hold ? _ ("Only a deal that was won can be registered. Accept it first, and "
                              "mark it as won when the customer has signed.")
                         : _ ("Only a deal that was won can be registered.");
    case COSELL_DEAL_STATUS_ACCEPTED:
      return others_hold ? _ ("Only a deal that was won can be registered. Mark it as won when the "
                              "customer has signed.")
                         : _ ("Only a deal that was won can be registered.");
    case COSELL_DEAL_STATUS_LOST:
    case COSELL_DEAL_STATUS_DECLINED:
    case COSELL_DEAL_STATUS_EXPIRED:
    case COSELL_DEAL_STATUS_ERROR:
      return others_hold && may (deal, COSELL_ACTION_RECREATE)
                 ? _ ("The deal was closed without being won. Recreate it to take it up again.")
                 : _ ("The deal was closed without being won.");
    }
  g_assert_not_reached ();
}

static void
say (CosellEligibility *self, Line line, const char *reason)
{
  g_ptr_array_add (self->reasons, g_strdup (reason));
  if (line == LINE_FAILS)
    {
      g_autofree char *before = g_steal_pointer (&self->never);

      self->never = before != NULL ? g_strconcat (before, " ", reason, NULL) : g_strdup (reason);
    }
  if (line != LINE_UNKNOWN)
    g_ptr_array_add (self->failing, g_ptr_array_index (self->reasons, self->reasons->len - 1));
}

/* What would help is said only while it can still come true: where another line fails for good, it
 * cannot. */
static void
say_lines (CosellEligibility *self,
           const CosellDealData *deal,
           Line type,
           Line solutions,
           Line status,
           Line microsoft)
{
  if (type != LINE_HOLDS)
    say (self, type,
         words_of_type (deal, type, MAX (solutions, MAX (status, microsoft)) < LINE_FAILS));
  if (solutions != LINE_HOLDS)
    say (self, solutions,
         words_of_solutions (deal, solutions, MAX (type, MAX (status, microsoft)) < LINE_FAILS));
  if (status != LINE_HOLDS)
    say (self, status, words_of_status (deal, MAX (type, MAX (solutions, microsoft)) < LINE_FAILS));
  if (microsoft != LINE_HOLDS)
    say (self, microsoft,
         words_of_microsoft (deal, microsoft,
                             MAX (type, solutions) < LINE_FAILS &&
                                 (status < LINE_FAILS || microsoft == LINE_FAILS)));
}

/* E3: how much of the 72 hours was missing, µs; 0 for none. */
static gint64
missing_at_the_end (const CosellDealData *deal)
{
  gint64 missing;

  if (deal->status != COSELL_DEAL_STATUS_WON || deal->closed_at == COSELL_NO_TIME ||
      deal->created_at == COSELL_NO_TIME)
    return 0;
  missing = deal->created_at + COSELL_REGISTRATION_WAIT - deal->closed_at;
  return missing > 0 ? missing : 0;
}

char *
cosell_eligibility_warn_early (const CosellDealData *deal)
{
  gint64 missing = missing_at_the_end (deal);
  guint hours = (guint) ((missing + G_TIME_SPAN_HOUR - 1) / G_TIME_SPAN_HOUR);

  if (missing == 0)
    return NULL;
  return g_strdup_printf (
      ngettext ("The deal was marked as won %u hour before 72 hours were over since it was "
                "created. The registration may be refused for it.",
                "The deal was marked as won %u hours before 72 hours were over since it was "
                "created. The registration may be refused for it.",
                hours),
      hours);
}

void
cosell_eligibility_check (const CosellDealData *deal,
                          CosellJsonValue own,
                          GHashTable *eligible,
                          CosellEligibility *result)
{
  gboolean open;
  Line type, solutions, microsoft, status, others;
  char *early;

  g_return_if_fail (deal != NULL && result != NULL);

  open = !cosell_deal_status_is_closed ((CosellDealStatus) deal->status);
  result->within_reach = FALSE;
  result->never = NULL;
  result->reasons = g_ptr_array_new_with_free_func (g_free);
  result->failing = g_ptr_array_new ();
  /* E2: what the service shows counts more than what is known here */
  if (deal->status == COSELL_DEAL_STATUS_WON && deal->registration_status != NULL)
    {
      result->state = COSELL_ELIGIBILITY_YES;
      return;
    }
  type = line_of_type (deal);
  solutions = line_of_solutions (deal, own, eligible);
  status = line_of_status (deal);
  microsoft = line_of_microsoft (deal);
  say_lines (result, deal, type, solutions, status, microsoft);
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
  early = others < LINE_FAILS ? cosell_eligibility_warn_early (deal) : NULL;
  if (early != NULL)
    g_ptr_array_add (result->reasons, early);
}

/* The same of the row's lines. */
static gboolean
has_eligible (const char *solutions, GHashTable *eligible)
{
  while (solutions != NULL && *solutions != '\0')
    {
      if (is_eligible_id (solutions, (gssize) strcspn (solutions, "\t\n"), eligible))
        return TRUE;
      solutions = strchr (solutions, '\n');
      if (solutions != NULL)
        solutions++;
    }
  return FALSE;
}

gboolean
cosell_eligibility_find (const CosellDealData *deal, GHashTable *eligible)
{
  g_return_val_if_fail (deal != NULL, FALSE);

  if (deal->status == COSELL_DEAL_STATUS_WON && deal->registration_status != NULL)
    return TRUE;
  return (deal->type == COSELL_DEAL_TYPE_CO_SELL || deal->type == COSELL_DEAL_TYPE_PARTNER_LED) &&
         line_of_status (deal) != LINE_FAILS && line_of_microsoft (deal) == LINE_HOLDS &&
         has_eligible (deal->solutions, eligible);
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
      g_autofree char *id = cosell_referral_read_text (solution, "id");

      if (id != NULL && (cosell_referral_read_bool (solution, "eligible") ||
                         cosell_referral_read_bool (solution, "incentiveEligible")))
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
