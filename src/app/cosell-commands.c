#include "app/cosell-catalog.h"
