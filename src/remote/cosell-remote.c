#include "remote/cosell-remote.h"
