/* cosell-sandbox-catalog.h: the practice world: customers, partners, solutions, people
 *
 * Microsoft's fictitious companies and invented ones; every address ends in ".example". The same on
 * every machine and for every seed.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SANDBOX_DEFAULT_LOCATION "1234567" /* the entire organization */

typedef struct
{
  const char *code;      /* ISO 3166-1 */
  const char *currency;  /* ISO 4217 */
  const char *phone;     /* begin of a number, '#' for each digit */
  const char *legal;     /* name of a branch, "%s AB" */
  const char *language;  /* of notes */
  const char *cities;    /* "city;postal code;state|…" */
  const char *streets;   /* "Storgatan %d|…" */
  const char *companies; /* "name;short name;host name|…" */
  const char *first;     /* "Sara|…", "恵子=keiko" with its Latin form */
  const char *last;
} SandboxCountry;

typedef struct
{
  const char *id;
  const char *name;
  const char *publisher;
  const char *kind; /* own, microsoft, third-party, assessment */
  gboolean eligible;
  gboolean co_sell_ready;
} SandboxSolution;

typedef struct
{
  const char *id;
  const char *name;
  const char *country;
  gboolean unready;    /* has no co-sell-ready solution */
  gboolean no_business; /* does not transact in Partner Center */
} SandboxPartner;

typedef struct
{
  const char *id;
  const char *name;
} SandboxLocation;

typedef struct
{
  char *name;
  char *brand; /* what people call it */
  char *host;  /* "nordvik.example" */
  char *address;
  char *city;
  char *postal_code;
  char *state; /* NULL: none */
  char *duns;
  const SandboxCountry *country;
} SandboxCustomer;

typedef struct
{
  const char *first;
  const char *last;
  const char *email;
  const char *phone;
  const char *title; /* (nullable) */
} SandboxPerson;

/* Tables; those without a count end with a NULL first member. */
extern const SandboxCountry sandbox_countries[];
extern const char *const sandbox_brands[]; /* Microsoft's fictitious companies: "name;host" */
extern const SandboxSolution sandbox_solutions[];
extern const SandboxPartner sandbox_partners[];
extern const SandboxLocation sandbox_locations[];
extern const SandboxPerson sandbox_colleagues[];
extern const SandboxPerson sandbox_sellers[]; /* Microsoft's */

GPtrArray *
sandbox_catalog_customers (void); /* (transfer none), of SandboxCustomer */
/* Name of an organization; the id itself when nobody knows it. */
const char *
sandbox_catalog_organization (const char *id);
const SandboxPartner *
sandbox_catalog_partner (const char *id); /* (nullable) */

/* Bodies of /sandbox/v1/…: customers, partners, solutions with search and country (nullable)
 * and the most to return. Returns: (transfer full) (nullable): NULL for another name */
char *
sandbox_catalog_answer (const char *what, const char *search, const char *country, guint top);

G_END_DECLS
