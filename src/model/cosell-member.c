/* cosell-member.c: the table of the members that people edit */
#include "model/cosell-member.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DETAILS COSELL_EDITED_IN_DETAILS
#define SET COSELL_MEMBER_SET
#define CLEAR COSELL_MEMBER_CLEAR
#define WATCHED COSELL_MEMBER_WATCHED
#define SHOWN COSELL_MEMBER_SHOWN

static const CosellMemberChoice intents[] = {
  { "Yes", N_ ("Yes") },
  { "No", N_ ("No") },
  { "HaveNotDecided", N_ ("Have not decided") },
  { NULL, NULL },
};

static const CosellMember members[COSELL_N_MEMBERS] = {
  [COSELL_MEMBER_NAME] = {
    .path = COSELL_PATH_NAME,
    .key = "name",
    .draft = "/name",
    .property = "name",
    .label = N_ ("Deal name"),
    .kind = COSELL_CHANGE_KIND_TEXT,
    .text = COSELL_TEXT_LINE,
    .edited = DETAILS,
    .flags = SET | WATCHED,
  },
  /* D17: fixed once it was sent; the service's account matching may correct it. */
  [COSELL_MEMBER_LOCATION] = {
    .path = COSELL_PATH_LOCATION,
    .draft = "/location",
    .property = "location",
    .label = N_ ("Location"),
    .kind = COSELL_CHANGE_KIND_TEXT,
    .text = COSELL_TEXT_CODE,
    .policy = COSELL_MERGE_SERVICE,
    .freeze = COSELL_FREEZE_CREATED,
  },
  /* SEK 100 became 200 here and EUR 100 there: neither 200 EUR nor 100 SEK is anybody's word. */
  [COSELL_MEMBER_VALUE] = {
    .path = COSELL_PATH_VALUE,
    .key = "value",
    .draft = "/value",
    .property = "value",
    .label = N_ ("Estimated value"),
    .kind = COSELL_CHANGE_KIND_NUMBER,
    .policy = COSELL_MERGE_AMOUNT,
    .edited = DETAILS,
    .flags = SET | WATCHED,
  },
  [COSELL_MEMBER_CURRENCY] = {
    .path = COSELL_PATH_CURRENCY,
    .key = "currency",
    .draft = "/currency",
    .property = "currency",
    .label = N_ ("Currency"),
    .kind = COSELL_CHANGE_KIND_TEXT,
    .text = COSELL_TEXT_CODE,
    .policy = COSELL_MERGE_AMOUNT,
    .edited = DETAILS,
    .flags = SET | WATCHED,
  },
  [COSELL_MEMBER_CLOSE_DATE] = {
    .path = COSELL_PATH_CLOSE_DATE,
    .key = "closeDate",
    .draft = "/closeDate",
    .property = "close-date",
    .label = N_ ("Estimated close date"),
    .hint = "YYYY-MM-DD",
    .kind = COSELL_CHANGE_KIND_DATE,
    .edited = DETAILS,
    .flags = SET | WATCHED,
  },
  [COSELL_MEMBER_CRM_ID] = {
    .path = COSELL_PATH_CRM_ID,
    .key = "crmId",
    .draft = "/crmId",
    .property = "crm-id",
    .label = N_ ("CRM ID"),
    .kind = COSELL_CHANGE_KIND_TEXT,
    .text = COSELL_TEXT_CODE,
    .edited = DETAILS,
    .flags = SET | CLEAR | WATCHED,
  },
  [COSELL_MEMBER_CAMPAIGN_ID] = {
    .path = COSELL_PATH_CAMPAIGN_ID,
    .key = "campaignId",
    .draft = "/campaignId",
    .property = "campaign-id",
    .label = N_ ("Marketing campaign ID"),
    .brief = N_ ("Campaign ID"),
    .kind = COSELL_CHANGE_KIND_TEXT,
    .text = COSELL_TEXT_CODE,
    .edited = DETAILS,
    .flags = SET | CLEAR | WATCHED,
  },
  /* C23: notes are a record of dated paragraphs, to which everybody adds on top. */
  [COSELL_MEMBER_NOTES] = {
    .path = COSELL_PATH_NOTES,
    .key = "notes",
    .draft = "/notes",
    .property = "notes",
    .label = N_ ("Notes"),
    .kind = COSELL_CHANGE_KIND_TEXT,
    .text = COSELL_TEXT_LINES,
    .policy = COSELL_MERGE_PARAGRAPHS,
    .edited = COSELL_EDITED_IN_NOTES,
    .flags = SET | CLEAR | WATCHED | SHOWN,
  },
  /* C25 */
  [COSELL_MEMBER_MARKETPLACE_INTENT] = {
    .path = COSELL_PATH_ATTRIBUTES "/CustomerMarketplaceIntent",
    .type = "CustomerMarketplaceIntent",
    .key = "marketplaceIntent",
    .draft = "/marketplaceIntent",
    .property = "marketplace-intent",
    .label = N_ ("Marketplace intent"),
    .hint = "Yes|No|HaveNotDecided",
    .choices = intents,
    .kind = COSELL_CHANGE_KIND_TEXT,
    .text = COSELL_TEXT_CODE,
    .edited = DETAILS,
    .flags = SET | CLEAR | WATCHED | SHOWN,
  },
  [COSELL_MEMBER_SOLUTION_AREA] = {
    .path = COSELL_PATH_ATTRIBUTES "/SolutionArea",
    .type = "SolutionArea",
    .key = "solutionArea",
    .draft = "/solutionArea",
    .property = "solution-area",
    .label = N_ ("Solution area"),
    .kind = COSELL_CHANGE_KIND_TEXT,
    .text = COSELL_TEXT_LINE,
    .edited = DETAILS,
    .flags = SET | CLEAR | WATCHED | SHOWN,
  },
  [COSELL_MEMBER_SOLUTION_PLAY] = {
    .path = COSELL_PATH_ATTRIBUTES "/SolutionPlay",
    .type = "SolutionPlay",
    .key = "solutionPlay",
    .draft = "/solutionPlay",
    .property = "solution-play",
    .label = N_ ("Solution play"),
    .kind = COSELL_CHANGE_KIND_TEXT,
    .text = COSELL_TEXT_LINE,
    .edited = DETAILS,
    .flags = SET | CLEAR | WATCHED | SHOWN,
  },
  /* People and solutions are added and removed one by one, by several persons. */
  [COSELL_MEMBER_CONTACTS] = {
    .path = COSELL_PATH_CONTACTS,
    .key = "contact",
    .draft = "/customer/contacts",
    .label = N_ ("Customer contact"),
    .hint = "JSON",
    .kind = COSELL_CHANGE_KIND_PEOPLE,
    .policy = COSELL_MERGE_SET,
    .freeze = COSELL_FREEZE_SHARED,
    .edited = COSELL_EDITED_ELSEWHERE,
    .flags = SET,
  },
  [COSELL_MEMBER_TEAM] = {
    .path = COSELL_PATH_TEAM,
    .key = "team",
    .draft = "/team",
    .label = N_ ("Team"),
    .kind = COSELL_CHANGE_KIND_PEOPLE,
    .policy = COSELL_MERGE_SET,
    .edited = COSELL_EDITED_ELSEWHERE,
    .flags = WATCHED,
  },
  [COSELL_MEMBER_SOLUTIONS] = {
    .path = COSELL_PATH_SOLUTIONS,
    .key = "solutions",
    .draft = "/solutions",
    .label = N_ ("Solutions"),
    .kind = COSELL_CHANGE_KIND_SOLUTIONS,
    .policy = COSELL_MERGE_SET,
    .edited = COSELL_EDITED_ELSEWHERE,
    .flags = WATCHED,
  },
  [COSELL_MEMBER_FAVORITE] = {
    .path = COSELL_PATH_FAVORITE,
    .key = "favorite",
    .label = N_ ("Favorite"),
    .kind = COSELL_CHANGE_KIND_BOOL,
    .flags = WATCHED,
  },
  [COSELL_MEMBER_VISIBLE] = {
    .path = COSELL_PATH_VISIBLE,
    .draft = "/visibleToMicrosoft",
    .label = N_ ("Visible to Microsoft sellers"),
    .kind = COSELL_CHANGE_KIND_BOOL,
    .freeze = COSELL_FREEZE_SHARED,
    .edited = COSELL_EDITED_ELSEWHERE,
  },
  [COSELL_MEMBER_SHARE_CONTACT] = {
    .path = COSELL_PATH_SHARE_CONTACT,
    .label = N_ ("The customer agrees to sharing the contact"),
    .kind = COSELL_CHANGE_KIND_BOOL,
    .policy = COSELL_MERGE_SERVICE,
    .freeze = COSELL_FREEZE_CREATED,
  },
  [COSELL_MEMBER_CONSENT] = {
    .path = COSELL_PATH_CONSENT,
    .draft = "/customer/consent",
    .label = N_ ("The customer agrees to being contacted"),
    .kind = COSELL_CHANGE_KIND_BOOL,
    .policy = COSELL_MERGE_SERVICE,
    .freeze = COSELL_FREEZE_CREATED,
  },
};

const CosellMember *
cosell_member_get (CosellMemberId id)
{
  g_return_val_if_fail ((guint) id < COSELL_N_MEMBERS, NULL);

  return &members[id];
}

CosellMemberId
cosell_member_get_id (const CosellMember *self)
{
  return (CosellMemberId) (self - members);
}

const CosellMember *
cosell_member_for_path (const char *path)
{
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    if (g_str_equal (members[i].path, path))
      return &members[i];
  return NULL;
}

const CosellMember *
cosell_member_above (const char *path)
{
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    {
      gsize length = strlen (members[i].path);

      if (strncmp (members[i].path, path, length) == 0 &&
          (path[length] == '\0' || path[length] == '/'))
        return &members[i];
    }
  return NULL;
}

const CosellMember *
cosell_member_for_key (const char *key)
{
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    if (members[i].key != NULL && g_str_equal (members[i].key, key))
      return &members[i];
  return NULL;
}

static const CosellMemberChoice *
find_choice (const CosellMember *self, const char *text)
{
  for (const CosellMemberChoice *each = self->choices; each != NULL && each->id != NULL; each++)
    if (g_ascii_strcasecmp (each->id, text) == 0)
      return each;
  return NULL;
}

const char *
cosell_member_choose (const CosellMember *self, const char *text)
{
  g_autofree char *tidy = cosell_text_tidy (text, COSELL_TEXT_CODE);
  const CosellMemberChoice *choice = find_choice (self, tidy);

  if (*tidy == '\0' || g_str_equal (tidy, "null"))
    return "";
  return choice != NULL ? choice->id : NULL;
}

char *
cosell_member_list_choices (const CosellMember *self)
{
  GString *text = g_string_new (NULL);

  for (const CosellMemberChoice *each = self->choices; each != NULL && each->id != NULL; each++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", each->id);
  return g_string_free (text, FALSE);
}

const char *
cosell_member_display (const char *path, const char *text)
{
  const CosellMember *member = cosell_member_for_path (path);
  const CosellMemberChoice *choice =
      member != NULL && text != NULL ? find_choice (member, text) : NULL;

  return choice != NULL ? _ (choice->label) : text;
}

char *
cosell_member_list_keys (guint flags, gboolean hints)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    {
      if (members[i].key == NULL || (members[i].flags & flags) != flags)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", members[i].key);
      if (hints && members[i].hint != NULL)
        g_string_append_printf (text, " (%s)", members[i].hint);
    }
  return g_string_free (text, FALSE);
}
