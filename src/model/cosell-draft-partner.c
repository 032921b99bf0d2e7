#include "model/cosell-draft-partner.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "model/cosell-draft-private.h"
#include "model/cosell-list-watch.h"
#include "model/cosell-people.h"
#include "model/cosell-referral.h"

typedef enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_CLOSE_DATE,
  PROP_VALUE,
  PROP_CURRENCY,
  PROP_NOTES,
  N_TEXTS,
  PROP_HELP = N_TEXTS,
  PROP_TEAM,
  PROP_SOLUTIONS,
  N_PROPS
} PartnerProperty;

struct _CosellDraftPartner
{
  GObject parent_instance;

  char *texts[N_TEXTS]; /* (owned) by property; never NULL but [0] */
  CosellHelp help;
  GListStore *team;      /* of CosellContact */
  GListStore *solutions; /* of CosellSolution */
  CosellListWatch *team_watch;
  CosellListWatch *solutions_watch;
  char *source; /* (owned) (nullable) the object that it was read from */
};

G_DEFINE_FINAL_TYPE (CosellDraftPartner, cosell_draft_partner, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

/* By property: the member in the draft file. */
static const char *const members[N_TEXTS + 1] = {
  "", "id", "name", "closeDate", "value", "currency", "notes", NULL,
};
static const char *const other_members[] = { "team", "solutions", "help", NULL };

static void
team_changed (gpointer user_data)
{
  g_object_notify_by_pspec (user_data, properties[PROP_TEAM]);
}

static void
solutions_changed (gpointer user_data)
{
  g_object_notify_by_pspec (user_data, properties[PROP_SOLUTIONS]);
}

/* overrides */

static void
cosell_draft_partner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellDraftPartner *self = COSELL_DRAFT_PARTNER (object);

  switch ((PartnerProperty) id)
    {
    case PROP_ID:
    case PROP_NAME:
    case PROP_CLOSE_DATE:
    case PROP_VALUE:
    case PROP_CURRENCY:
    case PROP_NOTES:
      g_value_set_string (value, self->texts[id]);
      return;
    case PROP_HELP:
      g_value_set_enum (value, (int) self->help);
      return;
    case PROP_TEAM:
      g_value_set_object (value, self->team);
      return;
    case PROP_SOLUTIONS:
      g_value_set_object (value, self->solutions);
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_draft_partner_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  CosellDraftPartner *self = COSELL_DRAFT_PARTNER (object);

  switch ((PartnerProperty) id)
    {
    case PROP_ID:
    case PROP_NAME:
    case PROP_CLOSE_DATE:
    case PROP_VALUE:
    case PROP_CURRENCY:
    case PROP_NOTES:
      if (cosell_set_str_or_empty (&self->texts[id], g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      return;
    case PROP_HELP:
      if (self->help != (CosellHelp) g_value_get_enum (value))
        {
          self->help = (CosellHelp) g_value_get_enum (value);
          g_object_notify_by_pspec (object, pspec);
        }
      return;
    case PROP_TEAM:
    case PROP_SOLUTIONS:
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_draft_partner_dispose (GObject *object)
{
  CosellDraftPartner *self = COSELL_DRAFT_PARTNER (object);

  g_clear_pointer (&self->team_watch, cosell_list_watch_free);
  g_clear_pointer (&self->solutions_watch, cosell_list_watch_free);
  g_clear_object (&self->team);
  g_clear_object (&self->solutions);
  G_OBJECT_CLASS (cosell_draft_partner_parent_class)->dispose (object);
}

static void
cosell_draft_partner_finalize (GObject *object)
{
  CosellDraftPartner *self = COSELL_DRAFT_PARTNER (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->source);
  G_OBJECT_CLASS (cosell_draft_partner_parent_class)->finalize (object);
}

static void
cosell_draft_partner_class_init (CosellDraftPartnerClass *klass)
{
  static const char *const names[N_TEXTS] = {
    NULL, "id", "name", "close-date", "value", "currency", "notes",
  };
  const GParamFlags read_write =
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cosell_draft_partner_get_property;
  object_class->set_property = cosell_draft_partner_set_property;
  object_class->dispose = cosell_draft_partner_dispose;
  object_class->finalize = cosell_draft_partner_finalize;

  for (guint i = 1; i < N_TEXTS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, "", read_write);
  properties[PROP_HELP] =
      g_param_spec_enum ("help", NULL, NULL, COSELL_TYPE_HELP, COSELL_HELP_NONE, read_write);
  properties[PROP_TEAM] = g_param_spec_object ("team", NULL, NULL, G_TYPE_LIST_STORE, read_only);
  properties[PROP_SOLUTIONS] =
      g_param_spec_object ("solutions", NULL, NULL, G_TYPE_LIST_STORE, read_only);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cosell_draft_partner_init (CosellDraftPartner *self)
{
  for (guint i = 1; i < N_TEXTS; i++)
    self->texts[i] = g_strdup ("");
  self->team = g_list_store_new (COSELL_TYPE_CONTACT);
  self->solutions = g_list_store_new (COSELL_TYPE_SOLUTION);
  self->team_watch = cosell_list_watch_new (G_LIST_MODEL (self->team), team_changed, self);
  self->solutions_watch =
      cosell_list_watch_new (G_LIST_MODEL (self->solutions), solutions_changed, self);
}

/* making one */

static CosellDraftPartner *
partner_new (void)
{
  return g_object_new (COSELL_TYPE_DRAFT_PARTNER, NULL);
}

static void
add_people (CosellDraftPartner *self, GListModel *team)
{
  g_autoptr (GPtrArray) people = cosell_draft_list_people (team);

  for (guint i = 0; i < people->len; i++)
    {
      g_autoptr (CosellContact) copy = cosell_contact_copy (g_ptr_array_index (people, i));

      g_list_store_append (self->team, copy);
    }
}

CosellDraftPartner *
cosell_draft_partner_new_prefilled (const char *close_date, const char *currency, GListModel *team)
{
  CosellDraftPartner *self = partner_new ();

  g_object_set (self, "close-date", close_date, "currency", currency, NULL);
  if (team != NULL)
    add_people (self, team);
  return self;
}

CosellDraftPartner *
cosell_draft_partner_copy (CosellDraftPartner *self)
{
  CosellDraftPartner *copy = partner_new ();
  GListModel *solutions;

  g_return_val_if_fail (COSELL_IS_DRAFT_PARTNER (self), copy);

  for (guint i = 1; i < N_TEXTS; i++)
    cosell_set_str (&copy->texts[i], self->texts[i]);
  copy->help = self->help;
  cosell_set_str (&copy->source, self->source);
  add_people (copy, G_LIST_MODEL (self->team));
  solutions = G_LIST_MODEL (self->solutions);
  for (guint i = 0; i < g_list_model_get_n_items (solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (solutions, i);
      g_autoptr (CosellSolution) other = cosell_solution_copy (solution);

      g_list_store_append (copy->solutions, other);
    }
  return copy;
}

/* the file */

CosellDraftPartner *
cosell_draft_partner_new_from_json (CosellJsonValue value, GError **error)
{
  g_autoptr (CosellDraftPartner) self = partner_new ();
  CosellHelp help = COSELL_HELP_NONE;

  if (!cosell_draft_check_texts (value, "partners", members + 1, error) ||
      !cosell_draft_read_people (cosell_json_member (value, "team"), "partners.team", self->team,
                                 error) ||
      !cosell_draft_read_solutions (cosell_json_member (value, "solutions"), "partners.solutions",
                                    self->solutions, error) ||
      !cosell_draft_read_help (value, "partners.help", &help, error))
    return NULL;
  for (guint i = 1; i < N_TEXTS; i++)
    {
      cosell_take_str (&self->texts[i],
                       cosell_json_dup_scalar (cosell_json_member (value, members[i])));
      if (self->texts[i] == NULL)
        self->texts[i] = g_strdup ("");
    }
  self->help = help;
  self->source = cosell_json_dup_raw (value);
  return g_steal_pointer (&self);
}

static void
write_unknown (CosellDraftPartner *self, CosellJsonWriter *writer)
{
  g_autoptr (CosellJson) doc =
      self->source != NULL ? cosell_json_parse (self->source, -1, NULL) : NULL;

  if (doc != NULL)
    cosell_draft_write_unknown (cosell_json_root (doc), members + 1, other_members, writer);
}

void
cosell_draft_partner_write_json (CosellDraftPartner *self, CosellJsonWriter *writer)
{
  g_return_if_fail (COSELL_IS_DRAFT_PARTNER (self));

  cosell_json_writer_begin_object (writer);
  for (guint i = 1; i < N_TEXTS; i++)
    cosell_json_writer_member (writer, members[i],
                               self->texts[i][0] != '\0' ? self->texts[i] : NULL);
  cosell_json_writer_name (writer, "team");
  cosell_draft_write_people (writer, G_LIST_MODEL (self->team));
  cosell_json_writer_name (writer, "solutions");
  cosell_draft_write_solutions (writer, G_LIST_MODEL (self->solutions));
  cosell_json_writer_member (writer, "help", cosell_enum_nick (COSELL_TYPE_HELP, (int) self->help));
  write_unknown (self, writer);
  cosell_json_writer_end_object (writer);
}

/* getters */

const char *
cosell_draft_partner_get_display_name (CosellDraftPartner *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT_PARTNER (self), NULL);

  if (!cosell_text_is_blank (self->texts[PROP_NAME]))
    return self->texts[PROP_NAME];
  if (!cosell_text_is_blank (self->texts[PROP_ID]))
    return self->texts[PROP_ID];
  return _ ("the partner who was not chosen yet");
}

const char *
cosell_draft_partner_get_id (CosellDraftPartner *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT_PARTNER (self), NULL);

  return self->texts[PROP_ID];
}

GListStore *
cosell_draft_partner_get_team (CosellDraftPartner *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT_PARTNER (self), NULL);

  return self->team;
}

GListStore *
cosell_draft_partner_get_solutions (CosellDraftPartner *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT_PARTNER (self), NULL);

  return self->solutions;
}

char *
cosell_draft_partner_dup_tidy (CosellDraftPartner *self, const char *property)
{
  g_autofree char *text = NULL;

  g_object_get (self, property, &text, NULL);
  if (g_str_equal (property, "value"))
    return cosell_money_tidy (text);
  if (g_str_equal (property, "close-date"))
    return cosell_date_tidy (text);
  if (g_str_equal (property, "notes"))
    return cosell_text_tidy (text, COSELL_TEXT_LINES);
  return cosell_text_tidy (text,
                           g_str_equal (property, "name") ? COSELL_TEXT_LINE : COSELL_TEXT_CODE);
}
