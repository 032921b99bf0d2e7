#include "model/cosell-outbox-plan.h"
