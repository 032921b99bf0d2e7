#include <sqlite3.h>
#include <json-glib/json-glib.h>
#include "remote/cosell-remote.h"
