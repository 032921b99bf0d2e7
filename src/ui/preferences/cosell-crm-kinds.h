/* cosell-crm-kinds.h: the kinds of CRM that can be set up, in the words of their people */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *kind;      /* of CosellCrmAccount */
  const char *name;      /* of the product */
  const char *practice;  /* (nullable) what its practice server's is called; translatable */
  const char *address;   /* what its address looks like */
  const char *id_title;  /* (nullable) what the app registration is called; translatable */
  const char *id_help;   /* (nullable) where it comes from; translatable */
  gboolean takes_code;   /* people can sign in with a code on another device */
  gboolean has_password; /* people sign in with database, user and password in place of a browser */
} CosellCrmKind;

/* Those that this version can work with, whatever the table has. index: from 0. Returns: (transfer none) (nullable) */
const CosellCrmKind *
cosell_crm_kinds_get (guint index);
/* kind: of CosellCrmAccount. Returns: (transfer none) (nullable) */
const CosellCrmKind *
cosell_crm_kinds_find (const char *kind);

G_END_DECLS
