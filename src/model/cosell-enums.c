#include "model/cosell-enums.h"
