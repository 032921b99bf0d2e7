#include "ui/words/cosell-format.h"
#include "ui/deal/cosell-deal-page.h"
