#include "ui/shell/cosell-window.h"
#include <adwaita.h>
