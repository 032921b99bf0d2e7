#include "model/cosell-rules.h"
