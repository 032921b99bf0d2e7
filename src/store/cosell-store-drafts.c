#include "store/cosell-store-drafts.h"
