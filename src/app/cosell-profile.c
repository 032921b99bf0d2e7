#include "app/cosell-profile.h"
