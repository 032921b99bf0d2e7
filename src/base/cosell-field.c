#include "base/cosell-field.h"
