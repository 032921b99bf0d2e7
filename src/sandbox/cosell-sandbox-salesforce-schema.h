/* cosell-sandbox-salesforce-schema.h: the objects of the practice Salesforce and what their fields hold
 *
 * One table of fields drives what is read, written, asked for and described. Static; any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SANDBOX_FIELD_ID,
  SANDBOX_FIELD_STRING,
  SANDBOX_FIELD_TEXT, /* several lines */
  SANDBOX_FIELD_CURRENCY,
  SANDBOX_FIELD_NUMBER,
  SANDBOX_FIELD_PERCENT,
  SANDBOX_FIELD_BOOLEAN,
  SANDBOX_FIELD_DATE, /* a day, of no time zone */
  SANDBOX_FIELD_INSTANT,
  SANDBOX_FIELD_PICKLIST,
  SANDBOX_FIELD_REFERENCE,
} SandboxFieldKind;

typedef enum
{
  SANDBOX_FIELD_CREATE = 1 << 0,    /* may be written with a new record */
  SANDBOX_FIELD_UPDATE = 1 << 1,    /* may be written later */
  SANDBOX_FIELD_REQUIRED = 1 << 2,  /* never empty */
  SANDBOX_FIELD_DEFAULTED = 1 << 3, /* filled in when nobody does */
  SANDBOX_FIELD_EXTERNAL = 1 << 4,  /* an external id, unique */
  SANDBOX_FIELD_MULTI = 1 << 5,     /* there is more than one currency: else it is not there */
} SandboxFieldFlags;

#define SANDBOX_FIELD_WRITABLE (SANDBOX_FIELD_CREATE | SANDBOX_FIELD_UPDATE)

typedef struct
{
  const char *name; /* NULL ends a list */
  const char *label;
  SandboxFieldKind kind;
  SandboxFieldFlags flags;
  guint length;             /* of a text; decimals of a number */
  const char *relationship; /* (nullable): as a path names it, "Account" of AccountId */
  const char *target;       /* (nullable): object that it refers to */
} SandboxField;

typedef enum
{
  SANDBOX_OBJECT_OPPORTUNITY,
  SANDBOX_OBJECT_ACCOUNT,
  SANDBOX_OBJECT_CONTACT,
  SANDBOX_OBJECT_ROLE,
  SANDBOX_OBJECT_USER,
  SANDBOX_OBJECT_STAGE,
  SANDBOX_OBJECT_CURRENCY,
  SANDBOX_OBJECT_ORGANIZATION,
  SANDBOX_N_OBJECTS,
} SandboxObjectId;

typedef struct
{
  const char *name; /* "Opportunity" */
  const char *label;
  const char *prefix; /* of its ids */
  const SandboxField *fields;
  gboolean writable;
  gboolean multi;           /* there is more than one currency: else it is not there */
  const char *children;     /* (nullable): what an opportunity calls them in a question */
  const char *children_key; /* (nullable): field that leads back to it */
} SandboxObject;

extern const SandboxObject sandbox_salesforce_objects[SANDBOX_N_OBJECTS];

/* By its name, in any case; SANDBOX_N_OBJECTS for none. */
SandboxObjectId
sandbox_salesforce_find_object (const char *name);
/* By its name, in any case. multi: whether there is more than one currency. (nullable) */
const SandboxField *
sandbox_salesforce_find_field (SandboxObjectId object, const char *name, gboolean multi);
/* The reference that a relationship leads by. (nullable) */
const SandboxField *
sandbox_salesforce_find_relationship (SandboxObjectId object, const char *name);
/* As describe names a kind. */
const char *
sandbox_salesforce_kind_name (SandboxFieldKind kind);

G_END_DECLS
