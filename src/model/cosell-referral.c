#include "model/cosell-referral.h"
