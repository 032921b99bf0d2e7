/* fake-monitors.c: a network and a power profile that a test sets */
#include "support/fake-monitors.h"

/* Both are asked by their properties alone, so there is nothing to answer but those. */

struct _FakeNetwork
{
  GObject parent_instance;

  gboolean available;
  gboolean metered;
};

struct _FakePower
{
  GObject parent_instance;

  gboolean saving;
};

static void
fake_network_initable_iface_init (GInitableIface *iface)
{
}

static void
fake_network_iface_init (GNetworkMonitorInterface *iface)
{
}

static void
fake_power_iface_init (GPowerProfileMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeNetwork,
                               fake_network,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE,
                                                      fake_network_initable_iface_init)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                          fake_network_iface_init))
G_DEFINE_FINAL_TYPE_WITH_CODE (FakePower,
                               fake_power,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE,
                                                      fake_network_initable_iface_init)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_POWER_PROFILE_MONITOR,
                                                          fake_power_iface_init))

typedef enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
} FakeNetworkProperty;

static void
fake_network_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FakeNetwork *self = FAKE_NETWORK (object);

  switch ((FakeNetworkProperty) id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, self->available);
      break;
    case PROP_METERED:
      g_value_set_boolean (value, self->metered);
      break;
    case PROP_CONNECTIVITY:
      g_value_set_enum (value, self->available ? G_NETWORK_CONNECTIVITY_FULL
                                               : G_NETWORK_CONNECTIVITY_LOCAL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fake_network_class_init (FakeNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_network_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_network_init (FakeNetwork *self)
{
}

GNetworkMonitor *
fake_network_new (gboolean available, gboolean metered)
{
  FakeNetwork *self = g_object_new (FAKE_TYPE_NETWORK, NULL);

  self->available = available;
  self->metered = metered;
  return G_NETWORK_MONITOR (self);
}

void
fake_network_set (GNetworkMonitor *monitor, gboolean available, gboolean metered)
{
  FakeNetwork *self = FAKE_NETWORK (monitor);
  gboolean other = self->metered != metered;

  self->available = available;
  self->metered = metered;
  if (other)
    g_object_notify (G_OBJECT (self), "network-metered");
  g_signal_emit_by_name (self, "network-changed", available);
}

static void
fake_power_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, FAKE_POWER (object)->saving);
}

static void
fake_power_class_init (FakePowerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_power_get_property;
  g_object_class_override_property (object_class, 1, "power-saver-enabled");
}

static void
fake_power_init (FakePower *self)
{
}

GPowerProfileMonitor *
fake_power_new (gboolean saving)
{
  FakePower *self = g_object_new (FAKE_TYPE_POWER, NULL);

  self->saving = saving;
  return G_POWER_PROFILE_MONITOR (self);
}

void
fake_power_set (GPowerProfileMonitor *monitor, gboolean saving)
{
  FAKE_POWER (monitor)->saving = saving;
  g_object_notify (G_OBJECT (monitor), "power-saver-enabled");
}
