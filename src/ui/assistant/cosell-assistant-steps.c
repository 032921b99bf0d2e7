#include "ui/assistant/cosell-assistant-steps.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-people.h"
#include "ui/assistant/cosell-customer-page.h"
#include "ui/assistant/cosell-details-page.h"
#include "ui/assistant/cosell-help-page.h"
#include "ui/assistant/cosell-partners-page.h"
#include "ui/assistant/cosell-review-page.h"
#include "ui/assistant/cosell-solutions-page.h"
#include "ui/assistant/cosell-team-page.h"

static char *
non_blank (char *text)
{
  if (text != NULL && *g_strstrip (text) != '\0')
    return text;
  g_free (text);
  return NULL;
}

static char *
summarize_customer (CosellDraft *draft)
{
  return non_blank (g_strdup (cosell_customer_get_name (cosell_draft_get_customer (draft))));
}

static char *
summarize_details (CosellDraft *draft)
{
  char *name = NULL;

  g_object_get (draft, "name", &name, NULL);
  return non_blank (name);
}

static char *
summarize_team (CosellDraft *draft)
{
  GListModel *team = G_LIST_MODEL (cosell_draft_get_team (draft));
  guint n = 0;

  /* who is half typed is nobody yet */
  for (guint i = 0; i < g_list_model_get_n_items (team); i++)
    {
      g_autoptr (CosellContact) member = g_list_model_get_item (team, i);

      n += cosell_contact_is_complete (member);
    }
  return n > 0 ? g_strdup_printf (ngettext ("%u person", "%u people", n), n) : NULL;
}

static char *
summarize_solutions (CosellDraft *draft)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (cosell_draft_get_solutions (draft)));

  /* Translators: number of solutions */
  return n > 0 ? g_strdup_printf (ngettext ("%u chosen", "%u chosen", n), n) : NULL;
}

static char *
summarize_help (CosellDraft *draft)
{
  return g_strdup (cosell_deal_type_label (cosell_draft_get_deal_type (draft)));
}

static char *
summarize_partners (CosellDraft *draft)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (cosell_draft_get_partners (draft)));

  /* Translators: number of partners */
  return n > 0 ? g_strdup_printf (ngettext ("%u invited", "%u invited", n), n)
               : g_strdup (_ ("None"));
}

static const CosellAssistantStepInfo pages[COSELL_N_DRAFT_STEPS] = {
  { COSELL_DRAFT_STEP_CUSTOMER, N_ ("Customer"), N_ ("Select the customer"),
    N_ ("Choose the country, then type the name and choose the exact company. Or enter the address "
        "by hand. After the deal is created, the customer cannot be changed any more."),
    cosell_customer_page_get_type, 600, summarize_customer },
  { COSELL_DRAFT_STEP_DETAILS, N_ ("Deal Details"), N_ ("What is the deal about?"),
    N_ ("All but the location can be changed later, until the deal is closed."),
    cosell_details_page_get_type, 600, summarize_details },
  { COSELL_DRAFT_STEP_TEAM, N_ ("Team"), N_ ("Who works on this deal?"),
    N_ ("At least one person of your company, with phone number and e-mail address."),
    cosell_team_page_get_type, 720, summarize_team },
  { COSELL_DRAFT_STEP_SOLUTIONS, N_ ("Solutions"), N_ ("Which solutions belong to this deal?"),
    N_ ("At least one. Solutions can be changed later, until the deal is closed."),
    cosell_solutions_page_get_type, 600, summarize_solutions },
  { COSELL_DRAFT_STEP_HELP, N_ ("Help from Microsoft"), N_ ("What part does Microsoft have?"),
    N_ ("Your answers decide the type of the deal, and who may see it."), cosell_help_page_get_type,
    600, summarize_help },
  { COSELL_DRAFT_STEP_PARTNERS, N_ ("Partners"), N_ ("Which partners do you invite?"),
    N_ ("Optional. An invited partner gets its own part of the deal, and decides whether to take "
        "it."),
    cosell_partners_page_get_type, 600, summarize_partners },
  { COSELL_DRAFT_STEP_REVIEW, N_ ("Review"), N_ ("This is what will be sent"),
    N_ ("For each recipient, everything that it will get."), cosell_review_page_get_type, 680,
    NULL },
};

const CosellAssistantStepInfo *
cosell_assistant_step_get_info (CosellDraftStep page)
{
  g_return_val_if_fail ((guint) page < COSELL_N_DRAFT_STEPS, NULL);

  return &pages[page];
}

char *
cosell_assistant_step_describe (CosellDraftStep page, CosellDraft *draft)
{
  if (page == COSELL_DRAFT_STEP_SOLUTIONS &&
      cosell_draft_get_deal_type (draft) == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT)
    return g_strdup (_ ("One assessment, and no other solution. It cannot be changed after the "
                        "deal is created."));
  return g_strdup (_ (cosell_assistant_step_get_info (page)->description));
}

gboolean
cosell_assistant_step_is_skipped (CosellDraftStep page, CosellDraft *draft, GPtrArray *issues)
{
  return (page == COSELL_DRAFT_STEP_HELP || page == COSELL_DRAFT_STEP_PARTNERS) &&
         cosell_draft_get_deal_type (draft) == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT &&
         cosell_draft_step_is_complete (issues, page);
}

CosellDraftStep
cosell_assistant_step_go (CosellDraftStep page, int step, CosellDraft *draft, GPtrArray *issues)
{
  for (int i = (int) page + step; i >= 0 && i < COSELL_N_DRAFT_STEPS; i += step)
    if (!cosell_assistant_step_is_skipped ((CosellDraftStep) i, draft, issues))
      return (CosellDraftStep) i;
  return page;
}

guint
cosell_assistant_step_number (CosellDraftStep page,
                              CosellDraft *draft,
                              GPtrArray *issues,
                              guint *of)
{
  guint number = 0, n = 0;

  for (int i = 0; i < COSELL_N_DRAFT_STEPS; i++)
    if (!cosell_assistant_step_is_skipped ((CosellDraftStep) i, draft, issues))
      {
        n++;
        if (i <= (int) page)
          number = n;
      }
  if (of != NULL)
    *of = n;
  return number;
}

CosellAssistantStepState
cosell_assistant_step_get_state (CosellDraftStep page,
                                 CosellDraftStep current,
                                 CosellDraftStep reached,
                                 GPtrArray *issues)
{
  if (page == current)
    return COSELL_ASSISTANT_STEP_STATE_CURRENT;
  if (page > reached || page == COSELL_DRAFT_STEP_REVIEW)
    return COSELL_ASSISTANT_STEP_STATE_AHEAD;
  return cosell_draft_step_is_complete (issues, page) ? COSELL_ASSISTANT_STEP_STATE_DONE
                                                      : COSELL_ASSISTANT_STEP_STATE_MISSING;
}

/* What is created, and who is asked. */
static char *
create_label (CosellDealType type, guint n_partners)
{
  const char *label = _ ("C_reate Private Deal");

  switch (type)
    {
    case COSELL_DEAL_TYPE_PARTNER_LED:
      label = _ ("C_reate Partner-Led Deal");
      break;
    case COSELL_DEAL_TYPE_CO_SELL:
      if (n_partners == 0)
        return g_strdup (_ ("C_reate and Ask Microsoft for Help"));
      return g_strdup_printf (ngettext ("C_reate, Ask Microsoft and Invite %u Partner",
                                        "C_reate, Ask Microsoft and Invite %u Partners",
                                        n_partners),
                              n_partners);
    case COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT:
      return g_strdup (_ ("C_reate Solution Assessment"));
    case COSELL_DEAL_TYPE_PRIVATE:
    case COSELL_DEAL_TYPE_LEAD:
      break;
    }
  if (n_partners == 0)
    return g_strdup (label);
  /* Translators: %s is “C_reate Private Deal” or “C_reate Partner-Led Deal” */
  return g_strdup_printf (ngettext ("%s and Invite %u Partner", "%s and Invite %u Partners",
                                    n_partners),
                          label, n_partners);
}

char *
cosell_assistant_step_create_label (CosellDraft *draft, gboolean offline)
{
  GListModel *partners;

  g_return_val_if_fail (COSELL_IS_DRAFT (draft), NULL);

  if (offline)
    return g_strdup (_ ("C_reate: Will Be Sent When Online"));
  partners = G_LIST_MODEL (cosell_draft_get_partners (draft));
  return create_label (cosell_draft_get_deal_type (draft), g_list_model_get_n_items (partners));
}
