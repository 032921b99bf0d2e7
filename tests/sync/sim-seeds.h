/* sim-seeds.h: seeds that once failed, with what they found */
#pragma once

#include "sync/sim.h"

static const struct
{
  guint64 seed;
  guint clients;
  guint steps;
  const char *found;
} sim_seeds[] = {
  { 1, 1, 40, "nothing yet: the plain case" },
};
