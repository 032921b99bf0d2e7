/* fuzz.h: one target of fuzzing: a reader of outside data
 *
 * A target is a file with the two things below. Built with -Dfuzz=true (clang) libFuzzer drives it;
 * else fuzz-driver.c does, as a test of some seconds. What once crashed it goes into its seeds.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes anything; must not crash, leak or loop. What must hold is asserted. Returns: 0 */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Inputs to begin with, NULL-terminated; texts, so without a NUL byte. */
extern const char *const fuzz_seeds[];

/* The input as a text: up to its first NUL byte. Returns: (transfer full) */
char *fuzz_text (const guint8 *data, gsize size);
/* The same cut at each newline, at least n texts. Returns: (transfer full) */
GStrv fuzz_lines (const guint8 *data, gsize size, guint n);

G_END_DECLS
