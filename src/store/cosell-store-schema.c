#include "store/cosell-store-account.h"
