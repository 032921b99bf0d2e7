#include "store/cosell-store-outbox.h"
