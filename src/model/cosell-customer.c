#include "model/cosell-people.h"
