#include "app/cosell-session.h"
#include <libsoup/soup.h>
#include "store/cosell-store.h"
