/* cosell-crm-link-json.c: a link as the text that the store keeps */
#include "model/cosell-crm-link.h"

#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"

static const char *const questions[] = {
  "nothing", "account", "same", "mandatory", "other-connector", "duplicate",
};

#define TEXT(member)                                                                               \
  {                                                                                                \
#member, G_STRUCT_OFFSET(CosellCrmParty, member)                                               \
  }
static const struct
{
  const char *name;
  gsize offset;
} party_texts[] = {
  TEXT (id),          TEXT (name),  TEXT (first_name), TEXT (last_name),
  TEXT (email),       TEXT (phone), TEXT (account_id), TEXT (street),
  TEXT (postal_code), TEXT (city),  TEXT (country),
};

#define LINK_TEXT(name, member)                                                                    \
  {                                                                                                \
    name, G_STRUCT_OFFSET (CosellCrmLink, member)                                                  \
  }
static const struct
{
  const char *name;
  gsize offset;
} link_texts[] = {
  LINK_TEXT ("url", url),       LINK_TEXT ("mark", mark),       LINK_TEXT ("reason", reason),
  LINK_TEXT ("chosen", chosen), LINK_TEXT ("account", account), LINK_TEXT ("other", other),
};

static char **
text_at (gpointer record, gsize offset)
{
  return (char **) G_STRUCT_MEMBER_P (record, offset);
}

/* --- writing --- */

static void
write_text (CosellJsonWriter *writer, const char *name, const char *text)
{
  if (text != NULL)
    cosell_json_writer_member (writer, name, text);
}

static void
write_flag (CosellJsonWriter *writer, const char *name, gboolean flag)
{
  if (!flag)
    return;
  cosell_json_writer_name (writer, name);
  cosell_json_writer_bool (writer, TRUE);
}

static void
write_sheet (CosellJsonWriter *writer, const char *name, const CosellCrmSheet *sheet)
{
  g_autofree char *json = sheet != NULL ? cosell_crm_sheet_to_json (sheet) : NULL;

  if (json == NULL)
    return;
  cosell_json_writer_name (writer, name);
  cosell_json_writer_raw (writer, json, -1);
}

static void
write_set (CosellJsonWriter *writer, const char *name, CosellCrmFieldSet set)
{
  if (set == 0)
    return;
  cosell_json_writer_name (writer, name);
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < COSELL_CRM_N_FIELDS; i++)
    if ((set & (1u << i)) != 0)
      cosell_json_writer_string (writer, cosell_crm_field_nick ((CosellCrmField) i));
  cosell_json_writer_end_array (writer);
}

static void
write_notice (CosellJsonWriter *writer, const CosellCrmNotice *notice)
{
  cosell_json_writer_begin_object (writer);
  if (notice->field < COSELL_CRM_N_FIELDS)
    write_text (writer, "field", cosell_crm_field_nick (notice->field));
  write_text (writer, "words", notice->words);
  write_text (writer, "about", notice->about);
  write_text (writer, "deal", notice->deal);
  write_flag (writer, "compared", notice->compared);
  cosell_json_writer_end_object (writer);
}

static void
write_party (CosellJsonWriter *writer, CosellCrmParty *party)
{
  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (party_texts); i++)
    write_text (writer, party_texts[i].name, *text_at (party, party_texts[i].offset));
  cosell_json_writer_end_object (writer);
}

static void
write_lists (CosellJsonWriter *writer, const CosellCrmLink *self)
{
  if (self->notices->len > 0)
    {
      cosell_json_writer_name (writer, "notices");
      cosell_json_writer_begin_array (writer);
      for (guint i = 0; i < self->notices->len; i++)
        write_notice (writer, g_ptr_array_index (self->notices, i));
      cosell_json_writer_end_array (writer);
    }
  if (self->parties != NULL)
    {
      cosell_json_writer_name (writer, "parties");
      cosell_json_writer_begin_array (writer);
      for (guint i = 0; i < self->parties->len; i++)
        write_party (writer, g_ptr_array_index (self->parties, i));
      cosell_json_writer_end_array (writer);
    }
}

char *
cosell_crm_link_to_json (const CosellCrmLink *self)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (link_texts); i++)
    write_text (writer, link_texts[i].name, *text_at ((gpointer) self, link_texts[i].offset));
  write_sheet (writer, "baseCrm", self->base_crm);
  write_sheet (writer, "baseDeal", self->base_deal);
  write_sheet (writer, "seen", self->seen);
  write_set (writer, "agreed", self->agreed);
  write_set (writer, "ours", self->ours);
  write_set (writer, "theirs", self->theirs);
  write_set (writer, "fromCrm", self->from_crm);
  write_flag (writer, "computed", self->computed);
  write_flag (writer, "makeAccount", self->make_account);
  write_lists (writer, self);
  if (self->sent_at != COSELL_NO_TIME)
    {
      cosell_json_writer_name (writer, "sentAt");
      cosell_json_writer_int (writer, self->sent_at);
    }
  if (self->asks != COSELL_CRM_ASKS_NOTHING)
    write_text (writer, "asks", questions[self->asks]);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

/* --- reading --- */

static CosellCrmSheet *
read_sheet (CosellJsonValue root, const char *name)
{
  g_autofree char *json = cosell_json_dup_raw (cosell_json_member (root, name));

  return cosell_crm_sheet_from_json (json);
}

static CosellCrmFieldSet
read_set (CosellJsonValue root, const char *name)
{
  CosellCrmFieldSet set = 0;
  CosellJsonValue element;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_json_member (root, name));
  while (cosell_json_iter_next (&iter, NULL, &element))
    {
      g_autofree char *nick = cosell_json_dup_string (element);
      CosellCrmField field = cosell_crm_field_parse (nick);

      if (field < COSELL_CRM_N_FIELDS)
        set |= 1u << field;
    }
  return set;
}

/* One of a field that is not known says nothing here. */
static void
read_notice (CosellCrmLink *self, CosellJsonValue value)
{
  CosellJsonValue name = cosell_json_member (value, "field");
  g_autofree char *nick = cosell_json_dup_string (name);
  CosellCrmNotice notice = { .field = cosell_crm_field_parse (nick) };

  notice.words = cosell_json_dup_string (cosell_json_member (value, "words"));
  if (notice.words == NULL ||
      (notice.field == COSELL_CRM_N_FIELDS && cosell_json_is_present (name)))
    {
      g_free (notice.words);
      return;
    }
  notice.about = cosell_json_dup_string (cosell_json_member (value, "about"));
  notice.deal = cosell_json_dup_string (cosell_json_member (value, "deal"));
  notice.compared = cosell_json_get_bool (cosell_json_member (value, "compared"), FALSE);
  cosell_crm_link_set_notice (self, notice.field, NULL, NULL);
  g_ptr_array_add (self->notices, g_memdup2 (&notice, sizeof notice));
}

static CosellCrmParty *
read_party (CosellJsonValue value)
{
  CosellCrmParty *party = cosell_crm_party_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (party_texts); i++)
    *text_at (party, party_texts[i].offset) =
        cosell_json_dup_string (cosell_json_member (value, party_texts[i].name));
  return party;
}

static void
read_lists (CosellCrmLink *self, CosellJsonValue root)
{
  CosellJsonValue parties = cosell_json_member (root, "parties");
  CosellJsonValue element;
  CosellJsonIter iter;

  g_ptr_array_set_size (self->notices, 0);
  cosell_json_iter_init (&iter, cosell_json_member (root, "notices"));
  while (cosell_json_iter_next (&iter, NULL, &element))
    read_notice (self, element);
  g_clear_pointer (&self->parties, g_ptr_array_unref);
  if (cosell_json_kind (parties) != COSELL_JSON_ARRAY)
    return;
  self->parties = g_ptr_array_new_with_free_func (cosell_crm_party_free);
  cosell_json_iter_init (&iter, parties);
  while (cosell_json_iter_next (&iter, NULL, &element))
    g_ptr_array_add (self->parties, read_party (element));
}

static CosellCrmAsks
read_asks (CosellJsonValue root)
{
  CosellJsonValue value = cosell_json_member (root, "asks");

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (cosell_json_string_equal (value, questions[i]))
      return (CosellCrmAsks) i;
  return COSELL_CRM_ASKS_NOTHING;
}

void
cosell_crm_link_read_json (CosellCrmLink *self, const char *json)
{
  g_autoptr (CosellJson) doc = json != NULL ? cosell_json_parse (json, -1, NULL) : NULL;
  CosellJsonValue root = cosell_json_root (doc);

  g_return_if_fail (self != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (link_texts); i++)
    cosell_take_str (text_at (self, link_texts[i].offset),
                     cosell_json_dup_string (cosell_json_member (root, link_texts[i].name)));
  cosell_crm_sheet_free (self->base_crm);
  cosell_crm_sheet_free (self->base_deal);
  cosell_crm_sheet_free (self->seen);
  self->base_crm = read_sheet (root, "baseCrm");
  self->base_deal = read_sheet (root, "baseDeal");
  self->seen =
      cosell_json_is_present (cosell_json_member (root, "seen")) ? read_sheet (root, "seen") : NULL;
  self->agreed = read_set (root, "agreed");
  self->ours = read_set (root, "ours");
  self->theirs = read_set (root, "theirs");
  self->from_crm = read_set (root, "fromCrm");
  self->computed = cosell_json_get_bool (cosell_json_member (root, "computed"), FALSE);
  self->make_account = cosell_json_get_bool (cosell_json_member (root, "makeAccount"), FALSE);
  read_lists (self, root);
  self->sent_at = cosell_json_get_int (cosell_json_member (root, "sentAt"), COSELL_NO_TIME);
  self->asks = read_asks (root);
}
