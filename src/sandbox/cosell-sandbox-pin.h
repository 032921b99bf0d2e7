/* cosell-sandbox-pin.h: what proves that whoever consents sits at this computer
 *
 * The server prints the PIN for the person; a program that found the port does not know it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *digits;   /* (owned) (nullable): no PIN is asked for */
  guint wrong;    /* tries in a row */
  gint64 pause;   /* µs that the last pause took; it grows */
  gint64 next_at; /* by time that really passes, µs: no try counts before */
} SandboxPin;

typedef enum
{
  SANDBOX_PIN_RIGHT,
  SANDBOX_PIN_WRONG,
  SANDBOX_PIN_PAUSED, /* too many were wrong: not even looked at */
} SandboxPinAnswer;

/* digits: copied; NULL: none is asked for. */
void
sandbox_pin_set (SandboxPin *self, const char *digits);
/* Wipes the PIN: none is asked for. self: (nullable) */
void
sandbox_pin_clear (SandboxPin *self);
/* typed: (nullable) as a person types it, spaces around it do not matter. elapsed: time that really
 * passes, µs */
SandboxPinAnswer
sandbox_pin_check (SandboxPin *self, const char *typed, gint64 elapsed);

G_END_DECLS
