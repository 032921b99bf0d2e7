/* cosell-sandbox-crm-samples.h: what the samples of all practice CRMs are made of */
#pragma once

#include "sandbox/cosell-sandbox-sample.h"

G_BEGIN_DECLS

typedef struct
{
  const char *code; /* NULL ends a list */
  const char *name;
  const char *symbol;
  guint precision;
  const char *rate; /* of one base unit */
} SandboxMoney;

/* The base currency comes first. */
extern const SandboxMoney sandbox_monies[];

/* A person at a customer. */
typedef struct
{
  const char *first;
  const char *last;
  const char *phone;
  char *email; /* (owned) */
} SandboxBuyer;

/* Number i of a customer. */
void
sandbox_buyer_make (SandboxBuyer *buyer, const SandboxCustomer *customer, guint i);
/* Frees what it owns. buyer: (nullable) */
void
sandbox_buyer_clear (SandboxBuyer *buyer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SandboxBuyer, sandbox_buyer_clear)

/* Some samples are deals of the partner's that are in the CRM already: number i of all samples takes over customer,
 * name, amount, close date and notes of such a deal, or stays as it is. Of every other one somebody has moved the
 * close date since. */
void
sandbox_sample_meet_deal (SandboxSample *sample, const SandboxCore *core, guint i);
/* The name of a sample as a CRM has it. Returns: (transfer full) */
char *
sandbox_sample_dup_topic (const SandboxSample *sample);

G_END_DECLS
