/* cosell-solution.c: what is sold in a deal */
#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "model/cosell-people-private.h"
#include "model/cosell-people.h"

#include "base/cosell-field.h"
#include "model/cosell-referral-reader.h"

typedef enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_PUBLISHER,
  N_TEXTS,
  PROP_KIND = N_TEXTS,
  PROP_ELIGIBLE,
  PROP_CO_SELL_READY,
  PROP_DISPLAY_NAME,
  N_PROPS
} SolutionProperty;

struct _CosellSolution
{
  GObject parent_instance;

  char *texts[N_TEXTS]; /* (owned) by property; never NULL but [0] */
  CosellSolutionKind kind;
  gboolean eligible;
  gboolean co_sell_ready;
};

G_DEFINE_FINAL_TYPE (CosellSolution, cosell_solution, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
set_text (CosellSolution *self, guint property, const char *text)
{
  if (!cosell_set_str_or_empty (&self->texts[property], text))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  if (property != PROP_PUBLISHER)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISPLAY_NAME]);
}

static void
cosell_solution_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellSolution *self = COSELL_SOLUTION (object);

  switch ((SolutionProperty) id)
    {
    case PROP_ID:
    case PROP_NAME:
    case PROP_PUBLISHER:
      g_value_set_string (value, self->texts[id]);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_ELIGIBLE:
      g_value_set_boolean (value, self->eligible);
      break;
    case PROP_CO_SELL_READY:
      g_value_set_boolean (value, self->co_sell_ready);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, cosell_solution_get_display_name (self));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_flag (CosellSolution *self, gboolean *place, gboolean flag, GParamSpec *pspec)
{
  if (*place == flag)
    return;
  *place = flag;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
cosell_solution_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CosellSolution *self = COSELL_SOLUTION (object);

  switch ((SolutionProperty) id)
    {
    case PROP_ID:
    case PROP_NAME:
    case PROP_PUBLISHER:
      set_text (self, id, g_value_get_string (value));
      break;
    case PROP_KIND:
      if (self->kind != (CosellSolutionKind) g_value_get_enum (value))
        {
          self->kind = g_value_get_enum (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_ELIGIBLE:
      set_flag (self, &self->eligible, g_value_get_boolean (value), pspec);
      break;
    case PROP_CO_SELL_READY:
      set_flag (self, &self->co_sell_ready, g_value_get_boolean (value), pspec);
      break;
    case PROP_DISPLAY_NAME:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cosell_solution_finalize (GObject *object)
{
  CosellSolution *self = COSELL_SOLUTION (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (cosell_solution_parent_class)->finalize (object);
}

static void
cosell_solution_class_init (CosellSolutionClass *klass)
{
  static const char *const names[N_TEXTS] = { NULL, "id", "name", "publisher" };
  const GParamFlags readwrite =
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cosell_solution_get_property;
  object_class->set_property = cosell_solution_set_property;
  object_class->finalize = cosell_solution_finalize;

  for (guint i = 1; i < N_TEXTS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, "", readwrite);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, COSELL_TYPE_SOLUTION_KIND,
                                             COSELL_SOLUTION_KIND_OWN, readwrite);
  properties[PROP_ELIGIBLE] = g_param_spec_boolean ("eligible", NULL, NULL, FALSE, readwrite);
  properties[PROP_CO_SELL_READY] =
      g_param_spec_boolean ("co-sell-ready", NULL, NULL, TRUE, readwrite);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, "",
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cosell_solution_init (CosellSolution *self)
{
  for (guint i = 1; i < N_TEXTS; i++)
    self->texts[i] = g_strdup ("");
  self->co_sell_ready = TRUE;
}

CosellSolution *
cosell_solution_new (const char *id, const char *name, CosellSolutionKind kind)
{
  CosellSolution *self = g_object_new (COSELL_TYPE_SOLUTION, NULL);

  cosell_set_str_or_empty (&self->texts[PROP_ID], id);
  cosell_set_str_or_empty (&self->texts[PROP_NAME], name);
  self->kind = kind;
  return self;
}

CosellSolution *
cosell_solution_copy (CosellSolution *self)
{
  CosellSolution *copy;

  g_return_val_if_fail (COSELL_IS_SOLUTION (self), NULL);

  copy = cosell_solution_new (self->texts[PROP_ID], self->texts[PROP_NAME], self->kind);
  cosell_set_str (&copy->texts[PROP_PUBLISHER], self->texts[PROP_PUBLISHER]);
  copy->eligible = self->eligible;
  copy->co_sell_ready = self->co_sell_ready;
  return copy;
}

static gboolean
is_target (CosellJsonValue referral, const char *id)
{
  CosellJsonValue target;
  CosellJsonIter iter;

  cosell_json_iter_init (&iter, cosell_json_member (referral, "target"));
  while (cosell_json_iter_next (&iter, NULL, &target))
    {
      g_autofree char *target_id = cosell_referral_read_text (target, "id");

      if (cosell_referral_same_id (target_id, id) &&
          cosell_json_string_equal (cosell_json_member (target, "type"), "SolutionProfile"))
        return TRUE;
    }
  return FALSE;
}

/* [inference] The service has no member that says whose a solution is. What hints at it: the own
 * half targets the own solutions; categories and GUIDs are Microsoft's catalogue, as is what
 * Microsoft publishes; "3P" stands for a third party. The rest is taken for an own one. */
static CosellSolutionKind
guess_kind (CosellJsonValue solution, CosellJsonValue referral)
{
  g_autofree char *id = cosell_referral_read_text (solution, "id");
  g_autofree char *type = cosell_referral_read_text (solution, "type");
  g_autofree char *solution_type = cosell_referral_read_text (solution, "solutionType");
  g_autofree char *publisher = cosell_referral_read_text (solution, "publisherName");

  if (cosell_referral_is_assessment_solution (solution))
    return COSELL_SOLUTION_KIND_ASSESSMENT;
  if (is_target (referral, id))
    return COSELL_SOLUTION_KIND_OWN;
  if (cosell_referral_same_id (solution_type, "3P"))
    return COSELL_SOLUTION_KIND_THIRD_PARTY;
  if (cosell_referral_same_id (type, "Category") || cosell_referral_same_id (solution_type, "1P") ||
      cosell_referral_same_id (publisher, "Microsoft") ||
      cosell_referral_same_id (publisher, "Microsoft Corporation"))
    return COSELL_SOLUTION_KIND_MICROSOFT;
  if (id != NULL && (g_uuid_string_is_valid (id) || g_str_has_prefix (id, "SOL-Microsoft")))
    return COSELL_SOLUTION_KIND_MICROSOFT;
  return COSELL_SOLUTION_KIND_OWN;
}

CosellSolution *
cosell_solution_new_from_json (CosellJsonValue value)
{
  return cosell_solution_new_in_referral (value, (CosellJsonValue){ NULL, 0 });
}

CosellSolution *
cosell_solution_new_in_referral (CosellJsonValue value, CosellJsonValue referral)
{
  g_autofree char *kind_nick = cosell_referral_read_text (value, "kind");
  /* the draft file's shape is decoded already */
  char *(*read) (CosellJsonValue, const char *) =
      kind_nick != NULL ? cosell_referral_read_text : cosell_referral_read_display;
  g_autofree char *id = read (value, "id");
  g_autofree char *name = read (value, "name");
  g_autofree char *publisher = read (value, "publisherName");
  CosellSolution *self;
  int kind;

  if (kind_nick == NULL || !cosell_enum_from_nick (COSELL_TYPE_SOLUTION_KIND, kind_nick, &kind))
    kind = guess_kind (value, referral);
  self = cosell_solution_new (id, name, kind);
  if (publisher == NULL)
    publisher = read (value, "publisher");
  cosell_set_str_or_empty (&self->texts[PROP_PUBLISHER], publisher);
  self->eligible = cosell_referral_read_bool (value, "eligible") ||
                   cosell_referral_read_bool (value, "incentiveEligible");
  if (cosell_json_is_present (cosell_json_member (value, "coSellReady")))
    self->co_sell_ready = cosell_referral_read_bool (value, "coSellReady");
  return self;
}

void
cosell_solution_write_draft (CosellSolution *self, CosellJsonWriter *writer)
{
  g_return_if_fail (COSELL_IS_SOLUTION (self));

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "id", self->texts[PROP_ID]);
  cosell_json_writer_member (writer, "name", self->texts[PROP_NAME]);
  cosell_json_writer_member (writer, "kind",
                             cosell_enum_nick (COSELL_TYPE_SOLUTION_KIND, self->kind));
  cosell_people_write_typed (writer, "publisher", self->texts[PROP_PUBLISHER]);
  if (self->eligible)
    {
      cosell_json_writer_name (writer, "eligible");
      cosell_json_writer_bool (writer, TRUE);
    }
  if (!self->co_sell_ready)
    {
      cosell_json_writer_name (writer, "coSellReady");
      cosell_json_writer_bool (writer, FALSE);
    }
  cosell_json_writer_end_object (writer);
}

/* [inference] The counterpart of guess_kind. */
void
cosell_solution_write_wire (CosellSolution *self, CosellJsonWriter *writer)
{
  const char *publisher;

  g_return_if_fail (COSELL_IS_SOLUTION (self));

  publisher = self->texts[PROP_PUBLISHER];
  if (self->kind == COSELL_SOLUTION_KIND_MICROSOFT && cosell_text_is_blank (publisher))
    publisher = "Microsoft";

  cosell_json_writer_begin_object (writer);
  cosell_people_write_tidy (writer, "id", self->texts[PROP_ID], COSELL_TEXT_CODE);
  cosell_people_write_tidy (writer, "name", self->texts[PROP_NAME], COSELL_TEXT_LINE);
  cosell_json_writer_member (writer, "type",
                             cosell_text_is_blank (self->texts[PROP_NAME]) ? "None" : "Name");
  cosell_people_write_tidy (writer, "publisherName", publisher, COSELL_TEXT_LINE);
  if (self->kind == COSELL_SOLUTION_KIND_THIRD_PARTY)
    cosell_json_writer_member (writer, "solutionType", "3P");
  else if (self->kind == COSELL_SOLUTION_KIND_ASSESSMENT)
    cosell_json_writer_member (writer, "solutionType", "Assessment");
  cosell_json_writer_end_object (writer);
}

const char *
cosell_solution_get_id (CosellSolution *self)
{
  g_return_val_if_fail (COSELL_IS_SOLUTION (self), NULL);

  return self->texts[PROP_ID];
}

const char *
cosell_solution_get_display_name (CosellSolution *self)
{
  g_return_val_if_fail (COSELL_IS_SOLUTION (self), NULL);

  return cosell_text_is_blank (self->texts[PROP_NAME]) ? self->texts[PROP_ID]
                                                       : self->texts[PROP_NAME];
}

CosellSolutionKind
cosell_solution_get_kind (CosellSolution *self)
{
  g_return_val_if_fail (COSELL_IS_SOLUTION (self), COSELL_SOLUTION_KIND_OWN);

  return self->kind;
}

gboolean
cosell_solution_is_eligible (CosellSolution *self)
{
  g_return_val_if_fail (COSELL_IS_SOLUTION (self), FALSE);

  return self->eligible;
}
