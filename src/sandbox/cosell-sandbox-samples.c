/* Which deals there are: a table of kinds, of which every hundred deals have the same mix. */
#include "sandbox/cosell-sandbox-samples.h"

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-deal.h"

#define DAY G_TIME_SPAN_DAY
#define HOUR G_TIME_SPAN_HOUR
#define SLOTS 100
#define OLDEST (200 * DAY)

/* cosell-sandbox(1): ≥ 40 % inbound, 5 received, 5 accepted inbound co-sell from Microsoft, 2 of
 * each way to close. */
static const SampleKind kinds[] = {
  { 9, FROM_MICROSOFT, CO_SELL, RECEIVED, ACCEPTED },
  { 3, FROM_PARTNER, P2P, RECEIVED, ACCEPTED },
  { 14, FROM_MICROSOFT, CO_SELL, ACCEPTED, ACCEPTED },
  { 5, FROM_PARTNER, P2P, ACCEPTED, ACCEPTED },
  { 5, FROM_MICROSOFT, CO_SELL, WON, WON },
  { 3, FROM_MICROSOFT, CO_SELL, LOST, ACCEPTED },
  { 3, FROM_MICROSOFT, CO_SELL, DECLINED, ACCEPTED },
  { 3, FROM_MICROSOFT, CO_SELL, EXPIRED, ACCEPTED },
  { 1, FROM_PARTNER, P2P, WON, WON },
  { 1, FROM_PARTNER, P2P, DECLINED, ACCEPTED },
  { 3, FROM_LEAD, PRIVATE, RECEIVED, RECEIVED },
  { 1, FROM_LEAD, PRIVATE, ACCEPTED, RECEIVED },
  { 7, FROM_SELF, PRIVATE, ACCEPTED, RECEIVED },
  { 1, FROM_SELF, PRIVATE, WON, RECEIVED },
  { 2, FROM_SELF, PRIVATE, LOST, RECEIVED },
  { 7, FROM_SELF, PARTNER_LED, ACCEPTED, RECEIVED },
  { 2, FROM_SELF, PARTNER_LED, WON, RECEIVED },
  { 1, FROM_SELF, PARTNER_LED, LOST, RECEIVED },
  { 6, FROM_SELF, CO_SELL, ACCEPTED, RECEIVED },
  { 9, FROM_SELF, CO_SELL, ACCEPTED, ACCEPTED },
  { 2, FROM_SELF, CO_SELL, ACCEPTED, DECLINED },
  { 2, FROM_SELF, CO_SELL, ACCEPTED, EXPIRED },
  { 3, FROM_SELF, CO_SELL, WON, ACCEPTED },
  { 1, FROM_SELF, CO_SELL, LOST, ACCEPTED },
  { 2, FROM_SELF, P2P, ACCEPTED, ACCEPTED },
  { 1, FROM_SELF, P2P_MICROSOFT, ACCEPTED, ACCEPTED },
  { 2, FROM_SELF, ASSESSMENT, ACCEPTED, RECEIVED },
  { 1, FROM_SELF, PARTNER_LED, FAILED, RECEIVED },
};

/* What is sent when somebody wishes a lead. */
static const SampleKind sent_lead = { 0, FROM_LEAD, PRIVATE, RECEIVED, RECEIVED, LEAD_CONTACT };

/* Hours that are left to answer a received deal, one deal after the other: some of them are
 * short. */
static const guint hours_left[] = { 5, 30, 61, 100, 160, 20, 210, 250, 290, 315, 80, 330 };

static const SampleKind *
pick_kind (guint index, guint *turn)
{
  guint slot = (index * 37 + 11) % SLOTS;
  const SampleKind *lead = sandbox_lead_find (slot);

  if (lead != NULL)
    {
      *turn = index / SLOTS;
      return lead;
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (slot < kinds[i].count)
        {
          *turn = index / SLOTS * kinds[i].count + slot;
          return &kinds[i];
        }
      slot -= kinds[i].count;
    }
  g_return_val_if_reached (&kinds[0]);
}

static void
pick_solutions (SampleDeal *deal)
{
  SandboxSample *sample = &deal->sample;
  const char *const plan[] = { deal->kind->type == ASSESSMENT ? "assessment" : "own", "microsoft",
                               "third-party" };
  guint n = 1;

  if (deal->kind->type != ASSESSMENT && sandbox_sample_chance (sample, 45))
    n = sandbox_sample_chance (sample, 30) ? 3 : 2;
  for (guint i = 0; i < n; i++)
    {
      const SandboxSolution *found[64];
      guint n_found = 0;

      for (const SandboxSolution *s = sandbox_solutions; s->id != NULL; s++)
        if (g_str_equal (s->kind, plan[i]) && s->co_sell_ready)
          found[n_found++] = s;
      /* the best known product comes up most often */
      sample->solutions[i] = i == 0 && sandbox_sample_chance (sample, 35)
                                 ? found[0]
                                 : found[sandbox_random_below (&sample->random, n_found)];
    }
  sample->solutions[n] = NULL;
}

static void
pick_times (SampleDeal *deal)
{
  SandboxSample *sample = &deal->sample;
  gint64 now = sample->now;
  gint64 latest;
  gboolean own = deal->kind->sender == FROM_SELF;

  deal->accepted = deal->closed = COSELL_NO_TIME;
  switch (deal->kind->state)
    {
    case RECEIVED:
      deal->created = now - SANDBOX_ANSWER_TIME +
                      (gint64) hours_left[deal->turn % G_N_ELEMENTS (hours_left)] * HOUR +
                      sandbox_sample_between (sample, 0, HOUR);
      deal->created = MIN (deal->created, now - 10 * G_TIME_SPAN_MINUTE);
      deal->updated = deal->created;
      break;
    case ACCEPTED:
      /* an invitation that ran out needs its 14 days */
      latest = deal->kind->other == EXPIRED ? now - 15 * DAY : now - 2 * HOUR;
      deal->created = sandbox_sample_between (sample, now - OLDEST + 10 * DAY, latest);
      deal->accepted =
          own ? deal->created
              : sandbox_sample_between (sample, deal->created, MIN (now, deal->created + 9 * DAY));
      deal->updated = sandbox_sample_between (sample, deal->accepted, now);
      break;
    case WON:
    case LOST:
    case FAILED:
      deal->created = sandbox_sample_between (sample, now - OLDEST, now - 20 * DAY);
      deal->accepted =
          own ? deal->created
              : sandbox_sample_between (sample, deal->created, deal->created + 9 * DAY);
      deal->closed = sandbox_sample_between (sample, deal->accepted + 4 * DAY, now - HOUR);
      deal->updated = deal->closed;
      break;
    case DECLINED:
      deal->created = sandbox_sample_between (sample, now - OLDEST, now - 15 * DAY);
      deal->closed =
          sandbox_sample_between (sample, deal->created + HOUR, deal->created + 13 * DAY);
      deal->updated = deal->closed;
      break;
    case EXPIRED:
      deal->created = sandbox_sample_between (sample, now - OLDEST, now - 15 * DAY);
      deal->closed = deal->created + SANDBOX_ANSWER_TIME;
      deal->updated = deal->closed;
      break;
    }
  deal->created = sandbox_sample_trim (sample, deal->created);
  deal->updated = sandbox_sample_trim (sample, deal->updated);
  deal->updated = MAX (deal->updated, deal->created);
}

static void
describe_deal (SampleDeal *deal)
{
  SandboxSample *sample = &deal->sample;
  gint64 close = deal->closed;

  if (deal->kind->state == WON || deal->kind->state == LOST)
    close += sandbox_sample_between (sample, -20 * DAY, 20 * DAY);
  else if (deal->kind->state == ACCEPTED && deal->created < sample->now - 60 * DAY &&
           sandbox_sample_chance (sample, 25))
    /* H3: some have passed their close date */
    close = sample->now - sandbox_sample_between (sample, DAY, 25 * DAY);
  else
    close = MAX (sample->now, deal->created) + sandbox_sample_between (sample, 10 * DAY, 170 * DAY);
  sandbox_sample_describe (sample, close);
  deal->customer_json = sandbox_sample_customer_json (sample);
}

/* Microsoft's or a partner's half of an own deal: asked some time after the deal was made. */
static SampleHalf
invited_half (SampleDeal *deal, const char *organization_id, SampleState state)
{
  SandboxSample *sample = &deal->sample;
  gint64 end = deal->closed != COSELL_NO_TIME ? deal->closed : sample->now;
  SampleHalf half = { .organization_id = organization_id,
                      .state = state,
                      .inviter_id = SANDBOX_OWN_ID,
                      .accepted = COSELL_NO_TIME,
                      .closed = COSELL_NO_TIME };

  half.created = deal->created +
                 sandbox_sample_between (sample, G_TIME_SPAN_SECOND, 40 * 60 * G_TIME_SPAN_SECOND);
  if (state == RECEIVED)
    half.created =
        MAX (half.created,
             sample->now - SANDBOX_ANSWER_TIME +
                 (gint64) hours_left[(deal->turn + 3) % G_N_ELEMENTS (hours_left)] * HOUR);
  half.created = MIN (half.created, sample->now - G_TIME_SPAN_MINUTE);
  half.updated = half.created;
  if (state == ACCEPTED || state == WON)
    half.accepted = half.updated =
        sandbox_sample_between (sample, half.created, MIN (end, half.created + 8 * DAY));
  if (state == DECLINED)
    half.closed = half.updated =
        sandbox_sample_between (sample, half.created, MIN (end, half.created + 12 * DAY));
  if (state == EXPIRED)
    half.closed = half.updated = half.created + SANDBOX_ANSWER_TIME;
  if (state == WON)
    half.closed = half.updated = end;
  return half;
}

/* The half of the one who sent us a deal: theirs is accepted from the beginning. */
static SampleHalf
sender_half (SampleDeal *deal, const char *organization_id)
{
  SampleHalf half = { .organization_id = organization_id,
                      .state = deal->kind->other,
                      .created = deal->created - G_TIME_SPAN_SECOND,
                      .accepted = deal->created - G_TIME_SPAN_SECOND,
                      .updated = deal->created,
                      .closed = COSELL_NO_TIME,
                      .inviter_id = organization_id,
                      .incoming = TRUE };

  if (half.state == WON)
    half.closed = half.updated = deal->closed;
  return half;
}

static const char *
sender_id (SampleDeal *deal)
{
  switch (deal->kind->sender)
    {
    case FROM_SELF:
      return SANDBOX_OWN_ID;
    case FROM_MICROSOFT:
      return SANDBOX_MICROSOFT_ID;
    case FROM_PARTNER:
      return deal->partner->id;
    case FROM_LEAD:
      return g_str_equal (deal->ask.qualification, "Direct") ? NULL : SANDBOX_MICROSOFT_ID;
    }
  g_return_val_if_reached (NULL);
}

static SandboxRecord *
add_own_half (SampleDeal *deal, GError **error)
{
  /* contract 7: own deals that call themselves incoming were seen */
  gboolean odd = deal->kind->sender == FROM_SELF && deal->index % 43 == 6;
  SampleHalf half = { .organization_id = SANDBOX_OWN_ID,
                      .state = deal->kind->state,
                      .created = deal->created,
                      .accepted = deal->accepted,
                      .closed = deal->closed,
                      .updated = deal->updated,
                      .inviter_id = sender_id (deal),
                      .incoming = deal->kind->sender != FROM_SELF || odd };

  return sandbox_deal_add_half (deal, &half, error);
}

static gboolean
add_other_halves (SampleDeal *deal, GError **error)
{
  SampleType type = deal->kind->type;
  SampleHalf half;

  if (deal->kind->sender == FROM_SELF)
    {
      if (type == CO_SELL || type == P2P_MICROSOFT)
        {
          half = invited_half (deal, SANDBOX_MICROSOFT_ID, deal->kind->other);
          if (sandbox_deal_add_half (deal, &half, error) == NULL)
            return FALSE;
        }
      if (type == P2P || type == P2P_MICROSOFT)
        {
          half = invited_half (deal, deal->partner->id, deal->turn % 2 == 0 ? ACCEPTED : RECEIVED);
          return sandbox_deal_add_half (deal, &half, error) != NULL;
        }
      return TRUE;
    }
  /* what the sender does with its half cannot always be seen */
  if (deal->kind->sender == FROM_LEAD || deal->kind->state == RECEIVED || deal->turn % 4 == 3)
    return TRUE;
  half = sender_half (deal, sender_id (deal));
  return sandbox_deal_add_half (deal, &half, error) != NULL;
}

/* Contoso is everywhere, so it is passed over mostly. */
static const SandboxCustomer *
pick_customer (SandboxSample *sample)
{
  GPtrArray *customers = sandbox_catalog_customers ();
  const SandboxCustomer *customer = NULL;

  for (guint i = 0; i < 3; i++)
    {
      customer =
          g_ptr_array_index (customers, sandbox_random_below (&sample->random, customers->len));
      if (!g_str_equal (customer->brand, "Contoso") || sandbox_sample_chance (sample, 20))
        break;
    }
  return customer;
}

static void
deal_begin (SampleDeal *deal,
            SandboxCore *core,
            guint index,
            const SampleKind *kind,
            guint turn,
            gint64 now)
{
  SandboxSample *sample = &deal->sample;
  guint n_partners = 0;

  while (sandbox_partners[n_partners].id != NULL)
    n_partners++;
  deal->core = core;
  deal->index = index;
  deal->kind = kind;
  deal->turn = turn;
  sample->random.state = core->seed * G_GUINT64_CONSTANT (1000003) + index * 7919 + 1;
  sample->now = now;
  sample->engagement_id = sandbox_random_guid (&sample->random);
  sample->customer = pick_customer (sample);
  deal->partner = &sandbox_partners[sandbox_random_below (&sample->random, n_partners)];
  sample->assessment = kind->type == ASSESSMENT;
  sample->shared = kind->type == PARTNER_LED || kind->type == CO_SELL ||
                   kind->type == P2P_MICROSOFT ||
                   (kind->type == P2P && sandbox_sample_chance (sample, 40));
  sample->has_contact = kind->sender != FROM_SELF || kind->type == CO_SELL ||
                        kind->type == P2P_MICROSOFT || sandbox_sample_chance (sample, 75);
  if (kind->sender == FROM_LEAD)
    sandbox_lead_pick (deal);
  /* nobody sees whom a lead that ran out is from */
  if (kind->sender == FROM_LEAD && kind->state == EXPIRED)
    sample->has_contact = FALSE;
  sample->shape = (SandboxShape) (sandbox_random_next (&sample->random) % 128);
  pick_solutions (deal);
}

static void
deal_end (SampleDeal *deal)
{
  sandbox_sample_clear (&deal->sample);
  g_clear_pointer (&deal->customer_json, g_free);
}

static void
make_deal (SandboxCore *core, guint index, gint64 now)
{
  g_autoptr (GError) error = NULL;
  guint turn = 0;
  const SampleKind *kind = pick_kind (index, &turn);
  SampleDeal deal = { 0 };

  deal_begin (&deal, core, index, kind, turn, now);
  pick_times (&deal);
  describe_deal (&deal);
  if (add_own_half (&deal, &error) == NULL || !add_other_halves (&deal, &error))
    g_error ("A sample deal cannot be made: %s", error->message);
  deal_end (&deal);
}

void
sandbox_samples_make (SandboxCore *core, guint deals)
{
  gint64 now = sandbox_core_now (core);

  for (guint i = 0; i < deals; i++)
    make_deal (core, i, now);
}

static void
take_wish (CosellJsonValue wishes, const char *name, char **text)
{
  char *wish = cosell_json_dup_scalar (cosell_json_member (wishes, name));

  if (wish == NULL)
    return;
  cosell_take_str (text, wish);
}

/* A customer whose name or country was asked for. */
static const SandboxCustomer *
find_customer (CosellJsonValue wishes, const SandboxCustomer *fallback)
{
  GPtrArray *customers = sandbox_catalog_customers ();
  g_autofree char *name = cosell_json_dup_string (cosell_json_member (wishes, "customer"));
  g_autofree char *country = cosell_json_dup_string (cosell_json_member (wishes, "country"));

  for (guint i = 0; (name != NULL || country != NULL) && i < customers->len; i++)
    {
      const SandboxCustomer *customer = g_ptr_array_index (customers, i);

      if ((name == NULL || g_str_equal (name, customer->name)) &&
          (country == NULL || g_str_equal (country, customer->country->code)))
        return customer;
    }
  return fallback;
}

static gboolean
take_wishes (SampleDeal *deal, CosellJsonValue wishes, GError **error)
{
  SandboxSample *sample = &deal->sample;
  g_autofree char *close = NULL;
  g_autoptr (CosellJson) value = NULL;
  gint64 instant;

  take_wish (wishes, "name", &sample->name);
  take_wish (wishes, "value", &sample->value);
  take_wish (wishes, "currency", &sample->currency);
  take_wish (wishes, "notes", &sample->notes);
  take_wish (wishes, "closeDate", &close);
  value = cosell_json_parse (sample->value, -1, NULL);
  if (cosell_json_kind (cosell_json_root (value)) != COSELL_JSON_NUMBER ||
      (close != NULL && !cosell_time_parse (close, &instant)))
    {
      g_set_error_literal (error, SANDBOX_ERROR, 400, "value is no number or closeDate no date.");
      return FALSE;
    }
  if (close != NULL)
    cosell_take_str (&sample->close_date, sandbox_format_time (instant, 0));
  return TRUE;
}

SandboxRecord *
sandbox_samples_send (SandboxCore *core, const char *from, CosellJsonValue wishes, GError **error)
{
  gboolean microsoft = g_str_equal (from, SANDBOX_MICROSOFT_ID);
  const SandboxPartner *partner = microsoft ? NULL : sandbox_catalog_partner (from);
  CosellJsonValue lead = cosell_json_member (wishes, "lead");
  const SampleKind *kind = cosell_json_is_present (lead) ? &sent_lead : &kinds[microsoft ? 0 : 1];
  SandboxRecord *record = NULL;
  SampleDeal deal = { 0 };

  if (!microsoft && partner == NULL)
    {
      g_set_error (error, SANDBOX_ERROR, 400, "There is no partner “%s”.", from);
      return NULL;
    }
  deal_begin (&deal, core, (guint) (G_MAXINT32 + ++core->revision), kind, 0,
              sandbox_core_now (core));
  if (partner != NULL)
    deal.partner = partner;
  if (kind == &sent_lead)
    sandbox_lead_wish (&deal, lead);
  deal.sample.customer = find_customer (wishes, deal.sample.customer);
  deal.created = deal.updated = sandbox_core_next_update (core);
  deal.accepted = deal.closed = COSELL_NO_TIME;
  describe_deal (&deal);
  if (take_wishes (&deal, wishes, error))
    record = add_own_half (&deal, error);
  deal_end (&deal);
  return record;
}
