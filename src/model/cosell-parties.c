/* cosell-parties.c: whose people are in a deal that partners share (C22) */
#include "model/cosell-parties.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-json-edit.h"
#include "model/cosell-change.h"
#include "model/cosell-email.h"
#include "model/cosell-member.h"
#include "model/cosell-referral-reader.h"

struct _CosellParties
{
  gboolean shared;
  gboolean inbound;
  gboolean unanswered; /* nobody of us can have been added yet */
  char *sender;        /* (owned) (nullable) */
  char *mail;          /* (owned) folded, "" for nobody known */
  GHashTable *own;     /* (owned) folded addresses of the own half's team */
  GHashTable *ours;    /* (owned) folded addresses */
  GHashTable *arrived; /* (owned) folded addresses */
  GHashTable *theirs;  /* (owned) folded address → company (owned) */
  GHashTable *sent;    /* (owned) folded addresses of halves that nobody answered yet */
};

/* Whose domain says nothing about a company; a name with a dot at the end stands for every country.
 */
static const char *const public_providers[] = {
  "gmail.com",    "googlemail.com", "outlook.",   "hotmail.",       "live.",       "msn.com",
  "yahoo.",       "ymail.com",      "icloud.com", "me.com",         "mac.com",     "aol.com",
  "gmx.",         "web.de",         "mail.ru",    "yandex.",        "proton.me",   "protonmail.com",
  "pm.me",        "zoho.com",       "qq.com",     "163.com",        "126.com",     "fastmail.com",
  "mail.com",     "t-online.de",    "orange.fr",  "laposte.net",    "libero.it",   "telia.com",
  "bredband.net", "spray.se",       "hotmail.se", "btinternet.com", "comcast.net",
};

static GHashTable *
address_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* (nullable): NULL when it tells nothing */
static const char *
company_domain (const char *folded)
{
  const char *at = strrchr (folded, '@');
  const char *domain = at != NULL ? at + 1 : "";

  if (*domain == '\0')
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (public_providers); i++)
    {
      const char *name = public_providers[i];

      if (g_str_has_suffix (name, ".") ? g_str_has_prefix (domain, name)
                                       : g_str_equal (domain, name))
        return NULL;
    }
  return domain;
}

static gboolean
same_company (const char *a, const char *b)
{
  const char *first = company_domain (a);

  return first != NULL && g_strcmp0 (first, company_domain (b)) == 0;
}

static void
collect_team (CosellJsonValue referral, GHashTable *set, const char *company)
{
  CosellJsonValue team = cosell_json_member (referral, "team");

  for (guint i = 0; i < cosell_json_length (team); i++)
    {
      g_autofree char *text = cosell_referral_read_display (cosell_json_element (team, i), "email");
      g_autofree char *folded = cosell_email_fold (text);

      if (*folded != '\0' && !g_hash_table_contains (set, folded))
        g_hash_table_insert (set, g_steal_pointer (&folded), g_strdup (company));
    }
}

CosellParties *
cosell_parties_new (const CosellDealData *deal, CosellJsonValue own, const char *mail)
{
  CosellParties *self = g_new0 (CosellParties, 1);

  self->own = address_set ();
  self->ours = address_set ();
  self->arrived = address_set ();
  self->theirs = address_set ();
  self->sent = address_set ();
  self->mail = cosell_email_fold (mail);
  g_return_val_if_fail (deal != NULL, self);

  self->shared = deal->p2p;
  self->inbound = deal->direction == COSELL_DIRECTION_INBOUND;
  self->unanswered = deal->status == COSELL_DEAL_STATUS_RECEIVED ||
                     deal->status == COSELL_DEAL_STATUS_DECLINED ||
                     deal->status == COSELL_DEAL_STATUS_EXPIRED;
  self->sender = g_strdup (deal->sender);
  collect_team (own, self->own, NULL);
  return self;
}

void
cosell_parties_free (CosellParties *self)
{
  if (self == NULL)
    return;
  g_free (self->sender);
  g_free (self->mail);
  g_hash_table_unref (self->own);
  g_hash_table_unref (self->ours);
  g_hash_table_unref (self->arrived);
  g_hash_table_unref (self->theirs);
  g_hash_table_unref (self->sent);
  g_free (self);
}

void
cosell_parties_add_half (CosellParties *self, CosellJsonValue half)
{
  CosellDealStatus status;
  g_autofree char *name = NULL;

  g_return_if_fail (self != NULL);

  self->shared = TRUE;
  status = (CosellDealStatus) cosell_referral_read_status (half, COSELL_DEAL_STATUS_RECEIVED);
  name = cosell_referral_read_display (half, "organizationName");
  /* what nobody answered says what we wrote into it */
  if (!self->inbound && status == COSELL_DEAL_STATUS_RECEIVED)
    collect_team (half, self->sent, name);
  else
    collect_team (half, self->theirs, name);
}

static void
add (GHashTable *set, const char *email)
{
  g_autofree char *folded = cosell_email_fold (email);

  if (*folded != '\0')
    g_hash_table_insert (set, g_steal_pointer (&folded), NULL);
}

void
cosell_parties_add_facts (CosellParties *self, const CosellPeopleFacts *facts)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; facts != NULL && i < facts->ours->len; i++)
    add (self->ours, g_ptr_array_index (facts->ours, i));
  for (guint i = 0; facts != NULL && i < facts->arrived->len; i++)
    add (self->arrived, g_ptr_array_index (facts->arrived, i));
}

CosellPeopleFacts *
cosell_people_facts_new (void)
{
  CosellPeopleFacts *self = g_new0 (CosellPeopleFacts, 1);

  self->ours = g_ptr_array_new_with_free_func (g_free);
  self->arrived = g_ptr_array_new_with_free_func (g_free);
  return self;
}

CosellPeopleFacts *
cosell_people_facts_copy (const CosellPeopleFacts *self)
{
  CosellPeopleFacts *copy = cosell_people_facts_new ();

  g_return_val_if_fail (self != NULL, copy);

  copy->mail = g_strdup (self->mail);
  for (guint i = 0; i < self->ours->len; i++)
    g_ptr_array_add (copy->ours, g_strdup (g_ptr_array_index (self->ours, i)));
  for (guint i = 0; i < self->arrived->len; i++)
    g_ptr_array_add (copy->arrived, g_strdup (g_ptr_array_index (self->arrived, i)));
  return copy;
}

void
cosell_people_facts_free (CosellPeopleFacts *self)
{
  if (self == NULL)
    return;
  g_free (self->mail);
  g_ptr_array_unref (self->ours);
  g_ptr_array_unref (self->arrived);
  g_free (self);
}

/* Tables of texts; a set has none as values. */
static gboolean
same_table (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key, value, other;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_lookup_extended (b, key, NULL, &other) || g_strcmp0 (value, other) != 0)
      return FALSE;
  return TRUE;
}

gboolean
cosell_parties_equal (const CosellParties *a, const CosellParties *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->shared == b->shared && a->inbound == b->inbound && a->unanswered == b->unanswered &&
         g_strcmp0 (a->sender, b->sender) == 0 && g_strcmp0 (a->mail, b->mail) == 0 &&
         same_table (a->own, b->own) && same_table (a->ours, b->ours) &&
         same_table (a->arrived, b->arrived) && same_table (a->theirs, b->theirs) &&
         same_table (a->sent, b->sent);
}

gboolean
cosell_parties_is_shared (const CosellParties *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->shared;
}

static gboolean
is_ours (const CosellParties *self, const char *folded)
{
  return (*self->mail != '\0' &&
          (g_str_equal (folded, self->mail) || same_company (folded, self->mail))) ||
         g_hash_table_contains (self->ours, folded);
}

gboolean
cosell_parties_is_known (const CosellParties *self, const char *email)
{
  g_autofree char *folded = cosell_email_fold (email);

  g_return_val_if_fail (self != NULL, FALSE);

  return is_ours (self, folded);
}

/* Somebody of theirs, and of theirs alone, has the same domain. */
static gboolean
shares_domain (const CosellParties *self, GHashTable *set, const char *folded, const char **company)
{
  GHashTableIter iter;
  gpointer address, name;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &address, &name))
    {
      gboolean alone = self->inbound || !g_hash_table_contains (self->own, address);

      if (alone && !is_ours (self, address) && same_company (address, folded))
        {
          *company = name != NULL ? name : self->sender;
          return TRUE;
        }
    }
  return FALSE;
}

/* A deal that was sent to us: its team was the sender's. */
static CosellSide
side_inbound (const CosellParties *self, const char *folded, const char **company)
{
  gpointer name = NULL;

  if (g_hash_table_lookup_extended (self->theirs, folded, NULL, &name))
    {
      *company = name != NULL ? name : self->sender;
      return COSELL_SIDE_THEIRS;
    }
  *company = self->sender;
  if (self->unanswered || g_hash_table_contains (self->arrived, folded) ||
      shares_domain (self, self->theirs, folded, company) ||
      shares_domain (self, self->arrived, folded, company))
    return COSELL_SIDE_THEIRS;
  *company = NULL;
  return COSELL_SIDE_UNKNOWN;
}

static CosellSide
side_outbound (const CosellParties *self, const char *folded, const char **company)
{
  gpointer name = NULL;

  if (!g_hash_table_lookup_extended (self->theirs, folded, NULL, &name))
    return COSELL_SIDE_OURS; /* written by us: into the deal, or into an invitation */
  *company = name;
  if (!g_hash_table_contains (self->own, folded) ||
      shares_domain (self, self->theirs, folded, company))
    return COSELL_SIDE_THEIRS;
  *company = NULL;
  return COSELL_SIDE_UNKNOWN;
}

CosellSide
cosell_parties_side (const CosellParties *self, const char *email, const char **company)
{
  g_autofree char *folded = cosell_email_fold (email);
  const char *unused = NULL;
  const char **place = company != NULL ? company : &unused;

  g_return_val_if_fail (self != NULL, COSELL_SIDE_UNKNOWN);

  *place = NULL;
  if (!self->shared || *folded == '\0')
    return COSELL_SIDE_UNKNOWN;
  if (is_ours (self, folded))
    return COSELL_SIDE_OURS;
  return self->inbound ? side_inbound (self, folded, place) : side_outbound (self, folded, place);
}

gboolean
cosell_parties_require_ours (const CosellParties *self, const char *email, GError **error)
{
  const char *company = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (cosell_parties_side (self, email, &company) != COSELL_SIDE_THEIRS)
    return TRUE;
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
               /* Translators: a mail address, then a company */
               _ ("%s works for %s: only that company can change or remove its people (C22)."),
               email, company != NULL && *company != '\0' ? company : _ ("the other company"));
  return cosell_rule_error_name (error, "C22");
}

/* --- teams of other halves --- */

static char *
fold_address (CosellJsonValue member)
{
  g_autofree char *email = cosell_json_dup_string (cosell_json_member_nocase (member, "email"));

  return cosell_email_fold (email != NULL ? email : "");
}

static gboolean
has_address (CosellJsonValue team, const char *folded)
{
  for (guint i = 0; i < cosell_json_length (team); i++)
    {
      g_autofree char *other = fold_address (cosell_json_element (team, i));

      if (g_str_equal (other, folded))
        return TRUE;
    }
  return FALSE;
}

typedef gboolean (*KeepFunc) (const char *folded, gconstpointer data);

static char *
filter_team (CosellJsonValue team, KeepFunc keep, gconstpointer data)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < cosell_json_length (team); i++)
    {
      CosellJsonValue member = cosell_json_element (team, i);
      g_autofree char *folded = fold_address (member);
      g_autofree char *raw = cosell_json_dup_raw (member);

      if (keep (folded, data))
        cosell_json_writer_raw (writer, raw, -1);
    }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}

static gboolean
is_not_theirs (const char *folded, gconstpointer data)
{
  return cosell_parties_side (data, folded, NULL) != COSELL_SIDE_THEIRS;
}

char *
cosell_parties_keep_ours (const CosellParties *self, const char *text)
{
  g_autoptr (CosellJson) doc = NULL;
  g_autofree char *team = NULL;
  CosellJsonValue people;
  char *kept;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  doc = cosell_json_parse (text, -1, NULL);
  people = cosell_json_member ((CosellJsonValue){ doc, 0 }, "team");
  if (cosell_json_kind (people) != COSELL_JSON_ARRAY)
    return g_strdup (text);
  team = filter_team (people, is_not_theirs, self);
  kept = cosell_json_set (text, COSELL_PATH_TEAM, team, NULL);
  return kept != NULL ? kept : g_strdup (text);
}

typedef struct
{
  CosellJsonValue before, after, half;
} Follow;

static gboolean
follows (const char *folded, gconstpointer data)
{
  const Follow *self = data;

  return has_address (self->half, folded) || !has_address (self->before, folded) ||
         !has_address (self->after, folded);
}

char *
cosell_parties_follow_team (CosellJsonValue own, const CosellChange *change, CosellJsonValue half)
{
  g_autoptr (CosellJson) before = NULL;
  g_autoptr (CosellJson) after = NULL;
  Follow follow = { .half = half };

  g_return_val_if_fail (change != NULL, NULL);

  before = cosell_json_parse (change->original != NULL ? change->original : "[]", -1, NULL);
  after = cosell_json_parse (change->current != NULL ? change->current : "[]", -1, NULL);
  follow.before = (CosellJsonValue){ before, 0 };
  follow.after = (CosellJsonValue){ after, 0 };
  return filter_team (own, follows, &follow);
}
