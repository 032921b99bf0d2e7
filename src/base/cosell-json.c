#include "base/cosell-json.h"
