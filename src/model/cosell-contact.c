/* cosell-contact.c: a person of a team or at a customer */
#include "base/cosell-json-edit.h"
#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "model/cosell-people-private.h"
#include "model/cosell-people.h"

#include "model/cosell-referral-reader.h"

typedef enum
{
  PROP_FIRST_NAME = 1,
  PROP_LAST_NAME,
  PROP_PHONE,
  PROP_EMAIL,
  PROP_TITLE,
  N_TEXTS,
  PROP_DISPLAY_NAME = N_TEXTS,
  PROP_COMPLETE,
  N_PROPS
} ContactProperty;

struct _CosellContact
{
  GObject parent_instance;

  char *texts[N_TEXTS]; /* (owned) by property; never NULL but [0] */
  char *display_name;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (CosellContact, cosell_contact, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

/* By property: the member in the draft file and on the wire. */
static const char *const draft_names[N_TEXTS] = {
  NULL, "firstName", "lastName", "phone", "email", "title",
};
static const char *const wire_names[N_TEXTS] = {
  NULL, "firstName", "lastName", "phoneNumber", "email", "title",
};

static const CosellTextKind kinds[N_TEXTS] = {
  [PROP_FIRST_NAME] = COSELL_TEXT_LINE, [PROP_LAST_NAME] = COSELL_TEXT_LINE,
  [PROP_PHONE] = COSELL_TEXT_CODE,      [PROP_EMAIL] = COSELL_TEXT_MAIL,
  [PROP_TITLE] = COSELL_TEXT_LINE,
};

CosellTextKind
cosell_contact_text_kind (const char *wire_name)
{
  for (guint i = 1; i < N_TEXTS; i++)
    if (g_strcmp0 (wire_names[i], wire_name) == 0)
      return kinds[i];
  return COSELL_TEXT_LINE;
}

static char *
make_display_name (CosellContact *self)
{
  g_autofree char *joined =
      g_strjoin (" ", self->texts[PROP_FIRST_NAME], self->texts[PROP_LAST_NAME], NULL);

  if (cosell_text_is_blank (joined))
    return cosell_text_tidy (self->texts[PROP_EMAIL], COSELL_TEXT_MAIL);
  return cosell_text_tidy (joined, COSELL_TEXT_LINE);
}

static void
set_text (CosellContact *self, guint property, const char *text)
{
  gboolean was_complete = cosell_contact_is_complete (self);
  g_autofree char *display_name = NULL;

  if (!cosell_set_str_or_empty (&self->texts[property], text))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  display_name = make_display_name (self);
  if (cosell_set_str_or_empty (&self->display_name, display_name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISPLAY_NAME]);
  if (cosell_contact_is_complete (self) != was_complete)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
cosell_contact_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellContact *self = COSELL_CONTACT (object);

  if (id < N_TEXTS)
    g_value_set_string (value, self->texts[id]);
  else if (id == PROP_DISPLAY_NAME)
    g_value_set_string (value, self->display_name);
  else if (id == PROP_COMPLETE)
    g_value_set_boolean (value, cosell_contact_is_complete (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_contact_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id < N_TEXTS)
    set_text (COSELL_CONTACT (object), id, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_contact_finalize (GObject *object)
{
  CosellContact *self = COSELL_CONTACT (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->display_name);
  G_OBJECT_CLASS (cosell_contact_parent_class)->finalize (object);
}

static void
cosell_contact_class_init (CosellContactClass *klass)
{
  static const char *const names[N_TEXTS] = {
    NULL, "first-name", "last-name", "phone", "email", "title",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cosell_contact_get_property;
  object_class->set_property = cosell_contact_set_property;
  object_class->finalize = cosell_contact_finalize;

  for (guint i = 1; i < N_TEXTS; i++)
    properties[i] =
        g_param_spec_string (names[i], NULL, NULL, "",
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, "",
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cosell_contact_init (CosellContact *self)
{
  for (guint i = 1; i < N_TEXTS; i++)
    self->texts[i] = g_strdup ("");
  self->display_name = g_strdup ("");
}

CosellContact *
cosell_contact_new (void)
{
  return g_object_new (COSELL_TYPE_CONTACT, NULL);
}

/* wire: the entities of the service are decoded; what a person typed has none. */
static CosellContact *
read_contact (CosellJsonValue value, gboolean wire)
{
  CosellContact *self = cosell_contact_new ();

  for (guint i = 1; i < N_TEXTS; i++)
    {
      gboolean is_draft = cosell_json_is_present (cosell_json_member (value, draft_names[i]));

      g_autofree char *text =
          cosell_referral_read_string (value, is_draft ? draft_names[i] : wire_names[i]);

      cosell_take_str (&self->texts[i],
                       wire ? cosell_referral_decode_entities (text) : g_steal_pointer (&text));
    }
  cosell_take_str (&self->display_name, make_display_name (self));
  return self;
}

CosellContact *
cosell_contact_new_from_json (CosellJsonValue value)
{
  return read_contact (value, FALSE);
}

CosellContact *
cosell_contact_new_from_wire (CosellJsonValue value)
{
  return read_contact (value, TRUE);
}

CosellContact *
cosell_contact_copy (CosellContact *self)
{
  CosellContact *copy = cosell_contact_new ();

  g_return_val_if_fail (COSELL_IS_CONTACT (self), copy);

  for (guint i = 1; i < N_TEXTS; i++)
    cosell_set_str (&copy->texts[i], self->texts[i]);
  cosell_set_str (&copy->display_name, self->display_name);
  return copy;
}

void
cosell_contact_write_draft (CosellContact *self, CosellJsonWriter *writer)
{
  g_return_if_fail (COSELL_IS_CONTACT (self));

  cosell_json_writer_begin_object (writer);
  for (guint i = 1; i < PROP_TITLE; i++)
    cosell_json_writer_member (writer, draft_names[i], self->texts[i]);
  cosell_people_write_typed (writer, draft_names[PROP_TITLE], self->texts[PROP_TITLE]);
  cosell_json_writer_end_object (writer);
}

void
cosell_contact_write_wire (CosellContact *self, CosellJsonWriter *writer)
{
  g_return_if_fail (COSELL_IS_CONTACT (self));

  cosell_json_writer_begin_object (writer);
  for (guint i = 1; i < N_TEXTS; i++)
    cosell_people_write_tidy (writer, wire_names[i], self->texts[i], kinds[i]);
  cosell_json_writer_end_object (writer);
}

const char *
cosell_contact_get_email (CosellContact *self)
{
  g_return_val_if_fail (COSELL_IS_CONTACT (self), NULL);

  return self->texts[PROP_EMAIL];
}

const char *
cosell_contact_get_display_name (CosellContact *self)
{
  g_return_val_if_fail (COSELL_IS_CONTACT (self), NULL);

  return self->display_name;
}

gboolean
cosell_contact_is_complete (CosellContact *self)
{
  g_return_val_if_fail (COSELL_IS_CONTACT (self), FALSE);

  return !cosell_text_is_blank (self->texts[PROP_FIRST_NAME]) &&
         !cosell_text_is_blank (self->texts[PROP_LAST_NAME]) &&
         !cosell_text_is_blank (self->texts[PROP_PHONE]) &&
         !cosell_text_is_blank (self->texts[PROP_EMAIL]);
}

gboolean
cosell_contact_is_empty (CosellContact *self)
{
  g_return_val_if_fail (COSELL_IS_CONTACT (self), FALSE);

  for (guint i = 1; i < N_TEXTS; i++)
    if (!cosell_text_is_blank (self->texts[i]))
      return FALSE;
  return TRUE;
}
