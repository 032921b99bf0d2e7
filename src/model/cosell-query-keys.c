/* cosell-query-keys.c: the table of keys and keywords (rules I5 to I9, I14) */
#include "model/cosell-query-keys.h"

#include <string.h>

#include "model/cosell-registration-entry.h"

static const CosellQueryWord type_words[] = {
  { "private", COSELL_DEAL_TYPE_PRIVATE },
  { "partner-led", COSELL_DEAL_TYPE_PARTNER_LED },
  { "co-sell", COSELL_DEAL_TYPE_CO_SELL },
  { "solution-assessment", COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT },
  { "lead", COSELL_DEAL_TYPE_LEAD },
  { NULL },
};

static const CosellQueryWord status_words[] = {
  { "draft", COSELL_DEAL_STATUS_DRAFT },
  { "received", COSELL_DEAL_STATUS_RECEIVED },
  { "accepted", COSELL_DEAL_STATUS_ACCEPTED },
  { "won", COSELL_DEAL_STATUS_WON },
  { "lost", COSELL_DEAL_STATUS_LOST },
  { "declined", COSELL_DEAL_STATUS_DECLINED },
  { "expired", COSELL_DEAL_STATUS_EXPIRED },
  { "error", COSELL_DEAL_STATUS_ERROR },
  { NULL },
};

/* Of Microsoft's half: never a draft, which stands for "not invited". */
#define MICROSOFT_WORDS (status_words + 1)

static const CosellQueryWord sync_words[] = {
  { "synced", COSELL_SYNC_STATE_SYNCED },       { "draft", COSELL_SYNC_STATE_DRAFT },
  { "scheduled", COSELL_SYNC_STATE_SCHEDULED }, { "waiting", COSELL_SYNC_STATE_WAITING },
  { "sending", COSELL_SYNC_STATE_SENDING },     { "parked", COSELL_SYNC_STATE_PARKED },
  { "conflict", COSELL_SYNC_STATE_CONFLICT },   { NULL },
};

static const CosellQueryWord tab_words[] = {
  { "inbound", COSELL_TAB_INBOUND },
  { "outbound", COSELL_TAB_OUTBOUND },
  { "favorites", COSELL_TAB_FAVORITES },
  { "leads", COSELL_TAB_LEADS },
  { "all", COSELL_TAB_ALL },
  { NULL },
};

static const CosellQueryWord registration_words[] = {
  { "review-pending", COSELL_QUERY_REGISTRATION_REVIEW_PENDING },
  { "action-required", COSELL_QUERY_REGISTRATION_ACTION_REQUIRED },
  { "approved", COSELL_QUERY_REGISTRATION_APPROVED },
  { "passed", COSELL_QUERY_REGISTRATION_PASSED },
  { "failed", COSELL_QUERY_REGISTRATION_FAILED },
  { "closed", COSELL_QUERY_REGISTRATION_CLOSED },
  { "other", COSELL_QUERY_REGISTRATION_OTHER },
  { NULL },
};

/* D6 */
static const CosellQueryWord stage_words[] = {
  { "created", 10, COSELL_QUERY_STAGE_OUTBOUND },
  { "accepted", 10, COSELL_QUERY_STAGE_INBOUND },
  { "qualified", 20, COSELL_QUERY_STAGE_ORDINARY },
  { "developed", 40, COSELL_QUERY_STAGE_ORDINARY },
  { "proposed", 60, COSELL_QUERY_STAGE_ORDINARY },
  { "negotiated", 80, COSELL_QUERY_STAGE_ORDINARY },
  { "secure-customer-loe", 20, COSELL_QUERY_STAGE_ASSESSMENT },
  { "collect-data", 40, COSELL_QUERY_STAGE_ASSESSMENT },
  { "prepare-assessment-report", 60, COSELL_QUERY_STAGE_ASSESSMENT },
  { "present-to-customer", 80, COSELL_QUERY_STAGE_ASSESSMENT },
  { "won", 100, COSELL_QUERY_STAGE_WON },
  { NULL },
};

#define KEY(id, name, kind, optional, field, words)                                                \
  [COSELL_QUERY_KEY_##                                                                             \
      id] = { COSELL_QUERY_KEY_##id, name, COSELL_QUERY_KIND_##kind, optional, field, words }

static const CosellQueryKeyInfo keys[COSELL_QUERY_N_KEYS] = {
  KEY (TYPE, "type", WORD, FALSE, "type", type_words),
  KEY (STATUS, "status", WORD, FALSE, "status", status_words),
  KEY (COUNTRY, "country", COUNTRY, TRUE, "country", NULL),
  KEY (CUSTOMER, "customer", TEXT, TRUE, "customer", NULL),
  KEY (SOLUTION, "solution", TEXT, TRUE, "solutions", NULL),
  KEY (PARTNER, "partner", TEXT, TRUE, NULL, NULL),
  KEY (CAMPAIGN, "campaign", TEXT, TRUE, "campaignId", NULL),
  KEY (LOCATION, "location", TEXT, TRUE, "location", NULL),
  KEY (REGISTRATION, "registration", WORD, TRUE, NULL, registration_words),
  KEY (MICROSOFT, "microsoft", WORD, TRUE, NULL, MICROSOFT_WORDS),
  KEY (SYNC, "sync", WORD, FALSE, "sync", sync_words),
  KEY (TEAM, "team", TEXT, TRUE, NULL, NULL),
  KEY (SENDER, "sender", TEXT, TRUE, "sender", NULL),
  KEY (TAB, "tab", WORD, FALSE, NULL, tab_words),
  KEY (CURRENCY, "currency", CODE, TRUE, "currency", NULL),
  KEY (CRM, "crm", TEXT, TRUE, NULL, NULL),
  KEY (SOURCE, "source", TEXT, TRUE, NULL, NULL),
  KEY (ACTION, "action", TEXT, TRUE, NULL, NULL),
  KEY (QUALITY, "quality", TEXT, TRUE, NULL, NULL),
  KEY (VALUE, "value", NUMBER, TRUE, "value", NULL),
  KEY (STAGE, "stage", STAGE, TRUE, "stage", stage_words),
  KEY (CLOSES, "closes", DATE, TRUE, "closeDate", NULL),
  KEY (CREATED, "created", INSTANT, TRUE, "createdAt", NULL),
  KEY (CHANGED, "changed", INSTANT, TRUE, NULL, NULL),
  KEY (ACCEPTED, "accepted", INSTANT, TRUE, "acceptedAt", NULL),
  KEY (CLOSED_ON, "closed-on", INSTANT, TRUE, "closedAt", NULL),
  KEY (EXPIRES, "expires", INSTANT, TRUE, "expiresAt", NULL),
  KEY (REMIND, "remind", INSTANT, TRUE, NULL, NULL),
  KEY (UNTOUCHED, "untouched", AGE, TRUE, NULL, NULL),
};

static const char *const keywords[COSELL_QUERY_N_KEYWORDS] = {
  [COSELL_QUERY_KEYWORD_OPEN] = "open",         [COSELL_QUERY_KEYWORD_CLOSED] = "closed",
  [COSELL_QUERY_KEYWORD_OVERDUE] = "overdue",   [COSELL_QUERY_KEYWORD_EXPIRING] = "expiring",
  [COSELL_QUERY_KEYWORD_MINE] = "mine",         [COSELL_QUERY_KEYWORD_FAVORITE] = "favorite",
  [COSELL_QUERY_KEYWORD_P2P] = "p2p",           [COSELL_QUERY_KEYWORD_UNSYNCED] = "unsynced",
  [COSELL_QUERY_KEYWORD_HELD] = "held",         [COSELL_QUERY_KEYWORD_PARKED] = "parked",
  [COSELL_QUERY_KEYWORD_CONFLICT] = "conflict", [COSELL_QUERY_KEYWORD_DRAFT] = "draft",
  [COSELL_QUERY_KEYWORD_ELIGIBLE] = "eligible", [COSELL_QUERY_KEYWORD_UNREAD] = "unread",
};

const CosellQueryKeyInfo *
cosell_query_key_info (CosellQueryKey key)
{
  g_return_val_if_fail ((guint) key < COSELL_QUERY_N_KEYS, NULL);

  return &keys[key];
}

const CosellQueryKeyInfo *
cosell_query_key_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < COSELL_QUERY_N_KEYS; i++)
    if (g_ascii_strcasecmp (keys[i].name, name) == 0)
      return &keys[i];
  return NULL;
}

const char *
cosell_query_keyword_name (CosellQueryKeyword keyword)
{
  g_return_val_if_fail ((guint) keyword < COSELL_QUERY_N_KEYWORDS, NULL);

  return keywords[keyword];
}

gboolean
cosell_query_keyword_find (const char *name, CosellQueryKeyword *keyword)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < COSELL_QUERY_N_KEYWORDS; i++)
    {
      if (g_ascii_strcasecmp (keywords[i], name) != 0)
        continue;
      *keyword = (CosellQueryKeyword) i;
      return TRUE;
    }
  return FALSE;
}

/* Whether two words are one when case, and "-", "_" and spaces inside, do not count. */
static gboolean
is_word (const char *word, const char *text)
{
  if (!g_ascii_isalnum (*text) || !g_ascii_isalnum (text[strlen (text) - 1]))
    return FALSE;
  for (;; word++, text++)
    {
      word += strspn (word, "-_ ");
      text += strspn (text, "-_ ");
      if (g_ascii_tolower (*word) != g_ascii_tolower (*text))
        return FALSE;
      if (*word == '\0')
        return TRUE;
    }
}

const CosellQueryWord *
cosell_query_key_find_word (const CosellQueryKeyInfo *info, const char *text)
{
  g_return_val_if_fail (info != NULL && text != NULL, NULL);

  for (const CosellQueryWord *word = info->words; word != NULL && word->word != NULL; word++)
    if (is_word (word->word, text))
      return word;
  return NULL;
}

int
cosell_query_registration_of (const char *status)
{
  switch (cosell_registration_state_parse (status))
    {
    case COSELL_REGISTRATION_NONE:
      return -1;
    case COSELL_REGISTRATION_REVIEW_PENDING:
      return COSELL_QUERY_REGISTRATION_REVIEW_PENDING;
    case COSELL_REGISTRATION_ACTION_REQUIRED:
      return COSELL_QUERY_REGISTRATION_ACTION_REQUIRED;
    case COSELL_REGISTRATION_APPROVED:
      return COSELL_QUERY_REGISTRATION_APPROVED;
    case COSELL_REGISTRATION_PASSED:
      return COSELL_QUERY_REGISTRATION_PASSED;
    case COSELL_REGISTRATION_FAILED:
      return COSELL_QUERY_REGISTRATION_FAILED;
    case COSELL_REGISTRATION_CLOSED:
      return COSELL_QUERY_REGISTRATION_CLOSED;
    case COSELL_REGISTRATION_WAITING:
    case COSELL_REGISTRATION_OTHER:
      return COSELL_QUERY_REGISTRATION_OTHER;
    }
  g_return_val_if_reached (-1);
}
