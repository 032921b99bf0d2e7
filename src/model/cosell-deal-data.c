#include "model/cosell-deal-data.h"
