#include "model/cosell-draft-private.h"

#include "base/cosell-field.h"
#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "base/cosell-time.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-list-watch.h"
#include "model/cosell-people.h"
#include "model/cosell-referral.h"

struct _CosellDraft
{
  GObject parent_instance;

  char *texts[COSELL_N_DRAFT_TEXTS]; /* (owned) never NULL where there is such a text */
  CosellHelp help;
  gboolean visible; /* as answered */
  CosellCustomer *customer;
  GListStore *team;      /* of CosellContact */
  GListStore *solutions; /* of CosellSolution */
  GListStore *partners;  /* of CosellDraftPartner */
  char *source;          /* (owned) (nullable) */
  char *usual_location;  /* (owned) (nullable): what was prefilled */

  CosellListWatch *watches[4];
  guint holds;
  gboolean changed_while_held;
};

G_DEFINE_ENUM_TYPE (CosellDraftStep,
                    cosell_draft_step,
                    G_DEFINE_ENUM_VALUE (COSELL_DRAFT_STEP_CUSTOMER, "customer"),
                    G_DEFINE_ENUM_VALUE (COSELL_DRAFT_STEP_DETAILS, "details"),
                    G_DEFINE_ENUM_VALUE (COSELL_DRAFT_STEP_TEAM, "team"),
                    G_DEFINE_ENUM_VALUE (COSELL_DRAFT_STEP_SOLUTIONS, "solutions"),
                    G_DEFINE_ENUM_VALUE (COSELL_DRAFT_STEP_HELP, "help"),
                    G_DEFINE_ENUM_VALUE (COSELL_DRAFT_STEP_PARTNERS, "partners"),
                    G_DEFINE_ENUM_VALUE (COSELL_DRAFT_STEP_REVIEW, "review"))

G_DEFINE_FINAL_TYPE (CosellDraft, cosell_draft, G_TYPE_OBJECT)

typedef enum
{
  PROP_TEXT = 1, /* and on: 1 + CosellDraftText */
  PROP_LAST_TEXT = COSELL_N_DRAFT_TEXTS,
  PROP_HELP,
  PROP_VISIBLE_TO_MICROSOFT,
  PROP_CUSTOMER,
  PROP_TEAM,
  PROP_SOLUTIONS,
  PROP_PARTNERS,
  N_PROPS,
} Property;

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

/* What a customer is picked with; contacts and consent belong to the draft. */
static const char *const customer_properties[] = {
  "name",        "address-line1", "address-line2", "city",        "state",
  "postal-code", "country",       "duns",          "external-id", "size",
};

/* texts */

static const char *
initial_text (CosellDraftText which)
{
  return which == COSELL_DRAFT_PAGE ? "customer" : "";
}

/* (nullable) */
static const char *
property_name (CosellDraftText which)
{
  switch (which)
    {
    case COSELL_DRAFT_NOTES_TO_MICROSOFT:
      return "notes-to-microsoft";
    case COSELL_DRAFT_LEAD_ID:
      return "lead-id";
    case COSELL_DRAFT_PAGE:
      return "page";
    default:
      return cosell_member_get (which)->property;
    }
}

/* "changed" */

static void
emit_changed (gpointer user_data)
{
  CosellDraft *self = user_data;

  if (self->holds > 0)
    self->changed_while_held = TRUE;
  else
    g_signal_emit (self, changed_signal, 0);
}

/* Between hold and release any number of changes is one. */
static void
hold (CosellDraft *self)
{
  self->holds++;
}

static void
release (CosellDraft *self)
{
  if (--self->holds > 0 || !self->changed_while_held)
    return;
  self->changed_while_held = FALSE;
  g_signal_emit (self, changed_signal, 0);
}

static void
customer_notified_cb (CosellDraft *self)
{
  emit_changed (self);
}

/* overrides */

static void
set_text (CosellDraft *self, CosellDraftText which, const char *text, GParamSpec *pspec)
{
  if (text != NULL && which < COSELL_N_MEMBERS && cosell_member_get (which)->choices != NULL)
    text = cosell_member_choose (cosell_member_get (which), text);
  if (text == NULL)
    text = initial_text (which);
  if (g_str_equal (self->texts[which], text))
    return;
  cosell_set_str (&self->texts[which], text);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
cosell_draft_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CosellDraft *self = COSELL_DRAFT (object);

  if (id <= PROP_LAST_TEXT)
    {
      set_text (self, id - PROP_TEXT, g_value_get_string (value), pspec);
      return;
    }
  switch ((Property) id)
    {
    case PROP_HELP:
      if (self->help != (CosellHelp) g_value_get_enum (value))
        {
          self->help = (CosellHelp) g_value_get_enum (value);
          g_object_notify_by_pspec (object, pspec);
        }
      return;
    case PROP_VISIBLE_TO_MICROSOFT:
      if (self->visible != g_value_get_boolean (value))
        {
          self->visible = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      return;
    case PROP_TEXT:
    case PROP_LAST_TEXT:
    case PROP_CUSTOMER:
    case PROP_TEAM:
    case PROP_SOLUTIONS:
    case PROP_PARTNERS:
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_draft_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellDraft *self = COSELL_DRAFT (object);

  if (id <= PROP_LAST_TEXT)
    {
      g_value_set_string (value, self->texts[id - PROP_TEXT]);
      return;
    }
  switch ((Property) id)
    {
    case PROP_HELP:
      g_value_set_enum (value, (int) self->help);
      return;
    case PROP_VISIBLE_TO_MICROSOFT:
      g_value_set_boolean (value, self->visible);
      return;
    case PROP_CUSTOMER:
      g_value_set_object (value, self->customer);
      return;
    case PROP_TEAM:
      g_value_set_object (value, self->team);
      return;
    case PROP_SOLUTIONS:
      g_value_set_object (value, self->solutions);
      return;
    case PROP_PARTNERS:
      g_value_set_object (value, self->partners);
      return;
    case PROP_TEXT:
    case PROP_LAST_TEXT:
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_draft_dispatch_properties_changed (GObject *object, guint n_pspecs, GParamSpec **pspecs)
{
  G_OBJECT_CLASS (cosell_draft_parent_class)
      ->dispatch_properties_changed (object, n_pspecs, pspecs);
  emit_changed (COSELL_DRAFT (object));
}

static void
cosell_draft_dispose (GObject *object)
{
  CosellDraft *self = COSELL_DRAFT (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->watches); i++)
    g_clear_pointer (&self->watches[i], cosell_list_watch_free);
  if (self->customer != NULL)
    g_signal_handlers_disconnect_by_data (self->customer, self);
  g_clear_object (&self->customer);
  g_clear_object (&self->team);
  g_clear_object (&self->solutions);
  g_clear_object (&self->partners);
  G_OBJECT_CLASS (cosell_draft_parent_class)->dispose (object);
}

static void
cosell_draft_finalize (GObject *object)
{
  CosellDraft *self = COSELL_DRAFT (object);

  for (guint i = 0; i < COSELL_N_DRAFT_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->source);
  g_free (self->usual_location);
  G_OBJECT_CLASS (cosell_draft_parent_class)->finalize (object);
}

static void
cosell_draft_class_init (CosellDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_write =
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = cosell_draft_set_property;
  object_class->get_property = cosell_draft_get_property;
  object_class->dispatch_properties_changed = cosell_draft_dispatch_properties_changed;
  object_class->dispose = cosell_draft_dispose;
  object_class->finalize = cosell_draft_finalize;

  for (CosellDraftText i = 0; i < COSELL_N_DRAFT_TEXTS; i++)
    if (cosell_draft_is_text (i))
      properties[PROP_TEXT + i] =
          g_param_spec_string (property_name (i), NULL, NULL, initial_text (i), read_write);
  properties[PROP_HELP] =
      g_param_spec_enum ("help", NULL, NULL, COSELL_TYPE_HELP, COSELL_HELP_NONE, read_write);
  properties[PROP_VISIBLE_TO_MICROSOFT] =
      g_param_spec_boolean ("visible-to-microsoft", NULL, NULL, FALSE, read_write);
  properties[PROP_CUSTOMER] =
      g_param_spec_object ("customer", NULL, NULL, COSELL_TYPE_CUSTOMER, read_only);
  properties[PROP_TEAM] = g_param_spec_object ("team", NULL, NULL, G_TYPE_LIST_STORE, read_only);
  properties[PROP_SOLUTIONS] =
      g_param_spec_object ("solutions", NULL, NULL, G_TYPE_LIST_STORE, read_only);
  properties[PROP_PARTNERS] =
      g_param_spec_object ("partners", NULL, NULL, G_TYPE_LIST_STORE, read_only);
  for (guint i = 1; i < N_PROPS; i++)
    if (properties[i] != NULL)
      g_object_class_install_property (object_class, i, properties[i]);

  changed_signal = g_signal_new ("changed", COSELL_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
cosell_draft_init (CosellDraft *self)
{
  for (CosellDraftText i = 0; i < COSELL_N_DRAFT_TEXTS; i++)
    self->texts[i] = g_strdup (initial_text (i));
  self->customer = cosell_customer_new ();
  self->team = g_list_store_new (COSELL_TYPE_CONTACT);
  self->solutions = g_list_store_new (COSELL_TYPE_SOLUTION);
  self->partners = g_list_store_new (COSELL_TYPE_DRAFT_PARTNER);
  g_signal_connect_swapped (self->customer, "notify", G_CALLBACK (customer_notified_cb), self);
  self->watches[0] =
      cosell_list_watch_new (G_LIST_MODEL (cosell_customer_get_contacts (self->customer)),
                             emit_changed, self);
  self->watches[1] = cosell_list_watch_new (G_LIST_MODEL (self->team), emit_changed, self);
  self->watches[2] = cosell_list_watch_new (G_LIST_MODEL (self->solutions), emit_changed, self);
  self->watches[3] = cosell_list_watch_new (G_LIST_MODEL (self->partners), emit_changed, self);
}

/* private functions */

gboolean
cosell_draft_is_text (CosellDraftText which)
{
  return property_name (which) != NULL;
}

const char *
cosell_draft_member (CosellDraftText which)
{
  switch (which)
    {
    case COSELL_DRAFT_NOTES_TO_MICROSOFT:
      return "notesToMicrosoft";
    case COSELL_DRAFT_LEAD_ID:
      return "leadId";
    case COSELL_DRAFT_PAGE:
      return "page";
    default:
      return cosell_member_get (which)->draft + 1;
    }
}

void
cosell_draft_put (CosellDraft *self, CosellDraftText which, const char *text)
{
  set_text (self, which, text, properties[PROP_TEXT + which]);
}

const char *
cosell_draft_peek (CosellDraft *self, CosellDraftText which)
{
  return self->texts[which];
}

char *
cosell_draft_dup_trimmed (CosellDraft *self, CosellDraftText which)
{
  const CosellMember *member = which < COSELL_N_MEMBERS ? cosell_member_get (which) : NULL;

  if (which == COSELL_DRAFT_NOTES_TO_MICROSOFT)
    return cosell_text_tidy (self->texts[which], COSELL_TEXT_LINES);
  if (member == NULL)
    return cosell_text_tidy (self->texts[which], COSELL_TEXT_CODE);
  if (member->kind == COSELL_CHANGE_KIND_NUMBER)
    return cosell_money_tidy (self->texts[which]);
  if (member->kind == COSELL_CHANGE_KIND_DATE)
    return cosell_date_tidy (self->texts[which]);
  return cosell_text_tidy (self->texts[which], member->text);
}

CosellHelp
cosell_draft_get_help (CosellDraft *self)
{
  return self->help;
}

gboolean
cosell_draft_get_visible_answer (CosellDraft *self)
{
  return self->visible;
}

gboolean
cosell_draft_is_visible (CosellDraft *self)
{
  return self->visible || self->help != COSELL_HELP_NONE;
}

gboolean
cosell_draft_has_partners (CosellDraft *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->partners)) > 0;
}

gboolean
cosell_draft_has_assessment (CosellDraft *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->solutions)); i++)
    {
      g_autoptr (CosellSolution) solution =
          g_list_model_get_item (G_LIST_MODEL (self->solutions), i);

      if (cosell_solution_get_kind (solution) == COSELL_SOLUTION_KIND_ASSESSMENT)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
cosell_draft_list_people (GListModel *people)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (CosellContact) contact = g_list_model_get_item (people, i);

      if (!cosell_contact_is_empty (contact))
        g_ptr_array_add (list, g_steal_pointer (&contact));
    }
  return list;
}

const char *
cosell_draft_get_source (CosellDraft *self)
{
  return self->source;
}

void
cosell_draft_set_source (CosellDraft *self, const char *json)
{
  cosell_set_str (&self->source, json);
}

/* public functions */

CosellDraft *
cosell_draft_new (void)
{
  return g_object_new (COSELL_TYPE_DRAFT, NULL);
}

CosellDraft *
cosell_draft_new_from_json (const char *json, GError **error)
{
  g_autoptr (CosellDraft) self = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  self = cosell_draft_new ();
  return cosell_draft_read_json (self, json, error) ? g_steal_pointer (&self) : NULL;
}

CosellCustomer *
cosell_draft_get_customer (CosellDraft *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT (self), NULL);

  return self->customer;
}

GListStore *
cosell_draft_get_team (CosellDraft *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT (self), NULL);

  return self->team;
}

GListStore *
cosell_draft_get_solutions (CosellDraft *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT (self), NULL);

  return self->solutions;
}

GListStore *
cosell_draft_get_partners (CosellDraft *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT (self), NULL);

  return self->partners;
}

CosellDraftPartner *
cosell_draft_new_partner (CosellDraft *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT (self), NULL);

  return cosell_draft_partner_new_prefilled (self->texts[COSELL_MEMBER_CLOSE_DATE],
                                             self->texts[COSELL_MEMBER_CURRENCY],
                                             G_LIST_MODEL (self->team));
}

void
cosell_draft_pick_customer (CosellDraft *self, CosellCustomer *picked)
{
  g_return_if_fail (COSELL_IS_DRAFT (self));
  g_return_if_fail (COSELL_IS_CUSTOMER (picked));

  hold (self);
  for (guint i = 0; i < G_N_ELEMENTS (customer_properties); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (picked, customer_properties[i], &text, NULL);
      g_object_set (self->customer, customer_properties[i], text, NULL);
    }
  release (self);
}

void
cosell_draft_prefill_location (CosellDraft *self, const char *location)
{
  g_return_if_fail (COSELL_IS_DRAFT (self));

  if (location == NULL || self->usual_location != NULL ||
      self->texts[COSELL_MEMBER_LOCATION][0] != '\0')
    return;
  self->usual_location = g_strdup (location);
  g_object_set (self, "location", location, NULL);
}

static gboolean
is_prefilled (CosellDraft *self, guint text)
{
  return text == COSELL_MEMBER_LOCATION &&
         g_strcmp0 (self->texts[COSELL_MEMBER_LOCATION], self->usual_location) == 0;
}

/* A currency alone is what the assistant prefills; the page and where it came from are no content.
 */
gboolean
cosell_draft_is_empty (CosellDraft *self)
{
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) team = NULL;

  g_return_val_if_fail (COSELL_IS_DRAFT (self), TRUE);

  for (guint i = 0; i < COSELL_N_DRAFT_TEXTS; i++)
    if (i < COSELL_DRAFT_LEAD_ID && i != COSELL_MEMBER_CURRENCY && self->texts[i][0] != '\0' &&
        !is_prefilled (self, i))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (customer_properties); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (self->customer, customer_properties[i], &text, NULL);
      if (text != NULL && text[0] != '\0')
        return FALSE;
    }
  contacts =
      cosell_draft_list_people (G_LIST_MODEL (cosell_customer_get_contacts (self->customer)));
  team = cosell_draft_list_people (G_LIST_MODEL (self->team));
  return self->help == COSELL_HELP_NONE && !self->visible && contacts->len == 0 && team->len == 0 &&
         g_list_model_get_n_items (G_LIST_MODEL (self->solutions)) == 0 &&
         !cosell_draft_has_partners (self);
}

CosellDealType
cosell_draft_get_deal_type (CosellDraft *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT (self), COSELL_DEAL_TYPE_PRIVATE);

  if (cosell_draft_has_assessment (self))
    return COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT;
  if (self->help != COSELL_HELP_NONE)
    return COSELL_DEAL_TYPE_CO_SELL;
  return self->visible ? COSELL_DEAL_TYPE_PARTNER_LED : COSELL_DEAL_TYPE_PRIVATE;
}
