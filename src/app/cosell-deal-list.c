#include "app/cosell-deal-list.h"
