/* cosell-request.c: what whoever sent a deal asks of us (D14) */
#include "model/cosell-request.h"

#include "model/cosell-referral-reader.h"

CosellRequest *
cosell_request_new (CosellJsonValue own, const CosellDealData *deal)
{
  CosellJsonValue context = cosell_json_member (own, "inviteContext");
  CosellRequest *self;

  g_return_val_if_fail (deal != NULL, NULL);

  if (deal->direction != COSELL_DIRECTION_INBOUND)
    return NULL;
  self = g_new0 (CosellRequest, 1);
  self->from = g_strdup (deal->sender);
  self->notes = cosell_referral_read_display (context, "notes");
  self->help = (CosellHelp) cosell_referral_read_help (own);
  self->value = cosell_referral_read_value (own);
  self->currency = cosell_referral_read_currency (own);
  self->close_date = cosell_referral_read_close_date (own);
  return self;
}

void
cosell_request_free (CosellRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->from);
  g_free (self->notes);
  g_free (self->value);
  g_free (self->currency);
  g_free (self->close_date);
  g_free (self);
}
