/* cosell-referral-row.c: a row of the referral table, by itself */
#include "store/cosell-referral-row.h"

#include "base/cosell-random.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-referral.h"

CosellReferralRow *
cosell_referral_row_new (void)
{
  CosellReferralRow *self = g_new0 (CosellReferralRow, 1);

  self->created_at = COSELL_NO_TIME;
  self->updated_at = COSELL_NO_TIME;
  self->invisible_since = COSELL_NO_TIME;
  return self;
}

void
cosell_referral_row_free (CosellReferralRow *self)
{
  if (self == NULL)
    return;
  g_free (self->remote_id);
  g_free (self->engagement);
  g_free (self->engagement_id);
  g_free (self->organization_id);
  g_free (self->etag);
  g_free (self->base);
  g_free (self->current);
  g_free (self);
}

char *
cosell_referral_row_make_engagement_key (const char *engagement_id, const char *remote_id)
{
  g_autofree char *id = NULL;

  if (engagement_id != NULL && *engagement_id != '\0')
    return g_ascii_strdown (engagement_id, -1);
  /* An engagement of its own (src/model/README.md). */
  id = remote_id != NULL ? g_ascii_strdown (remote_id, -1) : cosell_random_guid ();
  return g_strconcat ("referral:", id, NULL);
}

void
cosell_referral_row_take_head (CosellReferralRow *self, const CosellReferralHead *head)
{
  if (head->remote_id != NULL && g_strcmp0 (self->remote_id, head->remote_id) != 0)
    cosell_set_str (&self->remote_id, head->remote_id);
  cosell_set_str (&self->engagement_id, head->engagement_id);
  cosell_set_str (&self->organization_id, head->organization_id);
  cosell_take_str (&self->engagement,
                   cosell_referral_row_make_engagement_key (self->engagement_id, self->remote_id));
  if (head->created_at != COSELL_NO_TIME)
    self->created_at = head->created_at;
  if (head->updated_at != COSELL_NO_TIME)
    self->updated_at = head->updated_at;
}
