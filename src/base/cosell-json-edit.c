#include "base/cosell-json-edit.h"
