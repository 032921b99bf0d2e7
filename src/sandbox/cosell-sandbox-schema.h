/* cosell-sandbox-schema.h: the members of a referral, what they hold and who may change them
 *
 * One table (contract 4) drives reading of bodies (any case, numbers and booleans as strings),
 * paths of patches, and $filter.
 */
#pragma once

#include "base/cosell-json-edit.h"

G_BEGIN_DECLS

typedef enum
{
  SANDBOX_KIND_STRING,
  SANDBOX_KIND_GUID,
  SANDBOX_KIND_NUMBER,
  SANDBOX_KIND_BOOL,
  SANDBOX_KIND_INSTANT,
  SANDBOX_KIND_OBJECT,
  SANDBOX_KIND_LIST,  /* of objects with the given members */
  SANDBOX_KIND_TEXTS, /* array of strings */
} SandboxKind;

typedef enum
{
  SANDBOX_EDITABLE = 0,
  SANDBOX_READ_ONLY = 1 << 0,    /* set by the service */
  SANDBOX_FIXED = 1 << 1,        /* D17: fixed after creation */
  SANDBOX_FIXED_SHARED = 1 << 2, /* D17: fixed once first shared */
  SANDBOX_REGISTRATION = 1 << 3, /* contract 6.5 has its own paths */
} SandboxAccess;

typedef struct _SandboxMember SandboxMember;
struct _SandboxMember
{
  const char *name; /* NULL ends a table */
  SandboxKind kind;
  SandboxAccess access;
  const char *fallback; /* JSON that stands for an absent member; NULL: it stays absent */
  const SandboxMember *members;
  const char *const *values; /* (nullable): what a string may be */
};

extern const SandboxMember sandbox_referral_members[];

/* Any case. (nullable) */
const SandboxMember *
sandbox_schema_find (const SandboxMember *table, const char *name);

/* A value in the service's own spelling: known members in their own case, absent ones filled in,
 * texts that should be numbers or booleans made so; unknown members are kept. path is for the
 * message. Returns: (transfer full) JSON text, NULL with SANDBOX_ERROR 400. */
char *
sandbox_schema_normalize (const SandboxMember *member,
                          CosellJsonValue value,
                          const char *path,
                          GError **error);

/* A JSON pointer of a patch. *canonical gets it with the members' own case, *access everything that
 * applies on the way, *leaf the member that it leads to, *element whether it is an element of it.
 * FALSE with SANDBOX_ERROR 400. */
gboolean
sandbox_schema_resolve (const char *pointer,
                        char **canonical,
                        SandboxAccess *access,
                        const SandboxMember **leaf,
                        gboolean *element,
                        GError **error);

/* The first protected member whose value differs. Returns: (transfer full) (nullable) its path */
char *
sandbox_schema_changed (CosellJsonValue before,
                        CosellJsonValue after,
                        SandboxAccess protected_access);

G_END_DECLS
