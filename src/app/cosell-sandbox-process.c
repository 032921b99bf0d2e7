#include "app/cosell-sandbox-process.h"
