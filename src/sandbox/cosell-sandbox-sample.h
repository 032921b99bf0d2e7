/* cosell-sandbox-sample.h: the pieces that sample deals are made of */
#pragma once

#include "sandbox/cosell-sandbox-catalog.h"
#include "sandbox/cosell-sandbox-core.h"
#include "sandbox/cosell-sandbox-document.h"

G_BEGIN_DECLS

#define SANDBOX_SAMPLE_MAX_SOLUTIONS 3

/* One deal in the making: what all halves of its engagement share. */
typedef struct
{
  SandboxRandom random;
  gint64 now;
  char *engagement_id; /* (owned) */
  const SandboxCustomer *customer;
  const SandboxSolution *solutions[SANDBOX_SAMPLE_MAX_SOLUTIONS + 1]; /* ends with NULL */
  char *name;                                                         /* (owned) */
  char *value;                 /* (owned): digits as they go into the JSON */
  char *currency;              /* (owned) */
  char *close_date;            /* (owned): "2027-01-15T00:00:00Z" */
  char *notes;                 /* (owned) (nullable) */
  const char *customer_action; /* (nullable) */
  gboolean has_contact;
  gboolean shared; /* Microsoft sellers may view it */
  gboolean assessment;
  SandboxShape shape;
} SandboxSample;

/* Frees what the members hold; the struct is the caller's. sample: (nullable) */
void
sandbox_sample_clear (SandboxSample *sample);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SandboxSample, sandbox_sample_clear)

/* TRUE in percent of 100 cases. */
gboolean
sandbox_sample_chance (SandboxSample *sample, guint percent);
/* Any instant from (inclusive) and before to. */
gint64
sandbox_sample_between (SandboxSample *sample, gint64 from, gint64 to);
/* Cuts an instant to 0…6 digits of fraction. */
gint64
sandbox_sample_trim (SandboxSample *sample, gint64 instant);

/* Fills in name, value, currency, date and notes for the customer and the first solution. */
void
sandbox_sample_describe (SandboxSample *sample, gint64 close_after);
/* The member customerProfile. Returns: (transfer full) */
char *
sandbox_sample_customer_json (SandboxSample *sample);
/* The member consent. Returns: (transfer full) */
char *
sandbox_sample_consent_json (const SandboxSample *sample);
/* The member details, with the solutions. Returns: (transfer full) */
char *
sandbox_sample_details_json (SandboxSample *sample);
/* One to four people of a table, the same ones for the same sample mostly. */
char *
sandbox_sample_team_json (SandboxSample *sample, const SandboxPerson *table, guint max);
/* *status: static */
char *
sandbox_sample_registrations_json (SandboxSample *sample,
                                   gint64 won,
                                   guint variant,
                                   const char **status);
/* Why such a deal is lost or declined. Returns: (transfer none) */
const char *
sandbox_sample_reason (SandboxSample *sample);

/* Texts (cosell-sandbox-sample-texts.c); "{}" stands for the customer. */
extern const char *const sandbox_sample_names[];
extern const char *const sandbox_sample_assessment_names[];
extern const char *const sandbox_sample_reasons[];
typedef struct
{
  const char *language;
  const char *texts[8]; /* ends with NULL */
} SandboxNotes;
extern const SandboxNotes sandbox_sample_notes[];

G_END_DECLS
