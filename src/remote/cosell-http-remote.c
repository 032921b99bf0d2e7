#include "remote/cosell-http-remote.h"
