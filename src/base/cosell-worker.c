#include "base/cosell-worker.h"
