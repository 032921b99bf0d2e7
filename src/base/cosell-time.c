#include "base/cosell-time.h"
