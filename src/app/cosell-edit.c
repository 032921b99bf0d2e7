/* An edit: the steps of one `set` or one gesture, and what they make of a document. */
#include "app/cosell-edit-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-decimal.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-draft.h"
#include "model/cosell-member.h"
#include "model/cosell-people.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-relative.h"

static void
step_free (gpointer data)
{
  CosellEditStep *step = data;

  g_free (step->key);
  g_free (step->value);
  g_clear_pointer (&step->taken, g_ptr_array_unref);
  g_free (step);
}

static CosellEditStep *
add_step (CosellEdit *self, CosellEditKind kind, const char *key, const char *value)
{
  CosellEditStep *step = g_new0 (CosellEditStep, 1);

  step->kind = kind;
  step->key = g_strdup (key);
  step->value = g_strdup (value != NULL ? value : "");
  g_ptr_array_add (self->steps, step);
  return step;
}

CosellEdit *
cosell_edit_new (gint64 deal)
{
  CosellEdit *self = g_new0 (CosellEdit, 1);

  self->deal = deal;
  self->steps = g_ptr_array_new_with_free_func (step_free);
  return self;
}

void
cosell_edit_free (CosellEdit *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->steps);
  g_free (self);
}

void
cosell_edit_set (CosellEdit *self, const char *key, const char *value)
{
  g_autofree char *amount = NULL;
  g_autofree char *currency = NULL;

  g_return_if_fail (self != NULL && key != NULL);

  if (value == NULL || !g_str_equal (key, cosell_member_get (COSELL_MEMBER_VALUE)->key) ||
      !cosell_relative_split_amount (value, &amount, &currency))
    {
      add_step (self, COSELL_EDIT_SET, key, value);
      return;
    }
  add_step (self, COSELL_EDIT_SET, key, amount);
  add_step (self, COSELL_EDIT_SET, cosell_member_get (COSELL_MEMBER_CURRENCY)->key, currency);
}

/* In the draft file's shape. (transfer full) */
static char *
write_member (CosellContact *member)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_contact_write_draft (member, writer);
  return cosell_json_writer_end (writer);
}

void
cosell_edit_add_member (CosellEdit *self, CosellContact *member)
{
  g_autofree char *json = write_member (member);

  cosell_edit_add_member_json (self, json);
}

void
cosell_edit_add_member_json (CosellEdit *self, const char *json)
{
  g_return_if_fail (self != NULL);

  add_step (self, COSELL_EDIT_ADD_MEMBER, NULL, json);
}

void
cosell_edit_set_member (CosellEdit *self, const char *email, CosellContact *member)
{
  g_autofree char *json = write_member (member);

  g_return_if_fail (self != NULL && email != NULL);

  add_step (self, COSELL_EDIT_SET_MEMBER, email, json);
}

void
cosell_edit_remove_member (CosellEdit *self, const char *email)
{
  g_return_if_fail (self != NULL);

  add_step (self, COSELL_EDIT_REMOVE_MEMBER, NULL, email);
}

void
cosell_edit_add_solution (CosellEdit *self, CosellSolution *solution)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *json = NULL;

  cosell_solution_write_draft (solution, writer);
  json = cosell_json_writer_end (writer);
  cosell_edit_add_solution_json (self, json);
}

void
cosell_edit_add_solution_json (CosellEdit *self, const char *json)
{
  g_return_if_fail (self != NULL);

  add_step (self, COSELL_EDIT_ADD_SOLUTION, NULL, json);
}

void
cosell_edit_remove_solution (CosellEdit *self, const char *id)
{
  g_return_if_fail (self != NULL);

  add_step (self, COSELL_EDIT_REMOVE_SOLUTION, NULL, id);
}

void
cosell_edit_take_back (CosellEdit *self, GPtrArray *preview)
{
  g_return_if_fail (self != NULL && preview != NULL);

  add_step (self, COSELL_EDIT_TAKE_BACK, NULL, NULL)->taken = g_ptr_array_ref (preview);
}

gboolean
cosell_edit_is_favorite_only (CosellEdit *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const CosellEditStep *step = g_ptr_array_index (self->steps, i);

      if (step->kind != COSELL_EDIT_SET || g_strcmp0 (step->key, "favorite") != 0)
        return FALSE;
    }
  return self->steps->len > 0;
}

gboolean
cosell_edit_touches (CosellEdit *self, const char *field)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const CosellEditStep *step = g_ptr_array_index (self->steps, i);
      const char *touched = step->key;

      if (step->kind == COSELL_EDIT_ADD_SOLUTION || step->kind == COSELL_EDIT_REMOVE_SOLUTION)
        touched = "solutions";
      else if (step->kind != COSELL_EDIT_SET)
        touched = "team";
      if (g_strcmp0 (touched, field) == 0)
        return TRUE;
    }
  return FALSE;
}

static const char *
touched_member (const CosellEditStep *step)
{
  if (step->kind == COSELL_EDIT_SET_MEMBER)
    return step->key;
  return step->kind == COSELL_EDIT_REMOVE_MEMBER ? step->value : NULL;
}

gboolean
cosell_edit_touches_members (CosellEdit *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    if (touched_member (g_ptr_array_index (self->steps, i)) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
cosell_edit_require_own_people (CosellEdit *self, const CosellParties *parties, GError **error)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const char *email = touched_member (g_ptr_array_index (self->steps, i));

      if (email != NULL && !cosell_parties_require_ours (parties, email, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
collect_step (const CosellEditStep *step, const char *text, GPtrArray *changes, GError **error)
{
  switch (step->kind)
    {
    case COSELL_EDIT_SET:
      return cosell_changes_set (changes, text, step->key, step->value, error);
    case COSELL_EDIT_ADD_MEMBER:
      return cosell_changes_add_member (changes, text, step->value, error);
    case COSELL_EDIT_SET_MEMBER:
      return cosell_changes_set_member (changes, text, step->key, step->value, error);
    case COSELL_EDIT_REMOVE_MEMBER:
      return cosell_changes_remove_member (changes, text, step->value, error);
    case COSELL_EDIT_ADD_SOLUTION:
      return cosell_changes_add_solution (changes, text, step->value, error);
    case COSELL_EDIT_REMOVE_SOLUTION:
      return cosell_changes_remove_solution (changes, text, step->value, error);
    case COSELL_EDIT_TAKE_BACK:
      return cosell_changes_take_back (changes, text, step->taken, error);
    }
  g_assert_not_reached ();
}

/* Each step sees what those before it did, so that two added members do not overwrite each other.
 */
gboolean
cosell_edit_collect (CosellEdit *self, const char *text, GPtrArray *changes, GError **error)
{
  g_autofree char *now = g_strdup (text);

  for (guint i = 0; i < self->steps->len; i++)
    {
      g_autoptr (GPtrArray) newer = cosell_changes_new ();
      char *next;

      if (!collect_step (g_ptr_array_index (self->steps, i), now, newer, error))
        return FALSE;
      next = cosell_changes_apply (newer, now, error);
      if (next == NULL)
        return FALSE;
      cosell_take_str (&now, next);
      cosell_changes_merge (changes, newer);
    }
  return cosell_changes_require_counts (text, now, error);
}

GPtrArray *
cosell_edit_preview (CosellEdit *self, const char *text, GError **error)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  return cosell_edit_collect (self, text, changes, error) ? g_steal_pointer (&changes) : NULL;
}

static void
write_people (CosellJsonWriter *writer, GListModel *people)
{
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (people, i);

      cosell_contact_write_wire (contact, writer);
    }
  cosell_json_writer_end_array (writer);
}

/* What a member can be moved or scaled from (J1, J2). */
static void
write_amount_and_date (CosellJsonWriter *writer, CosellDraft *draft)
{
  g_autofree char *value = NULL;
  g_autofree char *currency = NULL;
  g_autofree char *date = NULL;

  g_object_get (draft, "value", &value, "currency", &currency, "close-date", &date, NULL);
  if (cosell_decimal_is_valid (value))
    {
      cosell_json_writer_name (writer, "dealValue");
      cosell_json_writer_raw (writer, value, -1);
    }
  cosell_json_writer_name (writer, "currency");
  cosell_json_writer_string (writer, currency != NULL ? currency : "");
  if (cosell_date_parse (date, NULL))
    {
      g_autofree char *instant = g_strconcat (date, "T00:00:00Z", NULL);

      cosell_json_writer_name (writer, "closingDateTime");
      cosell_json_writer_string (writer, instant);
    }
}

/* What a step needs to see of a draft, as a referral would show it: so that one place decides what
 * may be set and added. */
static char *
draft_document (CosellDraft *draft)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  GListModel *contacts =
      G_LIST_MODEL (cosell_customer_get_contacts (cosell_draft_get_customer (draft)));
  GListModel *team = G_LIST_MODEL (cosell_draft_get_team (draft));
  GListModel *solutions = G_LIST_MODEL (cosell_draft_get_solutions (draft));

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "customerProfile");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "team");
  write_people (writer, contacts);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_name (writer, "team");
  write_people (writer, team);
  cosell_json_writer_name (writer, "details");
  cosell_json_writer_begin_object (writer);
  write_amount_and_date (writer, draft);
  cosell_json_writer_name (writer, "requirements");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "solutions");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);

      cosell_solution_write_wire (solution, writer);
    }
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

static void
read_people (GListStore *people, const char *document, const char *pointer)
{
  g_autoptr (CosellJson) json = cosell_json_parse (document, -1, NULL);
  CosellJsonValue list = cosell_json_pointer (cosell_json_root (json), pointer);

  g_list_store_remove_all (people);
  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      g_autoptr (CosellContact) contact =
          cosell_contact_new_from_json (cosell_json_element (list, i));

      g_list_store_append (people, contact);
    }
}

/* The text that a step gives to a property of the draft: of what is said from what the draft has
 * (J1, J2), what it came to. Returns: (transfer full) */
static char *
text_for_draft (const CosellMember *member, const CosellEditStep *step, const char *document)
{
  g_autoptr (CosellJson) json = cosell_json_parse (document, -1, NULL);

  if (member->choices != NULL)
    return g_strdup (cosell_member_choose (member, step->value));
  if (member->kind == COSELL_CHANGE_KIND_DATE && cosell_relative_is_move (step->value))
    return cosell_referral_read_close_date (cosell_json_root (json));
  if (cosell_member_get_id (member) == COSELL_MEMBER_VALUE &&
      cosell_relative_is_percentage (step->value))
    return cosell_referral_read_value (cosell_json_root (json));
  return g_strdup (step->value);
}

static gboolean
set_in_draft (CosellDraft *draft, const CosellEditStep *step, const char *document, GError **error)
{
  const CosellMember *member = cosell_member_for_key (step->key);

  if (member != NULL && member->kind == COSELL_CHANGE_KIND_PEOPLE)
    {
      read_people (cosell_customer_get_contacts (cosell_draft_get_customer (draft)), document,
                   member->path);
      return TRUE;
    }
  if (member != NULL && member->property != NULL)
    {
      g_autofree char *text = text_for_draft (member, step, document);

      g_object_set (draft, member->property, text, NULL);
      return TRUE;
    }
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                       _ ("A draft cannot be a favorite yet. Submit it first."));
  return FALSE;
}

static void
remove_solution (GListStore *solutions, const char *id)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (solutions)); i > 0; i--)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (G_LIST_MODEL (solutions), i - 1);

      if (g_ascii_strcasecmp (cosell_solution_get_id (solution), id) == 0)
        g_list_store_remove (solutions, i - 1);
    }
}

/* document: the draft as draft_document shows it, with the step done. */
static gboolean
apply_to_draft (CosellDraft *draft,
                const CosellEditStep *step,
                const char *document,
                GError **error)
{
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (CosellSolution) solution = NULL;

  switch (step->kind)
    {
    case COSELL_EDIT_SET:
      return set_in_draft (draft, step, document, error);
    case COSELL_EDIT_ADD_MEMBER:
    case COSELL_EDIT_SET_MEMBER:
    case COSELL_EDIT_REMOVE_MEMBER:
      read_people (cosell_draft_get_team (draft), document, COSELL_PATH_TEAM);
      return TRUE;
    case COSELL_EDIT_ADD_SOLUTION:
      json = cosell_json_parse (step->value, -1, error);
      if (json == NULL)
        return FALSE;
      solution = cosell_solution_new_from_json (cosell_json_root (json));
      g_list_store_append (cosell_draft_get_solutions (draft), solution);
      return TRUE;
    case COSELL_EDIT_REMOVE_SOLUTION:
      remove_solution (cosell_draft_get_solutions (draft), step->value);
      return TRUE;
    case COSELL_EDIT_TAKE_BACK:
      /* a preview is made of a referral, and a draft has none */
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                           _ ("The deal is a draft again, so the change cannot be undone this "
                              "way. Open the draft and change it there."));
      return FALSE;
    }
  g_assert_not_reached ();
}

gboolean
cosell_edit_apply_to_draft (CosellEdit *self, CosellDraft *draft, GError **error)
{
  g_autofree char *first = draft_document (draft);
  g_autofree char *last = g_strdup (first);

  for (guint i = 0; i < self->steps->len; i++)
    {
      const CosellEditStep *step = g_ptr_array_index (self->steps, i);
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autofree char *after = NULL;

      if (!collect_step (step, last, changes, error))
        return FALSE;
      after = cosell_changes_apply (changes, last, error);
      if (after == NULL || !apply_to_draft (draft, step, after, error))
        return FALSE;
      cosell_take_str (&last, draft_document (draft));
    }
  return cosell_changes_require_counts (first, last, error);
}
