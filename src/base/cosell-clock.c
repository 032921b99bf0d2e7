#include "base/cosell-clock.h"
