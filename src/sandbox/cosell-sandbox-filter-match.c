/* Asking a referral whether a $filter is true of it. */
#include "sandbox/cosell-sandbox-filter-private.h"

#include <string.h>

#include "base/cosell-time.h"

typedef struct
{
  const SandboxRecord *record;
  CosellJson *json; /* (nullable): read only when a cached member will not do */
  CosellJsonValue element;
} Evaluation;

static const char *
cached_member (const SandboxRecord *record, const char *name)
{
  if (g_str_equal (name, "engagementId"))
    return record->engagement_id;
  if (g_str_equal (name, "id"))
    return record->id;
  if (g_str_equal (name, "status"))
    return record->status;
  if (g_str_equal (name, "substatus"))
    return record->substatus;
  if (g_str_equal (name, "type"))
    return record->type;
  if (g_str_equal (name, "direction"))
    return record->direction;
  if (g_str_equal (name, "qualification"))
    return record->qualification;
  if (g_str_equal (name, "organizationId"))
    return record->organization_id;
  return NULL;
}

static CosellJsonValue
follow (Evaluation *evaluation, const SandboxFilter *node)
{
  CosellJsonValue value = evaluation->element;

  if (!node->in_lambda)
    {
      if (evaluation->json == NULL)
        evaluation->json = cosell_json_parse (evaluation->record->text, -1, NULL);
      value = cosell_json_root (evaluation->json);
    }
  for (char **step = node->path; *step != NULL; step++)
    value = cosell_json_member (value, *step);
  return value;
}

static gboolean
accept_order (SandboxOperator op, int order)
{
  switch (op)
    {
    case OP_EQ:
      return order == 0;
    case OP_NE:
      return order != 0;
    case OP_GT:
      return order > 0;
    case OP_GE:
      return order >= 0;
    case OP_LT:
      return order < 0;
    case OP_LE:
      return order <= 0;
    }
  g_return_val_if_reached (FALSE);
}

static int
compare_text (const SandboxFilter *node, const char *text)
{
  return sandbox_format_is_guid (node->text) ? g_ascii_strcasecmp (text, node->text)
                                             : strcmp (text, node->text);
}

static gboolean
match_compare (Evaluation *evaluation, const SandboxFilter *node)
{
  const char *cached = node->in_lambda || node->path[1] != NULL
                           ? NULL
                           : cached_member (evaluation->record, node->path[0]);
  g_autofree char *text =
      cached == NULL ? cosell_json_dup_scalar (follow (evaluation, node)) : NULL;
  const char *value = cached != NULL ? cached : text;
  gint64 instant;
  double number;

  if (node->literal == LITERAL_NULL)
    return (value == NULL) == (node->op == OP_EQ);
  if (value == NULL)
    return node->op == OP_NE;
  if (node->value_kind == SANDBOX_KIND_NUMBER)
    {
      number = g_ascii_strtod (value, NULL);
      return accept_order (node->op, number < node->number ? -1 : number > node->number);
    }
  if (node->value_kind == SANDBOX_KIND_INSTANT)
    return cosell_time_parse (value, &instant) &&
           accept_order (node->op, instant < node->instant ? -1 : instant > node->instant);
  return accept_order (node->op, compare_text (node, value));
}

static gboolean
match (Evaluation *evaluation, const SandboxFilter *node)
{
  CosellJsonValue list;
  gboolean found = FALSE;

  switch (node->kind)
    {
    case NODE_OR:
      return match (evaluation, node->left) || match (evaluation, node->right);
    case NODE_AND:
      return match (evaluation, node->left) && match (evaluation, node->right);
    case NODE_NOT:
      return !match (evaluation, node->left);
    case NODE_COMPARE:
      return match_compare (evaluation, node);
    case NODE_ANY:
    case NODE_ALL:
      list = follow (evaluation, node);
      if (node->left == NULL)
        return cosell_json_length (list) > 0;
      for (guint i = 0; i < cosell_json_length (list) && !found; i++)
        {
          evaluation->element = cosell_json_element (list, i);
          found = match (evaluation, node->left) == (node->kind == NODE_ANY);
        }
      return found == (node->kind == NODE_ANY);
    }
  g_return_val_if_reached (FALSE);
}

gboolean
sandbox_filter_matches (const SandboxFilter *filter, const SandboxRecord *record)
{
  Evaluation evaluation = { .record = record };
  gboolean matches = match (&evaluation, filter);

  g_clear_pointer (&evaluation.json, cosell_json_unref);
  return matches;
}

const char *
sandbox_filter_engagement (const SandboxFilter *filter)
{
  const char *found = NULL;

  if (filter->kind == NODE_AND)
    {
      found = sandbox_filter_engagement (filter->left);
      return found != NULL ? found : sandbox_filter_engagement (filter->right);
    }
  if (filter->kind == NODE_COMPARE && filter->op == OP_EQ && filter->literal != LITERAL_NULL &&
      !filter->in_lambda && g_str_equal (filter->path[0], "engagementId"))
    return filter->text;
  return found;
}
