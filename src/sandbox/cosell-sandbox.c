#include "sandbox/cosell-sandbox.h"
