#include "store/cosell-store-deals.h"
