/* The session object: composition, properties, opening and closing. What it does stands in
 * cosell-session-*.c. */
#include "app/cosell-session-private.h"

#include "app/cosell-profile.h"
#include "app/cosell-session-crm-open.h"
#include "app/cosell-session-notice.h"
#include "base/cosell-manual-clock.h"
#include "base/cosell-time.h"

#define KEEP_DEALS 512

enum
{
  PROP_STATE = 1,
  PROP_INBOUND_COUNT,
  PROP_OUTBOUND_COUNT,
  PROP_FAVORITES_COUNT,
  PROP_LEADS_COUNT,
  PROP_UNANSWERED_INBOUND,
  PROP_UNANSWERED_FAVORITES,
  PROP_UNANSWERED_LEADS,
  PROP_WAITING_COUNT,
  PROP_PARKED_COUNT,
  PROP_CONFLICT_COUNT,
  PROP_PULLED,
  PROP_AWAITED,
  PROP_LAST_SYNC,
  PROP_LAST_ERROR,
  PROP_CRM_ERROR,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CosellSession, cosell_session, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CosellSessionState,
                    cosell_session_state,
                    G_DEFINE_ENUM_VALUE (COSELL_SESSION_NO_ACCOUNT, "no-account"),
                    G_DEFINE_ENUM_VALUE (COSELL_SESSION_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (COSELL_SESSION_SYNCING, "syncing"),
                    G_DEFINE_ENUM_VALUE (COSELL_SESSION_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (COSELL_SESSION_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (COSELL_SESSION_FAILED, "failed"))

void
cosell_session_tell_changes (CosellSession *self, CosellChangeSet *changes)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
}

static void
store_changed_cb (CosellStore *store, CosellChangeSet *changes, CosellSession *self)
{
  cosell_session_take_changes (self, changes);
  cosell_session_tell_changes (self, changes);
}

static void
set_uint (CosellSession *self, guint *field, guint value, guint prop)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

void
cosell_session_set_counts (CosellSession *self,
                           const gint64 tabs[COSELL_N_TABS],
                           const gint64 unanswered[COSELL_N_TABS],
                           const CosellOutboxCounts *outbox)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_uint (self, &self->counts.inbound, (guint) tabs[COSELL_TAB_INBOUND], PROP_INBOUND_COUNT);
  set_uint (self, &self->counts.outbound, (guint) tabs[COSELL_TAB_OUTBOUND], PROP_OUTBOUND_COUNT);
  set_uint (self, &self->counts.favorites, (guint) tabs[COSELL_TAB_FAVORITES],
            PROP_FAVORITES_COUNT);
  set_uint (self, &self->counts.leads, (guint) tabs[COSELL_TAB_LEADS], PROP_LEADS_COUNT);
  set_uint (self, &self->counts.unanswered_inbound, (guint) unanswered[COSELL_TAB_INBOUND],
            PROP_UNANSWERED_INBOUND);
  set_uint (self, &self->counts.unanswered_favorites, (guint) unanswered[COSELL_TAB_FAVORITES],
            PROP_UNANSWERED_FAVORITES);
  set_uint (self, &self->counts.unanswered_leads, (guint) unanswered[COSELL_TAB_LEADS],
            PROP_UNANSWERED_LEADS);
  set_uint (self, &self->counts.waiting, (guint) outbox->total, PROP_WAITING_COUNT);
  set_uint (self, &self->counts.parked, (guint) (outbox->parked - outbox->held), PROP_PARKED_COUNT);
  set_uint (self, &self->counts.conflicts, (guint) outbox->conflicts, PROP_CONFLICT_COUNT);
  g_object_thaw_notify (G_OBJECT (self));
}

void
cosell_session_set_undo_state (CosellSession *self, const CosellUndoState *state)
{
  CosellUndoState old = self->undo;

  self->undo = *state;
  if (old.can_undo != state->can_undo)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if (old.can_redo != state->can_redo)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

void
cosell_session_set_state (CosellSession *self, CosellSessionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
cosell_session_set_pulled (CosellSession *self, guint pulled)
{
  set_uint (self, &self->pulled, pulled, PROP_PULLED);
}

CosellSessionAwaits
cosell_session_get_awaits (CosellSession *self)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), COSELL_SESSION_AWAITS_NOTHING);

  if (self->sync == NULL)
    return COSELL_SESSION_AWAITS_NOTHING;
  switch (cosell_sync_get_awaits (self->sync))
    {
    case COSELL_SYNC_AWAITS_ARRIVAL:
      return COSELL_SESSION_AWAITS_ARRIVAL;
    case COSELL_SYNC_AWAITS_SERVICE:
      return COSELL_SESSION_AWAITS_SERVICE;
    case COSELL_SYNC_AWAITS_OTHER:
      return COSELL_SESSION_AWAITS_OTHER;
    case COSELL_SYNC_AWAITS_NOTHING:
      break;
    }
  return COSELL_SESSION_AWAITS_NOTHING;
}

void
cosell_session_set_awaited (CosellSession *self, gint64 awaited)
{
  if (self->awaited == awaited)
    return;
  self->awaited = awaited;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AWAITED]);
}

void
cosell_session_set_last_sync (CosellSession *self, gint64 last_sync)
{
  if (self->last_sync == last_sync)
    return;
  self->last_sync = last_sync;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_SYNC]);
}

void
cosell_session_set_error (CosellSession *self, GError *error)
{
  if (self->sync_error == NULL && error == NULL)
    return;
  g_clear_error (&self->sync_error);
  self->sync_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_ERROR]);
}

static void
cosell_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CosellSession *self = COSELL_SESSION (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_INBOUND_COUNT:
      g_value_set_uint (value, self->counts.inbound);
      break;
    case PROP_OUTBOUND_COUNT:
      g_value_set_uint (value, self->counts.outbound);
      break;
    case PROP_FAVORITES_COUNT:
      g_value_set_uint (value, self->counts.favorites);
      break;
    case PROP_LEADS_COUNT:
      g_value_set_uint (value, self->counts.leads);
      break;
    case PROP_UNANSWERED_LEADS:
      g_value_set_uint (value, self->counts.unanswered_leads);
      break;
    case PROP_UNANSWERED_INBOUND:
      g_value_set_uint (value, self->counts.unanswered_inbound);
      break;
    case PROP_UNANSWERED_FAVORITES:
      g_value_set_uint (value, self->counts.unanswered_favorites);
      break;
    case PROP_WAITING_COUNT:
      g_value_set_uint (value, self->counts.waiting);
      break;
    case PROP_PARKED_COUNT:
      g_value_set_uint (value, self->counts.parked);
      break;
    case PROP_CONFLICT_COUNT:
      g_value_set_uint (value, self->counts.conflicts);
      break;
    case PROP_PULLED:
      g_value_set_uint (value, self->pulled);
      break;
    case PROP_AWAITED:
      g_value_set_int64 (value, self->awaited);
      break;
    case PROP_LAST_SYNC:
      g_value_set_int64 (value, self->last_sync);
      break;
    case PROP_LAST_ERROR:
      g_value_set_string (value, self->sync_error != NULL ? self->sync_error->message : NULL);
      break;
    case PROP_CRM_ERROR:
      g_value_take_string (value, cosell_session_dup_crm_error (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->undo.can_undo);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->undo.can_redo);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cosell_session_dispose (GObject *object)
{
  cosell_session_close (COSELL_SESSION (object));
  G_OBJECT_CLASS (cosell_session_parent_class)->dispose (object);
}

static void
cosell_session_finalize (GObject *object)
{
  CosellSession *self = COSELL_SESSION (object);

  g_clear_pointer (&self->deals, cosell_deal_cache_free);
  g_clear_object (&self->catalog);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->account);
  g_clear_object (&self->scheduler);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->habits, cosell_query_habits_unref);
  g_ptr_array_unref (self->rounds);
  g_hash_table_unref (self->crm.errors);
  g_hash_table_unref (self->crm.opened);
  g_hash_table_unref (self->crm.compared);
  g_clear_error (&self->sync_error);
  g_free (self->profile);
  G_OBJECT_CLASS (cosell_session_parent_class)->finalize (object);
}

static GParamSpec *
count_spec (const char *name)
{
  return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
cosell_session_class_init (CosellSessionClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cosell_session_get_property;
  object_class->dispose = cosell_session_dispose;
  object_class->finalize = cosell_session_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, COSELL_TYPE_SESSION_STATE,
                                              COSELL_SESSION_NO_ACCOUNT, flags);
  properties[PROP_INBOUND_COUNT] = count_spec ("inbound-count");
  properties[PROP_OUTBOUND_COUNT] = count_spec ("outbound-count");
  properties[PROP_FAVORITES_COUNT] = count_spec ("favorites-count");
  properties[PROP_LEADS_COUNT] = count_spec ("leads-count");
  properties[PROP_UNANSWERED_LEADS] = count_spec ("unanswered-leads");
  properties[PROP_UNANSWERED_INBOUND] = count_spec ("unanswered-inbound");
  properties[PROP_UNANSWERED_FAVORITES] = count_spec ("unanswered-favorites");
  properties[PROP_WAITING_COUNT] = count_spec ("waiting-count");
  properties[PROP_PARKED_COUNT] = count_spec ("parked-count");
  properties[PROP_CONFLICT_COUNT] = count_spec ("conflict-count");
  properties[PROP_PULLED] = count_spec ("pulled");
  properties[PROP_AWAITED] =
      g_param_spec_int64 ("awaited", NULL, NULL, G_MININT64, G_MAXINT64, COSELL_NO_TIME, flags);
  properties[PROP_LAST_SYNC] =
      g_param_spec_int64 ("last-sync", NULL, NULL, G_MININT64, G_MAXINT64, COSELL_NO_TIME, flags);
  properties[PROP_LAST_ERROR] = g_param_spec_string ("last-error", NULL, NULL, NULL, flags);
  properties[PROP_CRM_ERROR] = g_param_spec_string ("crm-error", NULL, NULL, NULL, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
cosell_session_init (CosellSession *self)
{
  self->last_sync = self->awaited = COSELL_NO_TIME;
  self->closing = g_cancellable_new ();
  self->rounds = g_ptr_array_new_with_free_func (g_object_unref);
  self->crm.opened = cosell_session_new_opened_crms ();
  self->crm.errors =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_error_free);
  self->crm.compared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->catalog = cosell_catalog_new ();
  self->deals = cosell_deal_cache_new (KEEP_DEALS);
  self->habits = cosell_query_habits_new_from_settings (NULL);
}

static CosellSession *
open_session (const char *profile_dir,
              const char *token,
              CosellClock *clock,
              CosellRemote *remote,
              GError **error)
{
  g_autoptr (CosellSession) self = NULL;
  g_autofree char *path = NULL;

  if (!cosell_profile_ensure (profile_dir, error))
    return NULL;
  self = g_object_new (COSELL_TYPE_SESSION, NULL);
  self->profile = g_strdup (profile_dir);
  self->clock = g_object_ref (clock);
  cosell_session_make_scheduler (self);
  cosell_session_make_account (self, token, remote);
  path = g_build_filename (profile_dir, "cosell.db", NULL);
  self->store = cosell_store_new (path, self->clock, error);
  if (self->store == NULL)
    return NULL;
  g_signal_connect (self->store, "changed", G_CALLBACK (store_changed_cb), self);
  if (!cosell_session_load_clock (self, error))
    return NULL;
  if (token != NULL && *token != '\0')
    cosell_account_forget_refusals (self->account);
  if (!cosell_session_read_account (self, error))
    return NULL;
  cosell_session_refresh_counts (self);
  return g_steal_pointer (&self);
}

CosellSession *
cosell_session_new_with (const char *profile_dir,
                         const char *token,
                         CosellClock *clock,
                         CosellRemote *remote,
                         GError **error)
{
  g_autoptr (GError) failure = NULL;
  CosellSession *self;

  g_return_val_if_fail (profile_dir != NULL, NULL);

  self = open_session (profile_dir, token, clock, remote, &failure);
  /* P10: damage that was met while it was read is mended by now, and told like any other */
  if (self == NULL && cosell_session_is_damage (failure))
    {
      g_clear_error (&failure);
      self = open_session (profile_dir, token, clock, remote, &failure);
    }
  if (self == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return self;
}

CosellSession *
cosell_session_new (const char *profile_dir, const char *token, GError **error)
{
  g_autoptr (CosellClock) computer = cosell_clock_new_system ();
  g_autoptr (CosellClock) clock = COSELL_IS_MANUAL_CLOCK (computer) /* COSELL_NOW */
                                      ? g_object_ref (computer)
                                      : cosell_service_clock_new (computer);

  return cosell_session_new_with (profile_dir, token != NULL ? token : g_getenv ("COSELL_TOKEN"),
                                  clock, NULL, error);
}

void
cosell_session_close (CosellSession *self)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  if (self->closed)
    return;
  self->closed = TRUE;
  g_cancellable_cancel (self->closing);
  cosell_session_cancel_rounds (self);
  cosell_sync_scheduler_stop (self->scheduler);
  g_clear_handle_id (&self->catalog_read.source, g_source_remove);
  cosell_session_drop_sync (self);
  g_signal_handlers_disconnect_by_data (self->account, self);
  cosell_account_close (self->account);
  if (self->store == NULL) /* it could not be opened */
    return;
  g_signal_handlers_disconnect_by_data (self->store, self);
  cosell_store_close (self->store);
}

void
cosell_session_start (CosellSession *self)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  if (self->closed)
    return;
  cosell_store_watch (self->store);
  cosell_store_tidy (self->store);
  self->crm.follows = TRUE;
  cosell_sync_scheduler_start (self->scheduler);
}

gint64
cosell_session_now (CosellSession *self)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), 0);

  return cosell_clock_now (self->clock);
}
