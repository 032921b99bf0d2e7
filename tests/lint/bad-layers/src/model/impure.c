#include <unistd.h>
#include "base/cosell-time.h"
