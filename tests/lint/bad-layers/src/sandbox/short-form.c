#include "cosell-sandbox.h"
#include "cosell-config.h"
#include <json-glib/json-glib.h>
#include "remote/cosell-remote.h"
