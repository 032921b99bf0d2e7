#include "base/cosell-intl.h"
