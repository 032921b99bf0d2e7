#include "model/cosell-change.h"
