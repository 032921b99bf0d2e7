#include "app/cosell-session.h"
