/* The draft file of cosellctl(1), read strictly enough to find a slip, written back with every
 * member that this version does not know. */

#include "model/cosell-draft-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-field.h"
#include "model/cosell-change.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-people.h"

/* Beside the members that people edit (cosell-member.c). */
static const char *const known_members[] = {
  "customer", "help", "notesToMicrosoft", "partners", "leadId", "page", NULL,
};

static const char *const customer_members[] = {
  "name",    "addressLine1", "addressLine2", "city", "state", "postalCode",
  "country", "duns",         "externalId",   "size", NULL,
};
static const char *const person_members[] = { "firstName", "lastName", "phone",
                                              "email",     "title",    NULL };
static const char *const solution_members[] = { "id", "name", "publisher", NULL };

/* reading */

static gboolean
refuse_member (GError **error, const char *member, const char *what)
{
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
               /* Translators: a member of a file and what it has to be, such as “a list”. */
               _ ("“%s” in the draft must be %s."), member, what);
  return FALSE;
}

static gboolean
is_text (CosellJsonValue value)
{
  CosellJsonKind kind = cosell_json_kind (value);

  return kind == COSELL_JSON_STRING || kind == COSELL_JSON_NUMBER ||
         !cosell_json_is_present (value);
}

gboolean
cosell_draft_check_texts (CosellJsonValue object,
                          const char *parent,
                          const char *const *members,
                          GError **error)
{
  for (guint i = 0; members[i] != NULL; i++)
    if (!is_text (cosell_json_member (object, members[i])))
      {
        g_autofree char *path = g_strconcat (parent, ".", members[i], NULL);

        return refuse_member (error, path, _ ("text"));
      }
  return TRUE;
}

static gboolean
read_bool (CosellJsonValue object, const char *member, gboolean *result, GError **error)
{
  CosellJsonValue value = cosell_json_member (object, member);
  CosellJsonKind kind = cosell_json_kind (value);

  if (kind != COSELL_JSON_TRUE && kind != COSELL_JSON_FALSE && cosell_json_is_present (value))
    return refuse_member (error, member, _ ("true or false"));
  *result = kind == COSELL_JSON_TRUE;
  return TRUE;
}

static gboolean
check_choice (const CosellMember *self, const char *name, const char *text, GError **error)
{
  g_autofree char *choices = NULL;
  g_autofree char *what = NULL;

  if (self->choices == NULL || text == NULL || cosell_member_choose (self, text) != NULL)
    return TRUE;
  choices = cosell_member_list_choices (self);
  /* Translators: %s are the words that are possible */
  what = g_strdup_printf (_ ("null or one of %s"), choices);
  return refuse_member (error, name, what);
}

static gboolean
read_text (CosellDraft *self, CosellJsonValue root, CosellDraftText which, GError **error)
{
  const char *member = cosell_draft_member (which);
  CosellJsonValue value = cosell_json_member (root, member);
  g_autofree char *text = cosell_json_dup_scalar (value);
  int page;

  if (!is_text (value))
    return refuse_member (error, member, _ ("text"));
  if (which < COSELL_N_MEMBERS && !check_choice (cosell_member_get (which), member, text, error))
    return FALSE;
  /* A page that only another version has: begin with the first. */
  if (text != NULL &&
      (which != COSELL_DRAFT_PAGE || cosell_enum_from_nick (COSELL_TYPE_DRAFT_STEP, text, &page)))
    cosell_draft_put (self, which, text);
  return TRUE;
}

/* An array of objects; absent and null are an empty one. */
static gboolean
check_list (CosellJsonValue list, const char *member, const char *const *texts, GError **error)
{
  if (cosell_json_is_present (list) && cosell_json_kind (list) != COSELL_JSON_ARRAY)
    return refuse_member (error, member, _ ("a list"));
  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue element = cosell_json_element (list, i);

      if (cosell_json_kind (element) != COSELL_JSON_OBJECT)
        return refuse_member (error, member, _ ("a list of objects"));
      if (texts != NULL && !cosell_draft_check_texts (element, member, texts, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cosell_draft_read_people (CosellJsonValue list,
                          const char *name,
                          GListStore *people,
                          GError **error)
{
  if (!check_list (list, name, person_members, error))
    return FALSE;
  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      g_autoptr (CosellContact) contact =
          cosell_contact_new_from_json (cosell_json_element (list, i));

      g_list_store_append (people, contact);
    }
  return TRUE;
}

gboolean
cosell_draft_read_solutions (CosellJsonValue list,
                             const char *name,
                             GListStore *solutions,
                             GError **error)
{
  if (!check_list (list, name, solution_members, error))
    return FALSE;
  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue element = cosell_json_element (list, i);
      CosellJsonValue kind = cosell_json_member (element, "kind");
      g_autofree char *nick = cosell_json_dup_string (kind);
      g_autoptr (CosellSolution) solution = NULL;
      int value;

      if (cosell_json_is_present (kind) &&
          (nick == NULL || !cosell_enum_from_nick (COSELL_TYPE_SOLUTION_KIND, nick, &value)))
        {
          g_autofree char *path = g_strconcat (name, ".kind", NULL);

          return refuse_member (error, path, _ ("own, microsoft, third-party or assessment"));
        }
      solution = cosell_solution_new_from_json (element);
      g_list_store_append (solutions, solution);
    }
  return TRUE;
}

static gboolean
read_partners (CosellDraft *self, CosellJsonValue list, GError **error)
{
  if (!check_list (list, "partners", NULL, error))
    return FALSE;
  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      g_autoptr (CosellDraftPartner) partner =
          cosell_draft_partner_new_from_json (cosell_json_element (list, i), error);

      if (partner == NULL)
        return FALSE;
      g_list_store_append (cosell_draft_get_partners (self), partner);
    }
  return TRUE;
}

static gboolean
read_customer (CosellDraft *self, CosellJsonValue customer, GError **error)
{
  g_autoptr (CosellCustomer) read = NULL;
  CosellCustomer *own = cosell_draft_get_customer (self);
  gboolean consent;

  if (!cosell_json_is_present (customer))
    return TRUE;
  if (cosell_json_kind (customer) != COSELL_JSON_OBJECT)
    return refuse_member (error, "customer", _ ("an object"));
  if (!cosell_draft_check_texts (customer, "customer", customer_members, error) ||
      !read_bool (customer, "consent", &consent, error))
    return FALSE;
  read = cosell_customer_new_from_json (customer);
  cosell_draft_pick_customer (self, read);
  g_object_set (own, "consent", consent, NULL);
  return cosell_draft_read_people (cosell_json_member (customer, "contacts"), "customer.contacts",
                                   cosell_customer_get_contacts (own), error);
}

gboolean
cosell_draft_read_help (CosellJsonValue object, const char *name, CosellHelp *help, GError **error)
{
  CosellJsonValue value = cosell_json_member (object, "help");
  g_autofree char *nick = cosell_json_dup_string (value);
  int read = COSELL_HELP_NONE;

  if (cosell_json_is_present (value) &&
      (nick == NULL || !cosell_enum_from_nick (COSELL_TYPE_HELP, nick, &read)))
    return refuse_member (error, name, _ ("“none” or one of the six kinds of help"));
  *help = (CosellHelp) read;
  return TRUE;
}

static gboolean
read_answers (CosellDraft *self, CosellJsonValue root, GError **error)
{
  CosellHelp help;
  gboolean visible;

  if (!cosell_draft_read_help (root, "help", &help, error) ||
      !read_bool (root, "visibleToMicrosoft", &visible, error))
    return FALSE;
  g_object_set (self, "help", help, "visible-to-microsoft", visible, NULL);
  return TRUE;
}

gboolean
cosell_draft_read_json (CosellDraft *self, const char *json, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CosellJson) doc = cosell_json_parse (json, -1, &local);
  CosellJsonValue root = { doc, 0 };

  if (doc == NULL)
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                   _ ("The draft cannot be read: %s"), local->message);
      return FALSE;
    }
  if (cosell_json_kind (root) != COSELL_JSON_OBJECT)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                           _ ("A draft is a JSON object with members such as “customer” and "
                              "“name”."));
      return FALSE;
    }
  for (CosellDraftText i = 0; i < COSELL_N_DRAFT_TEXTS; i++)
    if (cosell_draft_is_text (i) && !read_text (self, root, i, error))
      return FALSE;
  if (!read_customer (self, cosell_json_member (root, "customer"), error) ||
      !cosell_draft_read_people (cosell_json_member (root, "team"), "team",
                                 cosell_draft_get_team (self), error) ||
      !cosell_draft_read_solutions (cosell_json_member (root, "solutions"), "solutions",
                                    cosell_draft_get_solutions (self), error) ||
      !read_answers (self, root, error) ||
      !read_partners (self, cosell_json_member (root, "partners"), error))
    return FALSE;
  cosell_draft_set_source (self, json);
  return TRUE;
}

/* writing */

static void
write_text (CosellDraft *self, CosellJsonWriter *writer, CosellDraftText which)
{
  const char *text = cosell_draft_peek (self, which);

  cosell_json_writer_member (writer, cosell_draft_member (which), text[0] != '\0' ? text : NULL);
}

void
cosell_draft_write_people (CosellJsonWriter *writer, GListModel *people)
{
  g_autoptr (GPtrArray) list = cosell_draft_list_people (people);

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < list->len; i++)
    cosell_contact_write_draft (g_ptr_array_index (list, i), writer);
  cosell_json_writer_end_array (writer);
}

void
cosell_draft_write_solutions (CosellJsonWriter *writer, GListModel *solutions)
{
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);

      cosell_solution_write_draft (solution, writer);
    }
  cosell_json_writer_end_array (writer);
}

static void
write_partners (CosellJsonWriter *writer, GListModel *partners)
{
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (CosellDraftPartner) partner = g_list_model_get_item (partners, i);

      cosell_draft_partner_write_json (partner, writer);
    }
  cosell_json_writer_end_array (writer);
}

void
cosell_draft_write_unknown (CosellJsonValue object,
                            const char *const *known,
                            const char *const *more_known,
                            CosellJsonWriter *writer)
{
  for (guint i = 0; i < cosell_json_length (object); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value = cosell_json_nth_member (object, i, &name);
      gsize length;
      const char *raw = cosell_json_raw (value, &length);

      if (g_strv_contains (known, name) ||
          (more_known != NULL && g_strv_contains (more_known, name)))
        continue;
      cosell_json_writer_name (writer, name);
      cosell_json_writer_raw (writer, raw, (gssize) length);
    }
}

/* The top-level names of the members that people edit. Returns: (transfer full) */
static GStrv
list_members (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    {
      const char *draft = cosell_member_get ((CosellMemberId) i)->draft;

      if (draft != NULL && strchr (draft + 1, '/') == NULL)
        g_strv_builder_add (names, draft + 1);
    }
  return g_strv_builder_end (names);
}

static void
write_unknown (CosellDraft *self, CosellJsonWriter *writer)
{
  g_auto (GStrv) members = list_members ();
  const char *source = cosell_draft_get_source (self);
  g_autoptr (CosellJson) doc = source != NULL ? cosell_json_parse (source, -1, NULL) : NULL;

  if (doc != NULL)
    cosell_draft_write_unknown (cosell_json_root (doc), known_members,
                                (const char *const *) members, writer);
}

char *
cosell_draft_to_json (CosellDraft *self)
{
  CosellJsonWriter *writer;

  g_return_val_if_fail (COSELL_IS_DRAFT (self), NULL);

  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "customer");
  cosell_customer_write_draft (cosell_draft_get_customer (self), writer);
  for (CosellDraftText i = 0; i < COSELL_N_MEMBERS; i++)
    if (cosell_draft_is_text (i))
      write_text (self, writer, i);
  cosell_json_writer_name (writer, "team");
  cosell_draft_write_people (writer, G_LIST_MODEL (cosell_draft_get_team (self)));
  cosell_json_writer_name (writer, "solutions");
  cosell_draft_write_solutions (writer, G_LIST_MODEL (cosell_draft_get_solutions (self)));
  cosell_json_writer_member (writer, "help",
                             cosell_enum_nick (COSELL_TYPE_HELP,
                                               (int) cosell_draft_get_help (self)));
  write_text (self, writer, COSELL_DRAFT_NOTES_TO_MICROSOFT);
  cosell_json_writer_name (writer, "visibleToMicrosoft");
  cosell_json_writer_bool (writer, cosell_draft_get_visible_answer (self));
  cosell_json_writer_name (writer, "partners");
  write_partners (writer, G_LIST_MODEL (cosell_draft_get_partners (self)));
  if (*cosell_draft_peek (self, COSELL_DRAFT_LEAD_ID) != '\0')
    write_text (self, writer, COSELL_DRAFT_LEAD_ID);
  if (!g_str_equal (cosell_draft_peek (self, COSELL_DRAFT_PAGE), "customer"))
    write_text (self, writer, COSELL_DRAFT_PAGE);
  write_unknown (self, writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}
