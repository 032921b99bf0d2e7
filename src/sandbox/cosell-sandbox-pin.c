/* cosell-sandbox-pin.c: what proves that whoever consents sits at this computer */
#include "sandbox/cosell-sandbox-pin.h"

#include "base/cosell-secret.h"

#define MAX_WRONG 5
/* With these nobody tries a thousandth of all PINs within a month. */
#define FIRST_PAUSE (30 * G_TIME_SPAN_SECOND)
#define LONGEST_PAUSE G_TIME_SPAN_HOUR

void
sandbox_pin_set (SandboxPin *self, const char *digits)
{
  sandbox_pin_clear (self);
  self->digits = g_strdup (digits);
}

void
sandbox_pin_clear (SandboxPin *self)
{
  if (self == NULL)
    return;
  cosell_secret_free (self->digits);
  *self = (SandboxPin){ 0 };
}

SandboxPinAnswer
sandbox_pin_check (SandboxPin *self, const char *typed, gint64 elapsed)
{
  g_autofree char *text = typed != NULL ? g_strstrip (g_strdup (typed)) : NULL;

  if (self->digits == NULL)
    return SANDBOX_PIN_RIGHT;
  if (self->pause > 0 && elapsed < self->next_at)
    return SANDBOX_PIN_PAUSED;
  if (cosell_secret_equal (text, self->digits))
    {
      self->wrong = 0;
      self->pause = 0;
      return SANDBOX_PIN_RIGHT;
    }
  if (++self->wrong < MAX_WRONG)
    return SANDBOX_PIN_WRONG;
  self->wrong = 0;
  self->pause = self->pause == 0 ? FIRST_PAUSE : MIN (self->pause * 2, LONGEST_PAUSE);
  self->next_at = elapsed + self->pause;
  return SANDBOX_PIN_PAUSED;
}
