#include <gtk/gtk.h>
#include "store/cosell-store.h"
  #  include <sqlite3.h>
