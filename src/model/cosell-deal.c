/* cosell-deal.c: the deal that views bind to */
#include "model/cosell-deal.h"

#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "model/cosell-member-place.h"
#include "model/cosell-parties.h"
#include "model/cosell-people.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-referral.h"

/* Property ids: the rows of cosell_deal_fields first, then these. */
typedef enum
{
  EXTRA_CUSTOMER_PROFILE,
  EXTRA_TEAM,
  EXTRA_SOLUTIONS,
  EXTRA_MICROSOFT,
  EXTRA_PARTNERS,
  EXTRA_NOTES,
  EXTRA_HIDDEN_HALVES,
  EXTRA_OWN_TEXT,
  EXTRA_LOADED,
  N_EXTRAS
} DealExtra;

#define MAX_ROWS 64

/* A list for views, with the text form of each element, by which equal elements are found. */
typedef struct
{
  GListStore *store; /* (owned) */
  GPtrArray *keys;   /* (owned) of char * */
} KeyedList;

struct _CosellDeal
{
  GObject parent_instance;

  CosellDealData *data; /* (owned) */

  /* from the documents */
  gboolean loaded;
  char *own_text;              /* (owned) (nullable) */
  char *notes;                 /* (owned) */
  char *hidden_halves;         /* (owned) (nullable) */
  char *profile_text;          /* (owned) (nullable): what customer_profile was made from */
  CosellCustomer *profile;     /* (owned) (nullable) */
  char *microsoft_key;         /* (owned) (nullable) */
  CosellInvitation *microsoft; /* (owned) (nullable) */
  CosellPeopleFacts *facts;    /* (owned) (nullable) */
  CosellParties *parties;      /* (owned) (nullable) */
  KeyedList team;
  KeyedList solutions;
  KeyedList partners;
  char *attributes[COSELL_N_MEMBERS]; /* (owned) (nullable): of the members that are attributes */
};

G_DEFINE_FINAL_TYPE (CosellDeal, cosell_deal, G_TYPE_OBJECT)

static GParamSpec *properties[MAX_ROWS + 1 + N_EXTRAS];
static guint n_rows;
static guint changed_signal;

static void
notify_extra (CosellDeal *self, DealExtra extra)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[n_rows + 1 + extra]);
}

static void
keyed_list_init (KeyedList *list, GType type)
{
  list->store = g_list_store_new (type);
  list->keys = g_ptr_array_new_with_free_func (g_free);
}

static void
keyed_list_clear (KeyedList *list)
{
  g_clear_object (&list->store);
  g_clear_pointer (&list->keys, g_ptr_array_unref);
}

static gboolean
same_key (GPtrArray *a, guint i, GPtrArray *b, guint j)
{
  return g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, j));
}

/* Takes items and keys; what is equal at both ends of the list stays, objects and all. */
static void
keyed_list_replace (KeyedList *list, GPtrArray *items, GPtrArray *keys)
{
  GPtrArray *old = list->keys;
  guint shared = MIN (old->len, keys->len);
  guint head = 0, tail = 0;

  while (head < shared && same_key (old, head, keys, head))
    head++;
  while (tail < shared - head && same_key (old, old->len - 1 - tail, keys, keys->len - 1 - tail))
    tail++;
  if (head + tail < MAX (old->len, keys->len))
    g_list_store_splice (list->store, head, old->len - head - tail, items->pdata + head,
                         items->len - head - tail);
  g_ptr_array_unref (list->keys);
  list->keys = g_ptr_array_ref (keys);
}

static char *
dup_key (gpointer item)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  if (COSELL_IS_CONTACT (item))
    cosell_contact_write_draft (item, writer);
  else if (COSELL_IS_SOLUTION (item))
    cosell_solution_write_draft (item, writer);
  else
    cosell_invitation_write_json (item, writer);
  return cosell_json_writer_end (writer);
}

static void
keyed_list_set (KeyedList *list, GPtrArray *items)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (keys, dup_key (g_ptr_array_index (items, i)));
  keyed_list_replace (list, items, keys);
}

static void
cosell_deal_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellDeal *self = COSELL_DEAL (object);

  if (id <= n_rows)
    {
      cosell_field_get_property (&cosell_deal_fields[id - 1], self->data, value);
      return;
    }
  switch ((DealExtra) (id - n_rows - 1))
    {
    case EXTRA_CUSTOMER_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case EXTRA_TEAM:
      g_value_set_object (value, self->team.store);
      break;
    case EXTRA_SOLUTIONS:
      g_value_set_object (value, self->solutions.store);
      break;
    case EXTRA_MICROSOFT:
      g_value_set_object (value, self->microsoft);
      break;
    case EXTRA_PARTNERS:
      g_value_set_object (value, self->partners.store);
      break;
    case EXTRA_NOTES:
      g_value_set_string (value, self->notes);
      break;
    case EXTRA_HIDDEN_HALVES:
      g_value_set_string (value, self->hidden_halves);
      break;
    case EXTRA_OWN_TEXT:
      g_value_set_string (value, self->own_text);
      break;
    case EXTRA_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case N_EXTRAS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* GObject tells of all that differs in one call. */
static void
cosell_deal_dispatch_properties_changed (GObject *object, guint n, GParamSpec **pspecs)
{
  G_OBJECT_CLASS (cosell_deal_parent_class)->dispatch_properties_changed (object, n, pspecs);
  g_signal_emit (object, changed_signal, 0);
}

static void
cosell_deal_finalize (GObject *object)
{
  CosellDeal *self = COSELL_DEAL (object);

  cosell_deal_data_free (self->data);
  g_free (self->own_text);
  g_free (self->notes);
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    g_free (self->attributes[i]);
  g_free (self->hidden_halves);
  g_free (self->profile_text);
  g_clear_object (&self->profile);
  g_free (self->microsoft_key);
  g_clear_object (&self->microsoft);
  cosell_people_facts_free (self->facts);
  cosell_parties_free (self->parties);
  keyed_list_clear (&self->team);
  keyed_list_clear (&self->solutions);
  keyed_list_clear (&self->partners);
  G_OBJECT_CLASS (cosell_deal_parent_class)->finalize (object);
}

static void
cosell_deal_class_init (CosellDealClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamSpec **extras;

  object_class->get_property = cosell_deal_get_property;
  object_class->dispatch_properties_changed = cosell_deal_dispatch_properties_changed;
  object_class->finalize = cosell_deal_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  n_rows = cosell_field_table_count (cosell_deal_fields);
  g_assert (n_rows <= MAX_ROWS);
  cosell_field_table_install (cosell_deal_fields, object_class, properties);

  extras = properties + n_rows + 1;
  extras[EXTRA_CUSTOMER_PROFILE] =
      g_param_spec_object ("customer-profile", NULL, NULL, COSELL_TYPE_CUSTOMER, readable);
  extras[EXTRA_TEAM] = g_param_spec_object ("team", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  extras[EXTRA_SOLUTIONS] =
      g_param_spec_object ("solutions", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  extras[EXTRA_MICROSOFT] =
      g_param_spec_object ("microsoft", NULL, NULL, COSELL_TYPE_INVITATION, readable);
  extras[EXTRA_PARTNERS] =
      g_param_spec_object ("partners", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  extras[EXTRA_NOTES] = g_param_spec_string ("notes", NULL, NULL, "", readable);
  extras[EXTRA_HIDDEN_HALVES] = g_param_spec_string ("hidden-halves", NULL, NULL, NULL, readable);
  extras[EXTRA_OWN_TEXT] = g_param_spec_string ("own-text", NULL, NULL, NULL, readable);
  extras[EXTRA_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, readable);
  for (guint i = 0; i < N_EXTRAS; i++)
    g_object_class_install_property (object_class, n_rows + 1 + i, extras[i]);
}

static void
cosell_deal_init (CosellDeal *self)
{
  self->notes = g_strdup ("");
  keyed_list_init (&self->team, COSELL_TYPE_CONTACT);
  keyed_list_init (&self->solutions, COSELL_TYPE_SOLUTION);
  keyed_list_init (&self->partners, COSELL_TYPE_INVITATION);
}

CosellDeal *
cosell_deal_new (const CosellDealData *data)
{
  CosellDeal *self = g_object_new (COSELL_TYPE_DEAL, NULL);

  self->data = data != NULL ? cosell_deal_data_copy (data) : cosell_deal_data_new ();
  return self;
}

gint64
cosell_deal_get_id (CosellDeal *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), 0);

  return self->data->id;
}

const CosellDealData *
cosell_deal_get_data (CosellDeal *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), NULL);

  return self->data;
}

void
cosell_deal_update (CosellDeal *self, const CosellDealData *data)
{
  g_autoptr (CosellDealData) old = NULL;
  guint64 differing;

  g_return_if_fail (COSELL_IS_DEAL (self));
  g_return_if_fail (data != NULL);

  differing = cosell_field_table_diff (cosell_deal_fields, self->data, data);
  if (differing == 0)
    return;
  old = self->data;
  self->data = cosell_deal_data_copy (data);

  /* Handlers see all of the new row, whichever property they are told of first. */
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < n_rows; i++)
    if ((differing & (G_GUINT64_CONSTANT (1) << i)) != 0)
      g_object_notify_by_pspec (G_OBJECT (self), properties[i + 1]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_notes (CosellDeal *self, CosellJsonValue referral)
{
  g_autofree char *raw =
      cosell_referral_read_string (cosell_json_member (referral, "details"), "notes");
  g_autofree char *notes = cosell_referral_decode_entities (raw);

  if (cosell_set_str_or_empty (&self->notes, notes))
    notify_extra (self, EXTRA_NOTES);
}

/* C25. Views are told by "own-text". */
static void
set_attributes (CosellDeal *self, CosellJsonValue referral)
{
  for (guint i = 0; i < COSELL_N_MEMBERS; i++)
    {
      const CosellMember *member = cosell_member_get ((CosellMemberId) i);

      if (member->type != NULL)
        cosell_take_str (&self->attributes[i],
                         cosell_referral_read_display_value (
                             cosell_member_place_value (referral, member->path)));
    }
}

/* P14: our other referrals in the engagement, which make no row. */
static void
set_hidden_halves (CosellDeal *self, const CosellEngagementReferral *halves, guint n_halves)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  for (guint i = 1; i < n_halves; i++)
    {
      char *id = halves[i].role == COSELL_ROLE_OWN
                     ? cosell_referral_read_id (halves[i].referral, "id")
                     : NULL;

      if (id != NULL)
        g_ptr_array_add (ids, id);
    }
  g_ptr_array_add (ids, NULL);
  text = ids->len > 1 ? g_strjoinv ("\n", (char **) ids->pdata) : NULL;
  if (g_strcmp0 (text, self->hidden_halves) == 0)
    return;
  cosell_take_str (&self->hidden_halves, g_steal_pointer (&text));
  notify_extra (self, EXTRA_HIDDEN_HALVES);
}

static void
set_profile (CosellDeal *self, CosellJsonValue referral)
{
  CosellJsonValue value = cosell_json_member (referral, "customerProfile");
  g_autofree char *text = NULL;

  if (cosell_json_kind (value) == COSELL_JSON_OBJECT)
    text = cosell_json_dup_raw (value);
  if (g_strcmp0 (text, self->profile_text) == 0)
    return;
  cosell_take_str (&self->profile_text, g_steal_pointer (&text));
  g_clear_object (&self->profile);
  if (self->profile_text != NULL)
    self->profile = cosell_customer_new_from_json (value);
  notify_extra (self, EXTRA_CUSTOMER_PROFILE);
}

static void
set_team (CosellDeal *self, CosellJsonValue referral)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  CosellJsonValue member;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_json_member (referral, "team"));
  while (cosell_json_iter_next (&iter, NULL, &member))
    if (cosell_json_kind (member) == COSELL_JSON_OBJECT)
      g_ptr_array_add (items, cosell_contact_new_from_wire (member));
  keyed_list_set (&self->team, items);
}

static void
set_solutions (CosellDeal *self, CosellJsonValue referral)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  CosellJsonValue solution;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_referral_read_solutions (referral));
  while (cosell_json_iter_next (&iter, NULL, &solution))
    if (cosell_json_kind (solution) == COSELL_JSON_OBJECT)
      g_ptr_array_add (items, cosell_solution_new_in_referral (solution, referral));
  keyed_list_set (&self->solutions, items);
}

static void
set_microsoft (CosellDeal *self, const CosellEngagementReferral *halves, guint n_halves)
{
  int index = cosell_engagement_find_microsoft (halves, n_halves, 0);
  g_autoptr (CosellInvitation) microsoft = NULL;
  g_autofree char *key = NULL;

  if (index >= 0)
    {
      microsoft = cosell_invitation_new_from_referral (halves[index].referral, halves[0].referral);
      key = dup_key (microsoft);
    }
  if (g_strcmp0 (key, self->microsoft_key) == 0)
    return;
  cosell_take_str (&self->microsoft_key, g_steal_pointer (&key));
  g_clear_object (&self->microsoft);
  self->microsoft = g_steal_pointer (&microsoft);
  notify_extra (self, EXTRA_MICROSOFT);
}

static void
set_partners (CosellDeal *self, const CosellEngagementReferral *halves, guint n_halves)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 1; i < n_halves; i++)
    if (halves[i].role == COSELL_ROLE_PARTNER)
      g_ptr_array_add (items, cosell_invitation_new_from_referral (halves[i].referral,
                                                                   (CosellJsonValue){ NULL, 0 }));
  keyed_list_set (&self->partners, items);
}

/* C22. Views are told by "team" when somebody stands elsewhere now, whether or not the members
 * changed. */
static void
set_parties (CosellDeal *self, const CosellEngagementReferral *halves, guint n_halves)
{
  CosellParties *before = g_steal_pointer (&self->parties);

  self->parties = cosell_parties_new (self->data, halves[0].referral,
                                      self->facts != NULL ? self->facts->mail : NULL);
  cosell_parties_add_facts (self->parties, self->facts);
  for (guint i = 1; i < n_halves; i++)
    if (halves[i].role == COSELL_ROLE_PARTNER)
      cosell_parties_add_half (self->parties, halves[i].referral);
  if (!cosell_parties_equal (before, self->parties))
    notify_extra (self, EXTRA_TEAM);
  g_clear_pointer (&before, cosell_parties_free);
}

/* The store keeps checked documents only, so one that does not parse is a bug of ours. */
static CosellJson *
parse_document (CosellDeal *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  CosellJson *json = cosell_json_parse (text, -1, &error);

  if (json == NULL)
    g_warning ("A document of deal %" G_GINT64_FORMAT " cannot be read: %s", self->data->id,
               error->message);
  return json;
}

void
cosell_deal_set_documents (CosellDeal *self,
                           const char *own_text,
                           const char *const *others,
                           const char *own_org)
{
  g_autoptr (GPtrArray) documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_json_unref);
  g_autoptr (GArray) halves = g_array_new (FALSE, TRUE, sizeof (CosellEngagementReferral));
  CosellEngagementReferral half = { COSELL_ROLE_OWN };
  CosellJson *json;

  g_return_if_fail (COSELL_IS_DEAL (self));
  g_return_if_fail (own_text != NULL);

  json = parse_document (self, own_text);
  if (json == NULL)
    return;
  g_ptr_array_add (documents, json);
  half.referral = cosell_json_root (json);
  g_array_append_val (halves, half);
  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    {
      json = parse_document (self, others[i]);
      if (json == NULL)
        continue;
      g_ptr_array_add (documents, json);
      half.referral = cosell_json_root (json);
      g_array_append_val (halves, half);
    }
  cosell_engagement_assign_roles_beside ((CosellEngagementReferral *) halves->data, halves->len, 0,
                                         own_org);

  g_object_freeze_notify (G_OBJECT (self));
  if (cosell_set_str_or_empty (&self->own_text, own_text))
    notify_extra (self, EXTRA_OWN_TEXT);
  half = g_array_index (halves, CosellEngagementReferral, 0);
  set_parties (self, (CosellEngagementReferral *) halves->data, halves->len);
  set_notes (self, half.referral);
  set_attributes (self, half.referral);
  set_profile (self, half.referral);
  set_team (self, half.referral);
  set_solutions (self, half.referral);
  set_microsoft (self, (CosellEngagementReferral *) halves->data, halves->len);
  set_partners (self, (CosellEngagementReferral *) halves->data, halves->len);
  set_hidden_halves (self, (CosellEngagementReferral *) halves->data, halves->len);
  if (!self->loaded)
    {
      self->loaded = TRUE;
      notify_extra (self, EXTRA_LOADED);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
cosell_deal_set_people_facts (CosellDeal *self, const CosellPeopleFacts *facts)
{
  g_return_if_fail (COSELL_IS_DEAL (self));

  cosell_people_facts_free (self->facts);
  self->facts = facts != NULL ? cosell_people_facts_copy (facts) : NULL;
}

const CosellParties *
cosell_deal_get_parties (CosellDeal *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), NULL);

  return self->parties;
}

const char *
cosell_deal_get_own_text (CosellDeal *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), NULL);

  return self->own_text;
}

const char *
cosell_deal_get_attribute (CosellDeal *self, const CosellMember *member)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), NULL);
  g_return_val_if_fail (member->type != NULL, NULL);

  return self->attributes[cosell_member_get_id (member)];
}

gboolean
cosell_deal_is_loaded (CosellDeal *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), FALSE);

  return self->loaded;
}

CosellCustomer *
cosell_deal_get_customer_profile (CosellDeal *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), NULL);

  return self->profile;
}

GListModel *
cosell_deal_get_team (CosellDeal *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), NULL);

  return G_LIST_MODEL (self->team.store);
}

GListModel *
cosell_deal_get_solutions (CosellDeal *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), NULL);

  return G_LIST_MODEL (self->solutions.store);
}

GListModel *
cosell_deal_get_partners (CosellDeal *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), NULL);

  return G_LIST_MODEL (self->partners.store);
}

CosellInvitation *
cosell_deal_get_microsoft (CosellDeal *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), NULL);

  return self->microsoft;
}

const char *
cosell_deal_get_notes (CosellDeal *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), NULL);

  return self->notes;
}

const char *
cosell_deal_get_hidden_halves (CosellDeal *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL (self), NULL);

  return self->hidden_halves;
}
