#include "model/cosell-deal.h"
