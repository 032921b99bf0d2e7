/* sim-seeds.h: seeds that once failed, with what they found */
#pragma once

#include "sync/sim.h"

static const struct
{
  guint64 seed;
  guint clients;
  guint steps;
  const char *found;
  gboolean more; /* else --plain */
  gboolean lies; /* --lies */
  gboolean crm;  /* --crm */
} sim_seeds[] = {
  { 20, 3, 20,
    "a deal that came between two pages, before another that was changed: the cursor passed "
    "it, and no pull ever brought it" },
  { 49, 3, 7, "the same with a single change" },
  { 77, 3, 29, "the same with a change of a deal that was here already" },
  { 13, 3, 48, "the same when a pass was gone on with that had broken off hours before" },
  { 41, 3, 47,
    "a deal of a colleague with the same name and customer was taken for the own create" },
  { 93, 3, 32, "the same, and then Microsoft was invited twice" },
  { 866, 3, 60,
    "killed right after a new deal was sent, and started again before it had arrived: created "
    "twice" },
  { 1103, 3, 60, "the same" },
  { 1575, 3, 60, "the same" },
  { 1633, 3, 60, "the same" },
  { 536, 3, 42,
    "a change that was taken back while the newest version of its deal was read for it ended the "
    "sync with an error of the store",
    TRUE },
  { 5, 3, 98,
    "an edit behind one whose answer was lost overwrote what a colleague wrote meanwhile" },
  { 2, 3, 7, "a stamp that had been ahead was news with every pull once it had passed", TRUE, TRUE },
  { 21, 3, 42, "the answer to a change brought a stamp ahead that hid the next version", TRUE, TRUE },
  { 27, 3, 24, "a version with an older stamp than the one before was never taken over", TRUE, TRUE },
  { 799, 3, 46,
    "a pass that had met stamps ahead alone broke off; when it went on, one of those had passed and "
    "became the cursor, behind which a change was missed",
    TRUE, TRUE },
  { 2, 2, 44,
    "an opportunity was made of a deal that had been unlinked while its account was looked for",
    TRUE, FALSE, TRUE },
  { 76, 2, 60, "an opportunity whose answer was lost was made twice, since its deal was edited", TRUE,
    FALSE, TRUE },
  { 5015, 2, 9,
    "the ID of a new opportunity took the place of one that was typed while it was made", TRUE,
    FALSE, TRUE },
  { 300947, 2, 60,
    "a value that the CRM had not kept was told no more once ours had been changed and taken back",
    TRUE, FALSE, TRUE },
  { 303081, 2, 57,
    "what a rule had refused was not tried again when the deal changed, nor told any more", TRUE, FALSE,
    TRUE },
};
