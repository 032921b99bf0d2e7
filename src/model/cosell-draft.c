#include "model/cosell-draft.h"
