/* cosell-deals-empty.h: what a list says that has no deals to show, and what can be done about it */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-enums.h"

G_BEGIN_DECLS

/* In the language of the person (static). */
typedef struct
{
  const char *icon;
  const char *title;
  const char *text;
  const char *button; /* (nullable) */
  const char *action; /* (nullable) */
} CosellDealsEmpty;

/* empty: (out). search: (nullable), as the list was given it */
void
cosell_deals_empty_describe (CosellDealsEmpty *empty,
                             CosellSession *session,
                             CosellTab tab,
                             const char *search);

G_END_DECLS
