/* fake-monitors.h: a network and a power profile that a test sets */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Implements GNetworkMonitor; set its properties network-available and network-metered. */
#define FAKE_TYPE_NETWORK (fake_network_get_type ())
G_DECLARE_FINAL_TYPE (FakeNetwork, fake_network, FAKE, NETWORK, GObject)
GNetworkMonitor *fake_network_new (gboolean available, gboolean metered);
/* Also emits network-changed. */
void fake_network_set (GNetworkMonitor *monitor, gboolean available, gboolean metered);

/* Implements GPowerProfileMonitor. */
#define FAKE_TYPE_POWER (fake_power_get_type ())
G_DECLARE_FINAL_TYPE (FakePower, fake_power, FAKE, POWER, GObject)
GPowerProfileMonitor *fake_power_new (gboolean saving);
void fake_power_set (GPowerProfileMonitor *monitor, gboolean saving);

G_END_DECLS
