#include "store/cosell-store.h"
