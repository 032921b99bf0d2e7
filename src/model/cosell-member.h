/* cosell-member.h: the members of a deal that people edit, in one table
 *
 * One row says all that the program has to know of a member: where it stands in a referral and in a
 * draft, how it is called by people and by scripts, how it is compared and merged, and where it is
 * edited. Drafts, changes, the merge, history, `set` and `show`, the forms and the review read it.
 * CONTRIBUTING.md shows how to add one. What only commands change (a status, a stage, a
 * registration) stands in cosell-change.c and cosell-merge-policy.c. Pure; any thread.
 */
#pragma once

#include "base/cosell-text.h"

G_BEGIN_DECLS

/* The order is that of the draft file and of the operations of a patch. */
typedef enum
{
  COSELL_MEMBER_NAME,
  COSELL_MEMBER_LOCATION,
  COSELL_MEMBER_VALUE,
  COSELL_MEMBER_CURRENCY,
  COSELL_MEMBER_CLOSE_DATE,
  COSELL_MEMBER_CRM_ID,
  COSELL_MEMBER_CAMPAIGN_ID,
  COSELL_MEMBER_NOTES,
  COSELL_MEMBER_MARKETPLACE_INTENT,
  COSELL_MEMBER_SOLUTION_AREA,
  COSELL_MEMBER_SOLUTION_PLAY,
  COSELL_MEMBER_CONTACTS,
  COSELL_MEMBER_TEAM,
  COSELL_MEMBER_SOLUTIONS,
  COSELL_MEMBER_FAVORITE,
  COSELL_MEMBER_VISIBLE,       /* to Microsoft sellers */
  COSELL_MEMBER_SHARE_CONTACT, /* the customer agrees to it */
  COSELL_MEMBER_CONSENT,       /* likewise, to being contacted */
} CosellMemberId;
#define COSELL_N_MEMBERS 18

/* Where they stand in a referral, for code that is about one of them. */
#define COSELL_PATH_NAME "/name"
#define COSELL_PATH_LOCATION "/mpnId"
#define COSELL_PATH_VALUE "/details/dealValue"
#define COSELL_PATH_CURRENCY "/details/currency"
#define COSELL_PATH_CLOSE_DATE "/details/closingDateTime"
#define COSELL_PATH_CRM_ID "/externalReferenceId"
#define COSELL_PATH_CAMPAIGN_ID "/campaignId"
#define COSELL_PATH_NOTES "/details/notes"
/* C25: attributes, {"type": …, "id": …}; cosell-member-place.h says how one is found. */
#define COSELL_PATH_ATTRIBUTES "/details/requirements/additionalRequirements/attributes"
#define COSELL_PATH_CONTACTS "/customerProfile/team"
#define COSELL_PATH_TEAM "/team"
#define COSELL_PATH_SOLUTIONS "/details/requirements/solutions"
#define COSELL_PATH_FAVORITE "/favorite"
#define COSELL_PATH_VISIBLE "/consent/consentToShareReferralWithMicrosoftSellers"
#define COSELL_PATH_SHARE_CONTACT "/consent/consentToToShareInfoWithOthers"
#define COSELL_PATH_CONSENT "/consent/consentToContact"

/* How the value at a path is read, compared and merged. */
typedef enum
{
  COSELL_CHANGE_KIND_TEXT,
  COSELL_CHANGE_KIND_NUMBER,    /* a JSON number, or the same digits as a string */
  COSELL_CHANGE_KIND_DATE,      /* an instant of which only the calendar date counts */
  COSELL_CHANGE_KIND_BOOL,      /* absent is false */
  COSELL_CHANGE_KIND_PEOPLE,    /* a set of persons, known by their e-mail address */
  COSELL_CHANGE_KIND_SOLUTIONS, /* a set of solutions, known by their id */
  COSELL_CHANGE_KIND_REGISTRATIONS, /* a list that grows at its end */
  COSELL_CHANGE_KIND_OTHER,     /* compared whole */
} CosellChangeKind;

/* What becomes of a field that both sides changed differently. */
typedef enum
{
  COSELL_MERGE_ASK,           /* a person chooses between the two values */
  COSELL_MERGE_AMOUNT,        /* the same for value and currency together */
  COSELL_MERGE_SET,           /* element by element; a person chooses for those that both changed */
  COSELL_MERGE_PARAGRAPHS,    /* paragraph by paragraph, likewise */
  COSELL_MERGE_REGISTRATIONS, /* a list that grows at its end */
  COSELL_MERGE_STAGE,         /* asked, but for stages that the service sets by itself */
  COSELL_MERGE_STATUS,        /* status, substatus and reason together: the rules decide */
  COSELL_MERGE_SERVICE,       /* the service's */
} CosellMergePolicy;

typedef enum /* D17 */
{
  COSELL_FREEZE_NEVER,
  COSELL_FREEZE_CREATED, /* fixed after creation */
  COSELL_FREEZE_SHARED,  /* fixed once Microsoft has it */
} CosellFreeze;

typedef enum /* where a member of a deal that was created is edited in the window */
{
  COSELL_EDITED_NOWHERE,    /* nowhere, or with a button */
  COSELL_EDITED_IN_DETAILS, /* "Edit Deal" */
  COSELL_EDITED_IN_NOTES,   /* the same, and "Add Note" */
  COSELL_EDITED_ELSEWHERE,  /* a form of its own */
} CosellEditedIn;

typedef enum
{
  COSELL_MEMBER_SET = 1 << 0,     /* `set` takes it as KEY=VALUE */
  COSELL_MEMBER_CLEAR = 1 << 1,   /* and an empty value clears it */
  COSELL_MEMBER_WATCHED = 1 << 2, /* the history tells when the service changes it */
  COSELL_MEMBER_SHOWN = 1 << 3,   /* `show` prints it, beside the members of a row of the list */
} CosellMemberFlags;

/* One of the words that the service takes. */
typedef struct
{
  const char *id;    /* as it is sent */
  const char *label; /* msgid */
} CosellMemberChoice;

typedef struct _CosellMember
{
  const char *path;     /* in the referral, a JSON pointer; cosell-member-place.h for attributes */
  const char *type;     /* (nullable) of an attribute */
  const char *key;      /* (nullable) for `set` and `conflicts` */
  const char *draft;    /* (nullable) in the draft file, a JSON pointer */
  const char *property; /* (nullable) of CosellDraft: a text, exactly as it was typed */
  const char *label;    /* msgid */
  const char *brief;    /* (nullable) msgid: how cosellctl(1) calls it where room is short */
  const char *hint;     /* (nullable) the form of VALUE */
  const CosellMemberChoice *choices; /* (nullable) all that there are; ends with a NULL id */
  CosellChangeKind kind;
  CosellTextKind text; /* C3: of kind TEXT */
  CosellMergePolicy policy;
  CosellFreeze freeze;
  CosellEditedIn edited;
  guint flags; /* CosellMemberFlags */
} CosellMember;

/* (transfer none), never NULL; id: any below COSELL_N_MEMBERS, also as a number to go through all */
const CosellMember *cosell_member_get (CosellMemberId id);
/* self: a row of the table itself, not a copy. */
CosellMemberId cosell_member_get_id (const CosellMember *self);
/* (transfer none) (nullable) */
const CosellMember *cosell_member_for_path (const char *path);
/* The same for a path below that of a member: one person of the team is of the team. */
const CosellMember *cosell_member_above (const char *path);
/* KEY of `set` and `conflicts`, in this letter case. (transfer none) (nullable) */
const CosellMember *cosell_member_for_key (const char *key);
/* What was typed for a member with choices, whatever its letter case. (transfer none) (nullable): the
 * id, "" for nothing ("" or the word null), NULL for what is no choice */
const char *cosell_member_choose (const CosellMember *self, const char *text);
/* "Yes, No, HaveNotDecided". Returns: (transfer full) */
char *cosell_member_list_choices (const CosellMember *self);
/* A value of the path as people read it: the label of a choice, else text itself. (transfer none)
 * (nullable): NULL for NULL */
const char *cosell_member_display (const char *path, const char *text);
/* The keys of all members with these flags. hints: each with the form of its value behind it.
 * Returns: (transfer full) "name, value, …" */
char *cosell_member_list_keys (guint flags, gboolean hints);

G_END_DECLS
