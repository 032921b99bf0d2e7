#include "ui/words/cosell-format.h"
