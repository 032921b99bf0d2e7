/* Desktop notifications (G2), as a desktop gets them: the test is the notification server. */
#include "app-fixture.h"
#include "base/cosell-str.h"
#include "ui-test.h"

#include "support/await.h"
#include "ui/shell/cosell-notifier.h"

#define SERVER "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"

static const char interface_xml[] =
    "<node><interface name='" SERVER "'>"
    "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
    "<method name='GetServerInformation'><arg type='s' direction='out'/>"
    "<arg type='s' direction='out'/><arg type='s' direction='out'/>"
    "<arg type='s' direction='out'/></method>"
    "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
    "</interface></node>";

/* the desktop; one for all, as its name on the bus is */
static GDBusConnection *desktop;
static GApplication *application;
static GPtrArray *shown; /* of char *: "title|body" */
static guint n_closed;
static char *sender; /* who sent the last one */
static gint64 opened;

typedef struct
{
  AppFixture *app;
  CosellNotifier *notifier;
  gint64 focused;
} Fixture;

static void
method_cb (GDBusConnection *connection,
           const char *from,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer data)
{
  if (g_str_equal (method, "Notify"))
    {
      const char *title, *body;

      g_variant_get_child (parameters, 3, "&s", &title);
      g_variant_get_child (parameters, 4, "&s", &body);
      g_ptr_array_add (shown, g_strdup_printf ("%s|%s", title, body));
      cosell_set_str (&sender, from);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", shown->len));
      return;
    }
  if (g_str_equal (method, "GetCapabilities"))
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new_parsed ("(['actions'],)"));
      return;
    }
  if (g_str_equal (method, "CloseNotification"))
    n_closed++;
  g_dbus_method_invocation_return_value (invocation, g_str_equal (method, "CloseNotification")
                                                         ? NULL
                                                         : g_variant_new ("(ssss)", "test", "test",
                                                                          "1", "1.2"));
}

static void
start_desktop (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, &error);
  g_autoptr (GVariant) reply = NULL;

  g_assert_no_error (error);
  address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  desktop =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (desktop, SERVER_PATH, node->interfaces[0], &vtable, NULL, NULL,
                                     &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (desktop, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", SERVER, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  shown = g_ptr_array_new_with_free_func (g_free);
}

static void
open_deal_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  opened = g_variant_get_int64 (parameter);
}

static void
start_application (void)
{
  static const GActionEntry actions[] = {
    { .name = "open-deal", .activate = open_deal_cb, .parameter_type = "x" },
  };
  g_autoptr (GError) error = NULL;

  application =
      G_APPLICATION (gtk_application_new ("io.github.cosell.Test", G_APPLICATION_NON_UNIQUE));
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   NULL);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
}

static gint64
focus_cb (gpointer data)
{
  return ((Fixture *) data)->focused;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  if (desktop == NULL)
    {
      start_desktop ();
      start_application ();
    }
  g_ptr_array_set_size (shown, 0);
  n_closed = 0;
  opened = 0;
  f->app = app_fixture_new_synced (100);
  f->notifier = cosell_notifier_new (application, f->app->session, focus_cb, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_run_dispose (G_OBJECT (f->notifier));
  g_object_unref (f->notifier);
  app_fixture_free (f->app);
}

static void
sync_now (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (app_sync (f->app->session, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
has_shown (gpointer n)
{
  return shown->len >= GPOINTER_TO_UINT (n);
}

static void
send_deals (Fixture *f, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *body =
          g_strdup_printf ("{\"as\":\"microsoft\",\"do\":\"send\",\"name\":\"Zava pilot %u\"}",
                           i + 1);

      app_control_post (f->app, "act", body);
    }
  sync_now (f);
}

/* Waits until what is there has been taken; told: how many notifications that makes. */
static void
expect (Fixture *f, guint told)
{
  await_condition (has_shown, GUINT_TO_POINTER (told));
  g_assert_cmpuint (shown->len, ==, told);
}

static gboolean
is_quiet (gpointer notifier)
{
  return cosell_notifier_is_quiet (notifier);
}

static void
wait_until_quiet (Fixture *f)
{
  await_condition (is_quiet, f->notifier);
}

static gboolean
was_opened (gpointer data)
{
  return opened != 0;
}

/* The first pull says nothing; a new deal does, once, and a click opens it. */
static void
test_arrived (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 deal;

  wait_until_quiet (f);
  g_assert_cmpuint (shown->len, ==, 0);
  send_deals (f, 1);
  expect (f, 1);
  g_assert_true (g_str_has_prefix (shown->pdata[0], "New deal: Zava pilot 1|"));
  sync_now (f);
  wait_until_quiet (f);
  g_assert_cmpuint (shown->len, ==, 1);

  deal = app_find (f->app->session, "name=Zava pilot 1");
  g_dbus_connection_emit_signal (desktop, sender, SERVER_PATH, SERVER, "ActionInvoked",
                                 g_variant_new ("(us)", 1, "default"), &error);
  g_assert_no_error (error);
  await_condition (was_opened, NULL);
  g_assert_cmpint (opened, ==, deal);
}

static void
test_many (Fixture *f, gconstpointer data)
{
  wait_until_quiet (f);
  send_deals (f, 6);
  expect (f, 1);
  g_assert_true (g_str_has_prefix (shown->pdata[0], "6 new inbound deals|"));
}

static void
ping (GDBusConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                   "org.freedesktop.DBus", "GetId", NULL, NULL,
                                   G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
}

/* The application has the desktop's answer: only from then on it knows what to withdraw. */
static void
settle_bus (void)
{
  ping (desktop);
  ping (g_application_get_dbus_connection (application));
  ui_settle ();
}

static gboolean
has_closed (gpointer data)
{
  return n_closed > 0;
}

static void
refuse_change (Fixture *f, gint64 deal)
{
  g_autoptr (GError) error = NULL;

  app_set (f->app->session, deal, "name", "Renamed", &error);
  g_assert_no_error (error);
  app_control_post (f->app, "faults",
                    "{\"method\":\"PATCH\",\"path\":\"/v1.0/engagements/\",\"status\":400}");
  app_sync (f->app->session, NULL, NULL);
  app_wait_uint (f->app->session, "parked-count", 1);
}

/* What a person looks at is not told, and what was looked at goes away. */
static void
test_focus (Fixture *f, gconstpointer data)
{
  gint64 deal;

  wait_until_quiet (f);
  send_deals (f, 1);
  expect (f, 1);
  settle_bus ();
  deal = app_find (f->app->session, "name=Zava pilot 1");
  cosell_notifier_withdraw (f->notifier, deal);
  await_condition (has_closed, NULL);

  f->focused = app_find (f->app->session, "status=accepted");
  refuse_change (f, f->focused);
  wait_until_quiet (f);
  g_assert_cmpuint (shown->len, ==, 1);
}

/* The service refuses a change: the person hears of it, with the reason. */
static void
test_not_sent (Fixture *f, gconstpointer data)
{
  wait_until_quiet (f);
  refuse_change (f, app_find (f->app->session, "status=accepted"));
  expect (f, 1);
  g_assert_true (g_str_has_prefix (shown->pdata[0], "A change could not be sent|Renamed\n"));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add ("/notifier/G2-arrived", Fixture, NULL, set_up, test_arrived, tear_down);
  g_test_add ("/notifier/G2-many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/notifier/G2-focus", Fixture, NULL, set_up, test_focus, tear_down);
  g_test_add ("/notifier/G2-not-sent", Fixture, NULL, set_up, test_not_sent, tear_down);
  return g_test_run ();
}
