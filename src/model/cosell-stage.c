/* cosell-stage.c: statuses and sales stages as the service writes them (contract 6.1, rules D6, D8)
 */
#include "model/cosell-deal-data.h"
#include "model/cosell-referral.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *name;
  int stage;
} StageName;

/* The connector's verbs, the page's participles, and the verbs' nouns of contract 5.8. */
static const StageName ordinary_names[] = {
  { "Create", 10 },  { "Created", 10 },   { "Accept", 10 },    { "Accepted", 10 },
  { "Qualify", 20 }, { "Qualified", 20 }, { "Develop", 40 },   { "Developed", 40 },
  { "Propose", 60 }, { "Proposed", 60 },  { "Negotiate", 80 }, { "Negotiated", 80 },
  { "Close", 100 },  { "Closed", 100 },   { "Won", 100 },
};

static const StageName assessment_names[] = {
  { "Secure customer LOE", 20 },
  { "Collect data", 40 },
  { "Prepare assessment report", 60 },
  { "Present to customer", 80 },
};

static int
find_name (const StageName *names, guint n_names, const char *text)
{
  for (guint i = 0; i < n_names; i++)
    if (g_ascii_strcasecmp (names[i].name, text) == 0)
      return names[i].stage;
  return 0;
}

/* "40", "40.0", " 40 % " → the number; -1 for anything else. */
static double
parse_percentage (const char *text)
{
  const char *end = text + strspn (text, "0123456789.");
  char *number_end;
  double number = g_ascii_strtod (text, &number_end);

  if (!g_ascii_isdigit (*text) || number_end != end)
    return -1;
  end += strspn (end, " ");
  if (*end == '%')
    end++;
  return *end == '\0' && number <= 100 ? number : -1;
}

/* The standard stage of a text, 0 when D8 does not know the text. */
static int
known_stage (const char *text, gboolean assessment)
{
  static const int standard[] = { 80, 60, 40, 20 };
  g_autofree char *trimmed = NULL;
  double percentage;
  int stage = 0;

  if (text == NULL)
    return 0;
  trimmed = g_strstrip (g_strdup (text));
  if (assessment)
    stage = find_name (assessment_names, G_N_ELEMENTS (assessment_names), trimmed);
  if (stage == 0)
    stage = find_name (ordinary_names, G_N_ELEMENTS (ordinary_names), trimmed);
  if (stage != 0)
    return stage;

  percentage = parse_percentage (trimmed);
  if (percentage == 100)
    return 100;
  if (percentage < 0 || percentage > 80)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (standard); i++)
    if (percentage >= standard[i])
      return standard[i];
  return 10;
}

int
cosell_stage_from_text (const char *text, gboolean assessment)
{
  int stage = known_stage (text, assessment);

  if (stage != 0)
    return stage;
  /* Between the last stage and the end: shown as received, counted as Negotiated. */
  if (text != NULL)
    {
      g_autofree char *trimmed = g_strstrip (g_strdup (text));

      if (parse_percentage (trimmed) > 80)
        return 80;
    }
  return 10;
}

gboolean
cosell_stage_text_is_known (const char *text, gboolean assessment)
{
  return known_stage (text, assessment) != 0;
}

int
cosell_stage_of_status (CosellDealStatus status, const char *text, gboolean assessment)
{
  int stage = text != NULL && *text != '\0' ? known_stage (text, assessment) : 10;

  switch (status)
    {
    case COSELL_DEAL_STATUS_DRAFT:
    case COSELL_DEAL_STATUS_RECEIVED:
    case COSELL_DEAL_STATUS_DECLINED:
    case COSELL_DEAL_STATUS_EXPIRED:
      return 0;
    case COSELL_DEAL_STATUS_WON:
      return 100;
    case COSELL_DEAL_STATUS_ACCEPTED:
      return stage;
    case COSELL_DEAL_STATUS_LOST:
    case COSELL_DEAL_STATUS_ERROR:
      return stage == 100 ? 0 : stage;
    }
  g_assert_not_reached ();
}

/* A text that no stage is known by is shown where it may mean something (D8). */
static gboolean
shows_text (const CosellDealData *deal)
{
  return (deal->status == COSELL_DEAL_STATUS_ACCEPTED || deal->status == COSELL_DEAL_STATUS_LOST ||
          deal->status == COSELL_DEAL_STATUS_ERROR) &&
         deal->stage_text != NULL && *deal->stage_text != '\0' &&
         !cosell_stage_text_is_known (deal->stage_text,
                                      deal->type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT);
}

const char *
cosell_deal_data_stage_label (const CosellDealData *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (shows_text (self))
    return self->stage_text;
  if (self->stage == 0)
    return NULL;
  if (self->stage == 100 && self->status != COSELL_DEAL_STATUS_WON)
    return _ ("100 %, still open");
  return cosell_stage_label (self->stage, self->type, self->direction);
}

static gboolean
is_word (const char *text, const char *word)
{
  return text != NULL && g_ascii_strcasecmp (text, word) == 0;
}

static CosellDealStatus
closed_status (const char *substatus, CosellDealStatus fallback)
{
  static const struct
  {
    const char *word;
    CosellDealStatus status;
  } words[] = {
    { "Won", COSELL_DEAL_STATUS_WON },           { "Lost", COSELL_DEAL_STATUS_LOST },
    { "Declined", COSELL_DEAL_STATUS_DECLINED }, { "Expired", COSELL_DEAL_STATUS_EXPIRED },
    { "Error", COSELL_DEAL_STATUS_ERROR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (is_word (substatus, words[i].word))
      return words[i].status;
  return fallback;
}

CosellDealStatus
cosell_status_from_wire (const char *status, const char *substatus, CosellDealStatus fallback)
{
  if (is_word (status, "New"))
    return COSELL_DEAL_STATUS_RECEIVED;
  if (is_word (status, "Active"))
    return COSELL_DEAL_STATUS_ACCEPTED;
  if (is_word (status, "Closed"))
    return closed_status (substatus, COSELL_DEAL_STATUS_ERROR);
  if (is_word (substatus, "Pending") || is_word (substatus, "Received"))
    return COSELL_DEAL_STATUS_RECEIVED;
  if (is_word (substatus, "Accepted"))
    return COSELL_DEAL_STATUS_ACCEPTED;
  return closed_status (substatus, fallback);
}
