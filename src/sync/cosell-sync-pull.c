#include "sync/cosell-sync.h"
