/* cosell-store-crm-memento.c: a deal's link in its memento: what a person said of it
 *
 * What was read from the CRM is not in it, nor what is worked out: that stays as it is when what a
 * person did is taken back. Members that a person changed, down to single fields of what was agreed
 * on, go back where nothing else became of them since.
 */
#include "base/cosell-json-edit.h"
#include "base/cosell-time.h"
#include "store/cosell-store-crm-links.h"
#include "store/cosell-store-memento.h"

/* A link, or a mark that there is to be none, as JSON. */
static char *
describe (CosellCrmLink *link)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *data = NULL;

  g_clear_pointer (&link->seen, cosell_crm_sheet_free);
  g_clear_pointer (&link->mark, g_free);
  g_ptr_array_set_size (link->notices, 0);
  link->computed = FALSE;
  data = cosell_crm_link_to_json (link);
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "crm", link->crm);
  cosell_json_writer_member (writer, "opportunity", link->opportunity);
  cosell_json_writer_member (writer, "state", cosell_crm_link_state_nick (link->state));
  cosell_json_writer_name (writer, "held");
  cosell_json_writer_bool (writer, link->held);
  cosell_json_writer_name (writer, "data");
  cosell_json_writer_raw (writer, data, -1);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

/* json: (out) (transfer full): "null" when nothing stands there */
static gboolean
read_mark (CosellStore *self, gint64 deal, char **json, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self,
                            "SELECT json_object ('crm', crm, 'state', state) FROM crm_link "
                            "WHERE deal = ?",
                            error);
  CosellStep step;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  step = cosell_statement_step (statement, error);
  *json = step == COSELL_STEP_ROW ? cosell_statement_dup_text (statement, 0) : g_strdup ("null");
  return step != COSELL_STEP_ERROR;
}

CosellJson *
cosell_store_capture_crm_link (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellCrmLink) link = NULL;
  g_autofree char *json = NULL;

  /* most deals have neither */
  if (!read_mark (self, deal, &json, error))
    return NULL;
  if (!g_str_equal (json, "null"))
    {
      g_autoptr (GError) failure = NULL;

      link = cosell_store_get_crm_link (self, deal, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
  if (link != NULL)
    {
      g_free (json);
      json = describe (link);
    }
  return cosell_json_parse (json, -1, error);
}

/* --- from one to another --- */

static gboolean
is_linked (CosellJsonValue link)
{
  return cosell_json_kind (link) == COSELL_JSON_OBJECT &&
         !cosell_json_string_equal (cosell_json_member (link, "state"), COSELL_STORE_UNLINKED);
}

static gboolean
is_same (CosellJsonValue a, CosellJsonValue b)
{
  return cosell_json_is_present (a) ? cosell_json_equal (a, b) : !cosell_json_is_present (b);
}

static gboolean
is_same_at (CosellJsonValue a, CosellJsonValue b, const char *pointer)
{
  return is_same (cosell_json_pointer (a, pointer), cosell_json_pointer (b, pointer));
}

/* Whether the three are gone into member by member; nothing counts as an object without any. */
static gboolean
has_members (CosellJsonValue now, CosellJsonValue from, CosellJsonValue to)
{
  const CosellJsonValue values[] = { now, from, to };
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      gboolean object = cosell_json_kind (values[i]) == COSELL_JSON_OBJECT;

      if (!object && cosell_json_is_present (values[i]))
        return FALSE;
      any |= object;
    }
  return any;
}

/* Whether what differs between from and to is now as from left it. names: whose members are looked
 * through */
static gboolean
fits_in (CosellJsonValue names, CosellJsonValue now, CosellJsonValue from, CosellJsonValue to)
{
  CosellJsonIter iter;
  CosellJsonValue key, value;

  cosell_json_iter_init (&iter, names);
  while (cosell_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = cosell_json_dup_string (key);
      CosellJsonValue n = cosell_json_member (now, name);
      CosellJsonValue f = cosell_json_member (from, name);
      CosellJsonValue t = cosell_json_member (to, name);

      if (is_same (f, t))
        continue;
      if (has_members (n, f, t) ? !fits_in (f, n, f, t) || !fits_in (t, n, f, t) : !is_same (n, f))
        return FALSE;
    }
  return TRUE;
}

/* Writes value as it is to be, when anything is. */
static void
write_merged (CosellJsonWriter *writer,
              const char *name,
              CosellJsonValue now,
              CosellJsonValue from,
              CosellJsonValue to);

/* Those of names that other does not have, which were written already. */
static void
write_members (CosellJsonWriter *writer,
               CosellJsonValue names,
               CosellJsonValue other,
               CosellJsonValue now,
               CosellJsonValue from,
               CosellJsonValue to)
{
  CosellJsonIter iter;
  CosellJsonValue key, value;

  cosell_json_iter_init (&iter, names);
  while (cosell_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = cosell_json_dup_string (key);

      if (cosell_json_kind (cosell_json_member (other, name)) == COSELL_JSON_NONE)
        write_merged (writer, name, cosell_json_member (now, name), cosell_json_member (from, name),
                      cosell_json_member (to, name));
    }
}

static void
write_merged (CosellJsonWriter *writer,
              const char *name,
              CosellJsonValue now,
              CosellJsonValue from,
              CosellJsonValue to)
{
  CosellJsonValue value = is_same (from, to) ? now : to;
  const CosellJsonValue nothing = { NULL, 0 };
  g_autofree char *raw = NULL;

  if (!is_same (from, to) && has_members (now, from, to))
    {
      if (name != NULL)
        cosell_json_writer_name (writer, name);
      cosell_json_writer_begin_object (writer);
      write_members (writer, to, nothing, now, from, to);
      write_members (writer, now, to, now, from, to);
      cosell_json_writer_end_object (writer);
      return;
    }
  if (!cosell_json_is_present (value))
    return;
  raw = cosell_json_dup_raw (value);
  cosell_json_writer_name (writer, name);
  cosell_json_writer_raw (writer, raw, -1);
}

/* A link that was taken away can come back where its CRM is still there, and its opportunity free.
 */
static gboolean
can_return (CosellStore *self, gint64 deal, CosellJsonValue link, gboolean *can, GError **error)
{
  g_autofree char *crm = cosell_json_dup_string (cosell_json_member (link, "crm"));
  g_autofree char *opportunity = cosell_json_dup_string (cosell_json_member (link, "opportunity"));
  CosellStatement *statement =
      cosell_store_prepare (self,
                            "SELECT EXISTS (SELECT 1 FROM crm WHERE name = ?2) AND NOT EXISTS "
                            "(SELECT 1 FROM crm_link WHERE crm = ?2 AND opportunity = ?3 "
                            "AND deal <> ?1)",
                            error);
  gint64 found;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  cosell_statement_bind_text (statement, 2, crm);
  cosell_statement_bind_text (statement, 3, opportunity);
  if (!cosell_statement_run_int (statement, 0, &found, error))
    return FALSE;
  *can = found != 0;
  return TRUE;
}

gboolean
cosell_store_crm_link_fits (CosellStore *self,
                            gint64 deal,
                            const CosellJson *now,
                            const CosellJson *from,
                            const CosellJson *to,
                            gboolean *fits,
                            GError **error)
{
  CosellJsonValue n = cosell_json_root (now);
  CosellJsonValue f = cosell_json_root (from);
  CosellJsonValue t = cosell_json_root (to);

  *fits = TRUE;
  if (is_same (f, t))
    return TRUE;
  *fits = is_linked (n) == is_linked (f);
  if (*fits && is_linked (f))
    *fits = is_same_at (n, f, "/crm") && is_same_at (n, f, "/opportunity") &&
            is_same_at (n, f, "/data/sentAt") &&
            (!is_linked (t) || (fits_in (f, n, f, t) && fits_in (t, n, f, t)));
  return !*fits || !is_linked (t) || can_return (self, deal, t, fits, error);
}

/* Returns: (transfer full) what the JSON says, with what now (nullable) has of the CRM */
static CosellCrmLink *
make_link (gint64 deal, const char *json, CosellCrmLink *now, GError **error)
{
  g_autoptr (CosellJson) doc = cosell_json_parse (json, -1, error);
  CosellJsonValue root = cosell_json_root (doc);
  g_autofree char *crm = cosell_json_dup_string (cosell_json_member (root, "crm"));
  g_autofree char *opportunity = cosell_json_dup_string (cosell_json_member (root, "opportunity"));
  g_autofree char *state = cosell_json_dup_string (cosell_json_member (root, "state"));
  g_autofree char *data = cosell_json_dup_raw (cosell_json_member (root, "data"));
  CosellCrmLink *link;

  if (doc == NULL)
    return NULL;
  link = cosell_crm_link_new (deal, crm, opportunity);
  cosell_crm_link_read_json (link, data);
  cosell_crm_link_state_parse (state, &link->state);
  link->held = cosell_json_get_bool (cosell_json_member (root, "held"), FALSE);
  if (now == NULL || g_strcmp0 (now->opportunity, link->opportunity) != 0)
    return link; /* it is read anew */
  link->seen = g_steal_pointer (&now->seen);
  link->mark = g_steal_pointer (&now->mark);
  link->computed = now->computed;
  link->attempts = now->attempts;
  link->not_before = now->not_before;
  for (guint i = 0; i < now->notices->len; i++)
    g_ptr_array_add (link->notices, g_ptr_array_index (now->notices, i));
  g_ptr_array_set_free_func (now->notices, NULL);
  return link;
}

static char *
merge (CosellJsonValue now, CosellJsonValue from, CosellJsonValue to)
{
  CosellJsonWriter *writer;

  if (!is_linked (from))
    return cosell_json_dup_raw (to);
  writer = cosell_json_writer_new ();
  write_merged (writer, NULL, now, from, to);
  return cosell_json_writer_end (writer);
}

gboolean
cosell_store_restore_crm_link (CosellStore *self,
                               gint64 deal,
                               const CosellJson *now,
                               const CosellJson *from,
                               const CosellJson *to,
                               GError **error)
{
  CosellJsonValue f = cosell_json_root (from);
  CosellJsonValue t = cosell_json_root (to);
  g_autoptr (CosellCrmLink) was = NULL;
  g_autoptr (CosellCrmLink) link = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *json = NULL;

  if (is_same (f, t))
    return TRUE;
  was = cosell_store_get_crm_link (self, deal, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!is_linked (t))
    return (was == NULL || cosell_store_log_crm_link (self, deal, was, FALSE, error)) &&
           cosell_store_drop_crm_link (self, deal, cosell_json_is_present (t), error);
  json = merge (cosell_json_root (now), f, t);
  link = make_link (deal, json, was, error);
  /* what changed over there while it was not linked was not looked at */
  return link != NULL && cosell_store_put_crm_link (self, link, error) &&
         (link->opportunity == NULL || link->seen != NULL ||
          cosell_store_doubt_crm_mark (self, link->crm, error)) &&
         (is_linked (f) || cosell_store_log_crm_link (self, deal, link, TRUE, error));
}
