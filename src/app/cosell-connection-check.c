/* cosell-connection-check.c: what lies between this profile and the service */
#include "app/cosell-connection-check.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-private.h"
#include "base/cosell-secret.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "model/cosell-permission.h"

#define CONNECT_SECONDS 15
/* the smallest question that needs everything: one referral */
#define PROBE_QUERY "$top=1&$orderby=updatedDateTime%20desc"

typedef enum
{
  STEP_ACCOUNT,
  STEP_NETWORK,
  STEP_NAME,
  STEP_SECURE,
  STEP_SIGN_IN,
  STEP_SERVICE,
  STEP_ROLE,
  N_STEPS,
} Step;

struct _CosellConnectionCheck
{
  GObject parent_instance;

  CosellSession *session;    /* (owned) */
  CosellAccount *account;    /* of the session */
  GCancellable *cancellable; /* (owned) (nullable): of the run under way */
  CosellHttpRemote *remote;  /* (owned) (nullable): asks the service */
  char *url;                 /* (owned) (nullable): of the account that is looked at */
  CosellCheckState states[N_STEPS];
  char *words[N_STEPS]; /* (owned) (nullable) */
  char *ids;            /* (owned) (nullable): of the last answer of the service */
  gint64 at;
};

G_DEFINE_FINAL_TYPE (CosellConnectionCheck, cosell_connection_check, G_TYPE_OBJECT)

static guint changed_signal;

static const struct
{
  const char *title;   /* marked for translation */
  const char *details; /* in English */
} steps[N_STEPS] = {
  { N_ ("Account"), "account" },          { N_ ("Network"), "network" },
  { N_ ("Name of the service"), "name" }, { N_ ("Secure connection"), "secure" },
  { N_ ("Sign-in"), "sign-in" },          { N_ ("Answer of the service"), "service" },
  { N_ ("Your role"), "role" },
};

static const char *const state_names[] = { "not looked at", "being looked at", "good", "bad",
                                           "left out" };

static void
run_step (CosellConnectionCheck *self, Step step);

/* Takes words. */
static void
set_step (CosellConnectionCheck *self, Step step, CosellCheckState state, char *words)
{
  self->states[step] = state;
  cosell_take_str (&self->words[step], words);
}

/* Ends a step; goes on after a good one. Takes words. */
static void
end_step (CosellConnectionCheck *self, Step step, gboolean good, char *words)
{
  set_step (self, step, good ? COSELL_CHECK_GOOD : COSELL_CHECK_BAD, words);
  if (good && step + 1 < N_STEPS)
    {
      run_step (self, step + 1);
      return;
    }
  for (guint i = step + 1; i < N_STEPS; i++)
    set_step (self, (Step) i, COSELL_CHECK_LEFT_OUT, NULL);
  g_clear_object (&self->cancellable);
  g_signal_emit (self, changed_signal, 0);
}

static GUri *
parse_account (CosellConnectionCheck *self)
{
  return g_uri_parse (self->url, G_URI_FLAGS_NONE, NULL);
}

/* --- account, network, name --- */

static void
check_account (CosellConnectionCheck *self)
{
  if (self->url == NULL)
    end_step (self, STEP_ACCOUNT, FALSE,
              g_strdup (_ ("There is no account yet. Sign in, or practise with sample deals.")));
  else
    end_step (self, STEP_ACCOUNT, TRUE,
              cosell_account_is_practice (self->account)
                  ? g_strdup (_ ("Sample deals on this computer"))
                  : g_strdup (self->url));
}

static void
check_network (CosellConnectionCheck *self)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  if (cosell_account_is_local (self->account))
    end_step (self, STEP_NETWORK, TRUE, g_strdup (_ ("The service is on this computer")));
  else if (g_network_monitor_get_network_available (monitor))
    end_step (self, STEP_NETWORK, TRUE, g_strdup (_ ("There is a network")));
  else
    end_step (self, STEP_NETWORK, FALSE,
              g_strdup (_ ("This computer is not connected to a network. Connect it, then check "
                           "again. Your changes are kept.")));
}

static void
name_resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellConnectionCheck) self = user_data;
  g_autoptr (GError) error = NULL;
  GList *addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (addresses != NULL)
    end_step (self, STEP_NAME, TRUE, g_inet_address_to_string (addresses->data));
  else
    end_step (self, STEP_NAME, FALSE,
              g_strdup_printf (_ ("The name of the service is not found: %s. Ask who runs your "
                                  "network, or try another network."),
                               error->message));
  g_resolver_free_addresses (addresses);
}

static void
check_name (CosellConnectionCheck *self)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GUri) uri = parse_account (self);

  g_resolver_lookup_by_name_async (resolver, g_uri_get_host (uri), self->cancellable,
                                   name_resolved_cb, g_object_ref (self));
}

/* --- secure connection --- */

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellConnectionCheck) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (connection != NULL)
    end_step (self, STEP_SECURE, TRUE, g_strdup (_ ("The certificate is valid")));
  else if (error->domain == G_TLS_ERROR)
    end_step (
        self, STEP_SECURE, FALSE,
        g_strdup_printf (_ ("The certificate is not accepted: %s. Somebody may be in between, "
                            "or this computer's date is wrong. Nothing was sent."),
                         error->message));
  else
    end_step (self, STEP_SECURE, FALSE,
              g_strdup_printf (_ ("The service cannot be reached: %s. Try again later, or from "
                                  "another network."),
                               error->message));
}

static void
check_secure (CosellConnectionCheck *self)
{
  g_autoptr (GSocketClient) client = NULL;
  g_autoptr (GUri) uri = parse_account (self);

  if (g_str_equal (g_uri_get_scheme (uri), "http")) /* loopback: anything else is no account */
    {
      end_step (self, STEP_SECURE, TRUE, g_strdup (_ ("Not needed: nothing leaves this computer")));
      return;
    }
  client = g_socket_client_new ();
  g_socket_client_set_tls (client, TRUE);
  g_socket_client_set_timeout (client, CONNECT_SECONDS);
  g_socket_client_connect_to_host_async (client, g_uri_get_host (uri),
                                         g_uri_get_port (uri) > 0 ? (guint16) g_uri_get_port (uri)
                                                                  : 443,
                                         self->cancellable, connected_cb, g_object_ref (self));
}

/* --- sign-in --- */

static void
token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellConnectionCheck) self = user_data;
  g_autoptr (GError) error = NULL;
  char *token = cosell_auth_get_token_finish (COSELL_AUTH (source), result, &error);
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *when = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (token == NULL)
    {
      end_step (self, STEP_SIGN_IN, FALSE, g_strdup (error->message));
      return;
    }
  cosell_secret_free (token);
  until = g_date_time_new_from_unix_local (cosell_auth_get_expiry (COSELL_AUTH (source)) /
                                           G_USEC_PER_SEC);
  when = until != NULL ? g_date_time_format (until, "%H:%M") : g_strdup ("?");
  end_step (self, STEP_SIGN_IN, TRUE,
            cosell_auth_is_for_session (COSELL_AUTH (source))
                ? g_strdup (_ ("Signed in until Cosell is closed, because there is no keyring"))
                /* Translators: %s is a time of day */
                : g_strdup_printf (_ ("Signed in. The token is good until %s and is renewed by "
                                      "itself."),
                                   when));
}

static void
check_sign_in (CosellConnectionCheck *self)
{
  g_autoptr (GError) error = NULL;

  switch (cosell_account_get_sign_in (self->account))
    {
    case COSELL_SIGN_IN_TOKEN:
      end_step (self, STEP_SIGN_IN, TRUE,
                g_strdup (_ ("The token in the environment variable COSELL_TOKEN is used")));
      break;
    case COSELL_SIGN_IN_PRACTICE:
      end_step (self, STEP_SIGN_IN, TRUE, g_strdup (_ ("Not needed for sample deals")));
      break;
    case COSELL_SIGN_IN_OUT:
      error = cosell_account_sign_in_error (self->account);
      end_step (self, STEP_SIGN_IN, FALSE, g_strdup (error->message));
      break;
    case COSELL_SIGN_IN_IN:
    case COSELL_SIGN_IN_FOR_SESSION:
      cosell_auth_get_token_async (self->account->auth, NULL, self->cancellable, token_cb,
                                   g_object_ref (self));
      break;
    }
}

/* --- service --- */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellConnectionCheck) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemotePage) page =
      cosell_remote_list_finish (COSELL_REMOTE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  cosell_take_str (&self->ids, cosell_http_remote_dup_last_ids (COSELL_HTTP_REMOTE (source)));
  end_step (self, STEP_SERVICE, page != NULL,
            g_strdup (page != NULL ? _ ("It answers as it should") : error->message));
}

static void
check_service (CosellConnectionCheck *self)
{
  g_autofree char *token = cosell_account_find_token (self->account);

  g_clear_object (&self->remote);
  self->remote = cosell_http_remote_new (self->url, NULL);
  cosell_http_remote_set_token (self->remote, token);
  cosell_http_remote_set_auth (self->remote, token == NULL ? self->account->auth : NULL);
  cosell_remote_list_async (COSELL_REMOTE (self->remote), PROBE_QUERY, NULL, self->cancellable,
                            listed_cb, g_object_ref (self));
}

/* --- role --- */

typedef struct
{
  CosellCommand head;
  char *me; /* (owned) (nullable) result: what the service told of the account */
} Role;

static void
role_clear (gpointer data)
{
  g_free (((Role *) data)->me);
}

static gboolean
read_role (CosellStore *store, gpointer data, GError **error)
{
  Role *self = data;

  return cosell_store_get_meta (store, COSELL_META_ME, &self->me, error);
}

static const CosellCommandKind role_kind = {
  .size = sizeof (Role),
  .mode = COSELL_STORE_READ,
  .run = read_role,
  .clear = role_clear,
};

static void
role_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellConnectionCheck) self = user_data;
  const Role *role = cosell_command_get (result, &role_kind);
  g_autoptr (CosellPermissionRole) account = NULL;

  if (!cosell_session_finish (COSELL_SESSION (source), result, NULL) || self->cancellable == NULL)
    return;
  account = cosell_permission_role_new_from_me (role->me);
  end_step (self, STEP_ROLE, TRUE,
            account->role != NULL
                ? g_strdup (account->role)
                : g_strdup (_ ("The service does not tell. What your role does not allow is said "
                               "where you meet it.")));
}

static void
check_role (CosellConnectionCheck *self)
{
  cosell_command_run (self->session, cosell_command_new (self->session, &role_kind, 0), check_role,
                      self->cancellable, role_read_cb, g_object_ref (self));
}

static void
run_step (CosellConnectionCheck *self, Step step)
{
  set_step (self, step, COSELL_CHECK_RUNNING, NULL);
  g_signal_emit (self, changed_signal, 0);
  if (self->cancellable != NULL && cosell_session_is_closed (self->session))
    cosell_connection_check_cancel (self);
  if (self->cancellable == NULL)
    return;
  if (g_strcmp0 (self->url, self->account->url) != 0)
    {
      end_step (self, step, FALSE,
                g_strdup (_ ("The account was removed or replaced while it was looked at. Check "
                             "again.")));
      return;
    }
  switch (step)
    {
    case STEP_ACCOUNT:
      check_account (self);
      break;
    case STEP_NETWORK:
      check_network (self);
      break;
    case STEP_NAME:
      check_name (self);
      break;
    case STEP_SECURE:
      check_secure (self);
      break;
    case STEP_SIGN_IN:
      check_sign_in (self);
      break;
    case STEP_SERVICE:
      check_service (self);
      break;
    case STEP_ROLE:
      check_role (self);
      break;
    case N_STEPS:
      g_assert_not_reached ();
    }
}

static void
cosell_connection_check_dispose (GObject *object)
{
  CosellConnectionCheck *self = COSELL_CONNECTION_CHECK (object);

  cosell_connection_check_cancel (self);
  g_clear_object (&self->remote);
  G_OBJECT_CLASS (cosell_connection_check_parent_class)->dispose (object);
}

static void
cosell_connection_check_finalize (GObject *object)
{
  CosellConnectionCheck *self = COSELL_CONNECTION_CHECK (object);

  g_clear_object (&self->session);
  for (guint i = 0; i < N_STEPS; i++)
    g_free (self->words[i]);
  g_free (self->ids);
  g_free (self->url);
  G_OBJECT_CLASS (cosell_connection_check_parent_class)->finalize (object);
}

static void
cosell_connection_check_class_init (CosellConnectionCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cosell_connection_check_dispose;
  object_class->finalize = cosell_connection_check_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
cosell_connection_check_init (CosellConnectionCheck *self)
{
}

CosellConnectionCheck *
cosell_connection_check_new (CosellSession *session)
{
  CosellConnectionCheck *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_CONNECTION_CHECK, NULL);
  self->session = g_object_ref (session);
  self->account = cosell_session_get_account (session);
  return self;
}

void
cosell_connection_check_start (CosellConnectionCheck *self)
{
  g_return_if_fail (COSELL_IS_CONNECTION_CHECK (self));

  cosell_connection_check_cancel (self);
  self->cancellable = g_cancellable_new ();
  self->at = cosell_session_now (self->session);
  cosell_set_str (&self->url, self->account->url);
  g_clear_pointer (&self->ids, g_free);
  for (guint i = 0; i < N_STEPS; i++)
    set_step (self, (Step) i, COSELL_CHECK_WAITING, NULL);
  run_step (self, STEP_ACCOUNT);
}

void
cosell_connection_check_cancel (CosellConnectionCheck *self)
{
  g_return_if_fail (COSELL_IS_CONNECTION_CHECK (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

guint
cosell_connection_check_get_n_steps (CosellConnectionCheck *self)
{
  return N_STEPS;
}

const char *
cosell_connection_check_get_title (CosellConnectionCheck *self, guint step)
{
  g_return_val_if_fail (step < N_STEPS, NULL);

  return _ (steps[step].title);
}

CosellCheckState
cosell_connection_check_get_state (CosellConnectionCheck *self, guint step)
{
  g_return_val_if_fail (step < N_STEPS, COSELL_CHECK_WAITING);

  return self->states[step];
}

const char *
cosell_connection_check_get_message (CosellConnectionCheck *self, guint step)
{
  g_return_val_if_fail (step < N_STEPS, NULL);

  return self->words[step];
}

char *
cosell_connection_check_dup_details (CosellConnectionCheck *self)
{
  GString *text = g_string_new ("Cosell " COSELL_VERSION "\n");
  g_autofree char *at = cosell_time_format (self->at);

  g_string_append_printf (text, "checked: %s\n", at);
  if (self->account->url != NULL)
    g_string_append_printf (text, "service: %s\ntenant: %s\nclient ID: %s\n", self->account->url,
                            self->account->tenant != NULL ? self->account->tenant : "(usual)",
                            self->account->client_id != NULL ? self->account->client_id
                                                             : "(usual)");
  for (guint i = 0; i < N_STEPS; i++)
    {
      g_string_append_printf (text, "%s: %s", steps[i].details, state_names[self->states[i]]);
      if (self->words[i] != NULL)
        g_string_append_printf (text, " (%s)", self->words[i]);
      g_string_append_c (text, '\n');
    }
  if (self->ids != NULL)
    g_string_append_printf (text, "%s\n", self->ids);
  return g_string_free (text, FALSE);
}
