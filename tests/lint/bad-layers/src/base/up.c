#include <glib.h>
#include "model/cosell-deal.h"
