/* Whose people are in a deal that partners share (C22): what the rule asks of the profile. */
#include "app/cosell-session-private.h"

#include "base/cosell-json-gate.h"
#include "model/cosell-email.h"
#include "model/cosell-member.h"

static char *
read_mail (CosellStore *store)
{
  g_autofree char *me = NULL;
  g_autoptr (JsonObject) root = NULL;

  cosell_store_get_meta (store, COSELL_META_ME, &me, NULL);
  root = me != NULL ? cosell_json_gate_read_object (me, -1) : NULL;
  return g_strdup (cosell_json_gate_text (cosell_json_gate_object (root, "user"), "email"));
}

/* Folded addresses of a list of people. (transfer full) */
static GHashTable *
read_addresses (CosellJsonValue team)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < cosell_json_length (team); i++)
    {
      CosellJsonValue email = cosell_json_member (cosell_json_element (team, i), "email");
      g_autofree char *text = cosell_json_dup_string (email);
      g_autofree char *folded = cosell_email_fold (text);

      if (*folded != '\0')
        g_hash_table_add (set, g_steal_pointer (&folded));
    }
  return set;
}

static GHashTable *
parse_addresses (const char *text)
{
  g_autoptr (CosellJson) json = text != NULL ? cosell_json_parse (text, -1, NULL) : NULL;

  return read_addresses (cosell_json_root (json));
}

/* Who came into the team later is not of those who were there when the deal came. */
static void
drop_added (GHashTable *team, const CosellHistoryEntry *entry)
{
  g_autoptr (GHashTable) before = parse_addresses (entry->old);
  g_autoptr (GHashTable) after = parse_addresses (entry->value);
  GHashTableIter iter;
  gpointer address;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &address, NULL))
    if (!g_hash_table_contains (before, address))
      g_hash_table_remove (team, address);
}

/* Only of a deal that was seen before anybody answered it. */
static gboolean
read_arrived (CosellStore *store,
              const CosellDealData *row,
              CosellJsonValue own,
              CosellPeopleFacts *facts,
              GError **error)
{
  g_autoptr (GHashTable) team = read_addresses (cosell_json_member (own, "team"));
  g_autoptr (GPtrArray) history = cosell_store_get_history (store, row->id, error);
  gboolean seen = FALSE;
  GHashTableIter iter;
  gpointer address;

  if (history == NULL)
    return FALSE;
  for (guint i = 0; i < history->len; i++)
    {
      const CosellHistoryEntry *entry = g_ptr_array_index (history, i);

      /* newest first: until the answer the team was the sender's, but for whom we accepted with */
      if (g_strcmp0 (entry->path, COSELL_PATH_TEAM) == 0 &&
          (!seen || g_strcmp0 (entry->who, "you") == 0))
        drop_added (team, entry);
      seen = seen ||
             (g_strcmp0 (entry->path, "/status") == 0 && g_strcmp0 (entry->old, "\"New\"") == 0);
    }
  g_hash_table_iter_init (&iter, team);
  while (seen && g_hash_table_iter_next (&iter, &address, NULL))
    g_ptr_array_add (facts->arrived, g_strdup (address));
  return TRUE;
}

static gboolean
read_ours (CosellStore *store,
           const CosellDealData *row,
           CosellJsonValue own,
           CosellPeopleFacts *facts,
           GError **error)
{
  g_autoptr (CosellParties) parties = cosell_parties_new (row, own, facts->mail);
  g_autoptr (GHashTable) team = read_addresses (cosell_json_member (own, "team"));
  GHashTableIter iter;
  gpointer address;

  g_hash_table_iter_init (&iter, team);
  while (g_hash_table_iter_next (&iter, &address, NULL))
    {
      gboolean ours = FALSE;

      if (cosell_parties_is_known (parties, address))
        continue;
      if (!cosell_store_is_colleague (store, address, &ours, error))
        return FALSE;
      if (ours)
        g_ptr_array_add (facts->ours, g_strdup (address));
    }
  return TRUE;
}

CosellPeopleFacts *
cosell_session_parties_read_people (CosellStore *store,
                                    const CosellDealData *row,
                                    GPtrArray *documents,
                                    GError **error)
{
  g_autoptr (CosellPeopleFacts) facts = cosell_people_facts_new ();
  const CosellDocument *own = documents->len > 0 ? g_ptr_array_index (documents, 0) : NULL;
  g_autoptr (CosellJson) json = NULL;

  facts->mail = read_mail (store);
  if (!row->p2p || row->direction != COSELL_DIRECTION_INBOUND || own == NULL)
    return g_steal_pointer (&facts);
  json = cosell_json_parse (own->current, -1, error);
  if (json == NULL || !read_ours (store, row, cosell_json_root (json), facts, error) ||
      !read_arrived (store, row, cosell_json_root (json), facts, error))
    return NULL;
  return g_steal_pointer (&facts);
}

CosellParties *
cosell_session_parties_read (CosellStore *store,
                             const CosellDealData *row,
                             GPtrArray *documents,
                             GError **error)
{
  g_autoptr (CosellPeopleFacts) facts =
      cosell_session_parties_read_people (store, row, documents, error);
  const CosellDocument *own = g_ptr_array_index (documents, 0);
  g_autoptr (CosellJson) json = facts != NULL ? cosell_json_parse (own->current, -1, error) : NULL;
  CosellParties *parties;

  if (json == NULL)
    return NULL;
  parties = cosell_parties_new (row, cosell_json_root (json), facts->mail);
  cosell_parties_add_facts (parties, facts);
  for (guint i = 1; i < documents->len; i++)
    {
      const CosellDocument *document = g_ptr_array_index (documents, i);
      g_autoptr (CosellJson) half = cosell_json_parse (document->current, -1, NULL);

      if (half != NULL && document->role == COSELL_ROLE_PARTNER)
        cosell_parties_add_half (parties, cosell_json_root (half));
    }
  return parties;
}
