/* cosell-crm-sync-private.h: what the engine's object holds; private to the engine */
#pragma once

#include "sync/cosell-crm-round.h"

G_BEGIN_DECLS

struct _CosellCrmSync
{
  GObject parent_instance;

  CosellStore *store; /* (owned) */
  CosellCrm *crm;     /* (owned) */
  char *name;         /* (owned) */
  char *lock_path;    /* (owned) (nullable) */
  CosellCrmEditFunc edit;
  GQueue tasks; /* (owned) of GTask: runs; the head is at work */
};

G_END_DECLS
